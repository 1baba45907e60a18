/* SPDX-License-Identifier: Apache-2.0 */
/* The drift of a table as JUnit XML. */
#include "compare/drift.h"

#include "base/error.h"
#include "base/format.h"
#include "report/html.h"
#include "report/phrase.h"

enum { MESSAGE = 4 * KL_PHRASE };

/* What the drift of a column is, in a line. */
static void describe(const kl_drift_column *column, kl_unit unit, char text[MESSAGE]) {
    const kl_drift_measure *decides = column->decides;
    if (decides == NULL) {
        kl_words(text, MESSAGE, "%s: %s in the reference, %s now",
                 kl_drift_verdict_name(column->verdict), kl_profile_sort_name(column->reference),
                 kl_profile_sort_name(column->current));
        return;
    }
    kl_estimate limit = decides->value;
    limit.value = column->limit;
    kl_words(text, MESSAGE, "%s %s, tolerance %s, q = %s", decides->label,
             kl_phrase_estimate(&decides->value, unit).text,
             kl_phrase_number(&limit, column->limit, unit).text,
             kl_phrase_small(kl_drift_q(column)).text);
}

static void write_column(const kl_drift_column *column, const char *suite, kl_unit unit,
                         kl_html *h) {
    char message[MESSAGE];
    const int is_failure = column->verdict >= KL_DRIFT_EXCEEDED;
    kl_html_raw(h, "  <testcase classname=\"");
    kl_html_text(h, suite);
    kl_html_raw(h, "\" name=\"");
    kl_html_text(h, column->name);
    if (!is_failure && column->verdict != KL_DRIFT_UNDECIDED) {
        kl_html_raw(h, "\"/>\n");
        return;
    }
    describe(column, unit, message);
    kl_html_raw(h, is_failure ? "\"><failure type=\"" : "\"><skipped message=\"");
    if (is_failure) {
        kl_html_text(h, kl_drift_verdict_name(column->verdict));
        kl_html_raw(h, "\" message=\"");
    }
    kl_html_text(h, message);
    kl_html_raw(h, "\"/></testcase>\n");
}

static void write_head(const kl_drift *drift, const char *suite, kl_html *h) {
    kl_html_raw(h, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"");
    kl_html_text(h, suite);
    kl_html_raw(h, "\" tests=\"");
    kl_page_unsigned(h->page, kl_drift_columns(drift));
    kl_html_raw(h, "\" failures=\"");
    kl_page_unsigned(h->page, kl_drift_exceeded(drift));
    kl_html_raw(h, "\" errors=\"0\" skipped=\"");
    kl_page_unsigned(h->page, kl_drift_count(drift, KL_DRIFT_UNDECIDED));
    kl_html_raw(h, "\">\n");
}

kl_status kl_drift_junit(const kl_drift *drift, const char *reference, const char *current,
                         kl_unit unit, char **text, size_t *size, kl_error *error) {
    if (drift == NULL || reference == NULL || current == NULL || text == NULL || size == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_drift_junit: drift, a name, text or size is NULL");
    char suite[4 * KL_PHRASE];
    kl_page page = {0};
    kl_html h = {.page = &page};
    *text = NULL;
    kl_words(suite, sizeof suite, "drift of %s from %s", current, reference);
    write_head(drift, suite, &h);
    for (size_t i = 0; i < kl_drift_columns(drift); i++) {
        const kl_drift_column column = kl_drift_column_at(drift, i);
        write_column(&column, suite, unit, &h);
    }
    kl_html_raw(&h, "</testsuite>\n");
    if (page.failed) {
        const size_t bytes = page.capacity;
        kl_page_free(&page);
        return kl_fail_memory(error, "JUnit XML", bytes);
    }
    *text = page.text;
    *size = page.size;
    return KL_OK;
}
