/* SPDX-License-Identifier: Apache-2.0 */
/* A normal distribution of several dimensions, read and checked, and what is between two of them. */
#ifndef KL_FAMILY_GAUSSIAN_H
#define KL_FAMILY_GAUSSIAN_H

#include <kullback/family.h>

/* Covariance: `full` (n × n, lower triangle), or variance + factor·factorᵀ (n × rank). Rows are contiguous. */
typedef struct kl_normal {
    size_t n, rank;
    int input; /* 0: p, 1: q, also where the two have changed places */
    double *mean, *variance, *factor, *full; /* NULL: not given */
} kl_normal;

/* `name` is "p" or "q", `input` 0 or 1. The caller frees also after a failure. */
kl_status kl_normal_read(kl_normal *normal, const kl_gaussian *given, int input, kl_error *error);
void kl_normal_free(kl_normal *normal);

/*
 * What all divergences of two are made of. With Σ = L′(I + E)L′ᵀ, z = L′⁻¹(μ − μ′) and
 * T(X) = tr X − ln det(I + X) ≥ 0, for an order α and a = 1 − α:
 *     KL = ½ T(E) + ½ |z|²,   Rényi = ½ [T(E) − T(aE)/a] + ½ α zᵀ(I + aE)⁻¹z,
 * where the traces cancel, so that far apart the bracket is better ln det(I + aE)/a − ln det(I + E).
 */
typedef struct kl_between {
    double spread, spread_mixed;   /* T(E), T(aE) */
    double log_det, log_det_mixed; /* ln det(I + E), ln det(I + aE) */
    double distance;               /* zᵀ(I + aE)⁻¹z */
    int mixable;                   /* I + aE is positive definite */
} kl_between;

/* Neither has a factor or a full covariance. */
void kl_between_diagonal(const kl_normal *p, const kl_normal *q, double a, kl_between *out);
/* Any two; O(n³). */
kl_status kl_between_dense(const kl_normal *p, const kl_normal *q, double a, kl_between *out,
                           kl_error *error);
/* KL where neither has a full covariance; O(n·rank²). */
kl_status kl_low_rank_divergence(const kl_normal *p, const kl_normal *q, double *value,
                                 kl_error *error);
/* Σ x y. */
double kl_dot(const double *x, const double *y, size_t n);
/* ½ ln det Σ. */
kl_status kl_normal_log_volume(const kl_normal *p, double *value, kl_error *error);

#endif
