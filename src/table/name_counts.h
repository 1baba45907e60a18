/* SPDX-License-Identifier: Apache-2.0 */
/* How often each name came: categories of a column, or letters of its texts. */
#ifndef KL_TABLE_NAME_COUNTS_H
#define KL_TABLE_NAME_COUNTS_H

#include "sample/counts.h"
#include "text/strings.h"

/* Zeroed, with `bags` set, is empty. */
typedef struct kl_name_counts {
    unsigned bags; /* counts of each name */
    kl_strings index;
    kl_arena arena;
    size_t n, room;
    kl_symbol_name *name; /* in the order in which they came */
    uint64_t *count;      /* n × bags */
} kl_name_counts;

kl_status kl_name_counts_add(kl_name_counts *names, kl_symbol_name name, unsigned bag,
                             uint64_t count, kl_error *error);
/* All of another one with as many bags. */
kl_status kl_name_counts_merge(kl_name_counts *names, const kl_name_counts *other, kl_error *error);
void kl_name_counts_free(kl_name_counts *names);

/* The counts of a name, a bag each, or NULL. */
const uint64_t *kl_name_counts_find(const kl_name_counts *names, kl_symbol_name name);

/* A name and where its counts are. */
typedef struct kl_name_count {
    kl_symbol_name name;
    const uint64_t *count;
} kl_name_count;

/* All names in the order of their bytes; `out` has room for names->n. */
void kl_name_counts_sorted(const kl_name_counts *names, kl_name_count *out);

#endif
