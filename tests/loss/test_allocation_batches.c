/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of sequences, latents and policies fails once: a status, and nothing leaked. */
#include "oracle.h"

#include <kullback/loss_latent.h>
#include <kullback/loss_policy.h>
#include <kullback/loss_preference.h>

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
static const double numbers[4] = {1, 0.5, -0.25, 2};
static const kl_matrix square = {numbers, 2, 2, 2, KL_F64}, row = {numbers, 1, 2, 2, KL_F64};
static double out[4];

static kl_status sequences(void) {
    static const int64_t targets[2] = {0, 1};
    return kl_sequence_log_probabilities(square, (kl_array){targets, 2, 1, KL_I64}, 1, NULL, NULL,
                                         out, NULL, NULL);
}
static kl_status gaussian(void) {
    const kl_latent_gaussian q = {square, square};
    return kl_loss_latent_gaussian(&q, NULL, NULL, NULL, NULL, NULL, out, NULL);
}
static kl_status full(void) {
    const kl_latent_full q = {row, {numbers, 1, 4, 4, KL_F64}};
    return kl_loss_latent_full(&q, NULL, NULL, NULL, NULL, NULL, out, NULL);
}
static kl_status policy(void) {
    return kl_policy_divergence(KL_POLICY_K1, square, square, (kl_matrix){0}, 0.9, out, NULL, NULL,
                                NULL);
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    static const struct {
        kl_status (*run)(void);
        unsigned long allocations;
    } calls[] = {{sequences, 4}, {gaussian, 1}, {full, 2}, {policy, 1}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (unsigned long k = 1;; k++) {
            kl_alloc_fail_at(k);
            const kl_status status = calls[i].run();
            kl_alloc_fail_at(0);
            if (status == KL_OK) {
                assert_int_equal(k, calls[i].allocations + 1);
                break;
            }
            assert_int_equal(status, KL_ERROR_MEMORY);
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
