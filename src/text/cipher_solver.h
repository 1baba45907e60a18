/* SPDX-License-Identifier: Apache-2.0 */
/* From a text to its readings: searches under each language (cipher_solve.c,
 * cipher_costly.c), what they gain (cipher_weigh.c), and
 * the answer that a caller sees (cipher_answer.c), with what it is sure of (cipher_sure.c). */
#ifndef KL_TEXT_CIPHER_SOLVER_H
#define KL_TEXT_CIPHER_SOLVER_H

#include "text/cipher_search.h"

/* Readings that an answer has at most. */
enum { KL_CIPHER_READINGS_MAX = 64 };
/* Substitutions of a language that are compared more closely. */
enum { KL_CIPHER_OTHERS = 4 };

struct kl_cipher_solver {
    const kl_cipher_profile *profile;
    uint8_t *possible; /* of each language */
    uint32_t kinds;
    unsigned restarts;
    uint64_t seed;
    kl_cipher_table (*tables)[KL_CIPHER_MODES]; /* of each language; cost NULL: not made yet */
};

/* A language that the text may be in. */
typedef struct kl_cipher_candidate {
    size_t language;
    kl_cipher_text texts[KL_CIPHER_MODES];
    double divergence; /* of the sorted frequencies from those that its texts have */
    kl_cipher_found found[KL_CIPHER_KINDS]; /* cost UINT32_MAX: none */
    /* Substitutions, the cheapest first and each at another cost. */
    kl_cipher_found others[KL_CIPHER_OTHERS];
    unsigned other_count;
    unsigned hits; /* searches that ended at the best substitution */
} kl_cipher_candidate;

/* A text under the solver. */
typedef struct kl_cipher_case {
    kl_cipher_solver *solver;
    kl_cipher_mode mode; /* whether its blanks are between words */
    kl_cipher_candidate *candidates;
    size_t count;
} kl_cipher_case;

struct kl_cipher_answer {
    kl_cipher_summary summary;
    size_t count;
    kl_cipher_reading readings[KL_CIPHER_READINGS_MAX];
    char *strings[KL_CIPHER_READINGS_MAX][2]; /* of readings: key and text */
    double *language_posterior;               /* of each language of the profile */
    const kl_cipher_profile *profile;
};

/* The mode that a kind is searched in: a transposition leaves no words. */
static inline kl_cipher_mode kl_cipher_mode_of(const kl_cipher_case *c, kl_cipher_kind kind) {
    return kind == KL_CIPHER_TRANSPOSITION ? KL_CIPHER_RUNNING : c->mode;
}

/* Make the table of a candidate in a mode unless it is there. */
kl_status kl_cipher_table_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                             kl_cipher_mode mode, kl_error *error);
/* What a search under a table needs; its room is to be freed. */
kl_status kl_cipher_job_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                           kl_cipher_mode mode, kl_cipher_job *out, kl_error *error);

/* Nats that the letters of a text take under a language whatever their order. */
double kl_cipher_cost_of_letters(const kl_cipher_case *c, const kl_cipher_candidate *candidate);
/* What a letter takes where the language itself is the text, in nats. */
double kl_cipher_entropy_of_letters(const kl_cipher_case *c, const kl_cipher_candidate *candidate);

/* Nats that the letters in the order of the best transposition save over letters in no order. */
double kl_cipher_gain_of_order(const kl_cipher_case *c, const kl_cipher_candidate *candidate);

/* The searches for transpositions and substitutions. */
kl_status kl_cipher_find_costly(kl_cipher_case *c, kl_pool *pool, kl_error *error);

/* How far the sorted frequencies of a text are from those that texts of a language have at its length, in nats. */
double kl_cipher_sorted_divergence(const kl_cipher_text *text, const kl_cipher_table *table);

/* What is found for a kind says, with all but key and text. 0: there is nothing. */
int kl_cipher_weigh(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                    kl_cipher_kind kind, kl_cipher_reading *out);

/* Log of the probability of the text under a reading, keys alike, but for what all readings have in common: where
 * alphabets differ gains are over different ignorances, and of different letters. */
double kl_cipher_evidence(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                          const kl_cipher_reading *reading);

/* What may be said of the best reading beside all others; the summary has all but its status. */
kl_status kl_cipher_find_status(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                                const kl_cipher_reading *best, kl_cipher_summary *summary,
                                kl_error *error);

/* The answer of a case whose searches are done. */
kl_status kl_cipher_answer_make(const kl_cipher_case *c, const uint8_t *data, size_t size,
                                kl_cipher_answer **out, kl_error *error);

#endif
