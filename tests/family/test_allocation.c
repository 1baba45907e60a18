/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the room fails once: a status, and nothing leaked. */
#include "help.h"

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
static const double mean[] = {0, 1, 2}, weights[] = {1, 2, 3}, factor[] = {1, 0.5, 0.25};
static const double covariance[] = {2, 0.5, 0.25, 0.5, 2, 0.5, 0.25, 0.5, 2};

static kl_status dirichlet(kl_error *error) {
    kl_estimate d;
    return kl_family_divergence(KL_FAMILY_DIRICHLET, kl_f64(weights, 3), KL_FAMILY_DIRICHLET,
                                kl_f64(covariance, 3), &d, error);
}

static kl_status entropy(kl_error *error) {
    kl_estimate h;
    return kl_family_entropy(KL_FAMILY_CATEGORICAL, kl_f64(weights, 3), &h, error);
}

static kl_gaussian low_rank(void) {
    return (kl_gaussian){.mean = kl_f64(mean, 3),
                         .variance = kl_f64(weights, 3),
                         .factor = {factor, 3, 1, 1, KL_F64}};
}

static kl_gaussian full(void) {
    return (kl_gaussian){.mean = kl_f64(weights, 3), .covariance = {covariance, 3, 3, 3, KL_F64}};
}

static kl_status filters(kl_error *error) {
    const kl_gaussian p = low_rank();
    kl_estimate d;
    return kl_gaussian_divergence(&p, &p, &d, error);
}

static kl_status matrices(kl_error *error) {
    const kl_gaussian p = low_rank(), q = full();
    kl_estimate d;
    return kl_gaussian_renyi(&p, &q, 0.3, &d, error);
}

static kl_status volume(kl_error *error) {
    const kl_gaussian p = full();
    kl_estimate h;
    return kl_gaussian_entropy(&p, &h, error);
}

static kl_status transports(kl_error *error) {
    const kl_gaussian p = low_rank(), q = full();
    double map[9], offset[3];
    kl_estimate d;
    const kl_gaussian r = {.mean = kl_f64(mean, 3), .variance = kl_f64(weights, 3)};
    kl_status status = kl_gaussian_wasserstein(&r, &r, &d, error);
    return status == KL_OK ? kl_gaussian_map(&p, &q, map, offset, error) : status;
}

static kl_status fit(const kl_fit_target *target, kl_measure_id measure, kl_error *error) {
    kl_fit_options options;
    kl_fit *model = NULL;
    kl_estimate d;
    kl_fit_options_init(&options);
    options.measure = measure;
    options.starts = 2;
    kl_status status = kl_fit_new(target, &options, &model, error);
    if (status == KL_OK)
        status =
            kl_fit_divergence(model, target->grid ? KL_CHI_SQUARE : KL_CROSS_ENTROPY, &d, error);
    if (status == KL_OK && target->grid)
        status = kl_fit_missed(model, 0.9, kl_f64(NULL, 0), &d, error);
    kl_fit_free(model);
    return status;
}

static kl_status descent(kl_error *error) {
    const kl_fit_target target = {.points = {covariance, 3, 1, 1, KL_F64},
                                  .weights = kl_f64(weights, 3),
                                  .grid = 1,
                                  .volumes = kl_f64(factor, 3)};
    return fit(&target, KL_DIVERGENCE_REVERSE, error);
}

static kl_status moments(kl_error *error) {
    const kl_fit_target target = {.points = {weights, 3, 1, 1, KL_F64}};
    return fit(&target, KL_DIVERGENCE, error);
}

static kl_status description(const char *path, kl_measure_id measure, kl_error *error) {
    kl_fit_options options;
    kl_document *document = NULL;
    kl_fit_options_init(&options);
    options.measure = measure;
    options.starts = 2;
    kl_status status = kl_fit_describe(path, &options, &document, error);
    kl_document_free(document);
    return status;
}

static kl_status of_cells(kl_error *error) {
    return description("examples/fit/modes.tsv", KL_DIVERGENCE, error);
}

static kl_status of_draws(kl_error *error) {
    return description("examples/fit/draws.txt", KL_DIVERGENCE, error);
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    kl_status (*const calls[])(kl_error *) = {dirichlet,  entropy, filters, matrices, volume,
                                              transports, descent, moments, of_cells, of_draws};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (unsigned long k = 1;; k++) {
            kl_error error = KL_ERROR_INIT;
            kl_alloc_fail_at(k);
            kl_status status = calls[i](&error);
            kl_alloc_fail_at(0);
            if (status == KL_OK) {
                assert_true(k > 1);
                break;
            }
            assert_int_equal(status, KL_ERROR_MEMORY);
            assert_int_equal(error.code, KL_ERROR_MEMORY);
        }
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
