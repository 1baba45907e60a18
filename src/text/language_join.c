/* SPDX-License-Identifier: Apache-2.0 */
/* Several profiles as one. A row has the costs of all languages of a script, so there is a row for every n-gram that
 * one of the profiles has, with what each profile makes of it: exactly what it would alone. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/language_profile.h"

enum { SYMBOLS = 1 << 16 };

/* Where the symbols of a script of one profile are among those of the joined one, and back. */
typedef struct renaming {
    const kl_language_script *from;
    unsigned column; /* of its first language */
    uint16_t *there, *back;
} renaming;

typedef struct joining {
    const kl_language_profile *const *profiles;
    size_t n;
    kl_language_profile *out;
    uint8_t (*numbers)[KL_LANGUAGE_SCRIPTS_MAX]; /* of each profile's scripts in the joined one */
    size_t first[KL_LANGUAGE_SCRIPTS_MAX]; /* profile that has each script of the joined one */
    kl_error *error;
} joining;

/* ── Languages and scripts ────────────────────────────────────────────────────────────────────── */

static kl_status check(const joining *j) {
    for (size_t i = 0; i < j->n; i++) {
        if (j->profiles[i] == NULL)
            return kl_fail_at(j->error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "profile %zu is NULL",
                              i);
        if (j->profiles[i]->bytes != j->profiles[0]->bytes)
            return kl_fail_at(j->error, KL_ERROR_MISMATCH, (int64_t)i, -1,
                              "profile %zu is of %s, the first of %s", i,
                              j->profiles[i]->bytes ? "bytes" : "letters",
                              j->profiles[0]->bytes ? "bytes" : "letters");
    }
    return KL_OK;
}

static kl_status join_languages(const joining *j) {
    kl_language_profile *out = j->out;
    size_t languages = 0, labels = 0;
    for (size_t i = 0; i < j->n; i++) {
        languages += j->profiles[i]->language_count;
        labels += j->profiles[i]->label_count;
    }
    out->languages = kl_alloc_zero(languages, sizeof *out->languages);
    out->labels = kl_alloc_zero(labels, sizeof *out->labels);
    if (out->languages == NULL || out->labels == NULL)
        return kl_fail_memory(j->error, "the languages", languages * sizeof *out->languages);
    for (size_t i = 0; i < j->n; i++)
        for (size_t k = 0; k < j->profiles[i]->language_count; k++) {
            const kl_language_entry *entry = &j->profiles[i]->languages[k];
            if (kl_language_find(out, entry->code) != KL_LANGUAGE_NONE)
                return kl_fail_at(j->error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                                  "two profiles have a language %s", entry->code);
            out->languages[out->language_count++] = *entry;
        }
    return KL_OK;
}

/* The script of this name, or a new one. */
static kl_status join_script(joining *j, size_t profile, const kl_language_script *from,
                             uint8_t *number) {
    kl_language_profile *out = j->out;
    unsigned s = 0;
    while (s < out->script_count && strcmp(out->scripts[s].name, from->name) != 0)
        s++;
    if (s == KL_LANGUAGE_SCRIPTS_MAX)
        return kl_fail(j->error, KL_ERROR_UNSUPPORTED, "more than %d scripts",
                       KL_LANGUAGE_SCRIPTS_MAX);
    kl_language_script *script = &out->scripts[s];
    if (s == out->script_count) {
        out->script_count++;
        j->first[s] = profile;
        memcpy(script->name, from->name, sizeof script->name);
        script->apostrophe = from->apostrophe;
    }
    script->languages += from->languages;
    if (script->languages > KL_LANGUAGE_ROW_MAX)
        return kl_fail(j->error, KL_ERROR_UNSUPPORTED, "%u languages of the script %s: at most %d",
                       script->languages, script->name, KL_LANGUAGE_ROW_MAX);
    script->bits = from->bits > script->bits ? from->bits : script->bits;
    script->order = from->order > script->order ? from->order : script->order;
    *number = (uint8_t)s;
    return KL_OK;
}

static kl_status join_scripts(joining *j) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < j->n; i++)
        for (unsigned s = 0; s < j->profiles[i]->script_count && status == KL_OK; s++)
            status = join_script(j, i, &j->profiles[i]->scripts[s], &j->numbers[i][s]);
    size_t first = 0;
    for (unsigned s = 0; s < j->out->script_count && status == KL_OK; s++) {
        kl_language_script *script = &j->out->scripts[s];
        const unsigned most = KL_LANGUAGE_KEY_BITS / script->bits;
        script->order = script->order < most ? script->order : most;
        script->stride = kl_language_stride(script->languages);
        script->first = first;
        first += script->languages;
    }
    j->out->label_count = first;
    return status;
}

/* ── Letters ──────────────────────────────────────────────────────────────────────────────────── */

/* The letters of a script that another profile has brought: those that are new get new symbols as long as there are
 * some. */
static void add_letters(const kl_language_profile *from, unsigned script, kl_language_profile *out,
                        uint8_t number, uint16_t *there) {
    unsigned next = (unsigned)kl_language_symbols(out, number);
    const unsigned end = 1u << out->scripts[number].bits;
    memset(there, 0, SYMBOLS * sizeof *there);
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        const kl_point *point = &from->points[c];
        if (point->kind == script && out->points[c].kind == number)
            there[point->symbol] = out->points[c].symbol;
    }
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        const kl_point *point = &from->points[c];
        if (point->kind != script || out->points[c].kind < KL_POINT_DIGIT)
            continue;
        if (there[point->symbol] == 0)
            there[point->symbol] = (uint16_t)(next < end ? next++ : KL_LANGUAGE_UNKNOWN_LETTER);
        out->points[c] = (kl_point){number, point->upper, there[point->symbol]};
    }
}

/* A script that no profile before has: its letters and accents as they are. */
static void bring_letters(const kl_language_profile *from, unsigned script,
                          kl_language_profile *out, uint8_t number) {
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++)
        if (from->points[c].kind == script && out->points[c].kind >= KL_POINT_DIGIT)
            out->points[c] = (kl_point){number, from->points[c].upper, from->points[c].symbol};
    for (size_t i = 0; i < from->composition_count; i++) {
        kl_composition c = from->compositions[i];
        if (c.script != script)
            continue;
        c.script = number;
        out->compositions[out->composition_count++] = c;
    }
}

static kl_status join_letters(const joining *j) {
    kl_language_profile *out = j->out;
    size_t accents = 0;
    for (size_t i = 0; i < j->n; i++)
        accents += j->profiles[i]->composition_count;
    out->points = kl_alloc(KL_LANGUAGE_POINTS, sizeof *out->points);
    out->compositions = kl_alloc(accents, sizeof *out->compositions);
    uint16_t *there = kl_alloc(SYMBOLS, sizeof *there);
    if (out->points == NULL || out->compositions == NULL || there == NULL) {
        kl_free(there);
        return kl_fail_memory(j->error, "the letters", KL_LANGUAGE_POINTS * sizeof *out->points);
    }
    /* What is no letter is as in the first profile. */
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        const kl_point point = j->profiles[0]->points[c];
        out->points[c] = point.kind < KL_POINT_DIGIT ? (kl_point){KL_POINT_BREAK, 0, 0} : point;
    }
    for (size_t i = 0; i < j->n; i++)
        for (unsigned s = 0; s < j->profiles[i]->script_count; s++) {
            const uint8_t number = j->numbers[i][s];
            if (j->first[number] == i)
                bring_letters(j->profiles[i], s, out, number);
            else
                add_letters(j->profiles[i], s, out, number, there);
        }
    kl_free(there);
    return KL_OK;
}

/* ── N-grams ──────────────────────────────────────────────────────────────────────────────────── */

/* The symbols of a script of one profile beside those of the joined one. */
static void rename_symbols(const joining *j, size_t profile, unsigned script, renaming *r) {
    const kl_language_profile *from = j->profiles[profile];
    const uint8_t number = j->numbers[profile][script];
    for (size_t symbol = 0; symbol < SYMBOLS; symbol++)
        r->there[symbol] = r->back[symbol] = KL_LANGUAGE_UNKNOWN_LETTER;
    r->there[KL_LANGUAGE_BOUNDARY] = r->back[KL_LANGUAGE_BOUNDARY] = KL_LANGUAGE_BOUNDARY;
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        const kl_point here = from->points[c], out = j->out->points[c];
        if (here.kind != script || out.kind != number || here.symbol < KL_LANGUAGE_FIRST_LETTER ||
            out.symbol < KL_LANGUAGE_FIRST_LETTER)
            continue;
        r->there[here.symbol] = out.symbol;
        r->back[out.symbol] = here.symbol;
    }
    const uint16_t apostrophe = j->out->scripts[number].apostrophe;
    r->from = &from->scripts[script];
    if (apostrophe >= KL_LANGUAGE_FIRST_LETTER && r->from->apostrophe >= KL_LANGUAGE_FIRST_LETTER) {
        r->there[r->from->apostrophe] = apostrophe;
        r->back[apostrophe] = r->from->apostrophe;
    }
}

/* The key of the same n-gram in other symbols; `order`: how many there are. */
static uint64_t renamed(uint64_t key, unsigned bits, unsigned to_bits, const uint16_t *names,
                        unsigned *order) {
    const uint64_t mask = ((uint64_t)1 << bits) - 1;
    uint64_t out = 0;
    *order = 0;
    for (; key >> bits * *order != 0 && *order * bits < KL_LANGUAGE_KEY_BITS; ++*order)
        out |= (uint64_t)names[key >> bits * *order & mask] << to_bits * *order;
    return out;
}

/* A row for each n-gram of one profile. */
static kl_status add_keys(const renaming *r, kl_language_script *script, kl_error *error) {
    uint64_t *keys = NULL;
    kl_status status = kl_language_keys(r->from, &keys, error);
    if (status == KL_OK)
        status = kl_language_reserve(script, script->row_count + r->from->row_count, error);
    for (size_t i = 0; status == KL_OK && i < r->from->row_count; i++) {
        unsigned order;
        uint64_t key = renamed(keys[i], r->from->bits, script->bits, r->there, &order);
        if (order <= script->order && kl_language_insert(script, key, script->row_count))
            memset(script->rows + script->row_count++ * script->stride, 0, script->stride);
    }
    kl_free(keys);
    return status;
}

/* What one profile makes of the n-grams of all. */
static void add_costs(const renaming *r, kl_language_script *script) {
    for (uint64_t i = 0; i <= script->slot_mask; i++) {
        if (script->slots[i] == 0)
            continue;
        unsigned order;
        const uint64_t key = script->slots[i] >> KL_LANGUAGE_ROW_BITS;
        const uint64_t own = renamed(key, script->bits, r->from->bits, r->back, &order);
        const uint8_t *row =
            kl_language_row(r->from, own, order < r->from->order ? order : r->from->order);
        uint8_t *to =
            script->rows + (script->slots[i] & KL_LANGUAGE_ROW_MASK) * script->stride + r->column;
        if (row)
            memcpy(to, row, r->from->languages);
        else
            memset(to, UINT8_MAX, r->from->languages);
    }
}

static void add_labels(const joining *j, size_t profile, const renaming *r, unsigned number,
                       size_t first_language) {
    const kl_language_label *from = j->profiles[profile]->labels + r->from->first;
    kl_language_label *to = j->out->labels + j->out->scripts[number].first + r->column;
    for (unsigned k = 0; k < r->from->languages; k++) {
        to[k] = from[k];
        to[k].script = number;
        to[k].language += first_language;
    }
}

/* Twice over the profiles' scripts: what n-grams there are, then what they cost. */
static kl_status join_grams(const joining *j, renaming *r) {
    kl_status status = KL_OK;
    for (int pass = 0; pass < 2; pass++) {
        unsigned columns[KL_LANGUAGE_SCRIPTS_MAX] = {0};
        size_t first_language = 0;
        for (size_t i = 0; i < j->n && status == KL_OK; i++) {
            for (unsigned s = 0; s < j->profiles[i]->script_count && status == KL_OK; s++) {
                const unsigned number = j->numbers[i][s];
                kl_language_script *script = &j->out->scripts[number];
                rename_symbols(j, i, s, r);
                r->column = columns[number];
                columns[number] += r->from->languages;
                if (pass == 0)
                    status = add_keys(r, script, j->error);
                else
                    add_costs(r, script);
                add_labels(j, i, r, number, first_language);
            }
            first_language += j->profiles[i]->language_count;
        }
    }
    return status;
}

static kl_status join(joining *j) {
    renaming r = {0};
    kl_status status = check(j);
    if (status != KL_OK)
        return status;
    j->out->bytes = j->profiles[0]->bytes;
    j->out->sharpness = j->profiles[0]->sharpness;
    j->out->flattening = j->profiles[0]->flattening;
    j->out->odd = j->profiles[0]->odd;
    j->out->limit = j->profiles[0]->limit;
    j->numbers = kl_alloc_zero(j->n, sizeof *j->numbers);
    r.there = kl_alloc(SYMBOLS, sizeof *r.there);
    r.back = kl_alloc(SYMBOLS, sizeof *r.back);
    if (j->numbers == NULL || r.there == NULL || r.back == NULL)
        status = kl_fail_memory(j->error, "the symbols", SYMBOLS * sizeof *r.there);
    if (status == KL_OK)
        status = join_languages(j);
    if (status == KL_OK)
        status = join_scripts(j);
    if (status == KL_OK)
        status = join_letters(j);
    if (status == KL_OK)
        status = join_grams(j, &r);
    kl_free(r.there);
    kl_free(r.back);
    kl_free(j->numbers);
    return status;
}

kl_status kl_language_profile_join(const kl_language_profile *const *profiles, size_t n,
                                   kl_language_profile **out, kl_error *error) {
    if (profiles == NULL || n == 0 || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "profiles and a place for the joined one are needed");
    joining j = {.profiles = profiles, .n = n, .error = error};
    j.out = kl_alloc_zero(1, sizeof *j.out);
    if (j.out == NULL)
        return kl_fail_memory(error, "a profile", sizeof *j.out);
    kl_status status = join(&j);
    if (status != KL_OK) {
        kl_language_profile_free(j.out);
        return status;
    }
    *out = j.out;
    return KL_OK;
}
