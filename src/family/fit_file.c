/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of a file: draws one a line, values with weights, or an array. */
#include "family/fit_file.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"
#include "io/excerpt.h"

#include <kullback/io.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void kl_fit_data_free(kl_fit_data *data) {
    kl_free(data->x);
    kl_free(data->weights);
    kl_free(data->volumes);
    kl_free(data->lines);
}

/* ── Text ── */

typedef struct line {
    const char *field[2];
    size_t size[2], fields;
    double value[2];
} line;

static int is_gap(char c) {
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '\r';
}

/* One or two fields, which `fields` counts beyond. */
static line take_fields(const char *at, const char *end) {
    line out = {.fields = 0};
    while (at < end) {
        while (at < end && is_gap(*at))
            at++;
        const char *begin = at;
        while (at < end && !is_gap(*at))
            at++;
        if (at == begin)
            break;
        if (out.fields < 2) {
            out.field[out.fields] = begin;
            out.size[out.fields] = (size_t)(at - begin);
        }
        out.fields++;
    }
    return out;
}

static kl_status grow(kl_fit_data *data, size_t fields, kl_error *error) {
    const size_t room = data->room ? 2 * data->room : 256;
    double *x = kl_realloc(data->x, room, sizeof *x);
    data->x = x ? x : data->x;
    double *weights = fields == 2 && x ? kl_realloc(data->weights, room, sizeof *x) : NULL;
    data->weights = weights ? weights : data->weights;
    size_t *lines = weights ? kl_realloc(data->lines, room, sizeof *lines) : NULL;
    data->lines = lines ? lines : data->lines;
    if (!x || (fields == 2 && !lines))
        return kl_fail_memory(error, "numbers", room * sizeof *x);
    data->room = room;
    return KL_OK;
}

static kl_status refuse_line(const line *l, size_t number, size_t fields, kl_error *error) {
    if (l->fields > 2 || l->fields != fields)
        return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)number, -1,
                          "line %zu has %zu numbers, not %zu: a number a line, or a value and its "
                          "weight",
                          number, l->fields, fields > 2 ? 1 : fields);
    for (size_t f = 0; f < l->fields; f++)
        if (!isfinite(l->value[f])) {
            char text[KL_EXCERPT_SIZE];
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)number, -1,
                              "line %zu: %s is not a finite number", number,
                              kl_excerpt(l->field[f], l->size[f], text));
        }
    if (fields == 2 && l->value[1] < 0)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)number, -1,
                          "line %zu: the weight is %.17g: it must be at least 0", number,
                          l->value[1]);
    return KL_OK;
}

/* No field is a number, nor begins like one: what is wrong with that is to be told. */
static int is_header(const line *l) {
    for (size_t f = 0; f < l->fields && f < 2; f++) {
        const char *at = l->field[f], *end = at + l->size[f];
        double value;
        if (kl_number_parse(at, l->size[f], &value, NULL) == KL_OK)
            return 0;
        while (at < end && (*at == '+' || *at == '-' || *at == '.'))
            at++;
        if (at < end && *at >= '0' && *at <= '9')
            return 0;
    }
    return 1;
}

static kl_status take_line(kl_fit_data *data, line *l, size_t number, size_t *fields,
                           kl_error *error) {
    for (size_t f = 0; f < l->fields && f < 2; f++)
        if (kl_number_parse(l->field[f], l->size[f], &l->value[f], NULL) != KL_OK)
            l->value[f] = NAN;
    *fields = *fields ? *fields : l->fields;
    kl_status status = refuse_line(l, number, *fields, error);
    if (status == KL_OK && data->n == data->room)
        status = grow(data, *fields, error);
    if (status != KL_OK)
        return status;
    data->x[data->n] = l->value[0];
    if (data->weights) {
        data->weights[data->n] = l->value[1];
        data->lines[data->n] = number;
    }
    data->n++;
    return KL_OK;
}

static kl_status read_text(kl_fit_data *data, const char *text, size_t size, kl_error *error) {
    const char *at = text, *end = text + size;
    size_t fields = 0;
    int is_first = 1;
    data->d = 1;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    for (size_t number = 1; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        line l = take_fields(at, stop);
        if (l.fields > 0 && *l.field[0] != '#') {
            kl_status status = KL_OK;
            if (!is_first || !is_header(&l))
                status = take_line(data, &l, number, &fields, error);
            if (status != KL_OK)
                return status;
            is_first = 0;
        }
        at = stop + (stop < end);
    }
    if (data->n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "there is no number in it");
    return KL_OK;
}

/* ── Arrays ── */

static kl_status read_array(kl_fit_data *data, const void *bytes, size_t size, kl_error *error) {
    kl_tensor *tensor = NULL;
    kl_status status = kl_tensor_parse(bytes, size, NULL, NULL, &tensor, error);
    if (status != KL_OK)
        return status;
    const kl_matrix rows = kl_tensor_matrix(tensor);
    data->n = rows.rows;
    data->d = rows.columns;
    data->x = kl_alloc(rows.rows, rows.columns * sizeof *data->x);
    if (data->x == NULL)
        status = kl_fail_memory(error, "numbers", rows.rows * rows.columns * sizeof *data->x);
    else
        kl_array_read(kl_tensor_array(tensor), 0, data->n * data->d, data->x);
    kl_tensor_close(tensor);
    return status;
}

/* ── Cells ── */

typedef struct pair {
    double x, weight;
    size_t line;
} pair;

static int compare(const void *a, const void *b) {
    const pair *p = a, *q = b;
    return p->x != q->x ? (p->x > q->x) - (p->x < q->x) : (p->line > q->line) - (p->line < q->line);
}

static kl_status sort_cells(kl_fit_data *data, kl_error *error) {
    pair *pairs = kl_alloc(data->n, sizeof *pairs);
    kl_status status = KL_OK;
    if (pairs == NULL)
        return kl_fail_memory(error, "cells", data->n * sizeof *pairs);
    for (size_t i = 0; i < data->n; i++)
        pairs[i] = (pair){data->x[i], data->weights[i], data->lines[i]};
    qsort(pairs, data->n, sizeof *pairs, compare);
    for (size_t i = 0; i < data->n; i++) {
        data->x[i] = pairs[i].x;
        data->weights[i] = pairs[i].weight;
        data->lines[i] = pairs[i].line;
        if (i > 0 && data->x[i] == data->x[i - 1] && status == KL_OK)
            status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)data->lines[i], -1,
                                "line %zu: the value %.17g stands in line %zu, too", data->lines[i],
                                data->x[i], data->lines[i - 1]);
    }
    kl_free(pairs);
    return status;
}

/* From half way to the one before to half way to the next; at the ends as far out as in. Widths that differ
 * by rounding are one. */
static kl_status set_volumes(kl_fit_data *data, kl_error *error) {
    double least = INFINITY, most = 0;
    const size_t n = data->n;
    if (n < 2)
        return KL_OK;
    data->volumes = kl_alloc(n, sizeof *data->volumes);
    if (data->volumes == NULL)
        return kl_fail_memory(error, "cells", n * sizeof *data->volumes);
    for (size_t i = 0; i < n; i++) {
        const double before = i > 0 ? data->x[i] - data->x[i - 1] : data->x[1] - data->x[0];
        const double after = i + 1 < n ? data->x[i + 1] - data->x[i] : before;
        data->volumes[i] = (before + after) / 2;
        least = fmin(least, data->volumes[i]);
        most = fmax(most, data->volumes[i]);
    }
    if (most - least <= 1e-6 * most) {
        kl_free(data->volumes);
        data->volumes = NULL;
    }
    return KL_OK;
}

kl_status kl_fit_data_parse(kl_fit_data *data, const char *bytes, size_t size, kl_error *error) {
    *data = (kl_fit_data){.n = 0};
    const int array =
        size >= 6 && (memcmp(bytes, "\x93NUMPY", 6) == 0 || memcmp(bytes, "PK", 2) == 0);
    if (array)
        return read_array(data, bytes, size, error);
    kl_status status = read_text(data, bytes, size, error);
    if (status == KL_OK && data->weights)
        status = sort_cells(data, error);
    return status == KL_OK && data->weights ? set_volumes(data, error) : status;
}

kl_status kl_fit_data_read(kl_fit_data *data, const char *path, kl_error *error) {
    kl_bytes *bytes = NULL;
    *data = (kl_fit_data){.n = 0};
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_fit_data_parse(data, kl_bytes_data(bytes), kl_bytes_size(bytes), error);
    kl_bytes_close(bytes);
    return status == KL_OK ? status : kl_fail_prefix(error, status, kl_descriptor_name(path));
}

kl_fit_target kl_fit_data_target(const kl_fit_data *data) {
    kl_fit_target target = {.points = {data->x, data->n, data->d, (ptrdiff_t)data->d, KL_F64}};
    if (data->weights) {
        target.grid = 1;
        target.weights = kl_f64(data->weights, data->n);
    }
    if (data->volumes)
        target.volumes = kl_f64(data->volumes, data->n);
    return target;
}
