/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of logits: the loops of the kernels over blocks that stay in the first cache. */
#include "loss/row.h"

#include <math.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/wide.h"

static int is_narrow(kl_dtype dtype, kl_loss_type *type) {
    switch (dtype) {
    case KL_F32:
        *type = KL_LOSS_F32;
        return 1;
    case KL_F16:
        *type = KL_LOSS_F16;
        return 1;
    case KL_BF16:
        *type = KL_LOSS_BF16;
        return 1;
    default:
        return 0;
    }
}

kl_logit_reader kl_logit_reader_of(kl_matrix logits, double softcap, double temperature,
                                   const kl_pool *pool) {
    kl_logit_reader reader = {.dtype = logits.dtype,
                              .width = kl_dtype_size(logits.dtype),
                              .columns = logits.columns,
                              .softcap = softcap,
                              .temperature = temperature,
                              .kernels = kl_kernels_for(pool)};
    kl_loss_type type;
    if (softcap == 0 && temperature >= KL_LOSS_COLDEST && temperature <= KL_LOSS_HOTTEST &&
        is_narrow(logits.dtype, &type)) {
        reader.narrow = kl_loss_kernels_for(pool, type);
        reader.narrow_temperature = kl_loss_temperature_of(temperature);
    }
    return reader;
}

static kl_loss_base base_of(const kl_logit_reader *reader, float largest) {
    return kl_loss_base_of(largest, kl_narrow_temperature(reader));
}

static const void *at(const kl_logit_reader *reader, const void *row, size_t column) {
    return (const unsigned char *)row + column * reader->width;
}

static size_t block_size(const kl_logit_reader *reader, size_t first) {
    const size_t left = reader->columns - first;
    return left < KL_LOSS_BLOCK ? left : KL_LOSS_BLOCK;
}

void kl_row_softmax_raise(kl_row_softmax *s, double largest, size_t argmax, double temperature) {
    if (s->largest > -INFINITY) {
        const double down = (s->largest - largest) / temperature, factor = kl_row_exponential(down);
        s->spread = factor > 0 ? (s->spread + down * (s->rest + 1)) * factor : 0; /* 0·∞ is 0 */
        s->rest = (s->rest + 1) * factor;
    }
    s->largest = largest;
    s->argmax = argmax;
}

static void set_narrow(kl_row_softmax *s, const kl_logit_reader *reader, const void *row,
                       int with_spread) {
    const kl_loss_kernels *kernels = reader->narrow;
    kl_loss_base base = {0, 0, NULL};
    double factor = 1; /* from the unit of the base to that of the largest */
    for (size_t first = 0; first < reader->columns; first += KL_LOSS_BLOCK) {
        const size_t n = block_size(reader, first);
        const void *x = at(reader, row, first);
        const kl_loss_range range = kernels->range(x, n);
        size_t skip = n;
        s->lowest = fminf(s->lowest, range.lowest);
        if (range.largest > s->largest) {
            skip = kernels->find(x, n, range.largest);
            kl_row_softmax_raise(s, (double)range.largest, first + skip, reader->temperature);
            base = base_of(reader, range.largest);
            factor = kl_exp(kl_loss_base_log(base, range.largest));
        }
        if (with_spread && s->largest > -INFINITY) {
            kl_loss_sums sums = kernels->sum_spread(x, n, skip, base, (float)s->largest);
            s->rest += sums.exponentials * factor;
            s->spread += sums.spread * factor;
        } else {
            s->rest += kernels->sum(x, n, skip, base, range.lowest) * factor;
        }
    }
    s->largest /= reader->temperature; /* as kl_logit_read has it */
}

/* ── Chunks ── */

/* A chunk is worth waking a thread for. */
enum { CHUNK_LEAST = 1 << 16 };

size_t kl_chunk_size(size_t columns) {
    const size_t share = columns / KL_CHUNKS + (columns % KL_CHUNKS != 0);
    return share <= CHUNK_LEAST ? CHUNK_LEAST
                                : (share + KL_LOSS_BLOCK - 1) / KL_LOSS_BLOCK * KL_LOSS_BLOCK;
}

size_t kl_chunk_count(size_t columns) {
    const size_t size = kl_chunk_size(columns);
    return columns / size + (columns % size != 0);
}

kl_row_chunk kl_row_chunk_at(size_t columns, size_t index) {
    const size_t size = kl_chunk_size(columns), first = index * size;
    return (kl_row_chunk){first, columns - first < size ? columns - first : size};
}

kl_status kl_each_chunk(const kl_logit_reader *reader, kl_task *task, void *context,
                        kl_error *error) {
    const size_t chunks = kl_chunk_count(reader->columns);
    if (kl_pool_run(reader->pool, chunks, task, context, NULL) == KL_OK)
        return KL_OK;
    /* Either a task failed, which says again why, or somebody else has the pool. */
    return kl_pool_run(NULL, chunks, task, context, error);
}

/* What is done to a row, or to a chunk of it as if it were one. */
typedef struct row_job {
    const kl_logit_reader *reader;
    const void *row;
    kl_class_weights weights;
    int with_spread;
    kl_row_softmax softmax;
    kl_row_pull pull;
    void *out;
    kl_row_softmax *softmax_of; /* of each chunk */
    double *gap_of;
} row_job;

/* The largest logit itself: f32 has far fewer digits than what dividing by T and multiplying again rounds. */
static float narrow_largest(const row_job *job) {
    return (float)(job->softmax.largest * job->reader->temperature);
}

/* Where the job of a chunk is made, and its reader. */
typedef struct row_part {
    row_job job;
    kl_logit_reader reader;
} row_part;

/* Mostly a row is one chunk. */
static const row_job *chunk_job(const row_job *job, kl_row_chunk chunk, row_part *room) {
    if (chunk.n == job->reader->columns)
        return job;
    *room = (row_part){*job, *job->reader};
    room->reader.columns = chunk.n;
    room->job.reader = &room->reader;
    room->job.row = at(job->reader, job->row, chunk.first);
    if (job->weights.wide != NULL)
        room->job.weights.wide += chunk.first;
    if (job->weights.narrow != NULL)
        room->job.weights.narrow += chunk.first;
    if (job->out != NULL)
        room->job.out = (unsigned char *)job->out + chunk.first * job->reader->width;
    room->job.pull.target -= chunk.first; /* in no column of the chunk if it is before */
    return &room->job;
}

static kl_status softmax_chunk(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const row_job *job = context;
    const kl_row_chunk chunk = kl_row_chunk_at(job->reader->columns, index);
    row_part room;
    const row_job *part = chunk_job(job, chunk, &room);
    kl_row_softmax *softmax = &job->softmax_of[index];
    *softmax = (kl_row_softmax){.largest = -INFINITY, .lowest = INFINITY};
    if (part->reader->narrow != NULL)
        set_narrow(softmax, part->reader, part->row, job->with_spread);
    else
        kl_wide_softmax(softmax, part->reader, part->row);
    softmax->argmax += chunk.first;
    return KL_OK;
}

/* The largest of a chunk is one of the rest, unless it is larger than those before. */
static void add_chunk(kl_row_softmax *s, kl_row_softmax chunk) {
    if (chunk.largest > s->largest)
        kl_row_softmax_raise(s, chunk.largest, chunk.argmax, 1);
    else if (chunk.largest > -INFINITY)
        kl_row_softmax_raise(&chunk, s->largest, s->argmax, 1);
    s->rest += chunk.rest;
    s->spread += chunk.spread;
    s->lowest = fminf(s->lowest, chunk.lowest);
}

static void add_chunks(kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                       int with_spread) {
    kl_row_softmax parts[KL_CHUNKS];
    row_job job = {.reader = reader, .row = row, .with_spread = with_spread, .softmax_of = parts};
    kl_each_chunk(reader, softmax_chunk, &job, NULL);
    *softmax = parts[0];
    for (size_t i = 1; i < kl_chunk_count(reader->columns); i++)
        add_chunk(softmax, parts[i]);
}

int kl_row_softmax_set(kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                       int with_spread) {
    add_chunks(softmax, reader, row, with_spread);
    if (!kl_row_softmax_is_good(softmax))
        return 0;
    if (reader->narrow != NULL && softmax->rest < kl_faint_rest(reader->columns)) {
        const float lowest = softmax->lowest;
        kl_logit_reader wide = *reader;
        wide.narrow = NULL;
        add_chunks(softmax, &wide, row, with_spread);
        softmax->lowest = lowest;
    }
    softmax->log_sum = kl_log1p(softmax->rest);
    return 1;
}

kl_status kl_row_refuse(const kl_logit_reader *reader, const void *x, size_t row, const char *name,
                        kl_error *error) {
    for (size_t c = 0; c < reader->columns; c++) {
        const double z = kl_logit_read(reader, x, c);
        if (!(z <= KL_LOGIT_LARGEST))
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)row, -1,
                "%s: row %zu, column %zu is %g: a logit is at most 1e300, or -inf for a masked "
                "class",
                name, row, c, z);
    }
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "%s: row %zu has only -inf: no class is possible", name, row);
}

double kl_row_softmax_entropy(const kl_row_softmax *softmax) {
    return softmax->log_sum - softmax->spread / (1 + softmax->rest);
}

static double narrow_gap(const row_job *job) {
    const kl_logit_reader *reader = job->reader;
    const float *w = job->weights.narrow;
    double gap = 0;
    for (size_t first = 0; first < reader->columns; first += KL_LOSS_BLOCK)
        gap += reader->narrow->gap(at(reader, job->row, first), w == NULL ? NULL : w + first,
                                   block_size(reader, first), narrow_largest(job));
    return gap / reader->temperature;
}

/* Differences of logits of f32 may leave it. */
static double gap_of(const row_job *job) {
    const double gap = job->reader->narrow != NULL ? narrow_gap(job) : INFINITY;
    return gap < INFINITY ? gap
                          : kl_wide_gap(&job->softmax, job->reader, job->row, job->weights.wide);
}

static kl_status gap_chunk(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const row_job *job = context;
    row_part room;
    job->gap_of[index] =
        gap_of(chunk_job(job, kl_row_chunk_at(job->reader->columns, index), &room));
    return KL_OK;
}

double kl_row_gap(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                  const kl_class_weights *weights) {
    double parts[KL_CHUNKS], gap = 0;
    row_job job = {
        .reader = reader, .row = row, .weights = *weights, .softmax = *softmax, .gap_of = parts};
    kl_each_chunk(reader, gap_chunk, &job, NULL);
    for (size_t i = 0; i < kl_chunk_count(reader->columns); i++)
        gap += parts[i];
    return gap;
}

static void narrow_gradient(const row_job *job) {
    const kl_logit_reader *reader = job->reader;
    const float largest = narrow_largest(job);
    const kl_loss_base base = base_of(reader, largest);
    const double unit = 1 / reader->temperature;
    const double e = kl_exp(kl_loss_base_log(base, largest)) / (1 + job->softmax.rest);
    reader->narrow->gradient(job->row, job->weights.narrow, reader->columns, base,
                             job->softmax.lowest, (float)(job->pull.slope * e * unit),
                             (float)(job->pull.pull * unit), job->out);
    if (job->pull.target < reader->columns)
        kl_number_store(reader->dtype, job->out, job->pull.target, job->pull.at_target * unit);
}

static kl_status gradient_chunk(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const row_job *job = context;
    row_part room;
    const row_job *part = chunk_job(job, kl_row_chunk_at(job->reader->columns, index), &room);
    if (part->reader->narrow != NULL &&
        kl_pull_is_narrow(part->pull.slope / part->reader->temperature,
                          part->pull.pull / part->reader->temperature, part->weights.total))
        narrow_gradient(part);
    else
        kl_wide_gradient(&part->softmax, part->reader, part->row, part->weights.wide, &part->pull,
                         part->out);
    return KL_OK;
}

void kl_row_gradient(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                     const kl_class_weights *weights, const kl_row_pull *how, void *out) {
    row_job job = {.reader = reader,
                   .row = row,
                   .weights = *weights,
                   .softmax = *softmax,
                   .pull = *how,
                   .out = out};
    kl_each_chunk(reader, gradient_chunk, &job, NULL);
}

void kl_row_keep(const kl_loss_rows *rows, size_t row, double loss, const kl_row_softmax *softmax) {
    if (rows->loss != NULL)
        rows->loss[row] = loss;
    if (rows->log_sum_exp != NULL)
        rows->log_sum_exp[row] = softmax == NULL ? 0 : softmax->largest + softmax->log_sum;
    if (rows->entropy != NULL)
        rows->entropy[row] = softmax == NULL ? 0 : kl_row_softmax_entropy(softmax);
    if (rows->argmax != NULL)
        rows->argmax[row] = softmax == NULL ? -1 : (int64_t)softmax->argmax;
}
