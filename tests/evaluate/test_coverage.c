/* SPDX-License-Identifier: Apache-2.0 */
/* Simulated coverage of 95 % intervals: tokens of one document share a difficulty, so they are correlated. */
#include <kullback/evaluate.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* Of a vocabulary of two the target is token 0, and its logit is z = difficulty of the document + noise of the
 * token; the model's is shifted by an effect that belongs to the document too. */
enum { REPLICATIONS = 2000, DOCUMENTS = 40, TOKENS = 20 };
static const double center = 1.0, between = 0.6, within = 1.0, shift = -0.3, shift_between = 0.3;

static double normal(kl_random *random) {
    double radius = sqrt(-2 * log(kl_random_uniform(random)));
    return radius * cos(6.283185307179586 * kl_random_uniform(random));
}

static double loss(double z) {
    return z > 0 ? log1p(exp(-z)) : log1p(exp(z)) - z;
}

/* E loss(z) of z normal, by the trapezoidal rule, which converges exponentially here. */
static double mean_loss(double mean, double variance) {
    double sum = 0, weight = 0, sd = sqrt(variance);
    for (double t = -9; t <= 9; t += 0.01) {
        sum += exp(-t * t / 2) * loss(mean + sd * t);
        weight += exp(-t * t / 2);
    }
    return sum / weight;
}

static void feed_document(kl_eval *eval, uint64_t unit, kl_random *random) {
    double difficulty = center + between * normal(random);
    double effect = shift + shift_between * normal(random);
    for (int t = 0; t < TOKENS; t++) {
        double z = difficulty + within * normal(random);
        double base[2] = {z, 0}, model[2] = {z + effect, 0};
        kl_eval_row row = {
            .base = kl_f64(base, 2), .model = kl_f64(model, 2), .target = 0, .unit = unit};
        assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
    }
}

static int covers(const kl_eval *eval, const char *id, const char *subject, double truth) {
    kl_estimate estimate;
    assert_int_equal(kl_eval_estimate(eval, id, subject, &estimate, NULL), KL_OK);
    return estimate.low <= truth && truth <= estimate.high;
}

/* How often out of REPLICATIONS the truth was inside: of a loss, and of the paired difference. */
static void simulate(kl_clustering clustering, int documents, int inside[2]) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = 2;
    options.clustering = clustering;
    options.worst = 0;
    double spread = between * between + within * within;
    double truth = mean_loss(center, spread);
    double model = mean_loss(center + shift, spread + shift_between * shift_between);
    inside[0] = inside[1] = 0;
    for (uint64_t r = 0; r < REPLICATIONS; r++) {
        kl_random random;
        kl_random_init(&random, 2024, r);
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        for (int d = 0; d < documents; d++)
            feed_document(eval, (uint64_t)d, &random);
        inside[0] += covers(eval, "cross_entropy", "base", truth);
        inside[1] += covers(eval, "cross_entropy.difference", "base|model", model - truth);
        kl_eval_free(eval);
    }
}

/* As docs/eval.md has them, in percent. The draws go through the cosine and logarithm of a libm, and another one may
 * move a few of the replications over an end. */
static const double told[2][2] = {{94.7, 59.6}, {94.5, 38.2}}, other_libm = 0.5;

static void check_told(int inside, double percent) {
    assert_true(fabs(100.0 * inside / REPLICATIONS - percent) <= other_libm);
}

static void test_coverage(void **state) {
    (void)state;
    int clustered[2], independent[2];
    simulate(KL_CLUSTER_UNITS, DOCUMENTS, clustered);
    simulate(KL_CLUSTER_NONE, DOCUMENTS, independent);
    for (int k = 0; k < 2; k++)
        print_message("%s: clustered %.1f %%, tokens as independent %.1f %%\n",
                      k ? "difference" : "loss", 100.0 * clustered[k] / REPLICATIONS,
                      100.0 * independent[k] / REPLICATIONS);
    for (int k = 0; k < 2; k++) {
        assert_true(clustered[k] >= 0.93 * REPLICATIONS);
        assert_true(clustered[k] <= 0.97 * REPLICATIONS);
        assert_true(independent[k] < 0.8 * REPLICATIONS);
        check_told(clustered[k], told[k][0]);
        check_told(independent[k], told[k][1]);
    }
}

/* With more documents than bags several share one, which costs little. */
static void test_shared_bags(void **state) {
    (void)state;
    int inside[2];
    simulate(KL_CLUSTER_UNITS, 80, inside);
    print_message("80 documents: loss %.1f %%, difference %.1f %%\n",
                  100.0 * inside[0] / REPLICATIONS, 100.0 * inside[1] / REPLICATIONS);
    for (int k = 0; k < 2; k++)
        assert_true(inside[k] >= 0.93 * REPLICATIONS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_shared_bags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
