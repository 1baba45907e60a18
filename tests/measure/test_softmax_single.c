/* SPDX-License-Identifier: Apache-2.0 */
/* Rows in single precision beside the same in f64, which tests/evaluate/test_rows.c holds to 140 digits: thousands of
 * rows of every kind, those that have to be read twice and those that are refused among them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/sample.h>

#include "../all_cases.h"
#include "measure/softmax_single.h"

enum { LARGEST = 5000 };

typedef struct rows {
    float x[LARGEST], y[LARGEST];
    double e[2][LARGEST], wide[2][LARGEST];
    float *room;
} rows;

static double normal(kl_random *random) {
    return sqrt(-2 * log(kl_random_uniform(random))) *
           cos(6.283185307179586 * kl_random_uniform(random));
}

typedef struct result {
    int is_single;
    kl_softmax side[2];
    kl_row_divergences apart;
} result;

static kl_softmax side_of(rows *r, int side, size_t n) {
    return (kl_softmax){
        .stored = {side ? r->y : r->x, n, 1, KL_F32}, .e = r->e[side], .room = r->wide[side]};
}

static result single(rows *r, size_t n, int whole, const kl_pool *pool) {
    result out = {.side = {side_of(r, 0, n), side_of(r, 1, n)}};
    out.is_single = kl_softmax_single(&out.side[0], &out.side[1], whole, kl_kernels_for(pool),
                                      kl_single_kernels_for(pool), r->room, &out.apart);
    return out;
}

static result exact(rows *r, size_t n) {
    result out = {.side = {side_of(r, 0, n), side_of(r, 1, n)}};
    const kl_kernels *kernels = kl_kernels_for(NULL);
    for (int k = 0; k < 2; k++)
        assert_int_equal(kl_softmax_set(&out.side[k], kernels, NULL), KL_OK);
    out.apart = kl_softmax_compare(&out.side[0], &out.side[1], kernels);
    return out;
}

static void near(const char *what, const char *kind, size_t n, double found, double expected,
                 double bound) {
    if (!(fabs(found - expected) <= bound * fabs(expected)))
        fail_msg("%s of %s, n = %zu: %.17g instead of %.17g, %.3g of it", what, kind, n, found,
                 expected, fabs(found / expected - 1));
}

/* What the headers state. */
#define OF_ROW 0x1p-20
#define OF_PAIR 0x1p-19

static void check(rows *r, size_t n, const char *kind, kl_random *random) {
    const result whole = single(r, n, 1, NULL);
    const result truth = exact(r, n);
    for (int k = 0; k < 2; k++) {
        const kl_softmax *found = &whole.side[k], *expected = &truth.side[k];
        size_t token[2] = {expected->top[0], kl_random_below(random, n)};
        assert_int_equal(found->tops, expected->tops);
        for (size_t i = 0; i < expected->tops; i++)
            assert_int_equal(found->top[i], expected->top[i]);
        near("entropy", kind, n, found->entropy, expected->entropy, OF_ROW);
        for (int i = 0; i < 2; i++)
            if (kl_softmax_logit(expected, token[i]) > -INFINITY)
                near("loss", kind, n, kl_softmax_loss(found, token[i]),
                     kl_softmax_loss(expected, token[i]), OF_ROW);
    }
    near("forward", kind, n, whole.apart.forward, truth.apart.forward, OF_PAIR);
    near("reverse", kind, n, whole.apart.reverse, truth.apart.reverse, OF_PAIR);
    near("Jensen–Shannon", kind, n, whole.apart.jensen_shannon, truth.apart.jensen_shannon,
         OF_PAIR);
    near("total variation", kind, n, whole.apart.total_variation, truth.apart.total_variation,
         OF_PAIR);
    const result light = single(r, n, 0, NULL);
    if (light.is_single)
        near("forward alone", kind, n, light.apart.forward, truth.apart.forward, OF_PAIR);
}

typedef struct row_kind {
    const char *name;
    double spread;  /* of logits */
    double shift;   /* of the model, times a normal number */
    double top;     /* added to one token or two */
    double slope;   /* of the model's logits over the base's */
    double level;   /* added to all */
    float mask;     /* of every seventh, unless 0 */
    int ramp, rare; /* a ramp from −30 to 10; every so many differ */
    double least;   /* share of rows that go through f32 */
} row_kind;

static const row_kind kinds[] = {
    {.name = "logits", .spread = 3, .slope = 1, .least = 0.95},
    {.name = "large shift", .spread = 3, .slope = 1, .shift = 100, .least = 0.95},
    {.name = "small shift", .spread = 3, .slope = 1, .shift = 0.1, .least = 0.95},
    {.name = "certain", .spread = 3, .slope = 1, .top = 30, .least = 0.9},
    {.name = "nearly flat", .spread = 0.01, .slope = 1, .least = 0.95},
    {.name = "flat", .slope = 1, .least = 0.95},
    {.name = "wide", .spread = 12, .slope = 1, .least = 0.5},
    {.name = "unrelated", .spread = 4, .slope = 0, .least = 0.9},
    {.name = "sharper", .spread = 3, .slope = 0.7, .least = 0.95},
    {.name = "hundreds", .spread = 3, .slope = 1, .level = 500, .least = 0.95},
    {.name = "masked", .spread = 3, .slope = 1, .mask = -INFINITY, .least = 0.95},
    {.name = "masked by a number", .spread = 3, .slope = 1, .mask = -1e4f, .least = 0.95},
    {.name = "masked by the least number", .spread = 3, .slope = 1, .mask = -3e38f, .least = 0.95},
    {.name = "ramp", .slope = 1, .ramp = 1, .least = 0.95},
    {.name = "few differ", .spread = 3, .slope = 1, .rare = 40, .least = 0.8}};

static void make(rows *r, size_t n, const row_kind *kind, kl_random *random) {
    static const double noises[] = {3, 1, 0.3, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
    const double noise = noises[kl_random_below(random, 9)], shift = kind->shift * normal(random);
    for (size_t i = 0; i < n; i++) {
        double x = kind->spread * normal(random) + kind->level;
        if (kind->ramp)
            x = (double)i / (double)n * 40 - 30;
        r->x[i] = (float)x;
        double d = kind->slope > 0 ? noise * normal(random) : 4 * normal(random);
        if (kind->rare && i % (size_t)kind->rare != 0)
            d = 0;
        r->y[i] = (float)(kind->slope * (double)r->x[i] + shift + d);
        if (kind->mask < 0 && i % 7 == 3)
            r->x[i] = r->y[i] = kind->mask;
    }
    for (int k = 0; kind->top > 0 && k < 2; k++) {
        size_t token = kl_random_below(random, n);
        r->x[token] += (float)(kind->top * kl_random_uniform(random));
        r->y[token] = r->x[token] + (float)(noise * normal(random));
    }
}

static rows *make_room(void) {
    rows *r = malloc(sizeof *r);
    r->room = malloc(kl_softmax_single_room(LARGEST) * sizeof *r->room);
    return r;
}
static void free_room(rows *r) {
    free(r->room);
    free(r);
}

/* Blocks, groups and the first tokens end at 1024, 128 and 256. */
static const size_t sizes[] = {2,   3,   7,    37,   127,  128,  129,  255,    257,
                               512, 900, 1023, 1024, 1025, 2048, 2100, LARGEST};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void rows_of_every_kind_are_as_good_as_stated(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 0);
    rows *r = make_room();
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t taken = 0;
        const size_t trials = cases_of(300);
        for (size_t trial = 0; trial < trials; trial++) {
            size_t n = sizes[kl_random_below(&random, SIZES)];
            make(r, n, &kinds[k], &random);
            if (!single(r, n, 1, NULL).is_single)
                continue;
            taken++;
            check(r, n, kinds[k].name, &random);
        }
        if (all_cases() && (double)taken < (double)trials * kinds[k].least)
            fail_msg("%s: only %zu of %zu went through f32", kinds[k].name, taken, trials);
    }
    free_room(r);
}

/* The base's most probable token is one that the model all but excludes: nearly all of either divergence is its. */
static void a_token_that_the_model_lowers(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 4);
    rows *r = make_room();
    int taken = 0;
    const size_t trials = cases_of(600);
    for (size_t trial = 0; trial < trials; trial++) {
        const size_t n = sizes[kl_random_below(&random, SIZES)],
                     token = kl_random_below(&random, n);
        make(r, n, &kinds[0], &random);
        const float top = (float)(8 + 12 * kl_random_uniform(&random)),
                    down = (float)(1 + 80 * kl_random_uniform(&random));
        r->x[token] = r->y[token] = top;
        (trial % 2 ? r->x : r->y)[token] -= down;
        if (!single(r, n, 1, NULL).is_single)
            continue;
        taken++;
        check(r, n, "a token lowered", &random);
    }
    assert_in_range(taken, trials * 2 / 3, trials);
    free_room(r);
}

static void every_instruction_set_gives_the_same_bits(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 1);
    rows *r = make_room();
    kl_pool *pool[3] = {NULL};
    for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        kl_pool_options options;
        kl_pool_options_init(&options);
        options.threads = 1;
        options.isa = (kl_isa)isa;
        if (!kl_isa_available((kl_isa)isa))
            print_message("skipped: %s\n", kl_isa_name((kl_isa)isa));
        else
            assert_int_equal(kl_pool_new(&options, &pool[isa - KL_ISA_SCALAR], NULL), KL_OK);
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t trial = 0; trial < cases_of(30); trial++) {
            size_t n = sizes[kl_random_below(&random, SIZES)];
            make(r, n, &kinds[k], &random);
            const result plain = single(r, n, trial % 2, pool[0]);
            for (int isa = 1; isa < 3; isa++) {
                if (pool[isa] == NULL)
                    continue;
                const result other = single(r, n, trial % 2, pool[isa]);
                assert_int_equal(other.is_single, plain.is_single);
                if (!plain.is_single)
                    continue;
                assert_memory_equal(&other.apart, &plain.apart, sizeof plain.apart);
                for (int side = 0; side < 2; side++) {
                    assert_true(other.side[side].log_z == plain.side[side].log_z);
                    assert_true(!(trial % 2) ||
                                other.side[side].entropy == plain.side[side].entropy);
                }
            }
        }
    for (int isa = 0; isa < 3; isa++)
        kl_pool_free(pool[isa]);
    free_room(r);
}

/* Alone a row says the same as beside another, but for rounding. */
static void a_row_alone(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 2);
    rows *r = make_room();
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t trial = 0; trial < cases_of(50); trial++) {
            size_t n = sizes[kl_random_below(&random, SIZES)];
            make(r, n, &kinds[k], &random);
            kl_softmax alone = side_of(r, 0, n), truth = side_of(r, 0, n);
            if (!kl_softmax_single(&alone, NULL, 1, kl_kernels_for(NULL),
                                   kl_single_kernels_for(NULL), r->room, NULL)) {
                assert_true(kinds[k].top > 0 || kinds[k].spread > 4);
                continue;
            }
            assert_int_equal(kl_softmax_set(&truth, kl_kernels_for(NULL), NULL), KL_OK);
            near("entropy alone", kinds[k].name, n, alone.entropy, truth.entropy, OF_ROW);
            near("log z alone", kinds[k].name, n, alone.log_z, truth.log_z, OF_ROW);
        }
    free_room(r);
}

/* What is not for f32 is not taken. */
static void rows_that_are_refused(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 3);
    rows *r = make_room();
    const size_t n = 2100, places[] = {0, 5, 1500, 2099};
    const row_kind *plain = &kinds[0];
    const float bad[] = {NAN, INFINITY, 1025, -INFINITY, -100};
    for (int value = 0; value < 5; value++)
        for (int place = 0; place < 4; place++)
            for (int side = 0; side < 2; side++) {
                make(r, n, plain, &random);
                assert_true(single(r, n, 1, NULL).is_single);
                (side ? r->y : r->x)[places[place]] = bad[value];
                assert_false(single(r, n, 1, NULL).is_single);
                assert_false(single(r, n, 0, NULL).is_single);
            }
    for (int side = 0; side < 2; side++) { /* also where the other is masked */
        make(r, n, plain, &random);
        r->x[1600] = r->y[1600] = -1e4f;
        assert_true(single(r, n, 1, NULL).is_single);
        (side ? r->y : r->x)[1600] = NAN;
        assert_false(single(r, n, 1, NULL).is_single);
    }
    make(r, n, plain, &random);
    for (size_t i = 0; i < n; i++)
        r->x[i] = -INFINITY;
    assert_false(single(r, n, 1, NULL).is_single);
    make(r, n, plain, &random);
    assert_false(single(r, 1, 1, NULL).is_single); /* nothing but certainty */
    kl_softmax gaps = side_of(r, 0, n / 2), other = side_of(r, 1, n / 2);
    gaps.stored.stride = 2;
    kl_row_divergences apart;
    assert_false(kl_softmax_single(&gaps, &other, 1, kl_kernels_for(NULL),
                                   kl_single_kernels_for(NULL), r->room, &apart));
    free_room(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_every_kind_are_as_good_as_stated),
        cmocka_unit_test(a_token_that_the_model_lowers),
        cmocka_unit_test(every_instruction_set_gives_the_same_bits),
        cmocka_unit_test(a_row_alone),
        cmocka_unit_test(rows_that_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
