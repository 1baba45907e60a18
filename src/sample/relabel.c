/* SPDX-License-Identifier: Apache-2.0 */
/* Dealing labels anew, and what the deals say. */
#include "sample/relabel.h"

#include <math.h>

#include "sample/interval.h"
#include "sample/sort.h"

/* Deals between two looks at how many were at least as large. */
enum { LOOK = 16 };

/* Numbers that two seconds of one thread get through. */
#define BUDGET 1e8

unsigned kl_relabel_deals(unsigned asked, double work) {
    const double most = fmax(BUDGET / work, KL_DEALS_LEAST);
    return asked > most ? (unsigned)most : asked;
}

/* Selection sampling (Fan, Muller and Rezucha 1962): place after place, each with the chance of what is left. */
void kl_relabel_deal(size_t total, const size_t n[2], uint64_t seed, uint64_t index,
                     uint8_t *label) {
    const unsigned small = n[1] < n[0];
    size_t wanted = n[small];
    kl_random random;
    kl_random_init(&random, seed, index);
    for (size_t i = 0; i < total; i++) {
        const int drawn = kl_random_below(&random, total - i) < wanted;
        wanted -= (size_t)drawn;
        label[i] = (uint8_t)(drawn ? small : 1 - small);
    }
}

kl_null kl_relabel_conclude(double *statistic, unsigned deals, double slack, double confidence) {
    kl_null out = {NAN, 0, NAN, NAN, NAN, NAN};
    if (deals == 0)
        return out;
    const double observed = out.observed = statistic[deals];
    unsigned beaten = 0;
    double sum = 0;
    for (unsigned i = 0; i < deals; i++) {
        beaten += statistic[i] >= observed - slack;
        sum += statistic[i];
    }
    out.p = (1.0 + beaten) / (1.0 + deals);
    out.n = deals;
    out.mean = sum / deals;
    double squares = 0;
    for (unsigned i = 0; i < deals; i++)
        squares += (statistic[i] - out.mean) * (statistic[i] - out.mean);
    out.deviation = sqrt(squares / deals);
    kl_sort_f64(statistic, deals, statistic + deals + 1);
    const size_t rank = (size_t)(confidence * (1.0 + deals));
    out.critical = statistic[rank < deals ? rank : deals - 1];
    return out;
}

/* ── Deals that end early ── */

typedef struct look {
    const kl_dealing *dealing;
    size_t first;
} look;

static kl_status deal_next(void *context, size_t index, unsigned worker, kl_error *error) {
    const look *at = context;
    return at->dealing->deal(at->dealing->context, at->first + index, worker, error);
}

kl_status kl_relabel_test(const kl_dealing *dealing, kl_pool *pool, kl_estimate *p,
                          kl_error *error) {
    const size_t deals = dealing->deals, threads = kl_pool_threads(pool);
    const size_t step = dealing->enough == 0 ? deals : threads > LOOK ? threads : LOOK;
    unsigned as_large = 0;
    *p = kl_estimate_bare(1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, deals);
    for (look at = {dealing, 0}; at.first < deals; at.first += step) {
        const size_t left = deals - at.first, n = left < step ? left : step;
        const kl_status status = kl_pool_run(pool, n, deal_next, &at, error);
        if (status != KL_OK)
            return status;
        for (size_t i = at.first; i < at.first + n; i++) {
            as_large += dealing->at_least[i] != 0;
            if (dealing->enough == 0 || as_large < dealing->enough)
                continue;
            p->n = i + 1;
            p->value = (double)as_large / (double)p->n;
            return KL_OK;
        }
    }
    p->value = (1 + (double)as_large) / (1 + (double)deals);
    return KL_OK;
}
