/* SPDX-License-Identifier: Apache-2.0 */
/* The variational bottleneck: both terms by their formulas, gradients by differences, bounds where all is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/loss_latent.h>

#include "../refused.h"

enum { N = 3, D = 2, C = 3 };

static double mean[N * D] = {.5, -1, 0, 2, -.3, .1};
static double log_variance[N * D] = {0, .3, -1, .1, -2, 1};
static double logits[N * C] = {1, 2, .5, 0, 0, 0, -4, 3, 1};
static int64_t targets[N] = {2, 1, 0};

static kl_matrix matrix_of(const double *x, size_t columns) {
    return (kl_matrix){x, N, columns, (ptrdiff_t)columns, KL_F64};
}

static kl_bottleneck_batch batch_of(void) {
    return (kl_bottleneck_batch){.q = {matrix_of(mean, D), matrix_of(log_variance, D)},
                                 .logits = matrix_of(logits, C),
                                 .targets = {targets, N, 1, KL_I64}};
}

static kl_bottleneck_loss loss_of(double beta, const kl_bottleneck_gradient *gradient) {
    kl_latent_options options;
    kl_bottleneck_loss out;
    kl_latent_options_init(&options);
    options.beta = beta;
    const kl_bottleneck_batch batch = batch_of();
    if (kl_loss_bottleneck(&batch, &options, gradient, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static void close_to(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.15g, expected %.15g to %g", value, expected, tolerance);
}

static void both_terms(void **state) {
    (void)state;
    double cross = 0, rate = 0;
    for (size_t i = 0; i < N; i++) {
        double sum = 0;
        for (size_t c = 0; c < C; c++)
            sum += exp(logits[i * C + c]);
        cross += log(sum) - logits[i * C + (size_t)targets[i]];
        for (size_t d = 0; d < D; d++) {
            const double m = mean[i * D + d], s = log_variance[i * D + d];
            rate += 0.5 * (exp(s) + m * m - 1 - s);
        }
    }
    const kl_bottleneck_loss out = loss_of(0.25, NULL);
    /* Logits are f64; their exponentials are those of the loss kernels, good to 2⁻²⁰. */
    close_to(out.cross_entropy, cross / N, 4e-6);
    close_to(out.rate, rate / N, 1e-14);
    close_to(out.loss, out.cross_entropy + 0.25 * out.rate, 1e-15);
}

static void gradients(void **state) {
    (void)state;
    double by[3][N * C];
    const kl_bottleneck_gradient gradient = {
        .q = {{.data = by[0], .row_stride = D}, {.data = by[1], .row_stride = D}},
        .logits = {.data = by[2], .row_stride = C}};
    loss_of(0.25, &gradient);
    double *const parameter[] = {mean, log_variance, logits};
    static const size_t size[] = {N * D, N * D, N * C};
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < size[k]; i++) {
            const double kept = parameter[k][i], step = k == 2 ? 0x1p-6 : 0x1p-14;
            parameter[k][i] = kept + step;
            const double above = loss_of(0.25, NULL).loss;
            parameter[k][i] = kept - step;
            const double below = loss_of(0.25, NULL).loss;
            parameter[k][i] = kept;
            /* Third derivatives times step², and the rounding of single exponentials over the step. */
            close_to(by[k][i], (above - below) / (2 * step), k == 2 ? 3e-4 : 1e-8);
        }
}

static void bad_input(void **state) {
    (void)state;
    kl_bottleneck_batch batch = batch_of();
    kl_bottleneck_loss out;
    REFUSED(kl_loss_bottleneck(NULL, NULL, NULL, &out, &error));
    REFUSED(kl_loss_bottleneck(&batch, NULL, NULL, NULL, &error));
    batch.targets.n = N - 1;
    assert_int_equal(kl_loss_bottleneck(&batch, NULL, NULL, &out, &error), KL_ERROR_MISMATCH);
    targets[1] = C;
    batch = batch_of();
    assert_int_equal(kl_loss_bottleneck(&batch, NULL, NULL, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_terms),
        cmocka_unit_test(gradients),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
