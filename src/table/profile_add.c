/* SPDX-License-Identifier: Apache-2.0 */
/* Rows into a profile. */
#include "table/profile.h"

#include "base/crc64.h"
#include "base/error.h"
#include "base/little_endian.h"

#include <math.h>
#include <string.h>

#include <kullback/text.h>

/* ── Texts ── */

typedef struct letters {
    kl_name_counts *names;
    unsigned bag;
    uint64_t count;
} letters;

static kl_status add_letter(void *context, const char *symbol, size_t length, uint64_t offset,
                            kl_error *error) {
    const letters *to = context;
    (void)offset;
    return kl_name_counts_add(to->names, (kl_symbol_name){symbol, length}, to->bag, to->count,
                              error);
}

static unsigned bag_of(const void *data, size_t size) {
    return (unsigned)(kl_crc64(0, data, size) % KL_BAGS);
}

kl_status kl_column_profile_add_text(kl_column_profile *column, kl_symbol_name text,
                                     const unsigned *bag, uint64_t count, kl_error *error) {
    letters to = {&column->names, bag ? *bag : bag_of(text.bytes, text.length), count};
    uint64_t bad = 0;
    return kl_text_visit(text.bytes, text.length, KL_SYMBOLS_LETTERS, add_letter, &to, &bad, error);
}

/* Categories, each as often as it came, into a column of texts. */
static kl_status add_as_texts(kl_column_profile *column, const kl_name_counts *names,
                              kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < names->n; i++)
        for (unsigned b = 0; status == KL_OK && b < names->bags; b++) {
            const uint64_t count = kl_counts_of(names->entry[i])[b];
            if (count > 0)
                status = kl_column_profile_add_text(column, kl_name_of(names->entry[i]),
                                                    names->bags > 1 ? &b : NULL, count, error);
        }
    return status;
}

static kl_status turn_to_texts(kl_column_profile *column, kl_error *error) {
    kl_name_counts names = column->names;
    column->sort = KL_PROFILE_TEXTS;
    column->names = (kl_name_counts){.bags = KL_BAGS};
    const kl_status status = add_as_texts(column, &names, error);
    kl_name_counts_free(&names);
    return status;
}

kl_status kl_column_profile_turn(kl_column_profile *column, kl_profile_sort sort, kl_error *error) {
    const kl_profile_sort before = column->sort;
    if (sort == before || sort == KL_PROFILE_NOTHING)
        return KL_OK;
    if (before == KL_PROFILE_CATEGORIES && sort == KL_PROFILE_TEXTS)
        return turn_to_texts(column, error);
    if (before == KL_PROFILE_TEXTS && sort == KL_PROFILE_CATEGORIES)
        return KL_OK;
    if (before != KL_PROFILE_NOTHING)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "column %s is of type %s in one part and %s in another", column->name,
                       kl_profile_sort_name(before), kl_profile_sort_name(sort));
    column->sort = sort;
    if (sort == KL_PROFILE_TEXTS)
        column->names.bags = KL_BAGS;
    return KL_OK;
}

/* ── Columns ── */

static kl_status add_numbers(kl_column_profile *column, const double *numbers, size_t rows,
                             const unsigned *bags, kl_profile_sort sort, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t r = 0; status == KL_OK && r < rows; r++) {
        const unsigned bag = bags != NULL ? bags[r] : 0;
        const kl_presence is = isnan(numbers[r])   ? KL_MISSING
                               : isinf(numbers[r]) ? KL_INFINITE
                                                   : KL_PRESENT;
        column->rows[is][bag]++;
        if (is == KL_PRESENT)
            status = kl_cells_add(&column->cells, numbers[r], bag, 1, error);
        if (is != KL_MISSING && column->sort != sort && status == KL_OK)
            status = kl_column_profile_turn(column, sort, error);
    }
    return status;
}

static kl_status add_names(kl_column_profile *column, const kl_symbol_name *names, size_t rows,
                           const unsigned *bags, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t r = 0; status == KL_OK && r < rows; r++) {
        const unsigned bag = bags != NULL ? bags[r] : 0;
        const int is_there = names[r].bytes != NULL;
        column->rows[is_there ? KL_PRESENT : KL_MISSING][bag]++;
        if (!is_there)
            continue;
        status = kl_column_profile_turn(
            column, names[r].length > KL_PROFILE_TEXT ? KL_PROFILE_TEXTS : KL_PROFILE_CATEGORIES,
            error);
        if (status != KL_OK)
            return status;
        status =
            column->sort == KL_PROFILE_TEXTS
                ? kl_column_profile_add_text(column, names[r], bags != NULL ? &bag : NULL, 1, error)
                : kl_name_counts_add(&column->names, names[r], bag, 1, error);
    }
    return status;
}

/* The bag of each row's cluster; rows without one are a cluster of their own. */
static void find_bags(const kl_batch_column *column, size_t begin, size_t end, unsigned *bag) {
    for (size_t r = begin; r < end; r++, bag++) {
        if (column->numbers != NULL) {
            uint8_t bytes[8];
            uint64_t bits;
            const double number = column->numbers[r] == 0 ? 0 : column->numbers[r];
            memcpy(&bits, &number, sizeof bits);
            kl_store_u64(bytes, isnan(number) ? 0x7ff8000000000000 : bits);
            *bag = bag_of(bytes, sizeof bytes);
        } else {
            const kl_symbol_name name = column->names[r];
            *bag = name.bytes == NULL ? 0 : bag_of(name.bytes, name.length);
        }
    }
}

kl_status kl_profile_add(kl_table_profile *profile, const kl_table_source *source,
                         const kl_batch *batch, size_t begin, size_t end,
                         const kl_profile_apart *apart, kl_error *error) {
    unsigned room[KL_BATCH_ROWS];
    const unsigned *bags = profile->cluster != NULL ? room : NULL;
    kl_status status = KL_OK;
    if (bags != NULL)
        find_bags(&batch->column[apart->cluster], begin, end, room);
    kl_column_profile *column = profile->column;
    for (size_t i = 0; status == KL_OK && i < source->columns; i++) {
        if (i == apart->cluster || i == apart->by)
            continue;
        const kl_batch_column *from = &batch->column[i];
        const kl_profile_sort sort =
            source->field[i].type == KL_COLUMN_TIME ? KL_PROFILE_TIMES : KL_PROFILE_NUMBERS;
        status = from->numbers != NULL
                     ? add_numbers(column, from->numbers + begin, end - begin, bags, sort, error)
                     : add_names(column, begin == end ? NULL : from->names + begin, end - begin,
                                 bags, error);
        column++;
    }
    profile->rows += end - begin;
    return status;
}

/* ── Profiles ── */

kl_status kl_column_profile_join(kl_column_profile *to, const kl_column_profile *from,
                                 kl_error *error) {
    kl_status status = kl_column_profile_turn(to, from->sort, error);
    for (int p = 0; p < KL_PRESENCES; p++)
        for (unsigned b = 0; b < KL_BAGS; b++)
            to->rows[p][b] += from->rows[p][b];
    if (status == KL_OK)
        status = kl_cells_merge(&to->cells, &from->cells, error);
    if (status != KL_OK)
        return status;
    return to->sort == KL_PROFILE_TEXTS && from->sort == KL_PROFILE_CATEGORIES
               ? add_as_texts(to, &from->names, error)
               : kl_name_counts_merge(&to->names, &from->names, error);
}

static kl_status check_like(const kl_table_profile *profile, const kl_table_profile *other,
                            kl_error *error) {
    const char *a = profile->cluster, *b = other->cluster;
    if ((a == NULL) != (b == NULL) || (a != NULL && strcmp(a, b) != 0))
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "clusters are those of %s in one part and of %s in another",
                       a != NULL ? a : "no column", b != NULL ? b : "no column");
    for (size_t i = 0; i < profile->columns; i++)
        if (kl_profile_find(other, profile->column[i].name) == NULL)
            return kl_fail(error, KL_ERROR_MISMATCH, "column %s is in one part only",
                           profile->column[i].name);
    for (size_t i = 0; i < other->columns; i++)
        if (kl_profile_find(profile, other->column[i].name) == NULL)
            return kl_fail(error, KL_ERROR_MISMATCH, "column %s is in one part only",
                           other->column[i].name);
    if (profile->rows + other->rows < profile->rows)
        return kl_fail(error, KL_ERROR_VALUE, "the number of rows leaves 64 bits");
    return KL_OK;
}

kl_status kl_profile_join(kl_table_profile *profile, const kl_table_profile *other,
                          kl_error *error) {
    kl_status status = check_like(profile, other, error);
    for (size_t i = 0; status == KL_OK && i < profile->columns; i++)
        status = kl_column_profile_join(&profile->column[i],
                                        kl_profile_find(other, profile->column[i].name), error);
    if (status == KL_OK)
        profile->rows += other->rows;
    return status;
}
