/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds of ln p(x) where it is known: z from N(0, 1) and x from N(z, 1), so that p(x) is N(0, 2) and the posterior
 * N(x/2, 1/2). An encoder that has it reaches ln p(x); another one falls short by its divergence from it. */
#include <kullback/loss_latent.h>

#include <math.h>
#include <stdio.h>

enum { DRAWS = 4096, MANY = 64 };

static const double x_seen = 1.5, half_log_two_pi = 0.91893853320467274;

/* ln p(x, z) − ln q(z|x), with ε = (z − μ)/σ. */
static double log_weight(double z, double noise, double log_variance) {
    const double away = x_seen - z;
    return -0.5 * z * z - 0.5 * away * away - half_log_two_pi + 0.5 * noise * noise +
           0.5 * log_variance;
}

static kl_status show(const char *name, double mean, double log_variance, kl_error *error) {
    static double means[DRAWS], variances[DRAWS], x[DRAWS], z[DRAWS], noise[DRAWS], weights[DRAWS];
    static const double unit = 0; /* ln of the decoder's deviation */
    for (int i = 0; i < DRAWS; i++)
        means[i] = mean, variances[i] = log_variance, x[i] = x_seen;
    const kl_latent_gaussian q = {{means, DRAWS, 1, 1, KL_F64}, {variances, DRAWS, 1, 1, KL_F64}};
    const kl_elbo_batch batch = {
        .q = q,
        .kind = KL_RECONSTRUCTION_GAUSSIAN,
        .data = {{z, DRAWS, 1, 1, KL_F64}, {&unit, 1, 1, 1, KL_F64}, {x, DRAWS, 1, 1, KL_F64}}};
    kl_elbo_result elbo;
    double tighter;
    kl_status status = kl_latent_sample(&q, 1, noise, z, error);
    if (status == KL_OK)
        status = kl_loss_elbo(&batch, NULL, NULL, NULL, &elbo, error);
    for (int i = 0; i < DRAWS; i++)
        weights[i] = log_weight(z[i], noise[i], log_variance);
    const kl_matrix by_row = {weights, DRAWS / MANY, MANY, MANY, KL_F64};
    if (status == KL_OK)
        status =
            kl_loss_importance_weighted(by_row, KL_REDUCTION_MEAN, NULL, NULL, &tighter, error);
    if (status == KL_OK)
        printf("%-14s %14.2f %6.2f %7.2f %18.2f\n", name, elbo.reconstruction, elbo.divergence,
               elbo.elbo, -tighter);
    return status;
}

int main(void) {
    kl_error error = KL_ERROR_INIT;
    printf("ln p(x) = %.2f nats\n", -x_seen * x_seen / 4 - 0.5 * log(4 * 3.14159265358979324));
    printf("%-14s %14s %6s %7s %18s\n", "encoder", "reconstruction", "KL", "ELBO",
           "with 64 weights");
    kl_status status = show("the posterior", 0.75, -M_LN2, &error);
    if (status == KL_OK)
        status = show("N(0.25, 1)", 0.25, 0, &error);
    if (status == KL_OK)
        status = show("the prior", 0, 0, &error);
    if (status == KL_OK)
        status = show("N(-1, 1/4)", -1, -2 * M_LN2, &error);
    if (status != KL_OK)
        printf("%s\n", error.message);
    return status != KL_OK;
}
