/* SPDX-License-Identifier: Apache-2.0 */
/* Where a formula as it is printed leaves the doubles or loses its digits: truth in 60 digits by mpmath. */
#include "help.h"

#include "../all_cases.h"

#include <stdlib.h>

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

/* To so many 2⁻⁵³ of a scale. */
static void check_to(const row *r, double scale, double ulps) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_family_divergence(r->p.family, kl_f64(r->p.at, count_of(&r->p)), r->q.family,
                             kl_f64(r->q.at, count_of(&r->q)), &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    const double off = fabs(d.value - r->value) * 0x1p53 / scale;
    worst = fmax(worst, d.value == r->value ? 0 : off);
    if (d.value != r->value && !(off <= ulps))
        fail_msg("KL(%s(%g, %g) ‖ %s(%g, %g)) is %.17g, not %.17g: off by %.3g",
                 kl_family_get(r->p.family)->name, r->p.at[0], r->p.at[1],
                 kl_family_get(r->q.family)->name, r->q.at[0], r->q.at[1], d.value, r->value, off);
    assert_int_equal(d.flags, isinf(d.value) ? KL_FLAG_OVERFLOW : 0);
}

/* Of the value; of a sum, of 1 where it is less. */
static void check_row(const row *r, double ulps) {
    const int sum = r->p.family != r->q.family || r->p.family == KL_FAMILY_BINOMIAL;
    check_to(r, sum ? fmax(r->value, 1) : r->value, ulps);
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

#define CROSS(p, p0, p1, q, q0, q1, value)                                                         \
    { SIDE(p, p0, p1), SIDE(q, q0, q1), value }

/* Between families: scales whose squares leave the doubles, deviations far below the mean, and moments that lie far
 * from the mean. None has parameters whose own rounding matters more. */
static void test_moments(void **state) {
    (void)state;
    static const row rows[] = {
        CROSS(LAPLACE, 0, 1e-170, NORMAL, 0, 1e-170, 0.22579135264472743236),
        CROSS(LAPLACE, 0, 1e160, NORMAL, 0, 1e160, 0.22579135264472743236),
        CROSS(LAPLACE, 1, 1e-170, NORMAL, 1, 1e-170, 0.22579135264472743236),
        CROSS(LAPLACE, 1e200, 1e185, NORMAL, 1e200, 1e185, 0.22579135264472743236),
        CROSS(PARETO, 1e10, 1e10, NORMAL, 1e10, 1, 0.91893853340467274185),
        CROSS(PARETO, 1e06, 1e06, NORMAL, 1e06, 1, 0.91894053321167275678),
        CROSS(PARETO, 1e10, 1e10, LAPLACE, 1e10, 1, 0.69314718055994530943),
        CROSS(INVERSE_GAMMA, 1e16, 1e16, NORMAL, 1, 1e-08, 1.8333333333333338748e-16),
        CROSS(WEIBULL, 1e08, 1, NORMAL, 1, 1e-08, 0.3307788421788974699),
        CROSS(GAMMA, 1e16, 1e16, NORMAL, 1, 1e-08, 3.3333333333333334604e-17),
        CROSS(LOG_NORMAL, 0, 1e-10, NORMAL, 1, 1e-10, 8.7500000000000006376e-21),
        CROSS(UNIFORM, 1, 1.0001, LOG_NORMAL, 0, 0.0001, 1.0856426991214267511),
        CROSS(UNIFORM, 1, 1.00000001, LOG_NORMAL, 0, 1e-08, 1.0856052076729867459),
        CROSS(BETA, 1e08, 1, LOG_NORMAL, 0, 1e-08, 0.91893853320467272086),
        CROSS(GAMMA, 1e16, 1e16, LOG_NORMAL, 0, 1e-08, 2.0833333333333333452e-17),
        CROSS(GAMMA, 1e12, 1e12, WEIBULL, 1e06, 1, 0.22978213834869089372),
        CROSS(GAMMA, 1e12, 1e12, GUMBEL, 1, 1e-06, 0.22978218792253564318),
        CROSS(NORMAL, 1e08, 1, GUMBEL, 1e08, 1, 0.22978273749545540507),
        CROSS(UNIFORM, 1e08, 100000001.0, GUMBEL, 1e08, 0.5, 0.73918517782174834464),
        CROSS(EXPONENTIAL, 128, 0, GUMBEL, 9.5367431640625e-07, 2.384185791015625e-07,
              32752.604458444062999),
        CROSS(PARETO, 1e-06, 1e-05, INVERSE_GAMMA, 2, 1e-06, 199987.48708453491341),
        CROSS(GAMMA, 1e-05, 1, WEIBULL, 2, 3, 199990.14554147435629),
        CROSS(BETA, 1e-05, 1, WEIBULL, 2, 3, 199988.99115248734246),
        CROSS(EXPONENTIAL, 1e-310, 0, GAMMA, 2, 1e-310, 0.57721566490153286061),
        CROSS(GAMMA, 10, 1e-307, HALF_NORMAL, 1e307, 0, 52.689737174163759196),
    };
    CHECK_ROWS(rows, 64);
}

/* An exponential is a Weibull whose scale 1/λ is rounded; what that loses is the whole divergence here. */
static void test_reciprocal(void **state) {
    (void)state;
    static const row rows[] = {
        CROSS(WEIBULL, 1, 0x1.5555555555555p-2, EXPONENTIAL, 3, 0, 1.5407439555097887395e-33),
        CROSS(EXPONENTIAL, 3, 0, WEIBULL, 1, 0x1.5555555555555p-2, 1.5407439555097887965e-33),
        CROSS(EXPONENTIAL, 3, 0, WEIBULL, 1.00000001, 0x1.5555555555555p-2,
              9.1184031917243395323e-17),
        CROSS(WEIBULL, 1.00000001, 0x1.5555555555555p-2, EXPONENTIAL, 3, 0,
              9.1184030597075597249e-17),
        CROSS(EXPONENTIAL, 1e-310, 0, WEIBULL, 1, 1e308, 94.394829814012209997),
        CROSS(WEIBULL, 2, 1e308, EXPONENTIAL, 1e-310, 0, 4.0185718033518008444),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_to(&rows[i], rows[i].value, 64);
}

/* Failures before a success that next to never comes. */
static void test_rare(void **state) {
    (void)state;
    static const row rows[] = {
        ROW(GEOMETRIC, 1e-300, 0, 1e-300 * (1 + 1e-9), 0, 5.0000013145248758371e-19),
        ROW(GEOMETRIC, 0x1p-1074, 0, 0x1p-1073, 0, 0.30685281944005469058),
        ROW(GEOMETRIC, 0.5, 0, 1e-310, 0, 712.41508446703427448),
        ROW(NEGATIVE_BINOMIAL, 3, 1e-300, 3, 1e-300 * (1 + 1e-9), 1.5000003943574627511e-18),
        ROW(NEGATIVE_BINOMIAL, 3, 1e-5, 3, 1.0000001e-5, 1.5000148983269776849e-14),
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
    CHECK_ENTROPY(GAMMA, 1e6, 1.0, 8.3266934788533931272);
    CHECK_ENTROPY(GAMMA, 1e9, 1.0, 11.780571451344544986);
    CHECK_ENTROPY(INVERSE_GAMMA, 1e9, 1.0, -29.665960221548277326);
    CHECK_ENTROPY(BETA, 1e9, 1e3, -15.850784580427690162);
    CHECK_ENTROPY(BETA, 1e12, 1e12, -13.436292795599769326);
    CHECK_ENTROPY(BETA, 1e-300, 1e300, -9.9999999999999997494e299);
    CHECK_ENTROPY(DIRICHLET, 1e12, 1e12, -13.436292795599769326);
    kl_estimate h;
    const double huge[] = {1e308, 1e308};
    assert_int_equal(kl_family_entropy(KL_FAMILY_DIRICHLET, kl_f64(huge, 2), &h, NULL),
                     KL_ERROR_UNSUPPORTED);
    assert_int_equal(kl_family_entropy(KL_FAMILY_BETA, kl_f64(huge, 2), &h, NULL),
                     KL_ERROR_UNSUPPORTED);
}

/* A million of them: 64·2⁻⁵³ of the divergence, which is that of n equal parts. */
static void test_many_concentrations(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    enum { MANY = 1000000 };
    double *p = malloc(MANY * sizeof *p), *q = malloc(MANY * sizeof *q);
    assert_non_null(p);
    assert_non_null(q);
    for (size_t i = 0; i < MANY; i++)
        p[i] = 0.7, q[i] = 0.3;
    kl_estimate d, h;
    assert_int_equal(kl_family_divergence(KL_FAMILY_DIRICHLET, kl_f64(p, MANY), KL_FAMILY_DIRICHLET,
                                          kl_f64(q, MANY), &d, NULL),
                     KL_OK);
    assert_int_equal(kl_family_entropy(KL_FAMILY_DIRICHLET, kl_f64(p, MANY), &h, NULL), KL_OK);
    free(p);
    free(q);
    if (!(fabs(d.value - 201110.54698866105421) <= 64 * 0x1p-53 * 201110.54698866105421))
        fail_msg("%.17g", d.value);
    if (!(fabs(h.value - -12863969.408838335547) <= 64 * 0x1p-53 * 12863969.408838335547))
        fail_msg("%.17g", h.value);
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
        cmocka_unit_test(test_many_symbols),
        cmocka_unit_test(test_masses),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_gamma),
        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_reciprocal),
        cmocka_unit_test(test_rare),
        cmocka_unit_test(test_many_concentrations),
        cmocka_unit_test(test_entropies),
        cmocka_unit_test(test_zeros),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("worst error %.1f\n", worst);
    return failed;
}
