/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities for targets: of a row, w t' takes the place of the weights of classes. */
#include <math.h>

#include "loss/check.h"
#include "loss/cross_entropy.h"

/* t' = (1 − ε) t + ε/V, times w. */
static kl_status read_pulls(const kl_cross_entropy_job *job, size_t row, kl_class_weights *pulls,
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
            return kl_refuse_probability(t, row, c, error);
        sum += t;
        pulls->wide[c] = ((1 - smoothing) * t + even) * (w == NULL ? 1 : w[c]);
        pulls->narrow[c] = kl_narrow_weight(pulls->wide[c]);
        pulls->total += pulls->wide[c];
    }
    return kl_check_total(sum, row, job->soft.dtype, error);
}

kl_status kl_soft_row(const kl_cross_entropy_job *job, size_t row, const void *x,
                      const kl_row_softmax *softmax, kl_class_weights *pulls, double *loss,
                      kl_error *error) {
    kl_status status = read_pulls(job, row, pulls, error);
    if (status == KL_OK)
        *loss = kl_row_gap(softmax, &job->reader, x, pulls) + pulls->total * softmax->log_sum;
    return status;
}
