/* SPDX-License-Identifier: Apache-2.0 */
/* What a word costs under every language of its script: a row of costs for each letter and for its end. Words
 * return, so what they cost is remembered. */
#include <string.h>

#include "text/language_detector.h"

/* 65 rows of at most 255 are less than 65536. */
static void cost_word(const kl_language_script *script, const uint16_t *word, size_t length,
                      uint16_t *costs) {
    const unsigned stride = script->stride;
    uint64_t window = KL_LANGUAGE_BOUNDARY;
    memset(costs, 0, KL_LANGUAGE_ROW_MAX * sizeof *costs);
    for (size_t i = 0; i <= length; i++) {
        unsigned there = i + 2 < script->order ? (unsigned)i + 2 : script->order;
        window = window << script->bits | (i < length ? word[i] : KL_LANGUAGE_BOUNDARY);
        window &= ((uint64_t)1 << script->bits * script->order) - 1;
        const uint8_t *row = kl_language_row(script, window, there);
        for (unsigned k = 0; k < stride; k++)
            costs[k] = (uint16_t)(costs[k] + (row ? row[k] : 255));
    }
}

/* The name of a word of few 8-bit symbols; FNV-1a over its two halves says where it is kept. */
static kl_cached_word *find(kl_language_detector *detector, const kl_language_script *script) {
    uint8_t name[KL_LANGUAGE_CACHED_MAX + 1] = {0};
    uint64_t halves[2];
    for (size_t i = 0; i < detector->word_length; i++)
        name[i] = (uint8_t)detector->word[i];
    name[KL_LANGUAGE_CACHED_MAX] = (uint8_t)(detector->script + 1);
    memcpy(halves, name, sizeof halves);
    uint64_t hash = (halves[0] * 0x9E3779B97F4A7C15u ^ halves[1]) * 0xD6E8FEB86659FD93u;
    kl_cached_word *cached = &detector->cache[hash >> 32 & (KL_LANGUAGE_CACHE - 1)];
    if (memcmp(cached->name, name, sizeof name) != 0) {
        memcpy(cached->name, name, sizeof name);
        cost_word(script, detector->word, detector->word_length, cached->costs);
    }
    return cached;
}

void kl_language_score(kl_language_detector *detector) {
    const kl_language_script *script = &detector->profile->scripts[detector->script];
    kl_language_tally *tally = &detector->tallies[detector->script];
    uint16_t own[KL_LANGUAGE_ROW_MAX];
    const uint16_t *costs = own;
    if (detector->word_length <= KL_LANGUAGE_CACHED_MAX && script->bits == 8)
        costs = find(detector, script)->costs;
    else
        cost_word(script, detector->word, detector->word_length, own);
    for (unsigned k = 0; k < script->stride; k++)
        tally->costs[k] += costs[k];
    tally->symbols += detector->word_length + 1;
    tally->bytes += detector->word_bytes;
}
