/* SPDX-License-Identifier: Apache-2.0 */
/* The estimate: exact values and bounds, units, what its flags count. */
#include "base/estimate.h"

#include <math.h>

/* The root of M_LN2 rather than of ln 2, which is nearer to the next double: so that the root of ln 2 nats, the
 * distance of what has nothing in common, is 1 in bits. */
static const double root_of_ln_2 = 0x1.aa4499161cd47p-1;

kl_estimate kl_estimate_exact(double value, kl_unit unit) {
    kl_estimate estimate = {
        .value = value, .low = NAN, .high = NAN, .unit = unit, .method = KL_METHOD_EXACT};
    return estimate;
}

kl_estimate kl_estimate_model(double value, kl_unit unit) {
    kl_estimate estimate = kl_estimate_exact(value, unit);
    estimate.standard_error = NAN;
    estimate.method = KL_METHOD_MODEL;
    return estimate;
}

kl_estimate kl_estimate_bounds(double low, double high, kl_unit unit) {
    kl_estimate estimate = {.value = low,
                            .standard_error = NAN,
                            .low = low,
                            .high = high,
                            .confidence = 1,
                            .unit = unit,
                            .method = KL_METHOD_BOUNDS};
    return estimate;
}

void kl_estimate_explain(kl_estimate *estimate) {
    if (isinf(estimate->value) && (estimate->flags & (KL_FLAG_INFINITE | KL_FLAG_HEAVY_TAIL)) == 0)
        estimate->flags |= KL_FLAG_OVERFLOW;
}

/* A bit is ln 2 nats, so a number of nats is divided by this to give bits; 0: no such conversion.
 */
static double nats_per_bit(kl_unit nats, kl_unit bits) {
    if (nats == KL_UNIT_NATS && bits == KL_UNIT_BITS)
        return M_LN2;
    if (nats == KL_UNIT_ROOT_NATS && bits == KL_UNIT_ROOT_BITS)
        return root_of_ln_2;
    return 0;
}

kl_estimate kl_estimate_convert(kl_estimate estimate, kl_unit unit) {
    double divisor = nats_per_bit(estimate.unit, unit);
    double factor = nats_per_bit(unit, estimate.unit);
    const int was_finite = isfinite(estimate.value);
    double *numbers[] = {&estimate.value, &estimate.standard_error, &estimate.low, &estimate.high};
    if (divisor == 0 && factor == 0)
        return estimate;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        *numbers[i] = divisor != 0 ? *numbers[i] / divisor : *numbers[i] * factor;
    estimate.unit = unit;
    if (was_finite)
        kl_estimate_explain(&estimate);
    return estimate;
}

double kl_estimate_floor(const kl_estimate *estimate) {
    const int certain = kl_estimate_has(estimate, KL_FLAG_INFINITE) &&
                        !kl_estimate_has(estimate, KL_FLAG_UNSEEN_SUPPORT);
    if (kl_estimate_is_point(estimate) || (certain && estimate->value == INFINITY))
        return estimate->value;
    return estimate->low;
}

/* ── Notes ────────────────────────────────────────────────────────────────────────────────────── */

int kl_estimate_has(const kl_estimate *estimate, kl_flag flag) {
    return (estimate->flags & (uint32_t)flag) != 0;
}

/* Whoever adds a flag that counts adds it here and finds out whether its notes fit. */
#define COUNTING                                                                                   \
    (KL_FLAG_INFINITE | KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_UNDERSAMPLED | KL_FLAG_CLIPPED_TARGETS |  \
     KL_FLAG_TIES | KL_FLAG_ZEROS)
_Static_assert(KL_NOTES_MAX == 2 * __builtin_popcount(COUNTING), "a note a side and flag");

static int counts(uint32_t flag) {
    return (flag & COUNTING) != 0 && (flag & (flag - 1)) == 0;
}

static int comes_later(const kl_note *a, const kl_note *b) {
    return a->flag != b->flag ? a->flag > b->flag : a->side > b->side;
}

/* By flag, then by side. */
static void put_in_order(kl_note *notes, uint32_t n) {
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && comes_later(&notes[k - 1], &notes[k]); k--) {
            const kl_note swap = notes[k];
            notes[k] = notes[k - 1];
            notes[k - 1] = swap;
        }
}

void kl_estimate_note(kl_estimate *estimate, kl_flag flag, unsigned side, uint64_t count,
                      double mass) {
    estimate->flags |= (uint32_t)flag;
    if (!counts((uint32_t)flag) || side > 1)
        return;
    uint32_t at = 0;
    while (at < estimate->note_count &&
           (estimate->notes[at].flag != flag || estimate->notes[at].side != side))
        at++;
    estimate->notes[at] = (kl_note){flag, side, count, mass};
    estimate->note_count += at == estimate->note_count;
    put_in_order(estimate->notes, estimate->note_count);
}

const kl_note *kl_estimate_get_note(const kl_estimate *estimate, kl_flag flag) {
    for (uint32_t i = 0; kl_estimate_has(estimate, flag) && i < estimate->note_count; i++)
        if (estimate->notes[i].flag == flag)
            return &estimate->notes[i];
    return NULL;
}

void kl_estimate_drop(kl_estimate *estimate, uint32_t flags) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < estimate->note_count; i++)
        if (((uint32_t)estimate->notes[i].flag & flags) == 0)
            estimate->notes[kept++] = estimate->notes[i];
    estimate->note_count = kept;
    estimate->flags &= ~flags;
}

void kl_estimate_exchange(kl_estimate *estimate) {
    for (uint32_t i = 0; i < estimate->note_count; i++)
        estimate->notes[i].side = 1 - estimate->notes[i].side;
    put_in_order(estimate->notes, estimate->note_count);
}

kl_note kl_estimate_clause(const kl_estimate *estimate, size_t index) {
    for (unsigned bit = 0; bit < 32; bit++) {
        const kl_flag flag = (kl_flag)(1u << bit);
        size_t found = 0;
        if (!kl_estimate_has(estimate, flag))
            continue;
        for (uint32_t i = 0; i < estimate->note_count; i++)
            if (estimate->notes[i].flag == flag && found++ == index)
                return estimate->notes[i];
        if (found == 0 && index == 0)
            return (kl_note){.flag = flag};
        index -= found == 0 ? 1 : found;
    }
    return (kl_note){0};
}
