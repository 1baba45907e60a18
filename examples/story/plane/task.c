/* SPDX-License-Identifier: Apache-2.0 */
#include "task.h"

#include <math.h>
#include <stdlib.h>

static const double steepness = 5;

/* The vertices are (0, ±1, ±φ) and their rotations, φ the golden ratio, at distance 1 from the middle. */
static void vertex_of(size_t bit, double out[3]) {
    const double golden = (1 + sqrt(5)) / 2, radius = sqrt(1 + golden * golden);
    const size_t first = bit / 4;
    out[first] = 0;
    out[(first + 1) % 3] = (bit & 1 ? 1 : -1) / radius;
    out[(first + 2) % 3] = (bit & 2 ? golden : -golden) / radius;
}

/* Where the centre of what is set lies, as the square of its distance, times how many are set squared. */
static double lopsided(size_t input) {
    double sum[3] = {0}, vertex[3];
    for (size_t bit = 0; bit < TASK_BITS; bit++) {
        vertex_of(bit, vertex);
        for (int axis = 0; axis < 3; axis++)
            sum[axis] += input >> bit & 1 ? vertex[axis] : 0;
    }
    return sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2];
}

static double yes(double f, double threshold) {
    return 1 / (1 + exp(-steepness * (f - threshold)));
}

/* As many are lopsided as not. */
static double threshold_of(const double *f) {
    double low = 0, high = TASK_BITS;
    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;
        double mean = 0;
        for (size_t x = 0; x < TASK_INPUTS; x++)
            mean += yes(f[x], middle) / TASK_INPUTS;
        *(mean > 0.5 ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

/* The level of an input: one that was seen, or the next. */
static size_t level_of(double *seen, size_t *levels, double f) {
    /* Sums of the same numbers in another order differ by their rounding. */
    for (size_t l = 0; l < *levels; l++)
        if (fabs(seen[l] - f) < 1e-9)
            return l;
    nn_must(*levels < TASK_LEVELS, "more levels than an icosahedron has");
    seen[*levels] = f;
    return (*levels)++;
}

void task_make(task *t) {
    double seen[TASK_LEVELS], *f = nn_memory(TASK_INPUTS, sizeof *f);
    size_t levels = 0;
    *t = (task){0};
    for (size_t x = 0; x < TASK_INPUTS; x++)
        f[x] = lopsided(x);
    const double threshold = threshold_of(f);
    for (size_t x = 0; x < TASK_INPUTS; x++) {
        const double one = yes(f[x], threshold) / TASK_INPUTS;
        const size_t level = level_of(seen, &levels, f[x]);
        t->answer[x][0] = 1.0 / TASK_INPUTS - one;
        t->answer[x][1] = one;
        for (int y = 0; y < 2; y++)
            t->level[level][y] += t->answer[x][y];
        for (size_t bit = 0; bit < TASK_BITS; bit++)
            t->bits[x * TASK_BITS + bit] = x >> bit & 1 ? 1 : -1;
    }
    free(f);
}

int task_answer(const task *t, size_t input, kl_random *random) {
    return kl_random_uniform(random) * (t->answer[input][0] + t->answer[input][1]) <
           t->answer[input][1];
}
