/* SPDX-License-Identifier: Apache-2.0 */
/* kl explore: the page that computes, as a file of its own. */
#include "cli.h"

#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* docs/explore/explore.html as it is; tools/make_explore.py makes it. */
__asm__(".section .rodata\n"
        ".globl kl_explore_page\n"
        ".hidden kl_explore_page\n"
        "kl_explore_page:\n"
        ".incbin \"" KL_EXPLORE_PAGE "\"\n"
        ".globl kl_explore_page_end\n"
        ".hidden kl_explore_page_end\n"
        "kl_explore_page_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const char kl_explore_page[], kl_explore_page_end[];
extern char **environ;

#define STANDARD_NAME "kullback.html"

static const option_id options[] = {OPTION_OUTPUT, OPTION_OPEN, OPTION_HELP};

enum { NONE = 127 };

/* The exit code of the program that opens whatever it is on this desktop; NONE where there is none, which a system may
 * say by the code of the child; -1 where it did not come to an end of its own. */
static int opener_code(char *name) {
    static char opener[] = "xdg-open";
    char *arguments[] = {opener, name, NULL};
    pid_t child;
    int status;
    if (posix_spawnp(&child, opener, NULL, NULL, arguments, environ) != 0)
        return NONE;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static int open_page(const char *path) {
    char name[4096];
    if (snprintf(name, sizeof name, "%s%s", *path == '-' ? "./" : "", path) >= (int)sizeof name)
        return complain_usage("%s: a name too long to be opened", path);
    const int code = opener_code(name);
    if (code == NONE)
        return complain_usage("%s is written, but there is no xdg-open here: open it in a browser",
                              path);
    if (code != 0)
        return complain_usage("%s is written, but xdg-open could not open it: open it in a browser",
                              path);
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    const char *path = settings->output ? settings->output : STANDARD_NAME;
    const int streamed = strcmp(path, "-") == 0;
    (void)pool;
    if (settings->file_count != 0)
        return complain_usage(
            "the page reads no files, and '%s' is one more word than it knows: kl explore -o FILE",
            settings->files[0]);
    if (streamed && settings->open)
        return complain_usage(
            "what goes to standard output cannot be opened: kl explore -o FILE --open");
    if (write_file(path, kl_explore_page, (size_t)(kl_explore_page_end - kl_explore_page),
                   &error) != KL_OK)
        return complain(&error);
    const int code = settings->open ? open_page(path) : EXIT_WITHIN;
    if (!streamed && code == EXIT_WITHIN)
        printf("%s\n", path);
    return code;
}

const struct verb verb_explore = {
    .name = "explore",
    .usage = "[-o FILE]",
    .summary = "a page to play with: every number computed in the browser as you pull",
    .description = "Write one HTML file with the library inside: two distributions whose bars are "
                   "pulled, which language "
                   "a text is in, losses of logits, and what else the divergences are good for. It "
                   "opens in any browser, "
                   "from the disk, and asks nothing of the network. Each state of it has an "
                   "address to be shared and "
                   "shows the commands that compute the same numbers here.",
    .examples = "kl explore\twrite kullback.html\n"
                "kl explore -o page.html --open\twrite it there and show it in the browser\n"
                "kl explore -o - | gzip > page.html.gz\tto standard output\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{.id = OPTION_OUTPUT,
             .preset = STANDARD_NAME,
             .help = "Write the page to FILE; - is standard output."}},
    .run = run,
};
