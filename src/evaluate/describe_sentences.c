/* SPDX-License-Identifier: Apache-2.0 */
/* What an evaluation means, in plain English. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "evaluate/asked.h"
#include "evaluate/describe.h"
#include "evaluate/statistics.h"
#include "report/phrase.h"
#include "report/say.h"
#include "sample/student.h"

static const char *unit_name(const kl_evaluation *evaluation) {
    return kl_unit_name(evaluation->options->unit);
}

/* 1 if it was asked for, and what was fed says it. */
static int find(const kl_evaluation *evaluation, const char *id, int which, kl_estimate *out) {
    static const char *const subject[] = {"base", "model", "base|model"};
    return kl_asked_has(evaluation->options->measures, id) &&
           kl_eval_estimate(evaluation->eval, id, subject[which], out, NULL) == KL_OK;
}

/* ── So what ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status say_one(const kl_evaluation *evaluation, kl_document *document, kl_error *error) {
    kl_estimate loss, perplexity;
    if (!find(evaluation, "cross_entropy", 0, &loss) ||
        !find(evaluation, "perplexity", 0, &perplexity))
        return KL_OK;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "A token costs %s %s on average: as hard to tell as one of %s equally likely "
                  "ones.",
                  kl_phrase_estimate(&loss, evaluation->options->unit).text, unit_name(evaluation),
                  kl_phrase_estimate(&perplexity, KL_UNIT_ONE).text);
}

/* Of what is only known by its bounds, the lower one. */
static kl_status say_direction(const kl_evaluation *evaluation, const char *truth,
                               const char *coder, const kl_estimate *extra, kl_document *document,
                               kl_error *error) {
    const int is_least = extra->method == KL_METHOD_BOUNDS;
    const kl_estimate least = kl_estimate_exact(extra->low, KL_UNIT_NATS);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Where %s is the truth, coding by %s costs %s%s extra %s per token.", truth,
                  coder, is_least ? "at least " : "",
                  kl_phrase_estimate(is_least ? &least : extra, evaluation->options->unit).text,
                  unit_name(evaluation));
}

static kl_status say_directions(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    static const char *const ids[2] = {"divergence", "divergence.reverse"};
    const char *name[2] = {"base", evaluation->subject[1]};
    kl_estimate extra[2];
    size_t told = 0, first[2];
    int is_same = 1, is_open = 0;
    for (size_t k = 0; k < 2; k++) {
        if (!find(evaluation, ids[k], 2, &extra[told]))
            continue;
        is_same = is_same && extra[told].method != KL_METHOD_BOUNDS && extra[told].value == 0;
        is_open = is_open || (extra[told].method == KL_METHOD_BOUNDS && isinf(extra[told].high));
        first[told++] = k;
    }
    if (told > 0 && is_same)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s predicts exactly what base predicts, token for token.", name[1]);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < told; i++)
        status = say_direction(evaluation, name[first[i]], name[1 - first[i]], &extra[i], document,
                               error);
    return status == KL_OK && is_open ? kl_say_open_bounds(document, error) : status;
}

/* ── Is it noise ──────────────────────────────────────────────────────────────────────────────── */

/* 1 if so many times the tokens find a difference four times in five, at the spread that was seen. More of
 * them are more units too, up to the bags, and so a smaller quantile of Student's t. */
static int finds(const kl_eval *eval, kl_stat stat, double standard_error, double difference,
                 double times) {
    double units = (double)kl_stat_units(eval, stat) * times;
    if (eval->options.clustering == KL_CLUSTER_UNITS)
        units = fmin(units, KL_BAGS);
    double both = kl_student_quantile(eval->options.confidence, units - 1) +
                  kl_student_quantile(0.6, units - 1); /* 0.2 on each side: four in five */
    return both * standard_error <= fabs(difference) * sqrt(times);
}

/* How many times the tokens are needed, to 2⁻³⁰ of it; not finite beyond 2³². */
static double times_needed(const kl_eval *eval, kl_stat stat, double standard_error,
                           double difference) {
    double few = 1, enough = 0x1p32;
    if (!finds(eval, stat, standard_error, difference, enough))
        return INFINITY;
    while (enough > few * (1 + 0x1p-30)) {
        double middle = sqrt(few * enough);
        *(finds(eval, stat, standard_error, difference, middle) ? &enough : &few) = middle;
    }
    return enough;
}

static kl_status say_needed(const kl_evaluation *evaluation, kl_stat stat,
                            const kl_estimate *estimate, double difference, const char *what,
                            kl_document *document, kl_error *error) {
    const kl_eval *eval = evaluation->eval;
    kl_estimate stated = kl_estimate_convert(kl_estimate_exact(fabs(difference), KL_UNIT_NATS),
                                             evaluation->options->unit);
    if (finds(eval, stat, estimate->standard_error, difference, 1))
        return kl_say(
            document, KL_SENTENCE_NOISE, error,
            "These %s show a difference of %s %s per token %s at least four times in five.",
            kl_phrase_counted(estimate->n, "token").text, kl_phrase_small(stated.value).text,
            unit_name(evaluation), what);
    double times = times_needed(eval, stat, estimate->standard_error, difference);
    if (!isfinite(times))
        return KL_OK;
    double more = ceil((double)estimate->n * (times - 1));
    return kl_say(
        document, KL_SENTENCE_NOISE, error,
        "To show a difference of %s %s per token %s four times in five, about %s more are "
        "needed.",
        kl_phrase_small(stated.value).text, unit_name(evaluation), what,
        kl_phrase_counted((uint64_t)more, "token").text);
}

static kl_status say_difference(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    kl_estimate difference;
    kl_status status = KL_OK;
    if (!find(evaluation, "cross_entropy.difference", 2, &difference) || isnan(difference.low))
        return KL_OK;
    const char *model = evaluation->subject[1];
    double p = kl_statistic_p_value(evaluation->eval, KL_STAT_LOSS_DIFFERENCE);
    int decided = difference.low > 0 || difference.high < 0;
    kl_estimate size = difference;
    if (difference.value < 0) {
        size.value = -difference.value;
        size.low = -difference.high;
        size.high = -difference.low;
    }
    const char *way = difference.value < 0 ? "fewer" : "more";
    if (difference.value == 0 && difference.standard_error == 0)
        return KL_OK;
    if (kl_estimate_has(&difference, KL_FLAG_CLIPPED_TARGETS))
        status = kl_say(document, KL_SENTENCE_NOISE, error,
                        "On this text %s needs %s %s %s per token than base (paired by token, "
                        "p = %s), but targets were clipped, and part of it may be that.",
                        model, kl_phrase_estimate(&size, evaluation->options->unit).text, way,
                        unit_name(evaluation), kl_phrase_small(p).text);
    else if (decided)
        status =
            kl_say(document, KL_SENTENCE_NOISE, error,
                   "On this text %s needs %s %s %s per token than base, and that is not chance "
                   "(paired by token, p = %s).",
                   model, kl_phrase_estimate(&size, evaluation->options->unit).text, way,
                   unit_name(evaluation), kl_phrase_small(p).text);
    else
        status = kl_say(document, KL_SENTENCE_NOISE, error,
                        "On this text %s needs %s %s %s per token than base, which may be chance "
                        "(paired by token, p = %s).",
                        model, kl_phrase_estimate(&size, evaluation->options->unit).text, way,
                        unit_name(evaluation), kl_phrase_small(p).text);
    double resolve = evaluation->options->resolve;
    if (status != KL_OK || (decided && !(resolve > 0)))
        return status;
    return say_needed(evaluation, KL_STAT_LOSS_DIFFERENCE, &difference,
                      resolve > 0 ? resolve : difference.value, "between the two", document, error);
}

static kl_status say_resolution(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    kl_estimate loss;
    if (!find(evaluation, "cross_entropy", 0, &loss) || isnan(loss.low) ||
        !(evaluation->options->resolve > 0))
        return KL_OK;
    return say_needed(evaluation, KL_STAT_LOSS, &loss, evaluation->options->resolve,
                      "from a fixed number (a comparison token by token needs fewer)", document,
                      error);
}

/* Targets that are impossible for one side or both: infinity less infinity is nothing. */
static kl_status say_excluded(const kl_evaluation *evaluation, kl_document *document,
                              kl_error *error) {
    const kl_eval *eval = evaluation->eval;
    const char *model = evaluation->subject[1];
    const uint64_t both =
        kl_stat_rows(eval, KL_STAT_LOSS) - kl_stat_rows(eval, KL_STAT_LOSS_DIFFERENCE);
    kl_status status = KL_OK;
    if (!kl_asked_has(evaluation->options->measures, "cross_entropy.difference"))
        return KL_OK;
    if (both > 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "%s %s impossible for base and for %s alike, and left out of the "
                        "difference of their losses.",
                        kl_phrase_counted(both, "target").text, both == 1 ? "is" : "are", model);
    if (status != KL_OK || !kl_statistic_is_undefined(eval, KL_STAT_LOSS_DIFFERENCE))
        return status;
    const uint64_t base_only = kl_stat_infinite(eval, KL_STAT_LOSS) - both,
                   model_only = kl_stat_infinite(eval, KL_STAT_LOSS_MODEL) - both;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%s %s impossible for base alone, %s for %s alone: the difference of their "
                  "losses would be infinite both ways, and is not told.",
                  kl_phrase_counted(base_only, "target").text, base_only == 1 ? "is" : "are",
                  kl_phrase_count(model_only).text, model);
}

/* ── What the file cannot tell ────────────────────────────────────────────────────────────────── */

static kl_status say_clipped(const kl_evaluation *evaluation, int side, kl_document *document,
                             kl_error *error) {
    if (!evaluation->file[side]->is_clipped)
        return KL_OK;
    kl_eval_counts counts = kl_eval_get_counts(evaluation->eval);
    uint64_t clipped = counts.clipped_targets[side];
    const char *name = evaluation->subject[side];
    const char *is = evaluation->file[side]->is_rounded ? "was made from" : "is";
    const kl_phrase rows = kl_phrase_count(evaluation->file[side]->clipped_rows),
                    all = kl_phrase_counted(counts.rows + counts.skipped, "row");
    if (clipped == 0)
        return kl_say(
            document, KL_SENTENCE_NOTE, error,
            "%s %s a llama.cpp file, which raises what lies 16 nats or more below a row's "
            "maximum to that, in %s of %s; no target of this text is so low.",
            name, is, rows.text, all.text);
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "%s %s a llama.cpp file, which raises what lies 16 nats or more below a row's "
        "maximum to that, in %s of %s: %s of %s stand%s there. Its perplexity is therefore too "
        "low by an unknown factor: from this file the true one has no upper bound.",
        name, is, rows.text, all.text, kl_phrase_count(clipped).text,
        kl_phrase_counted(counts.targets, "target").text, clipped == 1 ? "s" : "");
}

/* The mean of what each row says of itself. */
static kl_status say_rounded(const kl_evaluation *evaluation, int side, kl_document *document,
                             kl_error *error) {
    const kl_evaluated_file *file = evaluation->file[side];
    if (!file->is_rounded)
        return KL_OK;
    kl_eval_counts counts = kl_eval_get_counts(evaluation->eval);
    kl_estimate mean = kl_estimate_exact(
        kl_exact_sum_round(&file->moved) / (double)(counts.rows + counts.skipped), KL_UNIT_ONE);
    const int is_own = file->has_targets && (side == 1 || !evaluation->has_given_targets);
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "%s is a compact file: %s of the rows it was made from, exactly; the rest is from rows "
        "that were rounded, which moved %s of their probability on average.",
        evaluation->subject[side],
        is_own ? "cross-entropy and entropy are those" : "entropy is that",
        kl_phrase_estimate(&mean, KL_UNIT_ONE).text);
}

/* Is the loss told per byte? */
static int has_bytes(const kl_evaluation *evaluation) {
    return evaluation->logprobs != NULL
               ? kl_stat_rows(evaluation->eval, KL_STAT_BYTES) ==
                     kl_stat_rows(evaluation->eval, KL_STAT_LOSS)
               : evaluation->has_vocabulary || kl_describe_fits_text(evaluation);
}

static kl_status say_comparable(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    if (has_bytes(evaluation))
        return kl_say(
            document, KL_SENTENCE_NOTE, error,
            "Perplexities of models with other tokenizers, windows or first tokens do not "
            "compare with these; bits per byte do, on the same text.");
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "Perplexities of models with other tokenizers, windows or first tokens do not "
                  "compare with these. Bits per byte would: %s.",
                  evaluation->logprobs != NULL ? "not all tokens have their bytes here"
                  : evaluation->text.bytes > 0
                      ? "but the text that was given is that of all rows, and not all were scored"
                      : "give the tokens' text (--vocab)");
}

static int has_targets(const kl_evaluated_file *file) {
    return file != NULL && file->has_targets;
}

static kl_status say_counts(const kl_evaluation *evaluation, kl_document *document,
                            kl_error *error) {
    kl_eval_counts counts = kl_eval_get_counts(evaluation->eval);
    kl_status status = KL_OK;
    if (counts.skipped > 0)
        status =
            kl_say(document, KL_SENTENCE_NOTE, error,
                   "%s had a NaN, a logit of +inf or none that is finite in %s, and %s left out of "
                   "everything that is said of %s.",
                   kl_phrase_counted(counts.skipped, "row").text,
                   evaluation->has_model ? "base or the model" : "base",
                   counts.skipped == 1 ? "was" : "were",
                   evaluation->subject[evaluation->has_model ? 2 : 0]);
    if (status == KL_OK && evaluation->first && counts.targets == 0 &&
        !has_targets(evaluation->file[0]) && !has_targets(evaluation->file[1]) &&
        evaluation->logprobs == NULL)
        status =
            kl_say(document, KL_SENTENCE_NOTE, error,
                   "The tokens that came are not known (--targets), so there is no perplexity.");
    return status;
}

kl_status kl_describe_sentences(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    int pair = evaluation->has_model;
    int targeted = kl_eval_get_counts(evaluation->eval).targets > 0;
    kl_status status = KL_OK;
    if (targeted && !pair)
        status = say_one(evaluation, document, error);
    if (status == KL_OK && targeted && !pair)
        status = say_resolution(evaluation, document, error);
    if (status == KL_OK && pair)
        status = say_directions(evaluation, document, error);
    if (status == KL_OK && pair && targeted)
        status = say_difference(evaluation, document, error);
    if (status == KL_OK && pair && targeted)
        status = say_excluded(evaluation, document, error);
    for (int side = !evaluation->first; status == KL_OK && targeted && side <= pair; side++)
        status = say_clipped(evaluation, side, document, error);
    if (status == KL_OK && evaluation->logprobs != NULL)
        status = kl_say_left_out(evaluation, document, error);
    for (int side = !evaluation->first; status == KL_OK && side <= pair; side++)
        status = say_rounded(evaluation, side, document, error);
    if (status == KL_OK)
        status = say_counts(evaluation, document, error);
    if (status == KL_OK && evaluation->first && targeted)
        status = say_comparable(evaluation, document, error);
    return status;
}
