/* SPDX-License-Identifier: Apache-2.0 */
/* What happens without the pointers that a call needs. */
#include "help.h"

#include "../refused.h"

static void no_pointer_may_be_missing(void **state) {
    (void)state;
    static const double weights[] = {0.5, 0.5};
    kl_estimate estimate;
    double map[4];
    const kl_family_id poisson = KL_FAMILY_POISSON;
    const kl_array rate = kl_f64(weights, 1), none = kl_f64(NULL, 1);
    const kl_gaussian g = {.mean = kl_f64(weights, 2), .variance = kl_f64(weights, 2)};
    const kl_gaussian bare = {.mean = kl_f64(NULL, 2), .variance = kl_f64(weights, 2)};
    REFUSED(kl_family_divergence(poisson, none, poisson, rate, &estimate, &error));
    REFUSED(kl_family_divergence(poisson, rate, poisson, none, &estimate, &error));
    REFUSED(kl_family_divergence(poisson, rate, poisson, rate, NULL, &error));
    REFUSED(kl_family_entropy(KL_FAMILY_EXPONENTIAL, none, &estimate, &error));
    REFUSED(kl_family_entropy(KL_FAMILY_EXPONENTIAL, rate, NULL, &error));
    REFUSED(kl_gaussian_divergence(NULL, &g, &estimate, &error));
    REFUSED(kl_gaussian_divergence(&g, &bare, &estimate, &error));
    REFUSED(kl_gaussian_divergence(&g, &g, NULL, &error));
    REFUSED(kl_gaussian_renyi(&g, NULL, 2, &estimate, &error));
    REFUSED(kl_gaussian_renyi(&g, &g, 2, NULL, &error));
    REFUSED(kl_gaussian_bhattacharyya(NULL, &g, &estimate, &error));
    REFUSED(kl_gaussian_bhattacharyya(&g, &g, NULL, &error));
    REFUSED(kl_gaussian_hellinger_squared(&g, NULL, &estimate, &error));
    REFUSED(kl_gaussian_hellinger_squared(&g, &g, NULL, &error));
    REFUSED(kl_gaussian_wasserstein(NULL, &g, &estimate, &error));
    REFUSED(kl_gaussian_wasserstein(&g, &bare, &estimate, &error));
    REFUSED(kl_gaussian_wasserstein(&g, &g, NULL, &error));
    REFUSED(kl_gaussian_map(&g, NULL, map, map, &error));
    REFUSED(kl_gaussian_map(&g, &g, NULL, map, &error));
    REFUSED(kl_gaussian_map(&g, &g, map, NULL, &error));
    REFUSED(kl_gaussian_entropy(NULL, &estimate, &error));
    REFUSED(kl_gaussian_entropy(&g, NULL, &error));
    kl_fit_cells cells;
    REFUSED(kl_fit_cells_count(kl_f64(NULL, 2), 0, &cells, &error));
    REFUSED(kl_fit_cells_count(kl_f64(weights, 2), 0, NULL, &error));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pointer_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
