/* SPDX-License-Identifier: Apache-2.0 */
/* Two known distributions: every measure exactly, and where it comes from. */
#include "compare/comparison.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/format.h"
#include "compare/parts.h"

static kl_status contributions(kl_comparison *comparison, int direction,
                               const kl_measure_options *options, kl_error *error) {
    const kl_common *common = &comparison->common;
    const kl_array truth = kl_f64(common->value[direction], common->n);
    const kl_array model = kl_f64(common->value[1 - direction], common->n);
    comparison->contribution[direction] = kl_alloc(common->n, sizeof(double));
    if (comparison->contribution[direction] == NULL)
        return kl_fail_memory(error, "contributions", common->n * sizeof(double));
    return kl_measure_terms(KL_DIVERGENCE, truth, model, options,
                            comparison->contribution[direction], error);
}

kl_status kl_known_fill(kl_comparison *comparison, const kl_sample_options *options,
                        kl_error *error) {
    const kl_common *common = &comparison->common;
    kl_measure_options measure;
    kl_measure_options_init(&measure);
    measure.pool = options->pool;
    kl_status status = KL_OK;
    for (int direction = 0; direction < 2; direction++) {
        const kl_array truth = kl_f64(common->value[direction], common->n);
        const kl_array model = kl_f64(common->value[1 - direction], common->n);
        for (int id = 0; status == KL_OK && id < KL_MEASURE_COUNT; id++) {
            status = kl_measure_compute((kl_measure_id)id, truth, model, &measure,
                                        &comparison->measure[direction][id], error);
            if (status == KL_OK && direction == 1)
                kl_estimate_exchange(&comparison->measure[direction][id]);
        }
        if (status == KL_OK)
            status = contributions(comparison, direction, &measure, error);
    }
    return status;
}

/* Whole numbers of which one is above 1: a fair die is no doubt. */
static int may_be_counted(const kl_weights *weights) {
    double most = 0;
    for (size_t i = 0; i < kl_weights_size(weights); i++)
        most = kl_weights_values(weights)[i] > most ? kl_weights_values(weights)[i] : most;
    return most > 1 && kl_weights_are_counts(weights);
}

kl_status kl_parts_doubts(const kl_input *const *inputs, size_t n, kl_document *document,
                          kl_error *error) {
    size_t found = 0, first = 0;
    for (size_t i = n; i-- > 0;) {
        if (inputs[i]->weights != NULL && may_be_counted(inputs[i]->weights)) {
            found++;
            first = i;
        }
    }
    if (found == 0)
        return KL_OK;
    char text[768], others[64] = "";
    if (found > 1)
        kl_words(others, sizeof others, " (and of %zu more)", found - 1);
    kl_words(text, sizeof text,
             "All weights of %s%s are whole numbers: if they were counted, say --kind counts.",
             inputs[first]->name, others);
    return kl_document_add_sentence(document, KL_SENTENCE_NOTE, text, error);
}
