/* SPDX-License-Identifier: Apache-2.0 */
/* The estimates of a pair, from its replicates. */
#include <math.h>

#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/near_equal.h"
#include "sample/pair.h"
#include "sample/undersampled.h"

static uint64_t side_n(const kl_analysis *analysis, int s) {
    return analysis->aligned->side[s].total;
}

static double side_share(const kl_analysis *analysis, int s, const uint64_t *part) {
    return (double)part[s] / (double)side_n(analysis, s);
}

static uint64_t both_n(const kl_analysis *analysis) {
    return side_n(analysis, 0) + side_n(analysis, 1);
}

static uint32_t drawn(const kl_analysis *analysis) {
    return analysis->aligned->side[0].drawn || analysis->aligned->side[1].drawn
               ? KL_FLAG_INDEPENDENT_DRAWS
               : 0;
}

static int smooth(const kl_analysis *analysis) {
    return analysis->options->smoothing == KL_SMOOTH_KT;
}

int kl_analysis_sparse(const kl_analysis *analysis) {
    return side_share(analysis, 0, analysis->singletons) > KL_SINGLETONS_FEW ||
           side_share(analysis, 1, analysis->singletons) > KL_SINGLETONS_FEW;
}

/* How a value that depends on smoothing was made. */
static kl_method model_method(const kl_analysis *analysis) {
    return !smooth(analysis)              ? KL_METHOD_PLUGIN
           : analysis->aligned->order > 1 ? KL_METHOD_ESCAPE
                                          : KL_METHOD_KRICHEVSKY_TROFIMOV;
}

static kl_jackknife jackknife(const kl_analysis *analysis, kl_quantity quantity, int side) {
    return kl_replicates_jackknife(&analysis->replicates, analysis->aligned, quantity, side);
}

/* Weights that are no counts have no cells (known_sides.c). */
static int is_known(const kl_side *side) {
    return side->cells.start[KL_BAGS] == 0;
}

/* What taking the first order of a bias off leaves of the second one, beside it, where that is `second`/λ of a symbol
 * that is expected λ times and every symbol has about the same part of the first order. A known side has neither. */
static double second_order(const kl_aligned *aligned, double second) {
    double most = 0;
    for (int s = 0; s < 2; s++) {
        const kl_side *side = &aligned->side[s];
        double sum = 0, seen = 0;
        if (is_known(side))
            continue;
        for (size_t i = 0; i < aligned->size; i++)
            if (side->integer[i] > 0) {
                sum += second / (double)side->integer[i];
                seen++;
            }
        most = fmax(most, seen > 0 ? sum / seen : 0);
    }
    return most;
}

/* Of roots of counts and of counts times their logarithms: their means around λ are √λ(1 − 1/(8λ) − 7/(128λ²) …) and
 * λ ln λ + 1/2 + 1/(12λ) …, in the Jensen–Shannon divergence those of both sides less that of their sum; triangular
 * and skew divergences are doubted as much, by docs/coverage.md. */
static double second_order_of(kl_measure_id id) {
    return id == KL_HELLINGER_SQUARED || id == KL_BHATTACHARYYA              ? 7.0 / 16
           : id == KL_JENSEN_SHANNON || id == KL_TRIANGULAR || id == KL_SKEW ? 1.0 / 4
                                                                             : 0;
}

/* Where contexts or rare n-grams are many the correction leaves a bias that is not small beside the
 * interval. */
static double doubt(const kl_analysis *analysis, kl_quantity quantity, kl_measure_id id) {
    if (id == KL_ENTROPY)
        return kl_entropy_doubt(analysis->aligned, quantity == KL_Q_ENTROPY_1);
    if (!kl_analysis_sparse(analysis) && second_order_of(id) > 0)
        return second_order(analysis->aligned, second_order_of(id));
    int rate = id == KL_DIVERGENCE || id == KL_CROSS_ENTROPY || id == KL_JEFFREYS;
    return (rate && analysis->aligned->order > 1) || kl_analysis_sparse(analysis);
}

/* Value and interval of a quantity; `sides`: bit s says that side s is a sample here. */
static kl_estimate estimate(const kl_analysis *analysis, kl_quantity quantity, int sides,
                            kl_method method, kl_measure_id id, double upper, uint64_t n) {
    kl_estimate out = kl_estimate_bare(0, kl_measure_get(id)->unit, method, n);
    out.flags = drawn(analysis);
    kl_jackknife side[2];
    for (int s = 0; s < 2; s++)
        side[s] = sides >> s & 1 ? jackknife(analysis, quantity, s) : kl_jackknife_constant();
    kl_estimate_fill(&out, analysis->replicates.full[quantity], side[0], side[1],
                     (kl_interval_rule){upper, analysis->options->confidence, smooth(analysis),
                                        doubt(analysis, quantity, id), 0});
    return out;
}

static double near_high(const kl_analysis *analysis, kl_quantity quantity, int sides) {
    kl_jackknife side[2];
    for (int s = 0; s < 2; s++)
        side[s] = sides >> s & 1 ? jackknife(analysis, quantity, s) : kl_jackknife_constant();
    return kl_near_equal_high(analysis->replicates.full[quantity], side[0].bias + side[1].bias,
                              (double)analysis->directions,
                              kl_jackknife_spread(side[0], side[1], analysis->options->confidence));
}

/* Where both sides have the same one symbol nothing varies, and every part of the data says 0. What neither has shown
 * may be theirs alone: an f-divergence is at most its largest value times the total variation (Vajda 1972). */
static void open_above(const kl_analysis *analysis, const kl_measure *measure, kl_estimate *out) {
    double most = 0;
    for (int s = 0; s < 2; s++)
        if (!is_known(&analysis->aligned->side[s]))
            most = fmax(most,
                        kl_most_missed(&analysis->aligned->side[s], analysis->options->confidence));
    if (isinf(measure->upper))
        kl_estimate_no_interval(out);
    else if (!isnan(out->high))
        out->high = fmax(out->high, most * measure->upper);
}

/* Not distinguishable from equal: the permutation test says so, or nothing against it and a lower end of zero where
 * only equal sources have it. */
static void mark_near(const kl_analysis *analysis, kl_quantity quantity, int sides,
                      kl_measure_id id, kl_estimate *out) {
    const kl_measure *measure = kl_measure_get(id);
    const int zero_is_equal = (measure->properties & KL_ZERO_ONLY_IF_EQUAL) != 0;
    const kl_permutation *test = &analysis->permutation;
    const int apart = test->n > 0 && test->p <= 1 - analysis->options->confidence;
    int near = test->n > 0 && !apart;
    if (analysis->same) {
        out->value = 0;
        out->flags |= KL_FLAG_SAME_INPUT;
        near = 1;
    }
    if (near || (zero_is_equal && out->low <= 0 && isfinite(out->high))) {
        if (!apart || analysis->same)
            kl_estimate_near_equal(out);
        if (isfinite(out->high))
            out->high = fmax(out->high, fmin(near_high(analysis, quantity, sides), measure->upper));
        if (analysis->aligned->size == 1 && analysis->options->alphabet != 1)
            open_above(analysis, measure, out);
    } else if (out->low <= 0 && !isfinite(out->high)) { /* between 0 and infinity says nothing */
        kl_estimate_no_interval(out);
        out->flags &= ~(uint32_t)KL_FLAG_ONE_SIDED;
    }
}

/* What side 1 − s has not seen of side s. */
static void mark_unseen(const kl_analysis *analysis, int s, kl_estimate *out) {
    if (analysis->unseen[s] == 0)
        return;
    double mass = side_share(analysis, s, analysis->unseen_count);
    kl_estimate_note(out, KL_FLAG_UNSEEN_SUPPORT, (unsigned)s, analysis->unseen[s], mass);
    if (isinf(out->value))
        kl_estimate_note(out, KL_FLAG_INFINITE, (unsigned)s, analysis->unseen[s], mass);
}

static int undersampled(const kl_analysis *analysis, int s) {
    return kl_undersampled(analysis->singletons[s], side_n(analysis, s));
}

/* Where a side is undersampled tables look further apart than their sources are, by more than leaving
 * bags out shows: no interval. */
static void mark_undersampled(const kl_analysis *analysis, kl_estimate *out) {
    for (int s = 0; s < 2; s++)
        if (undersampled(analysis, s))
            kl_estimate_note(out, KL_FLAG_UNDERSAMPLED, (unsigned)s, analysis->singletons[s],
                             side_share(analysis, s, analysis->singletons));
    if (kl_estimate_has(out, KL_FLAG_UNDERSAMPLED) && !analysis->same)
        kl_estimate_no_interval(out);
}

/* At order 1 what a model has not seen is pooled, and that bounds a divergence from below. */
static void mark_undersampled_model(const kl_analysis *analysis, kl_estimate *out) {
    if (analysis->aligned->order > 1)
        mark_undersampled(analysis, out);
}

/* What can be said with unseen support (or where leaving a bag out makes some): a lower end by
 * pooling, or no interval. */
static void bound_unseen(const kl_analysis *analysis, double low, kl_estimate *out) {
    int open = isinf(out->value) || (out->flags & KL_FLAG_UNSEEN_SUPPORT) != 0 ||
               (isnan(out->low) && (out->flags & KL_FLAG_FEW_UNITS) == 0);
    if (!open)
        return;
    if (isnan(low))
        kl_estimate_no_interval(out);
    else
        kl_estimate_one_sided(out, low, analysis->options->confidence);
}

/* Pooling both sides, or all that is rare for the sake of the model, leaves little; the lower ends of two
 * parts are one of their sum. */
static void raise_low(kl_estimate *sum, double low) {
    if ((sum->flags & KL_FLAG_ONE_SIDED) != 0 && low > sum->low)
        sum->low = fmin(low, sum->value);
}

/* What a sum of estimates has of its parts; unseen support is told with what was counted. */
static uint32_t of_parts(uint32_t flags) {
    const uint32_t infinite = KL_FLAG_INFINITE | KL_FLAG_UNSEEN_SUPPORT;
    return (flags & (KL_FLAG_CLIPPED | KL_FLAG_NOT_CONVERGED)) |
           ((flags & KL_FLAG_INFINITE) != 0 ? flags & infinite : 0);
}

/* Before an estimator has its say. */
static kl_estimate plain_entropy(const kl_analysis *analysis, int s) {
    kl_estimate out = estimate(
        analysis, s == 0 ? KL_Q_ENTROPY_0 : KL_Q_ENTROPY_1, 1 << s,
        smooth(analysis) ? KL_METHOD_JACKKNIFE : KL_METHOD_PLUGIN, KL_ENTROPY,
        kl_entropy_limit(analysis->aligned, s, analysis->options->alphabet), side_n(analysis, s));
    out.flags &= ~(uint32_t)KL_FLAG_INDEPENDENT_DRAWS;
    out.flags |= analysis->aligned->side[s].drawn ? KL_FLAG_INDEPENDENT_DRAWS : 0;
    return out;
}

/* The value of the estimator that was asked for; NaN: it does not carry to this one. */
static void carry(const kl_analysis *analysis, double value, double upper, kl_estimate *out) {
    if (analysis->carried.row == NULL || isnan(value))
        return;
    kl_estimate_move(out, value, upper);
    out->method = analysis->carried.row->method;
    out->flags |= analysis->carried.flags;
}

kl_estimate kl_analysis_entropy(const kl_analysis *analysis, int s) {
    kl_estimate out = plain_entropy(analysis, s);
    uint64_t alphabet = analysis->options->alphabet;
    carry(analysis, analysis->carried.entropy[s], kl_entropy_limit(analysis->aligned, s, alphabet),
          &out);
    kl_entropy_bound(analysis->aligned, s, alphabet, &out);
    return out;
}

/* Of estimated shares, or by an estimated model; else the smoothed cross-entropy less an estimated entropy. */
static void carry_divergence(const kl_analysis *analysis, int s, kl_estimate *out) {
    const kl_carried *carried = &analysis->carried;
    double value = carried->divergence[s];
    if (carried->row != NULL && isnan(value) && !isnan(carried->entropy[s]))
        value =
            out->value + plain_entropy(analysis, s).value - kl_analysis_entropy(analysis, s).value;
    carry(analysis, value, INFINITY, out);
}

/* Whether the other side was estimated as a model by the same row. */
static int carries_model(const kl_analysis *analysis, int s) {
    return analysis->carried.row != NULL && !isnan(analysis->carried.divergence[s]);
}

int kl_analysis_model_is_fixed(const kl_analysis *analysis, int s) {
    return smooth(analysis) && analysis->aligned->order > 1 &&
           (analysis->unseen[s] > 0 || undersampled(analysis, 1 - s));
}

static int sampled_sides(const kl_analysis *analysis, int s) {
    return kl_analysis_model_is_fixed(analysis, s) ? 1 << s : 3;
}

kl_estimate kl_analysis_divergence(const kl_analysis *analysis, int s) {
    kl_estimate out = estimate(analysis, s == 0 ? KL_Q_DIVERGENCE_01 : KL_Q_DIVERGENCE_10,
                               sampled_sides(analysis, s), model_method(analysis), KL_DIVERGENCE,
                               INFINITY, both_n(analysis));
    carry_divergence(analysis, s, &out);
    mark_unseen(analysis, s, &out);
    bound_unseen(analysis, analysis->low[s], &out);
    mark_undersampled_model(analysis, &out);
    mark_near(analysis, s == 0 ? KL_Q_DIVERGENCE_01 : KL_Q_DIVERGENCE_10,
              sampled_sides(analysis, s), KL_DIVERGENCE, &out);
    return out;
}

kl_estimate kl_analysis_cross_entropy(const kl_analysis *analysis, int s) {
    kl_estimate entropy = kl_analysis_entropy(analysis, s);
    kl_estimate divergence = kl_analysis_divergence(analysis, s);
    kl_estimate out = estimate(analysis, s == 0 ? KL_Q_CROSS_ENTROPY_01 : KL_Q_CROSS_ENTROPY_10,
                               sampled_sides(analysis, s), model_method(analysis), KL_CROSS_ENTROPY,
                               INFINITY, both_n(analysis));
    /* The identity holds also where a part was moved to the edge of its range. */
    double sum = entropy.value + divergence.value, moved = sum - out.value;
    out.value = sum;
    out.flags &= ~(uint32_t)KL_FLAG_CLIPPED;
    out.flags |= of_parts(entropy.flags | divergence.flags);
    if (carries_model(analysis, s))
        out.method = analysis->carried.row->method;
    if (isfinite(moved) && !isnan(out.low)) {
        out.low = fmax(out.low + fmin(moved, 0), 0);
        out.high += fmax(moved, 0);
    }
    /* Near equality the spread of the divergence is not in that of the sum. */
    if (divergence.low <= 0 && isfinite(out.high)) {
        double above[2] = {entropy.high - entropy.value, divergence.high - divergence.value};
        double reach = sqrt(above[0] * above[0] + above[1] * above[1]);
        out.high = isfinite(reach) ? fmax(out.high, sum + reach) : out.high;
    }
    mark_unseen(analysis, s, &out);
    if (!kl_analysis_model_is_fixed(analysis, s))
        bound_unseen(analysis, analysis->low_cross[s], &out);
    raise_low(&out, entropy.low + divergence.low);
    return out;
}

kl_estimate kl_analysis_perplexity(const kl_analysis *analysis, int s) {
    kl_estimate out = kl_analysis_cross_entropy(analysis, s);
    out.value = kl_exp(out.value);
    out.standard_error *= out.value;
    out.low = isnan(out.low) ? NAN : kl_exp(out.low);
    out.high = isnan(out.high) ? NAN : kl_exp(out.high);
    out.unit = KL_UNIT_ONE;
    return out;
}

kl_estimate kl_analysis_jeffreys(const kl_analysis *analysis) {
    kl_estimate out = estimate(analysis, KL_Q_JEFFREYS, 3, model_method(analysis), KL_JEFFREYS,
                               INFINITY, both_n(analysis));
    kl_estimate part[2] = {kl_analysis_divergence(analysis, 0),
                           kl_analysis_divergence(analysis, 1)};
    double sum = part[0].value + part[1].value;
    out.value = sum;
    out.flags &= ~(uint32_t)KL_FLAG_CLIPPED;
    out.flags |= of_parts(part[0].flags | part[1].flags);
    if (analysis->carried.row != NULL)
        out.method = analysis->carried.row->method;
    out.low = isnan(out.low) ? NAN : fmin(out.low, sum);
    out.high = isnan(out.high) ? NAN : fmax(out.high, sum);
    mark_unseen(analysis, 0, &out);
    mark_unseen(analysis, 1, &out);
    bound_unseen(analysis, analysis->low_jeffreys, &out);
    raise_low(&out, part[0].low + part[1].low);
    mark_undersampled_model(analysis, &out);
    mark_near(analysis, KL_Q_JEFFREYS, 3, KL_JEFFREYS, &out);
    return out;
}

const kl_measure_id kl_from_model[KL_FROM_MODEL_COUNT] = {KL_CHI_SQUARE, KL_RENYI, KL_CRESSIE_READ};

/* That of the pooled ones; but where many symbols are rare what pools leave looks further apart than it is, and it is
 * what a measure of Σ p (p/q)^λ is at least with the lower end of KL: the mean of an exponential is no less than that
 * of the mean (Jensen). */
static double low_from_model(const kl_analysis *analysis, int k, int s) {
    const kl_measure_id id = kl_from_model[k];
    const double lambda = id == KL_CRESSIE_READ ? kl_measure_get(id)->parameter.value : 1;
    int many_rare = 0;
    for (int side = 0; side < 2; side++)
        many_rare |= (double)kl_singletons(analysis->aligned, side) >
                     KL_SINGLETONS_FEW * (double)side_n(analysis, side);
    if (!many_rare)
        return analysis->low_model[k][s];
    return id == KL_RENYI ? analysis->low[s]
                          : 2 * kl_expm1(lambda * analysis->low[s]) / (lambda * (1 + lambda));
}

kl_estimate kl_analysis_from_model(const kl_analysis *analysis, int k, int s) {
    kl_method method = smooth(analysis) ? KL_METHOD_SUCCESSION : KL_METHOD_PLUGIN;
    kl_quantity quantity = (kl_quantity)(KL_Q_CHI_SQUARE_01 + 2 * k + s);
    kl_estimate out =
        estimate(analysis, quantity, 3, method, kl_from_model[k], INFINITY, both_n(analysis));
    mark_unseen(analysis, s, &out);
    bound_unseen(analysis, low_from_model(analysis, k, s), &out);
    mark_undersampled_model(analysis, &out);
    mark_near(analysis, quantity, 3, kl_from_model[k], &out);
    return out;
}

kl_estimate kl_analysis_chi_square_symmetric(const kl_analysis *analysis) {
    kl_method method = smooth(analysis) ? KL_METHOD_SUCCESSION : KL_METHOD_PLUGIN;
    kl_estimate out = estimate(analysis, KL_Q_CHI_SQUARE_SYMMETRIC, 3, method,
                               KL_CHI_SQUARE_SYMMETRIC, INFINITY, both_n(analysis));
    mark_unseen(analysis, 0, &out);
    mark_unseen(analysis, 1, &out);
    bound_unseen(analysis,
                 kl_analysis_from_model(analysis, 0, 0).low +
                     kl_analysis_from_model(analysis, 0, 1).low,
                 &out);
    mark_undersampled_model(analysis, &out);
    mark_near(analysis, KL_Q_CHI_SQUARE_SYMMETRIC, 3, KL_CHI_SQUARE_SYMMETRIC, &out);
    return out;
}

kl_status kl_analysis_excess(kl_analysis *analysis, kl_error *error) {
    return kl_excess_compute(analysis->aligned, kl_measure_get(KL_HOCKEY_STICK)->parameter.value,
                             analysis->options->confidence, analysis->excess, error);
}

void kl_analysis_no_low(kl_analysis *analysis) {
    for (int s = 0; s < 2; s++) {
        analysis->low[s] = analysis->low_cross[s] = analysis->low_skew[s] = NAN;
        for (int k = 0; k < KL_FROM_MODEL_COUNT; k++)
            analysis->low_model[k][s] = NAN;
    }
    analysis->low_jeffreys = NAN;
}

/* What was taken off for the bias of what is pooled is in doubt as a whole. */
static double lower_end(const kl_analysis *coarse, kl_quantity quantity) {
    kl_estimate out = kl_estimate_bare(0, KL_UNIT_NATS, KL_METHOD_JACKKNIFE, 0);
    kl_estimate_fill(&out, coarse->replicates.full[quantity], jackknife(coarse, quantity, 0),
                     jackknife(coarse, quantity, 1),
                     (kl_interval_rule){INFINITY, coarse->options->confidence, 1, 1, 0});
    return out.low;
}

void kl_analysis_take_low(kl_analysis *analysis, const kl_analysis *coarse, int s) {
    if (s == 2) {
        analysis->low_jeffreys = lower_end(coarse, KL_Q_JEFFREYS);
        return;
    }
    analysis->low[s] = lower_end(coarse, (kl_quantity)(KL_Q_DIVERGENCE_01 + s));
    analysis->low_cross[s] = lower_end(coarse, (kl_quantity)(KL_Q_CROSS_ENTROPY_01 + s));
    analysis->low_skew[s] = lower_end(coarse, (kl_quantity)(KL_Q_SKEW_01 + s));
    for (int k = 0; k < KL_FROM_MODEL_COUNT; k++)
        analysis->low_model[k][s] =
            lower_end(coarse, (kl_quantity)(KL_Q_CHI_SQUARE_01 + 2 * k + s));
}

static kl_quantity bounded_quantity(kl_measure_id id, int s) {
    return id == KL_JENSEN_SHANNON    ? KL_Q_JENSEN_SHANNON
           : id == KL_TOTAL_VARIATION ? KL_Q_TOTAL_VARIATION
           : id == KL_BHATTACHARYYA   ? KL_Q_BHATTACHARYYA
           : id == KL_TRIANGULAR      ? KL_Q_TRIANGULAR
           : id == KL_HOCKEY_STICK    ? (kl_quantity)(KL_Q_HOCKEY_STICK_01 + s)
           : id == KL_SKEW            ? (kl_quantity)(KL_Q_SKEW_01 + s)
                                      : KL_Q_HELLINGER_SQUARED;
}

static int is_disjoint(const kl_aligned *aligned) {
    for (size_t i = 0; i < aligned->size; i++)
        if (aligned->side[0].integer[i] > 0 && aligned->side[1].integer[i] > 0)
            return 0;
    return 1;
}

/* The least total variation of sources whose samples have nothing in common: what side s has seen is all of it but what
 * it has missed (Good 1953: the share of what came once), and the other has little of that. The lesser one of both
 * sides, for either may have missed what the other has; known weights have missed nothing and have none of what they
 * lack. */
static double least_variation(const kl_analysis *analysis) {
    const kl_side *side = analysis->aligned->side;
    double least = 1;
    for (int s = 0; s < 2; s++) {
        if (is_known(&side[1 - s]))
            continue;
        const double once = (double)kl_singletons(analysis->aligned, s) / (double)side[s].total;
        least = fmin(least, 1 - once - kl_most_missed(&side[1 - s], analysis->options->confidence));
    }
    return least;
}

/* Where nothing is in common every part of the data says the largest value there is, which is no interval. Of symmetric
 * f-divergences with the same total variation t that of (1 ± t)/2 and (1 ∓ t)/2 is the least (Gilardoni 2006). */
static void open_below(const kl_analysis *analysis, kl_measure_id id, kl_estimate *out) {
    const kl_measure *measure = kl_measure_get(id);
    const double t = least_variation(analysis), p = (1 + t) / 2, q = (1 - t) / 2;
    const double parameter = measure->parameter.value;
    for (int s = 0; s < 2; s++)
        mark_unseen(analysis, s, out);
    out->standard_error = NAN;
    if (t > 0 && measure->properties & KL_SYMMETRIC)
        out->low = fmin(out->low, q * measure->generator(p / q, parameter) +
                                      p * measure->generator(q / p, parameter));
    else
        kl_estimate_no_interval(out);
}

static kl_estimate smooth_bounded(const kl_analysis *analysis, kl_measure_id id, int s) {
    kl_estimate out = estimate(analysis, bounded_quantity(id, s), 3,
                               smooth(analysis) ? KL_METHOD_JACKKNIFE : KL_METHOD_PLUGIN, id,
                               kl_measure_get(id)->upper, both_n(analysis));
    if (id == KL_JENSEN_SHANNON)
        carry(analysis, analysis->carried.jensen_shannon, kl_measure_get(id)->upper, &out);
    if (is_disjoint(analysis->aligned) && isfinite(out.low))
        open_below(analysis, id, &out);
    for (int side = 0; isinf(out.value) && side < 2; side++) /* Bhattacharyya: nothing is shared */
        mark_unseen(analysis, side, &out);
    mark_undersampled(analysis, &out);
    mark_near(analysis, bounded_quantity(id, s), 3, id, &out);
    return out;
}

/* The high end around the plug-in value. */
static double plugin_high(const kl_analysis *analysis, kl_quantity quantity) {
    const kl_spread spread =
        kl_jackknife_spread(jackknife(analysis, quantity, 0), jackknife(analysis, quantity, 1),
                            analysis->options->confidence);
    return analysis->replicates.full[quantity] + spread.half_width;
}

/* |p − q| has a corner where p = q, and max(p − γ q, 0) where p = γ q: there the jackknife takes off too much,
 * and a normal interval around its value is too low (simulated coverage 80 %). The plug-in value is too high
 * instead; the interval reaches from the low end of the one to the high end of the other, and holds 0 where
 * that of the Jensen–Shannon divergence does. With γ above 1 what is small is so on the flat side of its corners too,
 * where it does not vary at all: there sets of symbols, of which it is the largest, bound it (excess.h). */
static kl_estimate cornered(const kl_analysis *analysis, kl_measure_id id, int s) {
    kl_estimate smooth_one = smooth_bounded(analysis, KL_JENSEN_SHANNON, s);
    kl_estimate out = smooth_bounded(analysis, id, s);
    if (!isnan(out.high) && !analysis->same)
        out.high = fmin(fmax(out.high, plugin_high(analysis, bounded_quantity(id, s))), 1);
    if (id == KL_HOCKEY_STICK && !isnan(out.high) && !analysis->same) {
        out.low = fmin(out.low, analysis->excess[s].low);
        out.high = fmax(out.high, analysis->excess[s].high);
        if (out.standard_error == 0)
            out.standard_error = NAN;
    }
    if (smooth_one.flags & KL_FLAG_NEAR_EQUAL)
        kl_estimate_near_equal(&out);
    return out;
}

/* What is unseen of side s costs most of what a skew divergence may be, however little of the other side it is: the
 * jackknife takes off too much or too little. The plug-in value is too high (it is convex in both), and pooled it is
 * too low. */
static kl_estimate skew(const kl_analysis *analysis, int s) {
    kl_estimate out = smooth_bounded(analysis, KL_SKEW, s);
    if (isnan(out.low) || isnan(analysis->low_skew[s]) || analysis->same)
        return out;
    out.low = fmin(out.low, analysis->low_skew[s]);
    out.high = fmin(fmax(out.high, plugin_high(analysis, bounded_quantity(KL_SKEW, s))),
                    kl_measure_get(KL_SKEW)->upper);
    return out;
}

kl_estimate kl_analysis_bounded(const kl_analysis *analysis, kl_measure_id id, int s) {
    return id == KL_SKEW                                       ? skew(analysis, s)
           : id == KL_TOTAL_VARIATION || id == KL_HOCKEY_STICK ? cornered(analysis, id, s)
                                                               : smooth_bounded(analysis, id, s);
}

kl_estimate kl_estimate_root(kl_estimate square, kl_unit unit) {
    double root = sqrt(square.value);
    square.standard_error = root > 0 ? square.standard_error / (2 * root) : NAN;
    square.low = sqrt(square.low);
    square.high = sqrt(square.high);
    square.value = root;
    square.unit = unit;
    return square;
}

kl_estimate kl_analysis_p_value(const kl_analysis *analysis) {
    const kl_permutation *test = &analysis->permutation;
    kl_estimate out =
        kl_estimate_bare(test->n > 0 ? test->p : 1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, test->n);
    out.flags = drawn(analysis);
    for (int s = 0; s < 2; s++)
        if (analysis->aligned->side[s].bags < KL_BAGS_MIN ||
            (test->n == 0 && analysis->options->permutations > 0))
            out.flags |= KL_FLAG_FEW_UNITS;
    if (analysis->same)
        out.flags |= KL_FLAG_SAME_INPUT;
    return out;
}

double kl_analysis_more_data(const kl_analysis *analysis) {
    kl_jackknife a = jackknife(analysis, KL_Q_JENSEN_SHANNON, 0);
    kl_jackknife b = jackknife(analysis, KL_Q_JENSEN_SHANNON, 1);
    double full = analysis->replicates.full[KL_Q_JENSEN_SHANNON];
    double value = full - (a.bias + b.bias);
    kl_spread spread = kl_jackknife_spread(a, b, analysis->options->confidence);
    if (analysis->same || !(value > 0) || isnan(spread.half_width))
        return INFINITY;
    /* The half width shrinks with the root of the amount of text … */
    double ratio = spread.half_width / value, factor = fmax(1, ratio * ratio);
    /* … and both the bias of the value and what chance alone reaches with the amount itself. */
    if (analysis->permutation.n > 0 && analysis->permutation.p > 1 - analysis->options->confidence)
        factor = fmax(factor, (analysis->permutation.critical - (a.bias + b.bias)) / value);
    return factor;
}
