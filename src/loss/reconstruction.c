/* SPDX-License-Identifier: Apache-2.0 */
/* What a decoder loses: −ln p(x|z), element by element. */
#include "base/array.h"
#include "base/error.h"
#include "base/options.h"
#include "loss/latent.h"
#include "loss/logistic.h"

#include <inttypes.h>
#include <math.h>

void kl_reconstruction_options_init(kl_reconstruction_options *options) {
    *options =
        (kl_reconstruction_options){.size = sizeof *options, .levels = 256, .low = -1, .high = 1};
}

typedef struct reconstruction_job {
    kl_reconstruction kind;
    kl_reconstruction_data data;
    kl_reconstruction_options options;
    kl_reconstruction_gradient gradient;
    double *rows;
    double divisor;
} reconstruction_job;

/* ── Elements ── */

/* A loss with its derivatives by the prediction and by the logarithm of the scale. */
typedef struct element {
    double loss, prediction, log_scale;
} element;

static element bernoulli(double logit, double x) {
    return (element){x * kl_softplus(-logit) + (1 - x) * kl_softplus(logit),
                     (1 - x) * kl_sigmoid(logit) - x * kl_sigmoid(-logit), 0};
}

static element gaussian(double mean, double log_scale, double x) {
    static const double half_log_two_pi = 0x1.d67f1c864beb5p-1;
    const double inverse = kl_exp(-log_scale), away = mean == x ? 0 : (mean - x) * inverse;
    return (element){0.5 * away * away + log_scale + half_log_two_pi,
                     away == 0 ? 0 : away * inverse, 1 - away * away};
}

/* σ(b) − σ(a) = σ(b) σ(−a) (1 − e^(a − b)); at the ends one of them is 1. */
static element logistic(const kl_reconstruction_options *options, double mean, double log_scale,
                        double x) {
    const double step = (options->high - options->low) / (options->levels - 1);
    const double inverse = kl_exp(-log_scale), width = step * inverse;
    const double below = (x - mean - 0.5 * step) * inverse,
                 above = (x - mean + 0.5 * step) * inverse;
    const int first = x<options->low + 0.5 * step, last = x> options->high - 0.5 * step;
    element out = {0};
    if (!last) {
        out.loss += kl_softplus(-above);
        out.prediction += kl_sigmoid(-above) * inverse;
        out.log_scale += above * kl_sigmoid(-above);
    }
    if (!first) {
        out.loss += kl_softplus(below);
        out.prediction -= kl_sigmoid(below) * inverse;
        out.log_scale -= below * kl_sigmoid(below);
    }
    if (!first && !last) {
        out.loss -= kl_log_rest(-width);
        out.log_scale += width / kl_expm1(width);
    }
    return out;
}

/* ── Rows ── */

static double log_scale_at(const reconstruction_job *job, size_t row, size_t column) {
    const kl_matrix scale = job->data.log_scale;
    if (job->kind != KL_RECONSTRUCTION_GAUSSIAN && job->kind != KL_RECONSTRUCTION_LOGISTIC)
        return 0;
    return scale.rows == 1 && scale.columns == 1 ? kl_matrix_at(scale, 0, 0)
                                                 : kl_matrix_at(scale, row, column);
}

static element element_at(const reconstruction_job *job, double prediction, double log_scale,
                          double x) {
    switch (job->kind) {
    case KL_RECONSTRUCTION_GAUSSIAN:
        return gaussian(prediction, log_scale, x);
    case KL_RECONSTRUCTION_LOGISTIC:
        return logistic(&job->options, prediction, log_scale, x);
    default:
        return bernoulli(prediction, x);
    }
}

static kl_status check_target(const reconstruction_job *job, size_t row, size_t column, double x,
                              kl_error *error) {
    const double low = job->options.low, high = job->options.high;
    const double slack = 0.5 * (high - low) / (job->options.levels - 1);
    if (!isfinite(x))
        return kl_refuse_element("target", row, column, x, "it must be finite", error);
    if (job->kind == KL_RECONSTRUCTION_BERNOULLI && !(x >= 0 && x <= 1))
        return kl_refuse_element("target", row, column, x, "it must be from 0 to 1", error);
    if (job->kind == KL_RECONSTRUCTION_LOGISTIC && !(x >= low - slack && x <= high + slack))
        return kl_refuse_element("target", row, column, x, "it is not among the levels", error);
    return KL_OK;
}

/* Looked at only where a gradient is wanted: else it has not been checked. */
static double upstream_of(const kl_loss_gradient *gradient, size_t row) {
    return gradient->data != NULL ? kl_number_at(gradient->upstream, row, 1) : 1;
}

/* A scale for all gathers its gradient over rows. */
static kl_status one_row(const reconstruction_job *job, size_t row, double *loss, double *shared,
                         kl_error *error) {
    const double factor = upstream_of(&job->gradient.log_scale, row);
    for (size_t j = 0; j < job->data.target.columns; j++) {
        const double prediction = kl_matrix_at(job->data.prediction, row, j);
        const double log_scale = log_scale_at(job, row, j),
                     x = kl_matrix_at(job->data.target, row, j);
        kl_status status = check_target(job, row, j, x, error);
        if (status != KL_OK)
            return status;
        const element at = element_at(job, prediction, log_scale, x);
        if (!isfinite(at.loss) || !isfinite(at.prediction) || !isfinite(at.log_scale))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "prediction: row %zu, column %zu is %g with a log_scale of %g: its "
                              "loss is not finite",
                              row, j, prediction, log_scale);
        *loss += at.loss;
        *shared += at.log_scale * factor;
        kl_into_store(&job->gradient.prediction, job->data.prediction, row, j,
                      at.prediction / job->divisor);
        if (job->data.log_scale.rows == job->data.target.rows &&
            job->data.log_scale.columns == job->data.target.columns)
            kl_into_store(&job->gradient.log_scale, job->data.log_scale, row, j,
                          at.log_scale / job->divisor);
    }
    return KL_OK;
}

static kl_status check_classes(const reconstruction_job *job, size_t row, size_t classes,
                               kl_error *error) {
    for (size_t j = 0; j < job->data.target.columns; j++) {
        const double x = kl_matrix_at(job->data.target, row, j);
        if (!(x >= 0 && x < (double)classes))
            return kl_refuse_element("target", row, j, x, "it is none of the classes", error);
    }
    return KL_OK;
}

/* The variables of a row are rows of the cross-entropy. */
static kl_status refuse_logits(kl_status status, size_t row, const kl_error *inner,
                               kl_error *error) {
    if (status != KL_ERROR_VALUE)
        return kl_fail(error, status, "%s", inner->message);
    return kl_fail_at(error, status, (int64_t)row, -1,
                      "prediction: the logits of row %zu, variable %" PRId64
                      " have a NaN, +inf or only -inf",
                      row, inner->index);
}

static kl_status one_categorical_row(const reconstruction_job *job, size_t row, double *loss,
                                     kl_error *error) {
    const kl_matrix all = job->data.prediction;
    const size_t variables = job->data.target.columns, classes = all.columns / variables;
    const kl_matrix logits = {kl_matrix_row(all, row).data, variables, classes, (ptrdiff_t)classes,
                              all.dtype};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.reduction = KL_REDUCTION_SUM;
    options.ignore_index = INT64_MIN; /* none */
    const double factor = upstream_of(&job->gradient.prediction, row) / job->divisor;
    kl_loss_gradient into = job->gradient.prediction;
    if (into.data != NULL)
        into.data = (unsigned char *)into.data +
                    (ptrdiff_t)row * into.row_stride * (ptrdiff_t)kl_dtype_size(all.dtype);
    into.row_stride = (ptrdiff_t)classes;
    into.upstream = kl_f64(&factor, 1);
    kl_error inner = KL_ERROR_INIT;
    kl_status status = check_classes(job, row, classes, error);
    if (status != KL_OK)
        return status;
    status = kl_loss_cross_entropy(logits, kl_matrix_row(job->data.target, row), &options, NULL,
                                   into.data != NULL ? &into : NULL, loss, &inner);
    if (status == KL_OK && !isfinite(*loss))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "prediction: row %zu masks a target", row);
    return status == KL_OK ? KL_OK : refuse_logits(status, row, &inner, error);
}

static kl_status all_rows(const reconstruction_job *job, double *loss, kl_error *error) {
    const size_t n = job->data.target.rows;
    double total = 0, shared = 0;
    for (size_t row = 0; row < n; row++) {
        double of_row = 0;
        kl_status status = job->kind == KL_RECONSTRUCTION_CATEGORICAL
                               ? one_categorical_row(job, row, &of_row, error)
                               : one_row(job, row, &of_row, &shared, error);
        if (status != KL_OK)
            return status;
        kl_keep(job->rows, row, of_row);
        total += of_row;
    }
    const kl_matrix scale = job->data.log_scale;
    if (scale.rows == 1 && scale.columns == 1 && job->gradient.log_scale.data != NULL &&
        (n != 1 || job->data.target.columns != 1))
        kl_number_store(scale.dtype, job->gradient.log_scale.data, 0, shared / job->divisor);
    if (job->options.reduction != KL_REDUCTION_NONE)
        *loss = total / job->divisor;
    return KL_OK;
}

/* ── Before the rows ── */

static kl_status check_options(reconstruction_job *job, const kl_reconstruction_options *given,
                               kl_error *error) {
    kl_reconstruction_options *options = &job->options;
    kl_reconstruction_options_init(options);
    kl_status status =
        kl_options_read(options, sizeof *options, given, "kl_reconstruction_options", error);
    if (status != KL_OK)
        return status;
    if (job->kind > KL_RECONSTRUCTION_CATEGORICAL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kind is %d", (int)job->kind);
    if (options->levels < 2)
        return kl_fail(error, KL_ERROR_ARGUMENT, "levels is %u, expected 2 or more",
                       options->levels);
    if (!(options->low < options->high && isfinite(options->high - options->low)))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "levels are from %g to %g, expected two finite numbers in this order",
                       options->low, options->high);
    return KL_OK;
}

static kl_status check_scale(const reconstruction_job *job, kl_error *error) {
    const kl_matrix scale = job->data.log_scale, target = job->data.target;
    const int one = scale.rows == 1 && scale.columns == 1;
    if (job->kind != KL_RECONSTRUCTION_GAUSSIAN && job->kind != KL_RECONSTRUCTION_LOGISTIC)
        return !kl_matrix_is_given(scale) ? KL_OK
                                          : kl_fail(error, KL_ERROR_ARGUMENT,
                                                    "log_scale is for Gaussian and logistic only");
    kl_status status =
        kl_check_matrix(scale, "log_scale", one ? 1 : target.rows, one ? 1 : target.columns, error);
    if (status == KL_OK)
        status = kl_check_into(&job->gradient.log_scale, scale, "log_scale", target.rows, error);
    return status;
}

static kl_status check_data(const reconstruction_job *job, kl_error *error) {
    const kl_matrix prediction = job->data.prediction, target = job->data.target;
    const int is_categorical = job->kind == KL_RECONSTRUCTION_CATEGORICAL;
    if (kl_dtype_size(target.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "target: dtype is %s",
                       kl_dtype_name(target.dtype));
    if (is_categorical && !(target.dtype >= KL_U8 && target.dtype <= KL_I64))
        return kl_fail(error, KL_ERROR_ARGUMENT, "target: dtype is %s, expected integers",
                       kl_dtype_name(target.dtype));
    if (target.data == NULL && target.rows > 0 && target.columns > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "target: data is NULL");
    if (target.columns == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "target: no columns");
    if (is_categorical && (prediction.columns == 0 || prediction.columns % target.columns != 0))
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "prediction: %zu logits a row for %zu variables: as many each are needed",
                       prediction.columns, target.columns);
    kl_status status = kl_check_matrix(prediction, "prediction", target.rows,
                                       is_categorical ? prediction.columns : target.columns, error);
    if (status == KL_OK)
        status =
            kl_check_into(&job->gradient.prediction, prediction, "prediction", target.rows, error);
    return status == KL_OK ? check_scale(job, error) : status;
}

kl_status kl_loss_reconstruction(kl_reconstruction kind, const kl_reconstruction_data *data,
                                 const kl_reconstruction_options *options,
                                 const kl_reconstruction_gradient *gradient, double *rows,
                                 double *loss, kl_error *error) {
    if (data == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_reconstruction: data is NULL");
    reconstruction_job job = {.kind = kind, .data = *data, .rows = rows};
    if (gradient != NULL)
        job.gradient = *gradient;
    kl_status status = check_options(&job, options, error);
    if (status == KL_OK)
        status = check_data(&job, error);
    if (status == KL_OK)
        status = kl_check_reduction(job.options.reduction, data->target.rows, rows, loss, error);
    if (status != KL_OK)
        return status;
    job.divisor = kl_reduction_divisor(job.options.reduction, data->target.rows);
    return all_rows(&job, loss, error);
}
