/* SPDX-License-Identifier: Apache-2.0 */
/* The largest divergence that chance may have hidden. */
#include "sample/near_equal.h"

#include <math.h>

/* A low quantile of |z|², z off by 1 in each of k directions from a distance whose square is `apart`: P. B. Patnaik
 * 1949, "The non-central χ² and F distributions", with the cube of Wilson and Hilferty 1931; `normal` is how many
 * standard deviations below the mean. */
static double low_square(double apart, double k, double normal) {
    double mean = k + apart, freedom = mean * mean / (k + 2 * apart), x = 2 / (9 * freedom);
    double root = fmax(1 - x - normal * sqrt(x), 0);
    return mean * root * root * root;
}

/* The square of the distance that makes `square` such a low one. */
static double largest_apart(double square, double k, double normal) {
    double low = 0, high = 1;
    while (low_square(high, k, normal) < square)
        high *= 2;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (low_square(middle, k, normal) < square)
            low = middle;
        else
            high = middle;
    }
    return high;
}

double kl_near_equal_high(double full, double bias, double directions, kl_spread spread) {
    directions = fmax(directions, 1);
    double each = bias / directions, normal = spread.half_width / spread.standard_error;
    if (!(each > 0 && isfinite(full) && isfinite(normal)))
        return 0;
    double root = sqrt(fmax(full - (bias - each), 0)) + normal * sqrt(each);
    return fmax(root * root, each * largest_apart(full / each, directions, normal));
}
