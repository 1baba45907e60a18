/* SPDX-License-Identifier: Apache-2.0 */
/* Where a document goes: standard output, a page if one was asked for, and what tolerances make of it. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col < 120 ? size.ws_col : 120;
    return 80;
}

int is_terminal(int descriptor) {
    const char *kind = getenv("TERM");
    return isatty(descriptor) && !(kind && strcmp(kind, "dumb") == 0);
}

/* Colour is for people: on a terminal, unless they said no (no-color.org). */
static int wants_colour(void) {
    const char *no_color = getenv("NO_COLOR");
    return is_terminal(STDOUT_FILENO) && !(no_color && *no_color);
}

int output_finish(int code) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    return complain_usage("cannot write standard output: %s", strerror(errno));
}

kl_status write_file(const char *path, const void *data, size_t size, kl_error *error) {
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_file_write(file, data, size, error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

static kl_status write_rendered(const kl_document *document, kl_format format,
                                const kl_render_options *options, const char *path,
                                kl_error *error) {
    char *text = NULL;
    size_t size = 0;
    kl_status status = kl_document_render(document, format, options, &text, &size, error);
    if (status == KL_OK)
        status = write_file(path, text, size, error);
    kl_memory_free(text);
    return status;
}

static kl_render_options render_options(const struct settings *settings) {
    kl_render_options options;
    kl_render_options_init(&options);
    options.unit = settings->unit;
    options.width = terminal_width();
    options.colour = wants_colour();
    return options;
}

kl_status show_page(const kl_document *document, const struct settings *settings, kl_error *error) {
    const kl_render_options options = render_options(settings);
    return settings->html
               ? write_rendered(document, KL_FORMAT_HTML, &options, settings->html, error)
               : KL_OK;
}

kl_status show_report(const kl_document *document, const struct settings *settings,
                      kl_error *error) {
    const kl_render_options options = render_options(settings);
    return output_streamed(settings)
               ? KL_OK
               : write_rendered(document, settings->format, &options, "-", error);
}

kl_status show_document(const kl_document *document, const struct settings *settings,
                        kl_error *error) {
    const kl_status status = show_page(document, settings, error);
    return status == KL_OK ? show_report(document, settings, error) : status;
}

int answer(const struct settings *settings, kl_pool *pool, ids_of id_at, size_t inputs,
           teller tell) {
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    if (tolerances_refuse(settings, id_at, inputs) != EXIT_WITHIN)
        return EXIT_ERROR;
    kl_status status = tell(settings, pool, &document, &error);
    if (status == KL_OK)
        status = show_document(document, settings, &error);
    const int code = status == KL_OK ? tolerances_check(document, settings) : complain(&error);
    kl_document_free(document);
    return code;
}
