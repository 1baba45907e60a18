/* SPDX-License-Identifier: Apache-2.0 */
/* Where two samples differ: their densities, and the ranges or the columns that differ most. */
#include "compare/numbers.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "report/say.h"

#include <math.h>

static kl_status add_ranges(const kl_ranges *ranges, const char *id, const char *title,
                            const char *subject, kl_series_style style, const double *values,
                            kl_document *document, kl_error *error) {
    const char *labels[KL_RANGES_MAX];
    for (size_t r = 0; r < ranges->n; r++)
        labels[r] = ranges->label[r];
    return kl_document_add_series(document, id, title, subject, style, KL_UNIT_ONE, NULL, labels,
                                  values, ranges->n, 0, 0, error);
}

static kl_status add_densities(const kl_numbers *numbers, kl_ranges *ranges, kl_document *document,
                               kl_error *error) {
    kl_ranges_even(&numbers->pooled, ranges);
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = add_ranges(ranges, "distribution", "Both distributions", s == 0 ? "A" : "B",
                            KL_SERIES_HISTOGRAM, ranges->share[s], document, error);
    return status;
}

static kl_status say_range(const kl_numbers *numbers, const kl_ranges *ranges, size_t most,
                           kl_document *document, kl_error *error) {
    return kl_say(document, KL_SENTENCE_WHERE, error,
                  "They differ most in the range %s: %s of %s and %s of %s lie there.",
                  ranges->label[most], kl_phrase_percent(ranges->share[0][most]).text,
                  numbers->label[0].text, kl_phrase_percent(ranges->share[1][most]).text,
                  numbers->label[1].text);
}

static kl_status add_differences(const kl_numbers *numbers, kl_ranges *ranges,
                                 kl_document *document, kl_error *error) {
    double difference[KL_RANGES_MAX];
    size_t most = 0;
    kl_ranges_tenths(&numbers->pooled, ranges);
    for (size_t r = 0; r < ranges->n; r++) {
        difference[r] = ranges->share[0][r] - ranges->share[1][r];
        if (fabs(difference[r]) > fabs(difference[most]))
            most = r;
    }
    kl_status status =
        add_ranges(ranges, "share_difference", "Where A has more than B, by tenths of all numbers",
                   "A|B", KL_SERIES_CONTRIBUTION, difference, document, error);
    if (status == KL_OK && difference[most] != 0 && !kl_numbers_are_alike(numbers))
        status = say_range(numbers, ranges, most, document, error);
    return status;
}

/* ── Points ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct column_names {
    char text[32];
} column_names;

static kl_status fill_columns(const kl_numbers *numbers, double *values, column_names *names,
                              const char **labels, kl_error *error) {
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.permutations = 0;
    kl_status status = KL_OK;
    for (size_t c = 0; status == KL_OK && c < numbers->columns; c++) {
        kl_matrix side[2];
        kl_two_sample_result result;
        for (int s = 0; s < 2; s++) {
            side[s] = numbers->side[s];
            side[s].data = (const double *)side[s].data + c;
            side[s].columns = 1;
        }
        status = kl_two_sample_compute(KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV, side[0], side[1], &options,
                                       &result, error);
        values[c] = result.value.value;
        kl_words(names[c].text, sizeof names[c].text, "column %zu", c + 1);
        labels[c] = names[c].text;
    }
    return status;
}

static kl_status add_columns(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    const size_t n = numbers->columns;
    double *values = kl_alloc(n, sizeof *values);
    column_names *names = kl_alloc(n, sizeof *names);
    const char **labels = kl_alloc(n, sizeof *labels);
    kl_status status = values != NULL && names != NULL && labels != NULL
                           ? fill_columns(numbers, values, names, labels, error)
                           : kl_fail_memory(error, "the columns", n * sizeof *names);
    if (status == KL_OK)
        status = kl_document_add_series(
            document, "column_difference", "Kolmogorov–Smirnov statistic of each column", "A|B",
            KL_SERIES_CONTRIBUTION, KL_UNIT_ONE, NULL, labels, values, n, 0, 0, error);
    size_t most = 0;
    for (size_t c = 1; status == KL_OK && c < n; c++)
        most = values[c] > values[most] ? c : most;
    if (status == KL_OK && !kl_numbers_are_alike(numbers))
        status = kl_say(document, KL_SENTENCE_WHERE, error,
                        "Of single columns, number %zu differs most: its distribution functions "
                        "are up to %s apart.",
                        most + 1, kl_phrase_percent(values[most]).text);
    kl_free(values);
    kl_free(names);
    kl_free(labels);
    return status;
}

kl_status kl_numbers_where(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    if (numbers->columns > 1)
        return add_columns(numbers, document, error);
    kl_ranges *ranges = kl_alloc(1, sizeof *ranges);
    if (ranges == NULL)
        return kl_fail_memory(error, "the ranges of numbers", sizeof *ranges);
    kl_status status = add_densities(numbers, ranges, document, error);
    if (status == KL_OK)
        status = add_differences(numbers, ranges, document, error);
    kl_free(ranges);
    return status;
}
