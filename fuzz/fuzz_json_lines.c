/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: each line is a value or has an error with its number, and the pieces in which the bytes come
 * change nothing. */
#include <string.h>

#include "check.h"
#include "io/json_lines.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>

enum { LINE_MAX_BYTES = 256 };

typedef struct pieces {
    const uint8_t *data;
    size_t left, piece;
} pieces;

static kl_status read_piece(void *context, void *data, size_t size, size_t *got, kl_error *error) {
    (void)error;
    pieces *p = context;
    *got = size < p->piece ? size : p->piece;
    *got = p->left < *got ? p->left : *got;
    if (*got > 0)
        memcpy(data, p->data, *got);
    p->data += *got;
    p->left -= *got;
    return KL_OK;
}

static size_t count_lines(const uint8_t *data, size_t size) {
    size_t lines = size > 0;
    for (size_t i = 0; i + 1 < size; i++)
        lines += data[i] == '\n';
    return lines;
}

/* Two numbers that stand for all that was read. */
typedef struct outcome {
    size_t values, failures;
} outcome;

static outcome read_all(const uint8_t *data, size_t size, size_t piece) {
    pieces p = {data, size, piece};
    outcome seen = {0, 0};
    kl_json_lines *lines = NULL;
    CHECK(kl_json_lines_new((kl_source){read_piece, &p}, "lines", LINE_MAX_BYTES, &lines, NULL) ==
          KL_OK);
    size_t most = count_lines(data, size);
    for (size_t calls = 0; calls <= most; calls++) {
        json_t *value = NULL;
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_json_lines_next(lines, &value, &error);
        if (status == KL_OK && !value)
            break;
        CHECK(calls < most || status != KL_OK); /* only a long line comes more than once */
        CHECK(kl_json_lines_number(lines) <= (int64_t)most);
        CHECK(kl_json_lines_offset(lines) <= size);
        if (status != KL_OK) {
            CHECK_ERROR(status, error);
            CHECK(!value && !strchr(error.message, '\n'));
            CHECK(error.index >= 1 && error.index <= (int64_t)most);
            CHECK(error.offset >= 0 && (size_t)error.offset <= size);
        }
        seen.values += status == KL_OK;
        seen.failures += status != KL_OK;
        json_decref(value);
    }
    kl_json_lines_close(lines);
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    outcome whole = read_all(data, size, size + 1);
    static const size_t sizes[] = {1, 7, 100};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        outcome pieced = read_all(data, size, sizes[i]);
        CHECK(pieced.values == whole.values && pieced.failures == whole.failures);
    }
    return 0;
}

#else

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_view view = {data, size, 0};
    kl_json_lines *lines = NULL;
    CHECK(kl_json_lines_new(kl_source_memory(&view), "lines", 0, &lines, NULL) ==
          KL_ERROR_UNSUPPORTED);
    return 0;
}

#endif
