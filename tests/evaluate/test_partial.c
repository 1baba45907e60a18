/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds from lists: the true divergences of whole distributions lie between them, and they are as close as
 * what is known allows. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evaluate/list_pair.h"

#include "../all_cases.h"

enum { MOST = 50, ROWS = 20000 };

/* Sums of 50 terms in long double, and the tolerated rest of 1e-12 times logarithms below 30. */
#define ROUNDING 1e-10

typedef struct truth {
    long double forward, reverse, jensen_shannon, total_variation;
} truth;

static long double term(long double p, long double q) {
    return p == 0 ? 0 : q == 0 ? INFINITY : p * logl(p / q);
}

static truth compare(const double *p, const double *q, size_t n) {
    truth out = {0, 0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        long double middle = ((long double)p[i] + q[i]) / 2;
        out.forward += term(p[i], q[i]);
        out.reverse += term(q[i], p[i]);
        out.jensen_shannon += (term(p[i], middle) + term(q[i], middle)) / 2;
        out.total_variation += fabsl((long double)p[i] - q[i]) / 2;
    }
    return out;
}

static void assert_between(const char *what, kl_between between, long double value) {
    if (!(between.low <= value + ROUNDING && value <= between.high + ROUNDING && between.low >= 0 &&
          between.low <= between.high))
        fail_msg("%s: %.17g is not between %.17g and %.17g", what, (double)value, between.low,
                 between.high);
}

static void assert_holds(const kl_partial_bounds *bounds, truth t) {
    assert_between("forward", bounds->forward, t.forward);
    assert_between("reverse", bounds->reverse, t.reverse);
    assert_between("jensen_shannon", bounds->jensen_shannon, t.jensen_shannon);
    assert_between("total_variation", bounds->total_variation, t.total_variation);
    assert_true(bounds->total_variation.high <= 1 + ROUNDING);
    assert_true(bounds->jensen_shannon.high <= 0x1.62e42fefa39efp-1 + ROUNDING);
}

/* ── Lists cut from whole distributions ───────────────────────────────────────────────────────── */

typedef struct whole {
    double p[MOST];
    size_t order[MOST]; /* most probable first */
} whole;

static double uniform(kl_random *random) {
    return kl_random_uniform(random);
}

/* `peak` spreads the logits; ties where it rounds them. */
static whole draw(kl_random *random, size_t n, double peak, int ties, const whole *near) {
    whole out;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double x = peak * log(uniform(random));
        x = ties ? round(x) : x;
        out.p[i] = near != NULL ? near->p[i] * exp(0.1 * uniform(random)) : exp(x);
        sum += out.p[i];
    }
    for (size_t i = 0; i < n; i++) {
        out.p[i] /= sum;
        size_t at = i;
        for (; at > 0 && out.p[out.order[at - 1]] < out.p[i]; at--)
            out.order[at] = out.order[at - 1];
        out.order[at] = i;
    }
    return out;
}

/* The k most probable and the token that came; `lost` of them without a probability, as at the sentinel. */
static kl_logprob_token cut(const whole *from, size_t k, size_t came, size_t lost,
                            kl_listed listed[MOST + 1]) {
    size_t n = 0;
    int has = 0;
    for (size_t i = 0; i < k - lost; i++) {
        size_t id = from->order[i];
        has |= id == came;
        listed[n++] = (kl_listed){.id = (int64_t)id, .logprob = log(from->p[id])};
    }
    double cap = n > 0 ? listed[n - 1].logprob : 0;
    if (!has && lost == 0)
        listed[n++] = (kl_listed){.id = (int64_t)came, .logprob = log(from->p[came])};
    return (kl_logprob_token){.listed = listed, .listed_n = n, .tops = k - lost, .cap = cap};
}

static kl_partial_bounds bounds_of(kl_list_pair *pair, const kl_logprob_token *p,
                                   const kl_logprob_token *q, int *same_top) {
    kl_partial partial;
    kl_error error = KL_ERROR_INIT;
    if (kl_list_pair_set(pair, p, q, &partial, same_top, &error) != KL_OK)
        fail_msg("%s", error.message);
    return kl_partial_compare(&partial);
}

static void test_truth_lies_between(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 7, 1);
    kl_list_pair pair = {.capacity = 0};
    double gap[2] = {0, 0};
    for (int row = 0; row < (int)cases_of(ROWS); row++) {
        size_t n = 6 + (size_t)kl_random_below(&random, MOST - 5);
        static const double peaks[] = {0, 0.5, 2, 10, 40};
        double peak = peaks[kl_random_below(&random, 5)];
        whole p = draw(&random, n, peak, row % 3 == 0, NULL);
        whole q = draw(&random, n, peak, row % 3 == 0, row % 2 ? &p : NULL);
        size_t k = 1 + (size_t)kl_random_below(&random, n);
        size_t came = (size_t)kl_random_below(&random, n);
        size_t lost = row % 7 == 0 ? (size_t)kl_random_below(&random, k + 1) : 0;
        kl_listed listed[2][MOST + 1];
        kl_logprob_token a = cut(&p, k, came, lost, listed[0]);
        kl_logprob_token b = cut(&q, row % 5 ? k : 1, came, 0, listed[1]);
        int same_top;
        kl_partial_bounds bounds = bounds_of(&pair, &a, &b, &same_top);
        assert_holds(&bounds, compare(p.p, q.p, n));
        gap[k > n / 2] += bounds.total_variation.high - bounds.total_variation.low;
        if (lost == 0 && row % 3 != 0 && peak > 0) /* without ties */
            assert_int_equal(same_top, p.order[0] == q.order[0]);
    }
    assert_true(gap[1] < gap[0]); /* longer lists say more */
    kl_list_pair_free(&pair);
}

static void test_whole_lists_leave_nothing_open(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 7, 2);
    kl_list_pair pair = {.capacity = 0};
    for (int row = 0; row < (int)cases_of(2000); row++) {
        size_t n = 6 + (size_t)kl_random_below(&random, MOST - 5);
        whole p = draw(&random, n, 2, 0, NULL), q = draw(&random, n, 2, 0, NULL);
        kl_listed listed[2][MOST + 1];
        kl_logprob_token a = cut(&p, n, 0, 0, listed[0]), b = cut(&q, n, 0, 0, listed[1]);
        int same_top;
        kl_partial_bounds bounds = bounds_of(&pair, &a, &b, &same_top);
        assert_holds(&bounds, compare(p.p, q.p, n));
        assert_true(bounds.forward.high - bounds.forward.low < ROUNDING);
        assert_true(bounds.reverse.high - bounds.reverse.low < ROUNDING);
        assert_true(bounds.jensen_shannon.high - bounds.jensen_shannon.low < ROUNDING);
        assert_true(bounds.total_variation.high - bounds.total_variation.low < ROUNDING);
    }
    kl_list_pair_free(&pair);
}

/* ── As close as can be ───────────────────────────────────────────────────────────────────────── */

/* One token that both name, one that only p does and one that only q does. What is free is tried on a grid,
 * the rest of both as one token: the smallest found is the bound, within what the grid misses. */
static void test_no_completion_is_closer(void **state) {
    (void)state;
    enum { GRID = 150 };
    kl_random random;
    kl_random_init(&random, 7, 3);
    for (int row = 0; row < (int)cases_of(40); row++) {
        double both[2], alone[2], rest[2], cap[2];
        for (int s = 0; s < 2; s++) {
            both[s] = 0.1 + 0.5 * uniform(&random);
            alone[s] = (1 - both[s]) * (0.05 + 0.9 * uniform(&random));
            rest[s] = 1 - both[s] - alone[s];
            cap[s] = row % 2 ? fmin(both[s], alone[s]) : 1;
        }
        kl_partial partial = {.p = &both[0],
                              .q = &both[1],
                              .both = 1,
                              .alone = {&alone[0], &alone[1]},
                              .alone_n = {1, 1},
                              .rest = {rest[0], rest[1]},
                              .cap = {cap[0], cap[1]}};
        kl_partial_bounds bounds = kl_partial_compare(&partial);
        truth least = {INFINITY, INFINITY, INFINITY, INFINITY};
        for (int i = 0; i <= GRID; i++)
            for (int k = 0; k <= GRID; k++) {
                double x = fmin(cap[1], rest[1]) * i / GRID, y = fmin(cap[0], rest[0]) * k / GRID;
                const double p[4] = {both[0], alone[0], y, fmax(rest[0] - y, 0)};
                const double q[4] = {both[1], x, alone[1], fmax(rest[1] - x, 0)};
                truth t = compare(p, q, 4);
                least.forward = fminl(least.forward, t.forward);
                least.reverse = fminl(least.reverse, t.reverse);
                least.jensen_shannon = fminl(least.jensen_shannon, t.jensen_shannon);
                least.total_variation = fminl(least.total_variation, t.total_variation);
            }
        const long double found[4] = {least.forward, least.reverse, least.jensen_shannon,
                                      least.total_variation};
        const double low[4] = {bounds.forward.low, bounds.reverse.low, bounds.jensen_shannon.low,
                               bounds.total_variation.low};
        for (int k = 0; k < 4; k++)
            if (!(low[k] <= found[k] + ROUNDING && found[k] <= low[k] + 0.01))
                fail_msg("row %d, %d: the bound is %.9g, %.9g was found", row, k, low[k],
                         (double)found[k]);
    }
}

static void test_never_below_merging_the_rest(void **state) {
    (void)state;
    /* q is sure of what p does not name: it cannot give p's token more than its own rest. */
    double p_alone = 0.9, q_alone = 0.99;
    kl_partial partial = {
        .alone = {&p_alone, &q_alone}, .alone_n = {1, 1}, .rest = {0.1, 0.01}, .cap = {1, 1}};
    kl_partial_bounds bounds = kl_partial_compare(&partial);
    assert_true(bounds.forward.low > 3 && bounds.total_variation.low > 0.88);
    assert_true(bounds.total_variation.high == 1);
}

/* ── Names ────────────────────────────────────────────────────────────────────────────────────── */

static kl_listed named(const char *text, double p) {
    return (kl_listed){.text = text, .size = strlen(text), .id = -1, .logprob = log(p)};
}

static void test_names(void **state) {
    (void)state;
    kl_list_pair pair = {.capacity = 0};
    kl_listed p[] = {named("b", 0.3), named("a", 0.5), named("ab", 0.1)};
    kl_listed q[] = {named("ab", 0.2), named("a", 0.6), named("c", 0.1)};
    kl_logprob_token a = {.listed = p, .listed_n = 3, .tops = 3, .cap = log(0.1)};
    kl_logprob_token b = {.listed = q, .listed_n = 3, .tops = 3, .cap = log(0.1)};
    kl_partial partial;
    int same_top;
    assert_int_equal(kl_list_pair_set(&pair, &a, &b, &partial, &same_top, NULL), KL_OK);
    assert_true(partial.both == 2 && partial.alone_n[0] == 1 && partial.alone_n[1] == 1);
    assert_int_equal(same_top, 1);
    /* One that has no name of its own is part of the rest, which may then have tokens as probable. */
    p[1].nameless = 1;
    assert_int_equal(kl_list_pair_set(&pair, &a, &b, &partial, &same_top, NULL), KL_OK);
    assert_true(partial.both == 1 && fabs(partial.rest[0] - 0.6) < 1e-12);
    assert_true(fabs(partial.cap[0] - 0.5) < 1e-5);
    assert_int_equal(same_top, -1);
    p[1] = named("b", 0.5); /* twice in one list */
    assert_int_equal(kl_list_pair_set(&pair, &a, &b, &partial, &same_top, NULL), KL_OK);
    assert_true(partial.both == 1 && fabs(partial.rest[0] - 0.9) < 1e-12);
    kl_list_pair_free(&pair);
}

static void test_sums_above_one(void **state) {
    (void)state;
    kl_list_pair pair = {.capacity = 0};
    kl_listed p[] = {named("a", 0.6), named("b", 0.4005)},
              q[] = {named("a", 0.6), named("b", 0.41)};
    kl_logprob_token a = {.listed = p, .listed_n = 2, .tops = 2, .cap = log(0.4005)};
    kl_logprob_token b = {.listed = q, .listed_n = 2, .tops = 2, .cap = log(0.41)};
    kl_partial partial;
    int same_top;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_list_pair_set(&pair, &a, &a, &partial, &same_top, &error), KL_OK);
    assert_true(fabs(partial.p[0] + partial.p[1] + partial.rest[0] - 1) < 1e-15);
    assert_true(fabs(partial.rest[0] - 0.0005) < 1e-12);
    assert_int_equal(kl_list_pair_set(&pair, &a, &b, &partial, &same_top, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "model: the probabilities of its list sum to 1.01"));
    kl_list_pair_free(&pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_lies_between),
        cmocka_unit_test(test_whole_lists_leave_nothing_open),
        cmocka_unit_test(test_no_completion_is_closer),
        cmocka_unit_test(test_never_below_merging_the_rest),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_sums_above_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
