/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs of columns counted in a table. */
#include "information/joint_desk.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* Rows that follow one another are counted in different tables, for small ones: adding to what was just written
 * waits. */
enum { LANES = 4, LANE_CELLS = 4096 };

static size_t lanes_of(size_t cells) {
    return cells <= LANE_CELLS ? LANES : 1;
}

kl_status kl_joint_desk_new(size_t cells, size_t widest, int with_frequencies, kl_joint_desk *out,
                            kl_error *error) {
    *out = (kl_joint_desk){.table = kl_alloc(lanes_of(cells) * cells, sizeof *out->table),
                           .cell = kl_alloc(cells, sizeof *out->cell),
                           .room = kl_alloc(cells + 2 * widest + 1, sizeof *out->room)};
    int whole = out->table != NULL && out->cell != NULL && out->room != NULL;
    for (int t = 0; t < 2; t++) {
        out->margin[t] = kl_alloc(widest, sizeof(double));
        out->of[t] = kl_alloc(cells, sizeof(uint32_t));
        whole = whole && out->margin[t] != NULL && out->of[t] != NULL;
    }
    if (!whole)
        return kl_fail_memory(error, "a table of counts", cells * 40);
    return with_frequencies ? kl_frequency_desk_new(cells, &out->frequencies, error) : KL_OK;
}

void kl_joint_desk_free(kl_joint_desk *desk) {
    kl_free(desk->table);
    kl_free(desk->cell);
    kl_free(desk->room);
    for (int t = 0; t < 2; t++) {
        kl_free(desk->margin[t]);
        kl_free(desk->of[t]);
    }
    kl_frequency_desk_free(&desk->frequencies);
}

static void count_rows(const kl_numbered *x, const kl_numbered *y, size_t n, uint32_t *table) {
    const size_t width = y->values + 1, cells = (x->values + 1) * width, lanes = lanes_of(cells);
    memset(table, 0, lanes * cells * sizeof *table);
    size_t i = 0;
    for (; lanes == LANES && i + LANES <= n; i += LANES)
        for (size_t lane = 0; lane < LANES; lane++)
            table[lane * cells + x->number[i + lane] * width + y->number[i + lane]]++;
    for (; i < n; i++)
        table[x->number[i] * width + y->number[i]]++;
    for (size_t lane = 1; lane < lanes; lane++)
        for (size_t c = 0; c < cells; c++)
            table[c] += table[lane * cells + c];
}

static kl_entropy_term margin_term(const kl_joint_desk *desk, int t, const kl_numbered *side) {
    kl_entropy_term out = {desk->margin[t], side->values, desk->of[t], side->alphabet};
    for (size_t g = 0; side->alphabet == 0 && g < side->values; g++)
        out.alphabet += out.count[g] > 0;
    return out;
}

void kl_joint_desk_count(kl_joint_desk *desk, kl_numbered x, kl_numbered y, size_t n,
                         kl_information_terms *out) {
    size_t cells = 0;
    double total = 0;
    count_rows(&x, &y, n, desk->table);
    memset(desk->margin[0], 0, x.values * sizeof(double));
    memset(desk->margin[1], 0, y.values * sizeof(double));
    for (size_t i = 0; i < x.values; i++) {
        const uint32_t *count = desk->table + i * (y.values + 1);
        for (size_t j = 0; j < y.values; j++) {
            desk->cell[cells] = count[j];
            desk->of[0][cells] = (uint32_t)i;
            desk->of[1][cells] = (uint32_t)j;
            cells += count[j] > 0;
            desk->margin[0][i] += count[j];
            desk->margin[1][j] += count[j];
        }
        total += desk->margin[0][i];
    }
    const kl_entropy_term side[2] = {margin_term(desk, 0, &x), margin_term(desk, 1, &y)};
    *out = (kl_information_terms){
        total,
        cells,
        {[KL_TERM_X] = side[0],
         [KL_TERM_Y] = side[1],
         [KL_TERM_XY] = {desk->cell, cells, NULL, side[0].alphabet * side[1].alphabet},
         [KL_TERM_Z] = {&out->total, 1, NULL, 1}}};
}
