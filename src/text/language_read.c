/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a profile (tools/languages/profile.py writes it): sections of a state container.
 *
 *     HEAD  version, numbers of the whole; LANG  codes and names; SCRP  scripts; LABL  languages in scripts
 *     PNTS  code points in ranges; COMP  accents; GRAM  n-grams and their costs, a script after the other
 *
 * A row of costs names those that it changes; the others are the costs of the longest shorter n-gram, all of
 * them dearer by the same. */
#include <math.h>
#include <string.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/state.h"
#include "text/language_profile.h"

#define TAG_HEAD KL_STATE_TAG('H', 'E', 'A', 'D')
#define TAG_LANGUAGES KL_STATE_TAG('L', 'A', 'N', 'G')
#define TAG_SCRIPTS KL_STATE_TAG('S', 'C', 'R', 'P')
#define TAG_LABELS KL_STATE_TAG('L', 'A', 'B', 'L')
#define TAG_POINTS KL_STATE_TAG('P', 'N', 'T', 'S')
#define TAG_COMPOSITIONS KL_STATE_TAG('C', 'O', 'M', 'P')
#define TAG_GRAMS KL_STATE_TAG('G', 'R', 'A', 'M')

/* Languages and labels that a profile may have: an index of either is small. */
enum { MOST = 4096 };

typedef struct reading {
    kl_state_reader *state;
    kl_language_profile *profile;
    kl_error *error;
} reading;

/* A number that must not be above `most`; 0 after a failure. */
static uint64_t number(const reading *r, uint64_t least, uint64_t most, const char *what) {
    uint64_t value = 0;
    if (kl_state_get_varint(r->state, &value, r->error) != KL_OK)
        return least;
    if (value >= least && value <= most)
        return value;
    kl_state_refuse(r->state, r->error, "%s is %llu, expected %llu to %llu", what,
                    (unsigned long long)value, (unsigned long long)least, (unsigned long long)most);
    return least;
}

static double real(const reading *r, double least, double most, const char *what) {
    double value = least;
    if (kl_state_get_f64(r->state, &value, r->error) == KL_OK && !(value >= least && value <= most))
        kl_state_refuse(r->state, r->error, "%s is out of its range", what);
    return value;
}

static void text(const reading *r, char *out, size_t most) {
    size_t length = (size_t)number(r, 1, most, "the length of a name");
    if (kl_state_get_bytes(r->state, out, length, r->error) == KL_OK && memchr(out, 0, length))
        kl_state_refuse(r->state, r->error, "a NUL in a name");
    out[length] = '\0';
}

static int failed(const reading *r) {
    int more;
    return kl_state_more(r->state, &more, r->error) != KL_OK;
}

static kl_status outcome(const reading *r) {
    int more;
    return kl_state_more(r->state, &more, r->error);
}

/* ── The small sections ───────────────────────────────────────────────────────────────────────── */

static kl_status read_head(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_HEAD, r->error);
    uint64_t version = number(r, 1, UINT32_MAX, "the version");
    if (!failed(r) && version > KL_LANGUAGE_VERSION)
        return kl_fail(r->error, KL_ERROR_VERSION,
                       "a profile of version %llu; this library reads up to %d",
                       (unsigned long long)version, KL_LANGUAGE_VERSION);
    profile->sharpness = real(r, 1e-6, 1e6, "the sharpness");
    profile->flattening = real(r, 0, 1, "the flattening");
    profile->odd = real(r, 0, 1e3, "the price of an odd sign");
    profile->limit = real(r, 0, 1e3, "the limit");
    if (version >= 2)
        profile->bytes = (int)number(r, 0, 1, "whether bytes are letters");
    return outcome(r);
}

static kl_status read_languages(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_LANGUAGES, r->error);
    size_t n = (size_t)number(r, 1, MOST, "the number of languages");
    profile->languages = kl_alloc_zero(n, sizeof *profile->languages);
    if (profile->languages == NULL)
        return kl_fail_memory(r->error, "the languages", n * sizeof *profile->languages);
    for (; profile->language_count < n && !failed(r); profile->language_count++) {
        kl_language_entry *entry = &profile->languages[profile->language_count];
        text(r, entry->code, KL_LANGUAGE_CODE_MAX);
        text(r, entry->name, KL_LANGUAGE_NAME_MAX);
    }
    return outcome(r);
}

static kl_status read_scripts(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_SCRIPTS, r->error);
    unsigned n = (unsigned)number(r, 1, KL_LANGUAGE_SCRIPTS_MAX, "the number of scripts");
    size_t first = 0;
    for (; profile->script_count < n && !failed(r); profile->script_count++) {
        kl_language_script *script = &profile->scripts[profile->script_count];
        text(r, script->name, sizeof script->name - 1);
        script->languages =
            (unsigned)number(r, 1, KL_LANGUAGE_ROW_MAX, "the languages of a script");
        script->bits = (unsigned)number(r, 8, 16, "the bits of a symbol");
        script->order = (unsigned)number(r, 1, KL_LANGUAGE_KEY_BITS / script->bits, "the order");
        script->apostrophe = (uint16_t)number(r, KL_LANGUAGE_UNKNOWN_LETTER,
                                              ((uint64_t)1 << script->bits) - 1, "an apostrophe");
        script->stride = kl_language_stride(script->languages);
        script->first = first;
        first += script->languages;
    }
    profile->label_count = first;
    return outcome(r);
}

static kl_status read_labels(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_LABELS, r->error);
    profile->labels = kl_alloc_zero(profile->label_count, sizeof *profile->labels);
    if (profile->labels == NULL)
        return kl_fail_memory(r->error, "the labels",
                              profile->label_count * sizeof *profile->labels);
    for (unsigned s = 0; s < profile->script_count; s++)
        for (unsigned i = 0; i < profile->scripts[s].languages && !failed(r); i++) {
            kl_language_label *label = &profile->labels[profile->scripts[s].first + i];
            label->script = s;
            label->language = (size_t)number(r, 0, profile->language_count - 1, "a language");
            label->prior = real(r, -1e3, 1e3, "a prior");
            label->mean = real(r, 0, 1e3, "a cross-entropy");
            label->between = real(r, 0, 1e3, "a variance");
            label->within = real(r, 1e-9, 1e6, "a variance");
        }
    return outcome(r);
}

static kl_status read_points(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_POINTS, r->error);
    profile->points = kl_alloc_zero(KL_LANGUAGE_POINTS, sizeof *profile->points);
    if (profile->points == NULL)
        return kl_fail_memory(r->error, "the letters",
                              KL_LANGUAGE_POINTS * sizeof *profile->points);
    for (uint32_t c = 0; c < KL_LANGUAGE_POINTS; c++)
        profile->points[c].kind = KL_POINT_BREAK;
    uint64_t next = 0, ranges = number(r, 1, KL_LANGUAGE_POINTS, "the number of ranges");
    for (uint64_t i = 0; i < ranges && !failed(r); i++) {
        uint64_t first = next + number(r, 0, KL_LANGUAGE_POINTS - 1 - next, "a gap");
        uint64_t n = number(r, 1, KL_LANGUAGE_POINTS - first, "the length of a range");
        kl_point point = {.kind = (uint8_t)number(r, 0, 255, "a kind")};
        if (point.kind < KL_POINT_DIGIT && point.kind >= profile->script_count)
            kl_state_refuse(r->state, r->error, "a letter of script %u of %u", point.kind,
                            profile->script_count);
        unsigned bits = point.kind < profile->script_count ? profile->scripts[point.kind].bits : 16;
        point.upper = (uint8_t)number(r, 0, 1, "a capital");
        point.symbol = (uint16_t)number(r, 0, ((uint64_t)1 << bits) - 1, "a symbol");
        unsigned step = (unsigned)number(r, 0, 1, "a step");
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
    return outcome(r);
}

static kl_status read_compositions(const reading *r) {
    kl_language_profile *profile = r->profile;
    kl_state_expect(r->state, TAG_COMPOSITIONS, r->error);
    size_t n = (size_t)number(r, 0, KL_LANGUAGE_POINTS, "the number of accented letters");
    profile->compositions = kl_alloc_zero(n, sizeof *profile->compositions);
    if (profile->compositions == NULL)
        return kl_fail_memory(r->error, "the accents", n * sizeof *profile->compositions);
    for (; profile->composition_count < n && !failed(r); profile->composition_count++) {
        kl_composition *c = &profile->compositions[profile->composition_count];
        c->script = (uint8_t)number(r, 0, profile->script_count - 1, "a script");
        uint64_t most = ((uint64_t)1 << profile->scripts[c->script].bits) - 1;
        c->letter = (uint16_t)number(r, KL_LANGUAGE_FIRST_LETTER, most, "a letter");
        c->mark = (uint16_t)number(r, 0, UINT16_MAX, "an accent");
        c->composed = (uint16_t)number(r, KL_LANGUAGE_FIRST_LETTER, most, "a letter");
    }
    return outcome(r);
}

/* ── N-grams ──────────────────────────────────────────────────────────────────────────────────── */

/* A row over that of the shorter n-gram (NULL: there is none, and the row is whole). */
static kl_status read_row(const reading *r, const kl_language_script *script,
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

static kl_status read_order(const reading *r, kl_language_script *script, unsigned order) {
    const uint64_t most = ((uint64_t)1 << script->bits * order) - 1;
    size_t rows =
        (size_t)number(r, 0, ((uint64_t)1 << KL_LANGUAGE_ROW_BITS) - 1 - script->row_count,
                       "the number of n-grams");
    uint64_t key = 0;
    size_t room = script->row_count;
    kl_status status = outcome(r);
    for (size_t i = 0; status == KL_OK && i < rows; i++) {
        if (script->row_count == room) {
            /* Doubled, so that a claim in the file takes no memory. */
            room = room < 512 ? 1024 : 2 * room;
            room = room < script->row_count + rows - i ? room : script->row_count + rows - i;
            status = kl_language_reserve(script, room, r->error);
            if (status != KL_OK)
                return status;
        }
        key += number(r, 1, most - key, "a step between n-grams");
        if (failed(r))
            break;
        if (key >> script->bits * (order - 1) == 0)
            return kl_state_refuse(r->state, r->error, "an n-gram that is shorter than %u", order);
        status = read_row(r, script, kl_language_row(script, key, order - 1),
                          script->rows + script->row_count * script->stride);
        if (status == KL_OK)
            kl_language_insert(script, key, script->row_count++);
    }
    return outcome(r);
}

static kl_status read_grams(const reading *r) {
    kl_status status = kl_state_expect(r->state, TAG_GRAMS, r->error);
    for (unsigned s = 0; status == KL_OK && s < r->profile->script_count; s++) {
        kl_language_script *script = &r->profile->scripts[s];
        status = kl_language_reserve(script, 0, r->error);
        for (unsigned order = 1; status == KL_OK && order <= script->order; order++)
            status = read_order(r, script, order);
    }
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static kl_status read_sections(const reading *r) {
    kl_status (*const sections[])(const reading *) = {
        read_head,   read_languages,    read_scripts, read_labels,
        read_points, read_compositions, read_grams};
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sizeof sections / sizeof *sections; i++)
        status = sections[i](r);
    return status == KL_OK ? kl_state_end(r->state, r->error) : status;
}

kl_status kl_language_profile_parse(const void *data, size_t size, kl_language_profile **out,
                                    kl_error *error) {
    if (data == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a profile needs bytes and a place for it");
    kl_view view = {data, size, 0};
    reading r = {.profile = kl_alloc_zero(1, sizeof *r.profile), .error = error};
    if (r.profile == NULL)
        return kl_fail_memory(error, "a profile", sizeof *r.profile);
    kl_status status =
        kl_state_reader_new(kl_source_memory(&view), KL_STATE_LANGUAGES, &r.state, error);
    if (status == KL_OK)
        status = read_sections(&r);
    kl_state_reader_free(r.state);
    if (status != KL_OK) {
        kl_language_profile_free(r.profile);
        return status;
    }
    *out = r.profile;
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
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, path);
}
