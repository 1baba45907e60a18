/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a configuration: every value has keys that lead to it and a line of the file, walking stops where it is
 * told to, a failure says where and why, and a second walk finds the same. The first byte says after how many values to
 * stop, 255: never. */
#include <string.h>

#include "check.h"
#include "toml.h"

enum { NEVER = 255 };

typedef struct seen {
    unsigned lines, stop;
    size_t values;
    uint64_t sum; /* of all bytes of keys and values: reads them, and tells one walk from another */
} seen;

static void add_text(seen *s, const char *text) {
    CHECK(text);
    for (; *text; text++)
        s->sum = s->sum * 31 + (unsigned char)*text;
}

static int take(void *context, const char *const *keys, size_t depth, const char *value,
                unsigned line) {
    seen *s = context;
    CHECK(depth > 0 && line > 0 && line <= s->lines);
    for (size_t i = 0; i < depth; i++)
        add_text(s, keys[i]);
    add_text(s, value);
    s->values++;
    return s->stop != NEVER && s->values > s->stop;
}

static int walk(const char *text, size_t size, unsigned stop, seen *s) {
    toml_failure failure = {.line = 0};
    *s = (seen){.lines = 1, .stop = stop};
    for (size_t i = 0; i < size; i++)
        s->lines += text[i] == '\n';
    const int status = toml_walk(text, size, take, s, &failure);
    CHECK(status >= -1 && status <= 1);
    CHECK((status == 1) == (stop != NEVER && s->values == (size_t)stop + 1));
    if (status < 0) {
        CHECK(failure.line > 0 && failure.line <= s->lines);
        CHECK(failure.message[0] != '\0' &&
              memchr(failure.message, '\0', sizeof failure.message) != NULL);
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1)
        return 0;
    const char *text = (const char *)data + 1;
    seen first, second;
    const int status = walk(text, size - 1, data[0], &first);
    CHECK(walk(text, size - 1, data[0], &second) == status);
    CHECK(first.values == second.values && first.sum == second.sum);
    return 0;
}
