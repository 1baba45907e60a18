/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fits: a target of points, a model of one or more normal distributions, how far apart they are, and the way down.
 *
 * Points are kept in the target's own units: its mean is 0 and its variance 1 in each coordinate.
 */
#ifndef KL_FAMILY_FIT_H
#define KL_FAMILY_FIT_H

#include <kullback/family.h>
#include <kullback/measure.h>

#include "kernels/scalar.h"

typedef struct kl_points {
    size_t n, d;
    int grid;      /* 1: cells, over which the model is normalised; 0: draws */
    int alike;     /* no weights were given */
    double *x;     /* n × d */
    double *p;     /* shares, of total 1 */
    double *log_p; /* good also where p is not */
    double *log_v; /* ln of the cells' volumes; NULL: equal, or draws */
    double *centre, *scale;
} kl_points;

kl_status kl_points_read(kl_points *points, const kl_fit_target *target, kl_error *error);
void kl_points_free(kl_points *points);

/*
 * A model is a vector. Of a categorical: ln of each piece's weight (any constant may be added to all). Else, for
 * each component: ln of its weight (likewise), its mean (d), and the lower Cholesky factor of its covariance by
 * rows (d(d + 1)/2), of which the diagonal is a logarithm.
 */
static inline size_t kl_component_size(size_t d) {
    return 1 + d + d * (d + 1) / 2;
}

static inline size_t kl_fit_model_size(kl_fit_family family, size_t k, size_t d) {
    return family == KL_FIT_CATEGORICAL ? k : k * kl_component_size(d);
}

/* ln of the model's density at a point, and (where `shares` is not NULL) each component's share of it.
 * `work` has d. */
double kl_mixture_log_density(const double *model, size_t k, size_t d, const double *x,
                              double *shares, double *work);
/* Add `by` times the gradient of that with respect to the model; `shares` from there; `work` has 2d. */
void kl_mixture_add_gradient(const double *model, size_t k, size_t d, const double *x, double by,
                             const double *shares, double *gradient, double *work);
/* ln of the model's mass from `low` to `high` on a line; `work` has k. */
double kl_mixture_log_mass(const double *model, size_t k, double low, double high, double *work);
/* A component from its mean and full covariance; 0 if that is not positive definite. */
int kl_component_set(double *component, size_t d, double log_weight, const double *mean,
                     const double *covariance);

/* How far a model is from the target, for one thread. */
typedef struct kl_fit_problem {
    const kl_points *points;
    kl_fit_family family;
    size_t k;
    const kl_measure *row;
    double *log_q;  /* n */
    double *shares; /* n × k; of a categorical n: ln of a cell's share of its piece */
    double *work;   /* 2d */
} kl_fit_problem;

kl_status kl_fit_problem_new(kl_fit_problem *problem, const kl_points *points, kl_fit_family family,
                             size_t k, const kl_measure *row, kl_error *error);
/* Which of k pieces a cell is in. */
static inline size_t kl_piece_of(const kl_points *points, size_t k, size_t cell) {
    return (size_t)((double)cell * (double)k / (double)points->n);
}
/* Where the descent of a categorical begins: the target's own weights of the pieces. */
void kl_pieces_begin(const kl_points *points, size_t k, double *model);
void kl_fit_problem_free(kl_fit_problem *problem);
/* The row that is descended for a measure, an f-divergence or Rényi's; a parameter of NaN: the measure's own. */
kl_status kl_fit_row(kl_measure_id id, double parameter, kl_measure *out, kl_error *error);
/* How fast it falls for each unit of mass where the model has half of what it should have, 1 at most: beside that a
 * gradient is next to zero, or is not. Rows with a small weight or order hardly fall at all. */
double kl_fit_steepness(const kl_measure *row);
/* The divergence (of draws: −Σ p ln density) and, where it is not NULL, its gradient. */
double kl_fit_value(const kl_fit_problem *problem, const double *model, double *gradient);

/* Downhill from `x` (n numbers, moved to the end of the way): L-BFGS. Returns 1 when the gradient is next
 * to zero beside the steepness and the value. */
typedef struct kl_descent {
    unsigned iterations_max, iterations;
    double steepness, value;
} kl_descent;
typedef double kl_slope(const void *context, const double *x, double *gradient);
kl_status kl_descend(kl_slope *function, const void *context, double *x, size_t n, kl_descent *out,
                     int *converged, kl_error *error);

/* Mean and covariance of shares `r` (n; NULL: p) of the points; returns their total. */
double kl_points_moments(const kl_points *points, const double *r, double *mean,
                         double *covariance);
/* A point, with a chance in proportion to p, or to p·`by`. */
size_t kl_points_draw(const kl_points *points, const double *by, kl_random *random);
/* A beginning: centres drawn as in k-means++, each with the points that are nearest to it; `narrow` multiplies all
 * deviations. 0 if one of them has no volume. */
int kl_fit_begin(const kl_points *points, size_t k, kl_random *random, double narrow, double *model,
                 double *work);
/* The same for start `index` of a fit, of any family; where options->begin says, if it does. */
int kl_fit_begin_start(const kl_fit *fit, size_t index, double *model, double *work);
kl_status kl_fit_check_begin(const kl_fit_options *options, const kl_points *points,
                             kl_error *error);
/* One step of expectation and maximisation; `shares` n × k of work. Returns −Σ p ln density before the
 * step, or INFINITY where a component has lost its volume. */
double kl_fit_improve(const kl_fit_problem *problem, double *model, double *moments);

/* Which cells are in the smallest set that holds `level` of these masses: the points' log_p or the fit's log_q. */
kl_status kl_fit_region(const kl_fit *fit, const double *log_mass, double level,
                        unsigned char *inside, kl_error *error);

/* The weights, means and covariances of `fit->model`, the model on its points, and how far apart they are. */
kl_status kl_fit_finish(kl_fit *fit, kl_error *error);
kl_status kl_fit_allocate(kl_fit *fit, kl_error *error);

/* kl_fit_against cells of one width on a line, in which the model has its mass and not its density in the middle times
 * the width: they may be wider than it. The first and the last cell reach on without end. */
kl_status kl_fit_against_cells(const kl_fit *fit, const kl_fit_target *cells, kl_fit **out,
                               kl_error *error);

/* Of what a categorical has not. */
kl_status kl_fit_refuse_pieces(kl_error *error);

struct kl_fit {
    kl_points points;
    kl_fit_options options;
    kl_measure row; /* what is descended for the measure, with its parameter */
    size_t k;
    double *model;                         /* in the points' units */
    double *weights, *means, *covariances; /* in the target's */
    double *log_q;                         /* of a grid: of its cells */
    double value;
    unsigned iterations;
    int converged;
};

#endif
