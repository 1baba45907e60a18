/* SPDX-License-Identifier: Apache-2.0 */
/* What mechanisms give away: against mpmath's formulas and integrals, published values, and each other. */
#include "help.h"

#include <kullback/measure.h>

#include "golden_privacy.h"

#include "../refused.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void check(const char *what, const golden_privacy *g, double value) {
    /* The smallest doubles have fewer digits. */
    if (!(fabs(value - g->value) <= g->slack + 0x1p-1074))
        fail_msg("%s of kind %d, noise %a, share %a at %a is %.17g, not %.17g: off by %.3g of %.3g",
                 what, (int)g->m.kind, g->m.noise, g->m.sampling, g->at, value, g->value,
                 fabs(value - g->value), g->slack);
}

static void test_golden(void **state) {
    (void)state;
    kl_estimate out;
    for (size_t i = 0; i < COUNT(golden_delta); i++) {
        assert_int_equal(kl_privacy_delta(&golden_delta[i].m, 1, golden_delta[i].at, &out, NULL),
                         KL_OK);
        check("delta", &golden_delta[i], out.value);
    }
    for (size_t i = 0; i < COUNT(golden_epsilon); i++) {
        const golden_privacy *g = &golden_epsilon[i];
        assert_int_equal(kl_privacy_epsilon(&g->m, 1, g->at, &out, NULL), KL_OK);
        check("epsilon", g, out.value);
        assert_int_equal(out.unit, KL_UNIT_NATS);
    }
    for (size_t i = 0; i < COUNT(golden_noise); i++) {
        const golden_privacy *g = &golden_noise[i];
        assert_int_equal(kl_privacy_noise(&g->m, g->m.noise, g->at, &out, NULL), KL_OK);
        check("noise", g, out.value);
    }
    for (size_t i = 0; i < COUNT(golden_renyi); i++) {
        const golden_privacy *g = &golden_renyi[i];
        assert_int_equal(kl_privacy_renyi(&g->m, 1, g->at, &out, NULL), KL_OK);
        check("Rényi divergence", g, out.value);
    }
}

static double account(const kl_mechanism *m, size_t n, double delta, kl_conversion conversion,
                      double *alpha) {
    kl_estimate out;
    assert_int_equal(kl_privacy_account(m, n, delta, conversion, &out, alpha, NULL), KL_OK);
    assert_int_equal(out.flags, 0);
    return out.value;
}

static double epsilon_of(const kl_mechanism *m, size_t n, double delta) {
    kl_estimate out;
    assert_int_equal(kl_privacy_epsilon(m, n, delta, &out, NULL), KL_OK);
    return out.value;
}

static double delta_of(const kl_mechanism *m, size_t n, double epsilon) {
    kl_estimate out;
    assert_int_equal(kl_privacy_delta(m, n, epsilon, &out, NULL), KL_OK);
    return out.value;
}

static double renyi_of(const kl_mechanism *m, size_t n, double alpha) {
    kl_estimate out;
    assert_int_equal(kl_privacy_renyi(m, n, alpha, &out, NULL), KL_OK);
    return out.value;
}

static void near(double value, double published, double half_a_place) {
    if (!(fabs(value - published) <= half_a_place))
        fail_msg("%.17g, published %.17g", value, published);
}

static void test_published(void **state) {
    (void)state;
    kl_estimate out;
    /* Abadi et al., "Deep learning with differential privacy" (2016), section 5.1: share 0.01, noise 4,
     * 10,000 steps, δ = 10⁻⁵: "(1.26, 10⁻⁵)" by the moments accountant, whose orders are those of a bound by
     * Mironov's conversion. */
    const kl_mechanism abadi = {KL_MECHANISM_GAUSSIAN, 4, 1, 0.01, 10000};
    near(account(&abadi, 1, 1e-5, KL_CONVERSION_MIRONOV, NULL), 1.26, 0.005);
    /* dp_accounting (Google), rdp_privacy_accountant_test.py: test_compute_rdp_poisson_sampled_gaussian. */
    const kl_mechanism google = {KL_MECHANISM_GAUSSIAN, 2.5, 1, 0.01, 50};
    near(renyi_of(&google, 1, 5), 2.18075656e-03, 0.5e-11);
    near(renyi_of(&google, 1, 50), 2.38460375e-02, 0.5e-10);
    near(renyi_of(&google, 1, 100), 1.67416308e+02, 0.5e-6);
    /* There test_compute_epsilon_delta_gaussian: this noise is (1, 10⁻⁶)-private by Rényi divergences, */
    const kl_mechanism million = {KL_MECHANISM_GAUSSIAN, 4.530877117, 1, 0, 0};
    near(account(&million, 1, 1e-6, KL_CONVERSION_TIGHT, NULL), 1, 0.5e-7);
    /* and test_compute_epsilon_delta_pure_dp: a divergence of 1.1 at order 32, by hand. */
    assert_int_equal(kl_privacy_convert(32, 1.1, 1e-5, KL_CONVERSION_TIGHT, &out, NULL), KL_OK);
    near(out.value, 1.32783806176, 0.5e-11);
}

static void test_total_variation(void **state) {
    (void)state;
    /* At ε = 0 it is the total variation: of normals 2Φ(a/2) − 1, of Laplace 1 − e^(−a/2). */
    for (double noise = 0x1p-4; noise < 0x1p10; noise *= 2) {
        const kl_mechanism g = {KL_MECHANISM_GAUSSIAN, noise, 1, 0, 0};
        const kl_mechanism l = {KL_MECHANISM_LAPLACE, noise, 1, 0, 0};
        const double total = erf(1 / noise / 2 * M_SQRT1_2);
        assert_true(fabs(delta_of(&g, 1, 0) - total) <= 64 * 0x1p-53 * total);
        assert_true(fabs(delta_of(&l, 1, 0) + expm1(-0.5 / noise)) <= 64 * 0x1p-53);
    }
    /* And of the output cut into cells the catalogue says the same, but for what the cells hide: less than a
     * cell's width. */
    enum { CELLS = 4000 };
    static double p[CELLS], q[CELLS];
    const kl_mechanism g = {KL_MECHANISM_GAUSSIAN, 1, 1, 0, 0};
    kl_estimate out;
    for (int i = 0; i < CELLS; i++) {
        const double x = -10 + 20.0 * (i + 0.5) / CELLS;
        p[i] = exp(-(x - 1) * (x - 1) / 2), q[i] = exp(-x * x / 2);
    }
    assert_int_equal(kl_measure_compute(KL_TOTAL_VARIATION, kl_f64(p, CELLS), kl_f64(q, CELLS),
                                        NULL, &out, NULL),
                     KL_OK);
    assert_true(fabs(out.value - delta_of(&g, 1, 0)) <= 20.0 / CELLS);
}

static void test_composition(void **state) {
    (void)state;
    /* Gaussian mechanisms are one together: a² adds up. 3² + 4² = 5² and 9 runs are three times as far. */
    const kl_mechanism pair[] = {{KL_MECHANISM_GAUSSIAN, 1, 3, 0, 0},
                                 {KL_MECHANISM_GAUSSIAN, 2, 8, 0, 1}};
    const kl_mechanism both = {KL_MECHANISM_GAUSSIAN, 1, 5, 0, 0};
    const kl_mechanism nine = {KL_MECHANISM_GAUSSIAN, 3, 1, 0, 9};
    const kl_mechanism once = {KL_MECHANISM_GAUSSIAN, 1, 1, 1, 1};
    assert_true(delta_of(pair, 2, 20) == delta_of(&both, 1, 20));
    assert_true(fabs(delta_of(&nine, 1, 1) - delta_of(&once, 1, 1)) <= 64 * 0x1p-53);
    assert_true(epsilon_of(pair, 2, 1e-9) == epsilon_of(&both, 1, 1e-9));
    /* Divergences add up. */
    const kl_mechanism mixed[] = {{KL_MECHANISM_GAUSSIAN, 2, 1, 0.1, 7},
                                  {KL_MECHANISM_LAPLACE, 3, 1, 0, 2}};
    const kl_mechanism parts[] = {{KL_MECHANISM_GAUSSIAN, 2, 1, 0.1, 1},
                                  {KL_MECHANISM_LAPLACE, 3, 1, 0, 1}};
    const double sum = 7 * renyi_of(&parts[0], 1, 6) + 2 * renyi_of(&parts[1], 1, 6);
    assert_true(fabs(renyi_of(mixed, 2, 6) - sum) <= 4 * 0x1p-53 * sum);
    /* Pure privacy: Laplace is (Δ/b, 0)-private, and ε adds up. */
    assert_true(renyi_of(&parts[1], 1, INFINITY) == 1.0 / 3);
    assert_true(epsilon_of(&parts[1], 1, 0) == 1.0 / 3);
    double alpha;
    assert_true(account(&mixed[1], 1, 0, KL_CONVERSION_TIGHT, &alpha) == 2.0 / 3);
    assert_true(alpha == INFINITY);
}

/* The order is the best there is, the bound is one, and the tight conversion is the tighter. */
static void test_account(void **state) {
    (void)state;
    const kl_mechanism cases[] = {
        {KL_MECHANISM_GAUSSIAN, 1, 1, 0, 0},       {KL_MECHANISM_GAUSSIAN, 20, 1, 0, 3},
        {KL_MECHANISM_LAPLACE, 1, 1, 0, 0},        {KL_MECHANISM_LAPLACE, 10, 1, 0, 0},
        {KL_MECHANISM_GAUSSIAN, 1, 1, 0.01, 1000}, {KL_MECHANISM_LAPLACE, 1, 1, 0.05, 20}};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (double delta = 0.1; delta > 1e-13; delta /= 100) {
            double alpha;
            const double epsilon = account(&cases[i], 1, delta, KL_CONVERSION_TIGHT, &alpha);
            const double step = cases[i].sampling > 0 ? 1 : (alpha - 1) / 64;
            for (int j = -8; j <= 8; j++) {
                const double order = alpha + j * step;
                kl_estimate other;
                if (order < 2 && cases[i].sampling > 0)
                    continue;
                assert_int_equal(kl_privacy_convert(order, renyi_of(&cases[i], 1, order), delta,
                                                    KL_CONVERSION_TIGHT, &other, NULL),
                                 KL_OK);
                /* Where it is flat the two differ by their rounding. */
                assert_true(other.value >= epsilon - 64 * 0x1p-53 * (1 + epsilon));
            }
            assert_true(account(&cases[i], 1, delta, KL_CONVERSION_MIRONOV, NULL) >= epsilon);
            if (cases[i].sampling == 0 &&
                (cases[i].kind == KL_MECHANISM_GAUSSIAN || cases[i].times <= 1))
                assert_true(epsilon >= epsilon_of(&cases[i], 1, delta) - 0x1p-50); /* rounding */
        }
}

static void test_far_orders(void **state) {
    (void)state;
    /* So little is given away that the best order lies beyond those of the search, which says so. */
    const kl_mechanism little = {KL_MECHANISM_GAUSSIAN, 1e5, 1, 1e-3, 1};
    kl_estimate out;
    double alpha;
    assert_int_equal(kl_privacy_account(&little, 1, 1e-12, KL_CONVERSION_TIGHT, &out, &alpha, NULL),
                     KL_OK);
    assert_true(alpha == 65536 && out.flags == KL_FLAG_NOT_CONVERGED);
}

static void test_edges(void **state) {
    (void)state;
    kl_estimate out;
    const kl_mechanism still = {KL_MECHANISM_GAUSSIAN, 1, 0, 0, 0};
    const kl_mechanism loud = {KL_MECHANISM_GAUSSIAN, 1e-300, 1e300, 0, 0};
    const kl_mechanism once = {KL_MECHANISM_GAUSSIAN, 1, 1, 0, 0};
    assert_true(delta_of(&still, 1, 0) == 0 && epsilon_of(&still, 1, 0) == 0);
    assert_true(renyi_of(&still, 1, INFINITY) == 0);
    /* ln(1 + s(e^s′ − 1)) where e^s′ is beyond the doubles, and far below 1 beside the share (mpmath). */
    const struct {
        double sensitivity, share, value;
    } sampled[] = {{800, 0.5, 799.30685281944005469},
                   {720, 1e-10, 696.97414907005954320},
                   {740, 1e-320, 3.2137934315283810678},
                   {705, 1e-306, 0.91839005996738263988},
                   {1e300, 0.5, 1e300}};
    for (size_t i = 0; i < COUNT(sampled); i++) {
        const kl_mechanism m = {KL_MECHANISM_LAPLACE, 1, sampled[i].sensitivity, sampled[i].share,
                                1};
        assert_true(fabs(renyi_of(&m, 1, INFINITY) / sampled[i].value - 1) <= 64 * 0x1p-53);
    }
    assert_true(delta_of(&loud, 1, 1) == 1 && epsilon_of(&loud, 1, 1) == 0);
    assert_true(epsilon_of(&once, 1, 0) == INFINITY);
    assert_true(account(&once, 1, 0, KL_CONVERSION_TIGHT, NULL) == INFINITY);
    assert_int_equal(kl_privacy_noise(&once, 1, 0, &out, NULL), KL_OK);
    assert_true(out.value == INFINITY);
    assert_int_equal(kl_privacy_noise(&once, 1, 1, &out, NULL), KL_OK);
    assert_true(out.value == 0);
    /* The smallest double (400 digits of mpmath). */
    assert_true(fabs(epsilon_of(&once, 1, 0x1p-1074) - 38.871832832494309671) <= 64 * 0x1p-48);
}

static void refuse(kl_status status, kl_status expected, const char *message, int64_t index) {
    assert_int_equal(status, expected);
    assert_string_equal(error.message, message);
    assert_int_equal(error.index, index);
    error = (kl_error)KL_ERROR_INIT;
}

static void test_bad_input(void **state) {
    (void)state;
    kl_estimate out;
    const kl_mechanism good = {KL_MECHANISM_GAUSSIAN, 1, 1, 0, 0};
    kl_mechanism bad[2] = {good, good};
#define REFUSE_BAD(member, value, status, message)                                                 \
    bad[1] = good;                                                                                 \
    bad[1].member = value;                                                                         \
    refuse(kl_privacy_renyi(bad, 2, 2, &out, &error), status, message, 1)
    REFUSE_BAD(kind, (kl_mechanism_kind)7, KL_ERROR_ARGUMENT,
               "mechanism 1: no kind of mechanism is 7");
    REFUSE_BAD(noise, 0, KL_ERROR_VALUE, "mechanism 1: noise is 0: it must be above 0 and finite");
    REFUSE_BAD(noise, NAN, KL_ERROR_VALUE,
               "mechanism 1: noise is nan: it must be above 0 and finite");
    REFUSE_BAD(sensitivity, -1, KL_ERROR_VALUE,
               "mechanism 1: sensitivity is -1: it must be at least 0 and finite");
    REFUSE_BAD(sensitivity, INFINITY, KL_ERROR_VALUE,
               "mechanism 1: sensitivity is inf: it must be at least 0 and finite");
    REFUSE_BAD(sampling, 1.5, KL_ERROR_VALUE, "mechanism 1: sampling is 1.5: it must be in 0 … 1");
    bad[1] = good, bad[1].sampling = 0.5;
    refuse(kl_privacy_delta(bad, 2, 1, &out, &error), KL_ERROR_UNSUPPORTED,
           "mechanism 1: several runs have a closed form only if all are Gaussian and draw every "
           "record; kl_privacy_account bounds others",
           1);
    refuse(kl_privacy_renyi(bad, 2, 2.5, &out, &error), KL_ERROR_UNSUPPORTED,
           "alpha is 2.5: with a share of the records the orders are 2, 3, … 65536 and infinity",
           -1);
    refuse(kl_privacy_renyi(&good, 1, 0.5, &out, &error), KL_ERROR_ARGUMENT,
           "alpha is 0.5: it must be at least 1", -1);
    refuse(kl_privacy_delta(&good, 1, -1, &out, &error), KL_ERROR_ARGUMENT,
           "epsilon is -1: it must be at least 0 and finite", -1);
    refuse(kl_privacy_epsilon(&good, 1, 2, &out, &error), KL_ERROR_ARGUMENT,
           "delta is 2: it must be in 0 … 1", -1);
    refuse(kl_privacy_noise(&good, 1, NAN, &out, &error), KL_ERROR_ARGUMENT,
           "delta is nan: it must be in 0 … 1", -1);
    refuse(kl_privacy_convert(1, 1, 0.5, KL_CONVERSION_TIGHT, &out, &error), KL_ERROR_ARGUMENT,
           "alpha is 1: it must be above 1 and finite", -1);
    refuse(kl_privacy_convert(2, -1, 0.5, KL_CONVERSION_TIGHT, &out, &error), KL_ERROR_ARGUMENT,
           "renyi is -1: it must be at least 0", -1);
    refuse(kl_privacy_account(&good, 1, 0.5, (kl_conversion)9, &out, NULL, &error),
           KL_ERROR_ARGUMENT, "no conversion is 9", -1);
}

static void test_no_pointer_may_be_missing(void **state) {
    (void)state;
    kl_estimate out;
    const kl_mechanism m = {KL_MECHANISM_GAUSSIAN, 1, 1, 0, 0};
    REFUSED(kl_privacy_delta(NULL, 1, 1, &out, &error));
    REFUSED(kl_privacy_delta(&m, 0, 1, &out, &error));
    REFUSED(kl_privacy_delta(&m, 1, 1, NULL, &error));
    REFUSED(kl_privacy_epsilon(NULL, 1, 1, &out, &error));
    REFUSED(kl_privacy_epsilon(&m, 1, 1, NULL, &error));
    REFUSED(kl_privacy_noise(NULL, 1, 1, &out, &error));
    REFUSED(kl_privacy_noise(&m, 1, 1, NULL, &error));
    REFUSED(kl_privacy_renyi(NULL, 1, 2, &out, &error));
    REFUSED(kl_privacy_renyi(&m, 1, 2, NULL, &error));
    REFUSED(kl_privacy_convert(2, 1, 0.5, KL_CONVERSION_TIGHT, NULL, &error));
    REFUSED(kl_privacy_account(NULL, 1, 0.5, KL_CONVERSION_TIGHT, &out, NULL, &error));
    REFUSED(kl_privacy_account(&m, 1, 0.5, KL_CONVERSION_TIGHT, NULL, NULL, &error));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_total_variation),
        cmocka_unit_test(test_composition),
        cmocka_unit_test(test_account),
        cmocka_unit_test(test_far_orders),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_no_pointer_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
