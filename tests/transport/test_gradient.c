/* SPDX-License-Identifier: Apache-2.0 */
/* Gradients by places and potentials by masses against differences of the cost. */
#include "help.h"

enum { ROWS = 6, COLUMNS = 8, DIMENSION = 3 };

static double x[ROWS * DIMENSION], y[COLUMNS * DIMENSION], a[ROWS], b[COLUMNS];

static void fill(void) {
    kl_random random;
    kl_random_init(&random, 5, 0);
    double total[2] = {0, 0};
    for (size_t k = 0; k < ROWS * DIMENSION; k++)
        x[k] = kl_random_uniform(&random) + 0.1;
    for (size_t k = 0; k < COLUMNS * DIMENSION; k++)
        y[k] = kl_random_uniform(&random) + 0.2;
    for (size_t i = 0; i < ROWS; i++)
        total[0] += a[i] = kl_random_uniform(&random) + 0.1;
    for (size_t j = 0; j < COLUMNS; j++)
        total[1] += b[j] = kl_random_uniform(&random) + 0.1;
    for (size_t i = 0; i < ROWS; i++)
        a[i] /= total[0];
    for (size_t j = 0; j < COLUMNS; j++)
        b[j] /= total[1];
}

static kl_cost cost_of(kl_ground ground, double power) {
    kl_cost cost = kl_cost_points((kl_matrix){x, ROWS, DIMENSION, DIMENSION, KL_F64},
                                  (kl_matrix){y, COLUMNS, DIMENSION, DIMENSION, KL_F64}, ground);
    cost.power = power;
    return cost;
}

static kl_transport *solve(const kl_cost *cost) {
    kl_transport *out = NULL;
    assert_int_equal(
        kl_transport_exact(cost, kl_f64(a, ROWS), kl_f64(b, COLUMNS), NULL, &out, NULL), KL_OK);
    return out;
}

static double cost_at(const kl_cost *cost) {
    kl_transport *t = solve(cost);
    const double value = kl_transport_get_result(t)->cost;
    kl_transport_free(t);
    return value;
}

/* The error of a central difference of step h is of order h². */
static const double step = 1e-5, tolerance = 1e-8;

static void check_places(const kl_cost *cost, double *place, size_t n, const double *gradient) {
    for (size_t k = 0; k < n; k++) {
        const double was = place[k];
        place[k] = was + step;
        const double above = cost_at(cost);
        place[k] = was - step;
        const double below = cost_at(cost);
        place[k] = was;
        assert_true(fabs((above - below) / (2 * step) - gradient[k]) <= tolerance);
    }
}

static void places(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 2.5};
    double dx[ROWS * DIMENSION], dy[COLUMNS * DIMENSION];
    fill();
    for (int g = KL_GROUND_EUCLIDEAN; g <= KL_GROUND_COSINE; g++)
        for (size_t p = 0; p < 3; p++) {
            const kl_cost cost = cost_of((kl_ground)g, powers[p]);
            kl_transport *t = solve(&cost);
            assert_int_equal(kl_transport_gradient(t, &cost, dx, dy, NULL), KL_OK);
            check_places(&cost, x, ROWS * DIMENSION, dx);
            check_places(&cost, y, COLUMNS * DIMENSION, dy);
            kl_transport_free(t);
        }
}

/* Mass moved from one place to another changes the cost by the difference of their potentials: linear, as long as the
 * basis stays. */
static void check_masses(const kl_cost *cost, double *mass, size_t n, const double *potential) {
    for (size_t k = 1; k < n; k++) {
        const double was[2] = {mass[0], mass[k]}, h = 1e-7;
        const double plain = cost_at(cost);
        mass[0] = was[0] - h, mass[k] = was[1] + h;
        assert_true(fabs((cost_at(cost) - plain) / h - (potential[k] - potential[0])) <= 1e-7);
        mass[0] = was[0], mass[k] = was[1];
    }
}

static void masses(void **state) {
    (void)state;
    fill();
    const kl_cost cost = cost_of(KL_GROUND_SQUARED_EUCLIDEAN, 1);
    kl_transport *t = solve(&cost);
    check_masses(&cost, a, ROWS, kl_transport_get_potential(t, 0));
    check_masses(&cost, b, COLUMNS, kl_transport_get_potential(t, 1));
    kl_transport_free(t);
}

/* One column on the line: the same gradient from the monotone plan, and potentials that are feasible and tight. */
static void line(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 3};
    double dx[ROWS], dy[COLUMNS], on_line[ROWS];
    fill();
    a[2] = 0, a[3] += 1 - a[0] - a[1] - a[3] - a[4] - a[5];
    for (size_t p = 0; p < 3; p++) {
        kl_cost cost = kl_cost_points((kl_matrix){x, ROWS, 1, 1, KL_F64},
                                      (kl_matrix){y, COLUMNS, 1, 1, KL_F64}, KL_GROUND_EUCLIDEAN);
        cost.power = powers[p];
        kl_line_options options;
        kl_line_options_init(&options);
        options.power = powers[p];
        kl_transport *t = NULL, *exact = solve(&cost);
        assert_int_equal(kl_transport_line(kl_f64(x, ROWS), kl_f64(a, ROWS), kl_f64(y, COLUMNS),
                                           kl_f64(b, COLUMNS), &options, &t, NULL),
                         KL_OK);
        const kl_transport_result *r = kl_transport_get_result(t);
        assert_true(fabs(r->cost - kl_transport_get_result(exact)->cost) <= 1e-14);
        assert_true(r->duality_gap <= 1e-12 && r->arcs <= ROWS + COLUMNS - 1);
        const double *u = kl_transport_get_potential(t, 0), *v = kl_transport_get_potential(t, 1);
        double dual = 0;
        for (size_t i = 0; i < ROWS; i++)
            dual += a[i] * u[i];
        for (size_t j = 0; j < COLUMNS; j++)
            dual += b[j] * v[j];
        assert_true(v[0] == 0 && fabs(dual - r->cost) <= 1e-14);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < COLUMNS; j++)
                assert_true(u[i] + v[j] <= pow(fabs(x[i] - y[j]), powers[p]) + 1e-14);
        assert_int_equal(kl_transport_gradient(t, &cost, on_line, NULL, NULL), KL_OK);
        assert_int_equal(kl_transport_gradient(exact, &cost, dx, dy, NULL), KL_OK);
        check_places(&cost, x, ROWS, on_line);
        if (powers[p] > 1) /* of W_1 several plans are optimal */
            for (size_t i = 0; i < ROWS; i++)
                assert_true(fabs(dx[i] - on_line[i]) <= 1e-14);
        kl_transport_free(t);
        kl_transport_free(exact);
    }
}

static double cost_around(const kl_line_options *options) {
    double distance;
    assert_int_equal(kl_wasserstein_line(kl_f64(x, ROWS), kl_f64(a, ROWS), kl_f64(y, COLUMNS),
                                         kl_f64(b, COLUMNS), options, &distance, NULL),
                     KL_OK);
    return pow(distance, options->power);
}

/* By the shorter way around, wherever numbers begin to count. */
static void circle(void **state) {
    (void)state;
    double dx[ROWS], dy[COLUMNS];
    fill();
    for (size_t i = 0; i < ROWS; i++)
        x[i] += (double)i;
    for (int p = 1; p <= 3; p++) {
        kl_cost cost = kl_cost_points((kl_matrix){x, ROWS, 1, 1, KL_F64},
                                      (kl_matrix){y, COLUMNS, 1, 1, KL_F64}, KL_GROUND_EUCLIDEAN);
        cost.power = p;
        kl_line_options options;
        kl_line_options_init(&options);
        options.power = p, options.period = 1.3;
        kl_transport *t = NULL;
        assert_int_equal(kl_transport_line(kl_f64(x, ROWS), kl_f64(a, ROWS), kl_f64(y, COLUMNS),
                                           kl_f64(b, COLUMNS), &options, &t, NULL),
                         KL_OK);
        assert_int_equal(kl_transport_gradient(t, &cost, dx, dy, NULL), KL_OK);
        for (size_t k = 0; k < ROWS + COLUMNS; k++) {
            double *place = k < ROWS ? x + k : y + k - ROWS;
            const double was = *place, slope = k < ROWS ? dx[k] : dy[k - ROWS];
            *place = was + step;
            const double above = cost_around(&options);
            *place = was - step;
            const double below = cost_around(&options);
            *place = was;
            assert_true(fabs((above - below) / (2 * step) - slope) <= tolerance);
        }
        const kl_cost wide = cost_of(KL_GROUND_EUCLIDEAN, p);
        assert_int_equal(kl_transport_gradient(t, &wide, NULL, NULL, NULL), KL_ERROR_ARGUMENT);
        kl_transport_free(t);
    }
}

/* Where squares of coordinates are no doubles: a distance still has slope 1,
 * and a direction turns as it does nearby. */
static void of_any_size(void **state) {
    (void)state;
    static const double scales[] = {1e-200, 1, 1e200};
    const kl_ground grounds[] = {KL_GROUND_EUCLIDEAN, KL_GROUND_SQUARED_EUCLIDEAN,
                                 KL_GROUND_COSINE};
    for (size_t s = 0; s < 3; s++)
        for (size_t g = 0; g < 3; g++) {
            const double at[] = {scales[s], 0}, to[] = {4 * scales[s], 4 * scales[s]};
            kl_cost cost = kl_cost_points((kl_matrix){at, 1, 2, 2, KL_F64},
                                          (kl_matrix){to, 1, 2, 2, KL_F64}, grounds[g]);
            cost.power = g == 1 ? 0.5 : 1; /* the root of the square is the distance */
            kl_transport *t = NULL;
            double slope[2];
            assert_int_equal(kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &t, NULL),
                             KL_OK);
            assert_int_equal(kl_transport_gradient(t, &cost, slope, NULL, NULL), KL_OK);
            if (grounds[g] == KL_GROUND_COSINE) {
                assert_true(fabs(slope[0]) * scales[s] <= 1e-15);
                assert_true(fabs(slope[1] * scales[s] + sqrt(0.5)) <= 1e-15);
            } else {
                assert_true(fabs(slope[0] + 0.6) <= 1e-15 && fabs(slope[1] + 0.8) <= 1e-15);
            }
            kl_transport_free(t);
        }
}

static void refused(void **state) {
    (void)state;
    fill();
    const kl_cost cost = cost_of(KL_GROUND_L1, 1);
    kl_transport *t = solve(&cost);
    kl_error error = KL_ERROR_INIT;
    kl_cost other = kl_cost_matrix((kl_matrix){x, 2, 2, 2, KL_F64});
    assert_int_equal(kl_transport_gradient(t, &other, NULL, NULL, &error), KL_ERROR_ARGUMENT);
    other = cost;
    other.x.rows = 2;
    assert_int_equal(kl_transport_gradient(t, &other, NULL, NULL, &error), KL_ERROR_ARGUMENT);
    kl_transport_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places), cmocka_unit_test(masses),      cmocka_unit_test(line),
        cmocka_unit_test(circle), cmocka_unit_test(of_any_size), cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
