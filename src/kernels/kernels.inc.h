/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the kernels, compiled once per instruction set. The including file defines KL_WIDTH
 * (2, 4 or 8 lanes of the machine), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 */
#include "kernels/kernels.h"
#include "kernels/scalar.h"

#include <float.h>

#include "kernels/vector.inc.h"

#include "kernels/logarithm.inc.h"

#include "kernels/share.inc.h"

#include "kernels/halves.inc.h"

#include "kernels/elementary.inc.h"

#include "kernels/power.inc.h"

#include "kernels/terms.inc.h"

#include "kernels/rows.inc.h"

#include "kernels/rows_halves.inc.h"

#include "kernels/blocks.inc.h"

#include "kernels/logits.inc.h"

#include "kernels/capped.inc.h"

#include "kernels/divergence.inc.h"

#include "kernels/pairs.inc.h"

#include "kernels/neighbours.inc.h"

#include "kernels/plane.inc.h"

#include "kernels/soft.inc.h"

#include "kernels/project.inc.h"

#define KL_TERM_FUNCTIONS(name, term)                                                              \
    static void sum_##name(const double *p, const double *q, size_t n, const kl_scale *scale,      \
                           double pair[2]) {                                                       \
        if (scale->mode == KL_SCALE_UNIT)                                                          \
            sum_block(term, KL_SCALE_UNIT, p, q, n, scale, pair);                                  \
        else if (scale->mode == KL_SCALE_PLAIN)                                                    \
            sum_block(term, KL_SCALE_PLAIN, p, q, n, scale, pair);                                 \
        else                                                                                       \
            sum_block(term, KL_SCALE_EXTREME, p, q, n, scale, pair);                               \
    }                                                                                              \
    static void map_##name(const double *p, const double *q, size_t n, const kl_scale *scale,      \
                           double *terms) {                                                        \
        map_block(term, p, q, n, scale, terms);                                                    \
    }

#define KL_TERMS(X)                                                                                \
    X(divergence, KL_TERM_DIVERGENCE)                                                              \
    X(log_ratio, KL_TERM_LOG_RATIO)                                                                \
    X(surprise, KL_TERM_SURPRISE)                                                                  \
    X(jeffreys, KL_TERM_JEFFREYS)                                                                  \
    X(jensen_shannon, KL_TERM_JENSEN_SHANNON)                                                      \
    X(absolute, KL_TERM_ABSOLUTE)                                                                  \
    X(hellinger, KL_TERM_HELLINGER)                                                                \
    X(affinity, KL_TERM_AFFINITY)                                                                  \
    X(chi_square, KL_TERM_CHI_SQUARE)                                                              \
    X(triangular, KL_TERM_TRIANGULAR)                                                              \
    X(symmetric, KL_TERM_CHI_SQUARE_BOTH)                                                          \
    X(power, KL_TERM_POWER)                                                                        \
    X(power_affinity, KL_TERM_POWER_AFFINITY)                                                      \
    X(excess, KL_TERM_EXCESS)                                                                      \
    X(skew, KL_TERM_SKEW)

KL_TERMS(KL_TERM_FUNCTIONS)

#define SUM(name, term) [term] = sum_##name,
#define MAP(name, term) [term] = map_##name,
KL_TABLE_LINKAGE const kl_kernels KL_TABLE = {
    .total = total_block,
    .sum = {KL_TERMS(SUM)},
    .map = {KL_TERMS(MAP)},
    .log = log_array,
    .exp = exp_array,
    .capped = capped_array,
    .above_f64 = above_f64,
    .above_f32 = above_f32,
    .impossible = impossible_block,
    .widen_f32 = widen_f32,
    .widen_u16 = widen_u16,
    .exp_shifted = exp_shifted_block,
    .compare = compare_block,
    .clipped = clipped_block,
    .pair_sums = {pair_sums_divergence, pair_sums_mixture, pair_sums_variation},
    .pair_gradient = {pair_gradient_divergence, pair_gradient_mixture, pair_gradient_variation},
    .distances = distance_tile,
    .chosen = chosen_tile,
    .near_points = {near_points_euclidean, near_points_max},
    .near_boxes = {near_boxes_euclidean, near_boxes_max},
    .inside_boxes = {inside_boxes_euclidean, inside_boxes_max},
    .nearest = {nearest_euclidean, nearest_max},
    .soft_row = soft_row,
    .soft_columns = soft_columns,
    .project = project_points,
    .plane_nearest = plane_nearest,
    .line_counts = line_counts};
