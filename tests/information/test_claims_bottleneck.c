/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of the information bottleneck and of layers, computed. */
#include "../compare/claims.h"

#include <kullback/information_bottleneck.h>
#include <kullback/information_joint.h>

#define HERE "tests/information/test_claims_bottleneck.c"

/* ── A trade that is known ────────────────────────────────────────────────────────────────────── */

/* Five equally likely pairs: 00, 02, 12, 21, 22. */
static const double five[9] = {1, 0, 1, 0, 0, 1, 0, 1, 1};

static kl_bottleneck_result best(double beta) {
    kl_bottleneck_options options;
    kl_bottleneck_options_init(&options);
    options.beta = beta;
    kl_bottleneck_result out;
    assert_int_equal(
        kl_bottleneck_compute((kl_matrix){five, 3, 3, 3, KL_F64}, &options, NULL, &out, NULL),
        KL_OK);
    return out;
}

/* ── A neuron, steeper and steeper ────────────────────────────────────────────────────────────── */

enum { INPUTS = 4096, BINS = 30 };

static double hyperbolic(double x) {
    return tanh(x);
}

static double rectified(double x) {
    return fmax(x, 0);
}

/* I(T;X) in bits of T = f(slope·x), x evenly between −1 and 1, in bins from low to high; 0 bins: as it is. */
static double kept(double (*f)(double), double slope, double low, double high, unsigned bins) {
    static int64_t t[INPUTS], x[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
        const double value = f(slope * ((2.0 * i + 1) / INPUTS - 1));
        x[i] = i;
        t[i] = (int64_t)fmin((value - low) / (high - low) * bins, bins - 1.0);
        if (bins == 0) /* a code that no other number has, positive for numbers from −1 on */
            t[i] = (int64_t)ldexp(value + 2, 51);
    }
    const kl_array columns[] = {{t, INPUTS, 1, KL_I64}, {x, INPUTS, 1, KL_I64}};
    kl_joint *joint = NULL;
    double out;
    assert_int_equal(kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, NULL), KL_OK);
    assert_int_equal(kl_joint_mutual_information(joint, KL_X, KL_Y, 0, &out, NULL), KL_OK);
    kl_joint_free(joint);
    return out / log(2);
}

static void test_l09(void **state) {
    (void)state;
    const double bit = log(2), steep = 8;
    const kl_bottleneck_result little = best(3), much = best(10);
    const double computed[] = {little.rate.value / bit,
                               little.relevance.value / bit,
                               much.rate.value / bit,
                               much.relevance.value / bit,
                               much.information / bit,
                               kept(hyperbolic, 1, -1, 1, BINS),
                               kept(hyperbolic, steep, -1, 1, BINS),
                               kept(hyperbolic, steep, -1, 1, 0),
                               kept(rectified, 1, 0, 1, BINS),
                               kept(rectified, steep, 0, steep, BINS)};
    claim_holds("L09", HERE, computed, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l09)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
