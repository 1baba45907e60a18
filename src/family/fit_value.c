/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a model is from the target, with its gradient. A grid's model is q ∝ density·volume over the
 * cells, so that with c = q ∂φ/∂q for a divergence Σ φ(p, q) and s the gradient of ln density
 *
 * ∇ Σ φ(p, q) = Σ c (s − Σ q s) = Σ (c − q Σ c) s.
 *
 * Terms are non-negative (what is added to a textbook's term sums to 0) and of logarithms, so that none is
 * lost where q leaves the doubles.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "family/fit.h"
#include "family/row.h"

#include <kullback/measure.h>

/* φ and c of one cell. */
typedef struct term {
    double value, slope;
} term;

/* q ln(q/p) − q + p. */
static term forward(double p, double q, double log_p, double log_q) {
    return (term){p > 0 ? p * (log_p - log_q) - p + q : q, q - p};
}

static term reverse(double p, double q, double log_p, double log_q) {
    const double information = q > 0 ? q * (log_q - log_p) : 0;
    return (term){information - q + p, information};
}

static term jeffreys(double p, double q, double log_p, double log_q) {
    const term a = forward(p, q, log_p, log_q), b = reverse(p, q, log_p, log_q);
    return (term){a.value + b.value, a.slope + b.slope};
}

/* ln(m/q) of m = (p + q)/2, from ln(p/q). */
static double log_middle(double log_ratio) {
    const double more =
        log_ratio > 0 ? log_ratio + kl_log1p(kl_exp(-log_ratio)) : kl_log1p(kl_exp(log_ratio));
    return more - 0x1.62e42fefa39efp-1;
}

static term jensen_shannon(double p, double q, double log_p, double log_q) {
    const double of_q = q > 0 ? -q * log_middle(log_p - log_q) : 0;
    const double of_p = p > 0 ? -p * log_middle(log_q - log_p) : 0;
    return (term){(of_p + of_q) / 2, of_q / 2};
}

static term chi_square(double p, double q, double log_p, double log_q) {
    const double square = p > 0 ? kl_exp(2 * log_p - log_q) : 0; /* p²/q */
    return (term){square - 2 * p + q, q - square};
}

static term chi_square_neyman(double p, double q, double log_p, double log_q) {
    const double square = q > 0 ? kl_exp(2 * log_q - log_p) : 0;
    return (term){square - 2 * q + p, 2 * (square - q)};
}

static term hellinger_squared(double p, double q, double log_p, double log_q) {
    const double middle = p > 0 ? kl_exp((log_p + log_q) / 2) : 0;
    return (term){(p + q) / 2 - middle, (q - middle) / 2};
}

static term triangular(double p, double q, double log_p, double log_q) {
    (void)log_p, (void)log_q;
    const double sum = p + q, apart = q - p, share = sum > 0 ? apart / sum : 0;
    return (term){apart * share, q * share * (2 - share)};
}

static term le_cam(double p, double q, double log_p, double log_q) {
    const term whole = triangular(p, q, log_p, log_q);
    return (term){whole.value / 2, whole.slope / 2};
}

typedef term kl_cell(double p, double q, double log_p, double log_q);

static kl_cell *cell_of(kl_measure_id measure) {
    static const struct {
        kl_measure_id id;
        kl_cell *cell;
    } cells[] = {{KL_DIVERGENCE, forward},
                 {KL_DIVERGENCE_REVERSE, reverse},
                 {KL_JEFFREYS, jeffreys},
                 {KL_JENSEN_SHANNON, jensen_shannon},
                 {KL_CHI_SQUARE, chi_square},
                 {KL_CHI_SQUARE_NEYMAN, chi_square_neyman},
                 {KL_HELLINGER_SQUARED, hellinger_squared},
                 {KL_TRIANGULAR, triangular},
                 {KL_LE_CAM, le_cam}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (cells[i].id == measure)
            return cells[i].cell;
    return NULL;
}

/* Where it has a parameter its cell is that of the default. */
static kl_cell *special_cell(const kl_measure *row) {
    const int usual = row->parameter.name == NULL ||
                      row->parameter.value == kl_measure_get(row->id)->parameter.value;
    return usual ? cell_of(row->id) : NULL;
}

/* q f(t) and q (f(t) − t f′(t)) of any row. */
static term general(const kl_measure *row, double p, double q, double log_p, double log_q) {
    const double t = kl_exp(log_p - log_q), parameter = row->parameter.value;
    if (p == 0 || t == 0)
        return (term){q > 0 ? q * row->generator_at_zero : 0,
                      q > 0 ? q * row->generator_at_zero : 0};
    if (q == 0 || t == INFINITY)
        return (term){p * row->generator_slope_at_infinity, 0};
    return (term){q * row->generator(t, parameter),
                  q * row->gradient(t, kl_expm1(log_p - log_q), parameter)};
}

static term term_of(const kl_fit_problem *f, kl_cell *cell, size_t i) {
    const double p = f->points->p[i], log_p = f->points->log_p[i], log_q = f->log_q[i];
    const double q = kl_exp(log_q);
    return cell ? cell(p, q, log_p, log_q) : general(f->row, p, q, log_p, log_q);
}

static double log_density(const kl_fit_problem *f, const double *model, size_t i) {
    const kl_points *points = f->points;
    if (f->family == KL_FIT_CATEGORICAL)
        return model[kl_piece_of(points, f->k, i)] + f->shares[i];
    return kl_mixture_log_density(model, f->k, points->d, points->x + i * points->d,
                                  f->shares + i * f->k, f->work) +
           (points->log_v ? points->log_v[i] : 0);
}

/* ln density at every point; of a grid ln q. */
static void log_densities(const kl_fit_problem *f, const double *model) {
    const kl_points *points = f->points;
    double largest = -INFINITY, sum = 0;
    for (size_t i = 0; i < points->n; i++) {
        f->log_q[i] = log_density(f, model, i);
        largest = fmax(largest, f->log_q[i]);
    }
    for (size_t i = 0; i < points->n && points->grid; i++)
        sum += kl_exp(f->log_q[i] - largest);
    for (size_t i = 0; i < points->n && points->grid; i++)
        f->log_q[i] -= largest + kl_log(sum);
}

static void add(const kl_fit_problem *f, const double *model, size_t i, double by,
                double *gradient) {
    const kl_points *points = f->points;
    if (f->family == KL_FIT_CATEGORICAL)
        gradient[kl_piece_of(points, f->k, i)] += by;
    else if (by != 0)
        kl_mixture_add_gradient(model, f->k, points->d, points->x + i * points->d, by,
                                f->shares + i * f->k, gradient, f->work);
}

static double likelihood(const kl_fit_problem *f, const double *model, double *gradient) {
    double value = 0;
    for (size_t i = 0; i < f->points->n; i++) {
        const double p = f->points->p[i];
        value -= p > 0 ? p * f->log_q[i] : 0;
        if (gradient)
            add(f, model, i, -p, gradient);
    }
    return value;
}

static double of_terms(const kl_fit_problem *f, const double *model, double *gradient) {
    const kl_points *points = f->points;
    kl_cell *cell = special_cell(f->row);
    double value = 0, slopes = 0;
    for (size_t i = 0; i < points->n; i++) {
        const term t = term_of(f, cell, i);
        value += t.value;
        slopes += t.slope;
    }
    for (size_t i = 0; i < points->n && gradient; i++) {
        const term t = term_of(f, cell, i);
        add(f, model, i, t.slope - kl_exp(f->log_q[i]) * slopes, gradient);
    }
    return value;
}

/* p^a q^(1−a) of a cell, as q e^(a ln(p/q)) or p e^((a−1) ln(p/q)): that of which less is more. */
typedef struct power {
    double base, log_base, more;
} power;

static power power_of(const kl_fit_problem *f, size_t i) {
    const double a = f->row->parameter.value;
    const double log_p = f->points->log_p[i], log_q = f->log_q[i];
    const double factor = a < 0.5 ? a : a - 1;
    power out = {f->points->p[i], log_p, log_p > -INFINITY ? factor * (log_p - log_q) : -INFINITY};
    if (a < 0.5) {
        out.base = kl_exp(log_q);
        out.log_base = log_q;
    }
    return out;
}

/* base·(e^more − 1) */
static double growth(power x) {
    return fabs(x.more) < 1 ? x.base * kl_expm1(x.more) : kl_exp(x.log_base + x.more) - x.base;
}

/* ln Σ p^a q^(1−a), by what the sum is more than 1 unless that is all of it, or above the doubles. */
static double log_sum_of_powers(const kl_fit_problem *f) {
    const size_t n = f->points->n;
    double grown = 0, largest = -INFINITY, sum = 0;
    for (size_t i = 0; i < n; i++) {
        const power x = power_of(f, i);
        grown += growth(x);
        largest = fmax(largest, x.log_base + x.more);
    }
    if (grown > -0.5 && grown < INFINITY)
        return kl_log1p(grown);
    if (!isfinite(largest))
        return largest;
    for (size_t i = 0; i < n; i++) {
        const power x = power_of(f, i);
        sum += kl_exp(x.log_base + x.more - largest);
    }
    return largest + kl_log(sum);
}

/* Of Rényi, ln Σ p^a q^(1−a)/(a − 1), c is −p^a q^(1−a)/Σ, whose total is −1. */
static double of_powers(const kl_fit_problem *f, const double *model, double *gradient) {
    const double a = f->row->parameter.value, log_sum = log_sum_of_powers(f);
    for (size_t i = 0; i < f->points->n && gradient; i++) {
        power x = power_of(f, i);
        x.more -= log_sum;
        const double missing = a < 0.5 ? 0 : kl_exp(f->log_q[i]) - x.base;
        add(f, model, i, missing - growth(x), gradient);
    }
    return log_sum / (a - 1);
}

double kl_fit_value(const kl_fit_problem *f, const double *model, double *gradient) {
    log_densities(f, model);
    for (size_t j = 0; gradient && j < kl_fit_model_size(f->family, f->k, f->points->d); j++)
        gradient[j] = 0;
    if (!f->points->grid)
        return likelihood(f, model, gradient);
    return f->row->id == KL_RENYI ? of_powers(f, model, gradient) : of_terms(f, model, gradient);
}

/* In the order of the cells: a piece is over where the next one begins. */
static void set_shares(const kl_points *points, size_t k, double *log_share) {
    for (size_t begin = 0, end; begin < points->n; begin = end) {
        const size_t piece = kl_piece_of(points, k, begin);
        double volume = 0;
        for (end = begin; end < points->n && kl_piece_of(points, k, end) == piece; end++)
            volume += points->log_v ? kl_exp(points->log_v[end]) : 1;
        for (size_t i = begin; i < end; i++)
            log_share[i] = (points->log_v ? points->log_v[i] : 0) - kl_log(volume);
    }
}

void kl_pieces_begin(const kl_points *points, size_t k, double *model) {
    const double least = -745; /* ln of next to nothing */
    for (size_t c = 0; c < k; c++)
        model[c] = 0;
    for (size_t i = 0; i < points->n; i++)
        model[kl_piece_of(points, k, i)] += points->p[i];
    for (size_t c = 0; c < k; c++)
        model[c] = fmax(kl_log(model[c]), least);
}

kl_status kl_fit_problem_new(kl_fit_problem *problem, const kl_points *points, kl_fit_family family,
                             size_t k, const kl_measure *row, kl_error *error) {
    const size_t shares = family == KL_FIT_CATEGORICAL ? 1 : k;
    *problem = (kl_fit_problem){.points = points, .family = family, .k = k, .row = row};
    problem->log_q = kl_alloc(points->n, sizeof *problem->log_q);
    problem->shares = kl_alloc(points->n, shares * sizeof *problem->shares);
    problem->work = kl_alloc(2 * points->d, sizeof *problem->work);
    if (!problem->log_q || !problem->shares || !problem->work)
        return kl_fail_memory(error, "a fit", points->n * (shares + 1) * sizeof(double));
    if (family == KL_FIT_CATEGORICAL)
        set_shares(points, k, problem->shares);
    return KL_OK;
}

void kl_fit_problem_free(kl_fit_problem *problem) {
    kl_free(problem->log_q);
    kl_free(problem->shares);
    kl_free(problem->work);
}
