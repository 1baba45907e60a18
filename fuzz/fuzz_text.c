/* SPDX-License-Identifier: Apache-2.0 */
/* Counting texts: any bytes are a text; parts add up to the whole to the byte; as many symbols are visited
 * as are counted. The first two bytes choose how to count, the rest is the text. */
#include <string.h>

#include <kullback/text.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "check.h"
#include "sample/state.h"

static kl_counts *count(const kl_text_options *options, const uint8_t *data, size_t size) {
    kl_text_counter *counter = NULL;
    kl_counts *counts = NULL;
    CHECK(kl_text_counter_new(options, &counter, NULL) == KL_OK);
    CHECK(kl_text_counter_add(counter, data, size, NULL) == KL_OK);
    CHECK(kl_text_counter_finish(counter, &counts, NULL) == KL_OK);
    kl_text_counter_free(counter);
    return counts;
}

static kl_counts *count_in_parts(kl_text_options options, uint64_t parts, const uint8_t *data,
                                 size_t size) {
    kl_counts *part[4] = {0}, *merged = NULL;
    options.parts = parts;
    for (uint64_t i = 0; i < parts; i++) {
        options.part = i + 1;
        part[i] = count(&options, data, size);
    }
    CHECK(kl_counts_merge((const kl_counts *const *)part, parts, &merged, NULL) == KL_OK);
    for (uint64_t i = 0; i < parts; i++)
        kl_counts_free(part[i]);
    return merged;
}

static void check_same(const kl_counts *a, const kl_counts *b) {
    kl_buffer first = {0}, second = {0};
    CHECK(kl_counts_write(a, kl_sink_memory(&first), NULL) == KL_OK);
    CHECK(kl_counts_write(b, kl_sink_memory(&second), NULL) == KL_OK);
    CHECK(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
    kl_free(first.data);
    kl_free(second.data);
}

typedef struct tour {
    uint64_t symbols, offset;
    size_t size;
    kl_symbols kind;
} tour;

static kl_status visit(void *context, const char *symbol, size_t length, uint64_t offset,
                       kl_error *error) {
    (void)error;
    tour *t = context;
    CHECK(length > 0 && offset < t->size && offset >= t->offset);
    CHECK(t->kind == KL_SYMBOLS_BYTES ||
          kl_utf8_bad_bytes((const unsigned char *)symbol, length) == 0);
    t->symbols++;
    t->offset = offset;
    return KL_OK;
}

static void check_visit(const kl_counts *counts, const kl_text_options *options,
                        const uint8_t *data, size_t size) {
    tour t = {0, 0, size, options->symbols};
    uint64_t bad = 0;
    CHECK(kl_text_visit(data, size, options->symbols, visit, &t, &bad, NULL) == KL_OK);
    uint64_t before = (uint64_t)options->order - 1;
    CHECK(kl_counts_total(counts) == (t.symbols > before ? t.symbols - before : 0));
    uint64_t expected = options->symbols == KL_SYMBOLS_BYTES ? 0 : kl_utf8_bad_bytes(data, size);
    CHECK(bad == expected && kl_counts_bad_bytes(counts) == expected);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2)
        return 0;
    static const kl_symbols kinds[] = {KL_SYMBOLS_BYTES, KL_SYMBOLS_LETTERS, KL_SYMBOLS_WORDS};
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = kinds[data[0] % 3];
    options.order = 1 + data[0] / 3 % KL_ORDER_MAX;
    uint64_t parts = 1 + data[1] % 4;
    data += 2;
    size -= 2;
    kl_counts *whole = count(&options, data, size);
    kl_counts *merged = count_in_parts(options, parts, data, size);
    check_same(whole, merged);
    check_visit(whole, &options, data, size);
    kl_counts_free(whole);
    kl_counts_free(merged);
    return 0;
}
