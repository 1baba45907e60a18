/* SPDX-License-Identifier: Apache-2.0 */
/* kl channel: how much gets through a channel, how little is enough. */
#include "cli.h"

#include <string.h>

static const option_id options[] = {OPTION_DISTORTION, OPTION_BETA,    OPTION_UNIT,
                                    OPTION_FAIL_ABOVE, OPTION_JSON,    OPTION_MARKDOWN,
                                    OPTION_HTML,       OPTION_THREADS, OPTION_HELP};

static kl_status ask(const struct settings *settings, const kl_channel_report_options *how,
                     const kl_table *table, kl_document **document, kl_error *error) {
    if (settings->distortion == NULL)
        return kl_channel_describe(table, how, document, error);
    kl_table *distortion = NULL;
    kl_status status = KL_OK;
    if (strcmp(settings->distortion, "hamming") != 0)
        status = kl_table_open(settings->distortion, NULL, &distortion, error);
    if (status == KL_OK)
        status = kl_distortion_describe(table, distortion, how, document, error);
    kl_table_free(distortion);
    return status;
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    kl_channel_report_options how;
    kl_table *table = NULL;
    kl_channel_report_options_init(&how);
    how.beta = settings->beta;
    how.unit = settings->unit;
    how.pool = pool;
    kl_status status = kl_table_open(settings->files[0], NULL, &table, error);
    if (status == KL_OK)
        status = ask(settings, &how, table, document, error);
    kl_table_free(table);
    return status;
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count != 1)
        return complain_usage("one table is needed, %zu given: kl channel FILE (see kl help "
                              "channel)",
                              settings->file_count);
    if (settings->given[OPTION_BETA] && settings->distortion == NULL)
        return complain_usage("--beta is for --distortion");
    return answer(settings, pool, kl_channel_id, 1, tell);
}

const struct verb verb_channel = {
    .name = "channel",
    .usage = "FILE",
    .summary = "how much gets through a channel, how little is enough",
    .description =
        "The capacity of a channel: the most information that any input gets through a use of it. "
        "It comes with both of its bounds, which prove it, and with the input that reaches it. "
        "FILE has a row for each input and a column for each output: how often the one becomes the "
        "other, each row divided by its total; with names before and above them or without; names "
        "of rows that are numbers need an empty corner.\n\n"
        "With --distortion FILE is a source, a column of weights, and the answer how much of it "
        "must be told for a mean distortion: the rate-distortion function, or with --beta one "
        "point of it. A table of distortions is matched to it by the names of the rows, where both "
        "have them.",
    .examples = "kl channel p.csv\tthe capacity, and the input that reaches it\n"
                "kl channel source.csv --distortion hamming\trate for a share of wrong symbols\n"
                "kl channel source.csv --distortion d.csv --beta 2\tone point, by costs in d.csv\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_BETA, NULL, NULL,
             "One point of the curve: the nats of rate that a unit of distortion is worth."},
            {OPTION_FAIL_ABOVE, NULL, NULL,
             "Exit with 1 if ID is above X, in the printed unit: capacity, or with --distortion "
             "and --beta rate, by their lower bound, and distortion, by its value. May be "
             "given more than once."}},
    .ids = {kl_channel_id},
    .run = run,
};
