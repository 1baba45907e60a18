/* SPDX-License-Identifier: Apache-2.0 */
/* What a ranking of columns means: which tells most, which could be chance, what was left out. */
#include "compare/mi_rank.h"

#include "base/format.h"
#include "report/say.h"

#include <string.h>

/* ── So what ── */

static kl_status say_best(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    const kl_estimate *best = &r->column[0].link.value;
    const char *name = r->column[0].variable->column->name, *target = r->target->column->name;
    const kl_unit unit = r->mi->options.unit;
    if (r->discovered == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "No column tells anything of %s that could be told from chance.", target);
    if (r->target->codes == NULL)
        return kl_say(
            document, KL_SENTENCE_SO_WHAT, error,
            "%s tells the most about %s: %s %s, as much as one normal variable tells of another "
            "with a correlation of %s.",
            name, target, kl_phrase_estimate(best, unit).text, kl_unit_name(unit),
            kl_phrase_small(kl_mi_correlation(best->value)).text);
    double entropy = 0;
    const kl_status status = kl_mi_entropy(r->mi, r->target, &entropy, error);
    if (status != KL_OK)
        return status;
    const double share = best->value < entropy ? best->value / entropy : 1;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s tells the most about %s: %s of the %s %s that there are to know, %s.", name,
                  target, kl_phrase_estimate(best, unit).text,
                  kl_phrase_number(best, entropy, unit).text, kl_unit_name(unit),
                  kl_phrase_percent(share).text);
}

/* ── Lists of names ── */

enum { MOST_NAMED = 6 };

typedef struct names {
    const char *name[MOST_NAMED];
    size_t n; /* also those that are not named */
    char text[600];
} names;

static void add_name(names *list, const char *name) {
    if (list->n < MOST_NAMED)
        list->name[list->n] = name;
    list->n++;
}

/* "a", "a and b", "a, b and c", "a, b, c and 12 more" */
static const char *say_names(names *list) {
    const size_t named = list->n < MOST_NAMED ? list->n : MOST_NAMED;
    size_t used = 0;
    for (size_t i = 0; i < named && used < sizeof list->text; i++)
        used += kl_words(list->text + used, sizeof list->text - used, "%s%.80s",
                         i == 0             ? ""
                         : i + 1 == list->n ? " and "
                                            : ", ",
                         list->name[i]);
    if (list->n > named && used < sizeof list->text)
        kl_words(list->text + used, sizeof list->text - used, " and %zu more", list->n - named);
    return list->text;
}

/* ── Is it noise ── */

static kl_status say_noise(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    const char *target = r->target->column->name;
    names others = {.n = 0};
    kl_status status = KL_OK;
    if (r->discovered > 0)
        status = kl_say(document, KL_SENTENCE_NOISE, error,
                        "%zu of %zu columns tell%s more of %s than chance does; of columns found "
                        "like this, with q ≤ %g, on average at most %g %% are found by chance.",
                        r->discovered, r->told, r->discovered == 1 ? "s" : "", target, KL_DISCOVERY,
                        100 * KL_DISCOVERY);
    if (status != KL_OK || r->discovered == r->told)
        return status;
    for (size_t i = 0; i < r->told; i++)
        if (r->column[i].q > KL_DISCOVERY)
            add_name(&others, r->column[i].variable->column->name);
    return kl_say(document, KL_SENTENCE_NOISE, error,
                  "What %s tell%s of %s could be chance: these rows do not show that it is more.",
                  say_names(&others), others.n == 1 ? "s" : "", target);
}

/* ── Notes ── */

static kl_status note_bias(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    int of_counts = 0, of_neighbours = 0;
    for (size_t i = 0; i < r->told; i++) {
        of_counts |= r->column[i].link.used == KL_MI_COUNTS;
        of_neighbours |= r->column[i].link.value.method == KL_METHOD_NEIGHBOURS;
    }
    kl_status status = KL_OK;
    if (of_counts)
        status =
            kl_say(document, KL_SENTENCE_NOTE, error, "Bias, in %s, is what was taken off counts.",
                   kl_unit_name(r->mi->options.unit));
    if (status == KL_OK && of_neighbours)
        status =
            kl_say(document, KL_SENTENCE_NOTE, error,
                   "The bias of neighbours is not known; their intervals are longer by what it "
                   "may be.");
    return status;
}

static kl_status note_methods(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (int e = KL_MI_COUNTS; status == KL_OK && e < KL_MI_ESTIMATOR_COUNT; e++) {
        names by = {.n = 0};
        for (size_t i = 0; i < r->told; i++)
            if ((int)r->column[i].link.used == e)
                add_name(&by, r->column[i].variable->column->name);
        if (by.n > 0)
            status = kl_say(document, KL_SENTENCE_NOTE, error, "From %s: %s.",
                            kl_mi_estimator_phrase((kl_mi_estimator)e), say_names(&by));
    }
    return status;
}

static kl_status note_interval(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    for (size_t i = 0; i < r->told; i++)
        if (kl_estimate_has(&r->column[i].link.value, KL_FLAG_FEW_UNITS))
            return kl_mi_note_interval(&r->column[i].link.value, 2, document, error);
    return KL_OK;
}

static kl_status note_rows(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    const kl_mi_ranked *worst = NULL, *alone = NULL;
    int are_spread = 0;
    kl_status status = KL_OK;
    for (size_t i = 0; i < r->told; i++) {
        const kl_mi_ranked *one = &r->column[i];
        are_spread |= one->link.is_spread;
        if (one->link.missing > 0 && (worst == NULL || one->link.missing > worst->link.missing))
            worst = one;
        if (one->link.alone > 0 && (alone == NULL || one->link.alone > alone->link.alone))
            alone = one;
    }
    if (worst != NULL)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "Rows in which one of the two is missing are left out, at most %s of %s "
                        "(%s).",
                        kl_phrase_count(worst->link.missing).text,
                        kl_phrase_count(r->mi->rows).text, worst->variable->column->name);
    if (status == KL_OK && alone != NULL)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "Rows with a label of their own have no neighbours of one and are left "
                        "out, at most %s (%s).",
                        kl_phrase_count(alone->link.alone).text, alone->variable->column->name);
    if (status == KL_OK && are_spread)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "Numbers that were rounded are spread over what they were rounded to.");
    return status;
}

static kl_status note_left_out(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    names more = {.n = 0};
    kl_status status = KL_OK;
    for (size_t i = r->told; status == KL_OK && i < r->n; i++) {
        const kl_mi_ranked *one = &r->column[i];
        if (i - r->told < MOST_NAMED)
            status = kl_say(document, KL_SENTENCE_NOTE, error, "%s is left out: %s.",
                            one->variable->column->name, one->why);
        else
            add_name(&more, one->variable->column->name);
    }
    if (status == KL_OK && more.n > 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error, "So are %s.", say_names(&more));
    return status;
}

/* A p-value cannot be below 1/(1 + deals); tests that end early are far above it. */
static kl_status note_deals(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    uint64_t fewest = UINT64_MAX;
    for (size_t i = 0; i < r->told; i++) {
        const kl_estimate *p = &r->column[i].link.p_value;
        const int is_whole = !r->ends_early || p->value * (1 + (double)p->n) < KL_MI_ENOUGH;
        fewest = is_whole && p->n < fewest ? p->n : fewest;
    }
    if (fewest == UINT64_MAX || (double)r->told <= KL_DISCOVERY * (double)(fewest + 1))
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "The tests made %s deals each, too few for one column alone among %zu to reach "
                  "q = %g.",
                  kl_phrase_count(fewest).text, r->told, KL_DISCOVERY);
}

kl_status kl_mi_rank_sentences(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    kl_status status = say_best(r, document, error);
    if (status == KL_OK)
        status = say_noise(r, document, error);
    if (status == KL_OK)
        status = note_methods(r, document, error);
    if (status == KL_OK)
        status = note_bias(r, document, error);
    if (status == KL_OK)
        status = note_interval(r, document, error);
    if (status == KL_OK)
        status = note_rows(r, document, error);
    if (status == KL_OK)
        status = note_deals(r, document, error);
    return status == KL_OK ? note_left_out(r, document, error) : status;
}
