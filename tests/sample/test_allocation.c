/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation fails once: out of memory is a status, and nothing leaks. */
#include "help.h"

#ifdef KL_ALLOC_TEST
#include <unistd.h>

typedef kl_status work(void);

static kl_counts *table_a, *table_b;
static char path[2][256], path_out[256];

/* Let the k-th allocation of `run` fail, for k = 1, 2, … until none does. */
static void exhaust(const char *name, work *run) {
    unsigned long most = 100000;
    for (unsigned long k = 1; k < most; k++) {
        kl_alloc_fail_at(k);
        kl_status status = run();
        unsigned long taken = kl_alloc_fail_at(0);
        if (status == KL_OK) {
            /* giving memory back may fail unseen; nothing else may */
            if (taken < k) {
                assert_true(k > 3);
                return;
            }
        } else if (status != KL_ERROR_MEMORY) {
            fail_msg("%s, allocation %lu: %s", name, k, kl_status_name(status));
        }
    }
    fail_msg("%s never succeeds", name);
}

static kl_status build(void) {
    kl_counts *out = NULL;
    kl_cell cells[200];
    char name[HELP_ALPHABET][8];
    kl_symbol_name symbol[HELP_ALPHABET];
    help_names(name, symbol, 8);
    for (uint32_t i = 0; i < 200; i++)
        cells[i] = (kl_cell){.gram = {i % 8, i / 8 % 8}, .bag = i % 64, .count = 1};
    kl_status status = kl_counts_build(KL_SYMBOLS_WORDS, 2, symbol, 8, cells, 200, 0, &out, NULL);
    assert_true((status == KL_OK) == (out != NULL));
    kl_counts_free(out);
    return status;
}

static kl_status names(void) {
    const char *name[] = {"a", "b", "c"};
    uint64_t count[] = {3, 2000, 5};
    kl_counts *out = NULL;
    kl_status status = kl_counts_from_names(name, count, 3, 1, &out, NULL);
    assert_true((status == KL_OK) == (out != NULL));
    kl_counts_free(out);
    return status;
}

static kl_status merge(void) {
    const kl_counts *parts[] = {table_a, table_b};
    kl_counts *out = NULL;
    kl_status status = kl_counts_merge(parts, 2, &out, NULL);
    assert_true((status == KL_OK) == (out != NULL));
    kl_counts_free(out);
    return status;
}

static kl_status files(void) {
    const char *paths[] = {path[0], path[1]};
    kl_counts *out = NULL;
    kl_status status = kl_counts_save(table_a, path[0], NULL);
    if (status == KL_OK)
        status = kl_counts_save(table_b, path[1], NULL);
    if (status == KL_OK)
        status = kl_counts_merge_files(paths, 2, path_out, NULL);
    if (status == KL_OK)
        status = kl_counts_load(path_out, &out, NULL);
    kl_counts_free(out);
    return status;
}

static kl_status pair_with(kl_smoothing smoothing, kl_method estimator) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 9;
    options.smoothing = smoothing;
    options.estimator = estimator;
    kl_counts_pair *out = NULL;
    kl_status status = kl_counts_pair_new(table_a, table_b, &options, &out, NULL);
    assert_true((status == KL_OK) == (out != NULL));
    kl_counts_pair_free(out);
    return status;
}

static kl_status pair(void) {
    return pair_with(KL_SMOOTH_KT, KL_METHOD_JACKKNIFE);
}
static kl_status pair_plain(void) {
    return pair_with(KL_SMOOTH_NONE, KL_METHOD_JACKKNIFE);
}
static kl_status pair_of_shares(void) {
    return pair_with(KL_SMOOTH_KT, KL_METHOD_SHRINKAGE);
}
static kl_status pair_of_entropies(void) {
    return pair_with(KL_SMOOTH_KT, KL_METHOD_NSB);
}

/* Some of the names of the table, and one that it has not. */
static kl_status known(void) {
    const char *const list[] = {"s0", "s7919", "x"};
    const double weights[] = {1, 2, 3};
    kl_counts_known *out = NULL;
    kl_status status = kl_counts_known_new(table_a, list, weights, 3, NULL, &out, NULL);
    assert_true((status == KL_OK) == (out != NULL));
    kl_counts_known_free(out);
    return status;
}

/* Numbers, and points of two columns. */
static kl_status two_samples(void) {
    const double numbers[] = {1, 2, 3, 4, 5, 6, 7, 8};
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.permutations = 9;
    kl_two_sample_result out;
    kl_status status = KL_OK;
    for (int id = 0; status == KL_OK && id < KL_TWO_SAMPLE_COUNT; id++) {
        for (size_t columns = 1; status == KL_OK && columns <= 2; columns++) {
            const kl_matrix a = {numbers, 2, columns, (ptrdiff_t)columns, KL_F64};
            const kl_matrix b = {numbers + 4, 2, columns, (ptrdiff_t)columns, KL_F64};
            if (columns == 1 || !kl_two_sample_get((kl_two_sample_id)id)->one_dimension)
                status = kl_two_sample_compute((kl_two_sample_id)id, a, b, &options, &out, NULL);
        }
    }
    return status;
}

static kl_status entropy(void) {
    kl_estimate out;
    return kl_counts_entropy(table_a, KL_METHOD_GRASSBERGER, NULL, &out, NULL);
}

/* Whole numbers, so that there is noise to be drawn. */
static kl_status points(void) {
    double x[160], y[160];
    for (int i = 0; i < 160; i++) {
        x[i] = i % 13;
        y[i] = i % 17;
    }
    const kl_matrix p = {x, 160, 1, 1, KL_F64}, q = {y, 160, 1, 1, KL_F64};
    kl_points_options options;
    kl_points_options_init(&options);
    options.ties = KL_TIES_JITTER;
    kl_estimate out;
    kl_status status = kl_points_entropy(p, &options, &out, NULL);
    if (status == KL_OK)
        status = kl_points_divergence(p, q, &options, &out, NULL);
    return status;
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    snprintf(path[0], sizeof path[0], "%s/kullback-%ld-a.kls", folder, (long)getpid());
    snprintf(path[1], sizeof path[1], "%s/kullback-%ld-b.kls", folder, (long)getpid());
    snprintf(path_out, sizeof path_out, "%s/kullback-%ld-out.kls", folder, (long)getpid());
    for (int order = 1; order <= 2; order++) {
        table_a = help_random(1, order, 9, 64, 300);
        table_b = help_random(2, order, 12, 64, 300);
        exhaust("merge", merge);
        exhaust("pair", pair);
        exhaust("pair without smoothing", pair_plain);
        exhaust("pair of estimated shares", pair_of_shares);
        exhaust("pair of estimated entropies", pair_of_entropies);
        exhaust("entropy", entropy);
        if (order == 1)
            exhaust("known", known);
        exhaust("files", files);
        kl_counts_free(table_a);
        kl_counts_free(table_b);
    }
    exhaust("build", build);
    exhaust("names", names);
    exhaust("two samples", two_samples);
    exhaust("points", points);
    remove(path[0]);
    remove(path[1]);
    remove(path_out);
}
#else
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
