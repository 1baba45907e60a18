/* SPDX-License-Identifier: Apache-2.0 */
/* The capacity of a channel, and the rate–distortion function of a source, as documents. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "compare/crosstab.h"
#include "kernels/scalar.h"
#include "report/say.h"

#include <kullback/compare_ib.h>
#include <kullback/information_channel.h>

void kl_channel_report_options_init(kl_channel_report_options *options) {
    *options =
        (kl_channel_report_options){.size = sizeof *options, .beta = NAN, .unit = KL_UNIT_BITS};
}

const char *kl_channel_id(size_t inputs, size_t index) {
    static const char *const ids[] = {"capacity", "rate", "distortion"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static kl_status read_options(const kl_channel_report_options *given,
                              kl_channel_report_options *out, kl_error *error) {
    kl_channel_report_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_channel_report_options", error);
    if (status == KL_OK && out->beta < 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", out->beta);
    if (status == KL_OK && out->unit != KL_UNIT_BITS && out->unit != KL_UNIT_NATS)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "unit is neither bits nor nats");
    return status;
}

static kl_status add_head(kl_document *document, const char *title, const kl_table *table,
                          const char *kind, const char *detail, kl_error *error) {
    kl_status status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_add_input(document, NULL, kl_table_name(table), kind, detail, error);
    return status;
}

/* Shares by names, in their order. */
static kl_status add_shares(kl_document *document, const char *id, const char *title,
                            char *const *names, const double *share, size_t n, kl_error *error) {
    return kl_document_add_series(document, id, title, "A", KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL,
                                  (const char *const *)names, share, n, 0, 0, error);
}

/* ── Capacity ── */

static kl_status tell_capacity(const kl_crosstab *channel, const kl_estimate *capacity,
                               const double *input, const kl_channel_report_options *options,
                               kl_document *document, kl_error *error) {
    size_t used = 0;
    for (size_t x = 0; x < channel->rows; x++)
        used += input[x] > 1e-6;
    kl_status status =
        kl_document_add_estimate(document, "capacity", "capacity", "A", "use", capacity, 1, error);
    if (status == KL_OK)
        status = add_shares(document, "input", "the input that reaches it", channel->row_name,
                            input, channel->rows, error);
    if (status != KL_OK)
        return status;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "No input gets more than %s through a use of this channel, and one that uses %zu "
                  "of its %s gets that.",
                  kl_crosstab_amount(capacity->high, options->unit).text, used,
                  kl_phrase_counted(channel->rows, "symbol").text);
}

static kl_status describe_channel(const kl_table *table, const kl_channel_report_options *options,
                                  const kl_crosstab *channel, kl_document *document,
                                  kl_error *error) {
    kl_channel_options how;
    kl_estimate capacity;
    char detail[3 * KL_PHRASE];
    double *input = kl_alloc(channel->rows, sizeof *input);
    kl_channel_options_init(&how);
    how.pool = options->pool;
    kl_words(detail, sizeof detail, "%s, %s", kl_phrase_counted(channel->rows, "input").text,
             kl_phrase_counted(channel->columns, "output").text);
    kl_status status =
        input != NULL ? KL_OK : kl_fail_memory(error, "an input", channel->rows * sizeof *input);
    if (status == KL_OK)
        status =
            add_head(document, "how much gets through a channel", table, "channel", detail, error);
    if (status == KL_OK) {
        status = kl_channel_capacity(kl_crosstab_matrix(channel), &how, input, &capacity, error);
        if (status != KL_OK)
            status = kl_fail_prefix(error, status, kl_table_name(table));
    }
    if (status == KL_OK)
        status = tell_capacity(channel, &capacity, input, options, document, error);
    kl_free(input);
    return status;
}

kl_status kl_channel_describe(const kl_table *table, const kl_channel_report_options *options,
                              kl_document **out, kl_error *error) {
    if (table == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_channel_describe: %s is NULL",
                       table == NULL ? "table" : "out");
    *out = NULL;
    kl_channel_report_options how;
    kl_crosstab channel = {.rows = 0};
    kl_document *document = NULL;
    kl_status status = read_options(options, &how, error);
    if (status == KL_OK && !isnan(how.beta))
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "beta is for a source and its distortion; a channel has no use for it");
    if (status == KL_OK)
        status = kl_crosstab_read(table, NULL, NULL, &channel, error);
    if (status == KL_OK)
        status = kl_document_new("channel", &document, error);
    if (status == KL_OK)
        status = describe_channel(table, &how, &channel, document, error);
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    kl_crosstab_free(&channel);
    return status;
}

/* ── Rate and distortion ── */

typedef struct source {
    kl_channel_report_options options;
    kl_crosstab weights, distortion;
    kl_document *document;
} source;

/* 1 where they differ. */
static kl_status make_hamming(source *s, kl_error *error) {
    kl_crosstab *d = &s->distortion;
    const size_t n = s->weights.rows;
    d->rows = d->columns = n;
    d->cell = kl_alloc(n, n * sizeof *d->cell);
    if (d->cell == NULL)
        return kl_fail_memory(error, "distortions", n * n * sizeof *d->cell);
    for (size_t i = 0; i < n * n; i++)
        d->cell[i] = i % (n + 1) != 0;
    return KL_OK;
}

static void swap_rows(kl_crosstab *d, size_t i, size_t k) {
    char *name = d->row_name[i];
    d->row_name[i] = d->row_name[k];
    d->row_name[k] = name;
    for (size_t j = 0; j < d->columns; j++) {
        const double cell = d->cell[i * d->columns + j];
        d->cell[i * d->columns + j] = d->cell[k * d->columns + j];
        d->cell[k * d->columns + j] = cell;
    }
}

/* The distortions in the order of the source's symbols, where both have names; each row stands for one of them. */
static kl_status match_rows(const kl_table *distortion, source *s, kl_error *error) {
    kl_crosstab *d = &s->distortion;
    if (!d->has_row_names || !s->weights.has_row_names)
        return KL_OK;
    for (size_t i = 0; i < d->rows; i++) {
        const char *symbol = s->weights.row_name[i];
        size_t k = i;
        while (k < d->rows && strcmp(d->row_name[k], symbol) != 0)
            k++;
        if (k == d->rows)
            return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)i, -1,
                              "%.200s: no row is left for symbol %zu of the source, %.100s",
                              kl_table_name(distortion), i + 1, symbol);
        swap_rows(d, i, k);
    }
    return KL_OK;
}

static kl_status read_source(const kl_table *table, const kl_table *distortion, source *s,
                             kl_error *error) {
    kl_status status = kl_crosstab_read(table, NULL, NULL, &s->weights, error);
    if (status == KL_OK && s->weights.columns != 1)
        status = kl_fail(error, KL_ERROR_MISMATCH,
                         "%.200s has %zu columns of numbers; expected one, the weights of the "
                         "source",
                         kl_table_name(table), s->weights.columns);
    if (status == KL_OK)
        status = distortion != NULL
                     ? kl_crosstab_read(distortion, NULL, NULL, &s->distortion, error)
                     : make_hamming(s, error);
    if (status == KL_OK && s->distortion.rows != s->weights.rows)
        status = kl_fail(error, KL_ERROR_MISMATCH, "%.200s has %zu symbols, %.200s %zu rows",
                         kl_table_name(table), s->weights.rows, kl_table_name(distortion),
                         s->distortion.rows);
    return status == KL_OK ? match_rows(distortion, s, error) : status;
}

static kl_status solve(const source *s, double slope, const kl_rate_distortion_arrays *arrays,
                       kl_rate_distortion_result *out, kl_error *error) {
    kl_channel_options how;
    kl_channel_options_init(&how);
    how.pool = s->options.pool;
    return kl_rate_distortion(kl_f64(s->weights.cell, s->weights.rows),
                              kl_crosstab_matrix(&s->distortion), slope, &how, arrays, out, error);
}

static kl_status tell_slope(const source *s, kl_error *error) {
    const size_t n = s->distortion.columns;
    double *reproduction = kl_alloc(n, sizeof *reproduction);
    kl_rate_distortion_arrays arrays = {sizeof arrays, reproduction, NULL};
    kl_rate_distortion_result found;
    if (reproduction == NULL)
        return kl_fail_memory(error, "reproductions", n * sizeof *reproduction);
    kl_status status = solve(s, s->options.beta, &arrays, &found, error);
    const kl_estimate distortion = status == KL_OK
                                       ? kl_estimate_exact(found.distortion, KL_UNIT_DATA)
                                       : kl_estimate_exact(0, KL_UNIT_DATA);
    if (status == KL_OK)
        status = kl_document_add_estimate(s->document, "rate", "rate", "A", "symbol", &found.rate,
                                          1, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(s->document, "distortion", "mean distortion", "A", NULL,
                                          &distortion, 0, error);
    char *const *names =
        s->distortion.column_name != NULL ? s->distortion.column_name : s->weights.row_name;
    if (status == KL_OK)
        status = add_shares(s->document, "reproduction", "what becomes of the source", names,
                            reproduction, n, error);
    if (status == KL_OK)
        status = kl_say(s->document, KL_SENTENCE_SO_WHAT, error,
                        "With %s for a symbol it can be told to a mean distortion of %s, and with "
                        "less it cannot.",
                        kl_crosstab_amount(found.rate.value, s->options.unit).text,
                        kl_phrase_small(found.distortion).text);
    kl_free(reproduction);
    return status;
}

/* ── The curve: slopes from where the rate is all but 0 to where it is all but whole ── */

enum { POINTS = 41 };
#define LOWEST 0.1
#define HIGHEST 100.0

/* The distortion that a pair has on average, which is what slopes are measured by. */
static double mean_distortion(const source *s) {
    double sum = 0;
    for (size_t i = 0; i < s->distortion.rows * s->distortion.columns; i++)
        sum += s->distortion.cell[i];
    return sum / (double)(s->distortion.rows * s->distortion.columns);
}

static kl_status draw(const source *s, const double *distortion, const double *rate, size_t n,
                      kl_error *error) {
    return kl_document_add_curve(s->document, "rate", "what must be told for a mean distortion",
                                 "A", KL_UNIT_NATS, "symbol", "mean distortion", distortion, rate,
                                 NULL, NULL, n, error);
}

static kl_status tell_curve(const source *s, kl_error *error) {
    double distortion[POINTS + 1], rate[POINTS + 1];
    const double unit = mean_distortion(s);
    kl_rate_distortion_result found = {.distortion = 0};
    kl_status status = solve(s, INFINITY, NULL, &found, error);
    distortion[0] = found.distortion;
    rate[0] = found.rate.value;
    size_t n = 1;
    for (int i = 0; status == KL_OK && unit > 0 && i < POINTS; i++) {
        const double step = kl_exp((double)i / (POINTS - 1) * kl_log(LOWEST / HIGHEST));
        status = solve(s, HIGHEST * step / unit, NULL, &found, error);
        if (status == KL_OK && found.distortion > distortion[n - 1]) {
            distortion[n] = found.distortion;
            rate[n++] = found.rate.value;
        }
    }
    if (status == KL_OK)
        status = draw(s, distortion, rate, n, error);
    if (status != KL_OK)
        return status;
    return kl_say(s->document, KL_SENTENCE_SO_WHAT, error,
                  "The least distortion there is, %s, needs %s for a symbol; at %s nothing need "
                  "be told.",
                  kl_phrase_small(distortion[0]).text,
                  kl_crosstab_amount(rate[0], s->options.unit).text,
                  kl_phrase_small(distortion[n - 1]).text);
}

static kl_status describe_source(const kl_table *table, const kl_table *distortion, source *s,
                                 kl_error *error) {
    char title[300], detail[3 * KL_PHRASE];
    kl_words(title, sizeof title, "what must be told of a source, by %s distortion",
             distortion == NULL ? "Hamming's" : kl_table_name(distortion));
    kl_words(detail, sizeof detail, "%s, %s", kl_phrase_counted(s->weights.rows, "symbol").text,
             kl_phrase_counted(s->distortion.columns, "reproduction").text);
    kl_status status = kl_document_new("channel", &s->document, error);
    if (status == KL_OK)
        status = add_head(s->document, title, table, "source", detail, error);
    if (status == KL_OK)
        status = isnan(s->options.beta) ? tell_curve(s, error) : tell_slope(s, error);
    return status;
}

kl_status kl_distortion_describe(const kl_table *table, const kl_table *distortion,
                                 const kl_channel_report_options *options, kl_document **out,
                                 kl_error *error) {
    if (table == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_distortion_describe: %s is NULL",
                       table == NULL ? "source" : "out");
    *out = NULL;
    source s = {.document = NULL};
    kl_status status = read_options(options, &s.options, error);
    if (status == KL_OK)
        status = read_source(table, distortion, &s, error);
    if (status == KL_OK) {
        status = describe_source(table, distortion, &s, error);
        if (status == KL_ERROR_VALUE)
            status = kl_fail_prefix(error, status, kl_table_name(table));
    }
    if (status == KL_OK)
        *out = s.document;
    else
        kl_document_free(s.document);
    kl_crosstab_free(&s.weights);
    kl_crosstab_free(&s.distortion);
    return status;
}
