/* SPDX-License-Identifier: Apache-2.0 */
/* Words of a text, clustered by what comes after them: X is a word, Y the next one, T the cluster. */
#ifndef STORY_PLANE_WORDS_H
#define STORY_PLANE_WORDS_H

#include "nn.h"

#include <kullback/information_bottleneck.h>
#include <kullback/text.h>

enum { WORDS = 240, WORDS_NEXT = 600 }; /* X, and Y but for "any other", the last one */

typedef struct words {
    kl_counts *pairs;
    size_t word[WORDS];                  /* a symbol of `pairs`, the commonest first */
    double joint[WORDS][WORDS_NEXT + 1]; /* how often */
} words;

words *words_read(const char *path);
void words_free(words *w);

/* Of the table H(X) and I(X;Y), and I(X;Y) of what it was counted from; nats. */
typedef struct words_information {
    double entropy, counted;
    kl_estimate source;
} words_information;

words_information words_inform(const words *w);
/* Hard clusters that keep as much of the next word as was found. */
kl_bottleneck_result words_cluster(const words *w, size_t clusters, kl_pool *pool,
                                   uint32_t cluster[WORDS]);
/* The rate and the relevance of a tree of clusters, merged two by two: by size, 1 … WORDS. */
void words_tree(const words *w, kl_pool *pool, double rate[WORDS], double relevance[WORDS]);
/* What as many clusters as large keep that were dealt. */
double words_deal(const words *w, const uint32_t cluster[WORDS]);
/* The words of a cluster, the commonest first, until the line is full. */
void words_line(const words *w, const uint32_t cluster[WORDS], size_t which, char *line,
                size_t size);

#endif
