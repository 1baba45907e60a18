/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a profile of letter models (tools/train_ciphers.py writes it): sections of a state container.
 *
 *     FOLD  letters in lower case and without accents
 *     CIPH  languages: names, alphabet, spreads, ranking, costs of pairs, cells of longer contexts */

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/state.h"
#include "base/utf8.h"
#include "io/descriptor.h"
#include "kernels/scalar.h"
#include "text/cipher_profile.h"
#include "text/profile_reader.h"

#define TAG_FOLDS KL_STATE_TAG('F', 'O', 'L', 'D')
#define TAG_LANGUAGES KL_STATE_TAG('C', 'I', 'P', 'H')

enum { FOLDS_MAX = 1 << 16, POINT_MAX = 0x10FFFF };

/* ── Letters ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status read_folds(const kl_profile_reader *r, kl_cipher_profile *profile) {
    kl_state_expect(r->state, TAG_FOLDS, r->error);
    size_t n = (size_t)kl_profile_number(r, 1, FOLDS_MAX, "the number of letters");
    profile->folds = kl_alloc_zero(n, sizeof *profile->folds);
    if (profile->folds == NULL)
        return kl_fail_memory(r->error, "the letters", n * sizeof *profile->folds);
    uint32_t code = 0;
    for (; profile->fold_count < n && kl_profile_status(r) == KL_OK; profile->fold_count++) {
        kl_cipher_fold *fold = &profile->folds[profile->fold_count];
        code += (uint32_t)kl_profile_number(r, 1, POINT_MAX - code, "a step between letters");
        fold->code = code;
        fold->lower = (uint32_t)kl_profile_number(r, 1, POINT_MAX, "a letter in lower case");
        fold->base[0] = (uint32_t)kl_profile_number(r, 0, POINT_MAX, "a letter without accent");
        fold->base[1] = (uint32_t)kl_profile_number(r, 0, POINT_MAX, "a letter without accent");
        if (code < KL_CIPHER_LOW)
            profile->low[code] = fold;
    }
    return kl_profile_status(r);
}

/* The letters of an alphabet, all different. */
static void read_alphabet(const kl_profile_reader *r, kl_cipher_language *language) {
    char letters[4 * KL_CIPHER_SYMBOLS_MAX + 1] = "";
    size_t length = kl_profile_text(r, letters, sizeof letters - 1);
    language->size = 1;
    for (size_t i = 0, n = 0; i < length && kl_profile_status(r) == KL_OK; i += n) {
        uint32_t *letter = &language->letters[language->size];
        n = kl_utf8_decode((const unsigned char *)letters + i, length - i, letter);
        int again = 0;
        for (unsigned k = 1; k < language->size; k++)
            again |= language->letters[k] == *letter;
        if (n == 0 || again || ++language->size == KL_CIPHER_SYMBOLS_MAX)
            kl_state_refuse(r->state, r->error, "an alphabet that is none");
    }
    if (language->size < 3)
        kl_state_refuse(r->state, r->error, "an alphabet of fewer than two letters");
}

/* ── Models ───────────────────────────────────────────────────────────────────────────────────── */

static void read_ranking(const kl_profile_reader *r, kl_cipher_language *language) {
    uint8_t seen[KL_CIPHER_SYMBOLS_MAX] = {0};
    kl_state_get_bytes(r->state, language->ranking, language->size, r->error);
    for (unsigned i = 0; i < language->size && kl_profile_status(r) == KL_OK; i++) {
        unsigned symbol = language->ranking[i];
        if (symbol >= language->size || seen[symbol])
            kl_state_refuse(r->state, r->error, "a ranking that is none");
        else
            seen[symbol] = 1;
    }
}

/* The cells must lie in a table of so many. */
static void check_part(const kl_profile_reader *r, const kl_cipher_part *part, uint64_t most) {
    uint64_t cell = 0;
    size_t at = 0, cells = 0;
    while (at < part->size) {
        const size_t bytes = kl_cipher_cell_bytes(part->data + at);
        if (part->size - at < bytes)
            break;
        cell += kl_cipher_cell_step(part->data + at) + 1;
        at += bytes;
        cells++;
    }
    if (at != part->size || cells != part->cells || cell > most)
        kl_state_refuse(r->state, r->error, "cells that are not in their table");
}

static void read_part(const kl_profile_reader *r, kl_cipher_part *part, uint64_t most) {
    kl_buffer bytes = {0};
    for (unsigned i = 0; i < KL_CIPHER_LEVELS; i++)
        part->factor[i] = kl_exp(kl_profile_real(r, -30, 30, "a level"));
    part->cells = (size_t)kl_profile_number(r, 0, most, "the number of cells");
    uint64_t size = kl_profile_number(r, 0, 3 * (uint64_t)part->cells, "the bytes of cells");
    kl_state_get_append(r->state, &bytes, size, r->error);
    part->data = bytes.data;
    part->size = bytes.size;
    if (kl_profile_status(r) == KL_OK)
        check_part(r, part, most);
}

static kl_status read_language(const kl_profile_reader *r, kl_cipher_language *language) {
    kl_profile_text(r, language->code, KL_CIPHER_CODE_MAX);
    kl_profile_text(r, language->name, KL_CIPHER_NAME_MAX);
    read_alphabet(r, language);
    for (unsigned mode = 0; mode < KL_CIPHER_MODES; mode++) {
        language->spread[mode].mean = kl_profile_real(r, 0, 20, "a mean");
        language->spread[mode].between = kl_profile_real(r, 1e-9, 1e3, "a variance");
        language->spread[mode].within = kl_profile_real(r, 0, 1e3, "a variance");
    }
    read_ranking(r, language);
    if (kl_profile_status(r) != KL_OK)
        return kl_profile_status(r);
    const uint64_t n = language->size;
    language->pairs = kl_alloc((size_t)(n * n), 1);
    if (language->pairs == NULL)
        return kl_fail_memory(r->error, "costs of pairs", (size_t)(n * n));
    kl_state_get_bytes(r->state, language->pairs, (size_t)(n * n), r->error);
    read_part(r, &language->parts[0], n * n * n);
    read_part(r, &language->parts[1], n * n * n * n);
    return kl_profile_status(r);
}

static kl_status read_languages(const kl_profile_reader *r, kl_cipher_profile *profile) {
    kl_state_expect(r->state, TAG_LANGUAGES, r->error);
    unsigned version;
    kl_status status = kl_profile_version(r, KL_CIPHER_VERSION, "letter models", &version);
    if (status != KL_OK)
        return status;
    size_t n = (size_t)kl_profile_number(r, 1, KL_CIPHER_LANGUAGES_MAX, "the number of languages");
    profile->languages = kl_alloc_zero(n, sizeof *profile->languages);
    if (profile->languages == NULL)
        return kl_fail_memory(r->error, "the languages", n * sizeof *profile->languages);
    status = kl_profile_status(r);
    while (status == KL_OK && profile->language_count < n)
        status = read_language(r, &profile->languages[profile->language_count++]);
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_cipher_profile_parse(const void *data, size_t size, kl_cipher_profile **out,
                                  kl_error *error) {
    if (data == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "letter models need bytes and a place for them");
    kl_cipher_profile *profile = kl_alloc_zero(1, sizeof *profile);
    if (profile == NULL)
        return kl_fail_memory(error, "letter models", sizeof *profile);
    kl_view view = {data, size, 0};
    kl_profile_reader r = {.error = error};
    kl_status status =
        kl_state_reader_new(kl_source_memory(&view), KL_STATE_CIPHERS, &r.state, error);
    if (status == KL_OK)
        status = read_folds(&r, profile);
    if (status == KL_OK)
        status = read_languages(&r, profile);
    if (status == KL_OK)
        status = kl_state_end(r.state, error);
    kl_state_reader_free(r.state);
    if (status != KL_OK) {
        kl_cipher_profile_free(profile);
        return status;
    }
    *out = profile;
    return KL_OK;
}

kl_status kl_cipher_profile_open(const char *path, kl_cipher_profile **out, kl_error *error) {
    kl_bytes *bytes = NULL;
    if (path == NULL) {
        size_t size;
        const void *data = kl_cipher_built_in(&size);
        return kl_cipher_profile_parse(data, size, out, error);
    }
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_cipher_profile_parse(kl_bytes_data(bytes), kl_bytes_size(bytes), out, error);
    kl_bytes_close(bytes);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, kl_descriptor_name(path));
}

void kl_cipher_profile_free(kl_cipher_profile *profile) {
    if (profile == NULL)
        return;
    for (size_t i = 0; i < profile->language_count; i++) {
        kl_free(profile->languages[i].pairs);
        kl_free(profile->languages[i].parts[0].data);
        kl_free(profile->languages[i].parts[1].data);
    }
    kl_free(profile->languages);
    kl_free(profile->folds);
    kl_free(profile);
}

size_t kl_cipher_profile_count(const kl_cipher_profile *profile) {
    return profile->language_count;
}

const char *kl_cipher_profile_code(const kl_cipher_profile *profile, size_t language) {
    return language < profile->language_count ? profile->languages[language].code : NULL;
}

const kl_cipher_fold *kl_cipher_fold_find(const kl_cipher_profile *profile, uint32_t code) {
    if (code < KL_CIPHER_LOW)
        return profile->low[code];
    size_t low = 0, high = profile->fold_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (profile->folds[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < profile->fold_count && profile->folds[low].code == code ? &profile->folds[low]
                                                                         : NULL;
}
