/* SPDX-License-Identifier: Apache-2.0 */
/* CRC-64/XZ (ECMA-182 polynomial, reflected), eight bytes a step: Kounavis and Berry 2005, "A
 * systematic approach to building high performance, software-based, CRC generators". A step waits
 * for the one before it, so that four parts of a long input are taken side by side. */
#include "base/crc64.h"

#include "base/little_endian.h"

/* A CRC is linear over GF(2): the entry of a byte is the exclusive or of the entries of its bits.
 * So 64 numbers are the whole of the eight tables, and the compiler writes out the rest. */
#define ENTRY(b, e0, e1, e2, e3, e4, e5, e6, e7)                                                   \
    (((b)&1 ? e0 : 0) ^ ((b)&2 ? e1 : 0) ^ ((b)&4 ? e2 : 0) ^ ((b)&8 ? e3 : 0) ^                   \
     ((b)&16 ? e4 : 0) ^ ((b)&32 ? e5 : 0) ^ ((b)&64 ? e6 : 0) ^ ((b)&128 ? e7 : 0))
#define ENTRIES_4(b, ...)                                                                          \
    ENTRY((b), __VA_ARGS__), ENTRY((b) + 1, __VA_ARGS__), ENTRY((b) + 2, __VA_ARGS__),             \
        ENTRY((b) + 3, __VA_ARGS__)
#define ENTRIES_16(b, ...)                                                                         \
    ENTRIES_4(b, __VA_ARGS__), ENTRIES_4((b) + 4, __VA_ARGS__), ENTRIES_4((b) + 8, __VA_ARGS__),   \
        ENTRIES_4((b) + 12, __VA_ARGS__)
#define ENTRIES_64(b, ...)                                                                         \
    ENTRIES_16(b, __VA_ARGS__), ENTRIES_16((b) + 16, __VA_ARGS__),                                 \
        ENTRIES_16((b) + 32, __VA_ARGS__), ENTRIES_16((b) + 48, __VA_ARGS__)
#define TABLE(...)                                                                                 \
    {                                                                                              \
        ENTRIES_64(0, __VA_ARGS__), ENTRIES_64(64, __VA_ARGS__), ENTRIES_64(128, __VA_ARGS__),     \
            ENTRIES_64(192, __VA_ARGS__)                                                           \
    }

/* Row k, number j: the CRC register after byte 1 << j and k zero bytes. */
static const uint64_t table[8][256] = {
    TABLE(0xB32E4CBE03A75F6F, 0xF4843657A840A05B, 0x7BD0C384FF8F5E33, 0xF7A18709FF1EBC66,
          0x7D9BA13851336649, 0xFB374270A266CC92, 0x64B62BCAEBC387A1, 0xC96C5795D7870F42),
    TABLE(0x54E979925CD0F10D, 0xA9D2F324B9A1E21A, 0xC17D4962DC4DDAB1, 0x10223DEE1795ABE7,
          0x20447BDC2F2B57CE, 0x4088F7B85E56AF9C, 0x8111EF70BCAD5F38, 0x90FB71CAD654A0F5),
    TABLE(0x3F0BE14A916A6DCB, 0x7E17C29522D4DB96, 0xFC2F852A45A9B72C, 0x6A87A57F245D70DD,
          0xD50F4AFE48BAE1BA, 0x38C63AD73E7BDDF1, 0x718C75AE7CF7BBE2, 0xE318EB5CF9EF77C4),
    TABLE(0x1DEE8A5E222CA1DC, 0x3BDD14BC445943B8, 0x77BA297888B28770, 0xEF7452F111650EE0,
          0x4C300AC98DC40345, 0x986015931B88068A, 0xA218840D981E1391, 0xD6E9A7309F3239A7),
    TABLE(0x5C2D776033C4205E, 0xB85AEEC0678840BC, 0xE26D72AB601E9FFD, 0x56024A7D6F33217F,
          0xAC0494FADE6642FE, 0xCAD186DE13C29B79, 0x077BA297888B2877, 0x0EF7452F111650EE),
    TABLE(0x6184D55F721267C6, 0xC309AABEE424CF8C, 0x14CBFA566747819D, 0x2997F4ACCE8F033A,
          0x532FE9599D1E0674, 0xA65FD2B33A3C0CE8, 0xDE670A4DDB760755, 0x2E16BBB019E2102F),
    TABLE(0x22EF0D5934F964EC, 0x45DE1AB269F2C9D8, 0x8BBC3564D3E593B0, 0x85A0C5E208C539E5,
          0x999924EFBE846D4F, 0xA1EAE6F4D206C41B, 0xD10D62C20B0396B3, 0x30C26AAFB90933E3),
    TABLE(0xDABE95AFC7875F40, 0x27A584742000A005, 0x4F4B08E84001400A, 0x9E9611D080028014,
          0xAFF48C8AAF0B1EAD, 0xCD31B63EF11823DF, 0x08BBC3564D3E593B, 0x117786AC9A7CB276),
};

static inline uint64_t step(uint64_t crc, uint8_t byte) {
    return crc >> 8 ^ table[0][(uint8_t)crc ^ byte];
}

static inline uint64_t step_8(uint64_t crc, const uint8_t *bytes) {
    crc ^= kl_load_u64(bytes);
    return table[7][crc & 0xFF] ^ table[6][crc >> 8 & 0xFF] ^ table[5][crc >> 16 & 0xFF] ^
           table[4][crc >> 24 & 0xFF] ^ table[3][crc >> 32 & 0xFF] ^ table[2][crc >> 40 & 0xFF] ^
           table[1][crc >> 48 & 0xFF] ^ table[0][crc >> 56];
}

/* ── Parts side by side ───────────────────────────────────────────────────────────────────────── */

#define POLYNOMIAL UINT64_C(0xC96C5795D7870F42)
enum { PARTS = 4, PART = 1 << 14 };

/* The product modulo the polynomial; bit 63 is the coefficient of 1. */
static uint64_t multiply(uint64_t a, uint64_t b) {
    uint64_t product = 0;
    for (; a; a <<= 1) {
        product ^= a >> 63 ? b : 0;
        b = b >> 1 ^ (b & 1 ? POLYNOMIAL : 0);
    }
    return product;
}

/* What a register is multiplied by when so many bytes of 0 pass. */
static uint64_t passing(size_t bytes) {
    uint64_t power = UINT64_C(1) << 63, square = UINT64_C(1) << 55;
    for (; bytes; bytes >>= 1) {
        if (bytes & 1)
            power = multiply(power, square);
        square = multiply(square, square);
    }
    return power;
}

static uint64_t step_parts(uint64_t crc, const uint8_t *bytes, uint64_t part_passes) {
    uint64_t part[PARTS] = {crc};
    for (size_t i = 0; i < PART; i += 8)
        for (size_t k = 0; k < PARTS; k++)
            part[k] = step_8(part[k], bytes + k * PART + i);
    for (size_t k = 1; k < PARTS; k++)
        part[k] ^= multiply(part[k - 1], part_passes);
    return part[PARTS - 1];
}

uint64_t kl_crc64(uint64_t before, const void *data, size_t size) {
    const uint8_t *bytes = data;
    uint64_t crc = ~before;
    if (size >= PARTS * PART) {
        const uint64_t part_passes = passing(PART);
        for (; size >= PARTS * PART; size -= PARTS * PART, bytes += PARTS * PART)
            crc = step_parts(crc, bytes, part_passes);
    }
    for (; size >= 8; size -= 8, bytes += 8)
        crc = step_8(crc, bytes);
    for (; size > 0; size--, bytes++)
        crc = step(crc, *bytes);
    return ~crc;
}
