/* SPDX-License-Identifier: Apache-2.0 */
/* One block of a row or two: its numbers as f32, its most probable tokens, and copies without what adds nothing. */
#include <string.h>

#include "measure/softmax_reader.h"

int kl_softmax_take_side(kl_softmax_side *side, kl_softmax *row) {
    const kl_array *stored = &row->stored;
    side->row = row;
    side->data = stored->data;
    side->size = kl_dtype_size(stored->dtype);
    side->removed = SIZE_MAX;
    row->tops = 0;
    if (stored->stride != 1)
        return 0;
    if (row->is_levels) {
        side->origin = row->scale * 65535 + row->offset;
        return stored->dtype == KL_U16 && (double)(float)row->scale == row->scale;
    }
    return stored->dtype == KL_F32 || stored->dtype == KL_F16 || stored->dtype == KL_BF16;
}

void kl_softmax_read_block(const kl_softmax_reader *reader, kl_softmax_side *side, size_t first,
                           size_t n) {
    const unsigned char *from = side->data + first * side->size;
    side->x = side->room;
    if (side->row->is_levels)
        reader->single->widen_levels(from, n, (float)side->row->scale, side->room);
    else if (side->row->stored.dtype == KL_F16)
        reader->single->widen_f16(from, n, side->room);
    else if (side->row->stored.dtype == KL_BF16)
        reader->single->widen_bf16(from, n, side->room);
    else
        side->x = from;
    side->least = INFINITY;
    side->largest = -INFINITY;
    reader->single->range(side->x, n, &side->least, &side->largest);
}

static float number_at(const void *x, size_t i) {
    float v;
    memcpy(&v, (const unsigned char *)x + i * sizeof v, sizeof v);
    return v;
}

void kl_softmax_take_tops(const kl_softmax_reader *reader, kl_softmax_side *side, size_t first,
                          size_t n) {
    kl_softmax *row = side->row;
    size_t i = 0;
    for (; i < n && row->tops < KL_TOP; i++)
        kl_softmax_insert_top(row, first + i, (double)number_at(side->x, i));
    if (row->tops == KL_TOP && !((double)side->largest > row->top_logit[KL_TOP - 1]))
        return;
    const unsigned char *x = side->x;
    for (; (i += reader->kernels->above_f32(x + i * sizeof(float), n - i,
                                            row->top_logit[row->tops - 1])) < n;
         i++)
        kl_softmax_insert_top(row, first + i, (double)number_at(x, i));
}

/* A number that adds nothing: its exponential is 2⁻¹²². */
static float nothing(const kl_single_frame *frame) {
    return (float)((frame->exponent - 122) * M_LN2);
}

/* Tokens that are left out are at least so far below a row's maximum */
#define FAINT 40.0
/* if their logits differ by no more than this, so that they add less than 2⁻⁵¹ to a divergence each, */
#define APART 64.0
/* or any further: of logits down to −2¹²⁸ less than 2⁻¹⁵⁰ is left. */
#define VANISHING 200.0

/* 1: the token is left out. −1: it is faint for one row, and may count for the other. */
static int is_faint(kl_softmax_reader *reader, float x, float y) {
    const double a = (double)x - reader->frame.exponent * M_LN2,
                 b = (double)y - (double)reader->frame.q_origin, most = a > b ? a : b;
    if (!(a < -KL_SOFTMAX_FLOOR || b < -KL_SOFTMAX_FLOOR))
        return 0;
    if (x == -INFINITY && y == -INFINITY)
        return 1;
    if (!isfinite(x) || !isfinite(y))
        return -1;
    if (most < -VANISHING)
        return 1;
    if (most > -FAINT || fabs(a - b) > APART)
        return -1;
    reader->left_out++;
    return 1;
}

int kl_softmax_copy_pair(kl_softmax_reader *reader, size_t first, size_t n, int has_faint, float *x,
                         float *y) {
    const kl_softmax_side *p = &reader->side[0], *q = &reader->side[1];
    const float empty = nothing(&reader->frame), empty_q = empty - reader->frame.offset;
    memcpy(x, p->x, n * sizeof *x);
    memcpy(y, q->x, n * sizeof *y);
    for (size_t i = n; i < kl_softmax_padded(n); i++) {
        x[i] = empty;
        y[i] = empty_q;
    }
    for (int k = 0; k < 2; k++)
        if (kl_softmax_holds(&reader->side[k], first, n)) {
            x[reader->side[k].removed - first] = empty;
            y[reader->side[k].removed - first] = empty_q;
        }
    for (size_t i = 0; has_faint && i < n; i++) {
        int is_out = first + i == p->removed || first + i == q->removed;
        int faint = is_out ? 0 : is_faint(reader, x[i], y[i]);
        if (faint < 0)
            return 0;
        x[i] = faint ? empty : x[i];
        y[i] = faint ? empty_q : y[i];
    }
    return 1;
}

void kl_softmax_copy_alone(const kl_softmax_reader *reader, size_t first, size_t n, float *x) {
    const kl_softmax_side *p = &reader->side[0];
    const float empty = nothing(&reader->frame);
    const double floor = reader->frame.exponent * M_LN2 - KL_SOFTMAX_FLOOR_ALONE;
    memcpy(x, p->x, n * sizeof *x);
    for (size_t i = n; i < kl_softmax_padded(n); i++)
        x[i] = empty;
    for (size_t i = 0; (double)p->least < floor && i < n; i++)
        if ((double)x[i] < floor)
            x[i] = empty;
    if (kl_softmax_holds(p, first, n))
        x[p->removed - first] = empty;
}
