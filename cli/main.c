/* SPDX-License-Identifier: Apache-2.0 */
/* kl: find the verb, read the options, run it. */
#include "cli.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct verb *const *verbs(size_t *count) {
    static const struct verb *const all[] = {&verb_compare, &verb_count, &verb_merge,   &verb_code,
                                             &verb_eval,    &verb_fit,   &verb_lang,    &verb_lm,
                                             &verb_mi,      &verb_ib,    &verb_channel, &verb_ot,
                                             &verb_explore, &verb_help};
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

int complain(const kl_error *error) {
    fprintf(stderr, "kl: %s\n", error->message[0] ? error->message : kl_status_name(error->code));
    return EXIT_ERROR;
}

int complain_usage(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("kl: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return EXIT_ERROR;
}

static int run(const struct verb *verb, const struct settings *settings) {
    kl_error error = KL_ERROR_INIT;
    kl_pool_options options;
    kl_pool *pool = NULL;
    kl_pool_options_init(&options);
    options.threads = settings->threads;
    options.isa = settings->isa;
    if (kl_pool_new(&options, &pool, &error) != KL_OK)
        return complain(&error);
    int code = verb->run(settings, pool);
    kl_pool_free(pool);
    return code;
}

int main(int argc, char **argv) {
    struct settings settings;
    kl_error error = KL_ERROR_INIT;
    const struct verb *verb = argc > 1 ? verb_find(argv[1]) : &verb_help;
    const int named = verb != NULL;
    if (named && argc > 1) {
        argc--;
        argv++;
    } else if (!named) {
        verb = &verb_compare;
    }
    if (!named && verb_complain(argv[1]) != EXIT_WITHIN)
        return EXIT_ERROR;
    /* A closed pipe is an error like any other: it gets a line and an exit code. */
    signal(SIGPIPE, SIG_IGN);
    if (settings_parse(&settings, verb, argc, argv, &error) != KL_OK)
        return complain(&error);
    if (settings.version)
        return printf("kl %s\n", kl_version()) < 0 || fflush(stdout) ? EXIT_ERROR : EXIT_WITHIN;
    int code = EXIT_WITHIN;
    if (settings.help && named)
        help_print(verb);
    else if (settings.help)
        help_print_all();
    else
        code = run(verb, &settings);
    if (fflush(stdout) || ferror(stdout))
        return complain_usage("standard output: could not be written");
    return code;
}
