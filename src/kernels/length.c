/* SPDX-License-Identifier: Apache-2.0 */
/* The length of a vector. */
#include <math.h>

#include "kernels/scalar.h"

double kl_length(const double *x, size_t n) {
    double largest = 0, square = 0;
    for (size_t k = 0; k < n; k++)
        largest = fmax(largest, fabs(x[k]));
    if (largest == 0 || largest == INFINITY)
        return largest;
    for (size_t k = 0; k < n; k++)
        square += x[k] / largest * (x[k] / largest);
    return largest * sqrt(square);
}
