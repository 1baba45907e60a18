/* SPDX-License-Identifier: Apache-2.0 */
/* Sums of digammas of counts. */
#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "kernels/special.h"

kl_status kl_terms_new(kl_terms *terms, size_t most, unsigned workers, kl_error *error) {
    *terms = (kl_terms){most, workers, kl_alloc_zero(workers * (most + 1), sizeof *terms->count)};
    if (terms->count == NULL)
        return kl_fail_memory(error, "counts of neighbours",
                              workers * (most + 1) * sizeof *terms->count);
    return KL_OK;
}

double kl_terms_sum(const kl_terms *terms) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t c = 1; c <= terms->most; c++) {
        int64_t count = 0;
        for (unsigned worker = 0; worker < terms->workers; worker++)
            count += kl_terms_of(terms, worker)[c];
        if (count != 0)
            kl_exact_sum_add(&sum, (double)count * kl_digamma((double)c));
    }
    return kl_exact_sum_round(&sum);
}

void kl_terms_free(kl_terms *terms) {
    kl_free(terms->count);
    terms->count = NULL;
}
