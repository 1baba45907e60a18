/* SPDX-License-Identifier: Apache-2.0 */
/* Are two tables of counts draws of one distribution? A test that holds its level for counts of any size. */
#ifndef KL_SAMPLE_HOMOGENEITY_H
#define KL_SAMPLE_HOMOGENEITY_H

#include <kullback/base.h>

typedef struct kl_homogeneity {
    double pearson, deviance; /* Σ (c − e)²/e and 2 Σ c ln(c/e), over both sides */
    double freedom;           /* cells less one; 0: χ² has nothing to compare */
    double p;                 /* 1 where all draws are in one cell, or in none */
} kl_homogeneity;

/*
 * Counts a[i] and b[i] of n cells, independent draws; e is what each side would have if both were one, in its share
 * of all. Cells of which the smaller side would have fewer than 5 (Cochran 1954) are put together, by the sums of both
 * sides alone, so that dealing the draws anew would put together the same. χ² is then the law of both statistics, of
 * the deviance more so where a count is far above, of Pearson's where it is far below; p is the larger of theirs.
 *
 * What is put together is not lost: each such cell, and all of them where they are fewer than 5 together, has the
 * exact test of it against the rest (Fisher 1934), times the number of these tests. p is that alone where χ² has
 * nothing to compare, else twice the least of both, at most 1.
 */
kl_homogeneity kl_homogeneity_test(const uint64_t *a, const uint64_t *b, size_t n);

/*
 * The two-sample test of Kolmogorov and Smirnov on counts of n different numbers in ascending order: the chance that
 * labels dealt anew to all draws give a max |F − G| as large. Exact, with ties, up to KL_KOLMOGOROV_EXACT pairs of
 * draws (Schröer and Trenkler 1995), else Kolmogorov's limit, which is too large of fewer draws and of ties.
 * `*statistic` is max |F − G|. 1 where a side has no draw.
 */
#define KL_KOLMOGOROV_EXACT 1e6
kl_status kl_kolmogorov_test(const uint64_t *a, const uint64_t *b, size_t n, double *statistic,
                             double *p, kl_error *error);

#endif
