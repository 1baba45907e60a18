/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as a .npy file of version 1.0, its numbers on a multiple of 64 bytes as NumPy does it. */
#include <string.h>

#include "base/error.h"
#include "base/format.h"
#include "base/little_endian.h"
#include "io/npy.h"

/* Room for the header of any two dimensions. */
enum { ALIGNMENT = 64, HEAD_SIZE = 2 * ALIGNMENT, PREFIX_SIZE = KL_NPY_MAGIC_SIZE + 4 };

static const char byte_order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>';

/* What follows < or >; NULL for what NumPy has not. */
static const char *element_name(kl_dtype dtype) {
    switch (dtype) {
    case KL_F64:
        return "f8";
    case KL_F32:
        return "f4";
    case KL_F16:
        return "f2";
    case KL_U8:
        return "u1";
    case KL_U16:
        return "u2";
    case KL_U32:
        return "u4";
    case KL_U64:
        return "u8";
    case KL_I8:
        return "i1";
    case KL_I16:
        return "i2";
    case KL_I32:
        return "i4";
    case KL_I64:
        return "i8";
    case KL_BF16:
        break;
    }
    return NULL;
}

static kl_status write_head(kl_file *file, kl_dtype dtype, const char *shape, kl_error *error) {
    unsigned char head[HEAD_SIZE];
    char *text = (char *)head + PREFIX_SIZE;
    const size_t room = HEAD_SIZE - PREFIX_SIZE;
    char order = kl_dtype_size(dtype) == 1 ? '|' : byte_order;
    size_t length = kl_words(text, room, "{'descr': '%c%s', 'fortran_order': False, 'shape': %s, }",
                             order, element_name(dtype), shape);
    size_t size = (PREFIX_SIZE + length + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    memset(text + length, ' ', size - PREFIX_SIZE - length);
    head[size - 1] = '\n';
    memcpy(head, kl_npy_magic, KL_NPY_MAGIC_SIZE);
    head[KL_NPY_MAGIC_SIZE] = 1;
    head[KL_NPY_MAGIC_SIZE + 1] = 0;
    kl_store_u16(head + KL_NPY_MAGIC_SIZE + 2, (uint16_t)(size - PREFIX_SIZE));
    return kl_file_write(file, head, size, error);
}

/* `pieces` blocks of `size` bytes, `step` bytes from one to the next. */
static kl_status write_pieces(kl_file *file, const void *data, size_t pieces, ptrdiff_t step,
                              size_t size, kl_error *error) {
    const unsigned char *piece = data;
    for (size_t i = 0; i < pieces; i++) {
        kl_status status = kl_file_write(file, piece + (ptrdiff_t)i * step, size, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

static kl_status write_file(const char *path, kl_matrix matrix, const char *shape,
                            kl_error *error) {
    const size_t width = kl_dtype_size(matrix.dtype), row = matrix.columns * width;
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = write_head(file, matrix.dtype, shape, error);
    if (status == KL_OK && row > 0) {
        status = write_pieces(file, matrix.data, matrix.rows, matrix.row_stride * (ptrdiff_t)width,
                              row, error);
    }
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

static kl_status check(const char *function, const char *path, kl_matrix matrix, kl_error *error) {
    const kl_tensor_view view = {matrix.dtype, 2, {matrix.rows, matrix.columns}, NULL};
    size_t bytes = 0;
    if (!path || kl_dtype_size(matrix.dtype) == 0 || !kl_view_bytes(&view, &bytes) ||
        (!matrix.data && bytes > 0)) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: path and data must not be NULL, the type and the size must exist",
                       function);
    }
    if (!element_name(matrix.dtype)) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: NumPy has no bf16: convert to f32, exactly",
                       function);
    }
    return KL_OK;
}

kl_status kl_npy_write_matrix(const char *path, kl_matrix matrix, kl_error *error) {
    char shape[64];
    kl_status status = check("kl_npy_write_matrix", path, matrix, error);
    if (status != KL_OK)
        return status;
    kl_words(shape, sizeof shape, "(%zu, %zu)", matrix.rows, matrix.columns);
    return write_file(path, matrix, shape, error);
}

kl_status kl_npy_write_array(const char *path, kl_array array, kl_error *error) {
    char shape[64];
    /* A contiguous one is one row, so that it is written at once. */
    kl_matrix matrix = array.stride == 1
                           ? (kl_matrix){array.data, 1, array.n, 0, array.dtype}
                           : (kl_matrix){array.data, array.n, 1, array.stride, array.dtype};
    kl_status status = check("kl_npy_write_array", path, matrix, error);
    if (status != KL_OK)
        return status;
    kl_words(shape, sizeof shape, "(%zu,)", array.n);
    return write_file(path, matrix, shape, error);
}
