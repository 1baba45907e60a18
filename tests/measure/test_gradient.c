/* SPDX-License-Identifier: Apache-2.0 */
/* Gradients against differences of the textbook formulas in MPFR; what they add up to; refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"
#include "oracle.h"

#include <string.h>

enum { N = 7 };

static const struct {
    kl_measure_id id;
    double parameter;
} tuned[] = {
    {KL_JENSEN_SHANNON, 0.2}, {KL_JENSEN_SHANNON_DISTANCE, 0.7},
    {KL_RENYI, 0.0},          {KL_RENYI, 0.3},
    {KL_RENYI, 1.0},          {KL_RENYI, 30.0},
    {KL_TSALLIS, 1.0},        {KL_TSALLIS, 3.0},
    {KL_ALPHA, -1.0},         {KL_ALPHA, 1.0},
    {KL_ALPHA, 3.0},          {KL_CRESSIE_READ, -1.0},
    {KL_CRESSIE_READ, 0.0},   {KL_CRESSIE_READ, 2.0},
    {KL_HOCKEY_STICK, 1.0},   {KL_SKEW, 0.3},
};

/* By central differences in MPFR: off by 2⁻⁴⁸·f‴/6f, which for these distributions is below 1e-11. */
static double difference(oracle *truth, kl_measure_id id, const double *p, const double *q,
                         size_t i) {
    double moved[N];
    mpfr_t above;
    mpfr_init2(above, truth->bits);
    memcpy(moved, q, sizeof moved);
    moved[i] = q[i] * (1.0 + 0x1p-24);
    oracle_compute(truth, p, moved, N, 0);
    mpfr_set(above, truth->value[id], MPFR_RNDN);
    double step = moved[i];
    moved[i] = q[i] * (1.0 - 0x1p-24);
    oracle_compute(truth, p, moved, N, 0);
    mpfr_sub(above, above, truth->value[id], MPFR_RNDN);
    mpfr_div_d(above, above, step - moved[i], MPFR_RNDN);
    double slope = mpfr_get_d(above, MPFR_RNDN);
    mpfr_clear(above);
    return slope;
}

static void check(oracle *truth, kl_measure_id id, double parameter, const double *p,
                  const double *q) {
    double weights[N], logits[N], largest = 0.0, sum = 0.0, total = 0.0;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = parameter;
    kl_error error = KL_ERROR_INIT;
    if (!isnan(parameter))
        truth->parameter[id] = parameter;
    if (id == KL_JENSEN_SHANNON_DISTANCE && !isnan(parameter))
        truth->parameter[KL_JENSEN_SHANNON] = parameter;
    if (kl_measure_gradient(id, kl_f64(p, N), kl_f64(q, N), KL_GRADIENT_WEIGHTS, &options, weights,
                            &error))
        fail_msg("%s: %s", kl_measure_get(id)->name, error.message);
    assert_int_equal(kl_measure_gradient(id, kl_f64(p, N), kl_f64(q, N), KL_GRADIENT_LOGITS,
                                         &options, logits, NULL),
                     KL_OK);
    for (int i = 0; i < N; i++) {
        largest = fmax(largest, fabs(weights[i]));
        total += q[i];
    }
    for (size_t i = 0; i < N; i++) {
        double slope = difference(truth, id, p, q, i);
        if (!(fabs(weights[i] - slope) <= 1e-11 * largest + 0x1p-53))
            fail_msg("%s(%g), symbol %zu: %.17g, by differences %.17g", kl_measure_get(id)->name,
                     parameter, i, weights[i], slope);
        /* Two products of one centred slope. */
        assert_true(fabs(logits[i] - q[i] * weights[i]) <= 8 * 0x1p-53 * fabs(logits[i]));
        sum += logits[i];
    }
    /* Along z + c nothing changes. */
    assert_true(fabs(sum) <= 64 * 0x1p-53 * (1.0 + total * largest));
}

static void test_differences(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 16, 0);
    for (size_t round = 0; round < cases_of(4); round++) {
        double p[N], q[N];
        for (int i = 0; i < N; i++) {
            p[i] = 0.1 + kl_random_uniform(&random);
            q[i] = 3.0 * (0.1 + kl_random_uniform(&random));
        }
        for (int id = 1; id < KL_MEASURE_COUNT; id++) { /* entropy has none */
            oracle truth;
            oracle_init(&truth, 400);
            check(&truth, (kl_measure_id)id, NAN, p, q);
            oracle_clear(&truth);
        }
        for (size_t k = 0; k < sizeof tuned / sizeof tuned[0]; k++) {
            oracle truth;
            oracle_init(&truth, 400);
            check(&truth, tuned[k].id, tuned[k].parameter, p, q);
            oracle_clear(&truth);
        }
    }
}

/* What a caller would make of weights by hand, rounded nowhere: all are multiples of 2⁻⁴⁰. */
static void deal(kl_zeros zeros, const double *p, const double *q, double *p_new, double *q_new) {
    for (size_t i = 0; i < N; i++) {
        const double added = zeros == KL_ZEROS_KT ? 0.5 : zeros == KL_ZEROS_ADD ? 0.25 : 0.0;
        const int left_out = zeros == KL_ZEROS_COMMON && (p[i] == 0.0 || q[i] == 0.0);
        p_new[i] = left_out ? 0.0 : p[i] + added;
        q_new[i] = left_out ? 0.0 : q[i] + added;
    }
}

/* The measure of what becomes of p, and of q with a logit moved by s: q₁ e^s in the place of a q₁, all brought to
 * the total of q. */
static void move_logit(oracle *truth, kl_zeros zeros, const double *p, const double *q, size_t i,
                       double factor) {
    double moved[N], p_new[N], q_new[N], total = 0.0, changed = 0.0;
    for (size_t j = 0; j < N; j++) {
        moved[j] = j == i ? q[j] * factor : q[j];
        total += q[j];
        changed += moved[j];
    }
    for (size_t j = 0; j < N; j++)
        moved[j] *= total / changed;
    deal(zeros, p, moved, p_new, q_new);
    oracle_compute(truth, p_new, q_new, N, 0);
}

/* By central differences in MPFR with respect to weights and logits that were given, over what became of them: steps
 * of 2⁻¹⁷ are off by 2⁻³⁴·f‴/6f, and by the rounding of weights, 2⁻⁵³·2¹⁷. */
static void check_dealt(oracle *truth, kl_measure_id id, kl_zeros zeros, const double *p,
                        const double *q) {
    double weights[N], logits[N], p_new[N], q_new[N], largest = 0.0;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = zeros == KL_ZEROS_ADD ? 0.25 : 0.0;
    const kl_array a = kl_f64(p, N), b = kl_f64(q, N);
    assert_int_equal(kl_measure_gradient(id, a, b, KL_GRADIENT_WEIGHTS, &options, weights, NULL),
                     KL_OK);
    assert_int_equal(kl_measure_gradient(id, a, b, KL_GRADIENT_LOGITS, &options, logits, NULL),
                     KL_OK);
    for (size_t i = 0; i < N; i++)
        largest = fmax(largest, fabs(weights[i]));
    mpfr_t above;
    mpfr_init2(above, truth->bits);
    for (size_t i = 0; i < N; i++) {
        /* A zero has one side: a step from it is off by f″/2f·2⁻²⁴. */
        const double low = q[i] > 0.0 ? q[i] * (1.0 - 0x1p-17) : 0.0;
        const double high = q[i] > 0.0 ? q[i] * (1.0 + 0x1p-17) : 0x1p-24;
        double moved[N];
        memcpy(moved, q, sizeof moved);
        moved[i] = high;
        deal(zeros, p, moved, p_new, q_new);
        oracle_compute(truth, p_new, q_new, N, 0);
        mpfr_set(above, truth->value[id], MPFR_RNDN);
        moved[i] = low;
        deal(zeros, p, moved, p_new, q_new);
        oracle_compute(truth, p_new, q_new, N, 0);
        mpfr_sub(above, above, truth->value[id], MPFR_RNDN);
        const double slope = mpfr_get_d(above, MPFR_RNDN) / (high - low);
        const double off = q[i] > 0.0 ? 1e-9 : 1e-6;
        const int jumps = zeros == KL_ZEROS_COMMON && q[i] == 0.0 && p[i] > 0.0;
        if (jumps ? weights[i] != 0.0 : !(fabs(weights[i] - slope) <= off * largest))
            fail_msg("%s, zeros %d, symbol %zu: %.17g, by differences %.17g",
                     kl_measure_get(id)->name, (int)zeros, i, weights[i], slope);
        move_logit(truth, zeros, p, q, i, 1.0 + 0x1p-17);
        mpfr_set(above, truth->value[id], MPFR_RNDN);
        move_logit(truth, zeros, p, q, i, 1.0 - 0x1p-17);
        mpfr_sub(above, above, truth->value[id], MPFR_RNDN);
        const double by_logit = mpfr_get_d(above, MPFR_RNDN) * 0x1p16;
        if (!(fabs(logits[i] - by_logit) <= 1e-9 * largest * 8.0)) /* the total of q, at most */
            fail_msg("%s, zeros %d, logit %zu: %.17g, by differences %.17g",
                     kl_measure_get(id)->name, (int)zeros, i, logits[i], by_logit);
    }
    mpfr_clear(above);
}

/* Where zeros are dealt with the gradient is that of what was given. */
static void test_dealt(void **state) {
    (void)state;
    static const double p[N] = {3, 0, 1, 0.5, 0, 2, 0}, q[N] = {1, 2, 0, 1.5, 0.25, 0, 0};
    static const kl_zeros ways[] = {KL_ZEROS_ADD, KL_ZEROS_KT, KL_ZEROS_COMMON};
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++)
        for (int id = 1; id < KL_MEASURE_COUNT; id++) { /* entropy has none */
            if (!all_cases() && ((size_t)id + w) % 3 != 0)
                continue;
            oracle truth;
            oracle_init(&truth, 400);
            check_dealt(&truth, (kl_measure_id)id, ways[w], p, q);
            oracle_clear(&truth);
        }
}

/* Of KL with respect to logits it is q − p, to the last digits also where that is small; of cross-entropy
 * the same to the bit: for a fixed P to minimise the one is to minimise the other. */
static void test_divergence(void **state) {
    (void)state;
    double p[N], q[N], of_divergence[N], of_cross[N];
    kl_random random;
    kl_random_init(&random, 17, 0);
    for (int i = 0; i < N; i++) {
        p[i] = (double)(1 + kl_random_below(&random, 1000));
        q[i] = p[i];
    }
    q[0] += 0x1p-30;
    q[1] -= 0x1p-30;
    double total = 0.0;
    for (int i = 0; i < N; i++)
        total += p[i];
    kl_array a = kl_f64(p, N), b = kl_f64(q, N);
    assert_int_equal(
        kl_measure_gradient(KL_DIVERGENCE, a, b, KL_GRADIENT_LOGITS, NULL, of_divergence, NULL),
        KL_OK);
    assert_int_equal(
        kl_measure_gradient(KL_CROSS_ENTROPY, a, b, KL_GRADIENT_LOGITS, NULL, of_cross, NULL),
        KL_OK);
    for (int i = 0; i < N; i++) {
        double exact = (q[i] - p[i]) / total; /* totals are equal and exact */
        assert_true(fabs(of_divergence[i] - exact) <= 8 * 0x1p-53 * (0x1p-30 / total));
        assert_true(of_cross[i] == of_divergence[i]);
    }
}

/* What a symbol without mass would change: without bound for the Jensen–Shannon divergence, whose logit it has
 * none of; where nothing has mass, as any other symbol that p lacks. */
static void test_zeros(void **state) {
    (void)state;
    static const double p[] = {0.5, 0.5, 0.0, 0.0}, q[] = {0.75, 0.0, 0.25, 0.0};
    double g[4];
    kl_array a = kl_f64(p, 4), b = kl_f64(q, 4);
    assert_int_equal(
        kl_measure_gradient(KL_JENSEN_SHANNON, a, b, KL_GRADIENT_WEIGHTS, NULL, g, NULL), KL_OK);
    assert_true(isinf(g[1]) && g[1] < 0.0);
    assert_true(g[3] == g[2] && isfinite(g[2]));
    assert_int_equal(
        kl_measure_gradient(KL_JENSEN_SHANNON, a, b, KL_GRADIENT_LOGITS, NULL, g, NULL), KL_OK);
    assert_true(g[1] == 0.0 && g[3] == 0.0);
    /* −H² has a slope of ½(√t − 1)… at t = 0: ½, less the mean of q's symbols. */
    assert_int_equal(
        kl_measure_gradient(KL_HELLINGER_SQUARED, a, b, KL_GRADIENT_WEIGHTS, NULL, g, NULL), KL_OK);
    double mean = 0.75 * 0.5 * (1.0 - sqrt(2.0 / 3.0)) + 0.25 * 0.5;
    assert_true(fabs(g[2] - (0.5 - mean)) <= 4 * 0x1p-53);
}

/* With respect to a weight that is zero where p's is not: less than that of the others by g(∞) − g(1/2), the limits
 * of f(t) − t f′(t) by hand. */
static void test_only_p(void **state) {
    (void)state;
    static const double p[] = {0.25, 0.25, 0.5}, q[] = {0.5, 0.5, 0.0};
    static const struct limit {
        kl_measure_id id;
        double parameter, slope;
    } limits[] = {
        {KL_CHI_SQUARE_NEYMAN, NAN, -4.0},  {KL_TRIANGULAR, NAN, -32.0 / 9.0},
        {KL_LE_CAM, NAN, -16.0 / 9.0},      {KL_SKEW, 0.5, -2.0 / 3.0},
        {KL_TOTAL_VARIATION, NAN, -1.0},    {KL_HOCKEY_STICK, 3.0, -3.0},
        {KL_HELLINGER, NAN, -INFINITY},     {KL_HELLINGER_SQUARED, NAN, -INFINITY},
        {KL_BHATTACHARYYA, NAN, -INFINITY},
    };
    for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++) {
        double g[3];
        kl_measure_options options;
        kl_measure_options_init(&options);
        options.parameter = limits[k].parameter;
        assert_int_equal(kl_measure_gradient(limits[k].id, kl_f64(p, 3), kl_f64(q, 3),
                                             KL_GRADIENT_WEIGHTS, &options, g, NULL),
                         KL_OK);
        assert_true(fabs(g[0]) <= 2 * 0x1p-53 && g[1] == g[0]);
        if (!(g[2] == limits[k].slope || fabs(g[2] - limits[k].slope) <= 8 * 0x1p-53 * 4.0))
            fail_msg("%s: %.17g", kl_measure_get(limits[k].id)->name, g[2]);
    }
    /* So it stays where q is not zero but p/q squared is above the doubles. */
    double g[2];
    assert_int_equal(kl_measure_gradient(KL_TRIANGULAR, kl_f64((double[]){0.5, 0.5}, 2),
                                         kl_f64((double[]){1e-200, 1.0}, 2), KL_GRADIENT_WEIGHTS,
                                         NULL, g, NULL),
                     KL_OK);
    assert_true(fabs(g[0] + 32.0 / 9.0) <= 8 * 0x1p-53 * 4.0);
}

/* With respect to logits the totals are of no account, also where one over them is none of the doubles. */
static void test_totals(void **state) {
    (void)state;
    static const double p[] = {1, 2, 5}, q[] = {3, 1, 2}, units[] = {0x1p-1074, 0x1p1021};
    for (int id = 1; id < KL_MEASURE_COUNT; id++)
        for (int u = 0; u < 2; u++) {
            double expected[3], g[3], a[3], b[3];
            for (int i = 0; i < 3; i++) {
                a[i] = p[i] * units[u];
                b[i] = q[i] * units[u];
            }
            assert_int_equal(kl_measure_gradient((kl_measure_id)id, kl_f64(p, 3), kl_f64(q, 3),
                                                 KL_GRADIENT_LOGITS, NULL, expected, NULL),
                             KL_OK);
            assert_int_equal(kl_measure_gradient((kl_measure_id)id, kl_f64(a, 3), kl_f64(b, 3),
                                                 KL_GRADIENT_LOGITS, NULL, g, NULL),
                             KL_OK);
            assert_memory_equal(g, expected, sizeof g);
        }
}

/* The call failed so, and says this. */
static void says(kl_status expected, kl_status status, const kl_error *error, const char *part) {
    assert_int_equal(status, expected);
    if (strstr(error->message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error->message, part);
}

static void test_refusals(void **state) {
    (void)state;
    static const double p[] = {0.5, 0.5}, q[] = {1.0, 0.0};
    double g[2];
    kl_error error = KL_ERROR_INIT;
    kl_array a = kl_f64(p, 2), b = kl_f64(q, 2);
    says(KL_ERROR_ARGUMENT,
         kl_measure_gradient(KL_DIVERGENCE, a, a, (kl_gradient_of)2, NULL, g, &error), &error,
         "no gradient 2");
    says(KL_ERROR_ARGUMENT,
         kl_measure_gradient(KL_ENTROPY, a, a, KL_GRADIENT_WEIGHTS, NULL, g, &error), &error,
         "entropy does not depend on q");
    says(KL_ERROR_VALUE,
         kl_measure_gradient(KL_DIVERGENCE, a, b, KL_GRADIENT_WEIGHTS, NULL, g, &error), &error,
         "divergence is infinite here");
    says(KL_ERROR_VALUE,
         kl_measure_gradient(KL_DIVERGENCE, a, kl_f64((double[]){1.0, 1e-310}, 2),
                             KL_GRADIENT_LOGITS, NULL, g, &error),
         &error, "a slope of divergence is above the doubles");
    says(KL_ERROR_ARGUMENT,
         kl_measure_gradient(KL_PERPLEXITY, a, kl_f64(NULL, 0), KL_GRADIENT_WEIGHTS, NULL, g,
                             &error),
         &error, "perplexity of p alone has no gradient");
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = INFINITY;
    says(KL_ERROR_UNSUPPORTED,
         kl_measure_gradient(KL_RENYI, a, a, KL_GRADIENT_WEIGHTS, &options, g, &error), &error,
         "renyi of order ∞");
    kl_measure row;
    says(KL_ERROR_ARGUMENT, kl_measure_at(KL_MEASURE_COUNT, 2.0, &row, &error), &error,
         "no measure");
    says(KL_ERROR_ARGUMENT, kl_measure_at(KL_DIVERGENCE, 2.0, &row, &error), &error,
         "divergence has no parameter to be set to 2");
    says(KL_ERROR_ARGUMENT, kl_measure_at(KL_SKEW, 1.0, &row, &error), &error,
         "skew: the weight is 1: it must lie in (0, 1)");
    says(KL_ERROR_ARGUMENT, kl_measure_at(KL_RENYI, -0.5, &row, &error), &error,
         "renyi: the order is -0.5: it must lie in [0, inf]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_differences), cmocka_unit_test(test_dealt),
        cmocka_unit_test(test_divergence),  cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_only_p),      cmocka_unit_test(test_totals),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
