/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of the GAN and of distributions that are slid apart, computed. */
#include "../compare/claims.h"

#define HERE "tests/story/test_claims_adversarial.c"

static double measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate out;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &out, NULL), KL_OK);
    return out.value;
}

/* ── L22: what a GAN minimises ────────────────────────────────────────────────────────────────── */

enum { SYMBOLS = 4, DRAWS = 20 };
static const double data[SYMBOLS] = {0.4, 0.3, 0.2, 0.1}, made[SYMBOLS] = {0.1, 0.25, 0.25, 0.4};

/* What discriminator and generator score: draws in exact proportion, so that means over them are expectations. */
static kl_array scores(const double *of, const double *score, double out[DRAWS]) {
    size_t n = 0;
    for (size_t i = 0; i < SYMBOLS; i++)
        for (int k = 0; k < (int)round(DRAWS * of[i]); k++)
            out[n++] = score[i];
    return kl_f64(out, n);
}

static double discriminate(const double *score) {
    double real[DRAWS], fake[DRAWS], loss;
    assert_int_equal(kl_loss_discriminator(KL_ADVERSARIAL_GAN, scores(data, score, real),
                                           scores(made, score, fake), 0.95, NULL, &loss, NULL,
                                           NULL),
                     KL_OK);
    return loss;
}

/* The gradient of the generator's loss by the logits of what it makes, where the discriminator stays as it is. */
static void pull(const double *score, int saturating, double *gradient) {
    double loss[SYMBOLS], mean = 0;
    for (size_t i = 0; i < SYMBOLS; i++) {
        assert_int_equal(kl_loss_generator(KL_ADVERSARIAL_GAN, kl_f64(&score[i], 1), saturating,
                                           NULL, &loss[i], NULL),
                         KL_OK);
        mean += made[i] * loss[i];
    }
    for (size_t i = 0; i < SYMBOLS; i++)
        gradient[i] = made[i] * (loss[i] - mean);
}

static void slope(kl_measure_id id, double times, double *gradient) {
    double of[SYMBOLS];
    assert_int_equal(kl_measure_gradient(id, kl_f64(data, SYMBOLS), kl_f64(made, SYMBOLS),
                                         KL_GRADIENT_LOGITS, NULL, of, NULL),
                     KL_OK);
    for (size_t i = 0; i < SYMBOLS; i++)
        gradient[i] += times * of[i];
}

static double farthest(const double *a, const double *b) {
    double most = 0;
    for (size_t i = 0; i < SYMBOLS; i++)
        most = fmax(most, fabs(a[i] - b[i]));
    return most;
}

static void test_l22(void **state) {
    (void)state;
    double best[SYMBOLS], below = 0, game[SYMBOLS], other[SYMBOLS];
    double jensen[SYMBOLS] = {0}, mixed[SYMBOLS] = {0};
    for (size_t i = 0; i < SYMBOLS; i++)
        best[i] = log(data[i] / made[i]);
    const double loss = discriminate(best);
    kl_random random;
    kl_random_init(&random, 22, 0);
    for (int tried = 0; tried < 1000; tried++) {
        double score[SYMBOLS];
        for (size_t i = 0; i < SYMBOLS; i++)
            score[i] = best[i] + 2 * kl_random_uniform(&random) - 1;
        below += discriminate(score) < loss;
    }
    pull(best, 1, game);
    pull(best, 0, other);
    slope(KL_JENSEN_SHANNON, 2, jensen);
    slope(KL_DIVERGENCE_REVERSE, 1, mixed);
    slope(KL_JENSEN_SHANNON, -2, mixed);
    const double computed[] = {loss,
                               loss -
                                   (log(4) - 2 * measure(KL_JENSEN_SHANNON, data, made, SYMBOLS)),
                               below,
                               farthest(game, jensen),
                               farthest(other, mixed),
                               farthest(other, jensen)};
    claim_holds("L22", HERE, computed, 6);
}

/* ── L23: slid apart ──────────────────────────────────────────────────────────────────────────── */

enum { CELLS = 64, LONG = 10 };

/* P on the first ten cells, Q so many cells further. */
static void slide(int by, double *p, double *q) {
    for (int i = 0; i < CELLS; i++) {
        p[i] = i < LONG;
        q[i] = i >= by && i < by + LONG;
    }
}

/* By a critic of slope −1, which is the best. What the generator hears is its gradient along the cells. */
static double wasserstein(int by, double *heard) {
    double real[LONG], fake[LONG], gradient[LONG], loss;
    kl_estimate bound;
    for (int i = 0; i < LONG; i++) {
        real[i] = -i;
        fake[i] = -i - by;
    }
    assert_int_equal(kl_loss_discriminator(KL_ADVERSARIAL_WASSERSTEIN, kl_f64(real, LONG),
                                           kl_f64(fake, LONG), 0.95, NULL, &loss, &bound, NULL),
                     KL_OK);
    assert_int_equal(
        kl_loss_generator(KL_ADVERSARIAL_WASSERSTEIN, kl_f64(fake, LONG), 0, gradient, &loss, NULL),
        KL_OK);
    *heard = 0;
    for (int i = 0; i < LONG; i++)
        *heard -= gradient[i];
    return bound.value;
}

/* Of a discriminator that is sure beyond doubt, and falls by 1 a cell: what the generator of that game hears. */
static double heard_of_the_sure(void) {
    double fake[LONG], gradient[LONG], loss, heard = 0;
    for (int i = 0; i < LONG; i++)
        fake[i] = -50 - i;
    assert_int_equal(
        kl_loss_generator(KL_ADVERSARIAL_GAN, kl_f64(fake, LONG), 1, gradient, &loss, NULL), KL_OK);
    for (int i = 0; i < LONG; i++)
        heard -= gradient[i];
    return heard;
}

static void test_l23(void **state) {
    (void)state;
    static const int by[] = {5, 10, 20, 40};
    double computed[14], heard = 0;
    for (int i = 0; i < 4; i++) {
        double p[CELLS], q[CELLS];
        slide(by[i], p, q);
        computed[i] = measure(KL_DIVERGENCE, p, q, CELLS);
        computed[4 + i] = measure(KL_JENSEN_SHANNON, p, q, CELLS) / log(2);
        computed[8 + i] = wasserstein(by[i], &heard);
    }
    computed[12] = heard_of_the_sure();
    computed[13] = heard;
    claim_holds("L23", HERE, computed, 14);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l22), cmocka_unit_test(test_l23)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
