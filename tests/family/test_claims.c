/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of metrics, privacy and fits, computed. */
#include "../compare/claims.h"

#define HERE "tests/family/test_claims.c"

static double measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate out;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &out, NULL), KL_OK);
    return out.value;
}

/* ── L24: metrics, bounds, privacy ────────────────────────────────────────────────────────────── */

enum { SYMBOLS = 4 };

/* Half of them far from even, some with zeros. */
static void draw(kl_random *random, double *p) {
    const int uneven = (int)kl_random_below(random, 2);
    double total = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        const double u = kl_random_uniform(random);
        p[i] = !uneven ? u : u < 0.25 ? 0 : exp(-20 * u);
        total += p[i];
    }
    if (total == 0)
        p[0] = 1;
}

/* By more than rounding. */
static int exceeds(double left, double right) {
    return left > right + 16 * 0x1p-53 * (1 + right);
}

static int breaks_triangle(kl_measure_id id, double point[3][SYMBOLS]) {
    return exceeds(measure(id, point[0], point[2], SYMBOLS),
                   measure(id, point[0], point[1], SYMBOLS) +
                       measure(id, point[1], point[2], SYMBOLS));
}

static void test_l24(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 24, 0);
    double unsymmetric = 0, triangles = 0, bounds = 0;
    for (int i = 0; i < 100000; i++) {
        double point[3][SYMBOLS];
        for (int j = 0; j < 3; j++)
            draw(&random, point[j]);
        const double *p = point[0], *q = point[1];
        const double jensen = measure(KL_JENSEN_SHANNON, p, q, SYMBOLS);
        const double total = measure(KL_TOTAL_VARIATION, p, q, SYMBOLS);
        unsymmetric += jensen != measure(KL_JENSEN_SHANNON, q, p, SYMBOLS);
        unsymmetric += total != measure(KL_TOTAL_VARIATION, q, p, SYMBOLS);
        triangles += breaks_triangle(KL_JENSEN_SHANNON_DISTANCE, point);
        triangles += breaks_triangle(KL_TOTAL_VARIATION, point);
        bounds += exceeds(2 * total * total, measure(KL_DIVERGENCE, p, q, SYMBOLS));
        bounds += exceeds(jensen, log(2) * total);
    }
    /* An answer that one record moves by one, with noise of deviation one. */
    const kl_mechanism m = {.noise = 1, .sensitivity = 1};
    kl_estimate total, delta, epsilon;
    assert_int_equal(kl_privacy_delta(&m, 1, 0, &total, NULL), KL_OK);
    assert_int_equal(kl_privacy_delta(&m, 1, 1, &delta, NULL), KL_OK);
    assert_int_equal(kl_privacy_epsilon(&m, 1, 1e-5, &epsilon, NULL), KL_OK);
    const double computed[] = {unsymmetric, triangles,   bounds,
                               total.value, delta.value, epsilon.value};
    claim_holds("L24", HERE, computed, 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_l24),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
