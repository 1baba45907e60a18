/* SPDX-License-Identifier: Apache-2.0 */
/* G. H. Golub and J. H. Welsch 1969, "Calculation of Gauss quadrature rules", Mathematics of Computation 23: the nodes
 * are the eigenvalues of the tridiagonal matrix of the recurrence, the weights the squared first components of its
 * eigenvectors. Implicit QL steps, of which the first row alone is carried along. */
#include "sample/quadrature.h"

#include <float.h>
#include <math.h>

#include "kernels/scalar.h"

/* √(x² + y²): hypot of libm differs from one libc to the next. */
static double both(double x, double y) {
    const double pair[2] = {x, y};
    return kl_length(pair, 2);
}

/* One step for the block from `first` to `last`, shifted by the eigenvalue of its upper corner (Wilkinson). `off[i]`
 * couples i and i + 1 here. */
static void step(double *diagonal, double *off, double *row, int first, int last) {
    double g = (diagonal[first + 1] - diagonal[first]) / (2 * off[first]);
    g = diagonal[last] - diagonal[first] + off[first] / (g + copysign(both(g, 1), g));
    double sine = 1, cosine = 1, p = 0;
    for (int i = last - 1; i >= first; i--) {
        const double f = sine * off[i], b = cosine * off[i], radius = both(f, g);
        off[i + 1] = radius;
        sine = radius > 0 ? f / radius : 0;
        cosine = radius > 0 ? g / radius : 1;
        g = diagonal[i + 1] - p;
        const double r = (diagonal[i] - g) * sine + 2 * cosine * b;
        p = sine * r;
        diagonal[i + 1] = g + p;
        g = cosine * r - b;
        const double turned = row[i + 1];
        row[i + 1] = sine * row[i] + cosine * turned;
        row[i] = cosine * row[i] - sine * turned;
    }
    diagonal[first] -= p;
    off[first] = g;
    off[last] = 0;
}

/* The end of the block that begins at `first`. */
static int block_end(const double *diagonal, const double *off, int first) {
    int last = first;
    while (last < KL_NODES - 1 &&
           fabs(off[last]) > DBL_EPSILON * (fabs(diagonal[last]) + fabs(diagonal[last + 1])))
        last++;
    return last;
}

void kl_gauss_rule(double diagonal[KL_NODES], double off[KL_NODES], double weight[KL_NODES]) {
    for (int i = 0; i < KL_NODES; i++) {
        off[i] = i + 1 < KL_NODES ? off[i + 1] : 0;
        weight[i] = i == 0;
    }
    for (int first = 0; first < KL_NODES; first++)
        for (int last; (last = block_end(diagonal, off, first)) > first;)
            step(diagonal, off, weight, first, last);
    for (int i = 0; i < KL_NODES; i++)
        weight[i] *= weight[i];
}
