/* SPDX-License-Identifier: Apache-2.0 */
/* What the first bytes of an input say it is: by magic, by being text, by its lines. */
#include "compare/detect.h"

#include "base/own_file.h"
#include "base/state.h"
#include "base/utf8.h"
#include "compare/lines.h"
#include "table/format.h"

#include <string.h>

typedef struct magic {
    const char *bytes;
    size_t size;
    kl_sighting means;
} magic;

static const magic magics[] = {
    {"_logits_", 8, KL_SEEN_LOGITS},
    {"\x89PNG\r\n\x1A\n", 8, KL_SEEN_IMAGE},
    {"\xFF\xFE", 2, KL_SEEN_UTF16},
    {"\xFE\xFF", 2, KL_SEEN_UTF16},
};

/* The container's kind stands behind its magic and version. */
static int is_code(const unsigned char *head, size_t size) {
    return size >= KL_STATE_HEADER_SIZE && head[10] == KL_STATE_CODE && head[11] == 0;
}

/* A zip archive (PKWARE APPNOTE 4.3.7) whose first member is an array. */
static int is_npz(const unsigned char *head, size_t size) {
    if (size < 30 || memcmp(head, "PK\x03\x04", 4) != 0)
        return 0;
    const size_t name = (size_t)head[26] | (size_t)head[27] << 8;
    return name >= 4 && 30 + name <= size && memcmp(head + 30 + name - 4, ".npy", 4) == 0;
}

/* The length of a JSON header, little-endian, and the header: {"… */
static int is_safetensors(const unsigned char *head, size_t size) {
    return size >= 10 && head[8] == '{' && head[9] == '"' && head[4] == 0 && head[5] == 0 &&
           head[6] == 0 && head[7] == 0;
}

/* An object on a line of its own; one over many lines is a text like another. */
static int is_record(const char *head, size_t size) {
    const char *newline = memchr(head, '\n', size);
    size_t end = newline != NULL ? (size_t)(newline - head) : size;
    while (end > 0 && strchr(" \t\r", head[end - 1]) != NULL)
        end--;
    return end > 0 && head[end - 1] == '}';
}

static kl_sighting look_for_table(const void *head, size_t size) {
    switch (kl_table_look(head, size)) {
    case KL_TABLE_NPY:
        return KL_SEEN_NPY;
    case KL_TABLE_PARQUET:
        return KL_SEEN_PARQUET;
    case KL_TABLE_SQLITE:
    case KL_TABLE_DUCKDB:
        return KL_SEEN_DATABASE;
    case KL_TABLE_JSON:
        return is_record(head, size) ? KL_SEEN_RECORDS : KL_SEEN_TEXT;
    default:
        return KL_SEEN_TEXT;
    }
}

/* Text in an old eight-bit code has some bytes that are not UTF-8; that is reported and not fatal.
 * More than three in ten are not a text in any language that is mostly ASCII. */
static int is_binary(const unsigned char *head, size_t size, int whole) {
    if (memchr(head, '\0', size) != NULL)
        return 1;
    const size_t bad = kl_utf8_bad_bytes(head, size);
    const size_t cut = whole ? 0 : 3; /* the last character may be cut */
    return bad > cut && (bad - cut) * 10 > size * 3;
}

kl_sighting kl_detect(const void *data, size_t size, int whole) {
    const unsigned char *head = data;
    if (size == 0)
        return KL_SEEN_EMPTY;
    if (kl_state_is(head, size))
        return is_code(head, size) ? KL_SEEN_CODE : KL_SEEN_STATE;
    if (kl_own_is(head, size, KL_OWN_MODEL))
        return KL_SEEN_MODEL;
    if (kl_own_is(head, size, KL_OWN_LOGITS))
        return KL_SEEN_LOGITS;
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (size >= magics[i].size && memcmp(head, magics[i].bytes, magics[i].size) == 0)
            return magics[i].means;
    const kl_sighting table = look_for_table(head, size);
    if (table != KL_SEEN_TEXT)
        return table;
    if (is_npz(head, size))
        return KL_SEEN_NPZ;
    if (is_safetensors(head, size))
        return KL_SEEN_SAFETENSORS;
    if (is_binary(head, size, whole))
        return KL_SEEN_BINARY;
    const size_t mark = size >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    switch (kl_lines_layout((const char *)head + mark, size - mark, whole)) {
    case KL_LAYOUT_WEIGHTS:
        return KL_SEEN_WEIGHTS;
    case KL_LAYOUT_NUMBERS:
        return KL_SEEN_NUMBERS;
    case KL_LAYOUT_TABLE:
        return KL_SEEN_TABLE;
    case KL_LAYOUT_PROSE:
        break;
    }
    return KL_SEEN_TEXT;
}

const char *kl_sighting_phrase(kl_sighting sighting) {
    switch (sighting) {
    case KL_SEEN_TABLE:
        return "a table of several columns";
    case KL_SEEN_NPY:
        return "a NumPy array (.npy)";
    case KL_SEEN_NPZ:
        return "NumPy arrays (.npz)";
    case KL_SEEN_PARQUET:
        return "a Parquet table";
    case KL_SEEN_SAFETENSORS:
        return "tensors (safetensors)";
    case KL_SEEN_LOGITS:
        return "logits of a language model";
    case KL_SEEN_CODE:
        return "a coded text (kl code --decode gives it back)";
    case KL_SEEN_MODEL:
        return "a language model (kl lm score MODEL TEXT asks it of a text)";
    case KL_SEEN_DATABASE:
        return "a database (DuckDB or SQLite)";
    case KL_SEEN_RECORDS:
        return "JSON lines";
    default:
        return NULL;
    }
}
