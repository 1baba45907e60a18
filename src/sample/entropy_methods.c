/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the estimators of an entropy. */
#include "sample/entropy_methods.h"

#include "kernels/scalar.h"

static const kl_entropy_method rows[] = {
    /* Jeffreys 1946; Krichevsky and Trofimov 1981. */
    {KL_METHOD_DIRICHLET_JEFFREYS, kl_shares_jeffreys, NULL, 1},
    /* Laplace 1812; Holste, Große and Herzel 1998. */
    {KL_METHOD_DIRICHLET_LAPLACE, kl_shares_laplace, NULL, 1},
    /* Perks 1947; Schürmann and Grassberger 1996. */
    {KL_METHOD_DIRICHLET_PERKS, kl_shares_perks, NULL, 1},
    /* Trybula 1958. */
    {KL_METHOD_DIRICHLET_MINIMAX, kl_shares_minimax, NULL, 1},
    /* Hausser and Strimmer 2009. */
    {KL_METHOD_SHRINKAGE, kl_shares_shrunk, NULL, 1},
    /* Chao and Shen 2003. */
    {KL_METHOD_CHAO_SHEN, NULL, kl_entropy_chao_shen, 0},
    /* Grassberger 2003. */
    {KL_METHOD_GRASSBERGER, NULL, kl_entropy_grassberger, 0},
    /* Zhang 2012. */
    {KL_METHOD_ZHANG, NULL, kl_entropy_zhang, 0},
    /* Nemenman, Shafee and Bialek 2002. */
    {KL_METHOD_NSB, NULL, kl_entropy_nsb, 1},
};

const kl_entropy_method *kl_entropy_method_find(kl_method method) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].method == method)
            return &rows[i];
    return NULL;
}

static double surprise(double p) {
    return p > 0 ? -p * kl_log(p) : 0;
}

double kl_shares_entropy(const kl_frequencies *f, double alphabet, kl_shares shares) {
    double sum = (alphabet - f->seen) * surprise(shares.add);
    for (size_t i = 0; i < f->size; i++)
        sum += f->times[i] * surprise(f->count[i] * shares.scale + shares.add);
    return sum;
}

double kl_entropy_by(const kl_entropy_method *row, const kl_frequencies *f, double alphabet,
                     kl_nsb_grid *grid) {
    /* Of one symbol there is nothing to estimate, and no prior over shares. */
    if (alphabet <= 1)
        return 0;
    double value = row->shares != NULL ? kl_shares_entropy(f, alphabet, row->shares(f, alphabet))
                                       : row->entropy(f, alphabet, grid);
    return value > 0 ? value : 0;
}
