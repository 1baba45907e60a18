/* SPDX-License-Identifier: Apache-2.0 */
/* What became of the zeros of known distributions, in plain English. */
#include "base/format.h"
#include "compare/sentences.h"
#include "report/number.h"
#include "report/say.h"

/* "0.5 added to every weight" */
static kl_phrase policy_of(kl_zeros zeros, double amount) {
    kl_phrase out = {""};
    char number[KL_NUMBER_TEXT];
    kl_number_shortest(amount, number);
    switch (zeros) {
    case KL_ZEROS_EXACT:
        break;
    case KL_ZEROS_ADD:
        kl_words(out.text, sizeof out.text, "%s added to every weight", number);
        break;
    case KL_ZEROS_KT:
        kl_words(out.text, sizeof out.text, "one half added to every weight");
        break;
    case KL_ZEROS_MIX:
        kl_words(out.text, sizeof out.text, "a share of %s of the other mixed into each", number);
        break;
    case KL_ZEROS_COMMON:
        kl_words(out.text, sizeof out.text, "what one of them lacks left out of both");
        break;
    }
    return out;
}

kl_status kl_sentences_zeros(const kl_speech *speech, kl_document *document, kl_error *error) {
    const kl_comparison *c = speech->comparison;
    kl_listing lone[2] = {{""}, {""}};
    if (c->zeros == KL_ZEROS_EXACT)
        return KL_OK;
    for (int side = 0; side < 2; side++)
        if (c->lone.symbols[side] > 0)
            kl_words(lone[side].text, sizeof lone[side].text, "%s of %s (%s of it)",
                     kl_phrase_counted(c->lone.symbols[side], "symbol").text,
                     speech->label[side].text, kl_phrase_percent(c->lone.mass[side]).text);
    const int both = lone[0].text[0] != '\0' && lone[1].text[0] != '\0';
    const int any = lone[0].text[0] != '\0' || lone[1].text[0] != '\0';
    const int one = c->lone.symbols[0] + c->lone.symbols[1] == 1;
    return kl_say(
        document, KL_SENTENCE_NOTE, error, "Measured with %s: %s%s%s %s zero in the other.",
        policy_of(c->zeros, c->zeros_amount).text, any ? lone[0].text : "no symbol of one",
        both ? " and " : "", lone[1].text, one || !any ? "is" : "are");
}

kl_status kl_sentences_zeros_of_many(const kl_compare_options *options, kl_document *document,
                                     kl_error *error) {
    if (options->zeros == KL_ZEROS_EXACT)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "Measured with %s, in each pair by itself: the last matrix tells how much that "
                  "was.",
                  policy_of(options->zeros, options->zeros_amount).text);
}
