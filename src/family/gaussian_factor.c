/* SPDX-License-Identifier: Apache-2.0 */
/* Factors of covariances, and what turns one into the place of another. */
#include "family/gaussian_factor.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "kernels/linear.h"

#define ROUNDING 0x1p-52

/* ── A factor of a covariance that may be singular ── */

static void exchange(size_t *pivot, size_t i, size_t j) {
    const size_t swap = pivot[i];
    pivot[i] = pivot[j], pivot[j] = swap;
}

/* Correlations: rows and columns over the roots of the diagonal, which is what rounding is relative to. */
static kl_status scale(const kl_normal *g, double *a, double *root, kl_error *error) {
    const size_t n = g->n;
    kl_normal_covariance(g, a);
    for (size_t i = 0; i < n; i++) {
        if (!(a[i * n + i] >= 0))
            return kl_fail_input(error,
                                 kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                            "covariance of %s has %.17g at (%zu, %zu): a variance "
                                            "is not negative",
                                            g->input == 0 ? "p" : "q", a[i * n + i], i, i),
                                 (size_t)g->input);
        root[i] = sqrt(a[i * n + i]);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            const double both = root[i] > 0 && root[j] > 0 ? a[i * n + j] / root[i] / root[j] : 0;
            a[i * n + j] = a[j * n + i] = i == j ? root[i] > 0 : both;
        }
    return KL_OK;
}

/* Cholesky's factor with the largest pivot first (Higham, Accuracy and Stability, 10.3), until what is left is
 * rounding. `a` holds correlations and keeps what is left. */
static int factorise_by_pivots(double *a, size_t n, kl_factor *out) {
    const double least = 4 * (double)n * ROUNDING;
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t i = k + 1; i < n; i++)
            if (a[out->pivot[i] * (n + 1)] > a[out->pivot[best] * (n + 1)])
                best = i;
        exchange(out->pivot, k, best);
        const size_t p = out->pivot[k];
        const double left = a[p * (n + 1)];
        if (left <= least)
            break;
        out->rank = k + 1;
        const double root = sqrt(left);
        for (size_t i = k; i < n; i++)
            out->rows[out->pivot[i] * n + k] = i == k ? root : a[out->pivot[i] * n + p] / root;
        for (size_t i = k + 1; i < n; i++)
            for (size_t j = k + 1; j < n; j++)
                a[out->pivot[i] * n + out->pivot[j]] -=
                    out->rows[out->pivot[i] * n + k] * out->rows[out->pivot[j] * n + k];
    }
    /* What is left must be nothing: its entries are at most as large as its diagonal where it is semidefinite. */
    for (size_t i = out->rank; i < n; i++)
        for (size_t j = out->rank; j < n; j++)
            if (fabs(a[out->pivot[i] * n + out->pivot[j]]) > 16 * least)
                return 0;
    return 1;
}

kl_status kl_factor_any(const kl_normal *g, double *room, kl_factor *out, kl_error *error) {
    const size_t n = g->n;
    double *root = room + n * n;
    kl_status status = scale(g, room, root, error);
    if (status != KL_OK)
        return status;
    memset(out->rows, 0, n * n * sizeof *out->rows);
    out->rank = 0;
    for (size_t i = 0; i < n; i++)
        out->pivot[i] = i;
    if (!factorise_by_pivots(room, n, out))
        return kl_fail_input(error,
                             kl_fail(error, KL_ERROR_VALUE,
                                     "covariance of %s is not positive semidefinite",
                                     g->input == 0 ? "p" : "q"),
                             (size_t)g->input);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            out->rows[i * n + k] *= root[i];
    return KL_OK;
}

/* ── The orthogonal factor ── */

/* The axis that has least in common with the rows, made orthogonal to them, twice for rounding. */
static void fill_row(double *rows, size_t n, size_t at) {
    double *row = rows + at * n, least = INFINITY;
    size_t axis = 0;
    for (size_t k = 0; k < n; k++) {
        double common = 0;
        for (size_t i = 0; i < n; i++)
            common += rows[i * n + k] * rows[i * n + k];
        if (common < least)
            least = common, axis = k;
    }
    row[axis] = 1;
    for (int twice = 0; twice < 2; twice++)
        for (size_t i = 0; i < n; i++) {
            const double along = i == at ? 0 : kl_dot(row, rows + i * n, n);
            for (size_t k = 0; k < n && along != 0; k++)
                row[k] -= along * rows[i * n + k];
        }
}

static void make_unit(double *rows, size_t n) {
    for (int filled = 0; filled < 2; filled++)
        for (size_t i = 0; i < n; i++) {
            double *row = rows + i * n, square = kl_dot(row, row, n);
            if (square == 0 && !filled)
                continue;
            if (square == 0) {
                fill_row(rows, n, i);
                square = kl_dot(row, row, n);
            }
            for (size_t k = 0; k < n; k++)
                row[k] /= sqrt(square);
        }
}

static double largest_of(const double *x, size_t n) {
    double largest = 0;
    for (size_t k = 0; k < n; k++)
        largest = fmax(largest, fabs(x[k]));
    return largest;
}

void kl_factor_align(const double *l, const double *other, size_t n, double *m, double *turned,
                     double *out) {
    const double s = largest_of(l, n * n), t = largest_of(other, n * n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n && s > 0 && t > 0; k++)
                sum += other[k * n + i] / t * (l[k * n + j] / s);
            m[i * n + j] = sum;
            turned[i * n + j] = i == j;
        }
    kl_rows_orthogonalise(m, n, n, turned);
    /* Squares of what is below that would vanish. */
    const double least = largest_of(m, n * n) * 0x1p-500;
    for (size_t k = 0; k < n * n; k++)
        m[k] = fabs(m[k]) < least ? 0 : m[k];
    make_unit(m, n);
    for (size_t i = 0; i < n; i++) {
        double *row = out + i * n;
        memset(row, 0, n * sizeof *row);
        for (size_t k = 0; k < n; k++) {
            const double along = kl_dot(other + i * n, turned + k * n, n);
            for (size_t j = 0; j < n; j++)
                row[j] += along * m[k * n + j];
        }
    }
}
