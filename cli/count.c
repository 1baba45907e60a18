/* SPDX-License-Identifier: Apache-2.0 */
/* kl count: texts to a state file that can be merged and compared later. */
#include "cli.h"

#include <stdio.h>

static const option_id options[] = {OPTION_OUTPUT, OPTION_SYMBOLS, OPTION_ORDER, OPTION_PART,
                                    OPTION_MEMORY, OPTION_THREADS, OPTION_HELP};

static kl_status count(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_text_options text;
    kl_text_counter *counter = NULL;
    settings_text(settings, pool, &text);
    kl_status status = kl_text_counter_new(&text, &counter, error);
    for (size_t i = 0; status == KL_OK && i < settings->file_count; i++)
        status = kl_text_counter_add_file(counter, settings->files[i], error);
    if (status == KL_OK)
        status = kl_text_counter_save(counter, settings->output, error);
    kl_text_counter_free(counter);
    return status;
}

static int check_call(const struct settings *settings) {
    if (settings->file_count == 0)
        return complain_usage("nothing to count: kl count FILES -o STATE (see kl help count)");
    if (!settings->output)
        return complain_usage("where to? kl count FILES -o STATE.kls");
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (check_call(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    return count(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static const verb_parts parts = {
    .options = {OPTION_OUTPUT, OPTION_SYMBOLS, OPTION_ORDER, OPTION_MEMORY},
    .option_count = 4,
    .check = check_call,
    .part = count,
};

const struct verb verb_count = {
    .name = "count",
    .usage = "FILES -o STATE",
    .summary = "count texts once, compare and merge them later",
    .description =
        "Count the symbols (or n-grams) of texts into a state file, which stands for the texts "
        "wherever kl takes one. The counts are kept in 64 bags of whole text blocks, so that "
        "intervals can be computed from the state alone.\n\n"
        "Counting is the same to the byte for any number of threads, and for any split: "
        "`--part I/N` counts the I-th of N parts of every file, on any machine, and `kl merge` "
        "puts "
        "them together. Tables beyond `--memory` spill to TMPDIR, and go from there to the state "
        "without being in memory as a whole, in files that have no names and are gone with the "
        "process.",
    .examples = "kl count --order 3 book.txt -o book.kls\tletter trigrams of a book\n"
                "kl count --part 2/8 big.txt -o 2.kls\tone of eight machines\n"
                "kl book.kls other.txt\ta state wherever a text is taken\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_MEMORY, NULL, NULL,
             "What tables may take before they spill to disk, e.g. 512M or 4G. Buffers, and the "
             "different symbols while what was spilled is merged, come on top."}},
    .run = run,
    .parts = &parts,
};
