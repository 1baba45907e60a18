/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is made of, written and read. */
#include "evaluate/evaluated_state.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

static const uint32_t tag_meta = KL_STATE_TAG('M', 'E', 'T', 'A');
static const uint32_t tag_worst = KL_STATE_TAG('W', 'O', 'R', 'S');

/* ── Writing ──────────────────────────────────────────────────────────────────────────────────── */

/* The writer remembers a failure; kl_state_finish tells it. */

static void put_file(const kl_evaluated_file *file, kl_state_writer *writer) {
    kl_state_put_text(writer, file->name, NULL);
    kl_state_put_text(writer, file->format, NULL);
    kl_state_put_u64(writer, file->fingerprint, NULL);
    kl_state_put_u64(writer, file->rows, NULL);
    kl_state_put_u64(writer, file->vocabulary, NULL);
    kl_state_put_u8(writer, (uint8_t)file->has_targets, NULL);
    kl_state_put_u8(writer, (uint8_t)file->is_clipped, NULL);
    kl_state_put_u8(writer, (uint8_t)file->is_rounded, NULL);
    kl_state_put_u64(writer, file->clipped_rows, NULL);
    kl_state_put_exact_sum(writer, &file->moved, NULL);
}

static void put_meta(const kl_evaluated *made, kl_state_writer *writer) {
    kl_state_begin(writer, tag_meta, NULL);
    kl_state_put_u8(writer, (uint8_t)made->is_logprobs, NULL);
    kl_state_put_u64(writer, made->with.tensor, NULL);
    kl_state_put_u64(writer, made->with.targets, NULL);
    kl_state_put_u64(writer, made->with.vocabulary, NULL);
    kl_state_put_f64(writer, made->text.bytes, NULL);
    kl_state_put_f64(writer, made->text.characters, NULL);
    kl_state_put_f64(writer, made->text.words, NULL);
    kl_state_put_u8(writer, made->measures != NULL, NULL);
    if (made->measures != NULL)
        kl_state_put_text(writer, made->measures, NULL);
    kl_state_put_u64(writer, made->size, NULL);
    kl_cover_put(&made->cover, writer, NULL);
    for (size_t i = 0; i < made->files; i++)
        put_file(&made->file[i], writer);
}

static void put_token(const kl_worst *token, const char *label, kl_state_writer *writer) {
    kl_state_put_f64(writer, token->value, NULL);
    for (int side = 0; side < 2; side++) {
        kl_state_put_f64(writer, token->loss[side], NULL);
        kl_state_put_u64(writer, (uint64_t)token->top[side], NULL);
    }
    kl_state_put_u64(writer, token->index, NULL);
    kl_state_put_u64(writer, token->unit, NULL);
    kl_state_put_u64(writer, token->position, NULL);
    kl_state_put_u64(writer, (uint64_t)token->target, NULL);
    kl_state_put_text(writer, label, NULL);
}

static kl_status put_pair(const kl_evaluated_pair *pair, kl_state_writer *writer, kl_error *error) {
    const kl_logprobs_counts *counts = &pair->counts;
    kl_status status = kl_eval_write(pair->eval, writer, error);
    kl_state_begin(writer, tag_worst, NULL);
    kl_state_put_u64(writer, counts->tokens, NULL);
    kl_state_put_u64(writer, counts->passages, NULL);
    kl_state_put_u64(writer, counts->missing, NULL);
    for (int side = 0; side < 2; side++)
        kl_state_put_u64(writer, counts->at_sentinel[side], NULL);
    for (size_t i = 0; i < pair->eval->worst_size; i++)
        put_token(&pair->eval->worst[i], pair->label[i], writer);
    return status;
}

kl_status kl_evaluated_write(const void *state, kl_state_writer *writer, kl_error *error) {
    const kl_evaluated *made = state;
    kl_status status = KL_OK;
    put_meta(made, writer);
    for (size_t i = 0; status == KL_OK && i < made->pairs; i++)
        status = put_pair(&made->pair[i], writer, error);
    return status;
}

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status get_flag(kl_state_reader *reader, int *out, kl_error *error) {
    uint8_t flag = 0;
    kl_status status = kl_state_get_u8(reader, &flag, error);
    *out = flag;
    return status == KL_OK && flag > 1 ? kl_state_refuse(reader, error, "a flag is %u", flag)
                                       : status;
}

/* A file more; the array grows with what was really read. */
static kl_status get_file(kl_state_reader *reader, kl_evaluated *made, kl_error *error) {
    kl_evaluated_file *grown = kl_realloc(made->file, made->files + 1, sizeof *grown);
    if (grown == NULL)
        return kl_fail_memory(error, "files", (made->files + 1) * sizeof *grown);
    made->file = grown;
    kl_evaluated_file *file = &grown[made->files++];
    *file = (kl_evaluated_file){.name = NULL};
    kl_state_get_text(reader, &file->name, error);
    kl_state_get_text(reader, &file->format, error);
    kl_state_get_u64(reader, &file->fingerprint, error);
    kl_state_get_u64(reader, &file->rows, error);
    kl_state_get_u64(reader, &file->vocabulary, error);
    get_flag(reader, &file->has_targets, error);
    get_flag(reader, &file->is_clipped, error);
    get_flag(reader, &file->is_rounded, error);
    kl_state_get_u64(reader, &file->clipped_rows, error);
    kl_status status = kl_state_get_exact_sum(reader, &file->moved, error);
    return status == KL_OK && file->clipped_rows > file->rows
               ? kl_state_refuse(reader, error, "%llu clipped rows of %llu",
                                 (unsigned long long)file->clipped_rows,
                                 (unsigned long long)file->rows)
               : status;
}

static kl_status get_meta(kl_state_reader *reader, kl_evaluated *made, kl_error *error) {
    int named = 0, more = 1;
    kl_state_expect(reader, tag_meta, error);
    get_flag(reader, &made->is_logprobs, error);
    kl_state_get_u64(reader, &made->with.tensor, error);
    kl_state_get_u64(reader, &made->with.targets, error);
    kl_state_get_u64(reader, &made->with.vocabulary, error);
    kl_state_get_f64(reader, &made->text.bytes, error);
    kl_state_get_f64(reader, &made->text.characters, error);
    kl_state_get_f64(reader, &made->text.words, error);
    kl_status status = get_flag(reader, &named, error);
    if (status == KL_OK && named)
        status = kl_state_get_text(reader, &made->measures, error);
    if (status == KL_OK)
        status = kl_state_get_u64(reader, &made->size, error);
    if (status == KL_OK)
        status = kl_cover_get(&made->cover, made->size, reader, error);
    while (status == KL_OK && (status = kl_state_more(reader, &more, error)) == KL_OK && more)
        status = get_file(reader, made, error);
    if (status == KL_OK && made->files == 0)
        return kl_state_refuse(reader, error, "an evaluation of no file");
    return status;
}

static kl_status get_token(kl_state_reader *reader, kl_worst *token, char **label,
                           kl_error *error) {
    uint64_t top[2] = {0, 0}, target = 0;
    kl_state_get_f64(reader, &token->value, error);
    for (int side = 0; side < 2; side++) {
        kl_state_get_f64(reader, &token->loss[side], error);
        kl_state_get_u64(reader, &top[side], error);
        token->top[side] = (int64_t)top[side];
    }
    kl_state_get_u64(reader, &token->index, error);
    kl_state_get_u64(reader, &token->unit, error);
    kl_state_get_u64(reader, &token->position, error);
    kl_state_get_u64(reader, &target, error);
    token->target = (int64_t)target;
    return kl_state_get_text(reader, label, error);
}

static kl_status get_worst(kl_state_reader *reader, kl_evaluated_pair *pair, kl_error *error) {
    kl_eval *eval = pair->eval;
    uint64_t rows = kl_stat_rows(eval, kl_eval_worst_stat(eval));
    const uint64_t most = rows < eval->options.worst ? rows : eval->options.worst;
    int more = 1;
    pair->label = kl_alloc_zero(eval->options.worst, sizeof *pair->label);
    if (pair->label == NULL)
        return kl_fail_memory(error, "labels", eval->options.worst * sizeof *pair->label);
    kl_status status = KL_OK;
    while (status == KL_OK && (status = kl_state_more(reader, &more, error)) == KL_OK && more) {
        const size_t n = eval->worst_size;
        if (n == most)
            return kl_state_refuse(reader, error, "more worst tokens than %llu",
                                   (unsigned long long)most);
        status = get_token(reader, &eval->worst[n], &pair->label[n], error);
        if (status == KL_OK && (isnan(eval->worst[n].value) ||
                                (n > 0 && !kl_worse(&eval->worst[n - 1], &eval->worst[n])))) {
            kl_free(pair->label[n]);
            return kl_state_refuse(reader, error, "worst tokens out of order");
        }
        eval->worst_size += status == KL_OK;
    }
    return status;
}

static kl_status get_pair(kl_state_reader *reader, kl_evaluated_pair *pair, kl_error *error) {
    kl_logprobs_counts *counts = &pair->counts;
    kl_status status = kl_eval_read(reader, &pair->eval, error);
    if (status == KL_OK)
        status = kl_state_expect(reader, tag_worst, error);
    kl_state_get_u64(reader, &counts->tokens, error);
    kl_state_get_u64(reader, &counts->passages, error);
    kl_state_get_u64(reader, &counts->missing, error);
    for (int side = 0; side < 2; side++)
        kl_state_get_u64(reader, &counts->at_sentinel[side], error);
    return status == KL_OK ? get_worst(reader, pair, error) : status;
}

kl_status kl_evaluated_read(kl_state_reader *reader, void **out, kl_error *error) {
    kl_evaluated *made = *out = kl_alloc_zero(1, sizeof *made);
    if (made == NULL)
        return kl_fail_memory(error, "a report", sizeof *made);
    kl_status status = get_meta(reader, made, error);
    if (status != KL_OK)
        return status;
    made->pairs = made->files > 1 ? made->files - 1 : 1;
    made->pair = kl_alloc_zero(made->pairs, sizeof *made->pair);
    if (made->pair == NULL)
        return kl_fail_memory(error, "pairs", made->pairs * sizeof *made->pair);
    for (size_t i = 0; status == KL_OK && i < made->pairs; i++) {
        status = get_pair(reader, &made->pair[i], error);
        if (status == KL_OK && made->pair[i].eval->options.has_model != (made->files > 1))
            status = kl_state_refuse(reader, error, "a pair without its model, or with one");
    }
    return status;
}
