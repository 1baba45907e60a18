/* SPDX-License-Identifier: Apache-2.0 */
/* Moving one sample to the other: what it says of where they come from. */
#include "compare/ot.h"

#include <math.h>

#include "base/error.h"
#include "compare/sentences.h"
#include "report/say.h"

kl_status kl_ot_look_at_draws(kl_ot *ot, kl_error *error) {
    kl_wasserstein_options options;
    kl_wasserstein_options_init(&options);
    options.ground = ot->options.ground;
    options.power = ot->options.power;
    options.confidence = ot->options.confidence;
    options.permutations = ot->options.permutations;
    options.seed = ot->options.seed;
    options.pool = ot->options.pool;
    return kl_wasserstein_sample(ot->side[0].points, ot->side[1].points, &options, ot->plan,
                                 &ot->sample, error);
}

kl_status kl_ot_add_sample_rows(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_wasserstein_result *r = &ot->sample;
    kl_status status = KL_OK;
    if (!isnan(r->held_out.value))
        status =
            kl_document_add_estimate(document, "held_out", "W_1 by a critic that has not seen them",
                                     "A|B", NULL, &r->held_out, -1, error);
    if (status == KL_OK && r->p_value.n > 0)
        status = kl_document_add_estimate(document, "p_value", "p-value of \"one source\"", "A|B",
                                          NULL, &r->p_value, 0, error);
    return status;
}

static kl_status say_test(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_wasserstein_result *r = &ot->sample;
    const kl_phrase chance = kl_phrase_chance(&r->p_value);
    int said;
    const kl_status status =
        kl_say_undecided(&r->p_value, ot->options.confidence, &said, document, error);
    if (status != KL_OK || said)
        return status;
    if (r->p_value.value <= 1 - ot->options.confidence)
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "This is no noise: if both came from one source, chance would put them this "
                      "far apart in %s.",
                      chance.text);
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "%s could be more of the same as %s: chance alone puts them this far apart in "
                  "%s.",
                  ot->label[1].text, ot->label[0].text, chance.text);
}

static kl_status say_chance(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_wasserstein_result *r = &ot->sample;
    if (!isnan(r->chance))
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "Two samples of one source, of as many %ss, are %s apart on average.",
                      ot->noun, kl_phrase_small(r->chance).text);
    return kl_say(document, KL_SENTENCE_NOISE, error, "The test looked at %s of A and %s of B.",
                  kl_phrase_counted(r->tested[0], ot->noun).text,
                  kl_phrase_counted(r->tested[1], ot->noun).text);
}

static kl_status say_low_end(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_estimate *value = &ot->sample.value;
    if (!(value->low > 0) || (kl_ot_order(ot) == 1 && ot->options.ground != KL_GROUND_COSINE))
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "The low end of the interval is that of %s, which is never more.",
                  ot->options.ground == KL_GROUND_COSINE ? "W_1 between directions" : "W_1");
}

kl_status kl_ot_say_sample(const kl_ot *ot, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    if (ot->sample.p_value.n > 0) {
        status = say_test(ot, document, error);
        if (status == KL_OK)
            status = say_chance(ot, document, error);
    }
    if (status == KL_OK && kl_estimate_has(&ot->sample.value, KL_FLAG_FEW_UNITS))
        status =
            kl_say(document, KL_SENTENCE_NOISE, error,
                   "There is no interval: that takes at least four %ss of each, and not all alike.",
                   ot->noun);
    return status == KL_OK ? say_low_end(ot, document, error) : status;
}
