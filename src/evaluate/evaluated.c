/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is made of: made, merged, freed. */
#include "evaluate/evaluated.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/evaluated_state.h"

kl_status kl_evaluated_new(size_t files, const char *measures, kl_evaluated **out,
                           kl_error *error) {
    kl_evaluated *made = *out = kl_alloc_zero(1, sizeof *made);
    if (made == NULL)
        return kl_fail_memory(error, "a report", sizeof *made);
    made->pairs = files > 1 ? files - 1 : 1;
    made->file = kl_alloc_zero(files, sizeof *made->file);
    made->pair = kl_alloc_zero(made->pairs, sizeof *made->pair);
    if (made->file == NULL || made->pair == NULL)
        return kl_fail_memory(error, "a report", files * sizeof *made->pair);
    made->files = files;
    for (size_t i = 0; i < files; i++)
        kl_exact_sum_init(&made->file[i].moved);
    return kl_copy_text(measures, &made->measures, error);
}

static void free_labels(char **label, size_t n) {
    for (size_t i = 0; label != NULL && i < n; i++)
        kl_free(label[i]);
    kl_free(label);
}

void kl_evaluated_free(kl_evaluated *evaluated) {
    if (evaluated == NULL)
        return;
    for (size_t i = 0; evaluated->file != NULL && i < evaluated->files; i++) {
        kl_free(evaluated->file[i].name);
        kl_free(evaluated->file[i].format);
    }
    for (size_t i = 0; evaluated->pair != NULL && i < evaluated->pairs; i++) {
        kl_evaluated_pair *pair = &evaluated->pair[i];
        free_labels(pair->label, pair->eval ? pair->eval->worst_size : 0);
        kl_eval_free(pair->eval);
    }
    kl_free(evaluated->file);
    kl_free(evaluated->pair);
    kl_free(evaluated->measures);
    kl_cover_free(&evaluated->cover);
    kl_free(evaluated);
}

/* ── Merging ──────────────────────────────────────────────────────────────────────────────────── */

/* Of one content there may be several names: the least of them, whatever came first. */
static kl_status merge_file(kl_evaluated_file *file, const kl_evaluated_file *other,
                            kl_error *error) {
    if (file->fingerprint != other->fingerprint || file->rows != other->rows ||
        file->vocabulary != other->vocabulary)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "this is of %s, what is there of %s, which holds other predictions",
                       other->name, file->name);
    file->clipped_rows += other->clipped_rows;
    kl_exact_sum_merge(&file->moved, &other->moved);
    if (strcmp(other->name, file->name) >= 0)
        return KL_OK;
    char *name = NULL;
    kl_status status = kl_copy_text(other->name, &name, error);
    if (status == KL_OK) {
        kl_free(file->name);
        file->name = name;
    }
    return status;
}

static const char *label_of(const kl_worst *worst, char *const *label, size_t n,
                            const kl_worst *token) {
    for (size_t i = 0; i < n; i++)
        if (worst[i].unit == token->unit && worst[i].index == token->index)
            return label[i];
    return NULL;
}

static void merge_counts(kl_logprobs_counts *counts, const kl_logprobs_counts *other) {
    counts->tokens += other->tokens;
    counts->missing += other->missing;
    /* Passages are numbered in the whole file. */
    if (counts->passages < other->passages)
        counts->passages = other->passages;
    for (int side = 0; side < 2; side++)
        counts->at_sentinel[side] += other->at_sentinel[side];
}

/* The worst of both, each with its label, which was with one of the two. */
static kl_status merge_worst(kl_evaluated_pair *pair, const kl_evaluated_pair *other,
                             const kl_worst *before, size_t n, kl_error *error) {
    const kl_eval *from = other->eval, *to = pair->eval;
    char **old = pair->label;
    pair->label = kl_alloc_zero(to->worst_size, sizeof *pair->label);
    kl_status status = pair->label ? KL_OK : kl_fail_memory(error, "labels", to->worst_size);
    for (size_t i = 0; status == KL_OK && i < to->worst_size; i++) {
        const kl_worst *token = &to->worst[i];
        const char *label = label_of(before, old, n, token);
        if (label == NULL)
            label = label_of(from->worst, other->label, from->worst_size, token);
        status = kl_copy_text(label, &pair->label[i], error);
    }
    free_labels(old, n);
    return status;
}

static kl_status merge_pair(kl_evaluated_pair *pair, const kl_evaluated_pair *other,
                            kl_error *error) {
    size_t n = pair->eval->worst_size;
    kl_worst *before = kl_alloc(n, sizeof *before);
    if (before == NULL)
        return kl_fail_memory(error, "the worst tokens", n * sizeof *before);
    memcpy(before, pair->eval->worst, n * sizeof *before);
    kl_status status = kl_eval_merge(pair->eval, other->eval, error);
    if (status == KL_OK)
        status = merge_worst(pair, other, before, n, error);
    if (status == KL_OK)
        merge_counts(&pair->counts, &other->counts);
    kl_free(before);
    return status;
}

static int same(const char *a, const char *b) {
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static int same_text(kl_text_size a, kl_text_size b) {
    return a.bytes == b.bytes && a.characters == b.characters && a.words == b.words;
}

/* What keeps them apart, as "this was made …"; NULL: nothing that concerns all files. */
static const char *difference(const kl_evaluated *a, const kl_evaluated *b) {
    return a->files != b->files                       ? "of another number of files"
           : a->is_logprobs != b->is_logprobs         ? "of another kind of files"
           : a->size != b->size                       ? "of files of another length"
           : a->with.tensor != b->with.tensor         ? "with another tensor"
           : a->with.targets != b->with.targets       ? "with other targets"
           : a->with.vocabulary != b->with.vocabulary ? "with another vocabulary"
           : !same_text(a->text, b->text)             ? "with another text"
           : !same(a->measures, b->measures)          ? "with other measures"
                                                      : NULL;
}

static kl_status merge(void *state, const void *from, kl_error *error) {
    kl_evaluated *evaluated = state;
    const kl_evaluated *other = from;
    const char *what = difference(evaluated, other);
    if (what != NULL)
        return kl_fail(error, KL_ERROR_MISMATCH, "this was made %s than what is there", what);
    kl_status status = kl_cover_merge(&evaluated->cover, &other->cover, error);
    for (size_t i = 0; status == KL_OK && i < other->files; i++)
        status = merge_file(&evaluated->file[i], &other->file[i], error);
    for (size_t i = 0; status == KL_OK && i < other->pairs; i++)
        status = merge_pair(&evaluated->pair[i], &other->pair[i], error);
    return status;
}

static void free_state(void *state) {
    kl_evaluated_free(state);
}

const kl_state_type kl_evaluated_type = {KL_STATE_EVALUATION, kl_evaluated_read, merge,
                                         kl_evaluated_write, free_state};
