/* SPDX-License-Identifier: Apache-2.0 */
/* The curves of a comparison: both distributions over each other, and what each symbol contributes.
 */
#include "compare/parts.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "report/say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A document holds so many symbols; what is left out is counted and added up. */
enum { MOST = 1000 };

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

/* Symbols in order, the heaviest first: by their share in both, or by what they contribute. */
static kl_status heaviest(const kl_comparison *comparison, kl_direction direction, int distribution,
                          weighed **out, kl_error *error) {
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
    *out = all;
    return KL_OK;
}

/* The largest values of a series with their labels, and the sum of the rest. */
typedef struct shown {
    size_t n, left_out;
    const char *labels[MOST];
    double values[MOST];
    double left_out_sum, sum;
} shown;

typedef enum quantity { SHARE_OF_A, SHARE_OF_B, CONTRIBUTION } quantity;

static double value_of(const kl_pair_symbol *symbol, quantity what) {
    switch (what) {
    case SHARE_OF_A:
        return symbol->p;
    case SHARE_OF_B:
        return symbol->q;
    case CONTRIBUTION:
        break;
    }
    return symbol->contribution;
}

static void fill(const kl_comparison *comparison, kl_direction direction, const weighed *order,
                 quantity what, shown *out) {
    const size_t n = kl_comparison_size(comparison);
    kl_exact_sum all, rest;
    kl_exact_sum_init(&all);
    kl_exact_sum_init(&rest);
    out->n = n < MOST ? n : MOST;
    out->left_out = n - out->n;
    for (size_t i = 0; i < n; i++) {
        const kl_pair_symbol symbol = kl_comparison_symbol(comparison, direction, order[i].index);
        const double value = value_of(&symbol, what);
        kl_exact_sum_add(&all, value);
        if (i < out->n) {
            out->labels[i] = symbol.text;
            out->values[i] = value;
        } else {
            kl_exact_sum_add(&rest, value);
        }
    }
    out->sum = kl_exact_sum_round(&all);
    out->left_out_sum = kl_exact_sum_round(&rest);
}

static kl_status add_distributions(const kl_comparison *comparison, const kl_phrase positions[2],
                                   shown *scratch, kl_document *document, kl_error *error) {
    weighed *order = NULL;
    kl_status status = heaviest(comparison, KL_A_GIVEN_B, 1, &order, error);
    for (int side = 0; status == KL_OK && side < 2; side++) {
        fill(comparison, KL_A_GIVEN_B, order, side == 0 ? SHARE_OF_A : SHARE_OF_B, scratch);
        status = kl_document_add_series(document, "distribution", "Both distributions",
                                        positions[side].text, KL_SERIES_DISTRIBUTION, KL_UNIT_ONE,
                                        NULL, scratch->labels, scratch->values, scratch->n,
                                        scratch->left_out, scratch->left_out_sum, error);
    }
    kl_free(order);
    return status;
}

static kl_status add_contributions(const kl_comparison *comparison, int direction,
                                   const kl_phrase positions[2], shown *scratch,
                                   kl_document *document, kl_error *error) {
    weighed *order = NULL;
    kl_status status = heaviest(comparison, (kl_direction)direction, 0, &order, error);
    if (status != KL_OK)
        return status;
    fill(comparison, (kl_direction)direction, order, CONTRIBUTION, scratch);
    char subject[2 * KL_PHRASE], title[4 * KL_PHRASE];
    kl_words(subject, sizeof subject, "%s|%s", positions[0].text, positions[1].text);
    kl_words(title, sizeof title, "Where it comes from when %s is coded with %s's code",
             positions[direction].text, positions[1 - direction].text);
    status = kl_document_add_series(
        document, direction == 0 ? "contribution" : "contribution.reverse", title, subject,
        KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, comparison->noun, scratch->labels, scratch->values,
        scratch->n, scratch->left_out, scratch->left_out_sum, error);
    kl_free(order);
    return status;
}

/* Bars are of what was counted: where a bias was removed they add up to another number than the headline
 * says, and the reader is told to which. */
static kl_status note_sums(const kl_comparison *comparison, const double sums[2], kl_unit unit,
                           kl_document *document, kl_error *error) {
    kl_phrase text[2];
    int differ = 0;
    for (int direction = 0; direction < 2; direction++) {
        const kl_estimate *headline = &comparison->measure[direction][KL_DIVERGENCE];
        text[direction] = kl_phrase_number(headline, sums[direction], unit);
        const kl_phrase said = kl_phrase_number(headline, headline->value, unit);
        differ |= headline->method != KL_METHOD_EXACT && isfinite(sums[direction]) &&
                  strcmp(text[direction].text, said.text) != 0;
    }
    if (!differ)
        return KL_OK;
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "The bars of where it comes from add up to %s and %s %s per %s: to the divergences "
        "before their bias is removed.",
        text[0].text, text[1].text, kl_unit_name(unit), comparison->noun);
}

kl_status kl_parts_series(const kl_comparison *comparison, const kl_phrase positions[2],
                          kl_unit unit, kl_document *document, kl_error *error) {
    shown *scratch = kl_alloc(1, sizeof *scratch);
    if (scratch == NULL)
        return kl_fail_memory(error, "the bars of a comparison", sizeof *scratch);
    double sums[2] = {0, 0};
    kl_status status = add_distributions(comparison, positions, scratch, document, error);
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        status = add_contributions(comparison, direction, positions, scratch, document, error);
        sums[direction] = scratch->sum;
    }
    kl_free(scratch);
    return status == KL_OK ? note_sums(comparison, sums, unit, document, error) : status;
}
