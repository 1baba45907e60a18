/* SPDX-License-Identifier: Apache-2.0 */
/* How two columns are linked: the rows that both have, and the estimator that fits what they are. */
#include "compare/mi.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

/* A test of columns that neighbours measure looks at so many rows in all its deals, and makes at least so many. */
enum { ROWS_DEALT = 20000000, LEAST_DEALS = 99, MOST_DEALS = 1000000 };

typedef struct rows {
    const kl_mi *mi;
    const kl_mi_variable *variable[3];
    size_t sides; /* 2, or 3: the last is given */
    size_t n;     /* in which all have a value */
    uint32_t *codes[3];
    double *numbers[3];
    unsigned deals;
    kl_pool *pool;
} rows;

/* ── Which estimator ── */

static size_t count_sort(const rows *r, kl_mi_sort sort) {
    size_t count = 0;
    for (size_t s = 0; s < r->sides; s++)
        count += r->variable[s]->sort == sort;
    return count;
}

static kl_mi_estimator choose(const rows *r) {
    const size_t discrete = count_sort(r, KL_MI_DISCRETE), mixed = count_sort(r, KL_MI_MIXTURE);
    if (discrete == r->sides)
        return KL_MI_COUNTS;
    if (mixed > 0 || (discrete > 0 && r->sides > 2))
        return KL_MI_MIXED;
    return discrete > 0 ? KL_MI_ROSS : KL_MI_KSG;
}

static int is_category(const rows *r, size_t side) {
    return r->variable[side]->column->type != KL_COLUMN_NUMBER;
}

/* Which of two is the label: a category, or what is discrete. 2: none can be. */
static size_t label_of(const rows *r) {
    for (size_t s = 0; s < 2; s++)
        if (is_category(r, s) && !is_category(r, 1 - s))
            return s;
    for (size_t s = 0; s < 2; s++)
        if (r->variable[s]->codes != NULL && !is_category(r, 1 - s))
            return s;
    return 2;
}

static kl_status check_estimator(const rows *r, kl_mi_estimator asked, kl_error *error) {
    const char *name = kl_mi_estimator_name(asked);
    if (r->sides > 2 && (asked == KL_MI_ROSS || asked == KL_MI_COPULA))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator %s is for two columns, with nothing given", name);
    if (asked == KL_MI_ROSS && label_of(r) == 2)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator ross is for a discrete column and one of numbers; of %s and "
                       "%s none is so",
                       r->variable[0]->column->name, r->variable[1]->column->name);
    if (asked == KL_MI_MIXED && r->sides == 2 && is_category(r, 0) && is_category(r, 1))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the estimator mixed needs a column of numbers; %s and %s have names",
                       r->variable[0]->column->name, r->variable[1]->column->name);
    for (size_t s = 0; s < r->sides && (asked == KL_MI_KSG || asked == KL_MI_COPULA); s++)
        if (is_category(r, s))
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "the estimator %s is for numbers, and %s has names", name,
                           r->variable[s]->column->name);
    return KL_OK;
}

/* ── The rows ── */

static int has_all(const rows *r, size_t row) {
    for (size_t s = 0; s < r->sides; s++) {
        const kl_column *column = r->variable[s]->column;
        if (column->numbers != NULL ? isnan(column->numbers[row])
                                    : column->codes[row] == KL_COLUMN_MISSING)
            return 0;
    }
    return 1;
}

static void copy_row(rows *r, size_t row, const double *const from[3]) {
    for (size_t s = 0; s < r->sides; s++) {
        if (r->codes[s] != NULL)
            r->codes[s][r->n] = r->variable[s]->codes[row];
        if (r->numbers[s] != NULL)
            r->numbers[s][r->n] = from[s][row];
    }
    r->n++;
}

/* Labels are no places, and where neighbours in the same place mean something they stay there. */
static int is_spread(const rows *r, size_t side, kl_mi_estimator used) {
    const kl_mi_variable *v = r->variable[side];
    switch (used) {
    case KL_MI_COUNTS:
        return 0;
    case KL_MI_ROSS:
        return v->spread != NULL && side != label_of(r);
    case KL_MI_MIXED:
        return v->spread != NULL && v->sort == KL_MI_CONTINUOUS;
    default:
        return v->spread != NULL;
    }
}

static void clear_rows(rows *r) {
    for (size_t s = 0; s < r->sides; s++) {
        kl_free(r->codes[s]);
        kl_free(r->numbers[s]);
    }
}

static kl_status collect(rows *r, kl_mi_link *link, kl_error *error) {
    const size_t n = r->mi->rows;
    const double *from[3] = {NULL, NULL, NULL};
    for (size_t s = 0; s < r->sides; s++) {
        const kl_mi_variable *v = r->variable[s];
        const int has_codes = v->codes != NULL, has_numbers = !is_category(r, s);
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

/* ── The estimators ── */

static kl_status by_counts(const rows *r, kl_mi_link *link, kl_error *error) {
    kl_array columns[3];
    kl_joint_options options;
    kl_joint_result result;
    for (size_t s = 0; s < r->sides; s++)
        columns[s] = (kl_array){r->codes[s], r->n, 1, KL_U32};
    kl_joint_options_init(&options);
    options.confidence = r->mi->options.confidence;
    options.permutations = r->deals;
    options.seed = r->mi->options.seed;
    options.pool = r->pool;
    kl_status status = kl_joint_from_codes(columns, (unsigned)r->sides, kl_rows_once(), r->pool,
                                           &link->joint, error);
    if (status == KL_OK)
        status = kl_joint_estimate(link->joint, KL_X, KL_Y, r->sides > 2 ? KL_Z : 0, &options,
                                   &result, error);
    if (status == KL_OK) {
        link->value = result.value;
        link->p_value = result.p_value;
    }
    return status;
}

static unsigned fewer_deals(const rows *r) {
    const size_t most = ROWS_DEALT / (r->n > 0 ? r->n : 1);
    const size_t allowed = most < LEAST_DEALS ? LEAST_DEALS : most;
    const int asked = r->mi->options.permutations > 0;
    return asked || r->deals <= allowed ? r->deals : (unsigned)allowed;
}

static kl_nearest_options nearest_options(const rows *r, const kl_mi_link *link) {
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    if (link->used == KL_MI_MIXED)
        options.estimator = KL_NEAREST_MIXED;
    options.confidence = r->mi->options.confidence;
    options.permutations = fewer_deals(r);
    options.seed = r->mi->options.seed;
    options.pool = r->pool;
    return options;
}

static kl_matrix as_matrix(const double *numbers, size_t n) {
    return (kl_matrix){numbers, n, 1, 1, KL_F64};
}

static kl_status by_labels(const rows *r, size_t label, kl_mi_link *link, kl_error *error) {
    const kl_nearest_options options = nearest_options(r, link);
    const kl_array labels = r->codes[label] != NULL ? (kl_array){r->codes[label], r->n, 1, KL_U32}
                                                    : kl_f64(r->numbers[label], r->n);
    kl_nearest_result result;
    const kl_status status = kl_nearest_discrete(labels, as_matrix(r->numbers[1 - label], r->n),
                                                 &options, &result, error);
    if (status == KL_OK) {
        link->value = result.information;
        link->p_value = result.p_value;
    }
    return status;
}

static kl_status by_neighbours(const rows *r, kl_matrix side[3], kl_normalise normalise,
                               kl_mi_link *link, kl_error *error) {
    kl_nearest_options options = nearest_options(r, link);
    options.normalise = normalise;
    kl_nearest_result result;
    kl_status status;
    if (r->sides > 2)
        status = kl_nearest_conditional(side[0], side[1], side[2], &options, &result, error);
    else if (link->used == KL_MI_COPULA)
        status = kl_copula_information(side[0], side[1], &options, &result, error);
    else
        status = kl_nearest_information(side[0], side[1], &options, &result, error);
    if (status == KL_OK) {
        link->value = result.information;
        link->p_value = result.p_value;
    }
    return status;
}

/* Numbers over their standard deviation; returns how far the farthest lies from the mean. */
static double scale_numbers(const double *from, size_t n, double *to) {
    double mean = 0, squares = 0, farthest = 0;
    for (size_t i = 0; i < n; i++)
        mean += (from[i] - mean) / (double)(i + 1);
    for (size_t i = 0; i < n; i++)
        squares += (from[i] - mean) * (from[i] - mean) / (double)n;
    const double deviation = squares > 0 ? sqrt(squares) : 1;
    for (size_t i = 0; i < n; i++) {
        to[i] = (from[i] - mean) / deviation;
        farthest = fmax(farthest, fabs(to[i]));
    }
    return farthest;
}

/* Of columns some of which are discrete, these as numbers that are farther from each other than any two of the others
 * are: neighbours have the same categories while there are any. */
static kl_status by_places(const rows *r, kl_mi_link *link, kl_error *error) {
    double *place = kl_alloc(r->n, r->sides * sizeof *place), farthest = 1;
    kl_matrix side[3];
    if (place == NULL)
        return kl_fail_memory(error, "the rows of columns", r->n * r->sides * sizeof *place);
    for (size_t s = 0; s < r->sides; s++) {
        side[s] = as_matrix(place + s * r->n, r->n);
        if (r->variable[s]->sort != KL_MI_DISCRETE)
            farthest = fmax(farthest, scale_numbers(r->numbers[s], r->n, place + s * r->n));
    }
    for (size_t s = 0; s < r->sides; s++)
        for (size_t i = 0; r->variable[s]->sort == KL_MI_DISCRETE && i < r->n; i++)
            place[s * r->n + i] = 4 * farthest * (double)r->codes[s][i];
    const kl_status status = by_neighbours(r, side, KL_NORMALISE_NONE, link, error);
    kl_free(place);
    return status;
}

static kl_status estimate(const rows *r, kl_mi_link *link, kl_error *error) {
    if (link->used == KL_MI_COUNTS)
        return by_counts(r, link, error);
    if (link->used == KL_MI_ROSS)
        return by_labels(r, label_of(r), link, error);
    if (link->used == KL_MI_MIXED && r->sides > 2 && count_sort(r, KL_MI_DISCRETE) > 0)
        return by_places(r, link, error);
    if (link->used == KL_MI_MIXED && r->sides == 2 && (is_category(r, 0) || is_category(r, 1)))
        return by_labels(r, label_of(r), link, error);
    kl_matrix side[3];
    for (size_t s = 0; s < r->sides; s++)
        side[s] = as_matrix(r->numbers[s], r->n);
    return by_neighbours(r, side, KL_NORMALISE_DEVIATION, link, error);
}

/* Numbers that are too equal for neighbours at a distance have them in the same place. */
static kl_status estimate_anyhow(const rows *r, kl_mi_link *link, kl_error *error) {
    const kl_status status = estimate(r, link, error);
    if (status != KL_ERROR_VALUE || r->mi->options.estimator != KL_MI_AUTO ||
        link->used == KL_MI_COUNTS || link->used == KL_MI_MIXED)
        return status;
    link->used = KL_MI_MIXED;
    return estimate(r, link, error);
}

/* ── All of it ── */

static unsigned deals_of(const kl_mi *mi, size_t tests) {
    if (tests == 0 || mi->options.permutations > 0)
        return tests == 0 ? 0 : mi->options.permutations;
    const double needed = (double)tests / KL_MI_DISCOVERY;
    return needed > MOST_DEALS ? MOST_DEALS - 1 : needed < 1000 ? 999 : (unsigned)needed - 1;
}

kl_status kl_mi_link_make(const kl_mi *mi, const kl_mi_variable *const variables[3],
                          kl_mi_test test, kl_mi_link *out, kl_error *error) {
    rows r = {.mi = mi, .sides = variables[2] != NULL ? 3 : 2, .pool = test.pool};
    r.deals = deals_of(mi, test.tests);
    memcpy(r.variable, variables, r.sides * sizeof *variables);
    const kl_mi_estimator asked = mi->options.estimator;
    *out = (kl_mi_link){.used = asked == KL_MI_AUTO ? choose(&r) : asked};
    kl_status status = check_estimator(&r, out->used, error);
    if (status == KL_OK)
        status = collect(&r, out, error);
    if (status == KL_OK && r.n < 2)
        status = kl_fail(error, KL_ERROR_VALUE, "%s and %s have %zu row%s together",
                         variables[0]->column->name, variables[1]->column->name, r.n,
                         r.n == 1 ? "" : "s");
    if (status == KL_OK)
        status = estimate_anyhow(&r, out, error);
    /* An interval that reaches 0 for fear of a bias is not the word of the test. */
    if (status == KL_OK && out->p_value.n > 0 && out->p_value.value <= 1 - mi->options.confidence)
        out->value.flags &= ~(uint32_t)KL_FLAG_NEAR_EQUAL;
    out->rows = r.n;
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
