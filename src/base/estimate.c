/* SPDX-License-Identifier: Apache-2.0 */
/* The estimate: exact values, units, and a clause of plain English for each flag. */
#include "base/format.h"

#include <inttypes.h>
#include <kullback/base.h>
#include <math.h>

/* OEIS A002162 and its square root, rounded to double. */
static const double ln_2 = 0x1.62e42fefa39efp-1;
static const double root_ln_2 = 0x1.aa4499161cd48p-1;

kl_estimate kl_estimate_exact(double value, kl_unit unit) {
    kl_estimate estimate = {
        .value = value, .low = NAN, .high = NAN, .unit = unit, .method = KL_METHOD_EXACT};
    return estimate;
}

/* A bit is ln 2 nats, so a number of nats is divided by this to give bits; 0: no such conversion.
 */
static double nats_per_bit(kl_unit nats, kl_unit bits) {
    if (nats == KL_UNIT_NATS && bits == KL_UNIT_BITS)
        return ln_2;
    if (nats == KL_UNIT_ROOT_NATS && bits == KL_UNIT_ROOT_BITS)
        return root_ln_2;
    return 0;
}

kl_estimate kl_estimate_convert(kl_estimate estimate, kl_unit unit) {
    double divisor = nats_per_bit(estimate.unit, unit);
    double factor = nats_per_bit(unit, estimate.unit);
    double *numbers[] = {&estimate.value, &estimate.standard_error, &estimate.low, &estimate.high};
    if (divisor == 0 && factor == 0)
        return estimate;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        *numbers[i] = divisor != 0 ? *numbers[i] / divisor : *numbers[i] * factor;
    estimate.unit = unit;
    return estimate;
}

size_t kl_flag_describe(const kl_estimate *estimate, kl_flag flag, char *text, size_t size) {
    double percent = 100 * estimate->mass;
    uint64_t symbols = estimate->symbols;
    const char *plural = symbols == 1 ? "" : "s";
    const char *verb = symbols == 1 ? "s" : "";
    switch (flag) {
    case KL_FLAG_INFINITE:
        return kl_words(text, size,
                        "q has no mass on %" PRIu64 " symbol%s that hold%s %.3g %% of p", symbols,
                        plural, verb, percent);
    case KL_FLAG_UNSEEN_SUPPORT:
        return kl_words(text, size,
                        "%" PRIu64 " symbol%s with %.3g %% of one input never occur%s in the other",
                        symbols, plural, percent, verb);
    case KL_FLAG_CLIPPED:
        return kl_words(text, size,
                        "the bias correction left the possible range; the value is its edge");
    case KL_FLAG_NEAR_EQUAL:
        return kl_words(text, size, "not distinguishable from equal");
    case KL_FLAG_ONE_SIDED:
        return kl_words(text, size, "only the lower bound can be stood for");
    case KL_FLAG_FEW_UNITS:
        return kl_words(text, size, "too few independent blocks for an interval");
    case KL_FLAG_INDEPENDENT_DRAWS:
        return kl_words(text, size, "the interval takes every count for an independent draw");
    case KL_FLAG_NOT_CONVERGED:
        return kl_words(text, size, "the iteration stopped before its tolerance");
    case KL_FLAG_SAME_INPUT:
        return kl_words(text, size, "both inputs hold the same counts");
    case KL_FLAG_UNDERSAMPLED: {
        char held[64] = "";
        /* The payload belongs to the first flag that has one. */
        if ((estimate->flags & (KL_FLAG_INFINITE | KL_FLAG_UNSEEN_SUPPORT)) == 0) {
            kl_words(held, sizeof held,
                     "n-grams seen only once hold %.3g %% of the text: ", percent);
        }
        return kl_words(text, size,
                        "%stoo little text for this order; entropy is underestimated, divergence "
                        "overestimated",
                        held);
    }
    }
    return kl_words(text, size, "unknown flag 0x%x", (unsigned)flag);
}
