/* SPDX-License-Identifier: Apache-2.0 */
/* A progress bar: on a terminal only, and only when the work lasts. */
#include "cli.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Work shorter than this (seconds) shows no bar. */
static const double patience = 1.0;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int draw(void *context, uint64_t done, uint64_t total) {
    const double *started = context;
    enum { WIDTH = 40 };
    if (total == 0 || now() - *started < patience)
        return 0;
    int filled = (int)((double)done / (double)total * WIDTH);
    fprintf(stderr, "\r[%.*s%*s] %3d %%", filled, "########################################",
            WIDTH - filled, "", (int)((double)done / (double)total * 100));
    if (done >= total)
        fprintf(stderr, "\r\033[K");
    return 0;
}

kl_progress *progress_start(void **context) {
    static double started;
    if (!is_terminal(STDERR_FILENO))
        return NULL;
    started = now();
    *context = &started;
    return draw;
}

void progress_show(kl_text_options *text) {
    text->progress = progress_start(&text->progress_context);
}
