/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file table_drift.h
 * @brief Has a table drifted from a reference: every column measured, tested, and held to a tolerance.
 *
 *     kl_drift *drift = NULL;
 *     if (kl_drift_new(reference, current, NULL, &drift, &error) == KL_OK)
 *         for (size_t i = 0; i < kl_drift_columns(drift); i++)
 *             if (kl_drift_column_at(drift, i).verdict >= KL_DRIFT_EXCEEDED)
 *                 …
 *     kl_drift_free(drift);
 *
 * A column has drifted where two things hold: its change is *significant*, q ≤ 0.05, q the false discovery rate over
 * all columns (Benjamini and Hochberg 1995); and it is *larger than a tolerance*, that is, the low end of the interval
 * of one named measure is. The first alone fires on anything once rows are many, the second alone on noise while they
 * are few. Tables whose rows are exchangeable are so called drifted at most once in twenty, at any number of rows:
 * docs/drift.md has simulations.
 *
 * column     | measure that decides                   | tolerance | p-value
 * -----------|----------------------------------------|-----------|---------------------------------------------------
 * categories | Jensen–Shannon divergence              | 0.01 bits | twice the least of χ², rare categories put
 *            |                                        |           | together, and of exact tests of these, at most 1
 * booleans   | the same                               | 0.01 bits | the same
 * texts      | the same, of letters                   | 0.01 bits | permutation of texts in 64 bags
 * numbers    | Wasserstein distance over the standard | 0.1       | twice the least of Kolmogorov–Smirnov and χ² over
 *            | deviation of the reference             |           | bins, at most 1
 * times      | the same                               | 0.1       | the same
 *
 * Missing values are a question of their own in each column: rows with a value, without one, and with an infinite one
 * are three categories (ids ending in ".missing"). With clusters p-values are those of permutations of 64 bags of
 * clusters, and intervals leave out one bag at a time.
 *
 * Sources of the tests: Smirnov 1939; Pearson 1900; Cochran 1954 (cells of few draws); Fisher 1934 (exact ones).
 */
#ifndef KULLBACK_TABLE_DRIFT_H
#define KULLBACK_TABLE_DRIFT_H

#include <kullback/table_profile.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How numbers are put into bins, for the measures that need them. Edges come of the reference; below the first and
 *  above the last one there is a bin as well. [edge, next edge): a number on an edge is above it, also where numbers
 *  are kept to few digits, for edges are cut as they are. */
typedef enum kl_binning {
    KL_BINS_QUANTILE = 0,      /**< as many of the reference in each; 10 by default. One number that has as many
                                    alone has edges of its own, so there may be up to twice as many bins */
    KL_BINS_EQUAL_WIDTH,       /**< as wide each, from the least of the reference to its largest; 10 by default */
    KL_BINS_DOANE,             /**< of equal width, as many as Doane's rule has (1976) */
    KL_BINS_STURGES,           /**< … Sturges' (1926) */
    KL_BINS_FREEDMAN_DIACONIS, /**< … Freedman's and Diaconis' (1981), at most KL_BINS_MOST */
    KL_BINS_EXACT,             /**< every different number, cut to fewer digits where they are more than KL_BINS_MOST */
    KL_BINNING_COUNT
} kl_binning;

#define KL_BINS_MOST ((size_t)1024)

/** "quantile", "equal_width", "doane", "sturges", "freedman_diaconis", "exact". */
KL_API const char *kl_binning_name(kl_binning binning);

/** How the numbers of one column are put into bins: between edges, ascending and finite, or (`edges` NULL) by a
 *  rule. */
typedef struct kl_drift_bins {
    const char *column;
    const double *edges;
    size_t n;
    kl_binning binning;
    size_t bins; /**< of KL_BINS_QUANTILE and _EQUAL_WIDTH; 0: 10 */
} kl_drift_bins;

/** A column has drifted if `id` is above `limit`; of information in the unit of the options, else in its own. */
typedef struct kl_drift_tolerance {
    const char *id;
    const char *column; /**< which has the measure, or KL_ERROR_ARGUMENT; NULL: every one that has */
    double limit;
} kl_drift_tolerance;

typedef struct kl_drift_options {
    size_t size;
    kl_binning binning; /**< of columns of which `columns` says nothing */
    size_t bins;        /**< of KL_BINS_QUANTILE and _EQUAL_WIDTH; 0 (default): 10 */
    const kl_drift_bins *columns; /**< of several for a column the last one counts */
    size_t column_count;
    /** Where some are stated for a column, one of them must be exceeded, and the default of its type is none. */
    const kl_drift_tolerance *tolerances;
    size_t tolerance_count;
    const char *without; /**< a column that is not compared; NULL (default): none */
    double discovery;  /**< the q that is significant, in (0, 1); default 0.05 */
    double confidence; /**< of the intervals; default 0.95 */
    uint64_t seed;     /**< of all that is drawn; default 0 */
    kl_unit unit;      /**< of the tolerances: KL_UNIT_BITS (default) or KL_UNIT_NATS */
    kl_pool *pool;
    kl_progress *progress; /**< told columns */
    void *progress_context;
} kl_drift_options;

KL_API void kl_drift_options_init(kl_drift_options *options);

/** From the least to the most severe. */
typedef enum kl_drift_verdict {
    KL_DRIFT_UNDECIDED = 0, /**< nothing to compare: a side has no value */
    KL_DRIFT_SAME,          /**< not told from chance */
    KL_DRIFT_WITHIN,        /**< significant, and not certainly above the tolerance */
    KL_DRIFT_EXCEEDED,      /**< significant, and above it */
    KL_DRIFT_ADDED,         /**< the reference has no such column */
    KL_DRIFT_RETYPED,       /**< of another type than in the reference */
    KL_DRIFT_DROPPED        /**< the current table has no such column */
} kl_drift_verdict;

/** "undecided", "same", "within", "drifted", "added", "retyped", "dropped". */
KL_API const char *kl_drift_verdict_name(kl_drift_verdict verdict);

/** One measure of a column. Ids are those of <kullback/measure.h>, with ".reverse" of the reference from the current
 *  table, and "wasserstein", "wasserstein_relative", "kolmogorov_smirnov"; with ".missing" at the end those of what is
 *  missing. */
typedef struct kl_drift_measure {
    const char *id;
    const char *label; /**< for people */
    kl_estimate value; /**< of the current table from the reference; bias removed */
    double plugin;     /**< of the counts as if they were the truth; NaN: not kept */
} kl_drift_measure;

/** Something whose share changed: a category, a letter, or numbers from one edge to the next. */
typedef struct kl_drift_change {
    const char *name;
    uint64_t reference, current; /**< how often it came, of `counted` of its column */
} kl_drift_change;

typedef struct kl_drift_column {
    const char *name;
    kl_profile_sort reference, current; /**< KL_PROFILE_NOTHING also where there is no such column */
    uint64_t rows[2], missing[2], infinite[2]; /**< of the reference and of the current table */
    uint64_t counted[2]; /**< what is compared: rows with a finite value, of texts their letters */
    kl_drift_verdict verdict;
    double p, q; /**< of its values; NaN: no test */
    double p_missing, q_missing;
    const kl_drift_measure *decides; /**< by what the verdict was found; NULL: by none */
    double limit;                    /**< the tolerance it was held to, in nats where it is information */
    size_t bins;                     /**< of numbers; 0 of others */
    unsigned digits;                 /**< of numbers: binary ones that were kept */
    uint64_t added, vanished;        /**< categories that only the current table has, only the reference */
    double spread;                   /**< of numbers: the reference's standard deviation; else NaN */
    /** Of more than 4096 categories, how many of the rarest were counted as one. 0: none; else the measures are lower
     *  bounds (KL_FLAG_ONE_SIDED), since what moves among these is not seen. */
    uint64_t grouped;
} kl_drift_column;

typedef struct kl_drift kl_drift;

/**
 * Columns go by their names. KL_ERROR_MISMATCH: no column of the one is in the other, or one profile has clusters and
 * the other none. KL_ERROR_VALUE: a side (`input`) has no row; given edges do not ascend, or numbers are kept to too
 * few digits to tell two of them apart. KL_ERROR_ARGUMENT: an option out of range, a tolerance or bins of a column that
 * neither has, bins of one that holds no numbers, an id that there is not. Cost: of a column O(different values); with
 * the pool, columns at the same time.
 */
KL_API kl_status kl_drift_new(const kl_table_profile *reference, const kl_table_profile *current,
                              const kl_drift_options *options, kl_drift **out, kl_error *error);
KL_API void kl_drift_free(kl_drift *drift);

/** Columns, the most severe first; the rest of them in the order of the reference. */
KL_API size_t kl_drift_columns(const kl_drift *drift);
/** All zero behind the last. */
KL_API kl_drift_column kl_drift_column_at(const kl_drift *drift, size_t index);
/** The measures of a column, and what changed most in it, the most first. All zero behind the last. */
KL_API size_t kl_drift_measures(const kl_drift *drift, size_t column);
KL_API kl_drift_measure kl_drift_measure_at(const kl_drift *drift, size_t column, size_t index);
KL_API size_t kl_drift_changes(const kl_drift *drift, size_t column);
KL_API kl_drift_change kl_drift_change_at(const kl_drift *drift, size_t column, size_t index);
/** How many columns have this verdict, and how many have KL_DRIFT_EXCEEDED or a more severe one. */
KL_API size_t kl_drift_count(const kl_drift *drift, kl_drift_verdict verdict);
KL_API size_t kl_drift_exceeded(const kl_drift *drift);

/** The ids that columns may have, one after the other; NULL behind the last. */
KL_API const char *kl_drift_id(size_t inputs, size_t index);

#ifdef __cplusplus
}
#endif
#endif
