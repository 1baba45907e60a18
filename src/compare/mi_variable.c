/* SPDX-License-Identifier: Apache-2.0 */
/* A column as a random variable: discrete, continuous or both, or nothing that could tell anything. */
#include "compare/mi.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"
#include "sample/sort.h"
#include "table/table.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include <kullback/io.h>

/* Numbers of so few different values are categories; one that is so many times as frequent as they are on average is an
 * atom. */
enum { FEW = 10, ATOM = 10 };

/* Numbers of which one is the other after a few sums differ by so many units in the last place at most. */
enum { ROUNDING = 64 };

/* ── Numbers ── */

/* The numbers that are there, ascending, in new memory of twice their room. */
static kl_status sort_numbers(const kl_mi *mi, const kl_column *column, double **out, size_t *n,
                              kl_error *error) {
    double *sorted = kl_alloc(mi->rows, 2 * sizeof *sorted);
    if (sorted == NULL)
        return kl_fail_memory(error, "the numbers of a column", 2 * mi->rows * sizeof *sorted);
    *n = 0;
    for (size_t i = 0; i < mi->rows; i++)
        if (!isnan(column->numbers[i]))
            sorted[(*n)++] = column->numbers[i];
    kl_sort_f64(sorted, *n, sorted + mi->rows);
    *out = sorted;
    return KL_OK;
}

/* The different ones to the front. */
static void count_different(kl_mi_variable *v, double *sorted) {
    size_t run = 0;
    for (size_t i = 0; i < v->present; i++) {
        const int is_new = i == 0 || sorted[i] != sorted[v->different - 1];
        run = is_new ? 1 : run + 1;
        if (is_new)
            sorted[v->different++] = sorted[i];
        v->largest = run > v->largest ? run : v->largest;
    }
}

static size_t place_of(const double *sorted, size_t n, double number) {
    size_t low = 0;
    while (n > 1) {
        const size_t half = n / 2;
        low += sorted[low + half] <= number ? half : 0;
        n -= half;
    }
    return low;
}

static kl_status code_numbers(const kl_mi *mi, kl_mi_variable *v, const double *different,
                              kl_error *error) {
    v->owned = kl_alloc(mi->rows, sizeof *v->owned);
    if (v->owned == NULL)
        return kl_fail_memory(error, "the codes of a column", mi->rows * sizeof *v->owned);
    for (size_t i = 0; i < mi->rows; i++) {
        const double number = v->column->numbers[i];
        v->owned[i] =
            isnan(number) ? KL_COLUMN_MISSING : (uint32_t)place_of(different, v->different, number);
    }
    v->codes = v->owned;
    return KL_OK;
}

/* The least distance of two numbers, of which `n` ascend. Sums leave 0.30000000000000004 beside 0.3, which is none,
 * unless there is no other. */
static double smallest_gap(const double *different, size_t n) {
    double gap = INFINITY, rest = INFINITY;
    for (size_t i = 1; i < n; i++) {
        const double one = different[i] - different[i - 1];
        const double size = fmax(fabs(different[i]), fabs(different[i - 1]));
        if (one > ROUNDING * DBL_EPSILON * size)
            gap = fmin(gap, one);
        rest = fmin(rest, one);
    }
    return isinf(gap) ? rest : gap;
}

/* Equal numbers have no neighbours at a distance: each gets noise of half the smallest gap up and down, the same in all
 * pairs, and the same whether all columns were read or some. */
static kl_status spread_numbers(const kl_mi *mi, kl_mi_variable *v, const double *different,
                                kl_error *error) {
    const double gap = smallest_gap(different, v->different);
    kl_random random;
    v->spread = kl_alloc(mi->rows, sizeof *v->spread);
    if (v->spread == NULL)
        return kl_fail_memory(error, "the numbers of a column", mi->rows * sizeof *v->spread);
    kl_random_init(&random, mi->options.seed, mi->table->column[v->index].place);
    for (size_t i = 0; i < mi->rows; i++)
        v->spread[i] = v->column->numbers[i] + gap * (kl_random_uniform(&random) - 0.5);
    return KL_OK;
}

static kl_mi_sort sort_of(const kl_mi_variable *v) {
    if (v->different <= FEW && 2 * v->different <= v->present)
        return KL_MI_DISCRETE;
    return (double)v->largest * (double)v->different > (double)ATOM * (double)v->present
               ? KL_MI_MIXTURE
               : KL_MI_CONTINUOUS;
}

static kl_status fill_numbers(const kl_mi *mi, kl_mi_variable *v, kl_error *error) {
    double *sorted = NULL;
    kl_status status = sort_numbers(mi, v->column, &sorted, &v->present, error);
    if (status != KL_OK)
        return status;
    if (v->present > 0 && (isinf(sorted[0]) || isinf(sorted[v->present - 1])))
        kl_words(v->reason, sizeof v->reason, "some of its numbers are infinite");
    count_different(v, sorted);
    v->sort = sort_of(v);
    if (v->sort == KL_MI_DISCRETE || mi->options.estimator == KL_MI_COUNTS)
        status = code_numbers(mi, v, sorted, error);
    if (status == KL_OK && v->different > 1 && v->different < v->present && v->reason[0] == '\0')
        status = spread_numbers(mi, v, sorted, error);
    kl_free(sorted);
    return status;
}

/* ── Categories ── */

static int is_number(const char *text, size_t size) {
    double number;
    return kl_number_parse(text, size, &number, NULL) == KL_OK;
}

/* "1,5" and "1,234" are meant for numbers. */
static int is_meant_for_number(const char *text, size_t size) {
    if (is_number(text, size))
        return 1;
    for (size_t i = 0; i < size; i++)
        if (memchr("0123456789.,+-", text[i], 14) == NULL)
            return 0;
    return memchr(text, ',', size) != NULL;
}

/* The first value that made names of what else were numbers, where nobody asked for names. */
static void find_odd(const kl_mi *mi, kl_mi_variable *v, const size_t *rows) {
    size_t meant = 0, length = 0;
    for (uint32_t c = 0; c < v->different; c++) {
        const char *name = kl_table_category(mi->table, v->index, c, &length);
        meant += is_meant_for_number(name, length) ? rows[c] : 0;
    }
    if (mi->table->column[v->index].is_set || 10 * meant < 9 * v->present)
        return;
    for (size_t i = 0; i < mi->rows; i++) {
        char shown[KL_EXCERPT_SIZE];
        if (v->codes[i] == KL_COLUMN_MISSING)
            continue;
        const char *name = kl_table_category(mi->table, v->index, v->codes[i], &length);
        if (is_number(name, length))
            continue;
        kl_words(v->odd, sizeof v->odd, "%s in row %zu", kl_excerpt(name, length, shown), i + 1);
        return;
    }
}

static kl_status fill_categories(const kl_mi *mi, kl_mi_variable *v, kl_error *error) {
    const kl_column *column = v->column;
    size_t *rows = kl_alloc_zero(column->categories, sizeof *rows);
    if (rows == NULL)
        return kl_fail_memory(error, "the categories of a column",
                              column->categories * sizeof *rows);
    for (size_t i = 0; i < mi->rows; i++)
        if (column->codes[i] != KL_COLUMN_MISSING)
            rows[column->codes[i]]++;
    for (size_t c = 0; c < column->categories; c++)
        v->largest = rows[c] > v->largest ? rows[c] : v->largest;
    v->present = mi->rows - column->missing;
    v->different = column->categories;
    v->sort = KL_MI_DISCRETE;
    v->codes = column->codes;
    find_odd(mi, v, rows);
    kl_free(rows);
    return KL_OK;
}

/* ── Both ── */

static void find_reason(kl_mi_variable *v) {
    if (v->present == 0)
        kl_words(v->reason, sizeof v->reason, "it has no value at all");
    else if (v->present == 1)
        kl_words(v->reason, sizeof v->reason, "it has one value only");
    else if (v->different == 1)
        kl_words(v->reason, sizeof v->reason, "its %zu values are all the same", v->present);
    else if (v->odd[0] != '\0' && v->different == v->present)
        kl_words(v->reason, sizeof v->reason,
                 "its value %s is no number, as others are, and as names all are different; --type "
                 "%.80s=number has its line",
                 v->odd, v->column->name);
    else if (v->codes != NULL && v->different == v->present)
        kl_words(v->reason, sizeof v->reason,
                 "its %zu values are all different, as those of an identifier: it tells these rows "
                 "apart and says nothing of others",
                 v->present);
}

kl_status kl_mi_variable_fill(const kl_mi *mi, kl_mi_variable *variable, kl_error *error) {
    const kl_status status = variable->column->numbers != NULL
                                 ? fill_numbers(mi, variable, error)
                                 : fill_categories(mi, variable, error);
    if (status == KL_OK && variable->reason[0] == '\0')
        find_reason(variable);
    return status;
}

void kl_mi_variable_clear(kl_mi_variable *variable) {
    kl_free(variable->owned);
    kl_free(variable->spread);
}

kl_status kl_mi_entropy(const kl_mi *mi, const kl_mi_variable *v, double *out, kl_error *error) {
    uint32_t *codes = kl_alloc(v->present, sizeof *codes);
    kl_joint *joint = NULL;
    size_t n = 0;
    if (codes == NULL)
        return kl_fail_memory(error, "the codes of a column", v->present * sizeof *codes);
    for (size_t i = 0; i < mi->rows; i++)
        if (v->codes[i] != KL_COLUMN_MISSING)
            codes[n++] = v->codes[i];
    const kl_array column = {codes, n, 1, KL_U32};
    kl_status status =
        kl_joint_from_codes(&column, 1, kl_rows_once(), mi->options.pool, &joint, error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, KL_X, 0, out, error);
    kl_joint_free(joint);
    kl_free(codes);
    return status;
}
