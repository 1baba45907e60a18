/* SPDX-License-Identifier: Apache-2.0 */
/* Quantiles of the normal law: through the error function, and known ones. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/base.h>

#include "kernels/special.h"

/* An error of u in x moves ln p by about (|x| + 1)|x|u below ½; kl_erfc has 16, the quantile 16 of its units,
 * and p/… two roundings. */
static void the_error_function_takes_them_back(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int i = 0; i < 20000; i++) {
        const double u = kl_random_uniform(&random);
        const double p = i % 2 ? u / 2 : exp2(-1000 * u - 1);
        const double x = kl_normal_quantile(p);
        const double back = kl_erfc(-x / sqrt(2)) / 2;
        const double slack = (20 + 17 * (fabs(x) + 1) * fabs(x)) * 0x1p-53;
        if (!(fabs(back - p) <= slack * p))
            fail_msg("%g: %.17g, back %.17g", p, x, back);
        if (p > 0x1p-50) /* 1 − p is rounded */
            assert_true(fabs(kl_normal_quantile(1 - p) + x) <=
                        0x1p-53 / p * 2 + 40 * 0x1p-53 * (1 + fabs(x)));
    }
}

static void known_ones(void **state) {
    (void)state;
    assert_true(kl_normal_quantile(0.5) == 0);
    assert_true(fabs(kl_normal_quantile(0.975) - 1.9599639845400542355) < 4e-16 * 2);
    assert_true(fabs(kl_normal_quantile(0.75) - 0.67448975019608174320) < 2e-16);
    assert_true(fabs(kl_normal_quantile(1e-300) + 37.0470962993611992) < 37 * 4e-16);
    assert_true(kl_normal_quantile(0) == -INFINITY && kl_normal_quantile(1) == INFINITY);
    assert_true(isnan(kl_normal_quantile(-0.1)) && isnan(kl_normal_quantile(1.5)) &&
                isnan(kl_normal_quantile(NAN)));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_error_function_takes_them_back),
                                       cmocka_unit_test(known_ones)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
