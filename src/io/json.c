/* SPDX-License-Identifier: Apache-2.0 */
/* JSON text to a value, by jansson where the build found it. */
#include "io/json.h"

#include "base/error.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"

kl_status kl_json_available(kl_error *error) {
    (void)error;
    return KL_OK;
}

/* The message quotes the text: on one line, and cut before a character that jansson has torn. */
static void tidy(char *message) {
    message[kl_utf8_valid((const unsigned char *)message, strlen(message))] = '\0';
    for (char *c = message; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
}

kl_status kl_json_parse(const char *text, size_t size, unsigned flags, int64_t line,
                        uint64_t offset, struct json_t **out, kl_error *error) {
    json_error_t found;
    size_t how = JSON_ALLOW_NUL;
    how |= flags & KL_JSON_UNIQUE ? JSON_REJECT_DUPLICATES : 0;
    how |= flags & KL_JSON_ANY ? JSON_DECODE_ANY : 0;
    json_t *value = json_loadb(text, size, how, &found);
    if (value) {
        *out = value;
        return KL_OK;
    }
    if (json_error_code(&found) == json_error_out_of_memory)
        return kl_fail_memory(error, "a JSON value", size);
    line += found.line > 1 ? found.line - 1 : 0;
    /* jansson's position is an int. */
    int64_t at = (int64_t)offset + (size <= INT_MAX ? found.position : 0);
    tidy(found.text);
    return kl_fail_at(error, KL_ERROR_FORMAT, line, at,
                      "line %lld, column %d (byte %lld): JSON: %s", (long long)line, found.column,
                      (long long)at, found.text);
}

#else

kl_status kl_json_available(kl_error *error) {
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "built without jansson: install libjansson-dev and configure again");
}

kl_status kl_json_parse(const char *text, size_t size, unsigned flags, int64_t line,
                        uint64_t offset, struct json_t **out, kl_error *error) {
    (void)text;
    (void)size;
    (void)flags;
    (void)line;
    (void)offset;
    (void)out;
    return kl_json_available(error);
}

#endif
