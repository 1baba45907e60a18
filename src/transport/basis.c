/* SPDX-License-Identifier: Apache-2.0 */
/* The basis of the network simplex: building it, and a pivot. */
#include "transport/basis.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* ── From flows ── */

/* Neighbours of node k: neighbour[begin[k]] … neighbour[begin[k + 1] − 1], with the flow between. */
typedef struct forest {
    uint32_t *begin, *neighbour;
    int64_t *flow;
} forest;

static void fill_forest(forest *out, uint32_t rows, uint32_t nodes, const kl_flow *flows,
                        size_t count) {
    for (size_t k = 0; k < count; k++) {
        out->begin[flows[k].row + 1]++;
        out->begin[rows + flows[k].column + 1]++;
    }
    for (uint32_t k = 0; k < nodes; k++)
        out->begin[k + 1] += out->begin[k];
    for (size_t k = count; k-- > 0;) {
        const uint32_t row = flows[k].row, column = rows + flows[k].column;
        /* Filled from the end of each; afterwards begin[k + 1] is where k begins. */
        const uint32_t of_row = --out->begin[row + 1], of_column = --out->begin[column + 1];
        out->neighbour[of_row] = column;
        out->neighbour[of_column] = row;
        out->flow[of_row] = out->flow[of_column] = flows[k].flow;
    }
}

/* A component of the forest below the root, in preorder from `first`. Nodes wait in the part of `scratch` behind those
 * that stand in their places. */
static uint32_t hang_up(kl_basis *basis, const forest *from, uint32_t first, uint32_t at,
                        uint32_t end_of_arcs) {
    uint32_t waiting = 0;
    basis->link[first] = (kl_link){0, basis->nodes, 1};
    basis->scratch[waiting++] = first;
    while (waiting > 0) {
        const uint32_t node = basis->scratch[--waiting];
        basis->order[at] = node;
        basis->place[node] = at++;
        const uint32_t end = node + 1 < basis->nodes ? from->begin[node + 2] : end_of_arcs;
        for (uint32_t k = from->begin[node + 1]; k < end; k++) {
            const uint32_t next = from->neighbour[k];
            if (next == basis->link[node].parent)
                continue;
            basis->link[next] = (kl_link){from->flow[k], node, 1};
            basis->scratch[waiting++] = next;
        }
    }
    return at;
}

static void hang_up_all(kl_basis *basis, const forest *from, uint32_t arcs) {
    const uint32_t root = basis->nodes;
    basis->link[root] = (kl_link){0, root, 1};
    basis->order[0] = root;
    basis->place[root] = 0;
    uint32_t at = 1;
    for (uint32_t node = 0; node < root; node++)
        if (basis->link[node].size == 0)
            at = hang_up(basis, from, node, at, arcs);
    for (uint32_t k = at; k-- > 1;) {
        const kl_link *link = &basis->link[basis->order[k]];
        basis->link[link->parent].size += link->size;
    }
}

kl_status kl_basis_new(size_t rows, size_t columns, const kl_flow *flows, size_t count,
                       kl_basis *out, kl_error *error) {
    const size_t nodes = rows + columns;
    *out = (kl_basis){.rows = (uint32_t)rows, .nodes = (uint32_t)nodes};
    out->link = kl_alloc_zero(nodes + 1, sizeof *out->link);
    out->order = kl_alloc(nodes + 1, sizeof *out->order);
    out->place = kl_alloc(nodes + 1, sizeof *out->place);
    out->scratch = kl_alloc(nodes + 1, sizeof *out->scratch);
    out->potential = kl_alloc_zero(nodes + 1, sizeof *out->potential);
    forest from = {kl_alloc_zero(nodes + 2, sizeof *from.begin),
                   kl_alloc(2 * count, sizeof *from.neighbour),
                   kl_alloc(2 * count, sizeof *from.flow)};
    kl_status status = KL_OK;
    if (!out->link || !out->order || !out->place || !out->scratch || !out->potential ||
        !from.begin || !from.neighbour || !from.flow) {
        status = kl_fail_memory(error, "a spanning tree", 60 * nodes);
    } else {
        fill_forest(&from, out->rows, out->nodes, flows, count);
        hang_up_all(out, &from, (uint32_t)(2 * count));
    }
    kl_free(from.begin);
    kl_free(from.neighbour);
    kl_free(from.flow);
    return status;
}

void kl_basis_free(kl_basis *basis) {
    kl_free(basis->link);
    kl_free(basis->order);
    kl_free(basis->place);
    kl_free(basis->scratch);
    kl_free(basis->potential);
    *basis = (kl_basis){.rows = 0};
}

size_t kl_basis_flows(const kl_basis *basis, kl_flow *flows) {
    size_t n = 0;
    for (uint32_t node = 0; node < basis->nodes; node++) {
        const kl_link *link = &basis->link[node];
        if (link->flow == 0)
            continue;
        const int is_row = node < basis->rows;
        flows[n++] = (kl_flow){is_row ? node : link->parent,
                               (is_row ? link->parent : node) - basis->rows, link->flow};
    }
    return n;
}

/* ── A pivot ── */

/* The cycle that the new arc closes, up to the node where both paths to the root meet. */
typedef struct cycle {
    uint32_t row, column, meet;
    uint32_t leaves; /* the node whose link goes */
    int row_side;    /* on which path it is */
    int64_t flow;    /* how much goes round */
} cycle;

/* Around the cycle from where the paths meet, down to the row, along the new arc and up from the column, the last
 * link that limits the flow goes. On the row's path flow falls in links of rows, and in those of the root, where there
 * is none; on the column's in links of columns. */
static void find_limit(const kl_basis *basis, cycle *c) {
    uint32_t a = c->row, b = c->column;
    c->flow = INT64_MAX;
    while (a != b) {
        const kl_link *la = &basis->link[a], *lb = &basis->link[b];
        if (la->size < lb->size) {
            if ((a < basis->rows || la->parent == basis->nodes) && la->flow < c->flow) {
                c->flow = la->flow;
                c->leaves = a;
                c->row_side = 1;
            }
            a = la->parent;
        } else {
            if (b >= basis->rows && lb->parent != basis->nodes && lb->flow <= c->flow) {
                c->flow = lb->flow;
                c->leaves = b;
                c->row_side = 0;
            }
            b = lb->parent;
        }
    }
    c->meet = a;
}

static void change_flows(kl_basis *basis, const cycle *c) {
    if (c->flow == 0)
        return;
    for (uint32_t a = c->row; a != c->meet; a = basis->link[a].parent)
        basis->link[a].flow += a < basis->rows ? -c->flow : c->flow;
    for (uint32_t b = c->column; b != c->meet; b = basis->link[b].parent)
        basis->link[b].flow += b < basis->rows ? c->flow : -c->flow;
}

static void change_sizes(kl_basis *basis, uint32_t from, uint32_t meet, uint32_t by) {
    for (uint32_t x = from; x != meet; x = basis->link[x].parent)
        basis->link[x].size += by;
}

/* The subtree of `top` anew, from `first` within it, to the scratch; links on the path between are turned. */
static void turn(kl_basis *basis, uint32_t top, uint32_t first, uint32_t new_parent, int64_t flow) {
    const uint32_t whole = basis->link[top].size;
    uint32_t *out = basis->scratch;
    uint32_t node = first, parent = new_parent, begin = basis->place[first], end = begin, size = 0;
    for (;;) {
        kl_link *link = &basis->link[node];
        const kl_link old = *link;
        const uint32_t place = basis->place[node];
        /* What the subtree has around the one below it, which is out already. */
        memcpy(out, basis->order + place, (begin - place) * sizeof *out);
        out += begin - place;
        memcpy(out, basis->order + end, (place + old.size - end) * sizeof *out);
        out += place + old.size - end;
        *link = (kl_link){flow, parent, whole - size};
        if (node == top)
            return;
        begin = place, end = place + old.size, size = old.size;
        parent = node, flow = old.flow, node = old.parent;
    }
}

static void note_places(kl_basis *basis, uint32_t from, uint32_t end) {
    for (uint32_t k = from; k < end; k++)
        basis->place[basis->order[k]] = k;
}

/* The block [from, from + size), whose new content is in the scratch, goes where the subtree of `parent` begins or
 * ends, whichever is nearer. Where it is then. */
static uint32_t move_block(kl_basis *basis, uint32_t from, uint32_t size, uint32_t parent) {
    const uint32_t end = from + size, first = basis->place[parent] + 1;
    const uint32_t last = basis->place[parent] + basis->link[parent].size;
    uint32_t *order = basis->order;
    uint32_t to;
    /* Before or behind the block itself is no move. */
    const uint32_t way_first = first <= from ? from - first : first - end;
    const uint32_t way_last = last >= end ? last - end : from - last;
    const uint32_t target = way_first <= way_last ? first : last;
    if (target <= from) {
        to = target;
        memmove(order + to + size, order + to, (from - to) * sizeof *order);
        memcpy(order + to, basis->scratch, size * sizeof *order);
        note_places(basis, to, end);
    } else {
        to = target - size;
        memmove(order + from, order + end, (to - from) * sizeof *order);
        memcpy(order + to, basis->scratch, size * sizeof *order);
        note_places(basis, from, target);
    }
    return to;
}

/* The subtree goes up, or all others down. */
static void shift(kl_basis *basis, uint32_t at, uint32_t size, double by) {
    const uint32_t all = basis->nodes + 1;
    if (size <= all / 2) {
        for (uint32_t k = at; k < at + size; k++)
            basis->potential[basis->order[k]] += by;
        return;
    }
    for (uint32_t k = 0; k < at; k++)
        basis->potential[basis->order[k]] -= by;
    for (uint32_t k = at + size; k < all; k++)
        basis->potential[basis->order[k]] -= by;
}

void kl_basis_pivot(kl_basis *basis, uint32_t row, uint32_t column, double reduced) {
    cycle c = {.row = row, .column = basis->rows + column};
    find_limit(basis, &c);
    change_flows(basis, &c);
    const uint32_t first = c.row_side ? c.row : c.column, other = c.row_side ? c.column : c.row;
    const uint32_t size = basis->link[c.leaves].size, from = basis->place[c.leaves];
    const uint32_t old_parent = basis->link[c.leaves].parent;
    turn(basis, c.leaves, first, other, c.flow);
    const uint32_t at = move_block(basis, from, size, other);
    change_sizes(basis, old_parent, c.meet, 0 - size);
    change_sizes(basis, other, c.meet, size);
    shift(basis, at, size, c.row_side ? reduced : -reduced);
}
