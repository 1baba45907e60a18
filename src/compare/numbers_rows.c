/* SPDX-License-Identifier: Apache-2.0 */
/* The table of a comparison of numbers: every estimate with its id, its label and its subject. */
#include "base/format.h"
#include "compare/numbers.h"
#include "compare/ot.h"

#include <kullback/report.h>

typedef struct row {
    const char *test_id, *test_label;
    kl_two_sample_id id;
    int headline;
} row;

static const row rows[] = {
    {"p_value", "p-value of \"one source\"", KL_TWO_SAMPLE_ENERGY, 1},
    {"kolmogorov_smirnov.p_value", "p-value by Kolmogorov–Smirnov",
     KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV, 1},
    {"mmd.p_value", "p-value by MMD", KL_TWO_SAMPLE_MMD, 0},
    {"mmd_linear.p_value", "p-value by MMD", KL_TWO_SAMPLE_MMD_LINEAR, 0},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

static const kl_measure_id divergences[] = {KL_DIVERGENCE, KL_DIVERGENCE_REVERSE};

const char *kl_numbers_id(size_t inputs, size_t index) {
    if (inputs > 2 || index > 2 + 2 * ROWS)
        return NULL;
    if (index == 2 + 2 * ROWS)
        return kl_ot_id(inputs, 0);
    if (index < 2)
        return kl_measure_get(divergences[index])->name;
    index -= 2;
    return index < ROWS ? kl_two_sample_get(rows[index].id)->name : rows[index - ROWS].test_id;
}

static kl_status add_divergences(const kl_numbers *numbers, kl_document *document,
                                 kl_error *error) {
    kl_status status = KL_OK;
    if (!numbers->has_divergence)
        return KL_OK;
    for (int d = 0; status == KL_OK && d < 2; d++) {
        const kl_measure *measure = kl_measure_get(divergences[d]);
        status = kl_document_add_estimate(document, measure->name, measure->title, "A|B",
                                          numbers->noun, &numbers->divergence[d], 1, error);
    }
    return status;
}

static kl_status add_value(const kl_numbers *numbers, const row *r, kl_document *document,
                           kl_error *error) {
    const kl_two_sample *about = kl_two_sample_get(r->id);
    return kl_document_add_estimate(document, about->name, about->title, "A|B", NULL,
                                    &numbers->result[r->id].value, r->headline, error);
}

/* What moving one sample to the other costs. */
static kl_status add_wasserstein(const kl_numbers *numbers, kl_document *document,
                                 kl_error *error) {
    if (numbers->columns != 1)
        return KL_OK;
    return kl_document_add_estimate(document, kl_ot_id(2, 0), "Wasserstein distance W_1", "A|B",
                                    NULL, &numbers->wasserstein, 0, error);
}

static kl_status add_test(const kl_numbers *numbers, const row *r, kl_document *document,
                          kl_error *error) {
    if (numbers->result[r->id].p_value.n == 0)
        return KL_OK;
    return kl_document_add_estimate(document, r->test_id, r->test_label, "A|B", NULL,
                                    &numbers->result[r->id].p_value, 0, error);
}

kl_status kl_numbers_rows(const kl_numbers *numbers, kl_document *document, kl_error *error) {
    kl_status status = add_divergences(numbers, document, error);
    for (size_t i = 0; status == KL_OK && i < ROWS; i++)
        if (numbers->made[rows[i].id])
            status = add_value(numbers, &rows[i], document, error);
    if (status == KL_OK)
        status = add_wasserstein(numbers, document, error);
    for (size_t i = 0; status == KL_OK && i < ROWS; i++)
        if (numbers->made[rows[i].id])
            status = add_test(numbers, &rows[i], document, error);
    return status;
}
