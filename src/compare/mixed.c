/* SPDX-License-Identifier: Apache-2.0 */
/* A counted input beside a known distribution: only the counted side has a sampling error. */
#include "compare/comparison.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/signs.h"
#include "kernels/scalar.h"
#include "sample/counts.h"
#include "sample/jackknife.h"

#include <math.h>
#include <string.h>

/* The measures that are computed; the others follow from them. */
static const kl_measure_id computed[] = {
    KL_ENTROPY,         KL_CROSS_ENTROPY,     KL_DIVERGENCE,    KL_JENSEN_SHANNON,
    KL_TOTAL_VARIATION, KL_HELLINGER_SQUARED, KL_BHATTACHARYYA, KL_CHI_SQUARE};
#define COMPUTED (sizeof computed / sizeof computed[0])

/* A measure of everything, and of everything but one bag. */
typedef struct replicates {
    double whole;
    double without[KL_BAGS];
} replicates;

typedef struct mixed {
    kl_comparison *comparison;
    const kl_counts *counts;
    int side; /* the counted one */
    const kl_sample_options *options;
    size_t n;
    double *count;    /* what is counted now: everything, or all but one bag */
    double *smoothed; /* the same plus a half everywhere */
    replicates measure[2][KL_MEASURE_COUNT];
    replicates jeffreys;
} mixed;

/* ── One value ──────────────────────────────────────────────────────────────────────────────────
 */

/* A model that was counted is smoothed where a zero of it would make the value infinite. */
static int needs_smoothing(kl_measure_id id) {
    return id == KL_CROSS_ENTROPY || id == KL_DIVERGENCE || id == KL_CHI_SQUARE;
}

static void arrays(const mixed *m, kl_measure_id id, int direction, kl_array *truth,
                   kl_array *model) {
    const int smoothing = m->options->smoothing != KL_SMOOTH_NONE;
    const double *known = m->comparison->common.value[1 - m->side];
    const int counted_truth = direction == m->side;
    const double *counted =
        !counted_truth && smoothing && needs_smoothing(id) ? m->smoothed : m->count;
    *truth = kl_f64(counted_truth ? counted : known, m->n);
    *model = kl_f64(counted_truth ? known : counted, m->n);
}

static kl_status compute(const mixed *m, kl_measure_id id, int direction, kl_estimate *out,
                         kl_error *error) {
    kl_array truth, model;
    arrays(m, id, direction, &truth, &model);
    return kl_measure_compute(id, truth, model, NULL, out, error);
}

/* ── Everything, and everything but one bag ─────────────────────────────────────────────────────
 */

static void set_counts(mixed *m, int without) {
    const kl_common *common = &m->comparison->common;
    for (size_t i = 0; i < m->n; i++) {
        const size_t gram = common->gram[m->side][i];
        double count = common->value[m->side][i];
        if (gram != KL_ABSENT && without >= 0) {
            for (uint64_t c = m->counts->cell_start[gram]; c < m->counts->cell_start[gram + 1];
                 c++) {
                count -= m->counts->cell_bag[c] == without ? (double)m->counts->cell_count[c] : 0;
            }
        }
        m->count[i] = count;
        m->smoothed[i] = count + 0.5;
    }
}

/* `bag`: which one is left out, -1: none. */
static kl_status replicate(mixed *m, int bag, kl_error *error) {
    set_counts(m, bag);
    double divergences = 0;
    for (int direction = 0; direction < 2; direction++) {
        for (size_t k = 0; k < COMPUTED; k++) {
            kl_estimate value;
            kl_status status = compute(m, computed[k], direction, &value, error);
            if (status != KL_OK) {
                return status;
            }
            replicates *r = &m->measure[direction][computed[k]];
            *(bag < 0 ? &r->whole : &r->without[bag]) = value.value;
            if (bag < 0) { /* for the flags and what they say */
                m->comparison->measure[direction][computed[k]] = value;
            }
            divergences += computed[k] == KL_DIVERGENCE ? value.value : 0;
        }
    }
    *(bag < 0 ? &m->jeffreys.whole : &m->jeffreys.without[bag]) = divergences;
    return KL_OK;
}

static kl_status replicate_all(mixed *m, kl_error *error) {
    kl_status status = replicate(m, -1, error);
    for (int bag = 0; status == KL_OK && bag < KL_BAGS; bag++) {
        const uint64_t in_bag = m->counts->bag_total[bag];
        if (in_bag > 0 && in_bag < m->counts->total) {
            status = replicate(m, bag, error);
        }
    }
    set_counts(m, -1);
    return status;
}

/* ── Estimates ──────────────────────────────────────────────────────────────────────────────────
 */

static kl_estimate estimate_of(const mixed *m, const replicates *r, const kl_estimate *plain,
                               int smoothed) {
    const int corrected = m->options->smoothing != KL_SMOOTH_NONE;
    const kl_jackknife jackknife =
        kl_jackknife_side(r->whole, r->without, m->counts->bag_total, m->counts->total);
    kl_estimate out = *plain;
    out.method = !corrected ? KL_METHOD_PLUGIN
                 : smoothed ? KL_METHOD_KRICHEVSKY_TROFIMOV
                            : KL_METHOD_JACKKNIFE;
    out.n = m->counts->total;
    out.value = r->whole;
    out.standard_error = out.low = out.high = NAN;
    out.flags |= m->counts->independent_draws ? KL_FLAG_INDEPENDENT_DRAWS : 0u;
    out.flags |= jackknife.bags < KL_BAGS_MIN ? KL_FLAG_FEW_UNITS : 0u;
    if (!isfinite(r->whole) || !isfinite(jackknife.variance)) {
        return out;
    }
    const kl_spread spread =
        kl_jackknife_spread(jackknife, kl_jackknife_constant(), m->options->confidence);
    out.value -= corrected ? jackknife.bias : 0;
    out.standard_error = spread.standard_error;
    out.low = out.value - spread.half_width;
    out.high = out.value + spread.half_width;
    out.confidence = m->options->confidence;
    return out;
}

/* A distance is not below zero, and nor is its interval. */
static void clip(kl_estimate *estimate) {
    if (estimate->value < 0) {
        estimate->value = 0;
        estimate->flags |= KL_FLAG_CLIPPED;
    }
    if (estimate->low <= 0) {
        estimate->low = 0;
        estimate->high = estimate->high < estimate->value ? estimate->value : estimate->high;
        estimate->flags |= KL_FLAG_NEAR_EQUAL;
    }
}

static kl_estimate root_of(kl_estimate square, kl_unit unit) {
    square.value = sqrt(square.value);
    square.low = sqrt(square.low);
    square.high = sqrt(square.high);
    square.standard_error = square.value > 0 ? square.standard_error / (2 * square.value) : NAN;
    square.unit = unit;
    return square;
}

static kl_estimate power_of(kl_estimate nats) {
    nats.value = kl_exp(nats.value);
    nats.low = isnan(nats.low) ? NAN : kl_exp(nats.low);
    nats.high = isnan(nats.high) ? NAN : kl_exp(nats.high);
    nats.standard_error *= nats.value;
    nats.unit = KL_UNIT_ONE;
    return nats;
}

static void add_up(kl_estimate *sum, const kl_estimate *entropy, const kl_estimate *divergence) {
    const double shift = entropy->value + divergence->value - sum->value;
    if (isfinite(shift)) {
        sum->low += shift;
        sum->high += shift;
    }
    sum->value = entropy->value + divergence->value;
}

static void estimate_direction(mixed *m, int direction) {
    kl_estimate *out = m->comparison->measure[direction];
    const int counted_truth = direction == m->side;
    for (size_t k = 0; k < COMPUTED; k++) {
        const kl_measure_id id = computed[k];
        if (id == KL_ENTROPY && !counted_truth) {
            continue; /* exact */
        }
        const int smoothed = !counted_truth && needs_smoothing(id);
        out[id] = estimate_of(m, &m->measure[direction][id], &out[id], smoothed);
        if (id == KL_ENTROPY || id == KL_CROSS_ENTROPY) {
            out[id].value = out[id].value < 0 ? 0 : out[id].value;
            out[id].low = out[id].low < 0 ? 0 : out[id].low;
        } else {
            clip(&out[id]);
        }
    }
    add_up(&out[KL_CROSS_ENTROPY], &out[KL_ENTROPY], &out[KL_DIVERGENCE]);
    out[KL_PERPLEXITY] = power_of(out[KL_CROSS_ENTROPY]);
    out[KL_HELLINGER] = root_of(out[KL_HELLINGER_SQUARED], KL_UNIT_ONE);
    out[KL_JENSEN_SHANNON_DISTANCE] = root_of(out[KL_JENSEN_SHANNON], KL_UNIT_ROOT_NATS);
}

static void estimate_all(mixed *m) {
    kl_comparison *c = m->comparison;
    estimate_direction(m, 0);
    estimate_direction(m, 1);
    for (int direction = 0; direction < 2; direction++) {
        kl_estimate *out = c->measure[direction];
        const kl_estimate *back = c->measure[1 - direction];
        out[KL_DIVERGENCE_REVERSE] = back[KL_DIVERGENCE];
        out[KL_CHI_SQUARE_NEYMAN] = back[KL_CHI_SQUARE];
        const kl_estimate *infinite =
            isinf(out[KL_DIVERGENCE].value) ? &out[KL_DIVERGENCE] : &back[KL_DIVERGENCE];
        out[KL_JEFFREYS] = estimate_of(m, &m->jeffreys, infinite, 1);
        clip(&out[KL_JEFFREYS]);
    }
}

/* ── What stands beside ─────────────────────────────────────────────────────────────────────────
 */

static kl_status fill_plugin(mixed *m, kl_error *error) {
    const int direction = 1 - m->side; /* the counted one is the model */
    kl_comparison *c = m->comparison;
    const kl_array truth = kl_f64(c->common.value[1 - m->side], m->n);
    const kl_array model = kl_f64(m->count, m->n);
    kl_estimate *plugin = &c->plugin[direction];
    kl_status status = kl_measure_compute(KL_DIVERGENCE, truth, model, NULL, plugin, error);
    plugin->method = KL_METHOD_PLUGIN;
    plugin->standard_error = NAN;
    plugin->n = m->counts->total;
    kl_estimate *unseen = &c->unseen[direction];
    *unseen = kl_estimate_exact(0, KL_UNIT_ONE);
    unseen->method = KL_METHOD_PLUGIN;
    unseen->standard_error = NAN;
    unseen->n = m->counts->total;
    for (size_t i = 0; i < m->n; i++) {
        if (m->count[i] == 0) {
            unseen->value += kl_common_share(&c->common, 1 - m->side, i);
            unseen->symbols++;
        }
    }
    unseen->mass = unseen->value;
    c->smoothed[direction] = m->options->smoothing != KL_SMOOTH_NONE;
    if (c->smoothed[direction] && unseen->symbols > 0) {
        kl_estimate *headline = &c->measure[direction][KL_DIVERGENCE];
        headline->flags |= KL_FLAG_UNSEEN_SUPPORT;
        headline->mass = unseen->value;
        headline->symbols = unseen->symbols;
    }
    return status;
}

static kl_status fill_contributions(mixed *m, kl_error *error) {
    kl_status status = KL_OK;
    for (int direction = 0; status == KL_OK && direction < 2; direction++) {
        kl_array truth, model;
        arrays(m, KL_DIVERGENCE, direction, &truth, &model);
        double *terms = kl_alloc(m->n, sizeof *terms);
        m->comparison->contribution[direction] = terms;
        status = terms == NULL ? kl_fail_memory(error, "contributions", m->n * sizeof *terms)
                               : kl_measure_terms(KL_DIVERGENCE, truth, model, NULL, terms, error);
    }
    return status;
}

/* How much more would have to be counted until the interval of the JSD is clear of zero: its width
 * shrinks with the root of n. */
static double more_data(const kl_estimate *jsd) {
    if (!(jsd->low <= 0)) {
        return 1;
    }
    const double half = jsd->high - jsd->value;
    return jsd->value > 0 ? half / jsd->value * (half / jsd->value) : INFINITY;
}

static kl_status fill_test(mixed *m, kl_error *error) {
    kl_comparison *c = m->comparison;
    c->more_data = more_data(&c->measure[0][KL_JENSEN_SHANNON]);
    /* Where the known side calls impossible what was seen there is nothing left to test. */
    const int impossible = isinf(c->measure[m->side][KL_DIVERGENCE].value);
    const int few = (c->measure[0][KL_JENSEN_SHANNON].flags & KL_FLAG_FEW_UNITS) != 0;
    c->tested = m->options->permutations > 0 && !impossible && !few;
    return c->tested ? kl_signs_test(m->counts, &c->common, m->side, m->options->permutations,
                                     m->options->seed, &c->p_value, error)
                     : KL_OK;
}

static kl_status fill(mixed *m, kl_error *error) {
    kl_status status = replicate_all(m, error);
    if (status == KL_OK) {
        estimate_all(m);
        status = fill_plugin(m, error);
    }
    if (status == KL_OK) {
        status = fill_contributions(m, error);
    }
    return status == KL_OK ? fill_test(m, error) : status;
}

kl_status kl_mixed_fill(kl_comparison *comparison, const kl_counts *counts, int counted_side,
                        const kl_sample_options *options, kl_error *error) {
    mixed *m = kl_alloc_zero(1, sizeof *m);
    if (m == NULL) {
        return kl_fail_memory(error, "a comparison", sizeof *m);
    }
    m->comparison = comparison;
    m->counts = counts;
    m->side = counted_side;
    m->options = options;
    m->n = comparison->common.n;
    m->count = kl_alloc(m->n, sizeof *m->count);
    m->smoothed = kl_alloc(m->n, sizeof *m->smoothed);
    kl_status status = m->count == NULL || m->smoothed == NULL
                           ? kl_fail_memory(error, "a comparison", 2 * m->n * sizeof *m->count)
                           : fill(m, error);
    kl_free(m->count);
    kl_free(m->smoothed);
    kl_free(m);
    return status;
}
