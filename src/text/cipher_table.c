/* SPDX-License-Identifier: Apache-2.0 */
/* From a model as the file has it to a table of costs. Without blanks it is the chain's own: what four letters in a row
 * are when the blanks that may stand between them are taken out. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "text/cipher_profile.h"

/* After so many symbols nothing is left of where a chain began. */
enum { ROUNDS = 16 };

static void normalise(float *row, size_t n) {
    float total = 0;
    for (size_t i = 0; i < n; i++)
        total += row[i];
    for (size_t i = 0; i < n; i++)
        row[i] /= total;
}

/* Each context's row is that of the context without its first symbol. */
static void repeat(float *q, const float *shorter, size_t n, unsigned size) {
    for (unsigned i = 0; i < size; i++)
        memcpy(q + i * n, shorter, n * sizeof *q);
}

/* Cells stand in the order of frequent symbols; which one a place is, of `order` symbols. */
static size_t cell_at(const kl_cipher_language *language, size_t place, unsigned order) {
    size_t cell = 0, unit = 1;
    for (unsigned i = 0; i < order; i++) {
        cell += language->ranking[place % language->size] * unit;
        place /= language->size;
        unit *= language->size;
    }
    return cell;
}

static void lift(const kl_cipher_language *language, const kl_cipher_part *part, unsigned order,
                 float *q) {
    size_t place = 0;
    const uint8_t *cell = part->data, *end = part->data + part->size;
    for (; cell < end; cell += kl_cipher_cell_bytes(cell)) {
        place += kl_cipher_cell_step(cell);
        q[cell_at(language, place++, order)] *= (float)part->factor[*cell & 15];
    }
}

/* q of a symbol behind three. `shorter` has room for size³. */
static void unfold(const kl_cipher_language *language, float *shorter, float *q) {
    const size_t n = language->size;
    float pairs[KL_CIPHER_SYMBOLS_MAX * KL_CIPHER_SYMBOLS_MAX];
    for (size_t i = 0; i < n * n; i++)
        pairs[i] = (float)kl_exp(-KL_CIPHER_COST * language->pairs[i]);
    for (size_t i = 0; i < n; i++)
        normalise(pairs + i * n, n);
    repeat(shorter, pairs, n * n, language->size);
    lift(language, &language->parts[0], 3, shorter);
    for (size_t i = 0; i < n * n; i++)
        normalise(shorter + i * n, n);
    repeat(q, shorter, n * n * n, language->size);
    lift(language, &language->parts[1], 4, q);
    for (size_t i = 0; i < n * n * n; i++)
        normalise(q + i * n, n);
}

/* How often each three symbols occur; `next` is room for as many. */
static void settle(const float *q, size_t n, float *p, float *next) {
    const size_t contexts = n * n * n;
    for (size_t i = 0; i < contexts; i++)
        p[i] = 1.0F / (float)contexts;
    for (unsigned round = 0; round < ROUNDS; round++) {
        memset(next, 0, contexts * sizeof *next);
        for (size_t i = 0; i < contexts; i++) {
            float *row = next + i % (n * n) * n;
            for (size_t k = 0; k < n; k++)
                row[k] += p[i] * q[i * n + k];
        }
        memcpy(p, next, contexts * sizeof *p);
    }
}

/* ── Blanks taken out ─────────────────────────────────────────────────────────────────────────── */

/* Add what letters come after a mass of context x y z, with a blank between or without. */
static void go_on(const float *q, size_t n, float mass, const size_t context[3], float *row) {
    const float *now = q + ((context[0] * n + context[1]) * n + context[2]) * n;
    const float *later = q + (context[1] * n + context[2]) * n * n;
    for (size_t d = 1; d < n; d++)
        row[d] += mass * (now[d] + now[KL_CIPHER_BLANK] * later[d]);
}

/* How often a b c come in a row, by what stood between them: nothing before b c, a blank before b, before c. */
static void add_row(const float *q, const float *p, size_t n, const size_t abc[3], float *row) {
    const size_t a = abc[0], b = abc[1], c = abc[2];
    const float *pair = q + (a * n + b) * n * n;
    const float blank_b = p[(a * n) * n + b];
    const float before_b = blank_b * q[((a * n) * n + b) * n + c];
    const float before_c =
        p[(a * n + b) * n] * pair[c] + blank_b * q[((a * n) * n + b) * n] * q[(b * n) * n + c];
    go_on(q, n, p[(a * n + b) * n + c], (const size_t[]){a, b, c}, row);
    go_on(q, n, before_b, (const size_t[]){KL_CIPHER_BLANK, b, c}, row);
    go_on(q, n, before_c, (const size_t[]){b, KL_CIPHER_BLANK, c}, row);
}

static uint8_t cost_of(float q) {
    double cost = -kl_log(q > 1e-30F ? q : 1e-30F) / KL_CIPHER_COST + 0.5;
    return cost < 255 ? (uint8_t)cost : 255;
}

static void without_blanks(const float *q, const float *p, size_t n, uint8_t *cost) {
    float row[KL_CIPHER_SYMBOLS_MAX];
    for (size_t a = 1; a < n; a++)
        for (size_t b = 1; b < n; b++)
            for (size_t c = 1; c < n; c++) {
                memset(row, 0, sizeof row);
                add_row(q, p, n, (const size_t[]){a, b, c}, row);
                normalise(row, n);
                for (size_t d = 1; d < n; d++)
                    cost[((a * n + b) * n + c) * n + d] = cost_of(row[d]);
            }
}

/* Behind a blank, the second letter in the same word or in the next. */
static void two_at_begin(const float *q, const float *p, size_t n, uint8_t *cost) {
    float mass[KL_CIPHER_SYMBOLS_MAX * KL_CIPHER_SYMBOLS_MAX] = {0};
    for (size_t a = 1; a < n; a++)
        for (size_t b = 1; b < n; b++)
            mass[a * n + b] = p[a * n + b] + p[a * n] * q[a * n * n + b];
    normalise(mass, n * n);
    for (size_t i = 0; i < n * n; i++)
        cost[i] = cost_of(mass[i]);
}

/* A letter right behind another one, with a blank between them or without. */
static void pairs_without_blanks(const float *p, size_t n, uint8_t *cost) {
    float row[KL_CIPHER_SYMBOLS_MAX];
    for (size_t a = 1; a < n; a++) {
        row[KL_CIPHER_BLANK] = 0;
        for (size_t b = 1; b < n; b++) {
            row[b] = p[a * n * n + b];
            for (size_t x = 0; x < n; x++)
                row[b] += p[(x * n + a) * n + b];
        }
        normalise(row, n);
        for (size_t b = 1; b < n; b++)
            cost[a * n + b] = cost_of(row[b]);
    }
}

static void shares(const float *p, size_t n, double *share) {
    double total = 0;
    for (size_t i = 0; i < n * n * n; i++)
        if (i % n != KL_CIPHER_BLANK)
            share[i % n] += p[i];
    for (size_t i = 1; i < n; i++)
        total += share[i];
    for (size_t i = 1; i < n; i++)
        share[i] /= total;
}

kl_status kl_cipher_table_make(const kl_cipher_language *language, kl_cipher_mode mode,
                               kl_cipher_table *out, kl_error *error) {
    const size_t n = language->size, contexts = n * n * n;
    *out = (kl_cipher_table){.size = language->size};
    out->cost = kl_alloc(contexts * n, 1);
    float *q = kl_alloc(contexts * n, sizeof *q);
    float *rooms = kl_alloc(contexts * 2, sizeof *rooms);
    kl_status status = KL_OK;
    if (mode == KL_CIPHER_RUNNING) {
        out->words = kl_alloc(contexts * n, 1);
        out->begin = kl_alloc(n * n, 1);
        out->pairs = kl_alloc(n * n, 1);
    }
    if (out->cost == NULL || q == NULL || rooms == NULL ||
        (mode == KL_CIPHER_RUNNING &&
         (out->words == NULL || out->begin == NULL || out->pairs == NULL))) {
        status = kl_fail_memory(error, "a table of letters", contexts * n * sizeof *q);
    } else {
        float *p = rooms + contexts;
        unfold(language, rooms, q);
        settle(q, n, p, rooms);
        shares(p, n, out->share);
        uint8_t *words = mode == KL_CIPHER_RUNNING ? out->words : out->cost;
        for (size_t i = 0; i < contexts * n; i++)
            words[i] = cost_of(q[i]);
        if (mode == KL_CIPHER_RUNNING) {
            memset(out->cost, 255, contexts * n);
            without_blanks(q, p, n, out->cost);
            two_at_begin(q, p, n, out->begin);
            memset(out->pairs, 255, n * n);
            pairs_without_blanks(p, n, out->pairs);
        }
    }
    kl_free(q);
    kl_free(rooms);
    return status;
}

void kl_cipher_table_free(kl_cipher_table *table) {
    kl_free(table->cost);
    kl_free(table->words);
    kl_free(table->begin);
    kl_free(table->pairs);
    table->cost = table->words = table->begin = table->pairs = NULL;
}
