/* SPDX-License-Identifier: Apache-2.0 */
/* The bounds of the hockey-stick divergence against all sets of symbols there are. */
#include "help.h"

#include "sample/excess.h"
#include "sample/student.h"

enum { SYMBOLS = 6, CASES = 200 };

#define CONFIDENCE 0.95

static double wilson(double count, double n, double z) {
    const double p = count / n, a = z * z / n;
    return (p + a / 2 + sqrt(a * p * (1 - p) + a * a / 4)) / (1 + a);
}

/* The largest upper end of all 2⁶ sets, one by one. */
static double by_sets(uint64_t count[2][SYMBOLS], double gamma, double z) {
    double total[2] = {0, 0}, most = 0;
    for (int i = 0; i < SYMBOLS; i++)
        for (int s = 0; s < 2; s++)
            total[s] += (double)count[s][i];
    for (unsigned set = 0; set < 1u << SYMBOLS; set++) {
        double in[2] = {0, 0};
        for (int i = 0; i < SYMBOLS; i++)
            for (int s = 0; s < 2; s++)
                in[s] += set >> i & 1 ? (double)count[s][i] : 0;
        const double p = in[0] / total[0], q = in[1] / total[1];
        const double above = wilson(in[0], total[0], z) - p;
        const double below = wilson(total[1] - in[1], total[1], z) - (1 - q);
        most = fmax(most, p - gamma * q + hypot(above, gamma * below));
    }
    return fmin(most, 1);
}

static void aligned_of(uint64_t count[2][SYMBOLS], kl_aligned *out) {
    static const char *const names[SYMBOLS] = {"a", "b", "c", "d", "e", "f"};
    kl_counts *side[2];
    for (uint64_t s = 0; s < 2; s++)
        assert_int_equal(kl_counts_from_names(names, count[s], SYMBOLS, s, &side[s], NULL), KL_OK);
    assert_int_equal(kl_aligned_new(side[0], side[1], out, NULL), KL_OK);
    kl_counts_free(side[0]);
    kl_counts_free(side[1]);
}

static void all_sets(void **state) {
    (void)state;
    const double gamma = 2.5, z = kl_student_quantile(CONFIDENCE, KL_BAGS - 1);
    for (uint64_t run = 0; run < CASES; run++) {
        kl_random random;
        kl_random_init(&random, 1, run);
        uint64_t count[2][SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++)
            for (int s = 0; s < 2; s++) /* some are rare, and some not there */
                count[s][i] = kl_random_below(&random, i % 2 ? 6 : 400) + (i == 0 ? 200 : 0);
        kl_aligned aligned;
        kl_excess found[2];
        aligned_of(count, &aligned);
        assert_int_equal(kl_excess_compute(&aligned, gamma, CONFIDENCE, found, NULL), KL_OK);
        kl_aligned_free(&aligned);
        for (int s = 0; s < 2; s++) {
            uint64_t sides[2][SYMBOLS];
            double seen = 0, total[2] = {0, 0};
            memcpy(sides[0], count[s], sizeof sides[0]);
            memcpy(sides[1], count[1 - s], sizeof sides[1]);
            for (int i = 0; i < SYMBOLS; i++)
                for (int k = 0; k < 2; k++)
                    total[k] += (double)sides[k][i];
            for (int i = 0; i < SYMBOLS; i++)
                seen += fmax(
                    (double)sides[0][i] / total[0] - gamma * (double)sides[1][i] / total[1], 0);
            const double most = by_sets(sides, gamma, z);
            if (!(most <= found[s].high + 1e-12 && found[s].high <= fmax(1.5 * most, 0.1)))
                fail_msg("%d, side %d: %g, by sets %g", (int)run, s, found[s].high, most);
            assert_true(0 <= found[s].low && found[s].low <= seen && seen <= found[s].high);
        }
    }
}

/* Draws that come in bags of one kind are as good as fewer: the bounds are farther apart. */
static void bags(void **state) {
    (void)state;
    kl_cell cells[2][2 * KL_BAGS];
    kl_counts *side[2];
    for (uint32_t s = 0; s < 2; s++) {
        for (uint32_t b = 0; b < KL_BAGS; b++)
            for (uint32_t i = 0; i < 2; i++) /* nine in ten of a bag are one symbol */
                cells[s][2 * b + i] = (kl_cell){
                    .gram = {i}, .bag = b, .count = i == (b % (s == 0 ? 2 : 8) != 0) ? 90 : 10};
        side[s] = help_build(1, 2, cells[s], 2 * KL_BAGS);
    }
    kl_aligned aligned;
    kl_excess bagged[2], drawn[2];
    assert_int_equal(kl_aligned_new(side[0], side[1], &aligned, NULL), KL_OK);
    assert_int_equal(kl_excess_compute(&aligned, 1.5, CONFIDENCE, bagged, NULL), KL_OK);
    aligned.side[0].drawn = aligned.side[1].drawn = 1;
    assert_int_equal(kl_excess_compute(&aligned, 1.5, CONFIDENCE, drawn, NULL), KL_OK);
    int apart = 0;
    for (int s = 0; s < 2; s++) {
        assert_true(bagged[s].low <= drawn[s].low && bagged[s].high >= drawn[s].high);
        apart += bagged[s].high - bagged[s].low > 2 * (drawn[s].high - drawn[s].low);
    }
    assert_true(apart > 0);
    kl_aligned_free(&aligned);
    kl_counts_free(side[0]);
    kl_counts_free(side[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_sets), cmocka_unit_test(bags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
