/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from the sums of a reader, and from the few tokens that are in none: all of it in f64. */
#include <math.h>

#include "measure/softmax_close.h"
#include "measure/softmax_reader.h"

/* Of e^0: what is less is too near to where floats end, and to the numbers that stand for tokens left out. */
#define TINY 0x1p-75
/* Sums for an offset may be larger than those for the right one by this, and lose as much. */
#define LOSS 8.0
/* What a token that is left out adds to a sum, 64 e^−40 at most (softmax_block.c), is less than 2⁻²⁴ of it, if the sum
 * is as large as this. */
#define LEFT_OUT 0x1p-27

/* The tokens in no sum: one or two. */
static int removed(const kl_softmax_reader *reader, size_t token[2]) {
    token[0] = reader->side[0].removed;
    token[1] = reader->side[1].removed;
    return reader->sides == 2 && token[0] != token[1] ? 2 : 1;
}

static double least_of(const kl_softmax_reader *reader) {
    return TINY + (double)reader->left_out * LEFT_OUT;
}

int kl_softmax_finish_side(const kl_softmax_reader *reader, int k) {
    const kl_softmax_side *side = &reader->side[k];
    const kl_single_frame *frame = &reader->frame;
    kl_softmax *row = side->row;
    const double top = kl_softmax_number(side, side->removed);
    const kl_single_sums *sums = &reader->sums;
    double rest = kl_softmax_sum(sums, k == 0 ? KL_SINGLE_P : KL_SINGLE_Q), largest = 1;
    double spread = kl_softmax_sum(sums, k == 0 ? KL_SINGLE_P_SPREAD : KL_SINGLE_Q_SPREAD) +
                    ((double)(k == 0 ? frame->p_origin : frame->q_origin) - top) * rest;
    size_t token[2];
    for (int i = removed(reader, token) - 1; i >= 0; i--) {
        const kl_softmax_token t = kl_softmax_token_at(reader, token[i]);
        const double e = k == 0 ? t.e : t.e * kl_exp(t.s);
        if (token[i] == side->removed) {
            largest = e;
        } else {
            rest += e;
            spread += e * ((k == 0 ? t.x : t.y) - top);
        }
    }
    if (!(rest >= least_of(reader) * largest))
        return 0;
    row->z = 1 + rest / largest;
    row->log_z = kl_log1p(rest / largest);
    row->entropy = row->log_z - spread / (largest * row->z);
    for (size_t i = 0; i < row->tops; i++)
        row->top_logit[i] = kl_softmax_logit(row, row->top[i]);
    row->largest = row->top_logit[0];
    row->x = NULL;
    return !isnan(row->entropy);
}

/* Both divergences times the total of e, and what belongs to them. */
typedef struct result {
    double total;      /* Σ e */
    double lost, step; /* U and δ */
    double forward, reverse;
    double for_offset[2]; /* the same for the offset that the loops had, without single tokens */
    double rest;          /* Σ e of these sums */
    double distance[2]; /* total variation and Jensen–Shannon divergence of the tokens in no sum */
} result;

/* U is a sum of terms of both signs; where it is near −1, 1 + U is better from Σ e·e^s. */
static double step_of(double lost, double model, double total) {
    return fabs(lost) < 0.5 ? -kl_log1p(lost) : -kl_log(model / total);
}

/* Of a token that has more than half of all probability, what the others leave: their sums are as small as they are,
 * and its logits are not. Where the model leaves it less than half of that, its logits are good enough, and 1 + change
 * would not be. */
static double ratio_of(const result *r, const kl_softmax_token *t, double change, double others) {
    const double gain = (r->lost * others - change) / (t->e * (1 + r->lost));
    return 2 * t->e < r->total || gain < -0.5 ? t->s + r->step : kl_log1p(gain);
}

static result combine(const kl_softmax_reader *reader) {
    const kl_single_sums *sums = &reader->sums;
    const double change = kl_softmax_sum(sums, KL_SINGLE_CHANGE);
    result r = {.for_offset = {kl_softmax_sum(sums, KL_SINGLE_FORWARD),
                               kl_softmax_sum(sums, KL_SINGLE_REVERSE)},
                .rest = kl_softmax_sum(sums, KL_SINGLE_P)};
    kl_softmax_token token[2];
    size_t single[2];
    const int tokens = removed(reader, single);
    double changes = change, model = kl_softmax_sum(sums, KL_SINGLE_Q);
    r.total = r.rest;
    for (int i = 0; i < tokens; i++) {
        token[i] = kl_softmax_token_at(reader, single[i]);
        r.total += token[i].e;
        changes += token[i].e * kl_expm1(token[i].s);
        model += token[i].e * kl_exp(token[i].s);
    }
    r.lost = changes / r.total;
    r.step = step_of(r.lost, model, r.total);
    const double growth = kl_expm1(r.step), excess = kl_softmax_excess(r.step);
    r.forward = r.for_offset[0] + excess * r.rest + growth * change;
    r.reverse = r.for_offset[1] * (1 + growth) + (r.step * growth - excess) * r.rest +
                (1 + growth) * r.step * change;
    for (int i = 0; i < tokens; i++) {
        const kl_softmax_token *other = tokens == 2 ? &token[1 - i] : NULL;
        const double ratio =
            ratio_of(&r, &token[i], change + (other ? other->e * kl_expm1(other->s) : 0),
                     r.rest + (other ? other->e : 0));
        const kl_row_divergences term =
            kl_softmax_terms(token[i].e, token[i].e * kl_exp(ratio), ratio);
        r.forward += term.forward;
        r.reverse += term.reverse;
        r.distance[0] += term.total_variation;
        r.distance[1] += term.jensen_shannon;
    }
    return r;
}

double kl_softmax_right_offset(const kl_softmax_reader *reader) {
    const result r = combine(reader);
    const double offset = (double)reader->frame.offset;
    if (isnan(r.forward) || isinf(r.step))
        return NAN;
    /* Of a difference that is not exact 2⁻²⁴ of the offset may be lost: see guess_offset. */
    int is_lost = !reader->is_exact && offset * offset * r.rest > 32 * r.forward;
    int cancels = fabs(r.step) > 0.5 || r.for_offset[0] > LOSS * r.forward ||
                  (reader->whole && r.for_offset[1] > LOSS * r.reverse);
    return is_lost || cancels ? offset + r.step : offset;
}

/* Total variation and Jensen–Shannon divergence of the stored terms, times the total. */
static void add_distances(const kl_softmax_reader *reader, const result *r, double sums[2]) {
    const double gain = 1 / (1 + r->lost);
    for (size_t first = 0; first < reader->n; first += KL_SINGLE_BLOCK) {
        const kl_softmax_note *note = &reader->note[first / KL_SINGLE_BLOCK];
        size_t left = reader->n - first, n = left < KL_SINGLE_BLOCK ? left : KL_SINGLE_BLOCK;
        double block[2] = {0, 0};
        reader->single->distances(reader->e + first, reader->change + first, kl_softmax_padded(n),
                                  (float)r->lost, (float)gain, note->near, block);
        for (int k = 0; k < 2; k++)
            sums[k] += ldexp(gain * block[k], note->exponent - reader->frame.exponent);
    }
}

int kl_softmax_finish_pair(const kl_softmax_reader *reader, kl_row_divergences *apart) {
    const result r = combine(reader);
    const double least = least_of(reader) * r.total;
    if (!(r.forward >= least && r.for_offset[0] <= LOSS * r.forward && fabs(r.step) < 0.5))
        return 0;
    *apart = (kl_row_divergences){.forward = r.forward / r.total};
    reader->side[1].row->log_ratio =
        (double)reader->frame.offset + r.step + (reader->side[0].origin - reader->side[1].origin);
    if (!reader->whole)
        return 1;
    if (!(r.reverse >= least && r.for_offset[1] <= LOSS * r.reverse))
        return 0;
    double distance[2] = {0, 0};
    add_distances(reader, &r, distance);
    apart->reverse = r.reverse / r.total;
    apart->total_variation = (distance[0] / 2 + r.distance[0]) / r.total;
    apart->jensen_shannon = (distance[1] / 2 + r.distance[1]) / r.total;
    return 1;
}
