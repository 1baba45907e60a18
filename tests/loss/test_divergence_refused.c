/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences: calls and numbers that are refused, with the row or the option named. */
#include "oracle.h"

#include "../older.h"
#include "../refused.h"

enum { N = 2, V = 3 };
static float x[N * V] = {0, 1, 2, 3, -1, 0}, y[N * V] = {1, 1, 0, 0, 0, 2};
static double room[N * V], loss;

static const kl_matrix p = {x, N, V, V, KL_F32}, q = {y, N, V, V, KL_F32};
static const kl_loss_gradient into = {.data = room, .row_stride = V};

static kl_status call(kl_matrix a, kl_matrix b, const kl_loss_divergence_options *options) {
    return kl_loss_divergence(a, b, options, NULL, &into, NULL, &loss, &error);
}

static void matrices_and_gradients(void **state) {
    (void)state;
    kl_matrix bad = p;
    bad.data = NULL;
    REFUSED(call(bad, q, NULL));
    REFUSED(call(p, bad, NULL));
    REFUSED(kl_loss_kl_div(bad, q, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_kl_div(p, bad, NULL, NULL, NULL, NULL, &loss, &error));
    bad = p, bad.dtype = KL_I32;
    REFUSED(call(bad, q, NULL));
    REFUSED(kl_loss_kl_div(p, bad, NULL, NULL, NULL, NULL, &loss, &error));
    bad = p, bad.columns = 0;
    REFUSED(call(p, bad, NULL));
    REFUSED(kl_loss_divergence(p, q, NULL, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_loss_kl_div(p, q, NULL, NULL, NULL, NULL, NULL, &error));
    kl_loss_gradient wrong = {.row_stride = V};
    REFUSED(kl_loss_divergence(p, q, NULL, NULL, &wrong, NULL, &loss, &error));
    wrong = (kl_loss_gradient){.data = room, .row_stride = V - 1};
    REFUSED(kl_loss_divergence(p, q, NULL, NULL, NULL, &wrong, &loss, &error));
    REFUSED(kl_loss_kl_div(p, q, NULL, NULL, &wrong, NULL, &loss, &error));
    REFUSED(kl_loss_kl_div(p, q, NULL, NULL, NULL, &wrong, &loss, &error));
    REFUSED(kl_loss_kl_div(p, q, NULL, &wrong, NULL, NULL, &loss, &error));
    bad = q, bad.columns = 2;
    assert_int_equal(call(p, bad, NULL), KL_ERROR_MISMATCH);
    assert_int_equal(kl_loss_kl_div(p, bad, NULL, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_MISMATCH);
    bad = q, bad.rows = 1;
    assert_int_equal(call(p, bad, NULL), KL_ERROR_MISMATCH);
    error = (kl_error)KL_ERROR_INIT;
}

static void options_that_are_wrong(void **state) {
    (void)state;
    kl_loss_divergence_options good;
    kl_loss_divergence_options_init(&good);
#define WITH(member, value)                                                                        \
    do {                                                                                           \
        kl_loss_divergence_options options = good;                                                 \
        options.member = value;                                                                    \
        REFUSED(call(p, q, &options));                                                             \
    } while (0)
    WITH(kind, (kl_loss_divergence_kind)4);
    WITH(beta, -0.1);
    WITH(beta, 1.1);
    WITH(beta, NAN);
    WITH(temperature, 0);
    WITH(temperature, INFINITY);
    WITH(temperature, NAN);
    WITH(reduction, (kl_reduction)4);
    WITH(reduction, KL_REDUCTION_NONE); /* and no place for the losses */
    WITH(size, 0);
    WITH(row_weights, kl_f64(NULL, N));
    kl_loss_divergence_options hot =
        good; /* by the square of whose temperature a distillation is multiplied */
    hot.is_distillation = 1;
    hot.temperature = 1e160;
    REFUSED(call(p, q, &hot));
    hot.temperature = 1e-170;
    REFUSED(call(p, q, &hot));
    kl_loss_divergence_options *old =
        older(&good, offsetof(kl_loss_divergence_options, row_weights));
    assert_int_equal(call(p, q, old), KL_OK);
    free(old);
    kl_loss_kl_div_options terms;
    kl_loss_kl_div_options_init(&terms);
    terms.reduction = (kl_reduction)4;
    REFUSED(kl_loss_kl_div(p, q, &terms, NULL, NULL, NULL, &loss, &error));
    terms.reduction = KL_REDUCTION_NONE; /* and no place for the terms */
    REFUSED(kl_loss_kl_div(p, q, &terms, NULL, NULL, NULL, &loss, &error));
    terms.size = 0;
    REFUSED(kl_loss_kl_div(p, q, &terms, NULL, NULL, NULL, &loss, &error));
}

static void is_value(kl_status status, int64_t index, const char *part) {
    assert_int_equal(status, KL_ERROR_VALUE);
    assert_int_equal(error.index, index);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void logits_that_are_wrong(void **state) {
    (void)state;
    const float kept[2] = {x[V], y[V + 2]};
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    for (int i = 0; i < 8; i++) { /* each kind, and both ways to read a row */
        options.kind = (kl_loss_divergence_kind)(i % 4);
        options.temperature = i < 4 ? 1 : 3;
        x[V] = NAN;
        is_value(call(p, q, &options), 1, "p: row 1, column 0 is nan");
        x[V] = INFINITY;
        is_value(call(p, q, &options), 1, "p: row 1, column 0 is inf");
        x[V] = kept[0], y[V + 2] = NAN;
        is_value(call(p, q, &options), 1, "q: row 1, column 2 is nan");
        y[V + 2] = kept[1];
        float masked[N * V] = {-INFINITY, -INFINITY, -INFINITY, 0, 0, 0};
        const kl_matrix none = {masked, N, V, V, KL_F32};
        is_value(call(p, none, &options), 0, "q: row 0 has only -inf");
    }
}

static void weights_that_are_wrong(void **state) {
    (void)state;
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    const double negative[N] = {1, -2}, none[N] = {0, 0};
    options.row_weights = kl_f64(negative, N);
    is_value(call(p, q, &options), 1, "row 1 is -2");
    options.row_weights = kl_f64(none, N);
    is_value(call(p, q, &options), -1, "no mean: all of 2 rows have weight 0");
    options.reduction = KL_REDUCTION_BATCHMEAN;
    assert_int_equal(call(p, q, &options), KL_OK);
    assert_true(loss == 0 && room[0] == 0);
    kl_matrix empty = {NULL, 0, V, V, KL_F32};
    options.row_weights.n = 0;
    is_value(call(empty, empty, &options), -1, "no mean");
    is_value(kl_loss_kl_div(empty, empty, NULL, NULL, NULL, NULL, &loss, &error), -1, "no mean");
    options.reduction = KL_REDUCTION_SUM;
    assert_int_equal(call(empty, empty, &options), KL_OK);
    assert_true(loss == 0);
}

static void terms_that_are_wrong(void **state) {
    (void)state;
    double input[N] = {-1, -INFINITY}, target[N] = {0.5, 0};
    const kl_matrix a = {input, N, 1, 1, KL_F64}, t = {target, N, 1, 1, KL_F64};
    kl_loss_kl_div_options options;
    kl_loss_kl_div_options_init(&options);
#define IS_VALUE(index, part)                                                                      \
    is_value(kl_loss_kl_div(a, t, &options, NULL, NULL, &into, &loss, &error), index, part)
    assert_int_equal(kl_loss_kl_div(a, t, &options, NULL, NULL, &into, &loss, &error), KL_OK);
    input[0] = NAN;
    IS_VALUE(0, "input: row 0, column 0 is nan");
    input[0] = INFINITY;
    IS_VALUE(0, "input: row 0, column 0 is inf");
    input[0] = -1, target[1] = -1e-300;
    IS_VALUE(1, "target: row 1, column 0 is -1e-300");
    target[1] = INFINITY;
    IS_VALUE(1, "target: row 1, column 0 is inf");
    target[1] = NAN;
    IS_VALUE(1, "target: row 1, column 0 is nan");
    target[1] = 0.5;
    IS_VALUE(1, "infinite and has no gradient by the target");
    options.log_target = 1;
    target[1] = 710;
    IS_VALUE(1, "target: row 1, column 0 is 710: a log-probability is at most 709");
    target[1] = NAN;
    IS_VALUE(1, "target: row 1, column 0 is nan");
}

static void brier_scores(void **state) {
    (void)state;
    static const int32_t indices[N] = {0, 2};
    static double t[N * V] = {0.5, 0.25, 0.25, 0, 0, 1};
    const kl_array i = {indices, N, 1, KL_I32};
    const kl_matrix soft = {t, N, V, V, KL_F64};
    kl_matrix bad = p;
    bad.data = NULL;
    REFUSED(kl_loss_brier(bad, i, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_brier(p, (kl_array){NULL, N, 1, KL_I32}, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_brier(p, (kl_array){t, N, 1, KL_F64}, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_brier(p, i, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_loss_soft_brier(bad, soft, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_soft_brier(p, bad, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_soft_brier(p, soft, NULL, NULL, NULL, NULL, &error));
    kl_loss_gradient wrong = {.row_stride = V};
    REFUSED(kl_loss_brier(p, i, NULL, NULL, &wrong, &loss, &error));
    kl_brier_options options;
    kl_brier_options_init(&options);
    options.reduction = KL_REDUCTION_BATCHMEAN;
    REFUSED(kl_loss_brier(p, i, &options, NULL, NULL, &loss, &error));
    options.reduction = KL_REDUCTION_NONE;
    REFUSED(kl_loss_brier(p, i, &options, NULL, NULL, &loss, &error));
    kl_brier_options_init(&options);
    const double negative[N] = {1, -2};
    options.row_weights = kl_f64(negative, N);
    is_value(kl_loss_brier(p, i, &options, NULL, NULL, &loss, &error), 1, "row 1 is -2");
    kl_brier_options_init(&options);
    options.ignore_index = 2;
    assert_int_equal(kl_loss_brier(p, i, &options, NULL, &into, &loss, &error), KL_OK);
    const int32_t far[N] = {0, 3}, ignored[N] = {2, 2};
    is_value(kl_loss_brier(p, (kl_array){far, N, 1, KL_I32}, NULL, NULL, NULL, &loss, &error), 1,
             "row 1 has class 3 of 3");
    is_value(
        kl_loss_brier(p, (kl_array){ignored, N, 1, KL_I32}, &options, NULL, NULL, &loss, &error),
        -1, "all of 2 rows are ignored");
    t[4] = 0.5;
    is_value(kl_loss_soft_brier(p, soft, NULL, NULL, NULL, &loss, &error), 1, "row 1 sums to 1.5");
    t[4] = -0.5;
    is_value(kl_loss_soft_brier(p, soft, NULL, NULL, NULL, &loss, &error), 1,
             "row 1, column 1 is -0.5");
    x[1] = NAN;
    is_value(kl_loss_brier(p, i, NULL, NULL, NULL, &loss, &error), 0, "row 0, column 1 is nan");
    x[1] = 1;
    bad = p, bad.rows = 1;
    assert_int_equal(kl_loss_brier(bad, i, NULL, NULL, NULL, &loss, NULL), KL_ERROR_MISMATCH);
    assert_int_equal(kl_loss_soft_brier(bad, soft, NULL, NULL, NULL, &loss, NULL),
                     KL_ERROR_MISMATCH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matrices_and_gradients), cmocka_unit_test(options_that_are_wrong),
        cmocka_unit_test(logits_that_are_wrong),  cmocka_unit_test(weights_that_are_wrong),
        cmocka_unit_test(terms_that_are_wrong),   cmocka_unit_test(brier_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
