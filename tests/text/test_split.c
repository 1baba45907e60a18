/* SPDX-License-Identifier: Apache-2.0 */
/* Any split gives the same bytes: over parts (down to one byte each), threads, windows of a pipe, and
 * tables that spill. */
#include "text_support.h"

#include <pthread.h>
#include <sys/stat.h>

#include "../all_cases.h"

static char directory[64];

static int set_up(void **state) {
    (void)state;
    make_directory(directory, sizeof directory);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    return rmdir(directory); /* fails if anything was left behind */
}

static kl_text_options options_of(kl_symbols symbols, int order) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols;
    options.order = order;
    return options;
}

static void assert_same_state(const kl_counts *a, const kl_counts *b) {
    size_t size_a, size_b;
    unsigned char *bytes_a = state_of(a, directory, &size_a);
    unsigned char *bytes_b = state_of(b, directory, &size_b);
    assert_int_equal(size_a, size_b);
    assert_memory_equal(bytes_a, bytes_b, size_a);
    free(bytes_a);
    free(bytes_b);
}

/* ── Parts ────────────────────────────────────────────────────────────────────────────────────── */

/* Count every part by itself, merge them in a random order. */
static kl_counts *count_parts(kl_text_options options, const void *text, size_t size,
                              uint64_t parts, kl_random *random) {
    const kl_counts **part = calloc(parts, sizeof(kl_counts *));
    options.parts = parts;
    for (uint64_t i = 0; i < parts; i++) {
        options.part = i + 1;
        part[i] = count_text(&options, text, size);
    }
    for (uint64_t i = parts; i-- > 1;) {
        uint64_t j = kl_random_below(random, i + 1);
        const kl_counts *swap = part[i];
        part[i] = part[j];
        part[j] = swap;
    }
    kl_counts *merged = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_counts_merge(part, parts, &merged, &error), error);
    for (uint64_t i = 0; i < parts; i++)
        kl_counts_free((kl_counts *)part[i]);
    free(part);
    return merged;
}

static void any_parts_in_any_order(void **state) {
    (void)state;
    static unsigned char text[4000];
    for (uint64_t seed = 0; seed < 45; seed += all_cases() ? 1 : 9)
        for (kl_symbols symbols = KL_SYMBOLS_BYTES; symbols <= KL_SYMBOLS_TOKENS; symbols++) {
            kl_random random;
            kl_random_init(&random, seed, 20 + symbols);
            size_t n = random_text(&random, seed % TEXT_KINDS, text,
                                   4 + (size_t)kl_random_below(&random, sizeof text - 4));
            kl_text_options options = options_of(symbols, 1 + (int)(seed % 5));
            kl_counts *whole = count_text(&options, text, n);
            kl_counts *merged = count_parts(options, text, n, 1 + seed % 7, &random);
            assert_same_state(whole, merged);
            kl_counts_free(whole);
            kl_counts_free(merged);
        }
}

/* A cut between any two bytes. */
static void a_part_for_every_byte(void **state) {
    (void)state;
    unsigned char text[120];
    for (uint64_t seed = 0; seed < 20; seed += all_cases() ? 1 : 7)
        for (kl_symbols symbols = KL_SYMBOLS_BYTES; symbols <= KL_SYMBOLS_TOKENS; symbols++) {
            kl_random random;
            kl_random_init(&random, seed, 30 + symbols);
            size_t n =
                random_text(&random, seed % 2 == 0 ? TEXT_SPICE : TEXT_DIRTY, text, sizeof text);
            kl_text_options options = options_of(symbols, 1 + (int)(seed % 5));
            kl_counts *whole = count_text(&options, text, n);
            kl_counts *merged = count_parts(options, text, n, n, &random);
            assert_same_state(whole, merged);
            kl_counts_free(whole);
            kl_counts_free(merged);
        }
}

/* ── Threads and pipes ────────────────────────────────────────────────────────────────────────── */

typedef struct writer {
    const char *path;
    const unsigned char *data;
    size_t size;
} writer;

static void *write_pipe(void *argument) {
    const writer *job = argument;
    write_file(job->path, job->data, job->size);
    return NULL;
}

static kl_counts *count_pipe(const kl_text_options *options, const unsigned char *text,
                             size_t size) {
    char path[128];
    snprintf(path, sizeof path, "%s/pipe", directory);
    assert_int_equal(mkfifo(path, 0600), 0);
    writer job = {path, text, size};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, write_pipe, &job), 0);
    kl_error error = KL_ERROR_INIT;
    kl_text_counter *counter;
    kl_counts *counts = NULL;
    assert_ok(kl_text_counter_new(options, &counter, &error), error);
    assert_ok(kl_text_counter_add_file(counter, path, &error), error);
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    kl_text_counter_free(counter);
    pthread_join(thread, NULL);
    unlink(path);
    return counts;
}

static kl_counts *count_file(const kl_text_options *options, const unsigned char *text,
                             size_t size) {
    char path[128];
    snprintf(path, sizeof path, "%s/text", directory);
    write_file(path, text, size);
    kl_error error = KL_ERROR_INIT;
    kl_text_counter *counter;
    kl_counts *counts = NULL;
    assert_ok(kl_text_counter_new(options, &counter, &error), error);
    assert_ok(kl_text_counter_add_file(counter, path, &error), error);
    assert_ok(kl_text_counter_finish(counter, &counts, &error), error);
    kl_text_counter_free(counter);
    unlink(path);
    return counts;
}

static void assert_any_way(kl_text_options options, const unsigned char *text, size_t size) {
    static const unsigned threads[] = {1, 2, 3, 7};
    kl_counts *whole = count_text(&options, text, size);
    for (size_t i = 0; i < COUNT_OF(threads); i += all_cases() ? 1 : 3) {
        options.pool = pool_of(threads[i]);
        kl_counts *counts = (i == 0 ? count_pipe : count_file)(&options, text, size);
        assert_same_state(whole, counts);
        kl_counts_free(counts);
        kl_pool_free(options.pool);
    }
    options.pool = pool_of(2);
    kl_counts *counts = count_pipe(&options, text, size);
    assert_same_state(whole, counts);
    kl_counts_free(counts);
    kl_pool_free(options.pool);
    kl_counts_free(whole);
}

/* Longer than a window of a pipe on one thread; every kind of text in it. */
enum { LONG_TEXT = 5 << 20 };

static unsigned char *long_text(uint64_t seed) {
    unsigned char *text = malloc(LONG_TEXT);
    size_t n = 0, period = 100003; /* random text is slow to make: repeat it, out of step */
    kl_random random;
    kl_random_init(&random, seed, 40);
    while (n + 4 < period)
        n += random_text(&random, (text_kind)kl_random_below(&random, TEXT_KINDS), text + n,
                         period - n < 300 ? period - n : 300);
    for (size_t i = n; i < LONG_TEXT; i++)
        text[i] = text[i - n];
    return text;
}

static void threads_and_pipes(void **state) {
    (void)state;
    unsigned char *text = long_text(1);
    assert_any_way(options_of(KL_SYMBOLS_LETTERS, 3), text,
                   all_cases() ? LONG_TEXT : LONG_TEXT / 8);
    if (all_cases()) {
        assert_any_way(options_of(KL_SYMBOLS_WORDS, 2), text, LONG_TEXT);
        assert_any_way(options_of(KL_SYMBOLS_BYTES, 2), text, LONG_TEXT);
    }
    free(text);
}

/* Symbols so far apart that an n-gram lies over several windows and tasks. */
static void far_apart(void **state) {
    (void)state;
    enum { SIZE = 10 << 20 };
    unsigned char *text = malloc(SIZE);
    memset(text, ' ', SIZE);
    for (size_t i = 0, at = 17; at < SIZE; i++, at += (i % 3 == 0 ? 100 : 2100100 + 977 * i))
        text[at] = (unsigned char)('a' + i % 5);
    if (all_cases())
        assert_any_way(options_of(KL_SYMBOLS_LETTERS, 5), text, SIZE);
    assert_any_way(options_of(KL_SYMBOLS_WORDS, 3), text, SIZE);
    free(text);
}

/* ── Spilling ─────────────────────────────────────────────────────────────────────────────────── */

static void assert_spilled(kl_text_options options, uint64_t memory, const unsigned char *text,
                           size_t size) {
    kl_counts *whole = count_text(&options, text, size);
    options.memory = memory;
    options.spill = directory;
    kl_counts *spilled = count_text(&options, text, size);
    assert_same_state(whole, spilled);
    kl_counts_free(spilled);

    char path[128];
    snprintf(path, sizeof path, "%s/saved.kls", directory);
    kl_text_counter *counter;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_text_counter_new(&options, &counter, &error), error);
    assert_ok(kl_text_counter_add(counter, text, size, &error), error);
    assert_ok(kl_text_counter_save(counter, path, &error), error);
    kl_text_counter_free(counter);
    size_t saved_size, whole_size;
    unsigned char *saved = read_file(path, &saved_size);
    unlink(path);
    unsigned char *bytes = state_of(whole, directory, &whole_size);
    assert_int_equal(saved_size, whole_size);
    assert_memory_equal(saved, bytes, whole_size);
    free(saved);
    free(bytes);
    kl_counts_free(whole);
}

static void spilled_tables_are_the_same(void **state) {
    (void)state;
    unsigned char *text = long_text(2);
    const size_t size = all_cases() ? LONG_TEXT : LONG_TEXT / 4;
    kl_pool *pools[] = {NULL, pool_of(3)};
    for (int i = !all_cases(); i < 2; i++) {
        kl_text_options letters = options_of(KL_SYMBOLS_LETTERS, 3);
        kl_text_options words = options_of(KL_SYMBOLS_WORDS, 2);
        letters.pool = words.pool = pools[i];
        assert_spilled(letters, 1 << 20, text, size / 8);
        assert_spilled(letters, UINT64_C(1) << 28, text, size / 2);
        assert_spilled(words, 1 << 20, text, size / 4);
    }
    kl_pool_free(pools[1]);
    free(text);
}

/* The scratch table holds all that was counted, and its n-grams are too many for the memory: that comes out when it is
 * settled, at the very end. */
static void spilled_at_the_end(void **state) {
    (void)state;
    enum { SIZE = 3 << 20 };
    const size_t size = all_cases() ? SIZE : SIZE / 2;
    unsigned char *text = malloc(size);
    uint64_t random = 1;
    for (size_t i = 0; i < size; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        text[i] = (unsigned char)('0' + (random >> 33) % 40);
    }
    assert_spilled(options_of(KL_SYMBOLS_BYTES, 3), UINT64_C(66) << 20, text, size);
    free(text);
}

/* Little memory, and nothing to spill. */
static void nothing_to_count(void **state) {
    (void)state;
    assert_spilled(options_of(KL_SYMBOLS_LETTERS, 3), 7, (const unsigned char *)"12 3", 4);
    assert_spilled(options_of(KL_SYMBOLS_WORDS, 1), 7, (const unsigned char *)"", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_parts_in_any_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_for_every_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_and_pipes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(far_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spilled_tables_are_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spilled_at_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_to_count, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
