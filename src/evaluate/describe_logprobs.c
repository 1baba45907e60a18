/* SPDX-License-Identifier: Apache-2.0 */
/* What log-probabilities leave open, in plain English. */
#include "evaluate/describe.h"
#include "report/phrase.h"
#include "report/say.h"

kl_status kl_say_open_bounds(kl_document *document, kl_error *error) {
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "The files list only the most probable tokens, and divergences are therefore told by "
        "bounds that are certain for these tokens; a KL divergence has no upper one, as a "
        "token that is not listed may be impossible for the other side.");
}

static kl_status say_sentinel(const kl_evaluation *evaluation, int side, kl_document *document,
                              kl_error *error) {
    uint64_t n = evaluation->logprobs->at_sentinel[side];
    if (n == 0)
        return KL_OK;
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "%s of %s %s at -9999, which says only that a token was too improbable to be looked "
        "at, and %s left out: the true perplexity is higher.",
        kl_phrase_counted(n, "token").text, evaluation->subject[side], n == 1 ? "is" : "are",
        n == 1 ? "is" : "are");
}

kl_status kl_say_left_out(const kl_evaluation *evaluation, kl_document *document, kl_error *error) {
    const kl_logprobs_counts *counts = evaluation->logprobs;
    kl_status status = KL_OK;
    for (int side = !evaluation->first; status == KL_OK && side <= evaluation->has_model; side++)
        status = say_sentinel(evaluation, side, document, error);
    if (status == KL_OK && counts->missing > 0 && evaluation->first)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "%s in %s %s no log-probability, as the first of a text, and %s left out.",
                        kl_phrase_counted(counts->missing, "token").text,
                        kl_phrase_counted(counts->passages, "passage").text,
                        counts->missing == 1 ? "has" : "have", counts->missing == 1 ? "is" : "are");
    return status;
}
