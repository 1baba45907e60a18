/* SPDX-License-Identifier: Apache-2.0 */
/* A list of known weights: read, checked for symbols that occur twice, kept. */
#include <math.h>
#include <string.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"
#include "io/weight_reader.h"
#include "io/weights.h"

struct kl_weights {
    size_t n, capacity;
    double *values;
    size_t *name_start; /* of n names in `names`, each ends in a NUL */
    int64_t *line;      /* where each stands; only while reading */
    char *names;
    size_t names_size, names_capacity;
};

/* ── Storage ────────────────────────────────────────────────────────────────────────────────── */

static kl_status resize(void **block, size_t n, size_t size, kl_error *error) {
    void *larger = kl_realloc(*block, n, size);
    if (!larger)
        return kl_fail_memory(error, "a list of weights", n * size);
    *block = larger;
    return KL_OK;
}

static kl_status reserve_entry(kl_weights *weights, kl_error *error) {
    if (weights->n < weights->capacity)
        return KL_OK;
    size_t capacity = weights->capacity ? weights->capacity * 2 : 64;
    void *values = weights->values, *starts = weights->name_start, *lines = weights->line;
    kl_status status = resize(&values, capacity, sizeof *weights->values, error);
    weights->values = values;
    if (status == KL_OK) {
        status = resize(&starts, capacity, sizeof *weights->name_start, error);
        weights->name_start = starts;
    }
    if (status == KL_OK) {
        status = resize(&lines, capacity, sizeof *weights->line, error);
        weights->line = lines;
    }
    if (status == KL_OK)
        weights->capacity = capacity;
    return status;
}

static kl_status append_name(kl_weights *weights, const char *name, size_t size, kl_error *error) {
    if (size >= weights->names_capacity - weights->names_size) {
        size_t capacity = weights->names_capacity * 2 + size + 64;
        void *names = weights->names;
        kl_status status = resize(&names, capacity, 1, error);
        if (status != KL_OK)
            return status;
        weights->names = names;
        weights->names_capacity = capacity;
    }
    memcpy(weights->names + weights->names_size, name, size);
    weights->names[weights->names_size + size] = '\0';
    weights->names_size += size + 1;
    return KL_OK;
}

static kl_status append(kl_weights *weights, const kl_weight_reader *reader, kl_error *error) {
    kl_status status = reserve_entry(weights, error);
    if (status != KL_OK)
        return status;
    size_t i = weights->n;
    weights->values[i] = reader->value;
    weights->line[i] = reader->line;
    weights->name_start[i] = weights->names_size;
    if (reader->name) {
        status = append_name(weights, reader->name, reader->name_size, error);
    } else {
        char number[32];
        size_t size = kl_words(number, sizeof number, "%zu", i + 1);
        status = append_name(weights, number, size, error);
    }
    weights->n += status == KL_OK;
    return status;
}

/* ── Symbols that occur twice ───────────────────────────────────────────────────────────────── */

/* FNV-1a, 64 bits (Fowler, Noll, Vo), its high half folded into the low one that picks the place.
 */
static uint64_t hash_name(const char *name) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 32;
}

static kl_status refuse_twice(const kl_weights *weights, size_t first, size_t second,
                              kl_error *error) {
    const char *name = kl_weights_name(weights, second);
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_at(error, KL_ERROR_VALUE, weights->line[second], -1,
                      "line %lld: the symbol %s stood in line %lld already",
                      (long long)weights->line[second], kl_excerpt(name, strlen(name), shown),
                      (long long)weights->line[first]);
}

/* A table of at least twice as many places as names, probed linearly; a place holds index + 1. */
static kl_status check_distinct(const kl_weights *weights, kl_error *error) {
    size_t places = 16;
    while (places / 2 < weights->n)
        places *= 2;
    size_t *table = kl_alloc_zero(places, sizeof *table);
    if (!table)
        return kl_fail_memory(error, "a table of symbols", places * sizeof *table);
    kl_status status = KL_OK;
    for (size_t i = 0; i < weights->n && status == KL_OK; i++) {
        const char *name = kl_weights_name(weights, i);
        size_t place = hash_name(name) & (places - 1);
        while (table[place] && status == KL_OK) {
            if (strcmp(kl_weights_name(weights, table[place] - 1), name) == 0)
                status = refuse_twice(weights, table[place] - 1, i, error);
            place = (place + 1) & (places - 1);
        }
        table[place] = i + 1;
    }
    kl_free(table);
    return status;
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────── */

static kl_status read_all(kl_weights *weights, kl_weight_reader *reader, kl_error *error) {
    int more = 1;
    kl_status status = kl_weight_reader_next(reader, &more, error);
    while (status == KL_OK && more) {
        status = append(weights, reader, error);
        if (status == KL_OK)
            status = kl_weight_reader_next(reader, &more, error);
    }
    return status;
}

static kl_status check(const kl_weights *weights, kl_weight_layout layout, kl_error *error) {
    if (weights->n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "no weights: every line is blank or a comment");
    int some = 0;
    for (size_t i = 0; i < weights->n; i++)
        some |= weights->values[i] > 0;
    if (!some)
        return kl_fail(error, KL_ERROR_VALUE, "all %zu weights are 0", weights->n);
    return layout == KL_WEIGHTS_BARE ? KL_OK : check_distinct(weights, error);
}

static kl_status hand_over(kl_weights *weights, kl_status status, kl_weights **out) {
    kl_free(weights->line);
    weights->line = NULL;
    if (status == KL_OK)
        *out = weights;
    else
        kl_weights_free(weights);
    return status;
}

kl_status kl_weights_parse(const void *data, size_t size, kl_weights **out, kl_error *error) {
    if (!out || (!data && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_weights_parse: data and out must not be NULL");
    kl_weights *weights = kl_alloc_zero(1, sizeof *weights);
    if (!weights)
        return kl_fail_memory(error, "a list of weights", sizeof *weights);
    kl_weight_reader reader;
    kl_weight_reader_init(&reader, data ? data : "", size);
    kl_status status = read_all(weights, &reader, error);
    if (status == KL_OK)
        status = check(weights, reader.layout, error);
    kl_weight_reader_free(&reader);
    return hand_over(weights, status, out);
}

kl_status kl_weights_of_numbers(const double *values, size_t n, kl_weights **out, kl_error *error) {
    kl_weights *weights = kl_alloc_zero(1, sizeof *weights);
    if (!weights)
        return kl_fail_memory(error, "a list of weights", sizeof *weights);
    kl_status status = KL_OK;
    for (size_t i = 0; i < n && status == KL_OK; i++) {
        const kl_weight_reader bare = {.line = (int64_t)i + 1, .value = values[i] + 0.0}; /* −0 */
        status = isfinite(values[i]) && values[i] >= 0
                     ? append(weights, &bare, error)
                     : kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                  "weight %zu is %g, not a finite number of at least 0", i + 1,
                                  values[i]);
    }
    if (status == KL_OK)
        status = check(weights, KL_WEIGHTS_BARE, error);
    return hand_over(weights, status, out);
}

void kl_weights_free(kl_weights *weights) {
    if (!weights)
        return;
    kl_free(weights->values);
    kl_free(weights->name_start);
    kl_free(weights->line);
    kl_free(weights->names);
    kl_free(weights);
}

size_t kl_weights_size(const kl_weights *weights) {
    return weights->n;
}

const char *kl_weights_name(const kl_weights *weights, size_t i) {
    return weights->names + weights->name_start[i];
}

const double *kl_weights_values(const kl_weights *weights) {
    return weights->values;
}

int kl_weights_are_counts(const kl_weights *weights) {
    for (size_t i = 0; i < weights->n; i++) {
        double value = weights->values[i];
        if (value >= 0x1p53 || value != floor(value))
            return 0;
    }
    return 1;
}
