/* SPDX-License-Identifier: Apache-2.0 */
/* Costs as the caller said them, checked, and brought to a range where sums and squares do not overflow. */
#ifndef KL_TRANSPORT_COSTS_H
#define KL_TRANSPORT_COSTS_H

#include <kullback/transport.h>

#include "kernels/costs.h"
#include "kernels/kernels.h"

typedef struct kl_costs {
    kl_cost source;
    size_t rows, columns; /* with a row and a column for what is not matched, if it has a price */
    double unmatched;     /* that price; NaN: all is matched */
    const kl_kernels *kernels;
    const kl_cost_kernels *loops;
    /* Of points: x row by row; y a row for each coordinate, `stride` apart. Times 2^−exponent. */
    double *x, *y;
    size_t dimension, stride;
    int ordered; /* points that stand together are neighbours */
    kl_apart apart;
    double power;  /* of what `apart` says */
    double factor; /* what comes last */
    double order;  /* W_p of points is the root of this order of a mean cost; 1 of other costs */
    /* Of points W_p is 2^exponent times what is computed; of a matrix and a function so are the costs. */
    int exponent;
    double bound; /* no cost is larger in magnitude */
} kl_costs;

/* With a price that is not infinite a row and a column more, last, say what leaving a unit of mass costs, and nothing
 * to each other. KL_ERROR_ARGUMENT: no data, an unknown kind, dimensions that differ. KL_ERROR_VALUE: an empty side,
 * what is not finite, with the row and the column. Of a matrix and a function all is looked at. To be freed also
 * after a failure. */
kl_status kl_costs_read(const kl_cost *cost, double unmatched, kl_pool *pool, kl_costs *out,
                        kl_error *error);
void kl_costs_free(kl_costs *costs);

/* Costs from i to columns first … first + n − 1: `room`, of KL_COST_ROOM(n) numbers, or the caller's own matrix.
 * `first` is a multiple of KL_COST_LANES. */
const double *kl_costs_row(const kl_costs *costs, size_t i, size_t first, size_t n, double *room);
/* One of them, to the bit. */
double kl_costs_at(const kl_costs *costs, size_t i, size_t j);

/* A cost as it was before it was brought to a range, and the root of a mean cost. */
double kl_costs_value(const kl_costs *costs, double cost);
double kl_costs_root(const kl_costs *costs, double mean_cost);

#endif
