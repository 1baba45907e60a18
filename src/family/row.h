/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of the table of families as the room sees it. To add a family: its row, its id in the header,
 * its line in list.h. What a row does not know it leaves NULL; a number it cannot give is NaN.
 */
#ifndef KL_FAMILY_ROW_H
#define KL_FAMILY_ROW_H

#include <kullback/family.h>

#include "family/list.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

#include <math.h>

/* (x − c)/scale, also where x − c leaves the doubles. */
static inline double kl_distance_in(double x, double c, double scale) {
    double off = x - c;
    return isfinite(off) ? off / scale : 2 * ((0.5 * x - 0.5 * c) / scale);
}

#define KL_EULER 0x1.2788cfc6fb619p-1
#define KL_PI_OVER_ROOT_6 0x1.48552f88091a8p+0

/* Twice the least normal double, so that half of it is one. */
#define KL_LEAST_WIDTH 0x1p-1021

/* Where a distribution lives: [low, high]. */
typedef struct kl_support {
    double low, high;
} kl_support;

struct kl_distribution;

typedef struct kl_family_row {
    kl_family family;
    int unit
        [2]; /* the power of the unit of x in which each parameter is; 0, 0 also where x has none */
    int ordered; /* the second parameter is above the first by KL_LEAST_WIDTH */
    kl_support (*support)(const double *p, size_t n);
    double (*divergence)(const double *p, const double *q, size_t n);
    double (*entropy)(const double *p, size_t n);
    /* Discrete families: ln of the probability of k. */
    double (*log_mass)(const double *p, size_t n, double k);
    /* P(X < x) and P(X > x). */
    double (*below)(const double *p, double x);
    double (*above)(const double *p, double x);
    /* About what |X| is; NULL: the last parameter that has a unit. */
    double (*place)(const double *p);
    /* Expectations, infinite where they are. */
    double (*mean)(const double *p);
    double (*mean_above)(const double *p, double c); /* E X − c; NULL: nothing cancels */
    double (*deviation)(const double *p);            /* √Var X */
    double (*log_mean)(const double *p);             /* E ln X */
    double (*log_deviation)(const double *p);        /* √Var ln X */
    double (*log_rest)(const double *p);             /* E ln(1 − X) */
    double (*log_power)(const double *p, double s, double log_c);   /* ln E (X/c)^s */
    double (*log_exponential)(const double *p, double s, double c); /* ln E e^(s (X − c)) */
    /* E |X − c|; NULL: known only of a c that no x is on both sides of, where it is E X − c or c − E X */
    double (*distance)(const double *p, double c);
    double (*log_square_more)(const double *p, double c,
                              double scale); /* E ln(1 + ((X − c)/scale)²) */
    /* Cross-entropy −E ln q(X), X of any family p. */
    double (*code)(const double *q, const struct kl_distribution *p);
} kl_family_row;

/* A distribution: its row and checked parameters. */
typedef struct kl_distribution {
    const kl_family_row *row;
    const double *at;
    size_t n;
    double own
        [3]; /* where `at` points; the third: by what part the second, as a Weibull's scale, was rounded; or */
    double *many; /* where a vector is */
} kl_distribution;

#define KL_DECLARE_ROW(id, name) extern const kl_family_row kl_row_##name;
KL_FAMILIES(KL_DECLARE_ROW)
#undef KL_DECLARE_ROW

/* The row of an id; NULL for an id out of range. */
const kl_family_row *kl_family_row_get(kl_family_id id);

/* Read and check parameters. `input` is for errors: which of two, or −1 where there is one. The caller calls
 * kl_distribution_free also after a failure. */
kl_status kl_distribution_read(kl_distribution *d, kl_family_id family, kl_array parameters,
                               int input, kl_error *error);
/* The weights of a categorical, divided by their total, as logarithms, which no positive one leaves. */
kl_status kl_distribution_normalise(kl_distribution *d, int input, kl_error *error);
void kl_distribution_free(kl_distribution *d);

/* KL between two families without a common one: NaN where it has no closed form. */
double kl_cross_divergence(const kl_distribution *p, const kl_distribution *q);

/* What of p lies where q has no mass. */
typedef struct kl_excluded {
    int some;
    uint64_t count; /* symbols; 0 where they are infinitely many or none at all */
    double mass;    /* NaN: not known */
} kl_excluded;
kl_excluded kl_excluded_of(const kl_distribution *p, const kl_distribution *q);

/* Σ over the symbols of p, which has finitely many, all of them symbols of q: NaN where it is too wide. */
double kl_finite_divergence(const kl_distribution *p, const kl_distribution *q);
int kl_has_finite_support(const kl_distribution *p);
/* More symbols than can be summed. */
int kl_is_too_wide(const kl_distribution *p);
/* The symbols of p, which has finitely many, but those whose masses the doubles do not hold. */
kl_support kl_heart(const kl_distribution *p);
/* Where both are; low > high: nowhere. */
kl_support kl_support_common(kl_support a, kl_support b);

/* Expectations of any row: NaN where it knows none. */
double kl_mean(const kl_distribution *p);
double kl_log_mean(const kl_distribution *p);
double kl_log_rest(const kl_distribution *p);
double kl_log_power(const kl_distribution *p, double s, double log_c);
double kl_log_exponential(const kl_distribution *p, double s, double c);
double kl_distance(const kl_distribution *p, double c);
double kl_log_square_more(const kl_distribution *p, double c, double scale);
/* (E X − c)/scale. */
double kl_offset(const kl_distribution *p, double c, double scale);
/* E (X − c)² and E (ln X − c)², in squares of a scale. */
double kl_square(const kl_distribution *p, double c, double scale);
double kl_log_square(const kl_distribution *p, double c, double scale);

/* Supports that do not depend on parameters. */
kl_support kl_support_real(const double *p, size_t n);
kl_support kl_support_positive(const double *p, size_t n);
kl_support kl_support_unit(const double *p, size_t n);

/* Ranges of parameters. */
#define KL_ANY(name)                                                                               \
    { name, -INFINITY, INFINITY, 0, 0 }
#define KL_POSITIVE(name)                                                                          \
    { name, 0, INFINITY, 1, 0 }
#define KL_AT_LEAST_ZERO(name)                                                                     \
    { name, 0, INFINITY, 0, 0 }
#define KL_WHOLE(name)                                                                             \
    { name, 0, 0x1p53, 0, 1 }
#define KL_PROBABILITY(name)                                                                       \
    { name, 0, 1, 0, 0 }
#define KL_POSITIVE_PROBABILITY(name)                                                              \
    { name, 0, 1, 1, 0 }

#endif
