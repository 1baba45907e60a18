/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of metrics, privacy and fits, computed. */
#include "../all_cases.h"
#include "../compare/claims.h"

#include "family/fit.h"
#include "family/fit_file.h"

#define HERE "tests/family/test_claims.c"

static double measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate out;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &out, NULL), KL_OK);
    return out.value;
}

/* ── L24: metrics, bounds, privacy ────────────────────────────────────────────────────────────── */

enum { SYMBOLS = 4 };

/* Half of them far from even, some with zeros. */
static void draw(kl_random *random, double *p) {
    const int uneven = (int)kl_random_below(random, 2);
    double total = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        const double u = kl_random_uniform(random);
        p[i] = !uneven ? u : u < 0.25 ? 0 : exp(-20 * u);
        total += p[i];
    }
    if (total == 0)
        p[0] = 1;
}

/* By more than rounding. */
static int exceeds(double left, double right) {
    return left > right + 16 * 0x1p-53 * (1 + right);
}

static int breaks_triangle(kl_measure_id id, double point[3][SYMBOLS]) {
    return exceeds(measure(id, point[0], point[2], SYMBOLS),
                   measure(id, point[0], point[1], SYMBOLS) +
                       measure(id, point[1], point[2], SYMBOLS));
}

static void test_l24(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 24, 0);
    const size_t cases = all_cases() ? 100000 : 2000;
    double unsymmetric = 0, triangles = 0, bounds = 0;
    for (size_t i = 0; i < cases; i++) {
        double point[3][SYMBOLS];
        for (int j = 0; j < 3; j++)
            draw(&random, point[j]);
        const double *p = point[0], *q = point[1];
        const double jensen = measure(KL_JENSEN_SHANNON, p, q, SYMBOLS);
        const double total = measure(KL_TOTAL_VARIATION, p, q, SYMBOLS);
        unsymmetric += jensen != measure(KL_JENSEN_SHANNON, q, p, SYMBOLS);
        unsymmetric += total != measure(KL_TOTAL_VARIATION, q, p, SYMBOLS);
        triangles += breaks_triangle(KL_JENSEN_SHANNON_DISTANCE, point);
        triangles += breaks_triangle(KL_TOTAL_VARIATION, point);
        bounds += exceeds(2 * total * total, measure(KL_DIVERGENCE, p, q, SYMBOLS));
        bounds += exceeds(jensen, log(2) * total);
    }
    /* An answer that one record moves by one, with noise of deviation one. */
    const kl_mechanism m = {.noise = 1, .sensitivity = 1};
    kl_estimate total, delta, epsilon;
    assert_int_equal(kl_privacy_delta(&m, 1, 0, &total, NULL), KL_OK);
    assert_int_equal(kl_privacy_delta(&m, 1, 1, &delta, NULL), KL_OK);
    assert_int_equal(kl_privacy_epsilon(&m, 1, 1e-5, &epsilon, NULL), KL_OK);
    const double computed[] = {unsymmetric, triangles,   bounds,
                               total.value, delta.value, epsilon.value};
    claim_holds("L24", HERE, computed, 6);
}

/* ── L16: the same minimum ────────────────────────────────────────────────────────────────────── */

static void gradient_of(kl_measure_id id, const double *p, const double *q, double *gradient) {
    assert_int_equal(kl_measure_gradient(id, kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS),
                                         KL_GRADIENT_LOGITS, NULL, gradient, NULL),
                     KL_OK);
}

static void test_l16(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 16, 0);
    const size_t cases = all_cases() ? 100000 : 2000;
    double different = 0, not_constant = 0;
    for (size_t i = 0; i < cases; i++) {
        double p[SYMBOLS], q[SYMBOLS], of_cross[SYMBOLS], of_divergence[SYMBOLS];
        draw(&random, p);
        for (int s = 0; s < SYMBOLS; s++)
            q[s] = kl_random_uniform(&random);
        gradient_of(KL_CROSS_ENTROPY, p, q, of_cross);
        gradient_of(KL_DIVERGENCE, p, q, of_divergence);
        different += memcmp(of_cross, of_divergence, sizeof of_cross) != 0;
        const double rest =
            measure(KL_CROSS_ENTROPY, p, q, SYMBOLS) - measure(KL_DIVERGENCE, p, q, SYMBOLS);
        /* Two roundings of a number near 10. */
        not_constant += fabs(rest - measure(KL_ENTROPY, p, p, SYMBOLS)) > 0x1p-48;
    }
    const double computed[] = {different, not_constant};
    claim_holds("L16", HERE, computed, 2);
}

/* ── L17: forward is maximum likelihood ───────────────────────────────────────────────────────── */

static double slope_of(const void *context, const double *x, double *gradient) {
    return kl_fit_value(context, x, gradient);
}

static void test_l17(void **state) {
    (void)state;
    kl_fit_data data;
    kl_points points;
    kl_fit_problem problem;
    assert_int_equal(kl_fit_data_read(&data, "examples/fit/draws.txt", NULL), KL_OK);
    /* The textbook's maximum of the likelihood, in long double. */
    long double mean = 0, variance = 0;
    for (size_t i = 0; i < data.n; i++)
        mean += (long double)data.x[i] / (long double)data.n;
    for (size_t i = 0; i < data.n; i++)
        variance += (data.x[i] - mean) * (data.x[i] - mean) / (long double)data.n;
    /* The divergence from the draws, which is −Σ p ln q but for what no model changes, descended from a far
     * beginning. */
    const kl_fit_target target = kl_fit_data_target(&data);
    assert_int_equal(kl_points_read(&points, &target, NULL), KL_OK);
    assert_int_equal(kl_fit_problem_new(&problem, &points, KL_FIT_GAUSSIAN, 1,
                                        kl_measure_get(KL_DIVERGENCE), NULL),
                     KL_OK);
    double model[] = {0, 3, 1.5};
    kl_descent descent = {.iterations_max = 1000, .steepness = 1};
    int converged;
    assert_int_equal(kl_descend(slope_of, &problem, model, 3, &descent, &converged, NULL), KL_OK);
    assert_int_equal(converged, 1);
    const double computed[] = {
        points.centre[0] + points.scale[0] * model[1] - (double)mean,
        points.scale[0] * exp(model[2]) - sqrt((double)variance),
        (double)mean,
        sqrt((double)variance),
    };
    kl_fit_problem_free(&problem);
    kl_points_free(&points);
    kl_fit_data_free(&data);
    claim_holds("L17", HERE, computed, 4);
}

/* ── L18: convex functions and divergences ────────────────────────────────────────────────────── */

/* E_P[T] − E_Q[f*(T)] for T = f′(p/q) + more; f − t f′ is what the row's gradient is. */
static double lower_bound(const kl_measure *m, const double *p, const double *q, double more) {
    double sum = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        const double t = p[i] / q[i], parameter = m->parameter.value;
        const double slope = (m->generator(t, parameter) - m->gradient(t, t - 1, parameter)) / t;
        sum += p[i] * (slope + more) - q[i] * m->conjugate(slope + more, parameter);
    }
    return sum;
}

static double power(double t, double less_one, void *context) {
    (void)t, (void)context;
    return pow(fabs(less_one), 1.5);
}

static double bent(double t, double less_one, void *context) {
    (void)t, (void)context;
    return -less_one * less_one;
}

/* Of symbols that lie one apart on a line: the area between the sums. */
static double moved(const double *p, const double *q) {
    double sum = 0, apart = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        apart += p[i] - q[i];
        sum += fabs(apart);
    }
    return sum;
}

static void test_l18(void **state) {
    (void)state;
    const double p[SYMBOLS] = {0.4, 0.3, 0.2, 0.1}, q[SYMBOLS] = {0.1, 0.25, 0.25, 0.4};
    /* The last two symbols change places: every f-divergence stays. */
    const double p2[SYMBOLS] = {0.4, 0.3, 0.1, 0.2}, q2[SYMBOLS] = {0.1, 0.25, 0.4, 0.25};
    double rows = 0, apart = 0, above = 0, changed = 0;
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *m = kl_measure_get((kl_measure_id)id);
        if (m->kind != KL_KIND_F_DIVERGENCE || !m->conjugate || !m->gradient)
            continue;
        const double value = measure(m->id, p, q, SYMBOLS);
        rows++;
        apart = fmax(apart, fabs(lower_bound(m, p, q, 0) - value));
        for (double more = -0.5; more < 0.6; more += 0.25)
            above += lower_bound(m, p, q, more) > value + 1e-12; /* rounding */
        changed += fabs(measure(m->id, p2, q2, SYMBOLS) - value) > 1e-12;
    }
    const kl_generator convex = {.f = power, .at_zero = 1, .slope_at_infinity = INFINITY};
    const kl_generator concave = {.f = bent, .at_zero = -1, .slope_at_infinity = -INFINITY};
    kl_estimate own, none;
    assert_int_equal(
        kl_f_divergence(&convex, kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS), NULL, &own, NULL), KL_OK);
    assert_int_equal(
        kl_f_divergence(&concave, kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS), NULL, &none, NULL),
        KL_ERROR_VALUE);
    const double computed[] = {rows, apart, above, own.value, changed, moved(p, q), moved(p2, q2)};
    claim_holds("L18", HERE, computed, 7);
}

/* ── L19: forward covers modes, reverse picks one ─────────────────────────────────────────────── */

static kl_fit *fit_file(const char *path, size_t components, kl_measure_id measure,
                        kl_fit_data *data) {
    kl_fit_options options;
    kl_fit *fit = NULL;
    kl_fit_options_init(&options);
    options.family = KL_FIT_MIXTURE;
    options.components = components;
    options.measure = measure;
    assert_int_equal(kl_fit_data_read(data, path, NULL), KL_OK);
    const kl_fit_target target = kl_fit_data_target(data);
    assert_int_equal(kl_fit_new(&target, &options, &fit, NULL), KL_OK);
    assert_int_equal(kl_fit_converged(fit), 1);
    return fit;
}

static double parameter(const kl_fit *fit, kl_fit_parameter what) {
    kl_estimate out;
    assert_int_equal(kl_fit_estimate(fit, 0, what, 0, &out, NULL), KL_OK);
    return out.value;
}

/* Percent of the cases from `low` on that the model misses. */
static double missed_from(const kl_fit *fit, const kl_fit_data *data, double low) {
    kl_estimate out;
    double *cases = malloc(data->n * sizeof *cases);
    assert_non_null(cases);
    for (size_t i = 0; i < data->n; i++)
        cases[i] = data->x[i] >= low ? data->weights[i] : 0;
    assert_int_equal(kl_fit_missed(fit, 0.99, kl_f64(cases, data->n), &out, NULL), KL_OK);
    free(cases);
    return 100 * out.value;
}

static void test_l19(void **state) {
    (void)state;
    const kl_measure_id way[] = {KL_DIVERGENCE, KL_DIVERGENCE_REVERSE};
    double computed[6];
    for (int i = 0; i < 2; i++) {
        kl_fit_data data;
        kl_fit *fit = fit_file("examples/fit/modes.tsv", 1, way[i], &data);
        computed[3 * i] = parameter(fit, KL_FIT_MEAN);
        computed[3 * i + 1] = parameter(fit, KL_FIT_SCALE);
        computed[3 * i + 2] = missed_from(fit, &data, -INFINITY);
        kl_fit_free(fit);
        kl_fit_data_free(&data);
    }
    claim_holds("L19", HERE, computed, 6);
}

/* ── L26: the cases that are missed ───────────────────────────────────────────────────────────── */

static void test_l26(void **state) {
    (void)state;
    const kl_measure_id way[] = {KL_DIVERGENCE, KL_DIVERGENCE_REVERSE};
    double computed[4];
    for (int i = 0; i < 2; i++) {
        kl_fit_data data;
        kl_fit *fit = fit_file("examples/fit/subtypes.tsv", 2, way[i], &data);
        computed[2 * i] = missed_from(fit, &data, -INFINITY);
        computed[2 * i + 1] = missed_from(fit, &data, 11); /* the rare subtype */
        kl_fit_free(fit);
        kl_fit_data_free(&data);
    }
    claim_holds("L26", HERE, computed, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_l16), cmocka_unit_test(test_l17), cmocka_unit_test(test_l18),
        cmocka_unit_test(test_l19), cmocka_unit_test(test_l24), cmocka_unit_test(test_l26),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
