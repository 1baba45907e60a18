/* SPDX-License-Identifier: Apache-2.0 */
/* Files through a detector, a block at a time: whole, or a line at a time. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/own_file.h"
#include "io/descriptor.h"
#include "text/language_detector.h"

/* How much of a file is read at once. */
enum { BLOCK = 1 << 16 };

/* The first bytes: enough to tell a file of ours from a text. */
static kl_status read_head(int descriptor, const char *path, uint8_t *block, size_t *got,
                           kl_error *error) {
    kl_status status = KL_OK;
    size_t more = 1;
    *got = 0;
    while (status == KL_OK && more > 0 && kl_own_may_be(block, *got)) {
        status = kl_descriptor_read(descriptor, path, block + *got, BLOCK - *got, &more, error);
        if (status == KL_OK)
            *got += more;
    }
    return status;
}

kl_status kl_language_each_block(const char *path, kl_language_taker *take, void *context,
                                 kl_error *error) {
    struct stat found;
    int descriptor;
    size_t got = 0;
    uint8_t *block = kl_alloc(BLOCK, 1);
    if (block == NULL)
        return kl_fail_memory(error, "a block of a text", BLOCK);
    kl_status status = kl_descriptor_open(path, &descriptor, &found, error);
    if (status != KL_OK) {
        kl_free(block);
        return status;
    }
    status = read_head(descriptor, path, block, &got, error);
    if (status == KL_OK && kl_own_refuse_as_text(block, got, error) != KL_OK)
        status = kl_fail_prefix(error, KL_ERROR_FORMAT, kl_descriptor_name(path));
    /* A block of nothing is the end. */
    for (int more = 1; status == KL_OK && more;) {
        more = got > 0;
        status = take(context, block, got, error);
        if (status == KL_OK && more)
            status = kl_descriptor_read(descriptor, path, block, BLOCK, &got, error);
    }
    kl_descriptor_close(descriptor);
    kl_free(block);
    return status;
}

static kl_status take_text(void *context, const uint8_t *data, size_t size, kl_error *error) {
    (void)error;
    kl_language_scan(context, data, size, 0);
    return KL_OK;
}

kl_status kl_language_detector_add_file(kl_language_detector *detector, const char *path,
                                        kl_error *error) {
    if (detector == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector and a path are needed");
    return kl_language_each_block(path, take_text, detector, error);
}

typedef struct lines {
    kl_language_detector *detector;
    kl_language_visitor *visit;
    void *context;
    uint64_t line;
    int begun; /* the line has a byte */
} lines;

static kl_status end_line(lines *l, kl_error *error) {
    kl_language_answer answer;
    kl_status status = kl_language_detector_finish(l->detector, &answer, error);
    l->begun = 0;
    return status == KL_OK ? l->visit(l->context, l->detector, &answer, l->line++, error) : status;
}

static kl_status take_lines(void *context, const uint8_t *data, size_t size, kl_error *error) {
    lines *l = context;
    kl_status status = KL_OK;
    if (size == 0)
        return l->begun ? end_line(l, error) : KL_OK;
    while (status == KL_OK && size > 0) {
        const uint8_t *feed = memchr(data, '\n', size);
        size_t length = feed ? (size_t)(feed - data) : size;
        kl_language_scan(l->detector, data, length, 0);
        l->begun = 1;
        if (feed)
            status = end_line(l, error);
        length += feed != NULL;
        data += length;
        size -= length;
    }
    return status;
}

kl_status kl_language_detector_lines(kl_language_detector *detector, const char *path,
                                     kl_language_visitor *visit, void *context, kl_error *error) {
    if (detector == NULL || path == NULL || visit == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector, a path and a visitor are needed");
    lines l = {.detector = detector, .visit = visit, .context = context};
    return kl_language_each_block(path, take_lines, &l, error);
}
