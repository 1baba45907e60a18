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
/* p and q of as many dimensions; likewise. */
kl_status kl_normal_read_pair(kl_normal pair[2], const kl_gaussian *p, const kl_gaussian *q,
                              kl_error *error);
void kl_normal_free(kl_normal *normal);
/* The lower triangle of Σ, n × n. */
void kl_normal_covariance(const kl_normal *g, double *out);

/* KL and, for α ≥ ½ and a = 1 − α, Rényi's divergence; `mixable`: αΣ′ + aΣ is positive definite, else it is
 * infinite. First where neither has a factor or a full covariance. */
double kl_diagonal_divergence(const kl_normal *p, const kl_normal *q);
double kl_diagonal_renyi(const kl_normal *p, const kl_normal *q, double alpha, double a,
                         int *mixable);
/* Any two; O(n³). */
kl_status kl_dense_divergence(const kl_normal *p, const kl_normal *q, double *value,
                              kl_error *error);
kl_status kl_dense_renyi(const kl_normal *p, const kl_normal *q, double alpha, double a,
                         double *value, int *mixable, kl_error *error);
/* KL where neither has a full covariance; O(n·rank²). */
kl_status kl_low_rank_divergence(const kl_normal *p, const kl_normal *q, double *value,
                                 kl_error *error);
/* ½ ln det Σ; first where there is no factor and no full covariance. */
double kl_diagonal_log_volume(const kl_normal *p);
kl_status kl_normal_log_volume(const kl_normal *p, double *value, kl_error *error);

#endif
