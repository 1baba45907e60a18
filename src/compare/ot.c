/* SPDX-License-Identifier: Apache-2.0 */
/* What moving one input to the other costs, as a document. */
#include "compare/ot.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "compare/labels.h"
#include "report/say.h"
#include "sample/interval.h"
#include "transport/sampled.h"

void kl_ot_options_init(kl_ot_options *options) {
    *options = (kl_ot_options){.size = sizeof *options,
                               .power = 1,
                               .epsilon = 0.05,
                               .confidence = 0.95,
                               .permutations = 999};
}

const char *kl_ot_id(size_t inputs, size_t index) {
    static const char *const ids[] = {
        "wasserstein",         "held_out",       "p_value",           "duality_gap",
        "sinkhorn_divergence", "marginal_error", "sliced_wasserstein"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static kl_status read_options(const kl_ot_options *given, kl_ot_options *out, kl_error *error) {
    kl_ot_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_ot_options", error);
    if (status == KL_OK && (unsigned)out->method > KL_OT_SLICED)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "method is %d", (int)out->method);
    if (status == KL_OK && kl_ground_name(out->ground) == NULL)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "ground is %d", (int)out->ground);
    if (status == KL_OK && !(out->power >= 1))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more", out->power);
    if (status == KL_OK && out->costs != NULL &&
        (out->method > KL_OT_EXACT || out->power != 1 || out->ground != KL_GROUND_EUCLIDEAN))
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "costs of a file are for an exact method, as they are: without a cost or "
                         "p of its own");
    return status;
}

double kl_ot_order(const kl_ot *ot) {
    return kl_wasserstein_order(ot->options.ground, ot->options.power);
}

int kl_ot_is_on_line(const kl_ot *ot) {
    return kl_wasserstein_is_on_line(ot->side[0].points.columns, ot->options.ground);
}

static kl_status check_order(const kl_ot *ot, kl_error *error) {
    if (ot->options.power < INFINITY || (kl_ot_is_on_line(ot) && ot->options.method <= KL_OT_EXACT))
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "p = inf is for numbers and an exact method alone; expected a finite p");
}

static kl_status solve_bins(kl_ot *ot, kl_error *error) {
    kl_bins side[2];
    kl_line_options options;
    kl_line_options_init(&options);
    options.power = kl_ot_order(ot);
    for (size_t s = 0; s < 2; s++)
        side[s] = (kl_bins){kl_wasserstein_numbers(ot->side[s].points), ot->side[s].high,
                            ot->side[s].masses};
    const kl_status status = kl_transport_bins(&side[0], &side[1], &options, &ot->plan, error);
    const int which = error != NULL && error->input == 1;
    return status == KL_OK ? status : kl_fail_prefix(error, status, ot->input[which]->name);
}

static kl_status solve_symbols(kl_ot *ot, kl_error *error) {
    const size_t rows = ot->side[0].n, columns = ot->side[1].n;
    const kl_cost cost =
        kl_cost_matrix((kl_matrix){ot->costs, rows, columns, (ptrdiff_t)columns, KL_F64});
    kl_transport_options options;
    kl_transport_options_init(&options);
    options.pool = ot->options.pool;
    return kl_transport_exact(&cost, ot->side[0].masses, ot->side[1].masses, &options, &ot->plan,
                              error);
}

static kl_status solve_exactly(kl_ot *ot, kl_error *error) {
    if (ot->costs != NULL)
        return solve_symbols(ot, error);
    if (kl_ot_has_bins(ot))
        return solve_bins(ot, error);
    const kl_status status = kl_wasserstein_solve(
        ot->side[0].points, ot->side[0].masses, ot->side[1].points, ot->side[1].masses,
        ot->options.ground, ot->options.power, ot->options.pool, &ot->plan, error);
    return status == KL_OK && ot->both_samples ? kl_ot_look_at_draws(ot, error) : status;
}

static kl_status solve(kl_ot *ot, kl_error *error) {
    if (ot->options.method == KL_OT_SINKHORN)
        return kl_ot_solve_sinkhorn(ot, error);
    if (ot->options.method == KL_OT_SLICED)
        return kl_ot_solve_sliced(ot, error);
    return solve_exactly(ot, error);
}

/* ── The document ── */

static kl_status add_head(const kl_ot *ot, kl_document *document, kl_error *error) {
    static const char *const costs[2][4] = {
        {"Euclidean distance", "squared Euclidean distance", "L1 distance", "cosine distance"},
        {"distance", "squared distance", "distance", "cosine distance"}};
    const size_t columns = ot->side[0].points.columns;
    const double power = ot->options.power;
    char points[48] = "", raised[48] = "", text[200];
    if (columns > 1)
        kl_words(points, sizeof points, ", points of %zu numbers", columns);
    if (power != 1)
        kl_words(raised, sizeof raised, " to the power %g", power);
    if (ot->costs != NULL)
        kl_words(text, sizeof text, "moving A onto B, symbol by symbol, at the prices of a file");
    else
        kl_words(text, sizeof text, "moving A onto B%s, at the cost of the %s%s%s", points,
                 power == INFINITY ? "longest " : "", costs[columns == 1][ot->options.ground],
                 power == INFINITY ? "" : raised);
    kl_status status = kl_document_set_title(document, text, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, ot->noun, error);
    for (size_t s = 0; status == KL_OK && s < 2; s++) {
        const kl_input *input = ot->input[s];
        status = kl_document_add_input(document, NULL, kl_input_name(input),
                                       kl_kind_name(kl_input_kind(input)),
                                       kl_phrase_counted(ot->side[s].n, ot->noun).text, error);
    }
    return status;
}

kl_estimate kl_ot_value(const kl_ot *ot, double value, kl_unit unit) {
    if (!ot->are_samples)
        return kl_estimate_exact(value, unit);
    const uint64_t n = ot->side[0].draws + ot->side[1].draws;
    kl_estimate out = kl_estimate_bare(value, unit, KL_METHOD_PLUGIN, n);
    out.flags = KL_FLAG_BIASED;
    return out;
}

static kl_status add_rows(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_transport_result *r = kl_transport_get_result(ot->plan);
    const double p = kl_ot_order(ot);
    char label[64];
    if (ot->costs != NULL)
        kl_words(label, sizeof label, "cost of moving A onto B");
    else if (p == INFINITY)
        kl_words(label, sizeof label, "Wasserstein distance W_∞");
    else
        kl_words(label, sizeof label, "Wasserstein distance W_%g", p);
    const kl_unit unit = ot->options.ground == KL_GROUND_COSINE ? KL_UNIT_ONE : KL_UNIT_DATA;
    const kl_estimate value =
        ot->both_samples ? ot->sample.value : kl_ot_value(ot, r->distance, unit);
    kl_status status =
        kl_document_add_estimate(document, "wasserstein", label, "A|B", NULL, &value, 1, error);
    if (status == KL_OK && ot->both_samples)
        status = kl_ot_add_sample_rows(ot, document, error);
    if (status == KL_OK && !isnan(r->duality_gap)) {
        const kl_estimate gap = kl_estimate_exact(r->duality_gap, KL_UNIT_ONE);
        status = kl_document_add_estimate(document, "duality_gap", "how far from the optimum",
                                          "A|B", NULL, &gap, -1, error);
    }
    return status;
}

static kl_status say_how_far(const kl_ot *ot, kl_document *document, kl_error *error) {
    static const char *const distances[] = {"", "", "an L1 distance of ", "a cosine distance of "};
    const double distance = kl_transport_get_result(ot->plan)->distance, p = kl_ot_order(ot);
    const kl_ground ground = kl_ot_is_on_line(ot) ? KL_GROUND_EUCLIDEAN : ot->options.ground;
    const char *mean = p == 1          ? "on average"
                       : p == INFINITY ? "at most"
                       : p == 2        ? "in root mean square"
                                       : "in power mean";
    if (ot->costs != NULL)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Turning %s into %s, symbol by symbol, costs %s for each on average, and no "
                      "other way of doing it less.",
                      ot->label[0].text, ot->label[1].text, kl_phrase_small(distance).text);
    if (distance == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "There is nothing to move: %s and %s have the same mass in the same %s.",
                      ot->label[0].text, ot->label[1].text,
                      ground == KL_GROUND_COSINE ? "directions" : "places");
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Turning %s into %s moves all of it by %s%s %s, and no other way of doing it by "
                  "less.",
                  ot->label[0].text, ot->label[1].text, distances[ground],
                  kl_phrase_small(distance).text, mean);
}

kl_status kl_ot_say_noise(const kl_ot *ot, kl_document *document, kl_error *error) {
    if (!ot->are_samples)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "There is no interval: this is the distance of the samples, and also two samples "
                  "of one source are seldom at 0, least of all in many dimensions.");
}

static kl_status add_answer(const kl_ot *ot, kl_document *document, kl_error *error) {
    if (ot->options.method == KL_OT_SINKHORN)
        return kl_ot_say_sinkhorn(ot, document, error);
    if (ot->options.method == KL_OT_SLICED)
        return kl_ot_say_sliced(ot, document, error);
    kl_status status = add_rows(ot, document, error);
    if (status == KL_OK)
        status = say_how_far(ot, document, error);
    if (status == KL_OK)
        status = kl_ot_draw(ot, document, error);
    if (status != KL_OK)
        return status;
    return ot->both_samples ? kl_ot_say_sample(ot, document, error)
                            : kl_ot_say_noise(ot, document, error);
}

/* A table of points in a plane looks like a histogram: two numbers a line. */
static kl_status say_places(const kl_ot *ot, kl_document *document, kl_error *error) {
    const int weighted = ot->input[0]->weights != NULL || ot->input[1]->weights != NULL;
    if (!weighted || ot->costs != NULL || kl_ot_has_bins(ot))
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "Of weights a line is a place and how much lies there; if it is a point of two "
                  "numbers, say --kind points.");
}

static kl_status describe(const kl_ot *ot, kl_document **out, kl_error *error) {
    kl_document *document = NULL;
    kl_status status = kl_document_new("ot", &document, error);
    if (status == KL_OK)
        status = add_head(ot, document, error);
    if (status == KL_OK)
        status = add_answer(ot, document, error);
    if (status == KL_OK)
        status = say_places(ot, document, error);
    if (status != KL_OK) {
        kl_document_free(document);
        return status;
    }
    *out = document;
    return KL_OK;
}

kl_status kl_ot_describe(const kl_input *a, const kl_input *b, const kl_ot_options *options,
                         kl_document **out, kl_transport **plan, kl_error *error) {
    if (a == NULL || b == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_ot_describe: a, b and out must not be NULL");
    *out = NULL;
    if (plan != NULL)
        *plan = NULL;
    kl_ot ot = {.input = {a, b}};
    kl_status status = read_options(options, &ot.options, error);
    if (status == KL_OK && plan != NULL && ot.options.method > KL_OT_EXACT)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "a plan needs an exact method: there are only potentials, or none");
    if (status == KL_OK && plan != NULL && ot.options.costs != NULL)
        status =
            kl_fail(error, KL_ERROR_ARGUMENT, "a plan goes from row to row: symbols have none");
    if (status == KL_OK)
        status = kl_ot_read(&ot, error);
    if (status == KL_OK)
        status = check_order(&ot, error);
    kl_labels_fill(ot.input, 2, ot.label);
    if (status == KL_OK)
        status = solve(&ot, error);
    if (status == KL_OK)
        status = describe(&ot, out, error);
    if (status == KL_OK && plan != NULL) {
        *plan = ot.plan;
        ot.plan = NULL;
    }
    kl_ot_clear(&ot);
    return status;
}
