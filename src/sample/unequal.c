/* SPDX-License-Identifier: Apache-2.0 */
/* The test of one source for sides of very unequal size. */
#include "sample/unequal.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

#define KL_BINS 32
#define KL_EXPECTED 5

typedef struct binned {
    size_t bins;
    double count[2][KL_BINS];
    double bag[KL_BAGS][KL_BINS]; /* of the larger side, then its excess */
} binned;

typedef struct ranked {
    uint64_t count;
    uint32_t gram;
} ranked;

static int most_first(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->gram > y->gram) - (x->gram < y->gram);
}

/* The bin of every n-gram, the most frequent first; returns how many bins. */
static kl_status bin_grams(const kl_aligned *aligned, double least, uint8_t *bin, size_t *bins,
                           kl_error *error) {
    ranked *order = kl_alloc(aligned->size, sizeof *order);
    if (order == NULL)
        return kl_fail_memory(error, "the test of one source", aligned->size * sizeof *order);
    double left = 0;
    for (size_t i = 0; i < aligned->size; i++) {
        order[i].count = aligned->side[0].integer[i] + aligned->side[1].integer[i];
        order[i].gram = (uint32_t)i;
        left += (double)order[i].count;
    }
    qsort(order, aligned->size, sizeof *order, most_first);
    double held = 0;
    *bins = 0;
    for (size_t k = 0; k < aligned->size; k++) {
        bin[order[k].gram] = (uint8_t)*bins;
        held += (double)order[k].count;
        left -= (double)order[k].count;
        if (held >= least && left >= least) { /* what is left must make one more */
            held = 0;
            ++*bins;
        }
    }
    ++*bins;
    kl_free(order);
    return KL_OK;
}

static void fill_bins(const kl_aligned *aligned, int large, const uint8_t *bin, binned *out) {
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < aligned->size; i++)
            out->count[s][bin[i]] += aligned->side[s].count[i];
    const kl_side *side = &aligned->side[large];
    for (unsigned b = 0; b < KL_BAGS; b++) {
        for (size_t c = side->cells.start[b]; c < side->cells.start[b + 1]; c++)
            out->bag[b][bin[side->cells.gram[c]]] += side->cells.count[c];
        for (size_t k = 0; k < out->bins; k++) {
            out->bag[b][k] -=
                (double)side->bag_total[b] * (out->count[large][k] / (double)side->total);
        }
    }
}

/* Pearson's statistic of differences of shares whose variance for one observation is π. */
static double pearson(const binned *bins, const double *difference, double total) {
    double sum = 0;
    for (size_t k = 0; k < bins->bins; k++)
        sum += difference[k] * difference[k] / ((bins->count[0][k] + bins->count[1][k]) / total);
    return sum;
}

static double observed(const binned *bins, double n, double m) {
    double difference[KL_BINS];
    for (size_t k = 0; k < bins->bins; k++)
        difference[k] = bins->count[0][k] / n - bins->count[1][k] / m;
    return pearson(bins, difference, n + m) / (1 / n + 1 / m);
}

static double with_signs(const binned *bins, const kl_side *large, double total, uint64_t seed,
                         uint64_t index) {
    double sum[KL_BINS] = {0};
    kl_random random;
    kl_random_init(&random, seed, index);
    uint64_t signs = kl_random_u64(&random);
    for (unsigned b = 0; b < KL_BAGS; b++)
        for (size_t k = 0; k < bins->bins; k++)
            sum[k] += signs >> b & 1 ? bins->bag[b][k] : -bins->bag[b][k];
    /* Excesses over their own mean are too small by (bags − 1)/bags. */
    double bags = large->bags;
    return pearson(bins, sum, total) / (double)large->total * (bags / (bags - 1));
}

kl_status kl_unequal_test(const kl_aligned *aligned, const kl_sample_options *options,
                          kl_permutation *out, kl_error *error) {
    double n = (double)aligned->side[0].total, m = (double)aligned->side[1].total;
    int large = m > n;
    const kl_side *side = &aligned->side[large];
    if (side->bags < KL_SPREAD_BAGS)
        return KL_OK;
    uint8_t *bin = kl_alloc(aligned->size, 1);
    binned *bins = kl_alloc_zero(1, sizeof *bins);
    kl_status status = bin == NULL || bins == NULL
                           ? kl_fail_memory(error, "the test of one source", aligned->size)
                           : KL_OK;
    if (status == KL_OK) {
        double least = KL_EXPECTED / (large ? n : m), finest = 1.0 / KL_BINS;
        status = bin_grams(aligned, (least > finest ? least : finest) * (n + m), bin, &bins->bins,
                           error);
    }
    if (status == KL_OK && bins->bins > 1) {
        fill_bins(aligned, large, bin, bins);
        double found = observed(bins, n, m);
        unsigned beaten = 0;
        for (unsigned i = 0; i < options->permutations; i++)
            beaten += with_signs(bins, side, n + m, options->seed, i) >= found;
        out->n = options->permutations;
        out->p = (1.0 + beaten) / (1.0 + out->n);
    }
    kl_free(bin);
    kl_free(bins);
    return status;
}
