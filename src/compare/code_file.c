/* SPDX-License-Identifier: Apache-2.0 */
/* The checksums of a coded text. */
#include "compare/code_file.h"

#include "base/crc64.h"
#include "base/little_endian.h"

static uint64_t add_u64(uint64_t before, uint64_t value) {
    uint8_t bytes[8];
    kl_store_u64(bytes, value);
    return kl_crc64(before, bytes, sizeof bytes);
}

uint64_t kl_code_checksum_symbol(uint64_t before, const char *symbol, size_t length) {
    /* With the length, so that "a", "bc" is not "ab", "c". */
    return kl_crc64(add_u64(before, length), symbol, length);
}

uint64_t kl_code_checksum_counts(const kl_counts *counts) {
    const int order = kl_counts_order(counts);
    uint64_t sum = add_u64(0, (uint64_t)kl_counts_symbols(counts));
    sum = add_u64(sum, (uint64_t)order);
    for (size_t i = 0; i < kl_counts_alphabet(counts); i++) {
        size_t length;
        const char *symbol = kl_counts_symbol(counts, i, &length);
        sum = kl_code_checksum_symbol(sum, symbol, length);
    }
    for (size_t g = 0; g < kl_counts_size(counts); g++) {
        const uint32_t *gram = kl_counts_gram(counts, g);
        for (int k = 0; k < order; k++)
            sum = add_u64(sum, gram[k]);
        sum = add_u64(sum, kl_counts_count(counts, g));
    }
    return sum;
}
