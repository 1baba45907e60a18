/* SPDX-License-Identifier: Apache-2.0 */
/* From the command line and the environment to the settings. */
#include "cli.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kl_status read_environment(struct settings *settings, kl_error *error) {
    static const kl_isa isas[] = {KL_ISA_SCALAR, KL_ISA_AVX2, KL_ISA_AVX512};
    const char *threads = getenv("KL_THREADS"), *isa = getenv("KL_ISA");
    if (threads && *threads) {
        uint64_t whole;
        if (!value_whole(threads, 1, 4096, &whole)) {
            snprintf(error->message, sizeof error->message,
                     "KL_THREADS=%.100s: expected a whole number from 1 to 4096", threads);
            return error->code = KL_ERROR_ARGUMENT;
        }
        settings->threads = (unsigned)whole;
    }
    if (isa && *isa) {
        for (size_t i = 0; i < sizeof isas / sizeof *isas; i++)
            if (strcmp(isa, kl_isa_name(isas[i])) == 0)
                settings->isa = isas[i];
        if (settings->isa == KL_ISA_BEST) {
            snprintf(error->message, sizeof error->message,
                     "KL_ISA=%.100s: expected scalar, avx2 or avx512", isa);
            return error->code = KL_ERROR_ARGUMENT;
        }
    }
    return KL_OK;
}

static int takes(const struct verb *verb, option_id id) {
    for (size_t i = 0; i < verb->option_count; i++)
        if (verb->options[i] == id)
            return 1;
    return id == OPTION_HELP;
}

/* getopt's own table, for the options of this verb only. */
static void getopt_tables(const struct verb *verb, struct option *longs, char *shorts) {
    *shorts++ = ':';
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (!takes(verb, (option_id)id))
            continue;
        const option_row *row = option_get((option_id)id);
        *longs++ = (struct option){row->name, row->argument ? required_argument : no_argument, NULL,
                                   256 + id};
        if (row->letter) {
            *shorts++ = row->letter;
            if (row->argument)
                *shorts++ = ':';
        }
    }
    *longs = (struct option){0};
    *shorts = 0;
}

static option_id from_getopt(int code) {
    if (code >= 256)
        return (option_id)(code - 256);
    for (int id = 0; id < OPTION_COUNT; id++)
        if (option_get((option_id)id)->letter == code)
            return (option_id)id;
    return OPTION_COUNT;
}

/* getopt found something it does not know (or that misses its value): name the word. */
static kl_status refuse_getopt(int code, const struct verb *verb, char **argv, kl_error *error) {
    const char *word = argv[optind - 1];
    const char *command = strcmp(verb->name, "compare") == 0 ? "" : verb->name;
    error->code = KL_ERROR_ARGUMENT;
    if (code == ':')
        snprintf(error->message, sizeof error->message, "%.100s needs a value (see kl help %s)",
                 word, verb->name);
    else if (optopt > 0 && optopt < 256)
        snprintf(error->message, sizeof error->message,
                 "there is no option -%c here (see kl help %s)", optopt, verb->name);
    else
        snprintf(error->message, sizeof error->message,
                 "there is no option %.100s of kl%s%s (see kl help %s)", word, *command ? " " : "",
                 command, verb->name);
    return error->code;
}

static kl_status take_files(struct settings *settings, int argc, char **argv, kl_error *error) {
    size_t streams = 0;
    settings->files = argv + optind;
    settings->file_count = (size_t)(argc - optind);
    for (size_t i = 0; i < settings->file_count; i++)
        streams += strcmp(settings->files[i], "-") == 0;
    if (streams <= 1)
        return KL_OK;
    error->code = KL_ERROR_ARGUMENT;
    snprintf(error->message, sizeof error->message,
             "- stands %zu times: standard input can be read once", streams);
    return error->code;
}

kl_status settings_parse(struct settings *settings, const struct verb *verb, int argc, char **argv,
                         kl_error *error) {
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 2];
    *settings = (struct settings){.symbols = KL_SYMBOLS_LETTERS,
                                  .order = 1,
                                  .unit = KL_UNIT_BITS,
                                  .confidence = 0.95,
                                  .components = 1,
                                  .measure = KL_DIVERGENCE,
                                  .part = 1,
                                  .parts = 1,
                                  .count = 1,
                                  .power = 1,
                                  .epsilon = 0.05,
                                  .beta = NAN,
                                  .alpha = 1,
                                  .memory = (uint64_t)1 << 30,
                                  .price = -1,
                                  .format = KL_FORMAT_TERMINAL};
    kl_status status = read_environment(settings, error);
    for (size_t i = 0; status == KL_OK && i < OPTION_OWN_MAX; i++)
        if (verb->own[i].preset)
            status = option_apply(settings, verb, verb->own[i].id, verb->own[i].preset, error);
    if (status != KL_OK)
        return status;
    getopt_tables(verb, longs, shorts);
    opterr = 0;
    for (;;) {
        int code = getopt_long(argc, argv, shorts, longs, NULL);
        if (code < 0)
            break;
        if (code == '?' || code == ':')
            return refuse_getopt(code, verb, argv, error);
        const option_id id = from_getopt(code);
        status = option_apply(settings, verb, id, optarg, error);
        if (status != KL_OK)
            return status;
        settings->given[id] = 1;
    }
    return take_files(settings, argc, argv, error);
}

int options_refuse(const struct settings *settings, const char *doing, const option_id *taken,
                   size_t n) {
    for (int id = 0; id < OPTION_COUNT; id++) {
        int known = !settings->given[id] || id == OPTION_THREADS || id == OPTION_HELP;
        for (size_t i = 0; i < n; i++)
            known = known || taken[i] == (option_id)id;
        if (!known)
            return complain_usage("%s has no use for --%s", doing, option_get(id)->name);
    }
    return EXIT_WITHIN;
}

int settings_refuse_state(const struct settings *settings, const kl_input *input) {
    const kl_counts *counts = kl_input_counts(input);
    if (settings->given[OPTION_SYMBOLS] && settings->symbols != kl_counts_symbols(counts))
        return complain_usage("%s: a state of %s, not of %s (--symbols)", kl_input_name(input),
                              kl_symbols_name(kl_counts_symbols(counts)),
                              kl_symbols_name(settings->symbols));
    if (settings->given[OPTION_ORDER] && settings->order != kl_counts_order(counts))
        return complain_usage("%s: a state of order %d, not %d (--order)", kl_input_name(input),
                              kl_counts_order(counts), settings->order);
    return EXIT_WITHIN;
}

void settings_text(const struct settings *settings, kl_pool *pool, kl_text_options *text) {
    const char *temporary = getenv("TMPDIR");
    kl_text_options_init(text);
    text->symbols = settings->symbols;
    text->order = settings->order;
    text->memory = settings->memory;
    text->spill = temporary && *temporary ? temporary : "/tmp";
    text->part = settings->part;
    text->parts = settings->parts;
    text->pool = pool;
    progress_show(text);
}
