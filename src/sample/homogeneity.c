/* SPDX-License-Identifier: Apache-2.0 */
/* The χ² test of homogeneity, rare cells put together, and the exact test of these. */
#include "sample/homogeneity.h"

#include <math.h>

#include "kernels/special.h"
#include "sample/hypergeometric.h"

/* W. G. Cochran 1954, "Some methods for strengthening the common χ² tests". */
#define EXPECTED_LEAST 5

typedef struct table {
    const uint64_t *a, *b;
    size_t n;
    double total[2], all;
    double enough;  /* draws of a cell from which on it is not rare */
    double rare[2]; /* draws of rare cells */
    size_t least;   /* the smallest cell that is not rare; n: there is none */
} table;

static table table_of(const uint64_t *a, const uint64_t *b, size_t n) {
    table t = {.a = a, .b = b, .n = n, .least = n};
    for (size_t i = 0; i < n; i++) {
        t.total[0] += (double)a[i];
        t.total[1] += (double)b[i];
    }
    t.all = t.total[0] + t.total[1];
    t.enough = EXPECTED_LEAST * t.all / fmin(t.total[0], t.total[1]);
    for (size_t i = 0; i < n; i++) {
        const double both = (double)a[i] + (double)b[i];
        if (both < t.enough) {
            t.rare[0] += (double)a[i];
            t.rare[1] += (double)b[i];
        } else if (t.least == n || both < (double)a[t.least] + (double)b[t.least]) {
            t.least = i;
        }
    }
    return t;
}

static int is_rare(const table *t, size_t i) {
    return (double)t->a[i] + (double)t->b[i] < t->enough;
}

/* The rare ones are enough to be a cell of their own. */
static int is_alone(const table *t) {
    return t->rare[0] + t->rare[1] >= t->enough;
}

/* ── χ² ── */

typedef struct sums {
    double pearson, deviance;
    size_t cells;
} sums;

static void add_cell(const table *t, double a, double b, sums *s) {
    const double count[2] = {a, b};
    for (int k = 0; k < 2; k++) {
        const double expected = (a + b) * (t->total[k] / t->all), d = count[k] - expected;
        s->pearson += d * d / expected;
        s->deviance += 2 * kl_deviance(count[k], expected, d);
    }
    s->cells++;
}

static sums add_up(const table *t) {
    sums s = {0, 0, 0};
    for (size_t i = 0; i < t->n; i++)
        if (!is_rare(t, i)) {
            const int joins = i == t->least && !is_alone(t);
            add_cell(t, (double)t->a[i] + (joins ? t->rare[0] : 0),
                     (double)t->b[i] + (joins ? t->rare[1] : 0), &s);
        }
    if (is_alone(t))
        add_cell(t, t->rare[0], t->rare[1], &s);
    return s;
}

/* ── Rare cells ── */

typedef struct trials {
    double least; /* of their p-values */
    size_t count;
} trials;

static void try_cell(const table *t, double a, double b, trials *out) {
    if (a + b == 0 || a + b == t->all)
        return;
    out->least = fmin(out->least, kl_hypergeometric_tails(a, a + b, t->all - (a + b), t->total[0]));
    out->count++;
}

/* Of two cells the second says what the first does. */
static double exact_p(const table *t) {
    trials out = {1, 0};
    size_t cells = 0;
    for (size_t i = 0; i < t->n; i++) {
        cells += t->a[i] + t->b[i] > 0;
        if (is_rare(t, i))
            try_cell(t, (double)t->a[i], (double)t->b[i], &out);
    }
    if (cells > 2 && out.count > 1 && !is_alone(t))
        try_cell(t, t->rare[0], t->rare[1], &out);
    return cells > 2 && out.count > 0 ? fmin(1, out.least * (double)out.count) : out.least;
}

kl_homogeneity kl_homogeneity_test(const uint64_t *a, const uint64_t *b, size_t n) {
    const table t = table_of(a, b, n);
    if (!(t.total[0] > 0 && t.total[1] > 0))
        return (kl_homogeneity){0, 0, 0, 1};
    const sums s = add_up(&t);
    if (s.cells < 2)
        return (kl_homogeneity){0, 0, 0, exact_p(&t)};
    const double freedom = (double)(s.cells - 1);
    const double p = fmax(kl_gamma_upper(freedom / 2, s.pearson / 2),
                          kl_gamma_upper(freedom / 2, s.deviance / 2));
    const int has_rare = t.rare[0] + t.rare[1] > 0;
    return (kl_homogeneity){s.pearson, s.deviance, freedom,
                            has_rare ? fmin(1, 2 * fmin(p, exact_p(&t))) : p};
}
