/* SPDX-License-Identifier: Apache-2.0 */
/* Counting the n-grams of the highest order: a block of symbols at a time, its parts on all cores. */
#include "text/lm_count.h"

#include "base/alloc.h"
#include "base/error.h"
#include "text/lines.h"

#include <string.h>

/* A block takes a quarter of the memory, three numbers and two records a symbol; runs that are kept take half. */
kl_status kl_lm_counter_init(kl_lm_counter *counter, const kl_lm_options *options,
                             kl_error *error) {
    const size_t width = kl_gram_width(options->order);
    const size_t most = (size_t)1 << 26, least = (size_t)1 << 12;
    size_t capacity = (size_t)(options->memory / 4 / (sizeof(uint32_t) * (1 + 2 * width)));
    capacity = capacity > most ? most : capacity < least ? least : capacity;
    *counter = (kl_lm_counter){
        .order = options->order,
        .memory = options->memory,
        .spill = options->spill,
        .pool = options->pool,
        .capacity = capacity,
        .id = kl_alloc(capacity, sizeof(uint32_t)),
        .records = kl_alloc(capacity, width * sizeof(uint32_t)),
        .scratch = kl_alloc(capacity, width * sizeof(uint32_t)),
    };
    kl_gram_sorter_init(&counter->sorter, options->order, KL_GRAM_BY_LAST, options->memory / 2,
                        options->spill);
    if (counter->id == NULL || counter->records == NULL || counter->scratch == NULL) {
        kl_lm_counter_clear(counter);
        return kl_fail_memory(error, "a block of n-grams", capacity * width * 8);
    }
    return KL_OK;
}

static void free_block(kl_lm_counter *counter) {
    kl_free(counter->id);
    kl_free(counter->records);
    kl_free(counter->scratch);
    counter->id = counter->records = counter->scratch = NULL;
}

void kl_lm_counter_clear(kl_lm_counter *counter) {
    free_block(counter);
    kl_gram_sorter_clear(&counter->sorter);
}

/* The n-gram that ends at id[i]. */
static void write_gram(const uint32_t *id, size_t i, int order, uint32_t *record) {
    int begun = 0;
    for (int k = order - 1; k >= 0; k--) {
        record[k] = begun ? KL_LM_BEGIN : id[i--];
        begun = record[k] == KL_LM_BEGIN;
    }
    kl_gram_set_count(record, order, 1);
}

typedef struct parts {
    kl_lm_counter *counter;
    size_t n, size[64];
} parts;

static size_t part_begin(const parts *all, size_t part) {
    const kl_lm_counter *counter = all->counter;
    return counter->context + (counter->size - counter->context) * part / all->n;
}

/* A part of the block as a run. */
static kl_status arrange(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    (void)error;
    parts *all = context;
    const kl_lm_counter *counter = all->counter;
    const size_t width = kl_gram_width(counter->order), first = part_begin(all, index);
    uint32_t *records = counter->records + first * width;
    size_t size = 0;
    for (size_t i = first; i < part_begin(all, index + 1); i++)
        if (counter->id[i] != KL_LM_BEGIN)
            write_gram(counter->id, i, counter->order, records + size++ * width);
    all->size[index] =
        kl_gram_arrange(records, counter->scratch + first * width, size, counter->order,
                        KL_GRAM_BY_LAST, kl_gram_bits(counter->symbols));
    return KL_OK;
}

/* Count the block; its last symbols are context for those that come next. */
static kl_status flush(kl_lm_counter *counter, kl_error *error) {
    const unsigned threads = kl_pool_threads(counter->pool);
    const size_t width = kl_gram_width(counter->order);
    parts all = {counter, threads < 64 ? threads : 64, {0}};
    kl_status status = kl_pool_run(counter->pool, all.n, arrange, &all, error);
    for (size_t p = 0; status == KL_OK && p < all.n; p++)
        status = kl_gram_sorter_add(
            &counter->sorter, counter->records + part_begin(&all, p) * width, all.size[p], error);
    const size_t back = (size_t)counter->order - 1;
    counter->context = counter->size < back ? counter->size : back;
    memmove(counter->id, counter->id + counter->size - counter->context,
            counter->context * sizeof *counter->id);
    counter->size = counter->context;
    return status;
}

static kl_status put(kl_lm_counter *counter, uint32_t id, kl_error *error) {
    kl_status status = counter->size == counter->capacity ? flush(counter, error) : KL_OK;
    counter->id[counter->size++] = id;
    return status;
}

kl_status kl_lm_counter_take(kl_lm_counter *counter, const uint32_t *id, size_t n, uint32_t symbols,
                             kl_error *error) {
    kl_status status = KL_OK;
    counter->symbols = symbols;
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const int ends = id[i] == KL_LINE_END;
        if (!counter->open)
            status = put(counter, KL_LM_BEGIN, error);
        if (status == KL_OK)
            status = put(counter, ends ? KL_LM_END : id[i], error);
        counter->open = !ends;
        counter->lines += (uint64_t)ends;
    }
    return status;
}

kl_status kl_lm_counter_finish(kl_lm_counter *counter, kl_error *error) {
    kl_status status = flush(counter, error);
    free_block(counter);
    return status;
}
