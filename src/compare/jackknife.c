/* SPDX-License-Identifier: Apache-2.0 */
/* A value, with bags of what was counted left out one at a time, as an estimate. */
#include "compare/jackknife.h"

#include "sample/student.h"

#include <math.h>

/* Fewer groups give a t quantile and a variance that nobody should lean on. */
#define FEWEST 4

static int is_usable(const kl_replicates *r) {
    if (r->bags < FEWEST || !isfinite(r->whole)) {
        return 0;
    }
    for (unsigned j = 0; j < r->bags; j++) {
        if (!isfinite(r->without[j])) {
            return 0;
        }
    }
    return 1;
}

kl_estimate kl_jackknife(const kl_replicates *r, int corrected, double confidence, kl_unit unit) {
    kl_estimate out = kl_estimate_exact(r->whole, unit);
    out.method = corrected ? KL_METHOD_JACKKNIFE : KL_METHOD_PLUGIN;
    out.standard_error = NAN;
    if (!is_usable(r)) {
        out.low = out.high = NAN;
        out.flags |= r->bags < FEWEST ? KL_FLAG_FEW_UNITS : 0u;
        return out;
    }
    double value = r->bags * r->whole;
    for (unsigned j = 0; j < r->bags; j++) {
        value -= (1 - r->share[j]) * r->without[j];
    }
    double variance = 0;
    for (unsigned j = 0; j < r->bags; j++) {
        const double h = 1 / r->share[j];
        const double pseudo = h * r->whole - (h - 1) * r->without[j];
        variance += (pseudo - value) * (pseudo - value) / (h - 1);
    }
    out.value = corrected ? value : r->whole;
    out.standard_error = sqrt(variance / r->bags);
    const double half = kl_student_quantile(confidence, r->bags - 1.0) * out.standard_error;
    out.low = out.value - half;
    out.high = out.value + half;
    out.confidence = confidence;
    return out;
}

void kl_jackknife_clip(kl_estimate *estimate) {
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
