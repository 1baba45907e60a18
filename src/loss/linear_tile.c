/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tile of rows: logits for all classes, their softmax, and both gradients while they are there. Each step is done for
 * parts of the vocabulary, for rows or for columns of H, whoever comes first.
 */
#include <string.h>

#include "base/error.h"
#include "loss/linear.h"

enum {
    LOGIT_CLASSES = 480, /* of a task: whole groups of 6 or 8 */
    WIDENED = 64,        /* of them at a time, where W is narrower than what is computed */
    STEPS = 1024 /* of H at a time: that much of a group of columns stays in the first cache */
};

static const unsigned char *row_at(kl_matrix matrix, size_t row, size_t column) {
    return (const unsigned char *)matrix.data +
           ((ptrdiff_t)row * matrix.row_stride + (ptrdiff_t)column) *
               (ptrdiff_t)kl_dtype_size(matrix.dtype);
}

static int is_narrow(const kl_linear_job *job, kl_matrix matrix) {
    return matrix.dtype != job->dtype;
}

/* Numbers of a row as what is computed. */
void kl_linear_read(const kl_linear_job *job, kl_matrix matrix, size_t row, size_t column, size_t n,
                    void *out) {
    const unsigned char *from = row_at(matrix, row, column);
    if (is_narrow(job, matrix))
        job->kernels->widen(matrix.dtype, from, n, out);
    else
        memcpy(out, from, n * job->width);
}

/* A part of W, where it lies or widened into `room`, and how far its rows are apart. */
static const void *read_weight(const kl_linear_job *job, size_t class, size_t n, size_t first,
                               size_t columns, unsigned char *room, ptrdiff_t *stride) {
    *stride = is_narrow(job, job->weight) ? (ptrdiff_t)columns : job->weight.row_stride;
    if (!is_narrow(job, job->weight))
        return row_at(job->weight, class, first);
    for (size_t c = 0; c < n; c++)
        kl_linear_read(job, job->weight, class + c, first, columns,
                       room + c * columns * job->width);
    return room;
}

unsigned char *kl_linear_logit(const kl_linear_job *job, size_t slot, size_t column) {
    return job->logits + (slot * (size_t)job->loss.logits.row_stride + column) * job->width;
}

/* ── The rows of h ── */

/* Beside each other, wherever in h they are. */
static void pack_hidden(kl_linear_job *job) {
    const size_t columns = job->hidden.columns, width = job->width;
    const ptrdiff_t stride = (ptrdiff_t)columns;
    unsigned char *rows = job->by_row, *packed = job->by_hidden;
    for (size_t i = 0; i < job->rows; i++)
        kl_linear_read(job, job->hidden, job->row[i], 0, columns, rows + i * columns * width);
    const size_t wide = kl_product_padded(job->rows, job->kernels->columns);
    for (size_t first = 0; first < columns; first += STEPS)
        job->kernels->pack_columns(rows + first * width, 1, stride, least(STEPS, columns - first),
                                   job->rows, packed + first * wide * width);
}

/* ── z = W·hᵀ + b, put down row by row of h ── */

static void set_logits(const kl_linear_job *job, size_t class, size_t n, unsigned char *room) {
    const size_t columns = job->hidden.columns, width = job->width;
    const size_t wide = kl_product_padded(job->rows, job->kernels->columns);
    kl_product product = {.c = kl_linear_logit(job, 0, class),
                          .c_row = 1,
                          .c_column = job->loss.logits.row_stride,
                          .rows = n,
                          .columns = job->rows};
    if (job->bias != NULL)
        product.start = (const unsigned char *)job->bias + class * width;
    for (size_t first = 0; first < columns; first += STEPS) {
        product.steps = least(STEPS, columns - first);
        product.a = read_weight(job, class, n, first, product.steps, room, &product.a_stride);
        product.b = job->by_hidden + first * wide * width;
        job->kernels->multiply(&product);
        product.start = NULL;
        product.add = 1;
    }
}

static kl_status logit_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_linear_job *job = context;
    const size_t step = is_narrow(job, job->weight) ? WIDENED : LOGIT_CLASSES;
    const size_t end = least((index + 1) * LOGIT_CLASSES, job->weight.rows);
    for (size_t class = index * LOGIT_CLASSES; class < end; class += step)
        set_logits(job, class, least(step, end - class), job->scratch + worker * job->scratch_size);
    return KL_OK;
}

/* ── Losses and d ── */

/* Rows that follow each other in h are looked at together. */
static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    kl_linear_job *job = context;
    const size_t begin = index * job->task_rows, end = least(begin + job->task_rows, job->rows);
    kl_cross_entropy_job part = job->loss;
    kl_status status = KL_OK;
    job->task_loss[index] = 0;
    for (size_t slot = begin; status == KL_OK && slot < end;) {
        const size_t row = job->row[slot];
        size_t n = 1;
        while (slot + n < end && job->row[slot + n] == row + n)
            n++;
        double loss;
        part.origin = row - slot;
        status = kl_cross_entropy_rows(&part, row, row + n, worker, &loss, error);
        job->task_loss[index] += loss;
        slot += n;
    }
    return status;
}

/* ── Gradients: some columns of H, and a part of the vocabulary after the other ── */

void kl_linear_add_bias(const kl_linear_job *job, size_t class, size_t n, const unsigned char *d,
                        ptrdiff_t stride, size_t rows) {
    double sum[KL_LINEAR_CLASSES] = {0}, part[KL_LINEAR_CLASSES];
    unsigned char *bias = (unsigned char *)job->gradient.bias + class * job->width;
    if (!job->is_first)
        kl_array_read((kl_array){bias, n, 1, job->dtype}, 0, n, sum);
    for (size_t i = 0; i < rows; i++) {
        const unsigned char *row = d + (ptrdiff_t)i * stride * (ptrdiff_t)job->width;
        kl_array_read((kl_array){row, n, 1, job->dtype}, 0, n, part);
        for (size_t c = 0; c < n; c++)
            sum[c] += part[c];
    }
    for (size_t c = 0; c < n; c++)
        kl_number_store(job->dtype, bias, c, sum[c]);
}

typedef struct stripe {
    size_t first, n;
    void *hidden; /* of h, packed by columns */
} stripe;

/* dᵀ·h */
static void add_weight(const kl_linear_job *job, stripe of, size_t class, size_t n, void *scratch) {
    job->kernels->pack_rows(kl_linear_logit(job, 0, class), job->loss.logits.row_stride, 1,
                            job->rows, n, scratch);
    const ptrdiff_t stride = job->gradient.weight_stride;
    kl_product product = {.a = scratch,
                          .a_is_packed = 1,
                          .b = of.hidden,
                          .c = (unsigned char *)job->gradient.weight +
                               ((ptrdiff_t) class * stride + (ptrdiff_t)of.first) *
                                   (ptrdiff_t)job->width,
                          .c_row = stride,
                          .c_column = 1,
                          .rows = n,
                          .columns = of.n,
                          .steps = job->rows,
                          .add = !job->is_first};
    if (job->gradient.hidden != NULL && !is_narrow(job, job->weight)) {
        product.ask = row_at(job->weight, class, of.first);
        product.ask_rows = n;
        product.ask_columns = of.n;
        product.ask_stride = job->weight.row_stride;
    }
    job->kernels->multiply(&product);
}

/* Numbers of a part of W as it is packed. */
static size_t packed_weight(const kl_linear_job *job) {
    return kl_product_padded(KL_LINEAR_COLUMNS, job->kernels->columns) * KL_LINEAR_CLASSES;
}

const void *kl_linear_pack_weight(const kl_linear_job *job, size_t class, size_t n, size_t first,
                                  size_t columns, unsigned char *scratch) {
    ptrdiff_t stride;
    const void *w = read_weight(job, class, n, first, columns,
                                scratch + packed_weight(job) * job->width, &stride);
    job->kernels->pack_columns(w, stride, 1, n, columns, scratch);
    return scratch;
}

static unsigned char *product_at(const kl_linear_job *job, size_t slot, size_t column) {
    return job->by_hidden + (slot * job->hidden.columns + column) * job->width;
}

/* d·W */
static void add_hidden(const kl_linear_job *job, stripe of, size_t class, size_t n,
                       unsigned char *scratch) {
    for (size_t first = of.first; first < of.first + of.n; first += KL_LINEAR_COLUMNS) {
        const size_t columns = least(KL_LINEAR_COLUMNS, of.first + of.n - first);
        const kl_product product = {
            .a = kl_linear_logit(job, 0, class),
            .a_stride = job->loss.logits.row_stride,
            .b = kl_linear_pack_weight(job, class, n, first, columns, scratch),
            .c = product_at(job, 0, first),
            .c_row = (ptrdiff_t)job->hidden.columns,
            .c_column = 1,
            .rows = job->rows,
            .columns = columns,
            .steps = n,
            .add = class > 0};
        job->kernels->multiply(&product);
    }
}

void kl_linear_put_hidden(const kl_linear_job *job, size_t row, size_t column, size_t n,
                          const void *from) {
    const ptrdiff_t at = (ptrdiff_t)row * job->gradient.hidden_stride + (ptrdiff_t)column;
    memcpy((unsigned char *)job->gradient.hidden + at * (ptrdiff_t)job->width, from,
           n * job->width);
}

size_t kl_linear_task_columns(const kl_linear_job *job) {
    const size_t threads = kl_pool_threads(job->loss.options.pool),
                 line = KL_LINEAR_LINE / job->width;
    return kl_product_groups(kl_product_groups(job->hidden.columns, threads), line) * line;
}

/* Of the rows that by_hidden has by now: once they are packed their place is that of d·W. */
static stripe take_stripe(const kl_linear_job *job, size_t index) {
    const size_t most = kl_linear_task_columns(job), first = index * most;
    const size_t packed = index * kl_product_padded(most, job->kernels->columns) * job->rows;
    const stripe of = {first, least(most, job->hidden.columns - first),
                       job->by_row + packed * job->width};
    job->kernels->pack_columns(product_at(job, 0, first), (ptrdiff_t)job->hidden.columns, 1,
                               job->rows, of.n, of.hidden);
    return of;
}

static kl_status gradient_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_linear_job *job = context;
    const stripe of = take_stripe(job, index);
    unsigned char *scratch = job->scratch + worker * job->scratch_size;
    for (size_t class = 0; class < job->weight.rows; class += KL_LINEAR_CLASSES) {
        const size_t n = least(KL_LINEAR_CLASSES, job->weight.rows - class);
        if (job->gradient.bias != NULL && index == 0)
            kl_linear_add_bias(job, class, n, kl_linear_logit(job, 0, class),
                               job->loss.logits.row_stride, job->rows);
        if (job->gradient.weight != NULL)
            add_weight(job, of, class, n, scratch);
        if (job->gradient.hidden != NULL)
            add_hidden(job, of, class, n, scratch);
    }
    for (size_t slot = 0; job->gradient.hidden != NULL && slot < job->rows; slot++)
        kl_linear_put_hidden(job, job->row[slot], of.first, of.n, product_at(job, slot, of.first));
    return KL_OK;
}

size_t kl_linear_scratch(const kl_linear_job *job) {
    const size_t rows = job->kernels->rows;
    const size_t together = job->held_rows > KL_LINEAR_ROWS ? job->held_rows : KL_LINEAR_ROWS;
    const size_t d = kl_product_padded(KL_LINEAR_CLASSES, rows) * together;
    const size_t w = packed_weight(job);
    const size_t widened = w + KL_LINEAR_COLUMNS * KL_LINEAR_CLASSES > WIDENED * STEPS
                               ? w + KL_LINEAR_COLUMNS * KL_LINEAR_CLASSES
                               : WIDENED * STEPS;
    const size_t wide = is_narrow(job, job->weight) ? widened : w;
    return d > wide ? d : wide;
}

/* ── All steps ── */

static kl_status losses_of(kl_linear_job *job, double *loss, kl_error *error) {
    job->task_rows = least(job->loss.tasks.task_rows, KL_LINEAR_ROWS);
    const size_t tasks = kl_product_groups(job->rows, job->task_rows);
    kl_status status = kl_pool_run(job->loss.options.pool, tasks, row_task, job, error);
    *loss = 0;
    for (size_t i = 0; status == KL_OK && i < tasks; i++)
        *loss += job->task_loss[i];
    return status;
}

kl_status kl_linear_losses(kl_linear_job *job, double *loss, kl_error *error) {
    pack_hidden(job);
    const size_t tasks = kl_product_groups(job->weight.rows, LOGIT_CLASSES);
    kl_status status = kl_pool_run(job->loss.options.pool, tasks, logit_task, job, error);
    return status == KL_OK ? losses_of(job, loss, error) : status;
}

kl_status kl_linear_gradients(kl_linear_job *job, kl_error *error) {
    const size_t columns = job->hidden.columns;
    memcpy(job->by_hidden, job->by_row, job->rows * columns * job->width);
    const size_t tasks = kl_product_groups(columns, kl_linear_task_columns(job));
    kl_status status = kl_pool_run(job->loss.options.pool, tasks, gradient_task, job, error);
    job->is_first = 0;
    return status;
}
