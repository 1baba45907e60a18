/* SPDX-License-Identifier: Apache-2.0 */
/* Symbols to numbers: letters by pages of code points, words by their spelling. */
#include "text/lexicon.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"

#include <string.h>

enum {
    FIRST_NAMES = 256,
    FIRST_SEQUENCES = 256,
    /* Segments that are remembered: short ones, and not without bound in a hostile text. */
    SEGMENT_CACHED = 32,
    SEGMENTS_CACHED = 1 << 16,
    /* Folding makes a word at most three times as long (U+0390: two bytes, three code points of
     * two; composed again where it can be). */
    WORD_FOLDED_MAX = 4 * KL_WORD_MAX
};

static kl_status out_of_memory(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the symbols of a text", bytes);
}

static kl_status add_name(kl_lexicon *lexicon, const char *owned, size_t length, uint32_t *id,
                          kl_error *error) {
    if (lexicon->size == lexicon->capacity) {
        size_t capacity = lexicon->capacity == 0 ? FIRST_NAMES : 2 * lexicon->capacity;
        kl_symbol_name *name = kl_realloc(lexicon->name, capacity, sizeof *name);
        if (name == NULL)
            return out_of_memory(error, capacity * sizeof *name);
        lexicon->name = name;
        lexicon->capacity = capacity;
    }
    kl_symbol_name added = {owned, length};
    *id = lexicon->size;
    lexicon->name[lexicon->size++] = added;
    return KL_OK;
}

static kl_status copy_name(kl_lexicon *lexicon, const void *bytes, size_t length, uint32_t *id,
                           kl_error *error) {
    const char *owned = kl_arena_copy(&lexicon->arena, bytes, length);
    return owned == NULL ? out_of_memory(error, length)
                         : add_name(lexicon, owned, length, id, error);
}

static int is_ascii_word(unsigned c) {
    return (c >= '0' && c <= '9') || ((c | 32u) >= 'a' && (c | 32u) <= 'z');
}

static void init_bytes(kl_lexicon *lexicon) {
    for (unsigned c = 0; c < 256; c++) {
        lexicon->byte_class[c] = c >= 0x80          ? KL_BYTE_HIGH
                                 : is_ascii_word(c) ? KL_BYTE_WORD
                                 : c == '\''        ? KL_BYTE_APOSTROPHE
                                                    : KL_BYTE_OTHER;
        if (c < 0x80)
            lexicon->ascii[c] = KL_CODE_UNKNOWN;
    }
}

static kl_status fill_new(kl_lexicon *lexicon, kl_error *error) {
    init_bytes(lexicon);
    if (lexicon->symbols == KL_SYMBOLS_WORDS) {
        lexicon->word = kl_alloc(WORD_FOLDED_MAX, 1);
        if (lexicon->word == NULL)
            return out_of_memory(error, WORD_FOLDED_MAX);
    }
    kl_status status = KL_OK;
    for (unsigned c = 0; lexicon->symbols == KL_SYMBOLS_BYTES && c < 256 && status == KL_OK; c++) {
        unsigned char byte = (unsigned char)c;
        uint32_t id;
        status = copy_name(lexicon, &byte, 1, &id, error);
    }
    return status;
}

kl_status kl_lexicon_new(kl_symbols symbols, kl_lexicon **out, kl_error *error) {
    kl_lexicon *lexicon = kl_alloc_zero(1, sizeof *lexicon);
    if (lexicon == NULL)
        return out_of_memory(error, sizeof *lexicon);
    lexicon->symbols = symbols;
    kl_status status = fill_new(lexicon, error);
    if (status != KL_OK) {
        kl_lexicon_free(lexicon);
        return status;
    }
    *out = lexicon;
    return KL_OK;
}

void kl_lexicon_free(kl_lexicon *lexicon) {
    if (lexicon == NULL)
        return;
    for (size_t i = 0; i < sizeof lexicon->page / sizeof *lexicon->page; i++)
        kl_free(lexicon->page[i]);
    kl_strings_free(&lexicon->segment);
    kl_strings_free(&lexicon->raw);
    kl_strings_free(&lexicon->folded);
    kl_arena_free(&lexicon->arena);
    kl_free(lexicon->sequence);
    kl_free(lexicon->word);
    kl_free(lexicon->name);
    kl_free(lexicon);
}

size_t kl_lexicon_bytes(const kl_lexicon *lexicon) {
    return lexicon->capacity * sizeof *lexicon->name + lexicon->arena.bytes +
           lexicon->pages * sizeof(kl_letter_page) +
           lexicon->sequence_capacity * sizeof *lexicon->sequence +
           kl_strings_bytes(&lexicon->segment) + kl_strings_bytes(&lexicon->raw) +
           kl_strings_bytes(&lexicon->folded);
}

/* ── Letters ────────────────────────────────────────────────────────────────────────────────────
 */

static kl_status page_of(kl_lexicon *lexicon, uint32_t code_point, kl_letter_page **out,
                         kl_error *error) {
    kl_letter_page **slot = &lexicon->page[code_point >> 8];
    if (*slot == NULL) {
        kl_letter_page *page = kl_alloc(1, sizeof *page);
        if (page == NULL)
            return out_of_memory(error, sizeof *page);
        for (uint32_t i = 0; i < 256; i++) {
            page->code[i] = page->id[i] = KL_CODE_UNKNOWN;
            page->class[i] = (uint8_t)kl_fold_class((code_point & ~UINT32_C(255)) | i);
        }
        lexicon->pages++;
        *slot = page;
    }
    *out = *slot;
    return KL_OK;
}

kl_status kl_lexicon_class(kl_lexicon *lexicon, uint32_t code_point, unsigned *class,
                           kl_error *error) {
    kl_letter_page *page;
    kl_status status = page_of(lexicon, code_point, &page, error);
    if (status == KL_OK)
        *class = page->class[code_point & 255];
    return status;
}

static kl_status letter_id(kl_lexicon *lexicon, kl_letter_page *page, uint32_t code_point,
                           uint32_t *id, kl_error *error) {
    uint32_t *known = &page->id[code_point & 255];
    if (*known == KL_CODE_UNKNOWN) {
        unsigned char bytes[4];
        size_t length = kl_utf8_encode(code_point, bytes);
        uint32_t fresh;
        kl_status status = copy_name(lexicon, bytes, length, &fresh, error);
        if (status != KL_OK)
            return status;
        *known = fresh;
    }
    *id = *known;
    return KL_OK;
}

/* Fold a segment and number its letters, into lexicon->ids. */
static kl_status fold_letters(kl_lexicon *lexicon, const unsigned char *bytes, size_t n,
                              size_t *count, kl_error *error) {
    size_t folded = kl_fold_segment(bytes, n, lexicon->folding);
    *count = 0;
    for (size_t i = 0; i < folded; i++) {
        uint32_t code_point = (uint32_t)lexicon->folding[i];
        kl_letter_page *page;
        kl_status status = page_of(lexicon, code_point, &page, error);
        if (status == KL_OK && (page->class[code_point & 255] & KL_FOLD_LETTER) != 0)
            status = letter_id(lexicon, page, code_point, &lexicon->ids[(*count)++], error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

kl_status kl_lexicon_code(kl_lexicon *lexicon, uint32_t code_point, uint32_t *code,
                          kl_error *error) {
    kl_letter_page *page;
    kl_status status = page_of(lexicon, code_point, &page, error);
    if (status != KL_OK)
        return status;
    uint32_t *known = &page->code[code_point & 255];
    if (*known == KL_CODE_UNKNOWN) {
        unsigned char bytes[4];
        size_t count = 0, length = kl_utf8_encode(code_point, bytes);
        int boundary = (page->class[code_point & 255] & KL_FOLD_BOUNDARY) != 0;
        if (boundary)
            status = fold_letters(lexicon, bytes, length, &count, error);
        if (status != KL_OK)
            return status;
        *known = !boundary    ? KL_CODE_MARK
                 : count == 0 ? KL_CODE_NONE
                 : count == 1 ? lexicon->ids[0]
                              : KL_CODE_SEQUENCE;
        if (code_point < 0x80)
            lexicon->ascii[code_point] = *known;
    }
    *code = *known;
    return KL_OK;
}

static int reserve_sequence(kl_lexicon *lexicon, size_t more) {
    size_t capacity =
        lexicon->sequence_capacity == 0 ? FIRST_SEQUENCES : lexicon->sequence_capacity;
    while (capacity - lexicon->sequence_size < more)
        capacity *= 2;
    if (capacity == lexicon->sequence_capacity)
        return 1;
    uint32_t *sequence = kl_realloc(lexicon->sequence, capacity, sizeof *sequence);
    if (sequence == NULL)
        return 0;
    lexicon->sequence = sequence;
    lexicon->sequence_capacity = capacity;
    return 1;
}

/* A text repeats its letter-and-mark pairs: remember what they gave. */
static kl_status remember(kl_lexicon *lexicon, uint64_t hash, const unsigned char *bytes, size_t n,
                          size_t count, kl_error *error) {
    const char *owned = kl_arena_copy(&lexicon->arena, bytes, n);
    if (owned == NULL || !reserve_sequence(lexicon, count + 1) ||
        !kl_strings_add(&lexicon->segment, hash, owned, n, (uint32_t)lexicon->sequence_size))
        return out_of_memory(error, n + (count + 1) * sizeof *lexicon->sequence);
    uint32_t *place = lexicon->sequence + lexicon->sequence_size;
    place[0] = (uint32_t)count;
    memcpy(place + 1, lexicon->ids, count * sizeof *place);
    lexicon->sequence_size += count + 1;
    return KL_OK;
}

kl_status kl_lexicon_segment(kl_lexicon *lexicon, const unsigned char *bytes, size_t n,
                             const uint32_t **ids, size_t *count, kl_error *error) {
    uint64_t hash = 0;
    if (n <= SEGMENT_CACHED) {
        hash = kl_string_hash(bytes, n);
        uint32_t place = kl_strings_find(&lexicon->segment, hash, bytes, n);
        if (place != KL_STRINGS_NONE) {
            *count = lexicon->sequence[place];
            *ids = lexicon->sequence + place + 1;
            return KL_OK;
        }
    }
    *ids = lexicon->ids;
    kl_status status = fold_letters(lexicon, bytes, n, count, error);
    if (status == KL_OK && n <= SEGMENT_CACHED && lexicon->segment.n < SEGMENTS_CACHED)
        status = remember(lexicon, hash, bytes, n, *count, error);
    return status;
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────
 */

/* Length of the segment at the start of `bytes`. */
static kl_status segment_length(kl_lexicon *lexicon, const unsigned char *bytes, size_t n,
                                size_t *length, kl_error *error) {
    uint32_t code_point;
    *length = kl_utf8_decode(bytes, n, &code_point);
    while (*length < n) {
        unsigned class = 0;
        size_t more = kl_utf8_decode(bytes + *length, n - *length, &code_point);
        kl_status status = kl_lexicon_class(lexicon, code_point, &class, error);
        if (status != KL_OK || (class & KL_FOLD_BOUNDARY) != 0)
            return status;
        *length += more;
    }
    return KL_OK;
}

static kl_status fold_word(kl_lexicon *lexicon, const unsigned char *bytes, size_t n,
                           size_t *length, kl_error *error) {
    *length = 0;
    for (size_t at = 0, step; at < n; at += step) {
        kl_status status = segment_length(lexicon, bytes + at, n - at, &step, error);
        if (status != KL_OK)
            return status;
        if (step > KL_SEGMENT_MAX)
            return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)at,
                              "a combining sequence of more than %d bytes is not text",
                              KL_SEGMENT_MAX);
        size_t folded = kl_fold_segment(bytes + at, step, lexicon->folding);
        for (size_t i = 0; i < folded && *length + 4 <= WORD_FOLDED_MAX; i++)
            *length += kl_utf8_encode((uint32_t)lexicon->folding[i], lexicon->word + *length);
    }
    return KL_OK;
}

kl_status kl_lexicon_name(kl_lexicon *lexicon, const char *bytes, size_t n, uint32_t *id,
                          kl_error *error) {
    uint64_t hash = kl_string_hash(bytes, n);
    *id = kl_strings_find(&lexicon->folded, hash, bytes, n);
    if (*id != KL_STRINGS_NONE)
        return KL_OK;
    kl_status status = copy_name(lexicon, bytes, n, id, error);
    if (status == KL_OK &&
        !kl_strings_add(&lexicon->folded, hash, lexicon->name[*id].bytes, n, *id))
        status = out_of_memory(error, n);
    return status;
}

kl_status kl_lexicon_word(kl_lexicon *lexicon, const unsigned char *bytes, size_t n, uint32_t *id,
                          kl_error *error) {
    uint64_t hash = kl_string_hash(bytes, n);
    *id = kl_strings_find(&lexicon->raw, hash, bytes, n);
    if (*id != KL_STRINGS_NONE)
        return KL_OK;
    size_t length;
    kl_status status = fold_word(lexicon, bytes, n, &length, error);
    if (status == KL_OK)
        status = kl_lexicon_name(lexicon, (const char *)lexicon->word, length, id, error);
    if (status != KL_OK)
        return status;
    const kl_symbol_name *name = &lexicon->name[*id];
    int same = name->length == n && memcmp(name->bytes, bytes, n) == 0;
    const char *owned = same ? name->bytes : kl_arena_copy(&lexicon->arena, bytes, n);
    if (owned == NULL || !kl_strings_add(&lexicon->raw, hash, owned, n, *id))
        return out_of_memory(error, n);
    return KL_OK;
}
