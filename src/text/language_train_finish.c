/* SPDX-License-Identifier: Apache-2.0 */
/* Counts to a profile: which n-grams, what they cost, and how dear the language's own texts are. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/language_train.h"

/* A script with less than this share of the symbols is that of names and quotations. */
#define SHARE 0.1
/* An n-gram is worth a row that is met once in so many symbols. */
#define RARE 1e-6
/* The variance between texts is at least this (tools/languages/calibrate.py has the same). */
#define BETWEEN_LEAST 0.002
/* N-grams of a profile. */
enum { ROWS_MAX = 1 << 22 };

typedef struct finishing {
    kl_language_trainer *trainer;
    kl_language_profile *profile;
    uint8_t
        numbers[KL_LANGUAGE_SCRIPTS_MAX]; /* of each script of the letters among those that stay */
    kl_error *error;
} finishing;

enum { GONE = 0xFF };

/* ── How dear its own texts are ───────────────────────────────────────────────────────────────── */

/* Every n-gram of a piece once more or less. */
static void change_piece(kl_language_grams *grams, const kl_language_piece *piece, int by) {
    for (size_t i = 0, begin = 0; i < piece->length; i++)
        if (piece->symbols[i] == KL_LANGUAGE_BOUNDARY) {
            kl_language_grams_change(grams, piece->symbols + begin, i - begin, by);
            begin = i + 1;
        }
}

/* What a word with its end costs. */
static double cost_word(const kl_language_grams *grams, const uint16_t *word, size_t length,
                        size_t alphabet) {
    uint64_t window = KL_LANGUAGE_BOUNDARY;
    double cost = 0;
    for (size_t i = 0; i <= length; i++) {
        window = window << grams->bits | (i < length ? word[i] : KL_LANGUAGE_BOUNDARY);
        const unsigned order = i + 2 < grams->order ? (unsigned)i + 2 : grams->order;
        cost += kl_language_grams_cost(grams, kl_language_gram(grams->bits, window, order), order,
                                       alphabet);
    }
    return cost;
}

/* Sums over the pieces of the sample, each under the model without it; `mean`: of the first pass. */
typedef struct sums {
    double pieces, cost, squares, shares; /* cross-entropies, their squares off the mean, 1/n */
    double words, spread;                 /* n (cross-entropy of a word − mean)² */
} sums;

static void add_piece(kl_language_grams *grams, const kl_language_piece *piece, size_t alphabet,
                      double mean, sums *s) {
    double total = 0;
    change_piece(grams, piece, -1);
    for (size_t i = 0, begin = 0; i < piece->length; i++)
        if (piece->symbols[i] == KL_LANGUAGE_BOUNDARY) {
            const double n = (double)(i - begin + 1);
            const double cost = cost_word(grams, piece->symbols + begin, i - begin, alphabet);
            const double off = cost / n - mean;
            total += cost;
            s->spread += n * off * off;
            s->words++;
            begin = i + 1;
        }
    change_piece(grams, piece, 1);
    const double n = (double)piece->length, off = total / n - mean;
    s->pieces++;
    s->cost += total / n;
    s->squares += off * off;
    s->shares += 1 / n;
}

static void measure(kl_language_trained *script, size_t alphabet, kl_language_label *label) {
    const size_t n =
        script->piece_count < KL_LANGUAGE_PIECES ? (size_t)script->piece_count : KL_LANGUAGE_PIECES;
    sums s = {0};
    for (int pass = 0; pass < 2; pass++) {
        label->mean = s.pieces > 0 ? s.cost / s.pieces : 0;
        s = (sums){0};
        for (size_t i = 0; i < n; i++)
            add_piece(&script->grams, &script->pieces[i], alphabet, label->mean, &s);
    }
    label->within = fmax(s.spread / s.words, 0.01);
    label->between =
        fmax(s.squares / s.pieces - label->within * s.shares / s.pieces, BETWEEN_LEAST);
}

/* ── The profile ──────────────────────────────────────────────────────────────────────────────── */

static uint8_t *new_row(kl_language_script *script, uint64_t key) {
    uint8_t *row = script->rows + script->row_count * script->stride;
    memset(row, 0, script->stride);
    return kl_language_insert(script, key, script->row_count) ? (script->row_count++, row) : NULL;
}

static unsigned order_of(unsigned bits, uint64_t key) {
    unsigned order = 0;
    for (; key != 0; key >>= bits)
        order++;
    return order;
}

static void put_row(kl_language_script *script, const kl_language_grams *grams, uint64_t key,
                    size_t alphabet) {
    uint8_t *row = new_row(script, key);
    const double cost = kl_language_grams_cost(grams, key, order_of(grams->bits, key), alphabet);
    const double units = cost / KL_LANGUAGE_COST + 0.5;
    if (row)
        row[0] = (uint8_t)(units < 255 ? units : 255);
}

/* Is the n-gram one of a word, and met often enough? All suffixes of one that is are. */
static int is_worth(const kl_language_grams *grams, uint64_t slot, uint64_t least) {
    return grams->keys[slot] >> grams->bits != 0 && grams->counts[slot] >= least;
}

/* How often an n-gram must be met, so that there are not too many. */
static uint64_t least_count(const kl_language_grams *grams, size_t *rows) {
    uint64_t least = (uint64_t)(RARE * (double)grams->symbols);
    least = least < 1 ? 1 : least;
    for (;; least *= 2) {
        *rows = 0;
        for (uint64_t i = 0; i <= grams->mask; i++)
            *rows += is_worth(grams, i, least);
        if (*rows <= ROWS_MAX)
            return least;
    }
}

/* Rows for the n-grams of the profile that is built in too: what was never met is dear, and against languages that have
 * it that must be said. */
static kl_status fill_script(const finishing *f, unsigned from, kl_language_script *script) {
    const kl_language_profile *letters = f->trainer->letters;
    const kl_language_script *known = &letters->scripts[from];
    const kl_language_grams *grams = &f->trainer->scripts[from].grams;
    const size_t alphabet = kl_language_symbols(letters, from);
    const size_t known_rows = letters->bytes ? 0 : known->row_count;
    size_t rows;
    const uint64_t least = least_count(grams, &rows);
    kl_status status = kl_language_reserve(script, rows + known_rows + alphabet, f->error);
    if (status != KL_OK)
        return status;
    for (uint64_t i = 0; known_rows > 0 && i <= known->slot_mask; i++)
        if (known->slots[i] != 0)
            put_row(script, grams, known->slots[i] >> KL_LANGUAGE_ROW_BITS, alphabet);
    for (uint64_t symbol = KL_LANGUAGE_BOUNDARY; symbol < alphabet; symbol++)
        put_row(script, grams, symbol, alphabet);
    for (uint64_t i = 0; i <= grams->mask; i++)
        if (is_worth(grams, i, least))
            put_row(script, grams, grams->keys[i], alphabet);
    return KL_OK;
}

/* The scripts that the text is in, as they will be numbered. */
static kl_status choose_scripts(finishing *f) {
    const kl_language_profile *letters = f->trainer->letters;
    uint64_t all = 0;
    for (unsigned s = 0; s < letters->script_count; s++)
        all += f->trainer->scripts[s].grams.symbols;
    for (unsigned s = 0; s < letters->script_count; s++) {
        const uint64_t symbols = f->trainer->scripts[s].grams.symbols;
        const int stays = symbols >= KL_LANGUAGE_LEAST && (double)symbols >= SHARE * (double)all;
        f->numbers[s] = stays ? (uint8_t)f->profile->script_count++ : GONE;
    }
    if (f->profile->script_count > 0)
        return KL_OK;
    return kl_fail(f->error, KL_ERROR_VALUE,
                   "%llu letters and ends of words to train on: expected at least %d in one script",
                   (unsigned long long)all, KL_LANGUAGE_LEAST);
}

static void copy_letters(const finishing *f) {
    const kl_language_profile *letters = f->trainer->letters;
    kl_language_profile *profile = f->profile;
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        kl_point point = letters->points[c];
        if (point.kind < letters->script_count) {
            const uint8_t number = f->numbers[point.kind];
            point = number == GONE ? (kl_point){KL_POINT_FOREIGN, 0, 0}
                                   : (kl_point){number, point.upper, point.symbol};
        }
        profile->points[c] = point;
    }
    for (size_t i = 0; i < letters->composition_count; i++) {
        kl_composition c = letters->compositions[i];
        c.script = f->numbers[c.script];
        if (c.script != GONE)
            profile->compositions[profile->composition_count++] = c;
    }
}

static kl_status allocate(kl_language_profile *profile, const kl_language_profile *letters,
                          kl_error *error) {
    profile->languages = kl_alloc_zero(1, sizeof *profile->languages);
    profile->labels = kl_alloc_zero(profile->script_count, sizeof *profile->labels);
    profile->points = kl_alloc(KL_LANGUAGE_POINTS, sizeof *profile->points);
    profile->compositions = kl_alloc(letters->composition_count, sizeof *profile->compositions);
    if (!profile->languages || !profile->labels || !profile->points || !profile->compositions)
        return kl_fail_memory(error, "a profile", KL_LANGUAGE_POINTS * sizeof *profile->points);
    return KL_OK;
}

static kl_status fill_profile(finishing *f) {
    const kl_language_profile *letters = f->trainer->letters;
    kl_language_profile *profile = f->profile;
    kl_status status = choose_scripts(f);
    if (status == KL_OK)
        status = allocate(profile, letters, f->error);
    if (status != KL_OK)
        return status;
    profile->bytes = letters->bytes;
    profile->sharpness = letters->sharpness;
    profile->flattening = letters->flattening;
    profile->odd = letters->odd;
    profile->limit = letters->limit;
    profile->languages[0] = f->trainer->entry;
    profile->language_count = 1;
    profile->label_count = profile->script_count;
    copy_letters(f);
    for (unsigned s = 0; s < letters->script_count && status == KL_OK; s++) {
        if (f->numbers[s] == GONE)
            continue;
        const unsigned number = f->numbers[s];
        kl_language_script *script = &profile->scripts[number];
        kl_language_label *label = &profile->labels[number];
        memcpy(script->name, letters->scripts[s].name, sizeof script->name);
        script->bits = letters->scripts[s].bits;
        script->order = letters->scripts[s].order;
        script->apostrophe = letters->scripts[s].apostrophe;
        script->languages = 1;
        script->stride = kl_language_stride(1);
        script->first = number;
        label->script = number;
        label->prior = f->trainer->prior;
        status = kl_language_grams_close(&f->trainer->scripts[s].grams, f->error);
        if (status != KL_OK)
            return status;
        measure(&f->trainer->scripts[s], kl_language_symbols(letters, s), label);
        status = fill_script(f, s, script);
    }
    return status;
}

kl_status kl_language_trainer_finish(kl_language_trainer *trainer, kl_language_profile **out,
                                     kl_error *error) {
    if (trainer == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a trainer and a place for the profile are needed");
    finishing f = {.trainer = trainer, .error = error};
    kl_status status = kl_language_trainer_check(trainer, error);
    f.profile = kl_alloc_zero(1, sizeof *f.profile);
    if (status == KL_OK)
        status =
            f.profile ? fill_profile(&f) : kl_fail_memory(error, "a profile", sizeof *f.profile);
    kl_language_trainer_empty(trainer);
    if (status != KL_OK) {
        kl_language_profile_free(f.profile);
        return status;
    }
    *out = f.profile;
    return KL_OK;
}
