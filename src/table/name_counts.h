/* SPDX-License-Identifier: Apache-2.0 */
/* How often each name came: categories of a column, or letters of its texts. There may be millions of them, so what is
 * kept of one is little: 30 bytes or so beside its own and a word for each bag. */
#ifndef KL_TABLE_NAME_COUNTS_H
#define KL_TABLE_NAME_COUNTS_H

#include "sample/counts.h"
#include "text/strings.h"

typedef struct kl_name_slot {
    uint32_t hash;
    uint32_t number; /* of the entry, from 1; 0: free */
} kl_name_slot;

/* Zeroed, with `bags` set, is empty. */
typedef struct kl_name_counts {
    unsigned bags; /* counts of each name */
    kl_arena arena;
    size_t n, room, slots; /* slots: a power of two, or 0 */
    uint64_t **entry;      /* in the order in which they came: a name, and its counts behind it */
    kl_name_slot *slot;    /* where entries are found */
} kl_name_counts;

kl_status kl_name_counts_add(kl_name_counts *names, kl_symbol_name name, unsigned bag,
                             uint64_t count, kl_error *error);
/* All of another one with as many bags. */
kl_status kl_name_counts_merge(kl_name_counts *names, const kl_name_counts *other, kl_error *error);
void kl_name_counts_free(kl_name_counts *names);

/* What an entry holds: its name, and its counts, a bag each. */
kl_symbol_name kl_name_of(const uint64_t *entry);
const uint64_t *kl_counts_of(const uint64_t *entry);
/* The counts of a name, or NULL. */
const uint64_t *kl_name_counts_find(const kl_name_counts *names, kl_symbol_name name);
/* All entries in the order of their names' bytes; `out` has room for names->n. */
void kl_name_counts_sorted(const kl_name_counts *names, const uint64_t **out);

#endif
