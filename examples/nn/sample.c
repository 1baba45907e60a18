/* SPDX-License-Identifier: Apache-2.0 */
/* Draws of normal latents, through which a gradient goes back. */
#include "nn.h"

#include <kullback/loss_latent.h>

#include <stdlib.h>

/* z = μ + σ ε: ∂z/∂μ = 1, ∂z/∂ln σ² = ½ σ ε = ½ (z − μ). */
static void back(nn_tape *tape, nn_value *self) {
    (void)tape;
    const nn_value *mean = self->from[0], *log_variance = self->from[1];
    for (size_t i = 0; i < self->rows * self->columns; i++) {
        if (mean->gradient != NULL)
            mean->gradient[i] += self->gradient[i];
        if (log_variance->gradient != NULL)
            log_variance->gradient[i] += self->gradient[i] * (self->data[i] - mean->data[i]) / 2;
    }
}

nn_value *nn_sample(nn_tape *tape, nn_value *mean, nn_value *log_variance, uint64_t seed) {
    nn_value *self = nn_new(tape, mean->rows, mean->columns, back);
    self->from[0] = mean;
    self->from[1] = log_variance;
    const size_t n = self->rows * self->columns;
    double *z = nn_memory(n, sizeof *z);
    const kl_latent_gaussian q = {nn_matrix(mean), nn_matrix(log_variance)};
    nn_call(kl_latent_sample(&q, seed, NULL, z, &nn_error));
    for (size_t i = 0; i < n; i++)
        self->data[i] = (float)z[i];
    free(z);
    return self;
}
