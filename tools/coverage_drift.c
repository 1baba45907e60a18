/* SPDX-License-Identifier: Apache-2.0 */
/* How often a table is called drifted, by kl drift and by the rules of others: one setting a call.
 *
 *     coverage_drift N M CHANGE RUNS [THREADS [CLUSTER]]
 *
 * Built by hand: cc -O2 -Iinclude -Isrc tools/coverage_drift.c build/libkullback.a -lm -lpthread and what that needs;
 * the settings of docs/drift.md and its table are those of tools/make_drift_table.py, which runs it.
 *
 * Tables of N and M rows with 20 columns: ten of numbers (normal, log-normal, uniform, whole numbers, Student's t of
 * three degrees of freedom, twice) and ten of 2, 3, 5, 10, 20, 50, 100 and 500 categories, some of them rare. CHANGE 0:
 * nothing differs. CHANGE d > 0: in a third of the columns, numbers are moved by d standard deviations and a share d/4
 * of the categories' rows is one category; what has changed is known.
 *
 * A line for each rule: name; share of tables with a column called drifted that has not changed; share of columns
 * called so among those that have not changed, and among those that have. All of it repeats from run to run.
 *
 * CLUSTER > 1: rows come in clusters of so many, of which each column of half of the rows repeats the first one, and
 * "clustered" is kl drift that is told so.
 *
 * "q alone" is kl drift without a tolerance. The other rules are those that their documentation states (column by
 * column, with defaults):
 *  - evidently: up to 1,000 rows of the reference Kolmogorov–Smirnov or χ² with p < 0.05; above, W₁ over the
 *    reference's standard deviation (at least 0.001), or the Jensen–Shannon distance in nats, at 0.1;
 *  - nannyml: Jensen–Shannon distance in bits, numbers in bins of Doane's rule on the reference, of a chunk of the
 *    current table above mean + 3 standard deviations over ten chunks, as large, of the reference against the whole of
 *    it;
 *  - whylogs: Hellinger distance of at most 30 bins of equal width, at 0.15;
 *  - deepchecks: PSI with shares of at least 0.01, ten quantile bins, at 0.2. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crc64.h"
#include "base/random.h"
#include "kernels/special.h"
#include "sample/homogeneity.h"
#include "sample/sort.h"
#include "table/drift.h"

enum { COLUMNS = 20, NUMBERS = 10, RULES = 8, BINS = 512, CHUNKS = 10 };

static const size_t categories[COLUMNS - NUMBERS] = {2, 2, 3, 3, 5, 10, 20, 50, 100, 500};
static const char *const rule_names[RULES] = {"kullback",  "evidently",  "nannyml",
                                              "whylogs",   "deepchecks", "q alone",
                                              "clustered", "its q alone"};

/* ── Rows ── */

static double draw_normal(kl_random *r) {
    return kl_normal_quantile(kl_random_uniform(r));
}

/* Standard deviation of what draw_number gives, of the five kinds. */
static const double deviations[5] = {1, 2.1611974158950877, 0.28867513459481287, 2.8722813232690143,
                                     1.7320508075688772};

static double draw_number(kl_random *r, size_t column, double change) {
    const double shift = change * deviations[column % 5];
    switch (column % 5) {
    case 0:
        return draw_normal(r) + shift;
    case 1:
        return exp(draw_normal(r)) + shift;
    case 2:
        return kl_random_uniform(r) + shift;
    case 3:
        return floor(10 * kl_random_uniform(r) + shift);
    default: {
        double square = 0;
        for (int i = 0; i < 3; i++) {
            const double z = draw_normal(r);
            square += z * z / 3;
        }
        return draw_normal(r) / sqrt(square) + shift;
    }
    }
}

/* Shares like 1/(1 + rank). */
static double draw_category(kl_random *r, size_t column, double change) {
    const size_t k = categories[column - NUMBERS];
    if (change > 0 && kl_random_uniform(r) < change / 4)
        return (double)(k - 1);
    double sum = 0;
    for (size_t i = 0; i < k; i++)
        sum += 1 / (1.0 + (double)i);
    double at = kl_random_uniform(r) * sum;
    for (size_t i = 0; i < k; i++)
        if ((at -= 1 / (1.0 + (double)i)) < 0)
            return (double)i;
    return 0;
}

static void draw_column(kl_random *r, size_t column, double change, size_t n, size_t cluster,
                        double *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = i % cluster > 0 && kl_random_uniform(r) < 0.5 ? out[i - i % cluster]
                 : column < NUMBERS                            ? draw_number(r, column, change)
                                                               : draw_category(r, column, change);
}

/* The bag of a cluster, as a hash of its name would have it. */
static unsigned bag_of(uint64_t side, size_t cluster) {
    const uint64_t name[2] = {side, cluster};
    return (unsigned)(kl_crc64(0, name, sizeof name) % KL_BAGS);
}

static kl_table_profile *new_profile(const char *cluster) {
    kl_table_profile *out = NULL;
    kl_profile_new(cluster, COLUMNS, &out, NULL);
    for (size_t i = 0; i < COLUMNS; i++) {
        char name[8];
        snprintf(name, sizeof name, "c%zu", i);
        kl_profile_name(out, i, name, strlen(name), NULL);
    }
    return out;
}

static void add_column(kl_table_profile *to, size_t column, const double *values, size_t n,
                       size_t cluster, uint64_t side) {
    kl_column_profile *c = &to->column[column];
    c->sort = column < NUMBERS ? KL_PROFILE_NUMBERS : KL_PROFILE_CATEGORIES;
    to->rows = n;
    for (size_t i = 0; i < n; i++) {
        const unsigned bag = to->cluster != NULL ? bag_of(side, i / cluster) : 0;
        char name[8];
        c->rows[KL_PRESENT][bag]++;
        if (column < NUMBERS) {
            kl_cells_add(&c->cells, values[i], bag, 1, NULL);
            continue;
        }
        snprintf(name, sizeof name, "%d", (int)values[i]);
        kl_name_counts_add(&c->names, (kl_symbol_name){name, strlen(name)}, bag, 1, NULL);
    }
}

/* ── The rules of others, on sorted values ── */

typedef struct side {
    const double *x;
    size_t n;
} side;

/* Counts between edges. */
static void count_bins(side s, const double *edges, size_t n, double *out) {
    size_t bin = 0;
    memset(out, 0, (n + 1) * sizeof *out);
    for (size_t i = 0; i < s.n; i++) {
        while (bin < n && s.x[i] >= edges[bin])
            bin++;
        out[bin]++;
    }
}

static double distance_of(const double *a, const double *b, size_t n) {
    double total[2] = {0, 0}, sum = 0;
    for (size_t i = 0; i < n; i++) {
        total[0] += a[i];
        total[1] += b[i];
    }
    for (size_t i = 0; i < n; i++) {
        const double p = a[i] / total[0], q = b[i] / total[1], m = (p + q) / 2;
        sum += (p > 0 ? p * log(p / m) : 0) / 2 + (q > 0 ? q * log(q / m) : 0) / 2;
    }
    return sqrt(fmax(sum, 0));
}

static double hellinger_of(const double *a, const double *b, size_t n) {
    double total[2] = {0, 0}, sum = 0;
    for (size_t i = 0; i < n; i++) {
        total[0] += a[i];
        total[1] += b[i];
    }
    for (size_t i = 0; i < n; i++) {
        const double d = sqrt(a[i] / total[0]) - sqrt(b[i] / total[1]);
        sum += d * d / 2;
    }
    return sqrt(sum);
}

static double psi_of(const double *a, const double *b, size_t n) {
    double total[2] = {0, 0}, sum = 0;
    for (size_t i = 0; i < n; i++) {
        total[0] += a[i];
        total[1] += b[i];
    }
    for (size_t i = 0; i < n; i++) {
        const double p = fmax(a[i] / total[0], 0.01), q = fmax(b[i] / total[1], 0.01);
        sum += (p - q) * log(p / q);
    }
    return sum;
}

static double deviation_of(side s) {
    double mean = 0, squares = 0;
    for (size_t i = 0; i < s.n; i++)
        mean += s.x[i] / (double)s.n;
    for (size_t i = 0; i < s.n; i++)
        squares += (s.x[i] - mean) * (s.x[i] - mean) / (double)s.n;
    return sqrt(squares);
}

/* W₁ of two samples, and the counts of every different value for a test. */
static double transport_of(side a, side b, uint64_t *ca, uint64_t *cb, size_t *n) {
    size_t i = 0, j = 0;
    double sum = 0, last = NAN;
    for (*n = 0; i < a.n || j < b.n; (*n)++) {
        const double x = j == b.n || (i < a.n && a.x[i] < b.x[j]) ? a.x[i] : b.x[j];
        if (*n > 0)
            sum += (x - last) * fabs((double)i / (double)a.n - (double)j / (double)b.n);
        ca[*n] = cb[*n] = 0;
        for (; i < a.n && a.x[i] == x; i++)
            ca[*n]++;
        for (; j < b.n && b.x[j] == x; j++)
            cb[*n]++;
        last = x;
    }
    return sum;
}

/* Edges within [low, high], so many bins as wide each. */
static size_t equal_width(double low, double high, size_t bins, double *edges) {
    for (size_t i = 1; i < bins; i++)
        edges[i - 1] = low + (high - low) * (double)i / (double)bins;
    return bins - 1;
}

static size_t doane_edges(side a, double *edges) {
    double mean = 0, squares = 0, cubes = 0;
    const double n = (double)a.n;
    for (size_t i = 0; i < a.n; i++)
        mean += a.x[i] / n;
    for (size_t i = 0; i < a.n; i++) {
        const double d = a.x[i] - mean;
        squares += d * d / n;
        cubes += d * d * d / n;
    }
    const double skew = cubes / (squares * sqrt(squares));
    const double error = sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    const double bins = ceil(1 + log2(n) + log2(1 + fabs(skew) / error));
    return equal_width(a.x[0], a.x[a.n - 1], (size_t)fmin(bins, BINS), edges);
}

static size_t category_edges(size_t column, double *edges) {
    const size_t k = categories[column - NUMBERS];
    for (size_t i = 1; i < k; i++)
        edges[i - 1] = (double)i;
    return k - 1;
}

typedef struct desk {
    uint64_t *ca, *cb;
    double *chunk, *scratch;
    double edges[BINS], a[BINS + 1], b[BINS + 1];
} desk;

static int evidently(side a, side b, size_t column, desk *d) {
    size_t n = 0;
    double statistic = 0, p = 1;
    const double w = transport_of(a, b, d->ca, d->cb, &n);
    if (a.n <= 1000 && column < NUMBERS) {
        kl_kolmogorov_test(d->ca, d->cb, n, &statistic, &p, NULL);
        return p < 0.05;
    }
    if (column < NUMBERS)
        return w / fmax(deviation_of(a), 0.001) >= 0.1;
    const size_t edges = category_edges(column, d->edges);
    count_bins(a, d->edges, edges, d->a);
    count_bins(b, d->edges, edges, d->b);
    if (a.n > 1000)
        return distance_of(d->a, d->b, edges + 1) >= 0.1;
    /* χ² as scipy.stats.chisquare of the current counts against the shares of the reference */
    double chi = 0, cells = 0;
    for (size_t i = 0; i <= edges; i++) {
        const double expected = d->a[i] * (double)b.n / (double)a.n;
        if (expected + d->b[i] == 0)
            continue;
        cells++;
        chi += expected > 0 ? (d->b[i] - expected) * (d->b[i] - expected) / expected : INFINITY;
    }
    return cells > 1 && (isinf(chi) || kl_gamma_upper((cells - 1) / 2, chi / 2) < 0.05);
}

/* The distance of the first chunk of these draws from the reference, which is counted in d->a. */
static double chunk_distance(const double *draws, size_t each, size_t edges, desk *d) {
    memcpy(d->chunk, draws, each * sizeof *d->chunk);
    kl_sort_f64(d->chunk, each, d->scratch);
    count_bins((side){d->chunk, each}, d->edges, edges, d->b);
    return distance_of(d->a, d->b, edges + 1) / sqrt(log(2));
}

/* `draws` of both sides in their order. */
static int nannyml(side a, size_t m, const double *const draws[2], size_t column, desk *d) {
    const size_t edges =
        column < NUMBERS ? doane_edges(a, d->edges) : category_edges(column, d->edges);
    const size_t each = (a.n < m ? a.n : m) / CHUNKS;
    double mean = 0, squares = 0;
    count_bins(a, d->edges, edges, d->a);
    for (size_t c = 0; c < CHUNKS; c++) {
        const double distance = chunk_distance(draws[0] + c * each, each, edges, d);
        mean += distance / CHUNKS;
        squares += distance * distance / CHUNKS;
    }
    return chunk_distance(draws[1], each, edges, d) >
           mean + 3 * sqrt(fmax(squares - mean * mean, 0));
}

static int whylogs(side a, side b, size_t column, desk *d) {
    const double low = fmin(a.x[0], b.x[0]), high = fmax(a.x[a.n - 1], b.x[b.n - 1]);
    const size_t edges =
        column < NUMBERS ? equal_width(low, high, 30, d->edges) : category_edges(column, d->edges);
    count_bins(a, d->edges, edges, d->a);
    count_bins(b, d->edges, edges, d->b);
    return hellinger_of(d->a, d->b, edges + 1) >= 0.15;
}

static int deepchecks(side a, side b, size_t column, desk *d) {
    size_t edges = 0;
    if (column < NUMBERS)
        for (size_t i = 1; i < 10; i++) {
            const double edge = a.x[i * a.n / 10];
            if (edges == 0 || edge > d->edges[edges - 1])
                d->edges[edges++] = edge;
        }
    else
        edges = category_edges(column, d->edges);
    count_bins(a, d->edges, edges, d->a);
    count_bins(b, d->edges, edges, d->b);
    return psi_of(d->a, d->b, edges + 1) >= 0.2;
}

/* ── One table ── */

typedef struct tally {
    double tables[RULES], same[RULES], changed[RULES];
} tally;

static int is_changed(size_t column, double change) {
    return change > 0 && column % 3 == 0;
}

static void judge(const kl_table_profile *a, const kl_table_profile *b, kl_pool *pool,
                  int exceeded[COLUMNS], int significant[COLUMNS]) {
    kl_drift *drift = NULL;
    kl_drift_options options;
    kl_drift_options_init(&options);
    options.pool = pool;
    kl_drift_new(a, b, &options, &drift, NULL);
    for (size_t i = 0; i < COLUMNS; i++) {
        const kl_drift_column column = kl_drift_column_at(drift, i);
        exceeded[atoi(column.name + 1)] = column.verdict >= KL_DRIFT_EXCEEDED;
        significant[atoi(column.name + 1)] = column.verdict >= KL_DRIFT_WITHIN;
    }
    kl_drift_free(drift);
}

static void run(size_t n, size_t m, double change, size_t cluster, uint64_t seed, kl_pool *pool,
                tally *to) {
    const size_t most = n > m ? n : m;
    double *a = malloc(n * sizeof *a), *b = malloc(m * sizeof *b);
    double *draws[2] = {malloc(n * sizeof *a), malloc(m * sizeof *a)};
    desk *d = malloc(sizeof *d);
    d->ca = malloc((n + m) * sizeof *d->ca);
    d->cb = malloc((n + m) * sizeof *d->cb);
    d->chunk = malloc(most * sizeof *d->chunk);
    d->scratch = malloc(most * sizeof *d->scratch);
    int fired[RULES][COLUMNS] = {{0}};
    kl_table_profile *pa = new_profile(NULL), *pb = new_profile(NULL);
    kl_table_profile *ca = new_profile("who"), *cb = new_profile("who");
    for (size_t c = 0; c < COLUMNS; c++) {
        kl_random random;
        kl_random_init(&random, seed, c);
        draw_column(&random, c, 0, n, cluster, draws[0]);
        draw_column(&random, c, is_changed(c, change) ? change : 0, m, cluster, draws[1]);
        add_column(pa, c, draws[0], n, 1, 0);
        add_column(pb, c, draws[1], m, 1, 1);
        if (cluster > 1) {
            add_column(ca, c, draws[0], n, cluster, 2 * seed);
            add_column(cb, c, draws[1], m, cluster, 2 * seed + 1);
        }
        memcpy(a, draws[0], n * sizeof *a);
        memcpy(b, draws[1], m * sizeof *b);
        kl_sort_f64(a, n, d->scratch);
        kl_sort_f64(b, m, d->scratch);
        const side x = {a, n}, y = {b, m};
        fired[1][c] = evidently(x, y, c, d);
        fired[2][c] = nannyml(x, m, (const double *const *)draws, c, d);
        fired[3][c] = whylogs(x, y, c, d);
        fired[4][c] = deepchecks(x, y, c, d);
    }
    judge(pa, pb, pool, fired[0], fired[5]);
    if (cluster > 1)
        judge(ca, cb, pool, fired[6], fired[7]);
    for (int r = 0; r < RULES; r++) {
        int any = 0;
        for (size_t c = 0; c < COLUMNS; c++) {
            any |= fired[r][c] && !is_changed(c, change);
            *(is_changed(c, change) ? &to->changed[r] : &to->same[r]) += fired[r][c];
        }
        to->tables[r] += any;
    }
    kl_table_profile_free(pa);
    kl_table_profile_free(pb);
    kl_table_profile_free(ca);
    kl_table_profile_free(cb);
    free(d->ca);
    free(d->cb);
    free(d->chunk);
    free(d->scratch);
    free(d);
    free(a);
    free(b);
    free(draws[0]);
    free(draws[1]);
}

int main(int argc, char **argv) {
    if (argc < 5)
        return 2;
    const size_t n = strtoull(argv[1], NULL, 10), m = strtoull(argv[2], NULL, 10);
    const double change = strtod(argv[3], NULL), runs = strtod(argv[4], NULL);
    const size_t cluster = argc > 6 ? strtoull(argv[6], NULL, 10) : 1;
    size_t changed = 0;
    tally t = {{0}, {0}, {0}};
    kl_pool_options options;
    kl_pool *pool = NULL;
    kl_pool_options_init(&options);
    options.threads = argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 1;
    kl_pool_new(&options, &pool, NULL);
    for (size_t c = 0; c < COLUMNS; c++)
        changed += (size_t)is_changed(c, change);
    for (uint64_t i = 0; (double)i < runs; i++)
        run(n, m, change, cluster, i + 1, pool, &t);
    for (int r = 0; r < (cluster > 1 ? RULES : RULES - 2); r++)
        printf("%-11s %6.3f %7.4f %7.4f\n", rule_names[r], t.tables[r] / runs,
               t.same[r] / runs / (double)(COLUMNS - changed),
               changed > 0 ? t.changed[r] / runs / (double)changed : NAN);
    kl_pool_free(pool);
    return 0;
}
