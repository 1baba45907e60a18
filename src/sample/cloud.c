/* SPDX-License-Identifier: Apache-2.0 */
/* Reading points. */
#include "sample/cloud.h"

#include <inttypes.h>
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/jitter.h"
#include "sample/tree.h"

static const char *name_of(size_t input) {
    static const char *const names[] = {"x", "y", "z"};
    return names[input];
}

static kl_status check_shape(kl_matrix matrix, size_t input, size_t least, kl_error *error) {
    const char *name = name_of(input);
    if (matrix.data == NULL || kl_dtype_size(matrix.dtype) == 0 || matrix.columns == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data, no columns or an unknown dtype",
                       name);
    if (matrix.columns > KL_TREE_DIMENSIONS)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s has %zu columns: neighbours tell a density in at most %d dimensions",
                       name, matrix.columns, KL_TREE_DIMENSIONS);
    if (matrix.rows > UINT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s has %zu rows: at most %" PRIu32 " are possible", name, matrix.rows,
                       UINT32_MAX);
    if (matrix.rows < least)
        return kl_fail(error, KL_ERROR_VALUE, "%s has %zu rows, fewer than the %zu that are needed",
                       name, matrix.rows, least);
    return KL_OK;
}

static kl_status check_finite(const double *row, size_t at, size_t columns, size_t input,
                              kl_error *error) {
    for (size_t j = 0; j < columns; j++)
        if (!isfinite(row[j]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(at * columns + j), -1,
                              "%s is %g in row %zu, column %zu: it must be a finite number",
                              name_of(input), row[j], at, j);
    return KL_OK;
}

kl_status kl_cloud_check_shape(kl_matrix matrix, size_t input, size_t least, kl_error *error) {
    const kl_status status = check_shape(matrix, input, least, error);
    return status == KL_OK ? KL_OK : kl_fail_input(error, status, input);
}

/* All of one input lies in a plane: there is no density. */
static kl_status check_spread(const kl_cloud *cloud, size_t input, kl_error *error) {
    for (size_t j = 0; j < cloud->dimension; j++) {
        const double first = cloud->rows[j];
        size_t i = 1;
        while (i < cloud->n && cloud->rows[i * cloud->dimension + j] == first)
            i++;
        if (i == cloud->n)
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)j, -1,
                "column %zu of %s is %.17g in all %zu rows: there is no density; leave "
                "it out",
                j, name_of(input), first, cloud->n);
    }
    return KL_OK;
}

static kl_status read_one(kl_matrix matrix, size_t input, kl_cloud *cloud, kl_error *error) {
    const size_t columns = matrix.columns;
    cloud->n = matrix.rows, cloud->dimension = columns;
    cloud->rows = kl_alloc(matrix.rows, columns * sizeof *cloud->rows);
    if (cloud->rows == NULL)
        return kl_fail_memory(error, "points", matrix.rows * columns * sizeof *cloud->rows);
    /* Numbers, and rows that follow each other, are read at once. */
    const int is_line = columns == 1 || matrix.row_stride == (ptrdiff_t)columns;
    const kl_array line = {matrix.data, matrix.rows * columns, columns == 1 ? matrix.row_stride : 1,
                           matrix.dtype};
    if (is_line)
        kl_array_read(line, 0, line.n, cloud->rows);
    for (size_t i = 0; i < matrix.rows; i++) {
        double *row = cloud->rows + i * columns;
        if (!is_line)
            kl_array_read(kl_matrix_row(matrix, i), 0, columns, row);
        const kl_status status = check_finite(row, i, columns, input, error);
        if (status != KL_OK)
            return status;
    }
    return check_spread(cloud, input, error);
}

kl_status kl_cloud_read(kl_matrix matrix, size_t input, kl_cloud *cloud, kl_error *error) {
    const kl_status status = read_one(matrix, input, cloud, error);
    return status == KL_OK ? KL_OK : kl_fail_input(error, status, input);
}

static void find_magnitudes(const kl_cloud *clouds, size_t count, double *least, double *largest) {
    *least = INFINITY, *largest = 0;
    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < clouds[c].n * clouds[c].dimension; i++) {
            const double x = fabs(clouds[c].rows[i]);
            *largest = x > *largest ? x : *largest;
            *least = x < *least && x > 0 ? x : *least;
        }
}

/* The binary exponent that the largest coordinate comes to: 0, or as far up as distances stay finite where the smallest
 * ones, or their squares, would be lost below. */
static int place_of_largest(int span, kl_norm norm) {
    if (norm == KL_NORM_MAX)
        return span < 900 ? 0 : 1000;
    return span < 400 ? 0 : 500;
}

void kl_clouds_scale(kl_cloud *clouds, size_t count, kl_norm norm) {
    double least, largest;
    int low = 0, exponent = 0;
    find_magnitudes(clouds, count, &least, &largest);
    frexp(least, &low);
    frexp(largest, &exponent);
    exponent -= place_of_largest(exponent - low, norm);
    /* One factor might leave the doubles. */
    const double half = ldexp(1, -exponent / 2), rest = ldexp(1, -exponent - -exponent / 2);
    for (size_t c = 0; c < count; c++) {
        clouds[c].exponent = exponent;
        for (size_t i = 0; i < clouds[c].n * clouds[c].dimension; i++)
            clouds[c].rows[i] = clouds[c].rows[i] * half * rest;
    }
}

kl_status kl_clouds_read(const kl_matrix *inputs, const size_t *least, size_t count,
                         const kl_points_options *options, kl_cloud *clouds, kl_error *error) {
    for (size_t i = 0; i < count; i++)
        clouds[i] = (kl_cloud){.n = 0};
    for (size_t i = 0; i < count; i++) {
        const kl_status status = kl_cloud_check_shape(inputs[i], i, least[i], error);
        if (status != KL_OK)
            return status;
    }
    if (inputs[0].columns != inputs[count - 1].columns)
        return kl_fail(error, KL_ERROR_ARGUMENT, "x has %zu columns, y has %zu", inputs[0].columns,
                       inputs[count - 1].columns);
    for (size_t i = 0; i < count; i++) {
        const kl_status status = kl_cloud_read(inputs[i], i, &clouds[i], error);
        if (status != KL_OK)
            return status;
    }
    kl_status status = KL_OK;
    if (options->ties == KL_TIES_JITTER)
        status = kl_jitter(clouds, count, options->resolution, options->seed, error);
    if (status == KL_OK)
        kl_clouds_scale(clouds, count, inputs->columns == 1 ? KL_NORM_MAX : options->norm);
    return status;
}

void kl_cloud_free(kl_cloud *cloud) {
    kl_free(cloud->rows);
    cloud->rows = NULL;
}
