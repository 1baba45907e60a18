/* SPDX-License-Identifier: Apache-2.0 */
/* The adversarial inputs of every row: they break the formula as it is written, and nothing of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "oracle.h"

enum { N_MAX = 3 };

/* What the textbooks sum over symbols. */
static double term(kl_measure_id id, double p, double q) {
    const double m = (p + q) / 2, gamma = 2.718281828459045;
    switch (id) {
    case KL_ENTROPY:
        return -p * log(p);
    case KL_CROSS_ENTROPY:
    case KL_PERPLEXITY:
        return -p * log(q);
    case KL_DIVERGENCE:
        return p * log(p / q);
    case KL_DIVERGENCE_REVERSE:
        return q * log(q / p);
    case KL_JEFFREYS:
        return (p - q) * log(p / q);
    case KL_JENSEN_SHANNON:
    case KL_JENSEN_SHANNON_DISTANCE:
        return (p * log(p / m) + q * log(q / m)) / 2;
    case KL_TOTAL_VARIATION:
        return fabs(p - q) / 2;
    case KL_HELLINGER:
    case KL_HELLINGER_SQUARED:
        return (sqrt(p) - sqrt(q)) * (sqrt(p) - sqrt(q)) / 2;
    case KL_BHATTACHARYYA:
    case KL_TSALLIS: /* of order 1/2 */
    case KL_ALPHA:   /* 0 */
        return sqrt(p * q);
    case KL_CHI_SQUARE:
        return (p - q) * (p - q) / q;
    case KL_CHI_SQUARE_NEYMAN:
        return (p - q) * (p - q) / p;
    case KL_CHI_SQUARE_SYMMETRIC:
        return (p - q) * (p - q) / p + (p - q) * (p - q) / q;
    case KL_TRIANGULAR:
        return (p - q) * (p - q) / (p + q);
    case KL_LE_CAM:
        return (p - q) * (p - q) / (p + q) / 2;
    case KL_RENYI: /* of order 2 */
        return p * p / q;
    case KL_CRESSIE_READ: /* 2/3 */
        return p * (pow(p / q, 2.0 / 3.0) - 1) * 2 / (2.0 / 3.0 * (5.0 / 3.0));
    case KL_HOCKEY_STICK:
        return fmax(p - gamma * q, 0);
    case KL_SKEW:
        return p * log(p / (0.01 * p + 0.99 * q));
    }
    return NAN;
}

/* What they make of the sum. */
static double finish(kl_measure_id id, double sum) {
    switch (id) {
    case KL_JENSEN_SHANNON_DISTANCE:
    case KL_HELLINGER:
        return sqrt(sum);
    case KL_PERPLEXITY:
        return exp(sum);
    case KL_BHATTACHARYYA:
        return -log(sum);
    case KL_RENYI:
        return log(sum);
    case KL_TSALLIS:
        return (sum - 1) / -0.5;
    case KL_ALPHA:
        return 4 * (1 - sum);
    default:
        return sum;
    }
}

static double as_written(kl_measure_id id, const kl_hard_case *input) {
    double totals[2] = {0, 0}, sum = 0;
    for (size_t i = 0; i < input->n; i++) {
        totals[0] += input->p[i];
        totals[1] += input->q[i];
    }
    for (size_t i = 0; i < input->n; i++)
        sum += term(id, input->p[i] / totals[0], input->q[i] / totals[1]);
    return finish(id, sum);
}

/* measure.h: 16·2⁻⁵³, of a perplexity (16·H + 4)·2⁻⁵³ with H below 3 here; of powers 4·|a − 1|·|ln(p/q)| more, and of
 * unequal totals what is left of 2⁻¹⁰⁵ where p and q are nearly equal. */
static double bound_of(const oracle *truth, kl_measure_id id, const kl_hard_case *input) {
    return (id == KL_PERPLEXITY ? 52.0 : 16.0) +
           oracle_power_bound(truth, id, input->p, input->q, input->n);
}

static void check(oracle *truth, const kl_measure *row, const kl_hard_case *input) {
    kl_estimate found;
    assert_true(input->n <= N_MAX && input->breaks != NULL);
    assert_int_equal(kl_measure_compute(row->id, kl_f64(input->p, input->n),
                                        kl_f64(input->q, input->n), NULL, &found, NULL),
                     KL_OK);
    oracle_compute(truth, input->p, input->q, input->n, 0);
    /* What unequal totals lose of a divergence: 2⁻¹⁰³ of the total variation, which is 1e-13. */
    const double off = oracle_error(truth, row->id, found.value, 0x1p-103 * 1e-13);
    if (!(off <= bound_of(truth, row->id, input)))
        fail_msg("%s, %s: %.17g is off by %.3g·2^-53", row->name, input->breaks, found.value, off);
    const double broken = as_written(row->id, input);
    if (fabs(broken - found.value) <= 0x1p-27 * fabs(found.value))
        fail_msg("%s, %s: the formula gives %.17g, which is right", row->name, input->breaks,
                 broken);
}

static void test_rows(void **state) {
    (void)state;
    oracle truth;
    oracle_init(&truth, 2400);
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *row = kl_measure_get((kl_measure_id)id);
        assert_true(row->adversarial_count > 0);
        for (size_t i = 0; i < row->adversarial_count; i++)
            check(&truth, row, &row->adversarial[i]);
    }
    oracle_clear(&truth);
}

/* It is right where nothing is hard, so that what breaks it is the input. */
static void test_formulas(void **state) {
    (void)state;
    static const double p[] = {0.7, 0.2, 0.1}, q[] = {0.1, 0.3, 0.6};
    const kl_hard_case easy = {"nothing", 3, p, q};
    for (int id = 0; id < kl_measure_count(); id++) {
        kl_estimate found;
        assert_int_equal(
            kl_measure_compute((kl_measure_id)id, kl_f64(p, 3), kl_f64(q, 3), NULL, &found, NULL),
            KL_OK);
        assert_true(fabs(as_written((kl_measure_id)id, &easy) - found.value) <=
                    64 * 0x1p-53 * found.value);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
