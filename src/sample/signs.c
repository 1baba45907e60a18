/* SPDX-License-Identifier: Apache-2.0 */
/* Could these counts have been drawn from that known distribution? */
#include "sample/signs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* product[b][c] = Σ_i r_bi r_ci of the residuals r_bi = (what bag b has of i − what it should have)/√q_i. */
typedef double products[KL_BAGS][KL_BAGS];

static void add_products(const double residual[KL_BAGS], products out) {
    for (int b = 0; b < KL_BAGS; b++)
        for (int c = 0; c <= b; c++)
            out[b][c] += residual[b] * residual[c];
}

static void fill_products(const kl_aligned *aligned, const kl_counts *counts, double total,
                          products out) {
    size_t gram = 0; /* both tables are in the order of names */
    for (size_t i = 0; i < aligned->size; i++) {
        const double share = aligned->side[1].count[i] / total;
        const double scale = share > 0 ? 1 / sqrt(share) : 0;
        double residual[KL_BAGS];
        for (int b = 0; b < KL_BAGS; b++)
            residual[b] = -(double)counts->bag_total[b] * share * scale;
        if (aligned->side[0].integer[i] > 0) {
            for (uint64_t c = counts->cell_start[gram]; c < counts->cell_start[gram + 1]; c++)
                residual[counts->cell_bag[c]] += (double)counts->cell_count[c] * scale;
            gram++;
        }
        add_products(residual, out);
    }
}

/* Σ_i (Σ_b ± r_bi)², bit b of `signs` turns the sign of bag b. */
static double statistic(products product, uint64_t signs) {
    double sum = 0;
    for (int b = 0; b < KL_BAGS; b++) {
        double row = 0;
        for (int c = 0; c < b; c++)
            row += (signs >> c & 1) != 0 ? -product[b][c] : product[b][c];
        sum += product[b][b] + 2 * ((signs >> b & 1) != 0 ? -row : row);
    }
    return sum;
}

static int compare_doubles(const void *a, const void *b) {
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void run(products product, const kl_sample_options *options, double n, double *drawn,
                kl_permutation *out) {
    const unsigned draws = options->permutations;
    const double seen = statistic(product, 0);
    kl_random random;
    kl_random_init(&random, options->seed, 0);
    unsigned beyond = 0;
    for (unsigned i = 0; i < draws; i++) {
        drawn[i] = statistic(product, kl_random_u64(&random));
        beyond += drawn[i] >= seen;
    }
    qsort(drawn, draws, sizeof *drawn, compare_doubles);
    size_t rank = (size_t)(options->confidence * (1.0 + draws));
    rank = rank >= draws ? draws - 1 : rank;
    out->n = draws;
    out->p = (1.0 + beyond) / (1.0 + draws);
    /* Near equality the Jensen–Shannon divergence is an eighth of χ² = statistic/n². */
    out->critical = drawn[rank] / (8 * n * n);
}

kl_status kl_signs_test(const kl_aligned *aligned, const kl_counts *counts, double total,
                        const kl_sample_options *options, kl_permutation *out, kl_error *error) {
    *out = (kl_permutation){NAN, 0, 0};
    if (options->permutations == 0)
        return KL_OK;
    double(*product)[KL_BAGS] = kl_alloc_zero(KL_BAGS, sizeof *product);
    double *drawn = kl_alloc(options->permutations, sizeof *drawn);
    kl_status status = KL_OK;
    if (product == NULL || drawn == NULL) {
        status = kl_fail_memory(error, "a test", options->permutations * sizeof *drawn);
    } else {
        fill_products(aligned, counts, total, product);
        run(product, options, (double)counts->total, drawn, out);
    }
    kl_free(product);
    kl_free(drawn);
    return status;
}
