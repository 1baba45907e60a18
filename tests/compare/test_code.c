/* SPDX-License-Identifier: Apache-2.0 */
/* Coding one text with another's distribution: a file size that is a divergence, and back. */
#include "texts.h"

#include <math.h>

#define ENGLISH "examples/udhr/english.txt"
#define GERMAN "examples/udhr/german.txt"
#define JAPANESE "examples/udhr/japanese.txt"

typedef struct coded {
    uint8_t *bytes;
    size_t size;
    uint64_t symbols, header;
} coded;

static coded encode(const void *data, size_t size, const kl_counts *with) {
    kl_error error = KL_ERROR_INIT;
    coded c = {NULL, 0, 0, 0};
    const kl_status status =
        kl_code_encode(data, size, with, &c.bytes, &c.size, &c.symbols, &c.header, &error);
    if (status != KL_OK)
        fail_msg("%s", error.message);
    return c;
}

static double bits_of(const coded *c) {
    return 8 * (double)(c->size - c->header);
}

/* ── There and back ───────────────────────────────────────────────────────────────────────────── */

static void back_again(const char *text, const char *model, kl_symbols symbols, int order) {
    kl_error error = KL_ERROR_INIT;
    size_t size, back_size;
    char *data = read_whole(text, &size), *back;
    kl_counts *with = count_file(model, symbols, order);
    coded c = encode(data, size, with);
    if (kl_code_decode(c.bytes, c.size, with, &back, &back_size, &error) != KL_OK)
        fail_msg("%s", error.message);
    /* What comes back are the symbols: counted again they are the same counts. */
    kl_counts *before = count(data, size, symbols, 2), *after = count(back, back_size, symbols, 2);
    assert_int_equal(kl_counts_size(before), kl_counts_size(after));
    for (size_t g = 0; g < kl_counts_size(before); g++)
        assert_int_equal(kl_counts_count(before, g), kl_counts_count(after, g));
    assert_int_equal(c.symbols, kl_counts_total(before) + 1);
    if (symbols == KL_SYMBOLS_BYTES) {
        assert_int_equal(back_size, size);
        assert_memory_equal(back, data, size);
    }
    kl_counts_free(before);
    kl_counts_free(after);
    kl_counts_free(with);
    kl_memory_free(back);
    kl_memory_free(c.bytes);
    free(data);
}

static void test_back_again(void **state) {
    (void)state;
    const char *const texts[] = {ENGLISH, GERMAN, JAPANESE};
    for (int symbols = KL_SYMBOLS_BYTES; symbols <= KL_SYMBOLS_TOKENS; symbols++)
        for (size_t i = 0; i < 3; i++)
            back_again(texts[i], ENGLISH, (kl_symbols)symbols, 1);
    back_again(GERMAN, ENGLISH, KL_SYMBOLS_LETTERS, 2);
    back_again(JAPANESE, ENGLISH, KL_SYMBOLS_LETTERS, 3);
    back_again(ENGLISH, ENGLISH, KL_SYMBOLS_BYTES, 5);
    back_again(GERMAN, ENGLISH, KL_SYMBOLS_WORDS, 2);
}

/* ── How many bits ────────────────────────────────────────────────────────────────────────────── */

/* −Σ log2 of what Krichevsky–Trofimov over the union gives each letter of `text`, by letters found
 * one by one: another way than the code under test, which goes through integer frequencies. */
static double ideal_bits(const kl_counts *text, const kl_counts *model) {
    size_t unseen = 0;
    double bits = 0;
    for (int pass = 0; pass < 2; pass++) {
        const double total = (double)kl_counts_total(model) +
                             ((double)kl_counts_alphabet(model) + (double)unseen) / 2;
        for (size_t g = 0; g < kl_counts_size(text); g++) {
            size_t length, other_length;
            const char *letter = kl_counts_symbol(text, kl_counts_gram(text, g)[0], &length);
            double seen = 0;
            for (size_t h = 0; h < kl_counts_size(model); h++) {
                const char *other =
                    kl_counts_symbol(model, kl_counts_gram(model, h)[0], &other_length);
                if (length == other_length && memcmp(letter, other, length) == 0)
                    seen = (double)kl_counts_count(model, h);
            }
            unseen += pass == 0 && seen == 0;
            if (pass == 1)
                bits -= (double)kl_counts_count(text, g) * log2((seen + 0.5) / total);
        }
    }
    return bits;
}

/* L01 on real text: the size of the file is the cross-entropy, so the difference of two sizes is the
 * difference of two divergences. 0.1 % and 64 bits are what information.h promises. */
static void test_size_is_cross_entropy(void **state) {
    (void)state;
    size_t size;
    char *data = read_whole(ENGLISH, &size);
    kl_counts *english = count_file(ENGLISH, KL_SYMBOLS_LETTERS, 1);
    kl_counts *german = count_file(GERMAN, KL_SYMBOLS_LETTERS, 1);
    coded own = encode(data, size, english), other = encode(data, size, german);
    const double ideal_own = ideal_bits(english, english),
                 ideal_other = ideal_bits(english, german);
    assert_true(fabs(bits_of(&own) - ideal_own) <= 0.001 * ideal_own + 64);
    assert_true(fabs(bits_of(&other) - ideal_other) <= 0.001 * ideal_other + 64);
    /* English is not German: more than 0.1 bits a letter. */
    assert_true(bits_of(&other) - bits_of(&own) > 0.1 * (double)own.symbols);
    /* The header of one file is small, unseen letters included. */
    assert_in_range(other.header, 40, 200);
    kl_counts_free(english);
    kl_counts_free(german);
    kl_memory_free(own.bytes);
    kl_memory_free(other.bytes);
    free(data);
}

/* The sample room's estimate of the cross-entropy, before its bias is removed: entropy of the shares
 * plus what all n-grams contribute to the divergence. Nats per symbol. */
static double uncorrected(const kl_counts *text, const kl_counts *model) {
    kl_counts_pair *pair;
    kl_estimate entropy;
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 0;
    assert_int_equal(kl_counts_pair_new(text, model, &options, &pair, NULL), KL_OK);
    assert_int_equal(kl_counts_entropy(text, KL_METHOD_PLUGIN, &options, &entropy, NULL), KL_OK);
    double sum = entropy.value;
    for (size_t i = 0; i < kl_counts_pair_size(pair); i++)
        sum += kl_counts_pair_symbol(pair, KL_A_GIVEN_B, i).contribution;
    kl_counts_pair_free(pair);
    return sum;
}

/* The coder and the estimators hold the same model of n-grams, each in its own code: the file is as
 * long as the estimate says. 16 bits for the flush and for whole bytes, and as much for each of the
 * first order − 1 letters, which have no full context and are in no n-gram's last place. */
static void test_size_is_the_estimate(void **state) {
    (void)state;
    size_t size;
    char *data = read_whole(GERMAN, &size);
    for (int order = 1; order <= 4; order++) {
        kl_counts *text = count_file(GERMAN, KL_SYMBOLS_LETTERS, order);
        kl_counts *model = count_file(ENGLISH, KL_SYMBOLS_LETTERS, order);
        coded c = encode(data, size, model);
        const double expected = uncorrected(text, model) / log(2) * (double)kl_counts_total(text);
        assert_true(fabs(bits_of(&c) - expected) <= 16 * order);
        kl_counts_free(text);
        kl_counts_free(model);
        kl_memory_free(c.bytes);
    }
    free(data);
}

/* A longer context makes a text that the model has seen smaller. */
static void test_longer_contexts_help(void **state) {
    (void)state;
    size_t size;
    char *data = read_whole(ENGLISH, &size);
    double before = INFINITY;
    for (int order = 1; order <= 3; order++) {
        kl_counts *with = count(data, size, KL_SYMBOLS_LETTERS, order);
        coded c = encode(data, size, with);
        assert_true(bits_of(&c) < 0.95 * before);
        before = bits_of(&c);
        kl_counts_free(with);
        kl_memory_free(c.bytes);
    }
    free(data);
}

/* ── What is refused ──────────────────────────────────────────────────────────────────────────── */

static kl_status decode(const uint8_t *bytes, size_t size, const kl_counts *with, kl_error *error) {
    char *back = NULL;
    size_t back_size = 0;
    const kl_status status = kl_code_decode(bytes, size, with, &back, &back_size, error);
    if (status != KL_OK)
        assert_null(back);
    kl_memory_free(back);
    return status;
}

static void test_damage(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const char text[] = "Jeder hat das Recht auf Leben, Freiheit und Sicherheit der Person.";
    kl_counts *with = count_file(ENGLISH, KL_SYMBOLS_LETTERS, 1);
    coded c = encode(text, sizeof text - 1, with);
    assert_int_equal(decode(c.bytes, c.size, with, &error), KL_OK);
    for (size_t size = 0; size < c.size; size++) {
        error.offset = -1;
        assert_int_equal(decode(c.bytes, size, with, &error), KL_ERROR_FORMAT);
        assert_in_range(error.offset, 0, size);
    }
    for (size_t i = 0; i < c.size; i++) {
        c.bytes[i] ^= 0x40;
        const kl_status status = decode(c.bytes, c.size, with, &error);
        /* Version bytes may also look like a newer file. */
        assert_true(status == KL_ERROR_FORMAT || (status == KL_ERROR_VERSION && i < 12));
        assert_true(status == KL_ERROR_VERSION || error.offset >= 0);
        c.bytes[i] ^= 0x40;
    }
    kl_counts_free(with);
    kl_memory_free(c.bytes);
}

static void test_wrong_counts(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const char text[] = "everyone";
    kl_counts *english = count_file(ENGLISH, KL_SYMBOLS_LETTERS, 1);
    kl_counts *german = count_file(GERMAN, KL_SYMBOLS_LETTERS, 1);
    kl_counts *bytes = count_file(ENGLISH, KL_SYMBOLS_BYTES, 1);
    coded c = encode(text, sizeof text - 1, english);
    assert_int_equal(decode(c.bytes, c.size, german, &error), KL_ERROR_MISMATCH);
    assert_non_null(strstr(error.message, "another distribution"));
    assert_int_equal(error.input, 0);
    assert_int_equal(decode(c.bytes, c.size, bytes, &error), KL_ERROR_MISMATCH);
    assert_non_null(strstr(error.message, "bytes"));
    kl_memory_free(c.bytes);
    kl_counts_free(english);
    kl_counts_free(german);
    kl_counts_free(bytes);
}

/* The extra cost is what the file is longer than with a perfect code of its own. */
static void test_described(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const char text[] = "abracadabra";
    kl_counts *with = count_file(ENGLISH, KL_SYMBOLS_LETTERS, 1);
    kl_counts *own = count(text, sizeof text - 1, KL_SYMBOLS_LETTERS, 1);
    coded c = encode(text, sizeof text - 1, with);
    kl_document *d = NULL;
    assert_int_equal(kl_code_describe("x", "y", own, c.symbols, c.size, c.header, &d, &error),
                     KL_OK);
    const double length = kl_document_find(d, "code_length", "A|B")->value;
    const double entropy = kl_document_find(d, "entropy", "A")->value;
    /* 5 a, 2 b, 2 r, 1 c, 1 d of 11. */
    const double expected = (5 * log(11 / 5.0) + 4 * log(11 / 2.0) + 2 * log(11.0)) / 11;
    assert_true(fabs(entropy - expected) < 1e-14);
    assert_true(fabs(length - 8 * log(2) * (double)(c.size - c.header) / 11) < 1e-14);
    assert_true(kl_document_find(d, "extra", "A|B")->value == length - entropy);
    assert_int_equal(kl_document_find(d, "extra", "A|B")->n, 11);
    kl_document_free(d);
    assert_int_equal(kl_code_describe("x", "y", own, 0, c.size, c.header, &d, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_code_describe("x", "y", own, 11, 5, 6, &d, &error), KL_ERROR_ARGUMENT);
    kl_memory_free(c.bytes);
    kl_counts_free(with);
    kl_counts_free(own);
}

static void test_nothing_to_code(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    uint8_t *bytes = NULL;
    size_t size = 0;
    kl_counts *with = count_file(ENGLISH, KL_SYMBOLS_LETTERS, 1);
    assert_int_equal(kl_code_encode("123", 3, with, &bytes, &size, NULL, NULL, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "letter"));
    assert_int_equal(error.input, 0);
    kl_counts_free(with);
    const char *names[] = {"heads", "tails"};
    const uint64_t counts[] = {3, 4};
    assert_int_equal(kl_counts_from_names(names, counts, 2, 0, &with, &error), KL_OK);
    assert_int_equal(kl_code_encode("abc", 3, with, &bytes, &size, NULL, NULL, &error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(error.input, 1);
    assert_null(bytes);
    kl_counts_free(with);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_back_again),
        cmocka_unit_test(test_size_is_cross_entropy),
        cmocka_unit_test(test_longer_contexts_help),
        cmocka_unit_test(test_size_is_the_estimate),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_wrong_counts),
        cmocka_unit_test(test_nothing_to_code),
        cmocka_unit_test(test_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
