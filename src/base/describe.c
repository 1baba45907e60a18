/* SPDX-License-Identifier: Apache-2.0 */
/* A clause of plain English for each flag of an estimate. */
#include "base/estimate.h"
#include "base/format.h"

#include <inttypes.h>
#include <string.h>

/* What a clause is about: the side it counts, the other one, and how many of what. */
typedef struct speech {
    char side[KL_SIDE_TEXT], other[KL_SIDE_TEXT];
    char counted[120]; /* "3 letters" */
    const char *s;     /* of a verb in the third person: "s" after one */
    double percent;
} speech;

void kl_side_name(const char *subject, unsigned side, char name[KL_SIDE_TEXT]) {
    const char *bar = strchr(subject, '|');
    if (side == 0)
        kl_words(name, KL_SIDE_TEXT, "%.*s", bar ? (int)(bar - subject) : (int)strlen(subject),
                 subject);
    else
        kl_words(name, KL_SIDE_TEXT, "%s", bar ? bar + 1 : "the other");
}

static speech speak_of(const kl_note *clause, const char *subject, const char *noun) {
    speech out = {.s = clause->count == 1 ? "s" : "", .percent = 100 * clause->mass};
    const char *names = subject && *subject ? subject : "p|q";
    kl_side_name(names, clause->side, out.side);
    kl_side_name(names, 1 - clause->side, out.other);
    kl_words(out.counted, sizeof out.counted, "%" PRIu64 " %s%s", clause->count,
             noun && *noun ? noun : "symbol", clause->count == 1 ? "" : "s");
    return out;
}

/* What was counted and not seen is the same fact whether a value became infinite by it or not. */
static size_t say_missing(const speech *s, int unseen, char *text, size_t size) {
    if (unseen)
        return kl_words(text, size, "%s with %.3g %% of %s never occur%s in %s", s->counted,
                        s->percent, s->side, s->s, s->other);
    return kl_words(text, size, "%s has no mass on %s that hold%s %.3g %% of %s", s->other,
                    s->counted, s->s, s->percent, s->side);
}

/* A mean over observations is infinite by some of them. */
static int is_over_observations(const kl_estimate *estimate) {
    return estimate->method == KL_METHOD_CLUSTERED || estimate->method == KL_METHOD_INDEPENDENT ||
           estimate->method == KL_METHOD_BOUNDS;
}

static size_t say_undersampled(const kl_note *clause, const speech *s, char *text, size_t size) {
    char held[200] = "";
    if (clause->count > 0)
        kl_words(held, sizeof held, "what was seen only once holds %.3g %% of %s: ", s->percent,
                 s->side);
    return kl_words(text, size,
                    "%stoo little was counted; entropy is underestimated, divergence overestimated",
                    held);
}

size_t kl_estimate_describe(const kl_estimate *estimate, const kl_note *clause, const char *subject,
                            const char *noun, char *text, size_t size) {
    const speech s = speak_of(clause, subject, noun);
    switch (clause->flag) {
    case KL_FLAG_INFINITE:
        if (clause->count == 0 && clause->mass > 0)
            return kl_words(text, size, "%s has no mass where %.3g %% of %s lies", s.other,
                            s.percent, s.side);
        if (clause->count == 0)
            return kl_words(text, size, "one side has no mass where the other has some");
        if (is_over_observations(estimate))
            return kl_words(text, size,
                            "%s excludes what %s allows in %" PRIu64 " of %" PRIu64 " rows",
                            s.other, s.side, clause->count, estimate->n);
        return say_missing(&s, kl_estimate_has(estimate, KL_FLAG_UNSEEN_SUPPORT), text, size);
    case KL_FLAG_UNSEEN_SUPPORT:
        if (clause->count == 0)
            return kl_words(text, size, "part of one side never occurs in the other");
        return say_missing(&s, 1, text, size);
    case KL_FLAG_CLIPPED:
        return kl_words(text, size, "the %s left the possible range; the value is its edge",
                        estimate->method == KL_METHOD_NEIGHBOURS ||
                                estimate->method == KL_METHOD_INDEPENDENT
                            ? "estimate"
                            : "bias correction");
    case KL_FLAG_NEAR_EQUAL:
        return kl_words(text, size, "not distinguishable from equal");
    case KL_FLAG_ONE_SIDED:
        return kl_words(text, size, "only the lower bound can be stood for");
    case KL_FLAG_FEW_UNITS:
        return kl_words(text, size, "too few independent draws or blocks for an interval");
    case KL_FLAG_INDEPENDENT_DRAWS:
        return kl_words(text, size, "the interval takes every count for an independent draw");
    case KL_FLAG_NOT_CONVERGED:
        return kl_words(text, size, "the iteration stopped before its tolerance");
    case KL_FLAG_SAME_INPUT:
        return kl_words(text, size, "both inputs hold the same counts");
    case KL_FLAG_CLIPPED_TARGETS:
        return kl_words(text, size,
                        "%" PRIu64
                        " target%s stand%s at the floor of %s's file: the loss of %s is too low, "
                        "by how much cannot be known from the file",
                        clause->count, clause->count == 1 ? "" : "s", s.s, s.side, s.side);
    case KL_FLAG_UNDERSAMPLED:
        return say_undersampled(clause, &s, text, size);
    case KL_FLAG_TIES:
        return kl_words(text, size,
                        "%" PRIu64 " point%s (%.3g %% of %s) lie%s on another one: rounded or "
                        "discrete data, or copies",
                        clause->count, clause->count == 1 ? "" : "s", s.percent, s.side, s.s);
    case KL_FLAG_BIASED:
        return kl_words(text, size, "the bias may be larger than the sampling error");
    case KL_FLAG_ZEROS:
        if (clause->count == 0)
            return kl_words(text, size, "smoothing moved %.3g %% of %s", s.percent, s.side);
        return kl_words(text, size,
                        "%s with %.3g %% of %s %s zero in %s, which was smoothed or left out",
                        s.counted, s.percent, s.side, clause->count == 1 ? "is" : "are", s.other);
    case KL_FLAG_MAY_BE_NEGATIVE:
        return kl_words(text, size, "no theorem says of this cost that it is not negative");
    case KL_FLAG_NEAR_LIMIT:
        return kl_words(text, size,
                        "near the most that so many observations can show: it may be more");
    case KL_FLAG_OVERFLOW:
        return kl_words(text, size,
                        "infinite only because it, or a part of it, is above the largest double");
    case KL_FLAG_HEAVY_TAIL:
        return kl_words(text, size, "the tail of %s is too heavy for that of %s", s.side, s.other);
    }
    return kl_words(text, size, "unknown flag 0x%x", (unsigned)clause->flag);
}
