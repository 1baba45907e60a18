/* SPDX-License-Identifier: Apache-2.0 */
/* Hypergeometric chances against exact products, draws against the chances. */
#include "help.h"

#include "sample/hypergeometric.h"

#include <mpfr.h>

enum { BITS = 400 };

static void add_factorial(mpfr_t sum, double n, int sign) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    mpfr_set_d(part, n, MPFR_RNDN);
    mpfr_add_ui(part, part, 1, MPFR_RNDN);
    mpfr_lngamma(part, part, MPFR_RNDN);
    mpfr_mul_si(part, part, sign, MPFR_RNDN);
    mpfr_add(sum, sum, part, MPFR_RNDN);
    mpfr_clear(part);
}

/* ln [C(marked, x) C(rest, draws − x)/C(all, draws)] by factorials in 400 bits. */
static double exact_log(double x, double marked, double rest, double draws) {
    const double over[] = {marked, rest, draws, marked + rest - draws};
    const double under[] = {x, marked - x, draws - x, rest - draws + x, marked + rest};
    mpfr_t sum;
    mpfr_init2(sum, BITS);
    mpfr_set_ui(sum, 0, MPFR_RNDN);
    for (int i = 0; i < 4; i++)
        add_factorial(sum, over[i], 1);
    for (int i = 0; i < 5; i++)
        add_factorial(sum, under[i], -1);
    const double log = mpfr_get_d(sum, MPFR_RNDN);
    mpfr_clear(sum);
    return log;
}

static void chances_are_those_of_factorials(void **state) {
    (void)state;
    static const double decks[][3] = {{5, 7, 4},       {1, 1, 1},         {100, 3, 50},
                                      {3e4, 7e5, 1e3}, {4e15, 4e15, 1e9}, {1e9, 1e15, 5e14}};
    for (size_t d = 0; d < sizeof decks / sizeof *decks; d++) {
        const double marked = decks[d][0], rest = decks[d][1], draws = decks[d][2];
        const double least = fmax(0, draws - rest), most = fmin(marked, draws);
        const double mean = floor(draws * (marked / (marked + rest)));
        const double spread = sqrt(mean) + 1;
        const double places[] = {least, most, mean, mean - 3 * spread, mean + 4 * spread};
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            const double x = floor(fmin(fmax(places[i], least), most));
            const double log = kl_hypergeometric_log(x, marked, rest, draws);
            const double expected = exact_log(x, marked, rest, draws);
            /* What the header says; far out it is relative to the logarithm. */
            if (!(fabs(log - expected) <= 1e-12 * fmax(1, fabs(expected))))
                fail_msg("%g of %g and %g, %g drawn: %.17g, expected %.17g", x, marked, rest, draws,
                         log, expected);
        }
    }
}

/* The sum of all chances from x outwards. */
static double exact_tail(double x, double marked, double rest, double draws) {
    const double end =
        x / draws >= marked / (marked + rest) ? fmin(marked, draws) : fmax(0, draws - rest);
    double sum = exp(exact_log(x, marked, rest, draws));
    while (x != end) {
        x += end > x ? 1 : -1;
        sum += exp(exact_log(x, marked, rest, draws));
    }
    return sum;
}

static void tails_are_sums_of_chances(void **state) {
    (void)state;
    static const double decks[][4] = {{0, 9, 100, 100},    {9, 9, 100, 9}, {2, 4, 1000, 60},
                                      {5, 20, 2000, 700},  {3, 3, 50, 20}, {1, 1, 1, 1},
                                      {40, 300, 500, 200}, {0, 5, 3, 3}};
    for (size_t d = 0; d < sizeof decks / sizeof *decks; d++) {
        const double *deck = decks[d];
        const double expected = fmin(1, 2 * exact_tail(deck[0], deck[1], deck[2], deck[3]));
        const double tails = kl_hypergeometric_tails(deck[0], deck[1], deck[2], deck[3]);
        if (!(fabs(tails - expected) <= 1e-11 * expected)) /* 1e-12 of a logarithm of at most 40 */
            fail_msg("deck %zu: %.17g, expected %.17g", d, tails, expected);
    }
    assert_true(kl_hypergeometric_tails(900, 900, 200000, 900) == 0); /* e^-5700 */
}

/* Pearson's χ² of draws in classes of at least 20 expected, as a normal deviate (Wilson and Hilferty). The seed is
 * fixed; |z| < 4 leaves room for a change of the generator, and a wrong chance gives tens. */
static double chi_square_z(uint64_t marked, uint64_t rest, uint64_t draws) {
    enum { DRAWS = 100000 };
    const uint64_t most = marked < draws ? marked : draws;
    double *seen = calloc(most + 1, sizeof *seen);
    assert_non_null(seen);
    kl_random random;
    kl_random_init(&random, 5, marked);
    for (int i = 0; i < DRAWS; i++) {
        const uint64_t x = kl_hypergeometric(&random, marked, rest, draws);
        assert_true(x <= most && draws - x <= rest);
        seen[x]++;
    }
    double chi = 0, class_seen = 0, class_expected = 0;
    int df = -1;
    for (uint64_t x = draws > rest ? draws - rest : 0; x <= most; x++) {
        class_seen += seen[x];
        class_expected +=
            DRAWS * exp(exact_log((double)x, (double)marked, (double)rest, (double)draws));
        if (class_expected >= 20) {
            const double off = class_seen - class_expected;
            chi += off * off / class_expected;
            df++;
            class_seen = class_expected = 0;
        }
    }
    free(seen);
    assert_true(df >= 1);
    const double share = 2.0 / (9.0 * df);
    return (cbrt(chi / df) - (1 - share)) / sqrt(share);
}

static void draws_follow_the_law(void **state) {
    (void)state;
    /* Card by card by either role, by inversion, with every card but few in the hand or in the deck. */
    static const uint64_t decks[][3] = {{30, 50, 10},   {10, 70, 40}, {40, 60, 50},
                                        {300, 20, 250}, {17, 17, 17}, {1000, 3000, 400}};
    for (size_t d = 0; d < sizeof decks / sizeof *decks; d++) {
        const double z = chi_square_z(decks[d][0], decks[d][1], decks[d][2]);
        if (!(fabs(z) < 4))
            fail_msg("deck %zu: z = %g", d, z);
    }
}

static void nothing_to_choose(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 0, 0);
    assert_int_equal(kl_hypergeometric(&random, 0, 9, 5), 0);
    assert_int_equal(kl_hypergeometric(&random, 9, 0, 5), 5);
    assert_int_equal(kl_hypergeometric(&random, 9, 4, 0), 0);
    assert_int_equal(kl_hypergeometric(&random, 9, 4, 13), 9);
    assert_int_equal(kl_hypergeometric(&random, 0, 0, 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(chances_are_those_of_factorials),
                                       cmocka_unit_test(tails_are_sums_of_chances),
                                       cmocka_unit_test(draws_follow_the_law),
                                       cmocka_unit_test(nothing_to_choose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
