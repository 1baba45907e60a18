/* SPDX-License-Identifier: Apache-2.0 */
/* Compact files of predictions, as they are and with their checksums made true: what opens has entries and rows that
 * are what they say, or the row is refused with its place. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "evaluate/compact_format.h"
#include "evaluate/logits.h"

/* The hash of the text, of the targets in the index. */
static void repair_hash(uint8_t *data, size_t size) {
    uint64_t rows = kl_load_u64(data + 16), hash = 0;
    size_t left = size - KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM;
    if (rows > left / KL_COMPACT_ENTRY)
        return;
    const uint8_t *entry = data + size - KL_COMPACT_CHECKSUM - (size_t)rows * KL_COMPACT_ENTRY;
    for (uint64_t k = 0; k < rows; k++, entry += KL_COMPACT_ENTRY)
        hash = kl_crc64(hash, entry + 4, 4);
    kl_store_u64(data + 40, hash);
}

/* The reader's own checksums, where the places that the file claims lie in it. */
static void repair(uint8_t *data, size_t size) {
    if (size < KL_COMPACT_HEADER + 2 * KL_COMPACT_CHECKSUM)
        return;
    repair_hash(data, size);
    uint64_t header = kl_crc64(0, data, KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM);
    kl_store_u64(data + KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM, header);
    size_t left = size - KL_COMPACT_HEADER, model = kl_load_u32(data + 56);
    if (model < KL_COMPACT_CHECKSUM || model > left)
        return;
    uint8_t *row = data + KL_COMPACT_HEADER + model;
    kl_store_u64(row - KL_COMPACT_CHECKSUM,
                 kl_crc64(header, data + KL_COMPACT_HEADER, model - KL_COMPACT_CHECKSUM));
    uint64_t rows = kl_load_u64(data + 16);
    left -= model;
    if (left < KL_COMPACT_CHECKSUM || rows > (left - KL_COMPACT_CHECKSUM) / KL_COMPACT_ENTRY)
        return;
    size_t index_size = (size_t)rows * KL_COMPACT_ENTRY;
    uint8_t *end = data + size - KL_COMPACT_CHECKSUM, *index = end - index_size;
    kl_store_u64(end, kl_crc64(header, index, index_size));
    for (uint64_t k = 0; k < rows; k++) {
        size_t bytes = kl_load_u32(index + k * KL_COMPACT_ENTRY);
        if (bytes < KL_COMPACT_CHECKSUM || bytes > (size_t)(index - row))
            return;
        row += bytes;
        bytes -= KL_COMPACT_CHECKSUM;
        kl_store_u64(row - KL_COMPACT_CHECKSUM,
                     kl_compact_row_checksum(k, row - KL_COMPACT_CHECKSUM - bytes, bytes));
    }
}

#ifdef KL_FUZZ
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 8 != 0)
        repair(data, size);
    return size;
}
#endif

static void check_failure(kl_status status, const kl_error *error, size_t size) {
    CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION || status == KL_ERROR_MEMORY);
    CHECK_ERROR(status, *error);
    CHECK(status == KL_ERROR_MEMORY || (error->offset >= 0 && (uint64_t)error->offset <= size));
}

static void check_entry(const kl_logits *logits, uint64_t row) {
    kl_row_storage stored = kl_logits_storage(logits, row);
    int64_t target = kl_logits_target(logits, row);
    CHECK(target >= -1 && target < (int64_t)logits->shape.vocabulary);
    CHECK(isnan(stored.loss) == (target < 0) && isfinite(stored.entropy));
    CHECK(stored.slack >= 0 && stored.reach >= 0 && stored.total_variation >= 0);
}

static void check_units(const kl_logits *logits) {
    if (logits->unit_begin == NULL)
        return;
    CHECK(logits->unit_begin[0] == 0 && logits->unit_begin[logits->units] == logits->shape.rows);
    for (size_t k = 0; k < logits->units; k++)
        CHECK(logits->unit_begin[k] < logits->unit_begin[k + 1]);
}

static void check_rows(const kl_logits *logits, size_t size) {
    size_t vocabulary = (size_t)logits->shape.vocabulary;
    double *out = kl_alloc(vocabulary, sizeof *out);
    CHECK(out);
    for (uint64_t row = 0; row < logits->shape.rows; row++) {
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_logits_read(logits, row, out, &error);
        if (status != KL_OK)
            check_failure(status, &error, size);
        for (size_t i = 0; status == KL_OK && i < vocabulary; i++)
            CHECK(out[i] <= 0);
        check_entry(logits, row);
    }
    kl_free(out);
}

static void check(const uint8_t *data, size_t size) {
    char name[] = "input";
    kl_logits logits = {.path = name};
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_compact_open(&logits, data, size, &error);
    if (status != KL_OK) {
        check_failure(status, &error, size);
    } else {
        check_units(&logits);
        check_rows(&logits, size);
    }
    kl_compact_close(logits.compact);
    kl_free(logits.unit_begin);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!kl_compact_is(data, size))
        return 0;
    check(data, size);
    uint8_t *copy = malloc(size);
    CHECK(copy);
    memcpy(copy, data, size);
    repair(copy, size);
    check(copy, size);
    free(copy);
    return 0;
}
