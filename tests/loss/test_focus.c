/* SPDX-License-Identifier: Apache-2.0 */
/* The focal loss of rows the model is nearly sure of, to where the others have less than a double holds: against its
 * formula in 200 bits. */
#include "oracle.h"

enum { COLUMNS_MOST = 70000, BITS = 200 };

static const double focuses[] = {0, 0.25, 0.5, 1, 1.5, 2, 3};
/* Numbers of every type. From 700 on the others count as 0, from 745 on they are no double. */
static const double gaps[] = {4,   40,  100, 200, 248, 372, 496, 600, 696, 700, 704,
                              708, 712, 720, 728, 736, 740, 744, 748, 752, 1000};

typedef struct focused {
    double loss,
        at_target; /* ℓ, and its gradient by the target's logit; by the other one it is −that */
} focused;

/* o = 1 − p = e^−gap/(1 + e^−gap): ℓ = o^γ s, and −o F with F = o^γ (1 + γ p s/o), s = −ln p. */
static focused truth_of(double high, double low, double focus) {
    mpfr_t rest, p, o, s, power, slope;
    if (high - low >= 700)
        return (focused){0, 0};
    mpfr_inits2(BITS, rest, p, o, s, power, slope, (mpfr_ptr)0);
    mpfr_set_d(rest, low, MPFR_RNDN);
    mpfr_sub_d(rest, rest, high, MPFR_RNDN);
    mpfr_exp(rest, rest, MPFR_RNDN);
    mpfr_log1p(s, rest, MPFR_RNDN);
    mpfr_add_ui(p, rest, 1, MPFR_RNDN);
    mpfr_ui_div(p, 1, p, MPFR_RNDN);
    mpfr_mul(o, rest, p, MPFR_RNDN);
    mpfr_set_d(power, focus, MPFR_RNDN);
    mpfr_pow(power, o, power, MPFR_RNDN);
    mpfr_mul(slope, p, s, MPFR_RNDN);
    mpfr_mul_d(slope, slope, focus, MPFR_RNDN);
    mpfr_add(slope, slope, o, MPFR_RNDN);
    mpfr_mul(slope, slope, power, MPFR_RNDN);
    mpfr_mul(s, s, power, MPFR_RNDN);
    const focused out = {mpfr_get_d(s, MPFR_RNDN), -mpfr_get_d(slope, MPFR_RNDN)};
    mpfr_clears(rest, p, o, s, power, slope, (mpfr_ptr)0);
    return out;
}

static kl_cross_entropy_options options_of(double focus, kl_pool *pool) {
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.focus = focus;
    options.pool = pool;
    return options;
}

static void near(double value, double truth, double tolerance, const char *what, double gap,
                 double focus) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s, gap %g, focus %g: %.17g, expected %.17g", what, gap, focus, value, truth);
}

/* As the header says. */
static double bound_of(kl_dtype dtype, double truth, double focus) {
    const double wide = fabs(truth) < exp(-250) ? 0x1p-43 : 0x1p-45;
    return (1 + 2 * focus) * (dtype == KL_F64 ? wide : 1e-6);
}

/* And what rounding adds; exponentials of f32 may be 0 below 10⁻³⁷. */
static void check_value(kl_dtype dtype, double value, double truth, const char *what, double gap,
                        double focus) {
    const double least = dtype == KL_F64 ? 0x1p-1070 : 1e-37 + least_unit(dtype);
    near(value, truth, (bound_of(dtype, truth, focus) + rounding(dtype)) * fabs(truth) + least,
         what, gap, focus);
}

/* Two classes have a logit, the target at the end and the other at the beginning. */
static void check_row(kl_dtype dtype, size_t columns, double high, double low, double focus,
                      kl_pool *pool) {
    static uint64_t x[COLUMNS_MOST], gradient[COLUMNS_MOST];
    const int32_t target = (int32_t)columns - 1;
    for (size_t c = 0; c < columns; c++)
        put_number(dtype, x, c, -INFINITY);
    put_number(dtype, x, 0, low);
    put_number(dtype, x, columns - 1, high);
    const kl_matrix logits = {x, 1, columns, (ptrdiff_t)columns, dtype};
    const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)columns};
    const kl_cross_entropy_options options = options_of(focus, pool);
    const focused truth = truth_of(high, low, focus);
    double loss;
    assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){&target, 1, 1, KL_I32}, &options,
                                           NULL, &into, &loss, NULL),
                     KL_OK);
    near(loss, truth.loss, bound_of(dtype, truth.loss, focus) * truth.loss + 0x1p-1070, "loss",
         high - low, focus);
    check_value(dtype, get_number(dtype, gradient, columns - 1), truth.at_target, "target",
                high - low, focus);
    check_value(dtype, get_number(dtype, gradient, 0), -truth.at_target, "other", high - low,
                focus);
    for (size_t c = 1; c + 1 < columns; c++)
        assert_true(get_number(dtype, gradient, c) == 0);
}

#define EACH_CASE                                                                                  \
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)                                        \
        for (size_t f = 0; f < sizeof focuses / sizeof *focuses; f++)

static void sure_rows(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
    static const size_t columns[] = {2, 3, 10, 16, 17, 32, 33, 40};
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa))
            continue;
        kl_pool *pool = pool_of(1, isa);
        for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++)
            for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
                EACH_CASE check_row(dtypes[d], columns[c], gaps[g], 0, focuses[f], pool);
        kl_pool_free(pool);
    }
}

/* The two are in different chunks of a row. */
static void sure_long_rows(void **state) {
    (void)state;
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        check_row(KL_F32, COLUMNS_MOST, gaps[g], 0, 1, NULL);
        check_row(KL_F64, COLUMNS_MOST, gaps[g], 0, 1, NULL);
    }
}

/* Whose difference is no double. */
static void rounded_differences(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 7, 0);
    for (int draw = 0; draw < 20; draw++)
        EACH_CASE {
            const double low = 4 * kl_random_uniform(&random) - 2,
                         high = gaps[g] - 4 * kl_random_uniform(&random);
            if (high - low < 699 || high - low > 701)
                check_row(KL_F64, 3, high, low, focuses[f], NULL);
        }
}

/* The logits of a layer of one number. */
static void check_layer(double gap, double focus) {
    const float hidden = 1, weight[] = {(float)gap, 0};
    const uint8_t target = 0;
    float by_hidden, by_weight[2], by_bias[2];
    const kl_cross_entropy_options options = options_of(focus, NULL);
    const kl_linear_gradient into = {.hidden = &by_hidden,
                                     .hidden_stride = 1,
                                     .weight = by_weight,
                                     .weight_stride = 1,
                                     .bias = by_bias};
    const float bias[] = {0, 0};
    const focused truth = truth_of(gap, 0, focus);
    double loss;
    assert_int_equal(kl_loss_linear_cross_entropy(
                         (kl_matrix){&hidden, 1, 1, 1, KL_F32},
                         (kl_matrix){weight, 2, 1, 1, KL_F32}, (kl_array){bias, 2, 1, KL_F32},
                         (kl_array){&target, 1, 1, KL_U8}, &options, NULL, &into, &loss, NULL),
                     KL_OK);
    near(loss, truth.loss, bound_of(KL_F32, truth.loss, focus) * truth.loss + 0x1p-1070, "layer",
         gap, focus);
    check_value(KL_F32, (double)by_hidden / gap, truth.at_target, "by hidden", gap, focus);
    for (size_t c = 0; c < 2; c++) {
        const double expected = c == 0 ? truth.at_target : -truth.at_target;
        check_value(KL_F32, (double)by_weight[c], expected, "by weight", gap, focus);
        check_value(KL_F32, (double)by_bias[c], expected, "by bias", gap, focus);
    }
}

static void sure_layers(void **state) {
    (void)state;
    EACH_CASE check_layer(gaps[g], focuses[f]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sure_rows),
        cmocka_unit_test(sure_long_rows),
        cmocka_unit_test(rounded_differences),
        cmocka_unit_test(sure_layers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
