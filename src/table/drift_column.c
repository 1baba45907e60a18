/* SPDX-License-Identifier: Apache-2.0 */
/* One column: what there is to compare, and with what. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

void kl_drift_add_measure(kl_drift_item *item, const char *id, const char *label,
                          const kl_estimate *value, double plugin) {
    item->measure[item->measures++] = (kl_drift_measure){id, label, *value, plugin};
}

/* ── By type ── */

static void note_counted(kl_drift_item *item, const kl_sides *sides) {
    for (int s = 0; s < 2; s++)
        item->seen.counted[s] = sides->total[s];
}

static kl_status compute_bins(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                              double *p, kl_error *error) {
    double *edges = kl_alloc(KL_BINS_MOST, sizeof *edges);
    kl_sides bins = {.n = 0};
    size_t n = 0;
    if (edges == NULL)
        return kl_fail_memory(error, "edges of bins", KL_BINS_MOST * sizeof *edges);
    kl_status status = kl_drift_find_edges(numbers, item->name, &drift->options, edges, &n, error);
    if (status == KL_OK)
        status = kl_sides_binned(numbers, edges, n, &bins, error);
    if (status == KL_OK)
        status = kl_drift_add_counts(drift, &bins, 0, item, p, error);
    if (status == KL_OK)
        status =
            kl_drift_add_changes(&bins, edges, item->seen.current == KL_PROFILE_TIMES, item, error);
    item->seen.bins = bins.n;
    kl_sides_free(&bins);
    kl_free(edges);
    return status;
}

static kl_status compute_numbers(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    kl_sides numbers = {.n = 0};
    double p_bins = NAN, p = NAN;
    kl_status status = kl_sides_of_numbers(item->column, &numbers, error);
    item->seen.digits = numbers.digits;
    note_counted(item, &numbers);
    if (status == KL_OK && numbers.total[0] > 0 && numbers.total[1] > 0) {
        status = compute_bins(drift, &numbers, item, &p_bins, error);
        p = p_bins;
        if (status == KL_OK && numbers.bags == 1) {
            status = kl_drift_test_numbers(&numbers, &p, error);
            p = fmin(1, 2 * fmin(p, p_bins));
        }
        if (status == KL_OK)
            status = kl_drift_add_numbers(drift, &numbers, item, p, error);
        item->seen.p = p;
    }
    kl_sides_free(&numbers);
    return status;
}

static kl_status compute_names(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    kl_sides names = {.n = 0};
    kl_status status = kl_sides_of_names(item->column, &names, error);
    item->seen.grouped = names.joined;
    if (status == KL_OK && names.total[0] > 0 && names.total[1] > 0) {
        status = kl_drift_add_counts(drift, &names, 0, item, &item->seen.p, error);
        if (status == KL_OK)
            status = kl_drift_add_changes(&names, NULL, 0, item, error);
    }
    note_counted(item, &names);
    item->seen.vanished = names.only[0];
    item->seen.added = names.only[1];
    kl_sides_free(&names);
    return status;
}

/* Categories on the one side and texts on the other: the former are texts, too. */
static kl_status compute_texts(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    kl_column_profile turned = {.sort = KL_PROFILE_TEXTS, .names = {.bags = KL_BAGS}};
    const kl_column_profile *const before[2] = {item->column[0], item->column[1]};
    kl_status status = KL_OK;
    for (int s = 0; s < 2; s++)
        if (before[s]->sort == KL_PROFILE_CATEGORIES) {
            turned.cells.digits = KL_CELL_DIGITS;
            status = kl_column_profile_join(&turned, before[s], error);
            item->column[s] = &turned;
        }
    if (status == KL_OK)
        status = compute_names(drift, item, error);
    item->column[0] = before[0];
    item->column[1] = before[1];
    kl_name_counts_free(&turned.names);
    return status;
}

static int are_names(kl_profile_sort sort) {
    return sort == KL_PROFILE_CATEGORIES || sort == KL_PROFILE_TEXTS;
}

static kl_status compute_values(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    const kl_profile_sort a = item->column[0]->sort, b = item->column[1]->sort;
    if (a == KL_PROFILE_NOTHING || b == KL_PROFILE_NOTHING)
        return KL_OK;
    if (are_names(a) && are_names(b))
        return a == KL_PROFILE_CATEGORIES && b == a ? compute_names(drift, item, error)
                                                    : compute_texts(drift, item, error);
    if (a == b)
        return compute_numbers(drift, item, error);
    item->seen.verdict = KL_DRIFT_RETYPED;
    return KL_OK;
}

static kl_status compute_presence(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    const kl_drift_column *seen = &item->seen;
    kl_sides presence = {.n = 0};
    if (seen->missing[0] + seen->missing[1] + seen->infinite[0] + seen->infinite[1] == 0)
        return KL_OK;
    kl_status status = kl_sides_of_presence(item->column, drift->bags, &presence, error);
    if (status == KL_OK)
        status = kl_drift_add_counts(drift, &presence, 1, item, &item->seen.p_missing, error);
    kl_sides_free(&presence);
    return status;
}

kl_status kl_drift_compute(const kl_drift *drift, kl_drift_item *item, kl_error *error) {
    kl_drift_column *seen = &item->seen;
    for (int s = 0; s < 2; s++) {
        const kl_column_profile *column = item->column[s];
        if (column == NULL)
            continue;
        *(s == 0 ? &seen->reference : &seen->current) = kl_column_profile_seen(column);
        seen->missing[s] = kl_column_profile_rows(column, KL_MISSING);
        seen->infinite[s] = kl_column_profile_rows(column, KL_INFINITE);
        seen->rows[s] =
            kl_column_profile_rows(column, KL_PRESENT) + seen->missing[s] + seen->infinite[s];
    }
    if (item->column[0] == NULL || item->column[1] == NULL) {
        seen->verdict = item->column[0] == NULL ? KL_DRIFT_ADDED : KL_DRIFT_DROPPED;
        return KL_OK;
    }
    kl_status status = compute_values(drift, item, error);
    if (status == KL_OK)
        status = compute_presence(drift, item, error);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, item->name);
}
