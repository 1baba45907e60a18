/* SPDX-License-Identifier: Apache-2.0 */
/* False discovery rates against their definition, and on the p-values of the paper. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "sample/discoveries.h"

enum { N = 15 };

/* Benjamini and Hochberg 1995, section 3.2: of these 15 four are rejected at 0.05. */
static const double paper[N] = {0.0298, 0.0001, 0.4262, 0.0004, 0.0278, 0.0019, 0.0095, 0.0201,
                                0.0344, 0.0459, 0.3240, 0.5719, 0.6528, 0.7590, 1.0000};

/* min over j with p_j >= p_i of p_j n / #{k: p_k <= p_j} */
static double by_definition(const double *p, size_t n, size_t i) {
    double least = 1;
    for (size_t j = 0; j < n; j++) {
        size_t below = 0;
        for (size_t k = 0; k < n; k++)
            below += p[k] <= p[j];
        if (p[j] >= p[i])
            least = fmin(least, p[j] * (double)n / (double)below);
    }
    return least;
}

static void of_the_paper(void **state) {
    (void)state;
    double q[N];
    size_t found = 0;
    assert_int_equal(kl_false_discovery_rates(paper, N, q, NULL), KL_OK);
    for (size_t i = 0; i < N; i++) {
        assert_true(q[i] == by_definition(paper, N, i));
        found += q[i] <= 0.05;
    }
    assert_int_equal(found, 4);
    assert_true(q[6] <= 0.05 && q[7] > 0.05); /* 0.0095 is the last of them */
}

static void with_ties(void **state) {
    (void)state;
    static const double p[] = {0.01, 0.5, 0.01, 0.02, 0.01};
    double q[5];
    assert_int_equal(kl_false_discovery_rates(p, 5, q, NULL), KL_OK);
    for (size_t i = 0; i < 5; i++)
        assert_true(q[i] == by_definition(p, 5, i));
    assert_int_equal(kl_false_discovery_rates(p, 0, q, NULL), KL_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(of_the_paper), cmocka_unit_test(with_ties)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
