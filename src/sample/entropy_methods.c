/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the estimators of an entropy. */
#include "sample/entropy_methods.h"

#include "kernels/scalar.h"

static double surprise(double p) {
    return p > 0 ? -p * kl_log(p) : 0;
}

double kl_share_of(const kl_shares *shares, double count) {
    return count > 0 ? count * shares->scale + shares->add : shares->unseen;
}

double kl_shares_entropy(const kl_frequencies *f, double alphabet, kl_shares shares) {
    double sum = (alphabet - f->seen) * surprise(shares.unseen);
    for (size_t i = 0; i < f->size; i++)
        sum += f->times[i] * surprise(kl_share_of(&shares, f->count[i]));
    return sum;
}

/* Half of the degrees of freedom of what was estimated, over n. */
static double miller_madow(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    (void)flags;
    return kl_shares_entropy(f, alphabet, (kl_shares){.scale = 1 / f->total}) +
           (f->seen - 1) / (2 * f->total);
}

/* A half more: the mean of ln(c + ½) is ln of the mean of c but for its square (Haldane 1956), and with it the model's
 * bias, (K − 1)/2n as that of its entropy, is gone. */
static double half_more(double count, double total) {
    return kl_log((count + 0.5) / (total + 0.5));
}

static const kl_entropy_method rows[] = {
    /* Miller 1955. */
    {KL_METHOD_MILLER_MADOW, miller_madow, NULL, half_more},
    /* Jeffreys 1946; Krichevsky and Trofimov 1981. */
    {KL_METHOD_DIRICHLET_JEFFREYS, NULL, kl_shares_jeffreys, NULL},
    /* Laplace 1812; Holste, Große and Herzel 1998. */
    {KL_METHOD_DIRICHLET_LAPLACE, NULL, kl_shares_laplace, NULL},
    /* Perks 1947; Schürmann and Grassberger 1996. */
    {KL_METHOD_DIRICHLET_PERKS, NULL, kl_shares_perks, NULL},
    /* Trybula 1958. */
    {KL_METHOD_DIRICHLET_MINIMAX, NULL, kl_shares_minimax, NULL},
    /* Hausser and Strimmer 2009. */
    {KL_METHOD_SHRINKAGE, NULL, kl_shares_shrunk, NULL},
    /* Chao and Shen 2003. */
    {KL_METHOD_CHAO_SHEN, kl_entropy_chao_shen, kl_shares_covered, NULL},
    /* Grassberger 2003. */
    {KL_METHOD_GRASSBERGER, kl_entropy_grassberger, NULL, kl_log_share_digamma},
    /* Zhang 2012. */
    {KL_METHOD_ZHANG, kl_entropy_zhang, NULL, kl_log_share_digamma},
    /* Nemenman, Shafee and Bialek 2002. */
    {KL_METHOD_NSB, kl_entropy_nsb, kl_shares_nsb, NULL},
};

const kl_entropy_method *kl_entropy_method_find(kl_method method) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].method == method)
            return &rows[i];
    return NULL;
}

double kl_entropy_by(const kl_entropy_method *row, const kl_frequencies *f, double alphabet,
                     uint32_t *flags) {
    /* Of one symbol there is nothing to estimate, and no prior over shares. */
    if (alphabet <= 1)
        return 0;
    return row->entropy != NULL ? row->entropy(f, alphabet, flags)
                                : kl_shares_entropy(f, alphabet, row->shares(f, alphabet));
}

double kl_alphabet_power(uint64_t alphabet, int order, double there) {
    double power = 1;
    for (int k = 0; k < order; k++)
        power *= (double)alphabet;
    return alphabet > 0 ? power : there;
}
