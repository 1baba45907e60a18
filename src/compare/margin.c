/* SPDX-License-Identifier: Apache-2.0 */
/* Is one model of a text really better than another? */
#include "compare/margin.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/code_model.h"
#include "io/printable.h"
#include "kernels/scalar.h"
#include "sample/counts.h"
#include "sample/saving.h"

/* ── What each n-gram of the text costs ───────────────────────────────────────────────────────── */

/* So that both models share their smallest probabilities among equally many symbols. */
static kl_status add_symbols(kl_code_alphabet *alphabet, const kl_counts *counts, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < kl_counts_alphabet(counts); i++) {
        size_t length;
        uint32_t symbol;
        const char *bytes = kl_counts_symbol(counts, i, &length);
        status = kl_code_alphabet_add(alphabet, bytes, length, &symbol, error);
    }
    return status;
}

static kl_status price(const kl_counts *text, kl_code_alphabet *alphabet, kl_code_model *model,
                       double sign, double *cost, kl_error *error) {
    const int order = kl_counts_order(text);
    kl_status status = KL_OK;
    for (size_t g = 0; status == KL_OK && g < kl_counts_size(text); g++) {
        uint32_t gram[KL_ORDER_MAX];
        for (int k = 0; status == KL_OK && k < order; k++) {
            size_t length;
            const char *bytes = kl_counts_symbol(text, kl_counts_gram(text, g)[k], &length);
            status = kl_code_alphabet_add(alphabet, bytes, length, &gram[k], error);
        }
        const uint32_t *start = NULL;
        if (status == KL_OK)
            status = kl_code_model_after(model, gram, (size_t)order - 1, &start, error);
        if (status == KL_OK) {
            const uint32_t last = gram[order - 1];
            cost[g] -= sign * kl_log((double)(start[last + 1] - start[last]));
        }
    }
    return status;
}

/* cost[g] += sign · what n-gram g of the text costs with the code of `with`, up to a constant. */
static kl_status add_cost(const kl_counts *text, const kl_counts *with, const kl_counts *other,
                          double sign, double *cost, kl_error *error) {
    kl_code_alphabet alphabet;
    kl_code_model *model = NULL;
    kl_status status = kl_code_alphabet_init(&alphabet, with, error);
    if (status != KL_OK)
        return status;
    status = add_symbols(&alphabet, text, error);
    if (status == KL_OK)
        status = add_symbols(&alphabet, other, error);
    if (status == KL_OK)
        status = kl_code_model_new(&alphabet, &model, error);
    if (status == KL_OK)
        status = price(text, &alphabet, model, sign, cost, error);
    kl_code_model_free(model);
    kl_code_alphabet_clear(&alphabet);
    return status;
}

/* ── What that amounts to ─────────────────────────────────────────────────────────────────────── */

/* What of a symbol is looked at: more than a listing shows. */
enum { NAME_MOST = KL_PHRASE };

static void name_of(const kl_counts *text, size_t symbol, char name[KL_PRINTABLE_ROOM(NAME_MOST)]) {
    size_t length;
    const char *bytes = kl_counts_symbol(text, symbol, &length);
    kl_printable(bytes, length < NAME_MOST ? length : NAME_MOST, text->symbols == KL_SYMBOLS_BYTES,
                 name);
}

/* The symbols that end the n-grams on which the most is saved, biggest first. */
static kl_status name_symbols(const kl_counts *text, const double *saved, kl_listing *out,
                              kl_error *error) {
    double *sum = kl_alloc_zero(text->alphabet, sizeof *sum);
    if (sum == NULL)
        return kl_fail_memory(error, "the symbols of a text", text->alphabet * sizeof *sum);
    for (size_t g = 0; g < text->size; g++) {
        const size_t last = (g + 1) * (size_t)text->order - 1;
        sum[text->gram[last]] += (double)text->count[g] * saved[g];
    }
    char names[KL_MARGIN_SYMBOLS][KL_PRINTABLE_ROOM(NAME_MOST)];
    const char *list[KL_MARGIN_SYMBOLS];
    size_t n = 0;
    while (n < KL_MARGIN_SYMBOLS) {
        size_t best = 0;
        for (size_t s = 1; s < text->alphabet; s++)
            best = sum[s] > sum[best] ? s : best;
        if (!(sum[best] > 0))
            break;
        sum[best] = 0;
        name_of(text, best, names[n]);
        list[n] = names[n];
        n++;
    }
    *out = kl_phrase_symbols(list, n);
    kl_free(sum);
    return KL_OK;
}

/* Names that were counted are symbols of the kind that the text has. */
static kl_status estimate_saving(const kl_counts *text, const kl_counts *better,
                                 const kl_counts *worse, const kl_sample_options *sample,
                                 kl_estimate *out, kl_error *error) {
    struct kl_counts view[2] = {*better, *worse};
    view[0].symbols = view[1].symbols = text->symbols;
    return kl_counts_saving(text, &view[0], &view[1], sample, out, error);
}

kl_status kl_margin_compute(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                            const kl_sample_options *sample, kl_margin *out, kl_error *error) {
    double *saved = kl_alloc_zero(kl_counts_size(text), sizeof *saved);
    if (saved == NULL)
        return kl_fail_memory(error, "the costs of n-grams", kl_counts_size(text) * sizeof *saved);
    kl_status status = add_cost(text, worse, better, 1, saved, error);
    if (status == KL_OK)
        status = add_cost(text, better, worse, -1, saved, error);
    if (status == KL_OK)
        status = name_symbols(text, saved, &out->symbols, error);
    if (status == KL_OK)
        status = estimate_saving(text, better, worse, sample, &out->saved, error);
    kl_free(saved);
    return status;
}
