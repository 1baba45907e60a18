/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the room fails once: a status, and nothing leaked. */
#include "oracle.h"

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
static void every_allocation_fails_once(void **state) {
    (void)state;
    const float logits[2] = {1, 2};
    const uint8_t target = 1;
    const double weights[2] = {1, 2};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.class_weights = kl_f64(weights, 2);
    const float soft[2] = {0.5, 0.5};
    for (unsigned long k = 1;; k++) {
        double loss;
        const kl_matrix x = {logits, 1, 2, 2, KL_F32}, t = {soft, 1, 2, 2, KL_F32};
        kl_alloc_fail_at(k);
        kl_status status = kl_loss_soft_cross_entropy(x, t, &options, NULL, NULL, &loss, NULL);
        kl_alloc_fail_at(0);
        if (status == KL_OK) {
            assert_int_equal(
                k, 8); /* weights, a row of targets and where it hangs, two sums of tasks */
            break;
        }
        assert_int_equal(status, KL_ERROR_MEMORY);
    }
    for (unsigned long k = 1;; k++) {
        double loss;
        kl_alloc_fail_at(k);
        kl_status status = kl_loss_cross_entropy((kl_matrix){logits, 1, 2, 2, KL_F32},
                                                 (kl_array){&target, 1, 1, KL_U8}, &options, NULL,
                                                 NULL, &loss, NULL);
        kl_alloc_fail_at(0);
        if (status == KL_OK) {
            assert_int_equal(k, 5); /* weights in two types, two sums of tasks */
            break;
        }
        assert_int_equal(status, KL_ERROR_MEMORY);
    }
}

static void every_allocation_of_a_layer_fails_once(void **state) {
    (void)state;
    float layer[2] = {1, 2}, gradient[5];
    const uint8_t target = 1;
    const double two[2] = {1, 2};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.class_weights = kl_f64(two, 2);
    const kl_linear_gradient into = {gradient, 1, gradient + 1, 1, gradient + 3, {0}};
    kl_status status = KL_ERROR_MEMORY;
    unsigned long k = 0;
    while (status == KL_ERROR_MEMORY) {
        double loss;
        kl_alloc_fail_at(++k);
        status = kl_loss_linear_cross_entropy(
            (kl_matrix){layer, 1, 1, 1, KL_F32}, (kl_matrix){layer, 2, 1, 1, KL_F32},
            kl_f64(two, 2), (kl_array){&target, 1, 1, KL_U8}, &options, NULL, &into, &loss, NULL);
        kl_alloc_fail_at(0);
    }
    assert_int_equal(status, KL_OK);
    assert_int_equal(k, 7); /* weights in two types, two sums of tasks, the bias, a tile */
}

/* Sums of tasks are all that these take. */
static kl_status divergence(const kl_matrix *x, double *loss) {
    return kl_loss_divergence(*x, *x, NULL, NULL, NULL, NULL, loss, NULL);
}
static kl_status terms(const kl_matrix *x, double *loss) {
    return kl_loss_kl_div(*x, *x, NULL, NULL, NULL, NULL, loss, NULL);
}
static kl_status brier(const kl_matrix *x, double *loss) {
    return kl_loss_soft_brier(*x, *x, NULL, NULL, NULL, loss, NULL);
}

static void one_allocation(void **state) {
    (void)state;
    static kl_status (*const calls[])(const kl_matrix *, double *) = {divergence, terms, brier};
    const float half[2] = {0.5, 0.5};
    const kl_matrix x = {half, 1, 2, 2, KL_F32};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        double loss;
        kl_alloc_fail_at(1);
        assert_int_equal(calls[i](&x, &loss), KL_ERROR_MEMORY);
        kl_alloc_fail_at(2);
        assert_int_equal(calls[i](&x, &loss), KL_OK);
        kl_alloc_fail_at(0);
    }
}
#else
static void one_allocation(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
static void every_allocation_of_a_layer_fails_once(void **state) {
    (void)state;
    skip();
}
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(every_allocation_of_a_layer_fails_once),
        cmocka_unit_test(one_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
