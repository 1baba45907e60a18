/* SPDX-License-Identifier: Apache-2.0 */
/* Two parallel lines, a distance apart that a generator is to close: what the best discriminator of a GAN and the best
 * critic of slope 1 know, and what the generator hears of it. Then an f-GAN whose critic is not the best. */
#include <kullback/loss_adversarial.h>

#include <math.h>
#include <stdio.h>

enum { DRAWS = 256 };

static void fill(double *scores, double score) {
    for (int i = 0; i < DRAWS; i++)
        scores[i] = score;
}

/* Data at 0, generated at `apart`: the sure discriminator has ±50 there, whatever the distance. */
static kl_status show(double apart, kl_error *error) {
    double real[DRAWS], fake[DRAWS], game, slope[DRAWS], w, w_slope[DRAWS], loss;
    kl_estimate bound;
    fill(real, apart > 0 ? 50 : 0);
    fill(fake, apart > 0 ? -50 : 0);
    const kl_array up = kl_f64(real, DRAWS), down = kl_f64(fake, DRAWS);
    kl_status status =
        kl_loss_discriminator(KL_ADVERSARIAL_GAN, up, down, 0.95, NULL, &loss, &bound, error);
    if (status == KL_OK)
        status = kl_loss_generator(KL_ADVERSARIAL_GAN, down, 1, slope, &game, error);
    if (status != KL_OK)
        return status;
    printf("%8g  %9.4f  %7.4f  %16.1e", apart, loss, bound.value, fabs(slope[0] * DRAWS));
    fill(real, 0);
    fill(fake, -apart);
    status =
        kl_loss_discriminator(KL_ADVERSARIAL_WASSERSTEIN, up, down, 0.95, NULL, &w, &bound, error);
    if (status == KL_OK)
        status = kl_loss_generator(KL_ADVERSARIAL_WASSERSTEIN, down, 0, w_slope, &w, error);
    if (status == KL_OK)
        printf("  %5g  %13g\n", bound.value, fabs(w_slope[0] * DRAWS));
    return status;
}

/* P = N(1, 1), Q = N(0, 1) at their quantiles: ln p/q = x − ½, and KL(P‖Q) = ½. */
static kl_status bounds(kl_error *error) {
    static const double factors[] = {0, 0.5, 1, 1.5};
    kl_random random;
    kl_random_init(&random, 1, 0);
    double p[DRAWS], q[DRAWS], loss;
    for (int i = 0; i < DRAWS; i++) { /* sums of 12 uniforms are normal enough here */
        p[i] = 1 - 6, q[i] = -6;
        for (int k = 0; k < 12; k++)
            p[i] += kl_random_uniform(&random), q[i] += kl_random_uniform(&random);
    }
    for (int f = 0; f < 4; f++) {
        double real[DRAWS], fake[DRAWS];
        kl_estimate bound;
        for (int i = 0; i < DRAWS; i++)
            real[i] = factors[f] * (p[i] - 0.5), fake[i] = factors[f] * (q[i] - 0.5);
        kl_status status =
            kl_loss_discriminator(KL_ADVERSARIAL_DIVERGENCE, kl_f64(real, DRAWS),
                                  kl_f64(fake, DRAWS), 0.95, NULL, &loss, &bound, error);
        if (status != KL_OK)
            return status;
        printf("%14g  %6.2f [%.2f, %.2f] nats\n", factors[f], bound.value, bound.low, bound.high);
    }
    return KL_OK;
}

int main(void) {
    kl_error error = KL_ERROR_INIT;
    kl_status status = KL_OK;
    printf("distance   GAN loss  JSD >=   generator hears  W1 >=  it hears\n");
    for (double apart = 0; apart <= 8 && status == KL_OK; apart = apart > 0 ? 2 * apart : 0.5)
        status = show(apart, &error);
    printf("critic, of best  KL(P || Q) = 0.5 is at least\n");
    if (status == KL_OK)
        status = bounds(&error);
    if (status != KL_OK)
        printf("%s\n", error.message);
    return status != KL_OK;
}
