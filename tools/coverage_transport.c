/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of Wasserstein distances of samples hold the truth: one setting a call, for
 * bench_coverage_transport.py.
 *
 *     coverage_transport SOURCES POWER SIZE SIZE RUNS     SOURCES: a name of tests/transport/sampled.h
 *
 * A line: "wasserstein", truth, runs, intervals that hold the truth, p-values up to 0.05 of a test of 99 deals, means
 * of the value and of what is held out. All of it repeats from run to run. */
#include "../tests/transport/sampled.h"

#include <stdio.h>
#include <string.h>

static const sampled_sources *find(const char *name) {
    for (size_t i = 0; i < SAMPLED_CASES; i++)
        if (strcmp(sampled_cases[i].name, name) == 0)
            return &sampled_cases[i];
    return NULL;
}

int main(int argc, char **argv) {
    const sampled_sources *of = argc == 6 ? find(argv[1]) : NULL;
    const int power = argc == 6 ? atoi(argv[2]) : 0;
    if (of == NULL || power < 1 || power > 2) {
        fprintf(stderr, "see the head of tools/coverage_transport.c\n");
        return 2;
    }
    const unsigned runs = (unsigned)atol(argv[5]);
    const sampled_coverage c =
        sampled_simulate(of, power, (size_t)atol(argv[3]), (size_t)atol(argv[4]), runs, 99);
    if (c.runs != runs)
        return 1;
    printf("wasserstein %.17g %u %u %u %.17g %.17g\n", of->truth[power], c.runs, c.covered,
           c.alarms, c.value, c.held_out);
    return 0;
}
