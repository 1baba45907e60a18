/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays out of files, for tests: what the golden files hold, and how a damaged one is refused. */
#ifndef KL_TEST_TENSOR_SUPPORT_H
#define KL_TEST_TENSOR_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/io.h>

#define GOLDEN "tests/io/golden/"

typedef struct bytes {
    unsigned char *data;
    size_t size;
} bytes;

static inline bytes read_golden(const char *name) {
    char path[128];
    snprintf(path, sizeof path, GOLDEN "%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes all = {malloc(4096), 0};
    all.size = fread(all.data, 1, 4096, file);
    assert_true(all.size > 0 && all.size < 4096);
    fclose(file);
    return all;
}

/* In a block of just this size, so that a sanitizer sees a read behind it. */
static inline bytes copy_bytes(const void *data, size_t size) {
    bytes copy = {malloc(size > 0 ? size : 1), size};
    assert_non_null(copy.data);
    if (size > 0)
        memcpy(copy.data, data, size);
    return copy;
}

/* What tools/make_tensor_golden.py puts into element k. */
static inline double golden_element(kl_dtype dtype, size_t k) {
    switch (dtype) {
    case KL_U8:
    case KL_U16:
    case KL_U32:
    case KL_U64:
        return (double)k;
    case KL_I8:
    case KL_I16:
    case KL_I32:
    case KL_I64:
        return (double)k - 3;
    default:
        return ((double)k - 3) / 4;
    }
}

static inline void expect_golden(const kl_tensor *tensor, kl_dtype dtype, size_t n) {
    kl_array array = kl_tensor_array(tensor);
    assert_int_equal(array.dtype, dtype);
    assert_int_equal(array.n, n);
    assert_int_equal(array.stride, 1);
    for (size_t k = 0; k < n; k++) {
        double value;
        kl_array_read(array, k, 1, &value);
        assert_true(value == golden_element(dtype, k));
    }
}

static inline void expect_shape(const kl_tensor *tensor, size_t rank, const size_t *shape) {
    size_t found;
    const size_t *dimensions = kl_tensor_shape(tensor, &found);
    assert_int_equal(found, rank);
    for (size_t i = 0; i < rank; i++)
        assert_int_equal(dimensions[i], shape[i]);
}

static inline void expect_matrix(const kl_tensor *tensor, size_t rows, size_t columns) {
    kl_matrix matrix = kl_tensor_matrix(tensor);
    assert_int_equal(matrix.rows, rows);
    assert_int_equal(matrix.columns, columns);
    assert_int_equal(matrix.row_stride, columns);
    assert_ptr_equal(matrix.data, kl_tensor_array(tensor).data);
}

static inline kl_tensor *open_golden(const char *file, const char *name) {
    char path[128];
    snprintf(path, sizeof path, GOLDEN "%s", file);
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_tensor_open(path, name, NULL, &tensor, &error) != KL_OK)
        fail_msg("%s", error.message);
    return tensor;
}

static inline void expect_refused_with(const void *data, size_t size, const char *name,
                                       const kl_tensor_options *options, kl_status status,
                                       const char *words) {
    bytes copy = copy_bytes(data, size);
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status found = kl_tensor_parse(copy.data, copy.size, name, options, &tensor, &error);
    free(copy.data);
    assert_null(tensor);
    if (found != status || !strstr(error.message, words) || strchr(error.message, '\n'))
        fail_msg("%s: %s, where \"%s\" was expected", kl_status_name(found), error.message, words);
    assert_int_equal(error.code, status);
    assert_true(error.offset >= -1 && (error.offset <= (int64_t)size || size == 0));
}

static inline void expect_refused(const void *data, size_t size, const char *words) {
    expect_refused_with(data, size, NULL, NULL, KL_ERROR_FORMAT, words);
}

/* Every file that is cut off somewhere is refused. */
static inline void expect_cut_refused(const char *file, const char *name) {
    bytes all = read_golden(file);
    for (size_t size = 0; size < all.size; size++)
        expect_refused_with(all.data, size, name, NULL, KL_ERROR_FORMAT, "byte");
    free(all.data);
}

/* With any one byte altered a file is read or refused, and nothing else happens. Returns how many
 * alterations were not seen. */
static inline size_t try_altered(const char *file, const char *name) {
    static const unsigned char changes[] = {0x01, 0x10, 0x80, 0xFF};
    bytes all = read_golden(file);
    size_t taken = 0;
    for (size_t at = 0; at < all.size; at++) {
        for (size_t i = 0; i < sizeof changes; i++) {
            all.data[at] ^= changes[i];
            kl_tensor *tensor = NULL;
            kl_error error = KL_ERROR_INIT;
            kl_status status = kl_tensor_parse(all.data, all.size, name, NULL, &tensor, &error);
            assert_int_equal(status, error.code);
            assert_true((status == KL_OK) == (tensor != NULL));
            if (tensor) {
                kl_array array = kl_tensor_array(tensor);
                double value = 0;
                if (array.n > 0)
                    kl_array_read(array, array.n - 1, 1, &value);
                taken++;
            }
            kl_tensor_close(tensor);
            all.data[at] ^= changes[i];
        }
    }
    free(all.data);
    return taken;
}

#endif
