/* SPDX-License-Identifier: Apache-2.0 */
/* Layers that are refused, with what is wrong named. */
#include "oracle.h"

#include "../refused.h"

enum { N = 3, H = 2, V = 4 };
static float h[N * H] = {1, 2, 3, 4, 5, 6}, w[V * H] = {1, 0, 0, 1, 1, 1, 0.5, 2};
static const double b[V] = {0, 1, 0, 1};
static int32_t targets[N] = {0, 3, -100};

static const kl_matrix hidden = {h, N, H, H, KL_F32}, weight = {w, V, H, H, KL_F32};
static const kl_array y = {targets, N, 1, KL_I32}, bias = {b, V, 1, KL_F64}, no_bias = {0};

static kl_status call(kl_matrix x, kl_matrix layer, kl_array of, const kl_linear_gradient *into) {
    double loss;
    return kl_loss_linear_cross_entropy(x, layer, of, y, NULL, NULL, into, &loss, &error);
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    double loss;
    kl_matrix bad = hidden;
    bad.data = NULL;
    REFUSED(call(bad, weight, bias, NULL));
    bad = hidden, bad.dtype = KL_I32;
    REFUSED(call(bad, weight, bias, NULL));
    bad = hidden, bad.columns = 0;
    REFUSED(call(bad, weight, bias, NULL));
    bad = weight, bad.data = NULL;
    REFUSED(call(hidden, bad, bias, NULL));
    bad = weight, bad.dtype = (kl_dtype)99;
    REFUSED(call(hidden, bad, bias, NULL));
    bad = weight, bad.rows = 0;
    REFUSED(call(hidden, bad, no_bias, NULL));
    REFUSED(call(hidden, weight, kl_f64(NULL, V), NULL));
    kl_array other = y;
    other.data = NULL;
    REFUSED(
        kl_loss_linear_cross_entropy(hidden, weight, bias, other, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_linear_cross_entropy(hidden, weight, bias, y, NULL, NULL, NULL, NULL, &error));
    float room[V * H];
    kl_linear_gradient into = {.hidden = room, .hidden_stride = H - 1};
    REFUSED(call(hidden, weight, bias, &into));
    into = (kl_linear_gradient){.weight = room, .weight_stride = 1 - H};
    REFUSED(call(hidden, weight, bias, &into));
    into = (kl_linear_gradient){.hidden = h, .hidden_stride = H + 1};
    REFUSED(call(hidden, weight, bias, &into));
    bad = hidden, bad.dtype = KL_BF16;
    into = (kl_linear_gradient){.hidden = h, .hidden_stride = H};
    REFUSED(call(bad, weight, bias, &into));
    into = (kl_linear_gradient){.weight = w, .weight_stride = H};
    REFUSED(call(hidden, weight, bias, &into));
    into = (kl_linear_gradient){.bias = room};
    REFUSED(call(hidden, weight, no_bias, &into));
    into.upstream = kl_f64(NULL, 1);
    REFUSED(call(hidden, weight, bias, &into));
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.temperature = 0;
    REFUSED(
        kl_loss_linear_cross_entropy(hidden, weight, bias, y, &options, NULL, NULL, &loss, &error));
}

static void parts_that_do_not_fit(void **state) {
    (void)state;
    kl_matrix other = weight;
    other.dtype = KL_F64;
    assert_int_equal(call(hidden, other, bias, NULL), KL_ERROR_MISMATCH);
    other = weight, other.columns = 1;
    assert_int_equal(call(hidden, other, bias, NULL), KL_ERROR_MISMATCH);
    assert_int_equal(call(hidden, weight, kl_f64(b, 3), NULL), KL_ERROR_MISMATCH);
    other = hidden, other.rows = 2;
    assert_int_equal(call(other, weight, bias, NULL), KL_ERROR_MISMATCH);
    float room[V];
    const kl_linear_gradient into = {.bias = room, .upstream = kl_f64(b, 2)};
    assert_int_equal(call(hidden, weight, bias, &into), KL_ERROR_MISMATCH);
}

static void refuse_values(const char *part, int64_t index) {
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(call(hidden, weight, bias, NULL), KL_ERROR_VALUE);
    assert_int_equal(error.index, index);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void values_that_are_wrong(void **state) {
    (void)state;
    h[H] = NAN;
    refuse_values("hidden times weight: row 1, column 0 is nan", 1);
    h[H] = 3;
    w[3 * H] = INFINITY;
    refuse_values("row 0, column 3 is inf", 0);
    w[3 * H] = 0.5;
    targets[1] = V;
    refuse_values("row 1 has class 4 of 4", 1);
    targets[0] = targets[1] = -100;
    refuse_values("all of 3 rows are ignored", -1);
    targets[0] = 0, targets[1] = 3;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_are_wrong),
        cmocka_unit_test(parts_that_do_not_fit),
        cmocka_unit_test(values_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
