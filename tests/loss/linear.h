/* SPDX-License-Identifier: Apache-2.0 */
/* The cross-entropy behind a linear layer without fusing: all logits in f64, their loss and gradient by
 * kl_loss_cross_entropy (which test_cross_entropy.c holds to its definition), products term by term. */
#ifndef TESTS_LOSS_LINEAR_H
#define TESTS_LOSS_LINEAR_H

#include "oracle.h"

/* A layer: h, w and b as f64 and, rounded to what `dtype` holds, as they are given to the call. */
typedef struct layer {
    kl_dtype dtype, out;         /* of h and W; of the gradients */
    size_t rows, classes, width; /* N, V, H */
    double *h, *w, *b;
    void *stored_h, *stored_w;
    int64_t *targets;
    int has_bias;
    /* what comes out, of either way */
    double loss, *losses, *dh, *dw, *db;
    /* Σ of the absolute terms of each */
    double *size_h, *size_w, *size_b;
    void *out_h, *out_w, *out_b;
    double *fused_losses, fused_loss;
} layer;

static inline double *numbers(size_t n) {
    double *out = calloc(n + 1, sizeof *out);
    assert_non_null(out);
    return out;
}

/* Numbers below `scale` that f32 holds; of 7 bits, where halves are to hold them. */
static inline void fill(kl_random *random, double *out, size_t n, double scale, int is_half) {
    int exponent;
    frexp(scale, &exponent);
    for (size_t i = 0; i < n; i++)
        out[i] = is_half ? ldexp((double)kl_random_below(random, 255) - 127, exponent - 8)
                         : (double)(float)(scale * (2 * kl_random_uniform(random) - 1));
}

static inline layer layer_new(kl_dtype dtype, size_t rows, size_t width, size_t classes) {
    const int is_half = kl_dtype_size(dtype) == 2;
    layer l = {.dtype = dtype,
               .out = is_half ? KL_F32 : dtype,
               .rows = rows,
               .classes = classes,
               .width = width,
               .has_bias = 1};
    kl_random random;
    kl_random_init(&random, rows * 1000003 + width * 1009 + classes, 0);
    l.h = numbers(rows * width), l.w = numbers(classes * width), l.b = numbers(classes);
    l.dh = numbers(rows * width), l.dw = numbers(classes * width), l.db = numbers(classes);
    l.size_h = numbers(rows * width), l.size_w = numbers(classes * width);
    l.size_b = numbers(classes), l.losses = numbers(rows), l.fused_losses = numbers(rows);
    l.stored_h = numbers(rows * width), l.stored_w = numbers(classes * width);
    l.out_h = numbers(rows * width), l.out_w = numbers(classes * width), l.out_b = numbers(classes);
    l.targets = calloc(rows + 1, sizeof *l.targets);
    fill(&random, l.h, rows * width, 2, is_half);
    fill(&random, l.w, classes * width, 2 / sqrt((double)width), is_half);
    fill(&random, l.b, classes, 1, 0);
    for (size_t i = 0; i < rows * width; i++)
        put_number(dtype, l.stored_h, i, l.h[i]);
    for (size_t i = 0; i < classes * width; i++)
        put_number(dtype, l.stored_w, i, l.w[i]);
    for (size_t i = 0; i < rows; i++)
        l.targets[i] = (int64_t)kl_random_below(&random, classes);
    return l;
}

static inline void layer_free(layer *l) {
    void *all[] = {l->h,        l->w,      l->b,      l->dh,     l->dw,           l->db,
                   l->size_h,   l->size_w, l->size_b, l->losses, l->fused_losses, l->stored_h,
                   l->stored_w, l->out_h,  l->out_w,  l->out_b,  l->targets};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static inline kl_status layer_fused(layer *l, const kl_cross_entropy_options *options,
                                    kl_array upstream, int with_gradient, kl_error *error) {
    const ptrdiff_t stride = (ptrdiff_t)l->width;
    const kl_matrix h = {l->stored_h, l->rows, l->width, stride, l->dtype};
    const kl_matrix w = {l->stored_w, l->classes, l->width, stride, l->dtype};
    const kl_array b = l->has_bias ? kl_f64(l->b, l->classes) : kl_f64(NULL, 0);
    const kl_array y = {l->targets, l->rows, 1, KL_I64};
    const kl_loss_rows rows = {.loss = l->fused_losses};
    const kl_linear_gradient into = {
        l->out_h, stride, l->out_w, stride, l->has_bias ? l->out_b : NULL, upstream};
    return kl_loss_linear_cross_entropy(h, w, b, y, options, &rows, with_gradient ? &into : NULL,
                                        &l->fused_loss, error);
}

/* In f64, with the sizes of what is summed; the upstream factor of a row is in `upstream`. */
static inline void layer_apart(layer *l, const kl_cross_entropy_options *options,
                               kl_array upstream) {
    const size_t rows = l->rows, classes = l->classes, width = l->width;
    double *z = numbers(rows * classes), *d = numbers(rows * classes);
    for (size_t i = 0; i < rows; i++)
        for (size_t c = 0; c < classes; c++) {
            double sum = l->has_bias ? l->b[c] : 0;
            for (size_t k = 0; k < width; k++)
                sum += l->h[i * width + k] * l->w[c * width + k];
            z[i * classes + c] = sum;
        }
    const kl_loss_rows kept = {.loss = l->losses};
    const kl_loss_gradient into = {d, (ptrdiff_t)classes, upstream};
    assert_int_equal(
        kl_loss_cross_entropy((kl_matrix){z, rows, classes, (ptrdiff_t)classes, KL_F64},
                              (kl_array){l->targets, rows, 1, KL_I64}, options, &kept, &into,
                              &l->loss, NULL),
        KL_OK);
    for (size_t i = 0; i < rows; i++)
        for (size_t c = 0; c < classes; c++) {
            const double slope = d[i * classes + c], size = fabs(slope);
            l->db[c] += slope;
            l->size_b[c] += size;
            for (size_t k = 0; k < width; k++) {
                const double h = l->h[i * width + k], w = l->w[c * width + k];
                l->dh[i * width + k] += slope * w;
                l->size_h[i * width + k] += size * fabs(w);
                l->dw[c * width + k] += slope * h;
                l->size_w[c * width + k] += size * fabs(h);
            }
        }
    free(z);
    free(d);
}

#endif
