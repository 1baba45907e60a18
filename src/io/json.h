/* SPDX-License-Identifier: Apache-2.0 */
/* JSON text to a value, by jansson. Its nesting may be 2048 deep, its integers are of 64 bits. In a
 * build without jansson everything is KL_ERROR_UNSUPPORTED and says what to install; whoever looks
 * into a value includes <jansson.h> under KL_HAVE_JANSSON. */
#ifndef KL_IO_JSON_H
#define KL_IO_JSON_H

#include <kullback/base.h>

struct json_t;

enum {
    KL_JSON_UNIQUE =
        1,          /* a key that occurs twice in an object is refused; else the last one stays */
    KL_JSON_ANY = 2 /* any value; else an object or an array */
};

/* One value and nothing more in [text, text + size), which begins at byte `offset` and in line
 * `line` of its file: there the error points to. *out is to be given back with json_decref. */
kl_status kl_json_parse(const char *text, size_t size, unsigned flags, int64_t line,
                        uint64_t offset, struct json_t **out, kl_error *error);

/* KL_OK, or in a build without jansson the reason why nothing is read. */
kl_status kl_json_available(kl_error *error);

#endif
