/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of two samples of numbers hold the truth: prints docs/coverage-samples.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude -Isrc tools/coverage_samples.c build/libkl_room_sample.a \
 *        build/libkl_room_measure.a build/libkl_room_kernels.a build/libkl_room_io.a \
 *        build/libkl_room_base.a -lm -lpthread -o build/coverage_samples
 *     build/coverage_samples 2000 > docs/coverage-samples.md
 */
#include "../tests/sample/two_samples.h"

#include <stdio.h>

static void print_head(unsigned runs) {
    printf("# Coverage of the intervals of two samples\n\n");
    printf(
        "Share of %u simulated pairs of samples in which the 95 %% interval holds the true value, "
        "in percent; in\nbrackets how often the permutation test (99 deals) has p ≤ 0.05 (at mean "
        "1: "
        "false alarms). A is drawn from the\nexponential distribution of mean 1, B from that of "
        "mean μ; the kernel has σ = 1. Standard error of a coverage of\n95 %%: %.1f points. Made "
        "by "
        "`tools/coverage_samples.c`; the sources are defined in `tests/sample/two_samples.h`.\n\n",
        runs, 100 * sqrt(0.95 * 0.05 / runs));
    printf("| μ | n | m |");
    for (int id = 0; id < KL_TWO_SAMPLE_COUNT; id++)
        printf(" %s |", kl_two_sample_get((kl_two_sample_id)id)->name);
    printf("\n|---|---|---|");
    for (int id = 0; id < KL_TWO_SAMPLE_COUNT; id++)
        printf("---|");
    printf("\n");
}

int main(int argc, char **argv) {
    const unsigned runs = argc > 1 ? (unsigned)atoi(argv[1]) : 2000;
    static const double means[] = {1, 1.2, 2};
    static const size_t sizes[][2] = {{50, 50}, {50, 400}, {300, 300}};
    print_head(runs);
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            printf("| %g | %zu | %zu |", means[i], sizes[s][0], sizes[s][1]);
            for (int id = 0; id < KL_TWO_SAMPLE_COUNT; id++) {
                const two_sample_coverage c = two_sample_simulate(
                    (kl_two_sample_id)id, means[i], sizes[s][0], sizes[s][1], runs, 99);
                printf(" %.1f (%.1f) |", 100.0 * c.covered / runs, 100.0 * c.alarms / runs);
            }
            printf("\n");
            fflush(stdout);
        }
    }
    return 0;
}
