/* SPDX-License-Identifier: Apache-2.0 */
/* kl profile: what a table holds, as a state that stands for it. */
#include "cli.h"

static const option_id options[] = {OPTION_OUTPUT, OPTION_CLUSTER_COLUMN, OPTION_TYPE,
                                    OPTION_PART,   OPTION_THREADS,        OPTION_HELP};

kl_status profile_save(const struct settings *settings, kl_pool *pool, const char *path,
                       kl_error *error) {
    kl_column_setting types[TYPES_MAX];
    kl_table_options reading;
    kl_profile_options profile;
    kl_table_profile *table = NULL;
    settings_profile(settings, pool, &reading, types, &profile);
    profile.part = settings->part;
    profile.parts = settings->parts;
    kl_status status = kl_table_profile_open(path, &profile, &table, error);
    if (status == KL_OK)
        status = kl_table_profile_save(table, settings->output, error);
    kl_table_profile_free(table);
    return status;
}

static kl_status save(const struct settings *settings, kl_pool *pool, kl_error *error) {
    return profile_save(settings, pool, settings->files[0], error);
}

static int check_call(const struct settings *settings) {
    if (settings->file_count != 1)
        return complain_usage("one table is needed, %zu given: kl profile TABLE -o STATE (see kl "
                              "help profile)",
                              settings->file_count);
    if (!settings->output)
        return complain_usage("where to? kl profile TABLE -o STATE.kls");
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (check_call(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    return save(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static const verb_parts parts = {
    .options = {OPTION_OUTPUT, OPTION_CLUSTER_COLUMN, OPTION_TYPE},
    .option_count = 3,
    .check = check_call,
    .part = save,
};

const struct verb verb_profile = {
    .name = "profile",
    .usage = "TABLE -o STATE",
    .summary = "keep what kl drift needs of a table, and no row of it",
    .description =
        "Count the values of every column into a state file, which stands for the table wherever "
        "kl drift takes one. Numbers are kept to as many digits as make at most 16,384 different "
        "ones of a column, categories by name, and of texts (a column with a value of more than "
        "128 bytes) the letters.\n\n"
        "The state is the same to the byte for any order of the rows, any number of threads, and "
        "any split: `--part I/N` takes the I-th of N parts of the rows, on any machine, and kl "
        "merge puts "
        "them together.",
    .examples = "kl profile january.csv -o january.kls\tkeep the reference\n"
                "kl profile --part 2/8 big.parquet -o 2.kls\tone of eight machines\n"
                "kl merge monday.kls tuesday.kls -o days.kls\tput parts together\n"
                "kl drift january.kls february.csv\tcompare with it\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
    .parts = &parts,
};
