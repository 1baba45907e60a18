/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of hard clusters: a heap of all pairs by what their merger loses; pairs of clusters that are gone by now are
 * passed over. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/shares.h"
#include "kernels/scalar.h"

#include <kullback/information_bottleneck.h>

/* Jensen–Shannon divergence that rounding makes of shares which are the same to their last six bits. */
#define SAME 0x1p-96

typedef struct pair {
    double loss;
    uint32_t left, right;
} pair;

typedef struct tree {
    const kl_shares_table *table;
    const kl_kernels *kernels;
    kl_pool *pool;
    uint32_t *name; /* of the cluster in each slot; of one that is gone `none` */
    uint32_t *slot; /* of each cluster */
    double *share;  /* p(y|t) of each slot */
    double *mass;   /* p(t) of each slot */
    uint32_t none;
    pair *heap;
    size_t size;
    size_t latest; /* the slot whose pairs are made */
} tree;

/* ── Losses ── */

/* (p + p′)·JSD of two slots, the cluster with the smaller name first. */
static double loss_of(const tree *t, size_t a, size_t b) {
    const size_t n = t->table->columns, left = t->name[a] < t->name[b] ? a : b,
                 right = a + b - left;
    const double mass = t->mass[left] + t->mass[right];
    double sum = 0, terms[2];
    kl_scale scale;
    kl_scale_unit(&scale);
    scale.weight = t->mass[left] / mass;
    scale.other_weight = t->mass[right] / mass;
    for (size_t first = 0; first < n; first += KL_BLOCK) {
        const size_t count = n - first < KL_BLOCK ? n - first : KL_BLOCK;
        t->kernels->sum[KL_TERM_JENSEN_SHANNON](t->share + left * n + first,
                                                t->share + right * n + first, count, &scale, terms);
        sum += terms[0] + terms[1];
    }
    return sum > SAME ? mass * sum : 0;
}

static pair pair_of(const tree *t, size_t a, size_t b) {
    const uint32_t x = t->name[a], y = t->name[b];
    return (pair){loss_of(t, a, b), x < y ? x : y, x < y ? y : x};
}

/* ── The heap ── */

static int comes_before(const pair *a, const pair *b) {
    if (a->loss != b->loss)
        return a->loss < b->loss;
    return a->left != b->left ? a->left < b->left : a->right < b->right;
}

static void sink(tree *t, size_t at) {
    const pair moved = t->heap[at];
    for (size_t child = 2 * at + 1; child < t->size; at = child, child = 2 * at + 1) {
        child += child + 1 < t->size && comes_before(&t->heap[child + 1], &t->heap[child]);
        if (!comes_before(&t->heap[child], &moved))
            break;
        t->heap[at] = t->heap[child];
    }
    t->heap[at] = moved;
}

static void rise(tree *t, size_t at) {
    const pair moved = t->heap[at];
    for (; at > 0 && comes_before(&moved, &t->heap[(at - 1) / 2]); at = (at - 1) / 2)
        t->heap[at] = t->heap[(at - 1) / 2];
    t->heap[at] = moved;
}

static int is_there(const tree *t, uint32_t cluster) {
    return t->name[t->slot[cluster]] == cluster;
}

/* The cheapest merger of two clusters that are still there. */
static pair take_first(tree *t) {
    for (;;) {
        const pair first = t->heap[0];
        t->heap[0] = t->heap[--t->size];
        if (t->size > 0)
            sink(t, 0);
        if (is_there(t, first.left) && is_there(t, first.right))
            return first;
    }
}

/* ── Pairs ── */

/* Row by row above the diagonal. */
static kl_status first_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    tree *t = context;
    const size_t rows = t->table->rows, before = index * (2 * rows - index - 1) / 2;
    for (size_t j = index + 1; j < rows; j++)
        t->heap[before + j - index - 1] = pair_of(t, index, j);
    return KL_OK;
}

/* Behind the heap, those of the newest cluster by slots; `left` NONE where there is none. */
static kl_status next_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    tree *t = context;
    pair *out = t->heap + t->size + index;
    *out = index == t->latest || t->name[index] == t->none ? (pair){0, t->none, t->none}
                                                           : pair_of(t, t->latest, index);
    return KL_OK;
}

static kl_status add_pairs(tree *t, kl_error *error) {
    const size_t rows = t->table->rows;
    kl_status status = kl_pool_run(t->pool, rows, next_task, t, error);
    const pair *made = t->heap + t->size;
    for (size_t i = 0; status == KL_OK && i < rows; i++) {
        const pair next = made[i];
        if (next.left == t->none)
            continue;
        t->heap[t->size] = next;
        rise(t, t->size++);
    }
    return status;
}

/* ── Merging ── */

static void join(tree *t, pair merged, uint32_t name) {
    const size_t n = t->table->columns, a = t->slot[merged.left], b = t->slot[merged.right];
    const double mass = t->mass[a] + t->mass[b];
    for (size_t y = 0; y < n; y++)
        t->share[a * n + y] =
            (t->mass[a] * t->share[a * n + y] + t->mass[b] * t->share[b * n + y]) / mass;
    t->mass[a] = mass;
    t->name[a] = name;
    t->name[b] = t->none;
    t->slot[name] = (uint32_t)a;
    t->latest = a;
}

static double entropy_lost(double p, double q) {
    return p * kl_log1p(q / p) + q * kl_log1p(p / q);
}

/* Rows without mass go to the first one that has some. */
static size_t merge_empty(const tree *t, kl_bottleneck_merge *merges) {
    const kl_shares_table *table = t->table;
    size_t made = 0, next = 0;
    uint32_t into = t->name[0];
    for (size_t row = 0; row < table->all_rows; row++) {
        if (next < table->rows && table->row_place[next] == row) {
            next++;
            continue;
        }
        const uint32_t empty = (uint32_t)row;
        merges[made] = (kl_bottleneck_merge){.left = into < empty ? into : empty,
                                             .right = into < empty ? empty : into};
        into = (uint32_t)(table->all_rows + made++);
    }
    return made;
}

static kl_status merge_all(tree *t, kl_bottleneck_merge *merges, kl_error *error) {
    const size_t all = t->table->all_rows, rows = t->table->rows;
    kl_status status = kl_pool_run(t->pool, rows - 1, first_task, t, error);
    t->size = rows * (rows - 1) / 2;
    for (size_t i = t->size / 2; i-- > 0;)
        sink(t, i);
    for (size_t k = all - rows; status == KL_OK && k + 1 < all; k++) {
        const pair first = take_first(t);
        merges[k] = (kl_bottleneck_merge){
            first.left, first.right, first.loss, 0,
            entropy_lost(t->mass[t->slot[first.left]], t->mass[t->slot[first.right]])};
        join(t, first, (uint32_t)(all + k));
        status = add_pairs(t, error);
    }
    return status;
}

/* What is left after each merger is what later ones lose. */
static void add_up(kl_bottleneck_merge *merges, size_t n) {
    double relevance = 0, entropy = 0;
    for (size_t k = n; k-- > 0;) {
        const double lost = merges[k].entropy;
        merges[k].relevance = relevance;
        merges[k].entropy = entropy;
        relevance += merges[k].loss;
        entropy += lost;
    }
}

static kl_status tree_new(const kl_shares_table *table, kl_pool *pool, tree *t, kl_error *error) {
    const size_t rows = table->rows, n = table->columns, all = table->all_rows;
    *t = (tree){.table = table,
                .kernels = kl_kernels_for(pool),
                .pool = pool,
                .none = (uint32_t)(2 * all),
                .name = kl_alloc(rows, sizeof *t->name),
                .slot = kl_alloc(2 * all, sizeof *t->slot),
                .share = kl_alloc(rows, n * sizeof *t->share),
                .mass = kl_alloc(rows, sizeof *t->mass),
                .heap = kl_alloc(rows, (rows + 1) * sizeof *t->heap)};
    if (t->name == NULL || t->slot == NULL || t->share == NULL || t->mass == NULL ||
        t->heap == NULL)
        return kl_fail_memory(error, "pairs of rows", rows * (rows + 1) * sizeof *t->heap);
    for (size_t i = 0; i < rows; i++) {
        t->name[i] = (uint32_t)table->row_place[i];
        t->slot[t->name[i]] = (uint32_t)i;
        t->mass[i] = table->row[i];
        for (size_t y = 0; y < n; y++)
            t->share[i * n + y] = table->cell[i * n + y] / table->row[i];
    }
    return KL_OK;
}

static void tree_free(tree *t) {
    kl_free(t->name);
    kl_free(t->slot);
    kl_free(t->share);
    kl_free(t->mass);
    kl_free(t->heap);
}

kl_status kl_bottleneck_agglomerate(kl_matrix joint, kl_pool *pool, kl_bottleneck_merge *merges,
                                    kl_error *error) {
    kl_shares_table table;
    tree t = {.name = NULL};
    if (merges == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_agglomerate: merges is NULL");
    if (joint.rows > UINT32_MAX / 4)
        return kl_fail(error, KL_ERROR_ARGUMENT, "joint has %zu rows, too many for a tree",
                       joint.rows);
    kl_status status = kl_shares_read(joint, "joint", &table, error);
    if (status == KL_OK)
        status = tree_new(&table, pool, &t, error);
    if (status == KL_OK) {
        const size_t empty = merge_empty(&t, merges);
        if (empty > 0) { /* the first row is in a cluster of a later name */
            t.name[0] = (uint32_t)(table.all_rows + empty - 1);
            t.slot[t.name[0]] = 0;
        }
        status = merge_all(&t, merges, error);
    }
    if (status == KL_OK)
        add_up(merges, joint.rows - 1);
    tree_free(&t);
    kl_shares_free(&table);
    return status;
}

/* ── Cutting ── */

static kl_status check_merges(const kl_bottleneck_merge *merges, size_t rows, kl_error *error) {
    for (size_t k = 0; k + 1 < rows; k++)
        if (merges[k].left >= merges[k].right || merges[k].right >= rows + k)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)k, -1,
                              "merges[%zu] joins %u and %u: expected two earlier clusters, the "
                              "smaller first",
                              k, merges[k].left, merges[k].right);
    return KL_OK;
}

kl_status kl_bottleneck_cut(const kl_bottleneck_merge *merges, size_t rows, size_t clusters,
                            uint32_t *assignment, kl_error *error) {
    if (assignment == NULL || (merges == NULL && rows > 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_cut: %s is NULL",
                       assignment == NULL ? "assignment" : "merges");
    if (clusters < 1 || clusters > rows)
        return kl_fail(error, KL_ERROR_ARGUMENT, "clusters is %zu, expected 1 to %zu", clusters,
                       rows);
    kl_status status = check_merges(merges, rows, error);
    if (status != KL_OK)
        return status;
    const size_t made = rows - clusters, none = SIZE_MAX;
    size_t *above = kl_alloc(rows + made, 2 * sizeof *above);
    if (above == NULL)
        return kl_fail_memory(error, "clusters", (rows + made) * 2 * sizeof *above);
    size_t *number = above + rows + made;
    for (size_t i = 0; i < rows + made; i++)
        above[i] = number[i] = none;
    for (size_t k = 0; k < made; k++)
        above[merges[k].left] = above[merges[k].right] = rows + k;
    for (size_t i = rows + made; i-- > 0;) /* whose top a cluster is in: tops come first */
        above[i] = above[i] == none ? i : above[above[i]];
    size_t next = 0;
    for (size_t i = 0; i < rows; i++) {
        if (number[above[i]] == none)
            number[above[i]] = next++;
        assignment[i] = (uint32_t)number[above[i]];
    }
    kl_free(above);
    return KL_OK;
}
