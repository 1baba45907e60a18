/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities for targets: of a row, w t' takes the place of the weights of classes. */
#include <math.h>

#include "base/error.h"
#include "loss/cross_entropy.h"

/* How far from 1 a sum of probabilities may be that were rounded to a type. */
static double sum_tolerance(kl_dtype dtype) {
    return dtype == KL_BF16 ? 2e-2 : dtype == KL_F16 ? 4e-3 : 1e-4;
}

static kl_status refuse_sum(size_t row, double sum, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu sums to %g: probabilities sum to 1", row, sum);
}

kl_status kl_soft_pulls(const kl_cross_entropy_job *job, size_t row, kl_class_weights *pulls,
                        kl_error *error) {
    const size_t columns = job->logits.columns;
    const double smoothing = job->options.label_smoothing, even = smoothing / (double)columns;
    const double *w = job->weights.wide;
    double sum = 0;
    kl_array_read(kl_matrix_row(job->soft, row), 0, columns, pulls->wide);
    pulls->total = 0;
    for (size_t c = 0; c < columns; c++) {
        const double t = pulls->wide[c];
        if (!(t >= 0 && t < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "targets: row %zu, column %zu is %g: a probability is finite and not "
                              "negative",
                              row, c, t);
        sum += t;
        pulls->wide[c] = ((1 - smoothing) * t + even) * (w == NULL ? 1 : w[c]);
        pulls->narrow[c] = kl_narrow_weight(pulls->wide[c]);
        pulls->total += pulls->wide[c];
    }
    return fabs(sum - 1) <= sum_tolerance(job->soft.dtype) ? KL_OK : refuse_sum(row, sum, error);
}

kl_status kl_soft_row(const kl_cross_entropy_job *job, size_t row, const void *x,
                      const kl_row_softmax *softmax, kl_class_weights *pulls, double *loss,
                      kl_error *error) {
    kl_status status = kl_soft_pulls(job, row, pulls, error);
    if (status == KL_OK)
        *loss = kl_row_gap(softmax, &job->reader, x, pulls) + pulls->total * softmax->log_sum;
    return status;
}
