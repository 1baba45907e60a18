/* SPDX-License-Identifier: Apache-2.0 */
/* A profile as a state: two sections.
 *
 *   PROF  u8 version, u8 whether there are clusters, and then the name of their column; u64 rows, varint columns
 *   COLS  of each column its name; u8 what it holds; rows with a value, without, with an infinite one, of each bag;
 *         of numbers and times u8 digits, varint how many, and in ascending order of their keys varint by how much the
 *         key is above the one before (the first: the key itself), counts;
 *         of categories and letters varint how many, and in the order of their bytes name, counts
 *
 * A name is a varint, its length, and its bytes. Counts are a varint where there is one bag, else u8 how many bags less
 * one, and of each u8 bag, varint count. The same profile gives the same bytes. */
#ifndef KL_TABLE_PROFILE_STATE_H
#define KL_TABLE_PROFILE_STATE_H

#include "table/profile.h"

enum { KL_PROFILE_VERSION = 1 };

#define KL_PROFILE_TAG_HEAD KL_STATE_TAG('P', 'R', 'O', 'F')
#define KL_PROFILE_TAG_COLUMNS KL_STATE_TAG('C', 'O', 'L', 'S')

kl_status kl_profile_parse(kl_state_reader *state, void **out, kl_error *error);
kl_status kl_profile_write(const void *state, kl_state_writer *writer, kl_error *error);

/* Bits of a key: sign and exponent, and the digits behind the first. */
static inline unsigned kl_cell_bits(unsigned digits) {
    return 11 + digits;
}

#endif
