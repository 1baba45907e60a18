/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals hold the truth: one setting a call, for bench_coverage.py.
 *
 *     coverage entropy SIZE ALPHABET STEEP RUNS     draws from shares 1/rank^STEEP: a line for each estimator
 *     coverage pair SIZE ALPHABET STEEP TILT RUNS   two such sources, one tilted: a line for each measure
 *     coverage carried SIZE SIZE ALPHABET STEEP TILT RUNS
 *                                                 such a pair: for each estimator a line for KL, for the cross-entropy
 *                                                 and for the Jensen-Shannon divergence
 *     coverage shares SIZE SIZE P,PxTIMES,... Q,QxTIMES,... RUNS
 *                                                 draws from these shares: a line for each measure
 *     coverage blocks TILT APART STICKY SIZE SIZE RUNS
 *                                                 letters in blocks with topics: a line for each measure
 *
 * A line: name, truth, runs, intervals, of these one-sided, intervals that hold the truth, mean and root of the
 * mean square of the error of the value, mean width of two-sided intervals, infinite values, which have no part in
 * the errors. The first line of two sources is
 * that of the permutation test: name, runs, p-values up to 0.05. All of it repeats from run to run. */
#include "../tests/sample/simulate.h"
#include "sample/binomial.h"
#include "sample/carried.h"
#include "sample/entropy_methods.h"

#define SEED 4
#define MOST 100 /* shares in a list */

typedef struct tally {
    unsigned runs, intervals, one_sided, covered, infinite;
    double error, square, width;
} tally;

static void add(tally *to, const kl_estimate *e, double truth) {
    to->runs++;
    if (isfinite(e->value)) {
        to->error += e->value - truth;
        to->square += (e->value - truth) * (e->value - truth);
    }
    to->infinite += isinf(e->value) != 0;
    if (isnan(e->low))
        return;
    to->intervals++;
    /* 1e-12: the truth itself is rounded where P = Q or all shares are equal */
    to->covered += e->low <= truth + 1e-12 && truth <= e->high + 1e-12;
    if (kl_estimate_has(e, KL_FLAG_ONE_SIDED))
        to->one_sided++;
    else
        to->width += e->high - e->low;
}

static void print(const char *name, const tally *of, double truth) {
    unsigned two_sided = of->intervals - of->one_sided;
    printf("%s %.17g %u %u %u %u %.6g %.6g %.6g %u\n", name, truth, of->runs, of->intervals,
           of->one_sided, of->covered, of->error / of->runs, sqrt(of->square / of->runs),
           two_sided > 0 ? of->width / two_sided : NAN, of->infinite);
}

/* ── Sources of any size ── */

typedef struct source {
    size_t n;
    double *share, *rest; /* of symbol i; of those from i on */
    char (*name)[24];
} source;

static source source_new(size_t n, double steep, double tilt) {
    source s = {n, calloc(n, sizeof(double)), calloc(n + 1, sizeof(double)), calloc(n, 24)};
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        snprintf(s.name[i], sizeof *s.name, "%zu", i);
        sum += s.share[i] = kl_exp(-steep * kl_log((double)i + 1) + (i % 2 ? tilt : -tilt));
    }
    for (size_t i = n; i-- > 0;) {
        s.share[i] /= sum;
        s.rest[i] = s.rest[i + 1] + s.share[i];
    }
    return s;
}

/* How many of n uniform numbers are below p: bit by bit, each of those that agree with p so far has the next bit
 * 0 or 1 with equal chance. */
static uint64_t binomial(kl_random *random, uint64_t n, double p) {
    uint64_t below = 0;
    for (int bit = 0; bit < 64 && n > 0 && p > 0; bit++) {
        uint64_t zeros = kl_binomial_half(random, n);
        p *= 2;
        if (p >= 1) {
            p -= 1;
            below += zeros;
            n -= zeros;
        } else {
            n = zeros;
        }
    }
    return below;
}

static kl_counts *draw(const source *s, uint64_t left, kl_random *random, uint64_t seed) {
    uint64_t *count = calloc(s->n, sizeof *count);
    const char **name = calloc(s->n, sizeof *name);
    for (size_t i = 0; i < s->n; i++) {
        name[i] = s->name[i];
        count[i] = i + 1 < s->n ? binomial(random, left, s->share[i] / s->rest[i]) : left;
        left -= count[i];
    }
    kl_counts *out = NULL;
    kl_counts_from_names(name, count, s->n, seed, &out, NULL);
    free(name);
    free(count);
    return out;
}

/* ── Entropies ── */

static const kl_method methods[] = {KL_METHOD_PLUGIN,
                                    KL_METHOD_MILLER_MADOW,
                                    KL_METHOD_JACKKNIFE,
                                    KL_METHOD_DIRICHLET_JEFFREYS,
                                    KL_METHOD_DIRICHLET_LAPLACE,
                                    KL_METHOD_DIRICHLET_PERKS,
                                    KL_METHOD_DIRICHLET_MINIMAX,
                                    KL_METHOD_SHRINKAGE,
                                    KL_METHOD_CHAO_SHEN,
                                    KL_METHOD_GRASSBERGER,
                                    KL_METHOD_ZHANG,
                                    KL_METHOD_NSB};
enum { METHODS = sizeof methods / sizeof *methods };

/* The interval of the jackknife is that of all of them, so of the others only the value is made. */
static int add_entropies(const kl_counts *counts, double truth, tally *all) {
    kl_frequency_desk desk;
    double *count = calloc(counts->size, sizeof *count);
    if (count == NULL || kl_frequency_desk_new(counts->size, &desk, NULL) != KL_OK)
        return 0;
    for (size_t g = 0; g < counts->size; g++)
        count[g] = (double)counts->count[g];
    kl_frequencies f = kl_frequencies_of(&desk, count, counts->size);
    for (size_t m = 0; m < METHODS; m++) {
        const kl_entropy_method *row = kl_entropy_method_find(methods[m]);
        kl_estimate e = {.low = NAN};
        if (row == NULL && kl_counts_entropy(counts, methods[m], NULL, &e, NULL) != KL_OK)
            return 0;
        if (row != NULL)
            e.value = kl_entropy_by(row, &f, f.seen, &e.flags);
        add(&all[m], &e, truth);
    }
    kl_frequency_desk_free(&desk);
    free(count);
    return 1;
}

static int entropy(size_t size, size_t alphabet, double steep, unsigned runs) {
    source s = source_new(alphabet, steep, 0);
    tally all[METHODS] = {{0}};
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < alphabet; i++)
        kl_exact_sum_add(&sum, -s.share[i] * kl_log(s.share[i]));
    const double truth = kl_exact_sum_round(&sum);
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, SEED, run);
        kl_counts *counts = draw(&s, size, &random, run);
        if (counts == NULL || !add_entropies(counts, truth, all))
            return 1;
        kl_counts_free(counts);
    }
    for (size_t m = 0; m < METHODS; m++)
        print(kl_method_name(methods[m]), &all[m], truth);
    return 0;
}

/* ── Two sources ── */

static const kl_measure_id measures[] = {KL_ENTROPY,
                                         KL_CROSS_ENTROPY,
                                         KL_DIVERGENCE,
                                         KL_JEFFREYS,
                                         KL_JENSEN_SHANNON,
                                         KL_TOTAL_VARIATION,
                                         KL_HELLINGER_SQUARED,
                                         KL_BHATTACHARYYA,
                                         KL_TRIANGULAR,
                                         KL_HOCKEY_STICK,
                                         KL_SKEW,
                                         KL_CHI_SQUARE,
                                         KL_CHI_SQUARE_SYMMETRIC,
                                         KL_RENYI,
                                         KL_CRESSIE_READ};
enum { MEASURES = sizeof measures / sizeof *measures };

typedef struct pairs {
    double truth[MEASURES];
    unsigned runs, alarms;
    tally all[MEASURES];
} pairs;

static int begin_pairs(pairs *p, const double *a, const double *b, size_t n) {
    memset(p, 0, sizeof *p);
    for (size_t k = 0; k < MEASURES; k++) {
        kl_estimate truth;
        if (kl_measure_compute(measures[k], kl_f64(a, n), kl_f64(b, n), NULL, &truth, NULL) !=
            KL_OK)
            return 0;
        p->truth[k] = truth.value;
    }
    return 1;
}

static int add_pair(pairs *p, kl_counts *a, kl_counts *b, uint64_t seed) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 39; /* so that p = 1/40, 2/40 … are at hand */
    options.seed = seed;
    kl_counts_pair *pair = NULL;
    if (kl_counts_pair_new(a, b, &options, &pair, NULL) != KL_OK)
        return 0;
    p->runs++;
    p->alarms += kl_counts_pair_p_value(pair).value <= 0.05;
    for (size_t k = 0; k < MEASURES; k++) {
        kl_estimate e = kl_counts_pair_estimate(pair, measures[k], KL_A_GIVEN_B);
        add(&p->all[k], &e, p->truth[k]);
    }
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
    return 1;
}

static void end_pairs(const pairs *p) {
    printf("test %u %u\n", p->runs, p->alarms);
    for (size_t k = 0; k < MEASURES; k++)
        print(kl_measure_get(measures[k])->name, &p->all[k], p->truth[k]);
}

static int two_sources(const source *a, const source *b, size_t n, size_t m, unsigned runs) {
    pairs p;
    if (!begin_pairs(&p, a->share, b->share, a->n))
        return 1;
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, SEED, run);
        kl_counts *first = draw(a, n, &random, 2 * (uint64_t)run);
        if (!add_pair(&p, first, draw(b, m, &random, 2 * (uint64_t)run + 1), run))
            return 1;
    }
    end_pairs(&p);
    return 0;
}

static int pair(size_t size, size_t alphabet, double steep, double tilt, unsigned runs) {
    source a = source_new(alphabet, steep, 0), b = source_new(alphabet, steep, tilt);
    return two_sources(&a, &b, size, size, runs);
}

/* "0.02x15,0.7": fifteen of 0.02 and one. */
static source source_of(const char *list) {
    double share[MOST];
    size_t n = 0;
    while (*list != '\0') {
        char *end;
        const double value = strtod(list, &end);
        size_t times = *end == 'x' ? strtoull(end + 1, &end, 10) : 1;
        for (; times > 0 && n < MOST; times--)
            share[n++] = value;
        list = end + (*end == ',');
    }
    source s = source_new(n, 0, 0);
    for (size_t i = n; i-- > 0;) {
        s.share[i] = share[i];
        s.rest[i] = s.rest[i + 1] + s.share[i];
    }
    return s;
}

static int shares(size_t n, size_t m, const char *p, const char *q, unsigned runs) {
    source a = source_of(p), b = source_of(q);
    return a.n == b.n ? two_sources(&a, &b, n, m, runs) : 1;
}

/* ── Two sources by every estimator ── */

static const kl_measure_id carried_measures[] = {KL_DIVERGENCE, KL_CROSS_ENTROPY,
                                                 KL_JENSEN_SHANNON};
enum { CARRIED = sizeof carried_measures / sizeof *carried_measures };

static void add_plain(const kl_counts_pair *pair, const double truth[CARRIED], tally all[CARRIED]) {
    for (size_t k = 0; k < CARRIED; k++) {
        kl_estimate e = kl_counts_pair_estimate(pair, carried_measures[k], KL_A_GIVEN_B);
        add(&all[k], &e, truth[k]);
    }
}

/* The plug-in values and the jackknife's; `cross`: the cross-entropy by the latter. */
static int add_plain_pairs(const kl_counts *a, const kl_counts *b, const double truth[CARRIED],
                           tally all[METHODS][CARRIED], double *cross) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 0;
    for (size_t m = 0; m < METHODS; m++) {
        if (methods[m] != KL_METHOD_PLUGIN && methods[m] != KL_METHOD_JACKKNIFE)
            continue;
        options.smoothing = methods[m] == KL_METHOD_PLUGIN ? KL_SMOOTH_NONE : KL_SMOOTH_KT;
        kl_counts_pair *pair = NULL;
        if (kl_counts_pair_new(a, b, &options, &pair, NULL) != KL_OK)
            return 0;
        add_plain(pair, truth, all[m]);
        *cross = kl_counts_pair_estimate(pair, KL_CROSS_ENTROPY, KL_A_GIVEN_B).value;
        kl_counts_pair_free(pair);
    }
    return 1;
}

/* As kl_counts_pair_estimate moves its values by each of the others. */
static int add_carried(const kl_counts *a, const kl_counts *b, const double truth[CARRIED],
                       tally all[METHODS][CARRIED]) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    kl_aligned aligned;
    double cross;
    if (!add_plain_pairs(a, b, truth, all, &cross) || kl_aligned_new(a, b, &aligned, NULL) != KL_OK)
        return 0;
    for (size_t m = 0; m < METHODS; m++) {
        kl_carried carried;
        options.estimator = methods[m];
        if (kl_entropy_method_find(methods[m]) == NULL)
            continue;
        if (kl_carried_compute(&aligned, NULL, -1, 0, &options, &carried, NULL) != KL_OK)
            return 0;
        const double entropy = carried.entropy[0], own = carried.divergence[0];
        const double divergence = fmax(isnan(own) ? cross - entropy : own, 0);
        const double values[CARRIED] = {divergence, entropy + divergence,
                                        fmax(carried.jensen_shannon, 0)};
        for (size_t k = 0; k < CARRIED; k++)
            add(&all[m][k], &(kl_estimate){.value = values[k], .low = NAN}, truth[k]);
    }
    kl_aligned_free(&aligned);
    return 1;
}

static int carried(size_t n, size_t m, size_t alphabet, double steep, double tilt, unsigned runs) {
    source a = source_new(alphabet, steep, 0), b = source_new(alphabet, steep, tilt);
    tally all[METHODS][CARRIED] = {{{0}}};
    double truth[CARRIED];
    for (size_t k = 0; k < CARRIED; k++) {
        kl_estimate e;
        if (kl_measure_compute(carried_measures[k], kl_f64(a.share, alphabet),
                               kl_f64(b.share, alphabet), NULL, &e, NULL) != KL_OK)
            return 1;
        truth[k] = e.value;
    }
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, SEED, run);
        kl_counts *first = draw(&a, n, &random, 2 * (uint64_t)run);
        kl_counts *second = draw(&b, m, &random, 2 * (uint64_t)run + 1);
        if (first == NULL || second == NULL || !add_carried(first, second, truth, all))
            return 1;
        kl_counts_free(first);
        kl_counts_free(second);
    }
    for (size_t method = 0; method < METHODS; method++)
        for (size_t k = 0; k < CARRIED; k++) {
            char name[64];
            snprintf(name, sizeof name, "%s:%s", kl_method_name(methods[method]),
                     kl_measure_get(carried_measures[k])->name);
            print(name, &all[method][k], truth[k]);
        }
    return 0;
}

/* ── Letters ── */

static int blocks(double tilt, double apart, double sticky, size_t n, size_t m, unsigned runs) {
    sim_source a = sim_make(26, 1, 0, apart, sticky), b = sim_make(26, 1, tilt, apart, sticky);
    double shares[2][SIM_SYMBOLS_MAX];
    sim_shares(&a, shares[0]);
    sim_shares(&b, shares[1]);
    pairs p;
    if (!begin_pairs(&p, shares[0], shares[1], 26))
        return 1;
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, SEED, run);
        kl_counts *first = sim_draw(&a, n, 100, &random);
        if (!add_pair(&p, first, sim_draw(&b, m, 100, &random), run))
            return 1;
    }
    end_pairs(&p);
    return 0;
}

int main(int argc, char **argv) {
    double v[7] = {0};
    for (int i = 2; i < argc && i < 9; i++)
        v[i - 2] = atof(argv[i]);
    if (argc == 6 && strcmp(argv[1], "entropy") == 0)
        return entropy((size_t)v[0], (size_t)v[1], v[2], (unsigned)v[3]);
    if (argc == 7 && strcmp(argv[1], "pair") == 0)
        return pair((size_t)v[0], (size_t)v[1], v[2], v[3], (unsigned)v[4]);
    if (argc == 8 && strcmp(argv[1], "carried") == 0)
        return carried((size_t)v[0], (size_t)v[1], (size_t)v[2], v[3], v[4], (unsigned)v[5]);
    if (argc == 7 && strcmp(argv[1], "shares") == 0)
        return shares((size_t)v[0], (size_t)v[1], argv[4], argv[5], (unsigned)v[4]);
    if (argc == 8 && strcmp(argv[1], "blocks") == 0)
        return blocks(v[0], v[1], v[2], (size_t)v[3], (size_t)v[4], (unsigned)v[5]);
    fprintf(stderr, "see the head of tools/coverage.c\n");
    return 2;
}
