/* SPDX-License-Identifier: Apache-2.0 */
/* Average linkage: a published example, and a second algorithm that looks at every pair. */
#include "report/tree.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 24 };

/* Distances of five bacterial 5S rRNA sequences and their tree, as worked in the article "UPGMA" of
 * Wikipedia after Sokal and Michener's method: joins at 17, 22, 28 and 33. */
static void test_published_example(void **state) {
    (void)state;
    static const double distances[25] = {0,  17, 21, 31, 23, 17, 0,  30, 34, 21, 21, 30, 0,
                                         28, 39, 31, 34, 28, 0,  43, 23, 21, 39, 43, 0};
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    kl_linkage tree;
    kl_page page = {0};
    assert_int_equal(kl_linkage_init(&tree, distances, 5, NULL), KL_OK);
    kl_linkage_newick(&tree, names, &page);
    assert_string_equal(page.text, "((('a':8.5,'b':8.5):2.5,'e':11):5.5,('c':14,'d':14):2.5);");
    assert_true(tree.is_averaged);
    kl_page_free(&page);
    kl_linkage_free(&tree);
}

/* The heights at which a tree joins its leaves give that tree, whatever rounding makes of their means. */
static void test_heights_of_a_tree(void **state) {
    (void)state;
    double d[49];
    kl_linkage tree;
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 7; j++)
            d[i * 7 + j] = i == j ? 0 : i / 4 != j / 4 ? 0.7 : i / 2 != j / 2 ? 0.3 : 0.1;
    assert_int_equal(kl_linkage_init(&tree, d, 7, NULL), KL_OK);
    assert_false(tree.is_averaged);
    assert_true(fabs(tree.joins[5].distance - 0.7) < 1e-15);
    kl_linkage_free(&tree);
    d[6] = d[42] = 0.70001;
    assert_int_equal(kl_linkage_init(&tree, d, 7, NULL), KL_OK);
    assert_true(tree.is_averaged);
    kl_linkage_free(&tree);
}

/* Height at which i and j come together, for every pair, by the textbook: join the nearest two
 * clusters, the distance being the mean over all pairs of their members. */
static void brute_force(const double *d, size_t n, double *together) {
    size_t cluster[MOST];
    for (size_t i = 0; i < n; i++)
        cluster[i] = i;
    for (size_t step = 1; step < n; step++) {
        double best = INFINITY;
        size_t best_a = 0, best_b = 0;
        for (size_t a = 0; a < n; a++)
            for (size_t b = a + 1; b < n; b++) {
                double total = 0, count = 0;
                for (size_t i = 0; i < n; i++)
                    for (size_t j = 0; j < n; j++)
                        if (cluster[i] == a && cluster[j] == b) {
                            total += d[i * n + j];
                            count += 1;
                        }
                if (count > 0 && total / count < best) {
                    best = total / count;
                    best_a = a;
                    best_b = b;
                }
            }
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if (cluster[i] == best_a && cluster[j] == best_b)
                    together[i * n + j] = together[j * n + i] = best;
        for (size_t i = 0; i < n; i++)
            if (cluster[i] == best_b)
                cluster[i] = best_a;
    }
}

static void members(const kl_linkage *tree, size_t node, unsigned char *in) {
    if (node < tree->n) {
        in[node] = 1;
        return;
    }
    members(tree, tree->joins[node - tree->n].left, in);
    members(tree, tree->joins[node - tree->n].right, in);
}

static void test_against_every_pair(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1958, 0);
    for (size_t n = 2; n <= MOST; n++) {
        double d[MOST * MOST], together[MOST * MOST];
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j <= i; j++)
                d[i * n + j] = d[j * n + i] = i == j ? 0 : kl_random_uniform(&random);
        brute_force(d, n, together);
        kl_linkage tree;
        assert_int_equal(kl_linkage_init(&tree, d, n, NULL), KL_OK);
        for (size_t k = 0; k + 1 < n; k++) {
            unsigned char left[MOST] = {0}, right[MOST] = {0};
            members(&tree, tree.joins[k].left, left);
            members(&tree, tree.joins[k].right, right);
            for (size_t i = 0; i < n; i++)
                for (size_t j = 0; j < n; j++)
                    if (left[i] && right[j]) /* means of at most n² terms, each rounded */
                        assert_true(fabs(tree.joins[k].distance - together[i * n + j]) < 1e-13);
        }
        size_t order[MOST], seen = 0;
        kl_linkage_order(&tree, order);
        for (size_t i = 0; i < n; i++)
            seen |= (size_t)1 << order[i];
        assert_int_equal(seen, ((size_t)1 << n) - 1);
        assert_int_equal(order[0], 0);
        kl_linkage_free(&tree);
    }
}

static void test_ties_and_single_leaf(void **state) {
    (void)state;
    double equal[36];
    static const char *const names[] = {"it's", "", "x", "y", "z", "u"};
    kl_linkage tree;
    kl_page page = {0};
    for (size_t i = 0; i < 36; i++)
        equal[i] = i % 7 ? 1 : 0;
    assert_int_equal(kl_linkage_init(&tree, equal, 6, NULL), KL_OK);
    for (size_t k = 0; k < 5; k++)
        assert_true(tree.joins[k].distance == 1);
    kl_linkage_free(&tree);
    assert_int_equal(kl_linkage_init(&tree, equal, 1, NULL), KL_OK);
    kl_linkage_newick(&tree, names, &page);
    assert_string_equal(page.text, "'it''s';");
    kl_page_free(&page);
    kl_linkage_free(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_example),
        cmocka_unit_test(test_heights_of_a_tree),
        cmocka_unit_test(test_against_every_pair),
        cmocka_unit_test(test_ties_and_single_leaf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
