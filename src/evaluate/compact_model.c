/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of symbols: fitted, written, read. */
#include "evaluate/compact_model.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

kl_status kl_compact_model_init(kl_compact_model *model, size_t vocabulary, unsigned context_bits,
                                kl_error *error) {
    size_t tables = (size_t)1 << context_bits;
    *model = (kl_compact_model){.vocabulary = vocabulary, .context_bits = context_bits};
    model->prior = kl_alloc_zero(vocabulary, 1);
    model->tables = kl_alloc_zero(tables, sizeof *model->tables);
    if (model->prior == NULL || model->tables == NULL)
        return kl_fail_memory(error, "the tables of a compact file",
                              vocabulary + tables * sizeof *model->tables);
    return KL_OK;
}

void kl_compact_model_free(kl_compact_model *model) {
    kl_free(model->prior);
    kl_free(model->tables);
    kl_free(model->slots);
}

/* The cells of a quarter nat around probability p are p/4 wide; 2^−resolution is wanted. */
unsigned kl_compact_bits(unsigned symbol, unsigned resolution) {
    if (symbol >= KL_COMPACT_LEVELS)
        return symbol == KL_COMPACT_ESCAPE ? 32 : 0;
    const double log2_e = 0x1.71547652b82fep+0;
    double bits = floor((double)resolution - 2 - ((double)symbol + 0.5) / 4 * log2_e + 0.5);
    return bits > 0 ? (unsigned)bits : 0;
}

void kl_compact_model_set_resolution(kl_compact_model *model, unsigned resolution) {
    model->resolution = resolution;
    for (unsigned b = 0; b < KL_COMPACT_SYMBOLS; b++)
        model->bits[b] = kl_compact_bits(b, resolution);
}

static void set_starts(kl_compact_table *table) {
    unsigned start = 0;
    for (unsigned b = 0; b < KL_COMPACT_SYMBOLS; b++) {
        table->start[b] = (uint16_t)start;
        start += table->frequency[b];
    }
}

/* One for each that came and for the escape, the rest in proportion, what rounding leaves to the commonest. */
void kl_compact_table_fit(kl_compact_table *table, const uint64_t *counts) {
    uint64_t total = 0;
    unsigned used = 1, left = KL_COMPACT_TOTAL, most = KL_COMPACT_ESCAPE;
    for (unsigned b = 0; b < KL_COMPACT_ESCAPE; b++) {
        total += counts[b];
        used += counts[b] > 0;
        if (counts[b] > 0 && (most == KL_COMPACT_ESCAPE || counts[b] > counts[most]))
            most = b;
    }
    total += counts[KL_COMPACT_ESCAPE];
    for (unsigned b = 0; b < KL_COMPACT_SYMBOLS; b++) {
        unsigned share =
            counts[b] == 0
                ? 0
                : (unsigned)((double)counts[b] / (double)total * (double)(KL_COMPACT_TOTAL - used));
        table->frequency[b] = (uint16_t)(share + (counts[b] > 0 || b == KL_COMPACT_ESCAPE));
        left -= table->frequency[b];
    }
    table->frequency[most] = (uint16_t)(table->frequency[most] + left);
    set_starts(table);
}

kl_status kl_compact_put_varint(kl_buffer *out, uint64_t value, kl_error *error) {
    uint8_t bytes[10];
    size_t size = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[size++] = (uint8_t)(value | 0x80);
    bytes[size++] = (uint8_t)value;
    return kl_buffer_append(out, bytes, size, error);
}

int kl_compact_get_varint(const uint8_t *data, size_t size, size_t *at, uint64_t *value) {
    *value = 0;
    for (unsigned shift = 0; *at < size && shift < 63; shift += 7) {
        uint8_t byte = data[(*at)++];
        *value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return byte > 0 || shift == 0;
    }
    return 0;
}

static kl_status write_table(const kl_compact_table *table, kl_buffer *out, kl_error *error) {
    uint8_t ends[2] = {0, 0};
    while (ends[0] < KL_COMPACT_IMPOSSIBLE && table->frequency[ends[0]] == 0)
        ends[0]++;
    ends[1] = KL_COMPACT_IMPOSSIBLE;
    while (ends[1] > ends[0] && table->frequency[ends[1]] == 0)
        ends[1]--;
    kl_status status = kl_buffer_append(out, ends, sizeof ends, error);
    for (unsigned b = ends[0]; status == KL_OK && b <= ends[1]; b++)
        status = kl_compact_put_varint(out, table->frequency[b], error);
    return status == KL_OK ? kl_compact_put_varint(out, table->frequency[KL_COMPACT_ESCAPE], error)
                           : status;
}

kl_status kl_compact_tables_write(const kl_compact_model *model, kl_buffer *out, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t k = 0; status == KL_OK && k < (size_t)1 << model->context_bits; k++)
        status = write_table(&model->tables[k], out, error);
    return status;
}

/* 1 if what stands at *at is a table: no frequency above the total, the escape's at least 1. */
static int read_table(kl_compact_table *table, const uint8_t *data, size_t size, size_t *at) {
    if (size - *at < 2)
        return 0;
    unsigned first = data[*at], last = data[*at + 1], total = 0;
    *at += 2;
    if (first > last || last > KL_COMPACT_IMPOSSIBLE)
        return 0;
    for (unsigned k = first; k <= last + 1; k++) {
        unsigned b = k <= last ? k : KL_COMPACT_ESCAPE;
        uint64_t frequency;
        if (!kl_compact_get_varint(data, size, at, &frequency) ||
            frequency > KL_COMPACT_TOTAL - total)
            return 0;
        table->frequency[b] = (uint16_t)frequency;
        total += (unsigned)frequency;
    }
    set_starts(table);
    return total == KL_COMPACT_TOTAL && table->frequency[KL_COMPACT_ESCAPE] > 0;
}

static void fill_slots(const kl_compact_table *table, uint32_t *slots) {
    for (uint32_t b = 0; b < KL_COMPACT_SYMBOLS; b++)
        for (uint32_t k = 0; k < table->frequency[b]; k++)
            slots[table->start[b] + k] = b | k << 8 | (uint32_t)(table->frequency[b] - 1) << 20;
}

kl_status kl_compact_tables_read(kl_compact_model *model, const uint8_t *data, size_t size,
                                 size_t *at, kl_error *error) {
    size_t tables = (size_t)1 << model->context_bits;
    model->slots = kl_alloc(tables, KL_COMPACT_TOTAL * sizeof *model->slots);
    if (model->slots == NULL)
        return kl_fail_memory(error, "the tables of a compact file",
                              tables * KL_COMPACT_TOTAL * sizeof *model->slots);
    for (size_t k = 0; k < tables; k++) {
        size_t begin = *at;
        if (!read_table(&model->tables[k], data, size, at))
            return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)k, (int64_t)begin,
                              "table %zu is damaged: frequencies that add up to %d were expected",
                              k, KL_COMPACT_TOTAL);
        fill_slots(&model->tables[k], model->slots + k * KL_COMPACT_TOTAL);
    }
    return KL_OK;
}
