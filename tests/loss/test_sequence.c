/* SPDX-License-Identifier: Apache-2.0 */
/* Log-probabilities of sequences against rows of the 400-bit oracle, the whole way from logits to the gradient of a
 * preference loss against differences, and what is refused. */
#include "oracle.h"

#include <kullback/loss_preference.h>

#include "../refused.h"

enum { B = 3, T = 4, V = 5, ROWS = B * T };
static const int64_t targets[ROWS] = {0, 4, -100, -100, -100, 2, 2, 1, 3, 3, 0, -100};
static const kl_array y = {targets, ROWS, 1, KL_I64};

static void draw(double x[ROWS * V]) {
    kl_random random;
    kl_random_init(&random, 11, 0);
    for (size_t i = 0; i < (size_t)ROWS * V; i++)
        x[i] = ((double)kl_random_below(&random, 255) - 127) / 16; /* numbers of every type */
}

static double truth(const double *x, size_t sequence, int average, uint64_t *length) {
    double sum = 0;
    *length = 0;
    for (size_t t = sequence * T; t < (sequence + 1) * T; t++)
        if (targets[t] != -100) {
            const oracle_row row = {.x = x + t * V,
                                    .n = V,
                                    .target = (size_t)targets[t],
                                    .weight = 1,
                                    .temperature = 1};
            sum -= oracle_value(&row);
            ++*length;
        }
    return average ? sum / (double)*length : sum;
}

static void sums_and_averages(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F64, KL_F32, KL_F16, KL_BF16};
    double x[ROWS * V];
    uint64_t stored[ROWS * V];
    draw(x);
    for (size_t d = 0; d < 4; d++)
        for (int average = 0; average < 2; average++) {
            for (size_t i = 0; i < (size_t)ROWS * V; i++)
                put_number(dtypes[d], stored, i, x[i]);
            kl_sequence_options options;
            kl_sequence_options_init(&options);
            options.average = average;
            double out[B];
            uint64_t lengths[B], length;
            assert_int_equal(
                kl_sequence_log_probabilities((kl_matrix){stored, ROWS, V, V, dtypes[d]}, y, B,
                                              &options, NULL, out, lengths, NULL),
                KL_OK);
            for (size_t i = 0; i < B; i++) {
                const double expected = truth(x, i, average, &length);
                const double bound = dtypes[d] == KL_F64 ? 0x1p-45 : 1e-6; /* of the rows */
                assert_true(fabs(out[i] - expected) <= bound * fabs(expected));
                assert_int_equal(lengths[i], length);
            }
        }
}

/* The loss of one preference, chosen = sequence 0 and rejected = sequence 1, from logits on. */
static double loss_of(const double *x, double *gradient) {
    kl_sequence_options options;
    kl_sequence_options_init(&options);
    options.average = 1;
    double p[B], slope, back;
    const kl_matrix logits = {x, ROWS, V, V, KL_F64};
    assert_int_equal(kl_sequence_log_probabilities(logits, y, B, &options, NULL, p, NULL, NULL),
                     KL_OK);
    const double one = 1, reference[2] = {-2, -1.5};
    const kl_preference_pairs pairs = {kl_f64(p, 1),         kl_f64(p + 1, 1),
                                       kl_f64(reference, 1), kl_f64(reference + 1, 1),
                                       kl_f64(&one, 1),      kl_f64(&one, 1)};
    const kl_preference_rows rows = {.chosen_gradient = &slope, .rejected_gradient = &back};
    double loss;
    assert_int_equal(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, &rows, &loss, NULL),
                     KL_OK);
    if (gradient != NULL) {
        const double upstream[B] = {slope, back, 0};
        const kl_loss_gradient into = {gradient, V, kl_f64(upstream, B)};
        assert_int_equal(
            kl_sequence_log_probabilities(logits, y, B, &options, &into, NULL, NULL, NULL), KL_OK);
    }
    return loss;
}

static void from_logits_to_the_gradient(void **state) {
    (void)state;
    double x[ROWS * V], gradient[ROWS * V];
    draw(x);
    loss_of(x, gradient);
    const double h = 1e-5; /* the third derivative is below β: h² of it, and 2⁻⁵²/h of the loss */
    for (size_t i = 0; i < (size_t)ROWS * V; i++) {
        const double kept = x[i];
        x[i] = kept + h;
        const double up = loss_of(x, NULL);
        x[i] = kept - h;
        const double down = loss_of(x, NULL);
        x[i] = kept;
        assert_true(fabs(gradient[i] - (up - down) / (2 * h)) <= 3e-11);
        if (targets[i / V] == -100 || i / V >= 2 * T)
            assert_true(gradient[i] == 0);
    }
}

static void a_masked_token_is_impossible(void **state) {
    (void)state;
    double x[ROWS * V], out[B];
    draw(x);
    x[V + 4] = -INFINITY;
    const kl_matrix logits = {x, ROWS, V, V, KL_F64};
    assert_int_equal(kl_sequence_log_probabilities(logits, y, B, NULL, NULL, out, NULL, NULL),
                     KL_OK);
    assert_true(out[0] == -INFINITY && isfinite(out[1]));
}

static void what_is_refused(void **state) {
    (void)state;
    double x[ROWS * V], out[B];
    draw(x);
    const kl_matrix logits = {x, ROWS, V, V, KL_F64}, nothing = {NULL, ROWS, V, V, KL_F64};
    kl_array none = y;
    none.data = NULL;
    REFUSED(kl_sequence_log_probabilities(logits, y, B, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_sequence_log_probabilities(logits, none, B, NULL, NULL, out, NULL, &error));
    REFUSED(kl_sequence_log_probabilities(nothing, y, B, NULL, NULL, out, NULL, &error));
    kl_loss_gradient into = {.row_stride = V};
    REFUSED(kl_sequence_log_probabilities(logits, y, B, NULL, &into, out, NULL, &error));
    double slopes[ROWS * V];
    into = (kl_loss_gradient){slopes, V, kl_f64(NULL, 1)};
    REFUSED(kl_sequence_log_probabilities(logits, y, B, NULL, &into, out, NULL, &error));
    into.upstream = kl_f64(out, B - 1);
    assert_int_equal(kl_sequence_log_probabilities(logits, y, B, NULL, &into, out, NULL, NULL),
                     KL_ERROR_MISMATCH);
    kl_sequence_options options;
    kl_sequence_options_init(&options);
    options.temperature = 0;
    REFUSED(kl_sequence_log_probabilities(logits, y, B, &options, NULL, out, NULL, &error));
    assert_int_equal(kl_sequence_log_probabilities(logits, y, 0, NULL, NULL, out, NULL, &error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(kl_sequence_log_probabilities(logits, y, 5, NULL, NULL, out, NULL, &error),
                     KL_ERROR_MISMATCH);
    int64_t masked[ROWS];
    memcpy(masked, targets, sizeof masked);
    for (size_t t = T; t < 2 * T; t++)
        masked[t] = -100;
    assert_int_equal(kl_sequence_log_probabilities(logits, (kl_array){masked, ROWS, 1, KL_I64}, B,
                                                   NULL, NULL, out, NULL, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_non_null(strstr(error.message, "all 4 of sequence 1 are ignored"));
    /* Of two integers that are the same double one is ignored. */
    for (size_t t = T; t < 2 * T; t++)
        masked[t] = (INT64_C(1) << 53) + 1;
    kl_sequence_options_init(&options);
    options.ignore_index = INT64_C(1) << 53;
    assert_int_equal(kl_sequence_log_probabilities((kl_matrix){x, T, V, V, KL_F64},
                                                   (kl_array){masked + T, T, 1, KL_I64}, 1,
                                                   &options, NULL, out, NULL, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "row 0 has class 9007199254740993"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_averages),
        cmocka_unit_test(from_logits_to_the_gradient),
        cmocka_unit_test(a_masked_token_is_impossible),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
