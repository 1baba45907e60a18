/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of the source of counts: value, interval, test. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint_deal.h"
#include "information/joint_options.h"
#include "information/joint_terms.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/near_equal.h"
#include "sample/student.h"
#include "sample/undersampled.h"

typedef struct analysis {
    const kl_joint *joint;
    const kl_joint_options *options;
    const kl_entropy_method *method;
    kl_parts parts;
    double *count; /* of the groups of all margins */
    double *room;  /* as much, for the jackknife */
    uint32_t *of;  /* the groups of x, of y and of what is given of every cell */
    kl_information_terms terms;
    kl_frequency_desk desk;
    double freedom, upper;
    double limit; /* the same, where one value that was seen does not say that there is no other */
    double once;  /* cells that were seen once */
    kl_estimate p;
    kl_joint_result *out;
} analysis;

/* ── Counts ── */

static double alphabet_of(const analysis *of, uint64_t variables) {
    double product = 1;
    for (unsigned v = 0; v < of->joint->variables; v++)
        if (variables >> v & 1)
            product *= of->options->alphabet != NULL ? (double)of->options->alphabet[v]
                                                     : (double)of->joint->book[v].values;
    return product;
}

static const kl_margin *margin_of(const kl_parts *parts, int term) {
    return term == KL_TERM_XY  ? &parts->all
           : term == KL_TERM_Z ? &parts->given
                               : &parts->part[term];
}

static kl_status fill_terms(analysis *of, const uint64_t variables[KL_ENTROPY_TERMS],
                            kl_error *error) {
    const kl_parts *parts = &of->parts;
    const size_t cells = parts->all.groups;
    size_t groups = 0;
    for (int t = 0; t < KL_ENTROPY_TERMS; t++)
        groups += margin_of(parts, t)->groups;
    of->count = kl_alloc(groups, sizeof *of->count);
    of->room = kl_alloc(groups, sizeof *of->room);
    of->of = kl_alloc(cells, KL_ENTROPY_TERMS * sizeof *of->of);
    if (of->count == NULL || of->room == NULL || of->of == NULL)
        return kl_fail_memory(error, "counts", groups * 16 + cells * KL_ENTROPY_TERMS * 4);
    of->terms = (kl_information_terms){.total = of->joint->total.hi, .cells = cells};
    double *count = of->count;
    for (int t = 0; t < KL_ENTROPY_TERMS; t++) {
        const kl_margin *margin = margin_of(parts, t);
        uint32_t *group = of->of + (size_t)t * cells;
        kl_margin_counts(of->joint, margin, count);
        for (size_t i = 0; i < cells; i++)
            group[i] = margin->of[parts->cell[i]];
        of->terms.term[t] =
            (kl_entropy_term){count, margin->groups, group, alphabet_of(of, variables[t])};
        count += margin->groups;
    }
    return kl_frequency_desk_new(cells, &of->desk, error);
}

static kl_status check_alphabet(const kl_joint *joint, const kl_joint_options *options,
                                kl_error *error) {
    for (unsigned v = 0; options->alphabet != NULL && v < joint->variables; v++)
        if (options->alphabet[v] < joint->book[v].values)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, v, -1,
                              "variable %u has %llu values, but %zu different ones were seen", v,
                              (unsigned long long)options->alphabet[v], joint->book[v].values);
    return KL_OK;
}

/* The logarithm of how many values either has. */
static double upper_of(const analysis *of, int term, uint64_t variables) {
    return kl_term_limit(&of->terms.term[term], alphabet_of(of, variables),
                         of->options->alphabet != NULL);
}

static double limit_of(const analysis *of, int term, uint64_t variables) {
    const int is_open = of->options->alphabet == NULL && alphabet_of(of, variables) == 1;
    return is_open ? INFINITY : upper_of(of, term, variables);
}

/* ── The estimate ── */

static double value_by(analysis *of, kl_estimate *value) {
    uint32_t flags = 0;
    const double found = kl_terms_by(of->method, &of->terms, &of->desk, &flags);
    value->flags |= flags;
    return found;
}

/* The rows of a table are often so few that no correction is known to be enough. */
static int is_undersampled(const analysis *of) {
    return of->once > KL_SINGLETONS_MOST * of->terms.total;
}

/*
 * Combinations that were not seen have no part in the spread of rows, and those seen once too little. Together they may
 * have as much weight more as a Poisson number, of which the cells seen once are a draw (Good 1953), has at most: the
 * least the information can be is that with so much of the weight.
 */
static double low_of_unseen(const analysis *of) {
    const double normal = kl_student_quantile(of->options->confidence, of->terms.total - 1);
    const double half = normal * normal / 2;
    const double most = of->once + half + normal * sqrt(of->once + half / 2);
    return kl_parts_with_rare(&of->parts, of->joint->unit, most / of->terms.total);
}

/*
 * Where X or Y has one value, of each value of Z, rows do not vary and say 0. So they would with a chance of 1 −
 * confidence if a share m of the source were otherwise. Whether a row is of that share tells h(m) at most; if it is,
 * the rest tells no more than the limit.
 */
static double high_of_unseen(const analysis *of) {
    const double m = -kl_expm1(kl_log1p(-of->options->confidence) / of->terms.total);
    const double h = m < 0.5 ? -m * kl_log(m) - (1 - m) * kl_log1p(-m) : kl_log(2);
    return fmin(h + m * of->limit, of->limit);
}

static void bound_constant(const analysis *of, kl_estimate *value) {
    const double high = high_of_unseen(of);
    if (isinf(high))
        kl_estimate_no_interval(value);
    else if (!isnan(value->high))
        value->high = fmax(value->high, high);
}

static void bound(const analysis *of, kl_jackknife side, kl_estimate *value) {
    const kl_spread spread =
        kl_jackknife_spread(side, kl_jackknife_constant(), of->options->confidence);
    if (!isnan(value->low))
        value->low = fmax(0, fmin(value->low, low_of_unseen(of)));
    const int apart = of->p.n == 0 || of->p.value <= 1 - of->options->confidence;
    if (!apart || value->low <= 0) {
        kl_estimate_near_equal(value);
        const double high = kl_near_equal_high(of->out->plugin, side.bias, of->freedom, spread);
        if (!isnan(value->high))
            value->high = fmin(fmax(value->high, high), of->upper);
    }
    if (of->freedom == 0)
        bound_constant(of, value);
    if (is_undersampled(of)) {
        value->flags |= KL_FLAG_BIASED;
        value->flags &= ~(uint32_t)KL_FLAG_INDEPENDENT_DRAWS; /* which is of the interval */
        kl_estimate_no_interval(value);
    }
    if (value->value > kl_log(of->terms.total) - 1)
        value->flags |= KL_FLAG_BIASED;
}

static void conclude(analysis *of) {
    const kl_joint_options *options = of->options;
    kl_joint_result *out = of->out;
    const kl_jackknife side = kl_terms_jackknife(&of->terms, out->plugin, of->room);
    kl_estimate *value = &out->value;
    *value = kl_estimate_bare(0, KL_UNIT_NATS, options->estimator, (uint64_t)of->terms.total);
    value->flags = KL_FLAG_INDEPENDENT_DRAWS;
    const double doubt = of->once > KL_SINGLETONS_FEW * of->terms.total;
    kl_estimate_fill(value, out->plugin, side, kl_jackknife_constant(),
                     (kl_interval_rule){of->upper, options->confidence,
                                        options->estimator != KL_METHOD_PLUGIN, doubt, 0});
    if (of->method != NULL)
        kl_estimate_move(value, value_by(of, value), of->upper);
    bound(of, side, value);
    out->p_value = of->p;
}

static kl_status analyse(analysis *of, uint64_t x, uint64_t y, uint64_t given, kl_error *error) {
    const uint64_t variables[KL_ENTROPY_TERMS] = {x | given, y | given, x | y | given, given};
    kl_status status = fill_terms(of, variables, error);
    if (status != KL_OK)
        return status;
    of->upper = fmin(upper_of(of, KL_TERM_X, x), upper_of(of, KL_TERM_Y, y));
    of->limit = fmin(limit_of(of, KL_TERM_X, x), limit_of(of, KL_TERM_Y, y));
    of->once = kl_term_singletons(&of->terms.term[KL_TERM_XY]);
    status = kl_parts_divergence(&of->parts, &of->out->plugin, &of->freedom, error);
    if (status == KL_OK)
        status = kl_deal_test(of->joint, &of->parts, of->options, &of->p, error);
    if (status == KL_OK)
        conclude(of);
    return status;
}

kl_status kl_joint_estimate(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                            const kl_joint_options *options, kl_joint_result *out,
                            kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_estimate: out is NULL");
    kl_joint_options read;
    kl_joint_result found;
    analysis of = {.joint = joint, .options = &read, .out = &found};
    kl_status status = kl_joint_check_pair(joint, x, y, given, error);
    if (status == KL_OK)
        status = kl_joint_check_counted(joint, error);
    if (status == KL_OK)
        status = kl_joint_options_read(options, &read, &of.method, error);
    if (status == KL_OK)
        status = check_alphabet(joint, &read, error);
    const uint64_t part[2] = {x, y};
    if (status == KL_OK)
        status = kl_parts_new(joint, part, 2, given, &of.parts, error);
    if (status != KL_OK)
        return status;
    status = analyse(&of, x, y, given, error);
    if (status == KL_OK)
        *out = found;
    kl_parts_free(&of.parts);
    kl_free(of.count);
    kl_free(of.room);
    kl_free(of.of);
    kl_frequency_desk_free(&of.desk);
    return status;
}
