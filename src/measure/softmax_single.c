/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows block by block, each once: while a block is in the first cache its most probable tokens are found, and then
 * the sums of single.h are made of it. The most probable token of each row so far is in none of these sums, since it
 * may hold nearly all probability: its terms are made in f64, when all is known or when a larger one takes its place.
 *
 * With c = offset, s = (y − x) + c, p ∝ e, q ∝ e·e^s, U = Σ p (e^s − 1) and δ = −ln(1 + U) it is
 *
 *     KL(p ‖ q) = Σ p (e^(s + δ) − 1 − (s + δ)),   ln q − ln p = s + δ,
 *
 * a sum of terms that are not negative, for any c. It is made from the sums for c, of which as much cancels as c is
 * away from c + δ: a block of some tokens says what c is about; where that was misled, the rows are read again.
 */
#include "measure/softmax_single.h"

#include <math.h>
#include <string.h>

#include "kernels/scalar.h"
#include "measure/softmax_close.h"
#include "measure/softmax_reader.h"

/* The base of exponentials follows the largest logit when it is left behind by this. */
#define STEP 4.0
/* |s| of the largest logits. */
#define BALANCE 16.0
/* Differences of logits are as good as exact if the offset is not above the root of this times their variance. */
#define SMALL 16.0
/* Tokens that say what the offset is about. */
enum { FIRST = 256 };

static size_t blocks_of(size_t n) {
    return (n + KL_SINGLE_BLOCK - 1) / KL_SINGLE_BLOCK;
}

size_t kl_softmax_single_room(size_t n) {
    return 2 * kl_softmax_padded(n) + blocks_of(n) * (sizeof(kl_softmax_note) / sizeof(float));
}

/* ── The frame ── */

static void scale_sum(kl_single_sums *sums, kl_single_sum which, double scale) {
    for (int i = 0; i < KL_SINGLE_LANES; i++)
        sums->lane[which][i] *= scale;
}
static void move_spread(kl_single_sums *sums, kl_single_sum spread, kl_single_sum of, double by) {
    for (int i = 0; i < KL_SINGLE_LANES; i++)
        sums->lane[spread][i] += by * sums->lane[of][i];
}

/* Exponentials and spreads relative to the largest number so far. */
static void follow_tops(kl_softmax_reader *reader) {
    kl_single_frame *frame = &reader->frame;
    kl_single_sums *sums = &reader->sums;
    const double top = kl_softmax_top(&reader->side[0]);
    if (top > (double)frame->p_origin + STEP) {
        const int32_t exponent = (int32_t)lround(top / M_LN2);
        for (int k = 0; k < KL_SINGLE_SUMS; k++)
            scale_sum(sums, (kl_single_sum)k, ldexp(1, frame->exponent - exponent));
        frame->exponent = exponent;
        move_spread(sums, KL_SINGLE_P_SPREAD, KL_SINGLE_P,
                    (double)frame->p_origin - (double)(float)top);
        frame->p_origin = (float)top;
    }
    if (reader->sides == 2 && kl_softmax_top(&reader->side[1]) > (double)frame->q_origin + STEP) {
        const float origin = (float)kl_softmax_top(&reader->side[1]);
        move_spread(sums, KL_SINGLE_Q_SPREAD, KL_SINGLE_Q,
                    (double)frame->q_origin - (double)origin);
        frame->q_origin = origin;
    }
}

static void set_offset(kl_single_frame *frame, double offset) {
    frame->offset = (float)offset;
    frame->offset_high = nearbyintf(frame->offset * 0x1p9f) * 0x1p-9f;
    frame->offset_low = frame->offset - frame->offset_high;
}

/* ── Single tokens ── */

/* Into the sums, and where distances will look for it. */
static void put_back(kl_softmax_reader *reader, size_t i) {
    const kl_single_frame *frame = &reader->frame;
    const kl_softmax_token t = kl_softmax_token_at(reader, i);
    const double u = kl_expm1(t.s), excess = kl_softmax_excess(t.s), model = t.e * kl_exp(t.s);
    const double terms[KL_SINGLE_SUMS] = {
        [KL_SINGLE_P] = t.e,
        [KL_SINGLE_FORWARD] = t.e * excess,
        [KL_SINGLE_CHANGE] = t.e * u,
        [KL_SINGLE_Q] = model,
        [KL_SINGLE_REVERSE] = t.e * (t.s * u - excess),
        [KL_SINGLE_P_SPREAD] = t.e * (t.x - (double)frame->p_origin),
        [KL_SINGLE_Q_SPREAD] = model * (t.y - (double)frame->q_origin)};
    for (int k = 0; k < KL_SINGLE_SUMS; k++)
        reader->sums.lane[k][0] += terms[k];
    if (reader->sides < 2 || !reader->whole)
        return;
    kl_softmax_note *note = &reader->note[i / KL_SINGLE_BLOCK];
    const double e = ldexp(t.e, frame->exponent - note->exponent);
    reader->e[i] = (float)e;
    reader->change[i] = (float)(e * u);
    note->near = note->near && t.s * t.s < (double)KL_SINGLE_NEAR;
}

/* 1 if the other row says that the token is impossible. */
static int is_impossible(const kl_softmax_reader *reader, size_t token) {
    for (int k = 0; k < reader->sides; k++)
        if (kl_softmax_number(&reader->side[k], token) == -INFINITY)
            return 1;
    return 0;
}

/* The most probable tokens are out; those that were it no more are in. 0: one is impossible for one row alone. */
static int take_out(kl_softmax_reader *reader) {
    size_t before[2] = {SIZE_MAX, SIZE_MAX};
    for (int k = 0; k < reader->sides; k++) {
        kl_softmax_side *side = &reader->side[k];
        if (side->removed == side->row->top[0])
            continue;
        before[k] = side->removed;
        side->removed = side->row->top[0];
        if (is_impossible(reader, side->removed))
            return 0;
    }
    for (int k = 0; k < reader->sides; k++) {
        int stays = before[k] == SIZE_MAX || (k == 1 && before[1] == before[0]);
        for (int j = 0; j < reader->sides; j++)
            stays |= before[k] == reader->side[j].removed;
        if (!stays)
            put_back(reader, before[k]);
    }
    return 1;
}

/* ── A pass ── */

static void add_alone(kl_softmax_reader *reader, size_t first, size_t n) {
    const kl_softmax_side *p = &reader->side[0];
    float copy[KL_SINGLE_BLOCK];
    const void *x = p->x;
    if (n != kl_softmax_padded(n) || kl_softmax_holds(p, first, n) ||
        (double)p->least < reader->frame.exponent * M_LN2 - KL_SOFTMAX_FLOOR_ALONE) {
        kl_softmax_copy_alone(reader, first, n, copy);
        x = copy;
    }
    reader->single->one(x, kl_softmax_padded(n), &reader->frame, &reader->sums);
}

/* The loop for tokens that hardly differ is tried unless the block before was not for it. */
static void compare_block(kl_softmax_reader *reader, const void *x, const void *y, size_t first,
                          size_t n) {
    kl_single_frame *frame = &reader->frame;
    kl_single_pair *const(*loop)[2] =
        reader->whole ? reader->single->whole : reader->single->divergence;
    frame->e = reader->e + first;
    frame->change = reader->change + first;
    float apart = loop[reader->is_near][reader->is_exact](x, y, n, frame, &reader->sums);
    int was_near = reader->is_near;
    reader->is_near = apart <= KL_SINGLE_NEAR;
    if (was_near && !reader->is_near)
        loop[0][reader->is_exact](x, y, n, frame, &reader->sums);
    reader->note[first / KL_SINGLE_BLOCK] = (kl_softmax_note){frame->exponent, reader->is_near};
}

static int add_pair(kl_softmax_reader *reader, size_t first, size_t n) {
    const kl_softmax_side *p = &reader->side[0], *q = &reader->side[1];
    float copy[2][KL_SINGLE_BLOCK];
    const void *x = p->x, *y = q->x;
    const double balance = (kl_softmax_top(q) - kl_softmax_top(p)) + (double)reader->frame.offset;
    if (!(fabs(balance) <= BALANCE))
        return 0;
    const int has_faint = (double)p->least < reader->frame.exponent * M_LN2 - KL_SOFTMAX_FLOOR ||
                          (double)q->least < (double)reader->frame.q_origin - KL_SOFTMAX_FLOOR;
    if (n != kl_softmax_padded(n) || kl_softmax_holds(p, first, n) ||
        kl_softmax_holds(q, first, n) || has_faint) {
        if (!kl_softmax_copy_pair(reader, first, n, has_faint, copy[0], copy[1]))
            return 0;
        x = copy[0];
        y = copy[1];
    }
    compare_block(reader, x, y, first, kl_softmax_padded(n));
    return 1;
}

static int read_all(kl_softmax_reader *reader) {
    kl_single_frame *frame = &reader->frame;
    reader->sums = (kl_single_sums){0};
    reader->left_out = 0;
    reader->is_near = 1;
    frame->exponent = 0;
    frame->p_origin = frame->q_origin = -2 * KL_SINGLE_LARGEST;
    for (size_t first = 0; first < reader->n; first += KL_SINGLE_BLOCK) {
        const size_t left = reader->n - first, n = left < KL_SINGLE_BLOCK ? left : KL_SINGLE_BLOCK;
        for (int k = 0; k < reader->sides; k++) {
            kl_softmax_side *side = &reader->side[k];
            kl_softmax_read_block(reader, side, first, n);
            if (side->largest > KL_SINGLE_LARGEST)
                return 0;
            kl_softmax_take_tops(reader, side, first, n);
            if (!(kl_softmax_top(side) >= -(double)KL_SINGLE_LARGEST))
                return 0;
            frame->ahead[k] = side->data + (first + 2 * KL_SINGLE_BLOCK) * side->size;
            frame->ahead_size[k] = side->size;
        }
        follow_tops(reader);
        if (!take_out(reader))
            return 0;
        if (reader->sides == 1)
            add_alone(reader, first, n);
        else if (!add_pair(reader, first, n))
            return 0;
    }
    return 1;
}

/* What the offset is about, by the first tokens; and whether differences are to be exact: where it is not small
 * beside what is left of them, their rounding may be. */
static int guess_offset(kl_softmax_reader *reader) {
    kl_single_frame *frame = &reader->frame;
    kl_single_sums sums = {0};
    float copy[2][FIRST];
    const size_t n = reader->n < FIRST ? reader->n : FIRST;
    for (int k = 0; k < 2; k++) {
        kl_softmax_side *side = &reader->side[k];
        kl_softmax_read_block(reader, side, 0, n);
        if (!(side->largest <= KL_SINGLE_LARGEST && side->largest >= -KL_SINGLE_LARGEST))
            return 0;
        frame->ahead[k] = side->data;
        frame->ahead_size[k] = side->size;
    }
    frame->exponent = (int32_t)lround((double)reader->side[0].largest / M_LN2);
    frame->q_origin = reader->side[1].largest;
    set_offset(frame, (double)reader->side[0].largest - (double)reader->side[1].largest);
    if (!kl_softmax_copy_pair(reader, 0, n, 1, copy[0], copy[1]))
        return 0;
    reader->single->divergence[0][1](copy[0], copy[1], kl_softmax_padded(n), frame, &sums);
    const double total = kl_softmax_sum(&sums, KL_SINGLE_P);
    const double u = kl_softmax_sum(&sums, KL_SINGLE_CHANGE) / total, step = kl_log1p(u);
    const double variance = 2 * (kl_softmax_sum(&sums, KL_SINGLE_FORWARD) / total - (u - step));
    set_offset(frame, (double)frame->offset - step);
    reader->is_exact = !((double)frame->offset * (double)frame->offset <= SMALL * variance);
    return 1;
}

int kl_softmax_single(kl_softmax *p, kl_softmax *q, int whole, const kl_kernels *kernels,
                      const kl_single_kernels *single, float *room, kl_row_divergences *apart) {
    const int is_same = q != NULL && kl_softmax_is_same(p, q);
    kl_softmax_reader reader = {.sides = q == NULL || is_same ? 1 : 2,
                                .whole = whole,
                                .kernels = kernels,
                                .single = single,
                                .n = p->stored.n,
                                .e = room,
                                .change = room + kl_softmax_padded(p->stored.n),
                                .note =
                                    (kl_softmax_note *)(room + 2 * kl_softmax_padded(p->stored.n))};
    if (!kl_softmax_take_side(&reader.side[0], p) ||
        (reader.sides == 2 && !kl_softmax_take_side(&reader.side[1], q)))
        return 0;
    if (reader.sides == 1) {
        if (!read_all(&reader) || !kl_softmax_finish_side(&reader, 0))
            return 0;
        if (is_same) {
            kl_array stored = q->stored;
            *q = *p;
            q->stored = stored;
            q->log_ratio = 0;
            *apart = (kl_row_divergences){0, 0, 0, 0};
        }
        return 1;
    }
    if (!guess_offset(&reader) || !read_all(&reader))
        return 0;
    double offset = kl_softmax_right_offset(&reader);
    if (isnan(offset))
        return 0;
    if (offset != (double)reader.frame.offset) {
        set_offset(&reader.frame, offset);
        reader.is_exact = 1;
        for (int k = 0; k < 2; k++)
            kl_softmax_take_side(&reader.side[k], k == 0 ? p : q);
        if (!read_all(&reader))
            return 0;
    }
    return kl_softmax_finish_side(&reader, 0) && kl_softmax_finish_side(&reader, 1) &&
           kl_softmax_finish_pair(&reader, apart);
}
