/* SPDX-License-Identifier: Apache-2.0 */
/* Reading what is made of symbols: texts, weights, counts, states. */
#include "compare/kinds.h"
#include "compare/lines.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/weights.h"

static kl_status refuse_nothing_counted(const kl_source *from, const kl_text_options *text,
                                        kl_error *error) {
    const char *noun = kl_symbols_noun(text->symbols);
    if (text->order > 1) {
        return kl_fail(error, KL_ERROR_VALUE, "%s: fewer than %d %ss, so nothing of order %d",
                       from->name, text->order, noun, text->order);
    }
    return kl_fail(error, KL_ERROR_VALUE, "%s: not a single %s in it", from->name, noun);
}

kl_status kl_read_text(kl_input *input, const kl_source *from, const kl_input_options *options,
                       kl_error *error) {
    const kl_text_options *text = options->text;
    kl_text_counter *counter = NULL;
    kl_status status = kl_text_counter_new(text, &counter, error);
    if (status != KL_OK)
        return status;
    if (from->path != NULL)
        status = kl_text_counter_add_file(counter, from->path, error);
    else if ((status = kl_text_counter_add(counter, from->data, from->size, error)) != KL_OK)
        status = kl_fail_prefix(error, status, from->name);
    if (status == KL_OK)
        status = kl_text_counter_finish(counter, &input->counts, error);
    kl_text_counter_free(counter);
    /* A part of a text may well be one in which nothing starts. */
    if (status == KL_OK && text->parts <= 1 && kl_counts_total(input->counts) == 0)
        return refuse_nothing_counted(from, text, error);
    return status;
}

static kl_status refuse_fraction(const kl_source *from, const kl_weights *weights,
                                 kl_error *error) {
    const double *values = kl_weights_values(weights);
    for (size_t i = 0; i < kl_weights_size(weights); i++) {
        if (!(values[i] < 0x1p53) || values[i] != (double)(uint64_t)values[i]) {
            char text[32];
            kl_number_format(values[i], text);
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%s: %s of '%s' is not a count; say --kind weights", from->name, text,
                              kl_weights_name(weights, i));
        }
    }
    return kl_fail(error, KL_ERROR_VALUE, "%s: not counts", from->name);
}

static kl_status counts_of_weights(kl_input *input, const kl_source *from, uint64_t seed,
                                   kl_error *error) {
    const size_t n = kl_weights_size(input->weights);
    if (!kl_weights_are_counts(input->weights))
        return refuse_fraction(from, input->weights, error);
    const char **names = kl_alloc(n, sizeof *names);
    uint64_t *counts = kl_alloc(n, sizeof *counts);
    kl_status status = KL_OK;
    if (names == NULL || counts == NULL)
        status = kl_fail_memory(error, "counts", n * (sizeof *names + sizeof *counts));
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        names[i] = kl_weights_name(input->weights, i);
        counts[i] = (uint64_t)kl_weights_values(input->weights)[i];
    }
    if (status == KL_OK)
        status = kl_counts_from_names(names, counts, n, seed, &input->counts, error);
    if (status != KL_OK)
        status = kl_fail_prefix(error, status, from->name);
    kl_free(names);
    kl_free(counts);
    kl_weights_free(input->weights);
    input->weights = NULL;
    return status;
}

static kl_status read_array(kl_input *input, const kl_source *from, const kl_input_options *options,
                            kl_error *error) {
    kl_status status = kl_read_samples(input, from, options, error);
    if (status != KL_OK)
        return status;
    status = kl_weights_of_numbers(input->numbers, input->rows, &input->weights, error);
    kl_free(input->numbers);
    input->numbers = NULL;
    input->rows = input->columns = 0;
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}

kl_status kl_read_weights(kl_input *input, const kl_source *from, const kl_input_options *options,
                          kl_error *error) {
    kl_error detail = KL_ERROR_INIT;
    if (kl_source_is_array(from))
        return read_array(input, from, options, error);
    const kl_status status = kl_weights_parse(from->data, from->size, &input->weights, &detail);
    if (status == KL_OK)
        return KL_OK;
    /* Two numbers a line are taken for weights unless somebody says what they are. */
    const int guessed = status == KL_ERROR_VALUE && options->kind == KL_INPUT_DETECT &&
                        kl_lines_are_pairs(from->data, from->size);
    return kl_fail_at(error, status, detail.index, detail.offset, "%.200s: %s%s", from->name,
                      detail.message, guessed ? "; of points say --kind points" : "");
}

kl_status kl_read_counts(kl_input *input, const kl_source *from, const kl_input_options *options,
                         kl_error *error) {
    const kl_status status = kl_read_weights(input, from, options, error);
    return status == KL_OK ? counts_of_weights(input, from, options->seed, error) : status;
}

kl_status kl_read_state(kl_input *input, const kl_source *from, const kl_input_options *options,
                        kl_error *error) {
    (void)options;
    const kl_status status = kl_counts_parse(from->data, from->size, &input->counts, error);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}
