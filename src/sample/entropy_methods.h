/* SPDX-License-Identifier: Apache-2.0 */
/* The estimators of an entropy that look at counts of counts alone: one table, one file a kinship. */
#ifndef KL_SAMPLE_ENTROPY_METHODS_H
#define KL_SAMPLE_ENTROPY_METHODS_H

#include "sample/frequencies.h"

/* Estimated shares: that of a symbol with count c is c · scale + add, and of one that was not seen `unseen`. */
typedef struct kl_shares {
    double scale, add, unseen;
} kl_shares;

/* `alphabet`: K > 1, how many symbols there are, at least those that were seen. */
typedef struct kl_entropy_method {
    kl_method method;
    /* The entropy in nats, and flags where something must be said; NULL: of an estimator of the shares themselves it is
     * that of these, as is whatever else is made of shares. */
    double (*entropy)(const kl_frequencies *f, double alphabet, uint32_t *flags);
    /* The model that a cross-entropy codes by: estimated shares, … */
    kl_shares (*shares)(const kl_frequencies *f, double alphabet);
    /* … or the logarithm of the share of a symbol with count c, also 0, of a total. */
    double (*log_share)(double count, double total);
} kl_entropy_method;

/* The row of a method; NULL: it is none of these. */
const kl_entropy_method *kl_entropy_method_find(kl_method method);

/* The entropy by a row of the table. */
double kl_entropy_by(const kl_entropy_method *row, const kl_frequencies *f, double alphabet,
                     uint32_t *flags);

/* K^order; of a K of 0, which nobody named, `there`. */
double kl_alphabet_power(uint64_t alphabet, int order, double there);

/* The share of a symbol with this count, also 0. */
double kl_share_of(const kl_shares *shares, double count);

/* −Σ p ln p of shares over K symbols. */
double kl_shares_entropy(const kl_frequencies *f, double alphabet, kl_shares shares);

/* Rows. */
kl_shares kl_shares_jeffreys(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_laplace(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_perks(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_minimax(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_shrunk(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_covered(const kl_frequencies *f, double alphabet);
kl_shares kl_shares_nsb(const kl_frequencies *f, double alphabet);
double kl_entropy_chao_shen(const kl_frequencies *f, double alphabet, uint32_t *flags);
double kl_entropy_grassberger(const kl_frequencies *f, double alphabet, uint32_t *flags);
double kl_entropy_zhang(const kl_frequencies *f, double alphabet, uint32_t *flags);
double kl_entropy_nsb(const kl_frequencies *f, double alphabet, uint32_t *flags);
double kl_log_share_digamma(double count, double total);

#endif
