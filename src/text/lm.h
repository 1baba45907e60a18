/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inside of a language model: one image, the same in memory and in a file.
 *
 *     head                  kl_lm_head
 *     symbols               names one after the other, where each starts, and a table to find them by
 *     n-grams of order 1    kl_lm_unigram by the number of the symbol
 *     n-grams of order n    an open hash table of kl_lm_slot, from 2 to the highest, whose slots lack `backoff`
 *     checksum              CRC-64/XZ of all before it
 *
 * An n-gram is a node: of order 1 its number is that of the symbol, of order n that of its slot behind all nodes of
 * lower orders. A node hangs on that of its first n − 1 symbols, so that (parent, symbol) is an exact key. A state is
 * the node of the longest context that has continuations. Little-endian, every section at a multiple of 8.
 *
 * A checksum keeps accidents out, not intent: what a file claims of its nodes is checked as well (parents one order
 * below, links lower still), and a search ends after as many places as there are.
 */
#ifndef KL_TEXT_LM_H
#define KL_TEXT_LM_H

#include <kullback/io.h>
#include <kullback/text.h>

#include "sample/counts.h"
#include "text/scratch.h"
#include "text/window.h"

#include <math.h>
#include <string.h>

#define KL_LM_VERSION 1
/* No node: nothing is known of what came before. */
#define KL_LM_NONE UINT32_MAX
/* The word of a free slot. */
#define KL_LM_FREE UINT32_MAX

typedef struct kl_lm_table {
    uint64_t count, slots; /* n-grams, and places for them */
    uint64_t first;        /* node of place 0 */
    uint64_t at;           /* byte offset of place 0 */
    double discount[3];
    uint64_t fallback;
} kl_lm_table;

typedef struct kl_lm_head {
    uint8_t magic[8];
    uint32_t version, symbols, order, smoothing;
    uint64_t size; /* of the whole file */
    uint64_t names_at, names_size;
    uint64_t starts_at;                 /* u64: where each name starts, and where the last ends */
    uint64_t finder_at, finder_slots;   /* u32: numbers of symbols by the hash of their names */
    kl_lm_table level[KL_LM_ORDER_MAX]; /* [n − 1] */
} kl_lm_head;

/* Logarithms are natural. A backoff of NaN: nothing follows in the model. */
typedef struct kl_lm_unigram {
    float log_p, backoff;
} kl_lm_unigram;

typedef struct kl_lm_slot {
    uint32_t parent, word;
    float log_p;
    uint32_t link; /* the longest proper ending that is a state */
    float backoff; /* not of the highest order */
} kl_lm_slot;

#define KL_LM_SLOT_LAST offsetof(kl_lm_slot, backoff)

struct kl_lm {
    const unsigned char *image;
    const kl_lm_head *head;
    kl_bytes *file;     /* what is mapped, or */
    kl_scratch scratch; /* what was built */
};

/* Of what a model is: the checksum of its image. */
static inline uint64_t kl_lm_identity(const kl_lm *lm) {
    uint64_t checksum;
    memcpy(&checksum, lm->image + lm->head->size - sizeof checksum, sizeof checksum);
    return checksum;
}

static inline const kl_lm_unigram *kl_lm_unigrams(const kl_lm *lm) {
    return (const kl_lm_unigram *)(const void *)(lm->image + lm->head->level[0].at);
}

static inline size_t kl_lm_slot_size(const kl_lm_head *head, unsigned n) {
    return n == head->order ? KL_LM_SLOT_LAST : sizeof(kl_lm_slot);
}

/* Place i of the table of order n ≥ 2. */
static inline const kl_lm_slot *kl_lm_at(const kl_lm *lm, unsigned n, uint64_t i) {
    return (const kl_lm_slot *)(const void *)(lm->image + lm->head->level[n - 1].at +
                                              i * kl_lm_slot_size(lm->head, n));
}

/* The order of a node. */
static inline unsigned kl_lm_node_order(const kl_lm *lm, uint32_t node) {
    unsigned n = 1;
    while (n < lm->head->order && node >= lm->head->level[n].first)
        n++;
    return n;
}

static inline const kl_lm_slot *kl_lm_node(const kl_lm *lm, unsigned n, uint32_t node) {
    return kl_lm_at(lm, n, node - lm->head->level[n - 1].first);
}

/* Where the search for (parent, word) begins. */
__extension__ typedef unsigned __int128 kl_u128;

static inline uint64_t kl_lm_place(uint64_t slots, uint32_t parent, uint32_t word) {
    return (uint64_t)((kl_u128)kl_mix64((uint64_t)parent << 32 | word) * slots >> 64);
}

/* The node of order n ≥ 2, or KL_LM_NONE. */
static inline uint32_t kl_lm_find(const kl_lm *lm, unsigned n, uint32_t parent, uint32_t word) {
    const kl_lm_table *table = &lm->head->level[n - 1];
    uint64_t i = kl_lm_place(table->slots, parent, word);
    for (uint64_t looked = 0; looked < table->slots; looked++) {
        const kl_lm_slot *slot = kl_lm_at(lm, n, i);
        if (slot->word == word && slot->parent == parent)
            return (uint32_t)(table->first + i);
        if (slot->word == KL_LM_FREE)
            return KL_LM_NONE;
        i = i + 1 == table->slots ? 0 : i + 1;
    }
    return KL_LM_NONE;
}

/* A step that is taken in pieces, each of which looks at one place of a table. Places lie all over memory: who has many
 * steps to take that do not wait for one another takes their pieces in turn, and the places are there when they are
 * looked at. */
typedef struct kl_lm_walk {
    uint32_t symbol, context; /* the node under which the symbol is looked for, of order n */
    unsigned n;
    int probing;     /* 0: `context` itself is to be looked at, as the symbol is not under it */
    uint64_t place;  /* in the table of order n + 1 */
    uint64_t looked; /* how many places */
    double log_p;
    kl_lm_state state; /* afterwards */
} kl_lm_walk;

/* Set out from `walk->state` with a symbol of the model; 1: the step is taken already. */
int kl_lm_walk_begin(const kl_lm *lm, kl_lm_walk *walk, uint32_t symbol);
/* The next piece; 1: it was the last. */
int kl_lm_walk_on(const kl_lm *lm, kl_lm_walk *walk);

/* kl_lm_step from a state and with a symbol that the model gave. */
double kl_lm_advance(const kl_lm *lm, kl_lm_state *state, uint32_t symbol);

/* The symbol of a name that stands in a text, where "<s>" and "</s>" begin and end nothing. */
static inline uint32_t kl_lm_text_symbol(const kl_lm *lm, const char *name, size_t length) {
    const uint32_t symbol = kl_lm_symbol(lm, name, length);
    return symbol == KL_LM_BEGIN || symbol == KL_LM_END ? KL_LM_UNKNOWN : symbol;
}

/* FNV-1a: the hash of a name in a file. */
static inline uint64_t kl_lm_hash(const void *name, size_t length) {
    const unsigned char *byte = name;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    return kl_mix64(hash);
}

/* How far below 0 the loss of a symbol of probability 1 may be: kl_lm_step's error, of all its logarithms. */
#define KL_LM_LOSS_ROUNDED (KL_LM_ORDER_MAX * 0x1p-24)
/* What is to be known of a loss: that it is below 0, and what its interval takes for granted. */
kl_status kl_lm_note_loss(const kl_estimate *loss, kl_document *document, kl_error *error);

/* The mean loss over `size` units with an interval over bags, whose losses are given. */
kl_estimate kl_lm_rate(const kl_exact_sum loss[KL_BAGS], const uint64_t size[KL_BAGS],
                       double confidence);

kl_status kl_lm_check_confidence(double confidence, kl_error *error);
/* `given` over the defaults, checked. */
kl_status kl_lm_score_read_options(const kl_lm_score_options *given, kl_lm_score_options *options,
                                   kl_error *error);

kl_status kl_lm_interpolate_read_options(const kl_lm_interpolate_options *given,
                                         kl_lm_interpolate_options *options, kl_error *error);

/* ── Building ─────────────────────────────────────────────────────────────────────────────────── */

/* Names in the order of their numbers. */
typedef struct kl_lm_names {
    const kl_symbol_name *name;
    size_t n;
} kl_lm_names;

/* An image with its names and empty tables: nothing has a continuation, no probability is set. `head` has symbols,
 * order, smoothing and of each level the count and the discounts; `spill` and `memory` are kl_scratch_new's. */
kl_status kl_lm_new(const kl_lm_head *head, kl_lm_names names, const char *spill, uint64_t memory,
                    kl_lm **out, kl_error *error);
/* Writing to what kl_lm_new made. */
static inline kl_lm_unigram *kl_lm_unigram_edit(kl_lm *lm, uint32_t word) {
    return (kl_lm_unigram *)(void *)((unsigned char *)lm->scratch.data + lm->head->level[0].at) +
           word;
}

static inline kl_lm_slot *kl_lm_edit(kl_lm *lm, unsigned n, uint32_t node) {
    const kl_lm_table *table = &lm->head->level[n - 1];
    return (kl_lm_slot *)(void *)((unsigned char *)lm->scratch.data + table->at +
                                  (node - table->first) * kl_lm_slot_size(lm->head, n));
}

static inline float *kl_lm_backoff_edit(kl_lm *lm, unsigned n, uint32_t node) {
    return n == 1 ? &kl_lm_unigram_edit(lm, node)->backoff : &kl_lm_edit(lm, n, node)->backoff;
}

/* The node of a new n-gram of order n ≥ 2; KL_LM_NONE: it is there already. There must be a free place. */
uint32_t kl_lm_insert(kl_lm *lm, unsigned n, uint32_t parent, uint32_t word);
/* The same of an n-gram that is not there, from any number of threads at a time. Where it comes to lie depends on who
 * was first, until kl_lm_settle. */
uint32_t kl_lm_add(kl_lm *lm, unsigned n, uint32_t parent, uint32_t word);
/* Bring the n-grams of order n, and `p` of each place with them, into an order that depends on nothing but what they
 * are: a run of places that are taken holds the same n-grams in whatever order they came (Knuth, vol. 3, §6.4). */
kl_status kl_lm_settle(kl_lm *lm, unsigned n, double *p, kl_pool *pool, kl_error *error);
/* Links lead to the n − 1 last symbols (or less, where an ending is missing; KL_LM_NONE: to nothing): make them
 * lead to states, and seal the image. */
kl_status kl_lm_seal(kl_lm *lm, kl_pool *pool, kl_error *error);

#endif
