/* SPDX-License-Identifier: Apache-2.0 */
/* The bottleneck of a table as a document: what is asked, and what all answers have. */
#include "compare/ib.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "report/say.h"
#include "sample/interval.h"
#include "sample/undersampled.h"

const char *kl_ib_method_name(kl_ib_method method) {
    static const char *const names[] = {"auto", "soft", "deterministic", "sequential",
                                        "agglomerative"};
    return (unsigned)method < KL_IB_METHOD_COUNT ? names[method] : NULL;
}

const char *kl_ib_id(size_t inputs, size_t index) {
    static const char *const ids[] = {"relevance", "rate", "mutual_information",
                                      "mutual_information.corrected"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

void kl_ib_options_init(kl_ib_options *options) {
    *options =
        (kl_ib_options){.size = sizeof *options, .beta = NAN, .alpha = 1, .unit = KL_UNIT_BITS};
}

/* ── What is asked ── */

static kl_status check_values(const kl_ib_options *options, kl_error *error) {
    if (kl_ib_method_name(options->method) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "method is %d", (int)options->method);
    if (options->beta < 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", options->beta);
    if (!(options->alpha > 0 && options->alpha <= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %g, expected above 0, at most 1",
                       options->alpha);
    if (options->unit != KL_UNIT_BITS && options->unit != KL_UNIT_NATS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "unit is neither bits nor nats");
    return KL_OK;
}

/* What a method needs, and what it has no use for. */
static kl_status check_method(const kl_ib_options *options, kl_error *error) {
    const char *name = kl_ib_method_name(options->method);
    const int has_beta = !isnan(options->beta), has_clusters = options->clusters > 0;
    if (options->method == KL_IB_DETERMINISTIC && !has_beta)
        return kl_fail(error, KL_ERROR_ARGUMENT, "method %s needs a beta", name);
    if (options->method == KL_IB_SEQUENTIAL && !has_clusters)
        return kl_fail(error, KL_ERROR_ARGUMENT, "method %s needs a number of clusters", name);
    if (options->method == KL_IB_AGGLOMERATIVE && has_beta)
        return kl_fail(error, KL_ERROR_ARGUMENT, "method %s has no use for a beta", name);
    if (options->alpha != 1 && (options->method != KL_IB_SOFT || !has_beta))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is for method soft with a beta");
    return KL_OK;
}

static kl_status read_options(const kl_ib_options *given, kl_ib_options *out, kl_error *error) {
    kl_ib_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_ib_options", error);
    if (status == KL_OK)
        status = check_values(out, error);
    if (status == KL_OK && out->method == KL_IB_AUTO)
        out->method = isnan(out->beta) && out->clusters > 0 ? KL_IB_SEQUENTIAL : KL_IB_SOFT;
    return status == KL_OK ? check_method(out, error) : status;
}

/* ── What all answers have ── */

kl_phrase kl_ib_amount(const kl_ib *ib, double nats) {
    return kl_crosstab_amount(nats, ib->options.unit);
}

/* Weights are known; counts are those of a sample, in which little is seen twice or the information near the most that
 * so many rows can show. */
static kl_estimate of_sample(const kl_ib *ib, const kl_estimate *exact, double information) {
    const kl_crosstab *joint = &ib->joint;
    uint64_t once = 0;
    if (joint->counted == 0)
        return *exact;
    for (size_t i = 0; i < joint->rows * joint->columns; i++)
        once += joint->cell[i] == 1;
    kl_estimate out = kl_estimate_bare(exact->value, exact->unit, KL_METHOD_PLUGIN, joint->counted);
    out.flags |= exact->flags;
    if (kl_undersampled(once, joint->counted) || information > kl_log((double)joint->counted) - 1)
        out.flags |= KL_FLAG_BIASED;
    return out;
}

/* The bias of first order (Miller 1955). */
static kl_status say_bias(const kl_ib *ib, kl_error *error) {
    const kl_crosstab *joint = &ib->joint;
    if (joint->counted == 0 || joint->rows < 2 || joint->columns < 2)
        return KL_OK;
    const double nats =
        (double)(joint->rows - 1) * (double)(joint->columns - 1) / (2 * (double)joint->counted);
    const kl_unit unit = ib->options.unit;
    const kl_estimate bias = kl_estimate_convert(kl_estimate_exact(nats, KL_UNIT_NATS), unit);
    return kl_say(
        ib->document, KL_SENTENCE_NOTE, error,
        "Counts of %s are taken as they are: in a sample I(X;Y) comes out too large, here "
        "by about %s %s, and with it what clusters tell.",
        kl_phrase_counted(joint->counted, "line").text, kl_phrase_small(bias.value).text,
        kl_unit_name(unit));
}

/* I(X;Y) of what the lines were drawn from, as kl mi has it. Of clusters, which these lines chose, there is none. */
static kl_status add_corrected(const kl_ib *ib, kl_error *error) {
    const size_t sizes[2] = {ib->joint.rows, ib->joint.columns};
    kl_joint_options options;
    kl_joint_result found;
    kl_joint *joint = NULL;
    if (ib->joint.counted == 0)
        return KL_OK;
    kl_joint_options_init(&options);
    options.permutations = 0;
    options.pool = ib->options.pool;
    kl_status status =
        kl_joint_from_table(kl_f64(ib->joint.cell, sizes[0] * sizes[1]), sizes, 2, &joint, error);
    if (status == KL_OK)
        status = kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &found, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(ib->document, "mutual_information.corrected",
                                          "I(X;Y) of what the lines were drawn from", "A", NULL,
                                          &found.value, 0, error);
    kl_joint_free(joint);
    return status;
}

kl_status kl_ib_add_rows(const kl_ib *ib, const kl_estimate *relevance, const kl_estimate *rate,
                         double information, kl_error *error) {
    const kl_estimate all = kl_estimate_exact(information, KL_UNIT_NATS);
    const struct {
        const char *id, *label;
        const kl_estimate *estimate;
        int headline;
    } rows[] = {{"relevance", "relevance I(T;Y): what it tells", relevance, 1},
                {"rate", "rate I(T;X): what is kept", rate, 0},
                {"mutual_information", "I(X;Y): what there is to tell", &all, relevance == NULL}};
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].estimate == NULL)
            continue;
        const kl_estimate shown = of_sample(ib, rows[i].estimate, information);
        status = kl_document_add_estimate(ib->document, rows[i].id, rows[i].label, "A", NULL,
                                          &shown, rows[i].headline, error);
    }
    if (status == KL_OK)
        status = add_corrected(ib, error);
    return status == KL_OK ? say_bias(ib, error) : status;
}

/* Rows that are in cluster t, in the table's order; how many. */
static size_t rows_of(const kl_ib *ib, const uint32_t *assignment, size_t t, size_t *rows) {
    size_t n = 0;
    for (size_t i = 0; i < ib->joint.rows; i++)
        if (assignment[i] == t)
            rows[n++] = i;
    return n;
}

kl_status kl_ib_add_clusters(const kl_ib *ib, const uint32_t *assignment, const double *prior,
                             size_t clusters, kl_error *error) {
    kl_phrase *text = kl_alloc(clusters, sizeof *text);
    const char **label = kl_alloc(clusters, sizeof *label);
    size_t *rows = kl_alloc(ib->joint.rows, sizeof *rows);
    kl_status status = KL_OK;
    if (text == NULL || label == NULL || rows == NULL)
        status = kl_fail_memory(error, "clusters", clusters * sizeof *text);
    for (size_t t = 0; status == KL_OK && t < clusters; t++) {
        const size_t n = rows_of(ib, assignment, t, rows);
        if (n > 0)
            text[t] = kl_crosstab_names(ib->joint.row_name, rows, n);
        else
            kl_words(text[t].text, sizeof text[t].text, "(parts of others)");
        label[t] = text[t].text;
    }
    if (status == KL_OK)
        status = kl_document_add_series(
            ib->document, "clusters", "clusters, by their share of the mass", "A",
            KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL, label, prior, clusters, 0, 0, error);
    kl_free(text);
    kl_free(label);
    kl_free(rows);
    return status;
}

/* ── The document ── */

static kl_status add_head(const kl_ib *ib, kl_error *error) {
    char title[400], detail[3 * KL_PHRASE];
    if (ib->x != NULL)
        kl_words(title, sizeof title, "what must be kept of %.150s (X) to know %.150s (Y)", ib->x,
                 ib->y);
    else
        kl_words(title, sizeof title, "what must be kept of the rows (X) to know the columns (Y)");
    size_t used =
        kl_words(detail, sizeof detail, "%s by %s", kl_phrase_counted(ib->joint.rows, "row").text,
                 kl_phrase_counted(ib->joint.columns, "column").text);
    if (ib->x != NULL)
        used += kl_words(detail + used, sizeof detail - used, ", counted from %s",
                         kl_phrase_counted(ib->joint.counted, "line").text);
    if (ib->joint.missing > 0)
        kl_words(detail + used, sizeof detail - used, ", %s left out for a missing value",
                 kl_phrase_count(ib->joint.missing).text);
    kl_status status = kl_document_set_title(ib->document, title, error);
    if (status == KL_OK)
        status = kl_document_set_noun(ib->document, "row", error);
    if (status == KL_OK)
        status = kl_document_add_input(ib->document, NULL, kl_table_name(ib->table), "table",
                                       detail, error);
    return status;
}

static kl_status tell(kl_ib *ib, kl_error *error) {
    kl_status status = kl_document_new("ib", &ib->document, error);
    if (status == KL_OK)
        status = add_head(ib, error);
    if (status != KL_OK)
        return status;
    if (ib->options.method == KL_IB_AGGLOMERATIVE)
        return kl_ib_tell_tree(ib, error);
    if (ib->options.method == KL_IB_SOFT && isnan(ib->options.beta))
        return kl_ib_tell_curve(ib, error);
    return kl_ib_tell_point(ib, error);
}

kl_status kl_ib_describe(const kl_table *table, const char *x, const char *y,
                         const kl_ib_options *options, kl_document **out, kl_error *error) {
    if (table == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_ib_describe: %s is NULL",
                       table == NULL ? "table" : "out");
    *out = NULL;
    if ((x == NULL) != (y == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT, "of two columns one is NULL");
    kl_ib ib = {.table = table, .x = x, .y = y};
    kl_status status = read_options(options, &ib.options, error);
    if (status == KL_OK)
        status = kl_crosstab_read(table, x, y, &ib.joint, error);
    if (status == KL_OK) {
        status = tell(&ib, error);
        if (status == KL_ERROR_VALUE)
            status = kl_fail_prefix(error, status, kl_table_name(table));
    }
    if (status == KL_OK)
        *out = ib.document;
    else
        kl_document_free(ib.document);
    kl_crosstab_free(&ib.joint);
    return status;
}
