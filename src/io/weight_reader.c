/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a weight file, one symbol and number after the other. */
#include "io/weight_reader.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/utf8.h"
#include "io/excerpt.h"

typedef struct field {
    const char *text;
    size_t size;
} field;

void kl_weight_reader_init(kl_weight_reader *reader, const void *data, size_t size) {
    const char *text = data;
    *reader = (kl_weight_reader){.begin = text, .next = text, .next_line = 1};
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        reader->next += 3;
        size -= 3;
    }
    reader->end = size > 0 ? reader->next + size : reader->next;
}

void kl_weight_reader_free(kl_weight_reader *reader) {
    kl_free(reader->unquoted);
    reader->unquoted = NULL;
}

kl_status kl_weight_refuse(const kl_weight_reader *reader, kl_error *error, kl_status code,
                           const char *format, ...) {
    char message[sizeof error->message];
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(message, sizeof message, format, arguments);
    va_end(arguments);
    return kl_fail_at(error, code, reader->line, -1, "line %lld: %s", (long long)reader->line,
                      message);
}

static field trim(field f) {
    while (f.size > 0 && (f.text[0] == ' ' || f.text[0] == '\t')) {
        f.text++;
        f.size--;
    }
    while (f.size > 0 && (f.text[f.size - 1] == ' ' || f.text[f.size - 1] == '\t'))
        f.size--;
    return f;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

/* The line that begins at reader->next, without its end (LF or CRLF). */
static field peek_line(const kl_weight_reader *reader) {
    size_t left = (size_t)(reader->end - reader->next);
    const char *newline = memchr(reader->next, '\n', left);
    field line = {reader->next, newline ? (size_t)(newline - reader->next) : left};
    if (line.size > 0 && line.text[line.size - 1] == '\r')
        line.size--;
    return line;
}

static void skip_line(kl_weight_reader *reader) {
    const char *newline = memchr(reader->next, '\n', (size_t)(reader->end - reader->next));
    reader->next = newline ? newline + 1 : reader->end;
    reader->next_line++;
}

/* A # that stands directly before the separator is a symbol: nothing that was counted gets lost. */
static int is_passed_over(const kl_weight_reader *reader, field line) {
    if (line.size > 0 && line.text[0] == '#') {
        char second = line.size > 1 ? line.text[1] : ' ';
        return second != (reader->layout == KL_WEIGHTS_CSV ? ',' : '\t');
    }
    for (size_t i = 0; i < line.size; i++)
        if (line.text[i] != ' ')
            return 0;
    return 1;
}

/* ── CSV (RFC 4180) ─────────────────────────────────────────────────────────────────────────── */

static kl_status unquote(kl_weight_reader *reader, field *f, kl_error *error) {
    if (reader->unquoted_size < f->size) {
        char *larger = kl_realloc(reader->unquoted, f->size, 2);
        if (!larger)
            return kl_fail_memory(error, "a quoted symbol", f->size);
        reader->unquoted = larger;
        reader->unquoted_size = f->size * 2;
    }
    size_t size = 0;
    for (size_t i = 0; i < f->size; i++) {
        reader->unquoted[size++] = f->text[i];
        i += f->text[i] == '"'; /* inside there are only doubled ones */
    }
    *f = (field){reader->unquoted, size};
    return KL_OK;
}

/* The text between the quote at reader->next and the one that closes it; doubled ones are still
 * doubled. It may run over several lines. */
static kl_status read_quoted(kl_weight_reader *reader, field *out, int *doubled, kl_error *error) {
    const char *start = ++reader->next;
    *doubled = 0;
    for (const char *p = start; p < reader->end; p++) {
        if (*p == '\n') {
            reader->next_line++;
        } else if (*p == '"' && p + 1 < reader->end && p[1] == '"') {
            *doubled = 1;
            p++;
        } else if (*p == '"') {
            *out = (field){start, (size_t)(p - start)};
            reader->next = p + 1;
            return KL_OK;
        }
    }
    return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "a quote that nothing closes");
}

static field read_plain(kl_weight_reader *reader) {
    field line = peek_line(reader);
    const char *comma = memchr(line.text, ',', line.size);
    field f = {line.text, comma ? (size_t)(comma - line.text) : line.size};
    reader->next += f.size;
    return f;
}

static kl_status read_field(kl_weight_reader *reader, field *out, kl_error *error) {
    if (reader->next == reader->end || *reader->next != '"') {
        *out = read_plain(reader);
        return KL_OK;
    }
    int doubled;
    kl_status status = read_quoted(reader, out, &doubled, error);
    return status == KL_OK && doubled ? unquote(reader, out, error) : status;
}

/* reader->next must stand at the end of a line, and goes past it. */
static kl_status end_record(kl_weight_reader *reader, kl_error *error) {
    field rest = peek_line(reader);
    if (rest.size > 0) {
        char shown[KL_EXCERPT_SIZE];
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "%s after a symbol and its number",
                                kl_excerpt(rest.text, rest.size, shown));
    }
    skip_line(reader);
    return KL_OK;
}

static kl_status read_csv(kl_weight_reader *reader, field *name, field *value, kl_error *error) {
    kl_status status = read_field(reader, name, error);
    if (status != KL_OK)
        return status;
    if (reader->next == reader->end || *reader->next != ',') {
        char shown[KL_EXCERPT_SIZE];
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT,
                                "no comma and number after the symbol %s",
                                kl_excerpt(name->text, name->size, shown));
    }
    reader->next++;
    /* The name may stand in `unquoted`; a number has no quotes in it, doubled or not. */
    int doubled;
    if (reader->next < reader->end && *reader->next == '"')
        status = read_quoted(reader, value, &doubled, error);
    else
        *value = read_plain(reader);
    return status == KL_OK ? end_record(reader, error) : status;
}

/* ── One record ─────────────────────────────────────────────────────────────────────────────── */

static kl_status read_value(kl_weight_reader *reader, field value, kl_error *error) {
    value = trim(value);
    kl_error detail = KL_ERROR_INIT;
    char shown[KL_EXCERPT_SIZE];
    kl_status status = kl_number_parse(value.text, value.size, &reader->value, &detail);
    if (status == KL_ERROR_MEMORY)
        return kl_fail(error, status, "%s", detail.message);
    if (status != KL_OK)
        return kl_weight_refuse(reader, error, status, "%s", detail.message);
    if (!isfinite(reader->value) || reader->value < 0) {
        return kl_weight_refuse(reader, error, KL_ERROR_VALUE,
                                "the weight %s is not a finite number of at least 0",
                                kl_excerpt(value.text, value.size, shown));
    }
    reader->value += 0.0; /* −0 */
    return KL_OK;
}

static kl_status check_name(const kl_weight_reader *reader, field name, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (name.size == 0)
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "no symbol before the number");
    if (memchr(name.text, '\0', name.size)) {
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "the symbol %s has a NUL byte",
                                kl_excerpt(name.text, name.size, shown));
    }
    if (kl_utf8_valid((const unsigned char *)name.text, name.size) < name.size) {
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "the symbol %s is not UTF-8",
                                kl_excerpt(name.text, name.size, shown));
    }
    return KL_OK;
}

static kl_status take_record(kl_weight_reader *reader, field name, field value, kl_error *error) {
    kl_status status = check_name(reader, name, error);
    reader->name = name.text;
    reader->name_size = name.size;
    return status == KL_OK ? read_value(reader, value, error) : status;
}

static kl_status read_tab(kl_weight_reader *reader, field line, field *name, field *value,
                          kl_error *error) {
    skip_line(reader);
    const char *tab = memchr(line.text, '\t', line.size);
    if (!tab) {
        char shown[KL_EXCERPT_SIZE];
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT, "no TAB and number after %s",
                                kl_excerpt(line.text, line.size, shown));
    }
    *name = (field){line.text, (size_t)(tab - line.text)};
    *value = (field){tab + 1, line.size - name->size - 1};
    return KL_OK;
}

static kl_status read_bare(kl_weight_reader *reader, field line, kl_error *error) {
    skip_line(reader);
    reader->name = NULL;
    reader->name_size = 0;
    return read_value(reader, line, error);
}

/* ── Layout ─────────────────────────────────────────────────────────────────────────────────── */

/* "…", and a comma: a quoted CSV name, in which a TAB means nothing; or one that goes on in the next
 * line. A lone quote before a TAB is a symbol. */
static int is_quoted_name(field line) {
    if (line.size == 0 || line.text[0] != '"')
        return 0;
    const char *end = line.text + line.size;
    const char *quote = memchr(line.text + 1, '"', line.size - 1);
    if (!quote)
        return !memchr(line.text, '\t', line.size);
    return quote + 1 < end && (quote[1] == ',' || quote[1] == '"');
}

static kl_status see_layout(kl_weight_reader *reader, field line, kl_error *error) {
    field trimmed = trim(line);
    double ignored;
    if (is_quoted_name(line)) {
        reader->layout = KL_WEIGHTS_CSV;
    } else if (memchr(line.text, '\t', line.size)) {
        reader->layout = KL_WEIGHTS_TAB;
    } else if (kl_number_parse(trimmed.text, trimmed.size, &ignored, NULL) != KL_ERROR_FORMAT) {
        reader->layout = KL_WEIGHTS_BARE;
    } else if (memchr(line.text, ',', line.size)) {
        reader->layout = KL_WEIGHTS_CSV;
    } else {
        char shown[KL_EXCERPT_SIZE];
        return kl_weight_refuse(reader, error, KL_ERROR_FORMAT,
                                "%s is neither a number nor a symbol and a number",
                                kl_excerpt(line.text, line.size, shown));
    }
    return KL_OK;
}

/* The first record names the columns if a word stands where the number is due. What looks like a
 * number gone wrong ("", "-", "1x", "1e999") is no header but an error. */
static int is_header(field value) {
    value = trim(value);
    double ignored;
    return value.size > 0 && !strchr("+-.0123456789", value.text[0]) &&
           kl_number_parse(value.text, value.size, &ignored, NULL) == KL_ERROR_FORMAT;
}

static kl_status read_record(kl_weight_reader *reader, field line, int first, int *header,
                             kl_error *error) {
    if (reader->layout == KL_WEIGHTS_BARE)
        return read_bare(reader, line, error);
    field name, value;
    kl_status status = reader->layout == KL_WEIGHTS_TAB
                           ? read_tab(reader, line, &name, &value, error)
                           : read_csv(reader, &name, &value, error);
    if (status != KL_OK)
        return status;
    *header = first && is_header(value);
    return *header ? KL_OK : take_record(reader, name, value, error);
}

kl_status kl_weight_reader_next(kl_weight_reader *reader, int *more, kl_error *error) {
    *more = 0;
    while (reader->next < reader->end) {
        field line = peek_line(reader);
        if (is_passed_over(reader, line)) {
            skip_line(reader);
            continue;
        }
        reader->line = reader->next_line;
        int first = reader->layout == KL_WEIGHTS_UNKNOWN, header = 0;
        kl_status status = first ? see_layout(reader, line, error) : KL_OK;
        if (status == KL_OK)
            status = read_record(reader, line, first, &header, error);
        if (status != KL_OK)
            return status;
        if (!header) {
            *more = 1;
            return KL_OK;
        }
    }
    return KL_OK;
}
