/* SPDX-License-Identifier: Apache-2.0 */
/* From tokens with log-probabilities to the numbers of rows. */
#include "evaluate/feed_logprobs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "evaluate/list_pair.h"
#include "io/excerpt.h"
#include "kernels/scalar.h"
#include "text/text_size.h"

/* ── Are they the same tokens ─────────────────────────────────────────────────────────────────── */

static int same_token(const kl_listed *a, const kl_listed *b) {
    if (a->id >= 0 && b->id >= 0)
        return a->id == b->id;
    if (a->text != NULL && b->text != NULL)
        return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
    /* The first token of a prompt may have neither id nor text. */
    return (a->id < 0 && a->text == NULL) || (b->id < 0 && b->text == NULL);
}

typedef struct token_name {
    char text[KL_EXCERPT_SIZE];
} token_name;

static token_name name_of(const kl_listed *token) {
    token_name name = {"no name"};
    if (token->text != NULL)
        kl_excerpt(token->text, token->size, name.text);
    else if (token->id >= 0)
        snprintf(name.text, sizeof name.text, "id %lld", (long long)token->id);
    return name;
}

static kl_status check_same(const kl_logprob_token *base, const kl_logprob_token *model,
                            const char *const names[2], kl_error *error) {
    int swapped = base == NULL || (model != NULL && (base->unit > model->unit));
    const kl_logprob_token *a = swapped ? model : base, *b = swapped ? base : model;
    if (b == NULL || a->unit != b->unit || a->position != b->position)
        return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)a->line, -1,
                          "%s and %s differ in length: %s has no token %llu in its passage %llu "
                          "(line %lld of %s)",
                          names[0], names[1], names[!swapped], (unsigned long long)a->position,
                          (unsigned long long)a->unit + 1, (long long)a->line, names[swapped]);
    if (same_token(&a->token, &b->token))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)a->line, -1,
                      "%s and %s differ in the text: line %lld, token %llu is %s and %s", names[0],
                      names[1], (long long)a->line, (unsigned long long)a->position,
                      name_of(&a->token).text, name_of(&b->token).text);
}

/* ── One token ────────────────────────────────────────────────────────────────────────────────── */

/* Was the token among the `most` most probable? It is not left open depending on whether it was. */
static void set_among(const kl_logprob_token *token, int stat, size_t most, kl_row_stats *stats) {
    size_t above = 0;
    for (size_t i = 0; i < token->listed_n; i++)
        above += token->state == KL_LOGPROB_AT_SENTINEL ||
                 token->listed[i].logprob > token->token.logprob;
    if (token->tops >= most)
        kl_row_set(stats, stat, above < most);
    else if (token->rank > 0)
        kl_row_set(stats, stat, token->rank <= most);
}

static void set_side(const kl_logprob_token *token, int side, kl_row_stats *stats) {
    if (token->state == KL_LOGPROB_MISSING)
        return;
    set_among(token, KL_STAT_TOP1 + side, 1, stats);
    set_among(token, KL_STAT_TOP5 + side, KL_TOP, stats);
    double top = -INFINITY;
    for (size_t i = 0; i < token->listed_n; i++)
        top = fmax(top, token->listed[i].logprob);
    if (token->tops > 0)
        kl_row_set(stats, KL_STAT_CONFIDENCE + side, kl_exp(top));
}

static void set_loss(const kl_logprob_token *const token[2], int pair, kl_row_stats *stats) {
    for (int side = 0; side <= pair; side++)
        if (token[side]->state != KL_LOGPROB_KNOWN)
            return;
    for (int side = 0; side <= pair; side++)
        kl_row_set(stats, KL_STAT_LOSS + side, 0 - token[side]->token.logprob);
    if (pair)
        kl_row_set_change(stats);
}

static void set_between(int low, kl_between between, kl_row_stats *stats) {
    kl_row_set(stats, low, between.low);
    kl_row_set(stats, low + 1, between.high);
}

static kl_status set_pair(const kl_logprob_token *const token[2], kl_list_pair *lists,
                          kl_row_stats *stats, kl_error *error) {
    if (token[0]->listed_n == 0 || token[1]->listed_n == 0)
        return KL_OK;
    kl_partial partial;
    int same_top;
    kl_status status = kl_list_pair_set(lists, token[0], token[1], &partial, &same_top, error);
    if (status != KL_OK)
        return status;
    kl_partial_bounds bounds = kl_partial_compare(&partial);
    set_between(KL_STAT_FORWARD_LOW, bounds.forward, stats);
    set_between(KL_STAT_REVERSE_LOW, bounds.reverse, stats);
    set_between(KL_STAT_JENSEN_SHANNON_LOW, bounds.jensen_shannon, stats);
    set_between(KL_STAT_TOTAL_VARIATION_LOW, bounds.total_variation, stats);
    if (same_top >= 0)
        kl_row_set(stats, KL_STAT_SAME_TOP, same_top);
    return KL_OK;
}

/* ── All tokens ───────────────────────────────────────────────────────────────────────────────── */

typedef struct feeding {
    kl_eval *eval;
    const char *const *names;
    kl_logprobs_counts *counts;
    kl_list_pair lists;
    int blank;      /* the passage so far ends in a blank */
    uint64_t index; /* of the token in the whole file */
} feeding;

static void set_text(feeding *f, const kl_logprob_token *const token[2], int pair,
                     kl_row_stats *stats) {
    const kl_logprob_token *from = token[0]->has_bytes || !pair ? token[0] : token[1];
    if (token[0]->position == 0)
        f->blank = 1;
    if (from->token.text == NULL)
        return;
    kl_text_counts counts = kl_text_count(from->token.text, from->token.size, &f->blank);
    if (!from->has_bytes || !kl_row_says(stats, KL_STAT_LOSS))
        return;
    kl_row_set(stats, KL_STAT_BYTES, (double)counts.bytes);
    kl_row_set(stats, KL_STAT_CHARACTERS, (double)counts.characters);
    kl_row_set(stats, KL_STAT_WORDS, (double)counts.words);
}

static void count(feeding *f, const kl_logprob_token *const token[2], int pair) {
    kl_logprobs_counts *counts = f->counts;
    int is_missing = 0, is_left_out = 0;
    for (int side = 0; side <= pair; side++) {
        int at_sentinel = token[side]->state == KL_LOGPROB_AT_SENTINEL;
        is_left_out |= at_sentinel;
        is_missing |= token[side]->state == KL_LOGPROB_MISSING;
        counts->at_sentinel[side] += (uint64_t)at_sentinel;
        f->eval->counts.clipped_targets[side] += (uint64_t)at_sentinel;
    }
    f->eval->left_out += (uint64_t)(is_left_out && !is_missing);
    counts->missing += (uint64_t)is_missing;
    counts->tokens++;
    counts->passages = token[0]->unit + 1;
}

static kl_status feed(feeding *f, const kl_logprob_token *const token[2], int pair,
                      kl_error *error) {
    kl_row_stats stats = {.top = {-1, -1}};
    kl_eval_row row = {.target = token[0]->token.id,
                       .index = f->index,
                       .unit = token[0]->unit,
                       .position = token[0]->position};
    for (int side = 0; side <= pair; side++)
        set_side(token[side], side, &stats);
    set_loss(token, pair, &stats);
    set_text(f, token, pair, &stats);
    kl_error detail = KL_ERROR_INIT;
    kl_status status = pair ? set_pair(token, &f->lists, &stats, &detail) : KL_OK;
    if (status != KL_OK)
        return kl_fail_at(error, status, token[0]->line, -1, "%s and %s: line %lld, token %llu: %s",
                          f->names[0], f->names[1], (long long)token[0]->line,
                          (unsigned long long)token[0]->position, detail.message);
    count(f, token, pair);
    return stats.known != 0 ? kl_eval_add(f->eval, &row, &stats, error) : KL_OK;
}

static int is_within(kl_range lines, int64_t line) {
    return (uint64_t)line > lines.low && (uint64_t)line <= lines.high;
}

kl_status kl_eval_logprobs(kl_eval *eval, kl_logprobs *base, kl_logprobs *model,
                           const char *const names[2], kl_range lines, kl_logprobs_counts *counts,
                           kl_error *error) {
    *counts = (kl_logprobs_counts){.tokens = 0};
    feeding f = {.eval = eval, .names = names, .counts = counts};
    int pair = model != NULL;
    kl_status status = KL_OK;
    for (;;) {
        const kl_logprob_token *token[2] = {NULL, NULL};
        status = kl_logprobs_next(base, &token[0], error);
        if (status == KL_OK && pair)
            status = kl_logprobs_next(model, &token[1], error);
        if (status != KL_OK || (token[0] == NULL && token[1] == NULL))
            break;
        if (pair)
            status = check_same(token[0], token[1], names, error);
        if (status == KL_OK && is_within(lines, token[0]->line))
            status = feed(&f, token, pair, error);
        if (status != KL_OK)
            break;
        f.index++;
    }
    kl_list_pair_free(&f.lists);
    return status;
}
