/* SPDX-License-Identifier: Apache-2.0 */
/* Starts of the soft bottleneck: annealed from hard clusters, and random. */
#include "information/bottleneck_starts.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/bottleneck_hard.h"

/* Annealing begins at 2^ANNEALED times the β, and need not settle on its way. Encoders are softened by so much of p(t)
 * before each step: where p(t|x) is 0 it would stay so. */
enum { ANNEALED = 6, ON_THE_WAY = 200, PASSES = 3 };
#define ROUGHLY 1e-4
#define SOFTENED 1e-3
#define SOFTENED_RANDOM 0.1

/* ── Encoders to begin with ── */

static void assign(kl_bottleneck_job *job, size_t x, size_t t) {
    double *row = job->encoder + x * job->clusters;
    memset(row, 0, job->clusters * sizeof *row);
    row[t] = 1;
}

static kl_status soften(kl_bottleneck_job *job, double share, kl_error *error) {
    kl_status status = kl_bottleneck_begin(job, error);
    if (status != KL_OK)
        return status;
    kl_bottleneck_soften(job, share);
    return kl_bottleneck_begin(job, error);
}

/* Where there are fewer clusters than rows: those of most relevance, or nearly so. */
static kl_status assign_best(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                             kl_error *error) {
    const kl_shares_table *table = job->table;
    kl_bottleneck_options how = *options;
    kl_sparse_copy copy;
    kl_sparse_shares shares = {.row = NULL};
    kl_hard_clusters found = {.assignment = NULL};
    how.beta = INFINITY;
    how.clusters = job->clusters;
    how.restarts = 1;
    how.iterations = PASSES;
    kl_status status = kl_sparse_copy_new(
        (kl_matrix){table->cell, table->rows, table->columns, (ptrdiff_t)table->columns, KL_F64},
        &copy, error);
    if (status == KL_OK)
        status = kl_sparse_shares_read(&copy.table, &shares, error);
    if (status == KL_OK)
        status = kl_hard_clusters_find(&shares, &how, &found, error);
    for (size_t x = 0; status == KL_OK && x < table->rows; x++)
        assign(job, x, found.assignment[x]);
    kl_hard_clusters_free(&found);
    kl_sparse_shares_free(&shares);
    kl_sparse_copy_free(&copy);
    return status;
}

static kl_status begin_hard(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                            kl_error *error) {
    kl_status status = KL_OK;
    if (job->clusters < job->table->rows)
        status = assign_best(job, options, error);
    else
        for (size_t x = 0; x < job->table->rows; x++)
            assign(job, x, x);
    return status;
}

static void begin_random(kl_bottleneck_job *job, uint64_t seed, unsigned start) {
    kl_random random;
    kl_random_init(&random, seed, start);
    const size_t used = 1 + (size_t)kl_random_below(&random, job->clusters);
    for (size_t x = 0; x < job->table->rows; x++)
        assign(job, x, (size_t)kl_random_below(&random, used));
}

/* ── Starts ── */

static kl_status settle(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                        kl_bottleneck_run *run, kl_error *error) {
    job->beta = options->beta;
    return kl_bottleneck_iterate(job, options->iterations, options->tolerance, run, error);
}

static kl_status anneal(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                        uint64_t *iterations, kl_bottleneck_run *run, kl_error *error) {
    kl_status status = begin_hard(job, options, error);
    for (int s = ANNEALED; status == KL_OK && s > 0; s--) {
        const unsigned most = options->iterations < ON_THE_WAY ? options->iterations : ON_THE_WAY;
        status = soften(job, SOFTENED, error);
        job->beta = ldexp(options->beta, s);
        if (status == KL_OK)
            status = kl_bottleneck_iterate(job, most, ROUGHLY, run, error);
        *iterations += run->iterations;
    }
    if (status == KL_OK)
        status = soften(job, SOFTENED, error);
    return status == KL_OK ? settle(job, options, run, error) : status;
}

typedef struct kept {
    double *encoder;
    size_t bytes;
} kept;

static void keep(kept *k, const kl_bottleneck_job *job, const kl_bottleneck_run *run,
                 unsigned start, kl_bottleneck_starts *out) {
    out->iterations += run->iterations;
    if (start > 0 && !(run->objective < out->best.objective))
        return;
    out->best = *run;
    out->winner = start;
    memcpy(k->encoder, job->encoder, k->bytes);
}

/* Random starts beside a first one that has settled. */
static kl_status try_others(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                            const kl_bottleneck_run *first, kl_bottleneck_starts *out,
                            kl_error *error) {
    const size_t numbers = job->table->rows * job->clusters;
    kept best = {kl_alloc(numbers, sizeof(double)), numbers * sizeof(double)};
    kl_status status = KL_OK;
    if (best.encoder == NULL)
        return kl_fail_memory(error, "an encoder", best.bytes);
    keep(&best, job, first, 0, out);
    for (unsigned start = 1; status == KL_OK && start <= options->restarts; start++) {
        kl_bottleneck_run run;
        begin_random(job, options->seed, start);
        status = soften(job, SOFTENED_RANDOM, error);
        if (status == KL_OK)
            status = settle(job, options, &run, error);
        if (status == KL_OK)
            keep(&best, job, &run, start, out);
    }
    memcpy(job->encoder, best.encoder, best.bytes);
    kl_free(best.encoder);
    return status;
}

kl_status kl_bottleneck_search(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                               kl_bottleneck_starts *out, kl_error *error) {
    kl_bottleneck_run run = {.converged = 0};
    *out = (kl_bottleneck_starts){.iterations = 0};
    job->alpha = options->alpha;
    kl_status status = anneal(job, options, &out->iterations, &run, error);
    return status == KL_OK ? try_others(job, options, &run, out, error) : status;
}

kl_status kl_bottleneck_follow(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                               kl_bottleneck_starts *out, kl_error *error) {
    kl_bottleneck_run run = {.converged = 0};
    *out = (kl_bottleneck_starts){.iterations = 0};
    kl_status status = soften(job, SOFTENED, error);
    if (status == KL_OK)
        status = settle(job, options, &run, error);
    return status == KL_OK ? try_others(job, options, &run, out, error) : status;
}
