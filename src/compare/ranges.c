/* SPDX-License-Identifier: Apache-2.0 */
/* Ranges of numbers, and which share of each sample they hold. */
#include "compare/numbers.h"

#include "base/format.h"
#include "report/number.h"

#include <kullback/io.h>
#include <math.h>
#include <string.h>

/* How many ranges of equal width there are, about; what lies outside of all but this share of either end is
 * gathered in one range. */
#define EVEN 16
#define OUTSIDE 0.005
#define TENTHS 10
/* Up to so many different values have a range each. */
#define VALUES 12

static double at_share(const kl_pooled *pooled, double share) {
    const size_t last = pooled->total - 1;
    const size_t at = (size_t)(share * (double)pooled->total);
    return pooled->rows[at < last ? at : last];
}

static void count_shares(const kl_pooled *pooled, kl_ranges *out) {
    size_t count[2][KL_RANGES_MAX] = {{0}}, range = 0;
    for (size_t i = 0; i < pooled->total; i++) {
        while (range + 1 < out->n && pooled->rows[i] >= out->edge[range + 1])
            range++;
        count[pooled->label[i]][range]++;
    }
    for (int s = 0; s < 2; s++)
        for (size_t r = 0; r < out->n; r++)
            out->share[s][r] = (double)count[s][r] / (double)pooled->n[s];
}

/* Edges are shown to the place that tells them apart. */
static void name_ranges(kl_ranges *out, int place) {
    for (size_t r = 0; r < out->n; r++) {
        char low[KL_NUMBER_TEXT], high[KL_NUMBER_TEXT];
        char *label = out->label[r];
        if (isfinite(out->edge[r]))
            kl_number_rounded(out->edge[r], place, low);
        if (isfinite(out->edge[r + 1]))
            kl_number_rounded(out->edge[r + 1], place, high);
        if (isinf(out->edge[r]) && isinf(out->edge[r + 1]))
            kl_words(label, sizeof out->label[r], "all");
        else if (isinf(out->edge[r]))
            kl_words(label, sizeof out->label[r], "below %s", high);
        else if (isinf(out->edge[r + 1]))
            kl_words(label, sizeof out->label[r], "from %s", low);
        else
            kl_words(label, sizeof out->label[r], "%s to %s", low, high);
    }
}

static void add_edge(kl_ranges *out, double edge) {
    out->edge[out->n++] = edge;
}

/* ── Of equal width ───────────────────────────────────────────────────────────────────────────── */

/* 1, 2 or 5 times a power of ten. */
typedef struct step {
    int digit, place;
} step;

/* `times` steps, as exact as a double can be; infinite behind the last one. */
static double steps(step s, long times) {
    char text[48];
    double out = 0;
    const size_t length = kl_words(text, sizeof text, "%lde%d", times * s.digit, s.place);
    const kl_status status = kl_number_parse(text, length, &out, NULL);
    return status == KL_OK ? out : times < 0 ? -INFINITY : INFINITY;
}

static step step_of(double width) {
    static const int digits[] = {1, 2, 5};
    step s = {1, kl_number_exponent(width, 1)};
    for (size_t i = 0; i < 3 && steps(s, 1) < width; i++)
        s.digit = digits[i];
    if (steps(s, 1) < width)
        s = (step){1, s.place + 1};
    return s;
}

/* 1 if every value there is has its own range. */
static int fill_values(const kl_pooled *pooled, kl_ranges *out) {
    for (size_t i = 0; i < pooled->total; i++) {
        if (i > 0 && pooled->rows[i] == pooled->rows[i - 1])
            continue;
        if (out->n == VALUES)
            return 0;
        kl_number_shortest(pooled->rows[i], out->label[out->n]);
        add_edge(out, pooled->rows[i]);
    }
    out->edge[out->n] = INFINITY;
    count_shares(pooled, out);
    return 1;
}

static void fill_even(const kl_pooled *pooled, kl_ranges *out) {
    const double first = pooled->rows[0], last = pooled->rows[pooled->total - 1];
    double low = at_share(pooled, OUTSIDE), high = at_share(pooled, 1 - OUTSIDE);
    if (!(low < high)) {
        low = first;
        high = last;
    }
    const double width = high / EVEN - low / EVEN;
    const step s = step_of(width > 0 ? width : fmax(fabs(low), 1));
    const long begin = (long)floor(low / steps(s, 1)), end = (long)floor(high / steps(s, 1)) + 1;
    if (!(width > 0x1p-40 * fmax(fabs(low), fabs(high)))) {
        /* So narrow that round edges cannot tell them apart. */
        add_edge(out, -INFINITY);
        add_edge(out, INFINITY);
    } else {
        if (first < steps(s, begin))
            add_edge(out, -INFINITY);
        for (long k = begin; k <= end; k++)
            add_edge(out, steps(s, k));
        if (last >= steps(s, end))
            add_edge(out, INFINITY);
    }
    out->n--;
    count_shares(pooled, out);
    name_ranges(out, s.place);
}

void kl_ranges_even(const kl_pooled *pooled, kl_ranges *out) {
    memset(out, 0, sizeof *out);
    if (fill_values(pooled, out))
        return;
    memset(out, 0, sizeof *out);
    fill_even(pooled, out);
}

/* ── Of equal content ─────────────────────────────────────────────────────────────────────────── */

void kl_ranges_tenths(const kl_pooled *pooled, kl_ranges *out) {
    double least = INFINITY;
    memset(out, 0, sizeof *out);
    add_edge(out, -INFINITY);
    for (int i = 1; i < TENTHS; i++) {
        const double edge = at_share(pooled, (double)i / TENTHS), before = out->edge[out->n - 1];
        if (edge > pooled->rows[0] && edge > before) {
            least = fmin(least, edge - before);
            add_edge(out, edge);
        }
    }
    add_edge(out, INFINITY);
    out->n--;
    count_shares(pooled, out);
    const double size = fmax(fabs(pooled->rows[0]), fabs(pooled->rows[pooled->total - 1]));
    name_ranges(out, kl_number_exponent(isfinite(least) && least > 0 ? least : size, 2) - 1);
}
