/* SPDX-License-Identifier: Apache-2.0 */
/* Records and fields of separated text (RFC 4180), one after the other. */
#ifndef KL_IO_CSV_H
#define KL_IO_CSV_H

#include <kullback/base.h>

typedef struct kl_csv {
    const char *next, *end;
    const char *line_end;    /* of a line at or before `next`: its newline, or `end` */
    char separator;          /* 0: a line is one field */
    int64_t line, next_line; /* of the field that was read, of what comes next; from 1 */
    int at_begin;            /* of a record */
    char *unquoted;
    size_t room;
} kl_csv;

typedef struct kl_csv_field {
    const char *text; /* without quotes, or trimmed of blanks; good until the next field is read */
    size_t size;
    int last; /* of its record */
} kl_csv_field;

/* `separated` 0: lines that are one field each, of which those that begin with # are passed over. Else the
 * separator is the first TAB, comma or semicolon outside of quotes in the first record (none: a comma). A byte
 * order mark, CRLF and blank lines are fine. */
void kl_csv_init(kl_csv *csv, const void *data, size_t size, int separated);
void kl_csv_free(kl_csv *csv);

/* 1 if there is another record. Fields of this one that were not read are passed over. */
kl_status kl_csv_record(kl_csv *csv, int *found, kl_error *error);
/* The next field of the record; not behind its last. A quote that nothing closes, and text behind a closing one, are
 * KL_ERROR_FORMAT with the line. */
kl_status kl_csv_read(kl_csv *csv, kl_csv_field *field, kl_error *error);

/* Pass over records, at most so many; *passed: how many there were. Only where a record begins. */
kl_status kl_csv_skip(kl_csv *csv, size_t most, size_t *passed, kl_error *error);
/* Records of `csv` from where it is as far as `end`, where another one begins; to be read on their own, also by another
 * thread. */
kl_csv kl_csv_part(const kl_csv *csv, const char *end);

#endif
