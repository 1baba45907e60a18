/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: a window over the source that holds one line, and grows only until it does. */
#include "io/json_lines.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"
#include "io/json.h"
#include "io/state_file.h"

enum { FIRST_WINDOW = 1 << 16 };

struct kl_json_lines {
    kl_source source;
    kl_input_stream *stream; /* NULL: the source is the caller's */
    char *name;
    size_t line_max;
    char *window;
    size_t capacity, begin, end; /* of the window; what was not read yet is between */
    size_t searched;             /* up to here there is no end of line */
    uint64_t window_at;          /* byte of the file where the window stands */
    uint64_t offset;             /* byte where the last line begins */
    int64_t number;              /* of the last line */
    int at_end;                  /* of the source */
};

/* ── The window ─────────────────────────────────────────────────────────────────────────────── */

static void move_to_front(kl_json_lines *lines) {
    size_t kept = lines->end - lines->begin;
    if (lines->begin > 0 && kept > 0)
        memmove(lines->window, lines->window + lines->begin, kept);
    lines->window_at += lines->begin;
    lines->searched -= lines->begin;
    lines->begin = 0;
    lines->end = kept;
}

static kl_status grow(kl_json_lines *lines, kl_error *error) {
    size_t larger = lines->capacity ? lines->capacity * 2 : FIRST_WINDOW;
    char *window = larger > lines->capacity ? kl_realloc(lines->window, larger, 1) : NULL;
    if (!window)
        return kl_fail_memory(error, "a line of JSON", larger);
    lines->window = window;
    lines->capacity = larger;
    return KL_OK;
}

static kl_status fill(kl_json_lines *lines, kl_error *error) {
    if (lines->end == lines->capacity && lines->begin > 0)
        move_to_front(lines);
    if (lines->end == lines->capacity) {
        kl_status status = grow(lines, error);
        if (status != KL_OK)
            return status;
    }
    size_t got = 0;
    kl_status status = lines->source.read(lines->source.context, lines->window + lines->end,
                                          lines->capacity - lines->end, &got, error);
    lines->end += got;
    lines->at_end = status == KL_OK && got == 0;
    return status;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status fail_too_long(const kl_json_lines *lines, kl_error *error) {
    long long line = (long long)lines->number + 1;
    long long at = (long long)lines->window_at + (long long)lines->begin;
    return kl_fail_at(error, KL_ERROR_FORMAT, line, at,
                      "line %lld (from byte %lld on) has more than %zu bytes", line, at,
                      lines->line_max);
}

/* The next line without its LF: *size bytes from *text on. *more = 0 at the end. */
static kl_status next_line(kl_json_lines *lines, const char **text, size_t *size, int *more,
                           kl_error *error) {
    const char *feed = NULL;
    for (;;) {
        size_t unsearched = lines->end - lines->searched;
        if (unsearched > 0)
            feed = memchr(lines->window + lines->searched, '\n', unsearched);
        lines->searched = feed ? (size_t)(feed - lines->window) : lines->end;
        if (lines->searched - lines->begin > lines->line_max)
            return fail_too_long(lines, error);
        if (feed || lines->at_end)
            break;
        kl_status status = fill(lines, error);
        if (status != KL_OK)
            return status;
    }
    *more = feed || lines->begin < lines->end;
    *text = lines->window + lines->begin;
    *size = lines->searched - lines->begin;
    lines->offset = lines->window_at + lines->begin;
    lines->number += *more;
    lines->begin = lines->searched += feed != NULL;
    return KL_OK;
}

static int is_blank(const char *text, size_t size) {
    while (size > 0 && memchr(" \t\r", *text, 3)) {
        text++;
        size--;
    }
    return size == 0;
}

static kl_status next_value(kl_json_lines *lines, struct json_t **value, kl_error *error) {
    for (;;) {
        const char *text = NULL;
        size_t size = 0;
        int more = 0;
        kl_status status = next_line(lines, &text, &size, &more, error);
        if (status != KL_OK || !more)
            return status;
        size_t mark =
            lines->offset == 0 && size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        if (!is_blank(text + mark, size - mark)) {
            return kl_json_parse(text + mark, size - mark, KL_JSON_ANY, lines->number,
                                 lines->offset + mark, value, error);
        }
    }
}

kl_status kl_json_lines_next(kl_json_lines *lines, struct json_t **value, kl_error *error) {
    kl_error detail = KL_ERROR_INIT;
    *value = NULL;
    kl_status status = next_value(lines, value, &detail);
    if (status == KL_OK)
        return KL_OK;
    kl_error_copy(error, &detail);
    /* What the system refuses names the path already. */
    return status == KL_ERROR_IO ? status : kl_fail_prefix(error, status, lines->name);
}

int64_t kl_json_lines_number(const kl_json_lines *lines) {
    return lines->number;
}

uint64_t kl_json_lines_offset(const kl_json_lines *lines) {
    return lines->offset;
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_json_lines_new(kl_source source, const char *name, size_t line_max,
                            kl_json_lines **out, kl_error *error) {
    kl_status status = kl_json_available(error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, name);
    size_t name_size = strlen(name) + 1;
    kl_json_lines *lines = kl_alloc_zero(1, sizeof *lines);
    char *copy = kl_alloc(name_size, 1);
    if (!lines || !copy) {
        kl_free(lines);
        kl_free(copy);
        return kl_fail_memory(error, "a reader of JSON lines", sizeof *lines + name_size);
    }
    memcpy(copy, name, name_size);
    lines->source = source;
    lines->name = copy;
    lines->line_max = line_max ? line_max : KL_JSON_LINE_MAX;
    *out = lines;
    return KL_OK;
}

kl_status kl_json_lines_open(const char *path, size_t line_max, kl_json_lines **out,
                             kl_error *error) {
    kl_input_stream *stream = NULL;
    const char *name = path ? kl_descriptor_name(path) : NULL;
    kl_status status = kl_input_stream_open(path, &stream, error);
    if (status == KL_OK)
        status = kl_json_lines_new(kl_source_stream(stream), name, line_max, out, error);
    if (status != KL_OK) {
        kl_input_stream_close(stream);
        return status;
    }
    (*out)->stream = stream;
    return KL_OK;
}

void kl_json_lines_close(kl_json_lines *lines) {
    if (!lines)
        return;
    kl_input_stream_close(lines->stream);
    kl_free(lines->name);
    kl_free(lines->window);
    kl_free(lines);
}
