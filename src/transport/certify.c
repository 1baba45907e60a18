/* SPDX-License-Identifier: Apache-2.0 */
/* The sweep over all pairs that certifies an optimum. */
#include "transport/certify.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

enum { ROWS_A_TASK = 64 };

typedef struct sweep {
    const kl_costs *costs;
    const double *price;
    double *potential;
    double *room;    /* a row of costs for each thread */
    double *largest; /* of each task */
} sweep;

static kl_status sweep_rows(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    sweep *job = context;
    const size_t columns = job->costs->columns, first = index * ROWS_A_TASK;
    double *room = job->room + worker * KL_COST_ROOM(columns), largest = 0;
    for (size_t i = first; i < job->costs->rows && i < first + ROWS_A_TASK; i++) {
        const double *row = kl_costs_row(job->costs, i, 0, columns, room);
        job->costs->loops->least(row, job->price, columns, &job->potential[i]);
        for (size_t j = 0; j < columns; j++)
            largest = fabs(row[j]) > largest ? fabs(row[j]) : largest;
    }
    job->largest[index] = largest;
    return KL_OK;
}

static double dual_of(const kl_masses *masses, const double *potential, const double *price) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < masses->rows; i++)
        kl_exact_sum_add(&sum, kl_masses_part(masses->row[i]) * potential[i]);
    for (size_t j = 0; j < masses->columns; j++)
        kl_exact_sum_add(&sum, -kl_masses_part(masses->column[j]) * price[j]);
    return kl_exact_sum_round(&sum);
}

kl_status kl_certify(const kl_costs *costs, const kl_masses *masses, const double *price,
                     kl_pool *pool, double *potential, kl_certificate *out, kl_error *error) {
    const size_t tasks = (costs->rows + ROWS_A_TASK - 1) / ROWS_A_TASK;
    const size_t room = kl_pool_threads(pool) * KL_COST_ROOM(costs->columns);
    sweep job = {costs, price, potential, kl_alloc(room, sizeof(double)),
                 kl_alloc_zero(tasks, sizeof(double))};
    kl_status status = KL_OK;
    if (job.room == NULL || job.largest == NULL)
        status = kl_fail_memory(error, "a row of costs", (room + tasks) * sizeof(double));
    else
        status = kl_pool_run(pool, tasks, sweep_rows, &job, error);
    out->largest = 0;
    for (size_t t = 0; t < tasks && status == KL_OK; t++)
        out->largest = fmax(out->largest, job.largest[t]);
    if (status == KL_OK)
        out->dual = dual_of(masses, potential, price);
    kl_free(job.room);
    kl_free(job.largest);
    return status;
}
