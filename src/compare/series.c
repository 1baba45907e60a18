/* SPDX-License-Identifier: Apache-2.0 */
/* The curves of a comparison: both distributions over each other, and what each symbol contributes.
 */
#include "compare/parts.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"

#include <math.h>
#include <stdlib.h>

/* More bars than this nobody reads; a page stays small. */
#define MOST 60

typedef struct weighed {
    double weight;
    size_t index;
} weighed;

static int by_weight(const void *left, const void *right) {
    const weighed *a = left, *b = right;
    const int order = (a->weight < b->weight) - (a->weight > b->weight);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static double weight_of(const kl_pair_symbol *symbol, int distribution) {
    return distribution ? symbol->p + symbol->q : fabs(symbol->contribution);
}

/* The MOST heaviest symbols in order: by their share in both, or by what they contribute. */
static kl_status heaviest(const kl_comparison *comparison, kl_direction direction, int distribution,
                          size_t top[MOST], size_t *count, kl_error *error) {
    const size_t n = kl_comparison_size(comparison);
    weighed *all = kl_alloc(n, sizeof *all);
    if (all == NULL)
        return kl_fail_memory(error, "the symbols by weight", n * sizeof *all);
    for (size_t i = 0; i < n; i++) {
        const kl_pair_symbol symbol = kl_comparison_symbol(comparison, direction, i);
        all[i].weight = weight_of(&symbol, distribution);
        all[i].index = i;
    }
    qsort(all, n, sizeof *all, by_weight);
    *count = n < MOST ? n : MOST;
    for (size_t i = 0; i < *count; i++)
        top[i] = all[i].index;
    kl_free(all);
    return KL_OK;
}

static kl_status add_distributions(const kl_comparison *comparison, const kl_phrase positions[2],
                                   kl_document *document, kl_error *error) {
    size_t top[MOST], n;
    const char *labels[MOST];
    double shares[2][MOST];
    kl_status status = heaviest(comparison, KL_A_GIVEN_B, 1, top, &n, error);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const kl_pair_symbol symbol = kl_comparison_symbol(comparison, KL_A_GIVEN_B, top[i]);
        labels[i] = symbol.text;
        shares[0][i] = symbol.p;
        shares[1][i] = symbol.q;
    }
    for (int side = 0; status == KL_OK && side < 2; side++) {
        status = kl_document_add_series(document, "distribution", "Both distributions",
                                        positions[side].text, KL_SERIES_DISTRIBUTION, KL_UNIT_ONE,
                                        labels, shares[side], n, error);
    }
    return status;
}

static kl_status add_contributions(const kl_comparison *comparison, int direction,
                                   const kl_phrase positions[2], kl_document *document,
                                   kl_error *error) {
    size_t top[MOST], n;
    const char *labels[MOST];
    double values[MOST];
    kl_status status = heaviest(comparison, (kl_direction)direction, 0, top, &n, error);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const kl_pair_symbol symbol =
            kl_comparison_symbol(comparison, (kl_direction)direction, top[i]);
        labels[i] = symbol.text;
        values[i] = symbol.contribution;
    }
    char subject[2 * KL_PHRASE], title[4 * KL_PHRASE];
    const char *truth = positions[direction].text, *model = positions[1 - direction].text;
    kl_words(subject, sizeof subject, "%s|%s", truth, model);
    kl_words(title, sizeof title, "Where it comes from when %s is coded with %s's code", truth,
             model);
    return status != KL_OK ? status
                           : kl_document_add_series(document, "contribution", title, subject,
                                                    KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, labels,
                                                    values, n, error);
}

kl_status kl_parts_series(const kl_comparison *comparison, const kl_phrase positions[2],
                          kl_document *document, kl_error *error) {
    kl_status status = add_distributions(comparison, positions, document, error);
    for (int direction = 0; status == KL_OK && direction < 2; direction++)
        status = add_contributions(comparison, direction, positions, document, error);
    return status;
}
