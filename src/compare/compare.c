/* SPDX-License-Identifier: Apache-2.0 */
/* kl_compare: inputs in, one document out. */
#include "base/error.h"
#include "base/options.h"
#include "compare/kinds.h"
#include "compare/labels.h"
#include "compare/parts.h"
#include "compare/sentences.h"
#include "sample/options.h"

#include <string.h>

void kl_compare_options_init(kl_compare_options *options) {
    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    options->unit = KL_UNIT_BITS;
}

static kl_status check_options(const kl_compare_options *options, kl_error *error) {
    if (options->setting_count > 0 && options->settings == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu settings, but settings is NULL",
                       options->setting_count);
    if (options->unit != KL_UNIT_BITS && options->unit != KL_UNIT_NATS) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "sentences speak in bits or nats, not in '%s'",
                       kl_unit_name(options->unit));
    }
    return KL_OK;
}

/* `options` gets the library's size, and `sample` to point to. */
static kl_status read_options(const kl_compare_options *given, kl_compare_options *options,
                              kl_sample_options *sample, kl_error *error) {
    kl_compare_options_init(options);
    kl_status status =
        kl_options_read(options, sizeof *options, given, "kl_compare_options", error);
    if (status == KL_OK)
        status = check_options(options, error);
    if (status == KL_OK)
        status = kl_sample_options_read(options->sample, sample, error);
    options->sample = sample;
    return status;
}

kl_status kl_compare_two(const kl_input *const *inputs, const kl_compare_options *options,
                         kl_document *document, kl_error *error) {
    kl_phrase labels[2];
    kl_labels_fill(inputs, 2, labels);
    kl_comparison comparison;
    kl_status status = kl_comparison_run(inputs[0], inputs[1], options, &comparison, error);
    if (status != KL_OK)
        return status;
    status = kl_comparison_tune(&comparison, options, error);
    const kl_speech speech = {&comparison, labels, options->unit, options->sample->confidence};
    const kl_phrase positions[2] = {kl_labels_subject(0), kl_labels_subject(1)};
    if (status == KL_OK)
        status = kl_parts_head(inputs, 2, labels, document, error);
    if (status == KL_OK)
        status = kl_parts_doubts(inputs, 2, document, error);
    if (status == KL_OK)
        status = kl_sentences_zeros(&speech, document, error);
    if (status == KL_OK)
        status = kl_parts_estimates(&comparison, document, error);
    if (status == KL_OK)
        status = kl_parts_series(&comparison, positions, options->unit, document, error);
    if (status == KL_OK)
        status = kl_sentences_directions(&speech, document, error);
    if (status == KL_OK)
        status = kl_sentences_noise(&speech, document, error);
    if (status == KL_OK)
        status = kl_sentences_where(&speech, document, error);
    kl_comparison_clear(&comparison);
    return status;
}

const kl_comparer kl_compare_symbols = {"symbols", kl_compare_two, kl_compare_many, kl_rows_id};

/* All must have one comparer. */
static kl_status find_comparer(const kl_input *const *inputs, size_t n, const kl_comparer **out,
                               kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (inputs[i]->kind == KL_INPUT_IMAGE)
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_UNSUPPORTED,
                                         "%.200s: images are moved by kl_ot_describe (kl ot)",
                                         inputs[i]->name),
                                 i);
    *out = kl_kind_get(inputs[0]->kind)->comparer;
    for (size_t i = 1; i < n; i++) {
        const kl_comparer *other = kl_kind_get(inputs[i]->kind)->comparer;
        if (other != *out) {
            const kl_status status = kl_fail(
                error, KL_ERROR_MISMATCH, "%s holds %s (%s), %s %s (%s): these cannot be compared",
                inputs[0]->name, (*out)->of, kl_kind_name(inputs[0]->kind), inputs[i]->name,
                other->of, kl_kind_name(inputs[i]->kind));
            return kl_fail_input(error, status, i);
        }
    }
    return KL_OK;
}

static kl_status refuse_empty(const kl_input *const *inputs, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        const kl_counts *counts = inputs[i]->counts;
        if (counts != NULL && kl_counts_total(counts) == 0)
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_VALUE, "%.200s holds no %s at all",
                                         inputs[i]->name,
                                         kl_symbols_noun(kl_counts_symbols(counts))),
                                 i);
    }
    return KL_OK;
}

/* A count of zero is no weight of zero. */
static kl_status refuse_zeros(const kl_input *const *inputs, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (inputs[i]->weights == NULL)
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_UNSUPPORTED,
                                         "%.200s holds %s: zeros are dealt with between known "
                                         "weights alone",
                                         inputs[i]->name, kl_kind_name(inputs[i]->kind)),
                                 i);
    return KL_OK;
}

static kl_status compare(const kl_input *const *inputs, size_t n, const kl_compare_options *options,
                         kl_document *document, kl_error *error) {
    const kl_comparer *comparer = NULL;
    kl_status status = find_comparer(inputs, n, &comparer, error);
    if (status == KL_OK)
        status = refuse_empty(inputs, n, error);
    if (status == KL_OK && options->zeros != KL_ZEROS_EXACT)
        status = refuse_zeros(inputs, n, error);
    if (status != KL_OK)
        return status;
    if (options->setting_count > 0 && (n > 2 || comparer != &kl_compare_symbols))
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "the parameter of a measure is set for two known distributions only");
    if (n == 2)
        return comparer->two(inputs, options, document, error);
    if (comparer->many == NULL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%s are compared two at a time, not %zu",
                       comparer->of, n);
    return comparer->many(inputs, n, options, document, error);
}

/* Whether one of the comparers before has it too. */
static int is_known_id(size_t comparers, size_t inputs, const char *id) {
    for (size_t c = 0; c < comparers; c++) {
        const char *other = NULL;
        for (size_t i = 0; (other = kl_comparer_at(c)->id(inputs, i)) != NULL; i++)
            if (strcmp(other, id) == 0)
                return 1;
    }
    return 0;
}

const char *kl_compare_id(size_t inputs, size_t index) {
    const char *id = NULL;
    for (size_t c = 0; kl_comparer_at(c) != NULL; c++)
        for (size_t i = 0; (id = kl_comparer_at(c)->id(inputs, i)) != NULL; i++)
            if (!is_known_id(c, inputs, id) && index-- == 0)
                return id;
    return NULL;
}

kl_status kl_compare(const kl_input *const *inputs, size_t n, const kl_compare_options *given,
                     kl_document **out, kl_error *error) {
    if (inputs == NULL || out == NULL || n < 2) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "comparing needs at least two inputs, got %zu",
                       inputs == NULL ? (size_t)0 : n);
    }
    for (size_t i = 0; i < n; i++)
        if (inputs[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "input %zu is NULL", i);
    *out = NULL;
    kl_compare_options options;
    kl_sample_options sample;
    kl_status status = read_options(given, &options, &sample, error);
    kl_document *document = NULL;
    if (status == KL_OK)
        status = kl_document_new("compare", &document, error);
    if (status == KL_OK)
        status = compare(inputs, n, &options, document, error);
    if (status != KL_OK) {
        kl_document_free(document);
        return status;
    }
    *out = document;
    return KL_OK;
}
