/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8 against an oracle that knows nothing of tables: encode every code point and look it up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/base.h>

#include "base/utf8.h"

/* RFC 3629, section 3, the other way round: from the code point to its bytes. */
static size_t encode(uint32_t c, unsigned char out[4]) {
    if (c < 0x80) {
        out[0] = (unsigned char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (unsigned char)(0xC0 | c >> 6);
        out[1] = (unsigned char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (unsigned char)(0xE0 | c >> 12);
        out[1] = (unsigned char)(0x80 | (c >> 6 & 63));
        out[2] = (unsigned char)(0x80 | (c & 63));
        return 3;
    }
    out[0] = (unsigned char)(0xF0 | c >> 18);
    out[1] = (unsigned char)(0x80 | (c >> 12 & 63));
    out[2] = (unsigned char)(0x80 | (c >> 6 & 63));
    out[3] = (unsigned char)(0x80 | (c & 63));
    return 4;
}

static int is_scalar(uint32_t c) {
    return c < 0xD800 || (c > 0xDFFF && c < 0x110000);
}

static void every_code_point_comes_back(void **state) {
    (void)state;
    for (uint32_t c = 0; c < 0x200000; c++) {
        unsigned char bytes[4];
        uint32_t back = 0xDEADBEEF;
        size_t length = encode(c, bytes);
        size_t expected = is_scalar(c) ? length : 0;
        assert_int_equal(kl_utf8_decode(bytes, length, &back), expected);
        assert_int_equal(back, expected ? c : 0xDEADBEEF);
        for (size_t cut = 0; cut < length; cut++)
            assert_int_equal(kl_utf8_decode(bytes, cut, &back), 0);
    }
}

/* A 3-byte string is valid exactly if some scalar encodes to it; likewise for 4 bytes, where the
 * last byte is taken from a few only. */
static void nothing_else_is_valid(void **state) {
    (void)state;
    unsigned char *valid = calloc(1, 1 << 24);
    assert_non_null(valid);
    for (uint32_t c = 0; c < 0x110000; c++) {
        unsigned char bytes[4];
        size_t length = encode(c, bytes);
        if (is_scalar(c) && length == 3)
            valid[(unsigned)bytes[0] << 16 | (unsigned)bytes[1] << 8 | bytes[2]] = 1;
        if (is_scalar(c) && length == 4)
            valid[(unsigned)bytes[0] << 16 | (unsigned)bytes[1] << 8 | bytes[2]] = 2;
    }
    uint32_t back;
    for (uint32_t i = 0x800000; i < 1 << 24; i++) {
        unsigned char bytes[4] = {(unsigned char)(i >> 16), (unsigned char)(i >> 8),
                                  (unsigned char)i, 0};
        size_t length = kl_utf8_decode(bytes, 3, &back);
        if ((length == 3) != (valid[i] == 1))
            fail_msg("%06x", i);
        static const unsigned char last[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
        for (size_t k = 0; k < sizeof last && bytes[0] >= 0xF0; k++) {
            bytes[3] = last[k];
            int expected = valid[i] == 2 && (last[k] & 0xC0) == 0x80;
            if ((kl_utf8_decode(bytes, 4, &back) == 4) != expected)
                fail_msg("%06x %02x", i, last[k]);
        }
    }
    free(valid);
}

/* Unicode standard, tables 3-8 and 3-9: what each byte of some ill-formed sequences is. */
static void bad_bytes_are_counted(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t valid, bad;
    } cases[] = {
        {"", 0, 0},
        {"plain", 5, 0},
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 0, 8},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 0, 8},
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 0, 7},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 0, 8},
        {"gr\xC3\xBC\xC3\x9F\x65", 7, 0},
        {"latin gr\xFC\xDF\x65", 8, 2},
        {"\xE2\x82", 0, 2},
        {"12345678\xE2\x82\xAC", 11, 0},
        {"1234567\xE2\x82\xAC"
         "8\x80",
         11, 1},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98", 4, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const unsigned char *bytes = (const unsigned char *)cases[i].bytes;
        size_t n = strlen(cases[i].bytes);
        assert_int_equal(kl_utf8_valid(bytes, n), cases[i].valid);
        assert_int_equal(kl_utf8_bad_bytes(bytes, n), cases[i].bad);
    }
}

/* Bytes that make sequences of all kinds, whole and broken, likely. */
static unsigned char some_byte(kl_random *random) {
    static const unsigned char pool[] = {'a',  0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0,
                                         0xC2, 0xC3, 0xDF, 0xE0, 0xE2, 0xED, 0xEF,
                                         0xF0, 0xF1, 0xF4, 0xF5, 0xFF, 0x8F};
    return pool[kl_random_below(random, sizeof pool)];
}

/* What a reader from the left sees is what kl_utf8_start tells at any position. */
static void any_position_agrees_with_reading_from_the_left(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int round = 0; round < 20000; round++) {
        unsigned char bytes[24];
        size_t n = 1 + kl_random_below(&random, sizeof bytes);
        for (size_t i = 0; i < n; i++)
            bytes[i] = some_byte(&random);
        size_t bad = 0, prefix = n;
        for (size_t i = 0; i < n;) {
            uint32_t code_point;
            size_t length = kl_utf8_decode(bytes + i, n - i, &code_point);
            bad += length == 0;
            prefix = length == 0 && i < prefix ? i : prefix;
            length += length == 0;
            for (size_t k = i; k < i + length; k++)
                assert_int_equal(kl_utf8_start(bytes, n, k), i);
            i += length;
        }
        assert_int_equal(kl_utf8_bad_bytes(bytes, n), bad);
        assert_int_equal(kl_utf8_valid(bytes, n), prefix);
    }
}

static void ascii_runs(void **state) {
    (void)state;
    unsigned char bytes[70];
    for (size_t n = 0; n <= sizeof bytes; n++) {
        memset(bytes, 0x7F, sizeof bytes);
        assert_int_equal(kl_utf8_ascii(bytes, n), n);
        for (size_t at = 0; at < n; at++) {
            memset(bytes, 'x', sizeof bytes);
            bytes[at] = 0x80;
            assert_int_equal(kl_utf8_ascii(bytes, n), at);
        }
    }
    assert_int_equal(kl_utf8_ascii(NULL, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(nothing_else_is_valid),
        cmocka_unit_test(bad_bytes_are_counted),
        cmocka_unit_test(any_position_agrees_with_reading_from_the_left),
        cmocka_unit_test(ascii_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
