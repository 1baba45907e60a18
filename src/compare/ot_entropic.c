/* SPDX-License-Identifier: Apache-2.0 */
/* Moving one input to the other with methods that are not exact: entropic, and along lines. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/ot.h"
#include "report/say.h"

#include <math.h>

/* ── Entropic ── */

/* Masses over their total, which need not be that of the other side. NULL: equal ones. */
static kl_status take_shares(const kl_ot_side *side, double **out, kl_error *error) {
    const kl_array masses = side->masses;
    double total = 0;
    *out = NULL;
    if (masses.data == NULL)
        return KL_OK;
    *out = kl_alloc(masses.n, sizeof **out);
    if (*out == NULL)
        return kl_fail_memory(error, "masses", masses.n * sizeof **out);
    kl_array_read(masses, 0, masses.n, *out);
    for (size_t i = 0; i < masses.n; i++)
        total += (*out)[i];
    for (size_t i = 0; i < masses.n; i++)
        (*out)[i] /= total;
    return KL_OK;
}

static kl_array shares(const double *share, size_t n) {
    return share != NULL ? kl_f64(share, n) : kl_uniform();
}

kl_status kl_ot_solve_sinkhorn(kl_ot *ot, kl_error *error) {
    kl_cost cost = kl_cost_points(ot->side[0].points, ot->side[1].points, ot->options.ground);
    cost.power = ot->options.power;
    kl_sinkhorn_options options;
    kl_sinkhorn_options_init(&options);
    options.epsilon = ot->options.epsilon;
    options.pool = ot->options.pool;
    double *a, *b = NULL;
    kl_status status = take_shares(&ot->side[0], &a, error);
    if (status == KL_OK)
        status = take_shares(&ot->side[1], &b, error);
    if (status == KL_OK)
        status =
            kl_sinkhorn_divergence(&cost, NULL, NULL, shares(a, cost.rows), shares(b, cost.columns),
                                   &options, NULL, &ot->sinkhorn, error);
    kl_free(a);
    kl_free(b);
    return status;
}

kl_status kl_ot_say_sinkhorn(const kl_ot *ot, kl_document *document, kl_error *error) {
    kl_estimate value = ot->sinkhorn.value;
    const kl_estimate marginal = kl_estimate_exact(ot->sinkhorn.marginal_error, KL_UNIT_ONE);
    const int is_length = kl_ot_order(ot) == 1 && ot->options.ground != KL_GROUND_COSINE;
    value.unit = is_length ? KL_UNIT_DATA : KL_UNIT_ONE; /* else a power of the data's */
    if (ot->are_samples) {
        value.method = KL_METHOD_PLUGIN;
        value.n = ot->side[0].points.rows + ot->side[1].points.rows;
        value.standard_error = NAN;
    }
    kl_status status = kl_document_add_estimate(
        document, "sinkhorn_divergence", "Sinkhorn divergence S_ε", "A|B", NULL, &value, 1, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "marginal_error",
                                          "how far the plans are from the masses", "A|B", NULL,
                                          &marginal, -1, error);
    if (status == KL_OK)
        status = kl_say(document, KL_SENTENCE_SO_WHAT, error,
                        "%s and %s are %s apart in transport that is blurred by ε = %s, %s of the "
                        "mean cost; equal ones would be at 0.",
                        ot->label[0].text, ot->label[1].text, kl_phrase_small(value.value).text,
                        kl_phrase_small(ot->sinkhorn.epsilon).text,
                        kl_phrase_small(ot->options.epsilon).text);
    return status;
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
    options.pool = ot->options.pool;
    return kl_sliced_wasserstein(ot->side[0].points, ot->side[0].masses, ot->side[1].points,
                                 ot->side[1].masses, &options, &ot->sliced, error);
}

kl_status kl_ot_say_sliced(const kl_ot *ot, kl_document *document, kl_error *error) {
    char label[64];
    kl_words(label, sizeof label, "sliced Wasserstein distance SW_%g", kl_ot_order(ot));
    kl_status status = kl_document_add_estimate(document, "sliced_wasserstein", label, "A|B", NULL,
                                                &ot->sliced, 1, error);
    if (status == KL_OK)
        status =
            kl_say(document, KL_SENTENCE_SO_WHAT, error,
                   "Seen along a line in a random direction, %s and %s are %s apart, which is "
                   "no more than they are in space.",
                   ot->label[0].text, ot->label[1].text, kl_phrase_small(ot->sliced.value).text);
    if (status == KL_OK && !isnan(ot->sliced.low))
        status = kl_say(document, KL_SENTENCE_NOISE, error,
                        "The interval is that of the %zu directions that were drawn, not of the "
                        "samples.",
                        (size_t)ot->sliced.n);
    return status;
}
