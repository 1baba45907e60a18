/* SPDX-License-Identifier: Apache-2.0 */
/* Detectors, and what they make of the costs: the posterior, and whether the text is like any language. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "text/language_detector.h"

/* From here on an answer is sure. */
#define SURE 0.9
/* A second script with more than this share of the text leaves it open which one the text is in. */
#define SECOND_SCRIPT 0.4
/* Less than one in a million beside the best counts as none. */
#define NEGLIGIBLE (-13.8)
/* Nats; the code of a text that repeats a few syllables saves no more on texts of a language but once in 8.9
 * million. */
#define SAID_TWICE 16.0

void kl_language_options_init(kl_language_options *options) {
    *options = (kl_language_options){.size = sizeof *options, .price = KL_LANGUAGE_PRICE};
}

static kl_status choose(kl_language_detector *detector, const kl_language_options *options,
                        kl_error *error) {
    const kl_language_profile *profile = detector->profile;
    memset(detector->possible, options->only == NULL, profile->language_count);
    if (options->only && options->only_count == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "no language is possible: the list of those that are is empty");
    for (size_t i = 0; options->only && i < options->only_count; i++) {
        const char *code = options->only[i];
        size_t language = code ? kl_language_find(profile, code) : KL_LANGUAGE_NONE;
        if (language == KL_LANGUAGE_NONE)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "the profile has no language %s", code ? code : "NULL");
        detector->possible[language] = 1;
    }
    return KL_OK;
}

static void empty_tally(kl_language_tally *tally, unsigned stride) {
    tally->symbols = 0;
    tally->words.listed = tally->words.symbols = 0;
    memset(tally->words.costs, 0, stride * sizeof *tally->words.costs);
    tally->met = (kl_symbol_set){.listed = 0};
    tally->recent_symbols = 0;
    memset(tally->costs, 0, stride * sizeof *tally->costs);
    memset(tally->recent, 0, stride * sizeof *tally->recent);
}

/* The longest row of costs among scripts of small letters, whose words are remembered. */
static size_t longest_row(const kl_language_profile *profile) {
    size_t most = KL_LANGUAGE_LANES;
    for (unsigned s = 0; s < profile->script_count; s++)
        if (profile->scripts[s].bits == 8 && profile->scripts[s].stride > most)
            most = profile->scripts[s].stride;
    return most;
}

/* Everything back to before the first byte. */
static void empty(kl_language_detector *detector) {
    for (unsigned s = 0; s < detector->profile->script_count; s++)
        if (detector->tallies[s].symbols > 0)
            empty_tally(&detector->tallies[s], detector->profile->scripts[s].stride);
    detector->foreign = detector->odd = detector->bad_bytes = 0;
    detector->word_length = detector->rest_size = 0;
    detector->apostrophe = detector->capital = detector->digit = 0;
    detector->consumed = detector->blank = 0;
}

kl_status kl_language_detector_new(const kl_language_profile *profile,
                                   const kl_language_options *options, kl_language_detector **out,
                                   kl_error *error) {
    kl_language_options known;
    kl_language_options_init(&known);
    if (profile == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector needs a profile and a place for it");
    kl_status status = kl_options_read(&known, sizeof known, options, "kl_language_options", error);
    if (status != KL_OK)
        return status;
    if (!(known.price >= 0 && known.price <= KL_LANGUAGE_PRICE_MAX))
        return kl_fail(error, KL_ERROR_VALUE, "a price of %g nats: expected 0 to %g", known.price,
                       KL_LANGUAGE_PRICE_MAX);
    kl_language_detector *detector = kl_alloc_zero(1, sizeof *detector);
    if (detector == NULL)
        return kl_fail_memory(error, "a detector", sizeof *detector);
    detector->profile = profile;
    detector->price = known.price;
    detector->possible = kl_alloc_zero(profile->language_count, sizeof *detector->possible);
    detector->posterior = kl_alloc_zero(profile->language_count, sizeof *detector->posterior);
    detector->cache_row = longest_row(profile);
    const size_t cache = sizeof *detector->cache +
                         KL_LANGUAGE_CACHE * detector->cache_row * sizeof *detector->cache->costs;
    detector->cache = kl_alloc_zero(1, cache);
    if (!detector->possible || !detector->posterior || !detector->cache)
        status = kl_fail_memory(error, "a detector", cache);
    else
        status = choose(detector, &known, error);
    if (status != KL_OK) {
        kl_language_detector_free(detector);
        return status;
    }
    *out = detector;
    return KL_OK;
}

void kl_language_detector_free(kl_language_detector *detector) {
    if (detector == NULL)
        return;
    kl_free(detector->possible);
    kl_free(detector->posterior);
    kl_free(detector->cache);
    kl_free(detector);
}

kl_status kl_language_detector_add(kl_language_detector *detector, const void *data, size_t size,
                                   kl_error *error) {
    if (detector == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector and a text are needed");
    kl_language_scan(detector, data, size, 0);
    return KL_OK;
}

const double *kl_language_detector_posterior(const kl_language_detector *detector) {
    return detector->posterior;
}

/* ── The answer ───────────────────────────────────────────────────────────────────────────────── */

/* 1 if a language that is written in the script may be the answer. */
static int is_possible(const kl_language_detector *detector, const kl_language_script *script) {
    const kl_language_label *labels = detector->profile->labels + script->first;
    for (size_t k = 0; k < script->languages; k++)
        if (detector->possible[labels[k].language])
            return 1;
    return 0;
}

/* Nats a symbol in the languages of a script, the cheapest of them. */
static double mean_of(const kl_language_profile *profile, unsigned script) {
    double least = INFINITY;
    for (size_t i = 0; i < profile->scripts[script].languages; i++) {
        const double mean = profile->labels[profile->scripts[script].first + i].mean;
        least = mean < least ? mean : least;
    }
    return least;
}

/* The script that most of the text is in, of those that may be the answer's; the share of the largest other one. How
 * much of a text is in a script is how many nats so many of its symbols have: a letter is less than a syllable, and
 * that less than a word. A letter of no script of the profile has as many as one of the main script. */
static const kl_language_script *main_script(const kl_language_detector *detector, double *second) {
    const kl_language_profile *profile = detector->profile;
    double nats[KL_LANGUAGE_SCRIPTS_MAX], all = 0;
    const kl_language_script *main = NULL;
    double most = 0, next = 0;
    for (unsigned s = 0; s < profile->script_count; s++) {
        const uint64_t symbols = detector->tallies[s].symbols;
        nats[s] = symbols > 0 ? (double)symbols * mean_of(profile, s) : 0;
        all += nats[s];
        if (nats[s] > most && is_possible(detector, &profile->scripts[s])) {
            most = nats[s];
            main = &profile->scripts[s];
        }
    }
    *second = 0;
    if (main == NULL)
        return NULL;
    const unsigned own = (unsigned)(main - profile->scripts);
    const double foreign = (double)detector->foreign * mean_of(profile, own);
    next = foreign;
    for (unsigned s = 0; s < profile->script_count; s++)
        if (s != own && nats[s] > next)
            next = nats[s];
    *second = next / (all + foreign);
    return most >= foreign ? main : NULL;
}

/* The log-odds that `n` symbols give count less the more they are: neighbours tell the same twice. */
static double weight(const kl_language_profile *profile, uint64_t n) {
    return profile->sharpness * kl_exp(-profile->flattening * kl_log((double)n));
}

/* Scores of the languages of a script, -INFINITY where one is not possible; the best label. A few words that return
 * tell no more than each of them once. */
static size_t scores_of(const kl_language_detector *detector, const kl_language_script *script,
                        const kl_language_tally *tally, double *scores) {
    const kl_language_profile *profile = detector->profile;
    const kl_word_set *few = tally->words.listed <= KL_WORDS_FEW ? &tally->words : NULL;
    const double counts = weight(profile, few ? few->symbols : tally->symbols);
    size_t best = KL_LANGUAGE_NONE;
    for (size_t k = 0; k < script->languages; k++) {
        const kl_language_label *label = &profile->labels[script->first + k];
        scores[k] = -INFINITY;
        if (!detector->possible[label->language])
            continue;
        const double cost = few ? (double)few->costs[k] : (double)tally->costs[k];
        scores[k] = counts * (label->prior - KL_LANGUAGE_COST * cost);
        if (best == KL_LANGUAGE_NONE || scores[k] > scores[best])
            best = k;
    }
    return best;
}

/* Turn scores into the posterior; the log-odds of the best against the second. */
static double normalise(kl_language_detector *detector, const kl_language_script *script,
                        const double *scores, size_t best) {
    const kl_language_label *labels = detector->profile->labels + script->first;
    double total = 0, second = -INFINITY, share[KL_LANGUAGE_ROW_MAX];
    for (size_t k = 0; k < script->languages; k++) {
        share[k] = scores[k] - scores[best] > NEGLIGIBLE ? kl_exp(scores[k] - scores[best]) : 0;
        total += share[k];
    }
    for (size_t k = 0; k < script->languages; k++) {
        detector->posterior[labels[k].language] += share[k] / total;
        if (k != best && scores[k] > second)
            second = scores[k];
    }
    return scores[best] - second;
}

/* How many standard deviations the text's cross-entropy is above what the language's texts have. */
static double atypical(const kl_language_detector *detector, const kl_language_label *label,
                       double cost, uint64_t symbols) {
    double n = (double)symbols, odd = detector->profile->odd * (double)detector->odd;
    return ((cost + odd) / n - label->mean) / sqrt(label->between + label->within / n);
}

/* Nats of a code that knows nothing but which of all symbols there are, and their end: it names them, and then one of
 * them for each place. No text of a language is coded in so few. Where a symbol is a syllable or a word, it may be said
 * twice: there a text has to be dearer by what a text of the language is once in e^SAID_TWICE. INFINITY where there are
 * more symbols than a list has room for. */
static double cost_of_repeating(const kl_language_script *script, const kl_language_tally *tally) {
    unsigned met = tally->met.listed;
    for (size_t i = 0; script->bits == 8 && i < sizeof tally->met.met; i++)
        met += tally->met.met[i];
    const double cost = (double)tally->symbols * kl_log(met + 1.0) + met * script->bits * kl_log(2);
    if (script->bits == 8)
        return cost;
    return met > KL_SYMBOLS_FEW ? INFINITY : cost + SAID_TWICE;
}

static void answer_in(kl_language_detector *detector, const kl_language_script *script,
                      kl_language_answer *out) {
    const kl_language_profile *profile = detector->profile;
    kl_language_tally *tally = &detector->tallies[script - profile->scripts];
    kl_language_carry(tally, script->stride);
    double scores[KL_LANGUAGE_ROW_MAX];
    size_t best = scores_of(detector, script, tally, scores);
    const kl_language_label *label = &profile->labels[script->first + best];
    double cost = KL_LANGUAGE_COST * (double)tally->costs[best];
    out->best = label->language;
    out->margin = normalise(detector, script, scores, best);
    out->posterior = detector->posterior[label->language];
    out->symbols = tally->symbols;
    out->cross_entropy = cost / (double)tally->symbols;
    out->atypical = atypical(detector, label, cost, tally->symbols);
    if (out->atypical > profile->limit)
        detector->reason = KL_LANGUAGE_UNLIKE;
    else if (cost_of_repeating(script, tally) < cost)
        detector->reason = KL_LANGUAGE_REPEATS;
    else if (out->posterior < SURE)
        detector->reason = KL_LANGUAGE_OPEN;
    else
        detector->reason =
            detector->second_script > SECOND_SCRIPT ? KL_LANGUAGE_TWO_SCRIPTS : KL_LANGUAGE_CLEAR;
}

static kl_language_status status_of(kl_language_reason reason) {
    if (reason == KL_LANGUAGE_CLEAR)
        return KL_LANGUAGE_SURE;
    return reason <= KL_LANGUAGE_TWO_SCRIPTS ? KL_LANGUAGE_UNSURE : KL_LANGUAGE_UNKNOWN;
}

static int has_letters(const kl_language_detector *detector) {
    uint64_t letters = detector->foreign;
    for (unsigned s = 0; s < detector->profile->script_count; s++)
        letters += detector->tallies[s].symbols;
    return letters > 0;
}

void kl_language_conclude(kl_language_detector *detector, kl_language_answer *out) {
    memset(detector->posterior, 0, detector->profile->language_count * sizeof *detector->posterior);
    *out = (kl_language_answer){.best = KL_LANGUAGE_NONE};
    out->cross_entropy = out->atypical = NAN;
    out->bad_bytes = detector->bad_bytes;
    const kl_language_script *script = main_script(detector, &detector->second_script);
    if (script)
        answer_in(detector, script, out);
    else
        detector->reason =
            has_letters(detector) ? KL_LANGUAGE_OTHER_LETTERS : KL_LANGUAGE_NO_LETTER;
    out->status = status_of(detector->reason);
    empty(detector);
}

kl_status kl_language_detector_finish(kl_language_detector *detector, kl_language_answer *out,
                                      kl_error *error) {
    if (detector == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a detector and a place for the answer are needed");
    kl_language_scan(detector, NULL, 0, 1);
    kl_language_conclude(detector, out);
    return KL_OK;
}
