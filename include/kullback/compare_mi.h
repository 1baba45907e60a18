/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file compare_mi.h
 * @brief What `kl mi` tells: the mutual information of columns of a table, as a document.
 *
 *     kl_table *table = NULL;
 *     kl_document *document = NULL;
 *     if (kl_table_open("penguins.csv", NULL, &table, &error) == KL_OK &&
 *         kl_mi_rank(table, "species", NULL, &document, &error) == KL_OK)
 *         …
 *     kl_document_free(document);
 *     kl_table_free(table);
 *
 * Rows are taken for independent draws. A row in which one of the columns in question is missing is left out, pair by
 * pair. What a column is decides how it is measured:
 *  - discrete: categories, booleans, and numbers of which there are no more than ten different ones, each twice on
 *    average;
 *  - mixed: numbers one of which is ten times as frequent as they are on average (many zeros among measurements);
 *  - continuous: all other numbers. Where they were rounded they are spread over what they were rounded to.
 *
 * A column that can tell nothing is left out with the reason: it has no value, one value only, infinite ones, or
 * is of categories none of which comes twice, as an identifier is.
 */
#ifndef KULLBACK_COMPARE_MI_H
#define KULLBACK_COMPARE_MI_H

#include <kullback/report.h>
#include <kullback/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How mutual information is estimated; <kullback/information_joint.h> and <kullback/information_nearest.h> say what
 *  each is. */
typedef enum kl_mi_estimator {
    KL_MI_AUTO = 0, /**< by what the two are: both discrete: COUNTS; both continuous: KSG; a discrete and a continuous
                         one: ROSS; with a mixed one, or given a third of another sort: MIXED */
    KL_MI_COUNTS,   /**< from counts, jackknifed; of numbers each different one is a category */
    KL_MI_KSG,      /**< from nearest neighbours, of two columns of numbers (Kraskov and others 2004, the first) */
    KL_MI_ROSS,     /**< from nearest neighbours of one category, of a discrete column and one of numbers (Ross 2014) */
    KL_MI_MIXED,    /**< the same of what is neither discrete nor continuous (Gao and others 2017) */
    KL_MI_COPULA,   /**< of numbers, as if their ranks were those of a normal law */
    KL_MI_ESTIMATOR_COUNT
} kl_mi_estimator;

/** "auto", "counts", "ksg", "ross", "mixed", "copula"; NULL for an unknown one. */
KL_API const char *kl_mi_estimator_name(kl_mi_estimator estimator);

typedef struct kl_mi_options {
    size_t size;
    kl_mi_estimator estimator;
    double confidence; /**< of the intervals, in (0, 1); default 0.95 */
    uint64_t seed;     /**< of all that is drawn; default 0 */
    /** Of the tests of independence. 0 (default): 999, in a ranking of many columns so many that one of them alone can
     *  reach q = 0.05; on large tables fewer, at least 99, and in rankings of them a test ends with the tenth deal that
     *  has as much as was seen, p = 10/n. The n of a p-value says how many. */
    unsigned permutations;
    kl_unit unit; /**< in which the sentences speak: KL_UNIT_BITS (default) or KL_UNIT_NATS */
    kl_pool *pool;
    kl_progress *progress; /**< told pairs of columns */
    void *progress_context;
} kl_mi_options;

KL_API void kl_mi_options_init(kl_mi_options *options);

/** The ids that these documents may hold, one after the other; NULL behind the last. */
KL_API const char *kl_mi_id(size_t inputs, size_t index);

/**
 * All columns by what they tell of the `target`, the most first, behind them those for which that could be chance. A is
 * the target, B, C, … are the others in the order of the table. Of each `mutual_information`, `p_value` (of
 * independence) and `q_value`: the least share of false discoveries at which it counts as one (Benjamini and Hochberg
 * 1995; valid where tests are independent or depend positively); of what was counted also `bias`, the plug-in value
 * minus the one told. Columns that can tell nothing stand in the notes.
 *
 * KL_ERROR_ARGUMENT: no such column. KL_ERROR_VALUE: the target can be told nothing of, with the reason; no other
 * column can tell anything.
 */
KL_API kl_status kl_mi_rank(const kl_table *table, const char *target, const kl_mi_options *options,
                            kl_document **out, kl_error *error);

/**
 * Two columns, A and B, and C if something is `given` (NULL: nothing): `mutual_information`, with a `given` column also
 * `conditional_mutual_information` with its `p_value`; `bias` as above; of discrete ones entropies, shares, the G-test
 * and which combinations make it up, of numbers the correlation of two normal variables that have as much.
 *
 * KL_ERROR_ARGUMENT: no such column, one of them twice, an estimator for other columns. KL_ERROR_VALUE: a
 * column that can tell nothing, with the reason; too few rows that have all.
 */
KL_API kl_status kl_mi_pair(const kl_table *table, const char *x, const char *y, const char *given,
                            const kl_mi_options *options, kl_document **out, kl_error *error);

/**
 * All pairs as a matrix with intervals, corrected as above; a pair with too few rows for its values has none, and one
 * with fewer rows than an estimate takes no value: NaN, and a note says why. Beside it `p_value` and `q_value` of
 * each pair, over all of them. Where all deals of all pairs would look at more than 2·10⁸ rows, and options name no
 * permutations, tests of counts end with the tenth deal that has as much (p = 10/n; Besag and Clifford 1991), and
 * those that do not are dealt anew so often that together they can reach q = 0.05; of pairs that neighbours measure
 * fewer deals are made, and below 99 none: a note says that they were not tested. On the diagonal is what a column
 * tells of itself: the entropy of a discrete one, infinity of others. KL_ERROR_VALUE: less than two columns that can
 * tell anything. KL_ERROR_ARGUMENT: an estimator for other columns.
 */
KL_API kl_status kl_mi_matrix(const kl_table *table, const kl_mi_options *options,
                              kl_document **out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
