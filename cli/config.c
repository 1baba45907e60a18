/* SPDX-License-Identifier: Apache-2.0 */
/* --config: tolerances, bins and types of many columns in a file, each as the option that it stands for. */
#include "cli.h"

#include "toml.h"

#include <stdio.h>
#include <string.h>

#ifdef KL_HAVE_TOML

typedef struct config {
    struct settings *settings;
    const struct verb *verb;
    const char *file;
    kl_error *error;
} config;

static kl_status fail(kl_error *error, const char *file, unsigned line, const char *message) {
    error->code = KL_ERROR_FORMAT;
    error->index = line;
    snprintf(error->message, sizeof error->message, "%.100s: line %u: %.360s", file, line, message);
    return KL_ERROR_FORMAT;
}

enum { LONGEST = 512 };

/* The keys from `first` on; a measure's name may have a dot itself. */
static void join(const char *const *keys, size_t first, size_t depth, char text[LONGEST]) {
    size_t at = 0;
    text[0] = '\0';
    for (size_t i = first; i < depth && at < LONGEST; i++)
        at += (size_t)snprintf(text + at, LONGEST - at, "%s%s", i > first ? "." : "", keys[i]);
}

/* The option that keys stand for, and its value; OPTION_COUNT: none. */
static option_id option_of(const char *const *keys, size_t depth, const char *value,
                           char text[2 * LONGEST]) {
    static const size_t size = 2 * LONGEST;
    char id[LONGEST];
    const char *last = keys[depth - 1];
    snprintf(text, size, "%s", value);
    if (depth == 1)
        return strcmp(last, "bins") == 0   ? OPTION_BINS
               : strcmp(last, "unit") == 0 ? OPTION_UNIT
                                           : OPTION_COUNT;
    if (strcmp(keys[0], "tolerances") == 0) {
        join(keys, 1, depth, id);
        snprintf(text, size, "%s=%s", id, value);
        return OPTION_FAIL_ABOVE;
    }
    if (strcmp(keys[0], "columns") != 0 || depth < 3)
        return OPTION_COUNT;
    if (depth > 3 && strcmp(keys[2], "tolerances") == 0) {
        join(keys, 3, depth, id);
        snprintf(text, size, "%s@%s=%s", id, keys[1], value);
        return OPTION_FAIL_ABOVE;
    }
    snprintf(text, size, "%s=%s", keys[1], value);
    return depth > 3                   ? OPTION_COUNT
           : strcmp(last, "bins") == 0 ? OPTION_BINS
           : strcmp(last, "type") == 0 ? OPTION_TYPE
                                       : OPTION_COUNT;
}

static int take(void *context, const char *const *keys, size_t depth, const char *value,
                unsigned line) {
    const config *c = context;
    char name[LONGEST], text[2 * LONGEST], message[LONGEST];
    const option_id id = option_of(keys, depth, value, text);
    join(keys, 0, depth, name);
    kl_error why = KL_ERROR_INIT;
    if (id != OPTION_COUNT && option_apply(c->settings, c->verb, id, text, &why) == KL_OK)
        return 0;
    snprintf(message, sizeof message, "%.120s: %.230s", name,
             id != OPTION_COUNT
                 ? why.message
                 : "no such key; there are bins, unit, tolerances.ID, columns.COL.bins, "
                   "columns.COL.type and columns.COL.tolerances.ID");
    fail(c->error, c->file, line, message);
    return 1;
}

kl_status config_read(struct settings *settings, const struct verb *verb, const char *file,
                      kl_error *error) {
    kl_bytes *bytes = NULL;
    config c = {settings, verb, file, error};
    toml_failure failure = {.line = 0};
    kl_status status = kl_bytes_open(file, &bytes, error);
    if (status != KL_OK)
        return status;
    const int walked = toml_walk(kl_bytes_data(bytes), kl_bytes_size(bytes), take, &c, &failure);
    if (walked < 0)
        status = fail(error, file, failure.line, failure.message);
    kl_bytes_close(bytes);
    return walked > 0 ? error->code : status;
}

#else

kl_status config_read(struct settings *settings, const struct verb *verb, const char *file,
                      kl_error *error) {
    (void)settings, (void)verb;
    error->code = KL_ERROR_UNSUPPORTED;
    snprintf(
        error->message, sizeof error->message,
        "%.100s: this kl reads no TOML: install libtomlplusplus-dev and g++ (Debian) and build it "
        "again",
        file);
    return error->code;
}

#endif
