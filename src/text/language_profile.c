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
        kl_free(profile->scripts[i].filter);
        kl_free(profile->scripts[i].block);
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

int kl_language_insert(kl_language_script *script, uint64_t key, size_t row) {
    uint64_t slot = kl_language_slot(script, key);
    while (script->slots[slot] != 0) {
        if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key)
            return 0;
        slot = (slot + 1) & script->slot_mask;
    }
    script->slots[slot] = key << KL_LANGUAGE_ROW_BITS | row;
    uint64_t bit = kl_language_bit(script, key);
    script->filter[bit / 8] |= (uint8_t)(1u << bit % 8);
    return 1;
}

const uint8_t *kl_language_row(const kl_language_script *script, uint64_t window,
                               unsigned longest) {
    for (unsigned n = longest; n > 0; n--) {
        uint64_t key = kl_language_key(script, window, n);
        if (!kl_language_may_have(script, key))
            continue;
        uint64_t slot = kl_language_slot(script, key);
        for (; script->slots[slot] != 0; slot = (slot + 1) & script->slot_mask)
            if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key) {
                size_t row = script->slots[slot] & (((uint64_t)1 << KL_LANGUAGE_ROW_BITS) - 1);
                return script->rows + row * script->stride;
            }
    }
    return NULL;
}
