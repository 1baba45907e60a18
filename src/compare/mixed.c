/* SPDX-License-Identifier: Apache-2.0 */
/* A counted input beside known weights. */
#include "compare/comparison.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"

/* Notes on A and B, where the counted side is B. An entropy has only the one it is of. */
static kl_estimate as_named(kl_estimate estimate, int exchanged) {
    if (exchanged)
        kl_estimate_exchange(&estimate);
    return estimate;
}

/* Directions of kl_counts_known have the counted side as A. */
static void read_known(kl_comparison *out, int side, const kl_sample_options *options) {
    for (int direction = 0; direction < 2; direction++) {
        const kl_direction d = (kl_direction)(direction ^ side);
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            out->measure[direction][id] =
                as_named(kl_counts_known_estimate(out->mixed, (kl_measure_id)id, d),
                         side && id != KL_ENTROPY);
        }
    }
    const int model_counted = 1 - side;
    out->smoothed[model_counted] = options->smoothing != KL_SMOOTH_NONE;
    out->plugin[model_counted] = as_named(kl_counts_known_plugin(out->mixed), side);
    out->unseen[model_counted] = as_named(kl_counts_known_unseen(out->mixed), side);
    out->p_value = kl_counts_known_p_value(out->mixed);
    out->tested = out->p_value.n > 0;
    out->more_data = kl_counts_known_more_data(out->mixed);
}

kl_status kl_mixed_fill(kl_comparison *comparison, const kl_counts *counts,
                        const kl_weights *weights, const kl_sample_options *options,
                        kl_error *error) {
    const size_t n = kl_weights_size(weights);
    const char **names = kl_alloc(n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the names of weights", n * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = kl_weights_name(weights, i);
    kl_status status = kl_counts_known_new(counts, names, kl_weights_values(weights), n, options,
                                           &comparison->mixed, error);
    if (status == KL_OK)
        read_known(comparison, comparison->known[0], options);
    kl_free(names);
    return status;
}
