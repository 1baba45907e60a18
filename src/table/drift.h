/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a drift: two profiles of a column, side by side, and what is found between them. Side 0 is the
 * reference, side 1 the current table. */
#ifndef KL_TABLE_DRIFT_H
#define KL_TABLE_DRIFT_H

#include <kullback/measure.h>
#include <kullback/table_drift.h>

#include "table/profile.h"

/* ── Counts of two sides ── */

/* The same n things in the same order, counted on both sides, in one bag or KL_BAGS. */
typedef struct kl_sides {
    size_t n;
    unsigned bags;
    uint64_t *count[2]; /* n × bags */
    uint64_t total[2];
    double *value; /* of numbers, ascending; else NULL */
    kl_symbol_name
        *name;        /* of names, in the order of their bytes, those of the profiles; else NULL */
    unsigned digits;  /* of numbers */
    uint64_t joined;  /* rare names that the last place stands for, which has no name then */
    uint64_t only[2]; /* names that the one side has alone, and the other */
} kl_sides;

kl_status kl_sides_of_numbers(const kl_column_profile *const column[2], kl_sides *out,
                              kl_error *error);
/* Beyond KL_DRIFT_NAMES the rarest of both sides together are one. */
#define KL_DRIFT_NAMES ((size_t)4096)
kl_status kl_sides_of_names(const kl_column_profile *const column[2], kl_sides *out,
                            kl_error *error);
/* Rows with a value, without one, and with an infinite one. */
kl_status kl_sides_of_presence(const kl_column_profile *const column[2], unsigned bags,
                               kl_sides *out, kl_error *error);
/* Numbers in n + 1 bins between and beyond n edges; one on an edge is above it, cut as it may be. */
kl_status kl_sides_binned(const kl_sides *numbers, const double *edges, size_t n, kl_sides *out,
                          kl_error *error);
void kl_sides_free(kl_sides *sides);

/* One count, of all bags. */
static inline uint64_t kl_sides_count(const kl_sides *sides, int side, size_t i) {
    uint64_t sum = 0;
    for (unsigned b = 0; b < sides->bags; b++)
        sum += sides->count[side][i * sides->bags + b];
    return sum;
}
/* All of them, of all bags, into room for n each. */
void kl_sides_counts(const kl_sides *sides, uint64_t *a, uint64_t *b);

/* ── Columns ── */

enum { KL_DRIFT_MEASURES = 16, KL_DRIFT_CHANGES = 6, KL_DRIFT_NAME = 96 };

typedef struct kl_drift_item {
    kl_drift_column seen;
    char *name;
    const kl_column_profile *column[2]; /* NULL: that side has none. Only while it is made */
    kl_drift_measure measure[KL_DRIFT_MEASURES];
    size_t measures;
    kl_drift_change change[KL_DRIFT_CHANGES];
    char change_name[KL_DRIFT_CHANGES][KL_DRIFT_NAME];
    size_t changes;
    size_t decides; /* which measure the verdict was found by; SIZE_MAX: none */
    double excess;  /* the low end of what decides over its tolerance */
} kl_drift_item;

struct kl_drift {
    kl_drift_options options;
    unsigned bags;
    unsigned permutations; /* of each test with bags, so many that one column alone can reach q */
    size_t columns;
    kl_drift_item *item;
};

/* What is said of the bins of a column; NULL: nothing. */
const kl_drift_bins *kl_drift_bins_of(const kl_drift_options *options, const char *column);
/* The edges of bins from the numbers of the reference; `out` has room for KL_BINS_MOST. */
kl_status kl_drift_find_edges(const kl_sides *numbers, const char *column,
                              const kl_drift_options *options, double *out, size_t *n,
                              kl_error *error);

/* What is measured of one column, and its p-values. */
kl_status kl_drift_compute(const kl_drift *drift, kl_drift_item *item, kl_error *error);
/* Measures of counts and their p-value; `is_missing`: of what is missing, only the measure that decides. */
kl_status kl_drift_add_counts(const kl_drift *drift, const kl_sides *sides, int is_missing,
                              kl_drift_item *item, double *p, kl_error *error);
/* Total variation, whose plug-in value is known; `flags` of what else is estimated of the same counts. */
kl_estimate kl_drift_total_variation(const kl_sides *sides, double plugin, double confidence,
                                     uint32_t flags);
/* Kolmogorov's and Smirnov's p-value of independent draws. */
kl_status kl_drift_test_numbers(const kl_sides *numbers, double *p, kl_error *error);
/* Measures of numbers, of which p is known. */
kl_status kl_drift_add_numbers(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                               double p, kl_error *error);
void kl_drift_add_measure(kl_drift_item *item, const char *id, const char *label,
                          const kl_estimate *value, double plugin);
/* What changed most among bins or names. */
kl_status kl_drift_add_changes(const kl_sides *sides, const double *edges, int is_time,
                               kl_drift_item *item, kl_error *error);

/* What options say of single columns. */
kl_status kl_drift_check_columns(const kl_drift *drift, kl_error *error);
/* Verdicts, once q is known. */
void kl_drift_judge(const kl_drift *drift, kl_drift_item *item);

#endif
