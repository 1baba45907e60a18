/* SPDX-License-Identifier: Apache-2.0 */
/* The best policy on a leash: the formula in 200 bits, what no other policy gets above, both ends of β, what is
 * refused. */
#include "oracle.h"

#include <kullback/loss_policy.h>
#include <kullback/measure.h>

#include "../refused.h"

enum { ANSWERS = 5, BITS = 200 };
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The story of the leash: the last answer is nonsense that the judge likes best. */
static const double reference[ANSWERS] = {0.3, 0.45, 0.2, 0.049, 0.001};
static const double rewards[ANSWERS] = {1, 0.5, 0, -0.5, 3};

static kl_policy_optimum_result best(double beta, double *policy) {
    kl_policy_optimum_result out;
    if (kl_policy_optimum(kl_f64(reference, ANSWERS), kl_f64(rewards, ANSWERS), beta, policy, &out,
                          &error) != KL_OK)
        fail_msg("beta %g: %s", beta, error.message);
    return out;
}

/* π₀ e^(r/β) of every answer, and their sum. */
static void weigh(mpfr_t *weight, mpfr_t total, double beta) {
    mpfr_init2(total, BITS);
    mpfr_set_zero(total, 1);
    for (size_t i = 0; i < ANSWERS; i++) {
        mpfr_init2(weight[i], BITS);
        mpfr_set_d(weight[i], rewards[i], MPFR_RNDN);
        mpfr_div_d(weight[i], weight[i], beta, MPFR_RNDN);
        mpfr_exp(weight[i], weight[i], MPFR_RNDN);
        mpfr_mul_d(weight[i], weight[i], reference[i], MPFR_RNDN);
        mpfr_add(total, total, weight[i], MPFR_RNDN);
    }
}

static void formula_in_200_bits(void **state) {
    (void)state;
    static const double betas[] = {1e-3, 0.03, 0.25, 0.5, 1, 2, 4, 100, 1e6};
    for (size_t b = 0; b < COUNT(betas); b++) {
        double policy[ANSWERS], reward = 0;
        mpfr_t weight[ANSWERS], total;
        const kl_policy_optimum_result got = best(betas[b], policy);
        weigh(weight, total, betas[b]);
        for (size_t i = 0; i < ANSWERS; i++) {
            mpfr_div(weight[i], weight[i], total, MPFR_RNDN);
            const double truth = mpfr_get_d(weight[i], MPFR_RNDN);
            /* 8·2⁻⁵³, and the rounding of (r − most)/β, at most 3.5/β. */
            assert_true(fabs(policy[i] - truth) <= ldexp(8 + 7 / betas[b], -53) * truth + 1e-320);
            mpfr_mul_d(weight[i], weight[i], rewards[i], MPFR_RNDN);
            reward += mpfr_get_d(weight[i], MPFR_RNDN);
            mpfr_clear(weight[i]);
        }
        mpfr_clear(total);
        assert_true(fabs(got.reward - reward) <= 1e-14);
        kl_estimate divergence;
        assert_int_equal(kl_measure_compute(KL_DIVERGENCE, kl_f64(policy, ANSWERS),
                                            kl_f64(reference, ANSWERS), NULL, &divergence, NULL),
                         KL_OK);
        /* Rounding moves each ln(π/π₀) by 2⁻⁵³ or so, which counts by the square root where the divergence is small. */
        assert_true(fabs(got.divergence - divergence.value) <=
                    0x1p-50 * (got.divergence + sqrt(got.divergence)));
    }
}

/* docs/story-leash.md, whose numbers DPO and policy gradients went down to. */
static void as_the_story_ends(void **state) {
    (void)state;
    static const double table[][4] = {/* β, reward, bits, per cent of nonsense */
                                      {4, 0.548, 0.008, 0.19},
                                      {2, 0.592, 0.032, 0.34},
                                      {1, 0.682, 0.130, 1.11},
                                      {0.5, 0.992, 0.841, 9.93},
                                      {0.25, 2.772, 8.482, 89.10}};
    for (size_t b = 0; b < COUNT(table); b++) {
        double policy[ANSWERS];
        const kl_policy_optimum_result got = best(table[b][0], policy);
        assert_true(fabs(got.reward - table[b][1]) <= 0.0005);
        assert_true(fabs(got.divergence / log(2) - table[b][2]) <= 0.0005);
        assert_true(fabs(100 * policy[ANSWERS - 1] - table[b][3]) <= 0.005);
    }
}

/* Of any other policy β KL(π‖π*) is lost: that is the whole difference. */
static void no_other_is_better(void **state) {
    (void)state;
    static const double others[][ANSWERS] = {{0.2, 0.2, 0.2, 0.2, 0.2},
                                             {0.3, 0.45, 0.2, 0.049, 0.001},
                                             {1, 0, 0, 0, 0},
                                             {0, 0, 0, 0, 1}};
    const double beta = 0.5;
    double policy[ANSWERS];
    const kl_policy_optimum_result most = best(beta, policy);
    for (size_t k = 0; k < COUNT(others); k++) {
        kl_estimate leash, loss;
        double reward = 0;
        for (size_t i = 0; i < ANSWERS; i++)
            reward += others[k][i] * rewards[i];
        const kl_array other = kl_f64(others[k], ANSWERS);
        assert_int_equal(kl_measure_compute(KL_DIVERGENCE, other, kl_f64(reference, ANSWERS), NULL,
                                            &leash, NULL),
                         KL_OK);
        assert_int_equal(
            kl_measure_compute(KL_DIVERGENCE, other, kl_f64(policy, ANSWERS), NULL, &loss, NULL),
            KL_OK);
        const double lost = most.reward - beta * most.divergence - (reward - beta * leash.value);
        assert_true(lost > 0);
        assert_true(fabs(lost - beta * loss.value) <= 1e-14);
    }
}

static void both_ends(void **state) {
    (void)state;
    double policy[ANSWERS];
    kl_policy_optimum_result got = best(INFINITY, policy);
    for (size_t i = 0; i < ANSWERS; i++)
        assert_true(fabs(policy[i] - reference[i]) <= ldexp(4 * reference[i], -53));
    assert_true(got.divergence == 0);
    assert_true(fabs(got.reward - 0.5035) <= 1e-15);
    got = best(0, policy);
    assert_true(policy[ANSWERS - 1] == 1 && got.reward == 3);
    assert_true(fabs(got.divergence - log(1000)) <= 1e-14);
    assert_true(best(1e-300, policy).reward == 3);
}

/* Weights of another total; the dearest answer is one that the reference never gives; two that are worth the same
 * share as the reference has them. */
static void never_given_and_tied(void **state) {
    (void)state;
    static const double weights[] = {6, 0, 3, 1}, worth[] = {2, 9, 2, -1};
    double policy[4];
    kl_policy_optimum_result got;
    assert_int_equal(kl_policy_optimum(kl_f64(weights, 4), kl_f64(worth, 4), 0, policy, &got, NULL),
                     KL_OK);
    assert_true(policy[0] == 6.0 / 9 && policy[1] == 0 && policy[2] == 3.0 / 9 && policy[3] == 0);
    assert_true(got.reward == 2);
    assert_true(fabs(got.divergence - log(10.0 / 9)) <= 1e-15);
    assert_int_equal(kl_policy_optimum(kl_f64(weights, 4), kl_f64(worth, 4), 1, policy, NULL, NULL),
                     KL_OK);
    assert_true(policy[1] == 0);
}

static void what_is_refused(void **state) {
    (void)state;
    double policy[ANSWERS];
    kl_policy_optimum_result out;
    const kl_array p = kl_f64(reference, ANSWERS), r = kl_f64(rewards, ANSWERS);
    REFUSED(kl_policy_optimum(p, r, 1, NULL, &out, &error));
    REFUSED(kl_policy_optimum(p, r, -1, policy, &out, &error));
    REFUSED(kl_policy_optimum(p, r, NAN, policy, &out, &error));
    assert_int_equal(kl_policy_optimum(p, kl_f64(rewards, 4), 1, policy, &out, &error),
                     KL_ERROR_MISMATCH);
    static const double wrong[] = {NAN, INFINITY, -INFINITY, 2e150};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        double worth[ANSWERS];
        memcpy(worth, rewards, sizeof worth);
        worth[3] = wrong[i];
        assert_int_equal(kl_policy_optimum(p, kl_f64(worth, ANSWERS), 1, policy, &out, &error),
                         KL_ERROR_VALUE);
        assert_int_equal(error.index, 3);
    }
    static const double none[ANSWERS] = {0}, negative[ANSWERS] = {1, 1, -1, 1, 1};
    assert_int_equal(kl_policy_optimum(kl_f64(none, ANSWERS), r, 1, policy, &out, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "all 0"));
    assert_int_equal(kl_policy_optimum(kl_f64(negative, ANSWERS), r, 1, policy, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 2);
    static const double apart[] = {1e300, 1e-300}, worth[] = {0, 1};
    assert_int_equal(kl_policy_optimum(kl_f64(apart, 2), kl_f64(worth, 2), 0, policy, &out, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "2^-1022"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formula_in_200_bits),  cmocka_unit_test(as_the_story_ends),
        cmocka_unit_test(no_other_is_better),   cmocka_unit_test(both_ends),
        cmocka_unit_test(never_given_and_tied), cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
