/* SPDX-License-Identifier: Apache-2.0 */
/* Tables and bytes for the tests of this room. */
#ifndef TESTS_SAMPLE_HELP_H
#define TESTS_SAMPLE_HELP_H

#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/state.h"
#include "sample/counts.h"
#include "sample/state.h"

/* What an id or a direction that does not exist gets. */
static inline void help_nothing(kl_estimate e) {
    assert_true(isnan(e.value) && isnan(e.standard_error) && isnan(e.low) && isnan(e.high));
    assert_int_equal(e.n, 0);
}

/* Symbol i is called "s" and i in letters, so that names do not sort as numbers do. */
static inline void help_names(char (*name)[8], kl_symbol_name *symbol, size_t n) {
    for (size_t i = 0; i < n; i++) {
        int length = snprintf(name[i], sizeof name[i], "s%zu", (i * 7919) % 9973);
        symbol[i] = (kl_symbol_name){name[i], (size_t)length};
    }
}

#define HELP_ALPHABET 64

static inline kl_counts *help_build(int order, size_t alphabet, const kl_cell *cells, size_t n) {
    char name[HELP_ALPHABET][8];
    kl_symbol_name symbol[HELP_ALPHABET];
    kl_counts *counts = NULL;
    kl_error error = KL_ERROR_INIT;
    help_names(name, symbol, alphabet);
    if (kl_counts_build(KL_SYMBOLS_WORDS, order, symbol, alphabet, cells, n, 3, &counts, &error) !=
        KL_OK)
        fail_msg("%s", error.message);
    return counts;
}

/* `n` random cells; the same (gram, bag) may come twice. */
static inline kl_cell *help_cells(uint64_t seed, int order, size_t alphabet, unsigned bags,
                                  size_t n) {
    kl_cell *cells = calloc(n + 1, sizeof *cells);
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < order; k++) {
            uint64_t a = kl_random_below(&random, alphabet), b = kl_random_below(&random, alphabet);
            cells[i].gram[k] = (uint32_t)(a < b ? a : b); /* low numbers more often */
        }
        cells[i].bag = (uint32_t)kl_random_below(&random, bags);
        cells[i].count = 1 + kl_random_below(&random, 5);
    }
    return cells;
}

static inline kl_counts *help_random(uint64_t seed, int order, size_t alphabet, unsigned bags,
                                     size_t n) {
    kl_cell *cells = help_cells(seed, order, alphabet, bags, n);
    kl_counts *counts = help_build(order, alphabet, cells, n);
    free(cells);
    return counts;
}

/* The state of a table; kl_free(bytes.data). */
static inline kl_buffer help_bytes(const kl_counts *counts) {
    kl_buffer bytes = {0};
    assert_int_equal(kl_counts_write(counts, kl_sink_memory(&bytes), NULL), KL_OK);
    return bytes;
}

static inline void help_same(const kl_counts *a, const kl_counts *b) {
    kl_buffer x = help_bytes(a), y = help_bytes(b);
    assert_int_equal(x.size, y.size);
    assert_memory_equal(x.data, y.data, x.size);
    kl_free(x.data);
    kl_free(y.data);
}

#endif
