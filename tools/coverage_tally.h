/* SPDX-License-Identifier: Apache-2.0 */
/* What was seen of the intervals of one function in simulations: for tools/coverage_points.c and coverage_nearest.c.
 *
 * Its line: name, truth, runs, intervals that hold the truth, of all these with a lower end alone, those that begin at
 * 0, mean error of the value. bench/coverage_page.py reads it. */
#ifndef TOOLS_COVERAGE_TALLY_H
#define TOOLS_COVERAGE_TALLY_H

#include <stdio.h>
#include <string.h>

#include <kullback/base.h>

typedef struct tally {
    unsigned runs, held, one_sided, near_equal;
    double error;
} tally;

static inline void tally_add(tally *to, const kl_estimate *e, double truth) {
    to->runs++;
    to->held += e->low <= truth && truth <= e->high;
    to->one_sided += kl_estimate_has(e, KL_FLAG_ONE_SIDED) != 0;
    to->near_equal += kl_estimate_has(e, KL_FLAG_NEAR_EQUAL) != 0;
    to->error += e->value - truth;
}

static inline void tally_print(const char *name, const tally *of, double truth) {
    printf("%s %.17g %u %u %u %u %.17g\n", name, truth, of->runs, of->held, of->one_sided,
           of->near_equal, of->error / of->runs);
}

/* The number of a name of a setting; n: it is none. */
static inline int find_name(const char *const *names, int n, const char *name) {
    int i = 0;
    while (i < n && strcmp(name, names[i]) != 0)
        i++;
    return i;
}

#endif
