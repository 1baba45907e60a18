/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information from four entropies. */
#include "information/joint_terms.h"

#include <limits.h>
#include <math.h>

#include "kernels/scalar.h"

static const double sign[KL_ENTROPY_TERMS] = {1, 1, -1, -1};

static size_t group_of(const kl_entropy_term *term, size_t cell) {
    return term->of != NULL ? term->of[cell] : term->groups > 1 ? cell : 0;
}

double kl_term_singletons(const kl_entropy_term *term) {
    double once = 0;
    for (size_t i = 0; i < term->groups; i++)
        once += term->count[i] == 1;
    return once;
}

double kl_term_limit(const kl_entropy_term *term, double values, int is_named) {
    return is_named || kl_term_singletons(term) <= 1 ? kl_log(values) : INFINITY;
}

static double count_log(double count) {
    return count > 0 ? count * kl_log(count) : 0;
}

/* The logarithms of n cancel: −1/n Σ sign Σ c ln c. */
double kl_terms_plugin(const kl_information_terms *terms) {
    double sum = 0;
    for (int t = 0; t < KL_ENTROPY_TERMS; t++) {
        double part = 0;
        for (size_t g = 0; g < terms->term[t].groups; g++)
            part += count_log(terms->term[t].count[g]);
        sum += sign[t] * part;
    }
    return -sum / terms->total;
}

/* c ln c less what it is with a row left out, less ln n: these cancel between the four terms. */
static double step(double count, double n) {
    return kl_log(count / n) - (count > 1 ? (count - 1) * kl_log1p(-1 / count) : 0);
}

/*
 * Without a row of a cell the value changes by (θ − v)/(n − 1), v = −Σ sign step(c) over the groups that the cell lies
 * in: v is the pseudo-value, θ less its mean the bias, and its variance over the rows, over n − 1, that of θ.
 */
kl_jackknife kl_terms_jackknife(const kl_information_terms *terms, double full, double *room) {
    const double n = terms->total;
    const kl_entropy_term *cell = &terms->term[KL_TERM_XY];
    kl_jackknife out = {0, NAN, n < UINT_MAX ? (unsigned)n : UINT_MAX};
    if (out.bags < KL_BAGS_MIN)
        return out;
    double *value[KL_ENTROPY_TERMS], mean = 0, squares = 0;
    for (int t = 0; t < KL_ENTROPY_TERMS; t++) {
        value[t] = room;
        room += terms->term[t].groups;
        for (size_t g = 0; g < terms->term[t].groups; g++)
            value[t][g] = sign[t] * step(terms->term[t].count[g], n);
    }
    double *pseudo = value[KL_TERM_XY];
    for (size_t i = 0; i < terms->cells; i++) {
        pseudo[i] = -pseudo[i];
        for (int t = 0; t < KL_ENTROPY_TERMS; t++)
            if (t != KL_TERM_XY)
                pseudo[i] -= value[t][group_of(&terms->term[t], i)];
        mean += cell->count[i] / n * pseudo[i];
    }
    for (size_t i = 0; i < terms->cells; i++)
        squares += cell->count[i] / n * (pseudo[i] - mean) * (pseudo[i] - mean);
    out.bias = full - mean;
    out.variance = squares / (n - 1);
    return out;
}

double kl_terms_by(const kl_entropy_method *method, const kl_information_terms *terms,
                   kl_frequency_desk *desk, uint32_t *flags) {
    const kl_entropy_term *all = &terms->term[KL_TERM_XY];
    kl_shares shares = {0, 0, 0};
    if (method->entropy == NULL && all->alphabet > 1) {
        const kl_frequencies f = kl_frequencies_of(desk, all->count, all->groups);
        shares = method->shares(&f, all->alphabet);
    }
    double sum = 0;
    for (int t = 0; t < KL_ENTROPY_TERMS; t++) {
        const kl_entropy_term *term = &terms->term[t];
        const kl_frequencies f = kl_frequencies_of(desk, term->count, term->groups);
        /* A margin of shares adds what was added to each of its combinations. */
        const double added = all->alphabet / term->alphabet;
        const kl_shares own = {shares.scale, shares.add * added, shares.unseen * added};
        const double entropy = term->alphabet <= 1 ? 0
                               : method->entropy == NULL
                                   ? kl_shares_entropy(&f, term->alphabet, own)
                                   : kl_entropy_by(method, &f, term->alphabet, flags);
        sum += sign[t] * entropy;
    }
    return sum;
}
