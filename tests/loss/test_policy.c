/* SPDX-License-Identifier: Apache-2.0 */
/* Policy losses: the gradient each penalty really has, by enumeration of a policy that is a table; TRL's formulas with
 * PyTorch's gradients; what is refused. */
#include "oracle.h"

#include <kullback/loss_policy.h>

#include "../older.h"
#include "../refused.h"

#include "policy_golden.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { N = GOLDEN_SEQUENCES, T = GOLDEN_TOKENS, ACTIONS = 5 };

static void close_to(double value, double truth, double tolerance, const char *what, size_t which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s %zu: %.17g, expected %.17g", what, which, value, truth);
}

/* ── A policy that is a table: every draw with its probability ── */

typedef struct table {
    double pi[ACTIONS], log_pi[ACTIONS], log_reference[ACTIONS], reference[ACTIONS];
} table;

static void set_log_softmax(const double *logits, double *log_p, double *p) {
    double sum = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        sum += exp(logits[a]);
    for (size_t a = 0; a < ACTIONS; a++) {
        log_p[a] = logits[a] - log(sum);
        p[a] = exp(log_p[a]);
    }
}

static table table_of(const double *logits) {
    static const double others[ACTIONS] = {-0.5, 1.5, 0.25, 0, -2};
    table out;
    set_log_softmax(logits, out.log_pi, out.pi);
    set_log_softmax(others, out.log_reference, out.reference);
    return out;
}

static const double theta[ACTIONS] = {1, 0.5, -1, 0.25, 0};

/* Every action as a sequence of one token. */
static void enumerate(const table *of, kl_policy_penalty penalty, double *values, double *slopes) {
    const kl_matrix policy = {of->log_pi, ACTIONS, 1, 1, KL_F64};
    const kl_matrix reference = {of->log_reference, ACTIONS, 1, 1, KL_F64};
    assert_int_equal(kl_policy_divergence(penalty, policy, reference, (kl_matrix){0}, 0.95, values,
                                          slopes, NULL, NULL),
                     KL_OK);
}

/* E w ∇ ln π by the logits: Σ π w (δ − π). */
static void score_function(const table *of, const double *weight, double out[ACTIONS]) {
    double mean = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        mean += of->pi[a] * weight[a];
    for (size_t a = 0; a < ACTIONS; a++)
        out[a] = of->pi[a] * (weight[a] - mean);
}

static double forward(const table *of) {
    double sum = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        sum += of->reference[a] * (of->log_reference[a] - of->log_pi[a]);
    return sum;
}
static double reverse(const table *of) {
    double sum = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        sum += of->pi[a] * (of->log_pi[a] - of->log_reference[a]);
    return sum;
}
static double half_square(const table *of) {
    double sum = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        sum += of->pi[a] * 0.5 * pow(of->log_pi[a] - of->log_reference[a], 2);
    return sum;
}

/* By differences: h² of a third derivative of some units, and 2⁻⁵²/h. */
static void gradient_of(double (*f)(const table *), double out[ACTIONS]) {
    const double h = 1e-5;
    for (size_t a = 0; a < ACTIONS; a++) {
        double up[ACTIONS], down[ACTIONS];
        memcpy(up, theta, sizeof up);
        memcpy(down, theta, sizeof down);
        up[a] += h, down[a] -= h;
        const table above = table_of(up), below = table_of(down);
        out[a] = (f(&above) - f(&below)) / (2 * h);
    }
}
static const double of_differences = 1e-9;

static void what_penalties_are_and_pull(void **state) {
    (void)state;
    const table of = table_of(theta);
    double to_reverse[ACTIONS], to_forward[ACTIONS], to_square[ACTIONS];
    gradient_of(reverse, to_reverse);
    gradient_of(forward, to_forward);
    gradient_of(half_square, to_square);
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++) {
        double values[ACTIONS], slopes[ACTIONS], as_loss[ACTIONS], as_reward[ACTIONS], mean = 0;
        enumerate(&of, (kl_policy_penalty)k, values, slopes);
        score_function(&of, slopes, as_loss);
        score_function(&of, values, as_reward);
        for (size_t a = 0; a < ACTIONS; a++)
            mean += of.pi[a] * values[a];
        close_to(mean, k == KL_POLICY_K2 ? half_square(&of) : reverse(&of), 1e-15, "mean",
                 (size_t)k);
        for (size_t a = 0; a < ACTIONS; a++) {
            const double loss = k == KL_POLICY_K1   ? 0
                                : k == KL_POLICY_K2 ? to_reverse[a]
                                                    : to_forward[a];
            const double reward = k == KL_POLICY_K1   ? to_reverse[a]
                                  : k == KL_POLICY_K2 ? to_square[a] - to_reverse[a]
                                                      : to_reverse[a] - to_forward[a];
            close_to(as_loss[a], loss, of_differences, "as a loss", (size_t)k);
            close_to(as_reward[a], reward, of_differences, "as a reward", (size_t)k);
        }
    }
    /* They are different things: on this table none is near another. */
    double apart = 0;
    for (size_t a = 0; a < ACTIONS; a++)
        apart = fmax(apart, fabs(to_reverse[a] - to_forward[a]));
    assert_true(apart > 0.05);
}

/* The loss's own gradient with the penalty, all draws by their probability: sequences as often as π says. */
static void penalty_in_the_loss(void **state) {
    (void)state;
    const table of = table_of(theta);
    double to_forward[ACTIONS], slopes[ACTIONS], as_loss[ACTIONS];
    const double zero[ACTIONS] = {0};
    gradient_of(forward, to_forward);
    const kl_policy_batch batch = {.policy = {of.log_pi, ACTIONS, 1, 1, KL_F64},
                                   .reference = {of.log_reference, ACTIONS, 1, 1, KL_F64},
                                   .advantages = {zero, ACTIONS, 1, 1, KL_F64}};
    kl_policy_options options;
    kl_policy_options_init(&options);
    options.beta = 0.5;
    const kl_loss_gradient into = {.data = slopes, .row_stride = 1};
    kl_policy_result out;
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, &into, &out, NULL), KL_OK);
    score_function(&of, slopes, as_loss);
    for (size_t a = 0; a < ACTIONS; a++)
        close_to(ACTIONS * as_loss[a], 0.5 * to_forward[a], of_differences, "k3 in the loss", a);
}

/* Near equal policies: k3 is d²/2 − d³/6, and e^−d − 1 + d would be noise. */
static void near_equals(void **state) {
    (void)state;
    const double reference = 0;
    double d = 1e-9, value, slope;
    const kl_matrix own = {&d, 1, 1, 1, KL_F64}, other = {&reference, 1, 1, 1, KL_F64};
    assert_int_equal(kl_policy_divergence(KL_POLICY_K3, own, other, (kl_matrix){0}, 0.95, &value,
                                          &slope, NULL, NULL),
                     KL_OK);
    close_to(value, 5e-19 * (1 - d / 3), 1e-33, "k3", 0);
    close_to(slope, 1e-9 * (1 - d / 2), 1e-24, "its slope", 0);
}

static void divergence_of_sequences(void **state) {
    (void)state;
    const double policy[6] = {-1, -2, -0.5, -1, -3, -9}, reference[6] = {-2, -1, -1, -1, -1, NAN};
    const uint8_t mask[6] = {1, 1, 1, 1, 1, 0};
    double values[6], slopes[6];
    kl_estimate out;
    const kl_matrix p = {policy, 3, 2, 2, KL_F64}, q = {reference, 3, 2, 2, KL_F64};
    const kl_matrix m = {mask, 3, 2, 2, KL_U8};
    assert_int_equal(kl_policy_divergence(KL_POLICY_K1, p, q, m, 0.95, values, slopes, &out, NULL),
                     KL_OK);
    /* Sums 0, 0.5, −2: mean −1/2, variance 7/4, t quantile of two degrees 4.3027 (tables). */
    close_to(out.value, -0.5, 1e-15, "mean", 0);
    close_to(out.standard_error, sqrt(1.75 / 3), 1e-15, "error", 0);
    close_to(out.high, -0.5 + 4.302652729911275 * sqrt(1.75 / 3), 1e-9, "high", 0);
    assert_true(values[5] == 0 && slopes[5] == 0 && slopes[4] == 1 && out.n == 3);
    assert_int_equal(kl_policy_divergence(KL_POLICY_K2, p, q, m, 0.95, NULL, NULL, &out, NULL),
                     KL_OK);
    assert_true(kl_estimate_has(&out, KL_FLAG_BIASED));
    const kl_matrix one = {policy, 1, 2, 2, KL_F64}, its = {reference, 1, 2, 2, KL_F64};
    assert_int_equal(
        kl_policy_divergence(KL_POLICY_K1, one, its, (kl_matrix){0}, 0.95, NULL, NULL, &out, NULL),
        KL_OK);
    assert_true(kl_estimate_has(&out, KL_FLAG_FEW_UNITS) && isnan(out.low));
}

/* ── The loss as TRL's ── */

static kl_policy_batch golden_batch(void) {
    return (kl_policy_batch){.policy = {golden_policy, N, T, T, KL_F64},
                             .old = {golden_old, N, T, T, KL_F64},
                             .reference = {golden_reference, N, T, T, KL_F64},
                             .mask = {golden_mask, N, T, T, KL_F64},
                             .advantages = {golden_by_none, N, 1, 1, KL_F64}};
}

static void as_trl(void **state) {
    (void)state;
    const kl_policy_batch batch = golden_batch();
    for (size_t i = 0; i < COUNT(golden_policy_loss); i++) {
        kl_policy_options options;
        kl_policy_options_init(&options);
        options.clip_high = 0.3;
        options.beta = golden_policy_loss[i].beta;
        options.penalty = golden_policy_loss[i].penalty;
        options.reduction = golden_policy_loss[i].reduction;
        options.max_length = GOLDEN_LONGEST;
        double gradient[N * T], each[N * T], ratio[N * T], penalty[N * T];
        const kl_policy_rows rows = {each, ratio, penalty};
        const kl_loss_gradient into = {.data = gradient, .row_stride = T};
        kl_policy_result out;
        assert_int_equal(kl_loss_policy(&batch, &options, &rows, &into, &out, NULL), KL_OK);
        close_to(out.loss, golden_policy_loss[i].loss, 1e-14, "loss", i);
        close_to(out.loss, out.surrogate + options.beta * out.penalty, 1e-15, "parts", i);
        double behind = 0, tokens = 0, clipped = 0;
        for (size_t k = 0; k < (size_t)N * T; k++) {
            close_to(gradient[k], golden_policy_loss[i].gradient[k], 1e-14, "gradient", i);
            if (golden_mask[k] == 0) {
                assert_true(each[k] == 0 && ratio[k] == 0 && penalty[k] == 0 && gradient[k] == 0);
                continue;
            }
            const double d = golden_policy[k] - golden_old[k], advantage = golden_by_none[k / T];
            close_to(ratio[k], exp(d), 1e-15 * exp(d), "ratio", k);
            behind += exp(d) - 1 - d;
            tokens += 1;
            clipped += (ratio[k] > 1.3 && advantage > 0) || (ratio[k] < 0.8 && advantage < 0);
        }
        close_to(out.old_divergence, behind / tokens, 1e-15, "behind", i);
        close_to(out.clipped, clipped / tokens, 1e-15, "clipped", i);
        assert_true(clipped > 0 && clipped < tokens);
    }
}

/* The policy that drew is this one: the gradient is that of REINFORCE, and as with its own numbers for old. */
static void on_policy(void **state) {
    (void)state;
    kl_policy_batch batch = golden_batch();
    double gradient[N * T], other[N * T];
    float halves[N * T], single[N * T];
    kl_loss_gradient into = {.data = gradient, .row_stride = T};
    kl_policy_result out;
    kl_policy_options options;
    kl_policy_options_init(&options);
    options.reduction = KL_POLICY_TOKENS;
    batch.old = batch.policy;
    batch.reference = batch.mask = (kl_matrix){0};
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, &into, &out, NULL), KL_OK);
    assert_true(out.clipped == 0 && out.old_divergence == 0 && out.penalty == 0);
    for (size_t k = 0; k < (size_t)N * T; k++)
        close_to(gradient[k], -golden_by_none[k / T] / (N * T), 1e-16, "REINFORCE", k);
    batch.old = (kl_matrix){0};
    into.data = other;
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, &into, &out, NULL), KL_OK);
    assert_memory_equal(gradient, other, sizeof gradient);
    /* f32 over its own memory, times upstream factors; advantages of tokens. */
    double each[N * T];
    for (size_t k = 0; k < (size_t)N * T; k++) {
        halves[k] = single[k] = (float)golden_policy[k];
        each[k] = golden_by_none[k / T];
    }
    const double upstream[N] = {1, 2, 0, -1};
    batch.policy = (kl_matrix){single, N, T, T, KL_F32};
    batch.advantages = (kl_matrix){each, N, T, T, KL_F64};
    into = (kl_loss_gradient){single, T, kl_f64(upstream, N)};
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, &into, &out, NULL), KL_OK);
    for (size_t k = 0; k < (size_t)N * T; k++) {
        close_to((double)single[k], upstream[k / T] * gradient[k], 1e-8, "f32", k);
        assert_true(halves[k] != single[k]);
    }
}

static void advantages(void **state) {
    (void)state;
    static const double *const known[] = {golden_by_group, golden_by_batch, golden_by_none};
    kl_advantage_options options;
    kl_advantage_options_init(&options);
    double out[N];
    for (int scale = KL_ADVANTAGE_GROUP; scale <= KL_ADVANTAGE_NONE; scale++) {
        options.scale = (kl_advantage_scale)scale;
        assert_int_equal(kl_policy_advantages(kl_f64(golden_rewards, N), 2, &options, out, NULL),
                         KL_OK);
        for (size_t i = 0; i < N; i++)
            close_to(out[i], known[scale][i], 1e-14, "advantage", i);
    }
    const float equal[4] = {0.1f, 0.1f, 0.1f, 0.1f};
    options.scale = KL_ADVANTAGE_GROUP;
    options.epsilon = 0;
    assert_int_equal(kl_policy_advantages((kl_array){equal, 4, 1, KL_F32}, 4, &options, out, NULL),
                     KL_OK);
    assert_true(out[0] == 0 && out[3] == 0);
    const double pair[2] = {0, 1};
    assert_int_equal(kl_policy_advantages(kl_f64(pair, 2), 2, &options, out, NULL), KL_OK);
    close_to(out[1], sqrt(0.5), 1e-15, "two", 1);
    REFUSED(kl_policy_advantages(kl_f64(NULL, 2), 2, NULL, out, &error));
    REFUSED(kl_policy_advantages(kl_f64(pair, 2), 2, NULL, NULL, &error));
    REFUSED(kl_policy_advantages(kl_f64(pair, 2), 1, NULL, out, &error));
    options.epsilon = -1;
    REFUSED(kl_policy_advantages(kl_f64(pair, 2), 2, &options, out, &error));
    options.epsilon = 0;
    options.scale = (kl_advantage_scale)3;
    REFUSED(kl_policy_advantages(kl_f64(pair, 2), 2, &options, out, &error));
    assert_int_equal(kl_policy_advantages(kl_f64(golden_rewards, 3), 2, NULL, out, NULL),
                     KL_ERROR_MISMATCH);
    const double broken[2] = {0, NAN};
    assert_int_equal(kl_policy_advantages(kl_f64(broken, 2), 2, NULL, out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    error = (kl_error)KL_ERROR_INIT;
}

static void controller(void **state) {
    (void)state;
    double out;
    assert_int_equal(kl_policy_coefficient(0.2, 6.3, 6, 256, 10000, &out, NULL), KL_OK);
    close_to(out, 0.2 * (1 + 0.05 * 0.0256), 1e-15, "near", 0);
    assert_int_equal(kl_policy_coefficient(0.2, 60, 6, 256, 10000, &out, NULL), KL_OK);
    close_to(out, 0.2 * (1 + 0.2 * 0.0256), 1e-16, "above", 0);
    assert_int_equal(kl_policy_coefficient(0.2, -1, 6, 256, 10000, &out, NULL), KL_OK);
    close_to(out, 0.2 * (1 - 0.2 * 0.0256), 1e-16, "below", 0);
    assert_int_equal(kl_policy_coefficient(0.2, 6, 6, 256, 10000, &out, NULL), KL_OK);
    assert_true(out == 0.2);
    REFUSED(kl_policy_coefficient(0.2, 6, 6, 256, 10000, NULL, &error));
    REFUSED(kl_policy_coefficient(0, 6, 6, 256, 10000, &out, &error));
    REFUSED(kl_policy_coefficient(0.2, NAN, 6, 256, 10000, &out, &error));
    REFUSED(kl_policy_coefficient(0.2, 6, -6, 256, 10000, &out, &error));
    REFUSED(kl_policy_coefficient(0.2, 6, 6, 50000, 10000, &out, &error));
}

static void what_is_refused(void **state) {
    (void)state;
    double z[N * T];
    kl_policy_result out;
    kl_estimate estimate;
    kl_policy_batch batch = golden_batch();
    const kl_matrix good = batch.policy, none = {0};
    kl_matrix lost = good, shorter = good;
    lost.data = NULL;
    shorter.columns = T - 1;
    REFUSED(kl_loss_policy(NULL, NULL, NULL, NULL, &out, &error));
    REFUSED(kl_loss_policy(&batch, NULL, NULL, NULL, NULL, &error));
#define BATCH(member, value, status)                                                               \
    do {                                                                                           \
        kl_policy_batch other = batch;                                                             \
        other.member = value;                                                                      \
        assert_int_equal(kl_loss_policy(&other, NULL, NULL, NULL, &out, NULL), status);            \
    } while (0)
    BATCH(policy, lost, KL_ERROR_ARGUMENT);
    BATCH(old, lost, KL_ERROR_ARGUMENT);
    BATCH(old, shorter, KL_ERROR_MISMATCH);
    BATCH(reference, shorter, KL_ERROR_MISMATCH);
    BATCH(mask, shorter, KL_ERROR_MISMATCH);
    BATCH(mask, lost, KL_ERROR_ARGUMENT);
    BATCH(mask.dtype, (kl_dtype)99, KL_ERROR_ARGUMENT);
    BATCH(advantages, shorter, KL_ERROR_MISMATCH);
    BATCH(advantages, none, KL_ERROR_MISMATCH);
    kl_policy_options usual;
    kl_policy_options_init(&usual);
#define OPTION(member, value)                                                                      \
    do {                                                                                           \
        kl_policy_options options = usual;                                                         \
        options.member = value;                                                                    \
        REFUSED(kl_loss_policy(&batch, &options, NULL, NULL, &out, &error));                       \
    } while (0)
    OPTION(clip_low, 1);
    OPTION(clip_low, -0.1);
    OPTION(clip_low, NAN);
    OPTION(clip_high, NAN);
    OPTION(clip_high, -0.1);
    OPTION(beta, -1);
    OPTION(beta, NAN);
    OPTION(beta, INFINITY);
    OPTION(penalty, (kl_policy_penalty)3);
    OPTION(reduction, (kl_policy_reduction)3);
    OPTION(max_length, -1);
    OPTION(size, 0);
    batch.reference = none;
    OPTION(beta, 0.1);
    batch = golden_batch();
    kl_policy_options *old = older(&usual, offsetof(kl_policy_options, max_length));
    assert_int_equal(kl_loss_policy(&batch, old, NULL, NULL, &out, NULL), KL_OK);
    free(old);
    const kl_loss_gradient overlap = {.data = z, .row_stride = T - 1};
    REFUSED(kl_loss_policy(&batch, NULL, NULL, &overlap, &out, &error));
    const kl_policy_penalty k3 = KL_POLICY_K3;
    REFUSED(kl_policy_divergence((kl_policy_penalty)3, good, good, none, 0.9, z, z, NULL, &error));
    REFUSED(kl_policy_divergence(k3, good, good, none, 1, z, z, NULL, &error));
    REFUSED(kl_policy_divergence(k3, lost, good, none, 0.9, z, z, NULL, &error));
    REFUSED(kl_policy_divergence(k3, good, lost, none, 0.9, z, z, NULL, &error));
    REFUSED(kl_policy_divergence(k3, good, good, none, 0.9, NULL, NULL, NULL, &error));
    assert_int_equal(kl_policy_divergence(k3, good, shorter, none, 0.9, z, z, &estimate, NULL),
                     KL_ERROR_MISMATCH);
    assert_null(kl_policy_penalty_name((kl_policy_penalty)3));
    assert_string_equal(kl_policy_penalty_name(KL_POLICY_K2), "k2");
}

static void values_that_are_wrong(void **state) {
    (void)state;
    double numbers[N * T], mask[N * T];
    kl_policy_result out;
    kl_policy_batch batch = golden_batch();
    memcpy(numbers, golden_policy, sizeof numbers);
    memcpy(mask, golden_mask, sizeof mask);
    batch.policy.data = numbers;
    batch.mask.data = mask;
    static const struct {
        double value;
        const char *part;
    } wrong[] = {{-INFINITY, "policy: row 1, column 0 is -inf"},
                 {NAN, "is nan"},
                 {1000, "leaves the doubles"}};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        numbers[T] = wrong[i].value;
        assert_int_equal(kl_loss_policy(&batch, NULL, NULL, NULL, &out, &error), KL_ERROR_VALUE);
        assert_int_equal(error.index, 1);
        assert_non_null(strstr(error.message, wrong[i].part));
    }
    mask[T + 1] = NAN;
    numbers[T] = golden_policy[T];
    assert_int_equal(kl_loss_policy(&batch, NULL, NULL, NULL, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_non_null(strstr(error.message, "mask: row 1, column 1 is nan"));
    mask[T + 1] = golden_mask[T + 1];
    numbers[T] = NAN; /* where nothing counts it is not read */
    mask[T] = 0;
    assert_int_equal(kl_loss_policy(&batch, NULL, NULL, NULL, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_non_null(strstr(error.message, "nothing of sequence 1 counts"));
    double values[N * T];
    assert_int_equal(kl_policy_divergence(KL_POLICY_K1, batch.policy, batch.reference, batch.mask,
                                          0.9, values, NULL, NULL, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    kl_policy_options options;
    kl_policy_options_init(&options);
    options.reduction = KL_POLICY_TOKENS;
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, NULL, &out, NULL), KL_OK);
    for (size_t i = 0; i < (size_t)N * T; i++)
        mask[i] = 0;
    assert_int_equal(kl_loss_policy(&batch, &options, NULL, NULL, &out, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "nothing of 4 sequences counts"));
    error = (kl_error)KL_ERROR_INIT;
}

/* A number that is none, in any matrix that is read: its name, its place. */
static void any_matrix_names_the_row(void **state) {
    (void)state;
    static const char *const name[] = {"policy", "old", "reference", "advantages"};
    static const double no_number[] = {-INFINITY, INFINITY, NAN};
    for (size_t which = 0; which < COUNT(name); which++)
        for (size_t i = 0; i < COUNT(no_number); i++) {
            kl_policy_batch batch = golden_batch();
            kl_matrix *const of[] = {&batch.policy, &batch.old, &batch.reference,
                                     &batch.advantages};
            double numbers[N * T];
            const size_t columns = of[which]->columns, at = 2 * columns;
            memcpy(numbers, of[which]->data, N * columns * sizeof *numbers);
            numbers[at] = no_number[i];
            of[which]->data = numbers;
            kl_policy_options options;
            kl_policy_options_init(&options);
            options.beta = 0.1;
            kl_policy_result out;
            assert_int_equal(kl_loss_policy(&batch, &options, NULL, NULL, &out, &error),
                             KL_ERROR_VALUE);
            assert_int_equal(error.index, 2);
            char part[64];
            snprintf(part, sizeof part, "%s: row 2, column 0 is", name[which]);
            if (strstr(error.message, part) == NULL)
                fail_msg("\"%s\" is not in \"%s\"", part, error.message);
        }
    double numbers[N * T];
    memcpy(numbers, golden_reference, sizeof numbers);
    numbers[T] = -INFINITY;
    const kl_policy_batch batch = golden_batch();
    double values[N * T];
    assert_int_equal(kl_policy_divergence(KL_POLICY_K3, batch.policy,
                                          (kl_matrix){numbers, N, T, T, KL_F64}, batch.mask, 0.9,
                                          values, NULL, NULL, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "reference: row 1, column 0 is -inf"));
    error = (kl_error)KL_ERROR_INIT;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_penalties_are_and_pull),
        cmocka_unit_test(penalty_in_the_loss),
        cmocka_unit_test(near_equals),
        cmocka_unit_test(divergence_of_sequences),
        cmocka_unit_test(as_trl),
        cmocka_unit_test(on_policy),
        cmocka_unit_test(advantages),
        cmocka_unit_test(controller),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(values_that_are_wrong),
        cmocka_unit_test(any_matrix_names_the_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
