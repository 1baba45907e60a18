/* SPDX-License-Identifier: Apache-2.0 */
/* A table of counts and known weights side by side. */
#include "sample/known_sides.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/coarse.h"
#include "sample/jackknife.h"

static kl_status check_weights(const char *const *names, const double *weights, size_t n,
                               double *most, kl_error *error) {
    *most = 0;
    for (size_t i = 0; i < n; i++) {
        if (names[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "name %zu is NULL", i);
        if (!(weights[i] >= 0 && isfinite(weights[i]))) {
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "the weight of \"%s\" is %g; weights are finite and not negative",
                              names[i], weights[i]);
        }
        *most = fmax(*most, weights[i]);
    }
    return *most > 0 ? KL_OK
                     : kl_fail(error, KL_ERROR_VALUE,
                               n == 0 ? "there are no weights" : "all weights are 0");
}

/* The names as a table: what has a weight is "counted" as its place in the list, from 1. */
static kl_status table_of_names(kl_symbols symbols, const char *const *names, const double *weights,
                                size_t n, kl_counts **out, kl_error *error) {
    kl_symbol_name *symbol = kl_alloc(n, sizeof *symbol);
    kl_cell *cells = kl_alloc(n, sizeof *cells);
    kl_status status = KL_OK;
    if (symbol == NULL || cells == NULL) {
        status = kl_fail_memory(error, "the names", n * (sizeof *symbol + sizeof *cells));
    } else {
        for (size_t i = 0; i < n; i++) {
            symbol[i] = (kl_symbol_name){names[i], strlen(names[i])};
            cells[i] = (kl_cell){.gram = {(uint32_t)i}, .count = weights[i] > 0 ? i + 1 : 0};
        }
        status = kl_counts_build(symbols, 1, symbol, n, cells, n, 0, out, error);
    }
    kl_free(symbol);
    kl_free(cells);
    return status;
}

/* Weights instead of places, and bags of which it does not matter which is left out: bias and variance
 * come out as zero. */
static void make_known(kl_known_sides *sides, const double *weights, double most) {
    kl_side *side = &sides->aligned.side[KNOWN];
    /* Sums of pools must not overflow, and what is possible must stay so. */
    const double scale = most > 0x1p960 ? 0x1p-64 : 1;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < sides->aligned.size; i++) {
        if (side->integer[i] > 0) {
            side->count[i] = fmax(weights[side->integer[i] - 1] * scale, 0x1p-1074);
            side->integer[i] = KL_POOL_COUNTS; /* nothing that was seen once by chance */
            kl_exact_sum_add(&sum, side->count[i]);
        }
    }
    sides->total = kl_exact_sum_round(&sum);
    memset(side->bag_total, 0, sizeof side->bag_total);
    memset(side->cells.start, 0, sizeof side->cells.start);
    for (int b = 0; b < KL_BAGS_MIN; b++)
        side->bag_total[b] = 1;
    side->total = side->bags = KL_BAGS_MIN;
}

static void find_alone(kl_known_sides *sides) {
    const kl_side *side = sides->aligned.side;
    const double total[2] = {(double)side[COUNTED].total, sides->total};
    for (int s = 0; s < 2; s++) {
        kl_exact_sum sum;
        kl_exact_sum_init(&sum);
        for (size_t i = 0; i < sides->aligned.size; i++) {
            if (side[1 - s].integer[i] == 0) {
                kl_exact_sum_add(&sum, side[s].count[i]);
                sides->alone_symbols[s]++;
            }
        }
        sides->alone[s] = kl_exact_sum_round(&sum) / total[s];
    }
}

kl_status kl_known_sides_new(const kl_counts *counts, const char *const *names,
                             const double *weights, size_t n, kl_known_sides *sides,
                             kl_error *error) {
    double most;
    kl_counts *table = NULL;
    if (counts->order > 1) {
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "known weights are compared with counts of order 1, these are of order %d",
                       counts->order);
    }
    kl_status status = check_weights(names, weights, n, &most, error);
    if (status == KL_OK)
        status = table_of_names(counts->symbols, names, weights, n, &table, error);
    if (status == KL_OK)
        status = kl_aligned_new(counts, table, &sides->aligned, error);
    if (status == KL_OK) {
        make_known(sides, weights, most);
        find_alone(sides);
    }
    kl_counts_free(table);
    return status;
}
