/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of n-grams; what is rare is left out where memory ends (lossy counting; Manku & Motwani 2002). */
#include "text/language_grams.h"

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"

enum { FIRST_SLOTS = 1 << 12, ORDER_MAX = 8 };

/* How strongly a shorter context smooths a longer one, in observations (tools/train_languages.py has the same). */
static const double STRENGTH[ORDER_MAX] = {1, 50, 100, 100, 100, 100, 100, 100};

static uint64_t slot_of(const kl_language_grams *grams, uint64_t key) {
    uint64_t slot = (key * 0x9E3779B97F4A7C15u) >> 24 & grams->mask;
    while (grams->keys[slot] != 0 && grams->keys[slot] != key)
        slot = (slot + 1) & grams->mask;
    return slot;
}

/* The n-grams with at least so many, anew in so many slots; single symbols stay. */
static kl_status rebuild(kl_language_grams *grams, size_t slots, uint64_t least, kl_error *error) {
    const kl_language_grams old = *grams;
    grams->keys = kl_alloc_zero(slots, sizeof *grams->keys);
    grams->counts = kl_alloc_zero(slots, sizeof *grams->counts);
    if (grams->keys == NULL || grams->counts == NULL) {
        kl_free(grams->keys);
        kl_free(grams->counts);
        *grams = old;
        return kl_fail_memory(error, "counts of n-grams", 2 * slots * sizeof *grams->keys);
    }
    grams->mask = slots - 1;
    grams->used = 0;
    for (uint64_t i = 0; old.keys && i <= old.mask; i++) {
        const int is_long = old.keys[i] >> old.bits != 0;
        if (old.keys[i] == 0 || (is_long && old.counts[i] < least))
            continue;
        const uint64_t slot = slot_of(grams, old.keys[i]);
        grams->keys[slot] = old.keys[i];
        grams->counts[slot] = old.counts[i];
        grams->used++;
    }
    kl_free(old.keys);
    kl_free(old.counts);
    return KL_OK;
}

/* Room for one more: twice the slots, or where that is too many without what is rare, until half is free. */
static kl_status make_room(kl_language_grams *grams, kl_error *error) {
    const size_t slots = (size_t)grams->mask + 1;
    if (3 * (grams->used + 1) <= 2 * slots)
        return KL_OK;
    if (4 * slots / 3 <= grams->most)
        return rebuild(grams, 2 * slots, 0, error);
    kl_status status = KL_OK;
    for (uint64_t least = 2; status == KL_OK && 2 * grams->used > slots && least > 1; least *= 2)
        status = rebuild(grams, slots, least, error);
    return status;
}

kl_status kl_language_grams_new(unsigned bits, unsigned order, size_t most, kl_language_grams *out,
                                kl_error *error) {
    *out = (kl_language_grams){.bits = bits, .order = order, .most = most};
    return rebuild(out, FIRST_SLOTS, 0, error);
}

void kl_language_grams_clear(kl_language_grams *grams) {
    kl_free(grams->keys);
    kl_free(grams->counts);
    kl_free(grams->followed);
    grams->keys = grams->counts = grams->followed = NULL;
}

/* Of a gram that is held: all shorter ones that it begins or ends with are held too, since they are met as often. */
static void follow(kl_language_grams *grams, uint64_t key, uint64_t change) {
    const uint64_t history = key >> grams->bits;
    if (history != 0)
        grams->followed[slot_of(grams, history)] += change;
}

kl_status kl_language_grams_close(kl_language_grams *grams, kl_error *error) {
    grams->followed = kl_alloc_zero((size_t)grams->mask + 1, sizeof *grams->followed);
    if (grams->followed == NULL)
        return kl_fail_memory(error, "counts of n-grams",
                              ((size_t)grams->mask + 1) * sizeof *grams->followed);
    for (uint64_t i = 0; i <= grams->mask; i++)
        if (grams->keys[i] != 0)
            follow(grams, grams->keys[i], grams->counts[i]);
    return KL_OK;
}

/* Of counts that are closed: what is not held is passed over. */
static void change(kl_language_grams *grams, uint64_t key, int by) {
    const uint64_t slot = slot_of(grams, key);
    if (grams->keys[slot] == 0 || (by < 0 && grams->counts[slot] == 0))
        return;
    grams->counts[slot] += (uint64_t)(int64_t)by;
    follow(grams, key, (uint64_t)(int64_t)by);
}

static kl_status add(kl_language_grams *grams, uint64_t key, kl_error *error) {
    uint64_t slot = slot_of(grams, key);
    if (grams->keys[slot] == 0) {
        kl_status status = make_room(grams, error);
        if (status != KL_OK)
            return status;
        slot = slot_of(grams, key);
        grams->keys[slot] = key;
        grams->used++;
    }
    grams->counts[slot]++;
    return KL_OK;
}

/* Calls for every n-gram of a word. */
static kl_status each_gram(kl_language_grams *grams, const uint16_t *word, size_t length, int by,
                           kl_error *error) {
    uint64_t window = KL_LANGUAGE_BOUNDARY;
    kl_status status = KL_OK;
    for (size_t i = 0; i <= length && status == KL_OK; i++) {
        window = window << grams->bits | (i < length ? word[i] : KL_LANGUAGE_BOUNDARY);
        window = kl_language_gram(grams->bits, window, grams->order);
        for (unsigned n = 1; n <= grams->order && n <= i + 2 && status == KL_OK; n++) {
            const uint64_t key = kl_language_gram(grams->bits, window, n);
            if (grams->followed)
                change(grams, key, by);
            else
                status = add(grams, key, error);
        }
    }
    grams->symbols += (uint64_t)((int64_t)by * (int64_t)(length + 1));
    return status;
}

kl_status kl_language_grams_add(kl_language_grams *grams, const uint16_t *word, size_t length,
                                kl_error *error) {
    return each_gram(grams, word, length, 1, error);
}

void kl_language_grams_change(kl_language_grams *grams, const uint16_t *word, size_t length,
                              int by) {
    each_gram(grams, word, length, by, NULL);
}

/* p_n(c|h) = (n(hc) + a_n p_{n-1}(c|h')) / (n(h·) + a_n), h' without its first symbol; it starts at one over the number
 * of symbols (MacKay & Peto 1995). */
double kl_language_grams_cost(const kl_language_grams *grams, uint64_t key, unsigned order,
                              size_t symbols) {
    double p = 1.0 / (double)symbols;
    for (unsigned n = 1; n <= order; n++) {
        const uint64_t gram = kl_language_gram(grams->bits, key, n);
        const double met = (double)grams->counts[slot_of(grams, gram)];
        const double of = n == 1 ? (double)grams->symbols
                                 : (double)grams->followed[slot_of(grams, gram >> grams->bits)];
        p = (met + STRENGTH[n - 1] * p) / (of + STRENGTH[n - 1]);
    }
    return -kl_log(p);
}
