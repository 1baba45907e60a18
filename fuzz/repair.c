/* SPDX-License-Identifier: Apache-2.0 */
/* True checksums for altered states. */
#include "repair.h"

#include "base/state_format.h"

#ifdef KL_FUZZ
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, max_size);
    /* Some targets have a byte of their own before the state. */
    size_t at = size > 1 && data[0] != kl_state_magic[0] && data[1] == kl_state_magic[0];
    if (seed % 8 != 0 && size > at && data[at] == kl_state_magic[0])
        repair_state(data + at, size - at);
    return size;
}
#endif

void repair_state(uint8_t *data, size_t size) {
    if (size < KL_STATE_HEADER_SIZE)
        return;
    uint64_t header = kl_crc64(0, data, KL_STATE_HEADER_SIZE);
    uint8_t *chunk = data + KL_STATE_HEADER_SIZE;
    size_t left = size - KL_STATE_HEADER_SIZE;
    for (uint64_t number = 0; left >= KL_STATE_HEAD_SIZE; number++) {
        size_t length = kl_load_u32(chunk + 4);
        if (length > left - KL_STATE_HEAD_SIZE ||
            left - KL_STATE_HEAD_SIZE - length < KL_STATE_CHECKSUM_SIZE)
            return;
        if (kl_load_u32(chunk) == kl_state_tag_end && length == KL_STATE_END_LENGTH)
            kl_store_u64(chunk + KL_STATE_HEAD_SIZE, number);
        uint8_t *checksum = chunk + KL_STATE_HEAD_SIZE + length;
        kl_store_u64(checksum, kl_state_checksum(header, number, chunk, length));
        left -= KL_STATE_HEAD_SIZE + length + KL_STATE_CHECKSUM_SIZE;
        chunk = checksum + KL_STATE_CHECKSUM_SIZE;
    }
}
