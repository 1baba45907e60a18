/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles: made, looked at, and put together. */
#include "table/profile.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"

#include <string.h>

const char *kl_profile_sort_name(kl_profile_sort sort) {
    static const char *const names[] = {"nothing", "number", "time", "category", "boolean", "text"};
    return (unsigned)sort < sizeof names / sizeof *names ? names[sort] : NULL;
}

void kl_profile_options_init(kl_profile_options *options) {
    *options = (kl_profile_options){.size = sizeof *options};
}

/* ── To make and free them ── */

static char *copy_text(const char *text, size_t length) {
    char *copy = kl_alloc(length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

kl_status kl_profile_grow(kl_table_profile *profile, kl_error *error) {
    const unsigned bags = kl_profile_bags(profile);
    const size_t columns = profile->columns + 1;
    if ((columns & (columns - 1)) == 0 || profile->column == NULL) {
        kl_column_profile *larger = kl_realloc(profile->column, 2 * columns, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "a profile", 2 * columns * sizeof *larger);
        profile->column = larger;
    }
    profile->column[profile->columns++] = (kl_column_profile){
        .cells = {.digits = KL_CELL_DIGITS, .bags = bags}, .names = {.bags = bags}};
    return KL_OK;
}

kl_status kl_profile_new(const char *cluster, size_t columns, kl_table_profile **out,
                         kl_error *error) {
    kl_table_profile *profile = kl_alloc_zero(1, sizeof *profile);
    *out = NULL;
    if (profile == NULL)
        return kl_fail_memory(error, "a profile", sizeof *profile);
    kl_status status = KL_OK;
    if (cluster != NULL) {
        profile->cluster = copy_text(cluster, strlen(cluster));
        status =
            profile->cluster != NULL ? KL_OK : kl_fail_memory(error, "a profile", strlen(cluster));
    }
    for (size_t i = 0; status == KL_OK && i < columns; i++)
        status = kl_profile_grow(profile, error);
    if (status == KL_OK)
        *out = profile;
    else
        kl_table_profile_free(profile);
    return status;
}

kl_status kl_profile_name(kl_table_profile *profile, size_t column, const char *name, size_t length,
                          kl_error *error) {
    profile->column[column].name = copy_text(name, length);
    return profile->column[column].name != NULL
               ? KL_OK
               : kl_fail_memory(error, "the names of columns", length);
}

kl_status kl_profile_like(const kl_table_profile *profile, kl_table_profile **out,
                          kl_error *error) {
    kl_status status = kl_profile_new(profile->cluster, profile->columns, out, error);
    for (size_t i = 0; status == KL_OK && i < profile->columns; i++)
        status = kl_profile_name(*out, i, profile->column[i].name, strlen(profile->column[i].name),
                                 error);
    if (status != KL_OK) {
        kl_table_profile_free(*out);
        *out = NULL;
    }
    return status;
}

void kl_table_profile_free(kl_table_profile *profile) {
    if (profile == NULL)
        return;
    for (size_t i = 0; i < profile->columns; i++) {
        kl_free(profile->column[i].name);
        kl_cells_free(&profile->column[i].cells);
        kl_name_counts_free(&profile->column[i].names);
    }
    kl_free(profile->column);
    kl_free(profile->cluster);
    kl_free(profile);
}

kl_status kl_table_profile_merge(const kl_table_profile *const *parts, size_t n,
                                 kl_table_profile **out, kl_error *error) {
    kl_table_profile *whole = NULL;
    if (out == NULL || (n > 0 && parts == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_profile_merge: parts or out is NULL");
    *out = NULL;
    if (n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "nothing to merge");
    for (size_t k = 0; k < n; k++)
        if (parts[k] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)k, -1, "part %zu is NULL", k);
    kl_status status = kl_profile_like(parts[0], &whole, error);
    for (size_t k = 0; status == KL_OK && k < n; k++) {
        status = kl_profile_join(whole, parts[k], error);
        if (status != KL_OK)
            kl_fail_input(error, status, k);
    }
    if (status == KL_OK)
        *out = whole;
    else
        kl_table_profile_free(whole);
    return status;
}

/* ── To look at them ── */

const kl_column_profile *kl_profile_find(const kl_table_profile *profile, const char *name) {
    for (size_t i = 0; i < profile->columns; i++)
        if (strcmp(profile->column[i].name, name) == 0)
            return &profile->column[i];
    return NULL;
}

uint64_t kl_column_profile_rows(const kl_column_profile *column, kl_presence presence) {
    uint64_t rows = 0;
    for (unsigned b = 0; b < KL_BAGS; b++)
        rows += column->rows[presence][b];
    return rows;
}

static int is_word(kl_symbol_name name, const char *word) {
    if (name.length != strlen(word))
        return 0;
    for (size_t i = 0; i < name.length; i++)
        if ((name.bytes[i] | 32) != word[i])
            return 0;
    return 1;
}

kl_profile_sort kl_column_profile_seen(const kl_column_profile *column) {
    const kl_name_counts *names = &column->names;
    int words[2] = {0, 0}; /* of the one pair, and of the other */
    if (column->sort != KL_PROFILE_CATEGORIES || names->n > 2)
        return column->sort;
    for (size_t i = 0; i < names->n; i++) {
        const kl_symbol_name name = kl_name_of(names->entry[i]);
        words[0] += is_word(name, "true") || is_word(name, "false");
        words[1] += is_word(name, "yes") || is_word(name, "no");
    }
    return (size_t)words[0] == names->n || (size_t)words[1] == names->n ? KL_PROFILE_BOOLEANS
                                                                        : KL_PROFILE_CATEGORIES;
}

uint64_t kl_table_profile_rows(const kl_table_profile *profile) {
    return profile != NULL ? profile->rows : 0;
}

size_t kl_table_profile_columns(const kl_table_profile *profile) {
    return profile != NULL ? profile->columns : 0;
}

const char *kl_table_profile_cluster(const kl_table_profile *profile) {
    return profile != NULL ? profile->cluster : NULL;
}

kl_profile_column kl_table_profile_column(const kl_table_profile *profile, size_t index) {
    if (index >= kl_table_profile_columns(profile))
        return (kl_profile_column){.name = NULL};
    const kl_column_profile *column = &profile->column[index];
    const int is_numeric = column->sort == KL_PROFILE_NUMBERS || column->sort == KL_PROFILE_TIMES;
    return (kl_profile_column){.name = column->name,
                               .sort = kl_column_profile_seen(column),
                               .missing = kl_column_profile_rows(column, KL_MISSING),
                               .infinite = kl_column_profile_rows(column, KL_INFINITE),
                               .different = is_numeric ? column->cells.n : column->names.n,
                               .digits = is_numeric ? column->cells.digits : 0};
}
