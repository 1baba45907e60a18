/* SPDX-License-Identifier: Apache-2.0 */
/* The capacity of a channel as a document, and what both documents of channels have. */
#include "compare/channel.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "report/say.h"

void kl_channel_report_options_init(kl_channel_report_options *options) {
    *options =
        (kl_channel_report_options){.size = sizeof *options, .beta = NAN, .unit = KL_UNIT_BITS};
}

const char *kl_channel_id(size_t inputs, size_t index) {
    static const char *const ids[] = {"capacity", "rate", "distortion"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

kl_status kl_channel_options_of(const kl_channel_report_options *given,
                                kl_channel_report_options *out, kl_error *error) {
    kl_channel_report_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_channel_report_options", error);
    if (status == KL_OK && out->beta < 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", out->beta);
    if (status == KL_OK && out->unit != KL_UNIT_BITS && out->unit != KL_UNIT_NATS)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "unit is neither bits nor nats");
    return status;
}

kl_status kl_channel_head(kl_document *document, const char *title, const kl_table *table,
                          const char *kind, const char *detail, kl_error *error) {
    kl_status status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_add_input(document, NULL, kl_table_name(table), kind, detail, error);
    return status;
}

kl_status kl_channel_shares(kl_document *document, const char *id, const char *title,
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
        status = kl_channel_shares(document, "input", "the input that reaches it",
                                   channel->row_name, input, channel->rows, error);
    if (status != KL_OK)
        return status;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "No input gets more than %s through a use of this channel, and one that uses %zu "
                  "of its %s gets %s.",
                  kl_crosstab_amount(capacity->high, options->unit).text, used,
                  kl_phrase_counted(channel->rows, "symbol").text,
                  kl_crosstab_amount(capacity->low, options->unit).text);
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
        status = kl_channel_head(document, "how much gets through a channel", table, "channel",
                                 detail, error);
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
    kl_status status = kl_channel_options_of(options, &how, error);
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
