/* SPDX-License-Identifier: Apache-2.0 */
/* safetensors. Most altered files only lose the length of their header; so the bytes are given as they
 * are, and once more behind a length that fits: up to the first NUL they are the header. */
#include <string.h>

#include "base/little_endian.h"
#include "check.h"
#include "tensor_check.h"

enum { LENGTH_SIZE = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    check_tensor(data, size, NULL);
    check_tensor(data, size, "logits");
    if (size <= LENGTH_SIZE)
        return 0;
    const uint8_t *end = memchr(data + LENGTH_SIZE, '\0', size - LENGTH_SIZE);
    uint8_t *fitting = malloc(size);
    CHECK(fitting);
    memcpy(fitting, data, size);
    kl_store_u64(fitting, (end ? (size_t)(end - data) : size) - LENGTH_SIZE);
    check_tensor(fitting, size, NULL);
    free(fitting);
    return 0;
}
