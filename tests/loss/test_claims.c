/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of training losses, computed. */
#include "../compare/claims.h"

#define HERE "tests/loss/test_claims.c"

enum { CLASSES = 4 };

static double measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate out;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &out, NULL), KL_OK);
    return out.value;
}

static double loss_of(const double *logits, size_t classes, const int64_t *targets, size_t n,
                      const kl_cross_entropy_options *options, double *gradient) {
    const kl_matrix rows = {logits, n, classes, (ptrdiff_t)classes, KL_F64};
    const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)classes};
    double loss;
    assert_int_equal(kl_loss_cross_entropy(rows, (kl_array){targets, n, 1, KL_I64}, options, NULL,
                                           gradient == NULL ? NULL : &into, &loss, NULL),
                     KL_OK);
    return loss;
}

/* ── L07: label smoothing ─────────────────────────────────────────────────────────────────────── */

/* The gap of four free logits after so many steps downhill. */
static double free_gap(const kl_cross_entropy_options *options, size_t steps) {
    double z[CLASSES] = {0}, down[CLASSES];
    const int64_t label = 2;
    for (size_t i = 0; i < steps; i++) {
        loss_of(z, CLASSES, &label, 1, options, down);
        for (int j = 0; j < CLASSES; j++)
            z[j] -= down[j];
    }
    for (int j = 0; j < CLASSES; j++) /* the others stay together */
        assert_true(j == label || z[j] == z[0]);
    return z[label] - z[0];
}

static void test_l07(void **state) {
    (void)state;
    kl_cross_entropy_options plain, smoothed;
    kl_cross_entropy_options_init(&plain);
    kl_cross_entropy_options_init(&smoothed);
    smoothed.label_smoothing = 0.2; /* a fifth over four: (0.05, 0.05, 0.85, 0.05) */
    const double first = free_gap(&plain, 1000), later = free_gap(&plain, 100000);
    const double best = free_gap(&smoothed, 1000);
    /* A loss that falls as e^-gap: a hundred times the steps, ln 100 more, and no end. */
    assert_true(fabs(later - first - log(100)) < 0.01);
    assert_true(free_gap(&smoothed, 2000) == best);
    const double masked[CLASSES] = {0, -INFINITY, 1, 0};
    const int64_t label = 2;
    const double computed[] = {best,
                               log(17),
                               first,
                               later,
                               loss_of(masked, CLASSES, &label, 1, &plain, NULL),
                               loss_of(masked, CLASSES, &label, 1, &smoothed, NULL)};
    claim_holds("L07", HERE, computed, 6);
}

/* ── L10: one-hot targets ─────────────────────────────────────────────────────────────────────── */

static void test_l10(void **state) {
    (void)state;
    enum { TOKENS = 3 };
    const double logits[TOKENS * CLASSES] = {2, 1, 0, -1, 0.5, 0, 0, 3, -1, 1, 1, 1};
    const int64_t targets[TOKENS] = {1, 3, 0};
    double against_one_hot = 0, likelihood = 1;
    for (int t = 0; t < TOKENS; t++) {
        double hot[CLASSES] = {0}, softmax[CLASSES], total = 0;
        hot[targets[t]] = 1;
        for (int i = 0; i < CLASSES; i++)
            total += softmax[i] = exp(logits[t * CLASSES + i]);
        against_one_hot += measure(KL_CROSS_ENTROPY, hot, softmax, CLASSES) / TOKENS;
        likelihood *= softmax[targets[t]] / total;
    }
    const double computed[] = {loss_of(logits, CLASSES, targets, TOKENS, NULL, NULL),
                               against_one_hot, -log(likelihood) / TOKENS};
    /* The same to the last digits: some ten roundings of numbers near 1. */
    assert_true(fabs(computed[0] - computed[1]) < 16 * 0x1p-53);
    assert_true(fabs(computed[0] - computed[2]) < 16 * 0x1p-53);
    claim_holds("L10", HERE, computed, 3);
}

/* ── L15: the least possible loss ─────────────────────────────────────────────────────────────── */

/* Labels of a fair bit through a channel that turns one in ten, and models that believe in another share. */
enum { INPUTS = 2, DRAWS = 100000 };
static const double turned = 0.1, believed = 0.2, bit = 0.69314718055994530942;

/* The loss, bits, of logits on labels that are drawn. */
static double drawn_loss(double *standard_error) {
    double *logits = malloc(DRAWS * INPUTS * sizeof *logits),
           *losses = malloc(DRAWS * sizeof *losses);
    int64_t *labels = malloc(DRAWS * sizeof *labels);
    assert_true(logits && losses && labels);
    kl_random random;
    kl_random_init(&random, 15, 0);
    for (size_t i = 0; i < DRAWS; i++) {
        const int x = (int)kl_random_below(&random, INPUTS);
        logits[i * INPUTS + x] = log(1 - believed);
        logits[i * INPUTS + 1 - x] = log(believed);
        labels[i] = kl_random_uniform(&random) < turned ? 1 - x : x;
    }
    const kl_loss_rows rows = {.loss = losses};
    double loss, squares = 0;
    assert_int_equal(kl_loss_cross_entropy((kl_matrix){logits, DRAWS, INPUTS, INPUTS, KL_F64},
                                           (kl_array){labels, DRAWS, 1, KL_I64}, NULL, &rows, NULL,
                                           &loss, NULL),
                     KL_OK);
    for (size_t i = 0; i < DRAWS; i++)
        squares += pow(losses[i] - loss, 2);
    *standard_error = sqrt(squares) / DRAWS / bit;
    free(logits);
    free(losses);
    free(labels);
    return loss / bit;
}

static void test_l15(void **state) {
    (void)state;
    const double truth[INPUTS] = {1 - turned, turned}, model[INPUTS] = {1 - believed, believed};
    const double loss = measure(KL_CROSS_ENTROPY, truth, model, INPUTS) / bit;
    const double least = measure(KL_ENTROPY, truth, truth, INPUTS) / bit;
    const double divergence = measure(KL_DIVERGENCE, truth, model, INPUTS) / bit;
    /* Four roundings of numbers below 1. */
    assert_true(fabs(loss - least - divergence) < 4 * 0x1p-53);
    /* Nothing a model can believe costs less. */
    for (int percent = 1; percent < 100; percent++) {
        const double other[INPUTS] = {1 - percent / 100.0, percent / 100.0};
        assert_true(measure(KL_CROSS_ENTROPY, truth, other, INPUTS) / bit >= least);
    }
    double standard_error;
    const double drawn = drawn_loss(&standard_error) - least;
    assert_true(fabs(drawn - divergence) < 2 * standard_error);
    const double computed[] = {loss, least, divergence, drawn, 2 * standard_error};
    claim_holds("L15", HERE, computed, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_l07),
        cmocka_unit_test(test_l10),
        cmocka_unit_test(test_l15),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
