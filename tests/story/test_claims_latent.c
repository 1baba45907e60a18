/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of the evidence lower bound and its divergence, computed. */
#include "../compare/claims.h"

#define HERE "tests/story/test_claims_latent.c"

/* A normal posterior of one latent, which stands in N rows for N equally likely draws of it. */
enum { NODES = 6 };
typedef struct normal {
    double mean, log_variance;
} normal;

static kl_matrix column(const double *data, size_t n) {
    return (kl_matrix){data, n, 1, 1, KL_F64};
}

static double divergence(normal q, normal p) {
    const kl_latent_gaussian of_q = {column(&q.mean, 1), column(&q.log_variance, 1)};
    const kl_latent_gaussian of_p = {column(&p.mean, 1), column(&p.log_variance, 1)};
    double out;
    assert_int_equal(kl_loss_latent_gaussian(&of_q, &of_p, NULL, NULL, NULL, NULL, &out, NULL),
                     KL_OK);
    return out;
}

/* What a decoder makes of a latent, and its slope: x is N(value, deviation²). */
typedef struct decoder {
    double x, log_deviation;
    void (*at)(double z, double *value, double *slope);
} decoder;

static void itself(double z, double *value, double *slope) {
    *value = z;
    *slope = 1;
}

static void squared(double z, double *value, double *slope) {
    *value = z * z;
    *slope = 2 * z;
}

/* The loss of a posterior, and its slope by μ and ln σ². Draws at 0 (four times) and at ±√3 σ have the moments of a
 * normal distribution up to the fifth: of −ln p(x|z), which is of the fourth degree,
 * they give the expectation itself. */
static kl_elbo_result lower_bound(const decoder *of, normal q, double beta, double slope[2]) {
    const double noise[NODES] = {0, 0, 0, 0, sqrt(3), -sqrt(3)};
    double mean[NODES], log_variance[NODES], value[NODES], by_z[NODES], x[NODES];
    double down_mean[NODES], down_variance[NODES], down_value[NODES];
    for (int i = 0; i < NODES; i++) {
        mean[i] = q.mean;
        log_variance[i] = q.log_variance;
        x[i] = of->x;
        of->at(q.mean + exp(q.log_variance / 2) * noise[i], &value[i], &by_z[i]);
    }
    const kl_elbo_batch batch = {
        .q = {column(mean, NODES), column(log_variance, NODES)},
        .kind = KL_RECONSTRUCTION_GAUSSIAN,
        .data = {column(value, NODES), column(&of->log_deviation, 1), column(x, NODES)}};
    const kl_elbo_gradient gradient = {
        .q = {{.data = down_mean, .row_stride = 1}, {.data = down_variance, .row_stride = 1}},
        .data.prediction = {.data = down_value, .row_stride = 1}};
    kl_latent_options options;
    kl_latent_options_init(&options);
    options.beta = beta;
    kl_elbo_result out;
    assert_int_equal(kl_loss_elbo(&batch, &options, NULL, &gradient, &out, NULL), KL_OK);
    slope[0] = slope[1] = 0;
    for (int i = 0; i < NODES; i++) {
        const double by_noise = 0.5 * exp(q.log_variance / 2) * noise[i];
        slope[0] += down_mean[i] + down_value[i] * by_z[i];
        slope[1] += down_variance[i] + down_value[i] * by_z[i] * by_noise;
    }
    return out;
}

/* Downhill from a begin, until nothing moves. */
static normal best(const decoder *of, normal q, double beta, double rate) {
    double slope[2] = {1, 1};
    int steps = 0;
    while (fabs(slope[0]) + fabs(slope[1]) > 1e-11) {
        assert_true(++steps < 1000000);
        lower_bound(of, q, beta, slope);
        q.mean -= rate * slope[0];
        q.log_variance -= rate * slope[1];
    }
    return q;
}

/* ── L20: which direction a variational autoencoder has ───────────────────────────────────────── */

static double log_posterior(void *context, const double *z, size_t d) {
    (void)d;
    const decoder *of = context;
    double value, slope;
    of->at(*z, &value, &slope);
    const double away = (of->x - value) / exp(of->log_deviation);
    return -0.5 * *z * *z - 0.5 * away * away;
}

static void fit(decoder *of, kl_measure_id direction, double *mean, double *deviation) {
    enum { CELLS = 4001 };
    static double grid[CELLS];
    for (int i = 0; i < CELLS; i++)
        grid[i] = 2.2 * (2.0 * i / (CELLS - 1) - 1);
    const kl_fit_target target = {
        .points = column(grid, CELLS), .grid = 1, .log_density = log_posterior, .context = of};
    kl_fit_options options;
    kl_fit_options_init(&options);
    options.family = KL_FIT_GAUSSIAN;
    options.measure = direction;
    kl_fit *made = NULL;
    kl_estimate of_mean, of_scale;
    assert_int_equal(kl_fit_new(&target, &options, &made, NULL), KL_OK);
    assert_int_equal(kl_fit_estimate(made, 0, KL_FIT_MEAN, 0, &of_mean, NULL), KL_OK);
    assert_int_equal(kl_fit_estimate(made, 0, KL_FIT_SCALE, 0, &of_scale, NULL), KL_OK);
    *mean = fabs(of_mean.value); /* of two modes that are alike either may be found */
    *deviation = of_scale.value;
    kl_fit_free(made);
}

/* A latent that is 0 nine times in ten; what is seen has one in ten then, else nine in ten: the posterior is even, and
 * the encoder knows it. */
static void compare_bounds(double *evidence, double *bound, double *flipped) {
    const double logit[2] = {-log(9), log(9)}, seen[2] = {1, 1};
    const double prior[2] = {log(0.9), log(0.1)}, even[2] = {0, 0};
    const kl_matrix p = {prior, 1, 2, 2, KL_F64}, q = {even, 1, 2, 2, KL_F64};
    const kl_reconstruction_data data = {.prediction = column(logit, 2), .target = column(seen, 2)};
    double lost, forth, back;
    assert_int_equal(
        kl_loss_reconstruction(KL_RECONSTRUCTION_BERNOULLI, &data, NULL, NULL, NULL, &lost, NULL),
        KL_OK);
    assert_int_equal(kl_loss_latent_categorical(q, p, 2, NULL, NULL, NULL, NULL, &forth, NULL),
                     KL_OK);
    assert_int_equal(kl_loss_latent_categorical(p, q, 2, NULL, NULL, NULL, NULL, &back, NULL),
                     KL_OK);
    *evidence = log(0.9 * 0.1 + 0.1 * 0.9);
    *bound = -lost - forth;
    *flipped = -lost - back;
}

static void test_l20(void **state) {
    (void)state;
    decoder of = {1, log(0.3),
                  squared}; /* x = z² and noise: of x = 1 the posterior has two modes */
    const normal q = best(&of, (normal){1, -3}, 1, 0.002);
    double mean, deviation, wide_mean, wide_deviation, evidence, bound, flipped;
    fit(&of, KL_DIVERGENCE_REVERSE, &mean, &deviation);
    fit(&of, KL_DIVERGENCE, &wide_mean, &wide_deviation);
    compare_bounds(&evidence, &bound, &flipped);
    const double computed[] = {
        q.mean,    exp(q.log_variance / 2), q.mean - mean, exp(q.log_variance / 2) - deviation,
        wide_mean, wide_deviation,          evidence,      bound,
        flipped};
    claim_holds("L20", HERE, computed, 9);
}

/* ── L21: the bound and its regulariser ───────────────────────────────────────────────────────── */

static void test_l21(void **state) {
    (void)state;
    const decoder of = {1.5, 0, itself}; /* z from N(0, 1), x from N(z, 1): p(x) is N(0, 2) */
    const normal prior = {0, 0}, posterior = {0.75, -log(2)}, other = {0.25, 0};
    double slope[2], evidence, centre = 0, wide = log(2) / 2, worst = 0;
    const kl_reconstruction_data alone = {column(&centre, 1), column(&wide, 1), column(&of.x, 1)};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_GAUSSIAN, &alone, NULL, NULL, NULL,
                                            &evidence, NULL),
                     KL_OK);
    const kl_elbo_result known = lower_bound(&of, other, 1, slope);
    for (double mean = -2; mean <= 2; mean += 0.25)
        for (double log_variance = -3; log_variance <= 1; log_variance += 0.25) {
            const normal q = {mean, log_variance};
            const double bound = lower_bound(&of, q, 1, slope).elbo;
            worst = fmax(worst, fabs(-evidence - bound - divergence(q, posterior)));
        }
    const double betas[] = {0.01, 1, 100};
    double kept[3];
    for (int i = 0; i < 3; i++)
        kept[i] = divergence(best(&of, other, betas[i], 0.5 / (1 + betas[i])), prior);
    const double computed[] = {-evidence, known.elbo, divergence(other, posterior), worst, kept[0],
                               kept[1],   kept[2]};
    claim_holds("L21", HERE, computed, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l20), cmocka_unit_test(test_l21)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
