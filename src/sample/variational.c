/* SPDX-License-Identifier: Apache-2.0 */
/* The variational lower bound of an f-divergence from what a critic says of draws. */
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

kl_status kl_variational_bound(kl_measure_id id, double parameter, kl_array critic_p,
                               kl_array critic_q, double confidence, kl_estimate *out,
                               kl_error *error) {
    kl_measure row;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_variational_bound: out is NULL");
    kl_status status = kl_measure_at(id, parameter, &row, error);
    if (status != KL_OK)
        return status;
    if (row.conjugate == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is no f-divergence: it has no conjugate",
                       row.name);
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       confidence);
    side p = {.name = "critic_p", .scores = critic_p};
    side q = {.name = "critic_q", .scores = critic_q, .conjugate = &row};
    status = check_values(&p, error);
    if (status == KL_OK)
        status = check_values(&q, error);
    if (status != KL_OK)
        return status;
    const kl_mean of_p = kl_mean_of(value_at, &p, critic_p.n);
    const kl_mean of_q = kl_mean_of(value_at, &q, critic_q.n);
    *out = kl_estimate_bare(of_p.value - of_q.value, row.unit, KL_METHOD_INDEPENDENT,
                            critic_p.n + critic_q.n);
    out->flags = KL_FLAG_INDEPENDENT_DRAWS;
    kl_welch_interval(of_p, of_q, confidence, out);
    return KL_OK;
}
