/* SPDX-License-Identifier: Apache-2.0 */
/* kl ib: the least that must be kept of X to still know Y. */
#include "cli.h"

static const option_id options[] = {
    OPTION_COLUMNS, OPTION_BETA,    OPTION_CLUSTERS,   OPTION_METHOD, OPTION_ALPHA,
    OPTION_UNIT,    OPTION_SEED,    OPTION_FAIL_ABOVE, OPTION_JSON,   OPTION_MARKDOWN,
    OPTION_HTML,    OPTION_THREADS, OPTION_HELP};

/* X and Y; as names, whatever they hold. */
static kl_status read_table(const struct settings *settings, kl_pool *pool, kl_table **table,
                            kl_error *error) {
    kl_column_setting names[2] = {{settings->columns[0], KL_COLUMN_CATEGORY},
                                  {settings->columns[1], KL_COLUMN_CATEGORY}};
    kl_table_options reading;
    kl_table_options_init(&reading);
    reading.pool = pool;
    reading.settings = names;
    reading.setting_count = settings->given[OPTION_COLUMNS] ? 2 : 0;
    return kl_table_open(settings->files[0], &reading, table, error);
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    const char *x = settings->given[OPTION_COLUMNS] ? settings->columns[0] : NULL;
    const char *y = settings->given[OPTION_COLUMNS] ? settings->columns[1] : NULL;
    kl_ib_options how;
    kl_table *table = NULL;
    kl_ib_options_init(&how);
    how.method = (kl_ib_method)settings->method;
    how.beta = settings->beta;
    how.alpha = settings->alpha;
    how.clusters = settings->clusters;
    how.seed = settings->seed;
    how.unit = settings->unit;
    how.pool = pool;
    kl_status status = read_table(settings, pool, &table, error);
    if (status == KL_OK)
        status = kl_ib_describe(table, x, y, &how, document, error);
    kl_table_free(table);
    return status;
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count != 1)
        return complain_usage("one table is needed, %zu given: kl ib JOINT (see kl help ib)",
                              settings->file_count);
    return answer(settings, pool, kl_ib_id, 1, tell);
}

const struct verb verb_ib = {
    .name = "ib",
    .usage = "JOINT",
    .summary = "the least that must be kept of X to still know Y",
    .description =
        "The information bottleneck: clusters T of the values of X that keep as little of X as "
        "they can, the rate I(T;X), and still tell as much of Y, the relevance I(T;Y).\n\n"
        "JOINT is a table of weights, a row for each X and a column for each Y, with names before "
        "the rows and above the columns or without; names of rows that are numbers need an empty "
        "corner. With --columns X,Y it is any table, of which these two columns are counted.\n\n"
        "Alone it shows the curve of what can be told for what is kept, and where along it "
        "clusters split. --beta B asks for one point of it: B bits of rate for a bit of "
        "relevance. --size K asks for K hard clusters of the most relevance.",
    .examples = "kl ib joint.csv\tthe whole curve\n"
                "kl ib joint.csv --beta 5\tone point, and its clusters\n"
                "kl ib joint.csv --size 3\tthe three hard clusters that tell most\n"
                "kl ib joint.csv --method agglomerative\tthe tree of clusters\n"
                "kl ib people.csv --columns city,language --size 4\tcities by what is spoken\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own =
        {{OPTION_METHOD, "auto", "auto soft deterministic sequential agglomerative",
          "How clusters are found: soft ones, by halves if that is worth it; deterministic ones, "
          "as many as are worth it; a number of hard ones, sequential; their tree, "
          "agglomerative. auto is soft, and sequential where --size stands without --beta."},
         {OPTION_SEED, NULL, NULL, "Seed of the random starts."},
         {OPTION_FAIL_ABOVE, NULL, NULL,
          "Exit with 1 if ID is above X, in the printed unit: relevance and rate, where --beta or "
          "--size asks for one point, and mutual_information, of weights that are known. Of "
          "--columns that are counted these have no interval and decide nothing, exit 2, but "
          "mutual_information.corrected does, by the low end of its interval. May be given more "
          "than once."}},
    .ids = {kl_ib_id},
    .run = run,
};
