/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files through the evaluation: rows in tasks, a worker each its own evaluation, merged at the end. */
#include <ctype.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/eval.h"
#include "evaluate/logits.h"
#include "text/text_size.h"

enum { TASK_ROWS = 16 };

typedef struct file_job {
    kl_eval **evals; /* one a worker */
    double **rows;   /* 2·vocabulary a worker */
    const kl_logits *side[2];
    const kl_logits *chunked; /* the one that says where units begin */
    uint64_t unit_rows, first_position, offset;
    kl_range asked; /* rows */
    const kl_vocabulary *vocabulary;
} file_job;

static const kl_logits *target_side(const file_job *job) {
    const kl_logits *base = job->side[0], *model = job->side[1];
    return base->shape.has_targets || model == NULL ? base : model;
}

/* A word may begin after a blank that the token before ended with. */
static void set_text(const file_job *job, uint64_t begin, kl_eval_row *row) {
    size_t size, before_size = 0;
    const char *text = kl_vocabulary_text(job->vocabulary, row->target, &size), *before = "";
    if (row->index > begin)
        before = kl_vocabulary_text(
            job->vocabulary, kl_logits_target(target_side(job), row->index - 1), &before_size);
    int blank = before_size == 0 || isspace((unsigned char)before[before_size - 1]);
    kl_text_counts counts = kl_text_count(text, size, &blank);
    row->has_text = 1;
    row->bytes = (uint32_t)counts.bytes;
    row->characters = (uint32_t)counts.characters;
    row->words = (uint32_t)counts.words;
}

/* The row where it lies, or decoded into `room`. */
static kl_status take_row(const kl_logits *logits, uint64_t index, double *room, kl_array *out,
                          kl_levels *levels, kl_error *error) {
    *out = (kl_array){.data = NULL};
    if (logits->view != NULL) {
        kl_status status = logits->view(logits, index, out, levels, error);
        if (status != KL_OK || out->data != NULL)
            return status;
    }
    *out = kl_f64(room, (size_t)logits->shape.vocabulary);
    return kl_logits_read(logits, index, room, error);
}

/* The unit of a row, and the row where it begins. */
static uint64_t unit_of(const file_job *job, uint64_t row, uint64_t *begin) {
    const kl_logits *chunked = job->chunked;
    if (chunked->unit_begin == NULL) {
        *begin = row - row % job->unit_rows;
        return row / job->unit_rows;
    }
    size_t low = 0, high = chunked->units; /* the last that begins at or before the row */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (chunked->unit_begin[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    *begin = chunked->unit_begin[low];
    return low;
}

/* A row that is refused: of which file. */
static kl_status name_file(const file_job *job, kl_status status, kl_error *error) {
    if (status == KL_OK || error == NULL || error->size < sizeof *error || error->input < 0)
        return status;
    return kl_fail_prefix(error, status, job->side[error->input]->path);
}

static kl_status feed_row(const file_job *job, unsigned worker, uint64_t index, kl_error *error) {
    kl_eval *eval = job->evals[worker];
    size_t n = (size_t)eval->options.vocabulary;
    const kl_logits *base = job->side[0], *model = job->side[1];
    double *x = job->rows[worker];
    uint64_t begin, unit = unit_of(job, index, &begin);
    kl_eval_row row = {.target = kl_logits_target(target_side(job), index),
                       .index = index,
                       .unit = job->offset + unit,
                       .position = job->first_position + (index - begin)};
    row.stored[0] = kl_logits_storage(base, index);
    if (model != NULL)
        row.stored[1] = kl_logits_storage(model, index);
    if (job->vocabulary != NULL)
        set_text(job, begin, &row);
    kl_status status = take_row(base, index, x, &row.base, &row.levels[0], error);
    if (status == KL_OK && model != NULL)
        status = take_row(model, index, x + n, &row.model, &row.levels[1], error);
    if (status == KL_OK)
        status = name_file(job, kl_eval_feed(eval, &row, error), error);
    return status;
}

static kl_status task(void *context, size_t index, unsigned worker, kl_error *error) {
    const file_job *job = context;
    uint64_t first = job->asked.low + (uint64_t)index * TASK_ROWS;
    uint64_t end = job->asked.high - first > TASK_ROWS ? first + TASK_ROWS : job->asked.high;
    kl_status status = KL_OK;
    for (uint64_t row = first; status == KL_OK && row < end; row++)
        status = feed_row(job, worker, row, error);
    return status;
}

static kl_status mismatch(kl_error *error, const kl_logits *base, const kl_logits *model,
                          const char *what, uint64_t a, uint64_t b) {
    return kl_fail(error, KL_ERROR_MISMATCH, "%s and %s differ in %s: %llu and %llu", base->path,
                   model->path, what, (unsigned long long)a, (unsigned long long)b);
}

kl_status kl_logits_check_pair(const kl_logits *base, const kl_logits *model, kl_error *error) {
    const kl_logits_shape *a = &base->shape, *b = &model->shape;
    if (a->vocabulary != b->vocabulary)
        return mismatch(error, base, model, "vocabulary", a->vocabulary, b->vocabulary);
    if (a->rows != b->rows)
        return mismatch(error, base, model, "rows", a->rows, b->rows);
    if (a->unit_rows && b->unit_rows && a->unit_rows != b->unit_rows)
        return mismatch(error, base, model, "rows of a chunk", a->unit_rows, b->unit_rows);
    if (a->context && b->context && a->context != b->context)
        return mismatch(error, base, model, "tokens of a chunk", a->context, b->context);
    if (a->vocabulary_hash && b->vocabulary_hash && a->vocabulary_hash != b->vocabulary_hash)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s and %s were made with different vocabularies",
                       base->path, model->path);
    if (!a->has_targets || !b->has_targets)
        return KL_OK;
    for (uint64_t row = 0; row < a->rows; row++) {
        int64_t s = kl_logits_target(base, row), t = kl_logits_target(model, row);
        if (s != t)
            return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)row, -1,
                              "%s and %s differ in the text: after row %llu token %lld and %lld",
                              base->path, model->path, (unsigned long long)row, (long long)s,
                              (long long)t);
    }
    return KL_OK;
}

kl_status kl_eval_check(const kl_eval *eval, const kl_logits *base, const kl_logits *model,
                        kl_error *error) {
    if (eval == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_eval_files: eval is NULL");
    if (base == NULL || (model == NULL) == (eval->options.has_model != 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "the evaluation was made for %s, and %s was given",
                       eval->options.has_model ? "a base and a model" : "one model",
                       model == NULL ? "one" : "a base and a model");
    if (base->shape.vocabulary != eval->options.vocabulary)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s has vocabulary %llu, the evaluation %llu",
                       base->path, (unsigned long long)base->shape.vocabulary,
                       (unsigned long long)eval->options.vocabulary);
    return model == NULL ? KL_OK : kl_logits_check_pair(base, model, error);
}

static kl_status make_workers(file_job *job, kl_eval *eval, unsigned threads, kl_error *error) {
    job->evals = kl_alloc_zero(threads, sizeof *job->evals);
    job->rows = kl_alloc_zero(threads, sizeof *job->rows);
    if (job->evals == NULL || job->rows == NULL)
        return kl_fail_memory(error, "the workers", threads * sizeof *job->rows);
    kl_status status = KL_OK;
    for (unsigned w = 0; status == KL_OK && w < threads; w++) {
        size_t n = (size_t)eval->options.vocabulary;
        job->rows[w] = kl_alloc(n, 2 * sizeof(double));
        if (job->rows[w] == NULL)
            status = kl_fail_memory(error, "two rows of logits", n * 2 * sizeof(double));
        else
            status = kl_eval_new(&eval->options, &job->evals[w], error);
        if (status == KL_OK)
            job->evals[w]->said = eval->said;
    }
    return status;
}

static void free_workers(file_job *job, unsigned threads) {
    for (unsigned w = 0; w < threads; w++) {
        if (job->rows != NULL)
            kl_free(job->rows[w]);
        if (job->evals != NULL)
            kl_eval_free(job->evals[w]);
    }
    kl_free(job->rows);
    kl_free(job->evals);
}

kl_status kl_eval_files(kl_eval *eval, const kl_logits *base, const kl_logits *model,
                        const kl_vocabulary *vocabulary, uint64_t offset, kl_error *error) {
    kl_status status = kl_eval_check(eval, base, model, error);
    return status == KL_OK ? kl_eval_rows(eval, base, model, vocabulary, offset,
                                          (kl_range){0, base->shape.rows}, error)
                           : status;
}

kl_status kl_eval_rows(kl_eval *eval, const kl_logits *base, const kl_logits *model,
                       const kl_vocabulary *vocabulary, uint64_t offset, kl_range rows,
                       kl_error *error) {
    const kl_logits *chunked = kl_logits_chunked(base, model);
    file_job job = {.side = {base, model},
                    .chunked = chunked,
                    .unit_rows =
                        chunked->shape.unit_rows ? chunked->shape.unit_rows : KL_BLOCK_ROWS,
                    .first_position = chunked->shape.first_position,
                    .offset = offset,
                    .asked = rows,
                    .vocabulary = vocabulary};
    unsigned threads = kl_pool_threads(eval->options.pool);
    kl_status status = make_workers(&job, eval, threads, error);
    size_t tasks = (size_t)((rows.high - rows.low + TASK_ROWS - 1) / TASK_ROWS);
    if (status == KL_OK)
        status = kl_pool_run(eval->options.pool, tasks, task, &job, error);
    /* Only now, so that a failure leaves the evaluation as it was. */
    for (unsigned w = 0; status == KL_OK && w < threads; w++) {
        status = kl_eval_absorb(eval, job.evals[w], error);
        kl_eval_free(job.evals[w]);
        job.evals[w] = NULL;
    }
    free_workers(&job, threads);
    return status;
}
