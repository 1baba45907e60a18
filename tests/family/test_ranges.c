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

/* To so many 2⁻⁵³ of the value, or of 1 where it is less. */
static void check_row(const row *r, double ulps) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_family_divergence(r->p.family, kl_f64(r->p.at, count_of(&r->p)), r->q.family,
                             kl_f64(r->q.at, count_of(&r->q)), &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    const double off = fabs(d.value - r->value) * 0x1p53 / fmax(r->value, 1);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_symbols),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
