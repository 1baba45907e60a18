/* SPDX-License-Identifier: Apache-2.0 */
/* How the tests of pairs make one and ask it. */
#ifndef TESTS_SAMPLE_PAIR_HELP_H
#define TESTS_SAMPLE_PAIR_HELP_H

#include "help.h"

#include "sample/pair.h"

static inline kl_counts_pair *pair_of(const kl_counts *a, const kl_counts *b,
                                      kl_smoothing smoothing) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.smoothing = smoothing;
    options.permutations = 99;
    kl_counts_pair *pair = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_counts_pair_new(a, b, &options, &pair, &error) != KL_OK)
        fail_msg("%s", error.message);
    return pair;
}

static inline double value_of(const kl_counts_pair *pair, kl_measure_id id, kl_direction d) {
    return kl_counts_pair_estimate(pair, id, d).value;
}

/* By construction sums of the same numbers: equal, not near. */

#endif
