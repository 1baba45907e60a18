/* SPDX-License-Identifier: Apache-2.0 */
/* Which families there are, in the order of their ids: ROW(id, name). */
#ifndef KL_FAMILY_LIST_H
#define KL_FAMILY_LIST_H

#define KL_FAMILIES(ROW)                                                                           \
    ROW(KL_FAMILY_BERNOULLI, bernoulli)                                                            \
    ROW(KL_FAMILY_BINOMIAL, binomial)                                                              \
    ROW(KL_FAMILY_CATEGORICAL, categorical)                                                        \
    ROW(KL_FAMILY_POISSON, poisson)                                                                \
    ROW(KL_FAMILY_GEOMETRIC, geometric)                                                            \
    ROW(KL_FAMILY_NEGATIVE_BINOMIAL, negative_binomial)                                            \
    ROW(KL_FAMILY_NORMAL, normal)                                                                  \
    ROW(KL_FAMILY_LOG_NORMAL, log_normal)                                                          \
    ROW(KL_FAMILY_HALF_NORMAL, half_normal)                                                        \
    ROW(KL_FAMILY_EXPONENTIAL, exponential)                                                        \
    ROW(KL_FAMILY_GAMMA, gamma)                                                                    \
    ROW(KL_FAMILY_INVERSE_GAMMA, inverse_gamma)                                                    \
    ROW(KL_FAMILY_BETA, beta)                                                                      \
    ROW(KL_FAMILY_DIRICHLET, dirichlet)                                                            \
    ROW(KL_FAMILY_LAPLACE, laplace)                                                                \
    ROW(KL_FAMILY_CAUCHY, cauchy)                                                                  \
    ROW(KL_FAMILY_GUMBEL, gumbel)                                                                  \
    ROW(KL_FAMILY_WEIBULL, weibull)                                                                \
    ROW(KL_FAMILY_PARETO, pareto)                                                                  \
    ROW(KL_FAMILY_UNIFORM, uniform)

#endif
