/* SPDX-License-Identifier: Apache-2.0 */
/* .npy files, whole and then with one byte more, which the shape cannot need. */
#include <string.h>

#include "check.h"
#include "tensor_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || data[0] != 0x93 || !check_tensor(data, size, NULL))
        return 0;
    uint8_t *longer = malloc(size + 1);
    CHECK(longer);
    memcpy(longer, data, size);
    longer[size] = 0;
    CHECK(!check_tensor(longer, size + 1, NULL));
    free(longer);
    return 0;
}
