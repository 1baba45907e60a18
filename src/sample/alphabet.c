/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting and merging symbol names. */
#include "sample/alphabet.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

typedef struct named {
    const char *bytes;
    size_t length;
    size_t index;
} named;

void kl_alphabet_free(kl_alphabet *alphabet) {
    kl_free(alphabet->start);
    kl_free(alphabet->bytes);
    alphabet->n = 0;
    alphabet->start = NULL;
    alphabet->bytes = NULL;
}

int kl_symbol_compare(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t common = a_length < b_length ? a_length : b_length;
    int order = common == 0 ? 0 : memcmp(a, b, common);
    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static int compare_named(const void *a, const void *b) {
    const named *left = a, *right = b;
    int order = kl_symbol_compare(left->bytes, left->length, right->bytes, right->length);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/* Room for n symbols of `bytes` bytes in all. */
static kl_status allocate(kl_alphabet *out, size_t n, size_t bytes, kl_error *error) {
    out->n = 0;
    out->start = n == SIZE_MAX ? NULL : kl_alloc(n + 1, sizeof *out->start);
    out->bytes = kl_alloc(bytes, 1);
    if (out->start == NULL || out->bytes == NULL) {
        kl_alphabet_free(out);
        return kl_fail_memory(error, "the symbols", bytes);
    }
    out->start[0] = 0;
    return KL_OK;
}

static void append(kl_alphabet *out, const char *bytes, size_t length) {
    uint64_t start = out->start[out->n];
    if (length > 0)
        memcpy(out->bytes + start, bytes, length);
    out->start[++out->n] = start + length;
}

/* Copy names that stand in order; equal neighbours are refused. */
static kl_status copy_sorted(const named *names, size_t n, size_t bytes, kl_alphabet *out,
                             uint32_t *rank, kl_error *error) {
    for (size_t i = 1; i < n; i++) {
        if (kl_symbol_compare(names[i - 1].bytes, names[i - 1].length, names[i].bytes,
                              names[i].length) == 0) {
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)names[i].index, -1,
                              "the symbol \"%.*s\" occurs twice: at %zu and at %zu",
                              (int)(names[i].length > 64 ? 64 : names[i].length), names[i].bytes,
                              names[i - 1].index, names[i].index);
        }
    }
    kl_status status = allocate(out, n, bytes, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        rank[names[i].index] = (uint32_t)i;
        append(out, names[i].bytes, names[i].length);
    }
    return KL_OK;
}

kl_status kl_alphabet_sort(const kl_symbol_name *symbol, size_t n, const uint8_t *used,
                           kl_alphabet *out, uint32_t *rank, kl_error *error) {
    named *names = kl_alloc(n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the symbols", n);
    size_t kept = 0, bytes = 0;
    for (size_t i = 0; i < n; i++) {
        if (used == NULL || used[i]) {
            names[kept++] = (named){symbol[i].bytes, symbol[i].length, i};
            bytes += symbol[i].length;
        }
    }
    if (kept > 1)
        qsort(names, kept, sizeof *names, compare_named);
    kl_status status = copy_sorted(names, kept, bytes, out, rank, error);
    kl_free(names);
    return status;
}

static size_t length_of(const kl_alphabet *alphabet, size_t symbol) {
    return (size_t)(alphabet->start[symbol + 1] - alphabet->start[symbol]);
}

static int head_compare(const kl_alphabet *parts, const size_t *at, size_t a, size_t b) {
    const kl_alphabet *left = &parts[a], *right = &parts[b];
    return kl_symbol_compare(left->bytes + left->start[at[a]], length_of(left, at[a]),
                             right->bytes + right->start[at[b]], length_of(right, at[b]));
}

/* Which part has the least symbol at its head; n if all are at their end. Alphabets are few and
 * small beside the n-grams: a scan serves. */
static size_t least_head(const kl_alphabet *parts, size_t n, const size_t *at) {
    size_t least = n;
    for (size_t k = 0; k < n; k++)
        if (at[k] < parts[k].n && (least == n || head_compare(parts, at, k, least) < 0))
            least = k;
    return least;
}

/* Take the symbol at the head of part `least` and its equals in the parts after it. */
static kl_status merge_heads(const kl_alphabet *parts, size_t n, size_t *at, kl_alphabet *out,
                             uint32_t *const *rank, kl_error *error) {
    for (size_t least; (least = least_head(parts, n, at)) < n;) {
        if (out->n > UINT32_MAX - 1)
            return kl_fail(error, KL_ERROR_VALUE, "more than 2^32 different symbols");
        const kl_alphabet *from = &parts[least];
        size_t place = at[least];
        uint32_t number = (uint32_t)out->n;
        append(out, from->bytes + from->start[place], length_of(from, place));
        for (size_t k = n; k-- > least;)
            if (at[k] < parts[k].n && (k == least || head_compare(parts, at, k, least) == 0))
                rank[k][at[k]++] = number;
    }
    return KL_OK;
}

kl_status kl_alphabet_merge(const kl_alphabet *parts, size_t n, kl_alphabet *out,
                            uint32_t *const *rank, kl_error *error) {
    size_t symbols = 0, bytes = 0;
    for (size_t k = 0; k < n; k++) {
        symbols += parts[k].n;
        bytes += parts[k].start[parts[k].n];
    }
    size_t *at = kl_alloc_zero(n, sizeof *at);
    if (at == NULL)
        return kl_fail_memory(error, "merging symbols", n);
    kl_status status = allocate(out, symbols, bytes, error);
    if (status == KL_OK) {
        status = merge_heads(parts, n, at, out, rank, error);
        if (status != KL_OK)
            kl_alphabet_free(out);
    }
    kl_free(at);
    return status;
}
