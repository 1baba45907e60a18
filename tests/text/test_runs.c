/* SPDX-License-Identifier: Apache-2.0 */
/* Spilled runs of many lists, held to the merge in memory. */
#include "text_support.h"

#include "base/alloc.h"
#include "sample/state.h"
#include "text/runs.h"

enum { LISTS_MAX = 200, RUNS_MAX = 300 };

/* Words that all runs share, and one of their own. */
static kl_counts *counts_of(size_t number) {
    char text[64];
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = KL_SYMBOLS_WORDS;
    const int size = snprintf(text, sizeof text, "shared by all, %zu", number);
    return count_text(&options, text, (size_t)size);
}

/* `each` runs in each of n lists: as many lists and runs as that are left over, and the bytes of the sum. */
static void condensed(size_t n, size_t each, size_t left) {
    kl_runs list[LISTS_MAX], *lists[LISTS_MAX];
    kl_counts *all[RUNS_MAX], *sum;
    kl_buffer spilled = {0}, expected = {0};
    kl_error error = KL_ERROR_INIT;
    size_t made = 0;
    for (size_t i = 0; i < n; i++) {
        kl_runs_init(lists[i] = &list[i], "/tmp");
        for (size_t k = 0; k < each; k++, made++) {
            all[made] = counts_of(made);
            assert_ok(kl_runs_spill(lists[i], all[made], &error), error);
        }
    }
    assert_ok(kl_runs_condense(lists, n, &error), error);
    assert_int_equal(kl_runs_spilled(lists, n), left);
    assert_ok(kl_runs_merge(lists, n, kl_sink_memory(&spilled), &error), error);
    assert_ok(kl_counts_merge((const kl_counts *const *)all, made, &sum, &error), error);
    assert_ok(kl_counts_write(sum, kl_sink_memory(&expected), &error), error);
    assert_int_equal(spilled.size, expected.size);
    assert_memory_equal(spilled.data, expected.data, expected.size);
    for (size_t i = 0; i < made; i++)
        kl_counts_free(all[i]);
    for (size_t i = 0; i < n; i++)
        kl_runs_clear(lists[i]);
    kl_counts_free(sum);
    kl_free(spilled.data);
    kl_free(expected.data);
}

static void more_runs_than_are_merged_at_once(void **state) {
    (void)state;
    condensed(1, KL_OPEN_FILES, KL_OPEN_FILES); /* nothing to do */
    condensed(1, KL_OPEN_FILES + 1, 1);
    condensed(3, 30, 3);
    condensed(130, 1, 3); /* three groups of 64 lists at most */
    condensed(130, 2, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(more_runs_than_are_merged_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
