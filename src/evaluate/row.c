/* SPDX-License-Identifier: Apache-2.0 */
/* Softmax without overflow, and the divergences of two of them. */
#include "evaluate/row.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/exact_sum.h"
#include "evaluate/close.h"
#include "kernels/scalar.h"

/* Differences of larger ones might overflow. */
#define LARGEST 1e300

static kl_status refuse(const double *x, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (isnan(x[i]) || x[i] > LARGEST)
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)i, -1,
                "logit %zu is %g: a logit is at most 1e300, or -inf for an impossible "
                "token",
                i, x[i]);
    return kl_fail(error, KL_ERROR_VALUE, "all logits are -inf: no token is possible");
}

/* The first of equals wins, so that the order does not depend on how the row was split. */
static void find_tops(kl_softmax *row, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (row->tops == KL_TOP && !(row->x[i] > row->x[row->top[KL_TOP - 1]]))
            continue;
        size_t at = row->tops < KL_TOP ? row->tops++ : KL_TOP - 1;
        for (; at > 0 && row->x[i] > row->x[row->top[at - 1]]; at--)
            row->top[at] = row->top[at - 1];
        row->top[at] = i;
    }
}

/* The largest of all, and the tops: only stretches with something larger are looked at one by one. */
static void scan(kl_softmax *row, size_t n, const kl_kernels *kernels) {
    enum { STRETCH = 512 };
    row->tops = 0;
    row->largest = -INFINITY;
    for (size_t i = 0; i < n; i += STRETCH) {
        size_t size = n - i < STRETCH ? n - i : STRETCH;
        double largest = kernels->maximum(row->x + i, size);
        if (isnan(largest)) {
            row->largest = NAN;
            return;
        }
        if (largest > row->largest)
            row->largest = largest;
        if (row->tops < KL_TOP || largest > row->x[row->top[KL_TOP - 1]])
            find_tops(row, i, i + size);
    }
}

kl_status kl_softmax_set(kl_softmax *row, size_t n, const kl_kernels *kernels, kl_error *error) {
    scan(row, n, kernels);
    if (!(row->largest > -INFINITY && row->largest <= LARGEST))
        return refuse(row->x, n, error);
    kl_exact_sum rest, spread;
    kl_exact_sum_init(&rest);
    kl_exact_sum_init(&spread);
    /* The others' sum without the largest term, which is 1: as one token takes it all, that is what counts. */
    row->x[row->top[0]] = -INFINITY;
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        double sums[4];
        kernels->exp_shifted(row->x + i, size, row->largest, row->e + i, sums);
        kl_exact_sum_add_array(&rest, sums, 2);
        kl_exact_sum_add_array(&spread, sums + 2, 2);
    }
    row->x[row->top[0]] = row->largest;
    row->e[row->top[0]] = 1;
    row->z = 1 + kl_exact_sum_round(&rest);
    row->log_z = kl_log1p(kl_exact_sum_round(&rest));
    row->entropy = row->log_z - kl_exact_sum_round(&spread) / row->z;
    return KL_OK;
}

double kl_softmax_probability(const kl_softmax *row, size_t token) {
    return row->e[token] / row->z;
}

double kl_softmax_loss(const kl_softmax *row, size_t token) {
    return row->log_z + (row->largest - row->x[token]);
}

/* Closer than this, the fast sums, good to an absolute 2⁻⁵⁰, have not enough digits. */
#define CLOSE 0x1p-20

static void compare_fast(const kl_softmax *p, const kl_softmax *q, size_t n,
                         const kl_kernels *kernels, kl_exact_sum sum[4]) {
    const double scale[3] = {1 / p->z, 1 / q->z, (p->largest - q->largest) + (p->log_z - q->log_z)};
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        double sums[8];
        kernels->compare(p->x + i, q->x + i, p->e + i, q->e + i, size, scale, sums);
        for (int k = 0; k < 4; k++)
            kl_exact_sum_add_array(&sum[k], sums + 2 * k, 2);
    }
}

kl_row_divergences kl_softmax_compare(const kl_softmax *p, const kl_softmax *q, size_t n,
                                      const kl_kernels *kernels) {
    if (memcmp(p->x, q->x, n * sizeof *p->x) == 0)
        return (kl_row_divergences){0, 0, 0, 0};
    kl_exact_sum sum[4];
    for (int k = 0; k < 4; k++)
        kl_exact_sum_init(&sum[k]);
    compare_fast(p, q, n, kernels, sum);
    double forward = kl_exact_sum_round(&sum[0]), reverse = kl_exact_sum_round(&sum[1]);
    /* However faint such a token is: exp may have made it 0. */
    int impossible = kernels->impossible(p->x, q->x, n);
    if (impossible & 1)
        forward = INFINITY;
    if (impossible & 2)
        reverse = INFINITY;
    if (fabs(forward) < CLOSE && fabs(reverse) < CLOSE)
        return kl_softmax_compare_close(p, q, n);
    /* The same distribution less a rounding may come out below 0; it is not below. */
    return (kl_row_divergences){forward > 0 ? forward : 0, reverse > 0 ? reverse : 0,
                                kl_exact_sum_round(&sum[2]) / 2, kl_exact_sum_round(&sum[3]) / 2};
}

unsigned kl_softmax_overlap(const kl_softmax *p, const kl_softmax *q) {
    unsigned both = 0;
    for (size_t i = 0; i < p->tops; i++)
        for (size_t k = 0; k < q->tops; k++)
            both += p->top[i] == q->top[k];
    return both;
}
