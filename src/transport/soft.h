/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One entropic problem: rows and columns scaled in turn. Potentials are in the units of `costs`, which may be a power
 * of two away from the caller's.
 */
#ifndef KL_TRANSPORT_SOFT_H
#define KL_TRANSPORT_SOFT_H

#include "transport/costs.h"

typedef struct kl_soft {
    const kl_costs *costs;
    kl_pool *pool;
    size_t rows, columns, stride; /* of rooms for a row */
    const double *a, *b;          /* masses; both are equal where the problem is symmetric */
    double epsilon, penalty;      /* INFINITY: balanced */
    int is_symmetric;
    double *f, *g, *image; /* potentials, and the g that f asks for */
    double *log_b;         /* of masses 0: far below everything */
    double *price;         /* g/ε + ln b */
    double *column; /* marginals of the columns: one for each block of rows, the sum in the first */
    size_t blocks, block_rows;
    double *room; /* for each thread */
    double error; /* of the marginals with f and g */
    uint64_t passes;
} kl_soft;

/* Takes memory for a problem whose first lines are filled in; g begins as 0. To be freed also after a failure. */
kl_status kl_soft_new(kl_soft *problem, kl_error *error);
void kl_soft_free(kl_soft *problem);

/* Σ a b |cost| / (Σ a Σ b). */
kl_status kl_soft_scale(const kl_soft *problem, double *mean, kl_error *error);

/* f from g, and the image from f: f_i = −τε ln Σ_j b_j e^((g_j − C_ij)/ε), τ = ρ/(ρ + ε), and likewise back; of a
 * symmetric problem the mean of f and what f asks for. The error is that of the plan of f and g. */
kl_status kl_soft_pass(kl_soft *problem, kl_error *error);

/* Passes until the error is at most the tolerance or `passes` reaches `most`, each next g mixed from `memory` earlier
 * ones. At the end f and g belong together. */
kl_status kl_soft_settle(kl_soft *problem, double tolerance, uint64_t most, unsigned memory,
                         kl_error *error);

/* The value for f and g that belong together, a and b being shares where it is balanced. */
double kl_soft_value(const kl_soft *problem);

/* A column's potential from f, for any b. */
double kl_soft_column(const kl_soft *problem, size_t j);

/* A worker's: KL_SOFT_ROWS + 1 rows of `stride` numbers. */
double *kl_soft_room(const kl_soft *problem, unsigned worker);

/* Prices from g: a pass has done so. */
void kl_soft_set_price(kl_soft *problem);

/* One more pass along the plan of f, g and the prices. Where not NULL: `plan`, a row for each row; `slopes`, the
 * gradients Σ_j P_ij ∇c(x_i, y_j) by the points of the rows, in the units of the costs and of the points in them, which
 * must be points. `cost`: Σ P C. */
typedef struct kl_soft_sums {
    double *plan, *slopes;
    double cost;
} kl_soft_sums;

kl_status kl_soft_sum(kl_soft *problem, kl_soft_sums *sums, kl_error *error);

#endif
