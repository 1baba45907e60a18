/* SPDX-License-Identifier: Apache-2.0 */
/* Two profiles of a column brought to the same things in the same order. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/alphabet.h"

#include <stdlib.h>
#include <string.h>

void kl_sides_free(kl_sides *sides) {
    kl_free(sides->count[0]);
    kl_free(sides->count[1]);
    kl_free(sides->value);
    kl_free(sides->name);
    *sides = (kl_sides){.n = 0};
}

static kl_status no_room(kl_sides *sides, kl_error *error) {
    const size_t n = sides->n;
    kl_sides_free(sides);
    return kl_fail_memory(error, "two columns side by side", n * sizeof(uint64_t));
}

/* Room for n, all counts 0. */
static kl_status make_sides(size_t n, unsigned bags, kl_sides *out, kl_error *error) {
    *out = (kl_sides){.n = n, .bags = bags};
    for (int s = 0; s < 2; s++) {
        out->count[s] = kl_alloc_zero(n, bags * sizeof **out->count);
        if (out->count[s] == NULL)
            return no_room(out, error);
    }
    return KL_OK;
}

static void add_counts(kl_sides *sides, int side, size_t at, const uint64_t *count) {
    for (unsigned b = 0; b < sides->bags; b++) {
        sides->count[side][at * sides->bags + b] += count[b];
        sides->total[side] += count[b];
    }
}

void kl_sides_counts(const kl_sides *sides, uint64_t *a, uint64_t *b) {
    for (size_t i = 0; i < sides->n; i++) {
        a[i] = kl_sides_count(sides, 0, i);
        b[i] = kl_sides_count(sides, 1, i);
    }
}

/* ── Numbers ── */

static kl_status fill_numbers(const kl_cells cells[2], kl_cell_value *order, kl_sides *out,
                              kl_error *error) {
    const size_t n[2] = {cells[0].n, cells[1].n};
    const kl_cell_value *side[2] = {order, order + n[0]};
    kl_cells_sorted(&cells[0], order);
    kl_cells_sorted(&cells[1], order + n[0]);
    kl_status status = make_sides(n[0] + n[1], cells[0].bags, out, error);
    if (status != KL_OK)
        return status;
    out->value = kl_alloc(out->n, sizeof *out->value);
    if (out->value == NULL)
        return no_room(out, error);
    size_t at[2] = {0, 0}, used = 0;
    while (at[0] < n[0] || at[1] < n[1]) {
        const int has[2] = {at[0] < n[0], at[1] < n[1]};
        const double low = !has[1] || (has[0] && side[0][at[0]].value < side[1][at[1]].value)
                               ? side[0][at[0]].value
                               : side[1][at[1]].value;
        out->value[used] = low;
        for (int s = 0; s < 2; s++)
            if (has[s] && side[s][at[s]].value == low)
                add_counts(out, s, used, side[s][at[s]++].count);
        used++;
    }
    out->n = used;
    out->digits = cells[0].digits;
    return KL_OK;
}

kl_status kl_sides_of_numbers(const kl_column_profile *const column[2], kl_sides *out,
                              kl_error *error) {
    const unsigned digits = column[0]->cells.digits < column[1]->cells.digits
                                ? column[0]->cells.digits
                                : column[1]->cells.digits;
    kl_cells cells[2];
    kl_status status = KL_OK;
    for (int s = 0; s < 2; s++) {
        cells[s] = (kl_cells){.digits = digits, .bags = column[s]->cells.bags};
        if (status == KL_OK)
            status = kl_cells_merge(&cells[s], &column[s]->cells, error);
    }
    kl_cell_value *order = kl_alloc(cells[0].n + cells[1].n, sizeof *order);
    if (status == KL_OK && order == NULL)
        status = kl_fail_memory(error, "the numbers of a column", cells[0].n + cells[1].n);
    if (status == KL_OK)
        status = fill_numbers(cells, order, out, error);
    kl_free(order);
    kl_cells_free(&cells[0]);
    kl_cells_free(&cells[1]);
    return status;
}

kl_status kl_sides_binned(const kl_sides *numbers, const double *edges, size_t n, kl_sides *out,
                          kl_error *error) {
    const kl_status status = make_sides(n + 1, numbers->bags, out, error);
    for (size_t i = 0, bin = 0; status == KL_OK && i < numbers->n; i++) {
        while (bin < n && numbers->value[i] >= kl_cell_cut(edges[bin], numbers->digits))
            bin++;
        for (int s = 0; s < 2; s++)
            add_counts(out, s, bin, numbers->count[s] + i * numbers->bags);
    }
    return status;
}

/* ── Names ── */

typedef struct both {
    kl_symbol_name name;
    const uint64_t *count[2]; /* NULL: not on that side */
    uint64_t total;
} both;

static int by_name(const void *a, const void *b) {
    const kl_symbol_name x = ((const both *)a)->name, y = ((const both *)b)->name;
    return kl_symbol_compare(x.bytes, x.length, y.bytes, y.length);
}

static uint64_t sum_of(const uint64_t *count, unsigned bags) {
    uint64_t sum = 0;
    for (unsigned b = 0; count != NULL && b < bags; b++)
        sum += count[b];
    return sum;
}

/* All names of the one side, and those that only the other has. */
static void visit(const kl_name_counts *const names[2], void (*note)(void *, const both *),
                  void *context) {
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < names[s]->n; i++) {
            both one = {.name = kl_name_of(names[s]->entry[i])};
            const uint64_t *other = kl_name_counts_find(names[1 - s], one.name);
            if (s == 1 && other != NULL)
                continue;
            one.count[s] = kl_counts_of(names[s]->entry[i]);
            one.count[1 - s] = other;
            one.total = sum_of(one.count[0], names[0]->bags) + sum_of(one.count[1], names[1]->bags);
            note(context, &one);
        }
}

/* ── Which names are kept ── */

/* The KL_DRIFT_NAMES largest totals, and some below them. */
typedef struct largest {
    uint64_t total[2 * KL_DRIFT_NAMES];
    size_t n;
    uint64_t least; /* of those so far; 0: there are fewer */
    size_t names;   /* how many were seen */
} largest;

static int descending(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

static void drop_smaller(largest *l) {
    qsort(l->total, l->n, sizeof *l->total, descending);
    if (l->n < KL_DRIFT_NAMES)
        return;
    l->n = KL_DRIFT_NAMES;
    l->least = l->total[KL_DRIFT_NAMES - 1];
}

static void note_total(void *context, const both *one) {
    largest *l = context;
    l->names++;
    if (one->total <= l->least)
        return;
    l->total[l->n++] = one->total;
    if (l->n == 2 * KL_DRIFT_NAMES)
        drop_smaller(l);
}

/* How often a name must have come on both sides together, and more, to be kept: of those that came equally often all
 * are, or none. Of so few names that all are, 0. */
static kl_status find_bound(const kl_name_counts *const names[2], uint64_t *bound,
                            kl_error *error) {
    *bound = 0;
    if (names[0]->n + names[1]->n <= KL_DRIFT_NAMES)
        return KL_OK;
    largest *l = kl_alloc_zero(1, sizeof *l);
    if (l == NULL)
        return kl_fail_memory(error, "the categories of a column", sizeof *l);
    visit(names, note_total, l);
    drop_smaller(l);
    *bound = l->names > KL_DRIFT_NAMES ? l->least : 0;
    kl_free(l);
    return KL_OK;
}

/* The names above the bound, and the counts of all others together. */
typedef struct gathered {
    uint64_t bound;
    both *kept;
    size_t n, joined;
    uint64_t rest[2][KL_BAGS];
    uint64_t only[2]; /* of the others: names that the one side has alone */
    unsigned bags;
} gathered;

static void gather(void *context, const both *one) {
    gathered *g = context;
    if (one->total > g->bound) {
        g->kept[g->n++] = *one;
        return;
    }
    g->joined++;
    for (int s = 0; s < 2; s++) {
        for (unsigned b = 0; one->count[s] != NULL && b < g->bags; b++)
            g->rest[s][b] += one->count[s][b];
        g->only[s] += one->count[1 - s] == NULL;
    }
}

static int are_alike(kl_symbol_name a, kl_symbol_name b) {
    if (a.length != b.length)
        return 0;
    for (size_t i = 0; i < a.length; i++)
        if ((a.bytes[i] | 32) != (b.bytes[i] | 32))
            return 0;
    return 1;
}

/* The True of the one side is the true of the other, and has the reference's name. */
static size_t join_booleans(both *all, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (all[i].count[1] == NULL && all[j].count[0] == NULL &&
                are_alike(all[i].name, all[j].name)) {
                all[i].count[1] = all[j].count[1];
                all[i].total += all[j].total;
                all[j] = all[--n];
                break;
            }
    return n;
}

static kl_status fill_names(gathered *g, kl_sides *out, kl_error *error) {
    qsort(g->kept, g->n, sizeof *g->kept, by_name);
    kl_status status = make_sides(g->n + (g->joined > 0), g->bags, out, error);
    if (status != KL_OK)
        return status;
    out->name = kl_alloc_zero(out->n, sizeof *out->name);
    if (out->name == NULL)
        return no_room(out, error);
    out->joined = g->joined;
    for (int s = 0; s < 2; s++) {
        out->only[s] = g->only[s];
        if (g->joined > 0)
            add_counts(out, s, g->n, g->rest[s]);
    }
    for (size_t i = 0; i < g->n; i++) {
        out->name[i] = g->kept[i].name;
        for (int s = 0; s < 2; s++) {
            if (g->kept[i].count[s] != NULL)
                add_counts(out, s, i, g->kept[i].count[s]);
            out->only[s] += g->kept[i].count[1 - s] == NULL;
        }
    }
    return KL_OK;
}

/* There may be millions of names on a side: what is kept of them is at most KL_DRIFT_NAMES, and they are gone through
 * twice. */
kl_status kl_sides_of_names(const kl_column_profile *const column[2], kl_sides *out,
                            kl_error *error) {
    const kl_name_counts *const names[2] = {&column[0]->names, &column[1]->names};
    gathered g = {.bags = names[0]->bags};
    kl_status status = find_bound(names, &g.bound, error);
    if (status != KL_OK)
        return status;
    g.kept = kl_alloc(KL_DRIFT_NAMES, sizeof *g.kept);
    if (g.kept == NULL)
        return kl_fail_memory(error, "the categories of a column", KL_DRIFT_NAMES * sizeof *g.kept);
    visit(names, gather, &g);
    if (kl_column_profile_seen(column[0]) == KL_PROFILE_BOOLEANS &&
        kl_column_profile_seen(column[1]) == KL_PROFILE_BOOLEANS)
        g.n = join_booleans(g.kept, g.n);
    status = fill_names(&g, out, error);
    kl_free(g.kept);
    return status;
}

/* ── What is missing ── */

kl_status kl_sides_of_presence(const kl_column_profile *const column[2], unsigned bags,
                               kl_sides *out, kl_error *error) {
    const kl_status status = make_sides(KL_PRESENCES, bags, out, error);
    for (int s = 0; status == KL_OK && s < 2; s++)
        for (int p = 0; p < KL_PRESENCES; p++)
            add_counts(out, s, (size_t)p, column[s]->rows[p]);
    return status;
}
