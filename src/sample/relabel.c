/* SPDX-License-Identifier: Apache-2.0 */
/* Dealing labels anew, and what the deals say. */
#include "sample/relabel.h"

#include <math.h>

#include "sample/sort.h"

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
    kl_null out = {NAN, 0, NAN, NAN, NAN};
    if (deals == 0)
        return out;
    const double observed = statistic[deals];
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
