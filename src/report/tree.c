/* SPDX-License-Identifier: Apache-2.0 */
/* Average linkage (UPGMA, Sokal and Michener 1958) by chains of nearest neighbours: average linkage
 * is reducible, so that mutual nearest neighbours may be joined in any order (Murtagh 1983). */
#include "report/tree.h"

#include "base/alloc.h"
#include "base/error.h"
#include "report/number.h"

#include <math.h>
#include <string.h>

typedef struct cluster {
    size_t node, leaves, lowest;
    int joined; /* into another one */
} cluster;

typedef struct linkage {
    size_t n;
    double *distance;
    cluster *clusters;
    size_t *chain;
    size_t length;
    int is_averaged;
} linkage;

/* Numbers that differ by less are equal but for the rounding of their mean. */
#define ROUNDING 0x1p-40

static void linkage_free(linkage *l) {
    kl_free(l->distance);
    kl_free(l->clusters);
    kl_free(l->chain);
}

static kl_status linkage_init(linkage *l, const double *distances, size_t n, kl_error *error) {
    *l = (linkage){.n = n};
    l->distance = kl_alloc(n * n, sizeof *l->distance);
    l->clusters = kl_alloc(n, sizeof *l->clusters);
    l->chain = kl_alloc(n, sizeof *l->chain);
    if (!l->distance || !l->clusters || !l->chain) {
        linkage_free(l);
        return kl_fail_memory(error, "a tree", n * n * sizeof(double));
    }
    for (size_t i = 0; i < n; i++) {
        l->clusters[i] = (cluster){i, 1, i, 0};
        for (size_t j = 0; j < n; j++)
            l->distance[i * n + j] = (distances[i * n + j] + distances[j * n + i]) / 2;
    }
    return KL_OK;
}

/* Nearest to cluster a; the one before it in the chain wins a tie, so that the chain ends. */
static size_t nearest(const linkage *l, size_t a) {
    size_t best = l->length > 1 ? l->chain[l->length - 2] : a;
    for (size_t i = 0; i < l->n; i++)
        if (i != a && !l->clusters[i].joined &&
            (best == a || l->distance[a * l->n + i] < l->distance[a * l->n + best]))
            best = i;
    return best;
}

static kl_linkage_join join(linkage *l, size_t a, size_t b, size_t node) {
    size_t n = l->n;
    if (l->clusters[b].lowest < l->clusters[a].lowest) {
        size_t swap = a;
        a = b;
        b = swap;
    }
    cluster *kept = &l->clusters[a], *gone = &l->clusters[b];
    kl_linkage_join out = {kept->node, gone->node, l->distance[a * n + b],
                           kept->leaves + gone->leaves, kept->lowest};
    double wa = (double)kept->leaves, wb = (double)gone->leaves;
    for (size_t i = 0; i < n; i++) {
        double x = l->distance[a * n + i], y = l->distance[b * n + i];
        if (i != a && i != b && !l->clusters[i].joined && fabs(x - y) > ROUNDING * fabs(x + y))
            l->is_averaged = 1;
        l->distance[a * n + i] = l->distance[i * n + a] = (wa * x + wb * y) / (wa + wb);
    }
    kept->node = node;
    kept->leaves = out.leaves;
    gone->joined = 1;
    return out;
}

kl_status kl_linkage_init(kl_linkage *tree, const double *distances, size_t n, kl_error *error) {
    linkage l;
    *tree = (kl_linkage){.n = n};
    tree->joins = kl_alloc(n - 1, sizeof *tree->joins);
    if (!tree->joins)
        return kl_fail_memory(error, "a tree", (n - 1) * sizeof *tree->joins);
    kl_status status = linkage_init(&l, distances, n, error);
    if (status) {
        kl_linkage_free(tree);
        return status;
    }
    for (size_t made = 0, first = 0; made + 1 < n;) {
        while (!l.length && l.clusters[first].joined)
            first++;
        if (!l.length)
            l.chain[l.length++] = first;
        size_t top = l.chain[l.length - 1], next = nearest(&l, top);
        if (l.length > 1 && next == l.chain[l.length - 2]) {
            tree->joins[made] = join(&l, top, next, n + made);
            made++;
            l.length -= 2;
        } else {
            l.chain[l.length++] = next;
        }
    }
    tree->is_averaged = l.is_averaged;
    linkage_free(&l);
    return KL_OK;
}

void kl_linkage_free(kl_linkage *tree) {
    kl_free(tree->joins);
    *tree = (kl_linkage){0};
}

/* Recursion is as deep as the tree, at most n. */
static void visit(const kl_linkage *tree, size_t node, size_t *order, size_t *count) {
    if (node < tree->n) {
        order[(*count)++] = node;
        return;
    }
    visit(tree, tree->joins[node - tree->n].left, order, count);
    visit(tree, tree->joins[node - tree->n].right, order, count);
}

void kl_linkage_order(const kl_linkage *tree, size_t *order) {
    size_t count = 0;
    visit(tree, tree->n > 1 ? 2 * tree->n - 2 : 0, order, &count);
}

static double height(const kl_linkage *tree, size_t node) {
    return node < tree->n ? 0 : tree->joins[node - tree->n].distance / 2;
}

static void write_name(kl_page *page, const char *name) {
    kl_page_text(page, "'");
    for (; *name; name++)
        kl_page_bytes(page, *name == '\'' ? "''" : name, *name == '\'' ? 2 : 1);
    kl_page_text(page, "'");
}

static void write_node(const kl_linkage *tree, size_t node, const char *const *names,
                       kl_page *page);

static void write_branch(const kl_linkage *tree, size_t child, double from,
                         const char *const *names, kl_page *page) {
    char text[KL_NUMBER_TEXT];
    double length = from - height(tree, child);
    write_node(tree, child, names, page);
    kl_number_shortest(length > 0 ? length : 0, text); /* an average may round below its parts */
    kl_page_text(page, ":");
    kl_page_text(page, text);
}

static void write_node(const kl_linkage *tree, size_t node, const char *const *names,
                       kl_page *page) {
    if (node < tree->n) {
        write_name(page, names[node]);
        return;
    }
    const kl_linkage_join *j = &tree->joins[node - tree->n];
    kl_page_text(page, "(");
    write_branch(tree, j->left, j->distance / 2, names, page);
    kl_page_text(page, ",");
    write_branch(tree, j->right, j->distance / 2, names, page);
    kl_page_text(page, ")");
}

void kl_linkage_newick(const kl_linkage *tree, const char *const *names, kl_page *page) {
    write_node(tree, tree->n > 1 ? 2 * tree->n - 2 : 0, names, page);
    kl_page_text(page, ";");
}
