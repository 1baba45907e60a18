/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of rows, by counts or by neighbours. */
#include "compare/mi_estimate.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/interval.h"

#include <math.h>

/* Among fewer rows of one combination of categories neighbours are too far, or of another one: more than this share of
 * such rows draws the estimate away from the truth by more than groups of the rows show. Of 3,000 rows, normal with a
 * correlation of 0.82 and given a label that has nothing to do with them, intervals held the truth in 4 of 4 runs where
 * labels had 20 rows on average, and in none where they had 15. */
enum { ROWS_EACH = 15 };
static const double few_most = 0.1;

size_t kl_mi_count_sort(const kl_mi_rows *r, kl_mi_sort sort) {
    size_t count = 0;
    for (size_t s = 0; s < r->sides; s++)
        count += r->variable[s]->sort == sort;
    return count;
}

int kl_mi_is_category(const kl_mi_rows *r, size_t side) {
    return r->variable[side]->column->numbers == NULL;
}

size_t kl_mi_label_of(const kl_mi_rows *r) {
    for (size_t s = 0; s < 2; s++)
        if (kl_mi_is_category(r, s) && !kl_mi_is_category(r, 1 - s))
            return s;
    for (size_t s = 0; s < 2; s++)
        if (r->variable[s]->codes != NULL && !kl_mi_is_category(r, 1 - s))
            return s;
    return 2;
}

static kl_status by_counts(const kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    kl_array columns[3];
    kl_joint_options options;
    kl_joint_result result;
    for (size_t s = 0; s < r->sides; s++)
        columns[s] = (kl_array){r->codes[s], r->n, 1, KL_U32};
    kl_joint_options_init(&options);
    options.confidence = r->mi->options.confidence;
    options.permutations = r->test.deals;
    options.enough = r->test.enough;
    options.seed = r->mi->options.seed;
    options.pool = r->test.pool;
    kl_status status = kl_joint_from_codes(columns, (unsigned)r->sides, kl_rows_once(),
                                           r->test.pool, &link->joint, error);
    if (status == KL_OK)
        status = kl_joint_estimate(link->joint, KL_X, KL_Y, r->sides > 2 ? KL_Z : 0, &options,
                                   &result, error);
    if (status == KL_OK) {
        link->value = result.value;
        link->p_value = result.p_value;
        link->bias = result.plugin - result.value.value;
    }
    return status;
}

static unsigned fewer_deals(const kl_mi_rows *r) {
    const size_t most = KL_MI_ROWS_DEALT_NEAR / (r->n > 0 ? r->n : 1);
    const size_t allowed = most < KL_MI_LEAST_DEALS ? KL_MI_LEAST_DEALS : most;
    const int asked = r->mi->options.permutations > 0;
    return asked || r->test.deals <= allowed ? r->test.deals : (unsigned)allowed;
}

static kl_nearest_options nearest_options(const kl_mi_rows *r, const kl_mi_link *link) {
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    if (link->used == KL_MI_MIXED)
        options.estimator = KL_NEAREST_MIXED;
    options.confidence = r->mi->options.confidence;
    options.permutations = fewer_deals(r);
    options.enough = r->test.enough;
    options.seed = r->mi->options.seed;
    options.pool = r->test.pool;
    return options;
}

static kl_matrix as_matrix(const double *numbers, size_t n) {
    return (kl_matrix){numbers, n, 1, 1, KL_F64};
}

static kl_status by_labels(const kl_mi_rows *r, size_t label, kl_mi_link *link, kl_error *error) {
    const kl_nearest_options options = nearest_options(r, link);
    const kl_array labels = {r->codes[label], r->n, 1, KL_U32};
    kl_nearest_result result;
    const kl_status status = kl_nearest_discrete(labels, as_matrix(r->numbers[1 - label], r->n),
                                                 &options, &result, error);
    if (status == KL_OK) {
        link->value = result.information;
        link->p_value = result.p_value;
    }
    return status;
}

static kl_status by_neighbours(const kl_mi_rows *r, kl_matrix side[3], kl_nearest_scale normalise,
                               kl_mi_link *link, kl_error *error) {
    kl_nearest_options options = nearest_options(r, link);
    options.normalise = normalise;
    kl_nearest_result result;
    kl_status status;
    if (r->sides > 2)
        status = kl_nearest_conditional(side[0], side[1], side[2], &options, &result, error);
    else if (link->used == KL_MI_COPULA)
        status = kl_copula_information(side[0], side[1], &options, &result, error);
    else
        status = kl_nearest_information(side[0], side[1], &options, &result, error);
    if (status == KL_OK) {
        link->value = result.information;
        link->p_value = result.p_value;
    }
    return status;
}

/* Numbers over their standard deviation; returns how far the farthest lies from the mean. */
static double scale_numbers(const double *from, size_t n, double *to) {
    double mean = 0, squares = 0, farthest = 0;
    for (size_t i = 0; i < n; i++)
        mean += (from[i] - mean) / (double)(i + 1);
    for (size_t i = 0; i < n; i++)
        squares += (from[i] - mean) * (from[i] - mean) / (double)n;
    const double deviation = squares > 0 ? sqrt(squares) : 1;
    for (size_t i = 0; i < n; i++) {
        to[i] = (from[i] - mean) / deviation;
        farthest = fmax(farthest, fabs(to[i]));
    }
    return farthest;
}

static kl_status note_few_rows(const kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    kl_array columns[3];
    kl_joint *joint = NULL;
    unsigned discrete = 0;
    double few = 0;
    for (size_t s = 0; s < r->sides; s++)
        if (r->variable[s]->sort == KL_MI_DISCRETE)
            columns[discrete++] = (kl_array){r->codes[s], r->n, 1, KL_U32};
    const kl_status status =
        kl_joint_from_codes(columns, discrete, kl_rows_once(), r->test.pool, &joint, error);
    if (status != KL_OK)
        return status;
    for (size_t c = 0; c < kl_joint_size(joint); c++)
        few += kl_joint_weight(joint, c) < ROWS_EACH ? kl_joint_weight(joint, c) : 0;
    kl_joint_free(joint);
    if (few > few_most * (double)r->n) {
        link->value.flags |= KL_FLAG_BIASED;
        kl_estimate_no_interval(&link->value);
    }
    return KL_OK;
}

/* Of columns some of which are discrete, these as numbers that are farther from each other than any two of the others
 * are: neighbours have the same categories while there are any. */
static kl_status by_places(const kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    double *place = kl_alloc(r->n, r->sides * sizeof *place), farthest = 1;
    kl_matrix side[3];
    if (place == NULL)
        return kl_fail_memory(error, "the rows of columns", r->n * r->sides * sizeof *place);
    for (size_t s = 0; s < r->sides; s++) {
        side[s] = as_matrix(place + s * r->n, r->n);
        if (r->variable[s]->sort != KL_MI_DISCRETE)
            farthest = fmax(farthest, scale_numbers(r->numbers[s], r->n, place + s * r->n));
    }
    for (size_t s = 0; s < r->sides; s++)
        for (size_t i = 0; r->variable[s]->sort == KL_MI_DISCRETE && i < r->n; i++)
            place[s * r->n + i] = 4 * farthest * (double)r->codes[s][i];
    const kl_status status = by_neighbours(r, side, KL_NEAREST_SCALE_NONE, link, error);
    kl_free(place);
    return status == KL_OK ? note_few_rows(r, link, error) : status;
}

kl_status kl_mi_estimate(const kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    if (link->used == KL_MI_COUNTS)
        return by_counts(r, link, error);
    if (link->used == KL_MI_ROSS)
        return by_labels(r, kl_mi_label_of(r), link, error);
    if (link->used == KL_MI_MIXED && r->sides > 2 && kl_mi_count_sort(r, KL_MI_DISCRETE) > 0)
        return by_places(r, link, error);
    if (link->used == KL_MI_MIXED && r->sides == 2 &&
        (kl_mi_is_category(r, 0) || kl_mi_is_category(r, 1)))
        return by_labels(r, kl_mi_label_of(r), link, error);
    kl_matrix side[3];
    for (size_t s = 0; s < r->sides; s++)
        side[s] = as_matrix(r->numbers[s], r->n);
    return by_neighbours(r, side, KL_NEAREST_SCALE_DEVIATION, link, error);
}
