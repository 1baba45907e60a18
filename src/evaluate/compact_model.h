/* SPDX-License-Identifier: Apache-2.0 */
/* What is expected of a row: the tables that its symbols are coded by, and the cells that they stand for. */
#ifndef KL_EVALUATE_COMPACT_MODEL_H
#define KL_EVALUATE_COMPACT_MODEL_H

#include "base/state.h"
#include "evaluate/compact_format.h"

typedef struct kl_compact_table {
    uint16_t frequency[KL_COMPACT_SYMBOLS];
    uint16_t start[KL_COMPACT_SYMBOLS];
} kl_compact_table;

typedef struct kl_compact_model {
    size_t vocabulary;
    unsigned resolution, context_bits;
    unsigned bits[KL_COMPACT_SYMBOLS]; /* that follow a symbol */
    uint8_t *prior;                    /* zeros where there is none */
    kl_compact_table *tables;          /* 2^context_bits */
    uint32_t
        *slots; /* KL_COMPACT_TOTAL a table: symbol, place in it << 8, its frequency − 1 << 20 */
} kl_compact_model;

/* Zero tables, and a prior of zeros. */
kl_status kl_compact_model_init(kl_compact_model *model, size_t vocabulary, unsigned context_bits,
                                kl_error *error);
void kl_compact_model_free(kl_compact_model *model);
/* Bits of a symbol at a resolution. */
unsigned kl_compact_bits(unsigned symbol, unsigned resolution);
void kl_compact_model_set_resolution(kl_compact_model *model, unsigned resolution);

/* Frequencies from how often symbols came in a context; `counts` has KL_COMPACT_SYMBOLS. */
void kl_compact_table_fit(kl_compact_table *table, const uint64_t *counts);

/* The tables as bytes and back. Reading starts at *at and moves it; a table that is none is KL_ERROR_FORMAT with
 * the offset from `data`, and makes the slots. */
kl_status kl_compact_tables_write(const kl_compact_model *model, kl_buffer *out, kl_error *error);
kl_status kl_compact_tables_read(kl_compact_model *model, const uint8_t *data, size_t size,
                                 size_t *at, kl_error *error);

kl_status kl_compact_put_varint(kl_buffer *out, uint64_t value, kl_error *error);
/* 1 and *at behind it, or 0: the bytes end, or this is not the shortest form. */
int kl_compact_get_varint(const uint8_t *data, size_t size, size_t *at, uint64_t *value);

/* The straight line of a row: level/64 + slope/128·prior quarter nats. */
typedef struct kl_compact_line {
    int16_t level, slope;
} kl_compact_line;

/* Which table a token of that prior has in a row of that line: a nat each where there are 64. */
static inline unsigned kl_compact_context(const kl_compact_model *model, kl_compact_line line,
                                          unsigned prior) {
    int32_t expected = 2 * line.level + line.slope * (int32_t)prior; /* in 1/512 nat */
    int32_t nats = expected > 0 ? expected >> 9 : 0;
    return (unsigned)(nats < 63 ? nats : 63) >> (KL_COMPACT_CONTEXT_BITS_MAX - model->context_bits);
}

#endif
