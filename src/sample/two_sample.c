/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples of points: the statistics there are, and what is said of each. */
#include "sample/two_sample.h"

#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "sample/interval.h"

#define PERMUTATIONS 999

typedef struct row {
    kl_two_sample about;
    kl_status (*fill)(kl_two_sample_job *job, kl_error *error);
    kl_status (*fill_points)(kl_two_sample_job *job, kl_error *error); /* of several columns */
} row;

static const row rows[KL_TWO_SAMPLE_COUNT] = {
    [KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV] =
        {
            .about = {.name = "kolmogorov_smirnov",
                      .title = "Kolmogorov–Smirnov statistic",
                      .formula = "max |F − G|",
                      .unit = KL_UNIT_ONE,
                      .one_dimension = 1,
                      .source = "Smirnov 1939"},
            .fill = kl_two_sample_supremum,
        },
    [KL_TWO_SAMPLE_CRAMER] =
        {
            .about = {.name = "cramer",
                      .title = "Cramér distance",
                      .formula = "∫ (F − G)² dx",
                      .unit = KL_UNIT_DATA,
                      .one_dimension = 1,
                      .source = "Cramér 1928"},
            .fill = kl_two_sample_integral,
        },
    [KL_TWO_SAMPLE_ENERGY] =
        {
            .about = {.name = "energy",
                      .title = "Energy distance",
                      .formula = "2E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖",
                      .unit = KL_UNIT_DATA,
                      .source = "Székely and Rizzo 2013, Energy statistics"},
            .fill = kl_two_sample_integral,
            .fill_points = kl_two_sample_kernel,
        },
    [KL_TWO_SAMPLE_MMD] =
        {
            .about = {.name = "mmd",
                      .title = "Squared MMD, Gaussian kernel",
                      .formula = "E k(X, X') + E k(Y, Y') − 2E k(X, Y)",
                      .unit = KL_UNIT_ONE,
                      .source = "Gretton et al. 2012, A kernel two-sample test, lemma 6"},
            .fill = kl_two_sample_kernel,
            .fill_points = kl_two_sample_kernel,
        },
    [KL_TWO_SAMPLE_MMD_LINEAR] =
        {
            .about = {.name = "mmd_linear",
                      .title = "Squared MMD, from disjoint pairs",
                      .formula = "mean of k(x, x') + k(y, y') − k(x, y') − k(x', y)",
                      .unit = KL_UNIT_ONE,
                      .source = "Gretton et al. 2012, A kernel two-sample test, lemma 14"},
            .fill = kl_two_sample_linear,
            .fill_points = kl_two_sample_linear,
        },
};

const kl_two_sample *kl_two_sample_get(kl_two_sample_id id) {
    return (int)id >= 0 && id < KL_TWO_SAMPLE_COUNT ? &rows[id].about : NULL;
}

void kl_two_sample_options_init(kl_two_sample_options *options) {
    *options = (kl_two_sample_options){
        .size = sizeof *options, .confidence = 0.95, .permutations = PERMUTATIONS};
}

static kl_status read_options(const kl_two_sample_options *given, kl_two_sample_options *out,
                              kl_error *error) {
    kl_two_sample_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_two_sample_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected between 0 and 1",
                       out->confidence);
    if (!(out->bandwidth >= 0) || !isfinite(out->bandwidth))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "bandwidth is %g, expected above 0, or 0 for the median heuristic",
                       out->bandwidth);
    return KL_OK;
}

/* ── What is the same for all ─────────────────────────────────────────────────────────────────── */

static kl_estimate p_value_of(const kl_two_sample_job *job) {
    const kl_null *null = &job->null;
    return kl_estimate_bare(null->n > 0 ? null->p : 1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, null->n);
}

int kl_two_sample_is_apart(const kl_two_sample_job *job) {
    return job->null.n == 0 || job->null.p <= 1 - job->options->confidence;
}

/* A ratio that is not above 1 by more is rounding. */
#define ROUNDING 1e-9

/* What chance alone reaches shrinks with the amount of data, what is real does not. Where few points, or equal ones,
 * leave so few different deals that none reaches farther than what was observed, that says nothing of the amount; and
 * what is real may seem a little more than it took to be no chance, of which the test knows better. */
static double more_data_of(const kl_two_sample_job *job) {
    if (kl_two_sample_is_apart(job))
        return job->null.n > 0 || job->out->value.low > 0 ? 1 : INFINITY;
    if (!(job->signal > 0))
        return INFINITY;
    const double reach = job->null.critical - job->null.mean;
    const double seen = job->null.observed - job->null.mean;
    const double factor = fmax(reach / job->signal, seen > 0 ? reach / seen : 0);
    return factor > 1 + ROUNDING ? factor : INFINITY;
}

static kl_status compute(kl_two_sample_job *job, kl_error *error) {
    const row *r = &rows[job->id];
    kl_two_sample_result *out = job->out;
    *out = (kl_two_sample_result){.plugin = NAN, .place = NAN, .bandwidth = NAN};
    const kl_status status =
        job->pooled->columns == 1 ? r->fill(job, error) : r->fill_points(job, error);
    if (status != KL_OK)
        return status;
    out->value.unit = r->about.unit;
    out->p_value = p_value_of(job);
    out->more_data = more_data_of(job);
    if (!kl_two_sample_is_apart(job) || out->value.low <= 0)
        kl_estimate_near_equal(&out->value);
    return KL_OK;
}

kl_status kl_two_sample_compute(kl_two_sample_id id, kl_matrix a, kl_matrix b,
                                const kl_two_sample_options *given, kl_two_sample_result *out,
                                kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_two_sample_compute needs a result");
    if (kl_two_sample_get(id) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no two-sample statistic %d", (int)id);
    kl_two_sample_options options;
    kl_status status = read_options(given, &options, error);
    if (status != KL_OK)
        return status;
    if (rows[id].about.one_dimension && a.columns > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is of numbers, not of points of %zu numbers",
                       rows[id].about.title, a.columns);
    kl_pooled pooled;
    status = kl_pooled_new(a, b, options.pool, &pooled, error);
    if (status != KL_OK)
        return status;
    kl_two_sample_job job = {
        .id = id, .pooled = &pooled, .options = &options, .out = out, .null = {.p = NAN}};
    status = compute(&job, error);
    kl_pooled_clear(&pooled);
    return status;
}
