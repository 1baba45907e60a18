/* SPDX-License-Identifier: Apache-2.0 */
/* The range coder: what goes in comes out, at the length −Σ log2(f / 2^30), whatever the frequencies. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information.h>

/* start[k] … start[k + 1] is symbol k; start[alphabet] = 2^30. */
typedef struct code {
    size_t alphabet;
    uint32_t *start;
} code;

static uint32_t frequency(const code *c, size_t k) {
    return c->start[k + 1] - c->start[k];
}

static size_t find(const code *c, uint32_t point) {
    size_t low = 0, high = c->alphabet;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(c->start[middle] <= point ? &low : &high) = middle;
    }
    return low;
}

static int compare_u32(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Cut [0, 2^30) at random places; skew > 0 lets all but one symbol crowd into a tiny part of it. */
static code random_code(kl_random *random, size_t alphabet, int skew) {
    code c = {alphabet, malloc((alphabet + 1) * sizeof *c.start)};
    uint64_t room = KL_CODE_TOTAL - alphabet;
    room = skew ? room >> skew : room;
    c.start[0] = 0;
    for (size_t k = 1; k < alphabet; k++)
        c.start[k] = (uint32_t)kl_random_below(random, room + 1);
    qsort(c.start + 1, alphabet - 1, sizeof *c.start, compare_u32);
    for (size_t k = 1; k < alphabet; k++)
        c.start[k] += (uint32_t)k; /* distinct, so every frequency is at least 1 */
    c.start[alphabet] = KL_CODE_TOTAL;
    return c;
}

typedef enum source { BY_FREQUENCY, UNIFORM, RAREST } source;

static size_t draw(kl_random *random, const code *c, source from) {
    if (from == BY_FREQUENCY)
        return find(c, (uint32_t)kl_random_below(random, KL_CODE_TOTAL));
    return from == UNIFORM ? (size_t)kl_random_below(random, c->alphabet) : 0;
}

/* Encode n symbols, check the length, decode. `carries` as often as a byte 255 was overrun. */
static void round_trip(const code *c, size_t n, source from, uint64_t seed) {
    uint32_t *symbols = malloc((n + 1) * sizeof *symbols);
    kl_random random;
    kl_random_init(&random, seed, 1);
    kl_encoder *encoder = NULL;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
    double ideal = 0;
    for (size_t i = 0; i < n; i++) {
        symbols[i] = (uint32_t)draw(&random, c, from);
        uint32_t f = frequency(c, symbols[i]);
        ideal -= log2(f / (double)KL_CODE_TOTAL);
        assert_int_equal(kl_encoder_put(encoder, c->start[symbols[i]], f, NULL), KL_OK);
    }
    const uint8_t *bytes;
    size_t size;
    assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);

    /* At most 2^-25 bits a symbol are lost to rounding and two bytes to ending on a whole one; log2
     * and its sum here are good to 1e-12 of the sum. Much below the 0.1 % + 64 of the header. */
    double loss = (double)size * 8 - ideal;
    if (loss > 16 + (double)n * 0x1p-25 + ideal * 1e-12 || loss < -1)
        fail_msg("%zu symbols of %zu: %zu bytes for %.3f bits", n, c->alphabet, size, ideal);

    kl_decoder decoder;
    kl_decoder_init(&decoder, bytes, size);
    for (size_t i = 0; i < n; i++) {
        uint32_t point = kl_decoder_peek(&decoder);
        size_t k = find(c, point);
        if (k != symbols[i])
            fail_msg("symbol %zu of %zu is %zu, not %u", i, n, k, symbols[i]);
        assert_int_equal(kl_decoder_take(&decoder, c->start[k], frequency(c, k), NULL), KL_OK);
    }
    assert_int_equal(decoder.position, size + 7); /* all was used, and nothing beyond the flush */
    kl_encoder_free(encoder);
    free(symbols);
}

static void random_codes(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 6, 0);
    static const size_t alphabets[] = {1, 2, 3, 10, 256, 5000, 65536, 1 << 20};
    for (size_t a = 0; a < sizeof alphabets / sizeof alphabets[0]; a++) {
        for (int skew = 0; skew <= 30; skew += 6) {
            code c = random_code(&random, alphabets[a], skew);
            for (source from = BY_FREQUENCY; from <= RAREST; from++) {
                static const size_t lengths[] = {0, 1, 2, 100, 20000};
                for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++)
                    round_trip(&c, lengths[l], from, a * 1000 + l);
            }
            free(c.start);
        }
    }
}

static void a_million_symbols(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 7, 0);
    code c = random_code(&random, 1 << 16, 3);
    round_trip(&c, 1000000, BY_FREQUENCY, 1);
    free(c.start);
}

/* Bits that a decoder has used up exactly: what its range has shrunk by. */
static double bits_used(const kl_decoder *decoder) {
    return 64 + 8 * ((double)decoder->position - 8) - log2((double)decoder->range);
}

/* One symbol fills all but 1/2^30 and comes a million times: 0.0013 bits in all. Rounding adds less
 * than 2^-55 for each, and log2 near 64 is good to 2^-46. */
static void nearly_certain_symbols_cost_nearly_nothing(void **state) {
    (void)state;
    enum { SYMBOLS = 1000000 };
    static const uint32_t intervals[][2] = {
        {0, KL_CODE_TOTAL - 1}, {1, KL_CODE_TOTAL - 1}, {0, KL_CODE_TOTAL}};
    for (size_t i = 0; i < 3; i++) {
        uint32_t start = intervals[i][0], f = intervals[i][1];
        kl_encoder *encoder = NULL;
        assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
        for (int k = 0; k < SYMBOLS; k++)
            kl_encoder_put(encoder, start, f, NULL);
        const uint8_t *bytes;
        size_t size;
        assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
        assert_true(size <= 2);
        kl_decoder decoder;
        kl_decoder_init(&decoder, bytes, size);
        for (int k = 0; k < SYMBOLS; k++) {
            uint32_t point = kl_decoder_peek(&decoder);
            assert_true(point >= start && point - start < f);
            assert_int_equal(kl_decoder_take(&decoder, start, f, NULL), KL_OK);
        }
        double ideal = -SYMBOLS * log1p((double)f / KL_CODE_TOTAL - 1) / log(2);
        assert_true(fabs(bits_used(&decoder) - ideal) < SYMBOLS * 0x1p-55 + 0x1p-45);
        kl_encoder_free(encoder);
    }
}

/* A long run of bytes 255 that one carry turns over at its end: the symbol in the middle first keeps
 * low + range just across a byte boundary, and the last symbol decides. */
static void carries_run_through(void **state) {
    (void)state;
    /* Of each range [low, low + range) the middle third holds a boundary nearly always: staying on the
     * boundary keeps bytes unsettled. Choose, each time, the symbol whose interval holds `goal`, a
     * number with ones all the way, then go above it at the end. */
    enum { SYMBOLS = 4096, CUTS = 1024 };
    kl_random random;
    kl_random_init(&random, 8, 0);
    code c = random_code(&random, CUTS, 0);
    for (int above = 0; above < 2; above++) {
        uint8_t goal[SYMBOLS * 4];
        memset(goal, 0xFF, sizeof goal);
        goal[0] = 0x7F;
        /* Decoding the goal gives the symbols whose code is next to it. */
        kl_decoder decoder;
        kl_decoder_init(&decoder, goal, sizeof goal);
        uint32_t symbols[SYMBOLS];
        kl_encoder *encoder = NULL;
        assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
        for (size_t i = 0; i < SYMBOLS; i++) {
            size_t k = find(&c, kl_decoder_peek(&decoder));
            assert_int_equal(kl_decoder_take(&decoder, c.start[k], frequency(&c, k), NULL), KL_OK);
            symbols[i] = (uint32_t)(i + 1 == SYMBOLS && above && k + 1 < CUTS ? k + 1 : k);
            kl_encoder_put(encoder, c.start[symbols[i]], frequency(&c, symbols[i]), NULL);
        }
        const uint8_t *bytes;
        size_t size;
        assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
        kl_decoder again;
        kl_decoder_init(&again, bytes, size);
        for (size_t i = 0; i < SYMBOLS; i++) {
            size_t k = find(&c, kl_decoder_peek(&again));
            assert_int_equal(k, symbols[i]);
            assert_int_equal(kl_decoder_take(&again, c.start[k], frequency(&c, k), NULL), KL_OK);
        }
        if (above) {
            assert_int_equal(bytes[0], 0x80); /* the carry went through all of them */
            assert_int_equal(bytes[size / 2], 0);
        } else {
            assert_int_equal(bytes[size / 2], 0xFF);
        }
        kl_encoder_free(encoder);
    }
    free(c.start);
}

/* Other bytes give an error or other symbols: bounded work, nothing read outside. */
static void damaged_codes(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 9, 0);
    for (int round = 0; round < 300; round++) {
        code c = random_code(&random, 1 + kl_random_below(&random, 300),
                             (int)kl_random_below(&random, 20));
        kl_encoder *encoder = NULL;
        assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
        enum { SYMBOLS = 500 };
        for (size_t i = 0; i < SYMBOLS; i++) {
            size_t k = draw(&random, &c, UNIFORM);
            kl_encoder_put(encoder, c.start[k], frequency(&c, k), NULL);
        }
        const uint8_t *bytes;
        size_t size;
        assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
        /* A copy of just the size, so that a sanitizer sees a read behind it. */
        size_t cut = round % 3 ? size : (size_t)kl_random_below(&random, size);
        uint8_t *damaged = malloc(cut ? cut : 1);
        memcpy(damaged, bytes, cut);
        for (size_t i = 0; i < cut && round % 3 > 0; i++) {
            damaged[i] =
                round % 3 == 1 && i != cut / 2 ? bytes[i] : (uint8_t)kl_random_u64(&random);
        }
        kl_decoder decoder;
        kl_decoder_init(&decoder, damaged, cut);
        for (size_t i = 0; i < SYMBOLS; i++) {
            uint32_t point = kl_decoder_peek(&decoder);
            assert_true(point < KL_CODE_TOTAL);
            size_t k = find(&c, point);
            kl_error error = KL_ERROR_INIT;
            kl_status status = kl_decoder_take(&decoder, c.start[k], frequency(&c, k), &error);
            if (status != KL_OK) {
                assert_int_equal(status, KL_ERROR_FORMAT);
                assert_true(error.offset >= 0);
                break;
            }
        }
        free(damaged);
        kl_encoder_free(encoder);
        free(c.start);
    }
}

/* Every truncation of a code of equally likely bytes is seen: all symbols cost the same there. */
static void a_cut_code_is_refused(void **state) {
    (void)state;
    kl_encoder *encoder = NULL;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
    const uint32_t f = KL_CODE_TOTAL / 256;
    for (uint32_t i = 0; i < 300; i++)
        kl_encoder_put(encoder, i * 37 % 256 * f, f, NULL);
    const uint8_t *bytes;
    size_t size;
    assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
    for (size_t cut = 0; cut < size; cut++) {
        kl_decoder decoder;
        kl_decoder_init(&decoder, bytes, cut);
        kl_status status = KL_OK;
        kl_error error = KL_ERROR_INIT;
        for (int i = 0; i < 300 && status == KL_OK; i++) {
            uint32_t k = kl_decoder_peek(&decoder) / f;
            status = kl_decoder_take(&decoder, k * f, f, &error);
        }
        assert_int_equal(status, KL_ERROR_FORMAT);
        assert_int_equal(error.offset, cut);
    }
    /* The largest code there is: beyond the end of every range. */
    uint8_t ones[8];
    memset(ones, 0xFF, sizeof ones);
    kl_decoder decoder;
    kl_decoder_init(&decoder, ones, sizeof ones);
    assert_int_equal(kl_decoder_peek(&decoder), KL_CODE_TOTAL - 1);
    assert_int_equal(kl_decoder_take(&decoder, 0, KL_CODE_TOTAL, NULL), KL_ERROR_FORMAT);
    kl_encoder_free(encoder);
}

static void intervals_must_be_intervals(void **state) {
    (void)state;
    static const uint32_t bad[][2] = {{0, 0},
                                      {5, 0},
                                      {0, KL_CODE_TOTAL + 1},
                                      {1, KL_CODE_TOTAL},
                                      {KL_CODE_TOTAL, 1},
                                      {UINT32_MAX, 2},
                                      {2, UINT32_MAX}};
    kl_encoder *encoder = NULL;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
    static const uint8_t zeros[16];
    kl_decoder decoder;
    kl_decoder_init(&decoder, zeros, sizeof zeros);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(kl_encoder_put(encoder, bad[i][0], bad[i][1], NULL), KL_ERROR_ARGUMENT);
        assert_int_equal(kl_decoder_take(&decoder, bad[i][0], bad[i][1], NULL), KL_ERROR_ARGUMENT);
    }
    /* An interval that does not hold the point. */
    assert_int_equal(kl_decoder_take(&decoder, 1, 1, NULL), KL_ERROR_FORMAT);
    const uint8_t *bytes, *again;
    size_t size, size_again;
    assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
    assert_int_equal(kl_encoder_finish(encoder, &again, &size_again, NULL), KL_OK);
    assert_true(bytes == again && size == size_again);
    assert_int_equal(kl_encoder_put(encoder, 0, 1, NULL), KL_ERROR_ARGUMENT);
    kl_encoder_free(encoder);
    kl_encoder_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_codes),
        cmocka_unit_test(a_million_symbols),
        cmocka_unit_test(nearly_certain_symbols_cost_nearly_nothing),
        cmocka_unit_test(carries_run_through),
        cmocka_unit_test(damaged_codes),
        cmocka_unit_test(a_cut_code_is_refused),
        cmocka_unit_test(intervals_must_be_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
