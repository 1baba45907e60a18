/* SPDX-License-Identifier: Apache-2.0 */
/* What a call reads and what it writes, by whatever words and options: no input is overwritten. */
#include "cli.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

typedef struct output {
    option_id id;
    const char *path; /* NULL: not asked for */
} output;

/* From BESIDE on what is written beside a report. */
enum { OUTPUTS = 4, BESIDE = 1 };

static output output_at(const struct settings *settings, size_t i) {
    const output all[OUTPUTS] = {{OPTION_OUTPUT, settings->output},
                                 {OPTION_HTML, settings->html},
                                 {OPTION_JUNIT, settings->junit},
                                 {OPTION_PLAN, settings->plan}};
    return all[i];
}

static int is_streamed(const output *to) {
    return to->path && strcmp(to->path, "-") == 0;
}

static const char *find(const char *const *paths, size_t n, path_test is, const void *context) {
    for (size_t i = 0; i < n; i++)
        if (paths[i] && is(paths[i], context))
            return paths[i];
    return NULL;
}

const char *input_find(const struct settings *settings, const struct verb *verb, path_test is,
                       const void *context) {
    const char *const by_option[] = {settings->with,      settings->config, settings->targets,
                                     settings->vocab,     settings->text,   settings->costs,
                                     settings->distortion};
    const char *const *words = (const char *const *)settings->files;
    const size_t first = verb->actions && settings->file_count > 0 &&
                         value_word(verb->actions, settings->files[0]) >= 0;
    size_t n = settings->file_count - first;
    if (verb->file_words && verb->file_words < n)
        n = verb->file_words;
    const char *found = find(words + first, n, is, context);
    if (!found)
        found = find(settings->profiles, settings->profile_count, is, context);
    return found ? found : find(by_option, sizeof by_option / sizeof *by_option, is, context);
}

/* Through links or not; "-" is what standard input was opened from. */
static int leads_to(const char *path, const struct stat *that) {
    struct stat file;
    return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &file) : stat(path, &file)) == 0 &&
           file.st_dev == that->st_dev && file.st_ino == that->st_ino;
}

/* "A,B" may be two files, and "FILE#TABLE" one. */
static int is_that(const char *path, const void *context) {
    char piece[LONGEST_PATH];
    if (leads_to(path, context))
        return 1;
    for (const char *at = path, *end;; at = end + 1) {
        end = at + strcspn(at, ",#");
        if (value_cut(at, end, piece, sizeof piece) && leads_to(piece, context))
            return 1;
        if (*end != ',')
            return 0;
    }
}

static int refuse_overwriting(const struct settings *settings, const struct verb *verb) {
    for (size_t i = 0; i < OUTPUTS; i++) {
        const output to = output_at(settings, i);
        struct stat file;
        if (!to.path || is_streamed(&to) || stat(to.path, &file) != 0 || !S_ISREG(file.st_mode))
            continue;
        const char *input = input_find(settings, verb, is_that, &file);
        if (input)
            return complain_usage("--%s %s: the output is also an input (%s)",
                                  option_get(to.id)->name, to.path, input_name(input));
    }
    return EXIT_WITHIN;
}

int output_streamed(const struct settings *settings) {
    int found = 0;
    for (size_t i = BESIDE; i < OUTPUTS; i++) {
        const output to = output_at(settings, i);
        found |= is_streamed(&to);
    }
    return found;
}

/* A format of the report is asked for where there is none, or a second file. */
static int refuse_mixture(const struct settings *settings) {
    const char *first = settings->given[OPTION_JSON]       ? "json"
                        : settings->given[OPTION_MARKDOWN] ? "markdown"
                                                           : NULL;
    for (size_t i = BESIDE; i < OUTPUTS; i++) {
        const output to = output_at(settings, i);
        const char *name = option_get(to.id)->name;
        if (is_streamed(&to) && first)
            return complain_usage("--%s and --%s - are both for standard output: give one of them",
                                  first, name);
        first = is_streamed(&to) ? name : first;
    }
    return EXIT_WITHIN;
}

int outputs_refuse(const struct settings *settings, const struct verb *verb) {
    /* The whole may be put in the place of a part. */
    if (verb != &verb_merge && refuse_overwriting(settings, verb) != EXIT_WITHIN)
        return EXIT_ERROR;
    return refuse_mixture(settings);
}
