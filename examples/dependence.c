/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of numbers: what neighbours see and a correlation does not, and what else explains it. */
#include <kullback/information_nearest.h>

#include <math.h>
#include <stdio.h>

enum { N = 2000 };

static double normal(kl_random *random) {
    const double u = kl_random_uniform(random), v = kl_random_uniform(random);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

static void show(const char *what, kl_status status, const kl_nearest_result *found,
                 const kl_error *error) {
    if (status != KL_OK) {
        printf("%-26s %s\n", what, error->message);
        return;
    }
    const kl_estimate *e = &found->information;
    printf("%-26s %6.3f  [%.3f, %.3f]  p = %.2f", what, e->value, e->low, e->high,
           found->p_value.value);
    char text[200];
    for (size_t i = 0; kl_estimate_clause(e, i).flag != 0; i++) {
        const kl_note clause = kl_estimate_clause(e, i);
        kl_estimate_describe(e, &clause, "X|Y", "point", text, sizeof text);
        printf("%s%s", i == 0 ? "  " : "; ", text);
    }
    printf("\n");
}

static kl_matrix column(const double *numbers) {
    return (kl_matrix){numbers, N, 1, 1, KL_F64};
}

int main(void) {
    static double x[N], y[N], circle[N], other[N], cause[N], one[N], two[N], rounded[N];
    kl_random random;
    kl_random_init(&random, 1951, 0);
    for (int i = 0; i < N; i++) {
        const double angle = 6.283185307179586 * kl_random_uniform(&random);
        x[i] = normal(&random);
        y[i] = 0.75 * x[i] + sqrt(1 - 0.75 * 0.75) * normal(&random);
        circle[i] = cos(angle) + 0.1 * normal(&random);
        other[i] = sin(angle) + 0.1 * normal(&random);
        cause[i] = normal(&random);
        one[i] = cause[i] + normal(&random), two[i] = cause[i] + normal(&random);
        rounded[i] = floor(x[i]);
    }
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.permutations = 99;
    kl_nearest_result found;
    kl_error error = KL_ERROR_INIT;
    printf("nats; the truth of the first is 0.413\n");
    show("normal, correlation 0.75",
         kl_nearest_information(column(x), column(y), &options, &found, &error), &found, &error);
    show("a circle",
         kl_nearest_information(column(circle), column(other), &options, &found, &error), &found,
         &error);
    show("a circle, by its copula",
         kl_copula_information(column(circle), column(other), &options, &found, &error), &found,
         &error);
    show("one cause of both",
         kl_nearest_information(column(one), column(two), &options, &found, &error), &found,
         &error);
    show("the same given the cause",
         kl_nearest_conditional(column(one), column(two), column(cause), &options, &found, &error),
         &found, &error);
    show("x rounded, and itself",
         kl_nearest_information(column(rounded), column(rounded), &options, &found, &error), &found,
         &error);
    options.estimator = KL_NEAREST_MIXED;
    show("x rounded, and y; mixed",
         kl_nearest_information(column(rounded), column(y), &options, &found, &error), &found,
         &error);
    return 0;
}
