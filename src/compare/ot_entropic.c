/* SPDX-License-Identifier: Apache-2.0 */
/* Moving one input to the other with methods that are not exact: entropic, and along lines. */
#include "base/error.h"
#include "base/format.h"
#include "compare/ot.h"
#include "report/say.h"

/* ── Entropic ── */

kl_status kl_ot_solve_sinkhorn(kl_ot *ot, kl_error *error) {
    kl_cost cost = kl_cost_points(ot->side[0].points, ot->side[1].points, ot->options.ground);
    cost.power = ot->options.power;
    kl_sinkhorn_options options;
    kl_sinkhorn_options_init(&options);
    options.epsilon = ot->options.epsilon;
    options.pool = ot->options.pool;
    return kl_sinkhorn_divergence(&cost, NULL, NULL, ot->side[0].masses, ot->side[1].masses,
                                  &options, NULL, &ot->sinkhorn, error);
}

static kl_status say_blurred(const kl_ot *ot, kl_document *document, kl_error *error) {
    const char *a = ot->label[0].text, *b = ot->label[1].text;
    const double value = ot->sinkhorn.value.value;
    const kl_phrase epsilon = kl_phrase_small(ot->sinkhorn.epsilon);
    if (value == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s and %s are at 0, where equal ones are, in transport that is blurred by "
                      "ε = %s.",
                      a, b, epsilon.text);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s and %s are %s apart in transport that is blurred by ε = %s, %s of the mean "
                  "cost; equal ones would be at 0.",
                  a, b, kl_phrase_small(value).text, epsilon.text,
                  kl_phrase_small(ot->options.epsilon).text);
}

kl_status kl_ot_say_sinkhorn(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_estimate marginal = kl_estimate_exact(ot->sinkhorn.marginal_error, KL_UNIT_ONE);
    const int is_length = kl_ot_order(ot) == 1 && ot->options.ground != KL_GROUND_COSINE;
    kl_estimate value =
        kl_ot_value(ot, ot->sinkhorn.value.value,
                    is_length ? KL_UNIT_DATA : KL_UNIT_ONE); /* else a power of the data's */
    value.flags = ot->sinkhorn.value.flags;
    kl_status status = kl_document_add_estimate(
        document, "sinkhorn_divergence", "Sinkhorn divergence S_ε", "A|B", NULL, &value, 1, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "marginal_error",
                                          "how far the plans are from the masses", "A|B", NULL,
                                          &marginal, -1, error);
    if (status == KL_OK)
        status = say_blurred(ot, document, error);
    return status == KL_OK ? kl_ot_say_noise(ot, document, error) : status;
}

/* ── Along lines ── */

kl_status kl_ot_solve_sliced(kl_ot *ot, kl_error *error) {
    if (ot->options.ground != KL_GROUND_EUCLIDEAN &&
        ot->options.ground != KL_GROUND_SQUARED_EUCLIDEAN)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "along lines the cost is that of Euclidean distance, not %s",
                       kl_ground_name(ot->options.ground));
    kl_sliced_options options;
    kl_sliced_options_init(&options);
    options.power = kl_ot_order(ot);
    options.seed = ot->options.seed;
    options.confidence = ot->options.confidence;
    options.pool = ot->options.pool;
    return kl_sliced_wasserstein(ot->side[0].points, ot->side[0].masses, ot->side[1].points,
                                 ot->side[1].masses, &options, &ot->sliced, error);
}

static kl_status say_along_lines(const kl_ot *ot, kl_document *document, kl_error *error) {
    const char *a = ot->label[0].text, *b = ot->label[1].text;
    const kl_phrase value = kl_phrase_small(ot->sliced.value);
    if (ot->side[0].points.columns == 1)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s and %s are %s apart along the one line there is.", a, b, value.text);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Seen along a line in a random direction, %s and %s are %s apart, which is no "
                  "more than they are in space.",
                  a, b, value.text);
}

kl_status kl_ot_say_sliced(const kl_ot *ot, kl_document *document, kl_error *error) {
    const int is_exact = ot->sliced.method == KL_METHOD_EXACT; /* of numbers */
    const kl_estimate value =
        is_exact ? kl_ot_value(ot, ot->sliced.value, KL_UNIT_DATA) : ot->sliced;
    char label[64];
    kl_words(label, sizeof label, "sliced Wasserstein distance SW_%g", kl_ot_order(ot));
    kl_status status = kl_document_add_estimate(document, "sliced_wasserstein", label, "A|B", NULL,
                                                &value, 1, error);
    if (status == KL_OK)
        status = say_along_lines(ot, document, error);
    if (status != KL_OK)
        return status;
    if (is_exact)
        return kl_ot_say_noise(ot, document, error);
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "The interval is that of the %zu directions that were drawn, not of the samples.",
                  (size_t)value.n);
}
