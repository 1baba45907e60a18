/* SPDX-License-Identifier: Apache-2.0 */
/* Transport between histograms against integrals that are known, and against a fine grid of quantiles. */
#include "../all_cases.h"
#include "help.h"

enum { MOST = 30 };

typedef struct histogram {
    size_t n;
    double low[MOST], high[MOST], mass[MOST];
} histogram;

static kl_bins bins_of(const histogram *h) {
    return (kl_bins){kl_f64(h->low, h->n), kl_f64(h->high, h->n), kl_f64(h->mass, h->n)};
}

static kl_transport *solved(const histogram *x, const histogram *y, double power) {
    const kl_bins a = bins_of(x), b = bins_of(y);
    kl_line_options options;
    kl_line_options_init(&options);
    options.power = power;
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_transport_bins(&a, &b, &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static double distance(const histogram *x, const histogram *y, double power) {
    kl_transport *out = solved(x, y, power);
    const kl_transport_result *r = kl_transport_get_result(out);
    const kl_arc *plan = kl_transport_get_plan(out);
    const double found = r->distance;
    double moved = 0;
    assert_true(r->arcs <= x->n + y->n - 1);
    if (isnan(r->duality_gap)) {
        assert_true(power > 100); /* beyond it powers may leave the doubles */
        assert_null(kl_transport_get_potential(out, 0));
    } else {
        /* What the gap of a plan of so many steps may have of rounding; power ∞ has none. */
        assert_true(r->duality_gap <= (double)(x->n + y->n) * power * 0x1p-50);
        assert_true(kl_transport_get_potential(out, 1)[0] == 0);
    }
    for (size_t k = 0; k < r->arcs; k++) {
        moved += plan[k].mass;
        assert_true(plan[k].mass > 0 && plan[k].from < x->n && plan[k].to < y->n);
        assert_true(k == 0 || plan[k].from > plan[k - 1].from || plan[k].to > plan[k - 1].to);
    }
    assert_true(fabs(moved - 1) <= 1e-12);
    kl_transport_free(out);
    return found;
}

static histogram uniform(double low, double high) {
    return (histogram){1, {low}, {high}, {3}};
}

static void known(void **state) {
    (void)state;
    const histogram unit = uniform(0, 1), away = uniform(2, 4), around = uniform(-1, 2);
    const struct {
        const histogram *y;
        double power, expected;
    } cases[] = {
        /* between t and 2 + 2t: ∫ (2 + t)^p */
        {&away, 1, 2.5},
        {&away, 2, 2.5166114784235836}, /* √(19/3) */
        {&away, 3, 2.532898509550443},  /* (65/4)^(1/3) */
        {&away, INFINITY, 3},
        /* between t and 3t − 1: ∫ |1 − 2t|^p = 1/(p + 1) */
        {&around, 1, 0.5},
        {&around, 2, 0.5773502691896258},
        {&around, 3, 0.6299605249474366},   /* 4^(−1/3) */
        {&around, 1.5, 0.5428835233189814}, /* 2.5^(−2/3) */
        {&around, INFINITY, 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        for (int e = -1000; e <= 1000; e += 500) {
            const double scale = ldexp(1, e);
            histogram x = unit, y = *cases[k].y;
            x.high[0] *= scale, y.low[0] *= scale, y.high[0] *= scale;
            const double expected = cases[k].expected * scale, p = cases[k].power;
            const double bound = (isinf(p) ? 1 : p) * 32 * 0x1p-53; /* the manual's */
            assert_true(fabs(distance(&x, &y, p) / expected - 1) <= bound);
            assert_true(fabs(distance(&y, &x, p) / expected - 1) <= bound);
        }
}

static void fill(histogram *h, kl_random *random) {
    double at = 10 * kl_random_uniform(random);
    h->n = 1 + (size_t)kl_random_below(random, MOST);
    for (size_t i = 0; i < h->n; i++) {
        at += kl_random_below(random, 3) == 0 ? kl_random_uniform(random) : 0; /* a gap */
        h->low[i] = at;
        at += kl_random_below(random, 4) == 0 ? 0 : kl_random_uniform(random); /* or a point */
        h->high[i] = at;
        h->mass[i] = (double)kl_random_below(random, 9) + (i == 0);
    }
}

static double quantile(const histogram *h, double level) {
    double total = 0, below = 0;
    size_t last = 0;
    for (size_t i = 0; i < h->n; i++)
        total += h->mass[i];
    for (size_t i = 0; i < h->n; i++) {
        const double share = h->mass[i] / total;
        if (h->mass[i] > 0 && level < below + share)
            return h->low[i] + (h->high[i] - h->low[i]) * (level - below) / share;
        below += share;
        last = h->mass[i] > 0 ? i : last;
    }
    return h->high[last];
}

/* The midpoint rule: between breaks its error is of the order of 1/steps², at each of at most 60 of them, where
 * quantiles may jump by 60, of 1/steps. */
static void against_a_grid(void **state) {
    (void)state;
    enum { STEPS = 20000 };
    static const double powers[] = {1, 2, 1.5, 4};
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (size_t round = 0; round < cases_of(40); round++) {
        const double p = powers[round % 4];
        histogram x, y;
        fill(&x, &random);
        fill(&y, &random);
        double sum = 0, largest = 0;
        for (int k = 0; k < STEPS; k++) {
            const double d =
                fabs(quantile(&x, (k + 0.5) / STEPS) - quantile(&y, (k + 0.5) / STEPS));
            sum += pow(d, p) / STEPS;
            largest = fmax(largest, d);
        }
        assert_true(fabs(pow(distance(&x, &y, p), p) / sum - 1) <= 2e-3);
        const double most = distance(&x, &y, INFINITY);
        assert_true(most >= largest - 1e-12 && most <= largest + 0.05);
        assert_true(fabs(distance(&x, &y, p) - distance(&y, &x, p)) <= 1e-14 * most);
    }
}

/* Bins without width are points; moving all by as much costs that much, also where it is next to nothing of the width;
 * totals do not matter. */
static void limits(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (size_t round = 0; round < cases_of(200); round++) {
        histogram x, y;
        fill(&x, &random);
        fill(&y, &random);
        histogram moved = x, flat[2] = {x, y};
        for (size_t i = 0; i < x.n; i++) {
            moved.low[i] += 0x1p-30, moved.high[i] += 0x1p-30;
            moved.mass[i] *= 1 + (double)(round % 7);
        }
        for (double p = 1; p <= 5; p += 0.5) {
            assert_true(fabs(distance(&x, &moved, p) * 0x1p30 - 1) <= 1e-4); /* 2⁻⁴⁷ of 2⁵ */
            assert_true(distance(&moved, &moved, p) == 0);
        }
        memcpy(flat[0].high, flat[0].low, sizeof x.low);
        memcpy(flat[1].high, flat[1].low, sizeof y.low);
        kl_line_options options;
        kl_line_options_init(&options);
        for (int p = 1; p <= 4; p++) {
            double line;
            options.power = p < 4 ? p : (double)INFINITY;
            assert_int_equal(kl_wasserstein_line(kl_f64(x.low, x.n), kl_f64(x.mass, x.n),
                                                 kl_f64(y.low, y.n), kl_f64(y.mass, y.n), &options,
                                                 &line, NULL),
                             KL_OK);
            assert_true(fabs(distance(&flat[0], &flat[1], options.power) - line) <= 1e-13 * line);
        }
    }
}

/* Where 0 lies does not matter, nor how little of the mass goes far: 2⁻⁴⁵ of it is rounding for p = ∞ alone. */
static void far_from_zero_and_little(void **state) {
    (void)state;
    const double far = 0x1p40, little = 0x1p-45;
    for (double p = 1; p <= 3; p++) {
        const histogram x = uniform(0, 1), y = {2, {0, 0.25}, {0.25, 1}, {0.1, 0.9}};
        const histogram u = uniform(far, far + 1),
                        v = {2, {far, far + 0.25}, {far + 0.25, far + 1}, {0.1, 0.9}};
        assert_true(fabs(distance(&u, &v, p) - distance(&x, &y, p)) <= p * 64 * 0x1p-53);
    }
    const histogram here = {2, {0, 1}, {0, 1}, {1, 0}}, some = {2, {0, 1}, {0, 1}, {1, little}};
    for (double p = 1; p <= 3; p++)
        assert_true(fabs(pow(distance(&here, &some, p), p) / little - 1) <=
                    1e-4); /* masses: 2⁻⁶⁰ of 2⁻⁴⁵ */
    assert_true(distance(&here, &some, INFINITY) == 0);
    const histogram mostly = {2, {0, 0x1p20}, {0, 0x1p20}, {1, little}}, off = uniform(1, 1);
    const double most = distance(&mostly, &off, 1000); /* (2⁻⁴⁵)^(1/1000) of 2²⁰ − 1 */
    assert_true(fabs(most / ((0x1p20 - 1) * pow(2, -0.045)) - 1) <= 1e-10);
}

/* The mean over points of two bins, by the midpoint rule. */
static double mean_cost(const histogram *x, size_t i, const histogram *y, size_t j, double p) {
    enum { STEPS = 40 };
    double sum = 0;
    for (int k = 0; k < STEPS; k++)
        for (int l = 0; l < STEPS; l++) {
            const double s = x->low[i] + (x->high[i] - x->low[i]) * (k + 0.5) / STEPS;
            const double t = y->low[j] + (y->high[j] - y->low[j]) * (l + 0.5) / STEPS;
            sum += pow(fabs(s - t), p);
        }
    return sum / (STEPS * STEPS);
}

/* Potentials are dual: no pair of bins is sold below its cost, which the midpoint rule knows to 1/1600 of its second
 * derivatives, and all bring what the plan costs. */
static void potentials_are_feasible(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 1.5, 3, 1.01};
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t round = 0; round < cases_of(60); round++) {
        const double p = powers[round % 5];
        histogram x, y;
        fill(&x, &random);
        fill(&y, &random);
        kl_transport *out = solved(&x, &y, p);
        const double *u = kl_transport_get_potential(out, 0),
                     *v = kl_transport_get_potential(out, 1);
        double most = 0;
        for (size_t i = 0; i < x.n; i++)
            for (size_t j = 0; j < y.n; j++)
                most = fmax(most, mean_cost(&x, i, &y, j, p));
        for (size_t i = 0; i < x.n; i++)
            for (size_t j = 0; j < y.n; j++)
                assert_true(u[i] + v[j] <= mean_cost(&x, i, &y, j, p) + 1e-3 * fmax(1, most));
        kl_transport_free(out);
    }
}

static double total_of(const histogram *h) {
    double total = 0;
    for (size_t i = 0; i < h->n; i++)
        total += h->mass[i];
    return total;
}

/* Where one side has no gap and no empty bin the dual is unique: potentials are the gradient by shares. */
static void potentials_are_the_gradient(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 1.5, 3, 40};
    const double step = 1e-5;
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (size_t round = 0; round < cases_of(60); round++) {
        const double p = powers[round % 5];
        histogram x, y;
        fill(&x, &random);
        fill(&y, &random);
        for (size_t i = 0; i < x.n; i++) {
            x.low[i] = i == 0 ? x.low[0] : x.high[i - 1];
            x.high[i] = x.low[i] + 0.1 + kl_random_uniform(&random);
            x.mass[i] += 1;
        }
        kl_transport *out = solved(&x, &y, p);
        const double *u = kl_transport_get_potential(out, 0), total = total_of(&x);
        double mean = 0, largest = pow(fmax(x.high[x.n - 1], y.high[y.n - 1]), p);
        for (size_t i = 0; i < x.n; i++)
            mean += u[i] * x.mass[i] / total;
        for (size_t i = 0; i < x.n; i++) {
            histogram more = x, less = x;
            more.mass[i] += step * total, less.mass[i] -= step * total;
            const double slope =
                (pow(distance(&more, &y, p), p) - pow(distance(&less, &y, p), p)) / (2 * step);
            /* rounding of differences, and of third derivatives of shares that are 1/300 at least */
            assert_true(fabs(slope - (u[i] - mean)) <= 1e-5 * largest);
        }
        kl_transport_free(out);
    }
}

static void refused(void **state) {
    (void)state;
    const histogram fine = uniform(0, 1);
    const struct {
        histogram h;
        kl_status status;
        const char *message;
    } cases[] = {
        {{2, {0, 1}, {1, INFINITY}, {1, 1}},
         KL_ERROR_VALUE,
         "bin 1 of y is from 1 to inf: expected two numbers that rise"},
        {{1, {1}, {0}, {1}},
         KL_ERROR_VALUE,
         "bin 0 of y is from 1 to 0: expected two numbers that rise"},
        {{2, {0, 0.5}, {1, 2}, {1, 1}},
         KL_ERROR_VALUE,
         "bin 1 of y begins at 0.5, where the one before has not ended"},
        {{.n = 0}, KL_ERROR_VALUE, "y has no bins"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const kl_bins x = bins_of(&fine), y = bins_of(&cases[k].h);
        kl_transport *out = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_transport_bins(&x, &y, NULL, &out, &error), cases[k].status);
        assert_string_equal(error.message, cases[k].message);
        assert_int_equal(error.input, 1);
        assert_null(out);
    }
    const histogram negative = {1, {0}, {1}, {-1}};
    const kl_bins x = bins_of(&fine), y = bins_of(&negative);
    kl_bins uneven = x;
    uneven.high.n = 2;
    kl_line_options options;
    kl_line_options_init(&options);
    kl_transport *out = NULL;
    assert_int_equal(kl_transport_bins(&x, &y, NULL, &out, NULL), KL_ERROR_VALUE);
    assert_int_equal(kl_transport_bins(&uneven, &x, NULL, &out, NULL), KL_ERROR_ARGUMENT);
    options.period = 24;
    assert_int_equal(kl_transport_bins(&x, &x, &options, &out, NULL), KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(known),
                                       cmocka_unit_test(against_a_grid),
                                       cmocka_unit_test(limits),
                                       cmocka_unit_test(potentials_are_feasible),
                                       cmocka_unit_test(potentials_are_the_gradient),
                                       cmocka_unit_test(far_from_zero_and_little),
                                       cmocka_unit_test(refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
