/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file io.h
 * @brief Files in, files out: whole and checked, or an error that names the place.
 */
#ifndef KULLBACK_IO_H
#define KULLBACK_IO_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The bytes of an input: mapped where it is a regular file, read where it is a pipe ("-": standard
 *  input). A directory, a missing file and a failing read are KL_ERROR_IO and name the path. */
typedef struct kl_bytes kl_bytes;
KL_API kl_status kl_bytes_open(const char *path, kl_bytes **out, kl_error *error);
KL_API void kl_bytes_close(kl_bytes *bytes);
KL_API const void *kl_bytes_data(const kl_bytes *bytes);
KL_API size_t kl_bytes_size(const kl_bytes *bytes);

/** A file that appears whole or not at all: written beside `path` under a temporary name, flushed to
 *  the disk and renamed on commit; abandoned (and removed) by close without commit. After a failed
 *  write commit fails too. An old file keeps its mode, and a symbolic link stays one. "-" (standard
 *  output) and what is no regular file (a device, a fifo) are written directly, without the rename. */
typedef struct kl_file kl_file;
KL_API kl_status kl_file_create(const char *path, kl_file **out, kl_error *error);
KL_API kl_status kl_file_write(kl_file *file, const void *data, size_t size, kl_error *error);
KL_API kl_status kl_file_commit(kl_file *file, kl_error *error);
KL_API void kl_file_close(kl_file *file);

/** A list of known weights: `symbol<TAB>number` lines, `symbol,number` CSV (with or without a header
 *  line), or bare numbers (named 1, 2, 3 …). Blank lines and lines that begin with # are passed over.
 *  (A # directly before the TAB or the comma is a symbol.) CSV is quoted as in RFC 4180; a byte order
 *  mark and CRLF are fine. A nonzero number that a double would make 0 or infinite is refused as well.
 *  A symbol twice, a negative, NaN or infinite number, a word where a number is due, no line at all:
 *  KL_ERROR_VALUE or KL_ERROR_FORMAT with the line in `index` and the text of the value. */
typedef struct kl_weights kl_weights;
KL_API kl_status kl_weights_parse(const void *data, size_t size, kl_weights **out, kl_error *error);
KL_API void kl_weights_free(kl_weights *weights);
KL_API size_t kl_weights_size(const kl_weights *weights);
KL_API const char *kl_weights_name(const kl_weights *weights, size_t i);
KL_API const double *kl_weights_values(const kl_weights *weights);
/** 1 if every value is an integer below 2^53: they may have been counted. */
KL_API int kl_weights_are_counts(const kl_weights *weights);

/** A double from text and back, whatever the locale. Parsing takes all of [text, text + size) or fails;
 *  formatting is the shortest text that reads back as the same double ("inf", "-inf", "nan"). */
KL_API kl_status kl_number_parse(const char *text, size_t size, double *out, kl_error *error);
KL_API size_t kl_number_format(double value, char text[32]);

#ifdef __cplusplus
}
#endif
#endif
