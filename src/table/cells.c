/* SPDX-License-Identifier: Apache-2.0 */
/* A table from cut numbers to counts: open addressing, linear probing. */
#include "table/cells.h"

#include "base/alloc.h"
#include "base/error.h"
#include "table/profile.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* A key of `from` digits cut to `to`. 0 and -0 are one, also where cutting made the latter: what is below the least
 * normal number may lose all its digits. */
static uint64_t cut_key(uint64_t key, unsigned from, unsigned to) {
    const uint64_t minus_zero = UINT64_C(1) << 63 >> (KL_CELL_DIGITS - to);
    key >>= from - to;
    return key == minus_zero ? 0 : key;
}

/* The bits of a number from the sign down to the last digit that is kept. */
static uint64_t key_of(double number, unsigned digits) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return cut_key(bits, KL_CELL_DIGITS, digits);
}

static double number_of(uint64_t key, unsigned digits) {
    const uint64_t bits = key << (KL_CELL_DIGITS - digits);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

double kl_cell_cut(double number, unsigned digits) {
    return number_of(key_of(number, digits), digits);
}

/* Where a key is, or is to be. */
static size_t find(const kl_cells *cells, uint64_t key) {
    const size_t mask = cells->slots - 1;
    size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;
    while (cells->key[at] != key && cells->key[at] != KL_CELL_FREE)
        at = (at + 1) & mask;
    return at;
}

static kl_status make_slots(kl_cells *cells, size_t slots, kl_error *error) {
    cells->key = kl_alloc(slots, sizeof *cells->key);
    cells->count = kl_alloc_zero(slots, cells->bags * sizeof *cells->count);
    cells->slots = slots;
    cells->n = 0;
    if (cells->key == NULL || cells->count == NULL) {
        kl_cells_free(cells);
        return kl_fail_memory(error, "the numbers of a column",
                              slots * (1 + cells->bags) * sizeof *cells->key);
    }
    memset(cells->key, 0xff, slots * sizeof *cells->key);
    return KL_OK;
}

void kl_cells_free(kl_cells *cells) {
    kl_free(cells->key);
    kl_free(cells->count);
    cells->key = NULL;
    cells->count = NULL;
    cells->n = cells->slots = 0;
}

/* The same in `slots` places, cut to `digits`. */
static kl_status rebuild(kl_cells *cells, size_t slots, unsigned digits, kl_error *error) {
    kl_cells other = {.digits = digits, .bags = cells->bags};
    const kl_status status = make_slots(&other, slots, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < cells->slots; i++) {
        if (cells->key[i] == KL_CELL_FREE)
            continue;
        const uint64_t key = cut_key(cells->key[i], cells->digits, digits);
        const size_t at = find(&other, key);
        other.n += other.key[at] == KL_CELL_FREE;
        other.key[at] = key;
        for (unsigned b = 0; b < cells->bags; b++)
            other.count[at * cells->bags + b] += cells->count[i * cells->bags + b];
    }
    kl_cells_free(cells);
    *cells = other;
    return KL_OK;
}

kl_status kl_cells_cut(kl_cells *cells, unsigned digits, kl_error *error) {
    if (digits >= cells->digits)
        return KL_OK;
    if (cells->slots == 0) {
        cells->digits = digits;
        return KL_OK;
    }
    return rebuild(cells, cells->slots, digits, error);
}

/* As many digits less as make them few enough; at the least one is left, of which there are 4,094. */
static kl_status fit(kl_cells *cells, kl_error *error) {
    kl_status status = KL_OK;
    while (status == KL_OK && cells->n > KL_PROFILE_CELLS)
        status = kl_cells_cut(cells, cells->digits - 1, error);
    return status;
}

static kl_status make_room(kl_cells *cells, kl_error *error) {
    if (cells->slots == 0)
        return make_slots(cells, FIRST_SLOTS, error);
    return 2 * cells->n <= cells->slots ? KL_OK
                                        : rebuild(cells, 2 * cells->slots, cells->digits, error);
}

kl_status kl_cells_add_key(kl_cells *cells, uint64_t key, unsigned bag, uint64_t count,
                           kl_error *error) {
    size_t at = cells->slots > 0 ? find(cells, key) : 0;
    if (cells->slots > 0 && cells->key[at] == key) {
        cells->count[at * cells->bags + bag] += count;
        return KL_OK;
    }
    const kl_status status = make_room(cells, error);
    if (status != KL_OK)
        return status;
    at = find(cells, key);
    cells->key[at] = key;
    cells->count[at * cells->bags + bag] = count;
    cells->n++;
    return fit(cells, error);
}

kl_status kl_cells_add(kl_cells *cells, double number, unsigned bag, uint64_t count,
                       kl_error *error) {
    return kl_cells_add_key(cells, key_of(number, cells->digits), bag, count, error);
}

kl_status kl_cells_merge(kl_cells *cells, const kl_cells *other, kl_error *error) {
    kl_status status = kl_cells_cut(cells, other->digits, error);
    for (size_t i = 0; status == KL_OK && i < other->slots; i++) {
        if (other->key[i] == KL_CELL_FREE)
            continue;
        const double number = number_of(other->key[i], other->digits);
        for (unsigned b = 0; status == KL_OK && b < other->bags; b++)
            if (other->count[i * other->bags + b] > 0)
                status = kl_cells_add(cells, number, b, other->count[i * other->bags + b], error);
    }
    return status;
}

static int compare(const void *a, const void *b) {
    const double x = ((const kl_cell_value *)a)->value, y = ((const kl_cell_value *)b)->value;
    return (x > y) - (x < y);
}

void kl_cells_sorted(const kl_cells *cells, kl_cell_value *out) {
    size_t n = 0;
    for (size_t i = 0; i < cells->slots; i++)
        if (cells->key[i] != KL_CELL_FREE)
            out[n++] = (kl_cell_value){number_of(cells->key[i], cells->digits),
                                       cells->count + i * cells->bags};
    qsort(out, n, sizeof *out, compare);
}
