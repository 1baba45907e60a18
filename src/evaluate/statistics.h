/* SPDX-License-Identifier: Apache-2.0 */
/* The statistics by name: what each is, for help, documents and kl_eval_estimate alike. */
#ifndef KL_EVALUATE_STATISTICS_H
#define KL_EVALUATE_STATISTICS_H

#include "evaluate/eval.h"

typedef enum kl_statistic_kind {
    KL_STATISTIC_MEAN,
    KL_STATISTIC_EXP,         /* e to a mean: perplexity, or a ratio of two */
    KL_STATISTIC_ROOT,        /* root of a mean: root mean square */
    KL_STATISTIC_CALIBRATION, /* expected calibration error */
    KL_STATISTIC_BOUNDS,      /* certainly between two means: of `low` and of the next one */
    KL_STATISTIC_QUANTILE     /* of the divergences of rows, or of the Δp of targets */
} kl_statistic_kind;

typedef struct kl_statistic {
    const char *id, *label;
    kl_statistic_kind kind;
    kl_stat stat; /* of the base; the model's is the next one if `sides` */
    kl_unit unit;
    int sides;       /* 1: subject "base" or "model"; 0: "base|model" */
    double fraction; /* of a quantile */
    kl_stat per;     /* the mean is over these, not over rows; KL_STAT_COUNT: over rows */
    kl_stat low;     /* where no row says `stat`, its lower bound; KL_STAT_COUNT: there is none */
} kl_statistic;

const kl_statistic *kl_statistics(size_t *count);

/* 1 if its mean is of +∞ and −∞. */
int kl_statistic_is_undefined(const kl_eval *eval, kl_stat stat);

/* 1 if what was fed says it. */
int kl_statistic_is_known(const kl_eval *eval, const kl_statistic *statistic, int side);

/* Value, error and interval. `stat` is the side's. KL_ERROR_VALUE where nothing was fed. */
kl_status kl_statistic_estimate(const kl_eval *eval, const kl_statistic *statistic, int side,
                                kl_estimate *out, kl_error *error);

/* p-value of "the mean is 0", from Student's t over the bags; NaN with too few of them. */
double kl_statistic_p_value(const kl_eval *eval, kl_stat stat);

/* What errors take as independent: bags in use, or rows. */
uint64_t kl_stat_units(const kl_eval *eval, kl_stat stat);

/* The mean of a statistic over its rows, and the standard error that takes rows as independent. */
double kl_stat_mean(const kl_eval *eval, kl_stat stat);
double kl_stat_independent_error(const kl_eval *eval, kl_stat stat);

#endif
