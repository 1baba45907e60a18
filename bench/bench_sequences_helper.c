/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_sequences.py times: log-probabilities of sequences, and the DPO loss of them. */
#include <kullback/loss_preference.h>

#include "helper.h"

/* Seconds for one call. */
KL_API double bench_sequences(const void *logits, const int64_t *targets, size_t sequences,
                              size_t positions, size_t columns, int dtype, kl_pool *pool,
                              double *out);
double bench_sequences(const void *logits, const int64_t *targets, size_t sequences,
                       size_t positions, size_t columns, int dtype, kl_pool *pool, double *out) {
    const size_t rows = sequences * positions;
    const kl_matrix x = {logits, rows, columns, (ptrdiff_t)columns, (kl_dtype)dtype};
    const kl_array y = {targets, rows, 1, KL_I64};
    kl_sequence_options options;
    kl_sequence_options_init(&options);
    options.pool = pool;
    const double start = seconds();
    kl_sequence_log_probabilities(x, y, sequences, &options, NULL, out, NULL, NULL);
    return seconds() - start;
}

/* The first half of n log-probabilities against the second, the reference a nat below. */
KL_API double bench_dpo(const double *p, size_t n, double *gradient);
double bench_dpo(const double *p, size_t n, double *gradient) {
    const kl_preference_pairs pairs = {.policy_chosen = kl_f64(p, n / 2),
                                       .policy_rejected = kl_f64(p + n / 2, n / 2)};
    const kl_preference_rows rows = {.chosen_gradient = gradient,
                                     .rejected_gradient = gradient + n / 2};
    double loss;
    const double start = seconds();
    kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, &rows, &loss, NULL);
    return seconds() - start;
}
