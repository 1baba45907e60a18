/* SPDX-License-Identifier: Apache-2.0 */
/* Every closed form against formulas in 150 digits, which quadrature vouches for, or against quadrature. */
#include "help.h"

#include "golden.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static double divergence_of(const golden *g) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_family_divergence(g->p_family, kl_f64(g->p, g->p_count), g->q_family,
                                            kl_f64(g->q, g->q_count), &d, &error);
    if (status != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(d.method, KL_METHOD_EXACT);
    assert_int_equal(d.unit, KL_UNIT_NATS);
    assert_int_equal(d.flags, 0);
    return d.value;
}

/* In units of 2⁻⁵³ of the value. */
static double error_of(double value, double expected, double scale) {
    return value == expected ? 0 : fabs(value - expected) * 0x1p53 / scale;
}

static void complain(const golden *g, double value, double error) {
    fail_msg("KL(%s(%a, %a) ‖ %s(%a, %a)) is %.17g, not %.17g: off by %.3g",
             kl_family_get(g->p_family)->name, g->p[0], g->p[1], kl_family_get(g->q_family)->name,
             g->q[0], g->q[1], value, g->value, error);
}

/* An exponential multiplies the error of its argument by it. */
static double bound_of(const golden *g) {
    const int exponential = g->p_family == KL_FAMILY_GUMBEL || g->p_family == KL_FAMILY_WEIBULL;
    return exponential ? 64 + 8 * log(fmax(g->value, 1)) : 64;
}

static void test_within(void **state) {
    (void)state;
    double worst[KL_FAMILY_UNIFORM + 1] = {0};
    for (size_t i = 0; i < COUNT(golden_within); i++) {
        const golden *g = &golden_within[i];
        double value = divergence_of(g), error = error_of(value, g->value, g->value);
        if (!(error <= bound_of(g)))
            complain(g, value, error);
        worst[g->p_family] = fmax(worst[g->p_family], error);
    }
    for (int id = 0; id < kl_family_count(); id++)
        print_message("%s: worst %.1f\n", kl_family_get((kl_family_id)id)->name, worst[id]);
}

/* No golden pair has terms above 16 nats, all have one above ½. */
static void test_between(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < COUNT(golden_between); i++) {
        const golden *g = &golden_between[i];
        double value = divergence_of(g), error = error_of(value, g->value, fmax(g->value, 1));
        if (!(error <= 64))
            complain(g, value, error);
        worst = fmax(worst, error);
    }
    print_message("between families: worst %.1f\n", worst);
}

static void test_entropies(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_entropies); i++) {
        const golden *g = &golden_entropies[i];
        kl_estimate h;
        assert_int_equal(kl_family_entropy(g->p_family, kl_f64(g->p, g->p_count), &h, NULL), KL_OK);
        if (!(error_of(h.value, g->value, fmax(fabs(g->value), 1)) <= 64))
            fail_msg("entropy of %s is %.17g, not %.17g", kl_family_get(g->p_family)->name, h.value,
                     g->value);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_within),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_entropies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
