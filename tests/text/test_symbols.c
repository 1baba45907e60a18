/* SPDX-License-Identifier: Apache-2.0 */
/* The symbols of a text. Oracle for letters: utf8proc over the whole text at once, which knows nothing
 * of our segments; for words: a plain rereading of the rule over an array of code points. */
#include "text_support.h"

#include "text/fold.h"

#include <utf8proc.h>

#include "../all_cases.h"

enum { SYMBOLS_MAX = 1 << 16 };

typedef struct symbol_list {
    size_t n;
    struct {
        char bytes[256];
        size_t length;
        uint64_t offset;
    } symbol[SYMBOLS_MAX];
} symbol_list;

static symbol_list seen, expected;

static kl_status remember(void *context, const char *symbol, size_t length, uint64_t offset,
                          kl_error *error) {
    (void)error;
    symbol_list *list = context;
    assert_true(list->n < SYMBOLS_MAX && length < sizeof list->symbol[0].bytes);
    memcpy(list->symbol[list->n].bytes, symbol, length);
    list->symbol[list->n].length = length;
    list->symbol[list->n++].offset = offset;
    return KL_OK;
}

static uint64_t visit(const void *data, size_t size, kl_symbols symbols) {
    kl_error error = KL_ERROR_INIT;
    uint64_t bad = 0;
    seen.n = 0;
    assert_ok(kl_text_visit(data, size, symbols, remember, &seen, &bad, &error), error);
    return bad;
}

/* Anchored by hand: what the sequence must be, symbols parted by '|'. */
static void expect(const char *text, kl_symbols symbols, const char *symbols_expected) {
    char joined[1024] = "";
    visit(text, strlen(text), symbols);
    for (size_t i = 0; i < seen.n; i++) {
        strncat(joined, seen.symbol[i].bytes, seen.symbol[i].length);
        strcat(joined, "|");
    }
    assert_string_equal(joined, symbols_expected);
}

static void letters_by_hand(void **state) {
    (void)state;
    expect("", KL_SYMBOLS_LETTERS, "");
    expect("Ab, c-D!", KL_SYMBOLS_LETTERS, "a|b|c|d|");
    expect("\xC3\x89 E\xCC\x81 e\xCC\x81", KL_SYMBOLS_LETTERS, "é|é|é|");
    expect("Stra\xC3\x9F"
           "e",
           KL_SYMBOLS_LETTERS, "s|t|r|a|s|s|e|");
    expect("\xCE\xA3\xCF\x82\xCF\x83", KL_SYMBOLS_LETTERS, "σ|σ|σ|");
    /* U+0345 stands behind the other marks before it becomes a letter (D145; values of Python's unicodedata). */
    expect("α\xCD\x85\xCC\x81", KL_SYMBOLS_LETTERS, "ά|ι|");
    expect("\xE1\xBE\x80\xCC\x81", KL_SYMBOLS_LETTERS, "ἄ|ι|");
    expect("Ω\xCD\x85\xCC\x88", KL_SYMBOLS_LETTERS, "ω|\xCC\x88|ι|");
    expect("\xE1\xBE\x80\xCC\x81x", KL_SYMBOLS_WORDS, "ἄιx|");
    /* Hangul: a leading consonant, a vowel and a trailing one become a syllable. */
    expect("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", KL_SYMBOLS_LETTERS, "각|");
    /* A mark alone is a letter of its own; a bad byte parts it from what stood before. */
    expect("e\xFF\xCC\x81", KL_SYMBOLS_LETTERS, "e|\xCC\x81|");
    /* "=" and U+0338 compose to a sign that is no letter. */
    expect("=\xCC\xB8x", KL_SYMBOLS_LETTERS, "x|");
    expect("1a2", KL_SYMBOLS_LETTERS, "a|");
}

static void words_by_hand(void **state) {
    (void)state;
    expect("Don't 'stop' the rock'n'roll'", KL_SYMBOLS_WORDS, "don't|stop|the|rock'n'roll|");
    expect("it\xE2\x80\x99s a''b 12a3", KL_SYMBOLS_WORDS, "it’s|a|b|12a3|");
    expect("\xC3\x89tat e\xCC\x81tat", KL_SYMBOLS_WORDS, "état|état|");
    expect("ab\xFF"
           "cd a'\xFF",
           KL_SYMBOLS_WORDS, "ab|cd|a|");
    expect("'", KL_SYMBOLS_WORDS, "");
    expect(" Don't\t\"STOP\",\r\n \xC2\xA0x\xFF \f\v.", KL_SYMBOLS_TOKENS,
           "Don't|\"STOP\",|\xC2\xA0x\xFF|.|");
    expect(" \n", KL_SYMBOLS_TOKENS, "");
    expect("a\xE2\x80\x99"
           "1",
           KL_SYMBOLS_WORDS, "a’1|");
}

static void bytes_by_hand(void **state) {
    (void)state;
    expect("aB\xFF", KL_SYMBOLS_BYTES, "a|B|\xFF|");
    assert_int_equal(visit("a\xFF\xC3(\xE2\x82", 6, KL_SYMBOLS_LETTERS), 4);
    assert_int_equal(visit("a\xFF\xC3(\xE2\x82", 6, KL_SYMBOLS_BYTES), 0);
    assert_int_equal(visit("\xED\xA0\x80\xC0\x80\xF4\x90\x80\x80", 9, KL_SYMBOLS_WORDS), 9);
}

static void offsets_by_hand(void **state) {
    (void)state;
    visit(" \xC3\x9F e\xCC\x81", 7, KL_SYMBOLS_LETTERS);
    assert_int_equal(seen.n, 3);
    assert_int_equal(seen.symbol[0].offset, 1);
    assert_int_equal(seen.symbol[1].offset, 1);
    assert_int_equal(seen.symbol[2].offset, 4);
    visit("a bc", 4, KL_SYMBOLS_WORDS);
    assert_int_equal(seen.symbol[1].offset, 2);
}

/* ── Oracles ──────────────────────────────────────────────────────────────────────────────────── */

/* Every byte that is in no valid sequence becomes a space, which takes part in nothing. */
static uint64_t clean(unsigned char *text, size_t size) {
    uint64_t bad = 0;
    for (size_t i = 0; i < size;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate(text + i, (utf8proc_ssize_t)(size - i), &c);
        if (n < 1) {
            text[i] = ' ';
            bad++;
            n = 1;
        }
        i += (size_t)n;
    }
    return bad;
}

static int category_is(utf8proc_int32_t c, const char *majors) {
    return strchr(majors, utf8proc_category_string(c)[0]) != NULL;
}

static void add_expected(const void *bytes, size_t length) {
    memcpy(expected.symbol[expected.n].bytes, bytes, length);
    expected.symbol[expected.n++].length = length;
}

/* Decomposed, then folded, then composed: Unicode, D145. */
static unsigned char *map_whole(const unsigned char *text, size_t size, utf8proc_ssize_t *length) {
    utf8proc_uint8_t *plain = NULL, *mapped = NULL;
    *length =
        utf8proc_map(text, (utf8proc_ssize_t)size, &plain, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
    assert_true(*length >= 0);
    *length = utf8proc_map(plain, *length, &mapped,
                           UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    assert_true(*length >= 0);
    free(plain);
    return mapped;
}

static void letters_of_whole(const unsigned char *text, size_t size) {
    utf8proc_ssize_t length, step;
    unsigned char *mapped = map_whole(text, size, &length);
    expected.n = 0;
    for (utf8proc_ssize_t i = 0; i < length; i += step) {
        utf8proc_int32_t c;
        step = utf8proc_iterate(mapped + i, length - i, &c);
        if (category_is(c, "LM"))
            add_expected(mapped + i, (size_t)step);
    }
    free(mapped);
}

static void words_of_whole(const unsigned char *text, size_t size) {
    static struct {
        size_t at;
        int word, apostrophe;
    } c[SYMBOLS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < size;) {
        utf8proc_int32_t code;
        c[n].at = i;
        i += (size_t)utf8proc_iterate(text + i, (utf8proc_ssize_t)(size - i), &code);
        c[n].word = category_is(code, "LMN");
        c[n++].apostrophe = code == '\'' || code == 0x2019;
    }
    c[n].at = size;
    c[n].word = c[n].apostrophe = 0;
    expected.n = 0;
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && (c[end].word ||
                           (c[end].apostrophe && end > i && c[end - 1].word && c[end + 1].word)))
            end++;
        if (end > i) {
            utf8proc_ssize_t length;
            unsigned char *mapped = map_whole(text + c[i].at, c[end].at - c[i].at, &length);
            add_expected(mapped, (size_t)length);
            free(mapped);
        }
        i = end > i ? end : i + 1;
    }
}

static void assert_as_expected(uint64_t seed) {
    if (seen.n != expected.n)
        fail_msg("seed %llu: %zu symbols, expected %zu", (unsigned long long)seed, seen.n,
                 expected.n);
    for (size_t i = 0; i < seen.n; i++)
        if (seen.symbol[i].length != expected.symbol[i].length ||
            memcmp(seen.symbol[i].bytes, expected.symbol[i].bytes, seen.symbol[i].length) != 0)
            fail_msg("seed %llu: symbol %zu is \"%.*s\", expected \"%.*s\"",
                     (unsigned long long)seed, i, (int)seen.symbol[i].length, seen.symbol[i].bytes,
                     (int)expected.symbol[i].length, expected.symbol[i].bytes);
}

static void compare_with_whole(kl_symbols symbols, uint64_t seeds) {
    static unsigned char text[512], cleaned[512];
    for (uint64_t seed = 0; seed < seeds; seed++) {
        kl_random random;
        kl_random_init(&random, seed, symbols);
        size_t n = random_text(&random, seed % TEXT_KINDS, text,
                               4 + (size_t)kl_random_below(&random, sizeof text - 4));
        memcpy(cleaned, text, n);
        uint64_t bad = clean(cleaned, n);
        assert_int_equal(visit(text, n, symbols), bad);
        if (symbols == KL_SYMBOLS_LETTERS)
            letters_of_whole(cleaned, n);
        else
            words_of_whole(cleaned, n);
        assert_as_expected(seed);
    }
}

static void letters_are_those_of_the_whole_text(void **state) {
    (void)state;
    compare_with_whole(KL_SYMBOLS_LETTERS, cases_of(20000));
}

static void words_are_those_of_the_whole_text(void **state) {
    (void)state;
    compare_with_whole(KL_SYMBOLS_WORDS, cases_of(10000));
}

/* ── The boundary rule, on every code point ───────────────────────────────────────────────────── */

static int is_boundary(utf8proc_int32_t c) {
    return (kl_fold_class((uint32_t)c) & KL_FOLD_BOUNDARY) != 0;
}

/* What can be reordered or composed with something before it: as a whole, by the first code point of
 * its folded decomposition; or because a composite ends with it. */
static void boundaries_neither_reorder_nor_compose(void **state) {
    (void)state;
    for (utf8proc_int32_t c = 0; c < 0x110000; c += all_cases() ? 1 : 17) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        utf8proc_int32_t folded[32], plain[32];
        int bound = UTF8PROC_BOUNDCLASS_START;
        utf8proc_ssize_t n =
            utf8proc_decompose_char(c, folded, 32, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD, &bound);
        assert_true(n >= 1);
        if (is_boundary(c) && !is_boundary(folded[0]))
            fail_msg("U+%04X is a boundary, U+%04X is not", (unsigned)c, (unsigned)folded[0]);
        if (is_boundary(c) && utf8proc_get_property(folded[0])->combining_class != 0)
            fail_msg("U+%04X may be reordered", (unsigned)c);
        n = utf8proc_decompose_char(c, plain, 32, UTF8PROC_COMPOSE, &bound);
        for (utf8proc_ssize_t i = 1; i < n; i++)
            if (is_boundary(plain[i]) && utf8proc_get_property(c)->decomp_type == 0 &&
                !utf8proc_get_property(c)->comp_exclusion)
                fail_msg("U+%04X composes with U+%04X, a boundary", (unsigned)c,
                         (unsigned)plain[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_by_hand),
        cmocka_unit_test(words_by_hand),
        cmocka_unit_test(bytes_by_hand),
        cmocka_unit_test(offsets_by_hand),
        cmocka_unit_test(letters_are_those_of_the_whole_text),
        cmocka_unit_test(words_are_those_of_the_whole_text),
        cmocka_unit_test(boundaries_neither_reorder_nor_compose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
