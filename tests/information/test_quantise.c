/* SPDX-License-Identifier: Apache-2.0 */
/* Frequencies of a code: their sum, their least, and that no others are nearer. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <kullback/information.h>

static uint64_t sum_of(const uint32_t *f, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(f[i] >= 1);
        sum += f[i];
    }
    return sum;
}

static void quantise(const double *p, size_t n, uint32_t *f) {
    kl_error error = KL_ERROR_INIT;
    if (kl_code_quantise(p, n, f, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(sum_of(f, n), KL_CODE_TOTAL);
}

static void known_frequencies(void **state) {
    (void)state;
    uint32_t f[4];
    quantise((const double[]){0.3}, 1, f);
    assert_int_equal(f[0], KL_CODE_TOTAL);
    quantise((const double[]){0.5, 0.25, 0.25}, 3, f);
    assert_int_equal(f[0], 1 << 29);
    assert_int_equal(f[1], 1 << 28);
    /* 2^30 / 3 = 357913941.33: one of the three gets the unit that is left, the first one. */
    quantise((const double[]){7, 7, 7}, 3, f);
    assert_int_equal(f[0], 357913942);
    assert_int_equal(f[1], 357913941);
    assert_int_equal(f[2], 357913941);
    quantise((const double[]){1, 1e-300, DBL_TRUE_MIN}, 3, f);
    assert_int_equal(f[0], KL_CODE_TOTAL - 2);
    quantise((const double[]){DBL_TRUE_MIN, DBL_TRUE_MIN, DBL_TRUE_MIN, DBL_TRUE_MIN}, 4, f);
    assert_int_equal(f[3], 1 << 28);
    quantise((const double[]){DBL_MAX, DBL_MAX / 2, DBL_MAX / 2}, 3, f);
    assert_int_equal(f[0], 1 << 29);
}

/* Fewest squares: no unit can move from one symbol to another and bring the whole nearer to the
 * shares. Over all pairs it is enough to look at the symbol that gains most by giving and at the one
 * that gains most by taking. Shares are those of the symbols above 1, for the others are held there. */
static void nothing_is_nearer(const double *p, const uint32_t *f, size_t n) {
    long double mass = 0, room = KL_CODE_TOTAL;
    for (size_t i = 0; i < n; i++)
        mass += p[i];
    /* Which symbols are held at 1, by the definition: those whose share of what the others leave is
     * below 1, until there is no more. */
    char *held = calloc(n, 1);
    for (int changed = 1; changed;) {
        changed = 0;
        long double scale = room / mass;
        for (size_t i = 0; i < n; i++) {
            if (!held[i] && p[i] * scale < 1) {
                held[i] = 1;
                changed = 1;
                room -= 1;
                mass -= p[i];
                scale = room / mass;
            }
        }
    }
    long double give = -INFINITY, take = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        long double share = p[i] * (room / mass);
        if (held[i]) {
            assert_int_equal(f[i], 1);
            continue;
        }
        /* Largest remainder stays within one unit of the share (2^-20: rounding of shares here). */
        assert_true(fabsl(f[i] - share) < 1 + 0x1p-20L);
        give = fmaxl(give, f[i] > 1 ? f[i] - share : -INFINITY);
        take = fmaxl(take, share - f[i]);
    }
    /* Moving a unit changes the squares by 2 − 2(give + take); keys have 32 bits. */
    assert_true(give + take <= 1 + 0x1p-20L);
    free(held);
}

static void random_probabilities(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 10, 0);
    static const size_t sizes[] = {1, 2, 3, 5, 27, 1000, 100000};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        size_t n = sizes[s];
        double *p = malloc(n * sizeof *p);
        uint32_t *f = malloc(n * sizeof *f);
        for (int power = 1; power <= 64; power *= 4) {
            for (size_t i = 0; i < n; i++) {
                double u = kl_random_uniform(&random), x = u;
                for (int k = 1; k < power; k++)
                    x *= u; /* more and more of them far below 2^-30 */
                p[i] = x > 0 ? x : DBL_MIN;
            }
            quantise(p, n, f);
            nothing_is_nearer(p, f, n);
        }
        free(p);
        free(f);
    }
}

/* Many shares just below and above 1, so that raising some pushes others below. */
static void shares_around_one(void **state) {
    (void)state;
    enum { N = 50000 };
    double *p = malloc((N + 1) * sizeof *p);
    uint32_t *f = malloc((N + 1) * sizeof *f);
    for (int i = 0; i < N; i++)
        p[i] = (0.9 + 0.2 * i / N) / KL_CODE_TOTAL;
    p[N] = 1 - (double)N / KL_CODE_TOTAL;
    quantise(p, N + 1, f);
    nothing_is_nearer(p, f, N + 1);
    free(p);
    free(f);
}

static void the_largest_alphabet(void **state) {
    (void)state;
    size_t n = (size_t)1 << 24;
    double *p = malloc((n + 1) * sizeof *p);
    uint32_t *f = malloc((n + 1) * sizeof *f);
    for (size_t i = 0; i <= n; i++)
        p[i] = 1.0 / (double)(i + 1);
    quantise(p, n, f);
    for (size_t i = 1; i < n; i++)
        assert_true(f[i] <= f[i - 1]);
    assert_int_equal(kl_code_quantise(p, n + 1, f, NULL), KL_ERROR_ARGUMENT);
    free(p);
    free(f);
}

static void what_has_no_code_is_named(void **state) {
    (void)state;
    static const double bad[] = {0, -0.5, NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double p[] = {0.5, 0.25, bad[i]};
        uint32_t f[3];
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_code_quantise(p, 3, f, &error), KL_ERROR_VALUE);
        assert_int_equal(error.index, 2);
    }
    uint32_t f[1];
    assert_int_equal(kl_code_quantise(bad, 0, f, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_code_quantise(NULL, 1, f, NULL), KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_frequencies),         cmocka_unit_test(random_probabilities),
        cmocka_unit_test(shares_around_one),         cmocka_unit_test(the_largest_alphabet),
        cmocka_unit_test(what_has_no_code_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
