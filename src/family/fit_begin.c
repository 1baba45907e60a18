/* SPDX-License-Identifier: Apache-2.0 */
/* Where fits begin: where the caller says, else as the target lies and by chance. */
#include "base/error.h"
#include "family/fit.h"

#include <math.h>
#include <string.h>

kl_status kl_fit_check_begin(const kl_fit_options *o, const kl_points *points, kl_error *error) {
    const size_t n = o->begin.n;
    if (n == 0)
        return KL_OK;
    if (o->family != KL_FIT_GAUSSIAN || !points->grid)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "only one normal distribution on a grid has a beginning of the caller's");
    if (o->begin.data == NULL || kl_dtype_size(o->begin.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "begin: no data or unknown dtype");
    if (n != 2 * points->d)
        return kl_fail(error, KL_ERROR_MISMATCH, "begin has %zu numbers, not %zu", n,
                       2 * points->d);
    for (size_t i = 0; i < n; i++) {
        double number;
        kl_array_read(o->begin, i, 1, &number);
        if (!isfinite(number) || (i >= points->d && !(number > 0)))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "begin[%zu] is %g: it must be finite%s", i, number,
                              i >= points->d ? ", and a deviation above 0" : "");
    }
    return KL_OK;
}

/* Where the caller says, in the points' units. */
static void begin_at(const kl_fit *fit, double *model) {
    const kl_points *points = &fit->points;
    const size_t d = points->d;
    double *factor = model + 1 + d;
    memset(model, 0, kl_component_size(d) * sizeof *model);
    for (size_t i = 0; i < d; i++) {
        double mean, deviation;
        kl_array_read(fit->options.begin, i, 1, &mean);
        kl_array_read(fit->options.begin, d + i, 1, &deviation);
        model[1 + i] = (mean - points->centre[i]) / points->scale[i];
        factor[i * (i + 1) / 2 + i] = kl_log(deviation / points->scale[i]);
    }
}

/* The first is as wide as the target, and further ones are narrower; the first of one component stands in the
 * middle, others on a point. */
int kl_fit_begin_start(const kl_fit *fit, size_t index, double *model, double *work) {
    kl_random random;
    kl_random_init(&random, fit->options.seed, index);
    if (fit->options.family == KL_FIT_CATEGORICAL) {
        kl_pieces_begin(&fit->points, fit->k, model);
        return 1;
    }
    if (fit->options.begin.n > 0) {
        begin_at(fit, model);
        return 1;
    }
    const double narrow = index == 0 ? 1 : ldexp(1, -(int)(index % 4));
    if (!kl_fit_begin(&fit->points, fit->k, &random, narrow, model, work))
        return 0;
    if (fit->k == 1 && index > 0) {
        const size_t point = kl_points_draw(&fit->points, NULL, &random);
        memcpy(model + 1, fit->points.x + point * fit->points.d, fit->points.d * sizeof *model);
    }
    return 1;
}
