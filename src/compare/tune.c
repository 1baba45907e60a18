/* SPDX-License-Identifier: Apache-2.0 */
/* Measures at another value of their parameter than the default. */
#include "compare/comparison.h"

#include "base/error.h"

#include <math.h>

kl_status kl_comparison_tune(kl_comparison *comparison, const kl_compare_options *options,
                             kl_error *error) {
    kl_measure row;
    for (size_t i = 0; i < options->setting_count; i++) {
        const kl_measure_setting *setting = &options->settings[i];
        /* Which stands for the default elsewhere, but nobody sets a parameter to it. */
        if (isnan(setting->parameter))
            return kl_fail(error, KL_ERROR_ARGUMENT, "setting %zu: a parameter must be a number",
                           i);
        kl_status status = kl_measure_at(setting->measure, setting->parameter, &row, error);
        if (status != KL_OK)
            return status;
        if (!comparison->known[0] || !comparison->known[1])
            return kl_fail(
                error, KL_ERROR_UNSUPPORTED,
                "%s of what was counted is estimated at its default alone, %s = %g: only "
                "known weights have it at %g",
                row.name, row.parameter.symbol, kl_measure_get(setting->measure)->parameter.value,
                setting->parameter);
        status = kl_known_measure(comparison, setting->measure, setting->parameter,
                                  options->sample->pool, error);
        if (status != KL_OK)
            return status;
        comparison->parameter[setting->measure] = setting->parameter;
    }
    return KL_OK;
}
