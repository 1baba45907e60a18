/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of rows in single precision, between its passes (softmax_single.c) and what follows from their sums
 * (softmax_sums.c). */
#ifndef KL_MEASURE_SOFTMAX_READER_H
#define KL_MEASURE_SOFTMAX_READER_H

#include <math.h>

#include "kernels/scalar.h"
#include "kernels/single.h"
#include "measure/softmax.h"

typedef struct kl_softmax_side {
    kl_softmax *row;
    const unsigned char *data;
    size_t size;   /* bytes of a number */
    double origin; /* logits are the numbers that the loops get, plus this */
    float room[KL_SINGLE_BLOCK];
    const void *x; /* numbers of the block */
    float least, largest;
    size_t removed; /* the token that is in no sum */
} kl_softmax_side;

/* What is to be known of a block for its distances. */
typedef struct kl_softmax_note {
    int32_t exponent;
    int32_t near;
} kl_softmax_note;

typedef struct kl_softmax_reader {
    kl_softmax_side side[2];
    int sides, whole, is_near, is_exact;
    const kl_kernels *kernels;
    const kl_single_kernels *single;
    kl_single_frame frame;
    kl_single_sums sums;
    float *e, *change;
    kl_softmax_note *note;
    size_t n;
    size_t left_out; /* tokens that may have added as much as LEFT_OUT of softmax_sums.c says */
} kl_softmax_reader;

/* As the loops get it, but of levels without their rounding. */
static inline double kl_softmax_number(const kl_softmax_side *side, size_t token) {
    return kl_softmax_logit(side->row, token) - side->origin;
}

/* One token in f64: e as the loops make it, and ln q − ln p less what the offset is away from the right one. */
typedef struct kl_softmax_token {
    double x, y, e, s;
} kl_softmax_token;

static inline kl_softmax_token kl_softmax_token_at(const kl_softmax_reader *reader, size_t i) {
    kl_softmax_token t = {.x = kl_softmax_number(&reader->side[0], i), .s = 0};
    t.e = kl_exp(t.x - reader->frame.exponent * M_LN2);
    if (reader->sides == 2) {
        t.y = kl_softmax_number(&reader->side[1], i);
        t.s = (t.y - t.x) + (double)reader->frame.offset;
    }
    return t;
}

/* A sum over its lanes. */
static inline double kl_softmax_sum(const kl_single_sums *sums, kl_single_sum which) {
    double lane[KL_SINGLE_LANES];
    for (int i = 0; i < KL_SINGLE_LANES; i++)
        lane[i] = sums->lane[which][i];
    for (int n = KL_SINGLE_LANES / 2; n > 0; n /= 2)
        for (int i = 0; i < n; i++)
            lane[i] += lane[i + n];
    return lane[0];
}

/* 1 if the token that is in no sum is one of these. */
static inline int kl_softmax_holds(const kl_softmax_side *side, size_t first, size_t n) {
    return side->removed >= first && side->removed - first < n;
}

/* The largest number so far. */
static inline double kl_softmax_top(const kl_softmax_side *side) {
    return side->row->top_logit[0];
}

/* So many numbers are whole groups. */
static inline size_t kl_softmax_padded(size_t n) {
    return (n + KL_SINGLE_GROUP - 1) / KL_SINGLE_GROUP * KL_SINGLE_GROUP;
}

/* Tokens lower than this below a row's maximum have to be left out; of a row alone, than this. */
#define KL_SOFTMAX_FLOOR 60.0
#define KL_SOFTMAX_FLOOR_ALONE 80.0

/* A row for a pass. 0: its type is not for single precision. */
int kl_softmax_take_side(kl_softmax_side *side, kl_softmax *row);
/* A block as numbers, and their range. */
void kl_softmax_read_block(const kl_softmax_reader *reader, kl_softmax_side *side, size_t first,
                           size_t n);
/* The most probable tokens with those of this block. kl_softmax.top_logit are numbers until the end. */
void kl_softmax_take_tops(const kl_softmax_reader *reader, kl_softmax_side *side, size_t first,
                          size_t n);
/* Copies of a block without the tokens that are in no sum, filled up to whole groups; `has_faint`: some may be below
 * the floor. 0: one of those may count for the other row. */
int kl_softmax_copy_pair(kl_softmax_reader *reader, size_t first, size_t n, int has_faint, float *x,
                         float *y);
void kl_softmax_copy_alone(const kl_softmax_reader *reader, size_t first, size_t n, float *x);

/* The offset for which the rows should be read again, the present one if that is good enough, NaN if none is. */
double kl_softmax_right_offset(const kl_softmax_reader *reader);

/* Fills a row. 0: it is too certain for f32. */
int kl_softmax_finish_side(const kl_softmax_reader *reader, int side);

/* 0: the rows are too close for f32. */
int kl_softmax_finish_pair(const kl_softmax_reader *reader, kl_row_divergences *apart);

#endif
