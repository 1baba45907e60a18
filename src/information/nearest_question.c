/* SPDX-License-Identifier: Apache-2.0 */
/* From a value to an estimate: interval, flags, and what is refused. */
#include <inttypes.h>
#include <math.h>

#include "base/error.h"
#include "information/nearest.h"
#include "kernels/special.h"
#include "sample/interval.h"
#include "sample/undersampled.h"

/* The bias of more columns need not become smaller than the sampling error, as that of points. */
enum { COLUMNS_WITH_INTERVAL = 3 };
static const double slowest = 1.0 / 4;

kl_question kl_question_of(const kl_nearest_options *options) {
    return (kl_question){.options = *options,
                         .kernels = kl_kernels_for(options->pool),
                         .method = KL_METHOD_NEIGHBOURS,
                         .power = slowest,
                         .columns_most = COLUMNS_WITH_INTERVAL};
}

/* ── Groups ── */

static kl_status group_value(const void *context, const kl_cloud *group, double *value,
                             kl_error *error) {
    const kl_question *question = context;
    kl_found found;
    const kl_status status = question->answer(question, group, NULL, &found, error);
    if (status == KL_OK)
        *value = found.value;
    return status;
}

/* Of too few points there are none. */
static kl_status ask_groups(const kl_question *question, const kl_cloud *cloud, kl_subsamples *out,
                            kl_error *error) {
    const kl_subsamples_rule rule = {question->too_few, question->options.seed, group_value,
                                     question, question->options.pool};
    return kl_subsamples_run(&cloud, 1, &rule, out, error);
}

/* ── What is refused ── */

static kl_status refuse_column(const kl_question *question, size_t at, kl_error *error) {
    const int of_y = at >= question->x;
    const size_t column = of_y ? at - question->x : at;
    return kl_fail_input(error,
                         kl_fail_at(error, KL_ERROR_VALUE, (int64_t)column, -1,
                                    "column %zu of %s has the ranks that columns before it tell: "
                                    "leave it out",
                                    column, of_y ? "y" : "x"),
                         (size_t)of_y);
}

static kl_status refuse(const kl_question *question, const kl_found *found, kl_error *error) {
    if (found->n == 0)
        return kl_fail_input(
            error, kl_fail(error, KL_ERROR_VALUE, "no label occurs twice: they tell nothing"), 0);
    if (found->determined > 0)
        return refuse_column(question, found->determined, error);
    if (found->tied == 0 || question->options.estimator == KL_NEAREST_MIXED)
        return KL_OK;
    return kl_fail_at(
        error, KL_ERROR_VALUE, found->first_tied, -1,
        "%" PRIu64 " of %" PRIu64 " observations, the first in row %" PRIu32
        ", have their neighbour %u in the same place%s: of rounded or discrete data this "
        "estimator grows with their number; ask for the mixed one, for jitter, or count the values",
        found->tied, found->n, found->first_tied, question->options.neighbours,
        question->options.estimator == KL_NEAREST_KSG2 ? " of x or of y" : "");
}

/* ── From values to an estimate ── */

/* Where x and y depend strongly the bias changes its sign on the way to many points: what groups clearly say of its
 * size holds for either side. */
static const double clearly = 2; /* standard errors */

static void set_interval(const kl_question *question, const kl_subsamples *sub, kl_estimate *out) {
    double mean;
    kl_subsamples_spread(sub, &mean, &out->standard_error);
    if (!isfinite(out->standard_error)) {
        kl_estimate_no_interval(out);
        /* Of what is not bounded there is nothing more to say. */
        out->flags |= isfinite(out->value) ? KL_FLAG_FEW_UNITS : 0;
        return;
    }
    if (question->x + question->y + question->z > question->columns_most) {
        out->flags |= KL_FLAG_BIASED;
        return;
    }
    kl_subsamples_interval(sub, question->power, question->options.confidence, out);
    if (fabs(mean - out->value) > clearly * out->standard_error) {
        const double reach = fmax(out->high - out->value, out->value - out->low);
        out->low = out->value - reach, out->high = out->value + reach;
    }
}

/* Y = f(X) has as many neighbours in x as in y as in both: what n points show of it is ψ(n) − ψ(k). */
static int is_near_limit(const kl_question *question, const kl_found *found) {
    const double k = question->options.neighbours;
    if (question->method != KL_METHOD_NEIGHBOURS)
        return found->value == INFINITY;
    return found->value > kl_digamma((double)found->n) - kl_digamma(k) - 1;
}

static void note_copies(const kl_question *question, const kl_found *found, kl_estimate *out) {
    for (unsigned side = 0; side < 2; side++)
        if (question->options.estimator != KL_NEAREST_MIXED && found->copies[side] > 0)
            kl_estimate_note(out, KL_FLAG_TIES, side, found->copies[side],
                             (double)found->copies[side] / (double)found->n);
}

kl_status kl_question_conclude(const kl_question *question, const kl_cloud *cloud,
                               kl_nearest_result *out, kl_error *error) {
    const kl_nearest_options *options = &question->options;
    kl_found found;
    kl_subsamples sub = {.groups = 0};
    kl_status status = question->answer(question, cloud, options->pool, &found, error);
    if (status == KL_OK)
        status = refuse(question, &found, error);
    if (status == KL_OK && options->confidence > 0)
        status = ask_groups(question, cloud, &sub, error);
    if (status == KL_OK)
        status = kl_question_test(question, cloud, found.value, &out->p_value, error);
    if (status != KL_OK)
        return status;
    kl_estimate *value = &out->information;
    *value = kl_estimate_bare(found.value, KL_UNIT_NATS, question->method, found.n);
    if (sub.groups > 0)
        set_interval(question, &sub, value);
    else if (options->confidence > 0)
        value->flags |= KL_FLAG_FEW_UNITS;
    if (is_near_limit(question, &found))
        value->flags |= KL_FLAG_NEAR_LIMIT;
    note_copies(question, &found, value);
    kl_estimate_bound_below(value);
    if (found.most > 0)
        kl_estimate_bound_above(value, found.most);
    if (out->p_value.n > 0 && out->p_value.value > 1 - options->confidence)
        kl_estimate_near_equal(value);
    /* What is left says nothing of labels that come once, which are others each time. */
    if ((double)(cloud->n - found.n) > KL_SINGLETONS_MOST * (double)cloud->n) {
        value->flags |= KL_FLAG_BIASED;
        kl_estimate_no_interval(value);
    }
    return KL_OK;
}
