/* SPDX-License-Identifier: Apache-2.0 */
/* Points along lines: each element is one sum in the order of the coordinates. */

static void project_tile(const double *tile, size_t columns, const double *direction, size_t stride,
                         double *out) {
    for (size_t j = 0; j < KL_TILE; j += KL_WIDTH) {
        vec sum[KL_DIRECTIONS] = {{0}};
        for (size_t c = 0; c < columns; c++) {
            const vec x = load(tile + c * KL_TILE + j);
            for (size_t r = 0; r < KL_DIRECTIONS; r++)
                sum[r] += splat(direction[r * columns + c]) * x;
        }
        for (size_t r = 0; r < KL_DIRECTIONS; r++)
            store(out + r * stride + j, sum[r]);
    }
}
