/* SPDX-License-Identifier: Apache-2.0 */
/* Gradients of preference and policy losses against differences of the losses themselves, of every type with every
 * option, and what they are at the ends: no leash, and a policy that is its reference. */
#include "oracle.h"

#include <kullback/loss_policy.h>
#include <kullback/loss_preference.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { PAIRS = 3, ROWS = 2, TOKENS = 4 };

/* Central differences: h² of a third derivative of some units, and 2⁻⁵²/h of a loss of some hundreds at most. */
static const double step = 1e-5;

static void close_to(double value, double truth, double tolerance, const char *what, size_t which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s, %zu: %.17g, expected %.17g", what, which, value, truth);
}

/* ── Pairs ────────────────────────────────────────────────────────────────────────────────────── */

static double chosen[PAIRS] = {-3, -7.5, -1}, rejected[PAIRS] = {-4, -5, -2.5};
static double reference_chosen[PAIRS] = {-3.5, -6, -2}, reference_rejected[PAIRS] = {-3, -5.5, -2};
static double chosen_lengths[PAIRS] = {3, 8, 2}, rejected_lengths[PAIRS] = {5, 5, 4};

static kl_preference_pairs pairs_of(kl_preference preference) {
    kl_preference_pairs pairs = {.policy_chosen = kl_f64(chosen, PAIRS),
                                 .policy_rejected = kl_f64(rejected, PAIRS)};
    if (preference < KL_PREFERENCE_CPO) {
        pairs.reference_chosen = kl_f64(reference_chosen, PAIRS);
        pairs.reference_rejected = kl_f64(reference_rejected, PAIRS);
    }
    if (preference == KL_PREFERENCE_IPO || preference >= KL_PREFERENCE_SIMPO) {
        pairs.chosen_lengths = kl_f64(chosen_lengths, PAIRS);
        pairs.rejected_lengths = kl_f64(rejected_lengths, PAIRS);
    }
    return pairs;
}

static double preference_loss(kl_preference preference, const kl_preference_options *options) {
    const kl_preference_pairs pairs = pairs_of(preference);
    double loss;
    assert_int_equal(kl_loss_preference(preference, &pairs, options, NULL, &loss, NULL), KL_OK);
    return loss;
}

static double preference_difference(kl_preference preference, const kl_preference_options *options,
                                    double *x) {
    const double kept = *x;
    *x = kept + step;
    const double up = preference_loss(preference, options);
    *x = kept - step;
    const double down = preference_loss(preference, options);
    *x = kept;
    return (up - down) / (2 * step);
}

static void hold_to_differences(kl_preference preference, const kl_preference_options *options) {
    const kl_preference_pairs pairs = pairs_of(preference);
    double loss, up[PAIRS], down[PAIRS];
    const kl_preference_rows rows = {.chosen_gradient = up, .rejected_gradient = down};
    assert_int_equal(kl_loss_preference(preference, &pairs, options, &rows, &loss, NULL), KL_OK);
    const double tolerance = 1e-9 * (1 + fabs(loss));
    for (size_t i = 0; i < PAIRS; i++) {
        close_to(up[i], preference_difference(preference, options, chosen + i), tolerance,
                 kl_preference_name(preference), i);
        close_to(down[i], preference_difference(preference, options, rejected + i), tolerance,
                 kl_preference_name(preference), i);
    }
}

/* ε where a type has it. */
static double smoothing_of(kl_preference preference) {
    switch (preference) {
    case KL_PREFERENCE_SIGMOID:
    case KL_PREFERENCE_EXO_PAIR:
    case KL_PREFERENCE_ROBUST:
    case KL_PREFERENCE_CPO:
    case KL_PREFERENCE_SIMPO:
        return 0.2;
    default:
        return 0;
    }
}

static void every_preference(void **state) {
    (void)state;
    static const double betas[] = {0.1, 1};
    for (int p = 0; p < KL_PREFERENCE_COUNT; p++)
        for (size_t b = 0; b < COUNT(betas); b++)
            for (int reduction = KL_REDUCTION_MEAN; reduction <= KL_REDUCTION_SUM; reduction++) {
                kl_preference_options options;
                kl_preference_options_init(&options);
                options.beta = betas[b];
                options.label_smoothing = smoothing_of((kl_preference)p);
                options.reduction = (kl_reduction)reduction;
                options.reference_point = p == KL_PREFERENCE_BCO_PAIR ? 0.25 : 0;
                options.margin = p == KL_PREFERENCE_SIMPO ? 0.3 : 0;
                if (p >= KL_PREFERENCE_CPO)
                    options.nll_weight = 0.5;
                hold_to_differences((kl_preference)p, &options);
            }
}

static void every_divergence(void **state) {
    (void)state;
    static const kl_preference about_difference[] = {KL_PREFERENCE_SIGMOID, KL_PREFERENCE_HINGE,
                                                     KL_PREFERENCE_EXO_PAIR, KL_PREFERENCE_ROBUST};
    for (size_t p = 0; p < COUNT(about_difference); p++)
        for (int d = KL_PREFERENCE_REVERSE_KL; d <= KL_PREFERENCE_ALPHA; d++) {
            kl_preference_options options;
            kl_preference_options_init(&options);
            options.label_smoothing = smoothing_of(about_difference[p]);
            options.divergence = (kl_preference_divergence)d;
            options.alpha = 0.7;
            hold_to_differences(about_difference[p], &options);
        }
}

/* β → 0: the loss of a policy that nothing tells from its reference, and gradients that vanish with β. */
static void no_leash(void **state) {
    (void)state;
    static const struct {
        kl_preference preference;
        double smoothing, loss;
    } known[] = {{KL_PREFERENCE_SIGMOID, 0.2, M_LN2},
                 {KL_PREFERENCE_HINGE, 0, 1},
                 {KL_PREFERENCE_ROBUST, 0.2, M_LN2},
                 {KL_PREFERENCE_NCA_PAIR, 0, 2 * M_LN2},
                 {KL_PREFERENCE_BCO_PAIR, 0, 2 * M_LN2},
                 {KL_PREFERENCE_APO_ZERO, 0, 1},
                 {KL_PREFERENCE_APO_DOWN, 0, 1},
                 {KL_PREFERENCE_EXO_PAIR, 0.5, 0},
                 {KL_PREFERENCE_EXO_PAIR, 0.2, 0.2231435513142097558}}; /* ½ ln(25/16) */
    const double beta = 1e-9;
    for (size_t i = 0; i < COUNT(known); i++) {
        const kl_preference_pairs pairs = pairs_of(known[i].preference);
        kl_preference_options options;
        kl_preference_options_init(&options);
        options.beta = beta;
        options.label_smoothing = known[i].smoothing;
        double loss, up[PAIRS], down[PAIRS];
        const kl_preference_rows rows = {.chosen_gradient = up, .rejected_gradient = down};
        assert_int_equal(
            kl_loss_preference(known[i].preference, &pairs, &options, &rows, &loss, NULL), KL_OK);
        close_to(loss, known[i].loss, 10 * beta, "no leash", i); /* some nats between answers */
        for (size_t k = 0; k < PAIRS; k++)
            assert_true(fabs(up[k]) <= beta && fabs(down[k]) <= beta);
    }
}

/* ── Single answers ───────────────────────────────────────────────────────────────────────────── */

static double kto_loss(double *gradient) {
    static const int8_t liked[PAIRS] = {1, 0, 1};
    const kl_kto_answers answers = {.policy = kl_f64(chosen, PAIRS),
                                    .reference = kl_f64(reference_chosen, PAIRS),
                                    .desirable = {liked, PAIRS, 1, KL_I8}};
    kl_kto_options options;
    kl_kto_options_init(&options);
    options.beta = 0.7;
    options.desirable_weight = 1.5;
    options.reference_point = 0.25;
    const kl_kto_rows rows = {.gradient = gradient};
    double loss;
    assert_int_equal(kl_loss_kto(&answers, &options, &rows, &loss, NULL), KL_OK);
    return loss;
}

static void single_answers(void **state) {
    (void)state;
    double gradient[PAIRS];
    kto_loss(gradient);
    for (size_t i = 0; i < PAIRS; i++) {
        const double kept = chosen[i];
        chosen[i] = kept + step;
        const double up = kto_loss(NULL);
        chosen[i] = kept - step;
        const double down = kto_loss(NULL);
        chosen[i] = kept;
        close_to(gradient[i], (up - down) / (2 * step), 1e-9, "kto", i);
    }
}

/* ── Policies ─────────────────────────────────────────────────────────────────────────────────── */

static double policy[ROWS * TOKENS] = {-1, -2, -0.5, -3, -1.5, -0.25, -2, -1};
static const double old[ROWS * TOKENS] = {-1.1, -1.5, -0.5, -3.3, -1.6, -0.2, -2.1, -9};
static double reference[ROWS * TOKENS] = {-2, -1, -0.75, -2, -1, -0.5, -4, -9};
static const uint8_t mask[ROWS * TOKENS] = {1, 1, 1, 1, 1, 1, 1, 0};
static const double advantages[ROWS] = {1, -0.5};

static double policy_loss(const kl_policy_options *options, double *gradient) {
    const kl_policy_batch batch = {.policy = {policy, ROWS, TOKENS, TOKENS, KL_F64},
                                   .old = {old, ROWS, TOKENS, TOKENS, KL_F64},
                                   .reference = {reference, ROWS, TOKENS, TOKENS, KL_F64},
                                   .mask = {mask, ROWS, TOKENS, TOKENS, KL_U8},
                                   .advantages = {advantages, ROWS, 1, 1, KL_F64}};
    const kl_loss_gradient into = {.data = gradient, .row_stride = TOKENS};
    kl_policy_result out;
    assert_int_equal(
        kl_loss_policy(&batch, options, NULL, gradient == NULL ? NULL : &into, &out, NULL), KL_OK);
    return out.loss;
}

/* None of the ratios is where the clip begins to bind. */
static void every_policy_loss(void **state) {
    (void)state;
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++)
        for (int reduction = KL_POLICY_SEQUENCES; reduction <= KL_POLICY_CONSTANT; reduction++) {
            kl_policy_options options;
            kl_policy_options_init(&options);
            options.penalty = (kl_policy_penalty)k;
            options.reduction = (kl_policy_reduction)reduction;
            options.beta = 0.5;
            options.max_length = 6;
            double gradient[ROWS * TOKENS];
            policy_loss(&options, gradient);
            for (size_t i = 0; i < COUNT(policy); i++) {
                const double kept = policy[i];
                policy[i] = kept + step;
                const double up = policy_loss(&options, NULL);
                policy[i] = kept - step;
                const double down = policy_loss(&options, NULL);
                policy[i] = kept;
                close_to(gradient[i], (up - down) / (2 * step), 1e-9, "policy", i);
            }
        }
}

/* The policy is its reference: nothing to pay, and only k1 still has a slope. */
static void no_distance(void **state) {
    (void)state;
    const kl_matrix same = {policy, ROWS, TOKENS, TOKENS, KL_F64};
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++) {
        double values[ROWS * TOKENS], slopes[ROWS * TOKENS];
        kl_estimate out;
        assert_int_equal(kl_policy_divergence((kl_policy_penalty)k, same, same, (kl_matrix){0},
                                              0.95, values, slopes, &out, NULL),
                         KL_OK);
        assert_true(out.value == 0);
        for (size_t i = 0; i < COUNT(policy); i++)
            assert_true(values[i] == 0 && slopes[i] == (k == KL_POLICY_K1));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_preference),  cmocka_unit_test(every_divergence),
        cmocka_unit_test(no_leash),          cmocka_unit_test(single_answers),
        cmocka_unit_test(every_policy_loss), cmocka_unit_test(no_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
