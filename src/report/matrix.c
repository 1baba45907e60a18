/* SPDX-License-Identifier: Apache-2.0 */
/* A matrix as the writers show it. */
#include "report/write.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

kl_status kl_shown_matrix_init(kl_shown_matrix *shown, const kl_sheet *sheet,
                               const kl_report_matrix *matrix, kl_error *error) {
    size_t cells = matrix->n * matrix->n;
    int finite = 1;
    *shown = (kl_shown_matrix){.matrix = matrix};
    shown->values = kl_alloc(cells, sizeof *shown->values);
    if (!shown->values)
        return kl_fail_memory(error, "a matrix", cells * sizeof *shown->values);
    for (size_t i = 0; i < cells; i++) {
        double value = kl_sheet_value(sheet, matrix->values[i], matrix->unit);
        shown->values[i] = value;
        finite = finite && isfinite(value);
        const int is_own = i % (matrix->n + 1) == 0;
        if (!is_own && isfinite(value) && fabs(value) > shown->largest)
            shown->largest = fabs(value);
    }
    if (!matrix->metric || !finite || matrix->n < 2)
        return KL_OK;
    kl_status status = kl_linkage_init(&shown->tree, shown->values, matrix->n, error);
    if (status)
        kl_shown_matrix_free(shown);
    else
        shown->has_tree = 1;
    return status;
}

void kl_shown_matrix_free(kl_shown_matrix *shown) {
    kl_free(shown->values);
    kl_linkage_free(&shown->tree);
}
