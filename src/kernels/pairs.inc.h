/* SPDX-License-Identifier: Apache-2.0 */
/* Loops over tiles of pairs of points: distances, and sums of what was chosen. */

/* As many rows of a tile side by side as the registers hold: the order of additions is that of one row. */
enum { CHOSEN = KL_CHOICES / KL_WIDTH, SIDE_BY_SIDE = KL_WIDTH / 2 };

static void distance_tile(const double *origin, const double *tile, size_t columns, int root,
                          double *out) {
    for (size_t j = 0; j < KL_TILE; j += KL_WIDTH) {
        vec sum = {0};
        for (size_t c = 0; c < columns; c++) {
            const vec difference = splat(origin[c]) - load(tile + c * KL_TILE + j);
            sum += difference * difference;
        }
        store(out + j, root ? square_root(sum) : sum);
    }
}

static void chosen_tile(const double *kernel, const double *mine, const double *theirs,
                        double weight, double *sums) {
    for (size_t i = 0; i < KL_TILE; i += SIDE_BY_SIDE) {
        vec sum[SIDE_BY_SIDE][CHOSEN] = {{{0}}};
        for (size_t j = 0; j < KL_TILE; j++)
            for (size_t r = 0; r < SIDE_BY_SIDE; r++)
                for (size_t k = 0; k < CHOSEN; k++)
                    sum[r][k] += splat(kernel[(i + r) * KL_TILE + j]) *
                                 load(theirs + j * KL_CHOICES + k * KL_WIDTH);
        for (size_t r = 0; r < SIDE_BY_SIDE; r++)
            for (size_t k = 0; k < CHOSEN; k++) {
                double *to = sums + k * KL_WIDTH;
                const vec chosen = load(mine + (i + r) * KL_CHOICES + k * KL_WIDTH);
                store(to, load(to) + weight * (chosen * sum[r][k]));
            }
    }
}
