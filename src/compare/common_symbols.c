/* SPDX-License-Identifier: Apache-2.0 */
/* Two lists of known weights on one list of symbols: a sorted merge of names. */
#include "compare/common_symbols.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/printable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const char *bytes;
    size_t length;
    double value;
} entry;

static int compare_entries(const void *left, const void *right) {
    const entry *a = left, *b = right;
    const size_t common = a->length < b->length ? a->length : b->length;
    const int order = common == 0 ? 0 : memcmp(a->bytes, b->bytes, common);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static kl_status sorted_entries(const kl_weights *weights, int named, entry **out, size_t *out_n,
                                kl_error *error) {
    const size_t n = kl_weights_size(weights);
    entry *entries = kl_alloc(n, sizeof *entries);
    if (entries == NULL)
        return kl_fail_memory(error, "the symbols of weights", n * sizeof *entries);
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        const char *name = kl_weights_name(weights, i);
        const double value = kl_weights_values(weights)[i];
        if (named || value > 0)
            entries[used++] = (entry){name, strlen(name), value};
    }
    qsort(entries, used, sizeof *entries, compare_entries);
    *out = entries;
    *out_n = used;
    return KL_OK;
}

static kl_status allocate(kl_common *common, size_t n, size_t characters, kl_error *error) {
    common->text = kl_alloc(n, sizeof *common->text);
    common->characters = kl_alloc(characters, 1);
    int failed = common->text == NULL || common->characters == NULL;
    for (int side = 0; side < 2; side++) {
        common->value[side] = kl_alloc_zero(n, sizeof(double));
        failed |= common->value[side] == NULL;
    }
    return failed ? kl_fail_memory(error, "the common list of symbols", n * 3 * sizeof(double))
                  : KL_OK;
}

static void merge(kl_common *common, const entry *const entries[2], const size_t n[2]) {
    size_t at[2] = {0, 0};
    char *characters = common->characters;
    while (at[0] < n[0] || at[1] < n[1]) {
        const int order = at[0] == n[0]   ? 1
                          : at[1] == n[1] ? -1
                                          : compare_entries(entries[0] + at[0], entries[1] + at[1]);
        const entry *name = order <= 0 ? entries[0] + at[0] : entries[1] + at[1];
        const size_t i = common->n++;
        common->text[i] = characters;
        characters += kl_printable(name->bytes, name->length, 0, characters) + 1;
        for (int side = 0; side < 2; side++) {
            const int here = side == 0 ? order <= 0 : order >= 0;
            common->value[side][i] = here ? entries[side][at[side]].value : 0.0;
            at[side] += here ? 1 : 0;
        }
    }
}

static void add_up(kl_common *common, int side) {
    const double *values = common->value[side];
    double most = 0;
    for (size_t i = 0; i < common->n; i++)
        most = values[i] > most ? values[i] : most;
    frexp(most, &common->exponent[side]);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < common->n; i++)
        kl_exact_sum_add(&sum, ldexp(values[i], -common->exponent[side]));
    common->total[side] = kl_exact_sum_round(&sum);
}

double kl_common_share(const kl_common *common, int side, size_t index) {
    return ldexp(common->value[side][index], -common->exponent[side]) / common->total[side];
}

void kl_common_replace(kl_common *common, const double *weights) {
    const size_t n = common->n;
    common->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (weights[i] == 0 && weights[n + i] == 0)
            continue;
        common->text[common->n] = common->text[i];
        common->value[0][common->n] = weights[i];
        common->value[1][common->n++] = weights[n + i];
    }
    add_up(common, 0);
    add_up(common, 1);
}

kl_status kl_common_new(const kl_weights *a, const kl_weights *b, int named, kl_common *out,
                        kl_error *error) {
    memset(out, 0, sizeof *out);
    entry *entries[2] = {NULL, NULL};
    size_t n[2] = {0, 0};
    kl_status status = sorted_entries(a, named, &entries[0], &n[0], error);
    if (status == KL_OK)
        status = sorted_entries(b, named, &entries[1], &n[1], error);
    if (status == KL_OK) {
        size_t characters = 0;
        for (int side = 0; side < 2; side++)
            for (size_t i = 0; i < n[side]; i++)
                characters += KL_PRINTABLE_ROOM(entries[side][i].length);
        status = allocate(out, n[0] + n[1], characters, error);
    }
    if (status == KL_OK) {
        merge(out, (const entry *const *)entries, n);
        add_up(out, 0);
        add_up(out, 1);
    } else {
        kl_common_clear(out);
    }
    kl_free(entries[0]);
    kl_free(entries[1]);
    return status;
}

void kl_common_clear(kl_common *common) {
    kl_free(common->text);
    kl_free(common->characters);
    for (int side = 0; side < 2; side++)
        kl_free(common->value[side]);
    memset(common, 0, sizeof *common);
}
