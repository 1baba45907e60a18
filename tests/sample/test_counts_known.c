/* SPDX-License-Identifier: Apache-2.0 */
/* Counts beside a known distribution: against the definitions, at the edges, and against sources of which
 * everything is known. */
#include "../all_cases.h"
#include "help.h"

#include "simulate.h"

#include <float.h>

#define N 12
/* The t quantile of 63 degrees of freedom at 0.975 (scipy.stats.t.ppf), for 64 bags. */
#define T63 1.998340542520741

static const char *const names[SIM_SYMBOLS_MAX] = {"A", "B", "C", "D", "E", "F", "G", "H", "I",
                                                   "J", "K", "L", "M", "N", "O", "P", "Q", "R",
                                                   "S", "T", "U", "V", "W", "X", "Y", "Z"};

static kl_counts_known *known_of(const kl_counts *counts, const double *weights, size_t n,
                                 const kl_sample_options *options) {
    kl_counts_known *known = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_counts_known_new(counts, names, weights, n, options, &known, &error) != KL_OK)
        fail_msg("%s", error.message);
    return known;
}

static kl_counts *named(const uint64_t *count, size_t n) {
    kl_counts *counts = NULL;
    assert_int_equal(kl_counts_from_names(names, count, n, 1, &counts, NULL), KL_OK);
    return counts;
}

static kl_estimate read(const kl_counts_known *known, kl_measure_id id, kl_direction d) {
    return kl_counts_known_estimate(known, id, d);
}

static const kl_measure_id of_model[] = {KL_CROSS_ENTROPY, KL_DIVERGENCE, KL_CHI_SQUARE,
                                         KL_PERPLEXITY, KL_JEFFREYS};
static const kl_measure_id bounded[] = {
    KL_JENSEN_SHANNON, KL_JENSEN_SHANNON_DISTANCE, KL_TOTAL_VARIATION,
    KL_HELLINGER,      KL_HELLINGER_SQUARED,       KL_TRIANGULAR,
    KL_LE_CAM};
#define EACH(i, list)                                                                              \
    size_t i = 0;                                                                                  \
    i < sizeof list / sizeof *list;                                                                \
    i++

/* ── The definitions ── */

/* By definition, in long double: `d` 0 has the counts for the truth, 1 for the model, then with a half more of each, or
 * where a measure divides by them with one. */
static double defined(kl_measure_id id, int d, const double *count, const double *weight) {
    long double p[N], q[N], sum_p = 0, sum_q = 0, total = 0;
    for (int i = 0; i < N; i++) {
        const double more = d == 0 ? 0 : id == KL_DIVERGENCE ? 0.5 : id == KL_CHI_SQUARE ? 1 : 0;
        p[i] = d == 0 ? count[i] : weight[i];
        q[i] = d == 0 ? weight[i] : count[i] + more;
        sum_p += p[i];
        sum_q += q[i];
    }
    for (int i = 0; i < N; i++) {
        const long double a = p[i] / sum_p, b = q[i] / sum_q, m = (a + b) / 2;
        total += id == KL_DIVERGENCE   ? (a > 0 ? a * logl(a / b) : 0)
                 : id == KL_CHI_SQUARE ? (a - b) * (a - b) / b
                 : id == KL_HELLINGER_SQUARED
                     ? (sqrtl(a) - sqrtl(b)) * (sqrtl(a) - sqrtl(b)) / 2
                     : (a > 0 ? a / 2 * logl(a / m) : 0) + (b > 0 ? b / 2 * logl(b / m) : 0);
    }
    return (double)total;
}

/* Value and standard error by the pseudo-values of Busing et al. 1999, from counts per bag. */
static void leave_bags_out(kl_measure_id id, int d, uint64_t (*bag)[SIM_SYMBOLS_MAX],
                           const double *weight, double *value, double *error, double *doubt) {
    double all[N] = {0}, n = 0, size[KL_BAGS] = {0}, without[KL_BAGS];
    for (int b = 0; b < KL_BAGS; b++) {
        for (int i = 0; i < N; i++) {
            all[i] += (double)bag[b][i];
            size[b] += (double)bag[b][i];
        }
        n += size[b];
    }
    const double full = defined(id, d, all, weight);
    *value = KL_BAGS * full;
    for (int b = 0; b < KL_BAGS; b++) {
        double rest[N];
        for (int i = 0; i < N; i++)
            rest[i] = all[i] - (double)bag[b][i];
        without[b] = defined(id, d, rest, weight);
        *value -= (1 - size[b] / n) * without[b];
    }
    double variance = 0;
    for (int b = 0; b < KL_BAGS; b++) {
        const double h = n / size[b], pseudo = h * full - (h - 1) * without[b];
        variance += (pseudo - *value) * (pseudo - *value) / (h - 1) / KL_BAGS;
    }
    *error = sqrt(variance);
    /* The next order of the bias of a root is 7/(16 n) of the first, that of n ln n beside another one 1/(4 n). */
    const double second = id == KL_HELLINGER_SQUARED ? 7.0 / 16
                          : id == KL_JENSEN_SHANNON  ? 0.25
                                                     : 0;
    *doubt = 0;
    for (int i = 0; i < N; i++)
        *doubt += second / all[i] / N * fabs(full - *value);
}

static void by_definition(void **state) {
    (void)state;
    static const kl_measure_id ids[] = {KL_DIVERGENCE, KL_CHI_SQUARE, KL_HELLINGER_SQUARED,
                                        KL_JENSEN_SHANNON};
    uint64_t bag[KL_BAGS][SIM_SYMBOLS_MAX] = {{0}};
    double weight[N];
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (int i = 0; i < N; i++) {
        weight[i] = 1 + 3 * kl_random_uniform(&random);
        for (int b = 0; b < KL_BAGS; b++)
            bag[b][i] = 5 + kl_random_below(&random, 20 + 4 * (uint64_t)i);
    }
    kl_counts *counts = sim_counts(bag, N);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 0;
    kl_counts_known *known = known_of(counts, weight, N, &options);
    for (EACH(k, ids)) {
        for (int d = 0; d < 2; d++) {
            double value, error, doubt;
            leave_bags_out(ids[k], d, bag, weight, &value, &error, &doubt);
            const kl_estimate e = read(known, ids[k], (kl_direction)d);
            const kl_method of_counts = ids[k] == KL_DIVERGENCE   ? KL_METHOD_KRICHEVSKY_TROFIMOV
                                        : ids[k] == KL_CHI_SQUARE ? KL_METHOD_SUCCESSION
                                                                  : KL_METHOD_JACKKNIFE;
            assert_int_equal(e.method, d == 0 ? KL_METHOD_JACKKNIFE : of_counts);
            /* The oracle takes differences of 64 values near 1 in size times 2⁻⁵³. */
            assert_true(fabs(e.value - value) <= 1e-12);
            assert_true(fabs(e.standard_error - error) <= 1e-10 * error);
            assert_true(fabs(e.low - (value - T63 * error - doubt)) <= 1e-11);
            assert_true(fabs(e.high - (value + T63 * error + doubt)) <= 1e-11);
            assert_int_equal(e.n, kl_counts_total(counts));
            assert_int_equal(e.flags, 0);
        }
    }
    double ratio = 0, sum = 0;
    for (size_t i = 0; i < kl_counts_known_size(known); i++) {
        const kl_pair_symbol s = kl_counts_known_symbol(known, KL_A_GIVEN_B, i);
        assert_string_equal(s.text, names[i]);
        ratio += s.p * log(s.p / s.q);
        sum += s.contribution;
    }
    assert_true(fabs(ratio - sum) <= 1e-14);
    kl_counts_known_free(known);
    kl_counts_free(counts);
}

/* Without smoothing every value is the measure of the shares. */
static void plain_values(void **state) {
    (void)state;
    const uint64_t count[] = {40, 10, 30, 20};
    const double p[] = {40, 10, 30, 20}, q[] = {0.1, 0.2, 0.3, 0.4};
    kl_counts *counts = named(count, 4);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.smoothing = KL_SMOOTH_NONE;
    kl_counts_known *known = known_of(counts, q, 4, &options);
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        for (int d = 0; d < 2; d++) {
            kl_estimate exact;
            assert_int_equal(kl_measure_compute((kl_measure_id)id, kl_f64(d == 0 ? p : q, 4),
                                                kl_f64(d == 0 ? q : p, 4), NULL, &exact, NULL),
                             KL_OK);
            const kl_estimate e = read(known, (kl_measure_id)id, (kl_direction)d);
            /* Sums, roots and an exponential of numbers below 10: a few roundings. */
            assert_true(fabs(e.value - exact.value) <= 1e-14 * (1 + exact.value));
        }
    }
    kl_counts_known_free(known);
    kl_counts_free(counts);
}

/* ── Zeros ── */

/* What is possible and was not counted: only a lower end, and that below any truth that fits. */
static void unseen(void **state) {
    (void)state;
    const uint64_t count[] = {4000, 3000, 0};
    const double weights[] = {0.4, 0.3, 0.3};
    kl_counts *counts = named(count, 3);
    for (int smoothing = KL_SMOOTH_KT; smoothing <= KL_SMOOTH_NONE; smoothing++) {
        kl_sample_options options;
        kl_sample_options_init(&options);
        options.smoothing = (kl_smoothing)smoothing;
        kl_counts_known *known = known_of(counts, weights, 3, &options);
        for (EACH(k, of_model)) {
            const kl_estimate e = read(known, of_model[k], KL_B_GIVEN_A);
            assert_true(e.flags & KL_FLAG_ONE_SIDED);
            assert_true(e.flags & KL_FLAG_UNSEEN_SUPPORT);
            const kl_note *note = kl_estimate_get_note(&e, KL_FLAG_UNSEEN_SUPPORT);
            assert_true(fabs(note->mass - 0.3) <= 1e-15);
            assert_true(note->count == 1 && note->side == 1);
            assert_true(isinf(e.high) && e.low > 0 && e.low <= e.value);
            assert_true(isinf(e.value) == (smoothing == KL_SMOOTH_NONE));
        }
        /* B and C pooled: KL of (0.4, 0.6) from (4, 3)/7 is 0.0583; the lower end is below it by an error of
         * some (ln 1.43 + ln 1.4)·√(pq/7000) = 0.004. */
        const double pooled = 0.4 * log(0.4 * 7 / 4) + 0.6 * log(0.6 * 7 / 3);
        const double low = read(known, KL_DIVERGENCE, KL_B_GIVEN_A).low;
        assert_true(low < pooled && low > pooled - 4 * 0.0042);
        assert_true(read(known, KL_DIVERGENCE_REVERSE, KL_A_GIVEN_B).low == low);
        /* The other direction knows its model, and bounded measures have no need. */
        assert_false(read(known, KL_DIVERGENCE, KL_A_GIVEN_B).flags & KL_FLAG_ONE_SIDED);
        assert_true(isfinite(read(known, KL_DIVERGENCE, KL_A_GIVEN_B).high));
        assert_true(isfinite(read(known, KL_JENSEN_SHANNON, KL_A_GIVEN_B).high));
        assert_true(isinf(kl_counts_known_plugin(known).value));
        const kl_estimate share = kl_counts_known_unseen(known);
        assert_true(fabs(share.value - 0.3) <= 1e-15 && share.notes[0].count == 1);
        kl_counts_known_free(known);
    }
    kl_counts_free(counts);
}

/* What was counted and is impossible: infinite, and known to be. */
static void impossible(void **state) {
    (void)state;
    const uint64_t count[] = {500, 300, 200, 0};
    const double weights[] = {2, 1, 0, 1};
    kl_counts *counts = named(count, 4);
    kl_counts_known *known = known_of(counts, weights, 4, NULL);
    for (EACH(k, of_model)) {
        const kl_estimate e = read(known, of_model[k], KL_A_GIVEN_B);
        assert_true(isinf(e.value) && isnan(e.low) && isnan(e.high));
        assert_true(e.flags & KL_FLAG_INFINITE);
        assert_false(e.flags & (KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED));
        assert_int_equal(e.note_count, 1);
        assert_true(fabs(e.notes[0].mass - 0.2) <= 1e-15);
        assert_true(e.notes[0].count == 1 && e.notes[0].side == 0);
        assert_true(kl_estimate_floor(&e) == INFINITY);
    }
    assert_true(isfinite(read(known, KL_DIVERGENCE, KL_B_GIVEN_A).value));
    assert_true(isinf(kl_counts_known_symbol(known, KL_A_GIVEN_B, 2).contribution));
    assert_int_equal(kl_counts_known_p_value(known).n, 0);
    kl_counts_known_free(known);
    kl_counts_free(counts);
}

/* No end of an interval leaves the range of its measure. */
static void within_the_range(void **state) {
    (void)state;
    const uint64_t tables[][3] = {{100, 3, 0}, {90, 0, 0}, {0, 60, 1}, {1, 1, 400}, {30, 1, 30}};
    const double weights[][3] = {{1, 0, 1e6}, {0, 1, 1}, {1, 1e-6, 1}, {1e6, 1, 1}, {0, 1e5, 1}};
    for (EACH(t, tables)) {
        kl_counts *counts = named(tables[t], 3);
        for (EACH(w, weights)) {
            if (!all_cases() && (t + w) % 5 != 0)
                continue;
            kl_counts_known *known = known_of(counts, weights[w], 3, NULL);
            for (EACH(k, bounded)) {
                const kl_estimate e = read(known, bounded[k], KL_A_GIVEN_B);
                const double upper = kl_measure_get(bounded[k])->upper;
                assert_true(e.value >= 0 && e.value <= upper);
                assert_true(isnan(e.low) || (0 <= e.low && e.low <= e.value));
                assert_true(isnan(e.high) || (e.value <= e.high && e.high <= upper));
            }
            kl_counts_known_free(known);
        }
        kl_counts_free(counts);
    }
}

/* 64 differences of values below 10 that are good to 16·2⁻⁵³ each. */
static void near(double a, double b) {
    assert_true((isnan(a) && isnan(b)) || fabs(a - b) <= 1e-11);
}

/* Totals do not matter; the largest weights do not overflow and the smallest are not impossible. */
static void any_total(void **state) {
    (void)state;
    const uint64_t count[] = {60, 70, 80};
    const double plain[] = {3, 4, 5}, small[] = {0x3p-1060, 0x4p-1060, 0x5p-1060},
                 large[] = {0x3p1020, 0x4p1020, 0x5p1020}, tiny[] = {DBL_MAX, DBL_TRUE_MIN, 1};
    kl_counts *counts = named(count, 3);
    kl_counts_known *one = known_of(counts, plain, 3, NULL),
                    *two = known_of(counts, small, 3, NULL),
                    *three = known_of(counts, large, 3, NULL);
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        for (int d = 0; d < 2; d++) {
            const kl_estimate a = read(one, (kl_measure_id)id, (kl_direction)d);
            const kl_estimate b = read(two, (kl_measure_id)id, (kl_direction)d);
            const kl_estimate c = read(three, (kl_measure_id)id, (kl_direction)d);
            near(a.value, b.value);
            near(a.low, b.low);
            near(a.high, b.high);
            near(a.value, c.value);
            near(a.low, c.low);
            near(a.high, c.high);
        }
    }
    kl_counts_known *four = known_of(counts, tiny, 3, NULL);
    assert_true(isfinite(read(four, KL_DIVERGENCE, KL_A_GIVEN_B).value));
    kl_counts_known_free(one);
    kl_counts_known_free(two);
    kl_counts_known_free(three);
    kl_counts_known_free(four);
    kl_counts_free(counts);
}

/* ── Coverage ── */

enum { RUNS = 300, DRAWS = 2000, SYMBOLS = 20, ASKED = 3 };

static const struct {
    kl_measure_id id;
    kl_direction direction;
} asked[ASKED] = {{KL_JENSEN_SHANNON, KL_A_GIVEN_B},
                  {KL_DIVERGENCE, KL_A_GIVEN_B},
                  {KL_DIVERGENCE, KL_B_GIVEN_A}};

static double truth_of(int k, const double *p, const double *q) {
    const int turned = asked[k].direction == KL_B_GIVEN_A;
    kl_estimate truth;
    assert_int_equal(kl_measure_compute(asked[k].id, kl_f64(turned ? q : p, SYMBOLS),
                                        kl_f64(turned ? p : q, SYMBOLS), NULL, &truth, NULL),
                     KL_OK);
    return truth.value;
}

/* DRAWS symbols, in blocks of 20, of Zipf shares tilted by `tilt`, beside the same shares without. */
static void check_coverage(double tilt, double sticky) {
    const sim_source source = sim_make(SYMBOLS, 1, tilt, 0, sticky);
    const sim_source law = sim_make(SYMBOLS, 1, 0, 0, 0);
    double p[SIM_SYMBOLS_MAX], q[SIM_SYMBOLS_MAX];
    sim_shares(&source, p);
    sim_shares(&law, q);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 0;
    unsigned held[ASKED] = {0};
    for (uint64_t run = 0; run < RUNS; run++) {
        kl_random random;
        kl_random_init(&random, 5, run);
        kl_counts *counts = sim_draw(&source, DRAWS, 20, &random);
        kl_counts_known *known = known_of(counts, q, SYMBOLS, &options);
        for (int k = 0; k < ASKED; k++) {
            const kl_estimate e = read(known, asked[k].id, asked[k].direction);
            const double truth = truth_of(k, p, q);
            /* 1e-12: the truth itself is rounded where P = Q */
            held[k] += e.low <= truth + 1e-12 && truth <= e.high;
        }
        kl_counts_known_free(known);
        kl_counts_free(counts);
    }
    for (int k = 0; k < ASKED; k++) {
        print_message("tilt %g, sticky %g, measure %d: %u of %d intervals hold the truth\n", tilt,
                      sticky, k, held[k], RUNS);
        /* 95 % of 300, less two standard errors of 1.3 points: 92 %. */
        assert_in_range(held[k], 276, RUNS);
    }
}

static void intervals_hold_the_truth(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    check_coverage(0, 0);
    check_coverage(0.3, 0.3);
    check_coverage(0.6, 0);
}

/* ── Refusals ── */

static void refuses(const kl_counts *counts, const char *const *list, const double *weights,
                    size_t n, kl_status expected, const char *part) {
    kl_counts_known *known = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_counts_known_new(counts, list, weights, n, NULL, &known, &error), expected);
    assert_null(known);
    assert_non_null(strstr(error.message, part));
}

static void bad_input(void **state) {
    (void)state;
    const uint64_t count[] = {60, 70};
    const char *const twice[] = {"A", "A"};
    kl_counts *counts = named(count, 2), *pairs = help_random(1, 2, 9, 64, 300);
    refuses(counts, names, (const double[]){1, -2}, 2, KL_ERROR_VALUE, "\"B\" is -2");
    refuses(counts, names, (const double[]){NAN, 1}, 2, KL_ERROR_VALUE, "\"A\"");
    refuses(counts, names, (const double[]){1, INFINITY}, 2, KL_ERROR_VALUE, "\"B\" is inf");
    refuses(counts, names, (const double[]){0, 0}, 2, KL_ERROR_VALUE, "all weights are 0");
    refuses(counts, names, NULL, 0, KL_ERROR_VALUE, "no weights");
    refuses(counts, twice, (const double[]){1, 2}, 2, KL_ERROR_VALUE, "A");
    refuses(pairs, names, (const double[]){1, 2}, 2, KL_ERROR_MISMATCH, "order 2");
    kl_counts_known_free(NULL);
    kl_counts_free(counts);
    kl_counts_free(pairs);
}

static void questions_nobody_can_ask(void **state) {
    (void)state;
    const uint64_t count[] = {60, 70};
    kl_counts *counts = named(count, 2);
    kl_counts_known *known = known_of(counts, (const double[]){1, 2}, 2, NULL);
    static const int ids[] = {-1, KL_MEASURE_COUNT, INT_MAX}, directions[] = {-1, 2, INT_MAX};
    for (EACH(i, ids)) {
        help_nothing(read(known, (kl_measure_id)ids[i], KL_A_GIVEN_B));
        help_nothing(read(known, KL_ENTROPY, (kl_direction)directions[i]));
        assert_null(kl_counts_known_symbol(known, (kl_direction)directions[i], 0).text);
    }
    assert_null(kl_counts_known_symbol(known, KL_A_GIVEN_B, 2).text);
    kl_counts_known_free(known);
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_definition),
        cmocka_unit_test(plain_values),
        cmocka_unit_test(unseen),
        cmocka_unit_test(impossible),
        cmocka_unit_test(within_the_range),
        cmocka_unit_test(any_total),
        cmocka_unit_test(questions_nobody_can_ask),
        cmocka_unit_test(bad_input),
        cmocka_unit_test(intervals_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
