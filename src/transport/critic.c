/* SPDX-License-Identifier: Apache-2.0 */
/* A critic that has not seen what it judges: the potentials of some draws, continued to others. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/costs.h"
#include "transport/sampled.h"

/* Each draw is judged by what the draws of the other folds say. */
enum { FOLDS = 4 };

typedef struct judging {
    const kl_pooled *pooled;
    kl_ground ground;
    uint8_t *fold; /* of each draw */
    double *score;
} judging;

/* Draws of a side that are learnt from, and those of both sides that are judged, in the order of the pooled ones. */
typedef struct bench {
    size_t n[2], judged;
    double *rows[2], *others;
    size_t *index; /* of those that are judged among the pooled */
} bench;

static void bench_free(bench *b) {
    kl_free(b->rows[0]);
    kl_free(b->rows[1]);
    kl_free(b->others);
    kl_free(b->index);
}

static kl_status bench_fill(const judging *j, size_t fold, bench *out, kl_error *error) {
    const kl_pooled *pooled = j->pooled;
    const size_t columns = pooled->columns, bytes = columns * sizeof(double);
    *out = (bench){.n = {0}};
    for (int s = 0; s < 2; s++)
        out->rows[s] = kl_alloc(pooled->n[s], bytes);
    out->others = kl_alloc(pooled->total, bytes);
    out->index = kl_alloc(pooled->total, sizeof *out->index);
    if (out->rows[0] == NULL || out->rows[1] == NULL || out->others == NULL || out->index == NULL)
        return kl_fail_memory(error, "draws", 2 * pooled->total * bytes);
    for (size_t i = 0; i < pooled->total; i++) {
        const int side = pooled->label[i], is_judged = j->fold[i] == fold;
        if (is_judged)
            out->index[out->judged] = i;
        memcpy(is_judged ? out->others + out->judged++ * columns
                         : out->rows[side] + out->n[side]++ * columns,
               pooled->rows + i * columns, bytes);
    }
    return KL_OK;
}

/* ── Continued to the others ──
 *
 * A function whose value at s_i is −w_i, or less where its slope asks for it: min_i(|z − s_i| − w_i). That of y with
 * the potentials v, and less that of x with u, is the same function on both; in between the mean of them is taken,
 * which exchanging the sides changes the sign of alone. */

/* Both in rising order. What lies below z counts by s + w, what lies above by s − w. */
static kl_status continue_line(const bench *b, int side, const double *w, double sign, double *sum,
                               kl_error *error) {
    const size_t n = b->n[side];
    const double *s = b->rows[side];
    double *least = kl_alloc(n + 1, sizeof *least), most = -INFINITY;
    if (least == NULL)
        return kl_fail_memory(error, "a critic", (n + 1) * sizeof *least);
    least[n] = INFINITY;
    for (size_t i = n; i-- > 0;)
        least[i] = fmin(least[i + 1], s[i] - w[i]);
    for (size_t k = 0, i = 0; k < b->judged; k++) {
        const double z = b->others[k];
        for (; i < n && s[i] <= z; i++)
            most = fmax(most, s[i] + w[i]);
        sum[k] += sign * fmin(z - most, least[i] - z);
    }
    kl_free(least);
    return KL_OK;
}

static kl_status continue_points(const judging *j, const bench *b, int side, const double *w,
                                 double sign, double *sum, kl_error *error) {
    const size_t columns = j->pooled->columns, n = b->n[side];
    const kl_matrix others = {b->others, b->judged, columns, (ptrdiff_t)columns, KL_F64};
    const kl_matrix rows = {b->rows[side], n, columns, (ptrdiff_t)columns, KL_F64};
    const kl_cost cost = kl_cost_points(others, rows, j->ground);
    kl_costs costs;
    kl_status status = kl_costs_read(&cost, INFINITY, NULL, &costs, error);
    double *price = kl_alloc_zero(KL_COST_ROOM(n), 2 * sizeof *price);
    if (status == KL_OK && price == NULL)
        status = kl_fail_memory(error, "a critic", KL_COST_ROOM(n) * 2 * sizeof *price);
    if (status == KL_OK) {
        const double unit = kl_costs_value(&costs, 1);
        double *room = price + KL_COST_ROOM(n);
        for (size_t i = 0; i < n; i++)
            price[i] = -w[i] / unit;
        for (size_t k = 0; k < b->judged; k++) {
            double least;
            costs.loops->least(kl_costs_row(&costs, k, 0, n, room), price, n, &least);
            sum[k] += sign * least * unit;
        }
    }
    kl_free(price);
    kl_costs_free(&costs);
    return status;
}

/* Potentials are known up to a constant: the one of each fold puts both sides as far from 0, of all draws, so that
 * scores of different folds differ by no more than what the folds have learnt. Where it has learnt, a critic is u at x
 * and −v at y. */
static double level_of(const judging *j, const bench *b, const kl_transport *learnt,
                       const double *sum) {
    double all[2] = {0, 0};
    for (unsigned side = 0; side < 2; side++)
        for (size_t i = 0; i < b->n[side]; i++)
            all[side] += (side == 0 ? 1 : -1) * kl_transport_get_potential(learnt, side)[i];
    for (size_t k = 0; k < b->judged; k++)
        all[j->pooled->label[b->index[k]]] += sum[k];
    return (all[0] / (double)j->pooled->n[0] + all[1] / (double)j->pooled->n[1]) / 2;
}

static kl_status judge(const judging *j, const bench *b, const kl_transport *learnt,
                       kl_error *error) {
    double *sum = kl_alloc_zero(b->judged, sizeof *sum);
    kl_status status = KL_OK;
    if (sum == NULL)
        status = kl_fail_memory(error, "a critic", b->judged * sizeof *sum);
    for (int side = 0; status == KL_OK && side < 2; side++) {
        const double *w = kl_transport_get_potential(learnt, (unsigned)side);
        const double sign = side == 0 ? -0.5 : 0.5;
        status = j->pooled->columns == 1 ? continue_line(b, side, w, sign, sum, error)
                                         : continue_points(j, b, side, w, sign, sum, error);
    }
    const double level = status == KL_OK ? level_of(j, b, learnt, sum) : 0;
    for (size_t k = 0; status == KL_OK && k < b->judged; k++)
        j->score[b->index[k]] = sum[k] - level;
    kl_free(sum);
    return status;
}

static kl_status run_fold(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const judging *j = context;
    const size_t columns = j->pooled->columns;
    bench b;
    kl_transport *learnt = NULL;
    kl_status status = bench_fill(j, index, &b, error);
    if (status == KL_OK) {
        const kl_matrix x = {b.rows[0], b.n[0], columns, (ptrdiff_t)columns, KL_F64};
        const kl_matrix y = {b.rows[1], b.n[1], columns, (ptrdiff_t)columns, KL_F64};
        status = kl_wasserstein_solve(x, kl_uniform(), y, kl_uniform(), j->ground, 1, NULL, &learnt,
                                      error);
    }
    if (status == KL_OK)
        status = judge(j, &b, learnt, error);
    kl_transport_free(learnt);
    bench_free(&b);
    return status;
}

/* Folds of each side are as large as can be, and drawn. */
static void deal_folds(const kl_pooled *pooled, uint64_t seed, size_t *order, uint8_t *fold) {
    for (int side = 0; side < 2; side++) {
        size_t n = 0;
        for (size_t i = 0; i < pooled->total; i++)
            if (pooled->label[i] == side)
                order[n++] = i;
        kl_random random;
        kl_random_init(&random, seed, KL_STREAM_SHUFFLE - (uint64_t)side);
        for (size_t i = n; i-- > 0;) {
            const size_t other = (size_t)kl_random_below(&random, i + 1);
            fold[order[other]] = (uint8_t)(i % FOLDS);
            order[other] = order[i];
        }
    }
}

kl_status kl_wasserstein_critic(const kl_pooled *pooled, kl_ground ground, uint64_t seed,
                                kl_pool *pool, double *score, kl_error *error) {
    judging j = {pooled, ground, kl_alloc(pooled->total, 1), score};
    size_t *order = kl_alloc(pooled->total, sizeof *order);
    kl_status status = KL_OK;
    if (j.fold == NULL || order == NULL)
        status = kl_fail_memory(error, "folds", pooled->total * (sizeof *order + 1));
    if (status == KL_OK) {
        deal_folds(pooled, seed, order, j.fold);
        status = kl_pool_run(pool, FOLDS, run_fold, &j, error);
    }
    kl_free(order);
    kl_free(j.fold);
    return status;
}
