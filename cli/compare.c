/* SPDX-License-Identifier: Apache-2.0 */
/* kl A B: the main job. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

static const option_id options[] = {
    OPTION_KIND,       OPTION_COLUMN,   OPTION_SYMBOLS,    OPTION_ORDER, OPTION_SMOOTH,
    OPTION_ESTIMATOR,  OPTION_ALPHABET, OPTION_PARAMETER,  OPTION_ZEROS, OPTION_UNIT,
    OPTION_CONFIDENCE, OPTION_SEED,     OPTION_FAIL_ABOVE, OPTION_JSON,  OPTION_MARKDOWN,
    OPTION_HTML,       OPTION_MEMORY,   OPTION_THREADS,    OPTION_HELP,  OPTION_VERSION};

/* In the order of the words of --estimator. */
static const kl_method estimators[] = {KL_METHOD_JACKKNIFE,
                                       KL_METHOD_MILLER_MADOW,
                                       KL_METHOD_DIRICHLET_JEFFREYS,
                                       KL_METHOD_DIRICHLET_LAPLACE,
                                       KL_METHOD_DIRICHLET_PERKS,
                                       KL_METHOD_DIRICHLET_MINIMAX,
                                       KL_METHOD_SHRINKAGE,
                                       KL_METHOD_CHAO_SHEN,
                                       KL_METHOD_GRASSBERGER,
                                       KL_METHOD_ZHANG,
                                       KL_METHOD_NSB};

static void free_inputs(kl_input **inputs, size_t n) {
    for (size_t i = 0; inputs && i < n; i++)
        kl_input_free(inputs[i]);
    free(inputs);
}

/* The first is of the test of a pair, and of how counts are dealt out; the last say how a text is counted: first what
 * a state was counted by as well. */
static const option_id of_symbols[] = {
    OPTION_SEED,       OPTION_KIND, OPTION_SMOOTH,     OPTION_ESTIMATOR, OPTION_ALPHABET,
    OPTION_PARAMETER,  OPTION_UNIT, OPTION_CONFIDENCE, OPTION_JSON,      OPTION_MARKDOWN,
    OPTION_FAIL_ABOVE, OPTION_HTML, OPTION_SYMBOLS,    OPTION_ORDER,     OPTION_MEMORY};
enum { TEXTS = sizeof of_symbols / sizeof *of_symbols, STATES = TEXTS - 1, COUNTS = STATES - 2 };

/* A matrix has no tests. */
static int refuse_for_texts(const struct settings *settings, size_t states) {
    static const char *const doing[2][2] = {{"a comparison of texts", "a comparison of states"},
                                            {"a matrix of texts", "a matrix of states"}};
    const int is_matrix = settings->file_count > 2, is_counted = states == settings->file_count;
    return options_refuse(settings, doing[is_matrix][is_counted], of_symbols + is_matrix,
                          (size_t)((is_counted ? STATES : TEXTS) - is_matrix));
}

/* What an input of this kind has no use for: each is read in its own way, and what is known is not estimated. */
static int refuse_for_kinds(const struct settings *settings, kl_input *const *inputs) {
    static const option_id of_numbers[] = {OPTION_KIND,       OPTION_COLUMN,   OPTION_UNIT,
                                           OPTION_CONFIDENCE, OPTION_SEED,     OPTION_FAIL_ABOVE,
                                           OPTION_JSON,       OPTION_MARKDOWN, OPTION_HTML};
    static const option_id of_weights[] = {OPTION_KIND,     OPTION_PARAMETER,  OPTION_ZEROS,
                                           OPTION_UNIT,     OPTION_FAIL_ABOVE, OPTION_JSON,
                                           OPTION_MARKDOWN, OPTION_HTML};
    size_t weights = 0, numbers = 0, counts = 0, states = 0;
    for (size_t i = 0; i < settings->file_count; i++) {
        const kl_kind kind = kl_input_kind(inputs[i]);
        weights += kind == KL_INPUT_WEIGHTS;
        counts += kind == KL_INPUT_COUNTS;
        states += kind == KL_INPUT_STATE;
        numbers += kind == KL_INPUT_SAMPLES || kind == KL_INPUT_POINTS;
        if (kind == KL_INPUT_STATE && settings_refuse_state(settings, inputs[i]) != EXIT_WITHIN)
            return EXIT_ERROR;
    }
    if (numbers == settings->file_count)
        return options_refuse(settings, "a comparison of numbers", of_numbers,
                              sizeof of_numbers / sizeof *of_numbers);
    if (weights == settings->file_count)
        return options_refuse(settings, "a comparison of known weights", of_weights,
                              sizeof of_weights / sizeof *of_weights);
    if (settings->given[OPTION_ZEROS])
        return complain_usage("--zeros deals with the zeros of known weights; a count of zero is "
                              "one not seen, and --smooth says what that costs");
    if (counts + weights == settings->file_count)
        return options_refuse(settings, "a comparison of counts", of_symbols, COUNTS);
    /* Numbers beside anything else are refused by what would compare them. */
    return numbers > 0 ? EXIT_WITHIN : refuse_for_texts(settings, states);
}

static kl_status read_inputs(const struct settings *settings, kl_pool *pool, kl_input **inputs,
                             kl_error *error) {
    kl_input_options reading;
    kl_text_options text;
    kl_input_options_init(&reading);
    reading.kind = settings->kind;
    reading.column = settings->column;
    reading.seed = settings->seed;
    reading.text = &text;
    reading.fixed = settings->given[OPTION_SYMBOLS] || settings->given[OPTION_ORDER];
    settings_text(settings, pool, &text);
    return kl_inputs_open((const char *const *)settings->files, settings->file_count, &reading,
                          inputs, error);
}

static kl_status compare(const struct settings *settings, kl_pool *pool, kl_input *const *inputs,
                         kl_document **document, kl_error *error) {
    kl_compare_options comparing;
    kl_sample_options sample;
    kl_compare_options_init(&comparing);
    comparing.unit = settings->unit;
    comparing.sample = &sample;
    comparing.settings = settings->parameters;
    comparing.setting_count = settings->parameter_count;
    comparing.zeros = settings->zeros;
    comparing.zeros_amount = settings->zeros_amount;
    kl_sample_options_init(&sample);
    sample.smoothing = settings->smoothing;
    sample.estimator = estimators[settings->estimator];
    sample.alphabet = settings->alphabet;
    sample.confidence = settings->confidence;
    sample.seed = settings->seed;
    sample.pool = pool;
    kl_status status = kl_compare((const kl_input *const *)inputs, settings->file_count, &comparing,
                                  document, error);
    return status == KL_OK ? show_document(*document, settings, error) : status;
}

static int tell(const struct settings *settings, kl_pool *pool, kl_input **inputs) {
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    if (read_inputs(settings, pool, inputs, &error) != KL_OK)
        return complain(&error);
    if (refuse_for_kinds(settings, inputs) != EXIT_WITHIN)
        return EXIT_ERROR;
    const int code = compare(settings, pool, inputs, &document, &error) == KL_OK
                         ? tolerances_check(document, settings)
                         : complain(&error);
    kl_document_free(document);
    return code;
}

/* Logits and tables are the matter of other verbs, with what options these have. */
static int hand_to(const struct verb *verb, const char *what, const struct settings *settings,
                   kl_pool *pool) {
    struct settings handed = *settings;
    handed.given[OPTION_KIND] = 0;
    if (options_refuse(&handed, what, verb->options, verb->option_count))
        return EXIT_ERROR;
    return verb->run(&handed, pool);
}

static int are_tables(const struct settings *settings) {
    return settings->file_count == 2 && settings->kind == KL_INPUT_DETECT && !settings->column &&
           kl_table_seen(settings->files[0]) && kl_table_seen(settings->files[1]);
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count < 2)
        return complain_usage("two inputs are needed, %zu given: kl A B (see kl --help)",
                              settings->file_count);
    if (settings->kind == KL_INPUT_LOGITS ||
        (settings->kind == KL_INPUT_DETECT && kl_logits_seen(settings->files[0])))
        return hand_to(&verb_eval, "kl eval, which compares logits,", settings, pool);
    if (are_tables(settings))
        return hand_to(&verb_drift, "kl drift, which compares tables,", settings, pool);
    if (tolerances_refuse(settings, kl_compare_id, settings->file_count) != EXIT_WITHIN)
        return EXIT_ERROR;
    kl_input **inputs = calloc(settings->file_count, sizeof *inputs);
    if (!inputs)
        return complain_usage("not enough memory");
    const int code = tell(settings, pool, inputs);
    free_inputs(inputs, settings->file_count);
    return code;
}

const struct verb verb_compare = {
    .name = "compare",
    .usage = "A B [MORE...]",
    .summary = "how far apart are two things, where, and is it noise",
    .description =
        "Compare two texts, weight files, states or samples of numbers: every measure with its "
        "interval and unit, a "
        "sentence for each direction, the symbols that make the difference, and whether it could "
        "be "
        "chance. With more than two inputs: a matrix of divergences and a tree.\n\n"
        "The kind of an input is seen in its content: lines of symbol<TAB>number are known "
        "weights, "
        "what `kl count` wrote is a state, one number a line or an array (.npy) are samples, other "
        "UTF-8 is "
        "text. A minus sign alone is standard input. Logits files of llama.cpp, and arrays with "
        "--kind logits, are given to `kl "
        "eval`, two tables of several columns to `kl drift`.\n\n"
        "Known weights are exact, and a weight of zero means impossible: the divergence may be "
        "infinite, unless --zeros says otherwise. What was counted in a text is a sample: a count "
        "of zero means unseen, the "
        "headline is smoothed and has an interval; the plug-in value stands beside it.\n\n"
        "Numbers, and points that are the rows of an array, are taken for independent draws: "
        "energy distance, "
        "Kolmogorov–Smirnov and maximum mean discrepancy with permutation tests.\n\n"
        "The word `compare` itself may be left out: `kl A B`.",
    .examples = "kl english.txt german.txt\thow many bits per letter apart\n"
                "kl --order 3 old.txt new.txt\tletter trigrams\n"
                "kl --json a.tsv b.tsv\tknown weights, for a program\n"
                "kl --parameter renyi=0.5 a.tsv b.tsv\tthe Rényi divergence of order 1/2\n"
                "kl --zeros kt a.tsv b.tsv\twith one half added to every weight\n"
                "kl --fail-above jensen_shannon=0.01 ref.kls today.txt\tfail a pipeline on drift\n"
                "kl --fail-above 'divergence@A|C=0.2' a.txt b.txt c.txt\tof one pair of three\n"
                "kl --html report.html a.txt b.txt\tthe report as a page\n"
                "kl --column price old.csv new.parquet\tone column of two tables\n"
                "kl texts/*.txt\ta matrix and a tree\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_SEED, NULL, NULL,
             "Seed of what is drawn at random: the permutations that test a pair and, with --kind "
             "counts, the bags that counts are dealt to."}},
    .ids = {kl_compare_id},
    .run = run,
};
