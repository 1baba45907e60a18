/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles as objects: their names, their tables of n-grams, their end. */
#include "text/language_profile.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/language_code.h"

static const char NO_LANGUAGE[] = "und";

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
        return NO_LANGUAGE;
    return language < profile->language_count ? profile->languages[language].code : NULL;
}

const char *kl_language_name(const kl_language_profile *profile, size_t language) {
    if (language == KL_LANGUAGE_NONE)
        return "undetermined";
    return language < profile->language_count ? profile->languages[language].name : NULL;
}

size_t kl_language_find(const kl_language_profile *profile, const char *code) {
    code = kl_language_main_code(code);
    for (size_t i = 0; i < profile->language_count; i++)
        if (strcmp(profile->languages[i].code, code) == 0)
            return i;
    return KL_LANGUAGE_NONE;
}

size_t kl_language_wrong_byte(const char *text, int is_code) {
    const unsigned char *bytes = (const unsigned char *)text;
    const size_t size = strlen(text);
    size_t at = 0;
    while (at < size) {
        uint32_t code = 0;
        const size_t n = kl_utf8_decode(bytes + at, size - at, &code);
        const int control = code < ' ' || (code >= 0x7F && code < 0xA0);
        if (n == 0 || control || (is_code && code < 0x80 && strchr(" ,=", (int)code)))
            break;
        at += n;
    }
    return at;
}

int kl_language_is_none(const char *code) {
    return strcmp(code, NO_LANGUAGE) == 0;
}

const char *kl_language_status_name(kl_language_status status) {
    static const char *const names[] = {"sure", "unsure", "unknown"};
    return (unsigned)status < sizeof names / sizeof *names ? names[status] : "?";
}

size_t kl_language_symbols(const kl_language_profile *profile, unsigned script) {
    size_t most = profile->scripts[script].apostrophe;
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++)
        if (profile->points[c].kind == script && profile->points[c].symbol > most)
            most = profile->points[c].symbol;
    return most + 1;
}
