/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation fails once: out of memory is a status, and nothing leaks. */
#include "../all_cases.h"
#include "help.h"

#include <kullback/transport_entropic.h>
#include <kullback/transport_sample.h>
#include <kullback/transport_sliced.h>

#ifdef KL_ALLOC_TEST
#include "base/alloc.h"

enum { N = 20 };
static double numbers[N * N];

/* Let the k-th allocation of `run` fail, for k = 1, 2, … until none does. */
static void exhaust(kl_status (*run)(kl_transport **out)) {
    for (unsigned long k = 1;; k++) {
        kl_transport *out = NULL;
        kl_alloc_fail_at(k);
        const kl_status status = run(&out);
        const unsigned long taken = kl_alloc_fail_at(0);
        kl_transport_free(out);
        if (status == KL_OK) {
            assert_true(taken < k && k > 3);
            return;
        }
        assert_int_equal(status, KL_ERROR_MEMORY);
        assert_null(out);
    }
}

static kl_status points(kl_transport **out) {
    const kl_matrix cloud = {numbers, N, 3, 3, KL_F64};
    const kl_cost cost = kl_cost_points(cloud, cloud, KL_GROUND_EUCLIDEAN);
    return kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, out, NULL);
}

static kl_status matrix(kl_transport **out) {
    const kl_cost cost = kl_cost_matrix((kl_matrix){numbers, N, N, N, KL_F64});
    kl_transport_options options;
    kl_transport_options_init(&options);
    options.unmatched = 1;
    return kl_transport_exact(&cost, kl_f64(numbers, N), kl_f64(numbers + N, N), &options, out,
                              NULL);
}

static kl_status line(kl_transport **out) {
    return kl_transport_line(kl_f64(numbers, N), kl_f64(numbers, N), kl_f64(numbers, N),
                             kl_uniform(), NULL, out, NULL);
}

/* So many points of few dimensions are joined in groups, and so many columns have boxes. */
static kl_status plane(kl_transport **out) {
    static double places[1030];
    for (size_t k = 0; k < 1030; k++)
        places[k] = (double)(k * 7919 % 1009);
    const kl_matrix x = {places, 260, 1, 1, KL_F64}, y = {places, 1030, 1, 1, KL_F64};
    const kl_cost cost = kl_cost_points(x, y, KL_GROUND_SQUARED_EUCLIDEAN);
    return kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, out, NULL);
}

static kl_status gradient(kl_transport **out) {
    kl_transport *t = NULL;
    const kl_matrix cloud = {numbers, N, 3, 3, KL_F64};
    const kl_cost cost = kl_cost_points(cloud, cloud, KL_GROUND_EUCLIDEAN);
    (void)out;
    kl_status status = points(&t);
    if (status == KL_OK)
        status = kl_transport_gradient(t, &cost, NULL, NULL, NULL);
    kl_transport_free(t);
    return status;
}

static kl_status sinkhorn(kl_transport **out) {
    const kl_matrix cloud = {numbers, N, 3, 3, KL_F64};
    const kl_cost cost = kl_cost_points(cloud, cloud, KL_GROUND_EUCLIDEAN);
    double by_x[3 * N], by_y[3 * N], by_a[N], by_b[N], plan[N * N];
    kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
    kl_sinkhorn_result found;
    (void)out;
    arrays.gradient_x = by_x, arrays.gradient_y = by_y;
    arrays.gradient_a = by_a, arrays.gradient_b = by_b;
    kl_status status = kl_sinkhorn_divergence(&cost, NULL, NULL, kl_uniform(), kl_uniform(), NULL,
                                              &arrays, &found, NULL);
    arrays.plan = plan;
    if (status == KL_OK)
        status =
            kl_sinkhorn_compute(&cost, kl_uniform(), kl_uniform(), NULL, &arrays, &found, NULL);
    return status;
}

/* Each direction takes an allocation of its own. */
static kl_sliced_options few_slices(void) {
    kl_sliced_options options;
    kl_sliced_options_init(&options);
    if (!all_cases())
        options.projections = options.steps = 3;
    return options;
}

static kl_status sliced(kl_transport **out) {
    const kl_sliced_options options = few_slices();
    const kl_matrix cloud = {numbers, N, 3, 3, KL_F64}, other = {numbers + 5, N, 3, 3, KL_F64};
    kl_estimate found;
    (void)out;
    return kl_max_sliced_wasserstein(cloud, kl_uniform(), other, kl_f64(numbers, N), &options, NULL,
                                     &found, NULL);
}

static kl_status bins(kl_transport **out) {
    static double rising[N + 1];
    for (size_t i = 0; i <= N; i++)
        rising[i] = (double)i;
    const kl_bins x = {kl_f64(rising, N), kl_f64(rising + 1, N), kl_f64(numbers, N)};
    return kl_transport_bins(&x, &x, NULL, out, NULL);
}

static kl_status sampled(kl_transport **out) {
    kl_wasserstein_options options;
    kl_wasserstein_result found;
    (void)out;
    kl_wasserstein_options_init(&options);
    options.permutations = 3;
    kl_status status = KL_OK;
    for (size_t columns = 1; columns <= 3 && status == KL_OK; columns += 2) {
        const kl_matrix x = {numbers, 8, columns, (ptrdiff_t)columns, KL_F64};
        const kl_matrix y = {numbers + 30, 9, columns, (ptrdiff_t)columns, KL_F64};
        status = kl_wasserstein_sample(x, y, &options, NULL, &found, NULL);
    }
    return status;
}

static kl_status sliced_gradient(kl_transport **out) {
    const kl_matrix cloud = {numbers, N, 3, 3, KL_F64}, other = {numbers + 5, N, 3, 3, KL_F64};
    double power, by_x[3 * N];
    const kl_sliced_options options = few_slices();
    (void)out;
    return kl_sliced_gradient(cloud, kl_uniform(), other, kl_f64(numbers, N), &options, &power,
                              by_x, NULL, NULL);
}

static void each_fails(void **state) {
    (void)state;
    for (size_t k = 0; k < N * N; k++)
        numbers[k] = (double)(k * 7919 % 1009);
    exhaust(points);
    exhaust(matrix);
    exhaust(plane);
    exhaust(line);
    exhaust(gradient);
    exhaust(sinkhorn);
    exhaust(sliced);
    exhaust(bins);
    exhaust(sampled);
    exhaust(sliced_gradient);
}

#else
static void each_fails(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
