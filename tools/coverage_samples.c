/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of two samples of numbers hold the truth: one setting a call, for bench_coverage_samples.py.
 *
 *     coverage_samples MEAN SIZE SIZE RUNS     draws from exponentials of means 1 and MEAN
 *
 * A line for each statistic: name, runs, intervals that hold the truth, p-values up to 0.05 of a test of 99 deals. All
 * of it repeats from run to run. */
#include "../tests/sample/two_samples.h"

#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "see the head of tools/coverage_samples.c\n");
        return 2;
    }
    const unsigned runs = (unsigned)atol(argv[4]);
    for (int id = 0; id < KL_TWO_SAMPLE_COUNT; id++) {
        const two_sample_coverage c =
            two_sample_simulate((kl_two_sample_id)id, atof(argv[1]), (size_t)atol(argv[2]),
                                (size_t)atol(argv[3]), runs, 99);
        if (c.runs != runs)
            return 1;
        printf("%s %u %u %u\n", kl_two_sample_get((kl_two_sample_id)id)->name, c.runs, c.covered,
               c.alarms);
    }
    return 0;
}
