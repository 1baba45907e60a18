/* SPDX-License-Identifier: Apache-2.0 */
/* Bias and variance from leaving one bag out at a time.
 *
 * Bags are unequal: the delete-m_j jackknife of Busing, Meijer and van der Leeden 1999, "Delete-m
 * jackknife for unequal m". With n observations, m_j of them in bag j, h_j = n/m_j, θ_(j) without bag j:
 *
 *   corrected   θ̃ = Gθ − Σ_j (1 − m_j/n) θ_(j)
 *   variance    1/G Σ_j (h_jθ − (h_j − 1)θ_(j) − θ̃)²/(h_j − 1)
 */
#ifndef KL_SAMPLE_JACKKNIFE_H
#define KL_SAMPLE_JACKKNIFE_H

#include <kullback/sample.h>

/* Below this many bags nothing is said of the error. */
#define KL_BAGS_MIN 4

typedef struct kl_jackknife {
    double bias;     /* θ − θ̃; 0 below KL_BAGS_MIN bags */
    double variance; /* NaN below KL_BAGS_MIN bags */
    unsigned bags;   /* that are not empty */
} kl_jackknife;

/* `without[b]` is θ without bag b, read where bag_total[b] > 0. */
kl_jackknife kl_jackknife_side(double theta, const double without[KL_BAGS],
                               const uint64_t bag_total[KL_BAGS], uint64_t total);

/* Nothing varies: a side that the value does not depend on. */
kl_jackknife kl_jackknife_constant(void);

/* Standard error and half width of the interval of a value that depends on two independent samples:
 * variances add, degrees of freedom by Welch and Satterthwaite. NaN where a side has too few bags. */
typedef struct kl_spread {
    double standard_error, half_width;
} kl_spread;
kl_spread kl_jackknife_spread(kl_jackknife a, kl_jackknife b, double confidence);
/* … on any number of them. */
kl_spread kl_jackknife_spread_of(const kl_jackknife *sides, size_t n, double confidence);

#endif
