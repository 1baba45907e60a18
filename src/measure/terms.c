/* SPDX-License-Identifier: Apache-2.0 */
/* Where a measure comes from: the term of every symbol. */
#include "base/error.h"
#include "measure/job.h"

kl_status kl_measure_terms(kl_measure_id id, kl_array p, kl_array q,
                           const kl_measure_options *options, double *terms, kl_error *error) {
    kl_measure_job job;
    if (terms == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_terms: terms is NULL");
    kl_status status = kl_measure_job_begin(&job, NULL, id, p, q, options, error);
    if (status == KL_OK && job.row.shown == KL_TERM_NONE)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "%s is no sum: it has no terms",
                         job.row.measure.name);
    if (status == KL_OK)
        status = kl_measure_job_map(&job, job.row.shown, job.row.factor, terms, error);
    kl_measure_job_end(&job);
    return status;
}
