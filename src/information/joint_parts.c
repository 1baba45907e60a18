/* SPDX-License-Identifier: Apache-2.0 */
/* The divergence of a joint distribution from that of independent parts.
 *
 * Σ p ln(p/q) would lose all digits where p is nearly q. Each combination adds w ln(w/e) − w + e ≥ 0 instead, with the
 * difference w − e from sums and products good to 2⁻¹⁰⁰ (Loader 2000); the weights of a stratum are brought to [1, 2)
 * by a power of two first, so that products of small ones stay. Combinations that do not occur add e alone: what the
 * occurring ones leave of the stratum's weight. */
#include "information/joint_parts.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/pair_log.h"
#include "kernels/scalar.h"

/* Below this the low part of a product is none; weights below the second are taken up by the third. */
#define SMALL 0x1p-900
#define TINY 0x1p-400
#define RAISE 0x1p500
/* Next to the other one, the rounding of sums. */
#define ROUNDING 0x1p-99
/* A share of the weight below this is what rounding left. */
#define LEFT 1e-9

/* ── The parts ── */

void kl_parts_free(kl_parts *parts) {
    for (unsigned j = 0; parts->part != NULL && j < parts->count; j++)
        kl_margin_clear(&parts->part[j]);
    kl_margin_clear(&parts->all);
    kl_margin_clear(&parts->given);
    kl_free(parts->part);
    kl_free(parts->cell);
    kl_free(parts->unit);
}

static kl_status margins(const kl_joint *joint, const uint64_t *part, uint64_t given, kl_parts *out,
                         kl_error *error) {
    uint64_t all = given;
    for (unsigned j = 0; j < out->count; j++)
        all |= part[j];
    kl_status status = kl_margin_new(joint, all, &out->all, error);
    if (status == KL_OK)
        status = kl_margin_new(joint, given, &out->given, error);
    for (unsigned j = 0; j < out->count && status == KL_OK; j++)
        status = kl_margin_new(joint, part[j] | given, &out->part[j], error);
    return status;
}

kl_status kl_parts_new(const kl_joint *joint, const uint64_t *part, unsigned count, uint64_t given,
                       kl_parts *out, kl_error *error) {
    *out = (kl_parts){.count = count, .part = kl_alloc_zero(count, sizeof *out->part)};
    kl_status status = KL_OK;
    if (out->part == NULL)
        status = kl_fail_memory(error, "margins", count * sizeof *out->part);
    if (status == KL_OK)
        status = margins(joint, part, given, out, error);
    if (status == KL_OK) {
        out->cell = kl_alloc(out->all.groups, sizeof *out->cell);
        out->unit = kl_alloc(out->given.groups, sizeof *out->unit);
        if (out->cell == NULL || out->unit == NULL)
            status = kl_fail_memory(error, "margins", out->all.groups * sizeof *out->cell);
    }
    if (status != KL_OK) {
        kl_parts_free(out);
        return status;
    }
    for (size_t i = 0; i < joint->size; i++)
        out->cell[out->all.of[i]] = (uint32_t)i;
    for (size_t s = 0; s < out->given.groups; s++) {
        const double weight = out->given.weight[s].hi;
        out->unit[s] = weight > 0x1p-1000 ? ldexp(1, -ilogb(weight)) : 1;
    }
    return KL_OK;
}

double kl_parts_mean(const kl_exact_sum *terms, kl_pair total) {
    kl_pair sum;
    kl_exact_sum_round_pair(terms, &sum.hi, &sum.lo);
    return kl_pair_divide(sum, total).hi;
}

/* ── A combination ── */

static kl_pair weight_of(const kl_margin *margin, size_t group, double unit) {
    return kl_pair_scale(margin->weight[group], unit);
}

/* ln(w/e) from the logarithms of its factors, where e is next to nothing beside w. */
static double log_of_factors(const kl_parts *parts, size_t group) {
    const double stratum = parts->given.weight[kl_parts_stratum(parts, group)].hi;
    double sum = 0;
    for (unsigned j = 0; j < parts->count; j++)
        sum += kl_log(stratum / parts->part[j].weight[kl_parts_of(parts, j, group)].hi);
    return sum + kl_log(parts->all.weight[group].hi / stratum);
}

/* What is and what is expected, times `power`, a power of two: they are near 1 or above where the weight is not too
 * small. */
typedef struct combination {
    kl_pair w, e;
    double power;
} combination;

static combination combine(const kl_parts *parts, size_t group) {
    const double unit = parts->unit[kl_parts_stratum(parts, group)];
    const double raise = parts->all.weight[group].hi * unit < TINY ? RAISE : 1;
    const kl_pair stratum = weight_of(&parts->given, kl_parts_stratum(parts, group), unit);
    kl_pair e =
        kl_pair_scale(weight_of(&parts->part[0], kl_parts_of(parts, 0, group), unit), raise);
    for (unsigned j = 1; j < parts->count; j++)
        e = kl_pair_divide(
            kl_pair_times(e, weight_of(&parts->part[j], kl_parts_of(parts, j, group), unit)),
            stratum);
    return (combination){kl_pair_scale(weight_of(&parts->all, group, unit), raise), e,
                         unit * raise};
}

kl_pair kl_parts_term(const kl_parts *parts, size_t group, kl_pair *expected) {
    const combination c = combine(parts, group);
    *expected = kl_pair_scale(c.e, 1 / c.power);
    if (!(c.e.hi > SMALL))
        return kl_pair_of((c.w.hi * log_of_factors(parts, group) - c.w.hi) / c.power);
    if (!(fabs(kl_pair_less(c.w, c.e)) > ROUNDING * c.w.hi))
        return kl_pair_of(0);
    return kl_pair_scale(kl_pair_deviance(c.w, c.e), 1 / c.power);
}

double kl_parts_pointwise(const kl_parts *parts, size_t group) {
    const combination c = combine(parts, group);
    return c.e.hi > SMALL ? kl_pair_log_ratio(c.w, c.e).hi : log_of_factors(parts, group);
}

/* ── Strata ── */

/* How many groups each has. */
typedef struct strata {
    double *groups;
    double *part; /* of part j in stratum s: part[s · count + j] */
} strata;

static void strata_free(strata *of) {
    kl_free(of->groups);
    kl_free(of->part);
}

/* Each group of a margin once, in the stratum that it lies in. */
static kl_status count_part(const kl_parts *parts, unsigned j, double *count, kl_error *error) {
    uint8_t *seen = kl_alloc_zero(parts->part[j].groups, 1);
    if (seen == NULL)
        return kl_fail_memory(error, "strata", parts->part[j].groups);
    for (size_t g = 0; g < parts->all.groups; g++) {
        const uint32_t group = kl_parts_of(parts, j, g);
        count[kl_parts_stratum(parts, g) * parts->count + j] += !seen[group];
        seen[group] = 1;
    }
    kl_free(seen);
    return KL_OK;
}

static kl_status strata_new(const kl_parts *parts, strata *out, kl_error *error) {
    const size_t n = parts->given.groups;
    *out = (strata){kl_alloc_zero(n, sizeof *out->groups),
                    kl_alloc_zero(n, parts->count * sizeof *out->part)};
    kl_status status = KL_OK;
    if (out->groups == NULL || out->part == NULL)
        status = kl_fail_memory(error, "strata", n * (parts->count + 1) * sizeof *out->part);
    for (unsigned j = 0; j < parts->count && status == KL_OK; j++)
        status = count_part(parts, j, out->part, error);
    for (size_t g = 0; g < parts->all.groups && status == KL_OK; g++)
        out->groups[kl_parts_stratum(parts, g)]++;
    return status;
}

static int is_full(const strata *of, const kl_parts *parts, size_t stratum) {
    double combinations = 1;
    for (unsigned j = 0; j < parts->count; j++)
        combinations *= of->part[stratum * parts->count + j];
    return combinations == of->groups[stratum];
}

static double freedom_of(const strata *of, const kl_parts *parts) {
    double sum = 0;
    for (size_t s = 0; s < parts->given.groups; s++) {
        double freedom = 1;
        for (unsigned j = 0; j < parts->count; j++)
            freedom *= of->part[s * parts->count + j] - 1;
        sum += freedom;
    }
    return sum;
}

/* ── All of it ── */

static void add_pair(kl_exact_sum *sum, kl_pair a, double sign) {
    kl_exact_sum_add(sum, sign * a.hi);
    kl_exact_sum_add(sum, sign * a.lo);
}

static double add_up(const kl_parts *parts, const strata *of) {
    kl_exact_sum terms, absent; /* what is expected of combinations that do not occur */
    kl_exact_sum_init(&terms);
    kl_exact_sum_init(&absent);
    kl_pair total = {0, 0};
    for (size_t s = 0; s < parts->given.groups; s++) {
        total = kl_pair_add(total, parts->given.weight[s]);
        if (!is_full(of, parts, s))
            add_pair(&absent, parts->given.weight[s], 1);
    }
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        add_pair(&terms, kl_parts_term(parts, g, &expected), 1);
        if (!is_full(of, parts, kl_parts_stratum(parts, g)))
            add_pair(&absent, expected, -1);
    }
    kl_exact_sum_add(&terms, fmax(0, kl_exact_sum_round(&absent)));
    return kl_parts_mean(&terms, total);
}

kl_status kl_parts_divergence(const kl_parts *parts, double *out, double *freedom,
                              kl_error *error) {
    strata of;
    const kl_status status = strata_new(parts, &of, error);
    if (status == KL_OK) {
        *out = add_up(parts, &of);
        if (freedom != NULL)
            *freedom = freedom_of(&of, parts);
    }
    strata_free(&of);
    return status;
}

/* ── Where combinations are rare ── */

static double total_of(const kl_parts *parts) {
    double total = 0;
    for (size_t s = 0; s < parts->given.groups; s++)
        total += parts->given.weight[s].hi;
    return total;
}

double kl_parts_with_rare(const kl_parts *parts, double weight, double share) {
    const double total = total_of(parts);
    double absent = total, rare = total, sum = 0;
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        kl_parts_term(parts, g, &expected);
        absent -= expected.hi;
        rare -= parts->all.weight[g].hi > weight ? expected.hi : 0;
    }
    if (!(rare > LEFT * total))
        return INFINITY;
    share = fmin(share, rare / total);
    const double more = share / (rare / total); /* of what is expected of each */
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        kl_parts_term(parts, g, &expected);
        const double left = (1 - share) * parts->all.weight[g].hi;
        const double added = parts->all.weight[g].hi > weight ? 0 : more;
        sum += (left + added * expected.hi) *
               kl_log((1 - share) * kl_exp(kl_parts_pointwise(parts, g)) + added);
    }
    return (sum + fmax(0, absent) * more * kl_log(more)) / total;
}
