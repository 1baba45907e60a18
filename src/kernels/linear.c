/* SPDX-License-Identifier: Apache-2.0 */
/* Small dense linear algebra. */
#include "kernels/linear.h"

#include <math.h>

#define ROUNDING 0x1p-52
/* Sweeps of rotations: far fewer do. */
enum { SWEEPS_MOST = 60 };

double kl_dot(const double *x, const double *y, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* ── Rotations ── */

static void rotate(double *x, double *y, size_t n, double c, double s) {
    for (size_t k = 0; k < n; k++) {
        const double was = x[k];
        x[k] = c * was - s * y[k];
        y[k] = s * was + c * y[k];
    }
}

void kl_rows_orthogonalise(double *a, size_t n, size_t columns, double *turned) {
    const double least = (double)columns * ROUNDING;
    for (int sweep = 0, is_done = 0; sweep < SWEEPS_MOST && !is_done; sweep++) {
        is_done = 1;
        for (size_t p = 0; p + 1 < n; p++)
            for (size_t q = p + 1; q < n; q++) {
                double *x = a + p * columns, *y = a + q * columns;
                const double xx = kl_dot(x, x, columns), yy = kl_dot(y, y, columns);
                const double xy = kl_dot(x, y, columns);
                if (fabs(xy) <= least * (sqrt(xx) * sqrt(yy)))
                    continue;
                is_done = 0;
                const double zeta = (yy - xx) / (2 * xy);
                const double t = copysign(1, zeta) / (fabs(zeta) + sqrt(1 + zeta * zeta));
                const double c = 1 / sqrt(1 + t * t);
                rotate(x, y, columns, c, c * t);
                rotate(turned + p * n, turned + q * n, n, c, c * t);
            }
    }
}

/* ── Cholesky ── */

/* Four sums at a time: one waits for the sum before it. */
static double dot_by_fours(const double *x, const double *y, size_t n) {
    double sum[4] = {0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += x[i + k] * y[i + k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]) + kl_dot(x + i, y + i, n - i);
}

size_t kl_cholesky(double *a, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double *row = a + i * n;
        for (size_t j = 0; j < i; j++)
            row[j] = (row[j] - dot_by_fours(row, a + j * n, j)) / a[j * n + j];
        const double pivot = row[i] - dot_by_fours(row, row, i);
        if (!(pivot > 0))
            return i;
        row[i] = sqrt(pivot);
    }
    return n;
}

void kl_cholesky_forward(const double *l, size_t n, double *x) {
    for (size_t i = 0; i < n; i++)
        x[i] = (x[i] - dot_by_fours(l + i * n, x, i)) / l[i * n + i];
}

void kl_cholesky_backward(const double *l, size_t n, double *x) {
    for (size_t i = n; i-- > 0;) {
        x[i] /= l[i * n + i];
        for (size_t j = 0; j < i; j++)
            x[j] -= l[i * n + j] * x[i];
    }
}
