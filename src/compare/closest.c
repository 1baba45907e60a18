/* SPDX-License-Identifier: Apache-2.0 */
/* Of many inputs: which is closest to the first, which pair is closest and which farthest. */
#include "compare/closest.h"

#include "base/format.h"
#include "compare/labels.h"
#include "compare/margin.h"
#include "compare/parts.h"
#include "compare/sentences.h"

#include <math.h>
#include <string.h>

kl_ranking kl_ranking_of(const kl_estimate *first, const double *jensen_shannon, size_t n) {
    kl_ranking r = {.closest = 1, .next = 2, .near = {0, 1}, .far = {0, 1}};
    if (first[2].value < first[1].value) {
        r.closest = 2;
        r.next = 1;
    }
    for (size_t j = 3; j < n; j++) {
        if (first[j].value < first[r.closest].value) {
            r.next = r.closest;
            r.closest = j;
        } else if (first[j].value < first[r.next].value) {
            r.next = j;
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            const double d = jensen_shannon[i * n + j];
            if (d < jensen_shannon[r.near[0] * n + r.near[1]]) {
                r.near[0] = i;
                r.near[1] = j;
            }
            if (d > jensen_shannon[r.far[0] * n + r.far[1]]) {
                r.far[0] = i;
                r.far[1] = j;
            }
        }
    }
    return r;
}

static const char *noun_of(const kl_crowd *crowd) {
    for (size_t i = 0; i < crowd->n; i++) {
        const kl_counts *counts = kl_input_counts(crowd->inputs[i]);
        if (counts != NULL && kl_counts_symbols(counts) != KL_SYMBOLS_NAMES)
            return kl_symbols_noun(kl_counts_symbols(counts));
    }
    return "symbol";
}

/* "0.27 ± 0.05", "0.27 (at least 0.17)", "nothing that could be told from chance" */
static kl_phrase cost_of(const kl_estimate *d, kl_unit unit, const char *tail) {
    kl_phrase out;
    if ((d->flags & (KL_FLAG_NEAR_EQUAL | KL_FLAG_CLIPPED)) != 0) {
        kl_words(out.text, sizeof out.text, "nothing that could be told from chance");
    } else if ((d->flags & KL_FLAG_ONE_SIDED) != 0 && isfinite(d->low)) {
        kl_words(out.text, sizeof out.text, "%s%s (at least %s)", kl_phrase_estimate(d, unit).text,
                 tail, kl_phrase_number(d, d->low, unit).text);
    } else {
        kl_words(out.text, sizeof out.text, "%s%s", kl_phrase_estimate(d, unit).text, tail);
    }
    return out;
}

/* Whether one of the others may have what it was not seen to have. */
static int are_counted(const kl_crowd *crowd) {
    size_t i = 1;
    while (i < crowd->n && kl_input_counts(crowd->inputs[i]) == NULL)
        i++;
    return i < crowd->n;
}

/* What of the first the closest has never seen, where that is 100 % of it as shares are told; else NULL. Then all that
 * its code costs is what smoothing makes of it, and it is the closest by that alone. */
static const kl_note *all_unseen(const kl_crowd *crowd, const kl_ranking *r) {
    const kl_note *unseen = kl_estimate_get_note(&crowd->first[r->closest], KL_FLAG_UNSEEN_SUPPORT);
    if (unseen == NULL)
        return NULL;
    const kl_phrase share = kl_phrase_percent(unseen->mass), all = kl_phrase_percent(1);
    return strcmp(share.text, all.text) == 0 ? unseen : NULL;
}

static void write_unlike(const kl_crowd *crowd, const kl_ranking *r, const kl_note *unseen,
                         char *text, size_t size) {
    const kl_counted counted = kl_parts_counted(crowd->inputs, crowd->n);
    const kl_phrase gram = kl_phrase_gram(counted.noun, counted.order);
    const int one = unseen->count == 1;
    kl_words(text, size,
             "By what their codes cost it %s is like none of the others: %s (%s of it) never %s in "
             "%s, whose code costs it least, and %s price is a guess.",
             crowd->labels[0].text, kl_phrase_counted(unseen->count, gram.text).text,
             kl_phrase_percent(unseen->mass).text, one ? "occurs" : "occur",
             crowd->labels[r->closest].text, one ? "its" : "their");
}

static kl_status say_closest(const kl_crowd *crowd, const kl_ranking *r, kl_document *document,
                             kl_error *error) {
    const kl_note *unseen = all_unseen(crowd, r);
    const kl_unit unit = crowd->options->unit;
    const kl_estimate *closest = &crowd->first[r->closest], *next = &crowd->first[r->next];
    char text[1024], tail[64];
    kl_words(tail, sizeof tail, " extra %s per %s", kl_unit_name(unit), noun_of(crowd));
    if (isinf(closest->value) && are_counted(crowd)) {
        kl_words(text, sizeof text,
                 "Each of the others lacks a %s that %s uses: without smoothing, no code made from "
                 "one of them can code it.",
                 noun_of(crowd), crowd->labels[0].text);
    } else if (isinf(closest->value)) {
        kl_words(text, sizeof text,
                 "%s uses symbols that are impossible under each of the others: no code made for "
                 "one of them can code it.",
                 crowd->labels[0].text);
    } else if (unseen != NULL) {
        write_unlike(crowd, r, unseen, text, sizeof text);
    } else {
        kl_words(text, sizeof text,
                 "%s is closest to %s, whose code costs it %s; next is %s, whose code costs it %s.",
                 crowd->labels[0].text, crowd->labels[r->closest].text,
                 cost_of(closest, unit, tail).text, crowd->labels[r->next].text,
                 cost_of(next, unit, tail).text);
    }
    return kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error);
}

static double jensen_shannon_of(const kl_crowd *crowd, const size_t pair[2]) {
    return crowd->jensen_shannon[pair[0] * crowd->n + pair[1]];
}

static kl_phrase divergence_of(const kl_crowd *crowd, const size_t pair[2]) {
    const kl_estimate value = kl_estimate_exact(jensen_shannon_of(crowd, pair), KL_UNIT_NATS);
    const kl_estimate shown = kl_estimate_convert(value, crowd->options->unit);
    return kl_phrase_small(shown.value);
}

static kl_status say_pairs(const kl_crowd *crowd, const kl_ranking *r, kl_document *document,
                           kl_error *error) {
    char text[768];
    if (jensen_shannon_of(crowd, r->near) == jensen_shannon_of(crowd, r->far)) {
        kl_words(text, sizeof text,
                 "All pairs are equally far apart (Jensen–Shannon divergence %s %s).",
                 divergence_of(crowd, r->near).text, kl_unit_name(crowd->options->unit));
        return kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error);
    }
    kl_words(text, sizeof text,
             "Of all pairs, %s and %s are the most alike (Jensen–Shannon divergence %s %s), %s "
             "and %s the least (%s).",
             crowd->labels[r->near[0]].text, crowd->labels[r->near[1]].text,
             divergence_of(crowd, r->near).text, kl_unit_name(crowd->options->unit),
             crowd->labels[r->far[0]].text, crowd->labels[r->far[1]].text,
             divergence_of(crowd, r->far).text);
    return kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error);
}

/* Where no code saves anything, and where one of the three is known: by the intervals. */
static kl_status say_intervals(const kl_crowd *crowd, const kl_ranking *r, kl_document *document,
                               kl_error *error) {
    const kl_estimate *closest = &crowd->first[r->closest], *next = &crowd->first[r->next];
    const char *first = crowd->labels[0].text;
    const char *best = crowd->labels[r->closest].text, *other = crowd->labels[r->next].text;
    char text[768];
    if (closest->method == KL_METHOD_EXACT && next->method == KL_METHOD_EXACT) {
        kl_words(text, sizeof text,
                 "Known distributions: the numbers are exact, nothing here is noise.");
    } else if (closest->high < next->low) {
        kl_words(text, sizeof text,
                 "That %s is closer to %s than to %s is no noise: their intervals do not meet.",
                 first, best, other);
    } else {
        kl_words(
            text, sizeof text,
            "Whether %s is closer to %s than to %s is not settled: their intervals overlap, or "
            "there is none.",
            first, best, other);
    }
    return kl_document_add_sentence(document, KL_SENTENCE_NOISE, text, error);
}

static kl_status say_margin(const kl_crowd *crowd, const kl_ranking *r, const kl_margin *margin,
                            kl_document *document, kl_error *error) {
    const char *first = crowd->labels[0].text;
    const char *best = crowd->labels[r->closest].text, *other = crowd->labels[r->next].text;
    const kl_unit unit = crowd->options->unit;
    const char *verdict = isnan(margin->saved.low) ? "too little was counted to say if it is noise"
                          : margin->saved.low > 0  ? "this is no noise"
                                                   : "this may be noise";
    char text[768];
    kl_words(text, sizeof text, "%s's code saves %s %s %s per %s against %s's: %s.", best, first,
             kl_phrase_estimate(&margin->saved, unit).text, kl_unit_name(unit), noun_of(crowd),
             other, verdict);
    return kl_document_add_sentence(document, KL_SENTENCE_NOISE, text, error);
}

static kl_status say_why(const kl_crowd *crowd, const kl_ranking *r, const kl_margin *margin,
                         kl_document *document, kl_error *error) {
    if (margin->symbols.text[0] == '\0')
        return KL_OK;
    char text[768];
    kl_words(text, sizeof text, "What speaks most for %s, and against %s, is how %s uses %s.",
             crowd->labels[r->closest].text, crowd->labels[r->next].text, crowd->labels[0].text,
             margin->symbols.text);
    return kl_document_add_sentence(document, KL_SENTENCE_WHERE, text, error);
}

static kl_status say_whether(const kl_crowd *crowd, const kl_ranking *r, kl_document *document,
                             kl_error *error) {
    const kl_counts *text = kl_input_counts(crowd->inputs[0]);
    const kl_counts *closest = kl_input_counts(crowd->inputs[r->closest]);
    const kl_counts *next = kl_input_counts(crowd->inputs[r->next]);
    if (text == NULL || closest == NULL || next == NULL || all_unseen(crowd, r) != NULL)
        return say_intervals(crowd, r, document, error);
    kl_margin margin;
    kl_status status =
        kl_margin_compute(text, closest, next, crowd->options->sample, &margin, error);
    if (status != KL_OK)
        return status;
    /* Divergences at 0, infinite ones and those of other estimators need not differ as codes do. */
    if (!(margin.saved.value > 0 && isfinite(margin.saved.value)))
        return say_intervals(crowd, r, document, error);
    status = say_margin(crowd, r, &margin, document, error);
    return status == KL_OK ? say_why(crowd, r, &margin, document, error) : status;
}

static kl_status add_curves(const kl_crowd *crowd, const kl_ranking *r,
                            const kl_sample_options *sample, kl_document *document,
                            kl_error *error) {
    kl_comparison comparison;
    kl_compare_options options = *crowd->options;
    options.sample = sample;
    kl_status status = kl_comparison_run(crowd->inputs[0], crowd->inputs[r->closest], &options,
                                         &comparison, error);
    if (status != KL_OK)
        return status;
    const kl_phrase positions[2] = {kl_labels_subject(0), kl_labels_subject(r->closest)};
    status = kl_parts_series(&comparison, positions, crowd->options->unit, document, error);
    kl_comparison_clear(&comparison);
    return status;
}

kl_status kl_sentences_ranking(const kl_crowd *crowd, const kl_ranking *ranking,
                               kl_document *document, kl_error *error) {
    kl_sample_options sample = *crowd->options->sample;
    sample.permutations = 0;
    kl_status status = say_closest(crowd, ranking, document, error);
    if (status == KL_OK)
        status = say_pairs(crowd, ranking, document, error);
    if (status == KL_OK)
        status = say_whether(crowd, ranking, document, error);
    return status == KL_OK ? add_curves(crowd, ranking, &sample, document, error) : status;
}
