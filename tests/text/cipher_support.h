/* SPDX-License-Identifier: Apache-2.0 */
/* Letter models of one language over the letters a, b and c, small enough to compute another way. */
#ifndef KL_TEST_CIPHER_SUPPORT_H
#define KL_TEST_CIPHER_SUPPORT_H

#include "text_support.h"

#include <kullback/text_cipher.h>

#include "base/alloc.h"
#include "base/state.h"
#include "text/cipher_solver.h"

/* The one that is built in, while a group of tests runs. */
static kl_cipher_profile *profile;

static inline int open_profile(void **state) {
    (void)state;
    return kl_cipher_profile_open(NULL, &profile, NULL) != KL_OK;
}

static inline int free_profile(void **state) {
    (void)state;
    kl_cipher_profile_free(profile);
    return 0;
}

enum { TINY = 4, PLACES = 256 }; /* symbols: blank, a, b, c */

/* Costs of pairs in 1/16 nat: no blank follows a blank. */
static const uint8_t TINY_PAIRS[TINY * TINY] = {255, 20, 16, 14, 30, 25, 12, 24,
                                                18,  20, 40, 16, 22, 9,  40, 40};
/* Symbols from the most frequent to the rarest. */
static const uint8_t TINY_RANKING[TINY] = {1, 0, 3, 2};

/* A cell of a longer context: how many are passed over before it, and its level. */
typedef struct tiny_cell {
    unsigned step, level;
} tiny_cell;
static const tiny_cell TINY_TRIPLES[] = {{0, 3}, {5, 12}, {13, 1}, {14, 9}};
static const tiny_cell TINY_QUADS[] = {{3, 15}, {40, 0}, {60, 8}, {20, 6}, {90, 4}};
enum { TRIPLES = 4, QUADS = 5 };

static inline double tiny_level(unsigned level) {
    return ((double)level - 7) / 4;
}

static inline void put_text(kl_state_writer *w, const char *text) {
    kl_state_put_varint(w, strlen(text), NULL);
    kl_state_put_bytes(w, text, strlen(text), NULL);
}

static inline void put_cells(kl_state_writer *w, const tiny_cell *cells, size_t n) {
    uint8_t bytes[64];
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned step = cells[i].step;
        bytes[size++] = (uint8_t)((step < 14 ? step : 14) << 4 | cells[i].level);
        if (step >= 14)
            bytes[size++] = (uint8_t)(step - 14);
    }
    for (unsigned i = 0; i < 16; i++)
        kl_state_put_f64(w, tiny_level(i), NULL);
    kl_state_put_varint(w, n, NULL);
    kl_state_put_varint(w, size, NULL);
    kl_state_put_bytes(w, bytes, size, NULL);
}

static inline void put_fold(kl_state_writer *w, unsigned step, unsigned lower, unsigned base) {
    kl_state_put_varint(w, step, NULL);
    kl_state_put_varint(w, lower, NULL);
    kl_state_put_varint(w, base, NULL);
    kl_state_put_varint(w, 0, NULL);
}

/* The bytes of the file; kl_free. */
static inline kl_buffer tiny_profile(unsigned version) {
    kl_buffer bytes = {0};
    kl_state_writer *w = NULL;
    assert_int_equal(kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_CIPHERS, &w, NULL),
                     KL_OK);
    kl_state_begin(w, KL_STATE_TAG('F', 'O', 'L', 'D'), NULL);
    kl_state_put_varint(w, 7, NULL);
    put_fold(w, 'A', 'a', 0);
    put_fold(w, 1, 'b', 0);
    put_fold(w, 1, 'c', 0);
    put_fold(w, 'a' - 'C', 'a', 0);
    put_fold(w, 1, 'b', 0);
    put_fold(w, 1, 'c', 0);
    put_fold(w, 0xE4 - 'c', 0xE4, 'a');
    kl_state_begin(w, KL_STATE_TAG('C', 'I', 'P', 'H'), NULL);
    kl_state_put_varint(w, version, NULL);
    kl_state_put_varint(w, 1, NULL);
    put_text(w, "xx");
    put_text(w, "Tiny");
    put_text(w, "abc");
    for (unsigned i = 0; i < 2; i++) {
        kl_state_put_f64(w, 1.0, NULL);
        kl_state_put_f64(w, 0.01, NULL);
        kl_state_put_f64(w, 1.0, NULL);
    }
    kl_state_put_bytes(w, TINY_RANKING, sizeof TINY_RANKING, NULL);
    kl_state_put_bytes(w, TINY_PAIRS, sizeof TINY_PAIRS, NULL);
    put_cells(w, TINY_TRIPLES, TRIPLES);
    put_cells(w, TINY_QUADS, QUADS);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    return bytes;
}

#endif
