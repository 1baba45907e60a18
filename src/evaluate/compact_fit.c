/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing what a compact file's rows are coded by, from some of them. */
#include "evaluate/compact_fit.h"

#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"

enum {
    SAMPLE_ROWS = 256,  /* that are looked at, evenly spread */
    PRIOR_ROWS = 16,    /* fewer do not pay for a byte a token */
    TABLE_TOKENS = 4096 /* that pay for a table */
};

kl_status kl_compact_scratch_init(kl_compact_scratch *scratch, size_t vocabulary, kl_error *error) {
    *scratch = (kl_compact_scratch){.block = kl_alloc(vocabulary, 5 * sizeof(double)),
                                    .cells = kl_alloc(vocabulary, sizeof *scratch->cells)};
    if (scratch->block == NULL || scratch->cells == NULL)
        return kl_fail_memory(error, "a row of logits", vocabulary * 5 * sizeof(double));
    scratch->log_p = scratch->block;
    scratch->row.room = scratch->block + vocabulary;
    scratch->row.e = scratch->block + 2 * vocabulary;
    scratch->stored.room = scratch->block + 3 * vocabulary;
    scratch->stored.e = scratch->block + 4 * vocabulary;
    scratch->row.stored = kl_f64(scratch->row.room, vocabulary);
    scratch->stored.stored = kl_f64(scratch->stored.room, vocabulary);
    return KL_OK;
}

void kl_compact_scratch_free(kl_compact_scratch *scratch) {
    kl_free(scratch->block);
    kl_free(scratch->cells);
}

kl_status kl_compact_take(const kl_logits *from, uint64_t row, const kl_kernels *kernels,
                          kl_compact_scratch *scratch, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(from);
    size_t n = (size_t)shape->vocabulary;
    kl_status status = kl_logits_read(from, row, scratch->row.room, error);
    if (status != KL_OK)
        return status;
    status = kl_softmax_set(&scratch->row, kernels, error);
    if (status != KL_OK) {
        char prefix[40];
        snprintf(prefix, sizeof prefix, "row %llu", (unsigned long long)row);
        return kl_fail_prefix(error, status, prefix);
    }
    /* A file that clips has log-probabilities that do not add up to 1: they are taken as they are. */
    int is_log = kl_logits_storage(from, row).is_log;
    double largest = is_log ? 0 : scratch->row.largest, log_z = is_log ? 0 : scratch->row.log_z;
    for (size_t i = 0; i < n; i++)
        scratch->log_p[i] = (scratch->row.room[i] - largest) - log_z;
    return KL_OK;
}

typedef struct fit_job {
    const kl_logits *from;
    const kl_kernels *kernels;
    kl_compact_model *model;
    kl_compact_scratch scratch;
    uint64_t rows, sampled;
    uint32_t *levels;                       /* sums over rows */
    uint64_t (*counts)[KL_COMPACT_SYMBOLS]; /* by context */
} fit_job;

static kl_status take_sample(fit_job *job, uint64_t k, kl_error *error) {
    /* k·rows/sampled without overflow. */
    uint64_t row = job->rows / job->sampled * k + job->rows % job->sampled * k / job->sampled;
    return kl_compact_take(job->from, row, job->kernels, &job->scratch, error);
}

static kl_status fit_prior(fit_job *job, kl_error *error) {
    kl_status status = KL_OK;
    size_t n = job->model->vocabulary;
    for (uint64_t k = 0; status == KL_OK && k < job->sampled; k++) {
        status = take_sample(job, k, error);
        for (size_t i = 0; status == KL_OK && i < n; i++)
            job->levels[i] += kl_compact_symbol(job->scratch.log_p[i]);
    }
    for (size_t i = 0; status == KL_OK && i < n; i++)
        job->model->prior[i] = (uint8_t)((job->levels[i] + job->sampled / 2) / job->sampled);
    return status;
}

static kl_status count_symbols(fit_job *job, kl_error *error) {
    kl_status status = KL_OK;
    for (uint64_t k = 0; status == KL_OK && k < job->sampled; k++) {
        status = take_sample(job, k, error);
        if (status != KL_OK)
            return status;
        const double *log_p = job->scratch.log_p;
        kl_compact_line line = kl_compact_fit(job->model, log_p);
        for (size_t i = 0; i < job->model->vocabulary; i++) {
            unsigned context = kl_compact_context(job->model, line, job->model->prior[i]);
            job->counts[context][kl_compact_symbol(log_p[i])]++;
        }
    }
    return status;
}

/* What a row takes besides its tokens, and the model besides the prior, about; in bits. */
static double overhead(const fit_job *job, int has_prior) {
    double tokens = (double)job->rows * (double)job->model->vocabulary, model = KL_COMPACT_HEADER;
    for (size_t k = 0; k < (size_t)1 << job->model->context_bits; k++)
        for (unsigned b = 0; b < KL_COMPACT_SYMBOLS; b++)
            model += (job->counts[k][b] > 0) + (job->model->tables[k].frequency[b] >= 128);
    if (has_prior)
        model += (double)job->model->vocabulary;
    const double row = KL_COMPACT_ROW_HEAD + KL_COMPACT_CHECKSUM + KL_COMPACT_ENTRY;
    return 8 * (row / (double)job->model->vocabulary + model / tokens);
}

/* What a resolution gives: the total variation of a row, and bits a token. An error is uniform in its cell, a
 * quarter of the cell on average, and half the sum of the errors counts. */
typedef struct outlook {
    double total_variation, bits;
} outlook;

static outlook look_out(const fit_job *job, unsigned resolution) {
    outlook sum = {0, 0};
    const double per_ln2 = 0x1.71547652b82fep+0;
    for (size_t k = 0; k < (size_t)1 << job->model->context_bits; k++)
        for (unsigned b = 0; b < KL_COMPACT_SYMBOLS; b++) {
            double count = (double)job->counts[k][b];
            unsigned bits = kl_compact_bits(b, resolution);
            if (count == 0)
                continue;
            double share = (double)job->model->tables[k].frequency[b] / KL_COMPACT_TOTAL;
            sum.bits += count * (bits - kl_log(share) * per_ln2);
            if (b < KL_COMPACT_LEVELS)
                sum.total_variation +=
                    count * kl_exp(-0.25 * (b + 0.5)) / 4 / (double)(UINT64_C(1) << bits) / 8;
        }
    sum.total_variation /= (double)job->sampled;
    sum.bits /= (double)job->sampled * (double)job->model->vocabulary;
    return sum;
}

static unsigned choose_resolution(const fit_job *job, int has_prior,
                                  const kl_compact_options *options) {
    const double besides = overhead(job, has_prior);
    double bits = options->bits - besides;
    unsigned resolution = KL_COMPACT_RESOLUTION_MIN;
    /* Of few tokens a row's own bytes are more than any rounding saves: a size that cannot be had costs no digits. */
    if (look_out(job, resolution).bits > bits && besides > options->bits / 2)
        bits = INFINITY;
    while (resolution < KL_COMPACT_RESOLUTION_MAX &&
           look_out(job, resolution).total_variation > options->total_variation &&
           look_out(job, resolution + 1).bits <= bits)
        resolution++;
    return resolution;
}

static unsigned choose_context_bits(double tokens) {
    unsigned bits = 0;
    while (bits < KL_COMPACT_CONTEXT_BITS_MAX &&
           tokens >= TABLE_TOKENS * 2.0 * (double)(1u << bits))
        bits++;
    return bits;
}

static kl_status fit(fit_job *job, int has_prior, const kl_compact_options *options,
                     kl_error *error) {
    size_t n = job->model->vocabulary, contexts = (size_t)1 << job->model->context_bits;
    job->levels = kl_alloc_zero(n, sizeof *job->levels);
    job->counts = kl_alloc_zero(contexts, sizeof *job->counts);
    if (job->levels == NULL || job->counts == NULL)
        return kl_fail_memory(error, "counts of levels", contexts * sizeof *job->counts);
    kl_status status = kl_compact_scratch_init(&job->scratch, n, error);
    if (status == KL_OK && has_prior)
        status = fit_prior(job, error);
    if (status == KL_OK)
        status = count_symbols(job, error);
    if (status != KL_OK)
        return status;
    for (size_t k = 0; k < contexts; k++)
        kl_compact_table_fit(&job->model->tables[k], job->counts[k]);
    kl_compact_model_set_resolution(job->model, choose_resolution(job, has_prior, options));
    return KL_OK;
}

kl_status kl_compact_model_fit(kl_compact_model *model, const kl_logits *from,
                               const kl_compact_options *options, const kl_kernels *kernels,
                               int *has_prior, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(from);
    fit_job job = {.from = from, .kernels = kernels, .model = model, .rows = shape->rows};
    job.sampled = shape->rows < SAMPLE_ROWS ? shape->rows : SAMPLE_ROWS;
    *has_prior = shape->rows >= PRIOR_ROWS;
    double tokens = (double)shape->rows * (double)shape->vocabulary;
    kl_status status =
        kl_compact_model_init(model, (size_t)shape->vocabulary, choose_context_bits(tokens), error);
    if (status == KL_OK)
        status = fit(&job, *has_prior, options, error);
    kl_compact_scratch_free(&job.scratch);
    kl_free(job.levels);
    kl_free(job.counts);
    return status;
}
