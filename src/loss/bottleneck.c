/* SPDX-License-Identifier: Apache-2.0 */
/* The variational bottleneck: the ELBO's two terms, of a decoder that tells not x but y. */
#include "base/error.h"

#include <kullback/loss_latent.h>

kl_status kl_loss_bottleneck(const kl_bottleneck_batch *batch, const kl_latent_options *latent,
                             const kl_bottleneck_gradient *gradient, kl_bottleneck_loss *out,
                             kl_error *error) {
    if (batch == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_bottleneck: %s is NULL",
                       batch == NULL ? "batch" : "out");
    const kl_array y = batch->targets;
    const kl_elbo_batch of = {
        .q = batch->q,
        .p = batch->p,
        .kind = KL_RECONSTRUCTION_CATEGORICAL,
        .data = {.prediction = batch->logits, .target = {y.data, y.n, 1, y.stride, y.dtype}}};
    kl_elbo_gradient by = {.data = {.prediction = {.data = NULL}}};
    kl_elbo_result found;
    if (gradient != NULL)
        by = (kl_elbo_gradient){gradient->q, gradient->p, {.prediction = gradient->logits}};
    const kl_status status = kl_loss_elbo(&of, latent, NULL, &by, &found, error);
    if (status == KL_OK)
        *out = (kl_bottleneck_loss){found.loss, found.reconstruction, found.divergence};
    return status;
}
