/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What llama-perplexity --kl-divergence prints, in its layout and by its arithmetic: single precision for
 * every row, double for the sums. Its rows are not renormalised, tokens 16 nats or more below certainty are
 * left out of its divergence, and its errors take tokens as independent; kl_eval_estimate does better.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "evaluate/logits.h"
#include "kernels/scalar.h"

typedef struct llama_row {
    double divergence;
    float loss, base_loss;
} llama_row;

typedef struct llama_job {
    const kl_logits *base, *model;
    llama_row *rows;
    double **scratch; /* 2·vocabulary a worker */
    uint64_t *same;   /* one a worker */
} llama_job;

enum { TASK_ROWS = 16 };

static float single_exp(float x) {
    return (float)kl_exp((double)x);
}

/* ln Σ exp(x − max) in the peer's way: single terms, a double sum. */
static float log_sum(const double *x, size_t n, float largest) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)single_exp((float)x[i] - largest);
    return (float)kl_log(sum);
}

static size_t first_largest(const double *x, size_t n) {
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}

static size_t first_largest_single(const float *x, size_t n) {
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}

static int compute_row(const float *base, const double *model, size_t n, size_t target,
                       llama_row *out) {
    size_t top = first_largest(model, n), base_top = first_largest_single(base, n);
    float largest = (float)model[top], log_z = log_sum(model, n, largest);
    out->loss = largest + log_z - (float)model[target];
    out->base_loss = -base[target];
    float lse = largest + log_z;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        float log_base = base[i];
        if (log_base > -16.0f)
            sum += (double)(single_exp(log_base) * (log_base - (float)model[i] + lse));
    }
    out->divergence = sum;
    return top == base_top;
}

/* As single precision has it. */
static kl_status check_row(const kl_logits *model, uint64_t row, const double *x, size_t n,
                           kl_error *error) {
    int is_possible = 0;
    for (size_t i = 0; i < n; i++) {
        const float logit = (float)x[i];
        is_possible |= logit > -INFINITY;
        if (isnan(logit) || logit == INFINITY)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "%s: row %llu: logit %zu is %g: a finite number, or -inf for an "
                              "impossible token, was expected",
                              model->path, (unsigned long long)row, i, (double)logit);
    }
    if (is_possible)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "%s: row %llu: all logits are -inf: no token is possible", model->path,
                      (unsigned long long)row);
}

static kl_status task(void *context, size_t index, unsigned worker, kl_error *error) {
    const llama_job *job = context;
    size_t n = (size_t)job->base->shape.vocabulary;
    double *x = job->scratch[worker];
    float *base = (float *)(x + n);
    uint64_t first = (uint64_t)index * TASK_ROWS, rows = job->base->shape.rows;
    uint64_t end = rows - first > TASK_ROWS ? first + TASK_ROWS : rows;
    for (uint64_t row = first; row < end; row++) {
        kl_status status = kl_logits_read(job->model, row, x, error);
        if (status == KL_OK)
            status = check_row(job->model, row, x, n, error);
        if (status != KL_OK)
            return status;
        kl_llama_read_single(job->base, row, base);
        size_t target = (size_t)kl_logits_target(job->base, row);
        job->same[worker] += (uint64_t)compute_row(base, x, n, target, &job->rows[row]);
    }
    return KL_OK;
}

/* ── Their statistics ─────────────────────────────────────────────────────────────────────────── */

typedef struct moments {
    double mean, error;
} moments;

static moments moments_of(double sum, double squares, double n) {
    double mean = sum / n, variance = squares / n - mean * mean;
    return (moments){mean, variance > 0 && n > 10 ? sqrt(variance / (n - 1)) : 0};
}

static float percentile(const float *sorted, size_t n, float fraction) {
    float at = fraction * (float)(n - 1);
    size_t i = (size_t)at;
    at -= (float)i;
    return (1 - at) * sorted[i] + at * sorted[i + 1 < n ? i + 1 : n - 1];
}

static float median(const float *sorted, size_t n) {
    return n % 2 ? sorted[n / 2] : 0.5f * (sorted[n / 2] + sorted[n / 2 - 1]);
}

static int ascending(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

typedef struct text {
    char *at;
    size_t left;
} text;

__attribute__((format(printf, 2, 3))) static void print(text *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = kl_vwords(out->at, out->left, format, arguments);
    va_end(arguments);
    out->at += length;
    out->left -= length;
}

static void print_perplexity(text *out, const llama_row *rows, size_t n) {
    double s = 0, s2 = 0, b = 0, b2 = 0, sb = 0, count = (double)n;
    for (size_t i = 0; i < n; i++) {
        float loss = rows[i].loss, base = rows[i].base_loss;
        s += (double)loss;
        s2 += (double)(loss * loss);
        b += (double)base;
        b2 += (double)(base * base);
        sb += (double)(loss * base);
    }
    moments model = moments_of(s, s2, count), base = moments_of(b, b2, count);
    double covariance = n < 10 ? 0 : (sb / count - s / count * (b / count)) / (count - 1);
    double ppl = kl_exp(model.mean), ppl_base = kl_exp(base.mean);
    double error = ppl * model.error, error_base = ppl_base * base.error;
    double difference = model.mean - base.mean, ratio = kl_exp(difference);
    double difference_error =
        sqrt(model.error * model.error + base.error * base.error - 2 * covariance);
    print(out, "====== Perplexity statistics ======\n");
    print(out, "Mean PPL(Q)                   : %10.6f ± %10.6f\n", ppl, error);
    print(out, "Mean PPL(base)                : %10.6f ± %10.6f\n", ppl_base, error_base);
    print(out, "Cor(ln(PPL(Q)), ln(PPL(base))): %6.2f%%\n",
          100 * (covariance / (model.error * base.error)));
    print(out, "Mean ln(PPL(Q)/PPL(base))     : %10.6f ± %10.6f\n", difference, difference_error);
    print(out, "Mean PPL(Q)/PPL(base)         : %10.6f ± %10.6f\n", ratio,
          ratio * difference_error);
    print(out, "Mean PPL(Q)-PPL(base)         : %10.6f ± %10.6f\n\n", ppl - ppl_base,
          sqrt(error * error + error_base * error_base - 2 * ppl * ppl_base * covariance));
}

static void print_divergence(text *out, const llama_row *rows, size_t n, float *sorted) {
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += rows[i].divergence;
        squares += rows[i].divergence * rows[i].divergence;
        sorted[i] = (float)rows[i].divergence;
    }
    qsort(sorted, n, sizeof *sorted, ascending);
    moments mean = moments_of(sum, squares, (double)n);
    print(out, "====== KL divergence statistics ======\n");
    print(out, "Mean    KLD: %10.6f ± %10.6f\n", mean.mean, mean.error);
    print(out, "Maximum KLD: %10.6f\n", (double)sorted[n - 1]);
    static const float high[] = {0.999f, 0.990f, 0.950f, 0.900f};
    for (int k = 0; k < 4; k++)
        print(out, "%4.1f%%   KLD: %10.6f\n", (double)(100 * high[k]),
              (double)percentile(sorted, n, high[k]));
    print(out, "Median  KLD: %10.6f\n", (double)median(sorted, n));
    static const float low[] = {0.10f, 0.05f, 0.01f, 0.001f};
    for (int k = 0; k < 4; k++)
        print(out, "%4.1f%%   KLD: %10.6f\n", (double)(100 * low[k]),
              (double)percentile(sorted, n, low[k]));
    print(out, "Minimum KLD: %10.6f\n\n", (double)sorted[0]);
}

static void print_probability(text *out, const llama_row *rows, size_t n, uint64_t same,
                              float *sorted) {
    double sum = 0, sum2 = 0, sum4 = 0, count = (double)n;
    for (size_t i = 0; i < n; i++) {
        float difference = single_exp(-rows[i].loss) - single_exp(-rows[i].base_loss);
        double square = (double)(difference * difference);
        sum += (double)difference;
        sum2 += square;
        sum4 += square * square;
        sorted[i] = difference;
    }
    qsort(sorted, n, sizeof *sorted, ascending);
    moments mean = moments_of(sum, sum2, count), square = moments_of(sum2, sum4, count);
    double root = sqrt(square.mean), share = (double)same / count;
    print(out, "====== Token probability statistics ======\n");
    print(out, "Mean    Δp: %6.3f ± %5.3f %%\n", 100 * mean.mean, 100 * mean.error);
    print(out, "Maximum Δp: %6.3f%%\n", (double)(100 * sorted[n - 1]));
    static const float high[] = {0.999f, 0.990f, 0.950f, 0.900f, 0.750f};
    for (int k = 0; k < 5; k++)
        print(out, "%4.1f%%   Δp: %6.3f%%\n", (double)(100 * high[k]),
              (double)(100 * percentile(sorted, n, high[k])));
    print(out, "Median  Δp: %6.3f%%\n", (double)(100 * median(sorted, n)));
    static const float low[] = {0.250f, 0.100f, 0.050f, 0.010f, 0.001f};
    for (int k = 0; k < 5; k++)
        print(out, "%4.1f%%   Δp: %6.3f%%\n", (double)(100 * low[k]),
              (double)(100 * percentile(sorted, n, low[k])));
    print(out, "Minimum Δp: %6.3f%%\n", (double)(100 * sorted[0]));
    print(out, "RMS Δp    : %6.3f ± %5.3f %%\n", 100 * root, 100 * (0.5 / root * square.error));
    print(out, "Same top p: %6.3f ± %5.3f %%\n", 100 * share,
          100 * sqrt(share * (1 - share) / (count - 1)));
}

/* ── The call ─────────────────────────────────────────────────────────────────────────────────── */

static kl_status allocate(llama_job *job, unsigned threads, kl_error *error) {
    size_t n = (size_t)job->base->shape.vocabulary, rows = (size_t)job->base->shape.rows;
    job->rows = kl_alloc(rows, sizeof *job->rows);
    job->same = kl_alloc_zero(threads, sizeof *job->same);
    job->scratch = kl_alloc_zero(threads, sizeof *job->scratch);
    int fine = job->rows != NULL && job->same != NULL && job->scratch != NULL;
    for (unsigned w = 0; fine && w < threads; w++)
        fine = (job->scratch[w] = kl_alloc(n, 2 * sizeof(double))) != NULL;
    return fine ? KL_OK : kl_fail_memory(error, "rows of logits", rows * sizeof *job->rows);
}

static void release(llama_job *job, unsigned threads) {
    for (unsigned w = 0; job->scratch != NULL && w < threads; w++)
        kl_free(job->scratch[w]);
    kl_free(job->scratch);
    kl_free(job->rows);
    kl_free(job->same);
}

static kl_status write_report(const llama_job *job, unsigned threads, char **out, kl_error *error) {
    enum { ROOM = 8192 };
    size_t n = (size_t)job->base->shape.rows;
    float *sorted = kl_alloc(n, sizeof *sorted);
    char *room = kl_alloc(ROOM, 1);
    if (sorted == NULL || room == NULL) {
        kl_free(sorted);
        kl_free(room);
        return kl_fail_memory(error, "percentiles", n * sizeof *sorted);
    }
    uint64_t same = 0;
    for (unsigned w = 0; w < threads; w++)
        same += job->same[w];
    text at = {room, ROOM};
    print_perplexity(&at, job->rows, n);
    print_divergence(&at, job->rows, n, sorted);
    print_probability(&at, job->rows, n, same, sorted);
    kl_free(sorted);
    *out = room;
    return KL_OK;
}

kl_status kl_llama_report(const kl_logits *base, const kl_logits *model, kl_pool *pool, char **out,
                          kl_error *error) {
    if (base == NULL || model == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_llama_report: base, model and out must not be NULL");
    *out = NULL;
    if (base->join != NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: llama.cpp's statistics take one file as the base, these are several",
                       base->path);
    if (base->rows == NULL)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%s: llama.cpp's statistics need a llama.cpp logits file as the base, this is %s",
            base->path, base->shape.format);
    kl_status status = kl_logits_check_pair(base, model, error);
    if (status != KL_OK)
        return status;
    llama_job job = {.base = base, .model = model};
    unsigned threads = kl_pool_threads(pool);
    status = allocate(&job, threads, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, (size_t)((base->shape.rows + TASK_ROWS - 1) / TASK_ROWS), task,
                             &job, error);
    if (status == KL_OK)
        status = write_report(&job, threads, out, error);
    release(&job, threads);
    return status;
}
