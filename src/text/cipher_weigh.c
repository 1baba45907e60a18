/* SPDX-License-Identifier: Apache-2.0 */
/* What a reading gains, and in what order languages are worth a search. */
#include <math.h>
#include <stdlib.h>

#include "kernels/scalar.h"
#include "text/cipher_solver.h"

/* Texts that are drawn to see what sorted frequencies of a length are. */
enum { DRAWS = 16 };

static int descending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Mean sorted counts of texts of n letters by these shares. */
static void sorted_profile(const kl_cipher_table *table, size_t n, double *out) {
    kl_random random;
    const unsigned letters = table->size - 1;
    kl_random_init(&random, 0, n);
    for (unsigned draw = 0; draw < DRAWS; draw++) {
        double counts[KL_CIPHER_SYMBOLS_MAX] = {0};
        for (size_t i = 0; i < n; i++) {
            double u = kl_random_uniform(&random);
            unsigned symbol = 1;
            while (symbol < letters && u >= table->share[symbol])
                u -= table->share[symbol++];
            counts[symbol - 1]++;
        }
        qsort(counts, letters, sizeof *counts, descending);
        for (unsigned i = 0; i < letters; i++)
            out[i] += counts[i] / DRAWS;
    }
}

double kl_cipher_sorted_divergence(const kl_cipher_text *text, const kl_cipher_table *table) {
    const unsigned letters = table->size - 1;
    const double n = (double)text->letters;
    double expected[KL_CIPHER_SYMBOLS_MAX] = {0}, counts[KL_CIPHER_SYMBOLS_MAX] = {0}, sum = 0;
    sorted_profile(table, text->letters, expected);
    for (unsigned i = 0; i < letters; i++)
        counts[i] = text->counts[i + 1];
    qsort(counts, letters, sizeof *counts, descending);
    /* Half a letter more everywhere, so that what was never drawn is not impossible. */
    for (unsigned i = 0; i < letters; i++)
        if (counts[i] > 0)
            sum +=
                counts[i] / n * kl_log(counts[i] * (n + 0.5 * letters) / (n * (expected[i] + 0.5)));
    return sum;
}

/* What a letter that a language hardly has is taken to have. */
#define LEAST_SHARE 1e-4

double kl_cipher_cost_of_letters(const kl_cipher_case *c, const kl_cipher_candidate *candidate) {
    const double *share = c->solver->tables[candidate->language][c->mode].share;
    const kl_cipher_text *text = &candidate->texts[KL_CIPHER_RUNNING];
    double nats = 0;
    for (unsigned i = 1; i < text->size; i++)
        nats -= text->counts[i] * kl_log(share[i] + LEAST_SHARE);
    return nats;
}

double kl_cipher_gain_of_order(const kl_cipher_case *c, const kl_cipher_candidate *candidate) {
    return kl_cipher_cost_of_letters(c, candidate) -
           kl_cipher_nats(&candidate->found[KL_CIPHER_TRANSPOSITION]);
}

double kl_cipher_entropy_of_letters(const kl_cipher_case *c, const kl_cipher_candidate *candidate) {
    const double *share = c->solver->tables[candidate->language][c->mode].share;
    double nats = 0;
    for (unsigned i = 1; i < candidate->texts[KL_CIPHER_RUNNING].size; i++)
        nats -= share[i] * kl_log(share[i] + LEAST_SHARE);
    return nats;
}

/* Nats that the scored places take without any knowledge: all letters alike; blanks as often as they are. */
static double ignorance(const kl_cipher_text *text) {
    const double blanks = (double)text->windows[0], letters = (double)text->windows[1];
    double nats = letters * kl_log(text->size - 1.0);
    if (blanks > 0 && letters > 0)
        nats += blanks * kl_log((blanks + letters) / blanks) +
                letters * kl_log((blanks + letters) / letters);
    return nats;
}

int kl_cipher_weigh(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                    kl_cipher_kind kind, kl_cipher_reading *out) {
    const kl_cipher_found *found = &candidate->found[kind];
    const kl_cipher_mode mode = kl_cipher_mode_of(c, kind);
    const kl_cipher_text *text = &candidate->texts[mode];
    const kl_cipher_language *language = &c->solver->profile->languages[candidate->language];
    const kl_cipher_spread *spread = &language->spread[mode];
    const double n = (double)(text->windows[0] + text->windows[1]);
    if (found->cost == UINT32_MAX || n == 0)
        return 0;
    const double nats = KL_CIPHER_COST * found->cost;
    *out = (kl_cipher_reading){.kind = kind, .code = language->code, .name = language->name};
    out->cross_entropy = nats / n;
    out->scored = (uint64_t)n;
    out->gain = ignorance(text) - nats - found->key_cost;
    out->atypical =
        (out->cross_entropy - spread->mean) / sqrt(spread->between + spread->within / n);
    out->unicity = kl_cipher_unicity(language, kind, found->key.period);
    /* Letters that are only moved tell as much as their order does. */
    if (kind == KL_CIPHER_TRANSPOSITION) {
        const double order = kl_cipher_entropy_of_letters(c, candidate) - spread->mean;
        out->unicity = order > 0 ? found->key_cost / order : INFINITY;
    }
    return 1;
}

/* A letter of the text that the alphabet has not, such as of a foreign name: one in e^8, some 3,000. */
#define FOREIGN_NATS 8.0

double kl_cipher_evidence(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                          const kl_cipher_reading *reading) {
    const kl_cipher_text *text = &candidate->texts[kl_cipher_mode_of(c, reading->kind)];
    return reading->gain - (double)(text->letters + text->kept) * kl_log(text->size - 1.0) -
           FOREIGN_NATS * (double)text->foreign;
}
