/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: one JSON value a line, read one at a time from a file, a pipe or standard input, in
 * memory that the longest line bounds.
 *
 *     kl_json_lines_open(path, 0, &lines, e)
 *     while (kl_json_lines_next(lines, &value, e) == KL_OK && value) { …; json_decref(value); }
 *     kl_json_lines_close(lines)
 *
 * Lines end in LF or CRLF, the last one in either or nothing; blank ones are passed over, a byte
 * order mark before the first too. Any JSON value is taken, also a bare number or string; strings
 * may hold U+0000. Of a key that occurs twice in an object the last value stays. NaN and Infinity
 * are no JSON and are refused. In a build without jansson opening is KL_ERROR_UNSUPPORTED. */
#ifndef KL_IO_JSON_LINES_H
#define KL_IO_JSON_LINES_H

#include "base/state.h"

struct json_t; /* jansson's */

typedef struct kl_json_lines kl_json_lines;

/* Bytes a line may have where the caller does not say. */
#define KL_JSON_LINE_MAX ((size_t)64 << 20)

/* line_max 0: KL_JSON_LINE_MAX. "-" is standard input. Every failure names the path. */
kl_status kl_json_lines_open(const char *path, size_t line_max, kl_json_lines **out,
                             kl_error *error);

/* From any source, which must outlive the lines; `name` is what failures call it. */
kl_status kl_json_lines_new(kl_source source, const char *name, size_t line_max,
                            kl_json_lines **out, kl_error *error);

/* The next value, which is the caller's to json_decref, or NULL at the end. A line that is no JSON
 * is KL_ERROR_FORMAT with its number (from 1) in `index` and the byte of the file in `offset`; the
 * call after that goes on with the next line. A line of more than line_max bytes is KL_ERROR_FORMAT
 * too, as often as it is asked for. */
kl_status kl_json_lines_next(kl_json_lines *lines, struct json_t **value, kl_error *error);

/* Number of the line that the last call read, from 1, and the byte where it begins. */
int64_t kl_json_lines_number(const kl_json_lines *lines);
uint64_t kl_json_lines_offset(const kl_json_lines *lines);

void kl_json_lines_close(kl_json_lines *lines);

#endif
