/* SPDX-License-Identifier: Apache-2.0 */
/* The variational lower bound of an f-divergence from what a critic says of draws. */
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/job.h"
#include "sample/interval.h"
#include "sample/student.h"

#include <kullback/sample.h>

#include <math.h>

/* Scores of one side and what becomes of each: itself, or the conjugate. */
typedef struct side {
    const char *name;
    kl_array scores;
    const kl_measure *conjugate; /* NULL: itself */
    double mean, variance;       /* the latter of the mean */
} side;

static double value_at(const side *of, size_t i) {
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

static kl_status fill(side *of, kl_error *error) {
    const size_t n = of->scores.n;
    kl_exact_sum sum, squares;
    kl_exact_sum_init(&sum);
    kl_exact_sum_init(&squares);
    for (size_t i = 0; i < n; i++) {
        double value = value_at(of, i);
        kl_status status = check_value(of, i, value, error);
        if (status != KL_OK)
            return status;
        kl_exact_sum_add(&sum, value);
    }
    of->mean = kl_exact_sum_round(&sum) / (double)n;
    for (size_t i = 0; i < n; i++) {
        double apart = value_at(of, i) - of->mean;
        kl_exact_sum_add(&squares, apart * apart);
    }
    of->variance = kl_exact_sum_round(&squares) / ((double)n - 1) / (double)n;
    return KL_OK;
}

/* Welch and Satterthwaite; absent where a side has one draw. */
static void set_interval(const side *p, const side *q, double confidence, kl_estimate *out) {
    double n = (double)p->scores.n - 1, m = (double)q->scores.n - 1;
    double variance = p->variance + q->variance;
    if (!(n > 0 && m > 0)) {
        out->flags |= KL_FLAG_FEW_UNITS;
        return;
    }
    double df = variance > 0 ? variance * variance /
                                   (p->variance * p->variance / n + q->variance * q->variance / m)
                             : n + m;
    double half = sqrt(variance) * kl_student_quantile(confidence, df);
    out->standard_error = sqrt(variance);
    out->low = out->value - half;
    out->high = out->value + half;
    out->confidence = confidence;
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
    status = kl_measure_check_array(critic_p, p.name, error);
    if (status == KL_OK)
        status = kl_measure_check_array(critic_q, q.name, error);
    if (status == KL_OK)
        status = fill(&p, error);
    if (status == KL_OK)
        status = fill(&q, error);
    if (status != KL_OK)
        return status;
    *out =
        kl_estimate_bare(p.mean - q.mean, row.unit, KL_METHOD_INDEPENDENT, critic_p.n + critic_q.n);
    out->flags = KL_FLAG_INDEPENDENT_DRAWS;
    set_interval(&p, &q, confidence, out);
    return KL_OK;
}
