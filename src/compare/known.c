/* SPDX-License-Identifier: Apache-2.0 */
/* Two known distributions: every measure exactly, and where it comes from. */
#include "compare/comparison.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/format.h"
#include "compare/parts.h"
#include "measure/job.h"

#include <math.h>

static kl_status contributions(kl_comparison *comparison, int direction, kl_pool *pool,
                               kl_error *error) {
    const kl_common *common = &comparison->common;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.pool = pool;
    const kl_array truth = kl_f64(common->value[direction], common->n);
    const kl_array model = kl_f64(common->value[1 - direction], common->n);
    comparison->contribution[direction] = kl_alloc(common->n, sizeof(double));
    if (comparison->contribution[direction] == NULL)
        return kl_fail_memory(error, "contributions", common->n * sizeof(double));
    return kl_measure_terms(KL_DIVERGENCE, truth, model, &options,
                            comparison->contribution[direction], error);
}

/* What was dealt with, of A and B; an entropy, which has only the one it is of, has that first, and nothing to say of
 * what moved in the other. */
static void note_zeros(const kl_comparison *comparison, kl_measure_id id, int direction,
                       kl_estimate *out) {
    kl_lone lone = comparison->lone;
    if (id == KL_ENTROPY)
        lone.moved[1 - direction] = 0;
    for (unsigned side = 0; side < 2; side++)
        kl_lone_note(&lone, side, id == KL_ENTROPY ? side ^ (unsigned)direction : side, out);
}

kl_status kl_known_measure(kl_comparison *comparison, kl_measure_id id, double parameter,
                           kl_pool *pool, kl_error *error) {
    const kl_common *common = &comparison->common;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = parameter;
    options.pool = pool;
    kl_status status = KL_OK;
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        kl_estimate *out = &comparison->measure[direction][id];
        status = kl_measure_compute(id, kl_f64(common->value[direction], common->n),
                                    kl_f64(common->value[1 - direction], common->n), &options, out,
                                    error);
        if (status != KL_OK)
            break;
        if (direction == 1)
            kl_estimate_exchange(out);
        note_zeros(comparison, id, direction, out);
    }
    return status;
}

/* New weights in the place of both: every measure is that of these. */
static kl_status deal_with_zeros(kl_comparison *comparison, const kl_compare_options *options,
                                 kl_error *error) {
    kl_common *common = &comparison->common;
    kl_measure_job job;
    kl_measure_options measure;
    kl_measure_options_init(&measure);
    measure.pool = options->sample->pool;
    measure.zeros = comparison->zeros = options->zeros;
    measure.zeros_amount = comparison->zeros_amount = options->zeros_amount;
    kl_status status =
        kl_measure_job_begin(&job, NULL, KL_DIVERGENCE, kl_f64(common->value[0], common->n),
                             kl_f64(common->value[1], common->n), &measure, error);
    kl_estimate apart = kl_estimate_exact(0, KL_UNIT_ONE);
    if (status == KL_OK && job.replaced != NULL)
        status = kl_measure_compute(KL_TOTAL_VARIATION, kl_f64(common->value[0], common->n),
                                    kl_f64(common->value[1], common->n), NULL, &apart, error);
    if (status == KL_OK && job.replaced != NULL) {
        comparison->were_apart = apart.value > 0;
        comparison->lone = job.lone;
        for (int side = 0; side < 2; side++)
            comparison->zero_mass[side] = kl_estimate_exact(job.lone.mass[side], KL_UNIT_ONE);
        kl_common_replace(common, job.replaced);
    }
    kl_measure_job_end(&job);
    return status;
}

kl_status kl_known_fill(kl_comparison *comparison, const kl_weights *a, const kl_weights *b,
                        const kl_compare_options *options, kl_error *error) {
    kl_pool *pool = options->sample->pool;
    kl_status status =
        kl_common_new(a, b, options->zeros != KL_ZEROS_EXACT, &comparison->common, error);
    if (status == KL_OK)
        status = deal_with_zeros(comparison, options, error);
    for (int id = 0; status == KL_OK && id < KL_MEASURE_COUNT; id++)
        status = kl_known_measure(comparison, (kl_measure_id)id, NAN, pool, error);
    for (int direction = 0; status == KL_OK && direction < 2; direction++)
        status = contributions(comparison, direction, pool, error);
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
