/* SPDX-License-Identifier: Apache-2.0 */
/* Estimates of pairs against a recomputation by the definitions in 40 digits. */
#include "help.h"

#include "golden_pairs.h"
#include "sample/pair.h"

static kl_counts *golden_side(size_t pair, int side) {
    kl_cell *cells = calloc(golden_pairs[pair].n, sizeof *cells);
    size_t n = 0;
    for (size_t i = 0; i < golden_pairs[pair].n; i++) {
        const golden_cell *from = &golden_pairs[pair].cells[i];
        if (from->side == side) {
            cells[n] = (kl_cell){.bag = from->bag, .count = from->count};
            memcpy(cells[n].gram, from->gram, sizeof from->gram);
            n++;
        }
    }
    kl_counts *counts = help_build(golden_pairs[pair].order, 10, cells, n);
    free(cells);
    return counts;
}

/* The golden file calls the sides A and B; the replicates order them by size. */
static kl_quantity quantity_of(int golden, int swapped) {
    switch (golden) {
    case G_ENTROPY_A:
        return swapped ? KL_Q_ENTROPY_1 : KL_Q_ENTROPY_0;
    case G_ENTROPY_B:
        return swapped ? KL_Q_ENTROPY_0 : KL_Q_ENTROPY_1;
    case G_DIVERGENCE:
        return swapped ? KL_Q_DIVERGENCE_10 : KL_Q_DIVERGENCE_01;
    case G_REVERSE:
        return swapped ? KL_Q_DIVERGENCE_01 : KL_Q_DIVERGENCE_10;
    case G_CROSS_ENTROPY:
        return swapped ? KL_Q_CROSS_ENTROPY_10 : KL_Q_CROSS_ENTROPY_01;
    case G_JEFFREYS:
        return KL_Q_JEFFREYS;
    case G_JENSEN_SHANNON:
        return KL_Q_JENSEN_SHANNON;
    case G_TOTAL_VARIATION:
        return KL_Q_TOTAL_VARIATION;
    case G_HELLINGER_SQUARED:
        return KL_Q_HELLINGER_SQUARED;
    case G_TRIANGULAR:
        return KL_Q_TRIANGULAR;
    case G_BHATTACHARYYA:
        return KL_Q_BHATTACHARYYA;
    case G_CHI_SQUARE:
        return swapped ? KL_Q_CHI_SQUARE_10 : KL_Q_CHI_SQUARE_01;
    case G_NEYMAN:
        return swapped ? KL_Q_CHI_SQUARE_01 : KL_Q_CHI_SQUARE_10;
    case G_CHI_SQUARE_SYMMETRIC:
        return KL_Q_CHI_SQUARE_SYMMETRIC;
    case G_RENYI:
        return swapped ? KL_Q_RENYI_10 : KL_Q_RENYI_01;
    case G_CRESSIE_READ:
        return swapped ? KL_Q_CRESSIE_READ_10 : KL_Q_CRESSIE_READ_01;
    case G_HOCKEY_STICK:
        return swapped ? KL_Q_HOCKEY_STICK_10 : KL_Q_HOCKEY_STICK_01;
    default:
        return swapped ? KL_Q_SKEW_10 : KL_Q_SKEW_01;
    }
}

/* Sums of values up to 2 with a few ulp each; the jackknife multiplies differences by up to 64 and adds
 * 128 of them. */
#define FULL_TOLERANCE 1e-14
#define JACKKNIFE_TOLERANCE 1e-12

static void near(double value, double expected, double tolerance, size_t pair, int row,
                 const char *what) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("pair %zu, row %d, %s: %.17g, expected %.17g", pair, row, what, value, expected);
}

static void replicates_are_recounts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof golden_pairs / sizeof *golden_pairs; i++) {
        kl_counts *a = golden_side(i, 0), *b = golden_side(i, 1);
        for (int swapped = 0; swapped < 2; swapped++) {
            kl_aligned aligned;
            kl_levels levels = {.order = 0};
            static kl_replicates replicates;
            assert_int_equal(kl_aligned_new(swapped ? b : a, swapped ? a : b, &aligned, NULL),
                             KL_OK);
            if (aligned.order > 1)
                assert_int_equal(kl_levels_new(&aligned, &levels, NULL), KL_OK);
            assert_int_equal(kl_replicates_compute(&aligned, aligned.order > 1 ? &levels : NULL,
                                                   KL_SMOOTH_KT, NULL, &replicates, NULL),
                             KL_OK);
            for (int row = 0; row < G_COUNT; row++) {
                const golden_value *golden = &golden_pairs[i].value[row];
                kl_quantity q = quantity_of(row, swapped);
                kl_jackknife side[2] = {kl_replicates_jackknife(&replicates, &aligned, q, 0),
                                        kl_replicates_jackknife(&replicates, &aligned, q, 1)};
                kl_spread spread = kl_jackknife_spread(side[0], side[1], 0.95);
                double full = replicates.full[q];
                near(full, golden->full, FULL_TOLERANCE * fmax(1, fabs(golden->full)), i, row,
                     "plain");
                near(full - side[0].bias - side[1].bias, golden->corrected,
                     JACKKNIFE_TOLERANCE * fmax(1, fabs(golden->full)), i, row, "corrected");
                near(spread.standard_error, golden->error, 1e-11 * golden->error + 1e-13, i, row,
                     "standard error");
                near(spread.half_width, golden->width, 1e-9 * golden->width + 1e-12, i, row,
                     "width");
            }
            kl_levels_free(&levels);
            kl_aligned_free(&aligned);
        }
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* The larger mean of second/n over the symbols of a side, n the count of one. */
static double second_order(const kl_counts *a, const kl_counts *b, double second) {
    kl_aligned aligned;
    double mean[2] = {0, 0};
    assert_int_equal(kl_aligned_new(a, b, &aligned, NULL), KL_OK);
    for (int s = 0; s < 2; s++) {
        size_t symbols = 0;
        for (size_t i = 0; i < aligned.size; i++) {
            const uint64_t n = aligned.side[s].integer[i];
            symbols += n > 0;
            mean[s] += n > 0 ? second / (double)n : 0;
        }
        mean[s] /= (double)symbols;
    }
    kl_aligned_free(&aligned);
    return fmax(mean[0], mean[1]);
}

/* What the public estimates make of it, where nothing is unseen or clipped and no interval reaches 0. */
static void estimates_are_the_corrected_values(void **state) {
    (void)state;
    static const struct {
        kl_measure_id id;
        int row;
    } map[] = {{KL_ENTROPY, G_ENTROPY_A},
               {KL_DIVERGENCE, G_DIVERGENCE},
               {KL_DIVERGENCE_REVERSE, G_REVERSE},
               {KL_CROSS_ENTROPY, G_CROSS_ENTROPY},
               {KL_JEFFREYS, G_JEFFREYS},
               {KL_JENSEN_SHANNON, G_JENSEN_SHANNON},
               {KL_TOTAL_VARIATION, G_TOTAL_VARIATION},
               {KL_HELLINGER_SQUARED, G_HELLINGER_SQUARED},
               {KL_TRIANGULAR, G_TRIANGULAR},
               {KL_BHATTACHARYYA, G_BHATTACHARYYA},
               {KL_CHI_SQUARE, G_CHI_SQUARE},
               {KL_CHI_SQUARE_NEYMAN, G_NEYMAN},
               {KL_CHI_SQUARE_SYMMETRIC, G_CHI_SQUARE_SYMMETRIC},
               {KL_RENYI, G_RENYI},
               {KL_CRESSIE_READ, G_CRESSIE_READ},
               {KL_HOCKEY_STICK, G_HOCKEY_STICK},
               {KL_SKEW, G_SKEW}};
    const uint32_t special =
        KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_CLIPPED | KL_FLAG_NEAR_EQUAL | KL_FLAG_UNDERSAMPLED;
    unsigned compared = 0;
    for (size_t i = 0; i < sizeof golden_pairs / sizeof *golden_pairs; i++) {
        kl_counts *a = golden_side(i, 0), *b = golden_side(i, 1);
        kl_counts_pair *pair = NULL;
        assert_int_equal(kl_counts_pair_new(a, b, NULL, &pair, NULL), KL_OK);
        for (size_t m = 0; m < sizeof map / sizeof *map; m++) {
            kl_estimate e = kl_counts_pair_estimate(pair, map[m].id, KL_A_GIVEN_B);
            const golden_value *golden = &golden_pairs[i].value[map[m].row];
            if (e.flags & special || e.low == 0)
                continue;
            compared++;
            near(e.value, golden->corrected, JACKKNIFE_TOLERANCE * fmax(1, fabs(golden->full)), i,
                 map[m].row, "value");
            /* Entropies, and per symbol above order 1 all: longer by the correction. */
            int doubted = map[m].id == KL_ENTROPY ||
                          (golden_pairs[i].order > 1 &&
                           (map[m].id == KL_DIVERGENCE || map[m].id == KL_DIVERGENCE_REVERSE ||
                            map[m].id == KL_CROSS_ENTROPY || map[m].id == KL_JEFFREYS));
            double doubt = doubted ? fabs(golden->full - golden->corrected) : 0;
            if (map[m].id == KL_ENTROPY) /* and by what it curves */
                doubt *= 1 + 2 * sqrt(2 / ((double)kl_counts_size(a) - 1));
            if (map[m].id == KL_HELLINGER_SQUARED || map[m].id == KL_BHATTACHARYYA)
                doubt = second_order(a, b, 7.0 / 16) * fabs(golden->full - golden->corrected);
            if (map[m].id == KL_JENSEN_SHANNON || map[m].id == KL_TRIANGULAR ||
                map[m].id == KL_SKEW)
                doubt = second_order(a, b, 0.25) * fabs(golden->full - golden->corrected);
            if (map[m].id == KL_HOCKEY_STICK) { /* which excess.h widens (test_excess.c) */
                assert_true(e.low <= golden->corrected - golden->width + 1e-9);
                assert_true(e.high >= golden->full + golden->width - 1e-9);
                continue;
            }
            near(e.low, golden->corrected - golden->width - doubt, 1e-9 * fmax(1, golden->width), i,
                 map[m].row, "low");
            double high = (map[m].id == KL_TOTAL_VARIATION ? golden->full : golden->corrected) +
                          golden->width + doubt;
            kl_estimate kl = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
            if (map[m].id == KL_CROSS_ENTROPY && kl.low == 0) {
                kl_estimate own = kl_counts_pair_estimate(pair, KL_ENTROPY, KL_A_GIVEN_B);
                high = fmax(high, e.value + hypot(own.high - own.value, kl.high - kl.value));
            }
            near(e.high, high, 1e-9 * fmax(1, golden->width), i, map[m].row, "high");
        }
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
    assert_true(compared >= 20); /* of 85, most others have unseen n-grams */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(replicates_are_recounts),
                                       cmocka_unit_test(estimates_are_the_corrected_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
