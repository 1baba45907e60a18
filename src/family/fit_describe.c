/* SPDX-License-Identifier: Apache-2.0 */
/* A fit as a document. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "family/fit_file.h"
#include "io/descriptor.h"
#include "measure/label.h"
#include "report/phrase.h"
#include "sample/interval.h"

#include <kullback/report.h>
#include <math.h>
#include <string.h>

/* The region whose cases are not missed. */
static const double level = 0.99;

static const char *const ids[] = {"divergence", "divergence.reverse", "missed", "missed.reverse"};

const char *kl_fit_id(size_t inputs, size_t index) {
    return inputs == 1 && index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

/* What is told: the fit, and the model beside the cells that are drawn (the fit itself where it has cells;
 * NULL: there are none). Of counted draws most divergences are infinite where no draw is, and for these half a draw is
 * added to each cell; KL(A‖model) is not, and there what is added far from all draws would outweigh them. */
typedef struct tale {
    kl_document *document;
    const kl_fit *fit, *cells, *smoothed;
    const kl_fit_data *data;
    int counted; /* cells are counts of draws */
} tale;

static kl_status add(const tale *t, const char *id, const char *label, const char *subject,
                     const kl_estimate *estimate, int headline, kl_error *error) {
    return kl_document_add_estimate(t->document, id, label, subject, NULL, estimate, headline,
                                    error);
}

/* What comes from counted draws is no exact value, and its error is not known. */
static kl_estimate of_counts(const tale *t, kl_estimate estimate) {
    if (t->counted) {
        estimate.method = KL_METHOD_PLUGIN;
        estimate.standard_error = NAN;
        estimate.n = t->data->n;
    }
    return estimate;
}

/* Half of it or more: counts of the model itself have half a nat a cell, over the draws, in the mean. */
static int may_be_chance(const tale *t, double value) {
    const double cells = (double)t->cells->points.n;
    return t->counted && value < cells / (double)t->data->n;
}

/* ── Inputs ── */

static kl_status add_inputs(const tale *t, const char *path, kl_error *error) {
    char detail[KL_PHRASE + 64], model[64];
    const size_t k = kl_fit_components(t->fit);
    if (t->data->weights)
        kl_words(detail, sizeof detail, "%s", kl_phrase_counted(t->data->n, "cell").text);
    else if (t->data->d == 1)
        kl_words(detail, sizeof detail, "%s", kl_phrase_counted(t->data->n, "draw").text);
    else
        kl_words(detail, sizeof detail, "%s in %zu dimensions",
                 kl_phrase_counted(t->data->n, "draw").text, t->data->d);
    if (t->fit->options.family == KL_FIT_CATEGORICAL)
        kl_words(model, sizeof model, "a categorical distribution of %zu pieces", k);
    else if (k == 1)
        kl_words(model, sizeof model, "one normal distribution");
    else
        kl_words(model, sizeof model, "a mixture of %zu normal distributions", k);
    kl_status status = kl_document_add_input(
        t->document, "A", path, t->data->weights ? "weights" : "samples", detail, error);
    kl_words(detail, sizeof detail, "least %s", kl_measure_get(t->fit->options.measure)->name);
    return status == KL_OK
               ? kl_document_add_input(t->document, "model", model, "model", detail, error)
               : status;
}

/* ── Rows ── */

static kl_status add_divergence(const tale *t, kl_measure_id id, int headline, kl_error *error) {
    kl_estimate estimate;
    /* Of KL, by whatever name, the counts as they are. */
    const int counts_do =
        id == KL_DIVERGENCE || (id == t->fit->options.measure && t->fit->row.id == KL_DIVERGENCE);
    const kl_fit *beside = counts_do ? t->cells : t->smoothed;
    kl_status status = kl_fit_divergence(beside, id, &estimate, error);
    if (status != KL_OK)
        return status;
    estimate = of_counts(t, estimate);
    const int is_kl = id == KL_DIVERGENCE || id == KL_DIVERGENCE_REVERSE;
    if (is_kl && may_be_chance(t, estimate.value))
        estimate.flags |= KL_FLAG_BIASED;
    const kl_measure *row = kl_measure_get(id);
    const int set = id == t->fit->options.measure && !isnan(t->fit->options.parameter);
    const kl_phrase label =
        kl_measure_label(row, set ? t->fit->options.parameter : row->parameter.value);
    return add(t, row->name, label.text, "A|model", &estimate, headline, error);
}

/* A loss that was made least is that of the draws, and no row of cells. */
static int is_least_loss(const tale *t, kl_measure_id id) {
    return t->fit->options.measure == id && !t->fit->points.grid;
}

static kl_status add_divergences(const tale *t, kl_error *error) {
    const kl_measure_id fitted = t->fit->options.measure;
    kl_status status = KL_OK;
    if (t->cells && fitted != KL_DIVERGENCE && fitted != KL_DIVERGENCE_REVERSE &&
        !is_least_loss(t, KL_CROSS_ENTROPY) && !is_least_loss(t, KL_PERPLEXITY))
        status = add_divergence(t, fitted, 1, error);
    if (t->cells && status == KL_OK)
        status = add_divergence(t, KL_DIVERGENCE, fitted == KL_DIVERGENCE, error);
    if (t->cells && status == KL_OK)
        status = add_divergence(t, KL_DIVERGENCE_REVERSE, fitted == KL_DIVERGENCE_REVERSE, error);
    return status;
}

/* How much of one side lies outside the smallest set that holds `level` of the other; `inside` is left to
 * be that of the model. */
static kl_status add_missed(const tale *t, double missed[2], unsigned char *inside,
                            kl_error *error) {
    static const char *const names[] = {"missed", "missed.reverse"};
    static const char *const labels[] = {"of A outside 99 % of the model",
                                         "of the model outside 99 % of A"};
    const kl_fit *cells = t->cells;
    kl_status status = KL_OK;
    for (int side = 1; side >= 0 && status == KL_OK; side--) {
        missed[side] = 0;
        status = kl_fit_region(cells, side == 0 ? cells->log_q : cells->points.log_p, level, inside,
                               error);
        for (size_t i = 0; i < cells->points.n && status == KL_OK; i++)
            if (!inside[i])
                missed[side] += side == 0 ? cells->points.p[i] : kl_exp(cells->log_q[i]);
    }
    for (int side = 0; side < 2 && status == KL_OK; side++) {
        const kl_estimate estimate = of_counts(t, kl_estimate_exact(missed[side], KL_UNIT_ONE));
        status = add(t, names[side], labels[side], "A|model", &estimate, 0, error);
    }
    return status;
}

static kl_status add_likelihood(const tale *t, kl_error *error) {
    kl_estimate estimate;
    if (t->fit->points.grid)
        return KL_OK;
    kl_status status = kl_fit_divergence(t->fit, KL_CROSS_ENTROPY, &estimate, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(t->document, "cross_entropy",
                                          "cross-entropy: −log density", "A|model", "draw",
                                          &estimate, is_least_loss(t, KL_CROSS_ENTROPY), error);
    if (status != KL_OK || !is_least_loss(t, KL_PERPLEXITY))
        return status;
    kl_estimate_exponentiate(&estimate);
    return kl_document_add_estimate(t->document, "perplexity", "perplexity: 1/density", "A|model",
                                    "draw", &estimate, 1, error);
}

static kl_status add_parameter(const tale *t, size_t c, kl_fit_parameter what, size_t j,
                               kl_error *error) {
    static const char *const names[] = {"weight", "mean", "scale"};
    static const char *const labels[] = {"weight", "mean", "standard deviation"};
    char id[48], label[80], subject[32];
    kl_estimate estimate;
    const int many = t->fit->points.d > 1 && what != KL_FIT_WEIGHT;
    kl_status status = kl_fit_estimate(t->fit, c, what, j, &estimate, error);
    if (status != KL_OK)
        return status;
    if (t->fit->points.grid)
        estimate = of_counts(t, estimate);
    kl_words(id, sizeof id, many ? "%s.%zu" : "%s", names[what], j + 1);
    kl_words(label, sizeof label, many ? "%s, coordinate %zu" : "%s", labels[what], j + 1);
    kl_words(subject, sizeof subject, t->fit->k > 1 ? "model:%zu" : "model", c + 1);
    return add(t, id, label, subject, &estimate, 0, error);
}

/* Weights of a categorical's pieces, which are many. */
static kl_status add_pieces(const tale *t, kl_error *error) {
    const kl_points *points = &t->fit->points;
    kl_status status = KL_OK;
    for (size_t first = 0, end; first < points->n && status == KL_OK; first = end) {
        const size_t c = kl_piece_of(points, t->fit->k, first);
        char label[96], subject[32];
        kl_estimate estimate;
        for (end = first + 1; end < points->n && kl_piece_of(points, t->fit->k, end) == c;)
            end++;
        kl_words(label, sizeof label, "weight, %.6g to %.6g",
                 points->centre[0] + points->scale[0] * points->x[first],
                 points->centre[0] + points->scale[0] * points->x[end - 1]);
        kl_words(subject, sizeof subject, "model:%zu", c + 1);
        status = kl_fit_estimate(t->fit, c, KL_FIT_WEIGHT, 0, &estimate, error);
        if (status != KL_OK)
            return status;
        estimate = of_counts(t, estimate);
        status = add(t, "weight", label, subject, &estimate, -1, error);
    }
    return status;
}

static kl_status add_parameters(const tale *t, kl_error *error) {
    kl_status status = KL_OK;
    if (t->fit->options.family == KL_FIT_CATEGORICAL)
        return add_pieces(t, error);
    for (size_t c = 0; c < t->fit->k && status == KL_OK; c++) {
        if (t->fit->k > 1)
            status = add_parameter(t, c, KL_FIT_WEIGHT, 0, error);
        for (size_t j = 0; j < t->fit->points.d && status == KL_OK; j++) {
            status = add_parameter(t, c, KL_FIT_MEAN, j, error);
            if (status == KL_OK)
                status = add_parameter(t, c, KL_FIT_SCALE, j, error);
        }
    }
    return status;
}

/* ── Sentences ── */

/* "two", "7". */
static kl_phrase number(size_t n) {
    kl_phrase out = kl_phrase_count(n);
    if (n > 0 && n <= 5)
        kl_words(out.text, sizeof out.text, "%s", kl_phrase_cardinal((int)n));
    return out;
}

static void say_modes(const tale *t, const kl_fit_modes *modes, const double missed[2], char *text,
                      size_t size) {
    const kl_phrase count = number(modes->count), covered = number(modes->covered);
    if (modes->count <= 1)
        kl_words(text, size, "%s one mode", t->counted ? "The draws show" : "The target has");
    else if (modes->covered == modes->count && modes->count == 2)
        kl_words(text, size, "The model covers both modes of the target");
    else if (modes->covered == modes->count)
        kl_words(text, size, "The model covers all %s modes of the target", count.text);
    else if (modes->covered <= 1)
        kl_words(text, size, "The model picks %s of the target's %s modes",
                 modes->covered ? "one" : "none", count.text);
    else
        kl_words(text, size, "The model covers %s of the target's %s modes", covered.text,
                 count.text);
    const size_t used = strlen(text);
    const kl_phrase there = kl_phrase_percent(missed[0]), back = kl_phrase_percent(missed[1]);
    kl_words(text + used, size - used,
             ": %s of the target lies outside 99 %% of the model, %s of the model outside 99 %% of "
             "the target.",
             there.text, back.text);
}

/* What needs cells. */
static kl_status tell_cells(const tale *t, kl_error *error) {
    char text[320];
    double missed[2];
    kl_fit_modes modes;
    unsigned char *inside = kl_alloc(t->cells->points.n, 1);
    if (inside == NULL)
        return kl_fail_memory(error, "cells", t->cells->points.n);
    kl_status status = add_missed(t, missed, inside, error);
    if (status == KL_OK)
        status = kl_fit_count_modes(t->cells, inside, t->counted ? (double)t->data->n : INFINITY,
                                    &modes, error);
    kl_free(inside);
    if (status != KL_OK)
        return status;
    say_modes(t, &modes, missed, text, sizeof text);
    status = kl_document_add_sentence(t->document, KL_SENTENCE_SO_WHAT, text, error);
    return status == KL_OK ? kl_fit_draw(t->document, t->cells, error) : status;
}

/* Whether the fit took the density in the middle of cells for what is all over them, and they are too wide for that. */
static int has_wide_cells(const tale *t) {
    const kl_fit *fit = t->fit;
    if (!fit->points.grid || fit->options.family == KL_FIT_CATEGORICAL)
        return 0;
    const double width = (fit->points.x[1] - fit->points.x[0]) * fit->points.scale[0];
    for (size_t c = 0; c < fit->k; c++)
        if (sqrt(fit->covariances[c]) < width)
            return 1;
    return 0;
}

static kl_status add_notes(const tale *t, kl_error *error) {
    char text[256];
    kl_status status = KL_OK;
    if (t->data->weights)
        return kl_document_add_sentence(t->document, KL_SENTENCE_NOISE,
                                        "The target is known, not sampled: nothing here is noise.",
                                        error);
    if (t->fit->k > 1 || t->fit->points.grid)
        status = kl_document_add_sentence(t->document, KL_SENTENCE_NOISE,
                                          "The parameters have no standard errors: those of this "
                                          "fit are not known.",
                                          error);
    if (status != KL_OK || t->cells == NULL)
        return status;
    kl_words(text, sizeof text,
             "%s of %zu cells into which the draws were counted, with half a draw added to each%s.",
             t->fit->points.grid ? "The fit and the divergences are" : "The divergences are",
             t->cells->points.n,
             t->cells == t->fit      ? ""
             : t->smoothed == t->fit ? " but for KL divergence"
                                     : " for the reversed one");
    status = kl_document_add_sentence(t->document, KL_SENTENCE_NOTE, text, error);
    return status == KL_OK && has_wide_cells(t)
               ? kl_document_add_sentence(
                     t->document, KL_SENTENCE_NOTE,
                     "A part of the model is narrower than these cells: the fit is rough there.",
                     error)
               : status;
}

/* ── All of it ── */

static kl_status tell(const tale *t, const char *path, kl_error *error) {
    kl_status status = kl_document_set_title(t->document, "the nearest model", error);
    if (status == KL_OK)
        status = add_inputs(t, path, error);
    if (status == KL_OK)
        status = add_divergences(t, error);
    if (status == KL_OK && t->cells)
        status = tell_cells(t, error);
    if (status == KL_OK)
        status = add_likelihood(t, error);
    if (status == KL_OK)
        status = add_parameters(t, error);
    return status == KL_OK ? add_notes(t, error) : status;
}

static kl_status make_document(const tale *made, const char *path, kl_document **out,
                               kl_error *error) {
    tale t = *made;
    kl_status status = kl_document_new("fit", &t.document, error);
    if (status == KL_OK)
        status = tell(&t, path, error);
    if (status != KL_OK) {
        kl_document_free(t.document);
        return status;
    }
    *out = t.document;
    return KL_OK;
}

/* What is wrong with draws is told of them, before there are cells. */
static kl_status check_draws(const kl_fit_target *draws, kl_error *error) {
    kl_points points;
    const kl_status status = kl_points_read(&points, draws, error);
    kl_points_free(&points);
    return status;
}

/* The fit beside cells, which are its own where it is of a kind that has nothing beyond them. */
static kl_status find_beside(const kl_fit *fit, const kl_fit_target *cells, kl_fit **made,
                             const kl_fit **out, kl_error *error) {
    kl_status status = KL_OK;
    if (fit->options.family != KL_FIT_CATEGORICAL)
        status = kl_fit_against_cells(fit, cells, made, error);
    *out = *made ? *made : fit;
    return status;
}

/* What needs no cells. */
static int is_likelihood(const kl_fit_options *options) {
    kl_measure row;
    return options->family != KL_FIT_CATEGORICAL &&
           kl_fit_row(options->measure, options->parameter, &row, NULL) == KL_OK &&
           row.id == KL_DIVERGENCE;
}

static kl_fit_target target_of(const kl_fit_cells *cells) {
    return (kl_fit_target){.points = {cells->middles, cells->n, 1, 1, KL_F64},
                           .weights = kl_f64(cells->counts, cells->n),
                           .grid = 1};
}

/* Draws on a line and their cells. */
static kl_status describe_draws(const kl_fit_data *data, const char *path,
                                const kl_fit_options *options, kl_document **out, kl_error *error) {
    kl_fit_cells counts = {.n = 0}, smoothed = {.n = 0};
    kl_fit *fit = NULL, *of_counts = NULL, *of_smoothed = NULL;
    tale t = {.data = data, .counted = 1};
    const int on_cells = options != NULL && !is_likelihood(options);
    const kl_fit_target draws = kl_fit_data_target(data);
    kl_status status = check_draws(&draws, error);
    if (status == KL_OK)
        status = kl_fit_cells_count(kl_f64(data->x, data->n), 0, &counts, error);
    if (status == KL_OK)
        status = kl_fit_cells_count(kl_f64(data->x, data->n), 0.5, &smoothed, error);
    const kl_fit_target cells = target_of(&counts), smooth = target_of(&smoothed);
    if (status == KL_OK)
        status = kl_fit_new(on_cells ? &smooth : &draws, options, &fit, error);
    t.fit = t.smoothed = fit;
    if (status == KL_OK)
        status = find_beside(fit, &cells, &of_counts, &t.cells, error);
    if (status == KL_OK && !on_cells)
        status = find_beside(fit, &smooth, &of_smoothed, &t.smoothed, error);
    if (status == KL_OK)
        status = make_document(&t, path, out, error);
    kl_fit_free(of_counts);
    kl_fit_free(of_smoothed);
    kl_fit_free(fit);
    kl_fit_cells_free(&counts);
    kl_fit_cells_free(&smoothed);
    return status;
}

/* A cell that is refused is named by its line. */
static kl_status name_line(const kl_fit_data *data, kl_status status, kl_error *error) {
    if (status != KL_ERROR_VALUE || data->lines == NULL || error == NULL || error->index < 0)
        return status;
    char line[32];
    kl_words(line, sizeof line, "line %zu", data->lines[error->index]);
    error->index = (int64_t)data->lines[error->index];
    return kl_fail_prefix(error, status, line);
}

static kl_status describe_other(const kl_fit_data *data, const char *path,
                                const kl_fit_options *options, kl_document **out, kl_error *error) {
    kl_fit *fit = NULL;
    const kl_fit_target target = kl_fit_data_target(data);
    kl_status status = name_line(data, kl_fit_new(&target, options, &fit, error), error);
    const kl_fit *cells = target.grid ? fit : NULL;
    const tale t = {.fit = fit, .cells = cells, .smoothed = cells, .data = data};
    if (status == KL_OK)
        status = make_document(&t, path, out, error);
    kl_fit_free(fit);
    return status;
}

kl_status kl_fit_describe(const char *path, const kl_fit_options *options, kl_document **out,
                          kl_error *error) {
    kl_fit_data data;
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_describe: %s is NULL",
                       path == NULL ? "path" : "out");
    *out = NULL;
    const char *name = kl_descriptor_name(path);
    kl_status status = kl_fit_data_read(&data, path, error);
    if (status == KL_OK) {
        status = data.weights == NULL && data.d == 1
                     ? describe_draws(&data, name, options, out, error)
                     : describe_other(&data, name, options, out, error);
        if (status != KL_OK)
            status = kl_fail_prefix(error, status, name);
    }
    kl_fit_data_free(&data);
    return status;
}
