/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of tensor formats share: one array inside bytes that somebody else owns, the
 * names of all that a file holds, and which of them was meant.
 *
 * A reader gets the bytes of the whole file and a tensor that is zero; it fills in `view` and the
 * names. Its errors carry the byte and do not name the file: the opener puts the path before. */
#ifndef KL_IO_TENSOR_H
#define KL_IO_TENSOR_H

#include <kullback/io.h>

/* As many dimensions as NumPy 1 has. */
enum { KL_RANK_MAX = 32 };

typedef struct kl_tensor_view {
    kl_dtype dtype;
    size_t rank;
    size_t shape[KL_RANK_MAX];
    const unsigned char *data; /* kl_view_bytes of them, not aligned */
} kl_tensor_view;

struct kl_tensor {
    const char *format;      /* "npy", "npz", "safetensors" */
    kl_bytes *file;          /* NULL: the bytes are the caller's */
    unsigned char *inflated; /* what `view` lies in if it was compressed, else NULL */
    kl_tensor_view view;
    char **names;
    size_t count, capacity, chosen;
};

/* Bytes of the numbers of an array. 0 (*bytes untouched) if they are more than a machine can
 * address; dimensions of 0 do not make up for others that are too large. */
int kl_view_bytes(const kl_tensor_view *view, size_t *bytes);

/* One more name; one with a NUL in it is KL_ERROR_FORMAT at byte `at`. */
kl_status kl_tensor_name_add(kl_tensor *tensor, const char *name, size_t size, uint64_t at,
                             kl_error *error);

/* Set `chosen` to what is called `name`, or, for NULL, to the only one. Anything else is
 * KL_ERROR_ARGUMENT with a list of the names; a name that occurs twice is KL_ERROR_FORMAT. */
kl_status kl_tensor_choose(kl_tensor *tensor, const char *name, kl_error *error);

#endif
