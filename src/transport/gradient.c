/* SPDX-License-Identifier: Apache-2.0 */
/* Gradients of a cost of points. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "transport/plan.h"

typedef struct slopes {
    const kl_cost *cost;
    double period; /* of a circle, around which the shorter way counts; 0: none */
    size_t dimension;
    double *x, *y;   /* the points of an arc */
    double *dx, *dy; /* ∂c/∂x and ∂c/∂y there */
} slopes;

/* Of a distance to a power that depends on x − y: the slope of the distance, which is returned with its power. */
static double slope_of_difference(slopes *s, double *power) {
    const kl_ground ground = s->cost->ground;
    double distance = 0;
    for (size_t c = 0; c < s->dimension; c++)
        s->dx[c] = s->period > 0 ? remainder(s->x[c] - s->y[c], s->period) : s->x[c] - s->y[c];
    *power = s->cost->power * (ground == KL_GROUND_SQUARED_EUCLIDEAN ? 2 : 1);
    if (ground != KL_GROUND_L1)
        distance = kl_length(s->dx, s->dimension);
    for (size_t c = 0; c < s->dimension; c++) {
        const double d = s->dx[c];
        if (ground == KL_GROUND_L1) {
            distance += fabs(d);
            s->dx[c] = (double)((d > 0) - (d < 0));
        } else {
            s->dx[c] = distance > 0 ? d / distance : 0;
        }
        s->dy[c] = -s->dx[c];
    }
    return distance;
}

/* Of 1 − x·y/(‖x‖ ‖y‖). */
static double slope_of_cosine(slopes *s) {
    const double lengths[2] = {kl_length(s->x, s->dimension), kl_length(s->y, s->dimension)};
    double cosine = 0, squares = 0;
    for (size_t c = 0; c < s->dimension; c++) {
        s->x[c] /= lengths[0], s->y[c] /= lengths[1];
        cosine += s->x[c] * s->y[c];
        squares += (s->x[c] - s->y[c]) * (s->x[c] - s->y[c]);
    }
    for (size_t c = 0; c < s->dimension; c++) {
        s->dx[c] = (cosine * s->x[c] - s->y[c]) / lengths[0];
        s->dy[c] = (cosine * s->y[c] - s->x[c]) / lengths[1];
    }
    return squares / 2;
}

/* ∂(d^p) = p d^(p−1) ∂d, and 0 where d is. */
static double outer_slope(double distance, double power) {
    if (power == 1)
        return 1;
    if (distance == 0)
        return 0;
    return power == 2 ? 2 * distance : power * kl_exp((power - 1) * kl_log(distance));
}

static void add(slopes *s, const kl_arc *arc, double *x_gradient, double *y_gradient) {
    const size_t d = s->dimension;
    kl_array_read(kl_matrix_row(s->cost->x, arc->from), 0, d, s->x);
    kl_array_read(kl_matrix_row(s->cost->y, arc->to), 0, d, s->y);
    double power = s->cost->power;
    const double distance =
        s->cost->ground == KL_GROUND_COSINE ? slope_of_cosine(s) : slope_of_difference(s, &power);
    const double factor = arc->mass * outer_slope(distance, power);
    for (size_t c = 0; c < d; c++) {
        if (x_gradient != NULL)
            x_gradient[arc->from * d + c] += factor * s->dx[c];
        if (y_gradient != NULL)
            y_gradient[arc->to * d + c] += factor * s->dy[c];
    }
}

static kl_status check(const kl_transport *transport, const kl_cost *cost, kl_error *error) {
    if (cost->kind != KL_COST_POINTS || cost->x.data == NULL || cost->y.data == NULL ||
        cost->x.columns != cost->y.columns || cost->x.columns == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "there is a gradient only by points of as many coordinates");
    if (transport->period > 0 && (cost->x.columns > 1 || cost->ground == KL_GROUND_COSINE))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the plan is that of a circle: its cost is one of points of one coordinate, "
                       "and not the cosine");
    for (size_t k = 0; k < transport->result.arcs; k++) {
        const kl_arc arc = transport->plan[k];
        if (arc.from >= cost->x.rows || arc.to >= cost->y.rows)
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "the plan goes from %zu to %zu, beyond %zu × %zu points", arc.from,
                           arc.to, cost->x.rows, cost->y.rows);
    }
    return KL_OK;
}

kl_status kl_transport_gradient(const kl_transport *transport, const kl_cost *cost,
                                double *x_gradient, double *y_gradient, kl_error *error) {
    if (transport == NULL || cost == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_transport_gradient: transport and cost must not be NULL");
    kl_status status = check(transport, cost, error);
    if (status != KL_OK)
        return status;
    const size_t d = cost->x.columns;
    double *room = kl_alloc(d, 4 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "a gradient", d * 4 * sizeof *room);
    slopes s = {cost, transport->period, d, room, room + d, room + 2 * d, room + 3 * d};
    if (x_gradient != NULL)
        memset(x_gradient, 0, cost->x.rows * d * sizeof *x_gradient);
    if (y_gradient != NULL)
        memset(y_gradient, 0, cost->y.rows * d * sizeof *y_gradient);
    for (size_t k = 0; k < transport->result.arcs; k++)
        add(&s, &transport->plan[k], x_gradient, y_gradient);
    kl_free(room);
    return KL_OK;
}
