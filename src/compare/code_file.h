/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A coded text: a state container (base/state.h) of kind KL_STATE_CODE with two sections.
 *
 *     HEAD  u8 version of this layout, u8 symbols, u8 order, varint how many symbols were coded,
 *           u64 checksum of the counts the code was made from, u64 checksum of the symbols,
 *           varint how many symbols the counts had not seen, for each: varint length, its bytes
 *     BITS  what the range coder wrote
 */
#ifndef KL_COMPARE_CODE_FILE_H
#define KL_COMPARE_CODE_FILE_H

#include "base/state.h"

#include <kullback/sample.h>

#define KL_CODE_VERSION 1
#define KL_CODE_HEAD KL_STATE_TAG('H', 'E', 'A', 'D')
#define KL_CODE_BITS KL_STATE_TAG('B', 'I', 'T', 'S')

/* CRC-64 of everything a code depends on: symbols, order, alphabet, n-grams and their counts in
 * canonical order; not the bags, so that a text and the state of it are one. */
uint64_t kl_code_checksum_counts(const kl_counts *counts);
/* The checksum of a sequence of symbols, one more at a time; 0 before the first. */
uint64_t kl_code_checksum_symbol(uint64_t before, const char *symbol, size_t length);

#endif
