/* SPDX-License-Identifier: Apache-2.0 */
/* Numbering several alphabets by their union. */
#include "sample/ranks.h"

#include "base/alloc.h"
#include "base/error.h"

kl_status kl_ranks_new(const kl_alphabet *parts, size_t n, kl_ranks *out, kl_error *error) {
    size_t symbols = 0;
    for (size_t k = 0; k < n; k++)
        symbols += parts[k].n;
    *out = (kl_ranks){
        kl_alloc(n, sizeof *out->rank), kl_alloc(symbols, sizeof **out->rank), {0, NULL, NULL}};
    if (out->rank == NULL || out->all == NULL) {
        kl_ranks_free(out);
        return kl_fail_memory(error, "merging symbols", symbols);
    }
    size_t first = 0;
    for (size_t k = 0; k < n; k++) {
        out->rank[k] = out->all + first;
        first += parts[k].n;
    }
    kl_status status = kl_alphabet_merge(parts, n, &out->alphabet, out->rank, error);
    if (status != KL_OK)
        kl_ranks_free(out);
    return status;
}

void kl_ranks_free(kl_ranks *ranks) {
    kl_alphabet_free(&ranks->alphabet);
    kl_free(ranks->rank);
    kl_free(ranks->all);
    *ranks = (kl_ranks){NULL, NULL, {0, NULL, NULL}};
}
