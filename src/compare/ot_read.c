/* SPDX-License-Identifier: Apache-2.0 */
/* Where the mass of an input lies. */
#include "compare/ot.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "compare/ot_costs.h"

static int parse_number(const char *text, size_t size, double *out) {
    for (; size > 0 && *text == ' '; size--)
        text++;
    return size > 0 && kl_number_parse(text, size, out, NULL) == KL_OK && isfinite(*out);
}

/* "[0, 1)", "(0, 1]": where a bin begins and ends. */
static int parse_bin(const char *name, double *low, double *high) {
    const size_t size = strlen(name);
    const char *comma = strchr(name, ',');
    if (size < 5 || strchr("[(", name[0]) == NULL || strchr("])", name[size - 1]) == NULL ||
        comma == NULL)
        return 0;
    return parse_number(name + 1, (size_t)(comma - name) - 1, low) &&
           parse_number(comma + 1, (size_t)(name + size - 1 - comma) - 1, high);
}

/* Known weights whose names are numbers or bins, as a histogram has them, over their total. */
static kl_status read_weights(const kl_input *input, kl_ot_side *side, kl_error *error) {
    const size_t n = kl_weights_size(input->weights);
    const double *weights = kl_weights_values(input->weights);
    double *place = side->owned = kl_alloc(n, 3 * sizeof *place);
    kl_exact_sum total;
    size_t bins = 0;
    if (place == NULL)
        return kl_fail_memory(error, "places", 3 * n * sizeof *place);
    double *share = place + n, *high = share + n;
    kl_exact_sum_init(&total);
    kl_exact_sum_add_array(&total, weights, n);
    for (size_t i = 0; i < n; i++) {
        const char *name = kl_weights_name(input->weights, i);
        if (parse_bin(name, &place[i], &high[i]))
            bins++;
        else if (parse_number(name, strlen(name), &place[i]))
            high[i] = place[i];
        else
            return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)i, -1,
                              "%.200s: '%.100s' is no number: what lies nowhere cannot be moved",
                              input->name, name);
        share[i] = weights[i] / kl_exact_sum_round(&total);
    }
    side->n = n;
    side->points = (kl_matrix){place, n, 1, 1, KL_F64};
    side->masses = kl_f64(share, n);
    if (bins > 0)
        side->high = kl_f64(high, n);
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
    if (input->masses != NULL) {
        side->points = kl_input_points(input);
        side->masses = kl_f64(input->masses, input->rows);
        side->n = input->rows;
        return KL_OK;
    }
    if (input->numbers != NULL) {
        side->points = kl_input_points(input);
        side->masses = kl_uniform();
        side->n = side->draws = side->points.rows;
        return KL_OK;
    }
    if (input->weights != NULL)
        return read_weights(input, side, error);
    return kl_fail(
        error, KL_ERROR_MISMATCH,
        "%.200s is %s, whose symbols lie nowhere; expected points, numbers, an image, weights "
        "whose names are numbers, or a file of costs",
        input->name, kl_kind_name(input->kind));
}

int kl_ot_has_bins(const kl_ot *ot) {
    return ot->side[0].high.data != NULL || ot->side[1].high.data != NULL;
}

/* What is wrong is said by the names of bins, which kl_transport_bins does not know. */
static kl_status check_rising(const kl_input *input, const kl_ot_side *side, kl_error *error) {
    const double *low = side->points.data, *high = side->high.data;
    for (size_t i = 0; i < side->n; i++) {
        const char *name = kl_weights_name(input->weights, i);
        if (low[i] > high[i])
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%.200s: the bin '%.60s' ends before it begins", input->name, name);
        if (i > 0 && low[i] < high[i - 1])
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%.200s: the bin '%.60s' begins before '%.60s' above it has ended",
                              input->name, name, kl_weights_name(input->weights, i - 1));
    }
    return KL_OK;
}

/* A side of numbers is one of bins without width. */
static kl_status check_bins(kl_ot *ot, kl_error *error) {
    if (!kl_ot_has_bins(ot))
        return KL_OK;
    if (ot->are_samples)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "bins on one side, draws on the other: count these in bins as well");
    if (ot->options.method > KL_OT_EXACT || !kl_ot_is_on_line(ot))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "bins are moved by an exact method at the cost of a distance");
    for (size_t s = 0; s < 2; s++) {
        if (ot->side[s].high.data == NULL)
            ot->side[s].high = kl_f64(ot->side[s].points.data, ot->side[s].n);
        const kl_status status = check_rising(ot->input[s], &ot->side[s], error);
        if (status != KL_OK)
            return kl_fail_input(error, status, s);
    }
    ot->noun = "bin";
    return KL_OK;
}

static kl_status read_places(kl_ot *ot, kl_error *error) {
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
    ot->are_samples = ot->side[0].draws + ot->side[1].draws > 0;
    ot->both_samples = ot->side[0].draws > 0 && ot->side[1].draws > 0;
    ot->noun = columns[0] == 1 ? "number" : "point";
    return check_bins(ot, error);
}

kl_status kl_ot_read(kl_ot *ot, kl_error *error) {
    return ot->options.costs != NULL ? kl_ot_costs_read(ot, error) : read_places(ot, error);
}

void kl_ot_clear(kl_ot *ot) {
    for (size_t s = 0; s < 2; s++) {
        kl_free(ot->side[s].owned);
        kl_free(ot->side[s].symbols);
    }
    kl_free(ot->costs);
    kl_transport_free(ot->plan);
}
