/* SPDX-License-Identifier: Apache-2.0 */
/* What is refused, with which words, and what is left behind: nothing. */
#include "../older.h"
#include "text_support.h"

#include "base/alloc.h"

static kl_text_counter *counter_of(kl_symbols symbols, int order) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols;
    options.order = order;
    kl_text_counter *counter;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(&options, &counter, &error), error);
    return counter;
}

static void assert_refused(kl_text_options options, kl_status expected, const char *part) {
    kl_error error = KL_ERROR_INIT;
    kl_text_counter *counter = NULL;
    assert_int_equal(kl_text_counter_new(&options, &counter, &error), expected);
    assert_null(counter);
    assert_int_equal(error.code, expected);
    assert_non_null(strstr(error.message, part));
}

static void wrong_options(void **state) {
    (void)state;
    kl_text_options options;
#define REFUSED(member, value, part)                                                               \
    kl_text_options_init(&options);                                                                \
    options.member = (value);                                                                      \
    assert_refused(options, KL_ERROR_ARGUMENT, part)
    REFUSED(order, 0, "order 0");
    REFUSED(order, 6, "order 6");
    REFUSED(symbols, KL_SYMBOLS_NAMES, "bytes, letters, words or tokens");
    REFUSED(part, 0, "part 0 of 1");
    REFUSED(part, 2, "part 2 of 1");
    REFUSED(parts, 0, "part 1 of 0");
    REFUSED(size, 0, "kl_text_options");
#undef REFUSED
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_text_counter_new(NULL, NULL, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_text_counter_add(NULL, "", 0, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_text_counter_finish(NULL, NULL, NULL), KL_ERROR_ARGUMENT);
    kl_text_counter_free(NULL);
}

/* ── Texts that are no text ───────────────────────────────────────────────────────────────────── */

static void assert_bad_text(kl_symbols symbols, const unsigned char *text, size_t size,
                            int64_t offset, const char *part) {
    kl_text_counter *counter = counter_of(symbols, 1);
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts = NULL;
    assert_int_equal(kl_text_counter_add(counter, text, size, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, offset);
    assert_non_null(strstr(error.message, part));
    /* A part of a text must not pass for the text. */
    assert_int_equal(kl_text_counter_finish(counter, &counts, &error), KL_ERROR_ARGUMENT);
    assert_null(counts);
    kl_text_counter_free(counter);
}

static size_t put_marks(unsigned char *text, size_t n, size_t marks) {
    for (size_t i = 0; i < marks; i++)
        n += put_code_point(0x301, text + n);
    return n;
}

static void overlong_sequences(void **state) {
    (void)state;
    enum { MARKS = 2048 };
    unsigned char *text = calloc(1, 3 * 65536);
    size_t n = put_code_point(' ', text);
    text[n++] = 'e';
    n = put_marks(text, n, MARKS); /* 1 + 4096 bytes */
    assert_bad_text(KL_SYMBOLS_LETTERS, text, n, 1, "byte 1: a combining sequence");
    assert_bad_text(KL_SYMBOLS_WORDS, text, n, 1, "byte 1: a combining sequence");
    /* As long as is allowed: one letter more than marks, or composed with the first of them. */
    kl_text_counter *counter = counter_of(KL_SYMBOLS_LETTERS, 1);
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts;
    assert_ok(kl_text_counter_add(counter, text, n - 2, &error), error);
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    assert_int_equal(kl_counts_total(counts), MARKS - 1);
    kl_counts_free(counts);
    kl_text_counter_free(counter);
    memset(text, 'x', 65600);
    text[10] = ' ';
    assert_bad_text(KL_SYMBOLS_WORDS, text, 65600, 11, "a word of more than 65536 bytes");
    assert_bad_text(KL_SYMBOLS_TOKENS, text, 65600, 11, "a token of more than 65536 bytes");
    free(text);
}

/* Each part of a text with an overlong word fails: also one that begins inside the word. */
static void overlong_words_in_parts(void **state) {
    (void)state;
    enum { SIZE = 300000 };
    char *text = malloc(SIZE);
    memset(text, 'x', SIZE);
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = KL_SYMBOLS_WORDS;
    options.parts = 3;
    for (options.part = 1; options.part <= 3; options.part++) {
        kl_error error = KL_ERROR_INIT;
        kl_text_counter *counter;
        assert_ok(kl_text_counter_new(&options, &counter, &error), error);
        assert_int_equal(kl_text_counter_add(counter, text, SIZE, &error), KL_ERROR_FORMAT);
        kl_text_counter_free(counter);
    }
    free(text);
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

static void files_that_cannot_be_read(void **state) {
    (void)state;
    char directory[64], path[128];
    make_directory(directory, sizeof directory);
    snprintf(path, sizeof path, "%s/missing", directory);
    kl_text_counter *counter = counter_of(KL_SYMBOLS_LETTERS, 1);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_text_counter_add_file(counter, path, &error), KL_ERROR_IO);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(kl_text_counter_add_file(counter, directory, &error), KL_ERROR_IO);
    assert_non_null(strstr(error.message, directory));
    assert_int_equal(kl_text_counter_add_file(counter, NULL, &error), KL_ERROR_ARGUMENT);
    /* Nothing of them was counted, so the counter is still good. */
    kl_counts *counts;
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    kl_counts_free(counts);
    kl_text_counter_free(counter);
    rmdir(directory);
}

static void a_pipe_has_no_parts(void **state) {
    (void)state;
    kl_text_options options;
    kl_text_options_init(&options);
    options.parts = 2;
    kl_text_counter *counter;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(&options, &counter, &error), error);
    assert_int_equal(kl_text_counter_add_file(counter, "-", &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "standard input"));
    kl_text_counter_free(counter);
}

/* ── Memory and spilling ──────────────────────────────────────────────────────────────────────── */

static kl_status count_with(uint64_t memory, const char *spill, uint64_t *total, kl_error *error) {
    static unsigned char text[200000];
    kl_random random;
    kl_random_init(&random, 5, 5);
    size_t n = random_text(&random, TEXT_LATIN, text, sizeof text);
    kl_text_options options;
    kl_text_options_init(&options);
    options.order = 3;
    options.memory = memory;
    options.spill = spill;
    kl_text_counter *counter = NULL;
    kl_counts *counts = NULL;
    kl_status status = kl_text_counter_new(&options, &counter, error);
    if (status == KL_OK)
        status = kl_text_counter_add(counter, text, n, error);
    if (status == KL_OK)
        status = kl_text_counter_finish(counter, &counts, error);
    if (status == KL_OK)
        *total = kl_counts_total(counts);
    kl_counts_free(counts);
    kl_text_counter_free(counter);
    return status;
}

static void memory_is_a_bound(void **state) {
    (void)state;
    uint64_t total;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(count_with(100000, NULL, &total, &error), KL_ERROR_MEMORY);
    assert_non_null(strstr(error.message, "100000"));
    assert_non_null(strstr(error.message, "directory to spill to"));
    assert_int_equal(count_with(100000, "/nonexistent/place", &total, &error), KL_ERROR_IO);
    assert_non_null(strstr(error.message, "/nonexistent/place"));
    assert_ok(count_with(100 << 20, "/nonexistent/place", &total, &error), error); /* not needed */
}

/* What options of an older header do not have is as by default. */
static void older_options(void **state) {
    (void)state;
    kl_text_options whole;
    kl_text_options_init(&whole);
    whole.symbols = KL_SYMBOLS_BYTES;
    whole.order = KL_ORDER_MAX + 1; /* which would be refused */
    kl_text_options *options = older(&whole, offsetof(kl_text_options, order));
    kl_text_counter *counter;
    kl_counts *counts;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(options, &counter, &error), error);
    assert_ok(kl_text_counter_add(counter, "a b", 3, &error), error);
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    assert_int_equal(kl_counts_symbols(counts), KL_SYMBOLS_BYTES);
    assert_int_equal(kl_counts_order(counts), 1);
    kl_counts_free(counts);
    kl_text_counter_free(counter);
    free(options);
}

static int stop(void *context, uint64_t done, uint64_t total) {
    (void)total;
    *(uint64_t *)context = done;
    return 1;
}

static void progress_can_stop(void **state) {
    (void)state;
    uint64_t done = 0;
    kl_text_options options;
    kl_text_options_init(&options);
    options.progress = stop;
    options.progress_context = &done;
    kl_text_counter *counter;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(&options, &counter, &error), error);
    assert_int_equal(kl_text_counter_add(counter, "abc", 3, &error), KL_ERROR_CANCELLED);
    assert_int_equal(error.code, KL_ERROR_CANCELLED);
    assert_string_equal(kl_status_name(error.code), "cancelled");
    assert_int_equal(done, 3);
    /* What was stopped half way is no counted text. */
    kl_counts *counts = NULL;
    assert_int_equal(kl_text_counter_finish(counter, &counts, NULL), KL_ERROR_ARGUMENT);
    assert_null(counts);
    kl_text_counter_free(counter);
}

/* Each allocation fails once: an error, no crash, no leak (the sanitizers see to that), and no file
 * left in the spill directory. */
static void any_allocation_may_fail(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    static const uint64_t memory[] = {UINT64_C(1) << 30, 300000};
    uint64_t total, expected;
    kl_error none = KL_ERROR_INIT;
    assert_ok(count_with(memory[0], NULL, &expected, &none), none);
    for (size_t i = 0; i < COUNT_OF(memory); i++) {
        unsigned long step = 1, failures = 0;
        for (unsigned long k = 1;; k += step) {
            char directory[64];
            kl_error error = KL_ERROR_INIT;
            make_directory(directory, sizeof directory);
            kl_alloc_fail_at(k);
            kl_status status = count_with(memory[i], directory, &total, &error);
            unsigned long happened = kl_alloc_fail_at(0);
            assert_int_equal(rmdir(directory), 0);
            if (happened < k)
                break;
            /* Giving memory back may fail without harm. */
            assert_true(status == KL_ERROR_MEMORY || (status == KL_OK && total == expected));
            failures += status != KL_OK;
            step = 1 + k / 20; /* every one of the first, then samples */
        }
        assert_true(failures > 20);
    }
#else
    skip(); /* needs a build with KL_ALLOC_TEST */
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_options),           cmocka_unit_test(overlong_sequences),
        cmocka_unit_test(overlong_words_in_parts), cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(a_pipe_has_no_parts),     cmocka_unit_test(memory_is_a_bound),
        cmocka_unit_test(older_options),           cmocka_unit_test(progress_can_stop),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
