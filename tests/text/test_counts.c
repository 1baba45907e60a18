/* SPDX-License-Identifier: Apache-2.0 */
/* Counts against a slow second way: list the symbols in order (test_symbols checks those), make the
 * n-grams one by one, sort them. */
#include "text_support.h"

#include "sample/counts.h"

/* ── The second way ───────────────────────────────────────────────────────────────────────────── */

typedef struct symbol {
    const char *bytes; /* in symbol_bytes */
    size_t length;
    uint64_t offset;
} symbol;

typedef struct slow_cell {
    symbol gram[KL_ORDER_MAX];
    unsigned bag;
} slow_cell;

enum { SYMBOLS_MAX = 1 << 14 };
static symbol symbols_seen[SYMBOLS_MAX];
static char symbol_bytes[1 << 16];
static size_t n_seen, bytes_seen;
static int order_now;

static kl_status remember(void *context, const char *bytes, size_t length, uint64_t offset,
                          kl_error *error) {
    (void)context;
    (void)error;
    symbol *out = &symbols_seen[n_seen++];
    assert_true(n_seen < SYMBOLS_MAX && length <= sizeof symbol_bytes - bytes_seen);
    memset(out, 0, sizeof *out);
    out->bytes = memcpy(symbol_bytes + bytes_seen, bytes, length);
    bytes_seen += length;
    out->length = length;
    out->offset = offset;
    return KL_OK;
}

/* The bag, written down again from the header: FNV-1a of the content, SplitMix64 of the block. */
static uint64_t finalise(uint64_t z) {
    z ^= z >> 30;
    z *= 0xbf58476d1ce4e5b9u;
    z ^= z >> 27;
    z *= 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static unsigned slow_bag(const unsigned char *text, size_t size, uint64_t offset) {
    uint64_t identity = 14695981039346656037u;
    for (size_t i = 0; i < size && i < 4096; i++) {
        identity ^= text[i];
        identity *= 1099511628211u;
    }
    return (unsigned)(finalise(identity ^ finalise(offset / 512 + 0x9e3779b97f4a7c15u)) % 64);
}

static int by_symbol(const symbol *a, const symbol *b) {
    size_t n = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes, b->bytes, n);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int by_gram(const void *left, const void *right) {
    const slow_cell *a = left, *b = right;
    for (int i = 0; i < order_now; i++) {
        int order = by_symbol(&a->gram[i], &b->gram[i]);
        if (order != 0)
            return order;
    }
    return (a->bag > b->bag) - (a->bag < b->bag);
}

static slow_cell *slow_cells(const unsigned char *text, size_t size, kl_symbols symbols, int order,
                             size_t *n) {
    kl_error error = KL_ERROR_INIT;
    n_seen = bytes_seen = 0;
    order_now = order;
    assert_ok(kl_text_visit(text, size, symbols, remember, NULL, NULL, &error), error);
    *n = n_seen < (size_t)order ? 0 : n_seen - (size_t)order + 1;
    slow_cell *cells = calloc(*n + 1, sizeof *cells);
    for (size_t i = 0; i < *n; i++) {
        for (int k = 0; k < order; k++)
            cells[i].gram[k] = symbols_seen[i + (size_t)k];
        cells[i].bag = slow_bag(text, size, symbols_seen[i].offset);
    }
    qsort(cells, *n, sizeof *cells, by_gram);
    return cells;
}

static void assert_same_gram(const kl_counts *counts, size_t gram, const slow_cell *cell) {
    for (int k = 0; k < counts->order; k++) {
        size_t length;
        const char *bytes = kl_counts_symbol(counts, kl_counts_gram(counts, gram)[k], &length);
        assert_int_equal(length, cell->gram[k].length);
        assert_memory_equal(bytes, cell->gram[k].bytes, length);
    }
}

static void assert_slow_counts(const unsigned char *text, size_t size, kl_symbols symbols,
                               int order) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols;
    options.order = order;
    kl_counts *counts = count_text(&options, text, size);
    size_t n, cell = 0;
    slow_cell *cells = slow_cells(text, size, symbols, order, &n);
    assert_int_equal(counts->total, n);
    for (size_t gram = 0; gram < counts->size; gram++)
        for (uint64_t c = counts->cell_start[gram]; c < counts->cell_start[gram + 1]; c++) {
            assert_true(cell < n);
            assert_same_gram(counts, gram, &cells[cell]);
            uint64_t count = 1;
            while (cell + count < n && by_gram(&cells[cell], &cells[cell + count]) == 0)
                count++;
            assert_int_equal(counts->cell_bag[c], cells[cell].bag);
            assert_int_equal(counts->cell_count[c], count);
            cell += count;
        }
    assert_int_equal(cell, n);
    free(cells);
    kl_counts_free(counts);
}

/* ── Tests ────────────────────────────────────────────────────────────────────────────────────── */

static void counts_of_random_texts(void **state) {
    (void)state;
    static unsigned char text[6000];
    for (uint64_t seed = 0; seed < 60; seed++)
        for (kl_symbols symbols = KL_SYMBOLS_BYTES; symbols <= KL_SYMBOLS_TOKENS; symbols++) {
            kl_random random;
            kl_random_init(&random, seed, 10);
            size_t limit = 4 + (size_t)kl_random_below(&random, seed % 4 == 0 ? 40 : 6000 - 4);
            size_t n = random_text(&random, seed % TEXT_KINDS, text, limit);
            assert_slow_counts(text, n, symbols, 1 + (int)(seed / TEXT_KINDS % 5));
        }
}

static void counts_by_hand(void **state) {
    (void)state;
    kl_text_options options;
    kl_text_options_init(&options);
    options.order = 2;
    kl_counts *counts = count_text(&options, "Abba, ab!\xFF", 10);
    /* a b b a a b: ab 2, ba 1, bb 1, aa 1 */
    assert_int_equal(kl_counts_total(counts), 5);
    assert_int_equal(kl_counts_size(counts), 4);
    assert_int_equal(kl_counts_alphabet(counts), 2);
    assert_int_equal(kl_counts_bad_bytes(counts), 1);
    static const uint64_t expected[] = {1, 2, 1, 1};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(kl_counts_count(counts, i), expected[i]);
    kl_counts_free(counts);
}

static void nothing_to_count(void **state) {
    (void)state;
    kl_text_options options;
    kl_text_options_init(&options);
    options.order = 3;
    static const char *const texts[] = {"", "ab", "123 456", " "};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        kl_counts *counts = count_text(&options, texts[i], strlen(texts[i]));
        assert_int_equal(kl_counts_size(counts), 0);
        assert_int_equal(kl_counts_total(counts), 0);
        kl_counts_free(counts);
    }
}

/* More than 4096 distinct letters do not fit twelve bits: order 5 must go over to wide keys. */
static void more_letters_than_narrow_keys_hold(void **state) {
    (void)state;
    static unsigned char text[3 * 9000];
    size_t n = 0;
    for (uint32_t i = 0; i < 4500; i++)
        n += put_code_point(0x4E00 + i, text + n);
    for (uint32_t i = 0; i < 4500; i++)
        n += put_code_point(0x4E00 + i * 7 % 4500, text + n);
    assert_slow_counts(text, n, KL_SYMBOLS_LETTERS, 5);
    assert_slow_counts(text, n, KL_SYMBOLS_LETTERS, 3);
}

/* N-grams do not run from one text into the next, and a counter can be used again. */
static void texts_are_apart(void **state) {
    (void)state;
    kl_text_options options;
    kl_text_options_init(&options);
    options.order = 2;
    kl_text_counter *counter;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(&options, &counter, &error), error);
    for (int round = 0; round < 2; round++) {
        kl_counts *counts;
        assert_ok(kl_text_counter_add(counter, "ab", 2, &error), error);
        assert_ok(kl_text_counter_add(counter, "cd", 2, &error), error);
        assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
        assert_int_equal(kl_counts_total(counts), 2);
        kl_counts_free(counts);
    }
    kl_text_counter_free(counter);
}

/* Values that only change together with the version of the state format (computed apart). */
static void bags_are_pinned(void **state) {
    (void)state;
    static const unsigned pinned[] = {33, 45, 21, 54};
    static char text[2048];
    memset(text, ' ', sizeof text);
    text[0] = text[512] = text[1024] = text[2047] = 'x';
    kl_text_options options;
    kl_text_options_init(&options);
    kl_counts *counts = count_text(&options, text, sizeof text);
    assert_int_equal(counts->size, 1);
    for (int i = 0; i < 4; i++) {
        static const size_t offset[] = {0, 512, 1024, 2047};
        unsigned bag = slow_bag((unsigned char *)text, sizeof text, offset[i]);
        assert_int_equal(bag, pinned[i]);
        assert_true(counts->bag_total[bag] > 0);
    }
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_by_hand),
        cmocka_unit_test(nothing_to_count),
        cmocka_unit_test(counts_of_random_texts),
        cmocka_unit_test(more_letters_than_narrow_keys_hold),
        cmocka_unit_test(texts_are_apart),
        cmocka_unit_test(bags_are_pinned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
