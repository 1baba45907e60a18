/* SPDX-License-Identifier: Apache-2.0 */
/* Counts that somebody else counted: every draw goes to a bag at random. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/binomial.h"
#include "sample/grams.h"

#define KL_BAG_LEVELS 6 /* 2^6 bags */
#define KL_COUNT_MAX ((uint64_t)1 << 53)
_Static_assert(1 << KL_BAG_LEVELS == KL_BAGS, "bags are halved");

/* FNV-1a. What is drawn depends on the content, so that the bags of two inputs are independent although
 * they share a seed, and equal inputs get equal bags in whatever order they are listed. */
static uint64_t mix(uint64_t hash, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

static uint64_t hash_counts(const kl_alphabet *alphabet, const uint64_t *count) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < alphabet->n; i++) {
        unsigned char little[8];
        for (int k = 0; k < 8; k++)
            little[k] = (unsigned char)(count[i] >> 8 * k);
        size_t length = (size_t)(alphabet->start[i + 1] - alphabet->start[i]);
        hash = mix(hash, alphabet->bytes + alphabet->start[i], length);
        hash = mix(hash, little, sizeof little);
    }
    return hash;
}

static kl_status check_names(const char *const *names, const uint64_t *counts, size_t n,
                             kl_symbol_name *symbol, uint8_t *used, kl_error *error) {
    uint64_t total = 0;
    for (size_t i = 0; i < n; i++) {
        if (names[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "name %zu is NULL", i);
        if (counts[i] > KL_COUNT_MAX) {
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "the count of \"%s\" is %llu, above 2^53", names[i],
                              (unsigned long long)counts[i]);
        }
        if (__builtin_add_overflow(total, counts[i], &total))
            return kl_fail(error, KL_ERROR_VALUE, "the total of all counts leaves 64 bits");
        symbol[i] = (kl_symbol_name){names[i], strlen(names[i])};
        used[i] = counts[i] > 0;
    }
    if (total == 0)
        return kl_fail(error, KL_ERROR_VALUE, n == 0 ? "there are no counts" : "all counts are 0");
    return KL_OK;
}

static void spread_draws(kl_random *random, uint64_t count, kl_gram_record *record) {
    uint64_t share[KL_BAGS];
    kl_multinomial_equal(random, count, KL_BAG_LEVELS, share);
    record->cells = 0;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        if (share[b] > 0) {
            record->bag[record->cells] = (uint8_t)b;
            record->count[record->cells++] = share[b];
        }
    }
}

/* One record a symbol, symbols in order; takes the alphabet over. */
static kl_status draw_table(kl_alphabet *alphabet, const uint64_t *count, uint64_t seed,
                            kl_counts **out, kl_error *error) {
    uint64_t content = seed ^ hash_counts(alphabet, count);
    size_t n = alphabet->n;
    kl_counts_builder builder;
    kl_status status = kl_counts_builder_init(&builder, KL_SYMBOLS_NAMES, 1, alphabet, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        kl_gram_record record = {.gram = {(uint32_t)i}};
        kl_random random;
        kl_random_init(&random, content, i);
        spread_draws(&random, count[i], &record);
        status = kl_counts_builder_put(&builder, &record, error);
    }
    if (status == KL_OK) {
        *out = kl_counts_builder_finish(&builder);
        (*out)->independent_draws = 1;
    }
    kl_counts_builder_free(&builder);
    return status;
}

static kl_status sort_and_draw(const kl_symbol_name *symbol, const uint64_t *counts, size_t n,
                               const uint8_t *used, uint32_t *rank, uint64_t *sorted, uint64_t seed,
                               kl_counts **out, kl_error *error) {
    /* Names must be distinct also where the count is 0: sort them all once to see it. */
    kl_alphabet alphabet;
    kl_status status = kl_alphabet_sort(symbol, n, NULL, &alphabet, rank, error);
    if (status != KL_OK)
        return status;
    kl_alphabet_free(&alphabet);
    status = kl_alphabet_sort(symbol, n, used, &alphabet, rank, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        if (used[i])
            sorted[rank[i]] = counts[i];
    return draw_table(&alphabet, sorted, seed, out, error);
}

kl_status kl_counts_from_names(const char *const *names, const uint64_t *counts, size_t n,
                               uint64_t seed, kl_counts **out, kl_error *error) {
    if (out == NULL || (n > 0 && (names == NULL || counts == NULL)))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_from_names: names, counts and out must not be NULL");
    *out = NULL;
    if (n > UINT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu names, at most 2^32 − 1", n);
    kl_symbol_name *symbol = kl_alloc(n, sizeof *symbol);
    uint8_t *used = kl_alloc(n, 1);
    uint32_t *rank = kl_alloc(n, sizeof *rank);
    uint64_t *sorted = kl_alloc(n, sizeof *sorted);
    kl_status status = KL_OK;
    if (symbol == NULL || used == NULL || rank == NULL || sorted == NULL)
        status = kl_fail_memory(error, "the names", n * sizeof *symbol);
    if (status == KL_OK)
        status = check_names(names, counts, n, symbol, used, error);
    if (status == KL_OK)
        status = sort_and_draw(symbol, counts, n, used, rank, sorted, seed, out, error);
    kl_free(symbol);
    kl_free(used);
    kl_free(rank);
    kl_free(sorted);
    return status;
}
