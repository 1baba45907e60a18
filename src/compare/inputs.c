/* SPDX-License-Identifier: Apache-2.0 */
/* Several inputs that are to be compared: texts are counted as the states beside them were. */
#include "base/error.h"
#include "compare/detect.h"
#include "compare/input.h"
#include "io/bytes.h"

#include <string.h>

/* A pipe can be read only once, so it is never looked at ahead. */
static kl_status is_state(const char *path, const kl_input_options *options, int *answer,
                          kl_error *error) {
    kl_bytes *bytes = NULL;
    *answer = options->kind == KL_INPUT_STATE;
    if (options->kind != KL_INPUT_DETECT || !kl_path_is_regular(path))
        return KL_OK;
    const kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    const size_t size = kl_bytes_size(bytes);
    const int whole = size <= KL_DETECT_HEAD;
    *answer =
        kl_detect(kl_bytes_data(bytes), whole ? size : KL_DETECT_HEAD, whole) == KL_SEEN_STATE;
    kl_bytes_close(bytes);
    return KL_OK;
}

/* Read the states; the last one says how texts are counted (that they agree kl_compare checks). */
static kl_status open_states(const char *const *paths, size_t n, const kl_input_options *reading,
                             kl_text_options *text, kl_input **inputs, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        int state = 0;
        if (paths[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "path %zu is NULL", i);
        kl_status status = is_state(paths[i], reading, &state, error);
        if (status == KL_OK && state)
            status = kl_input_open(paths[i], reading, &inputs[i], error);
        if (status != KL_OK)
            return kl_fail_input(error, status, i);
        const kl_counts *counts = state ? kl_input_counts(inputs[i]) : NULL;
        if (counts == NULL || reading->fixed || kl_counts_symbols(counts) == KL_SYMBOLS_NAMES)
            continue;
        text->symbols = kl_counts_symbols(counts);
        text->order = kl_counts_order(counts);
    }
    return KL_OK;
}

static kl_status open_rest(const char *const *paths, size_t n, const kl_input_options *reading,
                           kl_input **inputs, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        const kl_status status =
            inputs[i] == NULL ? kl_input_open(paths[i], reading, &inputs[i], error) : KL_OK;
        if (status != KL_OK)
            return kl_fail_input(error, status, i);
    }
    return KL_OK;
}

kl_status kl_inputs_open(const char *const *paths, size_t n, const kl_input_options *options,
                         kl_input **inputs, kl_error *error) {
    kl_input_options reading;
    kl_text_options text;
    if (inputs == NULL || paths == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_inputs_open: paths and inputs must not be NULL");
    memset(inputs, 0, n * sizeof *inputs);
    kl_status status = kl_input_options_read(options, &reading, &text, error);
    if (status == KL_OK)
        status = open_states(paths, n, &reading, &text, inputs, error);
    if (status == KL_OK)
        status = open_rest(paths, n, &reading, inputs, error);
    for (size_t i = 0; status != KL_OK && i < n; i++) {
        kl_input_free(inputs[i]);
        inputs[i] = NULL;
    }
    return status;
}
