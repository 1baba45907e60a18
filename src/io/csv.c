/* SPDX-License-Identifier: Apache-2.0 */
/* Records and fields of separated text. */
#include "io/csv.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

static char separator_of(const char *text, const char *end) {
    int quoted = 0;
    for (; text < end && (quoted || *text != '\n'); text++) {
        quoted ^= *text == '"';
        if (!quoted && (*text == '\t' || *text == ',' || *text == ';'))
            return *text;
    }
    return ',';
}

static void find_line_end(kl_csv *csv) {
    const size_t left = (size_t)(csv->end - csv->next);
    const char *newline = left > 0 ? memchr(csv->next, '\n', left) : NULL;
    csv->line_end = newline != NULL ? newline : csv->end;
}

void kl_csv_init(kl_csv *csv, const void *data, size_t size, int separated) {
    const char *text = data;
    *csv = (kl_csv){.next = text, .line = 1, .next_line = 1, .at_begin = 1};
    const size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (size > 0) {
        csv->end = text + size;
        csv->next += mark;
    } else {
        csv->end = csv->next;
    }
    find_line_end(csv);
    csv->separator = separated ? separator_of(csv->next, csv->end) : '\0';
}

void kl_csv_free(kl_csv *csv) {
    kl_free(csv->unquoted);
    csv->unquoted = NULL;
}

/* ── Lines ────────────────────────────────────────────────────────────────────────────────────── */

/* Looked for once a line, whatever the number of its fields. */
static size_t line_size(kl_csv *csv) {
    if (csv->next > csv->line_end)
        find_line_end(csv);
    return (size_t)(csv->line_end - csv->next);
}

static void skip_line(kl_csv *csv) {
    csv->next += line_size(csv);
    csv->next += csv->next < csv->end;
    csv->next_line++;
}

static int is_passed_over(kl_csv *csv) {
    const size_t size = line_size(csv);
    if (csv->separator == '\0' && size > 0 && csv->next[0] == '#')
        return 1;
    for (size_t i = 0; i < size; i++)
        if (strchr(" \r", csv->next[i]) == NULL || csv->next[i] == '\0')
            return 0;
    return 1;
}

kl_status kl_csv_record(kl_csv *csv, int *found, kl_error *error) {
    kl_csv_field field = {.last = csv->at_begin};
    while (!field.last) {
        const kl_status status = kl_csv_read(csv, &field, error);
        if (status != KL_OK)
            return status;
    }
    while (csv->next < csv->end && is_passed_over(csv))
        skip_line(csv);
    *found = csv->next < csv->end;
    csv->at_begin = 1;
    return KL_OK;
}

/* ── Fields ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status refuse(const kl_csv *csv, kl_error *error, const char *what) {
    return kl_fail_at(error, KL_ERROR_FORMAT, csv->line, -1, "line %lld: %s", (long long)csv->line,
                      what);
}

/* Copy what stands between quotes, doubled ones once, and go behind the closing one. */
static kl_status read_quoted(kl_csv *csv, kl_csv_field *field, kl_error *error) {
    const char *from = ++csv->next;
    size_t size = 0;
    int closed = 0;
    for (; csv->next < csv->end && !closed; csv->next++) {
        csv->next_line += *csv->next == '\n';
        const int quote = *csv->next == '"';
        const int doubled = quote && csv->next + 1 < csv->end && csv->next[1] == '"';
        closed = quote && !doubled;
        csv->next += doubled;
        size += !closed;
    }
    if (!closed)
        return refuse(csv, error, "a quote that nothing closes");
    if (size > csv->room) {
        char *larger = kl_realloc(csv->unquoted, size, 2);
        if (larger == NULL)
            return kl_fail_memory(error, "a quoted field", size);
        csv->unquoted = larger;
        csv->room = 2 * size;
    }
    for (size_t i = 0; i < size; i++, from++) {
        csv->unquoted[i] = *from;
        from += *from == '"';
    }
    field->text = csv->unquoted;
    field->size = size;
    return KL_OK;
}

static void read_plain(kl_csv *csv, kl_csv_field *field) {
    size_t size = line_size(csv);
    const char *end =
        csv->separator != '\0' && size > 0 ? memchr(csv->next, csv->separator, size) : NULL;
    size = end != NULL ? (size_t)(end - csv->next) : size;
    field->text = csv->next;
    csv->next += size;
    while (size > 0 && (*field->text == ' ' || *field->text == '\t')) {
        field->text++;
        size--;
    }
    while (size > 0 && strchr(" \t\r", field->text[size - 1]) != NULL &&
           field->text[size - 1] != '\0')
        size--;
    field->size = size;
}

/* Behind a field: a separator, or the end of the line. */
static kl_status read_end(kl_csv *csv, kl_csv_field *field, kl_error *error) {
    field->last = 1;
    if (csv->next < csv->end && *csv->next == '\r')
        csv->next++;
    if (csv->next == csv->end)
        return KL_OK;
    if (*csv->next == '\n')
        csv->next_line++;
    else if (csv->separator != '\0' && *csv->next == csv->separator)
        field->last = 0;
    else
        return refuse(csv, error, "text behind a closing quote");
    csv->next++;
    return KL_OK;
}

kl_status kl_csv_read(kl_csv *csv, kl_csv_field *field, kl_error *error) {
    csv->line = csv->next_line;
    kl_status status = KL_OK;
    if (csv->separator != '\0' && csv->next < csv->end && *csv->next == '"')
        status = read_quoted(csv, field, error);
    else
        read_plain(csv, field);
    if (status == KL_OK)
        status = read_end(csv, field, error);
    csv->at_begin = status == KL_OK && field->last;
    return status;
}

/* ── Many records ─────────────────────────────────────────────────────────────────────────────── */

/* A line without a quote is a record; else its fields say where it ends. */
static kl_status skip_record(kl_csv *csv, kl_error *error) {
    kl_csv_field field = {.last = 0};
    if (memchr(csv->next, '"', line_size(csv)) == NULL) {
        skip_line(csv);
        return KL_OK;
    }
    while (!field.last) {
        const kl_status status = kl_csv_read(csv, &field, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

kl_status kl_csv_skip(kl_csv *csv, size_t most, size_t *passed, kl_error *error) {
    int found = 0;
    kl_status status = kl_csv_record(csv, &found, error);
    *passed = 0;
    while (status == KL_OK && found && *passed < most) {
        status = skip_record(csv, error);
        *passed += status == KL_OK;
        if (status == KL_OK)
            status = kl_csv_record(csv, &found, error);
    }
    return status;
}

kl_csv kl_csv_part(const kl_csv *csv, const char *end) {
    kl_csv part = *csv;
    part.end = end;
    part.unquoted = NULL;
    part.room = 0;
    find_line_end(&part);
    return part;
}
