/* SPDX-License-Identifier: Apache-2.0 */
/* The same as PyTorch in f64: its terms with every combination of options, distillation and Brier as one writes them
 * with it; and what it answers with NaN, or not at all. */
#include "oracle.h"

#include "golden_divergence.h"

static kl_error error = KL_ERROR_INIT;

/* As the generator of the golden values draws them. */
static void draw(double *out, uint64_t seed) {
    for (size_t i = 0; i < GOLDEN_SIZE; i++) {
        seed = (1103515245 * seed + 12345) % (UINT64_C(1) << 31);
        out[i] = (double)seed * 0x1p-28 - 4;
    }
}

static kl_matrix matrix(const double *numbers) {
    return (kl_matrix){numbers, GOLDEN_ROWS, GOLDEN_CLASSES, GOLDEN_CLASSES, KL_F64};
}
static kl_loss_gradient into(double *numbers) {
    return (kl_loss_gradient){.data = numbers, .row_stride = GOLDEN_CLASSES};
}

/* Both are good to some 2⁻⁵⁰; what cancels is of the size of 1. */
static void same(double value, double theirs, const char *what, size_t which) {
    if (!(fabs(value - theirs) <= 1e-14 * (1 + fabs(theirs))))
        fail_msg("%s of case %zu: %.17g, PyTorch %.17g", what, which, value, theirs);
}

static void same_all(const double *values, const double *theirs, const char *what, size_t which) {
    for (size_t i = 0; i < GOLDEN_SIZE; i++)
        same(values[i], theirs[i], what, which);
}

static void kl_div(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof golden_kl_div / sizeof *golden_kl_div; k++) {
        double terms[GOLDEN_SIZE], by_input[GOLDEN_SIZE], by_target[GOLDEN_SIZE], loss;
        kl_loss_kl_div_options options;
        kl_loss_kl_div_options_init(&options);
        options.log_target = golden_kl_div[k].log_target;
        options.reduction = golden_kl_div[k].reduction;
        const double *target = options.log_target ? golden_log_target : golden_target;
        const kl_loss_gradient all = into(terms), one = into(by_input), other = into(by_target);
        assert_int_equal(kl_loss_kl_div(matrix(golden_input), matrix(target), &options, &all, &one,
                                        &other, &loss, NULL),
                         KL_OK);
        same_all(terms, golden_kl_div[k].terms, "terms", k);
        same_all(by_input, golden_kl_div[k].input_gradient, "gradient by the input", k);
        same_all(by_target, golden_kl_div[k].target_gradient, "gradient by the target", k);
        if (options.reduction != KL_REDUCTION_NONE)
            same(loss, golden_kl_div[k].loss, "loss", k);
    }
}

static void divergences(void **state) {
    (void)state;
    double p[GOLDEN_SIZE], q[GOLDEN_SIZE], by_p[GOLDEN_SIZE], by_q[GOLDEN_SIZE], loss;
    draw(p, 1);
    draw(q, 2);
    for (size_t k = 0; k < sizeof golden_divergences / sizeof *golden_divergences; k++) {
        kl_loss_divergence_options options;
        kl_loss_divergence_options_init(&options);
        options.kind = golden_divergences[k].kind;
        options.beta = GOLDEN_BETA;
        options.temperature = GOLDEN_TEMPERATURE;
        options.is_distillation = 1;
        const kl_loss_gradient one = into(by_p), other = into(by_q);
        assert_int_equal(
            kl_loss_divergence(matrix(p), matrix(q), &options, NULL, &one, &other, &loss, NULL),
            KL_OK);
        same(loss, golden_divergences[k].loss, "loss", k);
        same_all(by_p, golden_divergences[k].p_gradient, "gradient by p", k);
        same_all(by_q, golden_divergences[k].q_gradient, "gradient by q", k);
    }
}

static void brier(void **state) {
    (void)state;
    static const uint8_t indices[GOLDEN_ROWS] = {1, 3, 0};
    double x[GOLDEN_SIZE], gradient[GOLDEN_SIZE], loss;
    const kl_loss_gradient by = into(gradient);
    draw(x, 1);
    assert_int_equal(kl_loss_brier(matrix(x), (kl_array){indices, GOLDEN_ROWS, 1, KL_U8}, NULL,
                                   NULL, &by, &loss, NULL),
                     KL_OK);
    same(loss, golden_brier[0].loss, "loss", 0);
    same_all(gradient, golden_brier[0].gradient, "gradient", 0);
    assert_int_equal(
        kl_loss_soft_brier(matrix(x), matrix(golden_brier_targets), NULL, NULL, &by, &loss, NULL),
        KL_OK);
    same(loss, golden_brier[1].loss, "loss", 1);
    same_all(gradient, golden_brier[1].gradient, "gradient", 1);
}

static void extreme_terms(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof golden_extremes / sizeof *golden_extremes; k++) {
        const double x = golden_extremes[k].x, t = golden_extremes[k].t;
        double loss, slope;
        const kl_matrix input = {&x, 1, 1, 1, KL_F64}, target = {&t, 1, 1, 1, KL_F64};
        const kl_loss_gradient by = {.data = &slope, .row_stride = 1};
        assert_int_equal(kl_loss_kl_div(input, target, NULL, NULL, NULL, &by, &loss, NULL), KL_OK);
        /* ln t is good to a unit in its last place, and what is subtracted from it is exact. */
        const double size = fabs(log(t)) + fabs(x) + 1;
        if (!(fabs(loss - golden_extremes[k].term) <= 0x1p-52 * t * size + 5e-324))
            fail_msg("term %zu: %.17g, expected %.17g", k, loss, golden_extremes[k].term);
        if (!(fabs(slope - golden_extremes[k].slope) <= 0x1p-52 * size))
            fail_msg("slope %zu: %.17g, expected %.17g", k, slope, golden_extremes[k].slope);
    }
}

/* 0·∞ is 0 here, and NaN there. */
static void impossible_terms(void **state) {
    (void)state;
    static const double x[4] = {-INFINITY, -1, -INFINITY, 0}, t[4] = {0, 0.5, 0, 0.5};
    static const double log_t[4] = {-INFINITY, -1, -INFINITY, -800};
    double terms[4], gradient[4], loss;
    const kl_matrix input = {x, 2, 2, 2, KL_F64}, target = {t, 2, 2, 2, KL_F64};
    const kl_matrix log_target = {log_t, 2, 2, 2, KL_F64};
    const kl_loss_gradient all = {.data = terms, .row_stride = 2};
    const kl_loss_gradient by = {.data = gradient, .row_stride = 2};
    kl_loss_kl_div_options options;
    kl_loss_kl_div_options_init(&options);
    options.reduction = KL_REDUCTION_SUM;
    assert_int_equal(kl_loss_kl_div(input, target, &options, &all, NULL, &by, &loss, NULL), KL_OK);
    assert_true(terms[0] == 0 && terms[2] == 0 && gradient[0] == 0 && gradient[2] == 0);
    same(loss, log(0.5) + 0.5, "loss", 0);
    options.log_target = 1;
    assert_int_equal(kl_loss_kl_div(input, log_target, &options, &all, NULL, &by, &loss, NULL),
                     KL_OK);
    assert_true(terms[0] == 0 && gradient[0] == 0 && terms[3] == 0); /* e^−800 is no double */
    const double possible[4] = {0.25, 0.5, 0, 0.25};
    const kl_matrix other = {possible, 2, 2, 2, KL_F64};
    options.log_target = 0;
    assert_int_equal(kl_loss_kl_div(input, other, &options, NULL, &by, NULL, &loss, NULL), KL_OK);
    assert_true(loss == INFINITY && gradient[0] == -0.25);
    assert_int_equal(kl_loss_kl_div(input, other, &options, NULL, NULL, &by, &loss, &error),
                     KL_ERROR_VALUE);
}

/* Gradients over what they are by. */
static void in_place(void **state) {
    (void)state;
    double x[GOLDEN_SIZE], t[GOLDEN_SIZE], loss;
    memcpy(x, golden_input, sizeof x);
    memcpy(t, golden_target, sizeof t);
    const kl_loss_gradient one = into(x), other = into(t);
    assert_int_equal(kl_loss_kl_div(matrix(x), matrix(t), NULL, NULL, &one, &other, &loss, NULL),
                     KL_OK);
    same(loss, golden_kl_div[0].loss, "loss", 0);
    same_all(x, golden_kl_div[0].input_gradient, "gradient by the input", 0);
    same_all(t, golden_kl_div[0].target_gradient, "gradient by the target", 0);
}

/* Narrow types are read and written as they are, and threads change no bit. */
static void types_and_threads(void **state) {
    (void)state;
    enum { N = 200, V = 501 };
    float *x = malloc(N * V * sizeof *x), *out[2];
    uint16_t *t = malloc(N * V * sizeof *t);
    double loss[2], truth = 0;
    for (size_t i = 0; i < (size_t)N * V; i++) {
        x[i] = -(float)(i * 7919 % 1000) / 64;
        put_number(KL_BF16, t, i, (double)(i * 31 % 128) / 128);
        const double p = (double)(i * 31 % 128) / 128;
        truth += p > 0 ? p * (log(p) - (double)x[i]) : 0;
    }
    for (unsigned k = 0; k < 2; k++) {
        kl_loss_kl_div_options options;
        kl_loss_kl_div_options_init(&options);
        options.reduction = KL_REDUCTION_BATCHMEAN;
        options.pool = pool_of(k == 0 ? 1 : 3, KL_ISA_BEST);
        out[k] = malloc(N * V * sizeof *x);
        const kl_loss_gradient by = {.data = out[k], .row_stride = V};
        assert_int_equal(kl_loss_kl_div((kl_matrix){x, N, V, V, KL_F32},
                                        (kl_matrix){t, N, V, V, KL_BF16}, &options, NULL, &by, NULL,
                                        &loss[k], NULL),
                         KL_OK);
        kl_pool_free(options.pool);
    }
    assert_memory_equal(&loss[0], &loss[1], sizeof loss[0]);
    assert_memory_equal(out[0], out[1], N * V * sizeof *x);
    assert_true(fabs(loss[0] - truth / N) < 1e-12 * truth / N); /* a plain sum of 10⁵ terms */
    assert_true(fabs((double)out[0][1] * N + 31.0 / 128) < 0x1p-24); /* a rounding */
    free(x), free(t), free(out[0]), free(out[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kl_div),
        cmocka_unit_test(divergences),
        cmocka_unit_test(brier),
        cmocka_unit_test(extreme_terms),
        cmocka_unit_test(impossible_terms),
        cmocka_unit_test(types_and_threads),
        cmocka_unit_test(in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
