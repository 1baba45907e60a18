/* SPDX-License-Identifier: Apache-2.0 */
/* A window of text to tasks on the threads of the pool; a stream to windows. */
#include "io/descriptor.h"
#include "text/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/own_file.h"
#include "io/os_error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Tasks of a thread in a batch: enough to even out, few enough to show progress. */
enum { TASKS_PER_WORKER = 8, STREAM_TASKS_PER_WORKER = 2 };

size_t kl_counter_batch(const kl_text_counter *counter) {
    return (size_t)counter->plan.workers * TASKS_PER_WORKER;
}

typedef struct batch {
    kl_text_counter *counter;
    const kl_window *window;
    size_t low, high, end;
    kl_unfinished *unfinished; /* one a task */
} batch;

static kl_status count_task(void *context, size_t index, unsigned number, kl_error *error) {
    const batch *work = context;
    size_t low = work->low + index * KL_TASK_BYTES;
    size_t high = work->high - low < KL_TASK_BYTES ? work->high : low + KL_TASK_BYTES;
    work->unfinished[index].worker = number;
    return kl_worker_count(&work->counter->worker[number], work->window, low, high, work->end,
                           &work->unfinished[index], error);
}

/* The unfinished ones of the tasks go behind those that are there; the finished ones go away. */
static void keep_unfinished(kl_text_counter *counter, size_t tasks) {
    size_t kept = 0;
    for (size_t i = 0; i < counter->unfinished_n + tasks; i++)
        if (counter->unfinished[i].owned > 0)
            counter->unfinished[kept++] = counter->unfinished[i];
    counter->unfinished_n = kept;
}

static kl_status reserve_unfinished(kl_text_counter *counter, size_t tasks, kl_error *error) {
    size_t n = counter->unfinished_n + tasks;
    kl_unfinished *grown = kl_realloc(counter->unfinished, n, sizeof *grown);
    if (grown == NULL)
        return kl_fail_memory(error, "unfinished n-grams", n * sizeof *grown);
    counter->unfinished = grown;
    return KL_OK;
}

static kl_status run_batch(kl_text_counter *counter, const kl_window *window, size_t low,
                           size_t high, size_t end, kl_error *error) {
    size_t tasks = (high - low + KL_TASK_BYTES - 1) / KL_TASK_BYTES;
    kl_status status = reserve_unfinished(counter, tasks, error);
    if (status != KL_OK)
        return status;
    batch work = {counter, window, low, high, end, counter->unfinished + counter->unfinished_n};
    status = kl_pool_run(counter->options.pool, tasks, count_task, &work, error);
    if (status != KL_OK)
        return status;
    keep_unfinished(counter, tasks);
    for (unsigned i = 0; i < counter->plan.workers && status == KL_OK; i++)
        status = kl_worker_refresh(&counter->worker[i], i, counter->unfinished,
                                   counter->unfinished_n, error);
    return status;
}

static kl_status resume_all(kl_text_counter *counter, const kl_window *window, size_t end,
                            kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < counter->unfinished_n && status == KL_OK; i++) {
        kl_unfinished *unfinished = &counter->unfinished[i];
        status =
            kl_worker_resume(&counter->worker[unfinished->worker], window, end, unfinished, error);
    }
    keep_unfinished(counter, 0);
    return status;
}

static kl_status show_progress(const kl_text_counter *counter, uint64_t done, uint64_t total,
                               kl_error *error) {
    const kl_text_options *options = &counter->options;
    if (options->progress == NULL || options->progress(options->progress_context, done, total) == 0)
        return KL_OK;
    return kl_fail(error, KL_ERROR_CANCELLED, "stopped by the caller after %llu bytes",
                   (unsigned long long)done);
}

kl_status kl_counter_feed(kl_text_counter *counter, const kl_window *window, size_t low,
                          size_t high, size_t end, uint64_t done, uint64_t total, kl_error *error) {
    kl_status status = resume_all(counter, window, end, error);
    size_t bytes = kl_counter_batch(counter) * KL_TASK_BYTES;
    for (size_t at = low; at < high && status == KL_OK;) {
        size_t to = high - at < bytes ? high : at + bytes;
        status = run_batch(counter, window, at, to, end, error);
        at = to;
        if (status == KL_OK)
            status = show_progress(counter, done + (at - low), total, error);
    }
    return status;
}

/* ── Streams ────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct stream {
    int descriptor;
    const char *path;
    unsigned char *buffer;
    size_t capacity, filled;
    int ended;
} stream;

static kl_status fill(stream *in, kl_error *error) {
    while (!in->ended && in->filled < in->capacity) {
        ssize_t got = read(in->descriptor, in->buffer + in->filled, in->capacity - in->filled);
        if (got > 0)
            in->filled += (size_t)got;
        else if (got == 0)
            in->ended = 1;
        else if (errno != EINTR)
            return kl_fail_os(error, errno, "read", in->path, "standard input");
    }
    return KL_OK;
}

/* Window by window. Each keeps from the one before it what begins after its last task, and a little
 * to look back at. */
static kl_status feed_windows(kl_text_counter *counter, stream *in, kl_error *error) {
    kl_window window = {in->buffer, 0, 0, 0, 0};
    size_t low = 0;
    while (!window.last) {
        kl_status status = fill(in, error);
        if (status != KL_OK)
            return status;
        if (window.base == 0) {
            status = kl_own_refuse_as_text(in->buffer, in->filled, error);
            if (status != KL_OK)
                return status;
            window.identity = kl_text_identity(in->buffer, in->filled);
        }
        window.size = in->filled;
        window.last = in->ended;
        size_t high = in->ended ? in->filled : in->filled - KL_SCAN_AHEAD;
        status = kl_counter_feed(counter, &window, low, high, high, window.base + low, 0, error);
        if (status != KL_OK)
            return status;
        size_t used = high > KL_SCAN_BACK ? high - KL_SCAN_BACK : 0;
        memmove(in->buffer, in->buffer + used, in->filled - used);
        in->filled -= used;
        window.base += used;
        low = high - used;
    }
    return KL_OK;
}

kl_status kl_counter_stream(kl_text_counter *counter, int descriptor, const char *path,
                            kl_error *error) {
    size_t tasks = (size_t)counter->plan.workers * STREAM_TASKS_PER_WORKER;
    stream in = {descriptor, path, NULL, tasks * KL_TASK_BYTES + KL_SCAN_AHEAD + KL_SCAN_BACK,
                 0,          0};
    in.buffer = kl_alloc(in.capacity, 1);
    if (in.buffer == NULL)
        return kl_fail_memory(error, "a window of text", in.capacity);
    kl_status status = feed_windows(counter, &in, error);
    kl_free(in.buffer);
    return status;
}
