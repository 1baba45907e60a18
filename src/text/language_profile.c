/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles as objects: their names, their tables of n-grams, their end. */
#include "text/language_profile.h"

#include <string.h>

#include "base/alloc.h"

void kl_language_profile_free(kl_language_profile *profile) {
    if (profile == NULL)
        return;
    for (unsigned i = 0; i < profile->script_count; i++) {
        kl_free(profile->scripts[i].slots);
        kl_free(profile->scripts[i].rows);
    }
    kl_free(profile->labels);
    kl_free(profile->languages);
    kl_free(profile->points);
    kl_free(profile->compositions);
    kl_free(profile);
}

size_t kl_language_count(const kl_language_profile *profile) {
    return profile->language_count;
}

const char *kl_language_code(const kl_language_profile *profile, size_t language) {
    if (language == KL_LANGUAGE_NONE)
        return "und";
    return language < profile->language_count ? profile->languages[language].code : NULL;
}

const char *kl_language_name(const kl_language_profile *profile, size_t language) {
    if (language == KL_LANGUAGE_NONE)
        return "undetermined";
    return language < profile->language_count ? profile->languages[language].name : NULL;
}

size_t kl_language_find(const kl_language_profile *profile, const char *code) {
    if (strcmp(code, "nb") == 0)
        code = "no";
    for (size_t i = 0; i < profile->language_count; i++)
        if (strcmp(profile->languages[i].code, code) == 0)
            return i;
    return KL_LANGUAGE_NONE;
}

const char *kl_language_status_name(kl_language_status status) {
    static const char *const names[] = {"sure", "unsure", "unknown"};
    return (unsigned)status < sizeof names / sizeof *names ? names[status] : "?";
}

/* ── The table of n-grams ─────────────────────────────────────────────────────────────────────── */

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): the high bits of a product. */
static uint64_t home(const kl_language_script *script, uint64_t key) {
    return (key * 0x9E3779B97F4A7C15u) >> 32 & script->slot_mask;
}

int kl_language_insert(kl_language_script *script, uint64_t key, size_t row) {
    uint64_t slot = home(script, key);
    while (script->slots[slot] != 0) {
        if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key)
            return 0;
        slot = (slot + 1) & script->slot_mask;
    }
    script->slots[slot] = key << KL_LANGUAGE_ROW_BITS | row;
    return 1;
}

const uint8_t *kl_language_row(const kl_language_script *script, uint64_t window,
                               unsigned longest) {
    for (unsigned n = longest; n > 0; n--) {
        uint64_t key = window & (((uint64_t)1 << script->bits * n) - 1);
        uint64_t slot = home(script, key);
        for (; script->slots[slot] != 0; slot = (slot + 1) & script->slot_mask)
            if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key) {
                size_t row = script->slots[slot] & (((uint64_t)1 << KL_LANGUAGE_ROW_BITS) - 1);
                return script->rows + row * script->stride;
            }
    }
    return NULL;
}
