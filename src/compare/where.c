/* SPDX-License-Identifier: Apache-2.0 */
/* Where a divergence comes from: the few symbols that make up half of it. */
#include "compare/sentences.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/words.h"

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
    if (symbols == NULL) {
        return kl_fail_memory(error, "the symbols by what they contribute", n * sizeof *symbols);
    }
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

/* How many of the biggest reach half of the sum; 0 where there is nothing to be shared out. */
static size_t half_of(const ranked *symbols, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++) {
        kl_exact_sum_add(&sum, symbols[i].contribution);
    }
    const double half = kl_exact_sum_round(&sum) / 2;
    double reached = 0;
    for (size_t i = 0; half > 0 && i < n; i++) {
        reached += symbols[i].contribution;
        if (reached >= half) {
            return i + 1;
        }
    }
    return 0;
}

static kl_phrase first_symbols(const ranked *symbols, size_t n) {
    const char *names[NAMED];
    for (size_t i = 0; i < n && i < NAMED; i++) {
        names[i] = symbols[i].text;
    }
    return kl_phrase_symbols(names, n < NAMED ? n : NAMED);
}

static kl_status say_impossible(const ranked *symbols, size_t n, const char *whole,
                                kl_document *document, kl_error *error) {
    size_t infinite = 0;
    while (infinite < n && isinf(symbols[infinite].contribution)) {
        infinite++;
    }
    char text[512];
    kl_words(text, sizeof text, "%s%s %s all of %s.", first_symbols(symbols, infinite).text,
             infinite > NAMED ? " and others" : "", infinite == 1 ? "makes up" : "make up", whole);
    return kl_document_add_sentence(document, KL_SENTENCE_WHERE, text, error);
}

kl_status kl_sentence_where(const kl_comparison *comparison, kl_direction direction,
                            const char *whole, kl_document *document, kl_error *error) {
    ranked *symbols = NULL;
    const size_t n = kl_comparison_size(comparison);
    kl_status status = rank(comparison, direction, &symbols, error);
    if (status != KL_OK) {
        return status;
    }
    if (n > 0 && isinf(symbols[0].contribution)) {
        status = say_impossible(symbols, n, whole, document, error);
        kl_free(symbols);
        return status;
    }
    const size_t half = half_of(symbols, n);
    const kl_phrase gram = kl_phrase_gram(comparison->noun, comparison->order);
    char text[512] = "";
    if (half > NAMED) {
        kl_words(text, sizeof text, "It takes %s to make up half of %s; the first are %s.",
                 kl_phrase_counted(half, gram.text).text, whole,
                 first_symbols(symbols, NAMED).text);
    } else if (half > 0) {
        kl_words(text, sizeof text, "%s %s up half of %s.", first_symbols(symbols, half).text,
                 half == 1 ? "makes" : "make", whole);
    }
    if (half > 0) {
        status = kl_document_add_sentence(document, KL_SENTENCE_WHERE, text, error);
    }
    kl_free(symbols);
    return status;
}

kl_status kl_sentences_where(const kl_speech *speech, kl_document *document, kl_error *error) {
    const kl_comparison *c = speech->comparison;
    kl_status status = KL_OK;
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        const kl_estimate *d = &c->measure[direction][KL_DIVERGENCE];
        /* Noise comes from nowhere in particular. */
        if (d->value == 0 || (d->flags & (KL_FLAG_NEAR_EQUAL | KL_FLAG_SAME_INPUT)) != 0) {
            continue;
        }
        char whole[KL_PHRASE];
        kl_words(whole, sizeof whole, "what %s costs with %s's code", speech->label[direction].text,
                 speech->label[1 - direction].text);
        status = kl_sentence_where(c, (kl_direction)direction, whole, document, error);
    }
    return status;
}
