/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Maximising a concave f(p) over probabilities. Newton's steps are those of the primal-dual central path,
 *
 *     f′_i(p) + s_i = ν,   p_i s_i = τ,   Σ p = 1,
 *
 * on which no other p has an f above f(p) + Σ p s = f(p) + nτ, and τ falls tenfold a step (Wright 1997, chapter 5). The
 * unknowns are dp/p, so that the matrix g·gᵀ + diag(p s) has nothing in it that is large.
 */
#include "information/concave.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/linear.h"
#include "kernels/product.h"

/* Multiplicative steps must halve the gap in so many; Newton's are far fewer than STEPS_MOST. */
enum { PATIENCE = 16, STEPS_MOST = 100 };
/* How near to the edge a step may go, by what τ falls, what keeps a singular matrix from failing. */
#define TO_THE_EDGE 0.95
#define FALL 0.1
#define RIDGE 0x1p-46
#define LEAST 1e-300
/* Of a term itself: its quotient, logarithm, product and weight, each twice, and what a unit's conversion adds. */
#define ROUNDINGS 16

void kl_channel_options_init(kl_channel_options *options) {
    *options =
        (kl_channel_options){.size = sizeof *options, .tolerance = 1e-12, .iterations = 1000};
}

kl_status kl_channel_options_read(const kl_channel_options *given, kl_channel_options *out,
                                  kl_error *error) {
    kl_channel_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_channel_options", error);
    if (status == KL_OK && !(out->tolerance >= 0))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "tolerance is %g, expected 0 or more",
                         out->tolerance);
    return status;
}

kl_estimate kl_concave_bounds(double low, double high, size_t n, double most, double tolerance) {
    const double rounding = ((double)n + ROUNDINGS) * DBL_EPSILON * (1 + most);
    kl_estimate out =
        kl_estimate_bounds(fmax(0, low - rounding), high > 0 ? high + rounding : 0, KL_UNIT_NATS);
    if (high - low > tolerance)
        out.flags |= KL_FLAG_NOT_CONVERGED;
    return out;
}

typedef struct climb {
    const kl_concave *of;
    const kl_channel_options *options;
    const kl_product_kernels *product;
    size_t n;
    double *p, *best; /* where it is, and the best of where it was */
    double gap;       /* there */
    kl_concave_view view;
    double *slack, *by_rhs, *by_one;
    double *g, *packed_rows, *packed_columns, *matrix; /* of Newton's steps alone */
} climb;

static void normalise(double *p, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += p[i];
    for (size_t i = 0; i < n; i++)
        p[i] = fmax(p[i] / sum, LEAST);
}

/* The gap at p, which is kept if it is the smallest. */
static double look(climb *c) {
    c->of->look(c->of->context, c->p, &c->view);
    const double gap = c->view.bound - c->view.value;
    if (gap < c->gap) {
        c->gap = gap;
        memcpy(c->best, c->p, c->n * sizeof *c->best);
    }
    return gap;
}

/* ── Multiplicative steps ── */

static void multiply(climb *c) {
    double halved = INFINITY; /* the gap that was last less than half of one before */
    for (unsigned i = 0, since = 0; i < c->options->iterations && since < PATIENCE; i++, since++) {
        const double gap = look(c);
        if (gap <= c->options->tolerance)
            return;
        if (gap < halved / 2) {
            halved = gap;
            since = 0;
        }
        for (size_t k = 0; k < c->n; k++)
            c->p[k] *= c->view.ratio[k];
        normalise(c->p, c->n);
    }
}

/* ── Newton's steps ── */

static kl_status take_matrices(climb *c, kl_error *error) {
    const size_t n = c->n, steps = c->of->steps;
    const size_t rows = kl_product_padded(n, c->product->rows);
    const size_t columns = kl_product_padded(n, c->product->columns);
    c->g = kl_alloc(n, steps * sizeof *c->g);
    c->packed_rows = kl_alloc(rows, steps * sizeof *c->packed_rows);
    c->packed_columns = kl_alloc(columns, steps * sizeof *c->packed_columns);
    c->matrix = kl_alloc(n, n * sizeof *c->matrix);
    if (c->g == NULL || c->packed_rows == NULL || c->packed_columns == NULL || c->matrix == NULL)
        return kl_fail_memory(error, "Newton's matrix", n * (n + 3 * steps) * sizeof *c->g);
    return KL_OK;
}

/* g·gᵀ + diag(p s). */
static void make_matrix(climb *c) {
    const size_t n = c->n, steps = c->of->steps;
    c->of->curve(c->of->context, c->p, c->g);
    c->product->pack_rows(c->g, 1, (ptrdiff_t)steps, steps, n, c->packed_rows);
    c->product->pack_columns(c->g, 1, (ptrdiff_t)steps, steps, n, c->packed_columns);
    const kl_product product = {.a = c->packed_rows,
                                .a_is_packed = 1,
                                .b = c->packed_columns,
                                .c = c->matrix,
                                .c_row = (ptrdiff_t)n,
                                .c_column = 1,
                                .rows = n,
                                .columns = n,
                                .steps = steps};
    c->product->multiply(&product);
    for (size_t i = 0; i < n; i++) {
        double *at = c->matrix + i * n + i;
        *at = *at * (1 + RIDGE) + c->p[i] * c->slack[i];
    }
}

/* dp/p and dν, and with them ds; how far both may go. 0: the matrix is singular to rounding. */
static double find_step(climb *c, double price, double target, double *price_step) {
    const size_t n = c->n;
    double of_rhs = 0, of_one = 0, length = 1;
    make_matrix(c);
    if (kl_cholesky(c->matrix, n) < n)
        return 0;
    for (size_t i = 0; i < n; i++) {
        c->by_rhs[i] = c->p[i] * (c->view.slope[i] - price) + target;
        c->by_one[i] = c->p[i];
    }
    kl_cholesky_forward(c->matrix, n, c->by_rhs);
    kl_cholesky_backward(c->matrix, n, c->by_rhs);
    kl_cholesky_forward(c->matrix, n, c->by_one);
    kl_cholesky_backward(c->matrix, n, c->by_one);
    for (size_t i = 0; i < n; i++) {
        of_rhs += c->p[i] * c->by_rhs[i];
        of_one += c->p[i] * c->by_one[i];
    }
    *price_step = of_rhs / of_one;
    for (size_t i = 0; i < n; i++) {
        const double dp = c->by_rhs[i] - *price_step * c->by_one[i]; /* over p */
        const double ds = target / (c->p[i] * c->slack[i]) - 1 - dp; /* over s */
        c->by_rhs[i] = dp;
        c->by_one[i] = ds;
        length = dp < 0 ? fmin(length, -TO_THE_EDGE / dp) : length;
        length = ds < 0 ? fmin(length, -TO_THE_EDGE / ds) : length;
    }
    return length;
}

static double complementarity(const climb *c) {
    double sum = 0;
    for (size_t i = 0; i < c->n; i++)
        sum += c->p[i] * c->slack[i];
    return sum / (double)c->n;
}

/* From the best p, a little inside, with a price above all slopes. */
static double begin(climb *c) {
    const double inside = fmin(1e-3, c->gap), share = inside / (double)c->n;
    double price = -INFINITY;
    for (size_t i = 0; i < c->n; i++)
        c->p[i] = (1 - inside) * c->best[i] + share;
    look(c);
    for (size_t i = 0; i < c->n; i++)
        price = fmax(price, c->view.slope[i]);
    price += c->gap;
    for (size_t i = 0; i < c->n; i++)
        c->slack[i] = price - c->view.slope[i];
    return price;
}

static void take_steps(climb *c) {
    double price = begin(c), price_step = 0;
    for (int i = 0; i < STEPS_MOST && c->gap > c->options->tolerance; i++) {
        const double length = find_step(c, price, FALL * complementarity(c), &price_step);
        if (!(length > 0))
            return;
        for (size_t k = 0; k < c->n; k++) {
            c->p[k] *= 1 + length * c->by_rhs[k];
            c->slack[k] *= 1 + length * c->by_one[k];
        }
        price += length * price_step;
        normalise(c->p, c->n);
        look(c);
    }
}

/* ── Both ── */

static kl_status take_room(climb *c, double *room, kl_error *error) {
    if (room == NULL)
        return kl_fail_memory(error, "probabilities", 6 * c->n * sizeof *room);
    c->p = room;
    c->view.slope = room + c->n;
    c->view.ratio = room + 2 * c->n;
    c->slack = room + 3 * c->n;
    c->by_rhs = room + 4 * c->n;
    c->by_one = room + 5 * c->n;
    return KL_OK;
}

kl_status kl_concave_maximise(const kl_concave *of, const kl_channel_options *options, double *p,
                              kl_error *error) {
    climb c = {.of = of,
               .product = kl_product_kernels_for(options->pool, KL_F64),
               .n = of->n,
               .best = p,
               .gap = INFINITY};
    double *room = kl_alloc(of->n, 6 * sizeof *room);
    kl_status status = take_room(&c, room, error);
    kl_channel_options nearer = *options; /* what is left is for rounding */
    nearer.tolerance /= 2;
    c.options = &nearer;
    if (status == KL_OK) {
        for (size_t i = 0; i < c.n; i++)
            c.p[i] = p[i] = 1 / (double)c.n;
        multiply(&c);
    }
    if (status == KL_OK && c.gap > nearer.tolerance) {
        status = take_matrices(&c, error);
        if (status == KL_OK)
            take_steps(&c);
    }
    kl_free(room);
    kl_free(c.g);
    kl_free(c.packed_rows);
    kl_free(c.packed_columns);
    kl_free(c.matrix);
    return status;
}
