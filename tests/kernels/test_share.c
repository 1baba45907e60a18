/* SPDX-License-Identifier: Apache-2.0 */
/* The surprise of a share, −ln y, against MPFR at the ends of the pieces that it is put together of, and everywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <mpfr.h>
#include <string.h>

#include "../all_cases.h"
#include "one_term.h"

/* Rounded are ln c, k ln 2 + ln c, r, ln(1 + r) and the sum, each by at most half a unit of its last place, 2⁻⁵³
 * relative. Where k = 0 the second is the first, about twice as large as what ln(1 + r) leaves; else it is exact to a
 * unit of ln 2, of which no less than two fifths are left. The polynomial adds a quarter. */
#define BOUND 4.25

enum { PIECES = 16, NEAR = 2, DRAWS = 20000, BITS = 200 };
static const int exponents[] = {0, -1, -2, -3, -7, -52, -300, -510};

static double by_kernels(kl_isa isa, double y) {
    return one_term(isa, KL_TERM_SURPRISE, 1, y);
}

static double worst;

static void check(double y) {
    const double found = by_kernels(KL_ISA_SCALAR, y);
    for (kl_isa isa = KL_ISA_AVX2; isa <= KL_ISA_AVX512; isa++)
        if (kl_isa_available(isa) && by_kernels(isa, y) != found)
            fail_msg("−ln %a: %a by %s, %a by scalar", y, by_kernels(isa, y), kl_isa_name(isa),
                     found);
    mpfr_t truth, error;
    mpfr_inits2(BITS, truth, error, (mpfr_ptr)NULL);
    mpfr_set_d(truth, y, MPFR_RNDN);
    mpfr_log(truth, truth, MPFR_RNDN);
    mpfr_neg(truth, truth, MPFR_RNDN);
    mpfr_sub_d(error, truth, found, MPFR_RNDN);
    mpfr_div(error, error, truth, MPFR_RNDN);
    const double off = y < 1 ? fabs(mpfr_get_d(error, MPFR_RNDN)) * 0x1p53 : found;
    mpfr_clears(truth, error, (mpfr_ptr)NULL);
    worst = fmax(worst, off);
    if (!(off <= (y < 1 ? BOUND : 0))) /* what is above 1 by rounding has no surprise */
        fail_msg("−ln %a: %a is off by %.3g·2⁻⁵³", y, found, off);
}

static void pieces_meet(void **state) {
    (void)state;
    for (int half = 0; half < 2 * PIECES; half++) /* ends and middles */
        for (size_t e = 0; e < sizeof exponents / sizeof *exponents; e++) {
            const uint64_t pattern = UINT64_C(0x3FE8800000000000) + ((uint64_t)half << 47);
            double m;
            memcpy(&m, &pattern, sizeof m);
            double y = ldexp(m, exponents[e]);
            for (int i = 0; i < NEAR; i++)
                y = nextafter(y, 0);
            for (int i = -NEAR; i <= NEAR && y < 1.5; i++, y = nextafter(y, 2))
                check(y);
        }
}

static void shares_of_any_size(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 0);
    const size_t draws = cases_of(DRAWS);
    for (size_t i = 0; i < draws; i++) {
        check(kl_random_uniform(&random));
        check(1 - exp2(-53 * kl_random_uniform(&random)));
        check(exp2(-510 * kl_random_uniform(&random)));
    }
    print_message("worst error %.2f·2⁻⁵³\n", worst);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_meet),
                                       cmocka_unit_test(shares_of_any_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
