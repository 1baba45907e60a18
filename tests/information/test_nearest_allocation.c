/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of mutual information from samples and from scores fails once: a status, and nothing leaks. */
#include "observations.h"

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
enum { N = 80, ROWS = 9 };

static double x[2 * N], y[2 * N], z[N], labels[N];

typedef kl_status work(void);

static kl_nearest_options options_of(kl_nearest_estimator estimator, kl_nearest_scale normalise) {
    kl_nearest_options options = nearest_options(1, estimator);
    options.normalise = normalise;
    options.ties = KL_TIES_JITTER;
    options.permutations = 2;
    options.confidence = 0.9;
    return options;
}

static kl_status in_the_plane(void) {
    const kl_nearest_options options = options_of(KL_NEAREST_KSG1, KL_NEAREST_SCALE_RANKS);
    kl_nearest_result out;
    return kl_nearest_information(columns_of(z, N, 1), columns_of(y, N, 1), &options, &out, NULL);
}

static kl_status in_space(void) {
    const kl_nearest_options options = options_of(KL_NEAREST_KSG2, KL_NEAREST_SCALE_DEVIATION);
    kl_nearest_result out;
    return kl_nearest_information(columns_of(x, N, 2), columns_of(y, N, 1), &options, &out, NULL);
}

static kl_status given(void) {
    const kl_nearest_options options = options_of(KL_NEAREST_MIXED, KL_NEAREST_SCALE_NONE);
    kl_nearest_result out;
    return kl_nearest_conditional(columns_of(x, N, 1), columns_of(y, N, 1), columns_of(z, N, 1),
                                  &options, &out, NULL);
}

static kl_status labelled(void) {
    const kl_nearest_options options = options_of(KL_NEAREST_KSG1, KL_NEAREST_SCALE_DEVIATION);
    kl_nearest_result out;
    return kl_nearest_discrete(kl_f64(labels, N), columns_of(y, N, 2), &options, &out, NULL);
}

static kl_status copula(void) {
    const kl_nearest_options options = options_of(KL_NEAREST_KSG1, KL_NEAREST_SCALE_NONE);
    kl_nearest_result out;
    return kl_copula_information(columns_of(x, N, 1), columns_of(y, N, 1), &options, &out, NULL);
}

static kl_status scores(void) {
    kl_critic_result out;
    return kl_critic_bound_of_scores(KL_CRITIC_NWJ, kl_f64(x, N), kl_f64(y, N), NULL, &out, NULL,
                                     NULL, NULL);
}

static kl_status matrix(void) {
    kl_critic_result out;
    return kl_critic_bound_of_matrix(KL_CRITIC_DONSKER_VARADHAN, columns_of(x, ROWS, ROWS), NULL,
                                     &out, NULL, NULL);
}

static void exhaust(work *run, unsigned long least) {
    for (unsigned long k = 1;; k++) {
        kl_alloc_fail_at(k);
        const kl_status status = run();
        const unsigned long taken = kl_alloc_fail_at(0);
        if (status == KL_OK && taken < k) {
            assert_true(k > least);
            return;
        }
        assert_int_equal(status, KL_ERROR_MEMORY);
    }
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (size_t i = 0; i < 2 * N; i++)
        x[i] = draw_normal(&random), y[i] = draw_normal(&random);
    for (size_t i = 0; i < N; i++)
        z[i] = draw_normal(&random), labels[i] = (double)(i % 2);
    exhaust(in_the_plane, 20);
    exhaust(in_space, 20);
    exhaust(given, 20);
    exhaust(labelled, 20);
    exhaust(copula, 10);
    exhaust(scores, 3);
    exhaust(matrix, 4);
}
#else
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
