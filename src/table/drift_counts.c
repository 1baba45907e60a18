/* SPDX-License-Identifier: Apache-2.0 */
/* What is measured of counts: categories, letters, bins, and what is missing. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "kernels/kernels.h"
#include "measure/value.h"
#include "sample/homogeneity.h"
#include "sample/interval.h"

#include <math.h>
#include <string.h>

/* A name for every place, so that what a category is called has no part in it. */
enum { PLACE = 8 };

typedef struct row {
    const char *name, *label;
    kl_measure_id id;
    kl_direction direction; /* of the pair (reference, current) */
} row;

static const row rows[] = {
    {"jensen_shannon", "Jensen–Shannon", KL_JENSEN_SHANNON, KL_A_GIVEN_B},
    {"jensen_shannon.distance", "Jensen–Shannon distance", KL_JENSEN_SHANNON_DISTANCE,
     KL_A_GIVEN_B},
    {"divergence", "KL divergence, current from reference", KL_DIVERGENCE, KL_B_GIVEN_A},
    {"divergence.reverse", "KL divergence, reference from current", KL_DIVERGENCE, KL_A_GIVEN_B},
    {"jeffreys", "PSI (Jeffreys divergence)", KL_JEFFREYS, KL_A_GIVEN_B},
    {"hellinger", "Hellinger distance", KL_HELLINGER, KL_A_GIVEN_B},
    {"total_variation", "Total variation", KL_TOTAL_VARIATION, KL_A_GIVEN_B},
    {"chi_square", "χ² divergence, current from reference", KL_CHI_SQUARE, KL_B_GIVEN_A},
};

/* ── Counts with bags ── */

static void place_names(size_t n, char *text, const char **names) {
    for (size_t i = 0; i < n; i++) {
        names[i] = text + i * (PLACE + 1);
        kl_words(text + i * (PLACE + 1), PLACE + 1, "%08zx", i);
    }
}

/* Bags as they were seen. */
static kl_status with_bags(const kl_sides *sides, int s, const char *const *names, kl_counts **out,
                           kl_error *error) {
    kl_symbol_name *symbol = kl_alloc(sides->n, sizeof *symbol);
    kl_cell *cells = kl_alloc(sides->n, KL_BAGS * sizeof *cells);
    size_t used = 0;
    kl_status status = KL_OK;
    if (symbol == NULL || cells == NULL)
        status = kl_fail_memory(error, "counts in bags", sides->n * KL_BAGS * sizeof *cells);
    for (size_t i = 0; status == KL_OK && i < sides->n; i++) {
        symbol[i] = (kl_symbol_name){names[i], PLACE};
        for (unsigned b = 0; b < KL_BAGS; b++)
            if (sides->count[s][i * KL_BAGS + b] > 0)
                cells[used++] = (kl_cell){
                    .gram = {(uint32_t)i}, .bag = b, .count = sides->count[s][i * KL_BAGS + b]};
    }
    if (status == KL_OK)
        status = kl_counts_build(KL_SYMBOLS_NAMES, 1, symbol, sides->n, cells, used, 0, out, error);
    kl_free(symbol);
    kl_free(cells);
    return status;
}

static kl_status make_counts(const kl_drift *drift, const kl_sides *sides, const uint64_t *plain[2],
                             kl_counts *out[2], kl_error *error) {
    char *text = kl_alloc(sides->n, PLACE + 1);
    const char **names = kl_alloc(sides->n, sizeof *names);
    kl_status status = KL_OK;
    if (text == NULL || names == NULL)
        status = kl_fail_memory(error, "counts", sides->n * (PLACE + 1));
    if (status == KL_OK)
        place_names(sides->n, text, names);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = sides->bags > 1 ? with_bags(sides, s, names, &out[s], error)
                                 : kl_counts_from_names(names, plain[s], sides->n,
                                                        drift->options.seed, &out[s], error);
    kl_free(text);
    kl_free(names);
    return status;
}

/* ── Measures ── */

static kl_status plugin_of(const row *r, const uint64_t *const plain[2], size_t n, double *desk,
                           double *out, kl_error *error) {
    const int p = r->direction == KL_B_GIVEN_A, q = 1 - p;
    for (size_t i = 0; i < n; i++) {
        desk[i] = (double)plain[p][i];
        desk[n + i] = (double)plain[q][i];
    }
    return kl_measure_value(kl_kernels_for(NULL), r->id, desk, desk + n, n, out, error);
}

/* Where categories are counted as one it may be more, and that both hold the same counts is not known. */
static void bound_from_below(kl_estimate *value) {
    value->flags &= ~(uint32_t)KL_FLAG_SAME_INPUT;
    if (isnan(value->low))
        value->flags |= KL_FLAG_ONE_SIDED;
    else
        kl_estimate_one_sided(value, value->low, value->confidence);
}

static kl_status fill(const kl_drift *drift, const kl_counts_pair *pair, const kl_sides *sides,
                      const uint64_t *const plain[2], int is_missing, kl_drift_item *item, double p,
                      kl_error *error) {
    const size_t n = sides->n;
    const double confidence = drift->options.confidence;
    double *desk = kl_alloc(n, 2 * sizeof *desk);
    if (desk == NULL)
        return kl_fail_memory(error, "counts", 2 * n * sizeof *desk);
    kl_status status = KL_OK;
    for (size_t k = 0; status == KL_OK && k < sizeof rows / sizeof *rows; k++) {
        kl_estimate value = kl_counts_pair_estimate(pair, rows[k].id, rows[k].direction);
        double plugin = 0;
        status = plugin_of(&rows[k], plain, n, desk, &plugin, error);
        if (rows[k].id == KL_TOTAL_VARIATION && kl_counts_pair_size(pair) > 1)
            value = kl_drift_total_variation(sides, plugin, confidence, value.flags);
        if (p > 1 - confidence)
            kl_estimate_near_equal(&value);
        if (!is_missing && item->seen.grouped > 0)
            bound_from_below(&value);
        if (status == KL_OK)
            kl_drift_add_measure(item, is_missing ? "jensen_shannon.missing" : rows[k].name,
                                 is_missing ? "Missing values" : rows[k].label, &value, plugin);
        if (is_missing)
            break;
    }
    kl_free(desk);
    return status;
}

/* Of clusters, and of letters, which are no independent draws, whole bags are dealt anew. */
static kl_status make_pair(const kl_drift *drift, const kl_sides *sides, const uint64_t *plain[2],
                           kl_counts_pair **pair, kl_error *error) {
    kl_counts *counts[2] = {NULL, NULL};
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.confidence = drift->options.confidence;
    options.seed = drift->options.seed;
    options.permutations = sides->bags > 1 ? drift->permutations : 0;
    kl_status status = make_counts(drift, sides, plain, counts, error);
    if (status == KL_OK)
        status = kl_counts_pair_new(counts[0], counts[1], &options, pair, error);
    kl_counts_free(counts[0]);
    kl_counts_free(counts[1]);
    return status;
}

kl_status kl_drift_add_counts(const kl_drift *drift, const kl_sides *sides, int is_missing,
                              kl_drift_item *item, double *p, kl_error *error) {
    *p = NAN;
    if (sides->total[0] == 0 || sides->total[1] == 0)
        return KL_OK;
    uint64_t *room = kl_alloc(sides->n, 2 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "counts", 2 * sides->n * sizeof *room);
    const uint64_t *plain[2] = {room, room + sides->n};
    kl_counts_pair *pair = NULL;
    kl_sides_counts(sides, room, room + sides->n);
    kl_status status = make_pair(drift, sides, plain, &pair, error);
    if (status == KL_OK) {
        *p = sides->bags > 1 ? kl_counts_pair_p_value(pair).value
                             : kl_homogeneity_test(plain[0], plain[1], sides->n).p;
        status = fill(drift, pair, sides, plain, is_missing, item, *p, error);
    }
    kl_counts_pair_free(pair);
    kl_free(room);
    return status;
}
