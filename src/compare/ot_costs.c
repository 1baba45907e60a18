/* SPDX-License-Identifier: Apache-2.0 */
/* Symbols at the prices of a file: lines of two symbols and what turning one into the other costs. */
#include "compare/ot_costs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "io/csv.h"
#include "io/excerpt.h"

typedef struct price {
    kl_ot_symbol pair[2];
    double cost;
    int64_t line;
} price;

typedef struct prices {
    price *items;
    size_t n, capacity;
    char *names; /* of all, as large as the file */
    size_t used;
} prices;

static int compare_names(kl_ot_symbol a, kl_ot_symbol b) {
    const int order = memcmp(a.text, b.text, a.size < b.size ? a.size : b.size);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int by_pair(const void *left, const void *right) {
    const price *a = left, *b = right;
    const int order = compare_names(a->pair[0], b->pair[0]);
    return order != 0 ? order : compare_names(a->pair[1], b->pair[1]);
}

static int by_pair_and_line(const void *left, const void *right) {
    const price *a = left, *b = right;
    const int order = by_pair(a, b);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* ── The file ── */

static kl_ot_symbol add_name(prices *all, const kl_csv_field *field) {
    const kl_ot_symbol out = {all->names + all->used, field->size};
    memcpy(all->names + all->used, field->text, field->size);
    all->used += field->size;
    return out;
}

/* "cost" is what a column of costs is called; "-", "1.2.3" and nothing are costs that went wrong. */
static int is_heading(const kl_csv_field *field) {
    size_t at = 0;
    while (at < field->size && field->text[at] == ' ')
        at++;
    return at < field->size && memchr("0123456789+-.,", field->text[at], 14) == NULL;
}

static kl_status add_price(prices *all, kl_csv *csv, int first, kl_error *error) {
    kl_csv_field field = {.last = 0};
    price made = {.cost = NAN, .line = csv->line};
    for (int f = 0; f < 3; f++) {
        kl_status status = kl_csv_read(csv, &field, error);
        if (status != KL_OK)
            return status;
        if (field.last != (f == 2))
            return kl_fail_at(error, KL_ERROR_VALUE, csv->line, -1,
                              "line %lld: expected two symbols and a cost", (long long)csv->line);
        if (f < 2)
            made.pair[f] = add_name(all, &field);
    }
    const kl_status number = kl_number_parse(field.text, field.size, &made.cost, NULL);
    if (first && number == KL_ERROR_FORMAT && is_heading(&field))
        return KL_OK;
    if (number != KL_OK || !isfinite(made.cost) || made.cost < 0) {
        char shown[KL_EXCERPT_SIZE];
        return kl_fail_at(error, KL_ERROR_VALUE, csv->line, -1,
                          "line %lld: %s is no cost, which is a finite number of at least 0",
                          (long long)csv->line, kl_excerpt(field.text, field.size, shown));
    }
    if (all->n == all->capacity) {
        const size_t capacity = all->capacity > 0 ? 2 * all->capacity : 256;
        price *larger = kl_realloc(all->items, capacity, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "costs", capacity * sizeof *larger);
        all->items = larger;
        all->capacity = capacity;
    }
    all->items[all->n++] = made;
    return KL_OK;
}

static kl_status refuse_again(const price *first, const price *again, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, again->line, -1,
                      "line %lld: '%.*s' to '%.*s' stands there twice, first in line %lld",
                      (long long)again->line, (int)again->pair[0].size, again->pair[0].text,
                      (int)again->pair[1].size, again->pair[1].text, (long long)first->line);
}

static kl_status parse_prices(const kl_bytes *bytes, prices *out, kl_error *error) {
    kl_csv csv;
    int found = 0;
    out->names = kl_alloc(kl_bytes_size(bytes) + 1, 1);
    if (out->names == NULL)
        return kl_fail_memory(error, "symbols", kl_bytes_size(bytes));
    kl_csv_init(&csv, kl_bytes_data(bytes), kl_bytes_size(bytes), 1);
    kl_status status = kl_csv_record(&csv, &found, error);
    for (int first = 1; status == KL_OK && found; first = 0) {
        status = add_price(out, &csv, first, error);
        if (status == KL_OK)
            status = kl_csv_record(&csv, &found, error);
    }
    kl_csv_free(&csv);
    if (status == KL_OK && out->n > 1)
        qsort(out->items, out->n, sizeof *out->items, by_pair_and_line);
    for (size_t k = 1; status == KL_OK && k < out->n; k++)
        if (by_pair(&out->items[k - 1], &out->items[k]) == 0)
            status = refuse_again(&out->items[k - 1], &out->items[k], error);
    return status;
}

static void prices_clear(prices *all) {
    kl_free(all->items);
    kl_free(all->names);
}

/* There and back cost the same unless both are said, and staying nothing unless it is said. */
static int find_price(const prices *all, kl_ot_symbol from, kl_ot_symbol to, double *cost) {
    for (int turn = 0; turn < 2; turn++) {
        const price wanted = {.pair = {turn ? to : from, turn ? from : to}};
        const price *found =
            all->n > 0 ? bsearch(&wanted, all->items, all->n, sizeof wanted, by_pair) : NULL;
        if (found != NULL) {
            *cost = found->cost;
            return 1;
        }
    }
    *cost = 0;
    return compare_names(from, to) == 0;
}

/* ── The inputs ── */

/* Symbols of an input that have mass, and their shares. */
static kl_status take_symbols(const kl_input *input, kl_ot_side *out, kl_error *error) {
    const kl_counts *counts = input->counts;
    if (counts == NULL && input->weights == NULL)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%.200s is %s: costs of a file are for texts and weights", input->name,
                       kl_kind_name(input->kind));
    if (counts != NULL && kl_counts_order(counts) != 1)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%.200s is counted by %d symbols: costs of a file are for single ones",
                       input->name, kl_counts_order(counts));
    const size_t n = counts != NULL ? kl_counts_size(counts) : kl_weights_size(input->weights);
    double *share = out->owned = kl_alloc(n, sizeof *share);
    out->symbols = kl_alloc(n, sizeof *out->symbols);
    if (share == NULL || out->symbols == NULL)
        return kl_fail_memory(error, "symbols", n * (sizeof *out->symbols + sizeof *share));
    for (size_t i = 0; i < n; i++) {
        kl_ot_symbol *at = &out->symbols[out->n];
        if (counts != NULL) {
            share[out->n] = (double)kl_counts_count(counts, i);
            at->text = kl_counts_symbol(counts, kl_counts_gram(counts, i)[0], &at->size);
        } else {
            share[out->n] = kl_weights_values(input->weights)[i];
            at->text = kl_weights_name(input->weights, i);
            at->size = strlen(at->text);
        }
        out->n += share[out->n] > 0;
    }
    kl_exact_sum total;
    kl_exact_sum_init(&total);
    kl_exact_sum_add_array(&total, share, out->n);
    for (size_t i = 0; i < out->n; i++)
        share[i] /= kl_exact_sum_round(&total);
    out->masses = kl_f64(share, out->n);
    out->draws = counts != NULL ? kl_counts_total(counts) : 0;
    return KL_OK;
}

static kl_status fill_costs(const prices *all, kl_ot *ot, kl_error *error) {
    const kl_ot_side *a = &ot->side[0], *b = &ot->side[1];
    ot->costs = kl_alloc(a->n, b->n * sizeof *ot->costs);
    if (ot->costs == NULL)
        return kl_fail_memory(error, "costs", a->n * b->n * sizeof *ot->costs);
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++) {
            const kl_ot_symbol from = a->symbols[i], to = b->symbols[j];
            if (!find_price(all, from, to, &ot->costs[i * b->n + j]))
                return kl_fail(error, KL_ERROR_MISMATCH,
                               "%.200s does not say what '%.*s' to '%.*s' costs", ot->options.costs,
                               (int)from.size, from.text, (int)to.size, to.text);
        }
    return KL_OK;
}

kl_status kl_ot_costs_read(kl_ot *ot, kl_error *error) {
    kl_bytes *bytes = NULL;
    prices all = {.n = 0};
    kl_status status = kl_bytes_open(ot->options.costs, &bytes, error);
    if (status == KL_OK) {
        status = parse_prices(bytes, &all, error);
        if (status != KL_OK)
            kl_fail_prefix(error, status, ot->options.costs);
    }
    for (size_t s = 0; status == KL_OK && s < 2; s++) {
        status = take_symbols(ot->input[s], &ot->side[s], error);
        if (status != KL_OK)
            kl_fail_input(error, status, s);
    }
    if (status == KL_OK)
        status = fill_costs(&all, ot, error);
    ot->are_samples = ot->side[0].draws + ot->side[1].draws > 0;
    ot->noun = "symbol";
    prices_clear(&all);
    kl_bytes_close(bytes);
    return status;
}
