/* SPDX-License-Identifier: Apache-2.0 */
#include "loss/tasks.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

/* A task is worth having a thread for, and so many of them waking one. */
enum { TASK_LOGITS = 1 << 16, TASKS_LEAST = 4 };

int kl_is_one_task(size_t rows, size_t columns) {
    return rows < TASKS_LEAST * TASK_LOGITS / columns;
}

kl_status kl_row_tasks_set(kl_row_tasks *tasks, size_t rows, size_t columns, kl_error *error) {
    tasks->rows = rows;
    tasks->task_rows = kl_is_one_task(rows, columns) ? rows + (rows == 0)
                       : columns < TASK_LOGITS       ? TASK_LOGITS / columns
                                                     : 1;
    tasks->tasks = rows / tasks->task_rows + (rows % tasks->task_rows != 0);
    tasks->sum = kl_alloc(tasks->tasks, sizeof *tasks->sum);
    return tasks->sum != NULL
               ? KL_OK
               : kl_fail_memory(error, "sums of tasks", tasks->tasks * sizeof *tasks->sum);
}

void kl_row_tasks_free(kl_row_tasks *tasks) {
    kl_free(tasks->sum);
}

double kl_row_tasks_total(const kl_row_tasks *tasks) {
    double total = 0;
    for (size_t i = 0; i < tasks->tasks; i++)
        total += tasks->sum[i];
    return total;
}

/* One NaN for all, as the kernels want it. */
static double only_nan(double x) {
    return isnan(x) ? (double)NAN : x;
}

void kl_factors_read(kl_array array, size_t first, size_t n, double *out) {
    double same = 1;
    if (array.n > 1) {
        kl_array_read(array, first, n, out);
        for (size_t i = 0; i < n; i++)
            out[i] = only_nan(out[i]);
        return;
    }
    if (array.n == 1)
        kl_array_read(array, 0, 1, &same);
    same = only_nan(same);
    for (size_t i = 0; i < n; i++)
        out[i] = same;
}
