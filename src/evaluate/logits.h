/* SPDX-License-Identifier: Apache-2.0 */
/* A file of predictions: what every format gives, whatever its layout. */
#ifndef KL_EVALUATE_LOGITS_H
#define KL_EVALUATE_LOGITS_H

#include <kullback/evaluate.h>
#include <kullback/io.h>

struct kl_logits {
    kl_logits_shape shape;
    char *path;
    kl_bytes *bytes;
    const unsigned char *rows; /* llama.cpp: the first row */
    const unsigned char *tokens; /* llama.cpp: i32 */
    kl_status (*read)(const kl_logits *logits, uint64_t row, double *out, kl_error *error);
    int64_t (*target)(const kl_logits *logits, uint64_t row);           /* NULL: none */
    kl_row_storage (*storage)(const kl_logits *logits, uint64_t row);   /* NULL: as they are */
    kl_tensor *tensor;           /* other formats */
    kl_matrix matrix;
    int64_t *given; /* targets from a file of their own, or NULL */
};

/* As kl_logits_open, from what is open already; the bytes are the logits' from now on, also if it fails. */
kl_status kl_logits_take(kl_bytes *bytes, const char *path, const kl_logits_options *options,
                         kl_logits **out, kl_error *error);

/* 1 if these first bytes are a llama.cpp logits file's. */
int kl_llama_is(const void *data, size_t size);
/* Checks everything that the header says against the size. */
kl_status kl_llama_open(kl_logits *logits, kl_error *error);
/* A row by the peer's own arithmetic, in single precision. */
void kl_llama_read_single(const kl_logits *logits, uint64_t row, float *out);

/* .npy, .npz, safetensors. */
kl_status kl_logits_open_tensor(kl_logits *logits, const char *name, kl_error *error);

/* Do two files hold predictions of the same tokens? KL_ERROR_MISMATCH says what differs. */
kl_status kl_logits_check_pair(const kl_logits *base, const kl_logits *model, kl_error *error);

#endif
