/* SPDX-License-Identifier: Apache-2.0 */
/* Two inputs of whatever kind to everything that is known about them. */
#include "compare/comparison.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "sample/counts.h"

#include <string.h>

/* ── Whether they fit ───────────────────────────────────────────────────────────────────────────
 */

static kl_status refuse_different(const kl_input *a, const kl_input *b, kl_error *error) {
    return kl_fail(error, KL_ERROR_MISMATCH,
                   "%s is counted in %ss of order %d, %s in %ss of order %d; count both alike",
                   a->name, kl_symbols_noun(kl_counts_symbols(a->counts)),
                   kl_counts_order(a->counts), b->name,
                   kl_symbols_noun(kl_counts_symbols(b->counts)), kl_counts_order(b->counts));
}

/* Names that somebody counted fit whatever single symbols another input has. */
static int are_names(const kl_counts *counts) {
    return kl_counts_symbols(counts) == KL_SYMBOLS_NAMES && kl_counts_order(counts) == 1;
}

static kl_status check_pair(const kl_input *a, const kl_input *b, kl_error *error) {
    if (a->counts != NULL && b->counts != NULL) {
        const int same_order = kl_counts_order(a->counts) == kl_counts_order(b->counts);
        const int same = kl_counts_symbols(a->counts) == kl_counts_symbols(b->counts);
        const int named = are_names(a->counts) || are_names(b->counts);
        return same_order && (same || named) ? KL_OK : refuse_different(a, b, error);
    }
    const kl_input *counted = a->counts != NULL ? a : b;
    if (counted->counts != NULL && kl_counts_order(counted->counts) > 1) {
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%s is counted in order %d; known weights (%s) are compared with order 1",
                       counted->name, kl_counts_order(counted->counts),
                       counted == a ? b->name : a->name);
    }
    return KL_OK;
}

/* ── Two counted inputs ─────────────────────────────────────────────────────────────────────────
 */

static void read_pair(kl_comparison *out, const kl_sample_options *options) {
    for (int direction = 0; direction < 2; direction++) {
        const kl_direction d = (kl_direction)direction;
        for (int id = 0; id < KL_MEASURE_COUNT; id++)
            out->measure[direction][id] = kl_counts_pair_estimate(out->pair, (kl_measure_id)id, d);
        out->smoothed[direction] = options->smoothing != KL_SMOOTH_NONE;
        out->plugin[direction] = kl_counts_pair_plugin(out->pair, d);
        out->unseen[direction] = kl_counts_pair_unseen(out->pair, d);
    }
    out->p_value = kl_counts_pair_p_value(out->pair);
    out->tested = out->p_value.n > 0;
    out->more_data = kl_counts_pair_more_data(out->pair);
}

static kl_status fill_counted(kl_comparison *out, const kl_counts *a, const kl_counts *b,
                              const kl_sample_options *options, kl_error *error) {
    /* Views under one kind of symbol; the pair reads them while it is made. */
    struct kl_counts view[2] = {*a, *b};
    const kl_symbols symbols = a->symbols == KL_SYMBOLS_NAMES ? b->symbols : a->symbols;
    view[0].symbols = symbols;
    view[1].symbols = symbols;
    kl_status status = kl_counts_pair_new(&view[0], &view[1], options, &out->pair, error);
    if (status == KL_OK)
        read_pair(out, options);
    return status;
}

static kl_status fill_known(kl_comparison *out, const kl_input *a, const kl_input *b,
                            const kl_compare_options *options, kl_error *error) {
    const kl_status status = kl_known_fill(out, a->weights, b->weights, options, error);
    char names[300];
    if (status != KL_ERROR_VALUE)
        return status;
    kl_words(names, sizeof names, "%.140s and %.140s", a->name, b->name);
    return kl_fail_prefix(error, status, names);
}

/* ── Any two ────────────────────────────────────────────────────────────────────────────────────
 */

static void describe(kl_comparison *out, const kl_input *a, const kl_input *b) {
    const kl_input *inputs[2] = {a, b};
    out->order = 1;
    out->noun = "symbol";
    for (int side = 0; side < 2; side++) {
        const kl_counts *counts = inputs[side]->counts;
        out->known[side] = counts == NULL;
        if (counts == NULL)
            continue;
        out->order = kl_counts_order(counts);
        if (kl_counts_symbols(counts) != KL_SYMBOLS_NAMES)
            out->noun = kl_symbols_noun(kl_counts_symbols(counts));
    }
}

kl_status kl_comparison_run(const kl_input *a, const kl_input *b, const kl_compare_options *options,
                            kl_comparison *out, kl_error *error) {
    const kl_sample_options *sample = options->sample;
    memset(out, 0, sizeof *out);
    kl_status status = check_pair(a, b, error);
    if (status != KL_OK)
        return status;
    describe(out, a, b);
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        out->parameter[id] = kl_measure_get((kl_measure_id)id)->parameter.value;
    if (a->counts != NULL && b->counts != NULL)
        status = fill_counted(out, a->counts, b->counts, sample, error);
    else if (a->counts != NULL)
        status = kl_mixed_fill(out, a->counts, b->weights, sample, error);
    else if (b->counts != NULL)
        status = kl_mixed_fill(out, b->counts, a->weights, sample, error);
    else
        status = fill_known(out, a, b, options, error);
    if (status != KL_OK)
        kl_comparison_clear(out);
    return status;
}

void kl_comparison_clear(kl_comparison *comparison) {
    kl_counts_pair_free(comparison->pair);
    kl_counts_known_free(comparison->mixed);
    kl_common_clear(&comparison->common);
    kl_free(comparison->contribution[0]);
    kl_free(comparison->contribution[1]);
    memset(comparison, 0, sizeof *comparison);
}

size_t kl_comparison_size(const kl_comparison *comparison) {
    return comparison->pair != NULL    ? kl_counts_pair_size(comparison->pair)
           : comparison->mixed != NULL ? kl_counts_known_size(comparison->mixed)
                                       : comparison->common.n;
}

/* The counted side is A to kl_counts_known. */
static kl_pair_symbol mixed_symbol(const kl_comparison *comparison, kl_direction direction,
                                   size_t index) {
    const int side = comparison->known[0];
    const kl_pair_symbol found =
        kl_counts_known_symbol(comparison->mixed, (kl_direction)((int)direction ^ side), index);
    kl_pair_symbol out = found;
    if (side == 1) {
        out.count_a = found.count_b;
        out.count_b = found.count_a;
        out.p = found.q;
        out.q = found.p;
    }
    return out;
}

kl_pair_symbol kl_comparison_symbol(const kl_comparison *comparison, kl_direction direction,
                                    size_t index) {
    if (comparison->pair != NULL)
        return kl_counts_pair_symbol(comparison->pair, direction, index);
    if (comparison->mixed != NULL)
        return mixed_symbol(comparison, direction, index);
    const kl_common *common = &comparison->common;
    kl_pair_symbol symbol = {0};
    symbol.text = common->text[index];
    symbol.p = kl_common_share(common, 0, index);
    symbol.q = kl_common_share(common, 1, index);
    symbol.contribution = comparison->contribution[direction][index];
    return symbol;
}
