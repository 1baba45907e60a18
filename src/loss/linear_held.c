/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tiles whose gradients wait: until the gradient by W is written its memory has room for d of as many rows as W has
 * columns. Both products over d then read W, and what they sum, once for many tiles. Classes are held in parts, each
 * where its own gradient comes: rows × classes of the part.
 */
#include <string.h>

#include "base/error.h"
#include "loss/linear.h"

enum { STEPS = 512 }; /* rows that are summed, and that a task of d·W has, at a time */

/* Columns of h as they are packed. */
static size_t padded(const kl_linear_job *job) {
    return kl_product_padded(job->hidden.columns, job->kernels->columns);
}

/* The rows of the gradient by W follow each other; the tile of logits, which is free by then, takes h and d·W. */
size_t kl_linear_held_rows(const kl_linear_job *job) {
    const size_t columns = job->hidden.columns;
    if (job->gradient.weight == NULL || job->gradient.weight_stride != (ptrdiff_t)columns ||
        job->hidden.rows <= KL_LINEAR_ROWS)
        return 0;
    const size_t tile = (size_t)job->loss.logits.row_stride * KL_LINEAR_ROWS;
    const size_t rows =
        least(columns, (tile - KL_LINEAR_LINE / job->width) / (columns + padded(job)));
    return rows < KL_LINEAR_ROWS ? 0 : rows;
}

/* Where d of a part is, `n` classes wide. */
static unsigned char *part_at(const kl_linear_job *job, size_t class) {
    return (unsigned char *)job->gradient.weight + class * job->hidden.columns * job->width;
}

static size_t part_classes(const kl_linear_job *job, size_t class) {
    return least(KL_LINEAR_CLASSES, job->weight.rows - class);
}

/* ── A tile is put away ── */

static kl_status hold_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const kl_linear_job *job = context;
    const size_t class = index * KL_LINEAR_CLASSES, n = part_classes(job, class);
    unsigned char *to = part_at(job, class) + job->held * n * job->width;
    for (size_t i = 0; i < job->rows; i++)
        memcpy(to + i * n * job->width, kl_linear_logit(job, i, class), n * job->width);
    return KL_OK;
}

kl_status kl_linear_hold(kl_linear_job *job, kl_error *error) {
    const size_t parts = kl_product_groups(job->weight.rows, KL_LINEAR_CLASSES);
    kl_status status = kl_pool_run(job->loss.options.pool, parts, hold_task, job, error);
    memcpy(job->held_row + job->held, job->row, job->rows * sizeof *job->row);
    job->held += job->rows;
    return status;
}

/* ── h of all of them, packed by columns for STEPS rows at a time ── */

static unsigned char *packed_at(const kl_linear_job *job, size_t row) {
    return job->logits + row * padded(job) * job->width;
}

/* What is left of the tile begins with another's line. */
static unsigned char *products_at(const kl_linear_job *job) {
    const uintptr_t end = (uintptr_t)packed_at(job, job->held);
    return job->logits + (kl_product_padded(end, KL_LINEAR_LINE) - (uintptr_t)job->logits);
}

static void pack_held(kl_linear_job *job) {
    const size_t columns = job->hidden.columns;
    unsigned char *rows = products_at(job);
    for (size_t first = 0; first < job->held; first += STEPS) {
        const size_t n = least(STEPS, job->held - first);
        for (size_t i = 0; i < n; i++)
            kl_linear_read(job, job->hidden, job->held_row[first + i], 0, columns,
                           rows + i * columns * job->width);
        job->kernels->pack_columns(rows, (ptrdiff_t)columns, 1, n, columns, packed_at(job, first));
    }
}

/* ── d·W: a task has some rows and some columns, and all classes ── */

static size_t hidden_columns(const kl_linear_job *job) {
    return least(KL_LINEAR_COLUMNS, kl_linear_task_columns(job));
}

static kl_status hidden_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_linear_job *job = context;
    const size_t width = job->width, most = hidden_columns(job);
    const size_t across = kl_product_groups(job->hidden.columns, most);
    const size_t row = index / across * STEPS, rows = least(STEPS, job->held - row);
    const size_t column = index % across * most,
                 columns = least(most, job->hidden.columns - column);
    unsigned char *sum = products_at(job) + (row * job->hidden.columns + rows * column) * width;
    for (size_t class = 0; class < job->weight.rows; class += KL_LINEAR_CLASSES) {
        const size_t n = part_classes(job, class);
        const kl_product product = {
            .a = part_at(job, class) + row * n * width,
            .a_stride = (ptrdiff_t)n,
            .b = kl_linear_pack_weight(job, class, n, column, columns,
                                       job->scratch + worker * job->scratch_size),
            .c = sum,
            .c_row = (ptrdiff_t)columns,
            .c_column = 1,
            .rows = rows,
            .columns = columns,
            .steps = n,
            .add = class > 0};
        job->kernels->multiply(&product);
    }
    for (size_t i = 0; i < rows; i++)
        kl_linear_put_hidden(job, job->held_row[row + i], column, columns,
                             sum + i * columns * width);
    return KL_OK;
}

/* ── dᵀ·h takes the place of d, part by part ── */

static kl_status weight_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_linear_job *job = context;
    const size_t width = job->width, columns = job->hidden.columns;
    const size_t class = index * KL_LINEAR_CLASSES, n = part_classes(job, class);
    const size_t lines = kl_product_padded(n, job->kernels->rows);
    unsigned char *part = part_at(job, class), *packed = job->scratch + worker * job->scratch_size;
    if (job->gradient.bias != NULL)
        kl_linear_add_bias(job, class, n, part, (ptrdiff_t)n, job->held);
    for (size_t row = 0; row < job->held; row += STEPS)
        job->kernels->pack_rows(part + row * n * width, (ptrdiff_t)n, 1,
                                least(STEPS, job->held - row), n, packed + row * lines * width);
    for (size_t row = 0; row < job->held; row += STEPS)
        for (size_t column = 0; column < columns; column += KL_LINEAR_COLUMNS) {
            const size_t steps = least(STEPS, job->held - row);
            const kl_product product = {.a = packed + row * lines * width,
                                        .a_is_packed = 1,
                                        .b = packed_at(job, row) + column * steps * width,
                                        .c = part + column * width,
                                        .c_row = (ptrdiff_t)columns,
                                        .c_column = 1,
                                        .rows = n,
                                        .columns = least(KL_LINEAR_COLUMNS, columns - column),
                                        .steps = steps,
                                        .add = row > 0};
            job->kernels->multiply(&product);
        }
    return KL_OK;
}

kl_status kl_linear_finish_held(kl_linear_job *job, kl_error *error) {
    kl_pool *pool = job->loss.options.pool;
    kl_status status = KL_OK;
    pack_held(job);
    if (job->gradient.hidden != NULL)
        status = kl_pool_run(pool,
                             kl_product_groups(job->held, STEPS) *
                                 kl_product_groups(job->hidden.columns, hidden_columns(job)),
                             hidden_task, job, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, kl_product_groups(job->weight.rows, KL_LINEAR_CLASSES),
                             weight_task, job, error);
    job->held = 0;
    job->is_first = 0;
    return status;
}
