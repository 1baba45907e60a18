/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KSG 1 of two columns: strips of equally many points instead of a tree. Eight points that are neighbours in a strip
 * look for their neighbours together, and counts come from sorted columns.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "kernels/special.h"
#include "sample/sort.h"

enum { LANES = 8 };

typedef struct plane {
    const kl_cloud *cloud;
    const kl_kernels *kernels;
    size_t k;
    kl_indexed *order[2], *scratch[2]; /* of each column, ascending */
    double *sorted[2];
    uint64_t copies[2];
    /* Strips are cut along column `along`, which has no equal values. */
    size_t along;
    kl_strips strips;
    double *x, *y, *low, *high;
    uint32_t *strip_of; /* of each row */
    size_t *next;       /* place in each strip */
    kl_terms terms;
} plane;

/* About as wide as neighbours are apart where both columns are uniform: then few strips have any of them, and few
 * points of these are looked at in vain. */
static size_t strip_size(size_t n, size_t k) {
    const double points = sqrt((double)n * (double)k);
    return ((size_t)points / LANES + 1) * LANES;
}

static size_t strip_count(const plane *p) {
    return (p->cloud->n + p->strips.strip - 1) / p->strips.strip;
}

static kl_status allocate(plane *p, kl_error *error) {
    const size_t n = p->cloud->n, strips = strip_count(p);
    int failed = 0;
    for (int side = 0; side < 2; side++) {
        p->order[side] = kl_alloc(n, sizeof **p->order);
        p->scratch[side] = kl_alloc(n, sizeof **p->scratch);
        p->sorted[side] = kl_alloc(n, sizeof **p->sorted);
        failed |= !p->order[side] || !p->scratch[side] || !p->sorted[side];
    }
    p->x = kl_alloc(n, sizeof *p->x), p->y = kl_alloc(n, sizeof *p->y);
    p->low = kl_alloc(strips, sizeof *p->low), p->high = kl_alloc(strips, sizeof *p->high);
    p->strip_of = kl_alloc(n, sizeof *p->strip_of), p->next = kl_alloc(strips, sizeof *p->next);
    if (failed || !p->x || !p->y || !p->low || !p->high || !p->strip_of || !p->next)
        return kl_fail_memory(error, "points in strips", n * 100);
    return KL_OK;
}

static void release(plane *p) {
    for (int side = 0; side < 2; side++) {
        kl_free(p->order[side]);
        kl_free(p->scratch[side]);
        kl_free(p->sorted[side]);
    }
    kl_free(p->x);
    kl_free(p->y);
    kl_free(p->low);
    kl_free(p->high);
    kl_free(p->strip_of);
    kl_free(p->next);
    kl_terms_free(&p->terms);
}

static kl_status sort_side(void *context, size_t side, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    plane *p = context;
    for (size_t i = 0; i < p->cloud->n; i++)
        p->order[side][i] = (kl_indexed){p->cloud->rows[2 * i + side], i};
    kl_sort_indexed(p->order[side], p->cloud->n, p->scratch[side]);
    for (size_t i = 0; i < p->cloud->n; i++)
        p->sorted[side][i] = p->order[side][i].value;
    p->copies[side] = kl_sorted_copies(p->sorted[side], p->cloud->n);
    return KL_OK;
}

/* What comes in the order of the other column falls into the strips in that order. */
static void fill_strips(plane *p) {
    const size_t n = p->cloud->n, strip = p->strips.strip, along = p->along;
    const kl_indexed *first = p->order[along], *second = p->order[1 - along];
    for (size_t i = 0; i < n; i++)
        p->strip_of[first[i].index] = (uint32_t)(i / strip);
    for (size_t s = 0, at = 0; at < n; s++, at += strip) {
        p->next[s] = at;
        p->low[s] = first[at].value;
        p->high[s] = first[at + strip < n ? at + strip - 1 : n - 1].value;
    }
    for (size_t i = 0; i < n; i++) {
        const size_t at = p->next[p->strip_of[second[i].index]]++;
        p->x[at] = p->cloud->rows[2 * second[i].index + along];
        p->y[at] = second[i].value;
    }
    p->strips =
        (kl_strips){.n = n, .strip = strip, .x = p->x, .y = p->y, .low = p->low, .high = p->high};
}

static void count_eight(const plane *p, size_t first, size_t count, int64_t *terms) {
    double x[LANES], y[LANES], radius[LANES];
    size_t near[2][LANES];
    p->kernels->plane_nearest(&p->strips, first, p->k, radius);
    for (size_t i = 0; i < LANES; i++)
        x[i] = p->x[first + (i < count ? i : 0)], y[i] = p->y[first + (i < count ? i : 0)];
    p->kernels->line_counts(p->sorted[p->along], p->cloud->n, x, radius, near[0]);
    p->kernels->line_counts(p->sorted[1 - p->along], p->cloud->n, y, radius, near[1]);
    for (size_t i = 0; i < count; i++)
        terms[near[0][i]]--, terms[near[1][i]]--;
}

static kl_status run_strip(void *context, size_t strip, unsigned worker, kl_error *error) {
    (void)error;
    const plane *p = context;
    int64_t *terms = kl_terms_of(&p->terms, worker);
    const size_t begin = strip * p->strips.strip;
    const size_t end =
        begin + p->strips.strip < p->cloud->n ? begin + p->strips.strip : p->cloud->n;
    for (size_t first = begin; first < end; first += LANES)
        count_eight(p, first, end - first < LANES ? end - first : LANES, terms);
    return KL_OK;
}

static kl_status compute(plane *p, kl_pool *pool, kl_found *out, int *done, kl_error *error) {
    const size_t n = p->cloud->n;
    kl_status status = kl_pool_run(pool, 2, sort_side, p, error);
    *done = status == KL_OK && (p->copies[0] == 0 || p->copies[1] == 0);
    if (!*done)
        return status;
    p->along = p->copies[0] > 0;
    fill_strips(p);
    status = kl_pool_run(pool, strip_count(p), run_strip, p, error);
    kl_terms_of(&p->terms, 0)[p->k] += (int64_t)n;
    *out = (kl_found){.value = kl_digamma((double)n) + kl_terms_sum(&p->terms) / (double)n,
                      .n = n,
                      .copies = {p->copies[0], p->copies[1]}};
    return status;
}

kl_status kl_plane_answer(const kl_cloud *cloud, size_t k, const kl_kernels *kernels, kl_pool *pool,
                          kl_found *out, int *done, kl_error *error) {
    plane p = {.cloud = cloud, .k = k, .kernels = kernels};
    p.strips.strip = strip_size(cloud->n, k);
    kl_status status = kl_terms_new(&p.terms, cloud->n, kl_pool_threads(pool), error);
    if (status == KL_OK)
        status = allocate(&p, error);
    if (status == KL_OK)
        status = compute(&p, pool, out, done, error);
    release(&p);
    return status;
}
