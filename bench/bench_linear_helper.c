/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_linear.py times: the fused loss of a layer, and the three products that it cannot do without, by OpenBLAS
 * on as many threads; and how much memory the first one takes at most. */
#include <kullback/loss.h>

#include <cblas.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

/* Kilobytes after `name` in what the system says of this process. */
static long kilobytes(const char *name) {
    char line[256];
    long value = -1;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtol(line + strlen(name), NULL, 10);
    if (status != NULL)
        fclose(status);
    return value;
}

/* From here on the system looks anew for the most that this process has, and gets back what is freed. */
static void forget_peak(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    malloc_trim(0);
    FILE *refs = fopen("/proc/self/clear_refs", "w");
    if (refs == NULL)
        return;
    fputs("5", refs);
    fclose(refs);
}

/* Seconds for the loss with its gradients by h and W; its value, and the bytes that were taken for it. */
KL_API double bench_linear(const float *h, const float *w, const int64_t *targets, size_t rows,
                           size_t width, size_t classes, float *by_h, float *by_w, kl_pool *pool,
                           double *loss, double *bytes);
double bench_linear(const float *h, const float *w, const int64_t *targets, size_t rows,
                    size_t width, size_t classes, float *by_h, float *by_w, kl_pool *pool,
                    double *loss, double *bytes) {
    const ptrdiff_t stride = (ptrdiff_t)width;
    const kl_matrix hidden = {h, rows, width, stride, KL_F32};
    const kl_matrix weight = {w, classes, width, stride, KL_F32};
    const kl_array y = {targets, rows, 1, KL_I64}, no_bias = {0};
    const kl_linear_gradient into = {
        .hidden = by_h, .hidden_stride = stride, .weight = by_w, .weight_stride = stride};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.pool = pool;
    forget_peak();
    const long before = kilobytes("VmRSS:");
    const double start = seconds();
    kl_loss_linear_cross_entropy(hidden, weight, no_bias, y, &options, NULL, &into, loss, NULL);
    const double stop = seconds();
    *bytes = 1024.0 * (double)(kilobytes("VmHWM:") - before);
    return stop - start;
}

/* Seconds for z = h·Wᵀ, dW = dᵀ·h and dh = d·W, each whole. */
KL_API double bench_products(const float *h, const float *w, float *z, size_t rows, size_t width,
                             size_t classes, float *by_h, float *by_w, int threads);
double bench_products(const float *h, const float *w, float *z, size_t rows, size_t width,
                      size_t classes, float *by_h, float *by_w, int threads) {
    const int n = (int)rows, k = (int)width, v = (int)classes;
    openblas_set_num_threads(threads);
    const double start = seconds();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, v, k, 1, h, k, w, k, 0, z, v);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, v, k, n, 1, z, v, h, k, 0, by_w, k);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, k, v, 1, z, v, w, k, 0, by_h, k);
    return seconds() - start;
}
