/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a document: what is compared, and what was odd in it. */
#include "base/format.h"
#include "compare/parts.h"
#include "text/bad_bytes.h"

#include <string.h>

kl_counted kl_parts_counted(const kl_input *const *inputs, size_t n) {
    kl_counted h = {1, "symbol", 0, 0};
    for (size_t i = 0; i < n; i++) {
        const kl_counts *counts = inputs[i]->counts;
        if (counts == NULL) {
            h.known++;
            continue;
        }
        h.counted++;
        h.order = kl_counts_order(counts);
        if (kl_counts_symbols(counts) != KL_SYMBOLS_NAMES)
            h.noun = kl_symbols_noun(kl_counts_symbols(counts));
    }
    return h;
}

static kl_status set_title(const kl_counted *h, kl_document *document, kl_error *error) {
    char title[320];
    const char *known = h->known == 0 ? "" : ", beside known weights";
    if (h->counted == 0) {
        kl_words(title, sizeof title, "known distributions");
    } else if (h->order == 1) {
        kl_words(title, sizeof title, "%ss, one at a time%s", h->noun, known);
    } else {
        const kl_phrase gram = kl_phrase_gram(h->noun, h->order);
        kl_words(title, sizeof title,
                 "%ss (order %d): entropy, cross-entropy and KL per %s given the %s before it; the "
                 "other measures of the joint %s",
                 gram.text, h->order, h->noun, kl_phrase_cardinal(h->order - 1),
                 strchr(gram.text, ' ') + 1);
    }
    kl_status status = kl_document_set_title(document, title, error);
    return status == KL_OK
               ? kl_document_set_noun(document, kl_phrase_gram(h->noun, h->order).text, error)
               : status;
}

static kl_status add_input(const kl_input *input, kl_document *document, kl_error *error) {
    char detail[200];
    if (input->counts == NULL) {
        kl_words(detail, sizeof detail, "%s",
                 kl_phrase_counted(kl_weights_size(input->weights), "symbol").text);
        return kl_document_add_input(document, NULL, input->name, kl_kind_name(input->kind), detail,
                                     error);
    }
    const kl_counts *counts = input->counts;
    const int names = kl_counts_symbols(counts) == KL_SYMBOLS_NAMES;
    const char *noun = names ? "observation" : kl_symbols_noun(kl_counts_symbols(counts));
    kl_words(detail, sizeof detail, "%s, %s different",
             kl_phrase_counted(kl_counts_total(counts),
                               kl_phrase_gram(noun, kl_counts_order(counts)).text)
                 .text,
             kl_phrase_count(kl_counts_size(counts)).text);
    return kl_document_add_input(document, NULL, input->name, kl_kind_name(input->kind), detail,
                                 error);
}

static kl_status note_bad_bytes(const kl_input *input, const kl_phrase *label,
                                kl_document *document, kl_error *error) {
    const uint64_t bad = input->counts == NULL ? 0 : kl_counts_bad_bytes(input->counts);
    return kl_note_bad_bytes(bad, label->text, KL_BAD_PASSED_OVER, document, error);
}

kl_status kl_parts_head(const kl_input *const *inputs, size_t n, const kl_phrase *labels,
                        kl_document *document, kl_error *error) {
    const kl_counted h = kl_parts_counted(inputs, n);
    kl_status status = set_title(&h, document, error);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        status = add_input(inputs[i], document, error);
        if (status == KL_OK)
            status = note_bad_bytes(inputs[i], &labels[i], document, error);
    }
    return status;
}
