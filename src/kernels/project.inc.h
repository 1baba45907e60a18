/* SPDX-License-Identifier: Apache-2.0 */
/* Points along lines: each element is one sum in the order of the coordinates. */

/* As many directions side by side as the registers hold. */
enum { ABREAST = 4 };

static void project_points(const double *points, size_t n, size_t columns, const double *direction,
                           double *out) {
    for (size_t j = 0; j < n; j += LANES)
        for (size_t first = 0; first < KL_DIRECTIONS; first += ABREAST) {
            const double *x = points + j * columns, *along = direction + first * columns;
            vec sum[ABREAST][PARTS] = {{{0}}};
            for (size_t c = 0; c < columns; c++, x += LANES)
                for (int p = 0; p < PARTS; p++)
                    for (size_t r = 0; r < ABREAST; r++)
                        sum[r][p] += splat(along[r * columns + c]) * load(x + p * KL_WIDTH);
            for (size_t r = 0; r < ABREAST; r++)
                for (int p = 0; p < PARTS; p++)
                    store(out + (first + r) * n + j + (size_t)(p * KL_WIDTH), sum[r][p]);
        }
}
