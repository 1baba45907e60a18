/* SPDX-License-Identifier: Apache-2.0 */
/* Coded texts: any bytes decode to symbols or to an error, and a text that was coded comes back symbol
 * by symbol. The first byte chooses symbols, order and direction, the rest is the code or the text. */
#include <string.h>

#include <kullback/compare.h>

#include "check.h"

static const char model_text[] =
    "All human beings are born free and equal in dignity and rights. They are endowed with reason "
    "and conscience and should act towards one another in a spirit of brotherhood.";

static kl_counts *count_model(kl_symbols symbols, int order) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols;
    options.order = order;
    kl_text_counter *counter = NULL;
    kl_counts *counts = NULL;
    CHECK(kl_text_counter_new(&options, &counter, NULL) == KL_OK);
    CHECK(kl_text_counter_add(counter, model_text, sizeof model_text - 1, NULL) == KL_OK);
    CHECK(kl_text_counter_finish(counter, &counts, NULL) == KL_OK);
    kl_text_counter_free(counter);
    return counts;
}

/* Symbols of a text, each with a byte before it that no symbol of letters or words has. */
typedef struct sequence {
    char *text;
    size_t size, capacity;
    uint64_t symbols;
} sequence;

static kl_status collect(void *context, const char *symbol, size_t length, uint64_t offset,
                         kl_error *error) {
    (void)offset;
    (void)error;
    sequence *s = context;
    if (s->capacity - s->size < length + 1) {
        s->capacity = 2 * s->capacity + length + 1;
        s->text = realloc(s->text, s->capacity);
        CHECK(s->text);
    }
    s->text[s->size++] = '\0';
    memcpy(s->text + s->size, symbol, length);
    s->size += length;
    s->symbols++;
    return KL_OK;
}

static sequence symbols_of(const void *data, size_t size, kl_symbols symbols) {
    sequence s = {0};
    CHECK(kl_text_visit(data, size, symbols, collect, &s, NULL, NULL) == KL_OK);
    return s;
}

static void decode_anything(const kl_counts *with, const uint8_t *data, size_t size) {
    char *text = NULL;
    size_t text_size = 0;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_code_decode(data, size, with, &text, &text_size, &error);
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION ||
              status == KL_ERROR_MISMATCH);
        CHECK_ERROR(status, error);
        CHECK(!text);
        return;
    }
    CHECK(text || text_size == 0);
    kl_memory_free(text);
}

static void encode_and_decode(const kl_counts *with, const uint8_t *data, size_t size) {
    uint8_t *bytes = NULL;
    size_t bytes_size = 0, text_size = 0;
    uint64_t symbols = 0, header = 0;
    char *text = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_symbols kind = kl_counts_symbols(with);
    sequence in = symbols_of(data, size, kind);
    kl_status status =
        kl_code_encode(data, size, with, &bytes, &bytes_size, &symbols, &header, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(in.symbols == 0); /* nothing to code; any other text has a code */
        free(in.text);
        return;
    }
    CHECK(symbols == in.symbols && header <= bytes_size);
    CHECK(kl_code_decode(bytes, bytes_size, with, &text, &text_size, &error) == KL_OK);
    sequence out = symbols_of(text, text_size, kind);
    CHECK(in.size == out.size && (in.size == 0 || memcmp(in.text, out.text, in.size) == 0));
    free(in.text);
    free(out.text);
    kl_memory_free(text);
    kl_memory_free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    static const kl_symbols kinds[] = {KL_SYMBOLS_BYTES, KL_SYMBOLS_LETTERS, KL_SYMBOLS_WORDS};
    /* Counted once: it is the same for every input. */
    static kl_counts *models[3][3];
    size_t kind = data[0] / 2 % 3, order = data[0] / 6 % 3;
    kl_counts **model = &models[kind][order];
    if (!*model)
        *model = count_model(kinds[kind], (int)order + 1);
    const kl_counts *with = *model;
    if (data[0] % 2)
        decode_anything(with, data + 1, size - 1);
    else
        encode_and_decode(with, data + 1, size - 1);
    return 0;
}
