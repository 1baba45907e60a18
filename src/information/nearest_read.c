/* SPDX-License-Identifier: Apache-2.0 */
/* Reading observations: inputs side by side in one cloud. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "sample/jitter.h"

enum { INPUTS = 3 };

/* In the order of columns, with the number that messages have. */
typedef struct part {
    const kl_matrix *matrix;
    size_t input;
} part;

static const char *const names[INPUTS] = {"x", "y", "z"};

static kl_status check_rows(const part *parts, size_t rows, kl_error *error) {
    for (size_t i = 0; i < INPUTS; i++)
        if (parts[i].matrix != NULL && parts[i].matrix->rows != rows)
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_ARGUMENT, "%s has %zu rows, y has %zu",
                                         names[parts[i].input], parts[i].matrix->rows, rows),
                                 parts[i].input);
    return KL_OK;
}

static kl_status check_columns(size_t columns, kl_error *error) {
    if (columns <= KL_TREE_DIMENSIONS)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "%zu columns in all: neighbours tell a density in at most %d dimensions",
                   columns, KL_TREE_DIMENSIONS);
}

static kl_status read_part(part from, size_t first, kl_cloud *all, kl_error *error) {
    kl_cloud own = {.n = 0};
    const kl_status status = kl_cloud_read(*from.matrix, from.input, &own, error);
    for (size_t i = 0; status == KL_OK && i < own.n; i++)
        memcpy(all->rows + i * all->dimension + first, own.rows + i * own.dimension,
               own.dimension * sizeof *own.rows);
    kl_cloud_free(&own);
    return status;
}

static kl_status read_parts(const part *parts, size_t rows, size_t columns, kl_cloud *out,
                            kl_error *error) {
    *out = (kl_cloud){.n = rows, .dimension = columns};
    out->rows = kl_alloc(rows, columns * sizeof *out->rows);
    if (out->rows == NULL)
        return kl_fail_memory(error, "observations", rows * columns * sizeof *out->rows);
    kl_status status = KL_OK;
    for (size_t i = 0, first = 0; i < INPUTS && status == KL_OK; i++)
        if (parts[i].matrix != NULL) {
            status = read_part(parts[i], first, out, error);
            first += parts[i].matrix->columns;
        }
    return status;
}

/* ── Labels ── */

static kl_status check_labels(kl_array labels, size_t rows, kl_error *error) {
    if (labels.data == NULL || kl_dtype_size(labels.dtype) == 0)
        return kl_fail_input(
            error, kl_fail(error, KL_ERROR_ARGUMENT, "labels have no data or an unknown dtype"), 0);
    if (labels.n != rows)
        return kl_fail_input(
            error,
            kl_fail(error, KL_ERROR_ARGUMENT, "%zu labels for %zu rows of y", labels.n, rows), 0);
    double first = 0;
    int differ = 0;
    for (size_t i = 0; i < labels.n; i++) {
        double label;
        kl_array_read(labels, i, 1, &label);
        if (!isfinite(label))
            return kl_fail_input(error,
                                 kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                            "label %zu is %g: it must be a finite number", i,
                                            label),
                                 0);
        first = i == 0 ? label : first;
        differ |= label != first;
    }
    if (differ)
        return KL_OK;
    return kl_fail_input(error,
                         kl_fail_at(error, KL_ERROR_VALUE, 0, -1,
                                    "all %zu labels are %.17g: they tell nothing", rows, first),
                         0);
}

/* As the first column. */
static kl_status add_labels(kl_array labels, kl_cloud *cloud, kl_error *error) {
    const size_t columns = cloud->dimension + 1;
    double *rows = kl_alloc(cloud->n, columns * sizeof *rows);
    if (rows == NULL)
        return kl_fail_memory(error, "labelled points", cloud->n * columns * sizeof *rows);
    for (size_t i = 0; i < cloud->n; i++) {
        kl_array_read(labels, i, 1, rows + i * columns);
        memcpy(rows + i * columns + 1, cloud->rows + i * cloud->dimension,
               cloud->dimension * sizeof *rows);
    }
    kl_free(cloud->rows);
    cloud->rows = rows, cloud->dimension = columns;
    return KL_OK;
}

kl_status kl_nearest_read(const kl_matrix *x, const kl_array *labels, const kl_matrix *y,
                          const kl_matrix *z, size_t least, kl_question *question, kl_cloud *out,
                          kl_error *error) {
    const part parts[INPUTS] = {{x, 0}, {z, 2}, {y, 1}};
    const kl_nearest_options *options = &question->options;
    size_t columns = 0;
    kl_status status = KL_OK;
    *out = (kl_cloud){.n = 0};
    for (size_t i = 0; i < INPUTS && status == KL_OK; i++)
        if (parts[i].matrix != NULL) {
            status = kl_cloud_check_shape(*parts[i].matrix, parts[i].input, least, error);
            columns += parts[i].matrix->columns;
        }
    if (status == KL_OK)
        status = check_rows(parts, y->rows, error);
    if (status == KL_OK)
        status = check_columns(columns, error);
    if (status == KL_OK && labels != NULL)
        status = check_labels(*labels, y->rows, error);
    if (status == KL_OK)
        status = read_parts(parts, y->rows, columns, out, error);
    if (status == KL_OK && options->ties == KL_TIES_JITTER)
        status = kl_jitter(out, 1, options->resolution, options->seed, error);
    if (status == KL_OK)
        status = kl_nearest_normalise(out, options->normalise, error);
    if (status == KL_OK && labels != NULL)
        status = add_labels(*labels, out, error);
    question->x = x != NULL ? x->columns : 1;
    question->y = y->columns;
    question->z = z != NULL ? z->columns : 0;
    return status;
}
