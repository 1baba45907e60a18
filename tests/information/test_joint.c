/* SPDX-License-Identifier: Apache-2.0 */
/* Joint distributions that are known: values against 40 digits and 300 bits, what holds of every table, both ways
 * in. */
#include "joint_help.h"

#include "golden_joint.h"

#include <float.h>
#include <mpfr.h>

enum { GOLDEN = sizeof golden_tables / sizeof *golden_tables, BITS = 300, TABLES = 300 };

static kl_random source;

static double uniform(void) {
    return kl_random_uniform(&source);
}

/* ── Values ── */

static void values_are_the_definitions(void **state) {
    (void)state;
    for (size_t i = 0; i < GOLDEN; i++) {
        const golden_table *g = &golden_tables[i];
        kl_joint *joint = help_table(g->count, g->rows, g->columns);
        kl_association a;
        FINE(kl_joint_associate(joint, KL_X, KL_Y, &a, &help_error));
        /* Sums of up to 36 terms that are not negative, each good to a few units of 2⁻⁵³. */
        const double fine = 16 * 0x1p-53;
        help_near(g->name, "H(X)", a.entropy_x, g->entropy_x, fine * g->entropy_x);
        help_near(g->name, "H(Y)", a.entropy_y, g->entropy_y, fine * g->entropy_y);
        help_near(g->name, "H(X,Y)", a.entropy_joint, g->entropy, fine * g->entropy);
        help_near(g->name, "I", a.mutual_information, g->information, fine * g->information);
        /* Differences of what was rounded. */
        const double coarse = 64 * 0x1p-53 * g->entropy;
        help_near(g->name, "I of entropies", a.mutual_information_of_entropies, g->information,
                  coarse);
        help_near(g->name, "H(X|Y)", a.entropy_x_given_y, g->entropy - g->entropy_y, coarse);
        help_near(g->name, "H(Y|X)", a.entropy_y_given_x, g->entropy - g->entropy_x, coarse);
        help_near(g->name, "VI", a.variation_of_information,
                  2 * g->entropy - g->entropy_x - g->entropy_y, coarse);
        help_near(g->name, "U(X)", a.uncertainty_x, g->information / g->entropy_x, 1e-15);
        help_near(g->name, "U(Y)", a.uncertainty_y, g->information / g->entropy_y, 1e-15);
        const double over[] = {fmin(g->entropy_x, g->entropy_y), fmax(g->entropy_x, g->entropy_y),
                               (g->entropy_x + g->entropy_y) / 2, sqrt(g->entropy_x * g->entropy_y),
                               g->entropy};
        for (int n = 0; n < KL_NORMALISER_COUNT; n++)
            help_near(g->name, kl_normaliser_name((kl_normaliser)n), a.normalised[n],
                      g->information / over[n], 1e-15);
        kl_joint_free(joint);
    }
}

/* Uniform over 00, 02, 12, 21, 22; a channel that flips one bit in ten; an erasure of one in four. */
static void published_values(void **state) {
    (void)state;
    const double bit = log(2);
    kl_joint *letters = help_table(golden_tables[1].count, 3, 3);
    help_near("letters", "I", help_information(letters, KL_X, KL_Y, 0) / bit, 0.570951, 5e-7);
    help_near("letters", "H", help_entropy(letters, KL_X, 0) / bit, 1.521928, 5e-7);
    kl_joint_free(letters);
    const double flip[] = {9, 1, 1, 9}, erase[] = {3, 1, 0, 0, 1, 3};
    kl_joint *channel = help_table(flip, 2, 2);
    const double h = -(0.1 * log2(0.1) + 0.9 * log2(0.9));
    help_near("flip", "I", help_information(channel, KL_X, KL_Y, 0) / bit, 1 - h, 1e-15);
    kl_joint_free(channel);
    channel = help_table(erase, 2, 3);
    help_near("erase", "I", help_information(channel, KL_X, KL_Y, 0) / bit, 0.75, 1e-15);
    kl_joint_free(channel);
}

/* Σ p ln(p/q) over the cells of weights, in 300 bits. */
static double exact_information(const double *weights, size_t rows, size_t columns) {
    mpfr_t row[16], column[16], total, term, sum;
    mpfr_inits2(BITS, total, term, sum, NULL);
    for (size_t i = 0; i < 16; i++)
        mpfr_inits2(BITS, row[i], column[i], NULL);
    for (size_t i = 0; i < 16; i++) {
        mpfr_set_ui(row[i], 0, MPFR_RNDN);
        mpfr_set_ui(column[i], 0, MPFR_RNDN);
    }
    mpfr_set_ui(total, 0, MPFR_RNDN);
    mpfr_set_ui(sum, 0, MPFR_RNDN);
    for (size_t i = 0; i < rows * columns; i++) {
        mpfr_add_d(row[i / columns], row[i / columns], weights[i], MPFR_RNDN);
        mpfr_add_d(column[i % columns], column[i % columns], weights[i], MPFR_RNDN);
        mpfr_add_d(total, total, weights[i], MPFR_RNDN);
    }
    for (size_t i = 0; i < rows * columns; i++) {
        if (weights[i] == 0)
            continue;
        mpfr_mul_d(term, total, weights[i], MPFR_RNDN);
        mpfr_div(term, term, row[i / columns], MPFR_RNDN);
        mpfr_div(term, term, column[i % columns], MPFR_RNDN);
        mpfr_log(term, term, MPFR_RNDN);
        mpfr_mul_d(term, term, weights[i], MPFR_RNDN);
        mpfr_add(sum, sum, term, MPFR_RNDN);
    }
    mpfr_div(sum, sum, total, MPFR_RNDN);
    const double out = mpfr_get_d(sum, MPFR_RNDN);
    mpfr_clears(total, term, sum, NULL);
    for (size_t i = 0; i < 16; i++)
        mpfr_clears(row[i], column[i], NULL);
    return out;
}

/* A product, off it by 1 part in 10^off; some rows and columns have next to nothing, some cells nothing. */
static void fill(double *weights, size_t rows, size_t columns, double off, double scale,
                 double zeros) {
    double column[16];
    for (size_t j = 0; j < columns; j++)
        column[j] = uniform() * (j % 3 ? 1 : 1e-9);
    for (size_t i = 0; i < rows; i++) {
        const double row = uniform() * (i % 4 == 1 ? 1e-12 : 1);
        for (size_t j = 0; j < columns; j++) {
            const double away = 1 + pow(10, -off) * (2 * uniform() - 1);
            weights[i * columns + j] = uniform() < zeros ? 0 : row * column[j] * away * scale;
        }
    }
    weights[0] = scale;
}

static void information_is_good_near_independence_and_at_extremes(void **state) {
    (void)state;
    static const double scales[] = {1, 3e-320, 1e-300, 1e290, 0.1};
    double weights[256], worst = 0;
    kl_random_init(&source, 1951, 0);
    for (int t = 0; t < TABLES; t++) {
        const size_t rows = 2 + t % 9, columns = 2 + t / 3 % 12;
        const double zeros = t % 3 == 2 ? 0.3 : 0;
        fill(weights, rows, columns, t % 17, scales[t % 5], zeros);
        kl_joint *joint = help_table(weights, rows, columns);
        const double value = help_information(joint, KL_X, KL_Y, 0);
        const double expected = exact_information(weights, rows, columns);
        assert_true(value >= 0);
        /* As the header has it. */
        const double bound = 16 * 0x1p-53 * expected + (zeros > 0 ? 0x1p-96 : 0);
        if (!(fabs(value - expected) <= bound))
            fail_msg("table %d: %.17g, expected %.17g", t, value, expected);
        worst = fmax(worst, fabs(value - expected) / expected * 0x1p53);
        kl_joint_free(joint);
    }
    print_message("worst %.1f units of 2^-53\n", worst);
}

/* ── What holds of every table ── */

static void swap_axes(const double *weights, size_t rows, size_t columns, double *out) {
    for (size_t i = 0; i < rows * columns; i++)
        out[i % columns * rows + i / columns] = weights[i];
}

static void symmetric_to_the_bit(void **state) {
    (void)state;
    double weights[256], turned[256];
    kl_random_init(&source, 8, 0);
    for (int t = 0; t < TABLES; t++) {
        const size_t rows = 2 + t % 9, columns = 2 + t / 3 % 12;
        fill(weights, rows, columns, t % 17, 1, t % 2 ? 0.3 : 0);
        swap_axes(weights, rows, columns, turned);
        kl_joint *joint = help_table(weights, rows, columns);
        kl_joint *other = help_table(turned, columns, rows);
        const double value = help_information(joint, KL_X, KL_Y, 0);
        assert_true(value == help_information(joint, KL_Y, KL_X, 0));
        /* Read the other way round its margins are added up in another order. */
        const double again = help_information(other, KL_X, KL_Y, 0);
        const double place = nextafter(value, INFINITY) - value;
        assert_true(fabs(value - again) <= 2 * place + 0x1p-96);
        kl_joint_free(joint);
        kl_joint_free(other);
    }
}

static void fill_cube(double *weights, size_t n) {
    for (size_t i = 0; i < n; i++)
        weights[i] = uniform() < 0.2 ? 0 : pow(uniform(), 4);
    weights[0] = 1;
}

static void chain_rules(void **state) {
    (void)state;
    double weights[1000];
    kl_random_init(&source, 17, 0);
    for (int t = 0; t < TABLES; t++) {
        const size_t sizes[] = {1 + t % 5, 2 + t % 7, 1 + t % 4};
        fill_cube(weights, sizes[0] * sizes[1] * sizes[2]);
        kl_joint *joint = help_cube(weights, sizes);
        const double x_yz = help_information(joint, KL_X, KL_Y | KL_Z, 0);
        const double x_z = help_information(joint, KL_X, KL_Z, 0);
        const double x_y_given_z = help_information(joint, KL_X, KL_Y, KL_Z);
        const double whole = help_entropy(joint, KL_X | KL_Y | KL_Z, 0);
        double multi, rest;
        FINE(kl_joint_multi_information(joint, KL_X | KL_Y | KL_Z, 0, &multi, &help_error));
        FINE(kl_joint_multi_information(joint, KL_Y | KL_Z, 0, &rest, &help_error));
        /* Three numbers, each rounded once from pairs, and their sum; none is above H(X,Y,Z). */
        const double tolerance = 2 * (nextafter(whole, INFINITY) - whole);
        help_near("chain", "I(X;Y,Z)", x_z + x_y_given_z, x_yz, tolerance);
        help_near("chain", "H",
                  help_entropy(joint, KL_X, 0) + help_entropy(joint, KL_Y | KL_Z, KL_X), whole,
                  tolerance);
        help_near("chain", "I = H - H",
                  help_entropy(joint, KL_X, 0) - help_entropy(joint, KL_X, KL_Y),
                  help_information(joint, KL_X, KL_Y, 0), tolerance);
        help_near("chain", "multi", multi, rest + x_yz, tolerance);
        help_near("self", "I(X;X)", help_information(joint, KL_X, KL_X, 0),
                  help_entropy(joint, KL_X, 0), tolerance);
        assert_true(x_y_given_z >= 0 && multi >= 0);
        assert_true(x_yz <= help_entropy(joint, KL_X, 0) + tolerance);
        assert_true(x_y_given_z <= help_entropy(joint, KL_Y, KL_Z) + tolerance);
        kl_joint_free(joint);
    }
}

/* Values of Y that are joined say no more of X. */
static void data_processing(void **state) {
    (void)state;
    double weights[200], joined[100];
    kl_random_init(&source, 23, 0);
    for (int t = 0; t < TABLES; t++) {
        const size_t rows = 2 + t % 6, columns = 4 + 2 * (size_t)(t % 7);
        fill(weights, rows, columns, t % 17, 1, t % 2 ? 0.2 : 0);
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < columns / 2; j++)
                joined[i * (columns / 2) + j] =
                    weights[i * columns + j] + weights[i * columns + j + columns / 2];
        kl_joint *fine = help_table(weights, rows, columns);
        kl_joint *coarse = help_table(joined, rows, columns / 2);
        const double before = help_information(fine, KL_X, KL_Y, 0);
        const double after = help_information(coarse, KL_X, KL_Y, 0);
        /* The sums of the joined table were rounded before it was made: relative to what is left of a difference from
         * independence they are up to 2^-52 over it, and information is of its square. */
        assert_true(after <= before * (1 + 1e-13) + 0x1p-52 * sqrt(before) + 0x1p-96);
        kl_joint_free(fine);
        kl_joint_free(coarse);
    }
}

static void independent_and_constant(void **state) {
    (void)state;
    const double product[] = {6, 10, 14, 9, 15, 21}, constant[] = {1, 2, 3}, same[] = {2, 0, 0, 3};
    kl_association a;
    kl_joint *joint = help_table(product, 2, 3);
    assert_true(help_information(joint, KL_X, KL_Y, 0) == 0);
    kl_joint_free(joint);
    joint = help_table(constant, 1, 3);
    FINE(kl_joint_associate(joint, KL_X, KL_Y, &a, &help_error));
    assert_true(a.mutual_information == 0 && a.entropy_x == 0 && a.entropy_x_given_y == 0);
    assert_true(a.normalised[KL_NORMALISER_MIN] == 0 && a.uncertainty_x == 0);
    kl_joint_free(joint);
    joint = help_table(constant, 1, 1);
    FINE(kl_joint_associate(joint, KL_X, KL_Y, &a, &help_error));
    for (int n = 0; n < KL_NORMALISER_COUNT; n++)
        assert_true(a.normalised[n] == 1);
    assert_true(a.uncertainty_x == 1 && a.uncertainty_y == 1);
    kl_joint_free(joint);
    joint = help_table(same, 2, 2);
    FINE(kl_joint_associate(joint, KL_X, KL_Y, &a, &help_error));
    assert_true(a.variation_of_information == 0);
    help_near("same", "I", a.mutual_information, a.entropy_x, 4 * 0x1p-53);
    kl_joint_free(joint);
}

/* A row of 10^-200 that only one column has: products of its margins leave the doubles. */
static void margins_whose_product_is_none(void **state) {
    (void)state;
    const double weights[] = {1, 0, 0, 1e-200};
    kl_joint *joint = help_table(weights, 2, 2);
    const double expected = 1e-200 * (1 - log(1e-200));
    help_near("tiny", "I", help_information(joint, KL_X, KL_Y, 0), expected, 1e-15 * expected);
    help_near("tiny", "H", help_entropy(joint, KL_X, 0), expected, 1e-15 * expected);
    double pointwise[2];
    FINE(kl_joint_pointwise(joint, KL_X, KL_Y, 0, pointwise, &help_error));
    help_near("tiny", "pointwise", pointwise[1], -log(1e-200), 1e-12);
    kl_joint_free(joint);
}

static void the_mean_of_pointwise(void **state) {
    (void)state;
    const size_t sizes[] = {3, 4, 2};
    double weights[24], pointwise[24];
    kl_random_init(&source, 31, 0);
    fill_cube(weights, 24);
    kl_joint *joint = help_cube(weights, sizes);
    for (uint64_t given = 0; given <= KL_Z; given += KL_Z) {
        double mean = 0;
        FINE(kl_joint_pointwise(joint, KL_X, KL_Y, given, pointwise, &help_error));
        for (size_t i = 0; i < kl_joint_size(joint); i++)
            mean += kl_joint_weight(joint, i) / kl_joint_total(joint) * pointwise[i];
        help_near("mean", "pointwise", mean, help_information(joint, KL_X, KL_Y, given), 1e-15);
    }
    kl_joint_free(joint);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_the_definitions),
        cmocka_unit_test(published_values),
        cmocka_unit_test(information_is_good_near_independence_and_at_extremes),
        cmocka_unit_test(symmetric_to_the_bit),
        cmocka_unit_test(chain_rules),
        cmocka_unit_test(data_processing),
        cmocka_unit_test(independent_and_constant),
        cmocka_unit_test(margins_whose_product_is_none),
        cmocka_unit_test(the_mean_of_pointwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
