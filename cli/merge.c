/* SPDX-License-Identifier: Apache-2.0 */
/* kl merge: the states of parts into the state of the whole. */
#include "cli.h"

static const option_id options[] = {OPTION_OUTPUT, OPTION_HELP};

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    (void)pool;
    if (settings->file_count == 0)
        return complain_usage("nothing to merge: kl merge STATES -o STATE (see kl help merge)");
    if (!settings->output)
        return complain_usage("where to? kl merge STATES -o STATE.kls");
    const char *const *files = (const char *const *)settings->files;
    const kl_status status =
        kl_table_profile_seen(files[0])
            ? kl_table_profile_merge_files(files, settings->file_count, settings->output, &error)
            : kl_counts_merge_files(files, settings->file_count, settings->output, &error);
    return status == KL_OK ? EXIT_WITHIN : complain(&error);
}

const struct verb verb_merge = {
    .name = "merge",
    .usage = "STATES -o STATE",
    .summary = "put states together: the same bytes as counting all at once",
    .description =
        "Add up state files of the same symbols and order, from disk to disk, or profiles of "
        "tables with the same columns. The result does not depend on the order or the grouping of "
        "the parts.",
    .examples = "kl merge 1.kls 2.kls 3.kls -o all.kls\tthree parts into one\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
