/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs of weight vectors that break naive formulas. A case fills p and q (n symbols). */
#ifndef KL_TESTS_MEASURE_GRID_H
#define KL_TESTS_MEASURE_GRID_H

#include <kullback/base.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GRID_MAX = 4097 };

static const size_t grid_sizes[] = {1, 2, 7, 8, 9, 64, 65, 4097};

typedef void grid_fill(double *p, double *q, size_t n, kl_random *random);

typedef struct grid_case {
    char name[40];
    grid_fill *fill;
    int deep; /* 1: has symbols of relative weight down to 2⁻²⁰⁰⁰ */
} grid_case;

/* 2^x with x uniform in [low, high]: a weight of any size. */
static double wide(kl_random *random, double low, double high) {
    double x = low + (high - low) * kl_random_uniform(random);
    return ldexp(1.0 + kl_random_uniform(random), (int)floor(x));
}

static void fill_uniform(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = kl_random_uniform(random);
        q[i] = kl_random_uniform(random);
    }
}

static void fill_wide(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = wide(random, -60.0, 0.0);
        q[i] = wide(random, -60.0, 0.0);
    }
}

/* 1e-300 beside 1. */
static void fill_extreme(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = wide(random, -1000.0, 0.0);
        q[i] = wide(random, -1000.0, 0.0);
    }
}

static void fill_equal(double *p, double *q, size_t n, kl_random *random) {
    fill_wide(p, q, n, random);
    memcpy(q, p, n * sizeof *p);
}

static void fill_ulp_apart(double *p, double *q, size_t n, kl_random *random) {
    fill_uniform(p, q, n, random);
    for (size_t i = 0; i < n; i++)
        q[i] = nextafter(p[i], kl_random_below(random, 2) ? 0.0 : 2.0);
}

static void fill_one_ulp(double *p, double *q, size_t n, kl_random *random) {
    fill_uniform(p, q, n, random);
    memcpy(q, p, n * sizeof *p);
    size_t i = (size_t)kl_random_below(random, n);
    q[i] = nextafter(p[i], 2.0);
}

/* Totals 3 : 1 and every quotient rounded. */
static void fill_proportional(double *p, double *q, size_t n, kl_random *random) {
    fill_uniform(p, q, n, random);
    for (size_t i = 0; i < n; i++)
        q[i] = p[i] / 3.0;
}

/* Exactly proportional: the truth is 0. */
static void fill_thrice(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        q[i] = (double)(1 + kl_random_below(random, 1000));
        p[i] = 3.0 * q[i];
    }
}

static void fill_near(double *p, double *q, size_t n, kl_random *random, double distance) {
    fill_uniform(p, q, n, random);
    for (size_t i = 0; i < n; i++)
        q[i] = 7.0 * p[i] * (1.0 + distance * (kl_random_uniform(random) - 0.5));
}

static void fill_near_3(double *p, double *q, size_t n, kl_random *random) {
    fill_near(p, q, n, random, 1e-3);
}

static void fill_near_9(double *p, double *q, size_t n, kl_random *random) {
    fill_near(p, q, n, random, 1e-9);
}

static void fill_near_13(double *p, double *q, size_t n, kl_random *random) {
    fill_near(p, q, n, random, 1e-13);
}

/* Ratios around those where the reduction changes: 2^k·(2/3 … 3/2). */
static void fill_ratios(double *p, double *q, size_t n, kl_random *random) {
    static const double at[] = {0.5, 2.0 / 3.0, 0.70710678118654752, 0.75, 4.0 / 3.0, 1.5,
                                2.0, 3.0};
    for (size_t i = 0; i < n; i++) {
        q[i] = 1.0 + kl_random_uniform(random);
        p[i] = q[i] * at[kl_random_below(random, 8)] *
               (1.0 + 1e-3 * (kl_random_uniform(random) - 0.5));
    }
}

static void fill_disjoint(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = i % 2 == 0 ? kl_random_uniform(random) : 0.0;
        q[i] = i % 2 == 1 || n == 1 ? kl_random_uniform(random) : 0.0;
    }
}

static void fill_sparse(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        q[i] = kl_random_below(random, 3) != 0 ? wide(random, -30.0, 0.0) : 0.0;
        p[i] = q[i] > 0.0 && kl_random_below(random, 3) != 0 ? wide(random, -30.0, 0.0) : 0.0;
    }
    p[0] = q[0] = 0.25;
}

static void fill_one_symbol(double *p, double *q, size_t n, kl_random *random) {
    memset(p, 0, n * sizeof *p);
    fill_uniform(q, q, n, random);
    p[kl_random_below(random, n)] = 5.0;
}

static void fill_nearly_one_symbol(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = wide(random, -90.0, -40.0);
        q[i] = wide(random, -900.0, -40.0);
    }
    p[0] = q[0] = 1.0;
}

static void fill_subnormal(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = 0x1p-1074 * (double)(1 + kl_random_below(random, 100000));
        q[i] = 0x1p-1074 * (double)(1 + kl_random_below(random, 100000));
    }
}

static void fill_subnormal_mixed(double *p, double *q, size_t n, kl_random *random) {
    fill_subnormal(p, q, n, random);
    for (size_t i = 0; i < n; i += 3) {
        p[i] = kl_random_uniform(random);
        q[(i + 1) % n] = kl_random_uniform(random);
    }
}

static void fill_huge(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = 1e200 * kl_random_uniform(random);
        q[i] = 1e-200 * kl_random_uniform(random);
    }
}

/* The total overflows, and there are weights that vanish beside it. */
static void fill_overflowing(double *p, double *q, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        p[i] = 1.7e308 * kl_random_uniform(random);
        q[i] = i % 2 ? 1e-300 : 1.7e308 * kl_random_uniform(random);
    }
}

static const grid_case grid_dense[] = {
    {"uniform", fill_uniform, 0},
    {"wide", fill_wide, 0},
    {"extreme", fill_extreme, 1},
    {"equal", fill_equal, 0},
    {"ulp apart", fill_ulp_apart, 0},
    {"one ulp", fill_one_ulp, 0},
    {"proportional 3:1", fill_proportional, 0},
    {"exactly 3:1", fill_thrice, 0},
    {"near 1e-3", fill_near_3, 0},
    {"near 1e-9", fill_near_9, 0},
    {"near 1e-13", fill_near_13, 0},
    {"ratios", fill_ratios, 0},
    {"disjoint", fill_disjoint, 0},
    {"sparse", fill_sparse, 0},
    {"one symbol", fill_one_symbol, 0},
    {"nearly one symbol", fill_nearly_one_symbol, 1},
    {"subnormal", fill_subnormal, 0},
    {"subnormal mixed", fill_subnormal_mixed, 1},
    {"1e200 and 1e-200", fill_huge, 0},
    {"overflowing", fill_overflowing, 1},
};

/*
 * Zeros among weights of every magnitude: the units of p and of q, each with zeros in p, in q and in both.
 * A total that no single factor brings to 1 is where zeros once were left unscaled.
 */
static const struct grid_units {
    const char *name;
    double p, q;
} grid_units[] = {
#define UNITS(name, u)                                                                             \
    {name, u, u}, {name " against 1", u, 1.0}, {                                                   \
        "1 against " name, 1.0, u                                                                  \
    }
    UNITS("1e121", 1e121),
    UNITS("1e-121", 1e-121),
    UNITS("1e150", 1e150),
    UNITS("1e-150", 1e-150),
    UNITS("1e300", 1e300),
    UNITS("1e-300", 1e-300),
    UNITS("subnormal", 0x1p-1074),
#undef UNITS
    {"1e200 against 1e-200", 1e200, 1e-200},
    {"1e-200 against 1e200", 1e-200, 1e200},
};

enum { ZEROS_IN_P, ZEROS_IN_Q, ZEROS_IN_BOTH, GRID_ZEROS };
static const char *const grid_zeros[GRID_ZEROS] = {"zeros in p", "zeros in q", "zeros in both"};

enum {
    GRID_DENSE = sizeof grid_dense / sizeof grid_dense[0],
    GRID_CASES = GRID_DENSE + GRID_ZEROS * (int)(sizeof grid_units / sizeof grid_units[0])
};

/* The first symbol is nobody's zero, so every size has totals; the second is one. */
static void fill_zeros(double *p, double *q, size_t n, kl_random *random,
                       const struct grid_units *units, int zeros) {
    for (size_t i = 0; i < n; i++) {
        p[i] = units->p * (1.0 + 1000.0 * kl_random_uniform(random));
        q[i] = units->q * (1.0 + 1000.0 * kl_random_uniform(random));
        if (i % 3 == 1)
            *(zeros == ZEROS_IN_Q ? &q[i] : &p[i]) = 0.0;
        if (zeros == ZEROS_IN_BOTH && i % 3 == 2)
            q[i] = 0.0;
        if (zeros == ZEROS_IN_BOTH && i % 5 == 4)
            p[i] = q[i] = 0.0;
    }
}

/* Fills p and q with case number `index`, which it returns. */
static grid_case grid_make(size_t index, double *p, double *q, size_t n, kl_random *random) {
    if (index < GRID_DENSE) {
        grid_dense[index].fill(p, q, n, random);
        return grid_dense[index];
    }
    index -= GRID_DENSE;
    const struct grid_units *units = &grid_units[index / GRID_ZEROS];
    size_t zeros = index % GRID_ZEROS;
    fill_zeros(p, q, n, random, units, (int)zeros);
    grid_case grid = {.deep = 0};
    snprintf(grid.name, sizeof grid.name, "%s, %s", units->name, grid_zeros[zeros]);
    return grid;
}

/* To totals of 1, up to the rounding that a caller would have too; 0 if that is out of the doubles. */
static inline int grid_normalise(double *p, double *q, size_t n) {
    double s = 0.0, t = 0.0;
    for (size_t i = 0; i < n; i++) {
        s += p[i];
        t += q[i];
    }
    if (!(s < INFINITY && t < INFINITY && s > 0x1p-1000 && t > 0x1p-1000))
        return 0;
    for (size_t i = 0; i < n; i++) {
        p[i] /= s;
        q[i] /= t;
    }
    return 1;
}

#endif
