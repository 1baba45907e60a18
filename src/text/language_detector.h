/* SPDX-License-Identifier: Apache-2.0 */
/* A text on its way through a profile: bytes become words (language_scan.c), words costs of each language
 * (language_score.c), costs an answer (language_answer.c). */
#ifndef KL_TEXT_LANGUAGE_DETECTOR_H
#define KL_TEXT_LANGUAGE_DETECTOR_H

#include "text/language_profile.h"

enum {
    KL_LANGUAGE_WORD_MAX = 64,   /* symbols; what is longer is taken in pieces */
    KL_LANGUAGE_CACHED_MAX = 15, /* symbols of a word that is remembered */
    KL_LANGUAGE_CACHE = 4096,    /* words that are remembered, a power of two */
    KL_LANGUAGE_WAITING = 8      /* words that wait for what they need */
};

/* A word of few 8-bit symbols as it is known by: its symbols, zeros, its script + 1; all 0: none. */
typedef struct kl_word_name {
    uint64_t halves[2];
} kl_word_name;

/* Words that were met, and what they cost under each language of their script, in KL_LANGUAGE_COST: a row of
 * `cache_row` each, as many as the languages of a script are, so that little of the processor's cache is taken. */
typedef struct kl_word_cache {
    kl_word_name names[KL_LANGUAGE_CACHE];
    uint16_t costs[];
} kl_word_cache;

/* A word on its way: what it needs of the cache is being fetched meanwhile. */
typedef struct kl_waiting_word {
    kl_word_name name;
    uint64_t hash, slot;
    unsigned script;
    unsigned length;
} kl_waiting_word;

/* Symbols that are told apart where they have more than 8 bits; a text that has more of them repeats no few. */
enum { KL_SYMBOLS_FEW = 32 };

/* Which symbols were met of a script: of one whose symbols have 8 bits a byte each, so that none waits for another;
 * else a list of the first ones. */
typedef struct kl_symbol_set {
    union {
        uint8_t met[256];
        uint16_t few[KL_SYMBOLS_FEW];
    };
    unsigned listed; /* KL_SYMBOLS_FEW + 1: there are more */
} kl_symbol_set;

static inline void kl_symbol_set_list(kl_symbol_set *set, uint16_t symbol) {
    /* Which letter an unknown one is nobody knows. */
    unsigned at = symbol == KL_LANGUAGE_UNKNOWN_LETTER ? KL_SYMBOLS_FEW : 0;
    while (at < set->listed && at < KL_SYMBOLS_FEW && set->few[at] != symbol)
        at++;
    if (at < set->listed)
        return;
    if (at < KL_SYMBOLS_FEW)
        set->few[at] = symbol;
    set->listed = at + 1;
}

static inline void kl_symbol_set_add(kl_symbol_set *set, unsigned bits, const uint16_t *word,
                                     size_t length) {
    if (bits == 8)
        for (size_t i = 0; i < length; i++)
            set->met[(uint8_t)word[i]] = 1;
    else
        for (size_t i = 0; i < length && set->listed <= KL_SYMBOLS_FEW; i++)
            kl_symbol_set_list(set, word[i]);
}

static inline void kl_symbol_set_join(kl_symbol_set *set, unsigned bits,
                                      const kl_symbol_set *other) {
    if (bits == 8)
        for (size_t i = 0; i < sizeof set->met; i++)
            set->met[i] |= other->met[i];
    else if (other->listed > KL_SYMBOLS_FEW)
        set->listed = other->listed;
    else
        kl_symbol_set_add(set, bits, other->few, other->listed);
}

/* Words that are told apart; a text that has more of them repeats no few. */
enum { KL_WORDS_FEW = 8 };

/* The first different words of a script, and what they are together. */
typedef struct kl_word_set {
    uint64_t hashes[KL_WORDS_FEW];
    unsigned listed;                     /* KL_WORDS_FEW + 1: there are more */
    uint32_t symbols;                    /* letters and ends */
    uint32_t costs[KL_LANGUAGE_ROW_MAX]; /* under each language */
} kl_word_set;

/* What was met of a script. */
typedef struct kl_language_tally {
    kl_symbol_set met;
    kl_word_set words;
    uint64_t symbols; /* letters and ends of words */
    uint64_t costs[KL_LANGUAGE_ROW_MAX];
    uint32_t recent[KL_LANGUAGE_ROW_MAX]; /* costs that are not among those yet */
    uint32_t recent_symbols;
} kl_language_tally;

/* Somebody who takes the words of a text instead of the tallies: each when it ends, from the detector's own
 * fields. A word of no symbols is a letter of no script of the profile. */
typedef struct kl_language_listener {
    void (*word)(void *context, kl_language_detector *detector);
    void *context;
} kl_language_listener;

/* Why an answer has the status that it has. */
typedef enum kl_language_reason {
    KL_LANGUAGE_CLEAR,       /* sure */
    KL_LANGUAGE_OPEN,        /* unsure: another language may be it */
    KL_LANGUAGE_TWO_SCRIPTS, /* unsure: much of the text is in another script */
    KL_LANGUAGE_UNLIKE,      /* unknown: dearer than texts of the language are */
    KL_LANGUAGE_REPEATS,     /* unknown: a few letters again and again */
    KL_LANGUAGE_OTHER_LETTERS, /* unknown: nearly all letters are in scripts that no possible language has */
    KL_LANGUAGE_NO_LETTER /* unknown */
} kl_language_reason;

struct kl_language_detector {
    const kl_language_profile *profile;
    uint8_t *possible; /* of each language: may it be the answer? */
    double *posterior; /* of each language at the last finish */
    kl_word_cache *cache;
    size_t cache_row;
    kl_waiting_word waiting[KL_LANGUAGE_WAITING];
    unsigned waiting_count;
    kl_language_tally tallies[KL_LANGUAGE_SCRIPTS_MAX];
    uint64_t foreign;          /* letters of no script of the profile */
    uint64_t odd;              /* signs that prose seldom has */
    uint64_t bad_bytes;        /* that belong to no sequence of UTF-8 */
    kl_language_reason reason; /* of the answer at the last finish */
    double second_script;      /* share of it at the last finish */

    /* The word that is being read. */
    uint16_t word[KL_LANGUAGE_WORD_MAX];
    size_t word_length;
    unsigned script;
    uint64_t word_begin; /* the byte of its first letter */
    uint64_t consumed;   /* bytes before the piece that is being scanned */
    uint64_t position;   /* the byte of the character that is being looked at */
    uint64_t
        blank; /* the byte behind the first white space since the last word; 0: there was none */
    kl_language_listener listener; /* NULL: words are scored */
    double price;                  /* nats of another language */
    int apostrophe;                /* one is waiting for the letter behind it */
    int capital;                   /* the last letter was one */
    int digit;                     /* the last character was one */
    uint8_t rest[4];               /* the begin of a sequence that the next piece ends */
    size_t rest_size;
};

/* Take a piece of text; `last`: there is no other, so that a cut sequence is no sequence. */
void kl_language_scan(kl_language_detector *detector, const uint8_t *data, size_t size, int last);

/* Bring the costs of a tally together. */
void kl_language_carry(kl_language_tally *tally, unsigned stride);

/* Add the costs of a word of so many symbols, its end among them; `hash`: which word it is. */
void kl_language_tally_add(kl_language_tally *tally, const uint16_t *costs, unsigned stride,
                           size_t symbols, uint64_t hash);

/* Which word of its script was read: a hash of its symbols. */
uint64_t kl_language_word_hash(const kl_language_detector *detector);

/* What the word that was read costs under each language of its script; in `room` (KL_LANGUAGE_ROW_MAX) or where it is
 * good until the next word. */
const uint16_t *kl_language_word_costs(kl_language_detector *detector, uint16_t *room);

/* Add what the word costs to the tally of its script, now or later. */
void kl_language_score(kl_language_detector *detector);
/* Add what all words cost that still wait. */
void kl_language_settle(kl_language_detector *detector);

/* The answer to what the tallies hold. */
void kl_language_conclude(kl_language_detector *detector, kl_language_answer *out);

/* Takes a block of a file; `size` 0: the file has ended. */
typedef kl_status kl_language_taker(void *context, const uint8_t *data, size_t size,
                                    kl_error *error);
kl_status kl_language_each_block(const char *path, kl_language_taker *take, void *context,
                                 kl_error *error);

#endif
