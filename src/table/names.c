/* SPDX-License-Identifier: Apache-2.0 */
/* What columns are called, and which one somebody meant who mistyped. */
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"
#include "io/printable.h"

#include <string.h>

/* ── To name them ── */

static char *name_of(kl_symbol_name given, size_t index) {
    char number[24];
    if (given.length == 0) {
        given.length = kl_words(number, sizeof number, "%zu", index);
        given.bytes = number;
    }
    char *name = kl_alloc(given.length + 1, 1);
    if (name != NULL) {
        memcpy(name, given.bytes, given.length);
        name[given.length] = '\0';
    }
    return name;
}

static kl_status check_names(const kl_table *table, kl_error *error) {
    kl_strings seen = {.n = 0};
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < table->columns; i++) {
        const char *name = table->column[i].name;
        const size_t length = strlen(name);
        const uint64_t hash = kl_string_hash(name, length);
        const uint32_t before = kl_strings_find(&seen, hash, name, length);
        char shown[KL_EXCERPT_SIZE];
        if (before != KL_STRINGS_NONE)
            status =
                kl_fail_at(error, KL_ERROR_FORMAT, 1, -1, "columns %zu and %zu are both called %s",
                           (size_t)before + 1, i + 1, kl_excerpt(name, length, shown));
        else if (!kl_strings_add(&seen, hash, name, length, (uint32_t)i))
            status = kl_fail_memory(error, "the names of columns", length);
    }
    kl_strings_free(&seen);
    return status;
}

kl_status kl_table_name_columns(kl_table *table, const kl_symbol_name *names, size_t n,
                                kl_error *error) {
    if (n >= KL_STRINGS_NONE)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%zu columns are too many", n);
    table->column = kl_alloc_zero(n, sizeof *table->column);
    if (table->column == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *table->column);
    table->columns = n;
    for (size_t i = 0; i < n; i++) {
        kl_column_store *column = &table->column[i];
        column->name = name_of(names[i], i);
        if (column->name == NULL)
            return kl_fail_memory(error, "the names of columns", names[i].length);
        column->seen.name = column->name;
        column->place = i;
    }
    return check_names(table, error);
}

/* ── To find one ── */

enum { LONGEST = 63 };

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Letters are alike whatever their case, and so are blanks, '_', '-' and '.'. */
static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : strchr("_-.", c) != NULL ? ' ' : c;
}

/* Letters to be put in, taken out or changed to make one of the other (Levenshtein 1966); both are at most LONGEST
 * bytes long. */
static size_t distance(const char *a, const char *b) {
    size_t row[LONGEST + 1];
    const size_t m = strlen(b);
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            const size_t above = row[j];
            const size_t changed = corner + (folded(a[i - 1]) != folded(b[j - 1]));
            row[j] = smaller(smaller(above, row[j - 1]) + 1, changed);
            corner = above;
        }
    }
    return row[m];
}

/* A name of which a third must be changed is another one, but one that begins as asked for may go on. */
static const char *nearest(const kl_table *table, const char *name) {
    const size_t length = strlen(name);
    const char *best = NULL;
    size_t least = smaller(length / 3 + 2, length);
    for (size_t i = 0; length > 0 && length <= LONGEST && i < table->columns; i++) {
        const char *other = table->column[i].name;
        const size_t far = strlen(other) > LONGEST ? least : distance(name, other);
        const int begins = strncmp(other, name, length) == 0;
        if (far < least || (begins && best == NULL)) {
            best = other;
            least = far < least ? far : least;
        }
    }
    return best;
}

/* "a, b, c, … 97 more" */
static void list_names(const kl_table *table, char *text, size_t size) {
    enum { MORE = 40 }; /* for the last words */
    size_t used = 0, i = 0;
    for (; i < table->columns; i++) {
        const char *name = table->column[i].name;
        const size_t length = strlen(name);
        if (used + kl_printable(name, length, 0, NULL) + MORE > size)
            break;
        used += kl_words(text + used, size - used, "%s", i > 0 ? ", " : "");
        used += kl_printable(name, length, 0, text + used);
    }
    if (i < table->columns)
        kl_words(text + used, size - used, "%s… %zu more", i > 0 ? ", " : "", table->columns - i);
}

kl_status kl_table_find(const kl_table *table, const char *name, size_t *index, kl_error *error) {
    if (table == NULL || name == NULL || index == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_find: table, name or index is NULL");
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->column[i].name, name) == 0) {
            *index = i;
            return KL_OK;
        }
    char asked[KL_EXCERPT_SIZE], shown[KL_EXCERPT_SIZE], list[300] = "";
    const char *meant = nearest(table, name);
    kl_excerpt(name, strlen(name), asked);
    if (meant != NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no column is called %s; did you mean %s?", asked,
                       kl_excerpt(meant, strlen(meant), shown));
    list_names(table, list, sizeof list);
    return kl_fail(error, KL_ERROR_ARGUMENT, "no column is called %s; there are: %s%s", asked, list,
                   table->is_headless
                       ? " (a number stands in the first line, which is taken for a row: columns "
                         "are numbered)"
                       : "");
}
