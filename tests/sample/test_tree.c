/* SPDX-License-Identifier: Apache-2.0 */
/* The k-d tree against looking at every pair, to the bit. */
#include "help.h"

#include "sample/select.h"
#include "sample/tree.h"

enum { NEAR = 7 };

typedef enum kind { SMOOTH, LATTICE, LINE, HEAVY, SAME, KINDS } kind;

/* Smooth; few distinct values; all on a line; tails of many magnitudes; one place only. */
static double *draw(kind what, size_t n, size_t dimension, uint64_t seed) {
    double *rows = malloc((n * dimension + 1) * sizeof *rows);
    kl_random random;
    kl_random_init(&random, seed, what);
    for (size_t i = 0; i < n; i++) {
        const double on_line = kl_random_uniform(&random);
        for (size_t j = 0; j < dimension; j++) {
            const double u = kl_random_uniform(&random);
            const double made[KINDS] = {u + kl_random_uniform(&random), floor(3 * u),
                                        on_line * (double)(j + 1), 1 / (u - 0.5), 0.25};
            rows[i * dimension + j] = made[what];
        }
    }
    return rows;
}

static double apart(const double *a, const double *b, size_t dimension, kl_norm norm) {
    double sum = 0;
    for (size_t j = 0; j < dimension; j++) {
        const double side = fabs(a[j] - b[j]);
        sum = norm == KL_NORM_MAX ? fmax(sum, side) : sum + side * side;
    }
    return sum;
}

static int rising(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Distances of one point from all others, in order. */
static size_t all_distances(const double *point, const double *rows, size_t n, size_t dimension,
                            kl_norm norm, size_t without, double *out) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (i != without)
            out[count++] = apart(point, rows + i * dimension, dimension, norm);
    qsort(out, count, sizeof *out, rising);
    return count;
}

/* What kl_tree_within shows. */
typedef struct shown {
    const kl_tree *tree;
    const double *rows, *point;
    double radius;
    size_t self, count;
} shown;

static void check_shown(void *context, size_t place) {
    shown *s = context;
    const size_t dimension = s->tree->dimension;
    assert_true(place != s->self);
    assert_true(apart(s->point, s->rows + s->tree->origin[place] * dimension, dimension,
                      s->tree->norm) <= s->radius);
    s->count++;
}

static void check_counts(const kl_tree *tree, const double *rows, const double *point, size_t self,
                         const double *truth, size_t count) {
    for (size_t at = 0; at < count; at += 1 + count / 3) {
        size_t below = 0, up_to = 0;
        for (size_t i = 0; i < count; i++) {
            below += truth[i] < truth[at];
            up_to += truth[i] <= truth[at];
        }
        assert_int_equal(kl_tree_count(tree, point, self, truth[at], 0), below);
        assert_int_equal(kl_tree_count(tree, point, self, truth[at], 1), up_to);
        shown s = {tree, rows, point, truth[at], self, 0};
        kl_tree_within(tree, point, self, truth[at], check_shown, &s);
        assert_int_equal(s.count, up_to);
    }
}

/* A few queries at once; query i is the point in place self + i, if that is one. */
static void check_queries(const kl_tree *tree, const double *rows, const double *points,
                          size_t count, size_t self, double *scratch) {
    double found[NEAR * KL_TREE_LEAF];
    for (size_t k = 1; k <= NEAR; k += 3) {
        kl_tree_nearest(tree, points, count, self, k, found);
        for (size_t query = 0; query < count; query++) {
            const double *point = points + query * tree->dimension;
            const size_t place = self == KL_TREE_NO_PLACE ? self : self + query;
            const size_t row = self == KL_TREE_NO_PLACE ? SIZE_MAX : tree->origin[place];
            const size_t others =
                all_distances(point, rows, tree->n, tree->dimension, tree->norm, row, scratch);
            for (size_t i = 0; i < k; i++)
                assert_true(found[query * k + i] == (i < others ? scratch[i] : INFINITY));
            if (k == 1)
                check_counts(tree, rows, point, place, scratch, others);
        }
    }
}

/* Points of some leaves of the tree without themselves, and points from elsewhere. */
static void check_tree(kind what, size_t n, size_t dimension, kl_norm norm, kl_pool *pool) {
    double *rows = draw(what, n, dimension, 1), *others = draw(SMOOTH, 30, dimension, 2);
    double *scratch = malloc(n * sizeof *scratch);
    double *points = malloc(KL_TREE_LEAF * dimension * sizeof *points);
    kl_tree tree;
    assert_int_equal(
        kl_tree_build(&tree, rows, n, dimension, norm, kl_kernels_for(pool), pool, NULL), KL_OK);
    size_t seen = 0;
    for (size_t leaf = 0; leaf < kl_tree_leaves(&tree); leaf++) {
        const size_t size = kl_tree_leaf_size(&tree, leaf), first = leaf * kl_tree_places(&tree);
        for (size_t i = 0; i < size; i++) {
            kl_tree_point(&tree, first + i, points + i * dimension);
            assert_memory_equal(points + i * dimension, rows + tree.origin[first + i] * dimension,
                                dimension * sizeof *points);
        }
        if (leaf % 5 == 0)
            check_queries(&tree, rows, points, size, first, scratch);
        seen += size;
    }
    assert_int_equal(seen, n);
    for (size_t i = 0; i < 30; i += 10)
        check_queries(&tree, rows, others + i * dimension, i + 1 > 10 ? 10 : 1, KL_TREE_NO_PLACE,
                      scratch);
    kl_tree_free(&tree);
    free(points), free(scratch), free(others), free(rows);
}

static kl_pool *pool_of(unsigned threads, kl_isa isa) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    options.isa = isa;
    kl_pool *pool = NULL;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    return pool;
}

static void neighbours_and_counts_are_those_of_all_pairs(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 16, 17, 40, 300}, dimensions[] = {1, 3, 9, 64};
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("%s is not available here\n", kl_isa_name(isa));
            continue;
        }
        kl_pool *pool = pool_of(3, isa);
        for (kind what = SMOOTH; what < KINDS; what++)
            for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
                for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++)
                    for (kl_norm norm = KL_NORM_EUCLIDEAN; norm <= KL_NORM_MAX; norm++)
                        check_tree(what, sizes[i], dimensions[d], norm, i % 2 == 0 ? NULL : pool);
        kl_pool_free(pool);
    }
}

/* The i-th of many numbers with `values` different ones. */
static double number(size_t i, unsigned values) {
    kl_random random;
    kl_random_init(&random, values, i);
    return (double)kl_random_below(&random, values);
}

/* Selection: what stands before place k is not larger, what stands behind it not smaller, and nothing is lost. */
static void selected_keys_part_the_others(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 15, 16, 17, 600, 601, 5000, 100000};
    enum { MOST = 100000 };
    double *key = malloc(MOST * sizeof *key);
    uint32_t *index = malloc(MOST * sizeof *index);
    unsigned char *seen = malloc(MOST);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (unsigned values = 1; values <= 1000000; values *= 10)
            for (unsigned at = 0; at < 4; at++) {
                const size_t n = sizes[s], k = (n - 1) * at / 3;
                for (size_t i = 0; i < n; i++) {
                    key[i] = number(i, values);
                    index[i] = (uint32_t)i;
                }
                kl_select(key, index, n, k);
                memset(seen, 0, n);
                for (size_t i = 0; i < n; i++) {
                    assert_true(i < k ? key[i] <= key[k] : key[i] >= key[k]);
                    assert_true(key[i] == number(index[i], values));
                    seen[index[i]] = 1;
                }
                assert_null(memchr(seen, 0, n));
            }
    free(seen);
    free(index);
    free(key);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_and_counts_are_those_of_all_pairs),
        cmocka_unit_test(selected_keys_part_the_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
