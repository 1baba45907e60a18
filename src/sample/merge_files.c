/* SPDX-License-Identifier: Apache-2.0 */
/* Adding up states from disk to disk: in memory are the alphabets and one chunk of each. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"
#include "io/same_file.h"
#include "io/state_file.h"
#include "sample/ranks.h"
#include "sample/state.h"

/* One state that is being read, with its n-grams in the numbers of the union. */
typedef struct input {
    const char *name;
    kl_counts_reader reader;
    const uint32_t *rank;
} input;

static kl_status part_failed(const input *from, kl_status status, kl_error *error) {
    if (status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION)
        return kl_fail_prefix(error, status, from->name);
    return status;
}

static kl_status part_begin(input *part, const kl_counts_part *from, kl_error *error) {
    part->name = from->name;
    return part_failed(part, kl_counts_reader_begin(&part->reader, from->source, error), error);
}

static kl_status part_next(void *context, kl_gram_record *record, int *end, kl_error *error) {
    input *from = context;
    kl_gram_source grams = kl_counts_reader_grams(&from->reader);
    kl_status status = grams.next(grams.context, record, end, error);
    if (status != KL_OK)
        return part_failed(from, status, error);
    for (int i = 0; !*end && i < from->reader.meta.order; i++)
        record->gram[i] = from->rank[record->gram[i]];
    return KL_OK;
}

static void parts_free(input *parts, size_t n) {
    for (size_t k = 0; parts != NULL && k < n; k++)
        kl_counts_reader_free(&parts[k].reader);
    kl_free(parts);
}

static kl_status add_meta(kl_counts_meta *sum, const input *from, int *drawn, int *observed,
                          kl_error *error) {
    const kl_counts_meta *meta = &from->reader.meta;
    if (meta->symbols != sum->symbols || meta->order != sum->order) {
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%s counts %s of order %d, the files before it %s of order %d", from->name,
                       kl_symbols_name(meta->symbols), meta->order, kl_symbols_name(sum->symbols),
                       sum->order);
    }
    const int many = __builtin_add_overflow(sum->total, meta->total, &sum->total);
    if (many || __builtin_add_overflow(sum->bad_bytes, meta->bad_bytes, &sum->bad_bytes))
        return kl_fail(error, KL_ERROR_VALUE, "%s: the total of all %s leaves 64 bits", from->name,
                       many ? "counts" : "bad bytes");
    for (unsigned b = 0; b < KL_BAGS; b++)
        sum->bag_total[b] += meta->bag_total[b];
    if (meta->total > 0) {
        *drawn |= meta->independent_draws;
        *observed |= !meta->independent_draws;
    }
    return KL_OK;
}

static kl_status sum_meta(const input *parts, size_t n, kl_counts_meta *sum, kl_error *error) {
    *sum = (kl_counts_meta){.symbols = parts[0].reader.meta.symbols,
                            .order = parts[0].reader.meta.order};
    int drawn = 0, observed = 0;
    for (size_t k = 0; k < n; k++) {
        kl_status status = add_meta(sum, &parts[k], &drawn, &observed, error);
        if (status != KL_OK)
            return status;
    }
    sum->independent_draws = drawn && !observed;
    return KL_OK;
}

/* Number the symbols of all parts by their union. */
static kl_status number_symbols(input *parts, size_t n, kl_ranks *ranks, kl_error *error) {
    kl_alphabet *alphabets = kl_alloc(n, sizeof *alphabets);
    if (alphabets == NULL)
        return kl_fail_memory(error, "merging", n * sizeof *alphabets);
    for (size_t k = 0; k < n; k++)
        alphabets[k] = parts[k].reader.alphabet;
    kl_status status = kl_ranks_new(alphabets, n, ranks, error);
    for (size_t k = 0; status == KL_OK && k < n; k++)
        parts[k].rank = ranks->rank[k];
    kl_free(alphabets);
    return status;
}

static kl_status write_sum(input *parts, size_t n, const kl_counts_meta *meta,
                           const kl_alphabet *alphabet, kl_sink sink, kl_error *error) {
    kl_gram_source *sources = kl_alloc(n, sizeof *sources);
    if (sources == NULL)
        return kl_fail_memory(error, "merging", n * sizeof *sources);
    for (size_t k = 0; k < n; k++)
        sources[k] = (kl_gram_source){&parts[k], part_next};
    kl_counts_writer writer;
    kl_status status = kl_counts_writer_begin(&writer, sink, meta, alphabet, error);
    if (status == KL_OK)
        status = kl_grams_merge(sources, n, meta->order, kl_counts_writer_grams(&writer), error);
    if (status == KL_OK)
        status = kl_counts_writer_finish(&writer, error);
    kl_counts_writer_free(&writer);
    kl_free(sources);
    return status;
}

/* Merge parts that have begun. */
static kl_status merge_begun(input *parts, size_t n, kl_sink sink, kl_error *error) {
    kl_counts_meta meta;
    kl_ranks ranks = {NULL, NULL, {0, NULL, NULL}};
    kl_status status = sum_meta(parts, n, &meta, error);
    if (status == KL_OK)
        status = number_symbols(parts, n, &ranks, error);
    if (status == KL_OK)
        status = write_sum(parts, n, &meta, &ranks.alphabet, sink, error);
    kl_ranks_free(&ranks);
    return status;
}

kl_status kl_counts_merge_parts(const kl_counts_part *parts, size_t n, kl_sink sink,
                                kl_error *error) {
    input *begun = kl_alloc_zero(n, sizeof *begun);
    if (begun == NULL)
        return kl_fail_memory(error, "merging", n * sizeof *begun);
    kl_status status = KL_OK;
    for (size_t k = 0; status == KL_OK && k < n; k++)
        status = part_begin(&begun[k], &parts[k], error);
    if (status == KL_OK)
        status = merge_begun(begun, n, sink, error);
    parts_free(begun, n);
    return status;
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

/* Into a file that appears whole or not at all. */
static kl_status merge_to(const kl_counts_part *parts, size_t n, const char *out_path,
                          kl_error *error) {
    kl_file *file = NULL;
    kl_status status = kl_file_create(out_path, &file, error);
    if (status == KL_OK)
        status = kl_counts_merge_parts(parts, n, kl_sink_file(file), error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

static kl_status merge_few(const char *const *paths, size_t n, const char *out_path,
                           kl_error *error) {
    kl_counts_part parts[KL_OPEN_FILES];
    kl_input_stream *streams[KL_OPEN_FILES];
    size_t open = 0;
    kl_status status = KL_OK;
    while (status == KL_OK && open < n) {
        status = kl_input_stream_open(paths[open], &streams[open], error);
        if (status != KL_OK)
            break;
        parts[open] =
            (kl_counts_part){kl_descriptor_name(paths[open]), kl_source_stream(streams[open])};
        open++;
    }
    if (status == KL_OK)
        status = merge_to(parts, n, out_path, error);
    while (open > 0)
        kl_input_stream_close(streams[--open]);
    return status;
}

/* What the name of a file in between adds to that of the result. */
#define KL_BETWEEN 64

/* Merge group after group into files beside the result, then those. The number of files in the name keeps
 * the levels of a deep merge apart. */
static kl_status merge_groups(const char *const *paths, size_t n, const char *out_path, char *names,
                              const char **between, kl_error *error) {
    size_t groups = (n + KL_OPEN_FILES - 1) / KL_OPEN_FILES, made = 0;
    size_t room = strlen(out_path) + KL_BETWEEN;
    kl_status status = KL_OK;
    for (size_t g = 0; status == KL_OK && g < groups; g++) {
        size_t first = g * KL_OPEN_FILES;
        size_t count = n - first < KL_OPEN_FILES ? n - first : KL_OPEN_FILES;
        between[g] = names + g * room;
        snprintf(names + g * room, room, "%s.merge-%ld-%zu-%zu", out_path, (long)getpid(), n, g);
        status = merge_few(paths + first, count, between[g], error);
        made += status == KL_OK;
    }
    if (status == KL_OK)
        status = kl_counts_merge_files(between, groups, out_path, error);
    for (size_t g = 0; g < made; g++)
        remove(between[g]);
    return status;
}

static kl_status merge_many(const char *const *paths, size_t n, const char *out_path,
                            kl_error *error) {
    if (strcmp(out_path, "-") == 0) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "more than %d states can only be merged into a file, not into a pipe",
                       KL_OPEN_FILES);
    }
    size_t groups = (n + KL_OPEN_FILES - 1) / KL_OPEN_FILES;
    char *names = kl_alloc(groups, strlen(out_path) + KL_BETWEEN);
    const char **between = kl_alloc(groups, sizeof *between);
    kl_status status = KL_OK;
    if (names == NULL || between == NULL)
        status = kl_fail_memory(error, "merging", groups * sizeof *between);
    else
        status = merge_groups(paths, n, out_path, names, between, error);
    kl_free(names);
    kl_free(between);
    return status;
}

kl_status kl_counts_merge_files(const char *const *paths, size_t n, const char *out_path,
                                kl_error *error) {
    if (out_path == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_merge_files: paths and out_path must not be NULL");
    if (n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "nothing to merge");
    const kl_status status = kl_same_file_refuse(paths, n, error);
    if (status != KL_OK)
        return status;
    return n <= KL_OPEN_FILES ? merge_few(paths, n, out_path, error)
                              : merge_many(paths, n, out_path, error);
}
