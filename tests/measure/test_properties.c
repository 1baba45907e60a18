/* SPDX-License-Identifier: Apache-2.0 */
/* Each flag of a row promises something that random distributions must keep; each flag that is missing
 * has a counterexample that must break it; generators and conjugates belong to their measure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/measure.h>

#include "../all_cases.h"
#include "kernels/scalar.h"
#include "measure/row.h"

#include <math.h>
#include <string.h>

enum { N = 6 };

static int rounds; /* of random distributions */

/* Every value is good to 16·2⁻⁵³ (the root of one to less), an inequality between sums of three of them
 * therefore to 64·2⁻⁵³ of the largest. */
#define SLACK 0x1p-47

static double value_of(const kl_measure *row, const double *p, const double *q, size_t n) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = row->parameter.name != NULL ? row->parameter.value : NAN;
    if (kl_measure_compute(row->id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, &error))
        fail_msg("%s: %s", row->name, error.message);
    assert_int_equal(estimate.unit, row->unit);
    return estimate.value;
}

/* Other values of parameters than the defaults. */
static const struct {
    kl_measure_id id;
    double parameter;
} tuned[] = {
    {KL_JENSEN_SHANNON, 0.1}, {KL_JENSEN_SHANNON, 0.8}, {KL_JENSEN_SHANNON_DISTANCE, 0.3},
    {KL_RENYI, 0.0},          {KL_RENYI, 0.25},         {KL_RENYI, 0.5},
    {KL_RENYI, 1.0},          {KL_RENYI, 3.0},          {KL_RENYI, INFINITY},
    {KL_TSALLIS, 0.2},        {KL_TSALLIS, 1.0},        {KL_TSALLIS, 2.5},
    {KL_ALPHA, -3.0},         {KL_ALPHA, -1.0},         {KL_ALPHA, 0.5},
    {KL_ALPHA, 1.0},          {KL_ALPHA, 2.0},          {KL_CRESSIE_READ, -1.5},
    {KL_CRESSIE_READ, -1.0},  {KL_CRESSIE_READ, -0.5},  {KL_CRESSIE_READ, 0.0},
    {KL_CRESSIE_READ, 1.0},   {KL_HOCKEY_STICK, 1.0},   {KL_HOCKEY_STICK, 1.5},
    {KL_SKEW, 0.05},          {KL_SKEW, 0.5},
};
enum { TUNED = sizeof tuned / sizeof tuned[0], ROWS = KL_MEASURE_COUNT + TUNED };

static kl_measure rows[ROWS];

static int make_rows(void **state) {
    (void)state;
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        rows[id] = *kl_measure_get((kl_measure_id)id);
    for (int i = 0; i < TUNED; i++)
        if (kl_measure_at(tuned[i].id, tuned[i].parameter, &rows[KL_MEASURE_COUNT + i], NULL))
            return -1;
    return 0;
}

/* Sums to 1 (nearly); `zeros`: some symbols are impossible. */
static void draw(kl_random *random, double *p, int zeros) {
    double total = 0.0;
    for (int i = 0; i < N; i++) {
        double u = kl_random_uniform(random);
        p[i] = zeros && kl_random_below(random, 3) == 0 ? 0.0 : u * u * u;
        total += p[i];
    }
    if (total == 0.0)
        total = p[0] = 1.0;
    for (int i = 0; i < N; i++)
        p[i] /= total;
}

static void mix(double *out, double w, const double *a, const double *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        out[i] = w * a[i] + (1.0 - w) * b[i];
}

/* A partition into so many parts at most, of which some may be empty: the part of each symbol. */
static size_t draw_partition(kl_random *random, size_t part[N]) {
    const size_t parts = 1 + (size_t)kl_random_below(random, N);
    for (int i = 0; i < N; i++)
        part[i] = (size_t)kl_random_below(random, parts);
    return parts;
}

/* The symbols of a part become one. */
static void merge(double *out, const double *p, const size_t part[N], size_t parts) {
    memset(out, 0, parts * sizeof *out);
    for (int i = 0; i < N; i++)
        out[part[i]] += p[i];
}

/* left ≤ right, up to what rounding may do. Infinite on the right is fine. */
static int at_most(double left, double right) {
    return isinf(right) || left <= right + SLACK * (fabs(right) + 1e-15);
}

static void check_row(const kl_measure *row, kl_random *random, int zeros) {
    double p[N], q[N], r[N], s[N], a[N], b[N];
    draw(random, p, zeros);
    draw(random, q, zeros);
    draw(random, r, zeros);
    draw(random, s, zeros);
    double d = value_of(row, p, q, N);
    if (row->properties & KL_NON_NEGATIVE)
        assert_true(d >= 0.0);
    if (row->properties & KL_ZERO_ONLY_IF_EQUAL) {
        assert_true(value_of(row, p, p, N) == 0.0);
        assert_true(d > 0.0);
    }
    if (row->properties & KL_SYMMETRIC)
        assert_true(d == value_of(row, q, p, N));
    if (row->properties & KL_TRIANGLE)
        assert_true(at_most(value_of(row, p, r, N), d + value_of(row, q, r, N)));
    if (row->properties & KL_FINITE)
        assert_true(isfinite(d));
    assert_true(d <= row->upper);
    if (row->properties & KL_DATA_PROCESSING) {
        size_t part[N];
        const size_t parts = draw_partition(random, part);
        merge(a, p, part, parts);
        merge(b, q, part, parts);
        if (!at_most(value_of(row, a, b, parts), d))
            fail_msg("%s grows when symbols are merged", row->name);
    }
    if (row->properties & KL_JOINTLY_CONVEX) {
        const double w = kl_random_uniform(random);
        mix(a, w, p, r, N);
        mix(b, w, q, s, N);
        if (!at_most(value_of(row, a, b, N), w * d + (1.0 - w) * value_of(row, r, s, N)))
            fail_msg("%s is not jointly convex", row->name);
    }
}

static void test_promises(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 42, 0);
    for (int i = 0; i < ROWS; i++)
        for (int round = 0; round < rounds; round++)
            check_row(&rows[i], &random, round % 2);
}

static int breaks(const kl_measure *row, const kl_counterexample *c) {
    const double *p = c->p, *q = c->q;
    size_t n = c->n;
    double d = value_of(row, p, q, n), a[2], b[2];
    switch (c->breaks) {
    case KL_NON_NEGATIVE:
        return d < 0.0;
    case KL_ZERO_ONLY_IF_EQUAL:
        return (memcmp(p, q, n * sizeof *p) == 0) != (d == 0.0);
    case KL_SYMMETRIC:
        return fabs(d - value_of(row, q, p, n)) > 0.01;
    case KL_TRIANGLE:
        return value_of(row, p, c->r, n) > d + value_of(row, q, c->r, n) + 0.01;
    case KL_FINITE:
        return isinf(d);
    case KL_JOINTLY_CONVEX: /* two pairs one after the other */
        assert_int_equal(n, 2);
        mix(a, 0.5, p, p + n, n);
        mix(b, 0.5, q, q + n, n);
        return value_of(row, a, b, n) > 0.5 * d + 0.5 * value_of(row, p + n, q + n, n) + 0.01;
    case KL_DATA_PROCESSING:
        a[0] = p[0] + p[1];
        b[0] = q[0] + q[1];
        return value_of(row, a, b, 1) > d + 0.01;
    }
    return 0;
}

static int lacks(const double *one, const double *other, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (one[i] == 0.0 && other[i] > 0.0)
            return 1;
    return 0;
}

/* Infinite are the pairs whose supports are like those of a counterexample, and the notes are about the
 * sides that it blames; of f-divergences the generator says the same. */
static void test_infinite_sides(void **state) {
    (void)state;
    enum { SYMBOLS = 3, PAIRS = 4 };
    static const double full[] = {0.5, 0.25, 0.25}, left[] = {0.5, 0.5, 0.0},
                        right[] = {0.5, 0.0, 0.5}, other[] = {0.0, 0.0, 1.0};
    static const double *const pairs[PAIRS][2] = {
        {full, left}, {left, full}, {left, right}, {left, other}};
    for (int r = 0; r < ROWS; r++) {
        const kl_measure *row = &rows[r];
        int alone[2] = {0, 0}, apart = 0;
        for (size_t k = 0; k < row->counterexample_count; k++) {
            const kl_counterexample *c = &row->counterexamples[k];
            if (c->breaks != KL_FINITE)
                continue;
            const int q_lacks = lacks(c->q, c->p, c->n), p_lacks = lacks(c->p, c->q, c->n);
            alone[0] |= q_lacks && !p_lacks;
            alone[1] |= p_lacks && !q_lacks;
            apart |= p_lacks && q_lacks;
        }
        if (row->kind == KL_KIND_F_DIVERGENCE) {
            assert_int_equal(alone[0], isinf(row->generator_slope_at_infinity) != 0);
            assert_int_equal(alone[1], isinf(row->generator_at_zero) != 0);
        }
        for (int i = 0; i < PAIRS; i++) {
            const double *p = pairs[i][0], *q = pairs[i][1];
            const int shared = q != other, lack[2] = {lacks(q, p, SYMBOLS), lacks(p, q, SYMBOLS)};
            kl_estimate e;
            kl_measure_options options;
            kl_measure_options_init(&options);
            options.parameter = row->parameter.name != NULL ? row->parameter.value : NAN;
            assert_int_equal(kl_measure_compute(row->id, kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS),
                                                &options, &e, NULL),
                             KL_OK);
            assert_int_equal(isinf(e.value) != 0,
                             (alone[0] && lack[0]) || (alone[1] && lack[1]) || (apart && !shared));
            int noted[2] = {0, 0};
            for (uint32_t k = 0; k < e.note_count; k++)
                noted[e.notes[k].side] = 1;
            for (unsigned side = 0; side < 2; side++)
                assert_int_equal(noted[side],
                                 isinf(e.value) && lack[side] && (alone[side] || apart));
        }
    }
}

static void test_counterexamples(void **state) {
    (void)state;
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        const kl_measure *row = kl_measure_get(id);
        uint32_t settled = row->properties;
        for (size_t i = 0; i < row->counterexample_count; i++) {
            const kl_counterexample *c = &row->counterexamples[i];
            assert_int_equal(row->properties & c->breaks, 0);
            if (!breaks(row, c))
                fail_msg("%s: counterexample %zu breaks nothing", row->name, i);
            settled |= c->breaks;
        }
        /* Of one distribution alone neither the triangle says anything. */
        if (id == KL_ENTROPY)
            settled |= KL_TRIANGLE;
        assert_int_equal(settled, (1u << 7) - 1);
    }
}

/* Σ q f(p/q), with q f(0) where p = 0 and p f′(∞) where q = 0. */
static void test_generators(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 43, 0);
    for (int r = 0; r < ROWS; r++) {
        const kl_measure *row = &rows[r];
        assert_true((row->generator != NULL) == (row->kind == KL_KIND_F_DIVERGENCE));
        assert_true((row->conjugate != NULL) == (row->generator != NULL));
        if (row->generator == NULL)
            continue;
        assert_true(fabs(row->generator(1.0, row->parameter.value)) == 0.0);
        for (int round = 0; round < rounds; round++) {
            double p[N], q[N], sum = 0.0, size = 0.0;
            draw(&random, p, round % 2);
            draw(&random, q, round % 2);
            for (int i = 0; i < N; i++) {
                double term = 0.0;
                if (p[i] > 0.0 && q[i] > 0.0)
                    term = q[i] * row->generator(p[i] / q[i], row->parameter.value);
                else if (q[i] > 0.0)
                    term = q[i] * row->generator_at_zero;
                else if (p[i] > 0.0)
                    term = p[i] * row->generator_slope_at_infinity;
                sum += term;
                size += fabs(term) + p[i] + q[i];
            }
            double d = value_of(row, p, q, N);
            /* f near 1 is a difference of numbers near 1, each rounded a few times. */
            if (isinf(sum) || isinf(d))
                assert_true(sum == d);
            else if (!(fabs(sum - d) <= 32 * 0x1p-53 * (size + sum)))
                fail_msg("%s: %.17g by its generator, %.17g", row->name, sum, d);
        }
    }
}

/* t·u − f(t) ≤ f*(u), with equality where u = f′(t): found by sweeping t. */
static void test_conjugates(void **state) {
    (void)state;
    for (int r = 0; r < ROWS; r++) {
        const kl_measure *row = &rows[r];
        if (row->conjugate == NULL)
            continue;
        for (double u = -4.0; u < 1.0; u += all_cases() ? 0.0625 : 0.8125) {
            double best = isinf(row->generator_at_zero) ? -INFINITY : -row->generator_at_zero;
            for (double l = -12.0; l < 12.0; l += 0.001) {
                double t = kl_exp(l), low = t * u - row->generator(t, row->parameter.value);
                if (low > best)
                    best = low;
            }
            double corner = row->parameter.value * u -
                            row->generator(row->parameter.value, row->parameter.value);
            if (row->id == KL_HOCKEY_STICK && corner > best)
                best = corner;
            double star = row->conjugate(u, row->parameter.value);
            if (!(best <= star + 1e-12 * (1.0 + fabs(star))))
                fail_msg("%s: f*(%g) = %g, but %g is reached", row->name, u, star, best);
            /* The sweep's step is 0.001 in ln t, so it misses the top by some t²f″·5e-7; where the slope
             * at infinity is passed there is no top. */
            if (u > row->generator_slope_at_infinity)
                assert_true(isinf(star));
            else if (isfinite(star) && star < 1e3 && u < row->generator_slope_at_infinity - 1e-9 &&
                     !(star - best <= 1e-4 * (1.0 + fabs(star))))
                fail_msg("%s: f*(%g) = %g, but no more than %g is reached", row->name, u, star,
                         best);
        }
    }
}

/* t·s − f(t) for s = f′(∞): it never falls, and its limit is f*(s). Doubling t twelve times more adds next to nothing
 * where there is one (the slowest rows near it as 1/√t), and as much again or more where it grows like ln t. */
static void check_upper_end(const kl_measure *row) {
    const double a = row->parameter.value, s = row->generator_slope_at_infinity;
    const double star = row->conjugate(s, a), far = 0x1p24;
    const double first = s - row->generator(1.0, a), next = 0x1p12 * s - row->generator(0x1p12, a),
                 last = far * s - row->generator(far, a);
    const double rounding = 0x1p-50 * far * s;
    if (last - next > 0.3 * (next - first) + rounding) {
        if (!(star > last)) /* s may be rounded down, where it is finite yet */
            fail_msg("%s: f*(f'(inf)) = %g, but t·u − f(t) grows without bound", row->name, star);
        return;
    }
    if (!(fabs(star - last) <= 0x1p-9 * (1.0 + fabs(last)) + rounding))
        fail_msg("%s: f*(f'(inf)) = %g, not %g", row->name, star, last);
    /* f − t f′, which it is less of, has that limit too. */
    const double slope = row->gradient(INFINITY, INFINITY, a);
    if (!(fabs(star + slope) <= 0x1p-50 * fabs(slope)))
        fail_msg("%s: f*(f'(inf)) = %.17g, not %.17g", row->name, star, -slope);
    if (!isinf(row->conjugate(s + 0x1p-40 * s, a)))
        fail_msg("%s: f* is finite beyond f'(inf)", row->name);
}

/* Far below everything t = 0 is best, or never is if f(0) is infinite. */
static void check_lower_end(const kl_measure *row) {
    const double star = row->conjugate(-0x1p40, row->parameter.value);
    assert_true(isinf(row->generator_at_zero)
                    ? star < -10.0
                    : fabs(star + row->generator_at_zero) <= 0x1p-8 * row->generator_at_zero);
}

static void test_ends_of_conjugates(void **state) {
    (void)state;
    for (int r = 0; r < ROWS; r++) {
        if (rows[r].conjugate == NULL)
            continue;
        check_lower_end(&rows[r]);
        if (isfinite(rows[r].generator_slope_at_infinity))
            check_upper_end(&rows[r]);
    }
}

/* Rows of that kind are the functions that they say they are, of the values that their f-divergence has: four
 * operations on a value that has its own error, and of powers besides 4·|a − 1|·|ln(p/q)|·2⁻⁵³ of each. */
static void test_functions_of_divergences(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 45, 0);
    unsigned tried = 0;
    for (int r = 0; r < ROWS; r++) {
        kl_measure_row row;
        kl_measure divergence;
        const double parameter = rows[r].parameter.name ? rows[r].parameter.value : NAN;
        assert_int_equal(kl_measure_row_at(rows[r].id, parameter, &row, NULL), KL_OK);
        if (row.function_of == KL_ENTROPY)
            continue;
        assert_int_equal(row.measure.kind, KL_KIND_RENYI_LIKE);
        /* Rényi's ends are not there. */
        if (kl_measure_at(row.function_of, parameter, &divergence, NULL) != KL_OK) {
            assert_true(parameter == 0.0 || isinf(parameter));
            continue;
        }
        for (int round = 0; round < rounds; round++) {
            double p[N], q[N], slope, next;
            draw(&random, p, 0);
            draw(&random, q, 0);
            const double d = value_of(&divergence, p, q, N), value = value_of(&rows[r], p, q, N);
            const double made = kl_measure_of_divergence(&row, d, &slope);
            if (!(fabs(made - value) <= 0x1p-46 * (value + slope * d)))
                fail_msg("%s: %.17g of %s, %.17g", rows[r].name, made, divergence.name, value);
            const double step = 0x1p-20 * d,
                         rise = kl_measure_of_divergence(&row, d + step, &next) - made;
            assert_true(fabs(rise - slope * step) <= 0x1p-16 * slope * step + 0x1p-52 * made);
        }
        tried++;
    }
    assert_true(tried >= 8);
}

static void same(const kl_measure *row, const char *what, double stored, double made) {
    if (stored != made)
        fail_msg("%s: %s is %a in the row, %a for its default", row->name, what, stored, made);
}

/* What a row holds for its default is what it is for that value, to the bit. */
static void test_defaults(void **state) {
    (void)state;
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        const kl_measure *row = &rows[id];
        kl_measure made;
        assert_int_equal(kl_measure_at(row->id, NAN, &made, NULL), KL_OK);
        assert_int_equal(made.properties, row->properties);
        assert_int_equal(made.counterexample_count, row->counterexample_count);
        same(row, "upper", row->upper, made.upper);
        if (row->generator == NULL)
            continue;
        same(row, "f(0)", row->generator_at_zero, made.generator_at_zero);
        same(row, "f'(inf)", row->generator_slope_at_infinity, made.generator_slope_at_infinity);
    }
}

/* H(P, Q) = H(P) + KL(P‖Q), and perplexity is its exponential. */
static void test_identities(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 44, 0);
    for (int round = 0; round < rounds; round++) {
        double p[N], q[N];
        draw(&random, p, round % 2);
        draw(&random, q, 0);
        double h = value_of(kl_measure_get(KL_ENTROPY), p, q, N);
        double cross = value_of(kl_measure_get(KL_CROSS_ENTROPY), p, q, N);
        double d = value_of(kl_measure_get(KL_DIVERGENCE), p, q, N);
        /* Three values at 16·2⁻⁵³ each, and one addition. */
        assert_true(fabs(cross - (h + d)) <= 33 * 0x1p-53 * cross);
        assert_true(value_of(kl_measure_get(KL_PERPLEXITY), p, q, N) == kl_exp(cross));
        double v = value_of(kl_measure_get(KL_TOTAL_VARIATION), p, q, N);
        assert_true(at_most(2.0 * v * v, d)); /* Pinsker */
        /* Topsøe 2000: of triangular discrimination Δ and Jensen–Shannon */
        double triangular = value_of(kl_measure_get(KL_TRIANGULAR), p, q, N);
        double jensen_shannon = value_of(kl_measure_get(KL_JENSEN_SHANNON), p, q, N);
        assert_true(at_most(2.0 * v * v, triangular) && at_most(triangular, 2.0 * v));
        assert_true(at_most(triangular / 4.0, jensen_shannon));
        assert_true(at_most(jensen_shannon, 0x1.62e42fefa39efp-1 / 2.0 * triangular));
        assert_true(at_most(jensen_shannon, 0x1.62e42fefa39efp-1 * v));
        /* Le Cam: H² ≤ TV ≤ H √(2 − H²); Bretagnolle and Huber: TV ≤ √(1 − e^−KL) */
        double h2 = value_of(kl_measure_get(KL_HELLINGER_SQUARED), p, q, N);
        assert_true(at_most(h2, v) && at_most(v, sqrt(h2 * (2.0 - h2))));
        assert_true(at_most(v, sqrt(-kl_expm1(-d))));
        /* KL ≤ ln(1 + χ²) ≤ χ² */
        double chi_square = value_of(kl_measure_get(KL_CHI_SQUARE), p, q, N);
        assert_true(at_most(d, kl_log1p(chi_square)));
        double jeffreys = value_of(kl_measure_get(KL_JEFFREYS), p, q, N);
        double reverse = value_of(kl_measure_get(KL_DIVERGENCE_REVERSE), p, q, N);
        assert_true(isinf(jeffreys) ? isinf(reverse)
                                    : fabs(jeffreys - (d + reverse)) <= 33 * 0x1p-53 * jeffreys);
    }
}

/* Each of the other names finds its row, so none is given twice. */
static void check_aliases(const kl_measure *row) {
    char list[200], *next = list;
    assert_true(strlen(row->also) < sizeof list);
    strcpy(list, row->also);
    for (char *name; (name = strsep(&next, ",")) != NULL;)
        assert_ptr_equal(kl_measure_find(name + strspn(name, " ")), row);
}

static void test_catalogue(void **state) {
    (void)state;
    assert_int_equal(kl_measure_count(), KL_MEASURE_COUNT);
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *row = kl_measure_get(id);
        assert_int_equal(row->id, id);
        assert_ptr_equal(kl_measure_find(row->name), row);
        assert_non_null(row->title);
        check_aliases(row);
        assert_non_null(row->formula);
        assert_non_null(row->meaning);
        assert_non_null(row->source);
    }
    assert_null(kl_measure_get(KL_MEASURE_COUNT));
    assert_null(kl_measure_get((kl_measure_id)-1));
    assert_ptr_equal(kl_measure_find("PSI"), kl_measure_get(KL_JEFFREYS));
    assert_ptr_equal(kl_measure_find("Population_stability index"), kl_measure_get(KL_JEFFREYS));
    assert_null(kl_measure_find("jensen shannon"));
    assert_ptr_equal(kl_measure_find("J"), kl_measure_get(KL_JEFFREYS));
    assert_null(kl_measure_find("kullback"));
    assert_null(kl_measure_find(""));
    assert_null(kl_measure_find(NULL));
}

int main(void) {
    rounds = (int)cases_of(400);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promises),   cmocka_unit_test(test_counterexamples),
        cmocka_unit_test(test_generators), cmocka_unit_test(test_infinite_sides),
        cmocka_unit_test(test_conjugates), cmocka_unit_test(test_identities),
        cmocka_unit_test(test_catalogue),  cmocka_unit_test(test_ends_of_conjugates),
        cmocka_unit_test(test_defaults),   cmocka_unit_test(test_functions_of_divergences),
    };
    return cmocka_run_group_tests(tests, make_rows, NULL);
}
