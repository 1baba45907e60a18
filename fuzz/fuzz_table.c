/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a table: every column has a value or nothing in each row, every category a name of its own that some row
 * has, and an error says what is wrong. */
#include <math.h>
#include <string.h>

#include <kullback/table.h>

#include "check.h"

static void check_numbers(const kl_column *column, size_t rows) {
    size_t missing = 0;
    CHECK(column->categories == 0 && column->codes == NULL);
    for (size_t i = 0; i < rows; i++)
        missing += isnan(column->numbers[i]) != 0;
    CHECK(missing == column->missing);
}

static void check_categories(const kl_table *table, size_t index, size_t rows) {
    const kl_column *column = kl_table_column(table, index);
    uint8_t *seen = calloc(column->categories + 1, 1);
    size_t missing = 0;
    CHECK(seen && column->numbers == NULL && column->codes != NULL);
    for (size_t i = 0; i < rows; i++) {
        const int none = column->codes[i] == KL_COLUMN_MISSING;
        CHECK(none || column->codes[i] < column->categories);
        missing += (size_t)none;
        if (!none)
            seen[column->codes[i]] = 1;
    }
    CHECK(missing == column->missing);
    for (uint32_t code = 0; code < column->categories; code++) {
        size_t length[2] = {0, 0};
        const char *name = kl_table_category(table, index, code, &length[0]);
        CHECK(seen[code] && name && length[0] > 0);
        if (code == 0)
            continue;
        const char *before = kl_table_category(table, index, code - 1, &length[1]);
        const size_t common = length[0] < length[1] ? length[0] : length[1];
        const int order = memcmp(before, name, common);
        CHECK(order < 0 || (order == 0 && length[1] < length[0]));
    }
    free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_table *table = NULL;
    const kl_status status = kl_table_parse("x", data, size, NULL, &table, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(table == NULL);
        return 0;
    }
    const size_t rows = kl_table_rows(table);
    CHECK(kl_table_columns(table) > 0);
    for (size_t i = 0; i < kl_table_columns(table); i++) {
        const kl_column *column = kl_table_column(table, i);
        size_t found = 0;
        CHECK(kl_table_find(table, column->name, &found, &error) == KL_OK && found == i);
        if (column->type == KL_COLUMN_NUMBER)
            check_numbers(column, rows);
        else
            check_categories(table, i, rows);
    }
    kl_table_free(table);
    return 0;
}
