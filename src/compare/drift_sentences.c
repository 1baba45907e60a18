/* SPDX-License-Identifier: Apache-2.0 */
/* What the drift of a table means: which columns, whether it is noise, and what changed in them. */
#include "compare/drift.h"

#include "base/format.h"
#include "report/phrase.h"
#include "report/say.h"

#include <math.h>

/* Columns that are named in a sentence, and those of which it is told what changed. */
enum { NAMED = 8, TOLD = 12 };

/* ── Lists ── */

typedef struct list {
    size_t n;
    char text[700];
} list;

/* "a, b, c and 12 more" of all columns with a verdict in this range. */
static void list_columns(const kl_drift *drift, kl_drift_verdict least, kl_drift_verdict most,
                         list *out) {
    size_t used = 0;
    out->n = 0;
    out->text[0] = '\0';
    for (size_t i = 0; i < kl_drift_columns(drift); i++) {
        const kl_drift_column column = kl_drift_column_at(drift, i);
        if (column.verdict < least || column.verdict > most)
            continue;
        if (out->n < NAMED && used < sizeof out->text)
            used += kl_words(out->text + used, sizeof out->text - used, "%s%.60s",
                             out->n > 0 ? ", " : "", column.name);
        out->n++;
    }
    if (out->n > NAMED && used < sizeof out->text)
        kl_words(out->text + used, sizeof out->text - used, " and %zu more", out->n - NAMED);
}

/* ── So what ── */

static kl_status say_verdict(const kl_drift_tables *tables, kl_document *document,
                             kl_error *error) {
    const kl_drift *drift = tables->drift;
    list drifted;
    list_columns(drift, KL_DRIFT_EXCEEDED, KL_DRIFT_EXCEEDED, &drifted);
    if (drifted.n == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "No column has drifted: none of %s is both told from chance and certainly "
                      "above its tolerance.",
                      kl_phrase_count(kl_drift_columns(drift)).text);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s of %s columns %s drifted, told from chance and certainly above %s "
                  "tolerance: %s.",
                  kl_phrase_count(drifted.n).text, kl_phrase_count(kl_drift_columns(drift)).text,
                  drifted.n == 1 ? "has" : "have", drifted.n == 1 ? "its" : "their", drifted.text);
}

static kl_status say_schema(const kl_drift_tables *tables, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    list some;
    list_columns(tables->drift, KL_DRIFT_DROPPED, KL_DRIFT_DROPPED, &some);
    if (some.n > 0)
        status =
            kl_say(document, KL_SENTENCE_SO_WHAT, error, "Columns that are gone: %s.", some.text);
    list_columns(tables->drift, KL_DRIFT_ADDED, KL_DRIFT_ADDED, &some);
    if (status == KL_OK && some.n > 0)
        status =
            kl_say(document, KL_SENTENCE_SO_WHAT, error, "Columns that are new: %s.", some.text);
    for (size_t i = 0, told = 0; status == KL_OK && i < kl_drift_columns(tables->drift); i++) {
        const kl_drift_column column = kl_drift_column_at(tables->drift, i);
        if (column.verdict == KL_DRIFT_RETYPED && told++ < TOLD)
            status = kl_say(document, KL_SENTENCE_SO_WHAT, error,
                            "Column %.80s was of type %s and is of type %s.", column.name,
                            kl_profile_sort_name(column.reference),
                            kl_profile_sort_name(column.current));
    }
    return status;
}

/* ── Where ── */

/* "Paris 3 % → 9 %; new: 2 categories" */
static void describe_changes(const kl_drift *drift, size_t index, const kl_drift_column *column,
                             char *text, size_t size) {
    size_t used = 0;
    const double all[2] = {(double)column->counted[0], (double)column->counted[1]};
    for (size_t i = 0; i < 3 && i < kl_drift_changes(drift, index) && used < size; i++) {
        const kl_drift_change c = kl_drift_change_at(drift, index, i);
        used += kl_words(text + used, size - used, "%s%s %s → %s", i > 0 ? ", " : "", c.name,
                         kl_phrase_percent((double)c.reference / all[0]).text,
                         kl_phrase_percent((double)c.current / all[1]).text);
    }
    if (column->added > 0 && used < size)
        used += kl_words(text + used, size - used, "; %s new",
                         kl_phrase_counted(column->added, "value").text);
    if (column->vanished > 0 && used < size)
        kl_words(text + used, size - used, "; %s gone",
                 kl_phrase_counted(column->vanished, "value").text);
}

static kl_status say_missing(const kl_drift_column *column, kl_document *document,
                             kl_error *error) {
    const kl_phrase before =
        kl_phrase_percent((double)column->missing[0] / (double)column->rows[0]);
    const kl_phrase after = kl_phrase_percent((double)column->missing[1] / (double)column->rows[1]);
    const uint64_t infinite = column->infinite[0] + column->infinite[1];
    if (infinite == 0)
        return kl_say(document, KL_SENTENCE_WHERE, error, "%.80s: missing %s → %s.", column->name,
                      before.text, after.text);
    return kl_say(document, KL_SENTENCE_WHERE, error,
                  "%.80s: missing %s → %s; %llu → %llu numbers are infinite.", column->name,
                  before.text, after.text, (unsigned long long)column->infinite[0],
                  (unsigned long long)column->infinite[1]);
}

/* What is to be said of a column, if anything is. */
typedef kl_status say_column(const kl_drift *drift, size_t i, const kl_drift_column *column,
                             int *told, kl_document *document, kl_error *error);

/* Of the first TOLD columns that it has something to say of. */
static kl_status say_of_columns(const kl_drift *drift, say_column *say, kl_document *document,
                                kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0, n = 0; status == KL_OK && i < kl_drift_columns(drift) && n < TOLD; i++) {
        const kl_drift_column column = kl_drift_column_at(drift, i);
        int told = 0;
        status = say(drift, i, &column, &told, document, error);
        n += told;
    }
    return status;
}

static kl_status say_changes(const kl_drift *drift, size_t i, const kl_drift_column *column,
                             int *told, kl_document *document, kl_error *error) {
    char text[600] = "";
    if (column->verdict != KL_DRIFT_EXCEEDED)
        return KL_OK;
    *told = 1;
    if (kl_drift_is_missing(column->decides))
        return say_missing(column, document, error);
    describe_changes(drift, i, column, text, sizeof text);
    const char *of = column->reference == KL_PROFILE_TEXTS ? " (letters)" : "";
    return *text
               ? kl_say(document, KL_SENTENCE_WHERE, error, "%.80s%s: %s.", column->name, of, text)
               : KL_OK;
}

/* Findings that are no drift: constants, new names where not enough rows have them, nothing to compare. */
static kl_status say_finding(const kl_drift *drift, size_t i, const kl_drift_column *column,
                             int *told, kl_document *document, kl_error *error) {
    (void)drift, (void)i;
    if (column->verdict > KL_DRIFT_WITHIN || column->reference == KL_PROFILE_TEXTS ||
        (column->added == 0 && column->verdict != KL_DRIFT_UNDECIDED))
        return KL_OK;
    *told = 1;
    if (column->verdict == KL_DRIFT_UNDECIDED)
        return kl_say(document, KL_SENTENCE_NOTE, error,
                      "%.80s could not be compared: %s has no value.", column->name,
                      column->reference == KL_PROFILE_NOTHING ? "the reference"
                                                              : "the current table");
    return kl_say(document, KL_SENTENCE_NOTE, error, "%.80s has %s that the reference has not.",
                  column->name, kl_phrase_counted(column->added, "value").text);
}

static kl_status say_grouped(const kl_drift *drift, size_t i, const kl_drift_column *column,
                             int *told, kl_document *document, kl_error *error) {
    (void)drift, (void)i;
    *told = column->grouped > 0;
    return *told ? kl_say(document, KL_SENTENCE_NOTE, error,
                          "%.80s: its %s that came least often are counted as one, so that its "
                          "measures are lower bounds.",
                          column->name, kl_phrase_counted(column->grouped, "value").text)
                 : KL_OK;
}

/* ── Is it noise ── */

static kl_status say_noise(const kl_drift_tables *tables, kl_document *document, kl_error *error) {
    list within, same;
    list_columns(tables->drift, KL_DRIFT_WITHIN, KL_DRIFT_WITHIN, &within);
    list_columns(tables->drift, KL_DRIFT_SAME, KL_DRIFT_SAME, &same);
    kl_status status = KL_OK;
    if (within.n > 0)
        status =
            kl_say(document, KL_SENTENCE_NOISE, error,
                   "Told from chance, but not certainly above the tolerance: %s.", within.text);
    if (status == KL_OK && same.n > 0)
        status = kl_say(document, KL_SENTENCE_NOISE, error,
                        "Not told from chance: %s. Where nothing has changed, a table with any "
                        "drifted column comes up once in twenty times at most.",
                        same.text);
    return status;
}

kl_status kl_drift_sentences(const kl_drift_tables *tables, kl_document *document,
                             kl_error *error) {
    kl_status status = say_verdict(tables, document, error);
    if (status == KL_OK)
        status = say_schema(tables, document, error);
    if (status == KL_OK)
        status = say_noise(tables, document, error);
    if (status == KL_OK)
        status = say_of_columns(tables->drift, say_changes, document, error);
    if (status == KL_OK)
        status = say_of_columns(tables->drift, say_finding, document, error);
    return status == KL_OK ? say_of_columns(tables->drift, say_grouped, document, error) : status;
}
