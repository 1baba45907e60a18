/* SPDX-License-Identifier: Apache-2.0 */
/* What a measure is, told from its row of the library's catalogue. */
#include "cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    kl_property property;
    const char *promise;
    const char *broken;
} promises[] = {
    {KL_NON_NEGATIVE, "never negative", "may be negative"},
    {KL_ZERO_ONLY_IF_EQUAL, "zero only if both are equal", "may be zero though they differ"},
    {KL_SYMMETRIC, "symmetric", "not symmetric"},
    {KL_TRIANGLE, "obeys the triangle inequality", "breaks the triangle inequality"},
    {KL_FINITE, "finite", "infinite where q excludes what p has"},
    {KL_DATA_PROCESSING, "never grows when symbols are merged", "may grow when symbols are merged"},
    {KL_JOINTLY_CONVEX, "jointly convex", "not jointly convex"},
};

enum { PROMISES = sizeof promises / sizeof *promises };

static void print_weights(const char *name, const double *weights, size_t n) {
    printf("%s(", name);
    for (size_t i = 0; i < n; i++) {
        char number[32];
        kl_number_format(weights[i], number);
        printf("%s%s", i ? ", " : "", number);
    }
    printf(")");
}

static void print_counterexample(const kl_measure *measure, kl_property property) {
    for (size_t i = 0; i < measure->counterexample_count; i++) {
        const kl_counterexample *c = &measure->counterexamples[i];
        if (c->breaks != property || property == KL_JOINTLY_CONVEX)
            continue;
        print_weights(": p ", c->p, c->n);
        print_weights(", q ", c->q, c->n);
        if (c->r)
            print_weights(", r ", c->r, c->n);
        return;
    }
}

static void print_range(const kl_measure *measure) {
    if (isfinite(measure->upper)) {
        kl_estimate top = kl_estimate_convert(kl_estimate_exact(measure->upper, measure->unit),
                                              measure->unit == KL_UNIT_ROOT_NATS ? KL_UNIT_ROOT_BITS
                                                                                 : KL_UNIT_BITS);
        printf("Range: 0 to %.6g%s%s.\n", top.value, top.unit == KL_UNIT_ONE ? "" : " ",
               top.unit == KL_UNIT_ONE ? "" : kl_unit_name(top.unit));
    }
}

static void print_labelled(const char *label, const char *text) {
    char sentence[512];
    snprintf(sentence, sizeof sentence, "%s: %s.", label, text);
    print_wrapped(sentence, 0, 0);
}

void measure_print(const kl_measure *measure) {
    printf("%s - %s\n\n    %s\n\n", measure->name, measure->title, measure->formula);
    print_wrapped(measure->meaning, 0, 0);
    if (measure->also)
        print_labelled("Also called", measure->also);
    print_range(measure);
    if (measure->kind != KL_KIND_ENTROPY) {
        for (size_t i = 0; i < PROMISES; i++) {
            int kept = (measure->properties & promises[i].property) != 0;
            printf("  %s %s", kept ? "+" : "-", kept ? promises[i].promise : promises[i].broken);
            if (!kept)
                print_counterexample(measure, promises[i].property);
            printf("\n");
        }
    }
    print_labelled("Source", measure->source);
}

void measures_print(void) {
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *measure = kl_measure_get((kl_measure_id)id);
        printf("%s%s\n    %s\n", id ? "\n" : "", measure->name, measure->formula);
        printf("    ");
        print_wrapped(measure->meaning, 4, 4);
    }
}
