/* SPDX-License-Identifier: Apache-2.0 */
/* Soft caps of logits, c·tanh(x/c), and their derivatives, against MPFR; the same bits by every instruction set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <mpfr.h>
#include <string.h>

#include "../all_cases.h"
#include "kernels/kernels.h"

enum { BITS = 200, N = 1003, DRAWS = 40 };

static const kl_kernels *tables[3];
static size_t table_count;

static int find_tables(void **state) {
    (void)state;
    const kl_kernels *const all[] = {&kl_kernels_scalar, kl_kernels_avx2, kl_kernels_avx512};
    const kl_isa isas[] = {KL_ISA_SCALAR, KL_ISA_AVX2, KL_ISA_AVX512};
    for (size_t i = 0; i < 3; i++)
        if (all[i] != NULL && kl_isa_available(isas[i]))
            tables[table_count++] = all[i];
    return 0;
}

/* Relative errors of z and of dz/dx, in units of 2⁻⁵³. */
static void check(double x, double c, double z, double slope) {
    mpfr_t t, s;
    mpfr_inits2(BITS, t, s, (mpfr_ptr)NULL);
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_div_d(t, t, c, MPFR_RNDN);
    mpfr_sech(s, t, MPFR_RNDN);
    mpfr_sqr(s, s, MPFR_RNDN);
    mpfr_tanh(t, t, MPFR_RNDN);
    mpfr_mul_d(t, t, c, MPFR_RNDN);
    const double true_z = mpfr_get_d(t, MPFR_RNDN), true_slope = mpfr_get_d(s, MPFR_RNDN);
    mpfr_clears(t, s, (mpfr_ptr)NULL);
    const double far = fabs(x) / c;
    if (!(fabs(z - true_z) <= 0x1p-50 * fabs(true_z)))
        fail_msg("%a capped by %a: %a, expected %a", x, c, z, true_z);
    /* As the header says; below e^−700 a cap is reached. */
    if (!(fabs(slope - true_slope) <= (4 + 2 * far) * 0x1p-52 * true_slope || 2 * far > 699))
        fail_msg("slope at %a capped by %a: %a, expected %a", x, c, slope, true_slope);
}

static void against_mpfr(void **state) {
    (void)state;
    static double x[N], z[3][N], slope[3][N], alone[N];
    kl_random random;
    kl_random_init(&random, 7, 0);
    for (size_t draw = 0; draw < cases_of(DRAWS); draw++) {
        const double c = exp2(20 * kl_random_uniform(&random) - 5);
        const kl_logit_cap cap = {c, -2 / c};
        for (size_t i = 0; i < N; i++) {
            const double size = i % 3 == 0 ? exp2(-60 * kl_random_uniform(&random))
                                           : 8 * kl_random_uniform(&random);
            x[i] = (i % 2 == 0 ? c : -c) * (i % 97 == 0 ? 200 * size : size);
        }
        for (size_t t = 0; t < table_count; t++) {
            tables[t]->capped(x, N, &cap, z[t], slope[t]);
            tables[t]->capped(x, N, &cap, alone, NULL);
            assert_memory_equal(alone, z[0], sizeof alone);
            assert_memory_equal(z[t], z[0], sizeof z[t]);
            assert_memory_equal(slope[t], slope[0], sizeof slope[t]);
        }
        for (size_t i = 0; i < N; i++)
            check(x[i], c, z[0][i], slope[0][i]);
    }
}

static void what_is_no_number(void **state) {
    (void)state;
    const kl_logit_cap cap = {30, -2.0 / 30};
    for (size_t t = 0; t < table_count; t++) {
        double z[6] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1e300}, slope[6];
        tables[t]->capped(z, 6, &cap, z, slope);
        assert_true(z[0] == 0 && !signbit(z[0]) && signbit(z[1]) && z[2] == INFINITY &&
                    z[3] == -INFINITY && isnan(z[4]) && fabs(z[5] - 30) <= 30 * 0x1p-50);
        assert_true(slope[0] == 1 && slope[1] == 1 && slope[2] == 0 && slope[3] == 0 &&
                    slope[5] < 1e-300);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(against_mpfr),
                                       cmocka_unit_test(what_is_no_number)};
    return cmocka_run_group_tests(tests, find_tables, NULL);
}
