/* SPDX-License-Identifier: Apache-2.0 */
/* What a measure is, told from its row of the library's catalogue. */
#include "cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    kl_property property;
    const char *promise;
    const char *broken; /* NULL: as its counterexample says */
} promises[] = {
    {KL_NON_NEGATIVE, "never negative", "may be negative"},
    {KL_ZERO_ONLY_IF_EQUAL, "zero only if both are equal", "may be zero though they differ"},
    {KL_SYMMETRIC, "symmetric", "not symmetric"},
    {KL_TRIANGLE, "obeys the triangle inequality", "breaks the triangle inequality"},
    {KL_FINITE, "finite", NULL},
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

static int excludes(const double *one, const double *other, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (one[i] == 0 && other[i] > 0)
            return 1;
    return 0;
}

static const char *infinite_where(const kl_counterexample *c) {
    const int q_excludes = excludes(c->q, c->p, c->n), p_excludes = excludes(c->p, c->q, c->n);
    if (q_excludes && p_excludes)
        return "infinite where p and q share nothing";
    return q_excludes ? "infinite where q excludes what p has"
                      : "infinite where p excludes what q has";
}

static void print_broken(const kl_counterexample *c, const char *broken) {
    printf("  - %s", broken ? broken : infinite_where(c));
    if (c->breaks != KL_JOINTLY_CONVEX) {
        print_weights(": p ", c->p, c->n);
        print_weights(", q ", c->q, c->n);
        if (c->r)
            print_weights(", r ", c->r, c->n);
    }
    printf("\n");
}

static void print_promise(const kl_measure *measure, kl_property property, const char *promise,
                          const char *broken) {
    if (measure->properties & property)
        printf("  + %s\n", promise);
    for (size_t i = 0; i < measure->counterexample_count; i++)
        if (measure->counterexamples[i].breaks == property)
            print_broken(&measure->counterexamples[i], broken);
}

static void print_range(const kl_measure *measure) {
    if (isfinite(measure->upper)) {
        kl_estimate top = kl_estimate_convert(kl_estimate_exact(measure->upper, measure->unit),
                                              measure->unit == KL_UNIT_ROOT_NATS ? KL_UNIT_ROOT_BITS
                                                                                 : KL_UNIT_BITS);
        const char *unit = kl_unit_text(top.unit);
        printf("Range: 0 to %.6g%s%s.\n", top.value, *unit ? " " : "", unit);
    }
}

static void print_labelled(const char *label, const char *text) {
    char sentence[512];
    snprintf(sentence, sizeof sentence, "%s: %s.", label, text);
    print_wrapped(sentence, 0, 0);
}

static void print_parameter(const kl_measure_parameter *parameter) {
    char sentence[160], low[32], high[32], value[32];
    kl_number_format(parameter->low, low);
    kl_number_format(parameter->high, high);
    kl_number_format(parameter->value, value);
    snprintf(sentence, sizeof sentence, "Parameter: %s %s from %s to %s; %s unless it is set.",
             parameter->name, parameter->symbol, low, high, value);
    print_wrapped(sentence, 0, 0);
}

static void print_adversarial(const kl_measure *measure) {
    printf("In doubles the formula as it is written goes wrong, and this one does not, on\n");
    for (size_t i = 0; i < measure->adversarial_count; i++) {
        const kl_hard_case *input = &measure->adversarial[i];
        printf("  ! %s", input->breaks);
        print_weights(": p ", input->p, input->n);
        if (measure->kind != KL_KIND_ENTROPY)
            print_weights(", q ", input->q, input->n);
        printf("\n");
    }
}

void measure_print(const kl_measure *measure) {
    printf("%s - %s\n\n    %s\n\n", measure->name, measure->title, measure->formula);
    print_wrapped(measure->meaning, 0, 0);
    if (measure->also)
        print_labelled("Also called", measure->also);
    if (measure->parameter.name)
        print_parameter(&measure->parameter);
    print_range(measure);
    if (measure->kind != KL_KIND_ENTROPY)
        for (size_t i = 0; i < PROMISES; i++)
            print_promise(measure, promises[i].property, promises[i].promise, promises[i].broken);
    print_adversarial(measure);
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
