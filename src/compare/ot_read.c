/* SPDX-License-Identifier: Apache-2.0 */
/* Where the mass of an input lies. */
#include "compare/ot.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"

/* Known weights whose names are numbers, as a histogram has them, over their total. */
static kl_status read_weights(const kl_input *input, kl_ot_side *side, kl_error *error) {
    const size_t n = kl_weights_size(input->weights);
    const double *weights = kl_weights_values(input->weights);
    double *place = side->owned = kl_alloc(n, 2 * sizeof *place);
    kl_exact_sum total;
    if (place == NULL)
        return kl_fail_memory(error, "places", 2 * n * sizeof *place);
    double *share = place + n;
    kl_exact_sum_init(&total);
    kl_exact_sum_add_array(&total, weights, n);
    for (size_t i = 0; i < n; i++) {
        const char *name = kl_weights_name(input->weights, i);
        if (kl_number_parse(name, strlen(name), &place[i], NULL) != KL_OK || !isfinite(place[i]))
            return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)i, -1,
                              "%.200s: '%.100s' is no number: what lies nowhere cannot be moved",
                              input->name, name);
        share[i] = weights[i] / kl_exact_sum_round(&total);
    }
    side->points = (kl_matrix){place, n, 1, 1, KL_F64};
    side->masses = kl_f64(share, n);
    return KL_OK;
}

/* Cosine has no value at the origin. */
static kl_status check_directions(const kl_input *input, kl_matrix points, kl_error *error) {
    const double *row = points.data;
    for (size_t i = 0; i < points.rows; i++, row += points.columns) {
        size_t zeros = 0;
        while (zeros < points.columns && row[zeros] == 0)
            zeros++;
        if (zeros == points.columns)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%.200s: row %zu is 0: it has no direction, and cosine no value",
                              input->name, i + 1);
    }
    return KL_OK;
}

static kl_status read_side(const kl_input *input, kl_ot_side *side, kl_error *error) {
    if (input->numbers != NULL) {
        side->points = kl_input_points(input);
        side->masses = kl_uniform();
        return KL_OK;
    }
    if (input->weights != NULL)
        return read_weights(input, side, error);
    return kl_fail(error, KL_ERROR_MISMATCH,
                   "%.200s is %s, whose symbols lie nowhere; expected points, numbers, or weights "
                   "whose names are numbers",
                   input->name, kl_kind_name(input->kind));
}

kl_status kl_ot_read(kl_ot *ot, kl_error *error) {
    for (size_t s = 0; s < 2; s++) {
        kl_status status = read_side(ot->input[s], &ot->side[s], error);
        if (status == KL_OK && ot->options.ground == KL_GROUND_COSINE)
            status = check_directions(ot->input[s], ot->side[s].points, error);
        if (status != KL_OK)
            return kl_fail_input(error, status, s);
    }
    const size_t columns[2] = {ot->side[0].points.columns, ot->side[1].points.columns};
    if (columns[0] != columns[1])
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%.200s has points of %zu numbers, %.200s of %zu: there is no way between "
                       "them",
                       ot->input[0]->name, columns[0], ot->input[1]->name, columns[1]);
    ot->are_samples = ot->input[0]->numbers != NULL || ot->input[1]->numbers != NULL;
    ot->both_samples = ot->input[0]->numbers != NULL && ot->input[1]->numbers != NULL;
    ot->noun = columns[0] == 1 ? "number" : "point";
    return KL_OK;
}

void kl_ot_clear(kl_ot *ot) {
    for (size_t s = 0; s < 2; s++)
        kl_free(ot->side[s].owned);
    kl_transport_free(ot->plan);
}
