/* SPDX-License-Identifier: Apache-2.0 */
/* Capacities and rate–distortion functions with closed forms, and bounds that hold of any. */
#include "bottleneck_tables.h"

#include <kullback/information_channel.h>

static kl_estimate capacity_of(const double *channel, size_t rows, size_t columns, double *input) {
    kl_estimate out;
    must(kl_channel_capacity(table_of(channel, rows, columns), NULL, input, &out, &error));
    assert_true(out.low <= out.high && out.value == out.low);
    assert_int_equal(out.flags, 0);
    assert_true(out.high - out.low <= 1e-12);
    return out;
}

static void closed_forms(void **state) {
    (void)state;
    double input[4];
    for (double p = 0; p <= 1; p += 0.125) {
        const double symmetric_channel[] = {1 - p, p, p, 1 - p};
        const double erasure[] = {1 - p, p, 0, 0, p, 1 - p};
        const double z[] = {1, 0, p, 1 - p};
        close_to(capacity_of(symmetric_channel, 2, 2, input).value, M_LN2 - h(p), 1e-12, "BSC");
        close_to(capacity_of(erasure, 2, 3, input).value, (1 - p) * M_LN2, 1e-12, "BEC");
        const double exact = p == 1 ? 0 : log(1 + (1 - p) * pow(p, p / (1 - p)));
        close_to(capacity_of(z, 2, 2, input).value, exact, 1e-12, "Z");
    }
    static const double typewriter[] = {.5, .5, 0, 0, 0, .5, .5, 0, 0, 0, .5, .5, .5, 0, 0, .5};
    close_to(capacity_of(typewriter, 4, 4, NULL).value, M_LN2, 1e-12, "noisy typewriter");
    static const double one[] = {3, 2, 1};
    close_to(capacity_of(one, 1, 3, input).value, 0, 1e-15, "one input");
    assert_true(input[0] == 1);
}

/* Both ends are on their sides of the truth, which rounding would have moved them over: the erasure channel of doubles,
 * in numbers of 64 bits. */
static void bounds_are_for_certain(void **state) {
    (void)state;
    for (int k = 0; k <= 200; k++) {
        const double p = k / 200.0, erasure[] = {1 - p, p, 0, 0, p, 1 - p};
        const long double through = (long double)erasure[0] / ((long double)erasure[0] + p);
        const long double exact = through * 0.693147180559945309417232121458L;
        const kl_estimate out = capacity_of(erasure, 2, 3, NULL);
        assert_true(out.low <= exact && exact <= out.high);
        assert_true(out.high - out.low < 1e-13);
        const kl_estimate bits = kl_estimate_convert(out, KL_UNIT_BITS);
        assert_true(bits.low <= through && through <= bits.high);
    }
}

/* A third input that is worth next to nothing more than the other two, or less: there the plain iteration takes
 * millions of steps. */
static void hard_channels(void **state) {
    (void)state;
    double input[3], low = 0.5, high = 1;
    while (high - low > 1e-15) { /* where it is as far from the output as those */
        const double a = (low + high) / 2;
        if (M_LN2 - h(a) < M_LN2 - h(.1))
            low = a;
        else
            high = a;
    }
    for (int i = -3; i <= 3; i++) {
        const double a = low + i * 1e-7, channel[] = {.9, .1, .1, .9, a, 1 - a};
        const kl_estimate out = capacity_of(channel, 3, 2, input);
        if (i <= 0)
            close_to(out.value, M_LN2 - h(.1), 1e-12, "a third input that is no better");
        else
            assert_true(out.value > M_LN2 - h(.1));
    }
    /* Many inputs that differ by little. */
    enum { N = 40, M = 12 };
    double channel[N * M], many[N];
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t x = 0; x < N; x++)
        for (size_t y = 0; y < M; y++)
            channel[x * M + y] = 1 + 0.01 * kl_random_uniform(&random);
    const kl_estimate out = capacity_of(channel, N, M, many);
    assert_true(out.value > 0 && out.value < 1e-4);
}

/* Both bounds by the textbook's formulas, of the input that is returned. */
static void bounds_hold(void **state) {
    (void)state;
    enum { N = 6, M = 5 };
    double channel[N * M], input[N];
    for (uint64_t seed = 0; seed < 20; seed++) {
        draw_table(seed, 0.3, channel, N * M);
        for (size_t x = 0; x < N; x++) {
            double total = 1e-3;
            channel[x * M] += 1e-3;
            for (size_t y = 0; y < M; y++)
                total += channel[x * M + y];
            for (size_t y = 0; y < M; y++)
                channel[x * M + y] /= total;
        }
        const kl_estimate out = capacity_of(channel, N, M, input);
        double joint[N * M], sum = 0, output[M] = {0}, largest = 0;
        for (size_t x = 0; x < N; x++) {
            double row = 0;
            sum += input[x];
            for (size_t y = 0; y < M; y++)
                row += channel[x * M + y];
            for (size_t y = 0; y < M; y++) {
                joint[x * M + y] = input[x] * channel[x * M + y] / row;
                output[y] += joint[x * M + y];
                channel[x * M + y] /= row;
            }
        }
        for (size_t x = 0; x < N; x++) {
            double apart = 0;
            for (size_t y = 0; y < M; y++)
                if (channel[x * M + y] > 0)
                    apart += channel[x * M + y] * log(channel[x * M + y] / output[y]);
            largest = fmax(largest, apart);
        }
        close_to(sum, 1, 1e-12, "input");
        close_to(out.low, information_of(joint, N, M), 1e-13, "information");
        close_to(out.high, largest, 1e-12, "bound");
    }
}

/* ── Rate–distortion ── */

static kl_rate_distortion_result at_slope(const double *source, const double *distortion,
                                          size_t rows, size_t columns, double slope) {
    kl_rate_distortion_result out;
    must(kl_rate_distortion(kl_f64(source, rows), table_of(distortion, rows, columns), slope, NULL,
                            NULL, &out, &error));
    assert_true(out.rate.low <= out.rate.high && out.rate.high - out.rate.low <= 1e-12);
    assert_int_equal(out.rate.flags, 0);
    return out;
}

/* R(D) = h(p) − h(D) up to D = p, with slope ln((1 − D)/D); an alphabet of k: ln k − h(D) − D ln(k − 1). */
static void hamming(void **state) {
    (void)state;
    static const double bit[] = {0, 1, 1, 0}, source[] = {.3, .7};
    for (double slope = 0.25; slope < 30; slope *= 1.5) {
        const double d = 1 / (1 + exp(slope));
        const kl_rate_distortion_result out = at_slope(source, bit, 2, 2, slope);
        close_to(out.distortion, fmin(d, .3), 1e-9, "distortion");
        close_to(out.rate.value, h(.3) - h(fmin(out.distortion, .3)), 1e-12, "rate");
    }
    double apart[25], even[] = {1, 1, 1, 1, 1};
    for (size_t i = 0; i < 25; i++)
        apart[i] = i % 6 != 0;
    const kl_rate_distortion_result five_letters = at_slope(even, apart, 5, 5, 3);
    const double d = five_letters.distortion;
    close_to(d, 4 / (4 + exp(3)), 1e-12, "distortion of five");
    close_to(five_letters.rate.value, log(5) - h(d) - d * log(4), 1e-12, "rate of five");
    const kl_rate_distortion_result least = at_slope(source, bit, 2, 2, INFINITY);
    close_to(least.rate.value, h(.3), 1e-12, "without distortion");
    assert_true(least.distortion == 0);
    assert_true(at_slope(source, bit, 2, 2, 0).rate.value == 0);
}

/* Rate, distortion and reproduction are those of the encoder; rates rise with the slope. */
static void what_is_returned_agrees(void **state) {
    (void)state;
    enum { N = 5, M = 4 };
    double distortion[N * M], source[N], encoder[N * M], reproduction[M];
    kl_rate_distortion_arrays arrays = {sizeof arrays, reproduction, encoder};
    kl_rate_distortion_result out;
    for (uint64_t seed = 0; seed < 15; seed++) {
        draw_table(seed, 0.1, distortion, N * M);
        draw_table(seed + 100, 0.1, source, N);
        double before = -1;
        for (double slope = 0.1; slope < 100; slope *= 4) {
            must(kl_rate_distortion(kl_f64(source, N), table_of(distortion, N, M), slope, NULL,
                                    &arrays, &out, &error));
            double total = 0, joint[N * M], mean = 0;
            for (size_t x = 0; x < N; x++)
                total += source[x];
            for (size_t i = 0; i < N * M; i++) {
                joint[i] = source[i / M] / total * encoder[i];
                mean += joint[i] * distortion[i];
            }
            close_to(out.rate.high, information_of(joint, N, M), 1e-12, "rate");
            close_to(out.distortion, mean, 1e-12 * (1 + mean), "distortion");
            assert_true(out.rate.high - out.rate.low <= 1e-11);
            assert_true(out.rate.value >= before - 1e-9);
            before = out.rate.value;
            for (size_t j = 0; j < M; j++) {
                double sum = 0;
                for (size_t x = 0; x < N; x++)
                    sum += joint[x * M + j];
                close_to(reproduction[j], sum, 1e-13, "reproduction");
            }
        }
    }
}

static void the_same_bits(void **state) {
    (void)state;
    enum { N = 50, M = 40 };
    double channel[N * M];
    kl_channel_options options;
    kl_pool_options threads;
    kl_estimate out[2];
    kl_channel_options_init(&options);
    kl_pool_options_init(&threads);
    draw_table(7, 0, channel, N * M);
    for (unsigned i = 0; i < 2; i++) {
        threads.threads = 1 + 2 * i;
        must(kl_pool_new(&threads, &options.pool, &error));
        must(kl_channel_capacity(table_of(channel, N, M), &options, NULL, &out[i], &error));
        kl_pool_free(options.pool);
    }
    assert_true(out[0].low == out[1].low && out[0].high == out[1].high);
}

static void bad_input(void **state) {
    (void)state;
    const double zeros[] = {1, 2, 0, 0}, negative[] = {1, -2, 1, 1}, fine[] = {1, 0, 0, 1};
    kl_estimate out;
    kl_rate_distortion_result rate;
    kl_channel_options options;
    const kl_matrix channel = table_of(fine, 2, 2);
    assert_int_equal(kl_channel_capacity(table_of(zeros, 2, 2), NULL, NULL, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 2);
    assert_int_equal(kl_channel_capacity(table_of(negative, 2, 2), NULL, NULL, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_int_equal(kl_channel_capacity(table_of(fine, 0, 2), NULL, NULL, &out, &error),
                     KL_ERROR_VALUE);
    REFUSED(kl_channel_capacity(table_of(NULL, 2, 2), NULL, NULL, &out, &error));
    REFUSED(kl_channel_capacity(channel, NULL, NULL, NULL, &error));
    kl_channel_options_init(&options);
    options.tolerance = -1;
    REFUSED(kl_channel_capacity(channel, &options, NULL, &out, &error));
    assert_int_equal(kl_rate_distortion(kl_f64(fine, 3), channel, 1, NULL, NULL, &rate, &error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(
        kl_rate_distortion(kl_f64(fine, 2), table_of(negative, 2, 2), 1, NULL, NULL, &rate, &error),
        KL_ERROR_VALUE);
    assert_int_equal(kl_rate_distortion(kl_f64(negative, 2), channel, 1, NULL, NULL, &rate, &error),
                     KL_ERROR_VALUE);
    REFUSED(kl_rate_distortion(kl_f64(fine, 2), channel, NAN, NULL, NULL, &rate, &error));
    REFUSED(kl_rate_distortion(kl_f64(fine, 2), channel, 1, NULL, NULL, NULL, &error));
    REFUSED(kl_rate_distortion(kl_f64(NULL, 2), channel, 1, NULL, NULL, &rate, &error));
}

/* A gap that cannot be reached is told. */
static void running_out_is_a_flag(void **state) {
    (void)state;
    double channel[30];
    kl_channel_options options;
    kl_estimate out;
    kl_channel_options_init(&options);
    options.tolerance = 0;
    draw_table(1, 0, channel, 30);
    must(kl_channel_capacity(table_of(channel, 6, 5), &options, NULL, &out, &error));
    const double rounding = 2 * (6 + 5 + 16) * 0x1p-52 * (1 + out.high);
    /* Without the flag there is nothing but rounding between the bounds. */
    assert_true(kl_estimate_has(&out, KL_FLAG_NOT_CONVERGED) ||
                out.high - out.low <= rounding * (1 + 1e-2));
    close_to(out.high, out.low, 1e-13, "both bounds");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_forms),  cmocka_unit_test(bounds_are_for_certain),
        cmocka_unit_test(hard_channels), cmocka_unit_test(bounds_hold),
        cmocka_unit_test(hamming),       cmocka_unit_test(what_is_returned_agrees),
        cmocka_unit_test(the_same_bits), cmocka_unit_test(running_out_is_a_flag),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
