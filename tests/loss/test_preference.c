/* SPDX-License-Identifier: Apache-2.0 */
/* Losses of pairs and of single answers: TRL's formulas with PyTorch's gradients, 60 digits near and far, and what
 * must hold whatever the numbers. */
#include "oracle.h"

#include <kullback/loss_preference.h>

#include "preference_golden.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { N = GOLDEN_PAIRS };

static void close_to(double value, double truth, double tolerance, const char *what, size_t which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("case %zu, %s: %.17g, expected %.17g", which, what, value, truth);
}

static kl_preference_pairs batch_of(kl_preference preference) {
    kl_preference_pairs pairs = {
        .policy_chosen = kl_f64(golden_policy_chosen, N),
        .policy_rejected = kl_f64(golden_policy_rejected, N),
    };
    if (preference < KL_PREFERENCE_CPO) {
        pairs.reference_chosen = kl_f64(golden_reference_chosen, N);
        pairs.reference_rejected = kl_f64(golden_reference_rejected, N);
    }
    if (preference == KL_PREFERENCE_IPO || preference >= KL_PREFERENCE_SIMPO) {
        pairs.chosen_lengths = kl_f64(golden_chosen_lengths, N);
        pairs.rejected_lengths = kl_f64(golden_rejected_lengths, N);
    }
    return pairs;
}

static kl_preference_options golden_options(size_t i) {
    kl_preference_options options;
    kl_preference_options_init(&options);
    const kl_preference preference = golden_preference[i].preference;
    options.beta = golden_preference[i].beta;
    options.label_smoothing = golden_preference[i].label_smoothing;
    options.divergence = golden_preference[i].divergence;
    options.alpha = 0.7;
    options.reference_point = preference == KL_PREFERENCE_BCO_PAIR ? 0.25 : 0;
    options.margin = preference == KL_PREFERENCE_SIMPO ? 0.3 : 0;
    options.nll_weight = preference >= KL_PREFERENCE_CPO ? 0.5 : 0;
    return options;
}

/* PyTorch cancels where this does not: 1e-13 of 1 or of what is larger. */
static void as_trl(void **state) {
    (void)state;
    unsigned seen = 0;
    for (size_t i = 0; i < COUNT(golden_preference); i++) {
        const kl_preference preference = golden_preference[i].preference;
        const kl_preference_pairs pairs = batch_of(preference);
        const kl_preference_options options = golden_options(i);
        double loss, chosen[N], rejected[N];
        const kl_preference_rows rows = {.chosen_gradient = chosen, .rejected_gradient = rejected};
        kl_error error = KL_ERROR_INIT;
        if (kl_loss_preference(preference, &pairs, &options, &rows, &loss, &error) != KL_OK)
            fail_msg("case %zu: %s", i, error.message);
        close_to(loss, golden_preference[i].loss, 1e-13 * (1 + fabs(loss)), "loss", i);
        for (size_t n = 0; n < N; n++) {
            const double size = 1e-13 * (1 + fabs(chosen[n]) + fabs(rejected[n]));
            close_to(chosen[n], golden_preference[i].chosen[n], size, "chosen", i);
            close_to(rejected[n], golden_preference[i].rejected[n], size, "rejected", i);
        }
        seen |= 1u << preference;
    }
    assert_int_equal(seen, (1u << KL_PREFERENCE_COUNT) - 1);
}

/* What the header says, of the value and of what is added up in it; below 2⁻¹⁰²² there are fewer digits. */
static void near_and_far(void **state) {
    (void)state;
    const double one = 1;
    for (size_t i = 0; i < COUNT(golden_pairs); i++) {
        const kl_preference preference = golden_pairs[i].preference;
        const double a = golden_pairs[i].a, b = golden_pairs[i].b;
        kl_preference_pairs pairs = {.policy_chosen = kl_f64(&a, 1),
                                     .policy_rejected = kl_f64(&b, 1),
                                     .chosen_lengths = kl_f64(&one, 1),
                                     .rejected_lengths = kl_f64(&one, 1)};
        kl_preference_options options;
        kl_preference_options_init(&options);
        options.beta = golden_pairs[i].beta;
        options.label_smoothing = golden_pairs[i].label_smoothing;
        double loss, chosen, rejected;
        const kl_preference_rows rows = {.chosen_gradient = &chosen,
                                         .rejected_gradient = &rejected};
        assert_int_equal(kl_loss_preference(preference, &pairs, &options, &rows, &loss, NULL),
                         KL_OK);
        const double bound = (32 + fabs(a) + fabs(b)) * 0x1p-53; /* β is at most 1 */
        const int adds = preference == KL_PREFERENCE_ROBUST;     /* terms of either sign */
        const double tilt = options.label_smoothing / (1 - 2 * options.label_smoothing);
        const double size =
            fabs(golden_pairs[i].loss) + (adds ? tilt * options.beta * fabs(a - b) : 0);
        close_to(loss, golden_pairs[i].loss, bound * size + 0x1p-1074, "loss", i);
        /* A gradient is a difference of two slopes at some types: of their size, β. */
        const int differs = options.label_smoothing > 0 || preference == KL_PREFERENCE_NCA_PAIR ||
                            preference == KL_PREFERENCE_APO_DOWN;
        const double more = differs ? options.beta : 0;
        close_to(chosen, golden_pairs[i].chosen,
                 bound * (fabs(golden_pairs[i].chosen) + more) + 0x1p-1074, "chosen", i);
        close_to(rejected, golden_pairs[i].rejected,
                 bound * (fabs(golden_pairs[i].rejected) + more) + 0x1p-1074, "rejected", i);
    }
}

static void rewards_and_reductions(void **state) {
    (void)state;
    const kl_preference_pairs pairs = batch_of(KL_PREFERENCE_SIGMOID);
    double each[N], chosen[N], rejected[N], margin[N], slope[N], summed[N], loss, total = 0;
    kl_preference_rows rows = {each, chosen, rejected, margin, slope, NULL};
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = 0.25;
    assert_int_equal(
        kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, NULL), KL_OK);
    for (size_t i = 0; i < N; i++) {
        assert_true(chosen[i] == 0.25 * (golden_policy_chosen[i] - golden_reference_chosen[i]));
        assert_true(rejected[i] ==
                    0.25 * (golden_policy_rejected[i] - golden_reference_rejected[i]));
        close_to(margin[i], chosen[i] - rejected[i], 0x1p-50, "margin", i);
        close_to(each[i], log1p(exp(-margin[i])), 1e-15 * (1 + each[i]), "loss", i);
        total += each[i];
    }
    close_to(loss, total / N, 1e-15 * total, "mean", 0);
    options.reduction = KL_REDUCTION_SUM;
    rows.chosen_gradient = summed;
    assert_int_equal(
        kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, NULL), KL_OK);
    close_to(loss, total, 1e-15 * total, "sum", 0);
    for (size_t i = 0; i < N; i++)
        assert_true(summed[i] == N * slope[i]); /* N is a power of two */
    options.reduction = KL_REDUCTION_NONE;
    assert_int_equal(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, NULL, NULL),
                     KL_OK);
}

/* Where the policy is its reference the loss is a number that is known, and no reward is given. */
static void the_policy_is_the_reference(void **state) {
    (void)state;
    static const struct {
        kl_preference preference;
        double smoothing, loss;
    } known[] = {{KL_PREFERENCE_SIGMOID, 0, M_LN2},
                 {KL_PREFERENCE_SIGMOID, 0.3, M_LN2},
                 {KL_PREFERENCE_HINGE, 0, 1},
                 {KL_PREFERENCE_ROBUST, 0.25, M_LN2},
                 {KL_PREFERENCE_NCA_PAIR, 0, 2 * M_LN2},
                 {KL_PREFERENCE_BCO_PAIR, 0, 2 * M_LN2},
                 {KL_PREFERENCE_APO_ZERO, 0, 1},
                 {KL_PREFERENCE_APO_DOWN, 0, 1},
                 {KL_PREFERENCE_SPPO_HARD, 0, 50},
                 {KL_PREFERENCE_IPO, 0, 25},
                 {KL_PREFERENCE_EXO_PAIR, 0.5, 0}};
    const double one = 1;
    for (size_t i = 0; i < COUNT(known); i++) {
        kl_preference_pairs pairs = batch_of(KL_PREFERENCE_SIGMOID);
        pairs.policy_chosen = pairs.reference_chosen;
        pairs.policy_rejected = pairs.reference_rejected;
        pairs.chosen_lengths = pairs.rejected_lengths = kl_f64(&one, 1);
        kl_preference_options options;
        kl_preference_options_init(&options);
        options.label_smoothing = known[i].smoothing;
        double loss, reward[N];
        const kl_preference_rows rows = {.chosen_reward = reward};
        assert_int_equal(
            kl_loss_preference(known[i].preference, &pairs, &options, &rows, &loss, NULL), KL_OK);
        close_to(loss, known[i].loss, 1e-14 * (1 + loss), "loss", i);
        for (size_t n = 0; n < N; n++)
            assert_true(reward[n] == 0);
    }
}

/* β → 0: of the logistic losses nothing is left but ln 2, and β/2 times the difference. */
static void no_leash(void **state) {
    (void)state;
    const kl_preference_pairs pairs = batch_of(KL_PREFERENCE_SIGMOID);
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = 1e-12;
    double loss, slope[N];
    const kl_preference_rows rows = {.chosen_gradient = slope};
    assert_int_equal(
        kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, NULL), KL_OK);
    close_to(loss, M_LN2, 1e-11, "loss", 0); /* β times a mean difference of some nats */
    for (size_t i = 0; i < N; i++)
        close_to(slope[i], -0.5e-12 / N, 1e-23, "slope", i);
}

/* The α-divergence lies between its ends. */
static void divergences_meet(void **state) {
    (void)state;
    const kl_preference_pairs pairs = batch_of(KL_PREFERENCE_SIGMOID);
    static const struct {
        double alpha;
        kl_preference_divergence end;
        double tolerance; /* the first order in α of h is α r²/2, r up to 6, at β = 0.1 */
    } ends[] = {{1, KL_PREFERENCE_FORWARD_KL, 0}, {1e-9, KL_PREFERENCE_REVERSE_KL, 1e-8}};
    for (size_t i = 0; i < COUNT(ends); i++) {
        double alpha_loss, loss;
        kl_preference_options options;
        kl_preference_options_init(&options);
        options.divergence = ends[i].end;
        assert_int_equal(
            kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, NULL, &loss, NULL), KL_OK);
        options.divergence = KL_PREFERENCE_ALPHA;
        options.alpha = ends[i].alpha;
        assert_int_equal(
            kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, NULL, &alpha_loss, NULL),
            KL_OK);
        close_to(alpha_loss, loss, ends[i].tolerance, "end", i);
    }
}

/* ORPO of an answer that is certain: σ(−x)/(1 − p) has the limit odds(rejected). */
static void a_certain_answer(void **state) {
    (void)state;
    const double a = 0, b = -1, one = 1;
    const kl_preference_pairs pairs = {kl_f64(&a, 1), kl_f64(&b, 1),   {0},
                                       {0},           kl_f64(&one, 1), kl_f64(&one, 1)};
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = 1;
    options.nll_weight = 0;
    double loss, chosen, rejected;
    const kl_preference_rows rows = {.chosen_gradient = &chosen, .rejected_gradient = &rejected};
    assert_int_equal(kl_loss_preference(KL_PREFERENCE_ORPO, &pairs, &options, &rows, &loss, NULL),
                     KL_OK);
    assert_true(loss == 0 && rejected == 0);
    close_to(chosen, -exp(-1.0) / -expm1(-1.0), 1e-15, "chosen", 0);
}

/* Every pair of four answers, as often as Bradley and Terry say of rewards r: the expected loss of DPO is stationary
 * at π₀ e^(r/β)/Z, and its h at the policy with β f′(π/π₀) = r + constant. */
static double expected_slope(const double log_pi[4], const double log_reference[4],
                             const double reward[4], double beta,
                             kl_preference_divergence divergence) {
    double slope[4] = {0}, worst = 0, total = 0;
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = beta;
    options.divergence = divergence;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) {
            const kl_preference_pairs pairs = {.policy_chosen = kl_f64(log_pi + i, 1),
                                               .policy_rejected = kl_f64(log_pi + j, 1),
                                               .reference_chosen = kl_f64(log_reference + i, 1),
                                               .reference_rejected = kl_f64(log_reference + j, 1)};
            double loss, up, down;
            const kl_preference_rows rows = {.chosen_gradient = &up, .rejected_gradient = &down};
            assert_int_equal(
                kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, NULL),
                KL_OK);
            const double preferred = 1 / (1 + exp(reward[j] - reward[i]));
            slope[i] += preferred * up;
            slope[j] += preferred * down;
        }
    for (size_t i = 0; i < 4; i++)
        total += slope[i];
    for (size_t i = 0; i < 4; i++) /* by the logits of π */
        worst = fmax(worst, fabs(slope[i] - exp(log_pi[i]) * total));
    return worst;
}

static void the_optimum_is_the_tilted_reference(void **state) {
    (void)state;
    const double reference[4] = {0.4, 0.3, 0.2, 0.1}, reward[4] = {0.5, -1, 2, 0.25}, beta = 0.5;
    double log_reference[4], log_pi[4], weight[4], total = 0;
    for (size_t i = 0; i < 4; i++) {
        log_reference[i] = log(reference[i]);
        total += weight[i] = reference[i] * exp(reward[i] / beta);
    }
    for (size_t i = 0; i < 4; i++)
        log_pi[i] = log(weight[i] / total);
    /* Sixteen pairs of slopes below β, rounded. */
    assert_true(expected_slope(log_pi, log_reference, reward, beta, KL_PREFERENCE_REVERSE_KL) <
                1e-14);
    assert_true(
        expected_slope(log_reference, log_reference, reward, beta, KL_PREFERENCE_REVERSE_KL) > 0.1);
    /* Forward: β(1 − π₀/π) = r − λ, so π = π₀/(1 − (r − λ)/β) with λ such that it sums to 1. */
    double low = 2 - beta + 1e-9, high = 100;
    for (int step = 0; step < 200; step++) {
        const double level = 0.5 * (low + high);
        total = 0;
        for (size_t i = 0; i < 4; i++)
            total += weight[i] = reference[i] / (1 - (reward[i] - level) / beta);
        *(total > 1 ? &low : &high) = level;
    }
    for (size_t i = 0; i < 4; i++)
        log_pi[i] = log(weight[i]);
    assert_true(expected_slope(log_pi, log_reference, reward, beta, KL_PREFERENCE_FORWARD_KL) <
                1e-13);
}

static void kto(void **state) {
    (void)state;
    kl_kto_answers answers = {
        .policy = kl_f64(golden_policy_chosen, N),
        .reference = kl_f64(golden_reference_chosen, N),
        .desirable = {golden_kto_desirable, N, 1, KL_I8},
        .policy_mismatched = kl_f64(golden_kto_mismatched, 3),
        .reference_mismatched = kl_f64(golden_kto_reference_mismatched, 3),
    };
    kl_kto_options options;
    kl_kto_options_init(&options);
    options.beta = 0.3;
    options.desirable_weight = 1.5;
    options.undesirable_weight = 0.5;
    double loss, again, each[N], reward[N], gradient[N], point;
    const kl_kto_rows rows = {each, reward, gradient, &point};
    assert_int_equal(kl_loss_kto(&answers, &options, &rows, &loss, NULL), KL_OK);
    close_to(loss, golden_kto_loss, 1e-15, "loss", 0);
    close_to(point, golden_kto_point, 1e-15 * (1 + point), "z", 0);
    for (size_t i = 0; i < N; i++) {
        close_to(gradient[i], golden_kto_gradient[i], 1e-16, "gradient", i);
        assert_true(reward[i] == 0.3 * (golden_policy_chosen[i] - golden_reference_chosen[i]));
    }
    assert_true(point > 0);
    answers.policy_mismatched = answers.reference_mismatched = kl_f64(NULL, 0);
    options.reference_point = point;
    assert_int_equal(kl_loss_kto(&answers, &options, NULL, &again, NULL), KL_OK);
    assert_true(again == loss);
    /* A mean below 0 is no divergence: 0. */
    answers.policy_mismatched = kl_f64(golden_kto_reference_mismatched, 3);
    answers.reference_mismatched = kl_f64(golden_kto_mismatched, 3);
    assert_int_equal(kl_loss_kto(&answers, &options, &rows, &loss, NULL), KL_OK);
    assert_true(point == 0);
}

static void names(void **state) {
    (void)state;
    assert_string_equal(kl_preference_name(KL_PREFERENCE_SIGMOID), "sigmoid");
    assert_string_equal(kl_preference_name(KL_PREFERENCE_ORPO), "orpo");
    for (int i = 0; i < KL_PREFERENCE_COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(kl_preference_name((kl_preference)i),
                                    kl_preference_name((kl_preference)j));
    assert_null(kl_preference_name(KL_PREFERENCE_COUNT));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_trl),
        cmocka_unit_test(near_and_far),
        cmocka_unit_test(rewards_and_reductions),
        cmocka_unit_test(the_policy_is_the_reference),
        cmocka_unit_test(no_leash),
        cmocka_unit_test(divergences_meet),
        cmocka_unit_test(a_certain_answer),
        cmocka_unit_test(the_optimum_is_the_tilted_reference),
        cmocka_unit_test(kto),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
