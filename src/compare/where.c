/* SPDX-License-Identifier: Apache-2.0 */
/* Where a divergence comes from: the few symbols that make up half of the loss. */
#include "compare/sentences.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"

#include <math.h>
#include <stdlib.h>

/* As many symbols as a sentence can name. */
#define NAMED 5

typedef struct ranked {
    const char *text;
    double contribution;
    size_t index; /* so that equal contributions have an order too */
} ranked;

static int by_contribution(const void *left, const void *right) {
    const ranked *a = left, *b = right;
    const int order = (a->contribution < b->contribution) - (a->contribution > b->contribution);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static kl_status rank(const kl_comparison *comparison, kl_direction direction, ranked **out,
                      kl_error *error) {
    const size_t n = kl_comparison_size(comparison);
    ranked *symbols = kl_alloc(n, sizeof *symbols);
    if (symbols == NULL)
        return kl_fail_memory(error, "the symbols by what they contribute", n * sizeof *symbols);
    for (size_t i = 0; i < n; i++) {
        const kl_pair_symbol symbol = kl_comparison_symbol(comparison, direction, i);
        symbols[i].text = symbol.text;
        symbols[i].contribution = symbol.contribution;
        symbols[i].index = i;
    }
    qsort(symbols, n, sizeof *symbols, by_contribution);
    *out = symbols;
    return KL_OK;
}

/* How many of the biggest reach half of all that is lost; 0 where nothing is. What other symbols gain
 * back is left out: bars that point the other way would make any few symbols look like everything. */
static size_t half_of(const ranked *symbols, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n && symbols[i].contribution > 0; i++)
        kl_exact_sum_add(&sum, symbols[i].contribution);
    const double half = kl_exact_sum_round(&sum) / 2;
    double reached = 0;
    for (size_t i = 0; half > 0 && i < n; i++) {
        reached += symbols[i].contribution;
        if (reached >= half)
            return i + 1;
    }
    return 0;
}

static kl_listing first_symbols(const ranked *symbols, size_t n) {
    const char *names[NAMED];
    for (size_t i = 0; i < n && i < NAMED; i++)
        names[i] = symbols[i].text;
    return kl_phrase_symbols(names, n < NAMED ? n : NAMED);
}

static kl_status say_impossible(const ranked *symbols, size_t n, const char *model,
                                kl_document *document, kl_error *error) {
    size_t infinite = 0;
    while (infinite < n && isinf(symbols[infinite].contribution))
        infinite++;
    char text[768];
    kl_words(text, sizeof text, "%s has no code for %s%s.", model,
             first_symbols(symbols, infinite).text, infinite > NAMED ? " and others" : "");
    return kl_document_add_sentence(document, KL_SENTENCE_WHERE, text, error);
}

static kl_status say_half(const ranked *symbols, size_t n, const char *gram, const char *truth,
                          const char *model, kl_document *document, kl_error *error) {
    const size_t half = half_of(symbols, n);
    char text[768];
    if (half == 0)
        return KL_OK;
    if (half > NAMED) {
        kl_words(text, sizeof text,
                 "Half of what %s loses with %s's code is lost on %s, first of all %s.", truth,
                 model, kl_phrase_counted(half, gram).text, first_symbols(symbols, NAMED).text);
    } else {
        kl_words(text, sizeof text, "Half of what %s loses with %s's code is lost on %s.", truth,
                 model, first_symbols(symbols, half).text);
    }
    return kl_document_add_sentence(document, KL_SENTENCE_WHERE, text, error);
}

static kl_status say_direction(const kl_speech *speech, kl_direction direction,
                               kl_document *document, kl_error *error) {
    const kl_comparison *c = speech->comparison;
    const char *truth = speech->label[direction].text;
    const char *model = speech->label[1 - direction].text;
    ranked *symbols = NULL;
    const size_t n = kl_comparison_size(c);
    kl_status status = rank(c, direction, &symbols, error);
    if (status != KL_OK)
        return status;
    if (n > 0 && isinf(symbols[0].contribution)) {
        status = say_impossible(symbols, n, model, document, error);
    } else {
        status = say_half(symbols, n, kl_phrase_gram(c->noun, c->order).text, truth, model,
                          document, error);
    }
    kl_free(symbols);
    return status;
}

kl_status kl_sentences_where(const kl_speech *speech, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        const kl_estimate *d = &speech->comparison->measure[direction][KL_DIVERGENCE];
        /* Noise comes from nowhere in particular. */
        if (d->value != 0 && (d->flags & (KL_FLAG_NEAR_EQUAL | KL_FLAG_SAME_INPUT)) == 0)
            status = say_direction(speech, (kl_direction)direction, document, error);
    }
    return status;
}
