/* SPDX-License-Identifier: Apache-2.0 */
/* kl: find the verb, read the options, run it. */
#include "cli.h"

#include <signal.h>
#include <stdio.h>

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
    int code = EXIT_WITHIN;
    if (settings.version)
        printf("kl %s\n", kl_version());
    else if (settings.help && named)
        help_print(verb);
    else if (settings.help)
        help_print_all();
    else
        code = verb_run(verb, &settings);
    return output_finish(code);
}
