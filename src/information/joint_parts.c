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
#include "kernels/scalar.h"
#include "kernels/special.h"

/* Below this the low part of a product is none. */
#define SMALL 0x1p-900
/* Next to the other one, the rounding of sums. */
#define ROUNDING 0x1p-99

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

/* ── A combination ── */

static kl_pair weight_of(const kl_margin *margin, size_t group, double unit) {
    return kl_pair_scale(margin->weight[group], unit);
}

/* ln(w/e) from the logarithms of its factors, for weights whose product leaves the doubles. */
static double log_of_factors(const kl_parts *parts, size_t group) {
    const double stratum = parts->given.weight[kl_parts_stratum(parts, group)].hi;
    double sum = kl_log(parts->all.weight[group].hi / stratum);
    for (unsigned j = 0; j < parts->count; j++)
        sum += kl_log(stratum / parts->part[j].weight[kl_parts_of(parts, j, group)].hi);
    return sum;
}

static kl_pair expected_of(const kl_parts *parts, size_t group, double unit) {
    const kl_pair stratum = weight_of(&parts->given, kl_parts_stratum(parts, group), unit);
    kl_pair e = weight_of(&parts->part[0], kl_parts_of(parts, 0, group), unit);
    for (unsigned j = 1; j < parts->count; j++)
        e = kl_pair_divide(
            kl_pair_times(e, weight_of(&parts->part[j], kl_parts_of(parts, j, group), unit)),
            stratum);
    return e;
}

double kl_parts_term(const kl_parts *parts, size_t group, kl_pair *expected) {
    const double unit = parts->unit[kl_parts_stratum(parts, group)];
    const kl_pair w = weight_of(&parts->all, group, unit), e = expected_of(parts, group, unit);
    *expected = kl_pair_scale(e, 1 / unit);
    if (!(e.hi > SMALL))
        return fmax(0, w.hi * log_of_factors(parts, group) - (w.hi - e.hi)) / unit;
    const double more = kl_pair_less(w, e);
    return fabs(more) > ROUNDING * w.hi ? kl_deviance(w.hi, e.hi, more) / unit : 0;
}

double kl_parts_pointwise(const kl_parts *parts, size_t group) {
    const double unit = parts->unit[kl_parts_stratum(parts, group)];
    const kl_pair w = weight_of(&parts->all, group, unit), e = expected_of(parts, group, unit);
    return e.hi > SMALL ? kl_log_ratio(w.hi, e.hi, kl_pair_less(w, e))
                        : log_of_factors(parts, group);
}

/* ── Strata ── */

void kl_strata_free(kl_strata *strata) {
    kl_free(strata->groups);
    kl_free(strata->part);
    *strata = (kl_strata){NULL, NULL};
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

kl_status kl_strata_new(const kl_parts *parts, kl_strata *out, kl_error *error) {
    const size_t n = parts->given.groups;
    *out = (kl_strata){kl_alloc_zero(n, sizeof *out->groups),
                       kl_alloc_zero(n, parts->count * sizeof *out->part)};
    kl_status status = KL_OK;
    if (out->groups == NULL || out->part == NULL)
        status = kl_fail_memory(error, "strata", n * (parts->count + 1) * sizeof *out->part);
    for (unsigned j = 0; j < parts->count && status == KL_OK; j++)
        status = count_part(parts, j, out->part, error);
    if (status != KL_OK) {
        kl_strata_free(out);
        return status;
    }
    for (size_t g = 0; g < parts->all.groups; g++)
        out->groups[kl_parts_stratum(parts, g)]++;
    return KL_OK;
}

static int is_full(const kl_strata *strata, const kl_parts *parts, size_t stratum) {
    double combinations = 1;
    for (unsigned j = 0; j < parts->count; j++)
        combinations *= strata->part[stratum * parts->count + j];
    return combinations == strata->groups[stratum];
}

double kl_strata_freedom(const kl_strata *strata, const kl_parts *parts) {
    double sum = 0;
    for (size_t s = 0; s < parts->given.groups; s++) {
        double freedom = 1;
        for (unsigned j = 0; j < parts->count; j++)
            freedom *= strata->part[s * parts->count + j] - 1;
        sum += freedom;
    }
    return sum;
}

/* ── All of it ── */

static void add_pair(kl_exact_sum *sum, kl_pair a, double sign) {
    kl_exact_sum_add(sum, sign * a.hi);
    kl_exact_sum_add(sum, sign * a.lo);
}

static double add_up(const kl_parts *parts, const kl_strata *strata) {
    kl_exact_sum terms, absent; /* what is expected of combinations that do not occur */
    kl_exact_sum_init(&terms);
    kl_exact_sum_init(&absent);
    kl_pair total = {0, 0};
    for (size_t s = 0; s < parts->given.groups; s++) {
        total = kl_pair_add(total, parts->given.weight[s]);
        if (!is_full(strata, parts, s))
            add_pair(&absent, parts->given.weight[s], 1);
    }
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        kl_exact_sum_add(&terms, kl_parts_term(parts, g, &expected));
        if (!is_full(strata, parts, kl_parts_stratum(parts, g)))
            add_pair(&absent, expected, -1);
    }
    kl_exact_sum_add(&terms, fmax(0, kl_exact_sum_round(&absent)));
    return kl_exact_sum_round(&terms) / total.hi;
}

kl_status kl_parts_divergence(const kl_parts *parts, double *out, kl_error *error) {
    kl_strata strata;
    const kl_status status = kl_strata_new(parts, &strata, error);
    if (status != KL_OK)
        return status;
    *out = add_up(parts, &strata);
    kl_strata_free(&strata);
    return KL_OK;
}

/* ── Where combinations are rare ── */

static double total_of(const kl_parts *parts) {
    double total = 0;
    for (size_t s = 0; s < parts->given.groups; s++)
        total += parts->given.weight[s].hi;
    return total;
}

double kl_parts_mixed(const kl_parts *parts, double share) {
    const double total = total_of(parts);
    double sum = 0, absent = total;
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        kl_parts_term(parts, g, &expected);
        const double mixed = (1 - share) * parts->all.weight[g].hi + share * expected.hi;
        sum += mixed * kl_log((1 - share) * kl_exp(kl_parts_pointwise(parts, g)) + share);
        absent -= expected.hi;
    }
    return (sum + fmax(0, absent) * share * kl_log(share)) / total;
}

double kl_parts_rare(const kl_parts *parts, double weight) {
    const double total = total_of(parts);
    double rare = total;
    for (size_t g = 0; g < parts->all.groups; g++) {
        kl_pair expected;
        kl_parts_term(parts, g, &expected);
        rare -= parts->all.weight[g].hi > weight ? expected.hi : 0;
    }
    return rare > 1e-9 * total ? rare / total : 0; /* less is rounding */
}
