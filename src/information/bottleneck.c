/* SPDX-License-Identifier: Apache-2.0 */
/* One point of the bottleneck: its options, its starts, and what is answered. */
#include "information/bottleneck.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "information/bottleneck_answer.h"
#include "information/bottleneck_hard.h"
#include "information/bottleneck_starts.h"

void kl_bottleneck_options_init(kl_bottleneck_options *options) {
    *options = (kl_bottleneck_options){.size = sizeof *options,
                                       .beta = 10,
                                       .alpha = 1,
                                       .restarts = 8,
                                       .iterations = 10000,
                                       .tolerance = 1e-10};
}

kl_status kl_bottleneck_options_read(const kl_bottleneck_options *given, kl_bottleneck_options *out,
                                     kl_error *error) {
    kl_bottleneck_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_bottleneck_options", error);
    if (status == KL_OK && !(out->beta >= 0))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", out->beta);
    if (status == KL_OK && !(out->alpha >= 0 && out->alpha <= 1))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %g, expected 0 to 1", out->alpha);
    if (status == KL_OK && !(out->tolerance > 0))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "tolerance is %g, expected more than 0",
                         out->tolerance);
    if (status == KL_OK && out->iterations == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "iterations is 0, expected 1 or more");
    if (status == KL_OK && out->clusters >= UINT32_MAX)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "clusters is %zu, expected less than 2^32 − 1",
                         out->clusters);
    return status;
}

kl_status kl_bottleneck_arrays_read(const kl_bottleneck_arrays *given, kl_bottleneck_arrays *out,
                                    kl_error *error) {
    *out = (kl_bottleneck_arrays)KL_BOTTLENECK_ARRAYS_INIT;
    return kl_options_read(out, sizeof *out, given, "kl_bottleneck_arrays", error);
}

/* ── Soft ── */

static void tell_soft(const kl_bottleneck_starts *starts, const kl_bottleneck_values *values,
                      const kl_bottleneck_options *options, kl_bottleneck_result *out) {
    out->rate = kl_estimate_exact(values->rate, KL_UNIT_NATS);
    out->relevance = kl_estimate_exact(values->relevance, KL_UNIT_NATS);
    if (!starts->best.converged)
        out->rate.flags = out->relevance.flags = KL_FLAG_NOT_CONVERGED;
    out->entropy = values->entropy;
    /* H(T|X) = H(T) − I(T;X). */
    out->objective = (1 - options->alpha) * values->entropy + options->alpha * values->rate -
                     options->beta * values->relevance;
    out->iterations = starts->iterations;
    out->best = starts->winner;
}

static void give_soft(const kl_bottleneck_job *job, size_t all, const kl_bottleneck_arrays *into) {
    const kl_shares_table *table = job->table;
    const size_t k = job->clusters;
    kl_bottleneck_clear(into, table->all_rows, table->all_columns, all);
    size_t x = 0;
    for (size_t row = 0; row < table->all_rows; row++) {
        const int has_mass = x < table->rows && table->row_place[x] == row;
        const double *encoder = has_mass ? job->encoder + x++ * k : job->prior;
        size_t best = 0;
        for (size_t t = 1; t < k; t++)
            best = encoder[t] > encoder[best] ? t : best;
        if (into->encoder != NULL)
            memcpy(into->encoder + row * all, encoder, k * sizeof *encoder);
        if (into->assignment != NULL)
            into->assignment[row] = (uint32_t)best;
    }
    if (into->prior != NULL)
        memcpy(into->prior, job->prior, k * sizeof *into->prior);
    for (size_t y = 0; into->decoder != NULL && y < table->columns; y++)
        for (size_t t = 0; t < k; t++)
            if (job->prior[t] > 0)
                into->decoder[t * table->all_columns + table->column_place[y]] =
                    job->mass[y * k + t] / job->prior[t];
}

static kl_status solve_soft(const kl_shares_table *table, const kl_bottleneck_options *options,
                            size_t all, const kl_bottleneck_arrays *arrays,
                            kl_bottleneck_result *out, kl_error *error) {
    const size_t k = all < table->rows ? all : table->rows;
    kl_bottleneck_job job;
    kl_bottleneck_starts starts;
    kl_bottleneck_values values;
    kl_status status = kl_bottleneck_job_new(table, k, options->pool, &job, error);
    if (status == KL_OK)
        status = kl_bottleneck_search(&job, options, &starts, error);
    if (status == KL_OK)
        status = kl_bottleneck_join(&job, &out->clusters, error);
    if (status == KL_OK)
        status = kl_bottleneck_measure(&job, &values, error);
    if (status == KL_OK) {
        tell_soft(&starts, &values, options, out);
        give_soft(&job, all, arrays);
    }
    kl_bottleneck_job_free(&job);
    return status;
}

/* ── Both ── */

static kl_status solve(kl_matrix joint, const kl_bottleneck_options *options,
                       const kl_bottleneck_arrays *arrays, kl_bottleneck_result *out,
                       kl_error *error) {
    kl_shares_table table;
    kl_status status = kl_shares_read(joint, "joint", &table, error);
    double *room = status == KL_OK ? kl_alloc(table.columns, sizeof *room) : NULL;
    if (status == KL_OK && room == NULL)
        status = kl_fail_memory(error, "columns", table.columns * sizeof *room);
    if (status == KL_OK)
        out->information =
            kl_shares_information(kl_kernels_for(options->pool), table.cell, table.rows,
                                  table.columns, table.row, table.column, room);
    if (status == KL_OK)
        status = solve_soft(&table, options, options->clusters > 0 ? options->clusters : joint.rows,
                            arrays, out, error);
    kl_free(room);
    kl_shares_free(&table);
    return status;
}

kl_status kl_bottleneck_compute(kl_matrix joint, const kl_bottleneck_options *options,
                                const kl_bottleneck_arrays *arrays, kl_bottleneck_result *out,
                                kl_error *error) {
    kl_bottleneck_options how;
    kl_bottleneck_arrays into;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_compute: out is NULL");
    kl_status status = kl_bottleneck_options_read(options, &how, error);
    if (status == KL_OK)
        status = kl_bottleneck_arrays_read(arrays, &into, error);
    if (status == KL_OK && isinf(how.beta) && how.alpha > 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "beta is inf, which is for hard clusters; expected a finite one");
    if (status == KL_OK && how.beta > KL_BOTTLENECK_STEEPEST * how.alpha && how.alpha > 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "beta is %g times alpha, expected at most %g; beyond it clusters are as "
                         "good as hard, which alpha 0 finds",
                         how.beta / how.alpha, KL_BOTTLENECK_STEEPEST);
    if (status != KL_OK)
        return status;
    if (how.alpha == 0) {
        how.clusters = how.clusters > 0 ? how.clusters : joint.rows;
        return kl_bottleneck_sequential_dense(joint, &how, &into, out, error);
    }
    return solve(joint, &how, &into, out, error);
}
