/* SPDX-License-Identifier: Apache-2.0 */
/* Is anything in a document above a limit, beyond what the sample leaves open? */
#include "base/error.h"
#include "base/estimate.h"
#include "base/format.h"
#include "report/document.h"
#include "report/subject.h"

#include <math.h>
#include <string.h>

const kl_estimate *kl_document_find(const kl_document *document, const char *id,
                                    const char *subject) {
    if (!document || !id)
        return NULL;
    const kl_report_estimate *rows = kl_report_rows(document);
    for (size_t i = 0; i < document->rows.count; i++)
        if (!strcmp(rows[i].id, id) && (!subject || !strcmp(rows[i].subject, subject)))
            return &rows[i].estimate;
    return NULL;
}

typedef struct check {
    const char *id, *subject;
    double limit;
    kl_unit unit;
    kl_tolerance *out;
} check;

static kl_unit limit_unit(kl_unit of, kl_unit asked) {
    switch (of) {
    case KL_UNIT_NATS:
    case KL_UNIT_BITS:
        return asked;
    case KL_UNIT_ROOT_NATS:
    case KL_UNIT_ROOT_BITS:
        return asked == KL_UNIT_BITS ? KL_UNIT_ROOT_BITS : KL_UNIT_ROOT_NATS;
    case KL_UNIT_ONE:
    case KL_UNIT_DATA:
        break;
    }
    return of;
}

/* What a test came to is its own answer: p_value, q_value, g_test.p_value, … A test without deals was not made. */
static int is_of_test(const char *id, const kl_estimate *found) {
    const size_t length = strlen(id), ending = sizeof "p_value" - 1;
    const char *tail =
        length > ending && id[length - ending - 1] == '.' ? id + length - ending : id;
    return (!strcmp(tail, "p_value") || !strcmp(tail, "q_value")) &&
           (found->method != KL_METHOD_PERMUTATION || found->n > 0);
}

static void name_verdict(const check *c, kl_verdict verdict, const char *subject,
                         const kl_estimate *found, double low) {
    c->out->verdict = verdict;
    kl_words(c->out->subject, sizeof c->out->subject, "%s", subject);
    c->out->low = low;
    c->out->unit = found->unit;
    c->out->exact = kl_estimate_is_point(found) || is_of_test(c->id, found);
}

/* What is above the limit outweighs what cannot be decided, and that what is not above it. */
static void test_one(const check *c, const char *subject, const kl_estimate *estimate) {
    const kl_estimate found = kl_estimate_convert(*estimate, limit_unit(estimate->unit, c->unit));
    const double low = is_of_test(c->id, &found) ? found.value : kl_estimate_floor(&found);
    kl_tolerance *out = c->out;
    out->tested++;
    if (isnan(low)) {
        if (out->undecided++ == 0 && out->exceeded == 0)
            name_verdict(c, KL_VERDICT_UNDECIDED, subject, &found, low);
    } else if (low > c->limit) {
        if (out->exceeded++ == 0 || low > out->low)
            name_verdict(c, KL_VERDICT_EXCEEDED, subject, &found, low);
    }
}

static int is_asked(const check *c, const char *id, const char *subject) {
    return !strcmp(id, c->id) && (!c->subject || !strcmp(subject, c->subject));
}

static void test_rows(const kl_document *document, const check *c) {
    for (size_t i = 0; i < document->rows.count; i++) {
        const kl_report_estimate *row = &kl_report_rows(document)[i];
        if (is_asked(c, row->id, row->subject))
            test_one(c, row->subject, &row->estimate);
    }
}

static kl_estimate cell_estimate(const kl_report_matrix *matrix, size_t cell) {
    kl_estimate out = kl_estimate_exact(matrix->values[cell], matrix->unit);
    if (!matrix->low)
        return out;
    out.method = KL_METHOD_PLUGIN; /* whatever it is, not exact */
    out.low = matrix->low[cell];
    return out;
}

static void test_matrix(const kl_document *document, const kl_report_matrix *matrix,
                        const check *c) {
    const int has_rows = kl_document_find(document, matrix->id, NULL) != NULL;
    for (size_t i = 0; i < matrix->n && strcmp(matrix->id, c->id) == 0; i++)
        for (size_t j = 0; j < matrix->n; j++) {
            char subject[KL_SUBJECT_PAIR];
            kl_subject_pair(matrix->subjects[i], matrix->subjects[j], subject);
            if (i == j || !is_asked(c, matrix->id, subject) ||
                (has_rows && kl_document_find(document, matrix->id, subject)))
                continue;
            const kl_estimate cell = cell_estimate(matrix, i * matrix->n + j);
            test_one(c, subject, &cell);
        }
}

/* ── What could have been asked ───────────────────────────────────────────────────────────────── */

/* The i-th id, or with `id` the subject of the i-th row if it is called so, else ""; NULL behind the last. */
static const char *name_at(const kl_document *document, const char *id, size_t i) {
    const size_t rows = document->rows.count;
    if (i < rows) {
        const kl_report_estimate *row = &kl_report_rows(document)[i];
        return !id ? row->id : !strcmp(row->id, id) ? row->subject : "";
    }
    return !id && i - rows < document->matrices.count ? kl_report_matrices(document)[i - rows].id
                                                      : NULL;
}

static int is_new(const kl_document *document, const char *id, size_t i) {
    const char *name = name_at(document, id, i);
    size_t before = 0;
    while (before < i && strcmp(name_at(document, id, before), name) != 0)
        before++;
    return before == i && *name != '\0';
}

/* Each name once and whole; behind those that fit, how many more there are. */
static void list_names(const kl_document *document, const char *id, char *list, size_t size) {
    enum { MORE = sizeof ",  and 18446744073709551615 more" };
    const char *name = NULL;
    size_t used = 0, more = 0;
    for (size_t i = 0; (name = name_at(document, id, i)) != NULL; i++) {
        if (!is_new(document, id, i))
            continue;
        if (more > 0 || used + strlen(name) + MORE > size)
            more++;
        else
            used += kl_words(list + used, size - used, "%s%s", used ? ", " : "", name);
    }
    if (more > 0)
        kl_words(list + used, size - used, "%s%zu more", used ? " and " : "", more);
}

static kl_status refuse(const kl_document *document, const check *c, kl_error *error) {
    const int known = c->subject && kl_document_find(document, c->id, NULL) != NULL;
    const int empty = name_at(document, NULL, 0) == NULL;
    char text[sizeof error->message];
    const size_t used = kl_words(text, sizeof text, "there is no %s%s%s here; %s", c->id,
                                 c->subject ? " of " : "", c->subject ? c->subject : "",
                                 known   ? "there is that of "
                                 : empty ? "nothing was estimated"
                                         : "there are ");
    if (used < sizeof text)
        list_names(document, known ? c->id : NULL, text + used, sizeof text - used);
    return kl_fail(error, KL_ERROR_ARGUMENT, "%s", text);
}

kl_status kl_document_check(const kl_document *document, const char *id, const char *subject,
                            double limit, kl_unit unit, kl_tolerance *out, kl_error *error) {
    if (!document || !id || !out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "check: document, id or out is NULL");
    if (unit != KL_UNIT_NATS && unit != KL_UNIT_BITS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "check: the unit is '%s', neither nats nor bits",
                       kl_unit_name(unit));
    if (isnan(limit))
        return kl_fail(error, KL_ERROR_VALUE, "check: the limit of %s is not a number", id);
    *out = (kl_tolerance){.low = NAN, .unit = unit};
    const check c = {id, subject, limit, unit, out};
    test_rows(document, &c);
    for (size_t i = 0; i < document->matrices.count; i++)
        test_matrix(document, &kl_report_matrices(document)[i], &c);
    return out->tested ? KL_OK : refuse(document, &c, error);
}
