/* SPDX-License-Identifier: Apache-2.0 */
/* A text in several languages: the cheapest way to give every word a language, where going over to another one has a
 * price (Viterbi 1967). The words of a window are held, and what is decided is that half of it which the other
 * half can hardly change any more, so that memory is bounded. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/language_detector.h"

enum {
    WINDOW = 4096,    /* words that are held */
    NO_COLUMN = 0xFF, /* of a language that is not written in a script */
    NO_SCRIPT = 0xFF
};

/* Nats that a letter costs above what it has in its script's languages: where it is in no language, and in a language
 * that has not its script. */
#define NONE 2.25
#define FOREIGN 4.0
/* A word tells no more than this against a language, in nats: names go from one to the other. */
#define DEAREST 12.0

/* A word, or a letter of no script. */
typedef struct held_word {
    uint64_t begin; /* of its first letter */
    uint64_t edge;  /* where a span that begins with it begins: behind the first blank before it */
    uint64_t hash;  /* which word of its script it is */
    uint64_t odd;   /* signs that prose seldom has, since the word before */
    uint64_t bad_bytes; /* likewise */
    uint16_t symbols;
    uint16_t cheapest; /* the state that was the best before it */
    uint8_t script;
    uint16_t costs[KL_LANGUAGE_ROW_MAX];
    kl_symbol_set met;
} held_word;

/* A state is a possible language, or none: the last. */
typedef struct spans {
    kl_language_detector *detector; /* tells of a span what it tells of a text */
    kl_language_detector *reader;   /* makes words of the text */
    kl_language_span_visitor *visit;
    void *context;
    kl_error *error;
    kl_status status; /* of the first failure, after which nothing more is done */
    uint32_t price, dearest;
    uint32_t none[KL_LANGUAGE_SCRIPTS_MAX]; /* what a letter of a script costs in no language */
    uint32_t foreign[KL_LANGUAGE_SCRIPTS_MAX];

    size_t states;
    size_t *languages;  /* of each state */
    uint8_t *columns;   /* of each script and state */
    uint32_t *entrance; /* what a state costs beside the price: a language that is seldom met */
    uint32_t *scores;   /* of the cheapest way to each state, above that of the cheapest */
    held_word *words;
    uint8_t *switched; /* of each word and state: was it come to from another? */
    uint16_t *path;
    size_t count;

    kl_language_span span; /* that is being made */
    size_t state;          /* of it; `states`: there is none yet */
    uint64_t odd, bad_bytes;
} spans;

static uint32_t in_costs(double nats) {
    return (uint32_t)(nats / KL_LANGUAGE_COST + 0.5);
}

/* ── The cheapest way ─────────────────────────────────────────────────────────────────────────── */

static uint32_t least_cost(const spans *s, const held_word *word) {
    const uint8_t *columns = s->columns + (size_t)word->script * s->states;
    uint32_t least = word->symbols * s->none[word->script];
    for (size_t j = 0; j + 1 < s->states; j++)
        if (columns[j] != NO_COLUMN && word->costs[columns[j]] < least)
            least = word->costs[columns[j]];
    return least;
}

/* What the word costs in a state. */
static uint32_t cost_in(const spans *s, const held_word *word, size_t state, uint32_t most) {
    const int none = state + 1 == s->states;
    if (word->script == NO_SCRIPT)
        return none ? 0 : in_costs(2 * FOREIGN);
    if (none)
        return word->symbols * s->none[word->script];
    uint8_t column = s->columns[word->script * s->states + state];
    if (column == NO_COLUMN)
        return word->symbols * s->foreign[word->script];
    return word->costs[column] < most ? word->costs[column] : most;
}

/* One word further; the scores of the states are those of the cheapest ways that end in them. */
static void advance(spans *s, held_word *word, uint8_t *switched) {
    size_t best = 0;
    for (size_t j = 1; j < s->states; j++)
        if (s->scores[j] < s->scores[best])
            best = j;
    const uint32_t least = s->scores[best];
    const uint32_t most = word->script == NO_SCRIPT ? 0 : least_cost(s, word) + s->dearest;
    word->cheapest = (uint16_t)best;
    for (size_t j = 0; j < s->states; j++) {
        uint32_t stay = s->scores[j] - least, enter = s->price + s->entrance[j];
        switched[j] = enter < stay;
        s->scores[j] = (enter < stay ? enter : stay) + cost_in(s, word, j, most);
    }
}

/* The states of all words that are held, back from the cheapest end. */
static void trace(spans *s) {
    size_t state = 0;
    for (size_t j = 1; j < s->states; j++)
        if (s->scores[j] < s->scores[state])
            state = j;
    for (size_t t = s->count; t-- > 0;) {
        s->path[t] = (uint16_t)state;
        if (s->switched[t * s->states + state])
            state = s->words[t].cheapest;
    }
}

/* ── Spans of what is decided ─────────────────────────────────────────────────────────────────── */

static void end_span(spans *s, uint64_t end) {
    kl_language_answer answer;
    kl_language_detector *detector = s->detector;
    const size_t language = s->languages[s->state];
    detector->odd = s->odd;
    detector->bad_bytes = s->bad_bytes;
    kl_language_conclude(detector, &answer);
    s->span.end = end;
    s->span.language = language;
    s->span.posterior = language == KL_LANGUAGE_NONE ? 0 : detector->posterior[language];
    s->span.bad_bytes = answer.bad_bytes;
    s->span.status = answer.status;
    if (language == KL_LANGUAGE_NONE)
        s->span.status = KL_LANGUAGE_UNKNOWN;
    else if (answer.best != language && answer.status == KL_LANGUAGE_SURE)
        s->span.status = KL_LANGUAGE_UNSURE;
    s->status = s->visit(s->context, &s->span, s->error);
    s->span.begin = end;
    s->odd = s->bad_bytes = 0;
}

static void give(spans *s, const held_word *word, size_t state) {
    if (state != s->state && s->state < s->states)
        end_span(s, word->edge);
    s->state = state;
    s->odd += word->odd;
    s->bad_bytes += word->bad_bytes;
    if (word->script == NO_SCRIPT) {
        s->detector->foreign++;
        return;
    }
    const kl_language_script *script = &s->detector->profile->scripts[word->script];
    kl_language_tally *tally = &s->detector->tallies[word->script];
    kl_symbol_set_join(&tally->met, script->bits, &word->met);
    kl_language_tally_add(tally, word->costs, script->stride, word->symbols, word->hash);
}

/* Decide the first n words. */
static void decide(spans *s, size_t n) {
    trace(s);
    for (size_t t = 0; t < n && s->status == KL_OK; t++)
        give(s, &s->words[t], s->path[t]);
    s->count -= n;
    memmove(s->words, s->words + n, s->count * sizeof *s->words);
    memmove(s->switched, s->switched + n * s->states, s->count * s->states);
}

static void take_word(void *context, kl_language_detector *reader) {
    spans *s = context;
    if (s->status != KL_OK)
        return;
    held_word *word = &s->words[s->count];
    *word = (held_word){.begin = reader->word_begin,
                        .edge = reader->blank ? reader->blank : reader->word_begin,
                        .odd = reader->odd,
                        .bad_bytes = reader->bad_bytes,
                        .symbols = (uint16_t)(reader->word_length + 1),
                        .script = NO_SCRIPT};
    reader->odd = reader->bad_bytes = 0;
    if (reader->word_length > 0) {
        uint16_t room[KL_LANGUAGE_ROW_MAX];
        const kl_language_script *script = &reader->profile->scripts[reader->script];
        word->script = (uint8_t)reader->script;
        word->hash = kl_language_word_hash(reader);
        kl_symbol_set_add(&word->met, script->bits, reader->word, reader->word_length);
        memcpy(word->costs, kl_language_word_costs(reader, room), script->stride * sizeof *room);
    }
    advance(s, word, s->switched + s->count * s->states);
    if (++s->count == WINDOW)
        decide(s, WINDOW / 2);
}

/* ── From end to end ──────────────────────────────────────────────────────────────────────────── */

/* Nats a letter in the languages of a script, the dearest of them. */
static double mean_of(const kl_language_profile *profile, const kl_language_script *script) {
    double most = 0;
    for (size_t i = 0; i < script->languages; i++) {
        const double mean = profile->labels[script->first + i].mean;
        most = mean > most ? mean : most;
    }
    return most;
}

/* The possible languages as states. */
static void fill_states(spans *s) {
    const kl_language_profile *profile = s->detector->profile;
    memset(s->columns, NO_COLUMN, profile->script_count * s->states);
    size_t j = 0;
    for (size_t language = 0; language < profile->language_count; language++) {
        if (!s->detector->possible[language])
            continue;
        double prior = -INFINITY;
        for (size_t i = 0; i < profile->label_count; i++) {
            const kl_language_label *label = &profile->labels[i];
            if (label->language != language)
                continue;
            s->columns[label->script * s->states + j] =
                (uint8_t)(i - profile->scripts[label->script].first);
            prior = label->prior > prior ? label->prior : prior;
        }
        s->languages[j] = language;
        s->scores[j] = s->entrance[j] = prior < 0 ? in_costs(-prior) : 0;
        j++;
    }
    s->languages[j] = KL_LANGUAGE_NONE;
    s->scores[j] = s->entrance[j] = 0;
}

static void spans_clear(spans *s) {
    kl_language_detector_free(s->reader);
    kl_free(s->languages);
    kl_free(s->columns);
    kl_free(s->entrance);
    kl_free(s->scores);
    kl_free(s->words);
    kl_free(s->switched);
    kl_free(s->path);
}

static kl_status spans_new(spans *s, kl_error *error) {
    const kl_language_profile *profile = s->detector->profile;
    for (size_t i = 0; i < profile->language_count; i++)
        s->states += s->detector->possible[i] != 0;
    s->state = ++s->states;
    s->price = in_costs(s->detector->price);
    s->dearest = in_costs(DEAREST);
    for (unsigned i = 0; i < profile->script_count; i++) {
        double mean = mean_of(profile, &profile->scripts[i]);
        s->none[i] = in_costs(mean + NONE);
        s->foreign[i] = in_costs(mean + FOREIGN);
    }
    kl_status status = kl_language_detector_new(profile, NULL, &s->reader, error);
    if (status != KL_OK)
        return status;
    s->reader->listener = (kl_language_listener){take_word, s};
    s->languages = kl_alloc(s->states, sizeof *s->languages);
    s->columns = kl_alloc(profile->script_count, s->states);
    s->entrance = kl_alloc(s->states, sizeof *s->entrance);
    s->scores = kl_alloc(s->states, sizeof *s->scores);
    s->words = kl_alloc(WINDOW, sizeof *s->words);
    s->switched = kl_alloc(WINDOW, s->states);
    s->path = kl_alloc(WINDOW, sizeof *s->path);
    if (!s->languages || !s->columns || !s->entrance || !s->scores || !s->words || !s->switched ||
        !s->path)
        return kl_fail_memory(error, "the words of a text", WINDOW * sizeof *s->words);
    fill_states(s);
    return KL_OK;
}

/* What is left: the words that are held, and the span that is open. A text without words is one of no language. */
static kl_status finish(spans *s) {
    kl_language_scan(s->reader, NULL, 0, 1);
    if (s->status == KL_OK)
        decide(s, s->count);
    if (s->state == s->states)
        s->state = s->states - 1;
    s->odd += s->reader->odd;
    s->bad_bytes += s->reader->bad_bytes;
    if (s->status == KL_OK && s->reader->consumed > 0)
        end_span(s, s->reader->consumed);
    return s->status;
}

static kl_status take_block(void *context, const uint8_t *data, size_t size, kl_error *error) {
    spans *s = context;
    (void)error;
    kl_language_scan(s->reader, data, size, 0);
    return s->status;
}

/* The spans of a file, or with path NULL of a text. */
static kl_status run(kl_language_detector *detector, const char *path, const void *data,
                     size_t size, kl_language_span_visitor *visit, void *context, kl_error *error) {
    kl_language_answer before;
    spans s = {.detector = detector, .visit = visit, .context = context, .error = error};
    kl_language_detector_finish(detector, &before, NULL);
    kl_status status = spans_new(&s, error);
    if (status == KL_OK)
        status = path ? kl_language_each_block(path, take_block, &s, error)
                      : take_block(&s, data, size, error);
    if (status == KL_OK)
        status = finish(&s);
    kl_language_conclude(detector, &before);
    spans_clear(&s);
    return status;
}

kl_status kl_language_detector_spans(kl_language_detector *detector, const void *data, size_t size,
                                     kl_language_span_visitor *visit, void *context,
                                     kl_error *error) {
    if (detector == NULL || visit == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector, a text and a visitor are needed");
    return run(detector, NULL, data, size, visit, context, error);
}

kl_status kl_language_detector_spans_file(kl_language_detector *detector, const char *path,
                                          kl_language_span_visitor *visit, void *context,
                                          kl_error *error) {
    if (detector == NULL || path == NULL || visit == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a detector, a path and a visitor are needed");
    return run(detector, path, NULL, 0, visit, context, error);
}
