/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file compare_ib.h
 * @brief What `kl ib` and `kl channel` tell: the bottleneck of a table, the capacity of a channel, the rate–distortion
 *        function of a source, as documents.
 *
 *     kl_table *table = NULL;
 *     kl_document *document = NULL;
 *     kl_ib_options options;
 *     kl_ib_options_init(&options);
 *     options.beta = 3;                            // NaN, the default: all of the curve
 *     if (kl_table_open("joint.csv", NULL, &table, &error) == KL_OK)
 *         kl_ib_describe(table, NULL, NULL, &options, &document, &error);
 */
#ifndef KULLBACK_COMPARE_IB_H
#define KULLBACK_COMPARE_IB_H

#include <kullback/report.h>
#include <kullback/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── The bottleneck ───────────────────────────────────────────────────────────────────────────── */

typedef enum kl_ib_method {
    KL_IB_AUTO = 0,      /**< SOFT; SEQUENTIAL where `clusters` is set and β is not */
    KL_IB_SOFT,          /**< the bottleneck: at β, or all of the curve */
    KL_IB_DETERMINISTIC, /**< hard clusters, as many as are worth it at β */
    KL_IB_SEQUENTIAL,    /**< `clusters` hard clusters of most relevance */
    KL_IB_AGGLOMERATIVE, /**< the tree of hard clusters, cut at `clusters` if that is set */
    KL_IB_METHOD_COUNT
} kl_ib_method;

/** "auto", "soft", "deterministic", "sequential", "agglomerative"; NULL for an unknown one. */
KL_API const char *kl_ib_method_name(kl_ib_method method);

typedef struct kl_ib_options {
    size_t size;
    kl_ib_method method;
    double beta;     /**< NaN (default): not set */
    double alpha;    /**< of SOFT at a β: 1 (default) the bottleneck, less: on the way to DETERMINISTIC */
    size_t clusters; /**< at most, of SOFT and DETERMINISTIC; 0 (default): as many as rows */
    uint64_t seed;
    kl_unit unit;    /**< in which sentences speak and the rate of a curve is told: bits (default) or nats */
    kl_pool *pool;
} kl_ib_options;

KL_API void kl_ib_options_init(kl_ib_options *options);

/** The ids that kl_ib_describe may write, one after the other; NULL behind the last. */
KL_API const char *kl_ib_id(size_t inputs, size_t index);

/**
 * The bottleneck of X and Y. With `x` and `y` two columns of the table by name, whose rows are counted (a row in which
 * one is missing is left out); both NULL: the table is the joint one, a weight in every cell, with a column of names
 * before them or without.
 *
 * At a β, or of so many clusters: `relevance` I(T;Y), `rate` I(T;X), `mutual_information` I(X;Y), and the clusters,
 * each with the rows that are in it more than in any other. Without either the curve, with the β at which it changes.
 * Of AGGLOMERATIVE the tree; a matrix has how much relevance is lost by the time two rows are in one cluster.
 *
 * Weights are known, and what they give is exact of the clusters that were found; a note says of how many starts those
 * are the best, unless it is certain that there are no better ones. Counts are those of a sample: KL_METHOD_PLUGIN,
 * without an interval, too large by about (|X| − 1)(|Y| − 1)/2n nats of I(X;Y), as a note says; KL_FLAG_BIASED where
 * more than a tenth of the rows are seen once, or I(X;Y) is above ln n − 1. Beside them stands
 * `mutual_information.corrected`, which kl_joint_estimate makes of the same counts, with its interval. A column whose
 * values are all different is KL_ERROR_VALUE. KL_ERROR_VALUE and KL_ERROR_MISMATCH name file, row and column of what is
 * no weight; KL_ERROR_ARGUMENT: a method without the β or clusters that it needs, or with what it cannot use.
 */
KL_API kl_status kl_ib_describe(const kl_table *table, const char *x, const char *y,
                                const kl_ib_options *options, kl_document **out, kl_error *error);

/* ── Channels ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_channel_report_options {
    size_t size;
    double beta;  /**< of a source: the slope, nats for a unit of distortion; NaN (default): all of the curve */
    kl_unit unit; /**< in which sentences speak */
    kl_pool *pool;
} kl_channel_report_options;

KL_API void kl_channel_report_options_init(kl_channel_report_options *options);

/** The ids that both may write, one after the other; NULL behind the last. */
KL_API const char *kl_channel_id(size_t inputs, size_t index);

/** The `capacity` of a channel with both bounds, and the input that reaches it. The table has a row for each input and
 *  a column for each output: p(y|x), each row divided by its total; with a column of names before them or without. */
KL_API kl_status kl_channel_describe(const kl_table *table,
                                     const kl_channel_report_options *options, kl_document **out,
                                     kl_error *error);

/**
 * How many nats of a source must be kept for how much distortion: the `rate` and the `distortion` at a slope, or the
 * curve. `source` has a row for each symbol: a column of weights, with one of names before it or without. `distortion`
 * has a row for each of them, in whatever order where both tables name their rows, else in the same, and a column for
 * each reproduction, d(x, x̂) ≥ 0; NULL: of each symbol by each, 1 where they differ (Hamming's). KL_ERROR_MISMATCH:
 * not as many rows, or a symbol without one.
 */
KL_API kl_status kl_distortion_describe(const kl_table *source, const kl_table *distortion,
                                        const kl_channel_report_options *options, kl_document **out,
                                        kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
