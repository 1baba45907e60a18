/* SPDX-License-Identifier: Apache-2.0 */
/* Infinite answers and their reasons, edges of ranges, and what is refused how. */
#include "help.h"

static kl_estimate divergence(kl_family_id p_family, const double *p, size_t p_count,
                              kl_family_id q_family, const double *q, size_t q_count) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_family_divergence(p_family, kl_f64(p, p_count), q_family,
                                            kl_f64(q, q_count), &d, &error);
    if (status != KL_OK)
        fail_msg("%s", error.message);
    return d;
}

#define PARAMETERS(...)                                                                            \
    (const double[]){__VA_ARGS__}, sizeof((double[]){__VA_ARGS__}) / sizeof(double)

static void check_infinite(kl_estimate d, kl_flag flag, double mass) {
    assert_true(d.value == INFINITY);
    assert_int_equal(d.flags, flag);
    if (isnan(mass)) {
        assert_int_equal(d.note_count, 0);
        return;
    }
    assert_int_equal(d.note_count, 1);
    if (!(fabs(d.notes[0].mass - mass) <= 1e-14))
        fail_msg("mass is %.17g, not %.17g", d.notes[0].mass, mass);
}

static void test_outside_the_support(void **state) {
    (void)state;
#define OUTSIDE(mass, ...) check_infinite(divergence(__VA_ARGS__), KL_FLAG_INFINITE, mass)
    OUTSIDE(0.25, KL_FAMILY_UNIFORM, PARAMETERS(0, 4), KL_FAMILY_UNIFORM, PARAMETERS(1, 5));
    OUTSIDE(0.75, KL_FAMILY_UNIFORM, PARAMETERS(0, 4), KL_FAMILY_UNIFORM, PARAMETERS(1, 2));
    OUTSIDE(1, KL_FAMILY_UNIFORM, PARAMETERS(0, 4), KL_FAMILY_UNIFORM, PARAMETERS(7, 8));
    OUTSIDE(0.875, KL_FAMILY_PARETO, PARAMETERS(1, 3), KL_FAMILY_PARETO, PARAMETERS(2, 3));
    OUTSIDE(0.5, KL_FAMILY_NORMAL, PARAMETERS(0, 2), KL_FAMILY_EXPONENTIAL, PARAMETERS(1));
    OUTSIDE(0.5, KL_FAMILY_LAPLACE, PARAMETERS(0, 2), KL_FAMILY_GAMMA, PARAMETERS(1, 1));
    OUTSIDE(exp(-1), KL_FAMILY_GUMBEL, PARAMETERS(0, 2), KL_FAMILY_WEIBULL, PARAMETERS(1, 1));
    OUTSIDE(exp(-2), KL_FAMILY_EXPONENTIAL, PARAMETERS(2), KL_FAMILY_BETA, PARAMETERS(1, 1));
    OUTSIDE(1 - exp(-2), KL_FAMILY_EXPONENTIAL, PARAMETERS(2), KL_FAMILY_PARETO, PARAMETERS(1, 1));
    OUTSIDE(exp(-4), KL_FAMILY_WEIBULL, PARAMETERS(2, 1), KL_FAMILY_UNIFORM, PARAMETERS(0, 2));
    OUTSIDE(erfc(M_SQRT1_2), KL_FAMILY_HALF_NORMAL, PARAMETERS(2), KL_FAMILY_UNIFORM,
            PARAMETERS(-1, 2));
    OUTSIDE(0.5, KL_FAMILY_LOG_NORMAL, PARAMETERS(0, 2), KL_FAMILY_BETA, PARAMETERS(2, 2));
    OUTSIDE(NAN, KL_FAMILY_GAMMA, PARAMETERS(2, 2), KL_FAMILY_BETA, PARAMETERS(2, 2));
    OUTSIDE(NAN, KL_FAMILY_CAUCHY, PARAMETERS(2, 2), KL_FAMILY_BETA, PARAMETERS(2, 2));
    OUTSIDE(0.5, KL_FAMILY_BERNOULLI, PARAMETERS(0.5), KL_FAMILY_BERNOULLI, PARAMETERS(0));
    OUTSIDE(0.25, KL_FAMILY_BERNOULLI, PARAMETERS(0.75), KL_FAMILY_BERNOULLI, PARAMETERS(1));
    OUTSIDE(0.25, KL_FAMILY_BINOMIAL, PARAMETERS(2, 0.5), KL_FAMILY_BINOMIAL, PARAMETERS(1, 0.5));
    OUTSIDE(0.125, KL_FAMILY_GEOMETRIC, PARAMETERS(0.5), KL_FAMILY_BINOMIAL, PARAMETERS(2, 0.5));
    OUTSIDE(0.375, KL_FAMILY_GEOMETRIC, PARAMETERS(0.5), KL_FAMILY_CATEGORICAL,
            PARAMETERS(1, 0, 1));
    OUTSIDE(0.75, KL_FAMILY_GEOMETRIC, PARAMETERS(0.5), KL_FAMILY_CATEGORICAL, PARAMETERS(0, 1));
    OUTSIDE(0.75, KL_FAMILY_GEOMETRIC, PARAMETERS(0.5), KL_FAMILY_BERNOULLI, PARAMETERS(1));
    OUTSIDE(0.5 * exp(-1), KL_FAMILY_LAPLACE, PARAMETERS(1e308, 1e308), KL_FAMILY_EXPONENTIAL,
            PARAMETERS(1));
    OUTSIDE(1 - 0.5 * exp(-2), KL_FAMILY_LAPLACE, PARAMETERS(-1e308, 1e308), KL_FAMILY_PARETO,
            PARAMETERS(1e308, 1));
    OUTSIDE(0.5, KL_FAMILY_BINOMIAL, PARAMETERS(2, 0.5), KL_FAMILY_CATEGORICAL,
            PARAMETERS(1, 0, 1));
    OUTSIDE(NAN, KL_FAMILY_POISSON, PARAMETERS(1), KL_FAMILY_BERNOULLI, PARAMETERS(0.5));
    OUTSIDE(0.5, KL_FAMILY_CATEGORICAL, PARAMETERS(1, 2, 3), KL_FAMILY_BERNOULLI, PARAMETERS(0.5));
    OUTSIDE(0.5, KL_FAMILY_CATEGORICAL, PARAMETERS(1, 1), KL_FAMILY_CATEGORICAL, PARAMETERS(1, 0));
    OUTSIDE(1, KL_FAMILY_POISSON, PARAMETERS(1), KL_FAMILY_NORMAL, PARAMETERS(0, 1));
    OUTSIDE(1, KL_FAMILY_NORMAL, PARAMETERS(0, 1), KL_FAMILY_POISSON, PARAMETERS(1));
#undef OUTSIDE
}

/* However many symbols: at once, with how many. */
static void test_outside_of_many_symbols(void **state) {
    (void)state;
#define MANY(symbols, lost, ...)                                                                   \
    do {                                                                                           \
        kl_estimate d = divergence(__VA_ARGS__);                                                   \
        check_infinite(d, KL_FLAG_INFINITE, lost);                                                 \
        if (d.note_count && d.notes[0].count != (uint64_t)(symbols))                               \
            fail_msg("%g symbols", (double)d.notes[0].count);                                      \
    } while (0)
    MANY(1e8, 1, KL_FAMILY_BINOMIAL, PARAMETERS(1e8, 0.5), KL_FAMILY_BINOMIAL, PARAMETERS(1e8, 0));
    MANY(1e8, 9.9995000166712493072e-5, KL_FAMILY_BINOMIAL, PARAMETERS(1e8, 1e-12),
         KL_FAMILY_POISSON, PARAMETERS(0));
    MANY(0x1p53, 1, KL_FAMILY_BINOMIAL, PARAMETERS(0x1p53, 0.5), KL_FAMILY_BINOMIAL,
         PARAMETERS(0x1p53, 1));
    MANY(1, NAN, KL_FAMILY_BINOMIAL, PARAMETERS(0x1p53, 0.5), KL_FAMILY_BINOMIAL,
         PARAMETERS(0x1p53 - 1, 0.5));
    MANY(40, 0.017600100108852407977, KL_FAMILY_BINOMIAL, PARAMETERS(100, 0.5), KL_FAMILY_BINOMIAL,
         PARAMETERS(60, 0.5));
    MANY(100001 - 2, 1, KL_FAMILY_BINOMIAL, PARAMETERS(100000, 0.5), KL_FAMILY_CATEGORICAL,
         PARAMETERS(1, 2));
    MANY(1, 0, KL_FAMILY_BINOMIAL, PARAMETERS(2000, 0x1p-1000), KL_FAMILY_BINOMIAL,
         PARAMETERS(1999, 0.5));
#undef MANY
}

static void test_heavy_tails(void **state) {
    (void)state;
#define HEAVY(...) check_infinite(divergence(__VA_ARGS__), KL_FLAG_HEAVY_TAIL, NAN)
    HEAVY(KL_FAMILY_CAUCHY, PARAMETERS(0, 1), KL_FAMILY_NORMAL, PARAMETERS(0, 1));
    HEAVY(KL_FAMILY_CAUCHY, PARAMETERS(0, 1), KL_FAMILY_LAPLACE, PARAMETERS(0, 1));
    HEAVY(KL_FAMILY_CAUCHY, PARAMETERS(0, 1), KL_FAMILY_GUMBEL, PARAMETERS(0, 1));
    HEAVY(KL_FAMILY_PARETO, PARAMETERS(1, 1), KL_FAMILY_EXPONENTIAL, PARAMETERS(1));
    HEAVY(KL_FAMILY_PARETO, PARAMETERS(1, 2), KL_FAMILY_NORMAL, PARAMETERS(0, 1));
    HEAVY(KL_FAMILY_PARETO, PARAMETERS(1, 0.5), KL_FAMILY_GAMMA, PARAMETERS(2, 1));
    HEAVY(KL_FAMILY_PARETO, PARAMETERS(1, 2), KL_FAMILY_WEIBULL, PARAMETERS(2, 1));
    HEAVY(KL_FAMILY_PARETO, PARAMETERS(1, 0.5), KL_FAMILY_GUMBEL, PARAMETERS(2, 1));
    HEAVY(KL_FAMILY_INVERSE_GAMMA, PARAMETERS(2, 1), KL_FAMILY_HALF_NORMAL, PARAMETERS(1));
    HEAVY(KL_FAMILY_LAPLACE, PARAMETERS(0, 2), KL_FAMILY_GUMBEL, PARAMETERS(0, 1));
    HEAVY(KL_FAMILY_EXPONENTIAL, PARAMETERS(1), KL_FAMILY_INVERSE_GAMMA, PARAMETERS(1, 1));
#undef HEAVY
    kl_estimate d =
        divergence(KL_FAMILY_CAUCHY, PARAMETERS(0, 1), KL_FAMILY_NORMAL, PARAMETERS(0, 1));
    kl_note clause = kl_estimate_clause(&d, 0);
    char text[200];
    kl_estimate_describe(&d, &clause, NULL, NULL, text, sizeof text);
    assert_string_equal(text, "the tail of p is too heavy for that of q");
    d = divergence(KL_FAMILY_UNIFORM, PARAMETERS(0, 4), KL_FAMILY_UNIFORM, PARAMETERS(1, 5));
    clause = kl_estimate_clause(&d, 0);
    kl_estimate_describe(&d, &clause, NULL, NULL, text, sizeof text);
    assert_string_equal(text, "q has no mass where 25 % of p lies");
}

/* A family within another one is the same distribution: 0, and no difference of large terms. */
static void test_families_within_families(void **state) {
    (void)state;
#define SAME(...) assert_true(divergence(__VA_ARGS__).value == 0)
    SAME(KL_FAMILY_EXPONENTIAL, PARAMETERS(3), KL_FAMILY_GAMMA, PARAMETERS(1, 3));
    SAME(KL_FAMILY_GAMMA, PARAMETERS(1, 3), KL_FAMILY_EXPONENTIAL, PARAMETERS(3));
    SAME(KL_FAMILY_WEIBULL, PARAMETERS(1, 0.25), KL_FAMILY_EXPONENTIAL, PARAMETERS(4));
    SAME(KL_FAMILY_EXPONENTIAL, PARAMETERS(4), KL_FAMILY_WEIBULL, PARAMETERS(1, 0.25));
    SAME(KL_FAMILY_UNIFORM, PARAMETERS(0, 1), KL_FAMILY_BETA, PARAMETERS(1, 1));
    SAME(KL_FAMILY_BETA, PARAMETERS(1, 1), KL_FAMILY_UNIFORM, PARAMETERS(0, 1));
    SAME(KL_FAMILY_GEOMETRIC, PARAMETERS(0.3), KL_FAMILY_NEGATIVE_BINOMIAL, PARAMETERS(1, 0.3));
    SAME(KL_FAMILY_BERNOULLI, PARAMETERS(0.3), KL_FAMILY_BINOMIAL, PARAMETERS(1, 0.3));
    SAME(KL_FAMILY_BINOMIAL, PARAMETERS(1, 0.3), KL_FAMILY_BERNOULLI, PARAMETERS(0.3));
    SAME(KL_FAMILY_POISSON, PARAMETERS(0), KL_FAMILY_BINOMIAL, PARAMETERS(5, 0));
    SAME(KL_FAMILY_NEGATIVE_BINOMIAL, PARAMETERS(2, 1), KL_FAMILY_NEGATIVE_BINOMIAL,
         PARAMETERS(3, 1));
#undef SAME
}

/* ── What is refused ── */

static void refuse(kl_status expected, const char *message, int64_t input, int64_t index,
                   kl_family_id p_family, const double *p, size_t p_count, kl_family_id q_family,
                   const double *q, size_t q_count) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_family_divergence(p_family, kl_f64(p, p_count), q_family,
                                            kl_f64(q, q_count), &d, &error);
    assert_string_equal(error.message, message);
    assert_int_equal(status, expected);
    assert_int_equal(error.code, expected);
    assert_int_equal(error.input, input);
    assert_int_equal(error.index, index);
    assert_int_equal(
        kl_family_divergence(p_family, kl_f64(p, p_count), q_family, kl_f64(q, q_count), &d, NULL),
        expected);
}

/* E e^(−X) of these has no closed form; E X may be infinite all the same. */
static void test_unknown_moments(void **state) {
    (void)state;
    refuse(KL_ERROR_UNSUPPORTED, "KL(pareto ‖ gumbel) has no closed form", -1, -1, KL_FAMILY_PARETO,
           PARAMETERS(1, 3), KL_FAMILY_GUMBEL, PARAMETERS(0, 1));
    refuse(KL_ERROR_UNSUPPORTED, "KL(inverse_gamma ‖ gumbel) has no closed form", -1, -1,
           KL_FAMILY_INVERSE_GAMMA, PARAMETERS(3, 1), KL_FAMILY_GUMBEL, PARAMETERS(0, 1));
    check_infinite(
        divergence(KL_FAMILY_INVERSE_GAMMA, PARAMETERS(1, 1), KL_FAMILY_GUMBEL, PARAMETERS(0, 1)),
        KL_FLAG_HEAVY_TAIL, NAN);
}

/* E |X − μ| is E X − μ where no X is below μ, μ − E X where none is above, and infinite where E X is. */
static void test_locations(void **state) {
    (void)state;
    refuse(
        KL_ERROR_UNSUPPORTED,
        "KL(gamma ‖ laplace) has no closed form here: the location of q is within the support of p",
        -1, -1, KL_FAMILY_GAMMA, PARAMETERS(2, 1), KL_FAMILY_LAPLACE, PARAMETERS(1, 1));
    refuse(KL_ERROR_UNSUPPORTED, "KL(gumbel ‖ laplace) has no closed form", -1, -1,
           KL_FAMILY_GUMBEL, PARAMETERS(0, 1), KL_FAMILY_LAPLACE, PARAMETERS(1, 1));
    static const double places[] = {-1, 0, 1};
    for (int i = 0; i < 3; i++) {
        check_infinite(divergence(KL_FAMILY_INVERSE_GAMMA, PARAMETERS(1, 1), KL_FAMILY_LAPLACE,
                                  PARAMETERS(places[i], 1)),
                       KL_FLAG_HEAVY_TAIL, NAN);
        const double of_exponential = divergence(KL_FAMILY_EXPONENTIAL, PARAMETERS(2),
                                                 KL_FAMILY_LAPLACE, PARAMETERS(places[i], 3))
                                          .value;
        const double of_gamma = divergence(KL_FAMILY_GAMMA, PARAMETERS(1, 2), KL_FAMILY_LAPLACE,
                                           PARAMETERS(places[i], 3))
                                    .value;
        const double of_weibull = divergence(KL_FAMILY_WEIBULL, PARAMETERS(1, 0.5),
                                             KL_FAMILY_LAPLACE, PARAMETERS(places[i], 3))
                                      .value;
        assert_true(fabs(of_gamma - of_exponential) < 1e-15);
        assert_true(fabs(of_weibull - of_exponential) < 1e-15);
    }
}

/* The same distribution by another name. */
static void test_uniform_beta(void **state) {
    (void)state;
    static const kl_family_id ids[] = {KL_FAMILY_LAPLACE, KL_FAMILY_CAUCHY, KL_FAMILY_GUMBEL};
    for (int i = 0; i < 3; i++)
        assert_true(
            divergence(KL_FAMILY_BETA, PARAMETERS(1, 1), ids[i], PARAMETERS(0.3, 2)).value ==
            divergence(KL_FAMILY_UNIFORM, PARAMETERS(0, 1), ids[i], PARAMETERS(0.3, 2)).value);
}

static void test_bad_input(void **state) {
    (void)state;
    refuse(KL_ERROR_VALUE, "scale of p (normal) is -1: it must be a finite number above 0", 0, 1,
           KL_FAMILY_NORMAL, PARAMETERS(0, -1), KL_FAMILY_NORMAL, PARAMETERS(0, 1));
    refuse(KL_ERROR_VALUE, "mean of q (normal) is nan: it must be a finite number", 1, 0,
           KL_FAMILY_NORMAL, PARAMETERS(0, 1), KL_FAMILY_NORMAL, PARAMETERS(NAN, 1));
    refuse(KL_ERROR_VALUE, "rate of q (Poisson) is inf: it must be a finite number at least 0", 1,
           0, KL_FAMILY_POISSON, PARAMETERS(0), KL_FAMILY_POISSON, PARAMETERS(INFINITY));
    refuse(KL_ERROR_VALUE,
           "probability of p (geometric) is 0: it must be a finite number above 0 and at most 1", 0,
           0, KL_FAMILY_GEOMETRIC, PARAMETERS(0), KL_FAMILY_POISSON, PARAMETERS(1));
    refuse(KL_ERROR_VALUE,
           "trials of p (binomial) is 2.5: it must be a whole number at least 0 and at most "
           "9007199254740992",
           0, 0, KL_FAMILY_BINOMIAL, PARAMETERS(2.5, 0.5), KL_FAMILY_POISSON, PARAMETERS(1));
    refuse(KL_ERROR_VALUE, "high of q (uniform) is 1: it must be above low, which is 1", 1, 1,
           KL_FAMILY_UNIFORM, PARAMETERS(0, 1), KL_FAMILY_UNIFORM, PARAMETERS(1, 1));
    refuse(KL_ERROR_VALUE,
           "high of p (uniform) is 4.9406564584124654e-324: it must be above low, which is 0, by "
           "2^-1021 at least",
           0, 1, KL_FAMILY_UNIFORM, PARAMETERS(0, 0x1p-1074), KL_FAMILY_UNIFORM, PARAMETERS(0, 1));
    refuse(KL_ERROR_VALUE,
           "concentration of p (Dirichlet) is 0: it must be a finite number above 0", 0, 2,
           KL_FAMILY_DIRICHLET, PARAMETERS(1, 1, 0), KL_FAMILY_DIRICHLET, PARAMETERS(1, 1, 1));
    refuse(KL_ERROR_ARGUMENT, "gamma has 2 parameters (shape, rate), not 1", 0, -1, KL_FAMILY_GAMMA,
           PARAMETERS(1), KL_FAMILY_GAMMA, PARAMETERS(1, 1));
    refuse(KL_ERROR_ARGUMENT, "exponential has 1 parameter (rate), not 2", 1, -1,
           KL_FAMILY_EXPONENTIAL, PARAMETERS(1), KL_FAMILY_EXPONENTIAL, PARAMETERS(1, 1));
    refuse(KL_ERROR_ARGUMENT, "the parameters of q (Dirichlet) are missing", 1, -1,
           KL_FAMILY_DIRICHLET, PARAMETERS(1, 1), KL_FAMILY_DIRICHLET, NULL, 0);
    refuse(KL_ERROR_ARGUMENT, "the parameters of p: data is NULL", 0, -1, KL_FAMILY_GAMMA, NULL, 2,
           KL_FAMILY_GAMMA, PARAMETERS(1, 1));
    refuse(KL_ERROR_ARGUMENT, "no family has the id 99", 0, -1, (kl_family_id)99, PARAMETERS(1),
           KL_FAMILY_GAMMA, PARAMETERS(1, 1));
    refuse(KL_ERROR_MISMATCH, "p has 2 concentrations, q has 3", -1, -1, KL_FAMILY_DIRICHLET,
           PARAMETERS(1, 1), KL_FAMILY_DIRICHLET, PARAMETERS(1, 1, 1));
    refuse(KL_ERROR_MISMATCH, "dirichlet and beta are not of numbers of the same kind", -1, -1,
           KL_FAMILY_DIRICHLET, PARAMETERS(1, 1), KL_FAMILY_BETA, PARAMETERS(1, 1));
    refuse(KL_ERROR_VALUE, "the weights of p are all zero", 0, -1, KL_FAMILY_CATEGORICAL,
           PARAMETERS(0, 0), KL_FAMILY_POISSON, PARAMETERS(1));
    refuse(KL_ERROR_UNSUPPORTED, "KL(normal ‖ cauchy) has no closed form", -1, -1, KL_FAMILY_NORMAL,
           PARAMETERS(0, 1), KL_FAMILY_CAUCHY, PARAMETERS(0, 1));
    refuse(KL_ERROR_UNSUPPORTED,
           "KL(negative_binomial ‖ negative_binomial) has no closed form for these parameters", -1,
           -1, KL_FAMILY_NEGATIVE_BINOMIAL, PARAMETERS(1, 0.5), KL_FAMILY_NEGATIVE_BINOMIAL,
           PARAMETERS(2, 0.5));
    refuse(KL_ERROR_UNSUPPORTED,
           "KL(binomial ‖ binomial) is a sum over too many symbols: the deviation of p is "
           "1048576, above 65536",
           -1, -1, KL_FAMILY_BINOMIAL, PARAMETERS(0x1p42, 0.5), KL_FAMILY_BINOMIAL,
           PARAMETERS(0x1p53, 0.5));
    double p[] = {0, 1};
    kl_estimate h;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_family_divergence(KL_FAMILY_NORMAL, kl_f64(p, 2), KL_FAMILY_NORMAL,
                                          kl_f64(p, 2), NULL, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_family_entropy(KL_FAMILY_POISSON, kl_f64(p + 1, 1), &h, &error),
                     KL_ERROR_UNSUPPORTED);
    assert_string_equal(error.message, "the entropy of poisson has no closed form");
    assert_int_equal(kl_family_entropy(KL_FAMILY_GAMMA, kl_f64(p, 2), &h, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message, "shape (gamma) is 0: it must be a finite number above 0");
    kl_array odd = {p, 2, 1, (kl_dtype)77};
    assert_int_equal(kl_family_entropy(KL_FAMILY_NORMAL, odd, &h, &error), KL_ERROR_ARGUMENT);
}

static void test_table(void **state) {
    (void)state;
    assert_int_equal(kl_family_count(), KL_FAMILY_UNIFORM + 1);
    for (int id = 0; id < kl_family_count(); id++) {
        const kl_family *family = kl_family_get((kl_family_id)id);
        assert_int_equal(family->id, id);
        assert_ptr_equal(kl_family_find(family->name), family);
        assert_true(family->parameter_count >= 1 && family->parameter_count <= 2);
        for (int i = 0; i < family->parameter_count; i++)
            assert_non_null(family->parameters[i].name);
        assert_true(family->title && family->support && family->density && family->formula &&
                    family->source);
    }
    assert_null(kl_family_get((kl_family_id)-1));
    assert_null(kl_family_get((kl_family_id)kl_family_count()));
    assert_null(kl_family_find("gauss"));
    assert_null(kl_family_find(NULL));
}

/* Any dtype and stride. */
static void test_arrays(void **state) {
    (void)state;
    const float p[] = {1, 99, 2, 99};
    const int8_t q[] = {3, 2};
    const double wide_p[] = {1, 2}, wide_q[] = {3, 2};
    kl_estimate narrow;
    assert_int_equal(kl_family_divergence(KL_FAMILY_NORMAL, (kl_array){p, 2, 2, KL_F32},
                                          KL_FAMILY_NORMAL, (kl_array){q, 2, 1, KL_I8}, &narrow,
                                          NULL),
                     KL_OK);
    assert_true(narrow.value ==
                divergence(KL_FAMILY_NORMAL, wide_p, 2, KL_FAMILY_NORMAL, wide_q, 2).value);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outside_the_support),
        cmocka_unit_test(test_outside_of_many_symbols),
        cmocka_unit_test(test_heavy_tails),
        cmocka_unit_test(test_unknown_moments),
        cmocka_unit_test(test_families_within_families),
        cmocka_unit_test(test_locations),
        cmocka_unit_test(test_uniform_beta),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
