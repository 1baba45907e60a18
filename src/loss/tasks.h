/* SPDX-License-Identifier: Apache-2.0 */
/* Rows in tasks that are the same for any number of threads, and their sums in order. */
#ifndef KL_LOSS_TASKS_H
#define KL_LOSS_TASKS_H

#include <kullback/base.h>

typedef struct kl_row_tasks {
    size_t rows, task_rows, tasks;
    double *sum; /* of each task: divisors, then losses */
} kl_row_tasks;

/* Few logits are one task: they do not pay for threads. */
int kl_is_one_task(size_t rows, size_t columns);

kl_status kl_row_tasks_set(kl_row_tasks *tasks, size_t rows, size_t columns, kl_error *error);
void kl_row_tasks_free(kl_row_tasks *tasks);

/* The rows of a task. */
static inline size_t kl_task_begin(const kl_row_tasks *tasks, size_t index) {
    return index * tasks->task_rows;
}
static inline size_t kl_task_end(const kl_row_tasks *tasks, size_t index) {
    const size_t begin = kl_task_begin(tasks, index), left = tasks->rows - begin;
    return begin + (left < tasks->task_rows ? left : tasks->task_rows);
}

double kl_row_tasks_total(const kl_row_tasks *tasks);

/* An array may have one number for all rows, or none: 1. */
void kl_factors_read(kl_array array, size_t first, size_t n, double *out);

#endif
