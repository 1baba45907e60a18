/* SPDX-License-Identifier: Apache-2.0 */
/* Student's t against mpmath and a printed table. */
#include "help.h"

#include "golden_pairs.h"
#include "sample/student.h"

/* The header promises 1e-10; bisection ends at rounding, so the tail's 1e-12 divided by the slope
 * (above 1/100 for all these) is what remains. */
static void quantiles_of_mpmath(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof golden_student / sizeof *golden_student; i++) {
        double t = kl_student_quantile(golden_student[i].confidence, golden_student[i].df);
        if (fabs(t / golden_student[i].t - 1) > 1e-10) {
            fail_msg("t(%g, df %g) = %.17g, expected %.17g", golden_student[i].confidence,
                     golden_student[i].df, t, golden_student[i].t);
        }
    }
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, two-sided 95 %: three decimals. */
static void quantiles_of_the_table(void **state) {
    (void)state;
    static const struct {
        double df, t;
    } table[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},  {5, 2.571},
                 {10, 2.228}, {20, 2.086}, {30, 2.042}, {60, 2.000}, {100, 1.984}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_true(fabs(kl_student_quantile(0.95, table[i].df) - table[i].t) <= 0.0005);
}

/* df = 1 is Cauchy's law: P(|T| > t) = 1 − (2/π) atan t; df = 2: 1 − t/√(2 + t²). */
static void tails_in_closed_form(void **state) {
    (void)state;
    for (double t = 0.125; t < 50; t *= 1.5) {
        double cauchy = 1 - 2 / 3.14159265358979323846 * atan(t);
        assert_true(fabs(kl_student_two_tails(t, 1) - cauchy) < 1e-12);
        assert_true(fabs(kl_student_two_tails(t, 2) - (1 - t / sqrt(2 + t * t))) < 1e-12);
    }
    assert_true(kl_student_two_tails(0, 7) == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(quantiles_of_mpmath),
                                       cmocka_unit_test(quantiles_of_the_table),
                                       cmocka_unit_test(tails_in_closed_form)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
