/* SPDX-License-Identifier: Apache-2.0 */
/* The distribution a code is made for, as integer frequencies of the next symbol. */
#include "compare/code_model.h"

#include "base/alloc.h"
#include "base/error.h"

#include <kullback/information.h>

#include <string.h>

static kl_status fill(kl_code_model *model, const kl_lexicon *lexicon, double *probabilities,
                      uint32_t *frequencies, kl_error *error) {
    const size_t n = lexicon->n;
    const double total = (double)kl_counts_total(lexicon->counts) + (double)n / 2;
    for (size_t i = 0; i < n; i++) {
        probabilities[i] = 0.5 / total;
    }
    for (size_t g = 0; g < kl_counts_size(lexicon->counts); g++) {
        const uint32_t symbol = kl_counts_gram(lexicon->counts, g)[0];
        probabilities[symbol] = ((double)kl_counts_count(lexicon->counts, g) + 0.5) / total;
    }
    kl_status status = kl_code_quantise(probabilities, n, frequencies, error);
    if (status != KL_OK) {
        return status;
    }
    model->start[0] = 0;
    for (size_t i = 0; i < n; i++) {
        model->start[i + 1] = model->start[i] + frequencies[i];
    }
    return KL_OK;
}

kl_status kl_code_model_new(kl_code_model *model, const kl_lexicon *lexicon, kl_error *error) {
    const size_t n = lexicon->n;
    memset(model, 0, sizeof *model);
    if (kl_counts_order(lexicon->counts) != 1) {
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "coding with counts of order %d is not built yet; count in order 1",
                       kl_counts_order(lexicon->counts));
    }
    model->n = n;
    model->start = kl_alloc(n + 1, sizeof *model->start);
    double *probabilities = kl_alloc(n, sizeof *probabilities);
    uint32_t *frequencies = kl_alloc(n, sizeof *frequencies);
    kl_status status = KL_OK;
    if (model->start == NULL || probabilities == NULL || frequencies == NULL) {
        status = kl_fail_memory(error, "the frequencies of a code", n * 16);
    } else {
        status = fill(model, lexicon, probabilities, frequencies, error);
    }
    kl_free(probabilities);
    kl_free(frequencies);
    if (status != KL_OK) {
        kl_code_model_clear(model);
    }
    return status;
}

void kl_code_model_clear(kl_code_model *model) {
    kl_free(model->start);
    memset(model, 0, sizeof *model);
}

uint32_t kl_code_model_find(const kl_code_model *model, uint32_t point) {
    size_t low = 0, high = model->n;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (model->start[middle] <= point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}
