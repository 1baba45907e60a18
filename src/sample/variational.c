/* SPDX-License-Identifier: Apache-2.0 */
/* The variational lower bound of an f-divergence, or of a function of one, from what a critic says of draws. */
#include "base/error.h"
#include "measure/job.h"
#include "sample/interval.h"
#include "sample/welch.h"

#include <kullback/sample.h>

#include <math.h>

/* Scores of one side and what becomes of each: itself, or the conjugate. */
typedef struct side {
    const char *name;
    kl_array scores;
    const kl_measure *conjugate; /* NULL: itself */
} side;

static double value_at(const void *context, size_t i) {
    const side *of = context;
    double score;
    kl_array_read(of->scores, i, 1, &score);
    return of->conjugate == NULL ? score
                                 : of->conjugate->conjugate(score, of->conjugate->parameter.value);
}

static kl_status check_value(const side *of, size_t i, double value, kl_error *error) {
    double score;
    kl_array_read(of->scores, i, 1, &score);
    if (!isfinite(score))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1, "%s[%zu] is %g: it must be finite",
                          of->name, i, score);
    if (!isfinite(value))
        return kl_fail_at(
            error, KL_ERROR_VALUE, (int64_t)i, -1,
            "%s[%zu] is %g: the conjugate of %s is infinite there, and the bound says "
            "nothing",
            of->name, i, score, of->conjugate->name);
    return KL_OK;
}

static kl_status check_values(const side *of, kl_error *error) {
    kl_status status = kl_measure_check_array(of->scores, of->name, error);
    for (size_t i = 0; i < of->scores.n && status == KL_OK; i++)
        status = check_value(of, i, value_at(of, i), error);
    return status;
}

/* The f-divergence that is bounded: that of the row, or what the row is a function of. */
static kl_status take_divergence(const kl_measure_row *row, kl_measure *out, kl_error *error) {
    *out = row->measure;
    if (out->conjugate != NULL)
        return KL_OK;
    const char *name = row->measure.name;
    if (row->function_of == KL_ENTROPY)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s is no f-divergence, nor a function of one: it has no conjugate", name);
    kl_status status = kl_measure_at(
        row->function_of, row->measure.parameter.name != NULL ? row->measure.parameter.value : NAN,
        out, error);
    return status == KL_OK ? status : kl_fail_prefix(error, status, name);
}

/* What the row makes of one end; where the divergence cannot be, the end of the row. */
static double image(const kl_measure_row *row, const kl_measure *divergence, double d) {
    double slope;
    if (isnan(d) || d >= divergence->upper)
        return isnan(d) ? d : row->measure.upper;
    const double value = kl_measure_of_divergence(row, fmax(d, 0.0), &slope);
    return fmin(value, row->measure.upper);
}

/* The bound of a function of the divergence: the function is increasing, so the ends of the interval are theirs. */
static void transform(const kl_measure_row *row, const kl_measure *divergence, kl_estimate *out) {
    const double d = out->value;
    double slope;
    kl_measure_of_divergence(row, d, &slope);
    out->standard_error *= d > 0.0 && d < divergence->upper ? slope : NAN;
    out->value = image(row, divergence, d);
    out->low = image(row, divergence, out->low);
    out->high = image(row, divergence, out->high);
    out->unit = row->measure.unit;
    if (d < 0.0 || d > divergence->upper)
        out->flags |= KL_FLAG_CLIPPED;
}

kl_status kl_variational_bound(kl_measure_id id, double parameter, kl_array critic_p,
                               kl_array critic_q, double confidence, kl_estimate *out,
                               kl_error *error) {
    kl_measure_row row;
    kl_measure divergence;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_variational_bound: out is NULL");
    kl_status status = kl_measure_row_at(id, parameter, &row, error);
    if (status == KL_OK)
        status = take_divergence(&row, &divergence, error);
    if (status != KL_OK)
        return status;
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       confidence);
    side p = {.name = "critic_p", .scores = critic_p};
    side q = {.name = "critic_q", .scores = critic_q, .conjugate = &divergence};
    status = check_values(&p, error);
    if (status == KL_OK)
        status = check_values(&q, error);
    if (status != KL_OK)
        return status;
    const kl_mean of_p = kl_mean_of(value_at, &p, critic_p.n);
    const kl_mean of_q = kl_mean_of(value_at, &q, critic_q.n);
    *out = kl_estimate_bare(of_p.value - of_q.value, divergence.unit, KL_METHOD_INDEPENDENT,
                            critic_p.n + critic_q.n);
    out->flags = KL_FLAG_INDEPENDENT_DRAWS;
    kl_welch_interval(of_p, of_q, confidence, out);
    if (divergence.id != id)
        transform(&row, &divergence, out);
    return KL_OK;
}
