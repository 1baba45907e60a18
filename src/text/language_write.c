/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a profile, as src/text/language_read.c reads it. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/state_file.h"
#include "text/language_profile.h"

/* A range of code points: the same kind, and symbols that stay or go up by one. */
typedef struct range {
    uint32_t first, length;
    kl_point point;
    unsigned step;
} range;

static void put_numbers(kl_state_writer *w, const uint64_t *numbers, size_t n) {
    for (size_t i = 0; i < n; i++)
        kl_state_put_varint(w, numbers[i], NULL);
}

static void put_head(kl_state_writer *w, const kl_language_profile *profile) {
    kl_state_begin(w, KL_LANGUAGE_HEAD_TAG, NULL);
    kl_state_put_varint(w, KL_LANGUAGE_VERSION, NULL);
    kl_state_put_f64(w, profile->sharpness, NULL);
    kl_state_put_f64(w, profile->flattening, NULL);
    kl_state_put_f64(w, profile->odd, NULL);
    kl_state_put_f64(w, profile->limit, NULL);
    kl_state_put_varint(w, (uint64_t)profile->bytes, NULL);
}

static void put_names(kl_state_writer *w, const kl_language_profile *profile) {
    kl_state_begin(w, KL_LANGUAGE_LANGUAGES_TAG, NULL);
    kl_state_put_varint(w, profile->language_count, NULL);
    for (size_t i = 0; i < profile->language_count; i++) {
        kl_state_put_text(w, profile->languages[i].code, NULL);
        kl_state_put_text(w, profile->languages[i].name, NULL);
    }
    kl_state_begin(w, KL_LANGUAGE_SCRIPTS_TAG, NULL);
    kl_state_put_varint(w, profile->script_count, NULL);
    for (unsigned s = 0; s < profile->script_count; s++) {
        const kl_language_script *script = &profile->scripts[s];
        kl_state_put_text(w, script->name, NULL);
        put_numbers(
            w, (uint64_t[]){script->languages, script->bits, script->order, script->apostrophe}, 4);
    }
    kl_state_begin(w, KL_LANGUAGE_LABELS_TAG, NULL);
    for (size_t i = 0; i < profile->label_count; i++) {
        const kl_language_label *label = &profile->labels[i];
        kl_state_put_varint(w, label->language, NULL);
        kl_state_put_f64(w, label->prior, NULL);
        kl_state_put_f64(w, label->mean, NULL);
        kl_state_put_f64(w, label->between, NULL);
        kl_state_put_f64(w, label->within, NULL);
    }
}

/* ── Letters ──────────────────────────────────────────────────────────────────────────────────── */

/* The range that begins at a code point. */
static range range_at(const kl_language_profile *profile, uint32_t first) {
    const kl_point *points = profile->points;
    range found = {first, 1, points[first], 0};
    for (uint32_t c = first + 1; c < KL_LANGUAGE_POINTS; c++, found.length++) {
        const unsigned step = (unsigned)points[c].symbol - points[c - 1].symbol;
        if (points[c].kind != found.point.kind || points[c].upper != found.point.upper ||
            step > 1 || (found.length > 1 && step != found.step))
            break;
        found.step = step;
    }
    return found;
}

/* Ranges of what is no plain break, in order: to `w`, or (NULL) only counted. */
static uint64_t put_ranges(kl_state_writer *w, const kl_language_profile *profile) {
    uint64_t n = 0;
    uint32_t after = 0;
    for (uint32_t c = 0; c < KL_LANGUAGE_POINTS;) {
        const range r = range_at(profile, c);
        c += r.length;
        if (r.point.kind == KL_POINT_BREAK)
            continue;
        if (w)
            put_numbers(w,
                        (uint64_t[]){r.first - after, r.length, r.point.kind, r.point.upper,
                                     r.point.symbol, r.step},
                        6);
        after = c;
        n++;
    }
    return n;
}

static void put_letters(kl_state_writer *w, const kl_language_profile *profile) {
    kl_state_begin(w, KL_LANGUAGE_POINTS_TAG, NULL);
    kl_state_put_varint(w, put_ranges(NULL, profile), NULL);
    put_ranges(w, profile);
    kl_state_begin(w, KL_LANGUAGE_COMPOSITIONS_TAG, NULL);
    kl_state_put_varint(w, profile->composition_count, NULL);
    for (size_t i = 0; i < profile->composition_count; i++) {
        const kl_composition *c = &profile->compositions[i];
        put_numbers(w, (uint64_t[]){c->script, c->letter, c->mark, c->composed}, 4);
    }
}

/* ── N-grams ──────────────────────────────────────────────────────────────────────────────────── */

static int by_number(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* A shorter n-gram is a smaller number, since no symbol is 0. */
kl_status kl_language_keys(const kl_language_script *script, uint64_t **out, kl_error *error) {
    size_t n = 0;
    uint64_t *keys = kl_alloc(script->row_count, sizeof *keys);
    if (keys == NULL)
        return kl_fail_memory(error, "the n-grams", script->row_count * sizeof *keys);
    for (uint64_t i = 0; i <= script->slot_mask; i++)
        if (script->slots[i] != 0 && n < script->row_count)
            keys[n++] = script->slots[i] >> KL_LANGUAGE_ROW_BITS;
    qsort(keys, n, sizeof *keys, by_number);
    *out = keys;
    return KL_OK;
}

/* The costs that differ from those of the longest shorter n-gram. */
static void put_row(kl_state_writer *w, const kl_language_script *script, uint64_t key,
                    unsigned order) {
    static const uint8_t none[KL_LANGUAGE_ROW_MAX];
    uint8_t changed[KL_LANGUAGE_ROW_MAX / 8] = {0}, costs[KL_LANGUAGE_ROW_MAX];
    const uint8_t *row = kl_language_row(script, key, order);
    const uint8_t *shorter = order > 1 ? kl_language_row(script, key, order - 1) : NULL;
    size_t n = 0;
    if (shorter == NULL)
        shorter = none;
    for (unsigned k = 0; k < script->languages; k++)
        if (row[k] != shorter[k]) {
            changed[k / 8] |= (uint8_t)(1u << k % 8);
            costs[n++] = row[k];
        }
    kl_state_put_bytes(w, changed, (script->languages + 7) / 8, NULL);
    kl_state_put_u8(w, 0, NULL);
    kl_state_put_bytes(w, costs, n, NULL);
}

static kl_status put_script(kl_state_writer *w, const kl_language_script *script, kl_error *error) {
    uint64_t *keys = NULL;
    kl_status status = kl_language_keys(script, &keys, error);
    if (status != KL_OK)
        return status;
    size_t at = 0;
    for (unsigned order = 1; order <= script->order; order++) {
        const size_t first = at;
        uint64_t before = 0;
        while (at < script->row_count &&
               keys[at] >> script->bits * (order - 1) >> script->bits == 0)
            at++;
        kl_state_put_varint(w, at - first, NULL);
        for (size_t i = first; i < at; i++) {
            kl_state_put_varint(w, keys[i] - before, NULL);
            put_row(w, script, keys[i], order);
            before = keys[i];
        }
    }
    kl_free(keys);
    return KL_OK;
}

kl_status kl_language_write(const kl_language_profile *profile, kl_sink sink, kl_error *error) {
    kl_state_writer *w = NULL;
    kl_status status = kl_state_writer_new(sink, KL_STATE_LANGUAGES, &w, error);
    if (status != KL_OK)
        return status;
    put_head(w, profile);
    put_names(w, profile);
    put_letters(w, profile);
    kl_state_begin(w, KL_LANGUAGE_GRAMS_TAG, NULL);
    for (unsigned s = 0; status == KL_OK && s < profile->script_count; s++)
        status = put_script(w, &profile->scripts[s], error);
    if (status == KL_OK)
        status = kl_state_finish(w, error);
    kl_state_writer_free(w);
    return status;
}

kl_status kl_language_profile_save(const kl_language_profile *profile, const char *path,
                                   kl_error *error) {
    kl_file *file = NULL;
    if (profile == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a profile and a path are needed");
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_language_write(profile, kl_sink_file(file), error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}
