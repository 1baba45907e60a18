/* SPDX-License-Identifier: Apache-2.0 */
/* Entropic transport as ε falls: OT_ε comes down to the exact cost, and the divergence, which is 0 between equal
 * clouds, comes up to it. Then one cloud walks onto the other, down the gradient of the divergence. */
#include <kullback/kullback.h>

#include <stdio.h>

enum { N = 64, STEPS = 20 };

static void draw(double *points, double shift, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (int k = 0; k < 2 * N; k++)
        points[k] = kl_random_uniform(&random) + (k % 2 == 0 ? shift : 0);
}

/* Where x goes when every point follows the gradient: each is a share of 1/N, hence the factor. */
static int descend(double *x, const double *y, kl_error *error) {
    double gradient[2 * N];
    kl_sinkhorn_result found;
    kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
    const kl_matrix from = {x, N, 2, 2, KL_F64}, to = {y, N, 2, 2, KL_F64};
    const kl_cost cost = kl_cost_points(from, to, KL_GROUND_SQUARED_EUCLIDEAN);
    arrays.gradient_x = gradient;
    printf("step        S\n");
    for (int step = 0; step <= STEPS; step++) {
        if (kl_sinkhorn_divergence(&cost, NULL, NULL, kl_uniform(), kl_uniform(), NULL, &arrays,
                                   &found, error) != KL_OK)
            return 0;
        if (step % 4 == 0)
            printf("%4d %.6f\n", step, found.value.value);
        for (int k = 0; k < 2 * N; k++)
            x[k] -= 0.25 * N * gradient[k];
    }
    return 1;
}

int main(void) {
    double x[2 * N], y[2 * N];
    kl_error error = KL_ERROR_INIT;
    const kl_matrix from = {x, N, 2, 2, KL_F64}, to = {y, N, 2, 2, KL_F64};
    const kl_cost cost = kl_cost_points(from, to, KL_GROUND_SQUARED_EUCLIDEAN);
    kl_transport *exact = NULL;
    draw(x, 0, 1);
    draw(y, 0.5, 2);
    if (kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &exact, &error) != KL_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    printf("exact %.4f\nepsilon     OT      S  passes\n", kl_transport_get_result(exact)->cost);
    kl_transport_free(exact);
    double epsilon = 1;
    for (int i = 0; i < 5; i++, epsilon /= 3) {
        kl_sinkhorn_options options;
        kl_sinkhorn_result transport, divergence;
        kl_sinkhorn_options_init(&options);
        options.epsilon = epsilon;
        options.absolute = 1;
        if (kl_sinkhorn_compute(&cost, kl_uniform(), kl_uniform(), &options, NULL, &transport,
                                &error) != KL_OK ||
            kl_sinkhorn_divergence(&cost, NULL, NULL, kl_uniform(), kl_uniform(), &options, NULL,
                                   &divergence, &error) != KL_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 1;
        }
        printf("%7.4f %.4f %.4f %7d\n", epsilon, transport.value.value, divergence.value.value,
               (int)transport.iterations);
    }
    if (!descend(x, y, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    return 0;
}
