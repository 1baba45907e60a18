/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of latents: β, free bits, balance and reductions, whatever the latents are. */
#ifndef KL_LOSS_LATENT_JOB_H
#define KL_LOSS_LATENT_JOB_H

#include <kullback/loss_latent.h>

#include "loss/matrix.h"

typedef struct kl_latent_kind {
    /* The divergence of one latent of a row; not finite where it is refused. */
    double (*divergence)(const void *context, size_t row, size_t latent);
    /* Writes gradients of that: times a factor for the posterior's, and one for the prior's. */
    void (*pull)(const void *context, size_t row, size_t latent, double q_factor, double p_factor);
    /* Why it was refused. */
    kl_status (*refuse)(const void *context, size_t row, size_t latent, kl_error *error);
} kl_latent_kind;

kl_status kl_latent_options_read(const kl_latent_options *given, kl_latent_options *out,
                                 kl_error *error);

/* `context` has been checked. `with_gradient`: some are wanted. */
kl_status kl_latent_run(const kl_latent_kind *kind, const void *context, size_t rows,
                        size_t latents, const kl_latent_options *options, int with_gradient,
                        const kl_latent_rows *kept, double *loss, kl_error *error);

#endif
