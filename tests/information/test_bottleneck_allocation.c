/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the bottleneck and of channels fails once: a status, and nothing leaked. */
#include "bottleneck_tables.h"

#include <kullback/information_channel.h>

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
static kl_matrix joint, channel;
static kl_bottleneck_options options;

static kl_status compute(void) {
    kl_bottleneck_result out;
    options.alpha = 1;
    return kl_bottleneck_compute(joint, &options, NULL, &out, NULL);
}

static kl_status harden(void) {
    kl_bottleneck_result out;
    options.alpha = 0;
    return kl_bottleneck_compute(joint, &options, NULL, &out, NULL);
}

static kl_status trace(void) {
    kl_bottleneck_curve *curve = NULL;
    kl_bottleneck_range range;
    kl_bottleneck_range_init(&range);
    range.points = 4;
    range.high = 4;
    options.alpha = 1;
    const kl_status status = kl_bottleneck_curve_new(joint, &options, &range, &curve, NULL);
    kl_bottleneck_curve_free(curve);
    return status;
}

static kl_status trace_function(void) {
    static const double rows[] = {1, 0, 0, 2};
    kl_bottleneck_curve *curve = NULL;
    const kl_status status =
        kl_bottleneck_curve_new(table_of(rows, 2, 2), NULL, NULL, &curve, NULL);
    kl_bottleneck_curve_free(curve);
    return status;
}

static kl_status grow_tree(void) {
    kl_bottleneck_merge merges[2];
    uint32_t assignment[3];
    const kl_status status = kl_bottleneck_agglomerate(joint, NULL, merges, NULL);
    return status == KL_OK ? kl_bottleneck_cut(merges, 3, 2, assignment, NULL) : status;
}

static kl_status correlate(void) {
    static const double x[] = {1, .5, .5, 1}, y[] = {1}, between[] = {.3, .4};
    kl_bottleneck_gaussian_result out;
    return kl_bottleneck_gaussian(table_of(x, 2, 2), table_of(y, 1, 1), table_of(between, 2, 1), 3,
                                  NULL, &out, NULL);
}

static kl_status transmit(void) {
    kl_estimate out;
    return kl_channel_capacity(channel, NULL, NULL, &out, NULL);
}

static kl_status reproduce(void) {
    static const double weights[] = {1, 2, 3};
    kl_rate_distortion_result out;
    return kl_rate_distortion(kl_f64(weights, 3), channel, 1, NULL, NULL, &out, NULL);
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    static const double edge[] = {.9, .1, .1, .9, .9, .1}; /* goes on to Newton's steps */
    static kl_status (*const calls[])(void) = {compute,   harden,    trace,    trace_function,
                                               grow_tree, correlate, transmit, reproduce};
    kl_bottleneck_options_init(&options);
    options.clusters = 2;
    options.restarts = 1;
    joint = table_of(five, 3, 3);
    channel = table_of(edge, 3, 2);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (unsigned long k = 1;; k++) {
            kl_alloc_fail_at(k);
            const kl_status status = calls[i]();
            kl_alloc_fail_at(0);
            if (status == KL_OK) {
                assert_true(k > 2);
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
