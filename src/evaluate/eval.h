/* SPDX-License-Identifier: Apache-2.0 */
/* What is added up while rows are fed. Everything that is a sum is exact, so merging is associative. */
#ifndef KL_EVALUATE_EVAL_H
#define KL_EVALUATE_EVAL_H

#include <kullback/sample.h>

#include "evaluate/row.h"

/* What one row says. The first three blocks are means over rows; those of targets only where one is known. */
typedef enum kl_stat {
    KL_STAT_LOSS,            /* −ln of the probability of the target, base */
    KL_STAT_LOSS_MODEL,
    KL_STAT_TOP1,            /* 1 if the target was the most probable token */
    KL_STAT_TOP1_MODEL,
    KL_STAT_TOP5,
    KL_STAT_TOP5_MODEL,
    KL_STAT_DELTA_P,         /* probability of the target, model minus base */
    KL_STAT_DELTA_P_SQUARED,
    KL_STAT_LOSS_DIFFERENCE, /* model minus base */
    KL_STAT_BYTES,           /* of the target's text */
    KL_STAT_CHARACTERS,
    KL_STAT_WORDS,
    KL_STAT_TARGETED,        /* how many of these there are */
    KL_STAT_ENTROPY = KL_STAT_TARGETED,
    KL_STAT_ENTROPY_MODEL,
    KL_STAT_FORWARD,
    KL_STAT_REVERSE,
    KL_STAT_JENSEN_SHANNON,
    KL_STAT_TOTAL_VARIATION,
    KL_STAT_SAME_TOP,
    KL_STAT_OVERLAP,         /* share of the five most probable that both have */
    KL_STAT_FORWARD_LOW,     /* between these is the divergence of rows before they were clipped or rounded */
    KL_STAT_FORWARD_HIGH,
    KL_STAT_VARIATION_LOW,   /* and between these the total variation of what was rounded */
    KL_STAT_VARIATION_HIGH,
    KL_STAT_COUNT
} kl_stat;

enum { KL_CALIBRATION_BINS = 15, KL_CURVE_BINS = 32 };

/* Confidence is added as an integer: 2^-32 is far below what a bin resolves. */
#define KL_CONFIDENCE_ONE 4294967296.0

typedef struct kl_reliability {
    uint64_t tokens[KL_CALIBRATION_BINS];
    uint64_t right[KL_CALIBRATION_BINS];
    uint64_t confidence[KL_CALIBRATION_BINS];
} kl_reliability;

/* What one row leaves for the percentiles. */
typedef struct kl_kept {
    double divergence; /* the loss where there is no model */
    double delta_p;    /* NaN without a target */
} kl_kept;

/* A bag of units, by unit mod 64: the same bag in every part and on every thread. */
typedef struct kl_eval_bag {
    uint64_t rows, targets;
    kl_exact_sum sum[KL_STAT_COUNT];
    kl_reliability reliability[2];
    kl_kept *kept;
    size_t kept_size, kept_capacity;
} kl_eval_bag;

/* A token that is remembered. */
typedef struct kl_worst {
    double value; /* its divergence; the loss where there is no model */
    double loss[2];
    uint64_t index, unit, position;
    int64_t target;
    int64_t top[2];
} kl_worst;

struct kl_eval {
    kl_eval_options options;
    const kl_kernels *kernels;
    kl_eval_bag *bags; /* KL_BAGS */
    kl_exact_sum squares[KL_STAT_COUNT]; /* for errors that take tokens as independent */
    kl_exact_sum loss_product;
    kl_eval_counts counts;
    kl_exact_sum *curve; /* KL_CURVE_BINS of loss, model's loss, divergence; and their squares; or NULL */
    uint64_t *curve_rows;
    kl_worst *worst; /* largest first; of equals the one that came first */
    size_t worst_size;
    double *scratch; /* 4 · vocabulary */
};

/* Numbers of one row go to their sums. */
typedef struct kl_row_stats {
    double value[KL_STAT_COUNT];
    double confidence[2];
    int64_t top[2];
    int targeted;
} kl_row_stats;

kl_status kl_eval_add(kl_eval *eval, const kl_eval_row *row, const kl_row_stats *stats,
                      kl_error *error);

/* 1 if a is a worse token than b: an order of all tokens, whatever came first. */
int kl_worse(const kl_worst *a, const kl_worst *b);
/* Keep it if it is among the worst. */
void kl_eval_keep_worst(kl_eval *eval, const kl_worst *token);

kl_status kl_eval_bag_reserve(kl_eval_bag *bag, size_t more, kl_error *error);

/* Sides and pairs: 1 if the statistic needs a target. */
static inline int kl_stat_is_targeted(kl_stat stat) {
    return stat < KL_STAT_TARGETED;
}

#endif
