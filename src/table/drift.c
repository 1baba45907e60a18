/* SPDX-License-Identifier: Apache-2.0 */
/* All columns of two profiles: side by side, measured by several threads, judged together. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "io/excerpt.h"
#include "sample/discoveries.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PERMUTATIONS = 999 };

const char *kl_drift_verdict_name(kl_drift_verdict verdict) {
    static const char *const names[] = {"undecided", "same",    "within", "drifted",
                                        "added",     "retyped", "dropped"};
    return (unsigned)verdict < sizeof names / sizeof *names ? names[verdict] : NULL;
}

void kl_drift_options_init(kl_drift_options *options) {
    *options = (kl_drift_options){
        .size = sizeof *options, .discovery = 0.05, .confidence = 0.95, .unit = KL_UNIT_BITS};
}

static kl_status read_options(const kl_drift_options *given, kl_drift_options *out,
                              kl_error *error) {
    kl_drift_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_drift_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->confidence > 0 && out->confidence < 1) ||
        !(out->discovery > 0 && out->discovery < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "confidence is %g and discovery %g, expected between 0 and 1",
                       out->confidence, out->discovery);
    if ((unsigned)out->binning >= KL_BINNING_COUNT || out->bins > KL_BINS_MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "binning %d with %zu bins, expected at most %zu",
                       (int)out->binning, out->bins, KL_BINS_MOST);
    if (out->bins > 0 && out->binning > KL_BINS_EQUAL_WIDTH)
        return kl_fail(error, KL_ERROR_ARGUMENT, "bins: %s has no number of bins",
                       kl_binning_name(out->binning));
    if ((out->columns == NULL && out->column_count > 0) ||
        (out->tolerances == NULL && out->tolerance_count > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "columns or tolerances at NULL");
    return KL_OK;
}

/* ── Columns side by side ── */

static kl_status add_item(kl_drift *drift, const kl_column_profile *reference,
                          const kl_column_profile *current, kl_error *error) {
    const char *name = reference != NULL ? reference->name : current->name;
    kl_drift_item *item = &drift->item[drift->columns++];
    *item = (kl_drift_item){.column = {reference, current}, .decides = SIZE_MAX};
    item->seen.p = item->seen.q = item->seen.p_missing = item->seen.q_missing = NAN;
    item->seen.spread = NAN;
    item->name = kl_alloc(strlen(name) + 1, 1);
    if (item->name == NULL)
        return kl_fail_memory(error, "the names of columns", strlen(name) + 1);
    memcpy(item->name, name, strlen(name) + 1);
    return KL_OK;
}

static int is_without(const kl_drift *drift, const char *name) {
    return drift->options.without != NULL && strcmp(drift->options.without, name) == 0;
}

/* The first column of a table that is compared. */
static const char *first_name(const kl_drift *drift, const kl_table_profile *profile,
                              char shown[KL_EXCERPT_SIZE]) {
    size_t i = 0;
    while (i < profile->columns && is_without(drift, profile->column[i].name))
        i++;
    if (i == profile->columns)
        return "none";
    const char *name = profile->column[i].name;
    return kl_excerpt(name, strlen(name), shown);
}

static kl_status refuse_strangers(const kl_drift *drift, const kl_table_profile *reference,
                                  const kl_table_profile *current, kl_error *error) {
    char shown[2][KL_EXCERPT_SIZE];
    return kl_fail(error, KL_ERROR_MISMATCH,
                   "the two tables have no column in common: the first to compare in the reference "
                   "is %s, in the other table %s",
                   first_name(drift, reference, shown[0]), first_name(drift, current, shown[1]));
}

static kl_status pair_columns(kl_drift *drift, const kl_table_profile *reference,
                              const kl_table_profile *current, kl_error *error) {
    kl_status status = KL_OK;
    size_t common = 0;
    drift->item = kl_alloc(reference->columns + current->columns, sizeof *drift->item);
    if (drift->item == NULL)
        return kl_fail_memory(error, "columns",
                              (reference->columns + current->columns) * sizeof *drift->item);
    for (size_t i = 0; status == KL_OK && i < reference->columns; i++) {
        if (is_without(drift, reference->column[i].name))
            continue;
        const kl_column_profile *other = kl_profile_find(current, reference->column[i].name);
        common += other != NULL;
        status = add_item(drift, &reference->column[i], other, error);
    }
    for (size_t i = 0; status == KL_OK && i < current->columns; i++)
        if (!is_without(drift, current->column[i].name) &&
            kl_profile_find(reference, current->column[i].name) == NULL)
            status = add_item(drift, NULL, &current->column[i], error);
    return status == KL_OK && common == 0 ? refuse_strangers(drift, reference, current, error)
                                          : status;
}

static kl_status check_profiles(const kl_table_profile *reference, const kl_table_profile *current,
                                kl_error *error) {
    const char *a = reference->cluster, *b = current->cluster;
    if ((a == NULL) != (b == NULL) || (a != NULL && strcmp(a, b) != 0))
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "the clusters are those of %s in the reference and of %s in the other table",
                       a != NULL ? a : "no column", b != NULL ? b : "no column");
    for (size_t s = 0; s < 2; s++)
        if ((s == 0 ? reference : current)->rows == 0) {
            kl_fail(error, KL_ERROR_VALUE, "the %s has no rows",
                    s == 0 ? "reference" : "current table");
            return kl_fail_input(error, KL_ERROR_VALUE, s);
        }
    return KL_OK;
}

/* ── Measured and judged ── */

typedef struct stretch {
    kl_drift *drift;
    size_t first;
} stretch;

static kl_status compute_some(void *context, size_t index, unsigned worker, kl_error *error) {
    const stretch *s = context;
    (void)worker;
    return kl_drift_compute(s->drift, &s->drift->item[s->first + index], error);
}

static kl_status compute_all(kl_drift *drift, kl_error *error) {
    const kl_drift_options *options = &drift->options;
    const size_t step = 4 * (size_t)kl_pool_threads(options->pool);
    kl_status status = KL_OK;
    for (size_t first = 0; status == KL_OK && first < drift->columns; first += step) {
        stretch s = {drift, first};
        const size_t n = drift->columns - first < step ? drift->columns - first : step;
        status = kl_pool_run(options->pool, n, compute_some, &s, error);
        if (status == KL_OK && options->progress != NULL &&
            options->progress(options->progress_context, first + n, drift->columns) != 0)
            status = kl_fail(error, KL_ERROR_CANCELLED, "stopped by the caller after %zu columns",
                             first + n);
    }
    return status;
}

/* One family: the values of every column, and what is missing in it. */
static kl_status find_discoveries(kl_drift *drift, kl_error *error) {
    double *p = kl_alloc(2 * drift->columns, 2 * sizeof *p);
    size_t n = 0, at = 0;
    if (p == NULL)
        return kl_fail_memory(error, "p-values", 4 * drift->columns * sizeof *p);
    double *q = p + 2 * drift->columns;
    for (size_t i = 0; i < drift->columns; i++) {
        const kl_drift_column *seen = &drift->item[i].seen;
        if (!isnan(seen->p))
            p[n++] = seen->p;
        if (!isnan(seen->p_missing))
            p[n++] = seen->p_missing;
    }
    const kl_status status = kl_false_discovery_rates(p, n, q, error);
    for (size_t i = 0; status == KL_OK && i < drift->columns; i++) {
        kl_drift_column *seen = &drift->item[i].seen;
        if (!isnan(seen->p))
            seen->q = q[at++];
        if (!isnan(seen->p_missing))
            seen->q_missing = q[at++];
    }
    kl_free(p);
    return status;
}

static int more_severe(const void *a, const void *b) {
    const kl_drift_item *x = *(const kl_drift_item *const *)a,
                        *y = *(const kl_drift_item *const *)b;
    if (x->seen.verdict != y->seen.verdict)
        return x->seen.verdict > y->seen.verdict ? -1 : 1;
    if (x->excess != y->excess)
        return x->excess > y->excess ? -1 : 1;
    return (x > y) - (x < y);
}

static kl_status sort_items(kl_drift *drift, kl_error *error) {
    const kl_drift_item **order = kl_alloc(drift->columns, sizeof *order);
    kl_drift_item *sorted = kl_alloc(drift->columns, sizeof *sorted);
    kl_status status = KL_OK;
    if (order == NULL || sorted == NULL)
        status = kl_fail_memory(error, "columns", drift->columns * sizeof *sorted);
    for (size_t i = 0; status == KL_OK && i < drift->columns; i++)
        order[i] = &drift->item[i];
    if (status == KL_OK) {
        qsort(order, drift->columns, sizeof *order, more_severe);
        for (size_t i = 0; i < drift->columns; i++)
            sorted[i] = *order[i];
        kl_free(drift->item);
        drift->item = sorted;
        sorted = NULL;
    }
    kl_free(sorted);
    kl_free(order);
    return status;
}

static kl_status make(kl_drift *drift, const kl_table_profile *reference,
                      const kl_table_profile *current, kl_error *error) {
    kl_status status = pair_columns(drift, reference, current, error);
    drift->bags = kl_profile_bags(reference);
    drift->permutations =
        (unsigned)fmax(PERMUTATIONS, 2 * (double)drift->columns / drift->options.discovery);
    if (status == KL_OK)
        status = kl_drift_check_columns(drift, error);
    if (status == KL_OK)
        status = compute_all(drift, error);
    if (status == KL_OK)
        status = find_discoveries(drift, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < drift->columns; i++)
        kl_drift_judge(drift, &drift->item[i]);
    return sort_items(drift, error);
}

kl_status kl_drift_new(const kl_table_profile *reference, const kl_table_profile *current,
                       const kl_drift_options *options, kl_drift **out, kl_error *error) {
    if (reference == NULL || current == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_drift_new: reference, current or out is NULL");
    *out = NULL;
    kl_drift *drift = kl_alloc_zero(1, sizeof *drift);
    if (drift == NULL)
        return kl_fail_memory(error, "a drift", sizeof *drift);
    kl_status status = read_options(options, &drift->options, error);
    if (status == KL_OK)
        status = check_profiles(reference, current, error);
    if (status == KL_OK)
        status = make(drift, reference, current, error);
    if (status == KL_OK)
        *out = drift;
    else
        kl_drift_free(drift);
    return status;
}

void kl_drift_free(kl_drift *drift) {
    if (drift == NULL)
        return;
    for (size_t i = 0; i < drift->columns; i++)
        kl_free(drift->item[i].name);
    kl_free(drift->item);
    kl_free(drift);
}

/* ── To look at it ── */

size_t kl_drift_columns(const kl_drift *drift) {
    return drift != NULL ? drift->columns : 0;
}

static const kl_drift_item *item_at(const kl_drift *drift, size_t column) {
    return column < kl_drift_columns(drift) ? &drift->item[column] : NULL;
}

kl_drift_column kl_drift_column_at(const kl_drift *drift, size_t index) {
    const kl_drift_item *item = item_at(drift, index);
    if (item == NULL)
        return (kl_drift_column){.name = NULL};
    kl_drift_column out = item->seen;
    out.name = item->name;
    out.decides = item->decides < item->measures ? &item->measure[item->decides] : NULL;
    return out;
}

size_t kl_drift_measures(const kl_drift *drift, size_t column) {
    const kl_drift_item *item = item_at(drift, column);
    return item != NULL ? item->measures : 0;
}

kl_drift_measure kl_drift_measure_at(const kl_drift *drift, size_t column, size_t index) {
    return index < kl_drift_measures(drift, column) ? drift->item[column].measure[index]
                                                    : (kl_drift_measure){.id = NULL};
}

size_t kl_drift_changes(const kl_drift *drift, size_t column) {
    const kl_drift_item *item = item_at(drift, column);
    return item != NULL ? item->changes : 0;
}

kl_drift_change kl_drift_change_at(const kl_drift *drift, size_t column, size_t index) {
    if (index >= kl_drift_changes(drift, column))
        return (kl_drift_change){.name = NULL};
    kl_drift_change out = drift->item[column].change[index];
    out.name = drift->item[column].change_name[index];
    return out;
}

size_t kl_drift_count(const kl_drift *drift, kl_drift_verdict verdict) {
    size_t n = 0;
    for (size_t i = 0; i < kl_drift_columns(drift); i++)
        n += drift->item[i].seen.verdict == verdict;
    return n;
}

size_t kl_drift_exceeded(const kl_drift *drift) {
    size_t n = 0;
    for (size_t i = 0; i < kl_drift_columns(drift); i++)
        n += drift->item[i].seen.verdict >= KL_DRIFT_EXCEEDED;
    return n;
}
