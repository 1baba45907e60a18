/* SPDX-License-Identifier: Apache-2.0 */
/* The estimators of an entropy that look at counts of counts alone: one table, one file a kinship. */
#ifndef KL_SAMPLE_ENTROPY_METHODS_H
#define KL_SAMPLE_ENTROPY_METHODS_H

#include "sample/frequencies.h"

/* Estimated shares: that of a symbol with count c is c · scale + add, also of one that was not seen. */
typedef struct kl_shares {
    double scale, add;
} kl_shares;

/* Where NSB integrates: t = center + width · sinh(u), u in steps. With a step of 0 it finds this out. */
typedef struct kl_nsb_grid {
    double center, width, step;
    int not_converged;
} kl_nsb_grid;

/* `alphabet`: K, how many symbols there are, at least those that were seen. */
typedef struct kl_entropy_method {
    kl_method method;
    /* Of an estimator of the shares themselves, which carries to whatever is made of shares; NULL else. */
    kl_shares (*shares)(const kl_frequencies *f, double alphabet);
    /* Of the others the entropy in nats; `grid` is for NSB. */
    double (*entropy)(const kl_frequencies *f, double alphabet, kl_nsb_grid *grid);
    /* It assumes something of all K symbols, so that its own error is none where that is wrong. */
    int assumes;
} kl_entropy_method;

/* The row of a method; NULL: it is none of these. */
const kl_entropy_method *kl_entropy_method_find(kl_method method);

/* The entropy by a row of the table, ≥ 0. */
double kl_entropy_by(const kl_entropy_method *row, const kl_frequencies *f, double alphabet,
                     kl_nsb_grid *grid);

/* −Σ p ln p of shares over K symbols. */
double kl_shares_entropy(const kl_frequencies *f, double alphabet, kl_shares shares);

/* Rows. */
kl_shares kl_shares_jeffreys(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_laplace(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_perks(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_minimax(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_shrunk(const kl_frequencies *f, double alphabet);
double kl_entropy_chao_shen(const kl_frequencies *f, double alphabet, kl_nsb_grid *grid);
double kl_entropy_grassberger(const kl_frequencies *f, double alphabet, kl_nsb_grid *grid);
double kl_entropy_zhang(const kl_frequencies *f, double alphabet, kl_nsb_grid *grid);
double kl_entropy_nsb(const kl_frequencies *f, double alphabet, kl_nsb_grid *grid);

#endif
