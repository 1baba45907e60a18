/* SPDX-License-Identifier: Apache-2.0 */
/* What holds for every array that was read out of a file, whatever its format. */
#include "tensor_check.h"

#include <string.h>

#include <kullback/io.h>

#include "check.h"

static void check_shape(const kl_tensor *tensor) {
    size_t rank, n = 1;
    const size_t *shape = kl_tensor_shape(tensor, &rank);
    for (size_t i = 0; i < rank; i++)
        n *= shape[i];
    kl_array array = kl_tensor_array(tensor);
    kl_matrix matrix = kl_tensor_matrix(tensor);
    CHECK(kl_dtype_size(array.dtype) > 0 && array.dtype == matrix.dtype);
    CHECK(array.n == n && array.stride == 1);
    CHECK(matrix.rows * matrix.columns == n && matrix.row_stride == (ptrdiff_t)matrix.columns);
    CHECK(rank == 0 || matrix.rows == shape[0] || rank > 2);
}

static void check_numbers(const kl_tensor *tensor, const uint8_t *data, size_t size) {
    kl_array array = kl_tensor_array(tensor);
    const uint8_t *first = array.data;
    int in_place = first >= data && first <= data + size;
    CHECK(in_place || strcmp(kl_tensor_format(tensor), "npz") == 0);
    if (in_place)
        CHECK(array.n <= (size_t)(data + size - first) / kl_dtype_size(array.dtype));
    for (size_t k = 0; k < array.n; k++) {
        double value;
        kl_array_read(array, k, 1, &value);
    }
}

int check_tensor(const uint8_t *data, size_t size, const char *name) {
    kl_tensor_options options;
    kl_tensor_options_init(&options);
    options.memory_max = 1 << 20;
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_tensor_parse(data, size, name, &options, &tensor, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(!strchr(error.message, '\n'));
        CHECK(!tensor);
        return 0;
    }
    check_shape(tensor);
    check_numbers(tensor, data, size);
    size_t chosen = kl_tensor_chosen(tensor);
    CHECK(chosen < kl_tensor_count(tensor));
    CHECK(!name || strcmp(kl_tensor_format(tensor), "npy") == 0 ||
          strcmp(kl_tensor_name(tensor, chosen), name) == 0);
    kl_tensor_close(tensor);
    return 1;
}
