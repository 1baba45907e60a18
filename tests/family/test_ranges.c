/* SPDX-License-Identifier: Apache-2.0 */
/* Where a formula as it is printed leaves the doubles or loses its digits: truth in 60 digits by mpmath. */
#include "help.h"

typedef struct side {
    kl_family_id family;
    double at[3];
} side;

typedef struct row {
    side p, q;
    double value;
} row;

static size_t count_of(const side *s) {
    const kl_family *family = kl_family_get(s->family);
    return family->vector ? 2 : (size_t)family->parameter_count;
}

static double worst;

/* To so many 2⁻⁵³ of the value; of a sum, of 1 where it is less. */
static void check_row(const row *r, double ulps) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_family_divergence(r->p.family, kl_f64(r->p.at, count_of(&r->p)), r->q.family,
                             kl_f64(r->q.at, count_of(&r->q)), &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    const int sum = r->p.family != r->q.family || r->p.family == KL_FAMILY_BINOMIAL;
    const double scale = sum ? fmax(r->value, 1) : r->value;
    const double off = fabs(d.value - r->value) * 0x1p53 / scale;
    worst = fmax(worst, d.value == r->value ? 0 : off);
    if (d.value != r->value && !(off <= ulps))
        fail_msg("KL(%s(%g, %g) ‖ %s(%g, %g)) is %.17g, not %.17g: off by %.3g",
                 kl_family_get(r->p.family)->name, r->p.at[0], r->p.at[1],
                 kl_family_get(r->q.family)->name, r->q.at[0], r->q.at[1], d.value, r->value, off);
    assert_int_equal(d.flags, 0);
}

#define CHECK_ROWS(rows, ulps)                                                                     \
    for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                     \
    check_row(&(rows)[i], ulps)

#define BINOMIAL(n, p)                                                                             \
    {                                                                                              \
        KL_FAMILY_BINOMIAL, {                                                                      \
            n, p                                                                                   \
        }                                                                                          \
    }

/* Sums over the symbols of p: only those around its mean. */
static void test_many_symbols(void **state) {
    (void)state;
    static const row rows[] = {
        {BINOMIAL(1e4, 0.5), BINOMIAL(10001, 0.25), 1438.0049471482968062},
        {BINOMIAL(0x1p50, 1e-12), BINOMIAL(0x1p51, 1e-12), 345.48556082223556692},
    };
    CHECK_ROWS(rows, 64);
}

#define COIN                                                                                       \
    {                                                                                              \
        KL_FAMILY_BERNOULLI, {                                                                     \
            0.5                                                                                    \
        }                                                                                          \
    }
#define NEGATIVE_BINOMIAL(r, p)                                                                    \
    {                                                                                              \
        KL_FAMILY_NEGATIVE_BINOMIAL, {                                                             \
            r, p                                                                                   \
        }                                                                                          \
    }
#define POISSON(rate)                                                                              \
    {                                                                                              \
        KL_FAMILY_POISSON, {                                                                       \
            rate                                                                                   \
        }                                                                                          \
    }

/* Masses of large n, r and λ: the choices and their chance are nothing beside what is left. */
static void test_masses(void **state) {
    (void)state;
    static const row rows[] = {
        {COIN, BINOMIAL(1e15, 1e-15), 0.30685281944005472944},
        {COIN, BINOMIAL(1e9, 1e-9), 0.30685281944005472181},
        {COIN, NEGATIVE_BINOMIAL(1e9, 0.999999999), 0.30685280579908913089},
        {COIN, NEGATIVE_BINOMIAL(1e306, 0.5), 6.9314718055994532135e+305},
        {COIN, NEGATIVE_BINOMIAL(0x1p-1074, 0.5), 371.8734623704106585},
        {COIN, BINOMIAL(4, 0x1p-1074), 370.83374159957074054},
        {COIN, NEGATIVE_BINOMIAL(0x1p1023, 0x1p-1000), INFINITY},
        {BINOMIAL(1000, 0.5), NEGATIVE_BINOMIAL(0.25, 0.001), 3.996310831796200736},
        {BINOMIAL(1000, 0.5), NEGATIVE_BINOMIAL(1e12, 1 - 5e-10), 0.096615298822246362937},
        {BINOMIAL(1000, 0.5), NEGATIVE_BINOMIAL(300, 0.4), 1.4802661797644567038},
        {BINOMIAL(1000, 0.5), POISSON(500), 0.09661529869551412319},
        {BINOMIAL(1000, 0.5), BINOMIAL(1e15, 5e-13), 0.09661529869538912319},
        {BINOMIAL(1e5, 0.5), POISSON(5e4), 0.096574006950806069989},
        {BINOMIAL(1e5, 0.5), NEGATIVE_BINOMIAL(3, 1e-4), 5.2025576597643280165},
        {BINOMIAL(100, 0.95), BINOMIAL(101, 0.94), 0.0098937410059119073736},
    };
    CHECK_ROWS(rows, 64);
}

#define WEIGHTS(...)                                                                               \
    {                                                                                              \
        KL_FAMILY_CATEGORICAL, {                                                                   \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

/* A weight that is nothing beside another is not zero. */
static void test_weights(void **state) {
    (void)state;
    static const row rows[] = {
        {COIN, WEIGHTS(1e300, 1e-100), 459.82387141824919151},
        {COIN, WEIGHTS(1e308, 0x1p-1074), 726.12499310121372119},
        {COIN, WEIGHTS(0x1p-1074, 0x1p-1074), 0},
        {WEIGHTS(1e300, 1e-100), BINOMIAL(1, 1e-5), 0.000010000050000333336651},
    };
    CHECK_ROWS(rows, 64);
}

#define SIDE(name, first, second)                                                                  \
    {                                                                                              \
        KL_FAMILY_##name, {                                                                        \
            first, second                                                                          \
        }                                                                                          \
    }
#define ROW(name, p0, p1, q0, q1, value)                                                           \
    { SIDE(name, p0, p1), SIDE(name, q0, q1), value }

/* Places, scales and shapes at the ends of the doubles. */
static void test_ends(void **state) {
    (void)state;
    static const row rows[] = {
        ROW(NORMAL, 1.7e308, 1e308, -1.7e308, 1e308, 5.7799999999999994571),
        ROW(LAPLACE, 1.7e308, 1e308, -1.7e308, 1e308, 2.4333732699603259251),
        ROW(LAPLACE, 1.7e308, 1e308, -1.7e308, 1e300, 343337307.5753518343),
        ROW(GUMBEL, 1.7e308, 1e308, -1.7e308, 1e308, 2.4333732699603259251),
        ROW(GUMBEL, -1.7e308, 1e308, 1.7e308, 1e308, 25.564100047397008724),
        ROW(CAUCHY, 1.7e308, 1e308, -1.7e308, 1e308, 1.358409157630354855),
        ROW(CAUCHY, 1.7e308, 1e308, -1.7e308, 0x1p-1074, 1454.7805033634674949),
        ROW(CAUCHY, 0, 1.7e308, 1, 1.7e308, 0),
        ROW(CAUCHY, 0, 1.7e308, 0, 1e307, 1.5612358106162226658),
        ROW(GUMBEL, 0, 1e-200, 0, 1e200, 920.45682153271674073),
        ROW(GUMBEL, 1e200, 1e-200, 0, 1e200, 920.82470097388818306),
        ROW(GUMBEL, 0, 1e-310, 0, 1e-5, 701.7112376982824039),
        ROW(WEIBULL, 1e200, 1, 1e-200, 1, 920.45682153271674073),
        ROW(WEIBULL, 1e200, 2, 1e-200, 1e100, 920.45682153271674073),
        ROW(UNIFORM, 1.6e308, 1.7e308, -1.7e308, 1.7e308, 3.5263605246161617419),
        ROW(UNIFORM, 0, 0x1p-1021, 0, 0x1p-1021 + 0x1p-1073, 2.2204460492503128343e-16),
    };
    CHECK_ROWS(rows, 64);
}

/* Shapes and rates whose quotients leave the doubles, and the divergence does not. */
static void test_gamma(void **state) {
    (void)state;
    static const row rows[] = {
        ROW(GAMMA, 1e200, 1e200, 1e-200, 1e-200, 689.35658936500903247),
        ROW(GAMMA, 1, 1e-100, 1e-300, 1e-90, 10000000689.198311983),
        ROW(GAMMA, 1, 1e-100, 1e-300, 1e205, 9.9999999999999999662e+304),
        ROW(GAMMA, 1e-3, 1e-200, 1e-5, 1e-210, 3.6144012498088791716),
        ROW(GAMMA, 1e-3, 1e-200, 1e-5, 1e150, INFINITY),
        ROW(GAMMA, 1e-300, 1, 2, 1e-300, 1.9999999999999999499e+300),
        ROW(GAMMA, 1e300, 1e300, 1e299, 1e299, 0.70129254649702284201),
        ROW(GAMMA, 1e-160, 1e200, 1e-155, 1e-200, 99987.487074535032339),
        ROW(GAMMA, 2, 1e200, 3, 1e-200, 2761.372474438316299),
        ROW(GAMMA, 1e200, 1, 1, 1e-200, 229.83957076619989564),
        ROW(GAMMA, 1e16, 3, 2e16, 6, 0.15342640972002734946),
        ROW(GAMMA, 1e-300, 1e-300, 3e-300, 1e-290, 0.90138771133189041913),
    };
    CHECK_ROWS(rows, 64);
}

static double entropy(side s) {
    kl_estimate h;
    kl_error error = KL_ERROR_INIT;
    if (kl_family_entropy(s.family, kl_f64(s.at, count_of(&s)), &h, &error) != KL_OK)
        fail_msg("%s", error.message);
    return h.value;
}

#define CHECK_ENTROPY(name, first, second, expected)                                               \
    do {                                                                                           \
        double h = entropy((side)SIDE(name, first, second)), off = fabs(h - (expected)) * 0x1p53;  \
        if (!(off <= 64 * fabs(expected)))                                                         \
            fail_msg("%s(%g, %g): %.17g", #name, first, second, h);                                \
    } while (0)

static void test_entropies(void **state) {
    (void)state;
    CHECK_ENTROPY(GAMMA, 1e308, 1.0, 356.01704285428770809);
    CHECK_ENTROPY(GAMMA, 1e20, 2.0, 23.751642282585184273);
    CHECK_ENTROPY(GAMMA, 2.5e9, 1e300, -678.53681108073208274);
    CHECK_ENTROPY(INVERSE_GAMMA, 1e308, 1.0, -1062.3753744300444333);
    CHECK_ENTROPY(INVERSE_GAMMA, 1e20, 2.0, -66.965467076056752469);
    CHECK_ENTROPY(INVERSE_GAMMA, 2.5e9, 1e300, 659.73513157845419533);
    kl_estimate h;
    const double huge[] = {1e308, 1e308};
    kl_status status = kl_family_entropy(KL_FAMILY_BETA, kl_f64(huge, 2), &h, NULL);
    assert_true(status == KL_ERROR_UNSUPPORTED || (status == KL_OK && !isnan(h.value)));
}

/* +0, not −0. */
static void test_zeros(void **state) {
    (void)state;
    assert_true(!signbit(entropy((side){KL_FAMILY_BERNOULLI, {1}})));
    assert_true(!signbit(entropy((side){KL_FAMILY_GEOMETRIC, {1}})));
    assert_true(!signbit(entropy((side){KL_FAMILY_UNIFORM, {0, 1}})));
    const double once[] = {2, 1};
    kl_estimate d;
    assert_int_equal(kl_family_divergence(KL_FAMILY_NEGATIVE_BINOMIAL, kl_f64(once, 2),
                                          KL_FAMILY_NEGATIVE_BINOMIAL, kl_f64(once, 2), &d, NULL),
                     KL_OK);
    assert_true(d.value == 0 && !signbit(d.value));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_symbols), cmocka_unit_test(test_masses),
        cmocka_unit_test(test_weights),      cmocka_unit_test(test_ends),
        cmocka_unit_test(test_gamma),        cmocka_unit_test(test_entropies),
        cmocka_unit_test(test_zeros),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("worst error %.1f\n", worst);
    return failed;
}
