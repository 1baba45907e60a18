/* SPDX-License-Identifier: Apache-2.0 */
/* kl eval: language models, from what they predicted. */
#include "cli.h"

#include <math.h>
#include <stdio.h>

static const option_id options[] = {
    OPTION_VOCAB,    OPTION_TARGETS,    OPTION_TENSOR,     OPTION_TEXT,      OPTION_RESOLVE,
    OPTION_MEASURES, OPTION_CLUSTER,    OPTION_BAD_ROWS,   OPTION_PRECISION, OPTION_FORMAT,
    OPTION_UNIT,     OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,      OPTION_MARKDOWN,
    OPTION_HTML,     OPTION_OUTPUT,     OPTION_PART,       OPTION_THREADS,   OPTION_HELP};

static kl_status print_llama(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_logits *side[2] = {NULL, NULL};
    char *text = NULL;
    kl_logits_options reading;
    kl_logits_options_init(&reading);
    reading.tensor = settings->tensor;
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++) {
        reading.tensor = s == 1 ? settings->tensor : NULL; /* the base is of llama.cpp */
        status = kl_logits_open(settings->files[s], &reading, &side[s], error);
    }
    if (status == KL_OK)
        status = kl_llama_report(side[0], side[1], pool, &text, error);
    if (status == KL_OK)
        fputs(text, stdout);
    kl_memory_free(text);
    kl_logits_close(side[0]);
    kl_logits_close(side[1]);
    return status;
}

static kl_status convert(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_logits *from = NULL;
    kl_vocabulary *vocabulary = NULL;
    kl_logits_options reading;
    kl_compact_options writing;
    kl_logits_options_init(&reading);
    kl_compact_options_init(&writing);
    reading.targets = settings->targets;
    reading.tensor = settings->tensor;
    writing.pool = pool;
    kl_status status = kl_logits_open(settings->files[0], &reading, &from, error);
    if (status == KL_OK && settings->vocab)
        status = kl_vocabulary_open(settings->vocab, kl_logits_get_shape(from)->vocabulary,
                                    &vocabulary, error);
    writing.vocabulary = vocabulary;
    if (status == KL_OK)
        status = kl_compact_write(settings->output, from, &writing, error);
    kl_vocabulary_free(vocabulary);
    kl_logits_close(from);
    return status;
}

static kl_evaluate_options options_of(const struct settings *settings, kl_pool *pool) {
    kl_evaluate_options how;
    kl_evaluate_options_init(&how);
    how.targets = settings->targets;
    how.tensor = settings->tensor;
    how.vocabulary = settings->vocab;
    how.text = settings->text;
    how.bad_rows = settings->bad_rows;
    how.clustering = settings->clustering;
    how.measures = settings->measures;
    how.precision = settings->precision;
    how.confidence = settings->confidence;
    how.resolve = settings->unit == KL_UNIT_BITS ? settings->resolve * M_LN2 : settings->resolve;
    how.unit = settings->unit;
    how.pool = pool;
    return how;
}

static kl_status save(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_evaluate_options how = options_of(settings, pool);
    how.part = settings->part;
    how.parts = settings->parts;
    return kl_evaluate_save((const char *const *)settings->files, settings->file_count, &how,
                            settings->output, error);
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    const kl_evaluate_options how = options_of(settings, pool);
    return kl_evaluate((const char *const *)settings->files, settings->file_count, &how, document,
                       error);
}

/* Options that were said where a state was made have no use where it is shown, and the other way round. */
static const option_id making[] = {OPTION_VOCAB, OPTION_TARGETS,  OPTION_TENSOR,
                                   OPTION_TEXT,  OPTION_MEASURES, OPTION_BAD_ROWS,
                                   OPTION_PART,  OPTION_OUTPUT,   OPTION_PRECISION};
static const option_id showing[] = {OPTION_RESOLVE,    OPTION_CLUSTER,    OPTION_UNIT,
                                    OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,
                                    OPTION_MARKDOWN,   OPTION_HTML};
static const option_id converting[] = {OPTION_OUTPUT, OPTION_TARGETS, OPTION_TENSOR, OPTION_VOCAB};
static const option_id printing[] = {OPTION_FORMAT, OPTION_TENSOR};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static int run_part(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (!settings->output)
        return complain_usage("where to? kl eval --part I/N BASE [MODEL...] -o STATE.kls");
    if (options_refuse(settings, "kl eval --part", making, COUNT(making)))
        return EXIT_ERROR;
    return save(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static int run_compact(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (settings->file_count != 1)
        return complain_usage("-o takes one file of predictions, %zu given: with --part it is a "
                              "state of them all (see kl help eval)",
                              settings->file_count);
    if (options_refuse(settings, "kl eval -o", converting, COUNT(converting)))
        return EXIT_ERROR;
    return convert(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static int run_llama(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (settings->file_count != 2)
        return complain_usage("--format llama takes a base and a model, %zu given",
                              settings->file_count);
    if (options_refuse(settings, "kl eval --format", printing, COUNT(printing)))
        return EXIT_ERROR;
    return print_llama(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static int need_files(const struct settings *settings) {
    if (settings->file_count == 0)
        return complain_usage(
            "no file of predictions is given: kl eval BASE [MODEL...] (see kl help eval)");
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (need_files(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (settings->given[OPTION_PART])
        return run_part(settings, pool);
    if (settings->layout)
        return run_llama(settings, pool);
    if (settings->output)
        return run_compact(settings, pool);
    const size_t inputs = settings->file_count == 1 ? kl_evaluate_inputs(settings->files[0]) : 0;
    if (inputs > 0 && options_refuse(settings, "kl eval STATE", showing, COUNT(showing)))
        return EXIT_ERROR;
    return answer(settings, pool, kl_evaluate_id, inputs > 0 ? inputs : settings->file_count, tell);
}

static int check_parts(const struct settings *settings) {
    return need_files(settings) != EXIT_WITHIN
               ? EXIT_ERROR
               : tolerances_refuse(settings, kl_evaluate_id, settings->file_count);
}

/* What was said where the state was made is in it. */
static int whole(const struct settings *given, kl_pool *pool, const char *state) {
    struct settings settings = *given;
    char *files[1] = {(char *)state};
    settings.files = files;
    settings.file_count = 1;
    settings.targets = settings.tensor = settings.vocab = settings.text = settings.measures = NULL;
    return answer(&settings, pool, kl_evaluate_id, given->file_count, tell);
}

static const verb_parts parts = {
    .options = {OPTION_VOCAB, OPTION_TARGETS, OPTION_TENSOR, OPTION_TEXT, OPTION_MEASURES,
                OPTION_BAD_ROWS, OPTION_PRECISION, OPTION_RESOLVE, OPTION_CLUSTER, OPTION_UNIT,
                OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON, OPTION_MARKDOWN, OPTION_HTML},
    .option_count = 15,
    .check = check_parts,
    .part = save,
    .whole = whole,
};

const struct verb verb_eval = {
    .name = "eval",
    .usage = "BASE [MODEL...]",
    .summary = "language models: how good is one, how far is another from it",
    .description =
        "One file of predictions: cross-entropy, perplexity, bits per byte, how often the target "
        "is "
        "the most probable token, calibration. A base and models: KL divergence both ways, "
        "Jensen-Shannon divergence, total variation, what happened to the probability of the right "
        "token, and the paired difference of cross-entropies with its p-value.\n\n"
        "Files are what llama-perplexity writes with --kl-divergence-base, or logits of shape "
        "[rows, "
        "vocabulary] or [chunks, rows, vocabulary] as .npy, .npz or safetensors (f16, bf16, f32, "
        "f64), "
        "with --targets for the tokens that came; or log-probabilities as JSON, as engines answer "
        "them "
        "(completions, chat, prompt_logprobs of vLLM), where lists of the most probable tokens "
        "give "
        "certain bounds. The same tokens in all of them: what differs is refused. Several files "
        "count as one where commas stand "
        "between their names.\n\n"
        "-o writes the predictions of one file, with --targets and the hash of --vocab, as a "
        "compact file: "
        "5 to 8 bits a token where a llama.cpp file has 16, at a smaller error unless rows are "
        "nearly flat. It is read like any other, keeps each target's loss and each row's entropy "
        "exactly, and knows how far every "
        "row is "
        "from the one it was, so that results have rigorous bounds.\n\n"
        "--part I/N -o STATE evaluates the I-th of N parts of the rows, on any machine; `kl merge` "
        "puts the states together, and `kl eval STATE` shows the report: the same bytes as "
        "without parts.\n\n"
        "Intervals take chunks (or the blocks of 128 rows where no chunks are known) as "
        "independent, "
        "not tokens. A llama.cpp file has lost what lies 16 nats or more below a row's maximum; "
        "what "
        "cannot be known because of that is said.",
    .examples =
        "kl eval base.kld\thow good is a model on its text\n"
        "kl eval base.kld q4.kld\twhat quantising did to it\n"
        "kl eval base.npy q4.npy --targets next.npy --vocab tokenizer.json\tfrom any engine\n"
        "kl eval base.kld -o base.klq\ta smaller file, with bounds for what rounding did\n"
        "kl eval base.jsonl q4.jsonl\tfrom what engines answer over the network\n"
        "kl eval --format llama base.kld q4.npy\twhat llama-perplexity prints\n"
        "kl eval --part 2/8 base.kld q4.kld -o 2.kls\tone of eight machines\n"
        "kl eval --fail-above divergence=0.01 base.kld q8.kld\tfail a pipeline\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own =
        {{OPTION_OUTPUT, NULL, NULL,
          "Evaluate nothing, but write the predictions of one file to FILE, compact. With --part: "
          "where the state goes."},
         {OPTION_PART, NULL, NULL,
          "Evaluate only the I-th of N parts of the rows (of JSON: of its lines), to a state."}},
    .ids = {kl_evaluate_id},
    .run = run,
    .parts = &parts,
};
