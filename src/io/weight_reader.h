/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a weight file, one symbol and number after the other. */
#ifndef KL_IO_WEIGHT_READER_H
#define KL_IO_WEIGHT_READER_H

#include <kullback/base.h>

typedef enum kl_weight_layout {
    KL_WEIGHTS_UNKNOWN = 0, /* decided by the first line that holds something */
    KL_WEIGHTS_TAB,
    KL_WEIGHTS_CSV,
    KL_WEIGHTS_BARE
} kl_weight_layout;

typedef struct kl_weight_reader {
    const char *begin, *next, *end;
    kl_weight_layout layout;
    int64_t line; /* of the record that was read last, from 1 */
    int64_t next_line;
    char *unquoted; /* where a CSV field with doubled quotes is put together */
    size_t unquoted_size;
    /* What the record says. The name is valid until the next call. */
    const char *name; /* NULL for a bare number */
    size_t name_size;
    double value; /* finite, not negative */
} kl_weight_reader;

void kl_weight_reader_init(kl_weight_reader *reader, const void *data, size_t size);
void kl_weight_reader_free(kl_weight_reader *reader);

/* The next record. *more = 0 at the end. */
kl_status kl_weight_reader_next(kl_weight_reader *reader, int *more, kl_error *error);

/* A failure at the line of the last record; the message gets "line N: " before it. */
__attribute__((format(printf, 4, 5))) kl_status kl_weight_refuse(const kl_weight_reader *reader,
                                                                 kl_error *error, kl_status code,
                                                                 const char *format, ...);

#endif
