/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TABLE_SHOWN_H
#define TESTS_TABLE_SHOWN_H

#include <math.h>
#include <stdio.h>

#include <kullback/table.h>

/* A column as text: "number: 1 2 -" or "category: b a -", and in front how many categories there are. */
static inline const char *shown(const kl_table *table, size_t index) {
    static char out[400];
    const kl_column *column = kl_table_column(table, index);
    size_t at = (size_t)snprintf(out, sizeof out, "%s %s %zu:", column->name,
                                 kl_column_type_name(column->type), column->categories);
    size_t missing = 0;
    for (size_t i = 0; i < kl_table_rows(table); i++) {
        const int is_number = column->numbers != NULL;
        if (is_number ? isnan(column->numbers[i]) : column->codes[i] == KL_COLUMN_MISSING) {
            at += (size_t)snprintf(out + at, sizeof out - at, " -");
            missing++;
        } else if (is_number) {
            at += (size_t)snprintf(out + at, sizeof out - at, " %g", column->numbers[i]);
        } else {
            size_t length = 0;
            const char *name = kl_table_category(table, index, column->codes[i], &length);
            at += (size_t)snprintf(out + at, sizeof out - at, " %.*s", (int)length, name);
        }
    }
    assert_int_equal(missing, column->missing);
    return out;
}

#endif
