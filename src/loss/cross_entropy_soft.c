/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities for targets: of a row, w t' takes the place of the weights of classes. */
#include <math.h>

#include "loss/check.h"
#include "loss/cross_entropy.h"

/* The pulls of a row, and of each chunk of it Σ t and Σ w t'. */
typedef struct pulls_job {
    const kl_cross_entropy_job *job;
    size_t row;
    kl_class_weights *pulls;
    double sum[KL_CHUNKS], total[KL_CHUNKS];
} pulls_job;

static kl_status read_chunk(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    pulls_job *to = context;
    const size_t columns = to->job->logits.columns;
    const kl_row_chunk chunk = kl_row_chunk_at(columns, index);
    const double smoothing = to->job->options.label_smoothing, even = smoothing / (double)columns;
    const double *w = to->job->weights.wide;
    double *pulls = to->pulls->wide;
    double sum = 0, total = 0;
    kl_array_read(kl_matrix_row(to->job->soft, to->row), chunk.first, chunk.n, pulls + chunk.first);
    for (size_t c = chunk.first; c < chunk.first + chunk.n; c++) {
        const double t = pulls[c];
        if (!(t >= 0 && t < INFINITY))
            return kl_refuse_probability(t, to->row, c, error);
        sum += t;
        pulls[c] = ((1 - smoothing) * t + even) * (w == NULL ? 1 : w[c]);
        to->pulls->narrow[c] = kl_narrow_weight(pulls[c]);
        total += pulls[c];
    }
    to->sum[index] = sum;
    to->total[index] = total;
    return KL_OK;
}

kl_status kl_soft_pulls(const kl_cross_entropy_job *job, size_t row, kl_class_weights *pulls,
                        kl_error *error) {
    pulls_job to;
    double sum = 0;
    to.job = job;
    to.row = row;
    to.pulls = pulls;
    kl_status status = kl_each_chunk(&job->reader, read_chunk, &to, error);
    if (status != KL_OK)
        return status;
    pulls->total = 0;
    for (size_t i = 0; i < kl_chunk_count(job->logits.columns); i++) {
        sum += to.sum[i];
        pulls->total += to.total[i];
    }
    return kl_check_total(sum, row, job->soft.dtype, error);
}

kl_status kl_soft_row(const kl_cross_entropy_job *job, size_t row, const void *x,
                      const kl_row_softmax *softmax, kl_class_weights *pulls, double *loss,
                      kl_error *error) {
    kl_status status = kl_soft_pulls(job, row, pulls, error);
    if (status == KL_OK)
        *loss = kl_row_gap(softmax, &job->reader, x, pulls) + pulls->total * softmax->log_sum;
    return status;
}
