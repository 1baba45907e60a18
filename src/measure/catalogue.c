/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue: which rows there are. */
#include "measure/row.h"

#include <string.h>

static const kl_measure_row *const rows[] = {
    [KL_ENTROPY] = &kl_row_entropy,
    [KL_CROSS_ENTROPY] = &kl_row_cross_entropy,
    [KL_DIVERGENCE] = &kl_row_divergence,
    [KL_DIVERGENCE_REVERSE] = &kl_row_divergence_reverse,
    [KL_JEFFREYS] = &kl_row_jeffreys,
    [KL_JENSEN_SHANNON] = &kl_row_jensen_shannon,
    [KL_JENSEN_SHANNON_DISTANCE] = &kl_row_jensen_shannon_distance,
    [KL_TOTAL_VARIATION] = &kl_row_total_variation,
    [KL_HELLINGER] = &kl_row_hellinger,
    [KL_HELLINGER_SQUARED] = &kl_row_hellinger_squared,
    [KL_BHATTACHARYYA] = &kl_row_bhattacharyya,
    [KL_CHI_SQUARE] = &kl_row_chi_square,
    [KL_CHI_SQUARE_NEYMAN] = &kl_row_chi_square_neyman,
    [KL_PERPLEXITY] = &kl_row_perplexity,
};
_Static_assert(KL_COUNT(rows) == KL_MEASURE_COUNT, "a measure has no row");

const double kl_even[2] = {0.5, 0.5};
const double kl_skewed[2] = {0.9, 0.1};
const double kl_skewed_back[2] = {0.1, 0.9};
const double kl_first_only[2] = {1.0, 0.0};
const double kl_second_only[2] = {0.0, 1.0};
const double kl_first_first[4] = {1.0, 0.0, 1.0, 0.0};
const double kl_first_second[4] = {1.0, 0.0, 0.0, 1.0};
const double kl_skewed_pair[4] = {0.9, 0.1, 0.1, 0.9};

const kl_counterexample kl_one_way[3] = {KL_BREAKS_SYMMETRY, KL_BREAKS_TRIANGLE, KL_BREAKS_FINITE};
const kl_counterexample kl_of_code[5] = {KL_BREAKS_ZERO, KL_BREAKS_SYMMETRY, KL_BREAKS_TRIANGLE,
                                         KL_BREAKS_FINITE, KL_BREAKS_CONVEXITY_OF_CODE};

const kl_measure_row *kl_measure_row_get(kl_measure_id id) {
    return (unsigned)id < KL_MEASURE_COUNT ? rows[id] : NULL;
}

const kl_measure *kl_measure_get(kl_measure_id id) {
    const kl_measure_row *row = kl_measure_row_get(id);
    return row != NULL ? &row->measure : NULL;
}

const kl_measure *kl_measure_find(const char *name) {
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < KL_COUNT(rows); i++)
        if (strcmp(rows[i]->measure.name, name) == 0)
            return &rows[i]->measure;
    return NULL;
}
