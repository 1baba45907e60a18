/* SPDX-License-Identifier: Apache-2.0 */
/* Several files as one: a row is looked up in the file that has it. */
#include "evaluate/join.h"

#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/targets.h"
#include "text/window.h"

struct kl_join {
    kl_logits **part;
    uint64_t *begin; /* count + 1 rows */
    size_t count;
};

int kl_join_is(const char *path) {
    struct stat status;
    return strchr(path, ',') != NULL && stat(path, &status) != 0;
}

/* The part that has a row, and the row's number there. */
static const kl_logits *part_of(const kl_logits *logits, uint64_t row, uint64_t *within) {
    const struct kl_join *join = logits->join;
    size_t part = 0;
    while (row >= join->begin[part + 1])
        part++;
    *within = row - join->begin[part];
    return join->part[part];
}

static kl_status read_row(const kl_logits *logits, uint64_t row, double *out, kl_error *error) {
    uint64_t within;
    const kl_logits *part = part_of(logits, row, &within);
    return kl_logits_read(part, within, out, error);
}

static kl_status view_row(const kl_logits *logits, uint64_t row, kl_array *out, kl_levels *levels,
                          kl_error *error) {
    uint64_t within;
    const kl_logits *part = part_of(logits, row, &within);
    return part->view == NULL ? KL_OK : part->view(part, within, out, levels, error);
}

static int64_t target(const kl_logits *logits, uint64_t row) {
    uint64_t within;
    const kl_logits *part = part_of(logits, row, &within);
    return kl_logits_target(part, within);
}

static kl_row_storage storage(const kl_logits *logits, uint64_t row) {
    uint64_t within;
    const kl_logits *part = part_of(logits, row, &within);
    return kl_logits_storage(part, within);
}

static kl_status differ(const kl_logits *a, const kl_logits *b, const char *what, uint64_t x,
                        uint64_t y, kl_error *error) {
    return kl_fail(error, KL_ERROR_MISMATCH, "%s and %s differ in %s: %llu and %llu", a->path,
                   b->path, what, (unsigned long long)x, (unsigned long long)y);
}

static kl_status check(const kl_logits *a, const kl_logits *b, kl_error *error) {
    const kl_logits_shape *x = &a->shape, *y = &b->shape;
    if (x->vocabulary != y->vocabulary)
        return differ(a, b, "vocabulary", x->vocabulary, y->vocabulary, error);
    if (x->context != y->context)
        return differ(a, b, "tokens of a chunk", x->context, y->context, error);
    if (x->has_targets != y->has_targets)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s has targets, %s has none",
                       x->has_targets ? a->path : b->path, x->has_targets ? b->path : a->path);
    return KL_OK;
}

/* The first vocabulary that a part names is that of all. */
static kl_status take_vocabulary(kl_logits *logits, const kl_logits *part, kl_error *error) {
    uint64_t *hash = &logits->shape.vocabulary_hash;
    if (*hash == 0)
        *hash = part->shape.vocabulary_hash;
    if (part->shape.vocabulary_hash == 0 || part->shape.vocabulary_hash == *hash)
        return KL_OK;
    return kl_fail(error, KL_ERROR_MISMATCH,
                   "%s was made with another vocabulary than a file before it", part->path);
}

/* Chunks and documents of each part, and a new one wherever a file begins. */
static kl_status join_units(kl_logits *logits, kl_error *error) {
    const struct kl_join *join = logits->join;
    size_t units = 0;
    for (size_t p = 0; p < join->count; p++)
        units += kl_logits_units(join->part[p]);
    logits->unit_begin = kl_alloc(units + 1, sizeof *logits->unit_begin);
    if (logits->unit_begin == NULL)
        return kl_fail_memory(error, "where documents begin",
                              (units + 1) * sizeof *logits->unit_begin);
    logits->units = 0;
    for (size_t p = 0; p < join->count; p++)
        for (size_t u = 0; u < kl_logits_units(join->part[p]); u++)
            logits->unit_begin[logits->units++] =
                join->begin[p] + kl_logits_unit_begin(join->part[p], u);
    logits->unit_begin[logits->units] = logits->shape.rows;
    return KL_OK;
}

static kl_status put_together(kl_logits *logits, kl_error *error) {
    struct kl_join *join = logits->join;
    logits->shape = join->part[0]->shape;
    logits->shape.unit_rows = 0;
    logits->shape.text_hash = 0;
    logits->shape.rows = 0;
    for (size_t p = 0; p < join->count; p++) {
        kl_status status = check(join->part[0], join->part[p], error);
        if (status == KL_OK)
            status = take_vocabulary(logits, join->part[p], error);
        if (status != KL_OK)
            return status;
        join->begin[p] = logits->shape.rows;
        logits->fingerprint = kl_mix64(logits->fingerprint ^ join->part[p]->fingerprint);
        logits->shape.rows += join->part[p]->shape.rows;
        logits->is_named |= join->part[p]->is_named;
        logits->shape.is_clipped |= join->part[p]->shape.is_clipped;
        logits->shape.is_rounded |= join->part[p]->shape.is_rounded;
    }
    join->begin[join->count] = logits->shape.rows;
    logits->read = read_row;
    logits->view = view_row;
    logits->target = logits->shape.has_targets ? target : NULL;
    logits->storage = storage;
    return join_units(logits, error);
}

static kl_status open_parts(kl_logits *logits, const kl_logits_options *options, kl_error *error) {
    struct kl_join *join = logits->join;
    kl_logits_options each = *options;
    each.targets = NULL;
    char *names = kl_alloc(strlen(logits->path) + 1, 1);
    if (names == NULL)
        return kl_fail_memory(error, "names of files", strlen(logits->path) + 1);
    strcpy(names, logits->path);
    kl_status status = KL_OK;
    char *rest = names;
    while (status == KL_OK && rest != NULL) {
        char *comma = strchr(rest, ',');
        if (comma != NULL)
            *comma = '\0';
        kl_bytes *bytes = NULL;
        status = kl_bytes_open(rest, &bytes, error);
        if (status == KL_OK)
            status = kl_logits_take(bytes, rest, &each, &join->part[join->count], error);
        join->count += status == KL_OK;
        rest = comma == NULL ? NULL : comma + 1;
    }
    kl_free(names);
    return status;
}

static kl_status allocate(kl_logits *logits, const char *path, kl_error *error) {
    size_t most = 1, length = strlen(path) + 1;
    for (const char *at = path; *at; at++)
        most += *at == ',';
    struct kl_join *join = logits->join = kl_alloc_zero(1, sizeof *join);
    logits->path = kl_alloc(length, 1);
    if (join == NULL || logits->path == NULL ||
        (join->part = kl_alloc_zero(most, sizeof *join->part)) == NULL ||
        (join->begin = kl_alloc_zero(most + 1, sizeof *join->begin)) == NULL)
        return kl_fail_memory(error, "several files", most * sizeof *join->part + length);
    memcpy(logits->path, path, length);
    return KL_OK;
}

kl_status kl_join_open(const char *path, const kl_logits_options *options, kl_logits **out,
                       kl_error *error) {
    *out = NULL;
    kl_logits *logits = kl_alloc_zero(1, sizeof *logits);
    if (logits == NULL)
        return kl_fail_memory(error, "several files", sizeof *logits);
    kl_status status = allocate(logits, path, error);
    if (status == KL_OK)
        status = open_parts(logits, options, error);
    if (status == KL_OK)
        status = put_together(logits, error);
    if (status == KL_OK && options->targets != NULL)
        status = kl_targets_read(logits, options->targets, error);
    if (status == KL_OK)
        *out = logits;
    else
        kl_logits_close(logits);
    return status;
}

void kl_join_close(struct kl_join *join) {
    if (join == NULL)
        return;
    for (size_t p = 0; join->part != NULL && p < join->count; p++)
        kl_logits_close(join->part[p]);
    kl_free(join->part);
    kl_free(join->begin);
    kl_free(join);
}
