/* SPDX-License-Identifier: Apache-2.0 */
/* Single rows beside 140 digits: odd and large vocabularies, every type, ties, impossible tokens, certainty. */
#include <kullback/evaluate.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "golden_logits.h"
#include "golden_rows.h"

enum { ROWS = sizeof golden_rows / sizeof *golden_rows };

static void feed(kl_eval *eval, const golden_row *golden, int sides) {
    kl_error error = KL_ERROR_INIT;
    kl_eval_row row = {
        .base = golden_logits(golden, 0), .model = golden_logits(golden, sides == 2), .target = 0};
    if (kl_eval_feed(eval, &row, &error) != KL_OK)
        fail_msg("%s: %s", golden->name, error.message);
    free((void *)row.base.data);
    free((void *)row.model.data);
}

/* How a row is taken: both precisions, and in f32 also only what the first four numbers of a row need. */
typedef struct way {
    kl_precision precision;
    const char *measures;
} way;

static const way ways[] = {{KL_PRECISION_DOUBLE, NULL},
                           {KL_PRECISION_SINGLE, NULL},
                           {KL_PRECISION_SINGLE, "cross_entropy,divergence"}};
enum { WAYS = sizeof ways / sizeof *ways };

static kl_eval *evaluate(const golden_row *golden, int sides, const way *how, kl_pool *pool) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = golden->n;
    options.pool = pool;
    options.precision = how->precision;
    options.measures = how->measures;
    kl_eval *eval = NULL;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    feed(eval, golden, sides);
    return eval;
}

static double value_of(const kl_eval *eval, const char *id, const char *subject) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    if (kl_eval_estimate(eval, id, subject, &estimate, &error) != KL_OK)
        fail_msg("%s of %s: %s", id, subject, error.message);
    return estimate.value;
}

static void check(const golden_row *golden, const char *id, double found, double expected,
                  double bound) {
    if (isinf(expected)) {
        if (found != expected)
            fail_msg("%s, %s: %.17g instead of %g", golden->name, id, found, expected);
        return;
    }
    if (!(fabs(found - expected) <= bound))
        fail_msg("%s, %s: %.17g instead of %.17g, error %.3g of it, bound %.3g", golden->name, id,
                 found, expected, fabs(found - expected) / expected, bound / expected);
}

/*
 * In f64 2⁻⁴⁸ relative: the sums of exponentials and of terms round each some units of 2⁻⁵³, and a divergence above
 * 2⁻²⁰ comes from sums that are good to an absolute 2⁻⁵⁰·(entropy + 1), here below 2⁻²⁸ of its smallest.
 * In f32, if the row is not of f64, what the header states: an exponential is good to 2 units of 2⁻²⁴ and eight are
 * added in f32; for a divergence the terms may be eight times the result.
 */
static double bound_of(const golden_row *golden, const way *how, int which) {
    const double expected = golden->expected[which];
    const double largest = fmax(golden->expected[3], golden->expected[4]);
    if (how->precision == KL_PRECISION_SINGLE && golden->dtype != KL_F64)
        return (which < 3 ? 0x1p-20 : 0x1p-19) * expected;
    return 0x1p-48 * expected + (which < 3 || largest < 0x1p-20 || isinf(largest) ? 0 : 0x1p-47);
}

static void check_row(const golden_row *golden, const way *how, kl_pool *pool) {
    static const struct {
        const char *id, *subject;
    } wanted[7] = {{"cross_entropy", "base"},
                   {"cross_entropy", "model"},
                   {"entropy", "base"},
                   {"divergence", "base|model"},
                   {"divergence.reverse", "base|model"},
                   {"jensen_shannon", "base|model"},
                   {"total_variation", "base|model"}};
    kl_eval *eval = evaluate(golden, 2, how, pool);
    for (int k = 0; k < 7; k++)
        if (how->measures == NULL || k < 2 || k == 3)
            check(golden, wanted[k].id, value_of(eval, wanted[k].id, wanted[k].subject),
                  golden->expected[k], bound_of(golden, how, k));
    kl_eval_free(eval);
}

static void test_rows(void **state) {
    (void)state;
    for (int i = 0; i < ROWS; i++)
        for (int k = 0; k < WAYS; k++)
            check_row(&golden_rows[i], &ways[k], NULL);
}

/* Every instruction set that this machine has gives the same bits. */
static void test_bits(void **state) {
    (void)state;
    static const char *const ids[] = {"divergence", "cross_entropy.difference",
                                      "divergence.reverse", "jensen_shannon", "total_variation"};
    for (int isa = KL_ISA_AVX2; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available((kl_isa)isa)) {
            print_message("skipped: %s\n", kl_isa_name((kl_isa)isa));
            continue;
        }
        kl_pool_options options;
        kl_pool *plain = NULL, *pool = NULL;
        kl_pool_options_init(&options);
        options.threads = 1;
        options.isa = KL_ISA_SCALAR;
        assert_int_equal(kl_pool_new(&options, &plain, NULL), KL_OK);
        options.isa = (kl_isa)isa;
        assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
        for (int i = 0; i < WAYS * ROWS; i++) {
            const way *how = &ways[i % WAYS];
            kl_eval *a = evaluate(&golden_rows[i / WAYS], 2, how, plain);
            kl_eval *b = evaluate(&golden_rows[i / WAYS], 2, how, pool);
            for (size_t k = 0; k < (how->measures ? 2 : sizeof ids / sizeof *ids); k++)
                assert_true(value_of(a, ids[k], "base|model") == value_of(b, ids[k], "base|model"));
            kl_eval_free(a);
            kl_eval_free(b);
        }
        kl_pool_free(plain);
        kl_pool_free(pool);
    }
}

/* A model against itself is exactly 0 apart. */
static void test_itself(void **state) {
    (void)state;
    static const char *const ids[] = {"divergence",     "divergence.reverse",
                                      "jensen_shannon", "total_variation",
                                      "delta_p.rms",    "cross_entropy.difference"};
    for (int i = 0; i < 2 * ROWS; i++) {
        kl_eval *eval = evaluate(&golden_rows[i / 2], 1, &ways[i % 2], NULL);
        for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
            assert_true(value_of(eval, ids[k], "base|model") == 0);
        assert_true(value_of(eval, "same_top", "base|model") == 1);
        kl_eval_free(eval);
    }
}

/* The first of equally probable tokens is the top; the target counts by its place in that order. */
static void test_ties(void **state) {
    (void)state;
    const float flat[8] = {0};
    for (int64_t target = 0; target < 8; target++) {
        kl_eval_options options;
        kl_eval_options_init(&options);
        options.vocabulary = 8;
        options.has_model = 0;
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        kl_eval_row row = {.base = {flat, 8, 1, KL_F32}, .target = target};
        assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
        assert_true(value_of(eval, "top1", "base") == (target == 0));
        assert_true(value_of(eval, "top5", "base") == (target < 5));
        kl_eval_free(eval);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_itself),
        cmocka_unit_test(test_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
