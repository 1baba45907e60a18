/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of Arrow's C data interface: what a format is read as, and the values of an array. */
#ifndef KL_TABLE_ARROW_H
#define KL_TABLE_ARROW_H

#include <kullback/table_arrow.h>

#include "table/source.h"

typedef enum kl_arrow_layout {
    KL_ARROW_NULLS = 0,
    KL_ARROW_BITS,     /* booleans */
    KL_ARROW_NUMBERS,  /* of `dtype` */
    KL_ARROW_TICKS,    /* integers of `dtype`, each `seconds`/`parts` of a second */
    KL_ARROW_DECIMALS, /* integers of `width` bytes over 10^scale */
    KL_ARROW_TEXT,     /* bytes between offsets of `dtype` */
    KL_ARROW_VIEWS,    /* short ones in place, long ones in further buffers */
    KL_ARROW_FIXED     /* `width` bytes each */
} kl_arrow_layout;

typedef struct kl_arrow_type {
    kl_arrow_layout layout;
    kl_column_type column;
    kl_dtype dtype;
    int seconds, parts, width, scale;
} kl_arrow_type;

static inline int kl_arrow_is_integer(const kl_arrow_type *type) {
    return type->layout == KL_ARROW_NUMBERS && type->dtype >= KL_U8;
}

/* The type of a schema without its dictionary. KL_ERROR_UNSUPPORTED says what it is instead. */
kl_status kl_arrow_type_of(const struct ArrowSchema *schema, kl_arrow_type *out, kl_error *error);

/* Whether an array can be of this type, and has so many elements. */
kl_status kl_arrow_check(const kl_arrow_type *type, const struct ArrowArray *array, int64_t least,
                         kl_error *error);

/* Elements [first, first + n) of a checked array. Numbers, NaN where there is none; of the other types names, bytes
 * NULL where there is none. An error's index counts from `first`. */
void kl_arrow_numbers(const kl_arrow_type *type, const struct ArrowArray *array, size_t first,
                      size_t n, double *out);
kl_status kl_arrow_names(const kl_arrow_type *type, const struct ArrowArray *array, size_t first,
                         size_t n, kl_symbol_name *out, kl_error *error);
/* The digits of an integer that is there; returns how many bytes they are. */
size_t kl_arrow_digits(const kl_arrow_type *type, const struct ArrowArray *array, size_t at,
                       char text[32]);
/* The code at an element, −1 where there is none; one that is negative is beyond any dictionary. */
int64_t kl_arrow_code(const kl_arrow_type *type, const struct ArrowArray *array, size_t at);
/* The numbers where they lie, if they lie there as doubles and all are there; else NULL. */
const double *kl_arrow_doubles(const kl_arrow_type *type, const struct ArrowArray *array,
                               size_t first);

/* An integer of `width` bytes (4, 8, 16 or 32) over 10^scale, to nearest. */
double kl_arrow_decimal(const void *bytes, int width, int scale);

/* A stream that somebody has taken already has no rows left to give. */
kl_status kl_arrow_refuse_released(const char *name, kl_error *error);
/* The rows of a stream, which is released with the source, or at once where there is none. */
kl_status kl_table_source_arrow(const char *name, struct ArrowArrayStream *stream,
                                const kl_table_options *options, kl_table_source **out,
                                kl_error *error);

#endif
