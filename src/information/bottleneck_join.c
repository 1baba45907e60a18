/* SPDX-License-Identifier: Apache-2.0 */
/* From a settled soft encoder to its clusters: those that say the same are one, and what they tell. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "information/bottleneck.h"
#include "information/bottleneck_answer.h"
#include "kernels/scalar.h"

/* Nats that the iteration leaves of what should be nothing: of Jensen–Shannon divergence between two clusters, and of
 * information in all that are next to empty. A coordinate that differs by more than √(8·SAME) is more than that. */
#define SAME 1e-9
#define COORDINATE 1e-4

/* p(y|t) of two clusters are the same. */
static int say_the_same(const kl_bottleneck_job *job, size_t a, size_t b, double *room) {
    const size_t n = job->table->columns, k = job->clusters;
    kl_scale scale;
    double divergence = 0, pair[2];
    for (size_t y = 0; y < n; y++) {
        room[y] = job->mass[y * k + a] / job->prior[a];
        room[n + y] = job->mass[y * k + b] / job->prior[b];
        if (fabs(room[y] - room[n + y]) > COORDINATE)
            return 0;
    }
    kl_scale_unit(&scale);
    for (size_t first = 0; first < n; first += KL_BLOCK) {
        const size_t count = n - first < KL_BLOCK ? n - first : KL_BLOCK;
        job->kernels->sum[KL_TERM_JENSEN_SHANNON](room + first, room + n + first, count, &scale,
                                                  pair);
        divergence += pair[0];
    }
    return divergence <= SAME;
}

/* How many of the clusters, the heaviest first, are more than next to empty. To join a mass p to another one takes no
 * more than p (1 − ln p) of an information. */
static size_t count_filled(const kl_cluster *order, size_t k) {
    double lost = 0;
    for (; k > 1; k--) {
        const double p = order[k - 1].mass;
        lost += p > 0 ? p * (1 - kl_log(p)) : 0;
        if (lost > SAME)
            break;
    }
    return k;
}

/* to[t]: the place of cluster t among those that are left; how many are. One that is next to empty goes to the
 * heaviest. `order` becomes what is left. */
static size_t find_places(const kl_bottleneck_job *job, kl_cluster *order, size_t *to,
                          double *room) {
    const size_t k = job->clusters;
    size_t used = 0;
    for (size_t t = 0; t < k; t++)
        order[t] = (kl_cluster){job->prior[t], 0, t};
    kl_clusters_sort(order, k);
    const size_t filled = count_filled(order, k);
    for (size_t i = 0; i < k; i++) {
        const kl_cluster next = order[i];
        size_t place = 0;
        if (i < filled)
            while (place < used && !say_the_same(job, order[place].index, next.index, room))
                place++;
        if (place == used)
            order[used++] = (kl_cluster){0, 0, next.index};
        order[place].mass += next.mass;
        to[next.index] = place;
    }
    return used;
}

/* The first row of which each place is the most probable. */
static void find_first(const kl_bottleneck_job *job, const size_t *to, size_t used, double *room,
                       kl_cluster *order) {
    const size_t k = job->clusters;
    for (size_t i = 0; i < used; i++)
        order[i].first = SIZE_MAX;
    for (size_t x = job->table->rows; x-- > 0;) {
        size_t best = 0;
        memset(room, 0, used * sizeof *room);
        for (size_t t = 0; t < k; t++)
            room[to[t]] += job->encoder[x * k + t];
        for (size_t i = 1; i < used; i++)
            best = room[i] > room[best] ? i : best;
        order[best].first = x;
    }
}

/* Places by the masses that came together there. */
static void sort_places(const kl_bottleneck_job *job, kl_cluster *order, size_t used, size_t *to,
                        double *room) {
    const size_t k = job->clusters;
    size_t *place = to + k;
    find_first(job, to, used, room, order);
    for (size_t i = 0; i < used; i++)
        order[i].index = i;
    kl_clusters_sort(order, used);
    for (size_t i = 0; i < used; i++)
        place[order[i].index] = i;
    for (size_t t = 0; t < k; t++)
        to[t] = place[to[t]];
}

static void move(kl_bottleneck_job *job, const size_t *to, double *row) {
    const size_t k = job->clusters;
    for (size_t x = 0; x < job->table->rows; x++) {
        double *encoder = job->encoder + x * k;
        memset(row, 0, k * sizeof *row);
        for (size_t t = 0; t < k; t++)
            row[to[t]] += encoder[t];
        memcpy(encoder, row, k * sizeof *row);
    }
}

kl_status kl_bottleneck_join(kl_bottleneck_job *job, size_t *used, kl_error *error) {
    const size_t k = job->clusters, columns = job->table->columns;
    const size_t numbers = 2 * columns > k ? 2 * columns : k;
    kl_cluster *order = kl_alloc(k, sizeof *order);
    size_t *to = kl_alloc(k, 2 * sizeof *to);
    double *room = kl_alloc(numbers, sizeof *room);
    kl_status status = KL_OK;
    if (order == NULL || to == NULL || room == NULL)
        status = kl_fail_memory(error, "clusters", numbers * sizeof *room);
    /* p(t) and p(y, t) are those of the encoder from before the last half of a step. */
    if (status == KL_OK)
        status = kl_bottleneck_begin(job, error);
    if (status == KL_OK) {
        *used = find_places(job, order, to, room);
        sort_places(job, order, *used, to, room);
        move(job, to, room);
        status = kl_bottleneck_begin(job, error);
    }
    kl_free(order);
    kl_free(to);
    kl_free(room);
    return status;
}

kl_status kl_bottleneck_measure(const kl_bottleneck_job *job, kl_bottleneck_values *out,
                                kl_error *error) {
    const kl_shares_table *table = job->table;
    const size_t k = job->clusters;
    double *room = kl_alloc(k, sizeof *room);
    kl_exact_sum rate;
    if (room == NULL)
        return kl_fail_memory(error, "clusters", k * sizeof *room);
    kl_exact_sum_init(&rate);
    for (size_t x = 0; x < table->rows; x++)
        kl_exact_sum_add(&rate,
                         table->row[x] * kl_shares_divergence(job->kernels, job->encoder + x * k,
                                                              job->prior, k));
    out->rate = kl_exact_sum_round(&rate);
    out->relevance = kl_shares_information(job->kernels, job->mass, table->columns, k,
                                           table->column, job->prior, room);
    out->entropy = kl_shares_entropy_of(job->prior, k);
    kl_free(room);
    return KL_OK;
}
