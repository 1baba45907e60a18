/* SPDX-License-Identifier: Apache-2.0 */
/* The gradient each penalty really has, counted out: at every place of answers over all bytes that could be drawn. */
#include "leash.h"

#include <kullback/loss.h>

#include <math.h>
#include <stdlib.h>

/* Rows of BYTES numbers, a row a place. */
typedef struct rows {
    double *policy, *reference; /* ln π, ln π₀ */
    float *own, *other; /* the gradients by the policy's logits of KL(π‖π₀) and of KL(π₀‖π) */
} rows;

/* The logits of the places where answers were drawn, one after the other. */
static float *logits_of(const transformer *t, nn_tape *tape, const answers *a) {
    float *out = nn_memory(a->n * ANSWER * BYTES, sizeof *out);
    const nn_value *logits = answers_logits(t, tape, a);
    for (size_t i = 0; i < a->n * ANSWER; i++)
        for (size_t k = 0; k < BYTES; k++)
            out[i * BYTES + k] =
                logits->data[(i / ANSWER * CONTEXT + PROMPT - 1 + i % ANSWER) * BYTES + k];
    nn_clear(tape);
    return out;
}

static double *log_softmax(const float *logits, size_t n) {
    double *out = nn_memory(n * BYTES, sizeof *out), *sums = nn_memory(n, sizeof *sums), loss;
    int32_t *any = nn_memory(n, sizeof *any);
    const kl_loss_rows by_products = {.log_sum_exp = sums};
    nn_call(kl_loss_cross_entropy((kl_matrix){logits, n, BYTES, BYTES, KL_F32},
                                  (kl_array){any, n, 1, KL_I32}, NULL, &by_products, NULL, &loss,
                                  &nn_error));
    for (size_t i = 0; i < n * BYTES; i++)
        out[i] = (double)logits[i] - sums[i / BYTES];
    free(any);
    free(sums);
    return out;
}

static float *gradient_of(const float *policy, const float *reference, size_t n,
                          kl_loss_divergence_kind kind) {
    float *out = nn_memory(n * BYTES, sizeof *out);
    double loss;
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    options.kind = kind;
    options.reduction = KL_REDUCTION_SUM;
    const kl_loss_gradient gradient = {.data = out, .row_stride = BYTES};
    nn_call(kl_loss_divergence((kl_matrix){policy, n, BYTES, BYTES, KL_F32},
                               (kl_matrix){reference, n, BYTES, BYTES, KL_F32}, &options, NULL,
                               &gradient, NULL, &loss, &nn_error));
    return out;
}

static double square(double x) {
    return x * x;
}

/* Squares, summed: of what a gradient is off from two others, and of what one draw of it is off from itself. */
typedef struct sums {
    double own, other, noise;
} sums;

/* E w ∇ ln π by the logits is p (w − E w), and of a draw a it is w_a (δ_a − p). */
static void add_place(const double *log_policy, const double *weight, const float *own,
                      const float *other, sums *to) {
    double mean = 0, concentration = 0;
    for (size_t j = 0; j < BYTES; j++) {
        mean += exp(log_policy[j]) * weight[j];
        concentration += square(exp(log_policy[j]));
    }
    for (size_t j = 0; j < BYTES; j++) {
        const double p = exp(log_policy[j]), expected = p * (weight[j] - mean);
        to->own += square(expected - (double)own[j]);
        to->other += square(expected - (double)other[j]);
        to->noise += p * square(weight[j]) * (1 - 2 * p + concentration) - square(expected);
    }
}

static double size_of(const float *gradient, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += square((double)gradient[i]);
    return sum;
}

gradients gradients_of(const transformer *policy, const transformer *reference, const answers *a,
                       int is_reward) {
    const size_t n = a->n * ANSWER;
    nn_tape *tape = nn_tape_new(NULL);
    float *logits[2] = {logits_of(policy, tape, a), logits_of(reference, tape, a)};
    const rows r = {log_softmax(logits[0], n), log_softmax(logits[1], n),
                    gradient_of(logits[0], logits[1], n, KL_LOSS_FORWARD),
                    gradient_of(logits[0], logits[1], n, KL_LOSS_REVERSE)};
    double *weight = nn_memory(n * BYTES, sizeof *weight);
    const double own = size_of(r.own, n * BYTES), other = size_of(r.other, n * BYTES);
    gradients out;
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++) {
        sums s = {0};
        nn_call(kl_policy_divergence(
            (kl_policy_penalty)k, (kl_matrix){r.policy, n, BYTES, BYTES, KL_F64},
            (kl_matrix){r.reference, n, BYTES, BYTES, KL_F64}, (kl_matrix){0}, 0.95,
            is_reward ? weight : NULL, is_reward ? NULL : weight, NULL, &nn_error));
        for (size_t i = 0; i < n * BYTES; i += BYTES)
            add_place(r.policy + i, weight + i, r.own + i, r.other + i, &s);
        out.own[k] = sqrt(s.own / own);
        out.other[k] = sqrt(s.other / other);
        out.noise[k] = sqrt(s.noise / own);
    }
    free(weight);
    free(r.policy);
    free(r.reference);
    free(r.own);
    free(r.other);
    free(logits[0]);
    free(logits[1]);
    nn_tape_free(tape);
    return out;
}
