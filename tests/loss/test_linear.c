/* SPDX-License-Identifier: Apache-2.0 */
/* The fused loss beside the same without fusing, in f64. */
#include "linear.h"

#include "../all_cases.h"

/* An error of a logit: sums of at most width + 1 terms of together `size` (Higham 2002, §3.1), of which the random
 * signs leave a small part; and what it is compared with has a hundredth of it at most. */
static double logit_error(const layer *l) {
    double largest = 0;
    for (size_t i = 0; i < l->rows; i++)
        for (size_t c = 0; c < l->classes; c++) {
            double size = fabs(l->b[c]);
            for (size_t k = 0; k < l->width; k++)
                size += fabs(l->h[i * l->width + k] * l->w[c * l->width + k]);
            largest = fmax(largest, size);
        }
    return (double)(l->width + 1) * rounding(l->out) * largest;
}

static void compare(const layer *l, const char *what, const void *out, const double *truth,
                    const double *size, size_t n, size_t terms, double relative) {
    for (size_t i = 0; i < n; i++) {
        const double value = get_number(l->out, out, i);
        const double bound = size[i] * (relative + (double)(terms + 1) * rounding(l->out)) +
                             1e-12 * (l->out == KL_F32);
        if (!(fabs(value - truth[i]) <= bound))
            fail_msg("N %zu, H %zu, V %zu: %s %zu is %.9g, expected %.9g, off by %.3g > %.3g",
                     l->rows, l->width, l->classes, what, i, value, truth[i],
                     fabs(value - truth[i]), bound);
    }
}

static void check(layer *l, const kl_cross_entropy_options *options, kl_array upstream,
                  double slope) {
    kl_error error = KL_ERROR_INIT;
    if (layer_fused(l, options, upstream, 1, &error) != KL_OK)
        fail_msg("%s", error.message);
    layer_apart(l, options, upstream);
    const double off = logit_error(l), own = l->out == KL_F64 ? 0x1p-44 : 2e-6;
    for (size_t i = 0; i < l->rows; i++) {
        const double bound = slope * 2 * off + own * fabs(l->losses[i]);
        if (!(fabs(l->fused_losses[i] - l->losses[i]) <= bound))
            fail_msg("N %zu, H %zu, V %zu: loss %zu is %.9g, expected %.9g", l->rows, l->width,
                     l->classes, i, l->fused_losses[i], l->losses[i]);
    }
    if (options == NULL || options->reduction != KL_REDUCTION_NONE)
        assert_true(fabs(l->fused_loss - l->loss) <=
                    (slope * 2 * off + own) * (1 + fabs(l->loss)) * (double)(l->rows + 1));
    /* d changes by at most a factor of 1 + 4·(error of a logit), and is rounded. */
    const double relative = 4 * slope * off + 16 * own;
    compare(l, "dh", l->out_h, l->dh, l->size_h, l->rows * l->width, l->classes, relative);
    compare(l, "dw", l->out_w, l->dw, l->size_w, l->classes * l->width, l->rows, relative);
    if (l->has_bias)
        compare(l, "db", l->out_b, l->db, l->size_b, l->classes, l->rows, relative);
}

/* Around what is taken at a time: rows of a tile, columns and rows of a group, classes and steps of a piece. */
static void shapes(void **state) {
    (void)state;
    static const size_t rows[] = {1, 3, 79, 80, 81, 165}, widths[] = {1, 5, 16, 31, 300, 1030},
                        classes[] = {1, 2, 10, 33, 127, 130, 515, 1100};
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < 6; k++)
            for (size_t c = 0; c < 8; c++) {
                const size_t size = rows[i] * widths[k] * classes[c];
                const int some = !all_cases() && size > 2000;
                if (size > (some ? 2000000 : 20000000) || (some && (i + k + c) % 6 != 0))
                    continue;
                for (int type = KL_F64; type <= KL_BF16; type++) {
                    if (some && (i + c + (size_t)type) % 4 != 0)
                        continue;
                    layer l = layer_new((kl_dtype)type, rows[i], widths[k], classes[c]);
                    l.has_bias = (int)(i + k + c) % 2;
                    check(&l, NULL, kl_f64(NULL, 0), 1);
                    layer_free(&l);
                }
            }
}

/* Tiles whose gradients wait in the memory of the gradient by W: one, as many as go in, more, and one alone. */
static void held_rows(void **state) {
    (void)state;
    static const size_t rows[] = {80, 81, 170, 333};
    const size_t width = all_cases() ? 171 : 91, classes = all_cases() ? 1201 : 301;
    for (size_t i = 0; i < 4; i++)
        for (int type = KL_F64; type <= KL_BF16; type++) {
            if (!all_cases() && (i + (size_t)type) % 4 != 1)
                continue;
            layer l = layer_new((kl_dtype)type, rows[i], width, classes);
            l.has_bias = (int)i % 2;
            for (size_t r = 3; r < rows[i]; r += 50)
                l.targets[r] = -100;
            check(&l, NULL, kl_f64(NULL, 0), 1);
            layer_free(&l);
        }
}

/* Each option, and all of them, beside each other in rows that count and rows that do not. */
static void options(void **state) {
    (void)state;
    enum { N = 90, H = 20, V = 70 };
    double class_weights[V], row_weights[N], upstream[N];
    for (size_t c = 0; c < V; c++)
        class_weights[c] = (double)(c % 5) / 2;
    for (size_t i = 0; i < N; i++) {
        row_weights[i] = (double)(i % 4) / 2;
        upstream[i] = 1 - (double)(i % 3);
    }
    for (unsigned set = 0; set < 512; set += all_cases() ? 1 : 17) {
        kl_cross_entropy_options some;
        kl_cross_entropy_options_init(&some);
        if (set & 1)
            some.class_weights = kl_f64(class_weights, V);
        if (set & 2)
            some.row_weights = kl_f64(row_weights, N);
        some.label_smoothing = set & 4 ? 0.1 : 0;
        some.z_loss = set & 8 ? 0.01 : 0;
        some.focus = set & 16 ? 1.5 : 0;
        some.softcap = set & 32 ? 5 : 0;
        some.temperature = set & 64 ? 0.5 : 1;
        some.reduction = set & 128 ? KL_REDUCTION_NONE : KL_REDUCTION_MEAN;
        layer l = layer_new(set & 256 ? KL_F64 : KL_F32, N, H, V);
        for (size_t i = 0; i < N; i += 7)
            l.targets[i] = -100;
        const double slope =
            4; /* of a loss by its logits, with all of these: weights to 2, focus, 1/T = 2 */
        check(&l, &some, kl_f64(upstream, set & 128 ? N : 1), slope);
        layer_free(&l);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes),
        cmocka_unit_test(held_rows),
        cmocka_unit_test(options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
