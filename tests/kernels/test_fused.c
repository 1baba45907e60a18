/* SPDX-License-Identifier: Apache-2.0 */
/* a·b + c rounded once, as it is made where there is no instruction for it: the bits of the C library's fmaf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/base.h>

#include "kernels/loss.h"

#define KL_WIDTH 4
#include "kernels/vector_f32.inc.h"

#include "kernels/fused.inc.h"

typedef struct lanes {
    float of[KL_WIDTH];
} lanes;

static vec joined(lanes x) {
    vec v;
    memcpy(&v, x.of, sizeof v);
    return v;
}

static void expect_same(lanes a, lanes b, lanes c) {
    const vec emulated = emulated_fused(joined(a), joined(b), joined(c));
    for (int i = 0; i < KL_WIDTH; i++) {
        const float want = fmaf(a.of[i], b.of[i], c.of[i]), got = emulated[i];
        if (isnan(want) ? !isnan(got) : memcmp(&want, &got, sizeof want) != 0)
            fail_msg("%a·%a + %a is %a and not %a", (double)a.of[i], (double)b.of[i],
                     (double)c.of[i], (double)want, (double)got);
    }
}

static kl_random source;

/* Any sign, the fraction's bits in `fraction`, one of `exponents` from `first` on. */
static lanes drawn(uint32_t fraction, uint32_t first, uint32_t exponents) {
    lanes x;
    for (int i = 0; i < KL_WIDTH; i++) {
        const uint32_t exponent = first + (uint32_t)kl_random_below(&source, exponents);
        const uint32_t pattern =
            ((uint32_t)kl_random_u64(&source) & (UINT32_C(0x80000000) | fraction)) | exponent << 23;
        memcpy(&x.of[i], &pattern, sizeof pattern);
    }
    return x;
}

enum { DRAWS = 200000, ALL = 0x7FFFFF, FEW = 0x7FFC00 };

static void any_numbers(void **state) {
    (void)state;
    for (int i = 0; i < DRAWS; i++) /* infinities and NaN among them */
        expect_same(drawn(ALL, 0, 256), drawn(ALL, 0, 256), drawn(ALL, 0, 256));
}

static void numbers_that_meet(void **state) {
    (void)state;
    for (int i = 0; i < DRAWS; i++)
        expect_same(drawn(ALL, 126, 3), drawn(ALL, 126, 3), drawn(ALL, 100, 56));
}

/* Products of 27 or 28 bits, of which one in seven lies in the middle of two f32, and what is to tip it: also where f64
 * cannot hold both. */
static void halfway(void **state) {
    (void)state;
    for (int i = 0; i < DRAWS; i++)
        expect_same(drawn(FEW, 126, 3), drawn(FEW, 126, 3), drawn(ALL, 30, 100));
}

static void below_the_smallest_normal(void **state) {
    (void)state;
    for (int i = 0; i < DRAWS; i++)
        expect_same(drawn(ALL, 40, 30), drawn(ALL, 40, 30), drawn(ALL, 0, 2));
}

/* Half a unit there, less 2^-46 of it, which f64 cannot hold next to 64 units or more. */
static void halfway_below_the_smallest_normal(void **state) {
    (void)state;
    const float high = 0x1.000002p-75f, low = 0x1.fffffcp-76f;
    for (int k = 64; k < 4096; k++) {
        const float units = (float)k * 0x1p-149f;
        const lanes a = {{high, -high, high, -high}}, b = {{low, low, -low, -low}},
                    c = {{units, units, -units, -units}};
        expect_same(a, b, c);
    }
}

int main(void) {
    kl_random_init(&source, 24, 53);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_numbers), cmocka_unit_test(numbers_that_meet),
        cmocka_unit_test(halfway), cmocka_unit_test(below_the_smallest_normal),
        cmocka_unit_test(halfway_below_the_smallest_normal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
