/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Special functions of one number, from the logarithm and exponential of scalar.h: the same bits on
 * every machine. Errors are in units of 2⁻⁵³ of the result, as tests/kernels/test_special.c holds them.
 */
#ifndef KL_KERNELS_SPECIAL_H
#define KL_KERNELS_SPECIAL_H

#define KL_HALF_LN_2PI 0x1.d67f1c864beb5p-1

/* ── What is left of a logarithm: differences that would cancel ── */

/* x − ln(1 + x) ≥ 0, x ≥ −1. Error 8. */
double kl_log1p_rest(double x);
/* e^x − 1 − x ≥ 0. Error 8. */
double kl_expm1_rest(double x);
/* sinh x − x, x ≥ 0. Error 16. */
double kl_sinh_rest(double x);
/* ln(y/x) of positive numbers, d = y − x; no over- or underflow on the way. Error 4. */
double kl_log_ratio(double y, double x, double d);
/* y/x − 1 − ln(y/x) ≥ 0, d = y − x. Error 8. */
double kl_ratio_rest(double y, double x, double d);
/* y ln(y/x) − y + x ≥ 0, d = y − x, also for y = 0; infinite for x = 0 < y. Error 8. */
double kl_deviance(double y, double x, double d);

/* ── Circle ── */

/* arctan x. Error 8. */
double kl_atan(double x);

/* ── Error function ── */

/* (2/√π) ∫₀ˣ e^(−t²) dt. Error 8. */
double kl_erf(double x);
/* 1 − erf x, also where it is tiny. Error 16. */
double kl_erfc(double x);
/* ln(e^(x²) erfc x), also where either leaves the doubles. Error 32 of max(1, |it|). */
double kl_log_erfcx(double x);

/* ── Normal law ── */

/* The x below which it has probability p; ±inf at 0 and 1. Error 16. */
double kl_normal_quantile(double p);

/* ── Gamma function, for x > 0; NaN below ── */

/* ln Γ(x), inf at 0. Error 16, also near its zeros 1 and 2. */
double kl_log_gamma(double x);
/* ln Γ(2 + u), u ≥ −1, also for tiny u. Error 16 for |u| ≤ 1/2. */
double kl_log_gamma_from_two(double u);
/* μ(x) = ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], x ≥ 10. Error 8. */
double kl_stirling_rest(double x);
/* ln Γ(x) − x ln x + x. Error 64 of max(1, |it|). */
double kl_log_gamma_rest(double x);
/* ln x − ψ(x) ≥ 0. Error 16. */
double kl_digamma_rest(double x);
/* ψ(x) = (ln Γ)′(x), −inf at 0. Error 8 of max(|ψ(x)|, 2). */
double kl_digamma(double x);
/* ψ′(x), inf at 0. Error 8. */
double kl_trigamma(double x);
/* ψ(x + b) − ψ(x) ≥ 0, b ≥ 0. Error 16. */
double kl_digamma_rise(double x, double b);
/* ψ′(x) − ψ′(x + b) ≥ 0, b ≥ 0. Error 16. */
double kl_trigamma_fall(double x, double b);
/* ln B(a, b) of positive numbers. Error 64 of max(1, |it|). */
double kl_log_beta(double a, double b);
/* Γ(a, x)/Γ(a) = ∫ₓ^∞ t^(a−1) e^−t dt/Γ(a), a ≥ 1/2, x ≥ 0: the chance that χ² of 2a degrees of freedom is 2x or more.
 * Error 64·max(1, −ln of it); steps of order √a where x is near it. */
double kl_gamma_upper(double a, double x);

/*
 * The gap between ln Γ and its tangent, d = y − x:
 *     ln Γ(y) − ln Γ(x) − (y − x) ψ(x) ≥ 0.
 * A sum of non-negative terms: error 32, however near x and y are.
 */
double kl_log_gamma_gap(double y, double x, double d);
/* The same of ln Γ(x) − x ln x + x, which is less by y ln(y/x) − y + x. Error 64. */
double kl_log_gamma_centred_gap(double y, double x, double d);
/*
 * The same of ln B: ln B(a₂, b₂) − ln B(a, b) − (a₂ − a) ∂ₐ ln B(a, b) − (b₂ − b) ∂_b ln B(a, b), which is
 * KL(Beta(a, b) ‖ Beta(a₂, b₂)); d = a₂ − a, e = b₂ − b. Error 64.
 */
double kl_log_beta_gap(double a2, double b2, double a, double b, double d, double e);

#endif
