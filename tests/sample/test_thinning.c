/* SPDX-License-Identifier: Apache-2.0 */
/* Laws of what is left of a symbol, against chances that are taken one by one from factorials in 200 bits. */
#include "help.h"

#include "../all_cases.h"

#include "sample/thinning.h"

#include <mpfr.h>

enum { BITS = 200 };

/* ln C(n, k) onto `sum`, `sign` times. */
static void add_choose(mpfr_t sum, double n, double k, int sign) {
    const double factorials[] = {n, k, n - k};
    mpfr_t part;
    mpfr_init2(part, BITS);
    for (int i = 0; i < 3; i++) {
        mpfr_set_d(part, factorials[i], MPFR_RNDN);
        mpfr_add_ui(part, part, 1, MPFR_RNDN);
        mpfr_lngamma(part, part, MPFR_RNDN);
        mpfr_mul_si(part, part, i == 0 ? sign : -sign, MPFR_RNDN);
        mpfr_add(sum, sum, part, MPFR_RNDN);
    }
    mpfr_clear(part);
}

/* `times` ln(over/under) onto `sum`. */
static void add_log(mpfr_t sum, double over, double under, double times) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    mpfr_set_d(part, over, MPFR_RNDN);
    mpfr_div_d(part, part, under, MPFR_RNDN);
    mpfr_log(part, part, MPFR_RNDN);
    mpfr_mul_d(part, part, times, MPFR_RNDN);
    mpfr_add(sum, sum, part, MPFR_RNDN);
    mpfr_clear(part);
}

static double chance_of(kl_urn urn, double x) {
    mpfr_t sum;
    mpfr_init2(sum, BITS);
    mpfr_set_ui(sum, 0, MPFR_RNDN);
    if (urn.put_back) {
        add_choose(sum, urn.taken, x, 1);
        add_log(sum, urn.marked, urn.all, x);
        add_log(sum, urn.all - urn.marked, urn.all, urn.taken - x);
    } else {
        add_choose(sum, urn.marked, x, 1);
        add_choose(sum, urn.all - urn.marked, urn.taken - x, 1);
        add_choose(sum, urn.all, urn.taken, -1);
    }
    mpfr_exp(sum, sum, MPFR_RNDN);
    const double chance = mpfr_get_d(sum, MPFR_RNDN);
    mpfr_clear(sum);
    return chance;
}

typedef struct means {
    double one, mean, square, logarithm;
} means;

static void add(means *to, double number, double chance, double beside) {
    to->one += chance;
    to->mean += chance * number;
    to->square += chance * number * number;
    to->logarithm += chance * (number + beside > 0 ? log(number + beside) : 0);
}

static means by_law(const kl_thinned *law, double beside) {
    means out = {0, 0, 0, 0};
    for (size_t i = 0; i < law->size; i++)
        add(&out, law->number[i], law->chance[i], beside);
    return out;
}

static means one_by_one(kl_urn urn, double beside) {
    means out = {0, 0, 0, 0};
    const double mean = urn.taken * (urn.marked / urn.all), far = 9 * sqrt(mean) + 30;
    const double lowest = urn.put_back ? 0 : fmax(0, urn.taken - (urn.all - urn.marked));
    const double last =
        fmin(floor(mean + far), urn.put_back ? urn.taken : fmin(urn.taken, urn.marked));
    for (double x = fmax(lowest, floor(mean - far)); x <= last; x++)
        add(&out, x, chance_of(urn, x), beside);
    return out;
}

/* Of some thousand chances, of which each is a product of as many steps. */
#define TOLERANCE 1e-12

static void expect(kl_urn urn, double beside, size_t nodes) {
    kl_thinned *law = malloc(sizeof *law);
    kl_thin(urn, beside, law);
    if (nodes > 0)
        assert_int_equal(law->size, nodes);
    else
        assert_true(law->size != 8);
    const means is = by_law(law, beside), should = one_by_one(urn, beside);
    const double scale = fmax(1, should.square);
    if (!(fabs(is.one - 1) < 1e-14 && fabs(is.mean - should.mean) < TOLERANCE * sqrt(scale) &&
          fabs(is.square - should.square) < TOLERANCE * scale &&
          fabs(is.logarithm - should.logarithm) < TOLERANCE * fmax(1, should.logarithm)))
        fail_msg("%g of %g marked, %g taken, put back %d, beside %g: %.17g %.17g %.17g, expected "
                 "%.17g %.17g %.17g",
                 urn.marked, urn.all, urn.taken, urn.put_back, beside, is.mean, is.square,
                 is.logarithm, should.mean, should.square, should.logarithm);
    free(law);
}

static void few_numbers_are_taken_one_by_one(void **state) {
    (void)state;
    for (int put_back = 0; put_back < 2; put_back++) {
        expect((kl_urn){1, 10, 3, put_back}, 0, 0);
        expect((kl_urn){9, 10, 3, put_back}, 5, 0);
        expect((kl_urn){3, 1e6, 1e4, put_back}, 0, 0);
        expect((kl_urn){2e4, 1e6, 1e4, put_back}, 0, 0);  /* mean 200 */
        expect((kl_urn){9990, 1e4, 1e3, put_back}, 0, 0); /* nearly all */
        expect((kl_urn){5, 1e6, 1e5, put_back}, 12345, 0);
    }
    expect((kl_urn){7, 20, 20, 0}, 0, 0); /* all taken: as many as there are */
    expect((kl_urn){0, 20, 7, 0}, 3, 1);
    expect((kl_urn){20, 20, 7, 0}, 3, 1);
    expect((kl_urn){0.25, 2, 30, 1}, 0, 0); /* weights */
    expect((kl_urn){1e-300, 1, 30, 1}, 0, 0);
}

static void many_numbers_are_taken_by_a_rule(void **state) {
    (void)state;
    for (int put_back = 0; put_back < 2; put_back++) {
        expect((kl_urn){5e4, 1e6, 1e4, put_back}, 0, 8);    /* mean 500 */
        expect((kl_urn){2e4, 1e6, 1e4, put_back}, 1000, 8); /* mean 200 beside many */
        if (!all_cases())
            continue;
        expect((kl_urn){5e5, 1e6, 2e3, put_back}, 17, 8);
        expect((kl_urn){9e3, 1e4, 5e3, put_back}, 0, 8);
    }
    expect((kl_urn){9e3, 1e4, 9900, 0}, 0, 0); /* nearly all taken: few numbers there can be */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(few_numbers_are_taken_one_by_one),
                                       cmocka_unit_test(many_numbers_are_taken_by_a_rule)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
