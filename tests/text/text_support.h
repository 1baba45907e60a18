/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of text share: random texts, counting in one call, comparing saved states. */
#ifndef KL_TEST_TEXT_SUPPORT_H
#define KL_TEST_TEXT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <kullback/text.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ── Random texts ─────────────────────────────────────────────────────────────────────────────── */

/* Stable code points that meet every rule: marks, jamo, signs that compose with class 0, special
 * foldings, apostrophes, punctuation, line ends. */
static const uint32_t SPICE[] = {
    'a',     'b',     'E',     'Z',     '1',     ' ',    ' ',    ' ',    '.',    '\'',   '\r',
    '\n',    0x2019,  0xC9,    0xE9,    0xDF,    0x130,  0x131,  0x149,  0x1F0,  0x390,  0x3B0,
    0x3A3,   0x3C2,   0x300,   0x301,   0x308,   0x316,  0x323,  0x345,  0x344,  0x340,  0x338,
    0x20D2,  0x20DD,  0x1100,  0x1161,  0x1162,  0x11A8, 0x11A9, 0xAC00, 0xAC01, 0x115F, 0x1160,
    0x915,   0x93C,   0x94D,   0x9C7,   0x9BE,   0x9D7,  0xB47,  0xB56,  0xBC6,  0xBBE,  0xCC6,
    0xCC2,   0xCD5,   0xD46,   0xD3E,   0xDD9,   0xDCF,  0xDCA,  0x1025, 0x102E, 0x1FB3, 0x1FB7,
    0x1F80,  0x1FBC,  0x212B,  0x2126,  0xFB03,  0xFB1D, 0xFB2A, 0x3B1,  0x3B9,  0x416,  0x438,
    0x306,   0x4E00,  0x304B,  0x3099,  0x0F71,  0x0F72, 0x0F73, 0x0F80, 0x958,  0x2ADC, 0x1D15E,
    0x1D157, 0x1D165, 0x10400, 0x10428, 0x1F1E6, 0x200D, 0xAD,   0x660,  0xBD,   0x2160, 0x2460};

static inline size_t put_code_point(uint32_t c, unsigned char *out) {
    if (c < 0x80) {
        out[0] = (unsigned char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (unsigned char)(0x80 | (c & 63));
    out[0] = (unsigned char)(lead[n] | c);
    return n;
}

typedef enum { TEXT_ASCII, TEXT_LATIN, TEXT_SPICE, TEXT_DIRTY, TEXT_ANY, TEXT_KINDS } text_kind;

static inline uint32_t random_code_point(kl_random *random, text_kind kind) {
    switch (kind) {
    case TEXT_ASCII:
        return (uint32_t)kl_random_below(random, 4) == 0
                   ? ' '
                   : 32 + (uint32_t)kl_random_below(random, 95);
    case TEXT_LATIN:
        return kl_random_below(random, 5) == 0 ? ' '
                                               : 0x41 + (uint32_t)kl_random_below(random, 0x1FF);
    case TEXT_ANY: {
        uint32_t c =
            (uint32_t)kl_random_below(random, kl_random_below(random, 3) == 0 ? 0x20000 : 0x3000);
        return c >= 0xD800 && c < 0xE000 ? 'x' : c;
    }
    default:
        return SPICE[kl_random_below(random, COUNT_OF(SPICE))];
    }
}

/* `size` bytes at most; no NUL, which utf8proc takes for the end in some calls. */
static inline size_t random_text(kl_random *random, text_kind kind, unsigned char *out,
                                 size_t size) {
    size_t n = 0;
    while (n + 4 <= size) {
        if (kind == TEXT_DIRTY && kl_random_below(random, 6) == 0) {
            out[n++] = (unsigned char)(0x80 + kl_random_below(random, 0x80));
            continue;
        }
        uint32_t c = random_code_point(random, kind);
        n += put_code_point(c == 0 ? 'q' : c, out + n);
    }
    return n;
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

/* A directory of our own; the caller removes it with remove_directory. */
static inline void make_directory(char *path, size_t size) {
    snprintf(path, size, "/tmp/kl-test-text-XXXXXX");
    assert_non_null(mkdtemp(path));
}

static inline void write_file(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline unsigned char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *data = malloc(*size + 1);
    assert_int_equal(fread(data, 1, *size, file), *size);
    fclose(file);
    return data;
}

/* ── Counting ─────────────────────────────────────────────────────────────────────────────────── */

#define assert_ok(status, error)                                                                   \
    do {                                                                                           \
        if ((status) != KL_OK)                                                                     \
            fail_msg("%s", (error).message);                                                       \
    } while (0)

static inline kl_counts *count_text(const kl_text_options *options, const void *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_text_counter *counter;
    kl_counts *counts = NULL;
    assert_ok(kl_text_counter_new(options, &counter, &error), error);
    assert_ok(kl_text_counter_add(counter, data, size, &error), error);
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    kl_text_counter_free(counter);
    return counts;
}

/* The bytes of the state file: equal counts have equal ones. */
static inline unsigned char *state_of(const kl_counts *counts, const char *directory,
                                      size_t *size) {
    char path[256];
    kl_error error = KL_ERROR_INIT;
    snprintf(path, sizeof path, "%s/state.kls", directory);
    assert_ok(kl_counts_save(counts, path, &error), error);
    unsigned char *bytes = read_file(path, size);
    unlink(path);
    return bytes;
}

static inline kl_pool *pool_of(unsigned threads) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    kl_pool *pool;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_pool_new(&options, &pool, &error), error);
    return pool;
}

#endif
