/* SPDX-License-Identifier: Apache-2.0 */
/* The permutation test of two samples: labels are dealt anew over the pooled points. */
#ifndef KL_SAMPLE_RELABEL_H
#define KL_SAMPLE_RELABEL_H

#include <kullback/base.h>

/* Streams of the seed that are not those of deals. */
#define KL_STREAM_SUBSAMPLE (UINT64_MAX - 0)
#define KL_STREAM_SHUFFLE (UINT64_MAX - 1) /* and the one below it */

typedef struct kl_null {
    double p;         /* (1 + b)/(1 + n) */
    unsigned n;       /* deals; 0: no test was made, p is NaN */
    double mean;      /* of the statistic over the deals */
    double deviation; /* its standard deviation over them */
    double critical;  /* what deals exceed with probability 1 − confidence */
    double observed;  /* of the sides as they are */
} kl_null;

/* How many deals are made where `asked` were and one costs `work` (numbers looked at): as many as two seconds
 * of one thread allow, at least KL_DEALS_LEAST. */
#define KL_DEALS_LEAST 99
unsigned kl_relabel_deals(unsigned asked, double work);

/* Labels for `total` places of which n[0] are to be of side 0: each choice is equally likely, and comes from
 * stream `index` of the seed. The places of the smaller side are what is drawn, so that exchanging the sides
 * exchanges the labels. */
void kl_relabel_deal(size_t total, const size_t n[2], uint64_t seed, uint64_t index,
                     uint8_t *label);

/* `statistic` has a value for each deal and behind them the observed one, and as much room again; the deals are
 * sorted. What is below the observed by no more than `slack` is rounding, and counts as equal. */
kl_null kl_relabel_conclude(double *statistic, unsigned deals, double slack, double confidence);

/* A test whose deals come one by one: `deal` says of each, in at_least[index], whether its statistic is at least as
 * large as the observed one. Where so many are it ends (Besag and Clifford 1991, "Sequential Monte Carlo p-values"): p
 * is `enough`/n of the n deals up to the last of them, and else (1 + b)/(1 + n); exact either way. 0: none is enough.
 * The same for any pool. */
typedef struct kl_dealing {
    kl_task *deal;
    void *context;
    const uint8_t *at_least;
    unsigned deals, enough;
} kl_dealing;

kl_status kl_relabel_test(const kl_dealing *dealing, kl_pool *pool, kl_estimate *p,
                          kl_error *error);

#endif
