/* SPDX-License-Identifier: Apache-2.0 */
/* Documents for the tests: inputs from memory or from files, compared and rendered. */
#ifndef TESTS_COMPARE_DOCUMENTS_H
#define TESTS_COMPARE_DOCUMENTS_H

#include "texts.h"

#include <math.h>

static inline kl_input *input_of(const char *name, const char *text, kl_kind kind, int order) {
    kl_error error = KL_ERROR_INIT;
    kl_input_options options;
    kl_input_options_init(&options);
    options.kind = kind;
    kl_text_options text_options;
    kl_text_options_init(&text_options);
    text_options.order = order;
    options.text = &text_options;
    kl_input *input = NULL;
    if (kl_input_parse(name, text, strlen(text), &options, &input, &error) != KL_OK)
        fail_msg("%s", error.message);
    return input;
}

static inline kl_input *file_of(const char *path, int order) {
    kl_error error = KL_ERROR_INIT;
    kl_input_options options;
    kl_input_options_init(&options);
    kl_text_options text_options;
    kl_text_options_init(&text_options);
    text_options.order = order;
    options.text = &text_options;
    kl_input *input = NULL;
    if (kl_input_open(path, &options, &input, &error) != KL_OK)
        fail_msg("%s", error.message);
    return input;
}

/* Compare and free the inputs. */
static inline kl_document *compare(kl_input **inputs, size_t n, const kl_compare_options *options) {
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    if (kl_compare((const kl_input *const *)inputs, n, options, &document, &error) != KL_OK)
        fail_msg("%s", error.message);
    for (size_t i = 0; i < n; i++)
        kl_input_free(inputs[i]);
    return document;
}

static inline kl_document *compare_two(kl_input *a, kl_input *b,
                                       const kl_compare_options *options) {
    kl_input *inputs[2] = {a, b};
    return compare(inputs, 2, options);
}

static inline kl_estimate find(const kl_document *document, const char *id, const char *subject) {
    const kl_estimate *found = kl_document_find(document, id, subject);
    if (found == NULL)
        fail_msg("no estimate %s of %s", id, subject == NULL ? "anything" : subject);
    return *found;
}

static inline double value_of(const kl_document *document, const char *id, const char *subject) {
    return find(document, id, subject).value;
}

/* What a writer makes of it; kl_memory_free when done. Wide, so that no sentence is broken. */
static inline char *written(const kl_document *document, kl_format format) {
    kl_error error = KL_ERROR_INIT;
    kl_render_options options;
    kl_render_options_init(&options);
    options.width = 1000;
    char *text = NULL;
    size_t size;
    if (kl_document_render(document, format, &options, &text, &size, &error) != KL_OK)
        fail_msg("%s", error.message);
    return text;
}

static inline void says(const kl_document *document, const char *part) {
    char *text = written(document, KL_FORMAT_TERMINAL);
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not said in:\n%s", part, text);
    kl_memory_free(text);
}

static inline void does_not_say(const kl_document *document, const char *part) {
    char *text = written(document, KL_FORMAT_TERMINAL);
    if (strstr(text, part) != NULL)
        fail_msg("'%s' is said in:\n%s", part, text);
    kl_memory_free(text);
}

#endif
