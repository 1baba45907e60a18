/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The coder of symbols is a range coder by asymmetric numeral systems (Duda 2013, "Asymmetric numeral systems:
 * entropy coding combining speed of Huffman coding with compression rate of arithmetic coding"), two states in
 * turn as in Giesen 2014, "Interleaved entropy coders": a state is in [2^16, 2^32), a symbol with frequency f of
 * 2^12 multiplies it by 2^12/f, and what overflows leaves as a word of 16 bits. It decodes without a division.
 * The encoder goes from the last token to the first.
 */
#include "evaluate/compact_row.h"

#include <math.h>

#include "base/alloc.h"

enum { STATES = 2, WORD_BITS = 16 };

#define STATE_MIN (UINT32_C(1) << WORD_BITS)

/* ── Levels ───────────────────────────────────────────────────────────────────────────────────── */

unsigned kl_compact_symbol(double log_p) {
    double quarters = -4 * log_p;
    if (quarters < KL_COMPACT_LEVELS)
        return quarters > 0 ? (unsigned)quarters : 0; /* rounding may put ln 1 above 0 */
    return log_p == -INFINITY ? KL_COMPACT_IMPOSSIBLE : KL_COMPACT_ESCAPE;
}

/* 2^−bits, exact. */
static double power(unsigned bits) {
    return 1 / (double)(UINT64_C(1) << bits);
}

/* The middle of a cell: every operation is exact. */
static inline double middle(unsigned symbol, double step, uint32_t fraction) {
    return -0.25 * ((double)symbol + ((double)fraction + 0.5) * step);
}

static uint32_t fraction_of(double log_p, unsigned symbol, unsigned bits) {
    double part = (fmax(-4 * log_p, 0) - (double)symbol) * (double)(UINT64_C(1) << bits);
    return (uint32_t)part;
}

/* What comes down from above 0 is rounding there, as in kl_compact_symbol. */
static float escaped(double log_p) {
    return log_p < -(double)3.4028234663852886e38f
               ? (log_p == -INFINITY ? -INFINITY : -3.4028234663852886e38f)
               : (float)fmin(log_p, 0);
}

kl_compact_line kl_compact_fit(const kl_compact_model *model, const double *log_p) {
    double n = 0, x = 0, y = 0, xx = 0, xy = 0; /* integers below 2^53 */
    for (size_t i = 0; i < model->vocabulary; i++) {
        unsigned symbol = kl_compact_symbol(log_p[i]);
        double prior = model->prior[i], level = symbol;
        if (symbol >= KL_COMPACT_LEVELS)
            continue;
        n++;
        x += prior;
        y += level;
        xx += prior * prior;
        xy += prior * level;
    }
    double spread = n * xx - x * x;
    double slope = spread > 0 ? (n * xy - x * y) / spread : 0;
    slope = fmin(fmax(floor(slope * 128 + 0.5), -32767), 32767);
    double level = n > 0 ? (y - slope / 128 * x) / n : 0;
    level = fmin(fmax(floor(level * 64 + 0.5), -32767), 32767);
    return (kl_compact_line){(int16_t)level, (int16_t)slope};
}

/* ── Encoding ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct bit_writer {
    uint64_t held;
    unsigned count; /* below 8 between calls */
    kl_buffer *bytes;
} bit_writer;

static kl_status put_bits(bit_writer *writer, uint32_t value, unsigned bits, kl_error *error) {
    uint8_t out[8];
    size_t size = 0;
    writer->held |= (uint64_t)value << writer->count;
    for (writer->count += bits; writer->count >= 8; writer->count -= 8) {
        out[size++] = (uint8_t)writer->held;
        writer->held >>= 8;
    }
    return size > 0 ? kl_buffer_append(writer->bytes, out, size, error) : KL_OK;
}

/* Symbol and table of each token to `scratch`, its bits to the writer. */
static kl_status choose_cells(const kl_compact_model *model, kl_compact_line line,
                              const double *log_p, double *out, uint32_t *scratch,
                              bit_writer *writer, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < model->vocabulary; i++) {
        unsigned context = kl_compact_context(model, line, model->prior[i]);
        unsigned symbol = kl_compact_symbol(log_p[i]);
        if (model->tables[context].frequency[symbol] == 0)
            symbol = KL_COMPACT_ESCAPE;
        unsigned bits = model->bits[symbol];
        uint32_t value = 0;
        if (symbol == KL_COMPACT_ESCAPE) {
            float single = escaped(log_p[i]);
            memcpy(&value, &single, sizeof value);
            out[i] = (double)single;
        } else if (symbol == KL_COMPACT_IMPOSSIBLE) {
            out[i] = -INFINITY;
        } else {
            value = fraction_of(log_p[i], symbol, bits);
            out[i] = middle(symbol, power(bits), value);
        }
        scratch[i] = context << 8 | symbol;
        if (bits > 0)
            status = put_bits(writer, value, bits, error);
    }
    if (status == KL_OK && writer->count > 0)
        status = put_bits(writer, 0, 8 - writer->count, error);
    return status;
}

/* Words in the order in which they leave, at most one a token: they take the place of cells already coded,
 * `scratch` from its end. Returns how many. */
static size_t code_symbols(const kl_compact_model *model, uint32_t *scratch,
                           uint32_t state[STATES]) {
    size_t words = 0, n = model->vocabulary;
    state[0] = state[1] = STATE_MIN;
    for (size_t i = n; i-- > 0;) {
        const kl_compact_table *table = &model->tables[scratch[i] >> 8];
        uint32_t frequency = table->frequency[scratch[i] & 0xFF], *x = &state[i % STATES];
        uint32_t start = table->start[scratch[i] & 0xFF];
        if (*x >= (uint64_t)frequency << (2 * WORD_BITS - KL_COMPACT_TOTAL_BITS)) {
            scratch[n - ++words] = *x & (STATE_MIN - 1);
            *x >>= WORD_BITS;
        }
        *x = (*x / frequency << KL_COMPACT_TOTAL_BITS) + *x % frequency + start;
    }
    return words;
}

kl_status kl_compact_encode(const kl_compact_model *model, const double *log_p, double *out,
                            uint32_t *scratch, kl_buffer *bytes, kl_error *error) {
    kl_compact_line line = kl_compact_fit(model, log_p);
    kl_buffer tail = {0};
    bit_writer writer = {.bytes = &tail};
    kl_status status = choose_cells(model, line, log_p, out, scratch, &writer, error);
    uint32_t state[STATES];
    uint8_t head[KL_COMPACT_ROW_HEAD];
    if (status == KL_OK) {
        size_t words = code_symbols(model, scratch, state);
        kl_store_u16(head, (uint16_t)line.level);
        kl_store_u16(head + 2, (uint16_t)line.slope);
        kl_store_u32(head + 4, (uint32_t)words);
        kl_store_u32(head + 8, state[0]);
        kl_store_u32(head + 12, state[1]);
        status = kl_buffer_append(bytes, head, sizeof head, error);
        for (size_t k = model->vocabulary - words; status == KL_OK && k < model->vocabulary; k++) {
            uint8_t word[2];
            kl_store_u16(word, (uint16_t)scratch[k]);
            status = kl_buffer_append(bytes, word, sizeof word, error);
        }
    }
    if (status == KL_OK)
        status = kl_buffer_append(bytes, tail.data, tail.size, error);
    kl_free(tail.data);
    return status;
}

/* ── Decoding ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct bit_reader {
    uint64_t held; /* bits at `count` and above are zero, or those that come next anyway */
    unsigned count;
    int missing; /* more was asked for than there is */
    const uint8_t *at, *end;
} bit_reader;

static void refill(bit_reader *reader) {
    if (reader->end - reader->at >= 8) {
        reader->held |= kl_load_u64(reader->at) << reader->count;
        reader->at += (63 - reader->count) / 8;
        reader->count |= 56;
        return;
    }
    for (; reader->count <= 56 && reader->at < reader->end; reader->count += 8)
        reader->held |= (uint64_t)*reader->at++ << reader->count;
}

static inline uint32_t get_bits(bit_reader *reader, unsigned bits) {
    if (reader->count < bits) {
        refill(reader);
        if (reader->count < bits) {
            reader->missing = 1;
            reader->count = bits;
        }
    }
    uint32_t value = (uint32_t)(reader->held & ((UINT64_C(1) << bits) - 1));
    reader->held >>= bits;
    reader->count -= bits;
    return value;
}

/* A log-probability, or +∞: the number that stands there is none. */
static double escaped_value(unsigned symbol, bit_reader *reader) {
    if (symbol == KL_COMPACT_IMPOSSIBLE)
        return -INFINITY;
    uint32_t value = get_bits(reader, 32);
    float single;
    memcpy(&single, &value, sizeof single);
    return single <= 0 ? (double)single : INFINITY;
}

typedef struct row_reader {
    const kl_compact_model *model;
    const uint32_t *slots[256]; /* by prior */
    const uint8_t *word, *words_end;
    bit_reader bits;
    double
        step[KL_COMPACT_SYMBOLS]; /* what one of a symbol's bits stands for, in quarters of a nat */
    int refused;
} row_reader;

static inline double get_token(row_reader *reader, size_t token, uint32_t *state) {
    uint32_t x = *state;
    uint32_t slot = reader->slots[reader->model->prior[token]][x & (KL_COMPACT_TOTAL - 1)];
    x = ((slot >> 20) + 1) * (x >> KL_COMPACT_TOTAL_BITS) + (slot >> 8 & (KL_COMPACT_TOTAL - 1));
    if (x < STATE_MIN && reader->word < reader->words_end) {
        x = x << WORD_BITS | kl_load_u16(reader->word);
        reader->word += 2;
    }
    *state = x;
    unsigned symbol = slot & 0xFF;
    if (symbol >= KL_COMPACT_LEVELS) {
        double value = escaped_value(symbol, &reader->bits);
        reader->refused |= value > 0;
        return value;
    }
    uint32_t fraction = get_bits(&reader->bits, reader->model->bits[symbol]);
    return middle(symbol, reader->step[symbol], fraction);
}

/* All that was written was read, and nothing else. */
static int is_whole(const row_reader *reader, uint32_t even, uint32_t odd) {
    const bit_reader *bits = &reader->bits;
    return !reader->refused && even == STATE_MIN && odd == STATE_MIN &&
           reader->word == reader->words_end && !bits->missing && bits->at == bits->end &&
           bits->count < 8 && bits->held == 0;
}

int kl_compact_decode(const kl_compact_model *model, const uint8_t *data, size_t size,
                      double *out) {
    if (size < KL_COMPACT_ROW_HEAD)
        return 0;
    kl_compact_line line = {(int16_t)kl_load_u16(data), (int16_t)kl_load_u16(data + 2)};
    size_t words = kl_load_u32(data + 4), n = model->vocabulary, i = 0;
    if (words > (size - KL_COMPACT_ROW_HEAD) / 2)
        return 0;
    uint32_t even = kl_load_u32(data + 8), odd = kl_load_u32(data + 12);
    row_reader reader = {.model = model, .word = data + KL_COMPACT_ROW_HEAD};
    reader.words_end = reader.word + 2 * words;
    reader.bits = (bit_reader){.at = reader.words_end, .end = data + size};
    for (unsigned k = 0; k < KL_COMPACT_SYMBOLS; k++) {
        reader.slots[k] =
            model->slots + (size_t)kl_compact_context(model, line, k) * KL_COMPACT_TOTAL;
        reader.step[k] = power(model->bits[k]);
    }
    for (; i + 1 < n; i += 2) {
        out[i] = get_token(&reader, i, &even);
        out[i + 1] = get_token(&reader, i + 1, &odd);
    }
    if (i < n)
        out[i] = get_token(&reader, i, &even);
    return is_whole(&reader, even, odd);
}
