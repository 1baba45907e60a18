/* SPDX-License-Identifier: Apache-2.0 */
/* How far languages are apart, by their models alone: a model is a Markov chain of letters, with the end of a word
 * among them, and has a stationary distribution. */
#include <math.h>
#include <string.h>

#include <kullback/measure.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "text/language_profile.h"

/* An alphabet of more symbols is compared symbol by symbol, a smaller one by pairs. */
enum { PAIRS_MOST = 512 };
/* The chain stands still when a step moves less than this; it forgets its begin within a few words. */
#define STILL 1e-14
enum { STEPS_MOST = 10000 };

/* What a language is in one script: how often each pair of neighbours is met, and the first of them; of single symbols
 * the pairs are those symbols. */
typedef struct model {
    const kl_language_script *script;
    unsigned column;
    size_t symbols, cells;
    double *pairs, *firsts;
} model;

typedef struct matrix {
    const kl_language_profile *profile;
    const size_t *languages;
    size_t n;
    model *models; /* a label each; pairs NULL: of no language that is asked for */
    double *p, *q; /* cells of all scripts */
    kl_error *error;
} matrix;

/* ── The chain of a language ──────────────────────────────────────────────────────────────────── */

/* e^-cost for each cost. */
static void fill_powers(double powers[256]) {
    for (int cost = 0; cost < 256; cost++)
        powers[cost] = kl_exp(-KL_LANGUAGE_COST * cost);
}

/* p(second | first), rows of which add up to 1; of single symbols one row. */
static void fill_chain(const model *m, const double powers[256], double *chain) {
    const size_t rows = m->cells / m->symbols;
    for (size_t first = 0; first < rows; first++) {
        double *row = chain + first * m->symbols, total = 0;
        for (size_t second = 0; second < m->symbols; second++) {
            const uint64_t key = (uint64_t)first << m->script->bits | second;
            const uint8_t *costs =
                second > 0 ? kl_language_row(m->script, key, rows > 1 && first > 0 ? 2 : 1) : NULL;
            row[second] = second == 0 ? 0 : powers[costs ? costs[m->column] : UINT8_MAX];
            total += row[second];
        }
        for (size_t second = 0; second < m->symbols; second++)
            row[second] /= total;
    }
}

/* How often each symbol is met in the long run: steps of the chain until it stands still. */
static void stand_still(const model *m, const double *chain, double *from, double *to) {
    for (size_t i = 0; i < m->symbols; i++)
        from[i] = i > 0 ? 1 / (double)(m->symbols - 1) : 0;
    for (int step = 0; step < STEPS_MOST; step++) {
        double moved = 0;
        memset(to, 0, m->symbols * sizeof *to);
        for (size_t first = 1; first < m->symbols; first++)
            for (size_t second = 1; second < m->symbols; second++)
                to[second] += from[first] * chain[first * m->symbols + second];
        for (size_t i = 0; i < m->symbols; i++) {
            moved += fabs(to[i] - from[i]);
            from[i] = to[i];
        }
        if (moved < STILL)
            break;
    }
}

static kl_status fill_model(model *m, const double powers[256], kl_error *error) {
    const int single = m->cells == m->symbols;
    double *room = kl_alloc(m->symbols, sizeof *room);
    m->pairs = kl_alloc(m->cells, sizeof *m->pairs);
    m->firsts = kl_alloc_zero(m->symbols, sizeof *m->firsts);
    if (room == NULL || m->pairs == NULL || m->firsts == NULL) {
        kl_free(room);
        return kl_fail_memory(error, "a model of pairs", m->cells * sizeof *m->pairs);
    }
    fill_chain(m, powers, m->pairs);
    if (!single) {
        stand_still(m, m->pairs, m->firsts, room);
        for (size_t i = 0; i < m->cells; i++)
            m->pairs[i] *= m->firsts[i / m->symbols];
    }
    kl_free(room);
    return KL_OK;
}

/* ── Pairs of languages ───────────────────────────────────────────────────────────────────────── */

/* How many scripts a language is written in; each counts the same. */
static size_t scripts_of(const matrix *x, size_t language) {
    size_t n = 0;
    for (size_t i = 0; i < x->profile->label_count; i++)
        n += x->profile->labels[i].language == language;
    return n;
}

/* The cells of a language in the scripts of it and another, in order; how many. Of `firsts` those. */
static size_t gather(const matrix *x, size_t language, size_t other, int firsts, double *out) {
    const double share = 1 / (double)scripts_of(x, language);
    const kl_language_profile *profile = x->profile;
    size_t n = 0;
    for (unsigned s = 0; s < profile->script_count; s++) {
        const model *own = NULL, *any = NULL;
        for (unsigned k = 0; k < profile->scripts[s].languages; k++) {
            const model *m = &x->models[profile->scripts[s].first + k];
            const size_t of = profile->labels[profile->scripts[s].first + k].language;
            own = of == language ? m : own;
            any = of == language || of == other ? m : any;
        }
        if (any == NULL)
            continue;
        const int single = any->cells == any->symbols;
        const size_t count = !firsts ? any->cells : single ? 1 : any->symbols;
        for (size_t i = 0; i < count; i++)
            out[n + i] = own == NULL ? 0
                                     : share * (!firsts  ? own->pairs[i]
                                                : single ? 1
                                                         : own->firsts[i]);
        n += count;
    }
    return n;
}

static kl_array array_of(const double *values, size_t n) {
    return (kl_array){values, n, 1, KL_F64};
}

static kl_status measure(const matrix *x, kl_measure_id id, size_t a, size_t b, int firsts,
                         double *out) {
    kl_estimate estimate;
    const size_t n = gather(x, a, b, firsts, x->p);
    gather(x, b, a, firsts, x->q);
    kl_status status =
        kl_measure_compute(id, array_of(x->p, n), array_of(x->q, n), NULL, &estimate, x->error);
    *out = estimate.value;
    return status;
}

/* The divergence rate of the chain of b from that of a: of pairs less that of what stands before. */
static kl_status rate(const matrix *x, size_t a, size_t b, double *out) {
    double pairs, firsts;
    kl_status status = measure(x, KL_DIVERGENCE, a, b, 0, &pairs);
    if (status == KL_OK)
        status = measure(x, KL_DIVERGENCE, a, b, 1, &firsts);
    *out = isinf(pairs) ? INFINITY : fmax(pairs - firsts, 0);
    return status;
}

static int share_a_script(const matrix *x, size_t a, size_t b) {
    const kl_language_label *labels = x->profile->labels;
    for (size_t i = 0; i < x->profile->label_count; i++)
        for (size_t j = 0; labels[i].language == a && j < x->profile->label_count; j++)
            if (labels[j].language == b && labels[j].script == labels[i].script)
                return 1;
    return 0;
}

/* Both measures of a pair of languages; of two without a common letter they are known. */
static kl_status fill_pair(const matrix *x, size_t a, size_t b, double *divergence,
                           double *distance) {
    *divergence = INFINITY;
    *distance = sqrt(M_LN2);
    if (!share_a_script(x, a, b))
        return KL_OK;
    kl_status status = rate(x, a, b, divergence);
    return status == KL_OK ? measure(x, KL_JENSEN_SHANNON_DISTANCE, a, b, 0, distance) : status;
}

static kl_status fill_pairs(const matrix *x, double *divergence, double *distance) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < x->n; i++)
        for (size_t j = 0; j < x->n && status == KL_OK; j++) {
            const size_t cell = i * x->n + j;
            divergence[cell] = distance[cell] = 0;
            if (x->languages[i] != x->languages[j])
                status = fill_pair(x, x->languages[i], x->languages[j], &divergence[cell],
                                   &distance[cell]);
            if (j < i)
                distance[cell] = distance[j * x->n + i];
        }
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static int is_asked_for(const matrix *x, size_t language) {
    for (size_t i = 0; i < x->n; i++)
        if (x->languages[i] == language)
            return 1;
    return 0;
}

static kl_status fill_models(matrix *x) {
    double powers[256];
    size_t cells = 0;
    kl_status status = KL_OK;
    fill_powers(powers);
    x->models = kl_alloc_zero(x->profile->label_count, sizeof *x->models);
    if (x->models == NULL)
        return kl_fail_memory(x->error, "models of pairs", x->profile->label_count * sizeof(model));
    for (unsigned s = 0; s < x->profile->script_count; s++) {
        const kl_language_script *script = &x->profile->scripts[s];
        const size_t symbols = kl_language_symbols(x->profile, s);
        const size_t each =
            symbols <= PAIRS_MOST && script->order > 1 ? symbols * symbols : symbols;
        cells += each;
        for (unsigned k = 0; k < script->languages && status == KL_OK; k++) {
            model *m = &x->models[script->first + k];
            *m = (model){script, k, symbols, each, NULL, NULL};
            if (is_asked_for(x, x->profile->labels[script->first + k].language))
                status = fill_model(m, powers, x->error);
        }
    }
    x->p = kl_alloc(cells, sizeof *x->p);
    x->q = kl_alloc(cells, sizeof *x->q);
    if (status == KL_OK && (x->p == NULL || x->q == NULL))
        status = kl_fail_memory(x->error, "models of pairs", cells * sizeof *x->p);
    return status;
}

static void clear(matrix *x) {
    for (size_t i = 0; x->models && i < x->profile->label_count; i++) {
        kl_free(x->models[i].pairs);
        kl_free(x->models[i].firsts);
    }
    kl_free(x->models);
    kl_free(x->p);
    kl_free(x->q);
}

kl_status kl_language_divergences(const kl_language_profile *profile, const size_t *languages,
                                  size_t n, double *divergence, double *distance, kl_error *error) {
    if (profile == NULL || languages == NULL || n == 0 || divergence == NULL || distance == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a profile, languages and places for two matrices are needed");
    for (size_t i = 0; i < n; i++)
        if (languages[i] >= profile->language_count)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "language %zu of %zu",
                              languages[i], profile->language_count);
    matrix x = {.profile = profile, .languages = languages, .n = n, .error = error};
    kl_status status = fill_models(&x);
    if (status == KL_OK)
        status = fill_pairs(&x, divergence, distance);
    clear(&x);
    return status;
}
