/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a column has drifted: significant, and above a tolerance. */
#include "table/drift.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

#define LN2 0.693147180559945309417
#define ROOT_LN2 0.832554611157697756354

/* What a column is held to where nothing is stated for it. */
static const struct {
    const char *id;
    double limit; /* in bits where it is information */
} defaults[] = {
    {"wasserstein_relative", 0.1}, {"jensen_shannon", 0.01}, {"jensen_shannon.missing", 0.01}};

static const char *const ids[] = {"jensen_shannon",
                                  "jensen_shannon.distance",
                                  "divergence",
                                  "divergence.reverse",
                                  "jeffreys",
                                  "hellinger",
                                  "total_variation",
                                  "chi_square",
                                  "wasserstein_relative",
                                  "wasserstein",
                                  "kolmogorov_smirnov",
                                  "jensen_shannon.missing"};

const char *kl_drift_id(size_t inputs, size_t index) {
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static const kl_drift_item *item_of(const kl_drift *drift, const char *column) {
    for (size_t i = 0; i < drift->columns; i++)
        if (strcmp(drift->item[i].name, column) == 0)
            return &drift->item[i];
    return NULL;
}

static int holds_names(const kl_column_profile *column) {
    return column == NULL || column->sort == KL_PROFILE_CATEGORIES ||
           column->sort == KL_PROFILE_TEXTS;
}

static int is_of_numbers(const char *id) {
    static const char *const of_numbers[] = {"wasserstein_relative", "wasserstein",
                                             "kolmogorov_smirnov"};
    for (size_t i = 0; i < sizeof of_numbers / sizeof *of_numbers; i++)
        if (strcmp(of_numbers[i], id) == 0)
            return 1;
    return 0;
}

/* A tolerance that names a column is to be of a measure that the column has. */
static kl_status check_column(const kl_drift *drift, size_t index, kl_error *error) {
    const kl_drift_tolerance *t = &drift->options.tolerances[index];
    const kl_drift_item *item = item_of(drift, t->column);
    if (item == NULL)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "a tolerance of column %s, which neither table has", t->column);
    if (is_of_numbers(t->id) && holds_names(item->column[0]) && holds_names(item->column[1]))
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "a tolerance of %s of column %s, which holds no numbers", t->id,
                          t->column);
    return KL_OK;
}

static kl_status check_tolerance(const kl_drift *drift, size_t index, kl_error *error) {
    const kl_drift_tolerance *t = &drift->options.tolerances[index];
    size_t at = 0;
    if (t->id == NULL || !(t->limit >= 0))
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "tolerance %zu is of nothing, or %g", index, t->limit);
    while (kl_drift_id(2, at) != NULL && strcmp(kl_drift_id(2, at), t->id) != 0)
        at++;
    if (kl_drift_id(2, at) == NULL)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "columns have no measure %s", t->id);
    return t->column != NULL ? check_column(drift, index, error) : KL_OK;
}

static kl_status check_bins(const kl_drift *drift, size_t index, kl_error *error) {
    const kl_drift_bins *b = &drift->options.columns[index];
    const kl_drift_item *item = b->column != NULL ? item_of(drift, b->column) : NULL;
    if (b->column == NULL || (unsigned)b->binning >= KL_BINNING_COUNT || b->bins > KL_BINS_MOST)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "bins %zu are of no column, by no rule, or more than %zu", index,
                          KL_BINS_MOST);
    if (b->edges == NULL && b->bins > 0 && b->binning > KL_BINS_EQUAL_WIDTH)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "bins of column %s: %s has no number of bins", b->column,
                          kl_binning_name(b->binning));
    if (item == NULL)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "bins of column %s, which neither table has", b->column);
    if (holds_names(item->column[0]) && holds_names(item->column[1]))
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)index, -1,
                          "bins of column %s, which holds no numbers", b->column);
    return KL_OK;
}

kl_status kl_drift_check_columns(const kl_drift *drift, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < drift->options.tolerance_count; i++)
        status = check_tolerance(drift, i, error);
    for (size_t i = 0; status == KL_OK && i < drift->options.column_count; i++)
        status = check_bins(drift, i, error);
    return status;
}

/* ── One column ── */

static int is_missing(const char *id) {
    const char *dot = strrchr(id, '.');
    return dot != NULL && strcmp(dot, ".missing") == 0;
}

static const kl_drift_measure *find(const kl_drift_item *item, const char *id) {
    for (size_t i = 0; i < item->measures; i++)
        if (strcmp(item->measure[i].id, id) == 0)
            return &item->measure[i];
    return NULL;
}

static double to_nats(double limit, kl_unit of, kl_unit stated) {
    if (stated != KL_UNIT_BITS)
        return limit;
    return of == KL_UNIT_NATS ? limit * LN2 : of == KL_UNIT_ROOT_NATS ? limit * ROOT_LN2 : limit;
}

/* The most that is above its tolerance so far, and whether any is. */
static void hold(const kl_drift *drift, kl_drift_item *item, const char *id, double limit,
                 kl_unit stated) {
    const kl_drift_measure *m = find(item, id);
    if (m == NULL)
        return;
    kl_drift_column *seen = &item->seen;
    const double q = is_missing(id) ? seen->q_missing : seen->q;
    const double nats = to_nats(limit, m->value.unit, stated);
    const int is_significant = q <= drift->options.discovery;
    const double low = is_significant ? kl_estimate_floor(&m->value) : 0;
    const kl_drift_verdict verdict = !is_significant ? KL_DRIFT_SAME
                                     : low > nats    ? KL_DRIFT_EXCEEDED
                                                     : KL_DRIFT_WITHIN;
    const double excess = low > 0 ? low / nats : 0;
    if (item->decides != SIZE_MAX &&
        (verdict < seen->verdict || (verdict == seen->verdict && excess <= item->excess)))
        return;
    item->decides = (size_t)(m - item->measure);
    seen->limit = nats;
    seen->verdict = verdict;
    item->excess = excess;
}

void kl_drift_judge(const kl_drift *drift, kl_drift_item *item) {
    const kl_drift_options *options = &drift->options;
    const int is_number = find(item, "wasserstein") != NULL;
    int stated[2] = {0, 0}; /* of values, and of what is missing */
    if (item->seen.verdict > KL_DRIFT_EXCEEDED)
        return;
    for (size_t i = 0; i < options->tolerance_count; i++) {
        const kl_drift_tolerance *t = &options->tolerances[i];
        if ((t->column != NULL && strcmp(t->column, item->name) != 0) || find(item, t->id) == NULL)
            continue;
        stated[is_missing(t->id)] = 1;
        hold(drift, item, t->id, t->limit, options->unit);
    }
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        const int of_missing = is_missing(defaults[i].id);
        if (!stated[of_missing] && !(i == 1 && is_number))
            hold(drift, item, defaults[i].id, defaults[i].limit, KL_UNIT_BITS);
    }
}
