/* SPDX-License-Identifier: Apache-2.0 */
/* The k-way merge of n-gram streams. */
#include "sample/grams.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

int kl_gram_compare(const uint32_t *a, const uint32_t *b, int order) {
    for (int i = 0; i < order; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static kl_status table_next(void *context, kl_gram_record *record, int *end, kl_error *error) {
    (void)error;
    kl_table_cursor *cursor = context;
    const kl_counts *counts = cursor->counts;
    size_t g = cursor->at;
    *end = g == counts->size;
    if (*end)
        return KL_OK;
    const uint32_t *gram = counts->gram + g * (size_t)counts->order;
    for (int i = 0; i < counts->order; i++)
        record->gram[i] = cursor->rank == NULL ? gram[i] : cursor->rank[gram[i]];
    uint64_t first = counts->cell_start[g];
    record->cells = (unsigned)(counts->cell_start[g + 1] - first);
    memcpy(record->bag, counts->cell_bag + first, record->cells);
    memcpy(record->count, counts->cell_count + first, record->cells * sizeof *record->count);
    cursor->at++;
    return KL_OK;
}

kl_gram_source kl_table_cursor_source(kl_table_cursor *cursor) {
    return (kl_gram_source){cursor, table_next};
}

/* The heads of all sources as a binary heap on their grams. */
typedef struct heads {
    const kl_gram_source *sources;
    kl_gram_record *record; /* one a source */
    size_t *heap;           /* source numbers */
    size_t n;
    int order;
} heads;

static int before(const heads *h, size_t a, size_t b) {
    return kl_gram_compare(h->record[a].gram, h->record[b].gram, h->order) < 0;
}

static void sift_down(heads *h, size_t at) {
    size_t source = h->heap[at];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= h->n)
            break;
        if (child + 1 < h->n && before(h, h->heap[child + 1], h->heap[child]))
            child++;
        if (!before(h, h->heap[child], source))
            break;
        h->heap[at] = h->heap[child];
        at = child;
    }
    h->heap[at] = source;
}

static kl_status heads_fill(heads *h, size_t n, kl_error *error) {
    for (size_t k = 0; k < n; k++) {
        int end = 0;
        kl_status status = h->sources[k].next(h->sources[k].context, &h->record[k], &end, error);
        if (status != KL_OK)
            return status;
        if (!end)
            h->heap[h->n++] = k;
    }
    for (size_t i = h->n / 2; i-- > 0;)
        sift_down(h, i);
    return KL_OK;
}

/* Replace the head that is least by the next of its source. */
static kl_status heads_advance(heads *h, kl_error *error) {
    size_t k = h->heap[0];
    int end = 0;
    kl_status status = h->sources[k].next(h->sources[k].context, &h->record[k], &end, error);
    if (status != KL_OK)
        return status;
    if (end)
        h->heap[0] = h->heap[--h->n];
    if (h->n > 0)
        sift_down(h, 0);
    return KL_OK;
}

static kl_status add_record(uint64_t bag[KL_BAGS], const kl_gram_record *record, kl_error *error) {
    for (unsigned c = 0; c < record->cells; c++) {
        uint64_t *sum = &bag[record->bag[c]];
        if (__builtin_add_overflow(*sum, record->count[c], sum))
            return kl_fail(error, KL_ERROR_VALUE, "a count leaves 64 bits");
    }
    return KL_OK;
}

static void pack_cells(const uint64_t bag[KL_BAGS], kl_gram_record *record) {
    record->cells = 0;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        if (bag[b] > 0) {
            record->bag[record->cells] = (uint8_t)b;
            record->count[record->cells++] = bag[b];
        }
    }
}

/* Add up all heads that are the least n-gram and pass the sum on. */
static kl_status merge_least(heads *h, kl_gram_sink sink, kl_error *error) {
    kl_gram_record sum = {.cells = 0};
    uint64_t bag[KL_BAGS] = {0};
    memcpy(sum.gram, h->record[h->heap[0]].gram, sizeof sum.gram);
    while (h->n > 0 && kl_gram_compare(h->record[h->heap[0]].gram, sum.gram, h->order) == 0) {
        kl_status status = add_record(bag, &h->record[h->heap[0]], error);
        if (status == KL_OK)
            status = heads_advance(h, error);
        if (status != KL_OK)
            return status;
    }
    pack_cells(bag, &sum);
    return sink.put(sink.context, &sum, error);
}

kl_status kl_grams_merge(const kl_gram_source *sources, size_t n, int order, kl_gram_sink sink,
                         kl_error *error) {
    heads h = {sources, kl_alloc_zero(n, sizeof *h.record), kl_alloc(n, sizeof *h.heap), 0, order};
    kl_status status = KL_OK;
    if (h.record == NULL || h.heap == NULL)
        status = kl_fail_memory(error, "merging n-grams", n * sizeof *h.record);
    if (status == KL_OK)
        status = heads_fill(&h, n, error);
    while (status == KL_OK && h.n > 0)
        status = merge_least(&h, sink, error);
    kl_free(h.record);
    kl_free(h.heap);
    return status;
}
