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

/* ", NAME" behind what stands there, unless it does already. */
static void list_name(char *list, size_t size, const char *name) {
    const size_t used = strlen(list), length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)); at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ',' || at[length] == '\0'))
            return;
    kl_words(list + used, size - used, "%s%s", used ? ", " : "", name);
}

static kl_status refuse(const kl_document *document, const check *c, kl_error *error) {
    char ids[320] = "", subjects[160] = "";
    int known = 0;
    for (size_t i = 0; i < document->rows.count; i++) {
        const kl_report_estimate *row = &kl_report_rows(document)[i];
        list_name(ids, sizeof ids, row->id);
        if (!strcmp(row->id, c->id)) {
            list_name(subjects, sizeof subjects, row->subject);
            known = 1;
        }
    }
    for (size_t i = 0; i < document->matrices.count; i++)
        list_name(ids, sizeof ids, kl_report_matrices(document)[i].id);
    if (known)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no %s of %s here; there is that of %s",
                       c->id, c->subject, subjects);
    return kl_fail(error, KL_ERROR_ARGUMENT, "there is no %s%s%s here; %s%s", c->id,
                   c->subject ? " of " : "", c->subject ? c->subject : "",
                   *ids ? "there are " : "nothing was estimated", ids);
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
