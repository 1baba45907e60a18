/* SPDX-License-Identifier: Apache-2.0 */
/* A table of weights whose rows and columns have names: as it stands, or two columns counted. */
#ifndef KL_COMPARE_CROSSTAB_H
#define KL_COMPARE_CROSSTAB_H

#include <kullback/table.h>

#include "report/phrase.h"

typedef struct kl_crosstab {
    size_t rows, columns;
    double *cell; /* rows × columns */
    char **row_name, **column_name;
    int has_row_names;       /* they are the table's, not numbers from 1 */
    size_t counted, missing; /* rows of the table; both 0 where it is taken as it stands */
} kl_crosstab;

/* `x` NULL: the table as it stands. KL_ERROR_VALUE: a cell that is missing, negative or not finite, by file, row and
 * column; of two columns one whose values are all different. KL_ERROR_MISMATCH: a cell that is no number, likewise, but
 * of the first column; names of columns of which some are numbers. To be freed also after a failure. */
kl_status kl_crosstab_read(const kl_table *table, const char *x, const char *y, kl_crosstab *out,
                           kl_error *error);
void kl_crosstab_free(kl_crosstab *crosstab);
kl_matrix kl_crosstab_matrix(const kl_crosstab *crosstab);
/* p(x) of each row, of weights that are not all 0; to be freed; NULL: no memory. */
double *kl_crosstab_row_shares(const kl_crosstab *crosstab);

/* "a, b and 3 more": the names with the n > 0 indices, as many as fit. */
kl_phrase kl_crosstab_names(char *const *names, const size_t *index, size_t n);
/* "0.40 bits" of nats. */
kl_phrase kl_crosstab_amount(double nats, kl_unit unit);

#endif
