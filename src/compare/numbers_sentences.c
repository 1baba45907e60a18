/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison of numbers means, in plain English: so what, and is it noise. */
#include "compare/numbers.h"

#include "base/format.h"
#include "compare/sentences.h"
#include "report/say.h"

#include <kullback/io.h>
#include <math.h>
#include <string.h>

/* ── So what ──────────────────────────────────────────────────────────────────────────────────── */

/* What coding one with the density of the other costs. */
static kl_status say_divergence(const kl_numbers *numbers, int direction, kl_document *document,
                                kl_error *error) {
    const kl_estimate *d = &numbers->divergence[direction];
    const char *truth = numbers->label[direction].text, *model = numbers->label[1 - direction].text;
    const kl_unit unit = numbers->options->unit;
    const int real = !kl_numbers_are_alike(numbers);
    if (real && kl_estimate_has(d, KL_FLAG_ONE_SIDED) && isfinite(d->low))
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Coding %s with the density of %s costs about %s extra %s per %s, and at "
                      "least %s.",
                      truth, model, kl_phrase_estimate(d, unit).text, kl_unit_name(unit),
                      numbers->noun, kl_phrase_number(d, d->low, unit).text);
    if (real)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Coding %s with the density of %s costs %s extra %s per %s.", truth, model,
                      kl_phrase_estimate(d, unit).text, kl_unit_name(unit), numbers->noun);
    char found[2 * KL_PHRASE] = "";
    if (isfinite(d->high))
        kl_words(found, sizeof found, ": at most %s per %s",
                 kl_phrase_number(d, d->high, unit).text, numbers->noun);
    else if (d->value > 0)
        kl_words(found, sizeof found, ": the %s per %s found here may come of how few there are",
                 kl_phrase_estimate(d, unit).text, numbers->noun);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Coding %s with the density of %s costs no extra %s that could be told from "
                  "chance%s.",
                  truth, model, kl_unit_name(unit), found);
}

static int is_constant(kl_matrix side, size_t column) {
    const double *first = (const double *)side.data + column;
    size_t i = 1;
    while (i < side.rows && first[(ptrdiff_t)i * side.row_stride] == *first)
        i++;
    return i == side.rows;
}

/* Why there is no divergence, with what people call the inputs and their columns. */
static kl_status say_no_density(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    static const char *const no = "There is no KL divergence here: ";
    for (int s = 0; s < 2; s++) {
        const kl_matrix side = numbers->side[s];
        const char *name = numbers->label[s].text;
        if (side.rows <= KL_NUMBERS_NEIGHBOURS)
            return kl_say(document, KL_SENTENCE_NOTE, error,
                          "%s%s has %zu %ss, and a density of them takes at least %d.", no, name,
                          side.rows, numbers->noun, KL_NUMBERS_NEIGHBOURS + 1);
        for (size_t c = 0; c < side.columns; c++) {
            if (!is_constant(side, c))
                continue;
            char value[KL_NUMBER_TEXT], column[KL_PHRASE] = "";
            kl_number_shortest(((const double *)side.data)[c], value);
            if (side.columns > 1)
                kl_words(column, sizeof column, " in column %zu", c + 1);
            return kl_say(document, KL_SENTENCE_NOTE, error,
                          "%sall %zu %ss of %s are %s%s, and one value alone has no density.", no,
                          side.rows, numbers->noun, name, value, column);
        }
    }
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%snearest neighbours tell no density of these %ss, which have too many columns "
                  "or too few places.",
                  no, numbers->noun);
}

static kl_status say_divergences(const kl_numbers *numbers, kl_document *document,
                                 kl_error *error) {
    if (!numbers->has_divergence)
        return say_no_density(numbers, document, error);
    const kl_status status = say_divergence(numbers, 0, document, error);
    return status == KL_OK ? say_divergence(numbers, 1, document, error) : status;
}

/* Shares of all pairs in which the number of A is below that of B, and equal to it. */
static void order_pairs(const kl_pooled *pooled, double *less, double *equal) {
    const double pairs = (double)pooled->n[0] * (double)pooled->n[1];
    double below = 0; /* numbers of A so far */
    *less = *equal = 0;
    for (size_t i = 0; i < pooled->total;) {
        double here[2] = {0, 0};
        const double value = pooled->rows[i];
        for (; i < pooled->total && pooled->rows[i] == value; i++)
            here[pooled->label[i]]++;
        *less += below * here[1] / pairs;
        *equal += here[0] * here[1] / pairs;
        below += here[0];
    }
}

static kl_status say_order(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    double less, equal;
    order_pairs(&numbers->pooled, &less, &equal);
    const double more = 1 - less - equal;
    const char *a = numbers->label[0].text, *b = numbers->label[1].text;
    if (equal > 0.005)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Of one number of %s and one of %s, that of %s is the smaller in %s of all "
                      "pairs, the larger in %s, and equal in %s.",
                      a, b, a, kl_phrase_percent(less).text, kl_phrase_percent(more).text,
                      kl_phrase_percent(equal).text);
    return kl_say(
        document, KL_SENTENCE_SO_WHAT, error,
        "Of one number of %s and one of %s, that of %s is the smaller in %s of all pairs, "
        "the larger in %s.",
        a, b, a, kl_phrase_percent(less).text, kl_phrase_percent(more).text);
}

/* The shortest number that no number of either side lies below and the place not above: as good a limit. */
static void write_limit(const kl_numbers *numbers, double place, char text[KL_NUMBER_TEXT]) {
    const kl_pooled *pooled = &numbers->pooled;
    const int exponent = kl_number_exponent(place, 17);
    double next = INFINITY, limit = NAN;
    for (size_t i = pooled->total; i > 0 && pooled->rows[i - 1] > place; i--)
        next = pooled->rows[i - 1];
    for (int digits = 1; digits <= 17 && !(limit >= place && limit < next); digits++) {
        kl_number_rounded(place, exponent - digits + 1, text);
        if (kl_number_parse(text, strlen(text), &limit, NULL) != KL_OK)
            limit = NAN;
    }
}

static kl_status say_largest(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    const kl_two_sample_result *r = &numbers->result[KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV];
    double share[2] = {0, 0};
    for (size_t i = 0; i < numbers->pooled.total && numbers->pooled.rows[i] <= r->place; i++)
        share[numbers->pooled.label[i]]++;
    char limit[KL_NUMBER_TEXT];
    write_limit(numbers, r->place, limit);
    return kl_say(
        document, KL_SENTENCE_SO_WHAT, error,
        "A limit at %s tells them apart best: %s of %s and %s of %s are not above it.", limit,
        kl_phrase_percent(share[0] / (double)numbers->pooled.n[0]).text, numbers->label[0].text,
        kl_phrase_percent(share[1] / (double)numbers->pooled.n[1]).text, numbers->label[1].text);
}

/* ── Is it noise ──────────────────────────────────────────────────────────────────────────────── */

static kl_status say_more_data(double factor, kl_document *document, kl_error *error) {
    if (isinf(factor))
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "However much more of both there were, nothing here promises that it would "
                      "tell them apart.");
    return factor > 1
               ? kl_say(
                     document, KL_SENTENCE_NOISE, error,
                     "If the difference is real, about %s times as much of both would settle it.",
                     kl_phrase_small(factor).text)
               : KL_OK;
}

static kl_status say_test(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    const kl_two_sample_result *r = &numbers->result[KL_TWO_SAMPLE_ENERGY];
    const kl_phrase chance = kl_phrase_chance(&r->p_value);
    const double confidence = numbers->options->sample->confidence;
    int said;
    kl_status status = kl_say_undecided(&r->p_value, confidence, &said, document, error);
    if (status != KL_OK || said)
        return status;
    if (r->p_value.value <= 1 - confidence)
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "This is no noise: if both came from one source, chance would make a "
                      "difference like this in %s.",
                      chance.text);
    status = kl_say(document, KL_SENTENCE_NOISE, error,
                    "%s could be more of the same as %s: chance alone makes a difference "
                    "like this in %s.",
                    numbers->label[1].text, numbers->label[0].text, chance.text);
    return status == KL_OK ? say_more_data(r->more_data, document, error) : status;
}

/* Without a test the interval of the energy distance decides. */
static kl_status say_interval(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    const kl_estimate *energy = &numbers->result[KL_TWO_SAMPLE_ENERGY].value;
    if (isnan(energy->low))
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "Whether this is noise cannot be said: there are too few %ss to tell chance "
                      "from difference.",
                      numbers->noun);
    if (energy->low > 0)
        return kl_say(document, KL_SENTENCE_NOISE, error,
                      "This is no noise: the whole interval of the energy distance is above zero.");
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "%s could be more of the same as %s: the interval of the energy distance reaches "
                  "down to zero.",
                  numbers->label[1].text, numbers->label[0].text);
}

/* ── Notes ────────────────────────────────────────────────────────────────────────────────────── */

static int are_all_one(const kl_pooled *pooled) {
    const double *last = pooled->rows + (pooled->total - 1) * pooled->columns;
    size_t c = 0;
    while (c < pooled->columns && pooled->rows[c] == last[c])
        c++;
    return c == pooled->columns;
}

/* Where no two points differ there is no distance to speak of. */
static kl_status say_kernel(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    if (are_all_one(&numbers->pooled))
        return KL_OK;
    const int linear = numbers->made[KL_TWO_SAMPLE_MMD_LINEAR];
    const kl_two_sample_result *r =
        &numbers->result[linear ? KL_TWO_SAMPLE_MMD_LINEAR : KL_TWO_SAMPLE_MMD];
    char of[KL_PHRASE + 16] = "all";
    if (r->bandwidth_points < numbers->pooled.total)
        kl_words(of, sizeof of, "%s drawn", kl_phrase_count(r->bandwidth_points).text);
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "The kernel of the MMD has σ = %s, the median distance of %s %ss.",
                  kl_phrase_small(r->bandwidth).text, of, numbers->noun);
}

kl_status kl_numbers_sentences(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    kl_status status = say_divergences(numbers, document, error);
    if (status == KL_OK && numbers->columns == 1)
        status = say_order(numbers, document, error);
    if (status == KL_OK && numbers->columns == 1 && !kl_numbers_are_alike(numbers))
        status = say_largest(numbers, document, error);
    const int tested = numbers->result[KL_TWO_SAMPLE_ENERGY].p_value.n > 0;
    if (status == KL_OK)
        status =
            tested ? say_test(numbers, document, error) : say_interval(numbers, document, error);
    return status == KL_OK ? say_kernel(numbers, document, error) : status;
}
