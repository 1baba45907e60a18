/* SPDX-License-Identifier: Apache-2.0 */
/* The product of two matrices. */
#include "nn.h"

#ifdef KL_HAVE_OPENBLAS
#include <cblas.h>
#endif

/* Eight sums side by side, which the compiler may take at once. */
static float dot(const float *a, const float *b, size_t n) {
    enum { LANES = 8 };
    float sum[LANES] = {0}, rest = 0;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        for (size_t lane = 0; lane < LANES; lane++)
            sum[lane] += a[i + lane] * b[i + lane];
    for (; i < n; i++)
        rest += a[i] * b[i];
    for (size_t lane = 0; lane < LANES; lane++)
        rest += sum[lane];
    return rest;
}

static float element(nn_view view, size_t row, size_t column) {
    return view.transposed ? view.data[column * view.stride + row]
                           : view.data[row * view.stride + column];
}

/* Along what lies side by side: rows of b, or those of both. */
void nn_product_plain(size_t m, size_t n, size_t k, nn_view a, nn_view b, float *c, size_t stride) {
    for (size_t i = 0; i < m; i++) {
        float *row = c + i * stride;
        if (b.transposed && !a.transposed) {
            for (size_t j = 0; j < n; j++)
                row[j] += dot(a.data + i * a.stride, b.data + j * b.stride, k);
        } else {
            for (size_t p = 0; p < k; p++)
                for (size_t j = 0; j < n; j++)
                    row[j] += element(a, i, p) * element(b, p, j);
        }
    }
}

#ifdef KL_HAVE_OPENBLAS
/* Of one row nothing is used twice, and BLAS, which first copies to be fast later, is three times slower. */
void nn_product(size_t m, size_t n, size_t k, nn_view a, nn_view b, float *c, size_t stride) {
    if (m == 1) {
        nn_product_plain(m, n, k, a, b, c, stride);
        return;
    }
    cblas_sgemm(CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans,
                b.transposed ? CblasTrans : CblasNoTrans, (int)m, (int)n, (int)k, 1, a.data,
                (int)a.stride, b.data, (int)b.stride, 1, c, (int)stride);
}
#else
void nn_product(size_t m, size_t n, size_t k, nn_view a, nn_view b, float *c, size_t stride) {
    nn_product_plain(m, n, k, a, b, c, stride);
}
#endif
