/* SPDX-License-Identifier: Apache-2.0 */
/* The same as PyTorch in f64, with every combination of the options that it has. */
#include "oracle.h"

#include "golden.h"

/* As the generator of the golden values draws them. */
static void draw(double *out, size_t n, uint64_t seed) {
    for (size_t i = 0; i < n; i++) {
        seed = (1103515245 * seed + 12345) % (UINT64_C(1) << 31);
        out[i] = (double)seed * 0x1p-28 - 4;
    }
}

static void draw_logits(double x[GOLDEN_ROWS * GOLDEN_CLASSES], int is_masked) {
    const size_t last = sizeof golden_extremes / sizeof **golden_extremes;
    draw(x, GOLDEN_ROWS * GOLDEN_CLASSES - last, 1);
    memcpy(x + GOLDEN_ROWS * GOLDEN_CLASSES - last, is_masked ? golden_masked : golden_extremes,
           sizeof golden_extremes);
}

/* Both are good to some 2⁻⁴⁵; of a gradient what cancels is of the size of 1. */
static void same(double value, double theirs, size_t which) {
    const int is_same =
        isinf(theirs) ? value == theirs : fabs(value - theirs) <= 1e-13 * (1 + fabs(theirs));
    if (!is_same)
        fail_msg("case %zu: %.17g, PyTorch %.17g", which, value, theirs);
}

/* Row by row where that is the result. */
static void same_losses(kl_reduction reduction, const double *rows, double loss,
                        const double theirs[GOLDEN_ROWS], size_t which) {
    for (size_t n = 0; reduction == KL_REDUCTION_NONE && n < GOLDEN_ROWS; n++)
        same(rows[n], theirs[n], which);
    if (reduction != KL_REDUCTION_NONE)
        same(loss, theirs[0], which);
}

static void cross_entropy(void **state) {
    (void)state;
    double x[GOLDEN_ROWS * GOLDEN_CLASSES], gradient[GOLDEN_ROWS * GOLDEN_CLASSES];
    const kl_matrix logits = {x, GOLDEN_ROWS, GOLDEN_CLASSES, GOLDEN_CLASSES, KL_F64};
    const kl_array targets = {golden_targets, GOLDEN_ROWS, 1, KL_I64};
    for (size_t i = 0; i < sizeof golden_cross_entropy / sizeof *golden_cross_entropy; i++) {
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        draw_logits(x, golden_cross_entropy[i].is_masked);
        if (golden_cross_entropy[i].has_weights)
            options.class_weights = kl_f64(golden_weights, GOLDEN_CLASSES);
        options.ignore_index = golden_cross_entropy[i].ignore_index;
        options.label_smoothing = golden_cross_entropy[i].label_smoothing;
        options.reduction = golden_cross_entropy[i].reduction;
        const kl_loss_gradient into = {.data = gradient, .row_stride = GOLDEN_CLASSES};
        double loss = 0, losses[GOLDEN_ROWS];
        const kl_loss_rows rows = {.loss = losses};
        assert_int_equal(
            kl_loss_cross_entropy(logits, targets, &options, &rows, &into, &loss, NULL), KL_OK);
        same_losses(options.reduction, losses, loss, golden_cross_entropy[i].loss, i);
        for (size_t j = 0; j < GOLDEN_ROWS * GOLDEN_CLASSES; j++)
            same(gradient[j], golden_cross_entropy[i].gradient[j], i);
    }
}

static void soft_cross_entropy(void **state) {
    (void)state;
    double x[GOLDEN_ROWS * GOLDEN_CLASSES], gradient[GOLDEN_ROWS * GOLDEN_CLASSES];
    const kl_matrix logits = {x, GOLDEN_ROWS, GOLDEN_CLASSES, GOLDEN_CLASSES, KL_F64};
    const kl_matrix targets = {golden_soft_targets, GOLDEN_ROWS, GOLDEN_CLASSES, GOLDEN_CLASSES,
                               KL_F64};
    for (size_t i = 0; i < sizeof golden_soft_cross_entropy / sizeof *golden_soft_cross_entropy;
         i++) {
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        draw_logits(x, golden_soft_cross_entropy[i].is_masked);
        if (golden_soft_cross_entropy[i].has_weights)
            options.class_weights = kl_f64(golden_weights, GOLDEN_CLASSES);
        options.label_smoothing = golden_soft_cross_entropy[i].label_smoothing;
        options.reduction = golden_soft_cross_entropy[i].reduction;
        const kl_loss_gradient into = {.data = gradient, .row_stride = GOLDEN_CLASSES};
        double loss = 0, losses[GOLDEN_ROWS];
        const kl_loss_rows rows = {.loss = losses};
        assert_int_equal(
            kl_loss_soft_cross_entropy(logits, targets, &options, &rows, &into, &loss, NULL),
            KL_OK);
        same_losses(options.reduction, losses, loss, golden_soft_cross_entropy[i].loss, i);
        for (size_t j = 0; j < GOLDEN_ROWS * GOLDEN_CLASSES; j++)
            same(gradient[j], golden_soft_cross_entropy[i].gradient[j], i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cross_entropy),
        cmocka_unit_test(soft_cross_entropy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
