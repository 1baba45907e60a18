/* SPDX-License-Identifier: Apache-2.0 */
/* Targets of fits: what was read is finite, cells ascend, and a fit of it is refused or has a finite model. */
#include <math.h>

#include "check.h"
#include "family/fit_file.h"

static void check_data(const kl_fit_data *data) {
    for (size_t i = 0; i < data->n && data->weights; i++) {
        CHECK(isfinite(data->x[i]) && isfinite(data->weights[i]));
        CHECK(i == 0 || data->x[i] > data->x[i - 1]);
        CHECK(data->volumes == NULL || data->volumes[i] > 0);
    }
}

static void check_fit(const kl_fit_data *data) {
    const kl_fit_target target = kl_fit_data_target(data);
    kl_fit_options options;
    kl_fit *fit = NULL;
    kl_fit_options_init(&options);
    options.family = KL_FIT_MIXTURE;
    options.starts = 2;
    options.iterations = 20;
    if (kl_fit_new(&target, &options, &fit, NULL) != KL_OK)
        return;
    for (size_t c = 0; c < kl_fit_components(fit); c++)
        for (size_t j = 0; j < data->d; j++) {
            kl_estimate mean, scale;
            CHECK(kl_fit_estimate(fit, c, KL_FIT_MEAN, j, &mean, NULL) == KL_OK);
            CHECK(kl_fit_estimate(fit, c, KL_FIT_SCALE, j, &scale, NULL) == KL_OK);
            CHECK(isfinite(mean.value) && scale.value > 0);
        }
    kl_fit_free(fit);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    kl_fit_data data;
    if (kl_fit_data_parse(&data, (const char *)bytes, size, NULL) == KL_OK) {
        check_data(&data);
        if (data.n <= 256 && data.d <= 4)
            check_fit(&data);
    }
    kl_fit_data_free(&data);
    return 0;
}
