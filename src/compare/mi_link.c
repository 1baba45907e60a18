/* SPDX-License-Identifier: Apache-2.0 */
/* How two columns are linked: the rows that both have, and the estimator that fits what they are. */
#include "compare/mi_estimate.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

enum { MOST_DEALS = 1000000 };

/* ── Which estimator ── */

static kl_mi_estimator choose(const kl_mi_rows *r) {
    const size_t discrete = kl_mi_count_sort(r, KL_MI_DISCRETE),
                 mixed = kl_mi_count_sort(r, KL_MI_MIXTURE);
    if (discrete == r->sides)
        return KL_MI_COUNTS;
    if (mixed > 0 || (discrete > 0 && r->sides > 2))
        return KL_MI_MIXED;
    return discrete > 0 ? KL_MI_ROSS : KL_MI_KSG;
}

static kl_status check_estimator(const kl_mi_rows *r, kl_mi_estimator asked, kl_error *error) {
    const char *name = kl_mi_estimator_name(asked);
    if (r->sides > 2 && (asked == KL_MI_ROSS || asked == KL_MI_COPULA))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator %s is for two columns, with nothing given", name);
    if (asked == KL_MI_ROSS && kl_mi_label_of(r) == 2)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator ross is for a discrete column and one of numbers; of %s and "
                       "%s none is so",
                       r->variable[0]->column->name, r->variable[1]->column->name);
    if (asked == KL_MI_MIXED && r->sides == 2 && kl_mi_is_category(r, 0) && kl_mi_is_category(r, 1))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator mixed needs a column of numbers; %s and %s have names",
                       r->variable[0]->column->name, r->variable[1]->column->name);
    for (size_t s = 0; s < r->sides && (asked == KL_MI_KSG || asked == KL_MI_COPULA); s++)
        if (kl_mi_is_category(r, s))
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "the estimator %s is for numbers, and %s has names", name,
                           r->variable[s]->column->name);
    return KL_OK;
}

static kl_status check_rows(const kl_mi_rows *r, kl_mi_estimator used, kl_error *error) {
    const int by_distance = used == KL_MI_KSG || used == KL_MI_MIXED;
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    const size_t least = by_distance ? options.neighbours + 1 : 2;
    if (r->n >= least)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "%s and %s have %zu row%s together, fewer than the %zu needed",
                   r->variable[0]->column->name, r->variable[1]->column->name, r->n,
                   r->n == 1 ? "" : "s", least);
}

/* ── The rows ── */

static int has_all(const kl_mi_rows *r, size_t row) {
    for (size_t s = 0; s < r->sides; s++) {
        const kl_column *column = r->variable[s]->column;
        if (column->numbers != NULL ? isnan(column->numbers[row])
                                    : column->codes[row] == KL_COLUMN_MISSING)
            return 0;
    }
    return 1;
}

static void copy_row(kl_mi_rows *r, size_t row, const double *const from[3]) {
    for (size_t s = 0; s < r->sides; s++) {
        if (r->codes[s] != NULL)
            r->codes[s][r->n] = r->variable[s]->codes[row];
        if (r->numbers[s] != NULL)
            r->numbers[s][r->n] = from[s][row];
    }
    r->n++;
}

/* Labels are no places, and where neighbours in the same place mean something they stay there. */
static int is_spread(const kl_mi_rows *r, size_t side, kl_mi_estimator used) {
    const kl_mi_variable *v = r->variable[side];
    switch (used) {
    case KL_MI_COUNTS:
        return 0;
    case KL_MI_ROSS:
        return v->spread != NULL && side != kl_mi_label_of(r);
    case KL_MI_MIXED:
        return v->spread != NULL && v->sort == KL_MI_CONTINUOUS;
    default:
        return v->spread != NULL;
    }
}

static void clear_rows(kl_mi_rows *r) {
    for (size_t s = 0; s < r->sides; s++) {
        kl_free(r->codes[s]);
        kl_free(r->numbers[s]);
    }
}

static kl_status collect(kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    const size_t n = r->mi->rows;
    const double *from[3] = {NULL, NULL, NULL};
    for (size_t s = 0; s < r->sides; s++) {
        const kl_mi_variable *v = r->variable[s];
        const int has_codes = v->codes != NULL, has_numbers = !kl_mi_is_category(r, s);
        const int spread = is_spread(r, s, link->used);
        from[s] = spread ? v->spread : v->column->numbers;
        link->is_spread |= spread;
        if (has_codes)
            r->codes[s] = kl_alloc(n, sizeof *r->codes[s]);
        if (has_numbers)
            r->numbers[s] = kl_alloc(n, sizeof *r->numbers[s]);
        if ((has_codes && r->codes[s] == NULL) || (has_numbers && r->numbers[s] == NULL))
            return kl_fail_memory(error, "the rows of two columns", n * sizeof(double));
    }
    for (size_t row = 0; row < n; row++)
        if (has_all(r, row))
            copy_row(r, row, from);
    return KL_OK;
}

/* Numbers that are too equal for neighbours at a distance have them in the same place. */
static kl_status estimate_anyhow(const kl_mi_rows *r, kl_mi_link *link, kl_error *error) {
    const kl_status status = kl_mi_estimate(r, link, error);
    if (status != KL_ERROR_VALUE || r->mi->options.estimator != KL_MI_AUTO ||
        link->used == KL_MI_COUNTS || link->used == KL_MI_MIXED)
        return status;
    link->used = KL_MI_MIXED;
    return kl_mi_estimate(r, link, error);
}

/* ── All of it ── */

unsigned kl_mi_deals(const kl_mi *mi, size_t tests) {
    if (mi->options.permutations > 0)
        return mi->options.permutations;
    const double needed = (double)tests / KL_DISCOVERY;
    return needed > MOST_DEALS ? MOST_DEALS - 1 : needed < 1000 ? 999 : (unsigned)needed - 1;
}

kl_status kl_mi_link_make(const kl_mi *mi, const kl_mi_variable *const variables[3],
                          kl_mi_test test, kl_mi_link *out, kl_error *error) {
    kl_mi_rows r = {.mi = mi, .sides = variables[2] != NULL ? 3 : 2, .test = test};
    memcpy(r.variable, variables, r.sides * sizeof *variables);
    const kl_mi_estimator asked = mi->options.estimator;
    *out = (kl_mi_link){.used = asked == KL_MI_AUTO ? choose(&r) : asked};
    kl_status status = check_estimator(&r, out->used, error);
    if (status == KL_OK)
        status = collect(&r, out, error);
    if (status == KL_OK)
        status = check_rows(&r, out->used, error);
    if (status == KL_OK)
        status = estimate_anyhow(&r, out, error);
    /* An interval that reaches 0 for fear of a bias is not the word of the test. */
    if (status == KL_OK && out->p_value.n > 0 && out->p_value.value <= 1 - mi->options.confidence)
        out->value.flags &= ~(uint32_t)KL_FLAG_NEAR_EQUAL;
    out->rows = r.n;
    out->alone = status == KL_OK && out->used != KL_MI_COUNTS ? r.n - (size_t)out->value.n : 0;
    out->missing = mi->rows - r.n;
    clear_rows(&r);
    if (status != KL_OK)
        kl_mi_link_clear(out);
    return status;
}

void kl_mi_link_clear(kl_mi_link *link) {
    kl_joint_free(link->joint);
    link->joint = NULL;
}
