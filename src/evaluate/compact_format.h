/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Our own file of predictions: rows of log-probabilities, rounded, with what the rounding did to each of them.
 * Little-endian, versioned, checksummed; any row can be read alone.
 *
 *     header, KL_COMPACT_HEADER bytes
 *       0  magic    8 bytes  89 4B 4C 51 0D 0A 1A 0A  (\x89 K L Q \r \n \x1a \n)
 *       8  version  u16      KL_COMPACT_VERSION
 *      10  flags    u16      enum kl_compact_flag
 *      12  u32 vocabulary V, 1 … 2^31 − 1
 *      16  u64 rows R, at least 1
 *      24  u64 context       tokens of a chunk; 0: not known
 *      32  u64 first position of a chunk's first row in its context
 *      40  u64 hash of the text: CRC-64/XZ over the targets, an i32 each
 *      48  u64 hash of the vocabulary: CRC-64/XZ over each token's u32 length and bytes; 0: not known
 *      56  u32 bytes of the model
 *      60  u8  resolution, u8 context bits, u16 0
 *      64  u64 checksum      CRC-64/XZ of the 64 bytes before
 *     model
 *       varint n, then n times: varint count, varint rows: documents or chunks of so many rows each, R in all;
 *                            n = 0: not known
 *       u8[V] prior          if KL_COMPACT_PRIOR: level of a token in the average row, in quarters of a nat
 *       2^(context bits) tables: u8 first, u8 last, varint frequency of each symbol in first … last, varint
 *                            frequency of the escape; KL_COMPACT_TOTAL in all
 *       u64 checksum         of the model, continued from the header's
 *     rows, one after another
 *       i16 level, i16 slope what is expected of a token: see kl_compact_context
 *       u32 words, u32[2]    the range coder's words and its two states (asymmetric numeral systems)
 *       u16[words], then bits, the low one first, and zeros to a whole byte
 *       u64 checksum         of the row, continued from its number as u64
 *     index, KL_COMPACT_ENTRY bytes a row
 *       0  u32 bytes of the row, i32 target (−1: none)
 *       8  f64 loss: −ln p of the target, exact; NaN without a target
 *      16  f64 entropy of the row, exact
 *      24  f32 total variation between the row and the stored row; not less than the true one
 *      28  f32 slack: not less than the largest |ln p − ln p̂|
 *      32  f32 reach: not less than the largest p̂·|ln p − ln p̂|
 *      36  f32 floor: what is at or below was clipped before; −∞: nothing was
 *     u64 checksum           of the index, continued from the header's
 *
 * A log-probability −y becomes the symbol b = ⌊4y⌋, a quarter of a nat each, and n(b) bits of 4y − b; it is read
 * as the middle of that cell. n(b) halves the cell where the probability doubles, so that the error in
 * probability is about 2^−resolution everywhere: for a sum of absolute errors the best use of bits. In the tail
 * a cell is a quarter of a nat, n = 0. Symbols have tables by what is expected of the token: a straight line in
 * its prior, fitted to the row. A symbol without frequency, and what is 63 nats down, is an escape and an f32.
 * The stored row is what was read, divided by its sum.
 */
#ifndef KL_EVALUATE_COMPACT_FORMAT_H
#define KL_EVALUATE_COMPACT_FORMAT_H

#include <string.h>

#include <kullback/evaluate.h>

#include "base/crc64.h"
#include "base/little_endian.h"
#include "base/own_file.h"

static const uint8_t kl_compact_magic[8] = KL_OWN_MAGIC(KL_OWN_LOGITS);

enum {
    KL_COMPACT_VERSION = 1,
    KL_COMPACT_HEADER = 72,
    KL_COMPACT_CHECKSUM = 8,
    KL_COMPACT_ENTRY = 40,
    KL_COMPACT_ROW_HEAD = 16,
    KL_COMPACT_TOTAL_BITS = 12,
    KL_COMPACT_TOTAL = 1 << KL_COMPACT_TOTAL_BITS,
    KL_COMPACT_CONTEXT_BITS_MAX = 6,
    KL_COMPACT_RESOLUTION_MIN = 8,
    KL_COMPACT_RESOLUTION_MAX = 30,
    KL_COMPACT_LEVELS = 254,     /* symbols below are levels */
    KL_COMPACT_IMPOSSIBLE = 254, /* −∞ */
    KL_COMPACT_ESCAPE = 255,
    KL_COMPACT_SYMBOLS = 256
};

typedef enum kl_compact_flag {
    KL_COMPACT_TARGETS = 1 << 0,
    KL_COMPACT_CLIPPED = 1 << 1, /* made from a file that clips */
    KL_COMPACT_PRIOR = 1 << 2,
    KL_COMPACT_FLAGS = 7
} kl_compact_flag;

/* An entry of the index. */
typedef struct kl_compact_entry {
    uint32_t size;
    int32_t target;
    double loss, entropy;
    float total_variation, slack, reach, floor;
} kl_compact_entry;

/* CRC of a row's bytes, without the checksum itself. */
static inline uint64_t kl_compact_row_checksum(uint64_t row, const uint8_t *data, size_t size) {
    uint8_t number[8];
    kl_store_u64(number, row);
    return kl_crc64(kl_crc64(0, number, sizeof number), data, size);
}

#endif
