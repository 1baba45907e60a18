/* SPDX-License-Identifier: Apache-2.0 */
/* kl_code_decode: the text back from its bits, or what is wrong with them. */
#include <kullback/compare.h>
#include <kullback/information.h>

#include "base/alloc.h"
#include "base/error.h"
#include "compare/code_file.h"
#include "compare/code_model.h"
#include "sample/counts.h"

#include <string.h>

typedef struct code_head {
    uint64_t count;
    uint64_t checksum_symbols;
} code_head;

static kl_status check_head(kl_state_reader *reader, const kl_counts *with, const uint8_t shape[3],
                            uint64_t checksum_counts, kl_error *error) {
    if (shape[0] > KL_CODE_VERSION) {
        return kl_fail(error, KL_ERROR_VERSION,
                       "coded by a newer Kullback (layout %u, this one knows %d)", shape[0],
                       KL_CODE_VERSION);
    }
    if (shape[0] == 0 || shape[1] > KL_SYMBOLS_TOKENS || shape[2] < 1 || shape[2] > KL_ORDER_MAX)
        return kl_state_refuse(reader, error, "no layout, symbols or order of a coded text");
    if (shape[1] != kl_counts_symbols(with) || shape[2] != kl_counts_order(with)) {
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "coded in %ss of order %u; these counts are of %ss in order %d",
                       kl_symbols_noun((kl_symbols)shape[1]), shape[2],
                       kl_symbols_noun(kl_counts_symbols(with)), kl_counts_order(with));
    }
    if (checksum_counts != kl_code_checksum_counts(with)) {
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "coded with another distribution than this one (checksums %016llx and "
                       "%016llx)",
                       (unsigned long long)checksum_counts,
                       (unsigned long long)kl_code_checksum_counts(with));
    }
    return KL_OK;
}

static kl_status read_unseen(kl_state_reader *reader, kl_code_alphabet *alphabet, uint64_t unseen,
                             kl_error *error) {
    kl_buffer name = {0};
    kl_status status = KL_OK;
    for (uint64_t i = 0; status == KL_OK && i < unseen; i++) {
        uint64_t length = 0;
        uint32_t symbol = 0;
        const size_t before = alphabet->n;
        name.size = 0;
        status = kl_state_get_varint(reader, &length, error);
        if (status == KL_OK && length == 0)
            status = kl_state_refuse(reader, error, "a symbol without a name");
        if (status == KL_OK)
            status = kl_state_get_append(reader, &name, length, error);
        if (status == KL_OK) {
            status = kl_code_alphabet_add(alphabet, (const char *)name.data, (size_t)length,
                                          &symbol, error);
        }
        if (status == KL_OK && alphabet->n == before)
            status = kl_state_refuse(reader, error, "a symbol said to be unseen was seen before");
    }
    kl_free(name.data);
    return status;
}

static kl_status read_head(kl_state_reader *reader, kl_code_alphabet *alphabet, code_head *head,
                           kl_error *error) {
    uint8_t shape[3] = {0, 0, 0}; /* layout, symbols, order */
    uint64_t checksum_counts = 0, unseen = 0;
    kl_state_expect(reader, KL_CODE_HEAD, error);
    for (int i = 0; i < 3; i++)
        kl_state_get_u8(reader, &shape[i], error);
    kl_state_get_varint(reader, &head->count, error);
    kl_state_get_u64(reader, &checksum_counts, error);
    kl_state_get_u64(reader, &head->checksum_symbols, error);
    kl_status status = kl_state_get_varint(reader, &unseen, error);
    if (status == KL_OK)
        status = check_head(reader, alphabet->counts, shape, checksum_counts, error);
    return status == KL_OK ? read_unseen(reader, alphabet, unseen, error) : status;
}

static kl_status read_bits(kl_state_reader *reader, kl_buffer *bits, kl_error *error) {
    kl_status status = kl_state_expect(reader, KL_CODE_BITS, error);
    int more = 0;
    while (status == KL_OK && (status = kl_state_more(reader, &more, error)) == KL_OK && more) {
        uint8_t byte;
        status = kl_state_get_u8(reader, &byte, error);
        if (status == KL_OK)
            status = kl_buffer_append(bits, &byte, 1, error);
    }
    return status == KL_OK ? kl_state_end(reader, error) : status;
}

static kl_status append_symbol(kl_buffer *text, const kl_code_alphabet *alphabet, uint32_t symbol,
                               kl_error *error) {
    size_t length;
    const char *bytes = kl_code_alphabet_symbol(alphabet, symbol, &length);
    kl_status status = KL_OK;
    if (kl_symbols_spaced(kl_counts_symbols(alphabet->counts)) && text->size > 0)
        status = kl_buffer_append(text, " ", 1, error);
    return status == KL_OK ? kl_buffer_append(text, bytes, length, error) : status;
}

/* The last symbols, as far back as a model looks. */
typedef struct history {
    uint32_t symbol[KL_ORDER_MAX];
    size_t n;
} history;

static void remember(history *past, uint32_t symbol) {
    if (past->n == KL_ORDER_MAX) {
        memmove(past->symbol, past->symbol + 1, (KL_ORDER_MAX - 1) * sizeof *past->symbol);
        past->n--;
    }
    past->symbol[past->n++] = symbol;
}

static kl_status decode_symbol(kl_decoder *decoder, kl_code_model *model, history *past,
                               uint32_t *symbol, kl_error *error) {
    const uint32_t *start;
    kl_status status = kl_code_model_after(model, past->symbol, past->n, &start, error);
    if (status != KL_OK)
        return status;
    *symbol = kl_code_model_find(model, start, kl_decoder_peek(decoder));
    remember(past, *symbol);
    return kl_decoder_take(decoder, start[*symbol], start[*symbol + 1] - start[*symbol], error);
}

static kl_status decode_symbols(const kl_buffer *bits, const kl_code_alphabet *alphabet,
                                kl_code_model *model, const code_head *head, kl_buffer *text,
                                kl_error *error) {
    kl_decoder decoder;
    kl_decoder_init(&decoder, bits->data, bits->size);
    history past = {{0}, 0};
    uint64_t checksum = 0;
    kl_status status = KL_OK;
    for (uint64_t i = 0; status == KL_OK && i < head->count; i++) {
        uint32_t symbol;
        status = decode_symbol(&decoder, model, &past, &symbol, error);
        if (status == KL_OK) {
            size_t length;
            const char *bytes = kl_code_alphabet_symbol(alphabet, symbol, &length);
            checksum = kl_code_checksum_symbol(checksum, bytes, length);
            status = append_symbol(text, alphabet, symbol, error);
        }
    }
    if (status == KL_OK && checksum != head->checksum_symbols) {
        return kl_fail(error, KL_ERROR_FORMAT,
                       "damaged: what was decoded does not have the checksum of what was coded");
    }
    return status;
}

static kl_status decode(const uint8_t *bytes, size_t bytes_size, kl_code_alphabet *alphabet,
                        kl_buffer *text, kl_error *error) {
    kl_view view = {bytes, bytes_size, 0};
    kl_state_reader *reader = NULL;
    kl_buffer bits = {0};
    kl_code_model *model = NULL;
    code_head head = {0, 0};
    kl_status status = kl_state_reader_new(kl_source_memory(&view), KL_STATE_CODE, &reader, error);
    if (status == KL_OK)
        status = read_head(reader, alphabet, &head, error);
    if (status == KL_OK)
        status = read_bits(reader, &bits, error);
    kl_state_reader_free(reader);
    if (status == KL_OK && head.count > 0)
        status = kl_code_model_new(alphabet, &model, error);
    if (status == KL_OK && head.count > 0)
        status = decode_symbols(&bits, alphabet, model, &head, text, error);
    kl_code_model_free(model);
    kl_free(bits.data);
    return status;
}

kl_status kl_code_decode(const uint8_t *bytes, size_t bytes_size, const kl_counts *with,
                         char **data, size_t *size, kl_error *error) {
    if (bytes == NULL || with == NULL || data == NULL || size == NULL) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_code_decode needs coded bytes, counts and a result");
    }
    *data = NULL;
    *size = 0;
    kl_code_alphabet alphabet;
    kl_status status = kl_code_alphabet_init(&alphabet, with, error);
    if (status != KL_OK)
        return status;
    kl_buffer text = {0};
    status = decode(bytes, bytes_size, &alphabet, &text, error);
    kl_code_alphabet_clear(&alphabet);
    if (status == KL_OK && text.data == NULL)
        status = kl_fail(error, KL_ERROR_FORMAT, "a coded text without a single symbol");
    if (status != KL_OK) {
        kl_free(text.data);
        return status == KL_ERROR_MEMORY ? status : kl_fail_input(error, status, 0);
    }
    *data = (char *)text.data;
    *size = text.size;
    return KL_OK;
}
