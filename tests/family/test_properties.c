/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for any parameters: never negative, never NaN, zero for equals, and identities. */
#include "help.h"

#include "family/row.h"

enum { ROUNDS = 4000, SYMBOLS = 3 };

static kl_random source;

static double uniform(double low, double high) {
    return low + (high - low) * kl_random_uniform(&source);
}

/* Parameters of any family, within 2^±reach. */
static size_t draw(const kl_family *family, double reach, double *to) {
    const size_t n = family->vector ? SYMBOLS : (size_t)family->parameter_count;
    for (size_t i = 0; i < n; i++) {
        const kl_parameter *range = &family->parameters[family->vector ? 0 : i];
        to[i] = range->high == 1 ? exp2(-uniform(0, reach)) : exp2(uniform(-reach, reach));
        if (range->high == 1 && kl_random_below(&source, 2))
            to[i] = 1 - to[i] > 0 ? 1 - to[i] : 1;
        if (range->whole)
            to[i] = (double)kl_random_below(&source, 30);
        if (range->low == -INFINITY && kl_random_below(&source, 2))
            to[i] = -to[i];
    }
    if (family->id == KL_FAMILY_UNIFORM && to[1] <= to[0])
        to[1] = to[0] + fabs(to[0]);
    return n;
}

static double divergence(kl_family_id p_family, const double *p, kl_family_id q_family,
                         const double *q, size_t n, size_t m, kl_status *status) {
    kl_estimate d = {.value = NAN};
    kl_error error = KL_ERROR_INIT;
    *status = kl_family_divergence(p_family, kl_f64(p, n), q_family, kl_f64(q, m), &d, &error);
    if (*status != KL_OK && *status != KL_ERROR_UNSUPPORTED && *status != KL_ERROR_MISMATCH)
        fail_msg("%s", error.message);
    return d.value;
}

static double within(kl_family_id family, const double *p, const double *q, size_t n) {
    kl_status status;
    return divergence(family, p, family, q, n, n, &status);
}

/* E |X − c| may be known of those c only that all of p is on one side of. */
static int has_location_within(const kl_family *pf, const kl_family *qf, const double *q) {
    return qf->id == KL_FAMILY_LAPLACE && kl_family_row_get(pf->id)->distance == NULL && q[0] > 0;
}

/* Pairs of densities that were found to have a closed form: they have it for all parameters. */
static int known[KL_FAMILY_UNIFORM + 1][KL_FAMILY_UNIFORM + 1];

static void check_all_pairs(double reach) {
    double p[SYMBOLS], q[SYMBOLS];
    for (int round = 0; round < ROUNDS / 200; round++)
        for (int i = 0; i < kl_family_count(); i++)
            for (int k = 0; k < kl_family_count(); k++) {
                const kl_family *pf = kl_family_get((kl_family_id)i),
                                *qf = kl_family_get((kl_family_id)k);
                size_t n = draw(pf, reach, p), m = draw(qf, reach, q);
                kl_status status;
                double value = divergence(pf->id, p, qf->id, q, n, m, &status);
                const int sure = pf->discrete
                                     ? i == k && pf->id != KL_FAMILY_NEGATIVE_BINOMIAL
                                     : (known[i][k] && !has_location_within(pf, qf, q)) || i == k;
                known[i][k] |= status == KL_OK && isfinite(value);
                if ((sure && status != KL_OK) || (status == KL_OK && !(value >= 0)))
                    fail_msg("KL(%s(%a, %a) ‖ %s(%a, %a)) is %g", pf->name, p[0], p[1], qf->name,
                             q[0], q[1], value);
            }
}

static void test_never_negative(void **state) {
    (void)state;
    check_all_pairs(3);
    check_all_pairs(30);
    check_all_pairs(200);
    check_all_pairs(1000);
}

static void test_zero_only_for_equals(void **state) {
    (void)state;
    double p[SYMBOLS], q[SYMBOLS];
    for (int round = 0; round < ROUNDS; round++) {
        const kl_family *family = kl_family_get((kl_family_id)(round % kl_family_count()));
        size_t n = draw(family, 4, p), m = draw(family, 4, q);
        assert_int_equal(n, m);
        if (!(within(family->id, p, p, n) == 0))
            fail_msg("%s(%a, %a) is %g from itself", family->name, p[0], p[1],
                     within(family->id, p, p, n));
        const int same = memcmp(p, q, n * sizeof *p) == 0;
        const int no_trials = family->id == KL_FAMILY_BINOMIAL && p[0] == 0;
        const int shares = family->id == KL_FAMILY_CATEGORICAL;
        if (!same && !no_trials && !shares && within(family->id, p, q, n) == 0)
            fail_msg("%s(%a, %a) and (%a, %a) are 0 apart", family->name, p[0], p[1], q[0], q[1]);
    }
}

static void near(double value, double expected, double ulps) {
    if (!(fabs(value - expected) <= ulps * 0x1p-53 * expected))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* The same distribution in other words: both sides hold 64·2⁻⁵³. */
static void test_identities(void **state) {
    (void)state;
    double p[SYMBOLS], q[SYMBOLS];
    for (int round = 0; round < ROUNDS; round++) {
        draw(kl_family_get(KL_FAMILY_GAMMA), 5, p);
        draw(kl_family_get(KL_FAMILY_GAMMA), 5, q);
        assert_true(within(KL_FAMILY_GAMMA, p, q, 2) == within(KL_FAMILY_INVERSE_GAMMA, p, q, 2));
        assert_true(within(KL_FAMILY_NORMAL, p, q, 2) == within(KL_FAMILY_LOG_NORMAL, p, q, 2));
        near(within(KL_FAMILY_DIRICHLET, p, q, 2), within(KL_FAMILY_BETA, p, q, 2), 128);
        double p_gamma[] = {1, p[1]}, q_gamma[] = {1, q[1]};
        near(within(KL_FAMILY_GAMMA, p_gamma, q_gamma, 2),
             within(KL_FAMILY_EXPONENTIAL, p + 1, q + 1, 1), 128);
        double p_shape[] = {p[0], 1}, q_shape[] = {q[0], 1}; /* x^k is Weibull with shape 1/k */
        near(within(KL_FAMILY_BETA, p_shape, q_shape, 2), within(KL_FAMILY_EXPONENTIAL, p, q, 1),
             128);
        double p_coin = uniform(0, 1), q_coin = uniform(0, 1);
        double p_trials[] = {17, p_coin}, q_trials[] = {17, q_coin};
        double p_two[] = {1 - p_coin, p_coin}, q_two[] = {1 - q_coin, q_coin};
        double coin = within(KL_FAMILY_BERNOULLI, &p_coin, &q_coin, 1);
        near(within(KL_FAMILY_BINOMIAL, p_trials, q_trials, 2), 17 * coin, 128);
        near(within(KL_FAMILY_GEOMETRIC, &p_coin, &q_coin, 1), coin / p_coin, 128);
        /* 1 − p and 1 − q are rounded */
        assert_true(fabs(within(KL_FAMILY_CATEGORICAL, p_two, q_two, 2) - coin) < 4e-15);
    }
}

/* Units do not matter: by a power of two, not in a bit. */
static void test_scaling(void **state) {
    (void)state;
    static const struct {
        kl_family_id family;
        int first;        /* parameter that has the unit of x */
        double direction; /* −1: it has its inverse */
    } scaled[] = {
        {KL_FAMILY_NORMAL, 0, 1}, {KL_FAMILY_HALF_NORMAL, 0, 1}, {KL_FAMILY_EXPONENTIAL, 0, -1},
        {KL_FAMILY_GAMMA, 1, -1}, {KL_FAMILY_LAPLACE, 0, 1},     {KL_FAMILY_CAUCHY, 0, 1},
        {KL_FAMILY_GUMBEL, 0, 1}, {KL_FAMILY_WEIBULL, 1, 1},
    };
    double p[SYMBOLS], q[SYMBOLS];
    for (int round = 0; round < ROUNDS; round++) {
        const size_t which = (size_t)round % (sizeof scaled / sizeof *scaled);
        const kl_family_id family = scaled[which].family;
        size_t n = draw(kl_family_get(family), 4, p);
        draw(kl_family_get(family), 4, q);
        double before = within(family, p, q, n);
        for (size_t i = (size_t)scaled[which].first; i < n; i++) {
            p[i] *= exp2(40 * scaled[which].direction);
            q[i] *= exp2(40 * scaled[which].direction);
        }
        if (within(family, p, q, n) != before)
            fail_msg("%s depends on the unit", kl_family_get(family)->name);
    }
}

static double between(const double *p, const kl_family_row *pr, const double *q,
                      const kl_family_row *qr, kl_status *status) {
    return divergence(pr->family.id, p, qr->family.id, q, (size_t)pr->family.parameter_count,
                      (size_t)qr->family.parameter_count, status);
}

static void in_unit(const kl_family_row *row, int e, double *p) {
    for (int i = 0; i < row->family.parameter_count; i++)
        p[i] = ldexp(p[i], e * row->unit[i]);
}

static int has_unit(const kl_family_row *row) {
    return row->unit[0] != 0 || row->unit[1] != 0;
}

/* Nor between families. */
static void test_scaling_of_pairs(void **state) {
    (void)state;
    double p[SYMBOLS], q[SYMBOLS];
    int pairs = 0;
    for (int round = 0; round < 10 * ROUNDS; round++) {
        const int i = round % kl_family_count(), k = round / kl_family_count() % kl_family_count();
        const kl_family_row *pr = kl_family_row_get((kl_family_id)i),
                            *qr = kl_family_row_get((kl_family_id)k);
        if (!has_unit(pr) || !has_unit(qr))
            continue;
        draw(&pr->family, 20, p);
        draw(&qr->family, 20, q);
        kl_status before, after;
        const double value = between(p, pr, q, qr, &before);
        const int e = kl_random_below(&source, 2) ? 300 : -300;
        in_unit(pr, e, p);
        in_unit(qr, e, q);
        if (between(p, pr, q, qr, &after) != value && before == KL_OK)
            fail_msg("KL(%s(%a, %a) ‖ %s(%a, %a)) depends on the unit", pr->family.name, p[0], p[1],
                     qr->family.name, q[0], q[1]);
        assert_int_equal(before, after);
        pairs += before == KL_OK && isfinite(value) && i != k;
    }
    assert_true(pairs > ROUNDS / 4);
}

/* Nor where x is counted from: all that is asked of a place is its distance, which is exact here. */
static void test_location_of_pairs(void **state) {
    (void)state;
    static const kl_family_id located[] = {KL_FAMILY_NORMAL, KL_FAMILY_LAPLACE, KL_FAMILY_GUMBEL,
                                           KL_FAMILY_CAUCHY};
    for (int round = 0; round < ROUNDS; round++) {
        const kl_family_row *pr = kl_family_row_get(located[round % 4]);
        const kl_family_row *qr = kl_family_row_get(located[round / 4 % 4]);
        double p[] = {(double)kl_random_below(&source, 64), exp2(uniform(-3, 3))};
        double q[] = {(double)kl_random_below(&source, 64), exp2(uniform(-3, 3))};
        kl_status before, after;
        const double value = between(p, pr, q, qr, &before);
        p[0] += 0x1p45;
        q[0] += 0x1p45;
        if (between(p, pr, q, qr, &after) != value && before == KL_OK)
            fail_msg("KL(%s ‖ %s) depends on where it is", pr->family.name, qr->family.name);
        assert_int_equal(before, after);
    }
}

int main(void) {
    kl_random_init(&source, 1, 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_negative),   cmocka_unit_test(test_zero_only_for_equals),
        cmocka_unit_test(test_identities),       cmocka_unit_test(test_scaling),
        cmocka_unit_test(test_scaling_of_pairs), cmocka_unit_test(test_location_of_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
