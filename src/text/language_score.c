/* SPDX-License-Identifier: Apache-2.0 */
/* What a word costs under every language of its script: a row of costs for each letter and for its end. Words
 * return, so what they cost is remembered. */
#include <string.h>

#include "text/language_detector.h"

/* Sums of 32 bits hold 2^24 symbols of at most 255, and half of that leaves room for a word. */
#define CARRY_AT (1u << 23)

/* Costs are added so many at a time, in vectors of the compiler. */
typedef uint8_t bytes_of_lanes __attribute__((vector_size(KL_LANGUAGE_LANES)));
typedef uint16_t short_lanes __attribute__((vector_size(2 * KL_LANGUAGE_LANES)));
typedef uint32_t lanes __attribute__((vector_size(4 * KL_LANGUAGE_LANES)));

static void add_row(uint16_t *costs, const uint8_t *row, unsigned stride) {
    for (unsigned k = 0; k < stride; k += KL_LANGUAGE_LANES) {
        bytes_of_lanes more;
        short_lanes sum;
        memcpy(&more, row + k, sizeof more);
        memcpy(&sum, costs + k, sizeof sum);
        sum += __builtin_convertvector(more, short_lanes);
        memcpy(costs + k, &sum, sizeof sum);
    }
}

/* What a letter costs that has no row of its own. */
static void add_dearest(uint16_t *costs, unsigned stride) {
    for (unsigned k = 0; k < stride; k++)
        costs[k] = (uint16_t)(costs[k] + 255);
}

static void add_costs(uint32_t *totals, const uint16_t *costs, unsigned stride) {
    for (unsigned k = 0; k < stride; k += KL_LANGUAGE_LANES) {
        short_lanes more;
        lanes sum;
        memcpy(&more, costs + k, sizeof more);
        memcpy(&sum, totals + k, sizeof sum);
        sum += __builtin_convertvector(more, lanes);
        memcpy(totals + k, &sum, sizeof sum);
    }
}

void kl_language_carry(kl_language_tally *tally, unsigned stride) {
    for (unsigned k = 0; k < stride; k++) {
        tally->costs[k] += tally->recent[k];
        tally->recent[k] = 0;
    }
    tally->recent_symbols = 0;
}

/* Where a symbol of a word stands: what ends with it. */
typedef struct place {
    uint64_t window;
    unsigned longest;
    const uint8_t *row;
} place;

/* The places of a word, with what they will need on its way to the cache. */
static size_t prepare(const kl_language_script *script, const uint16_t *word, size_t length,
                      place *places) {
    uint64_t window = KL_LANGUAGE_BOUNDARY;
    for (size_t i = 0; i <= length; i++) {
        window = window << script->bits | (i < length ? word[i] : KL_LANGUAGE_BOUNDARY);
        window = kl_language_key(script, window, script->order);
        places[i].window = window;
        places[i].longest = i + 2 < script->order ? (unsigned)i + 2 : script->order;
        unsigned *n = &places[i].longest;
        while (*n > 1 && !kl_language_may_have(script, kl_language_key(script, window, *n)))
            (*n)--;
        __builtin_prefetch(
            &script->slots[kl_language_slot(script, kl_language_key(script, window, *n))]);
    }
    return length + 1;
}

/* 65 rows of at most 255 are less than 65536. */
static void cost_word(const kl_language_script *script, const uint16_t *word, size_t length,
                      uint16_t *costs) {
    place places[KL_LANGUAGE_WORD_MAX + 1];
    size_t n = prepare(script, word, length, places);
    for (size_t i = 0; i < n; i++) {
        places[i].row = kl_language_row(script, places[i].window, places[i].longest);
        if (places[i].row)
            __builtin_prefetch(places[i].row);
    }
    memset(costs, 0, script->stride * sizeof *costs);
    for (size_t i = 0; i < n; i++)
        if (places[i].row)
            add_row(costs, places[i].row, script->stride);
        else
            add_dearest(costs, script->stride);
}

/* The word, if it is one of the first different ones. */
static void list_word(kl_word_set *words, const uint16_t *costs, unsigned stride, size_t symbols,
                      uint64_t hash) {
    unsigned at = 0;
    while (at < words->listed && words->hashes[at] != hash)
        at++;
    if (at < words->listed)
        return;
    words->listed = at + 1;
    if (at == KL_WORDS_FEW)
        return;
    words->hashes[at] = hash;
    words->symbols += (uint32_t)symbols;
    add_costs(words->costs, costs, stride);
}

static inline void add_to_tally(kl_language_tally *tally, const uint16_t *costs, unsigned stride,
                                size_t symbols, uint64_t hash) {
    if (tally->words.listed <= KL_WORDS_FEW)
        list_word(&tally->words, costs, stride, symbols, hash);
    add_costs(tally->recent, costs, stride);
    tally->symbols += symbols;
    tally->recent_symbols += (uint32_t)symbols;
    if (tally->recent_symbols > CARRY_AT)
        kl_language_carry(tally, stride);
}

void kl_language_tally_add(kl_language_tally *tally, const uint16_t *costs, unsigned stride,
                           size_t symbols, uint64_t hash) {
    add_to_tally(tally, costs, stride, symbols, hash);
}

/* What a short word costs, from the cache, or by its letters and then into the cache. */
static const uint16_t *cached_costs(kl_language_detector *detector,
                                    const kl_waiting_word *waiting) {
    const kl_language_script *script = &detector->profile->scripts[waiting->script];
    kl_word_name *name = &detector->cache->names[waiting->slot];
    uint16_t *costs = detector->cache->costs + waiting->slot * detector->cache_row;
    if (name->halves[0] != waiting->name.halves[0] || name->halves[1] != waiting->name.halves[1]) {
        uint8_t bytes[sizeof waiting->name];
        uint16_t word[KL_LANGUAGE_CACHED_MAX];
        memcpy(bytes, &waiting->name, sizeof bytes);
        for (size_t i = 0; i < waiting->length; i++)
            word[i] = bytes[i];
        *name = waiting->name;
        cost_word(script, word, waiting->length, costs);
    }
    return costs;
}

static void settle_word(kl_language_detector *detector, const kl_waiting_word *waiting) {
    const uint16_t *costs = cached_costs(detector, waiting);
    add_to_tally(&detector->tallies[waiting->script], costs,
                 detector->profile->scripts[waiting->script].stride, waiting->length + 1,
                 waiting->hash);
}

void kl_language_settle(kl_language_detector *detector) {
    for (unsigned i = 0; i < detector->waiting_count; i++)
        settle_word(detector, &detector->waiting[i]);
    detector->waiting_count = 0;
}

/* The word that was read as it is known by. A product of the two halves of its name says where it is kept. */
static inline kl_waiting_word name_word(const kl_language_detector *detector) {
    kl_waiting_word waiting = {.script = detector->script,
                               .length = (unsigned)detector->word_length};
    uint8_t bytes[sizeof(kl_word_name)] = {0};
    for (size_t i = 0; i < detector->word_length; i++)
        bytes[i] = (uint8_t)detector->word[i];
    bytes[KL_LANGUAGE_CACHED_MAX] = (uint8_t)(detector->script + 1);
    memcpy(&waiting.name, bytes, sizeof bytes);
    waiting.hash = waiting.name.halves[0] * 0x9E3779B97F4A7C15u ^ waiting.name.halves[1];
    waiting.slot = waiting.hash * 0xD6E8FEB86659FD93u >> 32 & (KL_LANGUAGE_CACHE - 1);
    return waiting;
}

static void let_wait(kl_language_detector *detector) {
    kl_waiting_word *waiting = &detector->waiting[detector->waiting_count++];
    *waiting = name_word(detector);
    const uint16_t *costs = detector->cache->costs + waiting->slot * detector->cache_row;
    __builtin_prefetch(&detector->cache->names[waiting->slot]);
    __builtin_prefetch(costs, 1);
    __builtin_prefetch(costs + KL_LANGUAGE_LANES * 2, 1);
    if (detector->waiting_count == KL_LANGUAGE_WAITING)
        kl_language_settle(detector);
}

static int is_short(const kl_language_detector *detector) {
    return detector->word_length <= KL_LANGUAGE_CACHED_MAX &&
           detector->profile->scripts[detector->script].bits == 8;
}

const uint16_t *kl_language_word_costs(kl_language_detector *detector, uint16_t *room) {
    if (is_short(detector)) {
        const kl_waiting_word word = name_word(detector);
        return cached_costs(detector, &word);
    }
    cost_word(&detector->profile->scripts[detector->script], detector->word, detector->word_length,
              room);
    return room;
}

/* Of a long word: FNV-1a. */
uint64_t kl_language_word_hash(const kl_language_detector *detector) {
    if (is_short(detector))
        return name_word(detector).hash;
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < detector->word_length; i++)
        hash = (hash ^ detector->word[i]) * 0x100000001B3u;
    return hash;
}

void kl_language_score(kl_language_detector *detector) {
    const kl_language_script *script = &detector->profile->scripts[detector->script];
    kl_language_tally *tally = &detector->tallies[detector->script];
    kl_symbol_set_add(&tally->met, script->bits, detector->word, detector->word_length);
    if (is_short(detector)) {
        let_wait(detector);
    } else {
        uint16_t costs[KL_LANGUAGE_ROW_MAX];
        cost_word(script, detector->word, detector->word_length, costs);
        add_to_tally(tally, costs, script->stride, detector->word_length + 1,
                     kl_language_word_hash(detector));
    }
}
