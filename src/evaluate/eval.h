/* SPDX-License-Identifier: Apache-2.0 */
/* What is added up while rows are fed. Everything that is a sum is exact, so merging is associative. */
#ifndef KL_EVALUATE_EVAL_H
#define KL_EVALUATE_EVAL_H

#include <kullback/evaluate.h>
#include <kullback/sample.h>

#include "kernels/single.h"
#include "measure/softmax.h"

/* What one row says; a mean is over the rows that say it. Those before KL_STAT_TARGETED need a target. */
typedef enum kl_stat {
    KL_STAT_LOSS, /* −ln of the probability of the target, base */
    KL_STAT_LOSS_MODEL,
    KL_STAT_TOP1, /* 1 if the target was the most probable token */
    KL_STAT_TOP1_MODEL,
    KL_STAT_TOP5,
    KL_STAT_TOP5_MODEL,
    KL_STAT_CONFIDENCE, /* probability of the most probable token */
    KL_STAT_CONFIDENCE_MODEL,
    KL_STAT_DELTA_P, /* probability of the target, model minus base */
    KL_STAT_DELTA_P_SQUARED,
    KL_STAT_LOSS_DIFFERENCE, /* model minus base */
    KL_STAT_BYTES,           /* of the target's text */
    KL_STAT_CHARACTERS,
    KL_STAT_WORDS,
    KL_STAT_TARGETED, /* how many of these there are */
    KL_STAT_ENTROPY = KL_STAT_TARGETED,
    KL_STAT_ENTROPY_MODEL,
    KL_STAT_FORWARD,
    KL_STAT_REVERSE,
    KL_STAT_JENSEN_SHANNON,
    KL_STAT_TOTAL_VARIATION,
    KL_STAT_SAME_TOP,
    KL_STAT_OVERLAP,     /* share of the five most probable that both have */
    KL_STAT_FORWARD_LOW, /* certainly between these two, where not all of a row is known */
    KL_STAT_FORWARD_HIGH,
    KL_STAT_REVERSE_LOW,
    KL_STAT_REVERSE_HIGH,
    KL_STAT_JENSEN_SHANNON_LOW,
    KL_STAT_JENSEN_SHANNON_HIGH,
    KL_STAT_TOTAL_VARIATION_LOW,
    KL_STAT_TOTAL_VARIATION_HIGH,
    KL_STAT_COUNT
} kl_stat;

enum { KL_CALIBRATION_BINS = 15, KL_CURVE_BINS = 32, KL_CURVES = 6, KL_LOSS_BINS = 32 };

/* Those from KL_STAT_BYTES on. */
enum { KL_TEXT_STATS = 3 };

/* Confidence is added as an integer: 2^-32 is far below what a bin resolves. */
#define KL_CONFIDENCE_ONE 4294967296.0

typedef struct kl_reliability {
    uint64_t tokens[KL_CALIBRATION_BINS];
    uint64_t right[KL_CALIBRATION_BINS];
    uint64_t confidence[KL_CALIBRATION_BINS];
} kl_reliability;

/* What one row leaves for the percentiles: NaN where it is not known. */
typedef struct kl_kept {
    double divergence; /* the loss where there is no model */
    double delta_p;
} kl_kept;

/* A bag of units, by unit mod 64: the same bag in every part and on every thread. */
typedef struct kl_eval_bag {
    uint64_t rows[KL_STAT_COUNT];     /* that say it */
    uint64_t infinite[KL_STAT_COUNT]; /* of these, +∞ */
    kl_exact_sum sum[KL_STAT_COUNT];
    kl_reliability reliability[2];
    kl_kept *kept;
    size_t kept_size, kept_capacity;
} kl_eval_bag;

/* A token that is remembered. */
typedef struct kl_worst {
    double value; /* its divergence or a lower bound of that; the loss where there is no model */
    double loss[2];
    uint64_t index, unit, position;
    int64_t target;
    int64_t top[2];
} kl_worst;

struct kl_eval {
    kl_eval_options options;
    const kl_kernels *kernels;
    const kl_single_kernels *single;
    uint64_t said;                           /* bits of kl_stat: those that rows of logits say */
    kl_eval_bag *bags;                       /* KL_BAGS */
    kl_exact_sum squares[KL_STAT_COUNT];     /* for errors that take tokens as independent, */
    kl_exact_sum products[2][KL_TEXT_STATS]; /* also of ratios: a loss times what it is told per */
    kl_eval_counts counts;
    uint64_t left_out; /* targets that are in no mean, as one side has them at a sentinel */
    kl_exact_sum *
        curve; /* KL_CURVE_BINS of KL_CURVES: loss, model's loss, divergence; and their squares; or NULL */
    uint64_t *curve_rows;
    kl_exact_sum losses[KL_LOSS_BINS]
                       [3]; /* by the base's loss, in half nats: it, the model's, and its square */
    uint64_t loss_rows[KL_LOSS_BINS];
    kl_worst *worst; /* largest first; of equals the one that came first */
    size_t worst_size;
    double
        *scratch; /* 4 · vocabulary, or kl_softmax_single_room() floats; NULL: no row can be fed */
};

/* One that is merged into and told, but to which no row can be fed; `said` are the statistics of its rows. */
kl_status kl_eval_new_sums(const kl_eval_options *options, uint64_t said, kl_eval **out,
                           kl_error *error);

/* Numbers of one row go to their sums. */
typedef struct kl_row_stats {
    double value[KL_STAT_COUNT];
    uint64_t known; /* bits of kl_stat */
    int64_t top[2]; /* the most probable tokens, for the record */
} kl_row_stats;

static inline uint64_t kl_stat_bit(int stat) {
    return (uint64_t)1 << stat;
}

static inline void kl_row_set(kl_row_stats *stats, int stat, double value) {
    stats->value[stat] = value;
    stats->known |= kl_stat_bit(stat);
}

static inline int kl_row_says(const kl_row_stats *stats, int stat) {
    return (stats->known & kl_stat_bit(stat)) != 0;
}

/* From the two losses what happened to the target: where both exclude it their difference is nothing. */
void kl_row_set_change(kl_row_stats *stats);

kl_status kl_eval_add(kl_eval *eval, const kl_eval_row *row, const kl_row_stats *stats,
                      kl_error *error);

/* How many rows say it, and how many of them that it is infinite. */
uint64_t kl_stat_rows(const kl_eval *eval, kl_stat stat);
uint64_t kl_stat_infinite(const kl_eval *eval, kl_stat stat);

/* By what the worst tokens are the worst. */
kl_stat kl_eval_worst_stat(const kl_eval *eval);

/* 1 if a is a worse token than b: an order of all tokens, whatever came first. */
int kl_worse(const kl_worst *a, const kl_worst *b);
/* Keep it if it is among the worst. */
void kl_eval_keep_worst(kl_eval *eval, const kl_worst *token);

/* kl_eval_merge of an evaluation with the same options that is not needed any more: its rows are taken, not copied. */
kl_status kl_eval_absorb(kl_eval *eval, kl_eval *other, kl_error *error);

kl_status kl_eval_bag_reserve(kl_eval_bag *bag, size_t more, kl_error *error);

/* 1 if the statistic needs a target. */
static inline int kl_stat_is_targeted(kl_stat stat) {
    return stat < KL_STAT_TARGETED;
}

#endif
