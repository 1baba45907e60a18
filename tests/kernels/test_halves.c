/* SPDX-License-Identifier: Apache-2.0 */
/* The Jensen–Shannon term of two shares that count alike, against MPFR: near each other, far apart, and where the
 * formula changes, at a ratio of three. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <mpfr.h>

#include "../all_cases.h"
#include "one_term.h"

/* In units of 2⁻⁵³. Of t four roundings (the difference, the sum, its inverse, the product), twice in t², which is
 * rounded itself, as are G, the product by it and that by the sum, whose own is the last but one. */
#define BOUND 14.0

enum { BITS = 1200, DRAWS = 5000, NEAR = 3 };

static double by_kernels(kl_isa isa, double x, double y) {
    return one_term(isa, KL_TERM_JENSEN_SHANNON, x, y);
}

/* out += a/2 · ln(2a/(a + b)) */
static void add_side(mpfr_t out, double a, double b) {
    mpfr_t ratio, sum;
    mpfr_inits2(BITS, ratio, sum, (mpfr_ptr)NULL);
    mpfr_set_d(sum, a, MPFR_RNDN);
    mpfr_add_d(sum, sum, b, MPFR_RNDN);
    mpfr_set_d(ratio, 2 * a, MPFR_RNDN);
    mpfr_div(ratio, ratio, sum, MPFR_RNDN);
    mpfr_log(ratio, ratio, MPFR_RNDN);
    mpfr_mul_d(ratio, ratio, a / 2, MPFR_RNDN);
    mpfr_add(out, out, ratio, MPFR_RNDN);
    mpfr_clears(ratio, sum, (mpfr_ptr)NULL);
}

static double worst;

static void check(double x, double y) {
    const double found = by_kernels(KL_ISA_SCALAR, x, y);
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++)
        if (kl_isa_available(isa) &&
            (by_kernels(isa, x, y) != found || by_kernels(isa, y, x) != found))
            fail_msg("%a, %a: not %a by %s", x, y, found, kl_isa_name(isa));
    mpfr_t truth;
    mpfr_init2(truth, BITS);
    mpfr_set_zero(truth, 1);
    add_side(truth, x, y);
    add_side(truth, y, x);
    const double expected = mpfr_get_d(truth, MPFR_RNDN);
    mpfr_sub_d(truth, truth, found, MPFR_RNDN);
    const double off =
        expected > 0 ? fabs(mpfr_get_d(truth, MPFR_RNDN)) / expected * 0x1p53 : found;
    mpfr_clear(truth);
    worst = fmax(worst, off);
    if (!(off <= BOUND))
        fail_msg("%a, %a: %a is off by %.3g·2⁻⁵³", x, y, found, off);
}

static void where_the_formula_changes(void **state) {
    (void)state;
    for (int e = -300; e <= 0; e += 60)
        for (int i = 0; i < 64; i++) {
            const double x = ldexp(1 + i / 64., e);
            double y = x / 3;
            for (int k = 0; k < NEAR; k++)
                y = nextafter(y, 0);
            for (int k = -NEAR; k <= NEAR; k++, y = nextafter(y, 2))
                check(x, y);
        }
}

static void any_two(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 1);
    const size_t draws = cases_of(DRAWS);
    for (size_t i = 0; i < draws; i++) {
        const double x = kl_random_uniform(&random) + 0x1p-54;
        check(x, kl_random_uniform(&random) + 0x1p-54);
        check(x, x * (1 - exp2(-53 * kl_random_uniform(&random))));
        check(x, x * exp2(-400 * kl_random_uniform(&random)));
        check(x, x);
    }
    print_message("worst error %.2f·2⁻⁵³\n", worst);
}

/* Rows are begun before the ones ahead of them are done, and done again where a zero is among them. */
static void rows_keep_apart(void **state) {
    (void)state;
    enum { LONGEST = 400 };
    static double x[LONGEST], y[LONGEST], terms[LONGEST];
    kl_random random;
    kl_random_init(&random, 1951, 2);
    kl_scale scale;
    kl_scale_unit(&scale);
    for (size_t n = 0; n <= LONGEST; n++) {
        const size_t zero = (size_t)(kl_random_uniform(&random) * 2 * LONGEST);
        for (size_t i = 0; i < n; i++) {
            x[i] = (i == zero ? 0 : kl_random_uniform(&random)) / LONGEST;
            y[i] = kl_random_uniform(&random) / LONGEST;
        }
        for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
            if (!kl_isa_available(isa))
                continue;
            const kl_kernels *kernels = kernels_of(isa);
            double pair[2];
            kernels->sum[KL_TERM_JENSEN_SHANNON](x, y, n, &scale, pair);
            kernels->map[KL_TERM_JENSEN_SHANNON](x, y, n, &scale, terms);
            kl_exact_sum sum;
            kl_exact_sum_init(&sum);
            for (size_t i = 0; i < n; i++)
                kl_exact_sum_add(&sum, terms[i]);
            /* Of eight rows three roundings, and that of the result. */
            const double truth = kl_exact_sum_round(&sum);
            if (!(fabs(pair[0] + pair[1] - truth) <= 4 * 0x1p-53 * truth))
                fail_msg("%zu symbols by %s, a zero at %zu: %a, not %a", n, kl_isa_name(isa), zero,
                         pair[0] + pair[1], truth);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(where_the_formula_changes),
                                       cmocka_unit_test(any_two),
                                       cmocka_unit_test(rows_keep_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
