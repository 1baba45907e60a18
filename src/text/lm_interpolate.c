/* SPDX-License-Identifier: Apache-2.0 */
/* The best mixture of models for a text, by expectation maximisation. */
#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "text/lm.h"

enum { STEPS_MAX = 1000 };
static const double gain_least = 1e-10;

typedef struct losses {
    double *p; /* of each symbol under one model */
    size_t n, capacity;
} losses;

static kl_status keep(void *context, const kl_lm_token *token, kl_error *error) {
    losses *to = context;
    if (to->n == to->capacity) {
        const size_t capacity = to->capacity == 0 ? 4096 : 2 * to->capacity;
        double *p = kl_realloc(to->p, capacity, sizeof *p);
        if (p == NULL)
            return kl_fail_memory(error, "probabilities", capacity * sizeof *p);
        to->p = p;
        to->capacity = capacity;
    }
    to->p[to->n++] = kl_exp(token->log_p);
    return KL_OK;
}

/* One step: the weights become each model's mean share of the blame. Returns the loss before it. */
static double step(const losses *of, size_t n, double *weight, kl_exact_sum *share) {
    kl_exact_sum loss;
    kl_exact_sum_init(&loss);
    for (size_t m = 0; m < n; m++)
        kl_exact_sum_init(&share[m]);
    for (size_t i = 0; i < of->n; i++) {
        double total = 0;
        for (size_t m = 0; m < n; m++)
            total += weight[m] * of[m].p[i];
        kl_exact_sum_add(&loss, -kl_log(total));
        for (size_t m = 0; m < n; m++)
            kl_exact_sum_add(&share[m], weight[m] * of[m].p[i] / total);
    }
    for (size_t m = 0; m < n; m++)
        weight[m] = kl_exact_sum_round(&share[m]) / (double)of->n;
    return kl_exact_sum_round(&loss) / (double)of->n;
}

/* The first symbol that has no probability in any model. */
static kl_status refuse_impossible(const losses *of, size_t n, kl_error *error) {
    size_t i = 0;
    for (size_t m = 0; i < of->n && m < n;) {
        const int possible = of[m].p[i] > 0;
        i += (size_t)possible;
        m = possible ? 0 : m + 1;
    }
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                      "symbol %zu of the text (ends of lines counted) has no probability in any "
                      "model",
                      i + 1);
}

static kl_status iterate(const losses *of, size_t n, double *weight, kl_lm_mixture *out,
                         kl_error *error) {
    kl_exact_sum *share = kl_alloc(n, sizeof *share);
    if (share == NULL)
        return kl_fail_memory(error, "sums", n * sizeof *share);
    *out = (kl_lm_mixture){.gain = INFINITY};
    for (size_t m = 0; m < n; m++)
        weight[m] = 1 / (double)n;
    double before = INFINITY;
    while (!out->converged && out->iterations < STEPS_MAX && !isinf(out->cross_entropy)) {
        out->cross_entropy = step(of, n, weight, share);
        out->gain = before - out->cross_entropy;
        out->converged = out->gain < gain_least;
        before = out->cross_entropy;
        out->iterations++;
    }
    kl_free(share);
    return isinf(out->cross_entropy) ? refuse_impossible(of, n, error) : KL_OK;
}

kl_status kl_lm_interpolate(const kl_lm *const *lm, size_t n, const void *data, size_t size,
                            double *weight, kl_lm_mixture *out, kl_error *error) {
    if (lm == NULL || n == 0 || (data == NULL && size > 0) || weight == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_interpolate: lm, data, weight or out is NULL, or there is no model");
    if (size == 0)
        return kl_fail(error, KL_ERROR_VALUE, "there is no line to score");
    for (size_t m = 0; m < n; m++)
        if (lm[m] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)m, -1, "model %zu is NULL", m);
    for (size_t m = 1; m < n; m++)
        if (kl_lm_symbols(lm[m]) != kl_lm_symbols(lm[0]))
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_MISMATCH,
                                         "model %zu is of %s, the first one of %s", m + 1,
                                         kl_symbols_name(kl_lm_symbols(lm[m])),
                                         kl_symbols_name(kl_lm_symbols(lm[0]))),
                                 m);
    losses *of = kl_alloc_zero(n, sizeof *of);
    if (of == NULL)
        return kl_fail_memory(error, "probabilities", n * sizeof *of);
    kl_status status = KL_OK;
    for (size_t m = 0; status == KL_OK && m < n; m++)
        status = kl_lm_visit(lm[m], data, size, keep, &of[m], error);
    if (status == KL_OK)
        status = iterate(of, n, weight, out, error);
    for (size_t m = 0; m < n; m++)
        kl_free(of[m].p);
    kl_free(of);
    return status;
}
