/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of Wasserstein distances of samples hold the truth: prints docs/coverage-transport.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude -Isrc tools/coverage_transport.c build/libkullback.a -lm -lpthread \
 *        -lz -ljansson -lpng -lutf8proc -o build/coverage_transport
 *     build/coverage_transport 300 > docs/coverage-transport.md
 */
#include "../tests/transport/sampled.h"

#include <stdio.h>

static void print_head(unsigned runs) {
    printf("# Coverage of the intervals of Wasserstein distances\n\n");
    printf("%u simulated pairs of samples a row: the truth, the means of the plug-in value and of "
           "what a critic sees that has\nnot learnt from the draws it judges (of W_1), the share "
           "in percent of 95 %% intervals that hold the truth, and how often\nthe permutation test "
           "(99 deals) has p ≤ 0.05, which are false alarms where the truth is 0. Standard error "
           "of 95 %%: %.1f\npoints. Made by `tools/coverage_transport.c`; the sources are defined "
           "in `tests/transport/sampled.h`.\n\n",
           runs, 100 * sqrt(0.95 * 0.05 / runs));
    printf("| sources | p | n | m | truth | plug-in | held out | coverage | p ≤ 0.05 |\n"
           "|---|---|---|---|---|---|---|---|---|\n");
}

int main(int argc, char **argv) {
    const unsigned runs = argc > 1 ? (unsigned)atoi(argv[1]) : 300;
    static const size_t sizes[][2] = {{20, 20}, {100, 100}, {50, 400}};
    print_head(runs);
    for (size_t i = 0; i < SAMPLED_CASES; i++) {
        const sampled_sources *of = &sampled_cases[i];
        /* Points are dear: fewer sizes. */
        for (size_t s = 0; s < (of->columns == 1 ? 3 : 2); s++)
            for (int power = 1; power <= (of->columns == 1 ? 2 : 1); power++) {
                const size_t n = sizes[s][0], m = sizes[s][1];
                const sampled_coverage c = sampled_simulate(of, power, n, m, runs, 99);
                printf("| %s | %d | %zu | %zu | %.3f | %.3f | %.3f | %.1f | %.1f |\n", of->name,
                       power, n, m, of->truth[power], c.value, c.held_out,
                       100.0 * c.covered / c.runs, 100.0 * c.alarms / c.runs);
                fflush(stdout);
            }
    }
    return 0;
}
