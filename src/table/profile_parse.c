/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a profile: nothing is believed that was not checked. The state reader remembers a failure, and what is got
 * after it is 0. */
#include "table/profile_state.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/state_file.h"
#include "sample/alphabet.h"

#include <string.h>

#include <kullback/io.h>

typedef struct reader {
    kl_state_reader *state;
    kl_table_profile *profile;
    kl_error *error;
} reader;

/* A name that replaces the one in `bytes`. */
static kl_status get_name(const reader *r, kl_buffer *bytes) {
    uint64_t length = 0;
    bytes->size = 0;
    const kl_status status = kl_state_get_varint(r->state, &length, r->error);
    return status == KL_OK ? kl_state_get_append(r->state, bytes, length, r->error) : status;
}

/* One that is to be that of a column: not empty, and without a byte of 0. */
static kl_status get_column_name(const reader *r, kl_buffer *bytes) {
    const kl_status status = get_name(r, bytes);
    if (status == KL_OK && (bytes->size == 0 || memchr(bytes->data, 0, bytes->size) != NULL))
        return kl_state_refuse(r->state, r->error, "a column has no name, or one with a byte of 0");
    return status;
}

/* Counts of each bag, all of them above 0. */
static kl_status get_counts(const reader *r, unsigned bags, uint64_t count[KL_BAGS]) {
    uint8_t used = 0, bag = 0;
    kl_status status = KL_OK;
    int last = -1;
    memset(count, 0, KL_BAGS * sizeof *count);
    if (bags > 1)
        status = kl_state_get_u8(r->state, &used, r->error);
    for (unsigned i = 0; status == KL_OK && i <= used; i++) {
        if (bags > 1)
            status = kl_state_get_u8(r->state, &bag, r->error);
        if (status == KL_OK && (bag >= bags || bag <= last))
            return kl_state_refuse(r->state, r->error, "bag %u after bag %d", bag, last);
        last = bag;
        status = kl_state_get_varint(r->state, &count[bag], r->error);
        if (status == KL_OK && count[bag] == 0)
            return kl_state_refuse(r->state, r->error, "a count of 0");
    }
    return status;
}

/* ── Columns ── */

static kl_status check_key(const reader *r, uint64_t key, unsigned digits) {
    const uint64_t exponent = key >> (digits - 1) & 0x7ff,
                   sign = (uint64_t)1 << (kl_cell_bits(digits) - 1);
    if (key >= 2 * sign && sign >> 63 == 0)
        return kl_state_refuse(r->state, r->error, "a number of more than %u digits", digits);
    if (exponent == 0x7ff || key == sign)
        return kl_state_refuse(r->state, r->error, "a number that is infinite, none, or -0");
    return KL_OK;
}

static kl_status get_cells(const reader *r, kl_cells *cells, uint64_t sum[KL_BAGS]) {
    uint8_t digits = 0;
    uint64_t n = 0, key = 0, count[KL_BAGS];
    kl_state_get_u8(r->state, &digits, r->error);
    kl_status status = kl_state_get_varint(r->state, &n, r->error);
    if (status == KL_OK && (digits < 1 || digits > KL_CELL_DIGITS || n > KL_PROFILE_CELLS))
        return kl_state_refuse(r->state, r->error, "%llu numbers of %u digits",
                               (unsigned long long)n, digits);
    cells->digits = digits;
    for (uint64_t i = 0; status == KL_OK && i < n; i++) {
        uint64_t step = 0;
        status = kl_state_get_varint(r->state, &step, r->error);
        if (status == KL_OK && ((i > 0 && step == 0) || __builtin_add_overflow(key, step, &key)))
            return kl_state_refuse(r->state, r->error, "numbers that do not ascend");
        if (status == KL_OK)
            status = check_key(r, key, digits);
        if (status == KL_OK)
            status = get_counts(r, cells->bags, count);
        for (unsigned b = 0; status == KL_OK && b < cells->bags; b++)
            if (__builtin_add_overflow(sum[b], count[b], &sum[b]))
                status = kl_state_refuse(r->state, r->error, "counts that leave 64 bits");
            else if (count[b] > 0)
                status = kl_cells_add_key(cells, key, b, count[b], r->error);
    }
    return status;
}

static kl_status get_names(const reader *r, kl_name_counts *names, uint64_t sum[KL_BAGS]) {
    uint64_t n = 0, count[KL_BAGS];
    kl_buffer bytes = {NULL, 0, 0};
    kl_symbol_name before = {"", 0};
    kl_status status = kl_state_get_varint(r->state, &n, r->error);
    for (uint64_t i = 0; status == KL_OK && i < n; i++) {
        status = get_name(r, &bytes);
        const kl_symbol_name name = {bytes.data != NULL ? (const char *)bytes.data : "",
                                     bytes.size};
        if (status == KL_OK && i > 0 &&
            kl_symbol_compare(before.bytes, before.length, name.bytes, name.length) >= 0)
            status = kl_state_refuse(r->state, r->error, "names that do not ascend");
        if (status == KL_OK)
            status = get_counts(r, names->bags, count);
        for (unsigned b = 0; status == KL_OK && b < names->bags; b++)
            if (__builtin_add_overflow(sum[b], count[b], &sum[b]))
                status = kl_state_refuse(r->state, r->error, "counts that leave 64 bits");
            else if (count[b] > 0)
                status = kl_name_counts_add(names, name, b, count[b], r->error);
        if (status == KL_OK)
            before = kl_name_of(names->entry[names->n - 1]);
    }
    kl_free(bytes.data);
    return status;
}

/* Values that are there are those that were counted; of texts letters were. */
static kl_status check_sums(const reader *r, const kl_column_profile *column,
                            const uint64_t sum[KL_BAGS]) {
    const int is_text = column->sort == KL_PROFILE_TEXTS;
    const int is_numeric = column->sort == KL_PROFILE_NUMBERS || column->sort == KL_PROFILE_TIMES;
    uint64_t rows = 0;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        for (int p = 0; p < KL_PRESENCES; p++)
            if (__builtin_add_overflow(rows, column->rows[p][b], &rows))
                rows = UINT64_MAX;
        if ((!is_text && column->rows[KL_PRESENT][b] != sum[b]) ||
            (!is_numeric && column->rows[KL_INFINITE][b] > 0))
            return kl_state_refuse(r->state, r->error, "column %s: counts that do not add up",
                                   column->name);
    }
    return rows == r->profile->rows
               ? KL_OK
               : kl_state_refuse(r->state, r->error, "column %s has not as many rows as there are",
                                 column->name);
}

static kl_status get_values(const reader *r, kl_column_profile *column) {
    uint64_t sum[KL_BAGS] = {0};
    kl_status status = KL_OK;
    switch (column->sort) {
    case KL_PROFILE_NUMBERS:
    case KL_PROFILE_TIMES:
        status = get_cells(r, &column->cells, sum);
        break;
    case KL_PROFILE_TEXTS:
        column->names.bags = KL_BAGS;
        status = get_names(r, &column->names, sum);
        break;
    case KL_PROFILE_CATEGORIES:
        status = get_names(r, &column->names, sum);
        break;
    case KL_PROFILE_NOTHING:
    case KL_PROFILE_BOOLEANS:
        break;
    }
    return status == KL_OK ? check_sums(r, column, sum) : status;
}

static kl_status get_column(const reader *r, size_t index, kl_buffer *bytes) {
    kl_column_profile *column = &r->profile->column[index];
    uint8_t sort = 0;
    kl_status status = get_column_name(r, bytes);
    if (status == KL_OK)
        status =
            kl_profile_name(r->profile, index, (const char *)bytes->data, bytes->size, r->error);
    for (size_t i = 0; status == KL_OK && i < index; i++)
        if (strcmp(r->profile->column[i].name, column->name) == 0)
            status = kl_state_refuse(r->state, r->error, "two columns called %s", column->name);
    if (status == KL_OK)
        status = kl_state_get_u8(r->state, &sort, r->error);
    if (status == KL_OK && (sort > KL_PROFILE_TEXTS || sort == KL_PROFILE_BOOLEANS))
        status = kl_state_refuse(r->state, r->error, "a column of kind %u", sort);
    column->sort = (kl_profile_sort)sort;
    for (int p = 0; p < KL_PRESENCES; p++)
        for (unsigned b = 0; status == KL_OK && b < kl_profile_bags(r->profile); b++)
            status = kl_state_get_varint(r->state, &column->rows[p][b], r->error);
    return status == KL_OK ? get_values(r, column) : status;
}

/* ── All of it ── */

/* Columns are made as they come, for a number in a file is no reason to take memory. */
static kl_status get_columns(reader *r, uint64_t columns, kl_buffer *bytes) {
    kl_status status = kl_state_expect(r->state, KL_PROFILE_TAG_COLUMNS, r->error);
    for (uint64_t i = 0; status == KL_OK && i < columns; i++) {
        status = kl_profile_grow(r->profile, r->error);
        if (status == KL_OK)
            status = get_column(r, (size_t)i, bytes);
    }
    return status;
}

static kl_status get_all(reader *r, kl_buffer *bytes) {
    uint8_t version = 0, is_clustered = 0;
    uint64_t rows = 0, columns = 0;
    char *cluster = NULL;
    kl_state_expect(r->state, KL_PROFILE_TAG_HEAD, r->error);
    kl_state_get_u8(r->state, &version, r->error);
    kl_status status = kl_state_get_u8(r->state, &is_clustered, r->error);
    if (status == KL_OK && version > KL_PROFILE_VERSION)
        return kl_fail(r->error, KL_ERROR_VERSION, "a profile of version %u; this is version %d",
                       version, KL_PROFILE_VERSION);
    if (status == KL_OK && (version == 0 || is_clustered > 1))
        return kl_state_refuse(r->state, r->error, "version %u, clusters %u", version,
                               is_clustered);
    if (status == KL_OK && is_clustered) {
        status = get_column_name(r, bytes);
        const char nul = '\0';
        if (status == KL_OK)
            status = kl_buffer_append(bytes, &nul, 1, r->error);
        cluster = (char *)bytes->data;
    }
    kl_state_get_u64(r->state, &rows, status == KL_OK ? r->error : NULL);
    if (status == KL_OK)
        status = kl_state_get_varint(r->state, &columns, r->error);
    if (status == KL_OK)
        status = kl_profile_new(cluster, 0, &r->profile, r->error);
    if (status != KL_OK)
        return status;
    r->profile->rows = rows;
    return get_columns(r, columns, bytes);
}

kl_status kl_profile_parse(kl_state_reader *state, void **out, kl_error *error) {
    reader r = {.state = state, .error = error};
    kl_buffer bytes = {NULL, 0, 0};
    const kl_status status = get_all(&r, &bytes);
    kl_free(bytes.data);
    *out = NULL;
    if (status == KL_OK)
        *out = r.profile;
    else
        kl_table_profile_free(r.profile);
    return status;
}
