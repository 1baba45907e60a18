/* SPDX-License-Identifier: Apache-2.0 */
/* What kinds of inputs there are. */
#include "compare/kinds.h"

#include "base/error.h"

static kl_status refuse_logits(kl_input *input, const kl_source *from,
                               const kl_input_options *options, kl_error *error) {
    (void)input;
    (void)options;
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "%s: predictions of language models are compared by kl_evaluate (kl eval)",
                   from->name);
}

static const kl_kind_row rows[] = {
    {KL_INPUT_TEXT, "text", kl_read_text, &kl_compare_symbols},
    {KL_INPUT_WEIGHTS, "weights", kl_read_weights, &kl_compare_symbols},
    {KL_INPUT_COUNTS, "counts", kl_read_counts, &kl_compare_symbols},
    {KL_INPUT_STATE, "state", kl_read_state, &kl_compare_symbols},
    {KL_INPUT_LOGITS, "logits", refuse_logits, NULL},
    {KL_INPUT_SAMPLES, "samples", kl_read_samples, &kl_compare_numbers},
    {KL_INPUT_POINTS, "points", kl_read_points, &kl_compare_numbers},
    {KL_INPUT_IMAGE, "image", kl_read_image, NULL},
};

const kl_kind_row *kl_kind_get(kl_kind kind) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind)
            return &rows[i];
    return NULL;
}

const kl_comparer *kl_comparer_at(size_t index) {
    static const kl_comparer *const all[] = {&kl_compare_symbols, &kl_compare_numbers};
    return index < sizeof all / sizeof *all ? all[index] : NULL;
}

const char *kl_kind_name(kl_kind kind) {
    const kl_kind_row *row = kl_kind_get(kind);
    return row != NULL ? row->name : kind == KL_INPUT_DETECT ? "detect" : NULL;
}
