/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison means, in plain English: so what, and is it noise. */
#include "compare/sentences.h"

#include "base/format.h"
#include "report/say.h"

#include <math.h>
#include <string.h>

/* ── So what ────────────────────────────────────────────────────────────────────────────────────
 */

/* One direction: the truth, the model, and what coding the one with the other's code costs. */
typedef struct direction_speech {
    const char *truth, *model, *noun;
    kl_phrase gram;
    int truth_known, model_known, order, were_apart; /* before zeros were dealt with */
    const kl_estimate *divergence, *entropy, *cross_entropy, *unseen;
    kl_unit unit;
} direction_speech;

static direction_speech speak_of(const kl_speech *speech, int direction) {
    const kl_comparison *c = speech->comparison;
    direction_speech s = {
        .truth = speech->label[direction].text,
        .model = speech->label[1 - direction].text,
        .noun = c->noun,
        .gram = kl_phrase_gram(c->noun, c->order),
        .truth_known = c->known[direction],
        .model_known = c->known[1 - direction],
        .were_apart = c->were_apart,
        .order = c->order,
        .divergence = &c->measure[direction][KL_DIVERGENCE],
        .entropy = &c->measure[direction][KL_ENTROPY],
        .cross_entropy = &c->measure[direction][KL_CROSS_ENTROPY],
        .unseen = c->smoothed[direction] ? &c->unseen[direction] : NULL,
        .unit = speech->unit,
    };
    return s;
}

static kl_status say_infinite(const direction_speech *s, kl_document *document, kl_error *error) {
    const kl_note *note = kl_estimate_get_note(s->divergence, KL_FLAG_INFINITE);
    const uint64_t count = note != NULL ? note->count : 0;
    const kl_phrase symbols = kl_phrase_counted(count, s->gram.text);
    const kl_phrase mass = kl_phrase_percent(note != NULL ? note->mass : 0);
    if (s->model_known) {
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s uses %s (%s of it) that %s impossible under %s: no code made for %s can "
                      "code %s.",
                      s->truth, symbols.text, mass.text, count == 1 ? "is" : "are", s->model,
                      s->model, s->truth);
    }
    if (s->divergence->method != KL_METHOD_PLUGIN)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "By the shares that were estimated %s uses what %s never does: no code made "
                      "of those can code %s.",
                      s->truth, s->model, s->truth);
    return kl_say(
        document, KL_SENTENCE_SO_WHAT, error,
        "%s uses %s (%s of it) that never %s in %s: without smoothing, no code made from %s "
        "can code %s.",
        s->truth, symbols.text, mass.text, count == 1 ? "occurs" : "occur", s->model, s->model,
        s->truth);
}

/* "; 3 letters (0.4 % of it) never occur in B, and their price is a guess" */
static kl_phrase unseen_clause(const direction_speech *s) {
    kl_phrase out = {""};
    const kl_note *note =
        s->unseen != NULL ? kl_estimate_get_note(s->unseen, KL_FLAG_UNSEEN_SUPPORT) : NULL;
    if (note != NULL) {
        kl_words(out.text, sizeof out.text,
                 "; %s (%s of it) never %s in %s, and %s price is a guess",
                 kl_phrase_counted(note->count, s->gram.text).text,
                 kl_phrase_percent(s->unseen->value).text, note->count == 1 ? "occurs" : "occur",
                 s->model, note->count == 1 ? "its" : "their");
    }
    return out;
}

/* What a cost that chance could have made is: bounded, or seen, or nothing. */
static kl_status say_chance(const direction_speech *s, kl_document *document, kl_error *error) {
    const kl_estimate *d = s->divergence;
    char found[3 * KL_PHRASE] = "";
    if (isfinite(d->high)) {
        kl_words(found, sizeof found, ": at most %s per %s",
                 kl_phrase_number(d, d->high, s->unit).text, s->noun);
    } else if (d->value > 0) {
        kl_words(found, sizeof found,
                 ": the %s per %s found here may come of how little was counted",
                 kl_phrase_estimate(d, s->unit).text, s->noun);
    }
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Coding %s with %s's code costs no extra %s that could be told from chance%s.",
                  s->truth, s->model, kl_unit_name(s->unit), found);
}

static kl_status say_finite(const direction_speech *s, kl_document *document, kl_error *error) {
    const kl_estimate *d = s->divergence;
    const char *unit = kl_unit_name(s->unit);
    const kl_phrase value = kl_phrase_estimate(d, s->unit);
    const kl_phrase unseen = unseen_clause(s);
    if ((d->flags & KL_FLAG_NEAR_EQUAL) != 0)
        return say_chance(s, document, error);
    if ((d->flags & KL_FLAG_ONE_SIDED) != 0 && isfinite(d->low)) {
        const kl_phrase low = kl_phrase_number(d, d->low, s->unit);
        if (strcmp(low.text, value.text) == 0) {
            return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                          "Coding %s with %s's code costs at least %s extra %s per %s%s.", s->truth,
                          s->model, low.text, unit, s->noun, unseen.text);
        }
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Coding %s with %s's code costs about %s extra %s per %s, and at least %s%s.",
                      s->truth, s->model, value.text, unit, s->noun, low.text, unseen.text);
    }
    if (((d->flags | s->entropy->flags) & KL_FLAG_UNDERSAMPLED) != 0) {
        return kl_say(
            document, KL_SENTENCE_SO_WHAT, error,
            "Coding %s with %s's code costs %s %s per %s in all; how much of that %s needs "
            "anyway cannot be said: there is too little text for order %d%s.",
            s->truth, s->model, kl_phrase_estimate(s->cross_entropy, s->unit).text, unit, s->noun,
            s->truth, s->order, unseen.text);
    }
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Coding %s with %s's code costs %s extra %s per %s, on top of the %s it needs "
                  "anyway%s.",
                  s->truth, s->model, value.text, unit, s->noun,
                  kl_phrase_estimate(s->entropy, s->unit).text, unseen.text);
}

static kl_status say_direction(const direction_speech *s, kl_document *document, kl_error *error) {
    if (isinf(s->divergence->value))
        return say_infinite(s, document, error);
    const int exact = s->divergence->method == KL_METHOD_EXACT;
    const int same = (s->divergence->flags & KL_FLAG_SAME_INPUT) != 0;
    if (s->divergence->value == 0 && (exact || same)) {
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Coding %s with %s's code costs nothing extra: %s.", s->truth, s->model,
                      s->were_apart ? "they become the same distribution"
                      : exact       ? "they are the same distribution"
                                    : "they hold the same counts");
    }
    return say_finite(s, document, error);
}

kl_status kl_sentences_directions(const kl_speech *speech, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        const direction_speech s = speak_of(speech, direction);
        status = say_direction(&s, document, error);
    }
    return status;
}

/* ── Is it noise ────────────────────────────────────────────────────────────────────────────────
 */

static kl_status say_more_data(const kl_speech *speech, kl_document *document, kl_error *error) {
    const double factor = speech->comparison->more_data;
    const char *what =
        speech->comparison->known[0] || speech->comparison->known[1] ? "what was counted" : "both";
    if (isinf(factor)) {
        return kl_say(
            document, KL_SENTENCE_NOISE, error,
            "However much more of %s there were, nothing here promises that it would tell "
            "them apart.",
            what);
    }
    if (factor > 1) {
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "If the difference is real, about %s times as much of %s would settle it.",
                      kl_phrase_small(factor).text, what);
    }
    return KL_OK;
}

kl_status kl_say_undecided(const kl_estimate *p_value, double confidence, int *said,
                           kl_document *document, kl_error *error) {
    const double least = 1 / ((double)p_value->n + 1);
    *said = least > 1 - confidence && p_value->value < 1.5 * least;
    if (!*said)
        return KL_OK;
    return kl_say(
        document, KL_SENTENCE_NOISE, error,
        "Whether this is noise cannot be said with so much confidence: chance alone makes "
        "a difference like this in %s, and so few deals tell no more.",
        kl_phrase_chance(p_value).text);
}

static kl_status say_test(const kl_speech *speech, kl_document *document, kl_error *error) {
    const kl_comparison *c = speech->comparison;
    const char *a = speech->label[0].text, *b = speech->label[1].text;
    const kl_phrase chance = kl_phrase_chance(&c->p_value);
    /* The known side, if there is one, is the hypothesis. */
    const int known = c->known[0] || c->known[1];
    const char *counted = c->known[0] ? b : a, *other = c->known[0] ? a : b;
    int said;
    kl_status status = kl_say_undecided(&c->p_value, speech->confidence, &said, document, error);
    if (status != KL_OK || said)
        return status;
    if (c->p_value.value > 1 - speech->confidence) {
        status =
            known ? kl_say(document, KL_SENTENCE_NOISE, error,
                           "%s could well have been drawn from %s: chance alone makes a difference "
                           "like this in %s.",
                           counted, other, chance.text)
                  : kl_say(document, KL_SENTENCE_NOISE, error,
                           "%s could be more of the same as %s: chance alone makes a difference "
                           "like this in %s.",
                           b, a, chance.text);
        return status == KL_OK ? say_more_data(speech, document, error) : status;
    }
    return known ? kl_say(document, KL_SENTENCE_NOISE, error,
                          "This is no noise: if %s had been drawn from %s, chance would make a "
                          "difference like this in %s.",
                          counted, other, chance.text)
                 : kl_say(document, KL_SENTENCE_NOISE, error,
                          "This is no noise: if both came from one source, chance would make a "
                          "difference like this in %s.",
                          chance.text);
}

/* Without a test the interval of the Jensen–Shannon divergence decides. */
static kl_status say_interval(const kl_speech *speech, kl_document *document, kl_error *error) {
    const kl_estimate *jsd = &speech->comparison->measure[0][KL_JENSEN_SHANNON];
    if (isnan(jsd->low)) {
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "Whether this is noise cannot be said: too little was counted to tell chance "
                      "from difference.");
    }
    if (jsd->low > 0) {
        return kl_say(
            document, KL_SENTENCE_NOISE, error,
            "This is no noise: the whole interval of the Jensen–Shannon divergence is above "
            "zero.");
    }
    kl_status status =
        kl_say(document, KL_SENTENCE_NOISE, error,
               "%s could be more of the same as %s: the interval of the Jensen–Shannon "
               "divergence reaches down to zero.",
               speech->label[1].text, speech->label[0].text);
    return status == KL_OK ? say_more_data(speech, document, error) : status;
}

kl_status kl_sentences_noise(const kl_speech *speech, kl_document *document, kl_error *error) {
    const kl_comparison *c = speech->comparison;
    const kl_estimate *jsd = &c->measure[0][KL_JENSEN_SHANNON];
    if (c->known[0] && c->known[1]) {
        return kl_say(
            document, KL_SENTENCE_NOISE, error,
            "Both are known distributions: the numbers are exact, nothing here is noise.");
    }
    if ((jsd->flags & KL_FLAG_SAME_INPUT) != 0) {
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "Both hold the same counts; that says nothing about how far two sources are "
                      "apart.");
    }
    return c->tested ? say_test(speech, document, error) : say_interval(speech, document, error);
}
