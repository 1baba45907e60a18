/* SPDX-License-Identifier: Apache-2.0 */
/* All verbs, how one is found and run, and how it complains. */
#include "cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct verb *const *verbs(size_t *count) {
    static const struct verb *const all[] = {
        &verb_compare, &verb_count,   &verb_merge,   &verb_code, &verb_eval,    &verb_fit,
        &verb_lang,    &verb_lm,      &verb_mi,      &verb_ib,   &verb_channel, &verb_ot,
        &verb_drift,   &verb_profile, &verb_explore, &verb_help};
    *count = sizeof all / sizeof *all;
    return all;
}

const struct verb *verb_find(const char *name) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->name, name) == 0)
            return all[i];
    return NULL;
}

/* One line, and nothing that steers a terminal: names of files and what stands in them are somebody else's. */
static int complain_line(const char *reason) {
    char safe[8192];
    const int is_cut = kl_report_text(reason, safe, sizeof safe) >= sizeof safe;
    fprintf(stderr, "kl: %s%s\n", safe, is_cut ? "…" : "");
    return EXIT_ERROR;
}

int complain(const kl_error *error) {
    return complain_line(error->message[0] ? error->message : kl_status_name(error->code));
}

const char *input_name(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

kl_status name_file(const char *path, kl_error *error) {
    char message[sizeof error->message];
    memcpy(message, error->message, sizeof message);
    snprintf(error->message, sizeof error->message, "%.200s: %.*s", input_name(path),
             (int)(sizeof message - 203), message);
    return error->code;
}

int complain_usage(const char *format, ...) {
    char reason[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return complain_line(reason);
}

kl_status settings_pool(const struct settings *settings, kl_pool **pool, kl_error *error) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = settings->threads;
    options.isa = settings->isa;
    return kl_pool_new(&options, pool, error);
}

int verb_run(const struct verb *verb, const struct settings *settings) {
    kl_error error = KL_ERROR_INIT;
    kl_pool *pool = NULL;
    if (outputs_refuse(settings, verb) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (settings_pool(settings, &pool, &error) != KL_OK)
        return complain(&error);
    int code = verb->run(settings, pool);
    kl_pool_free(pool);
    return code;
}
