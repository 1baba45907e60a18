/* SPDX-License-Identifier: Apache-2.0 */
/* kl_code_encode: a text as the bits that another text's distribution makes of it. */
#include <kullback/compare.h>
#include <kullback/information.h>

#include "base/alloc.h"
#include "base/error.h"
#include "compare/code_file.h"
#include "compare/code_model.h"

#include <string.h>

/* The symbols of the text by their numbers in the union, and their checksum. */
typedef struct sequence {
    kl_code_alphabet *alphabet;
    uint32_t *symbol;
    size_t n, room;
    uint64_t checksum;
} sequence;

static kl_status visit(void *context, const char *symbol, size_t length, uint64_t byte_offset,
                       kl_error *error) {
    (void)byte_offset;
    sequence *s = context;
    if (s->n == s->room) {
        const size_t room = 2 * s->room + 4096;
        uint32_t *grown = kl_realloc(s->symbol, room, sizeof *grown);
        if (grown == NULL)
            return kl_fail_memory(error, "the symbols of a text", room * sizeof *grown);
        s->symbol = grown;
        s->room = room;
    }
    s->checksum = kl_code_checksum_symbol(s->checksum, symbol, length);
    return kl_code_alphabet_add(s->alphabet, symbol, length, &s->symbol[s->n++], error);
}

static kl_status write_head(kl_state_writer *writer, const sequence *s, kl_error *error) {
    const kl_code_alphabet *alphabet = s->alphabet;
    kl_state_begin(writer, KL_CODE_HEAD, error);
    kl_state_put_u8(writer, KL_CODE_VERSION, error);
    kl_state_put_u8(writer, (uint8_t)kl_counts_symbols(alphabet->counts), error);
    kl_state_put_u8(writer, (uint8_t)kl_counts_order(alphabet->counts), error);
    kl_state_put_varint(writer, s->n, error);
    kl_state_put_u64(writer, kl_code_checksum_counts(alphabet->counts), error);
    kl_state_put_u64(writer, s->checksum, error);
    /* A writer repeats its first failure, so the last call of a run is the one to look at. */
    kl_status status = kl_state_put_varint(writer, alphabet->n - alphabet->known, error);
    for (size_t i = alphabet->known; status == KL_OK && i < alphabet->n; i++) {
        size_t length;
        const char *symbol = kl_code_alphabet_symbol(alphabet, i, &length);
        kl_state_put_varint(writer, length, error);
        status = kl_state_put_bytes(writer, symbol, length, error);
    }
    return status;
}

static kl_status encode_symbols(kl_encoder *encoder, const sequence *s, kl_code_model *model,
                                kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < s->n; i++) {
        const uint32_t *start;
        status = kl_code_model_after(model, s->symbol, i, &start, error);
        if (status == KL_OK) {
            const uint32_t symbol = s->symbol[i];
            status =
                kl_encoder_put(encoder, start[symbol], start[symbol + 1] - start[symbol], error);
        }
    }
    return status;
}

static kl_status write_file(const sequence *s, const uint8_t *bits, size_t bits_size,
                            kl_buffer *file, kl_error *error) {
    kl_state_writer *writer = NULL;
    kl_status status = kl_state_writer_new(kl_sink_memory(file), KL_STATE_CODE, &writer, error);
    if (status == KL_OK)
        status = write_head(writer, s, error);
    if (status == KL_OK) {
        kl_state_begin(writer, KL_CODE_BITS, error);
        status = kl_state_put_bytes(writer, bits, bits_size, error);
    }
    if (status == KL_OK)
        status = kl_state_finish(writer, error);
    kl_state_writer_free(writer);
    return status;
}

static kl_status encode(const sequence *s, kl_buffer *file, size_t *bits_size, kl_error *error) {
    kl_code_model *model = NULL;
    kl_encoder *encoder = NULL;
    kl_status status = kl_code_model_new(s->alphabet, &model, error);
    if (status == KL_OK)
        status = kl_encoder_new(&encoder, error);
    if (status == KL_OK)
        status = encode_symbols(encoder, s, model, error);
    const uint8_t *bits = NULL;
    if (status == KL_OK)
        status = kl_encoder_finish(encoder, &bits, bits_size, error);
    if (status == KL_OK)
        status = write_file(s, bits, *bits_size, file, error);
    kl_encoder_free(encoder);
    kl_code_model_free(model);
    return status;
}

kl_status kl_code_encode(const void *data, size_t size, const kl_counts *with, uint8_t **bytes,
                         size_t *bytes_size, uint64_t *symbols, uint64_t *header_size,
                         kl_error *error) {
    if ((data == NULL && size > 0) || with == NULL || bytes == NULL || bytes_size == NULL) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_code_encode needs a text, counts and a result");
    }
    *bytes = NULL;
    *bytes_size = 0;
    if (kl_counts_symbols(with) == KL_SYMBOLS_NAMES) {
        kl_fail(error, KL_ERROR_MISMATCH,
                "a text is coded with counts of bytes, letters or words, not of names");
        return kl_fail_input(error, KL_ERROR_MISMATCH, 1);
    }
    kl_code_alphabet alphabet;
    kl_status status = kl_code_alphabet_init(&alphabet, with, error);
    if (status != KL_OK)
        return status;
    sequence s = {.alphabet = &alphabet};
    kl_buffer file = {0};
    size_t bits_size = 0;
    uint64_t bad_bytes = 0;
    status = kl_text_visit(data, size, kl_counts_symbols(with), visit, &s, &bad_bytes, error);
    if (status == KL_OK && s.n == 0) {
        kl_fail(error, KL_ERROR_VALUE, "not a single %s to be coded",
                kl_symbols_noun(kl_counts_symbols(with)));
        status = kl_fail_input(error, KL_ERROR_VALUE, 0);
    }
    if (status == KL_OK)
        status = encode(&s, &file, &bits_size, error);
    kl_free(s.symbol);
    kl_code_alphabet_clear(&alphabet);
    if (status != KL_OK) {
        kl_free(file.data);
        return status;
    }
    *bytes = file.data;
    *bytes_size = file.size;
    if (symbols != NULL)
        *symbols = s.n;
    if (header_size != NULL)
        *header_size = file.size - bits_size;
    return KL_OK;
}
