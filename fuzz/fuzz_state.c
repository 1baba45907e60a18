/* SPDX-License-Identifier: Apache-2.0 */
/* States of counts: what was read adds up, and written again it is the same bytes, for equal counts have
 * one form only. */
#include <math.h>
#include <string.h>

#include <kullback/sample.h>

#include "base/alloc.h"
#include "check.h"
#include "sample/state.h"

static void check_symbols(const kl_counts *counts) {
    const char *before = NULL;
    size_t before_length = 0;
    for (size_t i = 0; i < kl_counts_alphabet(counts); i++) {
        size_t length;
        const char *symbol = kl_counts_symbol(counts, i, &length);
        if (before) {
            size_t common = length < before_length ? length : before_length;
            int order = memcmp(before, symbol, common);
            CHECK(order < 0 || (order == 0 && before_length < length));
        }
        before = symbol;
        before_length = length;
    }
}

static void check_grams(const kl_counts *counts) {
    uint64_t total = 0;
    size_t order = (size_t)kl_counts_order(counts);
    CHECK(order >= 1 && order <= KL_ORDER_MAX);
    for (size_t g = 0; g < kl_counts_size(counts); g++) {
        CHECK(kl_counts_count(counts, g) > 0);
        total += kl_counts_count(counts, g);
        const uint32_t *gram = kl_counts_gram(counts, g);
        for (size_t i = 0; i < order; i++)
            CHECK(gram[i] < kl_counts_alphabet(counts));
        if (g > 0) {
            const uint32_t *before = gram - order;
            size_t i = 0;
            while (i < order && gram[i] == before[i])
                i++;
            CHECK(i < order && gram[i] > before[i]);
        }
    }
    CHECK(total == kl_counts_total(counts));
    CHECK(kl_counts_units(counts) <= KL_BAGS);
}

static void check_same_bytes(const kl_counts *counts, const uint8_t *data, size_t size) {
    kl_buffer bytes = {0};
    CHECK(kl_counts_write(counts, kl_sink_memory(&bytes), NULL) == KL_OK);
    CHECK(bytes.size == size && memcmp(bytes.data, data, size) == 0);
    kl_free(bytes.data);
}

/* Twice the counts, and the entropy of both; only where the total has room for it. */
static void check_merge(const kl_counts *counts) {
    if (kl_counts_total(counts) == 0 || kl_counts_total(counts) > UINT64_MAX / 4 ||
        kl_counts_bad_bytes(counts) > UINT64_MAX / 4)
        return;
    const kl_counts *both[] = {counts, counts};
    kl_counts *twice = NULL;
    CHECK(kl_counts_merge(both, 2, &twice, NULL) == KL_OK);
    CHECK(kl_counts_total(twice) == 2 * kl_counts_total(counts));
    CHECK(kl_counts_size(twice) == kl_counts_size(counts));
    kl_estimate once, doubled;
    CHECK(kl_counts_entropy(counts, KL_METHOD_PLUGIN, NULL, &once, NULL) == KL_OK);
    CHECK(kl_counts_entropy(twice, KL_METHOD_PLUGIN, NULL, &doubled, NULL) == KL_OK);
    CHECK(once.value >= 0 && isfinite(once.value));
    /* The same shares; counts above 2^53 are rounded on the way, one by one. */
    CHECK(fabs(once.value - doubled.value) <= 1e-9 * (1 + once.value));
    kl_counts_free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_counts *counts = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_counts_parse(data, size, &counts, &error);
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        CHECK_ERROR(status, error);
        CHECK(error.offset >= 0 && (uint64_t)error.offset <= size);
        CHECK(!counts);
        return 0;
    }
    check_symbols(counts);
    check_grams(counts);
    check_same_bytes(counts, data, size);
    check_merge(counts);
    kl_counts_free(counts);
    return 0;
}
