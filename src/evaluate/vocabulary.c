/* SPDX-License-Identifier: Apache-2.0 */
/* The text of tokens, from the files that tokenizers come in. */
#include "evaluate/vocabulary.h"

#include <string.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/crc64.h"
#include "base/error.h"
#include "base/little_endian.h"
#include "base/state.h"
#include "evaluate/pieces.h"
#include "io/excerpt.h"
#include "io/json.h"

#ifdef KL_HAVE_JANSSON
#include <jansson.h>
#endif

struct kl_vocabulary {
    size_t n;
    size_t *end; /* of token i, in bytes */
    size_t *begin;
    kl_buffer text;
};

static kl_status add(kl_vocabulary *vocabulary, size_t token, const char *piece, size_t size,
                     kl_piece_style style, kl_error *error) {
    vocabulary->begin[token] = vocabulary->text.size;
    kl_status status = kl_piece_decode(piece, size, style, &vocabulary->text, error);
    vocabulary->end[token] = vocabulary->text.size;
    return status;
}

/* ── Text, one token a line ───────────────────────────────────────────────────────────────────── */

static kl_status from_lines(kl_vocabulary *vocabulary, const char *data, size_t size,
                            kl_error *error) {
    size_t token = 0;
    for (size_t i = 0; i < size; token++) {
        const char *newline = memchr(data + i, '\n', size - i);
        size_t length = newline ? (size_t)(newline - data) - i : size - i, skip = length + 1;
        if (length > 0 && data[i + length - 1] == '\r')
            length--;
        if (token < vocabulary->n) {
            kl_status status = add(vocabulary, token, data + i, length, KL_PIECE_SENTENCE, error);
            if (status != KL_OK)
                return status;
        }
        i += skip;
    }
    if (token != vocabulary->n)
        return kl_fail(error, KL_ERROR_MISMATCH, "has %zu lines, the vocabulary is %zu", token,
                       vocabulary->n);
    return KL_OK;
}

/* ── llama2.c: u32 longest piece; for each token f32 score, u32 length, bytes ─────────────────── */

enum { PIECE_HEADER = 8 };

static int is_llama2(const unsigned char *data, size_t size) {
    if (size < 4 + PIECE_HEADER)
        return 0;
    uint32_t longest = kl_load_u32(data), first = kl_load_u32(data + 8);
    return longest < 65536 && first <= longest && memchr(data, 0, 4) != NULL;
}

static kl_status from_llama2(kl_vocabulary *vocabulary, const unsigned char *data, size_t size,
                             kl_error *error) {
    size_t at = 4;
    for (size_t token = 0; token < vocabulary->n; token++) {
        if (size - at < PIECE_HEADER || size - at - PIECE_HEADER < kl_load_u32(data + at + 4))
            return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)token, (int64_t)at,
                              "ends at byte %zu inside token %zu of %zu", size, token,
                              vocabulary->n);
        size_t length = kl_load_u32(data + at + 4);
        kl_status status = add(vocabulary, token, (const char *)data + at + PIECE_HEADER, length,
                               KL_PIECE_SENTENCE, error);
        if (status != KL_OK)
            return status;
        at += PIECE_HEADER + length;
    }
    if (at != size)
        return kl_fail_at(error, KL_ERROR_MISMATCH, -1, (int64_t)at,
                          "has more than the %zu tokens of the vocabulary", vocabulary->n);
    return KL_OK;
}

/* ── JSON: {"piece": id, …}, also inside "model": {"vocab": …} ────────────────────────────────── */

#ifdef KL_HAVE_JANSSON
/* A step of a tokenizer, or one of those that it is a sequence of. */
static int is_byte_level(const json_t *step) {
    static const char *const sequences[] = {"decoders", "pretokenizers"};
    const char *type = json_string_value(json_object_get(step, "type"));
    if (type != NULL && strcmp(type, "ByteLevel") == 0)
        return 1;
    for (int k = 0; k < 2; k++) {
        size_t index;
        json_t *part;
        json_array_foreach(json_object_get(step, sequences[k]), index, part) {
            if (is_byte_level(part))
                return 1;
        }
    }
    return 0;
}

/* By the tokenizer, where it is told; else by which sign stands for a blank at the begin of pieces. */
static kl_piece_style style_of(const json_t *root, json_t *pieces) {
    const json_t *decoder = json_object_get(root, "decoder"),
                 *before = json_object_get(root, "pre_tokenizer");
    if (json_is_object(decoder) || json_is_object(before))
        return is_byte_level(decoder) || is_byte_level(before) ? KL_PIECE_BYTES : KL_PIECE_SENTENCE;
    int has_bytes = 0, has_sentence = 0;
    const char *piece;
    json_t *id;
    json_object_foreach(pieces, piece, id) {
        has_bytes |= strncmp(piece, "\xC4\xA0", 2) == 0;        /* Ġ */
        has_sentence |= strncmp(piece, "\xE2\x96\x81", 3) == 0; /* ▁ */
    }
    return has_bytes && !has_sentence ? KL_PIECE_BYTES : KL_PIECE_SENTENCE;
}

static kl_status from_object(kl_vocabulary *vocabulary, const json_t *root, json_t *pieces,
                             kl_error *error) {
    kl_piece_style style = style_of(root, pieces);
    const char *piece;
    char shown[KL_EXCERPT_SIZE];
    json_t *id;
    json_object_foreach(pieces, piece, id) {
        if (!json_is_integer(id) || json_integer_value(id) < 0)
            return kl_fail(error, KL_ERROR_FORMAT, "the id of %s is no integer from 0 on",
                           kl_excerpt(piece, strlen(piece), shown));
        uint64_t token = (uint64_t)json_integer_value(id);
        if (token >= vocabulary->n)
            return kl_fail(error, KL_ERROR_MISMATCH, "%s has id %llu, the vocabulary is %zu",
                           kl_excerpt(piece, strlen(piece), shown), (unsigned long long)token,
                           vocabulary->n);
        kl_status status = add(vocabulary, (size_t)token, piece, strlen(piece), style, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

/* [{"id": …, "content": …}, …]: tokens beside the pieces; they are text as they stand. */
static kl_status add_special(kl_vocabulary *vocabulary, json_t *added, kl_error *error) {
    size_t index;
    json_t *token;
    json_array_foreach(added, index, token) {
        json_t *id = json_object_get(token, "id"), *content = json_object_get(token, "content");
        if (!json_is_integer(id) || !json_is_string(content) || json_integer_value(id) < 0 ||
            (uint64_t)json_integer_value(id) >= vocabulary->n)
            return kl_fail(error, KL_ERROR_FORMAT,
                           "added_tokens[%zu] has no id below %zu with a content", index,
                           vocabulary->n);
        size_t at = (size_t)json_integer_value(id);
        vocabulary->begin[at] = vocabulary->text.size;
        kl_status status = kl_buffer_append(&vocabulary->text, json_string_value(content),
                                            json_string_length(content), error);
        vocabulary->end[at] = vocabulary->text.size;
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

static kl_status from_json(kl_vocabulary *vocabulary, const char *data, size_t size,
                           kl_error *error) {
    json_t *root = NULL;
    kl_status status = kl_json_parse(data, size, 0, 1, 0, &root, error);
    if (status != KL_OK)
        return status;
    json_t *model = json_object_get(root, "model"), *pieces = json_object_get(model, "vocab");
    if (pieces == NULL)
        pieces = root;
    if (json_is_object(pieces))
        status = from_object(vocabulary, root, pieces, error);
    if (status == KL_OK && json_is_object(pieces))
        status = add_special(vocabulary, json_object_get(root, "added_tokens"), error);
    if (!json_is_object(pieces))
        status = kl_fail(error, KL_ERROR_FORMAT,
                         "is JSON, but no object of piece and id, nor one in model.vocab");
    json_decref(root);
    return status;
}
#else
static kl_status from_json(kl_vocabulary *vocabulary, const char *data, size_t size,
                           kl_error *error) {
    (void)vocabulary, (void)data, (void)size;
    return kl_json_available(error);
}
#endif

/* ── The object ───────────────────────────────────────────────────────────────────────────────── */

static kl_status fill(kl_vocabulary *vocabulary, const unsigned char *data, size_t size,
                      kl_error *error) {
    size_t i = 0;
    while (i < size && (data[i] == ' ' || data[i] == '\n' || data[i] == '\r' || data[i] == '\t'))
        i++;
    if (i + 1 < size && data[i] == '{' && memchr(data + i, ':', size - i))
        return from_json(vocabulary, (const char *)data, size, error);
    if (is_llama2(data, size))
        return from_llama2(vocabulary, data, size, error);
    return from_lines(vocabulary, (const char *)data, size, error);
}

kl_status kl_vocabulary_parse(const void *data, size_t size, uint64_t n, kl_vocabulary **out,
                              kl_error *error) {
    kl_status status = KL_OK;
    *out = NULL;
    kl_vocabulary *vocabulary = kl_alloc_zero(1, sizeof *vocabulary);
    if (vocabulary != NULL) {
        vocabulary->n = (size_t)n;
        vocabulary->begin = kl_alloc_zero((size_t)n, sizeof *vocabulary->begin);
        vocabulary->end = kl_alloc_zero((size_t)n, sizeof *vocabulary->end);
    }
    if (vocabulary == NULL || vocabulary->begin == NULL || vocabulary->end == NULL)
        status = kl_fail_memory(error, "a vocabulary", (size_t)n * 2 * sizeof(size_t));
    else
        status = fill(vocabulary, data, size, error);
    if (status == KL_OK)
        *out = vocabulary;
    else
        kl_vocabulary_free(vocabulary);
    return status;
}

kl_status kl_vocabulary_open(const char *path, uint64_t n, kl_vocabulary **out, kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_vocabulary_open: path and out must not be NULL");
    *out = NULL;
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_vocabulary_parse(kl_bytes_data(bytes), kl_bytes_size(bytes), n, out, error);
    kl_bytes_close(bytes);
    return status == KL_OK ? status : kl_fail_prefix(error, status, path);
}

void kl_vocabulary_free(kl_vocabulary *vocabulary) {
    if (vocabulary == NULL)
        return;
    kl_free(vocabulary->begin);
    kl_free(vocabulary->end);
    kl_free(vocabulary->text.data);
    kl_free(vocabulary);
}

const char *kl_vocabulary_text(const kl_vocabulary *vocabulary, int64_t token, size_t *size) {
    if (token < 0 || (uint64_t)token >= vocabulary->n ||
        vocabulary->end[token] == vocabulary->begin[token]) {
        *size = 0;
        return "";
    }
    *size = vocabulary->end[token] - vocabulary->begin[token];
    return (const char *)vocabulary->text.data + vocabulary->begin[token];
}

uint64_t kl_vocabulary_hash(const kl_vocabulary *vocabulary, uint64_t tokens) {
    uint64_t hash = 0;
    for (uint64_t token = 0; token < tokens; token++) {
        size_t size;
        uint8_t length[4];
        const char *text = kl_vocabulary_text(vocabulary, (int64_t)token, &size);
        kl_store_u32(length, (uint32_t)size);
        hash = kl_crc64(kl_crc64(hash, length, sizeof length), text, size);
    }
    return hash;
}
