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
    return kl_states_merge((const char *const *)settings->files, settings->file_count,
                           settings->output, &error) == KL_OK
               ? EXIT_WITHIN
               : complain(&error);
}

const struct verb verb_merge = {
    .name = "merge",
    .usage = "STATES -o STATE",
    .summary = "put states together: the same bytes as all at once",
    .description =
        "Put states of parts together: counts of `kl count` (of the same symbols and order, from "
        "disk to disk), profiles of tables, and what other verbs wrote for a --part. The result "
        "does not depend on the order or the grouping of the parts. The same file twice is "
        "refused, "
        "and so is the same part where a state says which it is; counts and profiles of tables do "
        "not, so that a copy of one counts again.",
    .examples = "kl merge 1.kls 2.kls 3.kls -o all.kls\tthree parts into one\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
