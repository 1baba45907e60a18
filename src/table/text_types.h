/* SPDX-License-Identifier: Apache-2.0 */
/* What the columns of separated text are, which takes all of it. */
#ifndef KL_TABLE_TEXT_TYPES_H
#define KL_TABLE_TEXT_TYPES_H

#include "io/bytes.h"
#include "io/csv.h"
#include "table/table.h"

#include <pthread.h>

/* Text whose records are handed out in blocks, in their order, to whichever thread asks. */
typedef struct kl_text_blocks {
    const kl_bytes *bytes; /* what the text lies in */
    pthread_mutex_t lock;
    kl_csv csv;     /* where the next block begins */
    uint64_t row;   /* the first of it */
    int has_failed; /* there are no more */
} kl_text_blocks;

/* The next block of at most KL_BATCH_ROWS records; *rows 0: there is none. A file that has changed is refused. */
kl_status kl_text_block(kl_text_blocks *blocks, kl_csv *part, uint64_t *first, size_t *rows,
                        kl_error *error);

/* A record of a block has another number of fields than the head: where, and how many. */
kl_status kl_text_refuse_width(const kl_csv *csv, size_t fields, int more, size_t expected,
                               kl_error *error);

/* Give the columns of `head`, which are set as far as they are known, their types; *rows: how many there are. What no
 * column can hold is the error that is first in the text, however many threads look. */
kl_status kl_text_find_types(kl_table *head, kl_text_blocks *blocks, kl_pool *pool, uint64_t *rows,
                             kl_error *error);

#endif
