/* SPDX-License-Identifier: Apache-2.0 */
/* The public counter: made, fed with texts and files, freed. */
#include "text/counter.h"

#include "base/alloc.h"
#include "base/cover.h"
#include "base/error.h"
#include "base/options.h"
#include "base/own_file.h"
#include "io/descriptor.h"
#include "io/os_error.h"

#include <errno.h>
#include <fcntl.h>
#include <kullback/io.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void kl_text_options_init(kl_text_options *options) {
    kl_text_options defaults = {.size = sizeof defaults,
                                .symbols = KL_SYMBOLS_LETTERS,
                                .order = 1,
                                .memory = UINT64_C(1) << 30,
                                .part = 1,
                                .parts = 1};
    *options = defaults;
}

kl_status kl_symbols_check(kl_symbols symbols, kl_error *error) {
    if (symbols < KL_SYMBOLS_BYTES || symbols > KL_SYMBOLS_TOKENS)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the symbols of a text are bytes, letters, words or tokens, not kind %d",
                       (int)symbols);
    if (symbols == KL_SYMBOLS_BYTES || symbols == KL_SYMBOLS_TOKENS || kl_fold_available())
        return KL_OK;
    return kl_fail(
        error, KL_ERROR_UNSUPPORTED,
        "this build counts bytes only: for letters and words install libutf8proc-dev and "
        "build again");
}

static kl_status check(const kl_text_options *options, kl_error *error) {
    if (options->order < 1 || options->order > KL_ORDER_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "order %d is not in 1 … %d", options->order,
                       KL_ORDER_MAX);
    if (options->parts < 1 || options->part < 1 || options->part > options->parts)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no part %llu of %llu",
                       (unsigned long long)options->part, (unsigned long long)options->parts);
    return kl_symbols_check(options->symbols, error);
}

/* What the workers refer to. */
static kl_status fill_plan(kl_text_counter *counter, const kl_text_options *options,
                           kl_error *error) {
    kl_worker_plan *plan = &counter->plan;
    plan->workers = kl_pool_threads(options->pool);
    plan->symbols = options->symbols;
    plan->order = options->order;
    plan->memory = options->memory;
    atomic_init(&plan->used, 0);
    if (options->spill == NULL)
        return KL_OK;
    size_t size = strlen(options->spill) + 1;
    counter->spill = kl_alloc(size, 1);
    if (counter->spill == NULL)
        return kl_fail_memory(error, "a counter", size);
    memcpy(counter->spill, options->spill, size);
    plan->spill = counter->spill;
    return KL_OK;
}

static kl_status fill_counter(kl_text_counter *counter, const kl_text_options *options,
                              kl_error *error) {
    kl_status status = fill_plan(counter, options, error);
    if (status != KL_OK)
        return status;
    const unsigned workers = counter->plan.workers;
    counter->options = *options;
    counter->options.spill = counter->spill;
    counter->worker = kl_alloc_zero(workers, sizeof *counter->worker);
    if (counter->worker == NULL)
        return kl_fail_memory(error, "a counter", workers * sizeof *counter->worker);
    for (unsigned i = 0; i < workers; i++)
        kl_worker_init(&counter->worker[i], &counter->plan);
    return KL_OK;
}

kl_status kl_text_counter_new(const kl_text_options *options, kl_text_counter **out,
                              kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_text_counter_new: out is NULL");
    *out = NULL;
    kl_text_options resolved;
    kl_text_options_init(&resolved);
    kl_status status =
        kl_options_read(&resolved, sizeof resolved, options, "kl_text_options", error);
    if (status == KL_OK)
        status = check(&resolved, error);
    if (status != KL_OK)
        return status;
    kl_text_counter *counter = kl_alloc_zero(1, sizeof *counter);
    if (counter == NULL)
        return kl_fail_memory(error, "a counter", sizeof *counter);
    status = fill_counter(counter, &resolved, error);
    if (status != KL_OK) {
        kl_text_counter_free(counter);
        return status;
    }
    *out = counter;
    return KL_OK;
}

void kl_text_counter_free(kl_text_counter *counter) {
    if (counter == NULL)
        return;
    for (unsigned i = 0; counter->worker != NULL && i < counter->plan.workers; i++)
        kl_worker_free(&counter->worker[i]);
    kl_free(counter->worker);
    kl_free(counter->unfinished);
    kl_free(counter->spill);
    kl_free(counter);
}

/* A text that was counted in part must not look like a counted text. */
static kl_status settle(kl_text_counter *counter, kl_status status) {
    counter->failed |= status != KL_OK;
    counter->unfinished_n = 0;
    return status;
}

static kl_status usable(const kl_text_counter *counter, const char *function, kl_error *error) {
    if (counter == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: counter is NULL", function);
    if (counter->failed)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: an earlier text could not be counted",
                       function);
    return KL_OK;
}

static kl_status count_whole(kl_text_counter *counter, const void *data, size_t size,
                             kl_error *error) {
    const kl_text_options *options = &counter->options;
    kl_window window = {data, size, 0, kl_text_identity(data, size), 1};
    const kl_range owned = kl_range_part(size, options->part, options->parts);
    const size_t low = (size_t)owned.low, high = (size_t)owned.high;
    return kl_counter_feed(counter, &window, low, high, size, 0, high - low, error);
}

kl_status kl_text_counter_add(kl_text_counter *counter, const void *data, size_t size,
                              kl_error *error) {
    kl_status status = usable(counter, "kl_text_counter_add", error);
    if (status != KL_OK)
        return status;
    if (data == NULL && size > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_text_counter_add: data is NULL");
    status = kl_own_refuse_as_text(data, size, error);
    return settle(counter, status == KL_OK ? count_whole(counter, data, size, error) : status);
}

/* What is wrong with a text is said of it, and not what is wrong with memory or a disk. */
static kl_status name_text(kl_status status, const char *path, kl_error *error) {
    return status == KL_ERROR_FORMAT ? kl_fail_prefix(error, status, kl_descriptor_name(path))
                                     : status;
}

static kl_status add_stream(kl_text_counter *counter, int descriptor, const char *path,
                            kl_error *error) {
    if (counter->options.parts > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: cannot be counted in parts, it can be read only once",
                       kl_descriptor_name(path));
    return name_text(settle(counter, kl_counter_stream(counter, descriptor, path, error)), path,
                     error);
}

static kl_status add_regular(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open_text(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status =
        settle(counter, count_whole(counter, kl_bytes_data(bytes), kl_bytes_size(bytes), error));
    kl_bytes_close(bytes);
    return name_text(status, path, error);
}

kl_status kl_text_counter_add_file(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_status status = usable(counter, "kl_text_counter_add_file", error);
    if (status != KL_OK)
        return status;
    if (path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_text_counter_add_file: path is NULL");
    if (strcmp(path, "-") == 0)
        return add_stream(counter, STDIN_FILENO, path, error);
    struct stat kind;
    if (stat(path, &kind) != 0)
        return kl_fail_os(error, errno, "read", path, "standard input");
    if (S_ISREG(kind.st_mode) || S_ISDIR(kind.st_mode))
        return add_regular(counter, path, error);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return kl_fail_os(error, errno, "read", path, "standard input");
    status = add_stream(counter, descriptor, path, error);
    close(descriptor);
    return status;
}
