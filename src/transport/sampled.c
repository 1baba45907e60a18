/* SPDX-License-Identifier: Apache-2.0 */
/* The Wasserstein distance of two samples, with what it says of their sources. */
#include "transport/sampled.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "transport/plan.h"
#include "transport/power.h"

enum { PERMUTATIONS = 999 };

void kl_wasserstein_options_init(kl_wasserstein_options *options) {
    *options = (kl_wasserstein_options){
        .size = sizeof *options, .power = 1, .confidence = 0.95, .permutations = PERMUTATIONS};
}

static kl_status read_options(const kl_wasserstein_options *given, kl_wasserstein_options *out,
                              kl_error *error) {
    kl_wasserstein_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_wasserstein_options", error);
    if (status != KL_OK)
        return status;
    if (kl_ground_name(out->ground) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "ground is %d", (int)out->ground);
    if (!(out->power >= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more", out->power);
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected between 0 and 1",
                       out->confidence);
    return KL_OK;
}

/* ── The problem ── */

int kl_wasserstein_is_on_line(size_t columns, kl_ground ground) {
    return columns == 1 && ground != KL_GROUND_COSINE;
}

double kl_wasserstein_order(kl_ground ground, double power) {
    return power * (ground == KL_GROUND_SQUARED_EUCLIDEAN ? 2 : 1);
}

kl_array kl_wasserstein_numbers(kl_matrix column) {
    return (kl_array){column.data, column.rows, column.row_stride, column.dtype};
}

kl_status kl_wasserstein_solve(kl_matrix x, kl_array a, kl_matrix y, kl_array b, kl_ground ground,
                               double power, kl_pool *pool, kl_transport **out, kl_error *error) {
    if (x.columns == 1 && y.columns == 1 && kl_wasserstein_is_on_line(1, ground)) {
        kl_line_options options;
        kl_line_options_init(&options);
        options.power = kl_wasserstein_order(ground, power);
        options.pool = pool;
        return kl_transport_line(kl_wasserstein_numbers(x), a, kl_wasserstein_numbers(y), b,
                                 &options, out, error);
    }
    kl_cost cost = kl_cost_points(x, y, ground);
    cost.power = power;
    kl_transport_options options;
    kl_transport_options_init(&options);
    options.pool = pool;
    return kl_transport_exact(&cost, a, b, &options, out, error);
}

/* ── The interval ── */

typedef struct job {
    kl_wasserstein_options options;
    const kl_transport *solved;
    kl_pooled pooled;
    kl_null null;
    kl_wasserstein_result *out;
} job;

static double mean_of(const double *values, size_t n) {
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += values[i] / (double)n;
    return mean;
}

static double largest_of(const double *values, size_t n) {
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(values[i]));
    return largest;
}

/* Of the mean of values, in a unit that keeps their squares among the doubles. */
static kl_jackknife variance_of_mean(const double *values, size_t n, double unit) {
    const double mean = mean_of(values, n);
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        squares += (values[i] - mean) / unit * ((values[i] - mean) / unit);
    const kl_jackknife out = {.variance = squares / ((double)n * (double)(n - 1)),
                              .bags = n < UINT32_MAX ? (unsigned)n : UINT32_MAX};
    return out;
}

/* Of the mean of x less or plus that of y. */
static kl_spread spread_of(const double *x, size_t n, const double *y, size_t m,
                           double confidence) {
    const double largest = fmax(largest_of(x, n), largest_of(y, m));
    int exponent = 0;
    if (largest > 0 && isfinite(largest))
        frexp(largest, &exponent);
    const double unit = ldexp(1, exponent - 1);
    kl_spread spread =
        kl_jackknife_spread(variance_of_mean(x, n, unit), variance_of_mean(y, m, unit), confidence);
    spread.standard_error *= unit;
    spread.half_width *= unit;
    return spread;
}

/* Directions instead of points. The largest coordinate comes first, so that no square leaves the doubles. */
static void normalise(kl_pooled *pooled) {
    for (size_t i = 0; i < pooled->total; i++) {
        double *row = pooled->rows + i * pooled->columns, largest = 0, squares = 0;
        for (size_t c = 0; c < pooled->columns; c++)
            largest = fmax(largest, fabs(row[c]));
        for (size_t c = 0; c < pooled->columns; c++) {
            row[c] /= largest;
            squares += row[c] * row[c];
        }
        for (size_t c = 0; c < pooled->columns; c++)
            row[c] /= sqrt(squares);
    }
}

/* What W_1 of the critic's distance says of the cost: 1 − cos is half of the square of how far directions are apart. */
static double at_least(const job *j, double distance) {
    const double d = fmax(distance, 0);
    return j->options.ground == KL_GROUND_COSINE ? d * d / 2 : d;
}

static void fill_held_out(const job *j, const double *score, double *room, kl_estimate *out) {
    const kl_pooled *pooled = &j->pooled;
    const size_t *n = pooled->n;
    size_t at[2] = {0, n[0]};
    for (size_t i = 0; i < pooled->total; i++)
        room[at[pooled->label[i]]++] = score[i];
    const double apart = mean_of(room, n[0]) - mean_of(room + n[0], n[1]);
    const kl_spread spread = spread_of(room, n[0], room + n[0], n[1], j->options.confidence);
    if (!isfinite(apart) || !isfinite(spread.half_width))
        return;
    *out = kl_estimate_bare(at_least(j, apart), j->out->value.unit, KL_METHOD_INDEPENDENT,
                            pooled->total);
    if (apart < 0)
        out->flags |= KL_FLAG_CLIPPED;
    out->low = at_least(j, apart - spread.half_width);
    out->high = at_least(j, apart + spread.half_width);
    out->confidence = j->options.confidence;
    if (j->options.ground != KL_GROUND_COSINE)
        out->standard_error = spread.standard_error;
}

static kl_status hold_out(const job *j, kl_error *error) {
    const kl_ground metric = j->options.ground == KL_GROUND_L1 ? KL_GROUND_L1 : KL_GROUND_EUCLIDEAN;
    double *score = kl_alloc(j->pooled.total, 2 * sizeof *score);
    kl_status status = KL_OK;
    if (score == NULL)
        status = kl_fail_memory(error, "a critic", j->pooled.total * 2 * sizeof *score);
    if (status == KL_OK)
        status = kl_wasserstein_critic(&j->pooled, metric, j->options.seed, j->options.pool, score,
                                       error);
    if (status == KL_OK)
        fill_held_out(j, score, score + j->pooled.total, &j->out->held_out);
    kl_free(score);
    return status;
}

/* The low end is that of the critic; the high end comes of the spread of the potentials, as a factor: what moves far
 * varies more. Where nothing is told apart, both are also as uncertain as deals are. */
static void fill_interval(const job *j) {
    const kl_estimate *held = &j->out->held_out;
    const kl_transport_result *r = kl_transport_get_result(j->solved);
    const double order = kl_wasserstein_order(j->options.ground, j->options.power);
    const double *u = j->solved->potential[0], *v = j->solved->potential[1];
    kl_estimate *value = &j->out->value;
    kl_spread spread = {NAN, NAN};
    if (isnan(held->value))
        return;
    if (u != NULL && v != NULL)
        spread = spread_of(u, j->pooled.n[0], v, j->pooled.n[1], j->options.confidence);
    const double most =
        r->cost > 0 ? r->cost * kl_exp(spread.half_width / r->cost) : spread.half_width;
    const double high = kl_power_root(most, order);
    kl_estimate_one_sided(value, held->low, j->options.confidence);
    if (isfinite(high)) {
        value->flags &= ~(uint32_t)KL_FLAG_ONE_SIDED;
        value->high = fmax(high, value->value);
        if (r->cost > 0)
            value->standard_error = spread.standard_error / r->cost * r->distance / order;
    }
    if (value->value - held->value > held->value - held->low)
        value->flags |= KL_FLAG_BIASED;
    if ((j->null.n > 0 && j->null.p > 1 - j->options.confidence) || !(value->low > 0)) {
        kl_estimate_near_equal(value);
        if (!isnan(j->out->chance))
            value->high = fmax(value->high, value->value + j->null.critical - j->null.mean);
    }
}

/* ── All of it ── */

/* Whether each side has one place only: such draws do not say how much others would differ. */
static int are_constant(const kl_pooled *pooled) {
    const size_t columns = pooled->columns;
    const double *first[2] = {NULL, NULL};
    for (size_t i = 0; i < pooled->total; i++) {
        const double *row = pooled->rows + i * columns, **place = &first[pooled->label[i]];
        if (*place == NULL)
            *place = row;
        for (size_t c = 0; c < columns; c++)
            if (row[c] != (*place)[c])
                return 0;
    }
    return 1;
}

static kl_status look_at_draws(job *j, kl_error *error) {
    kl_wasserstein_result *out = j->out;
    const size_t fewest = j->pooled.n[0] < j->pooled.n[1] ? j->pooled.n[0] : j->pooled.n[1];
    kl_status status = KL_OK;
    if (j->options.ground == KL_GROUND_COSINE)
        normalise(&j->pooled);
    if (j->options.permutations > 0)
        status = kl_wasserstein_deal(&j->pooled, &j->options, &j->null, out->tested, error);
    if (status == KL_OK && j->null.n > 0) {
        out->p_value = kl_estimate_bare(j->null.p, KL_UNIT_ONE, KL_METHOD_PERMUTATION, j->null.n);
        if (out->tested[0] == j->pooled.n[0] && out->tested[1] == j->pooled.n[1] &&
            j->options.power < INFINITY)
            out->chance = j->null.mean;
    }
    if (fewest < KL_BAGS_MIN || are_constant(&j->pooled)) {
        out->value.flags |= KL_FLAG_FEW_UNITS | KL_FLAG_BIASED;
        return status;
    }
    if (status == KL_OK)
        status = hold_out(j, error);
    if (status == KL_OK)
        fill_interval(j);
    return status;
}

static kl_status start(kl_matrix x, kl_matrix y, job *j, kl_transport **own, kl_error *error) {
    if (j->solved != NULL)
        return KL_OK;
    const kl_status status =
        kl_wasserstein_solve(x, kl_uniform(), y, kl_uniform(), j->options.ground, j->options.power,
                             j->options.pool, own, error);
    j->solved = *own;
    return status;
}

kl_status kl_wasserstein_sample(kl_matrix x, kl_matrix y, const kl_wasserstein_options *options,
                                const kl_transport *solved, kl_wasserstein_result *out,
                                kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_wasserstein_sample: out must not be NULL");
    job j = {.solved = solved, .out = out};
    kl_transport *own = NULL;
    kl_status status = read_options(options, &j.options, error);
    if (status == KL_OK)
        status = start(x, y, &j, &own, error);
    if (status == KL_OK && (x.rows != j.solved->rows || y.rows != j.solved->columns))
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "the solved problem is of %zu and %zu places, not of %zu and %zu",
                         j.solved->rows, j.solved->columns, x.rows, y.rows);
    if (status != KL_OK)
        return status;
    const kl_unit unit = j.options.ground == KL_GROUND_COSINE ? KL_UNIT_ONE : KL_UNIT_DATA;
    *out = (kl_wasserstein_result){
        .value =
            kl_estimate_bare(j.solved->result.distance, unit, KL_METHOD_PLUGIN, x.rows + y.rows),
        .held_out = kl_estimate_none(),
        .p_value = kl_estimate_bare(1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, 0),
        .chance = NAN};
    if (x.rows < 2 || y.rows < 2)
        out->value.flags = KL_FLAG_FEW_UNITS | KL_FLAG_BIASED;
    else
        status = kl_pooled_new(x, y, j.options.pool, &j.pooled, error);
    if (status == KL_OK && j.pooled.total > 0)
        status = look_at_draws(&j, error);
    kl_pooled_clear(&j.pooled);
    kl_transport_free(own);
    return status;
}
