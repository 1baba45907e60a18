/* SPDX-License-Identifier: Apache-2.0 */
/* Reading counts from a state: nothing is believed that was not checked. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/state.h"
#include "sample/tags.h"

static kl_status check_meta(kl_state_reader *state, const kl_counts_meta *meta, unsigned symbols,
                            unsigned drawn, kl_error *error) {
    if (symbols > KL_SYMBOLS_TOKENS) {
        return kl_state_refuse(state, error, "symbols of kind %u, expected 0 to %d", symbols,
                               KL_SYMBOLS_TOKENS);
    }
    if (meta->order < 1 || meta->order > KL_ORDER_MAX) {
        return kl_state_refuse(state, error, "order %d, expected 1 to %d", meta->order,
                               KL_ORDER_MAX);
    }
    if (drawn > 1 || (drawn == 1 && meta->total == 0))
        return kl_state_refuse(state, error, "mark of independent draws is %u", drawn);
    uint64_t sum = 0;
    for (unsigned b = 0; b < KL_BAGS; b++)
        if (__builtin_add_overflow(sum, meta->bag_total[b], &sum))
            return kl_state_refuse(state, error, "the bags hold more than 2^64 n-grams");
    if (sum != meta->total) {
        return kl_state_refuse(state, error, "the bags hold %llu n-grams, the total says %llu",
                               (unsigned long long)sum, (unsigned long long)meta->total);
    }
    return KL_OK;
}

static kl_status read_meta(kl_counts_reader *reader, kl_error *error) {
    kl_counts_meta *meta = &reader->meta;
    uint8_t symbols = 0, order = 0, drawn = 0;
    kl_state_expect(reader->state, KL_TAG_META, error);
    kl_state_get_u8(reader->state, &symbols, error);
    kl_state_get_u8(reader->state, &order, error);
    kl_state_get_u8(reader->state, &drawn, error);
    kl_state_get_u64(reader->state, &meta->total, error);
    kl_status status = kl_state_get_u64(reader->state, &meta->bad_bytes, error);
    for (unsigned b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = kl_state_get_varint(reader->state, &meta->bag_total[b], error);
    if (status != KL_OK)
        return status;
    meta->symbols = (kl_symbols)symbols;
    meta->order = order;
    meta->independent_draws = drawn;
    return check_meta(reader->state, meta, symbols, drawn, error);
}

/* Room for one more symbol start; doubling, so that a claim in the file takes no memory. */
static kl_status grow_starts(kl_counts_reader *reader, size_t *room, kl_error *error) {
    if (reader->alphabet.n + 2 <= *room)
        return KL_OK;
    size_t more = *room == 0 ? 64 : 2 * *room;
    uint64_t *grown = kl_realloc(reader->alphabet.start, more, sizeof *grown);
    if (grown == NULL)
        return kl_fail_memory(error, "the symbols", more * sizeof *grown);
    reader->alphabet.start = grown;
    *room = more;
    return KL_OK;
}

static kl_status check_symbol(kl_counts_reader *reader, const kl_buffer *bytes, kl_error *error) {
    const uint64_t *start = reader->alphabet.start;
    size_t i = reader->alphabet.n;
    const char *text = (const char *)bytes->data;
    if (i > 0 && kl_symbol_compare(text + start[i - 1], (size_t)(start[i] - start[i - 1]),
                                   text + start[i], (size_t)(bytes->size - start[i])) >= 0) {
        return kl_state_refuse(reader->state, error, "symbol %zu is not after symbol %zu", i,
                               i - 1);
    }
    if (i == UINT32_MAX)
        return kl_state_refuse(reader->state, error, "more than 2^32 symbols");
    return KL_OK;
}

static kl_status read_symbol(kl_counts_reader *reader, kl_buffer *bytes, size_t *room,
                             kl_error *error) {
    uint64_t length = 0;
    kl_status status = kl_state_get_varint(reader->state, &length, error);
    if (status == KL_OK)
        status = grow_starts(reader, room, error);
    if (status == KL_OK) {
        reader->alphabet.start[reader->alphabet.n] = bytes->size;
        status = kl_state_get_append(reader->state, bytes, length, error);
    }
    if (status == KL_OK)
        status = check_symbol(reader, bytes, error);
    if (status == KL_OK)
        reader->alphabet.start[++reader->alphabet.n] = bytes->size;
    return status;
}

static kl_status read_symbols(kl_counts_reader *reader, kl_buffer *bytes, kl_error *error) {
    size_t room = 0;
    int more = 0;
    kl_status status = kl_state_expect(reader->state, KL_TAG_SYMBOLS, error);
    if (status == KL_OK)
        status = grow_starts(reader, &room, error);
    if (status != KL_OK)
        return status;
    reader->alphabet.start[0] = 0;
    while ((status = kl_state_more(reader->state, &more, error)) == KL_OK && more)
        if ((status = read_symbol(reader, bytes, &room, error)) != KL_OK)
            return status;
    return status;
}

kl_status kl_counts_reader_begin(kl_counts_reader *reader, kl_source source, kl_error *error) {
    *reader = (kl_counts_reader){.state = NULL};
    kl_status status = kl_state_reader_new(source, KL_STATE_COUNTS, &reader->state, error);
    if (status == KL_OK)
        status = read_meta(reader, error);
    kl_buffer bytes = {kl_alloc(1, 1), 0, 1}; /* there, also where all symbols are empty */
    if (status == KL_OK && bytes.data == NULL)
        status = kl_fail_memory(error, "the symbols", 1);
    if (status == KL_OK)
        status = read_symbols(reader, &bytes, error);
    reader->alphabet.bytes = (char *)bytes.data;
    if (status == KL_OK) {
        reader->used = kl_alloc_zero(reader->alphabet.n, 1);
        if (reader->used == NULL)
            return kl_fail_memory(error, "the symbols", reader->alphabet.n);
        status = kl_state_expect(reader->state, KL_TAG_GRAMS, error);
    }
    return status;
}

void kl_counts_reader_free(kl_counts_reader *reader) {
    kl_state_reader_free(reader->state);
    kl_alphabet_free(&reader->alphabet);
    kl_free(reader->used);
    *reader = (kl_counts_reader){.state = NULL};
}

/* One place of an n-gram: a symbol number that must exist. */
static kl_status set_place(kl_counts_reader *reader, int place, uint64_t symbol, kl_error *error) {
    if (symbol >= reader->alphabet.n) {
        return kl_state_refuse(reader->state, error, "symbol number %llu of %zu",
                               (unsigned long long)symbol, reader->alphabet.n);
    }
    reader->gram[place] = (uint32_t)symbol;
    reader->used[symbol] = 1;
    return KL_OK;
}

static kl_status read_gram(kl_counts_reader *reader, kl_error *error) {
    uint8_t first = 0;
    uint64_t step = 0, symbol = 0;
    kl_state_get_u8(reader->state, &first, error);
    kl_status status = kl_state_get_varint(reader->state, &step, error);
    if (status != KL_OK)
        return status;
    if (first >= reader->meta.order || (!reader->started && first > 0)) {
        return kl_state_refuse(reader->state, error, "an n-gram of order %d differs at place %u",
                               reader->meta.order, first);
    }
    uint64_t before = reader->started ? reader->gram[first] : UINT64_MAX;
    if (step == 0 || step > UINT32_MAX)
        return kl_state_refuse(reader->state, error, "an n-gram is not after the one before");
    status = set_place(reader, first, before + step, error);
    for (int i = first + 1; status == KL_OK && i < reader->meta.order; i++) {
        status = kl_state_get_varint(reader->state, &symbol, error);
        if (status == KL_OK)
            status = set_place(reader, i, symbol, error);
    }
    reader->started = 1;
    return status;
}

/* One cell; what the bags hold may never exceed what META said, so nothing overflows. */
static kl_status read_cell(kl_counts_reader *reader, kl_gram_record *record, unsigned c,
                           kl_error *error) {
    uint8_t bag = 0;
    uint64_t count = 0;
    kl_state_get_u8(reader->state, &bag, error);
    kl_status status = kl_state_get_varint(reader->state, &count, error);
    if (status != KL_OK)
        return status;
    if (bag >= KL_BAGS || (c > 0 && bag <= record->bag[c - 1]))
        return kl_state_refuse(reader->state, error, "bag %u is out of order or range", bag);
    if (count == 0 || count > reader->meta.bag_total[bag] - reader->bag_total[bag]) {
        return kl_state_refuse(reader->state, error,
                               "a count of %llu does not fit into the total of bag %u",
                               (unsigned long long)count, bag);
    }
    reader->bag_total[bag] += count;
    reader->total += count;
    record->bag[c] = bag;
    record->count[c] = count;
    return KL_OK;
}

/* After the last n-gram: sums agree, every symbol was needed, the file is whole. */
static kl_status check_end(kl_counts_reader *reader, kl_error *error) {
    if (reader->total != reader->meta.total) {
        return kl_state_refuse(reader->state, error, "counts add up to %llu, the total says %llu",
                               (unsigned long long)reader->total,
                               (unsigned long long)reader->meta.total);
    }
    for (size_t i = 0; i < reader->alphabet.n; i++)
        if (!reader->used[i])
            return kl_state_refuse(reader->state, error, "symbol %zu occurs in no n-gram", i);
    return kl_state_end(reader->state, error);
}

static kl_status read_record(void *context, kl_gram_record *record, int *end, kl_error *error) {
    kl_counts_reader *reader = context;
    int more = 0;
    kl_status status = kl_state_more(reader->state, &more, error);
    *end = 0;
    if (status != KL_OK)
        return status;
    if (!more) {
        *end = 1;
        return check_end(reader, error);
    }
    uint8_t cells = 0;
    status = read_gram(reader, error);
    if (status == KL_OK)
        status = kl_state_get_u8(reader->state, &cells, error);
    if (status == KL_OK && cells >= KL_BAGS)
        status = kl_state_refuse(reader->state, error, "%u cells of one n-gram", cells + 1u);
    record->cells = cells + 1u;
    for (unsigned c = 0; status == KL_OK && c < record->cells; c++)
        status = read_cell(reader, record, c, error);
    memcpy(record->gram, reader->gram, sizeof record->gram);
    return status;
}

kl_gram_source kl_counts_reader_grams(kl_counts_reader *reader) {
    return (kl_gram_source){reader, read_record};
}
