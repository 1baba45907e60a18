/* SPDX-License-Identifier: Apache-2.0 */
/* kl code: code one text with another's distribution, so that extra bits are a file size. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

static const option_id options[] = {OPTION_WITH,     OPTION_OUTPUT, OPTION_DECODE,  OPTION_KIND,
                                    OPTION_SYMBOLS,  OPTION_ORDER,  OPTION_UNIT,    OPTION_JSON,
                                    OPTION_MARKDOWN, OPTION_MEMORY, OPTION_THREADS, OPTION_HELP};

/* A failure of the library that speaks of bytes in memory: say of which file. */
static kl_status name_side(const struct settings *settings, kl_status status, kl_error *error) {
    if (status == KL_OK || error->input < 0)
        return status;
    return name_file(error->input == 0 ? settings->files[0] : settings->with, error);
}

static kl_status encode(const struct settings *settings, kl_pool *pool, const kl_counts *with,
                        kl_error *error) {
    const char *path = settings->files[0];
    kl_bytes *bytes = NULL;
    uint8_t *coded = NULL;
    size_t size = 0;
    uint64_t symbols = 0, header = 0;
    kl_text_options text;
    kl_text_counter *counter = NULL;
    kl_counts *own = NULL;
    kl_document *document = NULL;
    settings_text(settings, pool, &text);
    text.symbols = kl_counts_symbols(with);
    text.order = kl_counts_order(with);
    kl_status status = kl_bytes_open_text(path, &bytes, error);
    if (status == KL_OK)
        status = name_side(settings,
                           kl_code_encode(kl_bytes_data(bytes), kl_bytes_size(bytes), with, &coded,
                                          &size, &symbols, &header, error),
                           error);
    if (status == KL_OK)
        status = write_file(settings->output, coded, size, error);
    if (status == KL_OK)
        status = kl_text_counter_new(&text, &counter, error);
    if (status == KL_OK)
        status = kl_text_counter_add(counter, kl_bytes_data(bytes), kl_bytes_size(bytes), error);
    if (status == KL_OK)
        status = kl_text_counter_finish(counter, &own, error);
    if (status == KL_OK && strcmp(settings->output, "-") != 0) {
        status = kl_code_describe(input_name(path), input_name(settings->with), own, symbols, size,
                                  header, &document, error);
        if (status == KL_OK)
            status = show_document(document, settings, error);
    }
    kl_document_free(document);
    kl_counts_free(own);
    kl_text_counter_free(counter);
    kl_memory_free(coded);
    kl_bytes_close(bytes);
    return status;
}

static kl_status decode(const struct settings *settings, const kl_counts *with, kl_error *error) {
    kl_bytes *bytes = NULL;
    char *data = NULL;
    size_t size = 0;
    kl_status status = kl_bytes_open(settings->files[0], &bytes, error);
    if (status == KL_OK)
        status = name_side(
            settings,
            kl_code_decode(kl_bytes_data(bytes), kl_bytes_size(bytes), with, &data, &size, error),
            error);
    if (status == KL_OK)
        status = write_file(settings->output, data, size, error);
    kl_memory_free(data);
    kl_bytes_close(bytes);
    return status;
}

/* What writes no report has no use for options of one, and how a state was counted nobody can choose. */
static int refuse_for(const struct settings *settings, const kl_input *with) {
    static const option_id silent[] = {OPTION_WITH,    OPTION_OUTPUT, OPTION_DECODE, OPTION_KIND,
                                       OPTION_SYMBOLS, OPTION_ORDER,  OPTION_MEMORY};
    const int is_decoded = settings->decode, is_piped = strcmp(settings->output, "-") == 0;
    if ((is_decoded || is_piped) &&
        options_refuse(settings, is_decoded ? "kl code --decode" : "kl code -o -", silent,
                       sizeof silent / sizeof *silent) != EXIT_WITHIN)
        return EXIT_ERROR;
    return kl_input_kind(with) == KL_INPUT_STATE ? settings_refuse_state(settings, with)
                                                 : EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    kl_input_options reading;
    kl_text_options text;
    kl_input *with = NULL;
    if (settings->file_count != 1 || !settings->with)
        return complain_usage(
            "one text and one code: kl code A --with B -o OUT (see kl help code)");
    if (!settings->output)
        return complain_usage("where to? kl code A --with B -o OUT");
    kl_input_options_init(&reading);
    reading.kind = settings->kind;
    reading.text = &text;
    reading.texts_only = 1;
    settings_text(settings, pool, &text);
    kl_status status = kl_input_open(settings->with, &reading, &with, &error);
    const kl_counts *counts = status == KL_OK ? kl_input_counts(with) : NULL;
    int code = EXIT_WITHIN;
    if (status == KL_OK && !counts)
        code = complain_usage("%s: a code is made from a text or a state, not from a table",
                              settings->with);
    else if (status == KL_OK && refuse_for(settings, with) != EXIT_WITHIN)
        code = EXIT_ERROR;
    else if (status != KL_OK ||
             (settings->decode ? decode(settings, counts, &error)
                               : encode(settings, pool, counts, &error)) != KL_OK)
        code = complain(&error);
    kl_input_free(with);
    return code;
}

const struct verb verb_code = {
    .name = "code",
    .usage = "A --with B -o OUT",
    .summary = "really code A with B's code: extra bits as a file size",
    .description =
        "Code the symbols of A with a range coder made for the distribution of B, a text or a "
        "state. "
        "The size of OUT is the cross-entropy made literal: the divergence is what it is longer "
        "than "
        "with A's own code.\n\n"
        "Symbols are bytes unless --symbols says otherwise, so that --decode, with the same B, "
        "gives "
        "A back to the byte. With letters or words only those are coded: what comes back is the "
        "letters or words.",
    .examples = "kl code a.txt --with b.txt -o a.klc\tcode a.txt for b.txt\n"
                "kl code --decode a.klc --with b.txt -o a.txt\tand back\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_SYMBOLS, "bytes", NULL, NULL},
            {OPTION_KIND, NULL, "text", "Take B for a text, also where it looks like weights."}},
    .run = run,
};
