/* SPDX-License-Identifier: Apache-2.0 */
/* The rate–distortion function of a source as a document. */
#include "compare/channel.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "kernels/scalar.h"
#include "report/say.h"

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

/* Of a distortion: as many digits as the table of estimates shows. */
static kl_phrase phrase_of(double distortion) {
    const kl_estimate estimate = kl_estimate_exact(distortion, KL_UNIT_DATA);
    return kl_phrase_estimate(&estimate, KL_UNIT_DATA);
}

static kl_status tell_slope(const source *s, kl_error *error) {
    const size_t n = s->distortion.columns;
    double *reproduction = kl_alloc(n, sizeof *reproduction);
    kl_rate_distortion_arrays arrays = {sizeof arrays, reproduction, NULL};
    kl_rate_distortion_result found = {.distortion = 0};
    if (reproduction == NULL)
        return kl_fail_memory(error, "reproductions", n * sizeof *reproduction);
    kl_status status = solve(s, s->options.beta, &arrays, &found, error);
    const kl_estimate distortion = kl_estimate_exact(found.distortion, KL_UNIT_DATA);
    if (status == KL_OK)
        status = kl_document_add_estimate(s->document, "rate", "rate", "A", "symbol", &found.rate,
                                          1, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(s->document, "distortion", "mean distortion", "A", NULL,
                                          &distortion, 0, error);
    char *const *names =
        s->distortion.column_name != NULL ? s->distortion.column_name : s->weights.row_name;
    if (status == KL_OK)
        status = kl_channel_shares(s->document, "reproduction", "what becomes of the source", names,
                                   reproduction, n, error);
    if (status == KL_OK)
        status = kl_say(
            s->document, KL_SENTENCE_SO_WHAT, error,
            "With %s for a symbol it can be told to a mean distortion of %s%s%s%s.",
            kl_crosstab_amount(found.rate.high, s->options.unit).text,
            phrase_of(found.distortion).text, found.rate.low > 0 ? ", and with less than " : "",
            found.rate.low > 0 ? kl_crosstab_amount(found.rate.low, s->options.unit).text : "",
            found.rate.low > 0 ? " it cannot" : "");
    kl_free(reproduction);
    return status;
}

/* ── The curve: the ends, and slopes from where the rate is all but whole to where it is all but 0 ── */

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

/* The mean distortion of the one reproduction that is best where nothing is told. */
static kl_status silent_distortion(const source *s, double *out, kl_error *error) {
    const size_t rows = s->distortion.rows, columns = s->distortion.columns;
    double *share = kl_crosstab_row_shares(&s->weights);
    if (share == NULL)
        return kl_fail_memory(error, "a source", rows * sizeof *share);
    *out = INFINITY;
    for (size_t j = 0; j < columns; j++) {
        double mean = 0;
        for (size_t i = 0; i < rows; i++)
            mean += share[i] * s->distortion.cell[i * columns + j];
        *out = fmin(*out, mean);
    }
    kl_free(share);
    return KL_OK;
}

static kl_status draw(const source *s, const double *distortion, const double *rate, size_t n,
                      kl_error *error) {
    return kl_document_add_curve(s->document, "rate", "what must be told for a mean distortion",
                                 "A", KL_UNIT_NATS, "symbol", "mean distortion", distortion, rate,
                                 NULL, NULL, n, error);
}

static kl_status tell_curve(const source *s, kl_error *error) {
    double distortion[POINTS + 2], rate[POINTS + 2], most = 0;
    const double unit = mean_distortion(s);
    kl_rate_distortion_result found = {.distortion = 0};
    kl_status status = solve(s, INFINITY, NULL, &found, error);
    if (status == KL_OK)
        status = silent_distortion(s, &most, error);
    distortion[0] = found.distortion;
    rate[0] = found.rate.value;
    size_t n = 1;
    for (int i = 0; status == KL_OK && unit > 0 && i < POINTS; i++) {
        const double step = kl_exp((double)i / (POINTS - 1) * kl_log(LOWEST / HIGHEST));
        status = solve(s, HIGHEST * step / unit, NULL, &found, error);
        if (status == KL_OK && found.distortion > distortion[n - 1] && found.distortion < most) {
            distortion[n] = found.distortion;
            rate[n++] = found.rate.value;
        }
    }
    if (status == KL_OK && most > distortion[n - 1]) {
        distortion[n] = most;
        rate[n++] = 0;
    }
    if (status == KL_OK)
        status = draw(s, distortion, rate, n, error);
    if (status != KL_OK)
        return status;
    return kl_say(s->document, KL_SENTENCE_SO_WHAT, error,
                  "The least distortion there is, %s, needs %s for a symbol; at %s nothing need "
                  "be told.",
                  phrase_of(distortion[0]).text, kl_crosstab_amount(rate[0], s->options.unit).text,
                  phrase_of(most).text);
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
        status = kl_channel_head(s->document, title, table, "source", detail, error);
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
    kl_status status = kl_channel_options_of(options, &s.options, error);
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
