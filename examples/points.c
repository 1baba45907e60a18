/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy of points, and how far two clouds of them are apart: no bins, no density, only neighbours. */
#include <kullback/sample.h>

#include <math.h>
#include <stdio.h>

enum { N = 1000, COLUMNS = 2 };

/* Normal coordinates (Box and Muller 1958), rounded to multiples of `step` unless that is 0. */
static void draw(double *rows, double mean, double scale, double step, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (int i = 0; i < N * COLUMNS; i++) {
        const double u = kl_random_uniform(&random), v = kl_random_uniform(&random);
        rows[i] = mean + scale * sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
        if (step > 0)
            rows[i] = step * round(rows[i] / step);
    }
}

static void show(const char *what, const char *subject, const kl_estimate *e) {
    printf("%-24s %6.3f  [%.3f, %.3f]", what, e->value, e->low, e->high);
    char text[200];
    for (size_t i = 0; kl_estimate_clause(e, i).flag != 0; i++) {
        const kl_note clause = kl_estimate_clause(e, i);
        kl_estimate_describe(e, &clause, subject, "point", text, sizeof text);
        printf("%s%s", i == 0 ? "  " : "; ", text);
    }
    printf("\n");
}

static void entropy(const char *what, kl_matrix x, const kl_points_options *options) {
    kl_estimate e;
    kl_error error = KL_ERROR_INIT;
    if (kl_points_entropy(x, options, &e, &error) == KL_OK)
        show(what, "A", &e);
    else
        printf("%-24s %s\n", what, error.message);
}

static void divergence(const char *what, kl_matrix x, kl_matrix y) {
    kl_estimate e;
    kl_error error = KL_ERROR_INIT;
    if (kl_points_divergence(x, y, NULL, &e, &error) == KL_OK)
        show(what, "A|B", &e);
    else
        printf("%-24s %s\n", what, error.message);
}

int main(void) {
    static double a[N * COLUMNS], b[N * COLUMNS], c[N * COLUMNS], coarse[N * COLUMNS];
    const kl_matrix x = {a, N, COLUMNS, COLUMNS, KL_F64}, y = {b, N, COLUMNS, COLUMNS, KL_F64};
    const kl_matrix z = {c, N, COLUMNS, COLUMNS, KL_F64};
    const kl_matrix rounded = {coarse, N, COLUMNS, COLUMNS, KL_F64};
    draw(a, 0, 1, 0, 1);
    draw(b, 0.5, 1.3, 0, 2);
    draw(c, 0, 1, 0, 4);
    draw(coarse, 0, 1, 0.5, 1);
    printf("nats; the truth is H(A) = 2.838, KL(A|B) = 0.264, KL(B|A) = 0.415, KL(A|C) = 0\n");
    entropy("H(A)", x, NULL);
    divergence("KL(A|B)", x, y);
    divergence("KL(B|A)", y, x);
    divergence("KL(A|C)", x, z);
    entropy("H(A in steps of 0.5)", rounded, NULL);
    kl_points_options options;
    kl_points_options_init(&options);
    options.ties = KL_TIES_JITTER;
    entropy("the same with jitter", rounded, &options);
    return 0;
}
