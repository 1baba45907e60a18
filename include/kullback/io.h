/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file io.h
 * @brief Files in, files out: whole and checked, or an error that names the place.
 *
 * Bytes and files, lists of known weights, arrays of numbers (.npy, .npz, safetensors), numbers as text.
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
/** The same of what is to be read as a text: a file of ours that is none (a state, a coded
 *  text, a profile, a language model, predictions) is KL_ERROR_FORMAT, by its first bytes. */
KL_API kl_status kl_bytes_open_text(const char *path, kl_bytes **out, kl_error *error);
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

/** A list of known weights: `symbol<TAB>number` lines or `symbol,number` CSV (each with or without a header
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

/** A double from text and back, whatever the locale. Parsing takes all of [text, text + size) or fails:
 *  KL_ERROR_FORMAT, or KL_ERROR_VALUE for a number that a double would make 0 or infinite, which *out is then.
 *  Formatting is the shortest text that reads back as the same double ("inf", "-inf", "nan"). */
KL_API kl_status kl_number_parse(const char *text, size_t size, double *out, kl_error *error);
KL_API size_t kl_number_format(double value, char text[32]);

/* ── Arrays of numbers ────────────────────────────────────────────────────────────────────────── */

/** One array of numbers out of a file, e.g. logits [positions, vocabulary] or targets [positions]:
 *
 *      kl_tensor *logits;
 *      if (kl_tensor_open("base.safetensors", "logits", NULL, &logits, &error) == KL_OK) {
 *          kl_matrix rows = kl_tensor_matrix(logits);
 *          …
 *          kl_tensor_close(logits);
 *      }
 *
 *  Which format it is the content says, not the name of the file:
 *   - .npy of NumPy, versions 1 to 3: f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8, little-endian, C order;
 *   - .npz of NumPy, a zip archive (also zip64) of .npy files, stored or deflated (deflated ones need
 *     zlib, else KL_ERROR_UNSUPPORTED says what to install);
 *   - safetensors: F64 F32 F16 BF16 U8 U16 U32 U64 I8 I16 I32 I64, at most 32 dimensions, a header of
 *     at most 100,000,000 bytes (needs jansson, likewise).
 *
 *  The file is mapped and the array looked at where it lies, so that opening costs a few pages however
 *  large it is, and files larger than the memory are fine. Read into memory, whole, is only what cannot
 *  be mapped (a pipe, "-": standard input) and a deflated member. Numbers may lie at any address, also
 *  an odd one: read them with kl_array_read or memcpy, not through a pointer to their type.
 *
 *  All sizes are checked against the file before anything is returned; afterwards the file must stay
 *  as it is. Reading a page that somebody has cut off since raises SIGBUS, which the library does not
 *  catch; replacing the file by a rename, as kl_file does, is harmless.
 *
 *  Numbers are not looked at: NaN and infinity come through. The formats' own sums: .npy and
 *  safetensors have none; of a .npz member the CRC-32 is checked if it is deflated, and if it is stored
 *  only on demand, since that reads all of it. */
typedef struct kl_tensor kl_tensor;

typedef struct kl_tensor_options {
    size_t size;
    uint64_t memory_max; /**< bytes that a deflated member may take; beyond: KL_ERROR_MEMORY. 0: as many
                              as its archive says, which is at most 1032 times its size there */
    int check_sums;      /**< 1: check the CRC-32 of a stored .npz member too: a read of all of it. Needs
                              zlib. Default 0 */
} kl_tensor_options;

KL_API void kl_tensor_options_init(kl_tensor_options *options);

/** Open the array called `name` ("logits" is the member logits.npy of a .npz). NULL: the only one there
 *  is, or, in safetensors, the only one of two or more dimensions. What is in a .npy has no name, and
 *  `name` is not looked at.
 *
 *  KL_ERROR_ARGUMENT: no array is called so, or there are several; the message lists them.
 *  KL_ERROR_FORMAT: the file is none of these formats, is damaged, or holds what is not read (records,
 *  Python objects, big-endian numbers, Fortran order); `offset` is the byte (inside a deflated member,
 *  counted from its begin), the message says what was expected. KL_ERROR_UNSUPPORTED: a type of
 *  elements that is not listed above, a part that was not built in, a big-endian machine.
 *  Every message names the path. */
KL_API kl_status kl_tensor_open(const char *path, const char *name, const kl_tensor_options *options,
                                kl_tensor **out, kl_error *error);

/** The same for a file that is in memory already: `data` must outlive the tensor. */
KL_API kl_status kl_tensor_parse(const void *data, size_t size, const char *name,
                                 const kl_tensor_options *options, kl_tensor **out, kl_error *error);
KL_API void kl_tensor_close(kl_tensor *tensor);

/** "npy", "npz" or "safetensors". */
KL_API const char *kl_tensor_format(const kl_tensor *tensor);

/** Dimensions as the file has them: *rank of them, 0 (one single number) to 32. */
KL_API const size_t *kl_tensor_shape(const kl_tensor *tensor, size_t *rank);

/** The array as rows: the last dimension is the columns, all before it are folded into the rows, so that
 *  [chunks, rows, V] is (chunks · rows) × V. One dimension is one column, none is 1 × 1. Valid until the
 *  tensor is closed. */
KL_API kl_matrix kl_tensor_matrix(const kl_tensor *tensor);

/** All numbers one after another, the last dimension fastest. Valid until the tensor is closed. */
KL_API kl_array kl_tensor_array(const kl_tensor *tensor);

/** The arrays that the file holds: how many, their names in its order (one "" for a .npy), and which of
 *  them this is. */
KL_API size_t kl_tensor_count(const kl_tensor *tensor);
KL_API const char *kl_tensor_name(const kl_tensor *tensor, size_t i);
KL_API size_t kl_tensor_chosen(const kl_tensor *tensor);

/** Write numbers as a .npy file of version 1.0, in this machine's byte order, of shape (rows, columns)
 *  or (n,). The file appears whole or not at all, as with kl_file. KL_ERROR_ARGUMENT: bf16, which NumPy
 *  has not; a NULL. */
KL_API kl_status kl_npy_write_matrix(const char *path, kl_matrix matrix, kl_error *error);
KL_API kl_status kl_npy_write_array(const char *path, kl_array array, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
