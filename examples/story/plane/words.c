/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <kullback/information_joint.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 1951, STARTS = 16 };

/* ── The table ────────────────────────────────────────────────────────────────────────────────── */

typedef struct tally {
    double count;
    size_t symbol;
} tally;

static int by_count(const void *a, const void *b) {
    const tally *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count)
                                : (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

/* Symbols by how often they come first (side 0) or second in a pair. To be freed. */
static tally *ranked(const kl_counts *pairs, int side) {
    const size_t n = kl_counts_alphabet(pairs);
    tally *all = nn_memory(n, sizeof *all);
    for (size_t s = 0; s < n; s++)
        all[s].symbol = s;
    for (size_t g = 0; g < kl_counts_size(pairs); g++)
        all[kl_counts_gram(pairs, g)[side]].count += (double)kl_counts_count(pairs, g);
    qsort(all, n, sizeof *all, by_count);
    return all;
}

/* Of each symbol its place among the `most` commonest, or `most`. To be freed. */
static size_t *places(const kl_counts *pairs, int side, size_t most) {
    const size_t n = kl_counts_alphabet(pairs);
    size_t *place = nn_memory(n, sizeof *place);
    nn_must(n >= most, "plane: the text has too few words");
    tally *all = ranked(pairs, side);
    for (size_t rank = 0; rank < n; rank++)
        place[all[rank].symbol] = rank < most ? rank : most;
    free(all);
    return place;
}

words *words_read(const char *path) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = KL_SYMBOLS_WORDS;
    options.order = 2;
    kl_text_counter *counter = NULL;
    words *w = nn_memory(1, sizeof *w);
    nn_call(kl_text_counter_new(&options, &counter, &nn_error));
    nn_call(kl_text_counter_add_file(counter, path, &nn_error));
    nn_call(kl_text_counter_finish(counter, &w->pairs, &nn_error));
    kl_text_counter_free(counter);
    size_t *row = places(w->pairs, 0, WORDS), *column = places(w->pairs, 1, WORDS_NEXT);
    for (size_t s = 0; s < kl_counts_alphabet(w->pairs); s++)
        if (row[s] < WORDS)
            w->word[row[s]] = s;
    for (size_t g = 0; g < kl_counts_size(w->pairs); g++) {
        const uint32_t *pair = kl_counts_gram(w->pairs, g);
        if (row[pair[0]] < WORDS)
            w->joint[row[pair[0]]][column[pair[1]]] += (double)kl_counts_count(w->pairs, g);
    }
    free(row);
    free(column);
    return w;
}

void words_free(words *w) {
    kl_counts_free(w->pairs);
    free(w);
}

static kl_matrix matrix_of(const words *w) {
    return (kl_matrix){w->joint, WORDS, WORDS_NEXT + 1, WORDS_NEXT + 1, KL_F64};
}

static kl_joint *joint_of(const double *table) {
    const size_t sizes[] = {WORDS, WORDS_NEXT + 1};
    kl_joint *joint = NULL;
    nn_call(kl_joint_from_table(kl_f64(table, sizes[0] * sizes[1]), sizes, 2, &joint, &nn_error));
    return joint;
}

words_information words_inform(const words *w) {
    kl_joint_options options;
    kl_joint_options_init(&options);
    options.permutations = 0; /* nobody doubts that words depend on each other */
    kl_joint *joint = joint_of(*w->joint);
    kl_joint_result found;
    double entropy;
    nn_call(kl_joint_entropy(joint, KL_X, 0, &entropy, &nn_error));
    nn_call(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &found, &nn_error));
    kl_joint_free(joint);
    return (words_information){entropy, found.plugin, found.value};
}

/* ── Clusters ─────────────────────────────────────────────────────────────────────────────────── */

kl_bottleneck_result words_cluster(const words *w, size_t clusters, kl_pool *pool,
                                   uint32_t cluster[WORDS]) {
    kl_bottleneck_options options;
    kl_bottleneck_options_init(&options);
    options.beta = INFINITY; /* their number is all that keeps them from knowing everything */
    options.clusters = clusters;
    options.restarts = STARTS;
    options.seed = SEED;
    options.pool = pool;
    kl_bottleneck_arrays arrays = KL_BOTTLENECK_ARRAYS_INIT;
    arrays.assignment = cluster;
    kl_bottleneck_result found;
    nn_call(kl_bottleneck_sequential_dense(matrix_of(w), &options, &arrays, &found, &nn_error));
    return found;
}

void words_tree(const words *w, kl_pool *pool, double rate[WORDS], double relevance[WORDS]) {
    kl_bottleneck_merge merge[WORDS - 1];
    kl_joint *joint = joint_of(*w->joint);
    nn_call(kl_bottleneck_agglomerate(matrix_of(w), pool, merge, &nn_error));
    for (size_t k = 0; k + 1 < WORDS; k++) { /* merge k leaves WORDS − 1 − k */
        rate[WORDS - 2 - k] = merge[k].entropy;
        relevance[WORDS - 2 - k] = merge[k].relevance;
    }
    nn_call(kl_joint_entropy(joint, KL_X, 0, &rate[WORDS - 1], &nn_error));
    nn_call(kl_joint_mutual_information(joint, KL_X, KL_Y, 0, &relevance[WORDS - 1], &nn_error));
    kl_joint_free(joint);
}

double words_deal(const words *w, const uint32_t cluster[WORDS]) {
    double *table = nn_memory(sizeof w->joint / sizeof(double), sizeof *table), relevance;
    size_t order[WORDS];
    kl_random random;
    kl_random_init(&random, SEED, 0);
    nn_shuffle(order, WORDS, &random);
    for (size_t i = 0; i < WORDS; i++)
        for (size_t y = 0; y <= WORDS_NEXT; y++)
            table[cluster[order[i]] * (WORDS_NEXT + 1) + y] += w->joint[i][y];
    kl_joint *dealt = joint_of(table);
    nn_call(kl_joint_mutual_information(dealt, KL_X, KL_Y, 0, &relevance, &nn_error));
    kl_joint_free(dealt);
    free(table);
    return relevance;
}

void words_line(const words *w, const uint32_t cluster[WORDS], size_t which, char *line,
                size_t size) {
    size_t used = 0;
    *line = '\0';
    for (size_t i = 0; i < WORDS; i++) {
        size_t length;
        const char *word = kl_counts_symbol(w->pairs, w->word[i], &length);
        if (cluster[i] != which || used + length + 2 > size)
            continue;
        if (used > 0)
            line[used++] = ' ';
        memcpy(line + used, word, length);
        used += length;
        line[used] = '\0';
    }
}
