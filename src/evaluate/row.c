/* SPDX-License-Identifier: Apache-2.0 */
/* Softmax without overflow, and the divergences of two of them. */
#include "evaluate/row.h"

#include <math.h>

#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/scalar.h"

static kl_status refuse(const double *x, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (isnan(x[i]) || x[i] == INFINITY)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "logit %zu is %g: a logit is finite, or -inf for an impossible token",
                              i, x[i]);
    return kl_fail(error, KL_ERROR_VALUE, "all logits are -inf: no token is possible");
}

/* The first of equals wins, so that the order does not depend on how the row was split. */
static void find_tops(kl_softmax *row, size_t n) {
    row->tops = 0;
    for (size_t i = 0; i < n; i++) {
        if (row->tops == KL_TOP && !(row->x[i] > row->x[row->top[KL_TOP - 1]]))
            continue;
        size_t at = row->tops < KL_TOP ? row->tops++ : KL_TOP - 1;
        for (; at > 0 && row->x[i] > row->x[row->top[at - 1]]; at--)
            row->top[at] = row->top[at - 1];
        row->top[at] = i;
    }
}

kl_status kl_softmax_set(kl_softmax *row, size_t n, const kl_kernels *kernels, kl_error *error) {
    row->largest = kernels->maximum(row->x, n);
    if (!isfinite(row->largest))
        return refuse(row->x, n, error);
    kl_exact_sum sum, spread;
    kl_exact_sum_init(&sum);
    kl_exact_sum_init(&spread);
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        double pair[2];
        kernels->exp_shifted(row->x + i, size, row->largest, row->p + i, pair);
        kl_exact_sum_add_array(&sum, pair, 2);
        kernels->spread(row->p + i, row->x + i, size, row->largest, pair);
        kl_exact_sum_add_array(&spread, pair, 2);
    }
    double z, low;
    kl_exact_sum_round_pair(&sum, &z, &low);
    /* As one token takes it all, Z − 1 is what is left of the others. */
    row->log_z = z < 2 ? kl_log1p((z - 1) + low) : kl_log(z);
    row->entropy = row->log_z + kl_exact_sum_round(&spread) / z;
    for (size_t i = 0; i < n; i++)
        row->p[i] /= z;
    find_tops(row, n);
    return KL_OK;
}

double kl_softmax_loss(const kl_softmax *row, size_t token) {
    return row->log_z + (row->largest - row->x[token]);
}

/* Probabilities this small have lost digits, or all of them, in exp: their terms come from the logits. */
#define FAINT 0x1p-960

/* The terms of one token of which at least one side is faint, and not both impossible. */
static void add_faint(const kl_softmax *p, const kl_softmax *q, size_t i, kl_exact_sum sum[4]) {
    double a = p->p[i], b = q->p[i];
    double lp = -kl_softmax_loss(p, i), lq = -kl_softmax_loss(q, i), middle = (a + b) / 2;
    double lm = a > b ? lp : lq; /* ln 2m, the smaller side being nothing beside the larger */
    if (fabs(lp - lq) < 40)
        lm += kl_log1p(kl_exp(-fabs(lp - lq)));
    kl_exact_sum_add(&sum[0], a > 0 ? a * (lp - lq) - a + b : b);
    kl_exact_sum_add(&sum[1], b > 0 ? b * (lq - lp) - b + a : a);
    double js = (a > 0 ? a * (lp - lm) : 0) + (b > 0 ? b * (lq - lm) : 0);
    const double ln2 = 0x1.62e42fefa39efp-1;
    kl_exact_sum_add(&sum[2], js / 2 + middle * ln2);
    kl_exact_sum_add(&sum[3], fabs(a - b));
}

/* Copies of a block in which faint tokens are left out; 1 if there were any. */
static int set_faint_apart(const kl_softmax *p, const kl_softmax *q, size_t first, size_t n,
                           double *p_copy, double *q_copy, kl_exact_sum sum[4]) {
    const double *a = p->p + first, *b = q->p + first;
    int found = 0;
    for (size_t i = 0; i < n; i++)
        found |= (a[i] < FAINT) | (b[i] < FAINT);
    if (!found)
        return 0;
    for (size_t i = 0; i < n; i++) {
        int faint = a[i] < FAINT || b[i] < FAINT;
        p_copy[i] = faint ? 0 : a[i];
        q_copy[i] = faint ? 0 : b[i];
        if (faint && (p->x[first + i] > -INFINITY || q->x[first + i] > -INFINITY))
            add_faint(p, q, first + i, sum);
    }
    return 1;
}

kl_row_divergences kl_softmax_compare(const kl_softmax *p, const kl_softmax *q, size_t n,
                                      const kl_kernels *kernels, double *spare) {
    kl_exact_sum sum[4];
    for (int k = 0; k < 4; k++)
        kl_exact_sum_init(&sum[k]);
    kl_scale unit;
    kl_scale_unit(&unit);
    double *p_copy = spare, *q_copy = spare + n;
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        const double *a = p->p + i, *b = q->p + i;
        if (set_faint_apart(p, q, i, size, p_copy, q_copy, sum)) {
            a = p_copy;
            b = q_copy;
        }
        double pair[2];
        kernels->sum[KL_TERM_DIVERGENCE](a, b, size, &unit, pair);
        kl_exact_sum_add_array(&sum[0], pair, 2);
        kernels->sum[KL_TERM_DIVERGENCE](b, a, size, &unit, pair);
        kl_exact_sum_add_array(&sum[1], pair, 2);
        kernels->sum[KL_TERM_JENSEN_SHANNON](a, b, size, &unit, pair);
        kl_exact_sum_add_array(&sum[2], pair, 2);
        kernels->sum[KL_TERM_ABSOLUTE](a, b, size, &unit, pair);
        kl_exact_sum_add_array(&sum[3], pair, 2);
    }
    return (kl_row_divergences){
        kl_exact_sum_round(&sum[0]),
        kl_exact_sum_round(&sum[1]),
        kl_exact_sum_round(&sum[2]),
        kl_exact_sum_round(&sum[3]) / 2,
    };
}

unsigned kl_softmax_overlap(const kl_softmax *p, const kl_softmax *q) {
    unsigned both = 0;
    for (size_t i = 0; i < p->tops; i++)
        for (size_t k = 0; k < q->tops; k++)
            both += p->top[i] == q->top[k];
    return both;
}
