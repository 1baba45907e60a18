/* SPDX-License-Identifier: Apache-2.0 */
/* The lesson's claim on transport, from the library's own numbers. */
#include "claims.h"

#include <kullback/measure.h>
#include <kullback/transport.h>

enum { WIDTH = 64, CELLS = 256 };

static void fill(double *weights, double *places, int first) {
    for (int i = 0; i < CELLS; i++) {
        weights[i] = i >= first && i < first + WIDTH;
        places[i] = (double)i / WIDTH;
    }
}

/* Slide uniform distributions of width 1 apart: how many of 64 steps beyond the overlap have KL = ∞, JSD there, how much
 * it changes over them, and by how much a step changes W_1, at least and at most. */
static void l23(void **state) {
    (void)state;
    double p[CELLS], q[CELLS], places[CELLS], w_before = 0;
    double infinite = 0, low = INFINITY, high = 0, least = INFINITY, most = 0;
    fill(p, places, 0);
    for (int shift = WIDTH; shift <= 2 * WIDTH; shift++) {
        kl_estimate kl, jsd;
        double w;
        fill(q, places, shift);
        const kl_array x = kl_f64(places, CELLS), a = kl_f64(p, CELLS), b = kl_f64(q, CELLS);
        assert_int_equal(kl_measure_compute(KL_DIVERGENCE, a, b, NULL, &kl, NULL), KL_OK);
        assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, a, b, NULL, &jsd, NULL), KL_OK);
        assert_int_equal(kl_wasserstein_line(x, a, x, b, NULL, &w, NULL), KL_OK);
        if (shift > WIDTH) {
            infinite += kl.value == INFINITY;
            low = fmin(low, jsd.value), high = fmax(high, jsd.value);
            least = fmin(least, (w - w_before) * WIDTH), most = fmax(most, (w - w_before) * WIDTH);
        }
        w_before = w;
    }
    const double found[] = {infinite, high, high - low, least, most};
    claim_holds("L23", "tests/compare/test_claims_transport.c", found, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(l23)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
