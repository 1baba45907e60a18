/* SPDX-License-Identifier: Apache-2.0 */
/* kl lm: n-gram language models, trained, asked and mixed. */
#include "lm.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const option_id options[] = {
    OPTION_SYMBOLS,    OPTION_ORDER,      OPTION_DISCOUNT, OPTION_OUTPUT,   OPTION_TEXT,
    OPTION_FORMAT,     OPTION_SURPRISAL,  OPTION_COUNT_OF, OPTION_SEED,     OPTION_UNIT,
    OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,     OPTION_MARKDOWN, OPTION_HTML,
    OPTION_PART,       OPTION_MEMORY,     OPTION_THREADS,  OPTION_HELP};

int lm_is(const char *layout, const char *name) {
    return layout != NULL && strcmp(layout, name) == 0;
}

kl_status lm_name_content(kl_status status, const char *path, kl_error *error) {
    return status == KL_ERROR_FORMAT || status == KL_ERROR_VALUE || status == KL_ERROR_MISMATCH
               ? name_file(path, error)
               : status;
}

/* ── score ────────────────────────────────────────────────────────────────────────────────────── */

static void print_kenlm(const kl_lm_score *score) {
    printf("Perplexity including OOVs:\t%.10g\nPerplexity excluding OOVs:\t%.10g\n"
           "OOVs:\t%llu\nTokens:\t%llu\n",
           exp(score->cross_entropy.value), exp(score->cross_entropy_known.value),
           (unsigned long long)score->unknown, (unsigned long long)score->symbols + score->lines);
}

/* The document, or the four lines of --format. */
static kl_status score(const struct settings *settings, kl_pool *pool, kl_document **document,
                       kl_error *error) {
    kl_lm *lm = NULL;
    kl_bytes *text = NULL;
    kl_lm_score result;
    kl_lm_score_options how;
    kl_lm_score_options_init(&how);
    how.confidence = settings->confidence;
    how.unit = settings->unit;
    how.surprisal = settings->surprisal;
    how.pool = pool;
    kl_status status = kl_lm_open(settings->files[1], &lm, error);
    if (status == KL_OK)
        status = kl_bytes_open_text(settings->files[2], &text, error);
    if (status == KL_OK && lm_is(settings->layout, "kenlm")) {
        status = lm_name_content(
            kl_lm_score_text(lm, kl_bytes_data(text), kl_bytes_size(text), &how, &result, error),
            settings->files[2], error);
        if (status == KL_OK)
            print_kenlm(&result);
    } else if (status == KL_OK) {
        status = kl_lm_describe(lm, settings->files[1], settings->files[2], kl_bytes_data(text),
                                kl_bytes_size(text), &how, document, error);
    }
    kl_bytes_close(text);
    kl_lm_free(lm);
    return status;
}

/* The score of a part, as a state. */
static kl_status score_part(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_lm *lm = NULL;
    kl_bytes *text = NULL;
    kl_lm_score_options how;
    kl_lm_score_options_init(&how);
    how.part = settings->part;
    how.parts = settings->parts;
    how.pool = pool;
    kl_status status = kl_lm_open(settings->files[1], &lm, error);
    if (status == KL_OK)
        status = kl_bytes_open_text(settings->files[2], &text, error);
    if (status == KL_OK)
        status = kl_lm_score_save(lm, settings->files[1], settings->files[2], kl_bytes_data(text),
                                  kl_bytes_size(text), &how, settings->output, error);
    kl_bytes_close(text);
    kl_lm_free(lm);
    return status;
}

/* files[1] is a state. */
static kl_status score_of_state(const struct settings *settings, kl_pool *pool,
                                kl_document **document, kl_error *error) {
    kl_lm_score_options how;
    (void)pool;
    kl_lm_score_options_init(&how);
    how.confidence = settings->confidence;
    how.unit = settings->unit;
    return kl_lm_score_describe(settings->files[1], &how, document, error);
}

static int run_score_part(const struct settings *settings, kl_pool *pool) {
    static const option_id making[] = {OPTION_PART, OPTION_OUTPUT};
    kl_error error = KL_ERROR_INIT;
    if (!settings->output)
        return complain_usage("where to? kl lm score --part I/N MODEL TEXT -o STATE.kls");
    if (options_refuse(settings, "kl lm score --part", making, 2))
        return EXIT_ERROR;
    return score_part(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

/* What is said where a state is shown. */
static const option_id showing[] = {OPTION_UNIT, OPTION_CONFIDENCE, OPTION_FAIL_ABOVE,
                                    OPTION_JSON, OPTION_MARKDOWN,   OPTION_HTML};
enum { SHOWING = sizeof showing / sizeof *showing };

static int need_text(const struct settings *settings) {
    return settings->file_count == 3
               ? EXIT_WITHIN
               : complain_usage("one model and one text: kl lm score MODEL TEXT (see kl help lm)");
}

static int run_score(const struct settings *settings, kl_pool *pool) {
    static const option_id alone[] = {OPTION_FORMAT};
    kl_error error = KL_ERROR_INIT;
    if (settings->file_count == 2 && kl_lm_score_seen(settings->files[1]))
        return options_refuse(settings, "kl lm score STATE", showing, SHOWING)
                   ? EXIT_ERROR
                   : answer(settings, pool, kl_lm_score_id, 1, score_of_state);
    if (settings->file_count == 3 && settings->given[OPTION_PART])
        return run_score_part(settings, pool);
    if (settings->output)
        return complain_usage("kl lm score has no use for --output without --part");
    if (need_text(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (lm_is(settings->layout, "arpa"))
        return complain_usage("--format arpa is for kl lm train; a score is written as kenlm");
    if (settings->layout && options_refuse(settings, "kl lm score --format kenlm", alone, 1))
        return EXIT_ERROR;
    if (settings->layout)
        return score(settings, pool, NULL, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
    return answer(settings, pool, kl_lm_score_id, 1, score);
}

/* ── sample ───────────────────────────────────────────────────────────────────────────────────── */

static int run_sample(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    kl_lm *lm = NULL;
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    uint64_t cut = 0;
    (void)pool;
    if (settings->file_count != 2)
        return complain_usage("one model: kl lm sample MODEL (see kl help lm)");
    kl_random_init(&random, settings->seed, 0);
    kl_status status = kl_lm_open(settings->files[1], &lm, &error);
    if (status == KL_OK)
        status = kl_lm_sampler_new(lm, &sampler, &error);
    for (uint64_t i = 0; status == KL_OK && i < settings->count; i++) {
        char *line = NULL;
        size_t size = 0;
        int ended = 1;
        status =
            lm_name_content(kl_lm_sampler_draw(sampler, &random, 0, &line, &size, &ended, &error),
                            settings->files[1], &error);
        if (status == KL_OK) {
            fwrite(line, 1, size, stdout);
            putchar('\n');
        }
        cut += !ended;
        kl_memory_free(line);
    }
    kl_lm_sampler_free(sampler);
    kl_lm_free(lm);
    if (cut > 0)
        fprintf(stderr, "kl: %llu of %llu lines had not ended after %d symbols and stop there\n",
                (unsigned long long)cut, (unsigned long long)settings->count, KL_LM_SAMPLE_MOST);
    return status == KL_OK ? EXIT_WITHIN : complain(&error);
}

/* ── interpolate ──────────────────────────────────────────────────────────────────────────────── */

enum { MODELS_MAX = 64 };

static kl_status interpolate(const struct settings *settings, kl_pool *pool, kl_document **document,
                             kl_error *error) {
    const size_t n = settings->file_count - 1;
    kl_lm *lm[MODELS_MAX] = {NULL};
    kl_lm_interpolate_options how;
    kl_bytes *text = NULL;
    kl_lm_interpolate_options_init(&how);
    how.unit = settings->unit;
    how.confidence = settings->confidence;
    how.pool = pool;
    kl_status status = kl_bytes_open_text(settings->text, &text, error);
    for (size_t m = 0; status == KL_OK && m < n; m++)
        status = kl_lm_open(settings->files[m + 1], &lm[m], error);
    if (status == KL_OK) {
        status = kl_lm_interpolate_describe(
            (const kl_lm *const *)lm, (const char *const *)settings->files + 1, n, settings->text,
            kl_bytes_data(text), kl_bytes_size(text), &how, document, error);
        status = lm_name_content(
            status, error->input > 0 ? settings->files[error->input + 1] : settings->text, error);
    }
    for (size_t m = 0; m < n; m++)
        kl_lm_free(lm[m]);
    kl_bytes_close(text);
    return status;
}

static int run_interpolate(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count < 3 || settings->file_count - 1 > MODELS_MAX || !settings->text)
        return complain_usage("2 to %d models and a text that none was trained on: kl lm "
                              "interpolate MODELS --text FILE (see kl help lm)",
                              MODELS_MAX);
    return answer(settings, pool, kl_lm_interpolate_id, 1, interpolate);
}

/* ── The verb ─────────────────────────────────────────────────────────────────────────────────── */

static int run(const struct settings *settings, kl_pool *pool) {
    enum { MOST = 12 };
    static const struct {
        const char *name;
        int (*run)(const struct settings *settings, kl_pool *pool);
        option_id options[MOST];
        size_t n;
    } actions[] = {
        {"train",
         lm_run_train,
         {OPTION_SYMBOLS, OPTION_ORDER, OPTION_DISCOUNT, OPTION_OUTPUT, OPTION_FORMAT,
          OPTION_MEMORY, OPTION_PART},
         7},
        {"score",
         run_score,
         {OPTION_FORMAT, OPTION_SURPRISAL, OPTION_UNIT, OPTION_CONFIDENCE, OPTION_FAIL_ABOVE,
          OPTION_JSON, OPTION_MARKDOWN, OPTION_HTML, OPTION_PART, OPTION_OUTPUT},
         10},
        {"sample", run_sample, {OPTION_COUNT_OF, OPTION_SEED}, 2},
        {"interpolate",
         run_interpolate,
         {OPTION_TEXT, OPTION_UNIT, OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,
          OPTION_MARKDOWN, OPTION_HTML},
         7}};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        char doing[32];
        if (settings->file_count == 0 || strcmp(settings->files[0], actions[i].name) != 0)
            continue;
        snprintf(doing, sizeof doing, "kl lm %s", actions[i].name);
        if (options_refuse(settings, doing, actions[i].options, actions[i].n))
            return EXIT_ERROR;
        return actions[i].run(settings, pool);
    }
    return complain_usage("what with a language model? kl lm train, score, sample or interpolate "
                          "(see kl help lm)");
}

/* ── Parts ────────────────────────────────────────────────────────────────────────────────────── */

static int does(const struct settings *settings, const char *action) {
    return settings->file_count > 0 && lm_is(settings->files[0], action);
}

static int check_train_parts(const struct settings *settings) {
    static const option_id training[] = {OPTION_SYMBOLS, OPTION_ORDER,  OPTION_DISCOUNT,
                                         OPTION_OUTPUT,  OPTION_FORMAT, OPTION_MEMORY};
    if (options_refuse(settings, "kl-mpi lm train", training, 6) || lm_check_train(settings))
        return EXIT_ERROR;
    if (kl_lm_trainer_seen(settings->files[1]))
        return complain_usage("%s is a state, which has no parts: kl lm train STATE -o MODEL",
                              settings->files[1]);
    return EXIT_WITHIN;
}

static int check_score_parts(const struct settings *settings) {
    if (options_refuse(settings, "kl-mpi lm score", showing, SHOWING) || need_text(settings))
        return EXIT_ERROR;
    return tolerances_refuse(settings, kl_lm_score_id, 1);
}

static int check_parts(const struct settings *settings) {
    if (does(settings, "train"))
        return check_train_parts(settings);
    if (does(settings, "score"))
        return check_score_parts(settings);
    return complain_usage("of a language model, kl lm train TEXTS -o MODEL and kl lm score MODEL "
                          "TEXT have parts");
}

static kl_status part(const struct settings *settings, kl_pool *pool, kl_error *error) {
    return does(settings, "train") ? lm_train_part(settings, pool, error)
                                   : score_part(settings, pool, error);
}

/* As if the state had been named in place of what it was made of. */
static int whole(const struct settings *given, kl_pool *pool, const char *state) {
    struct settings settings = *given;
    char *files[2] = {given->files[0], (char *)state};
    settings.files = files;
    settings.file_count = 2;
    if (does(given, "score"))
        return answer(&settings, pool, kl_lm_score_id, 1, score_of_state);
    return lm_train(&settings, lm_trained_on(given), pool);
}

static const verb_parts parts = {
    .options = {OPTION_SYMBOLS, OPTION_ORDER, OPTION_DISCOUNT, OPTION_OUTPUT, OPTION_FORMAT,
                OPTION_MEMORY, OPTION_UNIT, OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,
                OPTION_MARKDOWN, OPTION_HTML},
    .option_count = 12,
    .check = check_parts,
    .part = part,
    .whole = whole,
};

const struct verb verb_lm = {
    .name = "lm",
    .usage = "train|score|sample|interpolate FILES",
    .summary = "n-gram language models: how well does one predict a text",
    .description =
        "`kl lm train TEXTS -o MODEL` trains a model on the lines of texts. Symbols are tokens, as "
        "white space parts them, unless --symbols says otherwise. Smoothing is interpolated "
        "modified "
        "Kneser-Ney, the same numbers as KenLM's; small texts and letters, where its discounts "
        "cannot "
        "be had from the counts, get stand-ins, which is said. MODEL is a file that is mapped into "
        "memory; --format arpa writes what other toolkits read.\n\n"
        "`kl lm score MODEL TEXT` says what the model makes of a text: cross-entropy and "
        "perplexity "
        "with and without unknown symbols, loss per byte, character and word, with intervals over "
        "the lines. MODEL is one of ours or an ARPA file. --surprisal shows the text coloured by "
        "what "
        "each symbol costs; --format kenlm prints the four lines of KenLM's query.\n\n"
        "`kl lm train --part I/N TEXTS -o STATE` counts the lines that begin in the I-th of N "
        "parts "
        "of every text; `kl merge` puts such states together, and `kl lm train STATE -o MODEL` "
        "makes the model of them: the same bytes as from the texts. So does `kl lm score --part "
        "I/N MODEL TEXT -o STATE`, of which `kl lm score STATE` tells the score.\n\n"
        "`kl lm sample MODEL` draws --count lines. `kl lm interpolate MODELS --text FILE` finds "
        "the "
        "weights with which models together predict FILE best; what they cost then is low for "
        "another text, as this one chose the weights.",
    .examples =
        "kl lm train --order 3 --symbols words book.txt -o book.klm\ta trigram model of words\n"
        "kl lm train --part 2/8 --order 3 big.txt -o 2.kls\tone of eight machines\n"
        "kl lm score book.klm other.txt\thow well it predicts another text\n"
        "kl lm score --surprisal --html page.html book.klm other.txt\tand where it fails\n"
        "kl lm score --format kenlm model.arpa test.txt\twhat KenLM's query prints\n"
        "kl lm sample --count 5 --seed 7 book.klm\tfive lines from it\n"
        "kl lm interpolate a.klm b.klm --text held-out.txt\tthe best mixture\n",
    .actions = "train score sample interpolate",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_SYMBOLS, "tokens", NULL, NULL},
            {OPTION_ORDER, "5", "1 2 3 4 5 6 7 8 9 10",
             "train: of up to how many symbols the n-grams are."},
            {OPTION_FORMAT, NULL, "kenlm arpa",
             "score: print what query of KenLM prints. train: write an ARPA file (of tokens)."},
            {OPTION_TEXT, NULL, NULL,
             "interpolate: the held-out text that the mixture is to predict."},
            {OPTION_COUNT_OF, NULL, NULL, "sample: how many lines."},
            {OPTION_PART, NULL, NULL,
             "train, score: only the lines of the I-th of N parts of every text, to a state."},
            {OPTION_MEMORY, NULL, NULL,
             "train: what n-grams may take before they spill to disk, e.g. 512M or 4G."}},
    .ids = {kl_lm_score_id, kl_lm_interpolate_id},
    .run = run,
    .parts = &parts,
};
