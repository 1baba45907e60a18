/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy behind a linear layer: the call, and which rows make a tile. */
#include "loss/linear.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loss/check.h"
#include "loss/reduce.h"

/* ── What is refused ── */

static kl_status check_layer(const kl_linear_job *job, kl_array bias, kl_error *error) {
    const kl_matrix hidden = job->hidden, weight = job->weight;
    kl_status status = kl_check_logits(hidden, "hidden", error);
    if (status == KL_OK)
        status = kl_check_logits(weight, "weight", error);
    if (status != KL_OK)
        return status;
    if ((hidden.dtype == KL_F64) != (weight.dtype == KL_F64))
        return kl_fail(error, KL_ERROR_MISMATCH, "%s is f64 and %s is not",
                       hidden.dtype == KL_F64 ? "hidden" : "weight",
                       hidden.dtype == KL_F64 ? "weight" : "hidden");
    if (hidden.columns != weight.columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "hidden has %zu columns, weight %zu",
                       hidden.columns, weight.columns);
    if (weight.rows == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "weight: no rows, which are the classes");
    return kl_check_optional(bias, "bias", weight.rows, "classes", error);
}

static kl_status check_gradient(const kl_linear_job *job, kl_array bias, kl_error *error) {
    const kl_linear_gradient *gradient = &job->gradient;
    const kl_loss_gradient hidden = {.data = gradient->hidden,
                                     .row_stride = gradient->hidden_stride};
    const kl_loss_gradient weight = {.data = gradient->weight,
                                     .row_stride = gradient->weight_stride};
    const kl_array upstream = gradient->upstream;
    kl_status status = KL_OK;
    if (hidden.data != NULL)
        status = kl_check_gradient(&hidden, "gradient by hidden", job->hidden, error);
    if (status == KL_OK && weight.data != NULL)
        status = kl_check_gradient(&weight, "gradient by weight", job->weight, error);
    if (status != KL_OK)
        return status;
    if (hidden.data != NULL && hidden.data == job->hidden.data && job->hidden.dtype != job->dtype)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "gradient by hidden: it is over hidden, whose numbers are narrower");
    if (weight.data != NULL && weight.data == job->weight.data)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "gradient by weight: it is over weight, which the next rows need");
    if (gradient->bias != NULL && bias.n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "gradient by bias: there is no bias");
    return kl_check_optional(upstream, "upstream", upstream.n == 1 ? 1 : job->hidden.rows, "rows",
                             error);
}

/* ── Room ── */

/* Whole lines, an odd number of them: rows of a power of two would compete for the same places of a cache. */
static size_t tile_stride(const kl_linear_job *job) {
    const size_t line = KL_LINEAR_LINE / job->width;
    return (kl_product_groups(job->weight.rows, line) | 1) * line;
}

/* All of it at once, each part at the beginning of a line; the parts are sized, then placed. */
static kl_status make_room(kl_linear_job *job, void **room, kl_error *error) {
    enum { LINE = KL_LINEAR_LINE, PARTS = 5 };
    const size_t rows = kl_product_padded(KL_LINEAR_ROWS, job->kernels->columns),
                 steps = job->hidden.columns;
    const size_t threads = kl_pool_threads(job->loss.options.pool);
    const size_t columns =
        threads * kl_product_padded(kl_linear_task_columns(job), job->kernels->columns);
    job->scratch_size = kl_product_padded(kl_linear_scratch(job) * job->width, LINE);
    const size_t size[PARTS] = {job->width * rows * steps, job->width * KL_LINEAR_ROWS * columns,
                                job->scratch_size * threads,
                                job->width * tile_stride(job) * KL_LINEAR_ROWS,
                                job->held_rows * sizeof *job->held_row};
    unsigned char *held_row;
    unsigned char **const part[PARTS] = {&job->by_hidden, &job->by_row, &job->scratch, &job->logits,
                                         &held_row};
    size_t total = LINE;
    for (int i = 0; i < PARTS; i++)
        total += kl_product_padded(size[i], LINE);
    *room = kl_alloc(total, 1);
    if (*room == NULL)
        return kl_fail_memory(error, "a tile of logits", total);
    unsigned char *at = (unsigned char *)*room + (LINE - (uintptr_t)*room % LINE) % LINE;
    for (int i = 0; i < PARTS; i++) {
        *part[i] = at;
        at += kl_product_padded(size[i], LINE);
    }
    job->held_row = (size_t *)(void *)held_row;
    return KL_OK;
}

static kl_status make_bias(kl_linear_job *job, kl_array bias, void **room, kl_error *error) {
    if (bias.n == 0)
        return KL_OK;
    double *wide = kl_alloc(bias.n, sizeof *wide);
    *room = wide;
    if (wide == NULL)
        return kl_fail_memory(error, "bias", bias.n * sizeof *wide);
    kl_array_read(bias, 0, bias.n, wide);
    for (size_t c = 0; c < bias.n; c++) /* each at or before where it came from */
        kl_number_store(job->dtype, wide, c, wide[c]);
    job->bias = wide;
    return KL_OK;
}

/* ── Tiles ── */

static void clear_row(const kl_linear_job *job, size_t row) {
    if (job->gradient.hidden != NULL)
        memset((unsigned char *)job->gradient.hidden +
                   (ptrdiff_t)row * job->gradient.hidden_stride * (ptrdiff_t)job->width,
               0, job->hidden.columns * job->width);
}

/* The next rows that count, from `row` on; where the one after them is, or the end. */
static size_t gather_rows(kl_linear_job *job, size_t row) {
    const size_t room = job->is_first && job->held < job->held_rows
                            ? least(KL_LINEAR_ROWS, job->held_rows - job->held)
                            : KL_LINEAR_ROWS;
    job->rows = 0;
    while (row < job->hidden.rows) {
        kl_row_targets known;
        const size_t n = kl_piece_size(job->hidden.rows, row);
        kl_row_targets_read(&job->loss, row, n, &known);
        for (size_t i = 0; i < n; i++, row++)
            if (kl_is_ignored(&job->loss, known.target[i])) {
                kl_cross_entropy_ignore(&job->loss, row);
                clear_row(job, row);
            } else if (job->rows < room) {
                job->row[job->rows++] = row;
            } else {
                return row;
            }
    }
    return row;
}

/* Where no row counts nothing has been written. */
static void clear_weight(const kl_linear_job *job) {
    const kl_linear_gradient *gradient = &job->gradient;
    for (size_t c = 0; gradient->weight != NULL && c < job->weight.rows; c++)
        memset((unsigned char *)gradient->weight +
                   (ptrdiff_t)c * gradient->weight_stride * (ptrdiff_t)job->width,
               0, job->weight.columns * job->width);
    if (gradient->bias != NULL)
        memset(gradient->bias, 0, job->weight.rows * job->width);
}

/* A tile waits for others if there are any. */
static kl_status run_tile(kl_linear_job *job, int is_last, double *loss, kl_error *error) {
    kl_status status = KL_OK;
    if (job->held > 0 && job->held + job->rows > job->held_rows)
        status = kl_linear_finish_held(job, error);
    if (status == KL_OK)
        status = kl_linear_losses(job, loss, error);
    if (status != KL_OK || job->loss.gradient.data == NULL)
        return status;
    return job->is_first && job->held + job->rows <= job->held_rows && (job->held > 0 || !is_last)
               ? kl_linear_hold(job, error)
               : kl_linear_gradients(job, error);
}

static kl_status run_tiles(kl_linear_job *job, double *loss, kl_error *error) {
    double total = 0;
    kl_status status = KL_OK;
    job->is_first = 1;
    for (size_t row = 0; status == KL_OK && row < job->hidden.rows;) {
        row = gather_rows(job, row);
        double tile = 0;
        if (job->rows > 0)
            status = run_tile(job, row == job->hidden.rows, &tile, error);
        total += tile;
    }
    if (status == KL_OK && job->held > 0)
        status = kl_linear_finish_held(job, error);
    if (job->is_first)
        clear_weight(job);
    if (status == KL_OK && job->loss.options.reduction != KL_REDUCTION_NONE)
        *loss = total / job->loss.divisor;
    return status;
}

/* ── The call ── */

static void set_tile(kl_linear_job *job) {
    kl_cross_entropy_job *loss = &job->loss;
    const kl_linear_gradient *gradient = &job->gradient;
    loss->logits.data = job->logits;
    if (gradient->hidden != NULL || gradient->weight != NULL || gradient->bias != NULL)
        loss->gradient =
            (kl_loss_gradient){job->logits, loss->logits.row_stride, gradient->upstream};
    kl_cross_entropy_set_reader(loss);
}

static kl_status compute(kl_linear_job *job, kl_array bias, double *loss, kl_error *error) {
    void *room = NULL, *bias_room = NULL;
    job->width = kl_dtype_size(job->dtype);
    job->kernels = kl_product_kernels_for(job->loss.options.pool, job->dtype);
    job->loss.logits.row_stride = (ptrdiff_t)tile_stride(job);
    job->held_rows = kl_linear_held_rows(job);
    kl_status status = kl_cross_entropy_prepare(&job->loss, error);
    if (status == KL_OK)
        status = make_bias(job, bias, &bias_room, error);
    if (status == KL_OK)
        status = make_room(job, &room, error);
    if (status == KL_OK) {
        set_tile(job);
        status = run_tiles(job, loss, error);
    }
    kl_free(room);
    kl_free(bias_room);
    kl_cross_entropy_free(&job->loss);
    return status;
}

kl_status kl_loss_linear_cross_entropy(kl_matrix hidden, kl_matrix weight, kl_array bias,
                                       kl_array targets, const kl_cross_entropy_options *options,
                                       const kl_loss_rows *rows, const kl_linear_gradient *gradient,
                                       double *loss, kl_error *error) {
    kl_linear_job job = {
        .hidden = hidden, .weight = weight, .dtype = weight.dtype == KL_F64 ? KL_F64 : KL_F32};
    job.loss.logits = (kl_matrix){NULL, hidden.rows, weight.rows, 0, job.dtype};
    job.loss.name = "hidden times weight";
    job.loss.targets = targets;
    if (gradient != NULL)
        job.gradient = *gradient;
    kl_status status = check_layer(&job, bias, error);
    if (status == KL_OK)
        status = check_gradient(&job, bias, error);
    if (status == KL_OK)
        status = kl_cross_entropy_check(&job.loss, options, rows, loss, error);
    return status == KL_OK ? compute(&job, bias, loss, error) : status;
}
