/* SPDX-License-Identifier: Apache-2.0 */
/* What two columns have to do with each other, as a document. */
#include "compare/mi_pair.h"

#include "base/error.h"
#include "base/format.h"
#include "report/say.h"

#include <math.h>

/* ── What is linked ── */

static kl_status find(kl_mi_two *two, const char *const *names, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t s = 0; status == KL_OK && s < 3; s++)
        if (names[s] != NULL)
            status = kl_mi_find(two->mi, names[s], &two->variable[s], error);
    for (size_t s = 1; status == KL_OK && s < 3; s++)
        for (size_t before = 0; before < s; before++)
            if (two->variable[before] == two->variable[s])
                return kl_fail(error, KL_ERROR_ARGUMENT,
                               "%s: column %s is asked for twice; different ones are needed",
                               kl_table_name(two->mi->table), names[s]);
    return status;
}

static kl_status link(kl_mi_two *two, kl_error *error) {
    const kl_mi *mi = two->mi;
    const kl_mi_variable *const both[3] = {two->variable[0], two->variable[1], NULL};
    const size_t links = two->variable[2] != NULL ? 2 : 1;
    const kl_mi_test test = {kl_mi_deals(mi, 1), 0, mi->options.pool};
    kl_status status = kl_mi_progress(mi, 0, links, error);
    if (status == KL_OK)
        status = kl_mi_link_make(mi, both, test, &two->plain, error);
    if (status == KL_OK)
        status = kl_mi_progress(mi, 1, links, error);
    if (status == KL_OK && links == 2)
        status = kl_mi_link_make(mi, two->variable, test, &two->given, error);
    if (status == KL_OK && links == 2)
        status = kl_mi_progress(mi, 2, links, error);
    if (status == KL_OK && two->plain.joint != NULL)
        status = kl_joint_associate(two->plain.joint, KL_X, KL_Y, &two->shares, error);
    return status;
}

/* ── Sentences ── */

/* The test does not tell them from independent, at the level of the intervals. */
static int is_chance(const kl_mi_two *two, const kl_mi_link *link) {
    return link->p_value.value > 1 - two->mi->options.confidence;
}

static const char *name_of(const kl_mi_two *two, size_t side) {
    return two->variable[side]->column->name;
}

/* More than chance makes, but how much these rows cannot say. */
static kl_status say_undersampled(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const kl_mi_variable *given = two->variable[2];
    const size_t rows = two->given.rows;
    char each[4 * KL_PHRASE] = "";
    if (given->codes != NULL)
        kl_words(each, sizeof each, ": %.3g for each of the %s of %s",
                 (double)rows / (double)given->different,
                 kl_phrase_counted(given->different, "value").text, name_of(two, 2));
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Where %s is known %s tells something of %s, how much these %s are too few to "
                  "say%s.",
                  name_of(two, 2), name_of(two, 0), name_of(two, 1),
                  kl_phrase_counted(rows, "row").text, each);
}

static kl_status say_given(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const kl_unit unit = two->mi->options.unit;
    if (is_chance(two, &two->given))
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Where %s is known %s tells nothing of %s that could be told from chance.",
                      name_of(two, 2), name_of(two, 0), name_of(two, 1));
    if (kl_estimate_has(&two->given.value, KL_FLAG_BIASED))
        return say_undersampled(two, document, error);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Where %s is known %s tells %s %s of %s, where it is not %s.", name_of(two, 2),
                  name_of(two, 0), kl_phrase_estimate(&two->given.value, unit).text,
                  kl_unit_name(unit), name_of(two, 1),
                  kl_phrase_estimate(&two->plain.value, unit).text);
}

/* How much of the one that is discrete the other tells. */
static kl_status say_share(const kl_mi_two *two, size_t told, kl_document *document,
                           kl_error *error) {
    const kl_unit unit = two->mi->options.unit;
    const kl_estimate *value = &two->plain.value;
    double entropy = 0;
    const kl_status status = kl_mi_entropy(two->mi, two->variable[told], &entropy, error);
    if (status != KL_OK)
        return status;
    const double share = value->value < entropy ? value->value / entropy : 1;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s tells %s of the %s %s that there are to know of %s, %s.",
                  name_of(two, 1 - told), kl_phrase_estimate(value, unit).text,
                  kl_phrase_number(value, entropy, unit).text, kl_unit_name(unit),
                  name_of(two, told), kl_phrase_percent(share).text);
}

static kl_status say_plain(const kl_mi_two *two, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    if (is_chance(two, &two->plain))
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "Nothing here tells %s and %s from independent.", name_of(two, 0),
                      name_of(two, 1));
    for (size_t told = 2; status == KL_OK && told-- > 0;)
        if (two->variable[told]->codes != NULL)
            status = say_share(two, told, document, error);
    if (status != KL_OK || two->variable[0]->codes != NULL || two->variable[1]->codes != NULL)
        return status;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s and %s share as much as two normal variables with a correlation of %s.",
                  name_of(two, 0), name_of(two, 1),
                  kl_phrase_small(kl_mi_correlation(two->plain.value.value)).text);
}

static kl_status say_noise(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const int is_given = two->variable[2] != NULL;
    const kl_mi_link *link = is_given ? &two->given : &two->plain;
    if (link->p_value.n == 0)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "If they were independent%s%s, chance would make as much in %s.",
                  is_given ? " given " : "", is_given ? name_of(two, 2) : "",
                  kl_phrase_chance(&link->p_value).text);
}

static kl_status say_notes(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const int is_given = two->variable[2] != NULL;
    const kl_mi_link *link = is_given ? &two->given : &two->plain;
    kl_status status =
        kl_say(document, KL_SENTENCE_NOTE, error, "From %s.", kl_mi_estimator_phrase(link->used));
    if (status == KL_OK)
        status = kl_mi_note_interval(&link->value, is_given ? 3 : 2, document, error);
    if (status == KL_OK && link->missing > 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "%s of %s rows, in which one of them is missing, are left out.",
                        kl_phrase_count(link->missing).text, kl_phrase_count(two->mi->rows).text);
    if (status == KL_OK && link->alone > 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "%s with a label of their own have no neighbours of one and are left out.",
                        kl_phrase_counted(link->alone, "row").text);
    if (status == KL_OK && (two->plain.is_spread || two->given.is_spread))
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "Numbers that were rounded are spread over what they were rounded to.");
    return status;
}

kl_status kl_mi_pair_sentences(const kl_mi_two *two, kl_document *document, kl_error *error) {
    kl_status status = two->variable[2] != NULL ? say_given(two, document, error)
                                                : say_plain(two, document, error);
    if (status == KL_OK)
        status = say_noise(two, document, error);
    return status == KL_OK ? say_notes(two, document, error) : status;
}

/* ── All of it ── */

static kl_status add_head(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const int is_given = two->variable[2] != NULL;
    char title[6 * KL_PHRASE];
    kl_words(title, sizeof title, "mutual information of %s and %s%s%s, %s of %s", name_of(two, 0),
             name_of(two, 1), is_given ? " given " : "", is_given ? name_of(two, 2) : "",
             kl_phrase_counted(two->mi->rows, "row").text, kl_table_name(two->mi->table));
    return kl_mi_head(two->mi, title, two->variable, is_given ? 3 : 2, document, error);
}

static kl_status tell_two(const kl_mi *mi, const char *const *names, kl_document *document,
                          kl_error *error) {
    kl_mi_two two = {.mi = mi};
    kl_status status = find(&two, names, error);
    if (status == KL_OK) {
        status = link(&two, error);
        if (status == KL_ERROR_VALUE)
            status = kl_fail_prefix(error, status, kl_table_name(mi->table));
    }
    if (status == KL_OK)
        status = add_head(&two, document, error);
    if (status == KL_OK)
        status = kl_mi_pair_rows(&two, document, error);
    if (status == KL_OK)
        status = kl_mi_pair_where(&two, document, error);
    if (status == KL_OK)
        status = kl_mi_pair_sentences(&two, document, error);
    kl_mi_link_clear(&two.plain);
    kl_mi_link_clear(&two.given);
    return status;
}

kl_status kl_mi_pair(const kl_table *table, const char *x, const char *y, const char *given,
                     const kl_mi_options *options, kl_document **out, kl_error *error) {
    if (table == NULL || x == NULL || y == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_mi_pair: table, x, y or out is NULL");
    const char *const names[3] = {x, y, given};
    return kl_mi_document(table, names, options, tell_two, out, error);
}
