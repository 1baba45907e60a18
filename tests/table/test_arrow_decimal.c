/* SPDX-License-Identifier: Apache-2.0 */
/* Arrow's decimals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table/arrow.h"

/* 10^k for k digits of 256 bits, twice as many words as the last, and what the C library reads from its text. */
static void decimals(void **state) {
    (void)state;
    for (int width = 8; width <= 32; width *= 2) {
        uint32_t word[8] = {1};
        for (int k = 0; k < (width == 8 ? 18 : width == 16 ? 38 : 76); k++) {
            char text[120];
            for (int scale = -5; scale < 80; scale++) {
                snprintf(text, sizeof text, "1e%d", k - scale);
                assert_true(kl_arrow_decimal(word, width, scale) == strtod(text, NULL));
            }
            uint64_t carry = 0;
            for (int i = 0; i < width / 4; i++) {
                carry += (uint64_t)word[i] * 10;
                word[i] = (uint32_t)carry;
                carry >>= 32;
            }
        }
    }
    /* Halfway between two doubles, and a little above; the most negative. */
    static const uint64_t half[] = {(1ull << 53) + 1, 0}, above[] = {7205759403792794625, 7},
                          least[] = {0, 1ull << 63};
    assert_true(kl_arrow_decimal(half, 16, 0) == 9007199254740992.0);
    assert_true(kl_arrow_decimal(above, 16, 2) == 1363329679197596559.37);
    assert_true(kl_arrow_decimal(least, 16, 3) == -170141183460469231731687303715884105.728);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(decimals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
