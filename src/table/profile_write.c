/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a profile. The state writer remembers a failure, so a run of puts is checked at its last call. */
#include "table/profile_state.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/state_file.h"

#include <stdlib.h>
#include <string.h>

static void put_name(kl_state_writer *w, const char *bytes, size_t length) {
    kl_state_put_varint(w, length, NULL);
    kl_state_put_bytes(w, bytes, length, NULL);
}

static void put_counts(kl_state_writer *w, const uint64_t *count, unsigned bags) {
    unsigned used = 0;
    for (unsigned b = 0; b < bags; b++)
        used += count[b] > 0;
    if (bags > 1)
        kl_state_put_u8(w, (uint8_t)(used - 1), NULL);
    for (unsigned b = 0; b < bags; b++) {
        if (count[b] == 0)
            continue;
        if (bags > 1)
            kl_state_put_u8(w, (uint8_t)b, NULL);
        kl_state_put_varint(w, count[b], NULL);
    }
}

static int compare_keys(const void *a, const void *b) {
    const uint64_t x = **(const uint64_t *const *)a, y = **(const uint64_t *const *)b;
    return (x > y) - (x < y);
}

static kl_status put_cells(kl_state_writer *w, const kl_cells *cells, kl_error *error) {
    const uint64_t **order = kl_alloc(cells->n, sizeof *order);
    size_t n = 0;
    uint64_t before = 0;
    if (order == NULL)
        return kl_fail_memory(error, "the numbers of a column", cells->n * sizeof *order);
    for (size_t i = 0; i < cells->slots; i++)
        if (cells->key[i] != KL_CELL_FREE)
            order[n++] = &cells->key[i];
    qsort(order, n, sizeof *order, compare_keys);
    kl_state_put_u8(w, (uint8_t)cells->digits, NULL);
    kl_state_put_varint(w, n, NULL);
    for (size_t i = 0; i < n; i++) {
        kl_state_put_varint(w, *order[i] - before, NULL);
        put_counts(w, cells->count + (size_t)(order[i] - cells->key) * cells->bags, cells->bags);
        before = *order[i];
    }
    kl_free(order);
    return KL_OK;
}

static kl_status put_names(kl_state_writer *w, const kl_name_counts *names, kl_error *error) {
    const uint64_t **order = kl_alloc(names->n, sizeof *order);
    if (order == NULL)
        return kl_fail_memory(error, "the categories of a column", names->n * sizeof *order);
    kl_name_counts_sorted(names, order);
    kl_state_put_varint(w, names->n, NULL);
    for (size_t i = 0; i < names->n; i++) {
        const kl_symbol_name name = kl_name_of(order[i]);
        put_name(w, name.bytes, name.length);
        put_counts(w, kl_counts_of(order[i]), names->bags);
    }
    kl_free(order);
    return KL_OK;
}

static kl_status put_column(kl_state_writer *w, const kl_column_profile *column, unsigned bags,
                            kl_error *error) {
    put_name(w, column->name, strlen(column->name));
    kl_state_put_u8(w, (uint8_t)column->sort, NULL);
    for (int p = 0; p < KL_PRESENCES; p++)
        for (unsigned b = 0; b < bags; b++)
            kl_state_put_varint(w, column->rows[p][b], NULL);
    if (column->sort == KL_PROFILE_NUMBERS || column->sort == KL_PROFILE_TIMES)
        return put_cells(w, &column->cells, error);
    return column->sort != KL_PROFILE_NOTHING ? put_names(w, &column->names, error) : KL_OK;
}

kl_status kl_profile_write(const void *state, kl_state_writer *w, kl_error *error) {
    const kl_table_profile *profile = state;
    kl_state_begin(w, KL_PROFILE_TAG_HEAD, NULL);
    kl_state_put_u8(w, KL_PROFILE_VERSION, NULL);
    kl_state_put_u8(w, profile->cluster != NULL, NULL);
    if (profile->cluster != NULL)
        put_name(w, profile->cluster, strlen(profile->cluster));
    kl_state_put_u64(w, profile->rows, NULL);
    kl_state_put_varint(w, profile->columns, NULL);
    kl_status status = kl_state_begin(w, KL_PROFILE_TAG_COLUMNS, error);
    for (size_t i = 0; status == KL_OK && i < profile->columns; i++)
        status = put_column(w, &profile->column[i], kl_profile_bags(profile), error);
    return status;
}
