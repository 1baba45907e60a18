/* SPDX-License-Identifier: Apache-2.0 */
/* Pooling unseen symbols. */
#include "sample/coarse.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

typedef struct seen {
    uint64_t count;
    uint32_t gram;
} seen;

static int compare_seen(const void *a, const void *b) {
    const seen *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return (x->gram > y->gram) - (x->gram < y->gram);
}

/* Mark with `bit` what side s has and the other has not, and the rarest of the other; to `more` goes what that has of
 * the pool beyond what was seen. */
static kl_status mark_pool(const kl_aligned *aligned, int s, uint8_t bit, uint8_t *mark,
                           double *more, kl_error *error) {
    const uint64_t *own = aligned->side[s].integer, *other = aligned->side[1 - s].integer;
    seen *rare = kl_alloc(aligned->size, sizeof *rare);
    if (rare == NULL)
        return kl_fail_memory(error, "pooling symbols", aligned->size * sizeof *rare);
    size_t n = 0;
    for (size_t i = 0; i < aligned->size; i++)
        if (other[i] > 0)
            rare[n++] = (seen){other[i], (uint32_t)i};
        else if (own[i] > 0)
            mark[i] |= bit;
    qsort(rare, n, sizeof *rare, compare_seen);
    uint64_t held = 0, most = 0;
    size_t k = 0;
    for (; k < n && (held < KL_POOL_COUNTS || rare[k].count <= KL_POOL_RARE); k++) {
        mark[rare[k].gram] |= bit;
        most = rare[k].count;
        held += most < KL_POOL_COUNTS ? most : KL_POOL_COUNTS;
    }
    for (; most < KL_POOL_COUNTS && k < n && rare[k].count <= most + 1; k++)
        *more += (double)rare[k].count;
    kl_free(rare);
    return KL_OK;
}

/* Number the coarse symbols: the pools first, then the others. Pools that share a symbol are one. */
static size_t number_pools(const uint8_t *mark, size_t n, uint32_t *place) {
    int shared = 0, used[2] = {0, 0};
    for (size_t i = 0; i < n; i++) {
        shared |= mark[i] == 3;
        used[0] |= mark[i] & 1;
        used[1] |= mark[i] >> 1;
    }
    uint32_t second = used[0] && !shared;
    uint32_t next = shared ? 1 : (uint32_t)(used[0] + used[1]);
    for (size_t i = 0; i < n; i++)
        place[i] = mark[i] == 0 ? next++ : mark[i] == 2 ? second : 0;
    return next;
}

/* The counts of a side added up by place. */
static kl_status coarse_side(const kl_side *from, size_t fine, const uint32_t *place, size_t n,
                             kl_side *out, kl_error *error) {
    size_t cells = from->cells.start[KL_BAGS];
    *out = *from;
    out->integer = kl_alloc_zero(n, sizeof *out->integer);
    out->count = kl_alloc_zero(n, sizeof *out->count);
    out->cells.gram = kl_alloc(cells, sizeof *out->cells.gram);
    out->cells.count = kl_alloc(cells, sizeof *out->cells.count);
    if (out->integer == NULL || out->count == NULL || out->cells.gram == NULL ||
        out->cells.count == NULL)
        return kl_fail_memory(error, "pooling symbols", n * 16 + cells * 12);
    for (size_t i = 0; i < fine; i++) {
        out->integer[place[i]] += from->integer[i];
        out->count[place[i]] += from->count[i];
    }
    for (size_t c = 0; c < cells; c++) {
        out->cells.gram[c] = place[from->cells.gram[c]];
        out->cells.count[c] = from->cells.count[c];
    }
    return KL_OK;
}

static kl_status pool_sides(const kl_aligned *aligned, const uint8_t *mark, uint32_t *place,
                            kl_aligned *out, kl_error *error) {
    *out = (kl_aligned){.symbols = aligned->symbols, .order = 1};
    out->size = number_pools(mark, aligned->size, place);
    out->alphabet.n = out->size;
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++) {
        status =
            coarse_side(&aligned->side[s], aligned->size, place, out->size, &out->side[s], error);
    }
    if (status != KL_OK)
        kl_aligned_free(out);
    return status;
}

/* Mark what side s has and the other has not. */
static kl_status mark_alone(const kl_aligned *aligned, int s, uint8_t bit, uint8_t *mark,
                            double *more, kl_error *error) {
    (void)more, (void)error;
    for (size_t i = 0; i < aligned->size; i++)
        mark[i] |= aligned->side[1 - s].integer[i] == 0 ? bit : 0;
    return KL_OK;
}

/* To the pool of side s, which is there if `more` is. */
static void add_more(kl_side *other, int s, double more, const uint8_t *mark,
                     const uint32_t *place) {
    size_t i = 0;
    while (more > 0 && !(mark[i] >> s & 1))
        i++;
    other->count[place[i]] += more;
}

typedef kl_status marker(const kl_aligned *aligned, int s, uint8_t bit, uint8_t *mark, double *more,
                         kl_error *error);

static kl_status marked(const kl_aligned *aligned, const int sides[2], marker *set, kl_aligned *out,
                        kl_error *error) {
    uint8_t *mark = kl_alloc_zero(aligned->size, 1);
    uint32_t *place = kl_alloc(aligned->size, sizeof *place);
    double more[2] = {0};
    kl_status status = KL_OK;
    if (mark == NULL || place == NULL)
        status = kl_fail_memory(error, "pooling symbols", aligned->size * 5);
    for (int s = 0; status == KL_OK && s < 2; s++)
        if (sides[s])
            status = set(aligned, s, (uint8_t)(1 << s), mark, &more[s], error);
    if (status == KL_OK)
        status = pool_sides(aligned, mark, place, out, error);
    if (status == KL_OK)
        for (int s = 0; s < 2; s++)
            add_more(&out->side[1 - s], s, more[s], mark, place);
    kl_free(mark);
    kl_free(place);
    return status;
}

kl_status kl_coarse_new(const kl_aligned *aligned, const int pool[2], kl_aligned *out,
                        kl_error *error) {
    return marked(aligned, pool, mark_pool, out, error);
}

kl_status kl_joint_new(const kl_aligned *aligned, kl_aligned *out, kl_error *error) {
    return marked(aligned, (const int[]){1, 1}, mark_alone, out, error);
}
