/* SPDX-License-Identifier: Apache-2.0 */
/* Adding up tables of counts in memory. */
#include "base/alloc.h"
#include "base/error.h"
#include "sample/grams.h"
#include "sample/ranks.h"

static kl_status put_builder(void *context, const kl_gram_record *record, kl_error *error) {
    return kl_counts_builder_put(context, record, error);
}

static kl_status check_parts(const kl_counts *const *parts, size_t n, kl_error *error) {
    if (n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "nothing to merge");
    for (size_t k = 0; k < n; k++) {
        if (parts[k] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)k, -1, "part %zu is NULL", k);
        if (parts[k]->symbols != parts[0]->symbols || parts[k]->order != parts[0]->order) {
            kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)k, -1,
                       "part %zu counts %s of order %d, part 0 %s of order %d", k,
                       kl_symbols_name(parts[k]->symbols), parts[k]->order,
                       kl_symbols_name(parts[0]->symbols), parts[0]->order);
            return kl_fail_input(error, KL_ERROR_MISMATCH, k);
        }
    }
    return KL_OK;
}

/* Stream all parts through the merge into a new table. */
static kl_status merge_tables(const kl_counts *const *parts, size_t n, kl_ranks *ranks,
                              kl_table_cursor *cursors, kl_gram_source *sources, kl_counts **out,
                              kl_error *error) {
    for (size_t k = 0; k < n; k++) {
        cursors[k] = (kl_table_cursor){parts[k], ranks->rank[k], 0};
        sources[k] = kl_table_cursor_source(&cursors[k]);
    }
    kl_counts_builder builder;
    kl_status status = kl_counts_builder_init(&builder, parts[0]->symbols, parts[0]->order,
                                              &ranks->alphabet, error);
    if (status != KL_OK)
        return status;
    kl_gram_sink sink = {&builder, put_builder};
    status = kl_grams_merge(sources, n, parts[0]->order, sink, error);
    if (status == KL_OK)
        *out = kl_counts_builder_finish(&builder);
    kl_counts_builder_free(&builder);
    return status;
}

/* What is not in the n-grams. Draws count as independent only if those of every part with counts
 * do. */
static kl_status merge_marks(const kl_counts *const *parts, size_t n, kl_counts *out,
                             kl_error *error) {
    int drawn = 0, observed = 0;
    for (size_t k = 0; k < n; k++) {
        if (__builtin_add_overflow(out->bad_bytes, parts[k]->bad_bytes, &out->bad_bytes))
            return kl_fail(error, KL_ERROR_VALUE, "the number of bad bytes leaves 64 bits");
        if (parts[k]->total > 0) {
            drawn |= parts[k]->independent_draws != 0;
            observed |= parts[k]->independent_draws == 0;
        }
    }
    out->independent_draws = drawn && !observed;
    return KL_OK;
}

kl_status kl_counts_merge(const kl_counts *const *parts, size_t n, kl_counts **out,
                          kl_error *error) {
    if (out == NULL || (n > 0 && parts == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_counts_merge: parts and out must not be NULL");
    *out = NULL;
    kl_status status = check_parts(parts, n, error);
    if (status != KL_OK)
        return status;
    kl_alphabet *alphabets = kl_alloc(n, sizeof *alphabets);
    kl_table_cursor *cursors = kl_alloc(n, sizeof *cursors);
    kl_gram_source *sources = kl_alloc(n, sizeof *sources);
    kl_ranks ranks = {NULL, NULL, {0, NULL, NULL}};
    if (alphabets == NULL || cursors == NULL || sources == NULL) {
        status = kl_fail_memory(error, "merging", n * sizeof *alphabets);
    } else {
        for (size_t k = 0; k < n; k++) {
            alphabets[k] =
                (kl_alphabet){parts[k]->alphabet, parts[k]->symbol_start, parts[k]->symbol_bytes};
        }
        status = kl_ranks_new(alphabets, n, &ranks, error);
    }
    if (status == KL_OK) {
        status = merge_tables(parts, n, &ranks, cursors, sources, out, error);
        kl_ranks_free(&ranks);
    }
    kl_free(alphabets);
    kl_free(cursors);
    kl_free(sources);
    if (status == KL_OK && (status = merge_marks(parts, n, *out, error)) != KL_OK) {
        kl_counts_free(*out);
        *out = NULL;
    }
    return status;
}
