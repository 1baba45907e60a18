/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sequential clustering (Slonim, Friedman, Tishby 2002). With φ(z) = z ln z, H(T) = −Σ φ(p_t) and I(T;Y) is
 * Σ φ(p_ty) − Σ φ(p_t) and a constant, so that what a row with cells w_y and mass w costs in a cluster is
 *
 *     −b [Σ_y φ(p_ty + w_y) − φ(p_ty)] + (b − a) [φ(p_t + w) − φ(p_t)],     a H(T) − b I(T;Y) the objective.
 */
#include "information/bottleneck_hard.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/kernels.h"
#include "kernels/scalar.h"

/* Nats of a row's mass that a move must save: far above what differences of φ round by. */
#define LEAST_GAIN 1e-10

typedef struct search {
    const kl_sparse_shares *shares;
    const kl_bottleneck_options *options;
    const kl_kernels *kernels;
    size_t clusters;
    double a, b;
    uint32_t *label;   /* starts × rows */
    double *objective; /* of each start, and whether and when it settled */
    uint64_t *passes;
    int *converged;
} search;

/* One start at work. */
typedef struct state {
    const search *of;
    kl_random random;
    uint32_t *label; /* `clusters`: of a row without mass */
    size_t *order;
    double *mass;  /* p(y, t), columns × clusters */
    double *prior; /* p(t) */
    double *cost, *room;
} state;

static double phi(double z) {
    return z > 0 ? z * kl_log(z) : 0;
}

/* ── Where things are ── */

static void add_row(state *s, size_t x, uint32_t t, double sign) {
    const kl_sparse_shares *shares = s->of->shares;
    const size_t k = s->of->clusters;
    for (uint64_t i = shares->table.start[x]; i < shares->table.start[x + 1]; i++) {
        double *at = s->mass + shares->table.column[i] * k + t;
        *at = fmax(0, *at + sign * kl_sparse_share(shares, i));
    }
    s->prior[t] = fmax(0, s->prior[t] + sign * shares->row[x]);
}

/* From the labels, so that what rounding adds up in many moves is forgotten. */
static void count_all(state *s) {
    const size_t k = s->of->clusters, rows = s->of->shares->table.rows;
    memset(s->mass, 0, s->of->shares->table.columns * k * sizeof *s->mass);
    memset(s->prior, 0, k * sizeof *s->prior);
    for (size_t x = 0; x < rows; x++)
        if (s->label[x] < k)
            add_row(s, x, s->label[x], 1);
}

static void shuffle(state *s) {
    const size_t rows = s->of->shares->table.rows;
    for (size_t i = rows; i > 1; i--) {
        const size_t j = (size_t)kl_random_below(&s->random, i), kept = s->order[i - 1];
        s->order[i - 1] = s->order[j];
        s->order[j] = kept;
    }
}

/* Rows in equal shares; of a finite β, where clusters may become empty but not full again, at first on fewer of
 * them. */
static void deal(state *s, size_t start) {
    const size_t rows = s->of->shares->table.rows, k = s->of->clusters;
    const size_t used = s->of->a > 0 && start > 0 ? 1 + (size_t)kl_random_below(&s->random, k) : k;
    for (size_t x = 0; x < rows; x++)
        s->order[x] = x;
    shuffle(s);
    for (size_t i = 0; i < rows; i++) {
        const size_t x = s->order[i];
        s->label[x] = (uint32_t)(s->of->shares->row[x] > 0 ? i % used : k);
    }
    count_all(s);
}

/* ── What a row costs where ── */

/* cost[t] += factor·(φ(from[t] + w) − φ(from[t])) */
static void add_costs(state *s, const double *from, double w, double factor) {
    const size_t k = s->of->clusters;
    double *more = s->room, *logs = s->room + k;
    for (size_t t = 0; t < k; t++)
        more[t] = from[t] + w;
    s->of->kernels->log(more, k, logs);
    for (size_t t = 0; t < k; t++)
        s->cost[t] += factor * more[t] * logs[t];
    for (size_t t = 0; t < k; t++)
        more[t] = from[t] > 0 ? from[t] : 1;
    s->of->kernels->log(more, k, logs);
    for (size_t t = 0; t < k; t++)
        s->cost[t] -= factor * from[t] * logs[t];
}

static uint32_t cheapest(state *s, size_t x, uint32_t now) {
    const kl_sparse_shares *shares = s->of->shares;
    const size_t k = s->of->clusters;
    memset(s->cost, 0, k * sizeof *s->cost);
    for (uint64_t i = shares->table.start[x]; i < shares->table.start[x + 1]; i++) {
        const double w = kl_sparse_share(shares, i);
        if (w > 0)
            add_costs(s, s->mass + shares->table.column[i] * k, w, -s->of->b);
    }
    add_costs(s, s->prior, shares->row[x], s->of->b - s->of->a);
    uint32_t best = now;
    double least = s->cost[now] - LEAST_GAIN * fmax(1, s->of->b) * shares->row[x];
    for (size_t t = 0; t < k; t++)
        if (s->cost[t] < least) {
            least = s->cost[t];
            best = (uint32_t)t;
        }
    return best;
}

/* How many rows moved. */
static size_t pass(state *s) {
    const size_t rows = s->of->shares->table.rows;
    size_t moved = 0;
    count_all(s);
    shuffle(s);
    for (size_t i = 0; i < rows; i++) {
        const size_t x = s->order[i];
        const uint32_t now = s->label[x];
        if (now == s->of->clusters)
            continue;
        add_row(s, x, now, -1);
        s->label[x] = cheapest(s, x, now);
        add_row(s, x, s->label[x], 1);
        moved += s->label[x] != now;
    }
    return moved;
}

static double objective_of(state *s) {
    const size_t k = s->of->clusters, n = s->of->shares->table.columns;
    double of_mass = 0, of_prior = 0, of_columns = 0;
    count_all(s);
    for (size_t y = 0; y < n; y++) {
        double column = 0;
        for (size_t t = 0; t < k; t++) {
            of_mass += phi(s->mass[y * k + t]);
            column += s->mass[y * k + t];
        }
        of_columns += phi(column);
    }
    for (size_t t = 0; t < k; t++)
        of_prior += phi(s->prior[t]);
    return -s->of->a * of_prior - s->of->b * (of_mass - of_prior - of_columns);
}

/* ── Starts ── */

static kl_status state_new(const search *of, size_t start, state *s, kl_error *error) {
    const size_t rows = of->shares->table.rows, n = of->shares->table.columns, k = of->clusters;
    *s = (state){.of = of, .label = of->label + start * rows};
    kl_random_init(&s->random, of->options->seed, start);
    s->order = kl_alloc(rows, sizeof *s->order);
    s->mass = kl_alloc(n, k * sizeof *s->mass);
    s->prior = kl_alloc(k, 4 * sizeof *s->prior);
    if (s->order == NULL || s->mass == NULL || s->prior == NULL)
        return kl_fail_memory(error, "clusters", n * k * sizeof *s->mass);
    s->cost = s->prior + k;
    s->room = s->cost + k;
    return KL_OK;
}

static void state_free(state *s) {
    kl_free(s->order);
    kl_free(s->mass);
    kl_free(s->prior);
}

static kl_status start_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    search *of = context;
    state s;
    kl_status status = state_new(of, index, &s, error);
    if (status == KL_OK) {
        deal(&s, index);
        while (!of->converged[index] && of->passes[index] < of->options->iterations) {
            of->converged[index] = pass(&s) == 0;
            of->passes[index]++;
        }
        of->objective[index] = objective_of(&s);
    }
    state_free(&s);
    return status;
}

static void choose(const search *of, size_t starts, kl_hard_clusters *out) {
    size_t best = 0;
    for (size_t i = 0; i < starts; i++) {
        out->passes += of->passes[i];
        if (of->objective[i] < of->objective[best])
            best = i;
    }
    out->best = (unsigned)best;
    out->converged = of->converged[best];
    out->objective = of->objective[best];
    memcpy(out->assignment, of->label + best * of->shares->table.rows,
           of->shares->table.rows * sizeof *out->assignment);
}

static void search_free(search *of) {
    kl_free(of->label);
    kl_free(of->objective);
    kl_free(of->passes);
    kl_free(of->converged);
}

kl_status kl_hard_clusters_find(const kl_sparse_shares *shares,
                                const kl_bottleneck_options *options, kl_hard_clusters *out,
                                kl_error *error) {
    const size_t rows = shares->table.rows, starts = options->restarts > 0 ? options->restarts : 1;
    const double beta = options->beta;
    search of = {.shares = shares,
                 .options = options,
                 .kernels = kl_kernels_for(options->pool),
                 .clusters = options->clusters,
                 .a = isinf(beta) ? 0 : 1,
                 .b = isinf(beta) ? 1 : beta};
    *out = (kl_hard_clusters){.assignment = kl_alloc(rows, sizeof *out->assignment)};
    of.label = kl_alloc(starts, rows * sizeof *of.label);
    of.objective = kl_alloc(starts, sizeof *of.objective);
    of.passes = kl_alloc_zero(starts, sizeof *of.passes);
    of.converged = kl_alloc_zero(starts, sizeof *of.converged);
    kl_status status = KL_OK;
    if (out->assignment == NULL || of.label == NULL || of.objective == NULL || of.passes == NULL ||
        of.converged == NULL)
        status = kl_fail_memory(error, "labels", starts * rows * sizeof *of.label);
    if (status == KL_OK)
        status = kl_pool_run(options->pool, starts, start_task, &of, error);
    if (status == KL_OK)
        choose(&of, starts, out);
    search_free(&of);
    return status;
}

void kl_hard_clusters_free(kl_hard_clusters *clusters) {
    kl_free(clusters->assignment);
    clusters->assignment = NULL;
}
