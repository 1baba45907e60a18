/* SPDX-License-Identifier: Apache-2.0 */
/* A file of predictions: what every format gives, whatever its layout. */
#ifndef KL_EVALUATE_LOGITS_H
#define KL_EVALUATE_LOGITS_H

#include <kullback/evaluate.h>
#include <kullback/io.h>

#include "base/cover.h"

struct kl_logits {
    kl_logits_shape shape;
    char *path;
    kl_bytes *bytes;
    uint64_t fingerprint;        /* of the file, or of all that are joined */
    const unsigned char *rows;   /* llama.cpp: the first row */
    const unsigned char *tokens; /* llama.cpp: i32 */
    kl_status (*read)(const kl_logits *logits, uint64_t row, double *out, kl_error *error);
    /* The row where it lies; an array of no data if it has to be read. NULL: all have to be. */
    kl_status (*view)(const kl_logits *logits, uint64_t row, kl_array *out, kl_levels *levels,
                      kl_error *error);
    int64_t (*target)(const kl_logits *logits, uint64_t row);         /* NULL: none */
    kl_row_storage (*storage)(const kl_logits *logits, uint64_t row); /* NULL: as they are */
    struct kl_compact *compact;                                       /* our own format */
    kl_tensor *tensor;                                                /* other formats */
    int is_named;                                                     /* its arrays have names */
    struct kl_join *join;                                             /* several files */
    kl_matrix matrix;
    struct kl_targets *given; /* from a file of their own, or NULL */
    uint64_t *unit_begin;     /* units + 1 rows, where documents have any length; else NULL */
    size_t units;
};

/* As kl_logits_open, from what is open already; the bytes are the logits' from now on, also if it fails. */
kl_status kl_logits_take(kl_bytes *bytes, const char *path, const kl_logits_options *options,
                         kl_logits **out, kl_error *error);

/* 1 if these first bytes are a llama.cpp logits file's. */
int kl_llama_is(const void *data, size_t size);
/* Checks everything that the header says against the size. */
kl_status kl_llama_open(kl_logits *logits, const void *bytes, size_t size, kl_error *error);
/* A row by the peer's own arithmetic, in single precision. */
void kl_llama_read_single(const kl_logits *logits, uint64_t row, float *out);

/* 1 if these first bytes are a compact file's (compact_format.h). */
int kl_compact_is(const void *data, size_t size);
/* Checks header, model and index; rows are checked when they are read. `data` must stay. */
kl_status kl_compact_open(kl_logits *logits, const void *data, size_t size, kl_error *error);
void kl_compact_close(struct kl_compact *compact);

/* 1 if these first bytes are of a file that names its arrays. */
int kl_logits_names_arrays(const void *data, size_t size);
kl_status kl_logits_refuse_name(const char *path, const char *name, kl_error *error);
/* .npy, .npz, safetensors. */
kl_status kl_logits_open_tensor(kl_logits *logits, const char *name, kl_error *error);

/* How many chunks or documents, and the row where one begins. Rows without either are taken in blocks of
 * KL_BLOCK_ROWS: neighbours depend on each other. */
enum { KL_BLOCK_ROWS = 128 };
size_t kl_logits_units(const kl_logits *logits);
uint64_t kl_logits_unit_begin(const kl_logits *logits, size_t unit);
int kl_logits_has_units(const kl_logits *logits);
/* Which of two says where units begin; the model may be NULL. */
const kl_logits *kl_logits_chunked(const kl_logits *base, const kl_logits *model);

/* May the evaluation be fed with these files? KL_ERROR_MISMATCH says what differs. */
kl_status kl_eval_check(const kl_eval *eval, const kl_logits *base, const kl_logits *model,
                        kl_error *error);
/* kl_eval_files of some of the rows, which does not check again. */
kl_status kl_eval_rows(kl_eval *eval, const kl_logits *base, const kl_logits *model,
                       const kl_vocabulary *vocabulary, uint64_t offset, kl_range rows,
                       kl_error *error);

/* Do two files hold predictions of the same tokens? KL_ERROR_MISMATCH says what differs. */
kl_status kl_logits_check_pair(const kl_logits *base, const kl_logits *model, kl_error *error);

#endif
