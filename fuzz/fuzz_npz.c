/* SPDX-License-Identifier: Apache-2.0 */
/* .npz files: the only array, or the two that an evaluation asks for. */
#include "check.h"
#include "tensor_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0 || data[0] != 'P')
        return 0;
    check_tensor(data, size, NULL);
    check_tensor(data, size, "logits");
    check_tensor(data, size, "targets");
    return 0;
}
