/* SPDX-License-Identifier: Apache-2.0 */
/* kl mi: what columns of a table tell of each other. */
#include "cli.h"

static const option_id options[] = {
    OPTION_TARGET,   OPTION_GIVEN,      OPTION_MATRIX,  OPTION_ESTIMATOR,  OPTION_TYPE,
    OPTION_UNIT,     OPTION_CONFIDENCE, OPTION_SEED,    OPTION_FAIL_ABOVE, OPTION_JSON,
    OPTION_MARKDOWN, OPTION_HTML,       OPTION_THREADS, OPTION_HELP};

/* Of two columns, and a third that is given, nothing else is read. */
static kl_status read_table(const struct settings *settings, kl_pool *pool, kl_table **table,
                            kl_error *error) {
    kl_column_setting types[TYPES_MAX];
    const char *columns[3];
    kl_table_options reading;
    kl_table_options_init(&reading);
    for (size_t i = 0; i < settings->type_count; i++)
        types[i] = (kl_column_setting){settings->types[i].column, settings->types[i].type};
    reading.pool = pool;
    reading.settings = types;
    reading.setting_count = settings->type_count;
    if (!settings->matrix && !settings->target) {
        columns[reading.column_count++] = settings->files[1];
        columns[reading.column_count++] = settings->files[2];
        if (settings->given_column)
            columns[reading.column_count++] = settings->given_column;
        reading.columns = columns;
        reading.columns_by_name = 1;
    }
    return kl_table_open(settings->files[0], &reading, table, error);
}

static kl_status ask(const struct settings *settings, const kl_table *table,
                     const kl_mi_options *how, kl_document **document, kl_error *error) {
    char **columns = settings->files + 1;
    if (settings->matrix)
        return kl_mi_matrix(table, how, document, error);
    if (settings->target)
        return kl_mi_rank(table, settings->target, how, document, error);
    return kl_mi_pair(table, columns[0], columns[1], settings->given_column, how, document, error);
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    kl_mi_options how;
    kl_table *table = NULL;
    kl_mi_options_init(&how);
    how.estimator = (kl_mi_estimator)settings->estimator;
    how.confidence = settings->confidence;
    how.seed = settings->seed;
    how.unit = settings->unit;
    how.pool = pool;
    kl_status status = read_table(settings, pool, &table, error);
    how.progress = progress_start(&how.progress_context);
    if (status == KL_OK)
        status = ask(settings, table, &how, document, error);
    kl_table_free(table);
    return status;
}

/* One question at a time. */
static int refuse_words(const struct settings *settings) {
    const size_t columns = settings->file_count > 0 ? settings->file_count - 1 : 0;
    const int whole = settings->matrix || settings->target;
    if (settings->file_count == 0)
        return complain_usage("no table is given: kl mi FILE --target COL (see kl help mi)");
    if (settings->matrix && settings->target)
        return complain_usage("--matrix has no use for --target: it is of all pairs of columns");
    if (settings->given_column && whole)
        return complain_usage("--given is for two columns: kl mi FILE X Y --given Z");
    if (whole && columns > 0)
        return complain_usage("%s takes one table, and '%s' is one word too many",
                              settings->matrix ? "--matrix" : "--target", settings->files[1]);
    if (!whole && columns != 2)
        return complain_usage("%zu column%s named: kl mi FILE X Y, kl mi FILE --target COL, or kl "
                              "mi FILE --matrix",
                              columns, columns == 1 ? " is" : "s are");
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    return refuse_words(settings) != EXIT_WITHIN ? EXIT_ERROR
                                                 : answer(settings, pool, kl_mi_id, 2, tell);
}

const struct verb verb_mi = {
    .name = "mi",
    .usage = "FILE --target COL | FILE X Y [--given Z] | FILE --matrix",
    .summary = "which columns of a table tell what of which",
    .description =
        "Mutual information: how many bits knowing one column saves when the other is to be told. "
        "It is 0 only if they are independent, sees any dependence and not just straight ones, and "
        "holds for names as for numbers.\n\n"
        "FILE is a table: CSV, or separated by TAB or semicolon, with a header line; a .npy of "
        "two dimensions, whose columns are called 0, 1, 2 and so on; Parquet; JSON lines; "
        "FILE#TABLE "
        "of a DuckDB or SQLite database; or what a query gives, 'sql:SELECT …'. Missing is, in "
        "text, "
        "what is empty, NA, N/A, #N/A, NaN, null or None in any case, or ?, else what is null or "
        "NaN; such rows are left out pair by pair.\n\n"
        "--target ranks all other columns by what they tell of COL, each with an interval, a "
        "p-value and q, the share of false discoveries among columns that look as good. Two "
        "columns X and Y: what they tell of each other, and with --given Z what they do where Z is "
        "known already. --matrix is every pair, with a dot where it could be chance.\n\n"
        "Columns of names, and of at most ten different numbers, are counted; other numbers are "
        "measured by their nearest neighbours, without bins. Columns that can tell nothing are "
        "left out with the reason: one value only, no value, or an identifier.",
    .examples =
        "kl mi penguins.csv --target species\twhat tells the species\n"
        "kl mi penguins.csv bill_length_mm bill_depth_mm\ttwo columns\n"
        "kl mi penguins.csv bill_length_mm bill_depth_mm --given species\twithin a species\n"
        "kl mi penguins.csv --matrix --html pairs.html\tall pairs, as a page\n"
        "kl mi \"sql:SELECT * FROM 'penguins.csv' WHERE year > 2007\" --target species\tof a "
        "query\n"
        "kl mi --type year=number penguins.csv --target year\ta number, also if there are few\n"
        "kl mi --fail-above mutual_information=0.1 train.csv label row_id\tfail if an id leaks "
        "the label\n",
    .file_words = 1,
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_ESTIMATOR, "auto", "auto counts ksg ross mixed copula",
             "How mutual information is estimated: from counts, from nearest neighbours (ksg of "
             "numbers; ross of names and numbers; mixed of numbers that repeat), or as if ranks "
             "were normal (copula). auto goes by what the columns are."},
            {OPTION_MATRIX, NULL, NULL, "All pairs of columns, as a heat map."},
            {OPTION_FAIL_ABOVE, NULL, NULL,
             "Exit with 1 if ID is certainly above X, in the printed unit. mutual_information, "
             "conditional_mutual_information and information_correlation are decided by the low "
             "end of their interval, p_value, q_value and g_test.p_value by their value; what has "
             "no interval, as other ids and estimates of too few rows, decides nothing: exit 2. "
             "Every row and every pair of a matrix with this ID is tested; ID@A|B=X tests that of "
             "A|B alone. May be given more than once."}},
    .ids = {kl_mi_id},
    .run = run,
};
