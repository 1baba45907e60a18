/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a profile (tools/languages/profile.py writes it): sections of a state container.
 *
 *     HEAD  version, numbers of the whole; LANG  codes and names; SCRP  scripts; LABL  languages in scripts
 *     PNTS  code points in ranges; COMP  accents; GRAM  n-grams and their costs, a script after the other
 *
 * A row of costs names those that it changes; the others are the costs of the longest shorter n-gram, all of
 * them dearer by the same. */

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/state.h"
#include "io/descriptor.h"
#include "text/language_code.h"
#include "text/language_profile.h"
#include "text/profile_reader.h"

/* Languages and labels that a profile may have: an index of either is small. */
enum { MOST = 4096 };

/* ── The small sections ───────────────────────────────────────────────────────────────────────── */

static kl_status read_head(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_HEAD_TAG, r->error);
    unsigned version;
    kl_status status = kl_profile_version(r, KL_LANGUAGE_VERSION, "a profile", &version);
    if (status != KL_OK)
        return status;
    profile->sharpness = kl_profile_real(r, 1e-6, 1e6, "the sharpness");
    profile->flattening = kl_profile_real(r, 0, 1, "the flattening");
    profile->odd = kl_profile_real(r, 0, 1e3, "the price of an odd sign");
    profile->limit = kl_profile_real(r, 0, 1e3, "the limit");
    if (version >= 2)
        profile->bytes = (int)kl_profile_number(r, 0, 1, "whether bytes are letters");
    return kl_profile_status(r);
}

static void read_entry(const kl_profile_reader *r, const kl_language_profile *before,
                       kl_language_entry *entry) {
    char code[KL_LANGUAGE_CODE_MAX + 1];
    kl_profile_text(r, code, KL_LANGUAGE_CODE_MAX);
    kl_profile_text(r, entry->name, KL_LANGUAGE_NAME_MAX);
    if (kl_profile_status(r) != KL_OK)
        return;
    if (code[kl_language_wrong_byte(code, 1)] ||
        entry->name[kl_language_wrong_byte(entry->name, 0)])
        kl_state_refuse(r->state, r->error,
                        "the code or name of language %zu is not UTF-8 or has controls or signs "
                        "that part codes",
                        before->language_count);
    else if (kl_language_is_none(code) || kl_language_find(before, code) != KL_LANGUAGE_NONE)
        kl_state_refuse(r->state, r->error, "the code %s, which stands for something else", code);
    else
        strcpy(entry->code, kl_language_main_code(code));
}

static kl_status read_languages(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_LANGUAGES_TAG, r->error);
    size_t n = (size_t)kl_profile_number(r, 1, MOST, "the number of languages");
    profile->languages = kl_alloc_zero(n, sizeof *profile->languages);
    if (profile->languages == NULL)
        return kl_fail_memory(r->error, "the languages", n * sizeof *profile->languages);
    for (; profile->language_count < n && kl_profile_status(r) == KL_OK; profile->language_count++)
        read_entry(r, profile, &profile->languages[profile->language_count]);
    return kl_profile_status(r);
}

static kl_status read_scripts(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_SCRIPTS_TAG, r->error);
    unsigned n =
        (unsigned)kl_profile_number(r, 1, KL_LANGUAGE_SCRIPTS_MAX, "the number of scripts");
    size_t first = 0;
    for (; profile->script_count < n && kl_profile_status(r) == KL_OK; profile->script_count++) {
        kl_language_script *script = &profile->scripts[profile->script_count];
        kl_profile_text(r, script->name, sizeof script->name - 1);
        script->languages =
            (unsigned)kl_profile_number(r, 1, KL_LANGUAGE_ROW_MAX, "the languages of a script");
        script->bits = (unsigned)kl_profile_number(r, 8, 16, "the bits of a symbol");
        script->order =
            (unsigned)kl_profile_number(r, 1, KL_LANGUAGE_KEY_BITS / script->bits, "the order");
        script->apostrophe = (uint16_t)kl_profile_number(
            r, KL_LANGUAGE_UNKNOWN_LETTER, ((uint64_t)1 << script->bits) - 1, "an apostrophe");
        script->stride = kl_language_stride(script->languages);
        script->first = first;
        first += script->languages;
    }
    profile->label_count = first;
    return kl_profile_status(r);
}

static kl_status read_labels(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_LABELS_TAG, r->error);
    profile->labels = kl_alloc_zero(profile->label_count, sizeof *profile->labels);
    if (profile->labels == NULL)
        return kl_fail_memory(r->error, "the labels",
                              profile->label_count * sizeof *profile->labels);
    for (unsigned s = 0; s < profile->script_count; s++)
        for (unsigned i = 0; i < profile->scripts[s].languages && kl_profile_status(r) == KL_OK;
             i++) {
            kl_language_label *label = &profile->labels[profile->scripts[s].first + i];
            label->script = s;
            label->language =
                (size_t)kl_profile_number(r, 0, profile->language_count - 1, "a language");
            label->prior = kl_profile_real(r, -1e3, 1e3, "a prior");
            label->mean = kl_profile_real(r, 0, 1e3, "a cross-entropy");
            label->between = kl_profile_real(r, 0, 1e3, "a variance");
            label->within = kl_profile_real(r, 1e-9, 1e6, "a variance");
        }
    return kl_profile_status(r);
}

static kl_status read_points(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_POINTS_TAG, r->error);
    profile->points = kl_alloc_zero(KL_LANGUAGE_POINTS, sizeof *profile->points);
    if (profile->points == NULL)
        return kl_fail_memory(r->error, "the letters",
                              KL_LANGUAGE_POINTS * sizeof *profile->points);
    for (uint32_t c = 0; c < KL_LANGUAGE_POINTS; c++)
        profile->points[c].kind = KL_POINT_BREAK;
    uint64_t next = 0, ranges = kl_profile_number(r, 1, KL_LANGUAGE_POINTS, "the number of ranges");
    for (uint64_t i = 0; i < ranges && kl_profile_status(r) == KL_OK; i++) {
        uint64_t first = next + kl_profile_number(r, 0, KL_LANGUAGE_POINTS - 1 - next, "a gap");
        uint64_t n = kl_profile_number(r, 1, KL_LANGUAGE_POINTS - first, "the length of a range");
        kl_point point = {.kind = (uint8_t)kl_profile_number(r, 0, 255, "a kind")};
        if (point.kind < KL_POINT_DIGIT && point.kind >= profile->script_count)
            kl_state_refuse(r->state, r->error, "a letter of script %u of %u", point.kind,
                            profile->script_count);
        unsigned bits = point.kind < profile->script_count ? profile->scripts[point.kind].bits : 16;
        point.upper = (uint8_t)kl_profile_number(r, 0, 1, "a capital");
        point.symbol = (uint16_t)kl_profile_number(r, 0, ((uint64_t)1 << bits) - 1, "a symbol");
        unsigned step = (unsigned)kl_profile_number(r, 0, 1, "a step");
        if (point.symbol < KL_LANGUAGE_UNKNOWN_LETTER && point.kind < profile->script_count)
            kl_state_refuse(r->state, r->error, "a letter of symbol %u", point.symbol);
        if (step && point.symbol + n - 1 >= (uint64_t)1 << bits)
            kl_state_refuse(r->state, r->error, "symbols behind the last");
        for (uint64_t c = first; c < first + n; c++) {
            profile->points[c] = point;
            point.symbol = (uint16_t)(point.symbol + step);
        }
        next = first + n < KL_LANGUAGE_POINTS ? first + n : KL_LANGUAGE_POINTS - 1;
    }
    return kl_profile_status(r);
}

static kl_status read_compositions(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_state_expect(r->state, KL_LANGUAGE_COMPOSITIONS_TAG, r->error);
    size_t n =
        (size_t)kl_profile_number(r, 0, KL_LANGUAGE_POINTS, "the number of accented letters");
    profile->compositions = kl_alloc_zero(n, sizeof *profile->compositions);
    if (profile->compositions == NULL)
        return kl_fail_memory(r->error, "the accents", n * sizeof *profile->compositions);
    for (; profile->composition_count < n && kl_profile_status(r) == KL_OK;
         profile->composition_count++) {
        kl_composition *c = &profile->compositions[profile->composition_count];
        c->script = (uint8_t)kl_profile_number(r, 0, profile->script_count - 1, "a script");
        uint64_t most = ((uint64_t)1 << profile->scripts[c->script].bits) - 1;
        c->letter = (uint16_t)kl_profile_number(r, KL_LANGUAGE_FIRST_LETTER, most, "a letter");
        c->mark = (uint16_t)kl_profile_number(r, 0, UINT16_MAX, "an accent");
        c->composed = (uint16_t)kl_profile_number(r, KL_LANGUAGE_FIRST_LETTER, most, "a letter");
    }
    return kl_profile_status(r);
}

/* ── N-grams ──────────────────────────────────────────────────────────────────────────────────── */

/* A row over that of the shorter n-gram (NULL: there is none, and the row is whole). */
static kl_status read_row(const kl_profile_reader *r, const kl_language_script *script,
                          const uint8_t *shorter, uint8_t *row) {
    uint8_t changed[KL_LANGUAGE_ROW_MAX / 8] = {0}, costs[KL_LANGUAGE_ROW_MAX], dearer = 0;
    const size_t mask = (script->languages + 7) / 8;
    kl_state_get_bytes(r->state, changed, mask, r->error);
    kl_status status = kl_state_get_u8(r->state, &dearer, r->error);
    size_t n = 0, taken = 0;
    for (size_t i = 0; i < mask; i++)
        n += (size_t)__builtin_popcount(changed[i]);
    if (status == KL_OK)
        status = kl_state_get_bytes(r->state, costs, n, r->error);
    if (status != KL_OK)
        return status;
    for (unsigned i = 0; i < script->stride; i++) {
        unsigned cost = (shorter ? shorter[i] : 0u) + dearer;
        if (changed[i / 8] >> i % 8 & 1)
            cost = costs[taken++];
        row[i] = (uint8_t)(cost < 255 ? cost : 255);
    }
    return KL_OK;
}

static kl_status read_order(const kl_profile_reader *r, kl_language_script *script,
                            unsigned order) {
    const uint64_t most = ((uint64_t)1 << script->bits * order) - 1;
    size_t rows = (size_t)kl_profile_number(r, 0, KL_LANGUAGE_ROW_MASK - script->row_count,
                                            "the number of n-grams");
    uint64_t key = 0;
    size_t room = script->row_count;
    kl_status status = kl_profile_status(r);
    for (size_t i = 0; status == KL_OK && i < rows; i++) {
        if (script->row_count == room) {
            /* Doubled, so that a claim in the file takes no memory. */
            room = room < 512 ? 1024 : 2 * room;
            room = room < script->row_count + rows - i ? room : script->row_count + rows - i;
            status = kl_language_reserve(script, room, r->error);
            if (status != KL_OK)
                return status;
        }
        key += kl_profile_number(r, 1, most - key, "a step between n-grams");
        if (kl_profile_status(r) != KL_OK)
            break;
        if (key >> script->bits * (order - 1) == 0)
            return kl_state_refuse(r->state, r->error, "an n-gram that is shorter than %u", order);
        status = read_row(r, script, kl_language_row(script, key, order - 1),
                          script->rows + script->row_count * script->stride);
        if (status == KL_OK)
            kl_language_insert(script, key, script->row_count++);
    }
    return kl_profile_status(r);
}

static kl_status read_grams(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_status status = kl_state_expect(r->state, KL_LANGUAGE_GRAMS_TAG, r->error);
    for (unsigned s = 0; status == KL_OK && s < profile->script_count; s++) {
        kl_language_script *script = &profile->scripts[s];
        status = kl_language_reserve(script, 0, r->error);
        for (unsigned order = 1; status == KL_OK && order <= script->order; order++)
            status = read_order(r, script, order);
    }
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static kl_status read_sections(const kl_profile_reader *r, kl_language_profile *profile) {
    kl_status (*const sections[])(const kl_profile_reader *, kl_language_profile *) = {
        read_head,   read_languages,    read_scripts, read_labels,
        read_points, read_compositions, read_grams};
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sizeof sections / sizeof *sections; i++)
        status = sections[i](r, profile);
    return status == KL_OK ? kl_state_end(r->state, r->error) : status;
}

kl_status kl_language_profile_parse(const void *data, size_t size, kl_language_profile **out,
                                    kl_error *error) {
    if (data == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a profile needs bytes and a place for it");
    kl_language_profile *profile = kl_alloc_zero(1, sizeof *profile);
    if (profile == NULL)
        return kl_fail_memory(error, "a profile", sizeof *profile);
    kl_view view = {data, size, 0};
    kl_profile_reader r = {.error = error};
    kl_status status =
        kl_state_reader_new(kl_source_memory(&view), KL_STATE_LANGUAGES, &r.state, error);
    if (status == KL_OK)
        status = read_sections(&r, profile);
    kl_state_reader_free(r.state);
    if (status != KL_OK) {
        kl_language_profile_free(profile);
        return status;
    }
    *out = profile;
    return KL_OK;
}

kl_status kl_language_profile_open(const char *path, kl_language_profile **out, kl_error *error) {
    kl_bytes *bytes = NULL;
    if (path == NULL) {
        size_t size;
        const void *data = kl_language_built_in(&size);
        return kl_language_profile_parse(data, size, out, error);
    }
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_language_profile_parse(kl_bytes_data(bytes), kl_bytes_size(bytes), out, error);
    kl_bytes_close(bytes);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, kl_descriptor_name(path));
}
