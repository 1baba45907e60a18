/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file table_arrow.h
 * @brief Tables that other libraries have in memory: Arrow's C stream interface.
 *
 *     struct ArrowArrayStream stream;
 *     … some library fills it in …
 *     kl_table_from_arrow("flights", &stream, NULL, &table, &error);
 *
 * Source: https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html. Who has included
 * another library's declaration of these structures before uses that one.
 */
#ifndef KULLBACK_TABLE_ARROW_H
#define KULLBACK_TABLE_ARROW_H

#include <kullback/table_profile.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** A type and its name. */
struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *); /**< NULL: it was released */
    void *private_data;
};

/** Values of a type. */
struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *); /**< NULL: it was released, or there is none */
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/** Arrays of one type, one after the other. The calls return 0, or an errno. */
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *); /**< NULL: it was released */
    void *private_data;
};

#endif

/**
 * A table of all that a stream has, under a name. Columns are those of the structs it gives; what gives no structs is
 * a table of one column.
 *
 *  - Numbers: integers, floats, decimals, durations and times of day (both in seconds). Integers beyond 2^53 and
 *    decimals are rounded to nearest; integers that are set to be categories keep all their digits.
 *  - Times: dates and timestamps, in seconds since the beginning of 1970: in UTC where they have a zone.
 *  - Categories: text and bytes. Booleans: "false" and "true".
 *  - Of a dictionary whatever its values are. A column of nulls has categories, of which there are none.
 *
 * A null is missing, and so is NaN; text is never: "" and "NA" are categories like others. A column without a name is
 * numbered. `options` are those of kl_table_open, without the header.
 *
 * The stream is released, whatever comes of it but a NULL among the arguments. Memory is that of the columns and of one
 * array of the stream at a time.
 *
 * KL_ERROR_UNSUPPORTED names a column of lists, structs, maps, unions, intervals or of runs. KL_ERROR_FORMAT: the
 * stream contradicts itself; what it has been checked for is lengths, missing buffers, offsets that descend or are
 * beyond the last, and codes beyond their dictionary. KL_ERROR_IO: it said that it failed, with its words;
 * KL_ERROR_MEMORY where it said ENOMEM.
 */
KL_API kl_status kl_table_from_arrow(const char *name, struct ArrowArrayStream *stream,
                                     const kl_table_options *options, kl_table **out,
                                     kl_error *error);

/** The profile of all that a stream has, likewise: in batches, which the threads of the pool take in turn, so that
 *  memory is that of the profile and of one array. */
KL_API kl_status kl_table_profile_from_arrow(const char *name, struct ArrowArrayStream *stream,
                                             const kl_profile_options *options,
                                             kl_table_profile **out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
