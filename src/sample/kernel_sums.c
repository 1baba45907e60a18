/* SPDX-License-Identifier: Apache-2.0 */
/* Sums over pairs of points, tile by tile. */
#include "sample/kernel_sums.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/kernels.h"
#include "sample/relabel.h"

typedef struct tiles {
    const kl_scaled *points;
    const kl_kernels *kernels;
    double steepness;
    size_t count;   /* of tiles along one side of the matrix of pairs */
    size_t columns; /* KL_CHOICES of deals each, the observed labels with them */
    size_t deals;
    uint64_t seed;
    unsigned small; /* the smaller side */
    /* [columns][count·KL_TILE][KL_CHOICES]: 1 where the deal puts a point on the smaller side */
    double *chosen;
    double *part;    /* [count][columns·KL_CHOICES]: sums inside, by row of tiles */
    uint8_t *label;  /* a worker's */
    double *scratch; /* a worker's tile of points and of kernels */
    double (*row)[2];
} tiles;

/* ── Labels ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status deal_column(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    tiles *t = context;
    const kl_pooled *pooled = t->points->pooled;
    double *chosen = t->chosen + index * t->count * KL_TILE * KL_CHOICES;
    for (size_t lane = 0; lane < KL_CHOICES; lane++) {
        const size_t deal = index * KL_CHOICES + lane;
        if (deal > t->deals)
            break;
        const uint8_t *label = pooled->label;
        if (deal < t->deals) {
            uint8_t *dealt = t->label + worker * pooled->total;
            kl_relabel_deal(pooled->total, pooled->n, t->seed, deal, dealt);
            label = dealt;
        }
        for (size_t i = 0; i < pooled->total; i++)
            chosen[i * KL_CHOICES + lane] = label[i] == t->small;
    }
    return KL_OK;
}

/* ── Tiles ────────────────────────────────────────────────────────────────────────────────────── */

/* The kernel of one point and those of tile `other`; 0 for the point itself and behind the last one. */
static void fill_row(const tiles *t, size_t point, size_t other, const double *coordinates,
                     double out[KL_TILE]) {
    const size_t columns = t->points->pooled->columns, total = t->points->pooled->total;
    t->kernels->distances(t->points->rows + point * columns, coordinates, columns,
                          t->steepness == 0, out);
    if (t->steepness != 0) {
        for (size_t j = 0; j < KL_TILE; j++)
            out[j] *= t->steepness;
        t->kernels->exp(out, KL_TILE, out);
    }
    for (size_t j = total - other * KL_TILE; j < KL_TILE; j++)
        out[j] = 0;
    if (point / KL_TILE == other)
        out[point % KL_TILE] = 0;
}

static void add_row(const tiles *t, size_t point, size_t other, const double kernel[KL_TILE]) {
    const kl_pooled *pooled = t->points->pooled;
    const size_t first = other * KL_TILE;
    double sum[2] = {0, 0};
    for (size_t j = 0; j < KL_TILE && first + j < pooled->total; j++)
        sum[pooled->label[first + j]] += kernel[j];
    t->row[point][0] += sum[0];
    t->row[point][1] += sum[1];
}

static kl_status add_tiles(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const tiles *t = context;
    const kl_pooled *pooled = t->points->pooled;
    double *coordinates = t->scratch + worker * (pooled->columns + KL_TILE) * KL_TILE;
    double *kernel = coordinates + pooled->columns * KL_TILE;
    const size_t first = index * KL_TILE;
    memset(kernel, 0, sizeof(double) * KL_TILE * KL_TILE);
    for (size_t other = 0; other < t->count; other++) {
        kl_scaled_tile(t->points, other * KL_TILE, coordinates);
        for (size_t i = 0; i < KL_TILE && first + i < pooled->total; i++) {
            fill_row(t, first + i, other, coordinates, kernel + i * KL_TILE);
            add_row(t, first + i, other, kernel + i * KL_TILE);
        }
        for (size_t c = 0; c < t->columns && other >= index; c++) {
            const double *chosen = t->chosen + c * t->count * KL_TILE * KL_CHOICES;
            /* One off the diagonal stands for that on the other side of it too. */
            t->kernels->chosen(kernel, chosen + first * KL_CHOICES,
                               chosen + other * KL_TILE * KL_CHOICES, other == index ? 1 : 2,
                               t->part + (index * t->columns + c) * KL_CHOICES);
        }
    }
    return KL_OK;
}

/* ── Together ─────────────────────────────────────────────────────────────────────────────────── */

static void finish(const tiles *t, kl_kernel_sums *out) {
    const kl_pooled *pooled = t->points->pooled;
    for (size_t i = 0; i < pooled->total; i++)
        out->all += out->row[i][0] + out->row[i][1];
    for (size_t deal = 0; deal <= t->deals; deal++) {
        const size_t column = deal / KL_CHOICES, lane = deal % KL_CHOICES;
        const double *chosen = t->chosen + column * t->count * KL_TILE * KL_CHOICES;
        for (size_t i = 0; i < t->count; i++)
            out->inside[deal] += t->part[(i * t->columns + column) * KL_CHOICES + lane];
        for (size_t i = 0; i < pooled->total; i++)
            out->touching[deal] +=
                chosen[i * KL_CHOICES + lane] * (out->row[i][0] + out->row[i][1]);
    }
}

static kl_status run(tiles *t, kl_pool *pool, kl_kernel_sums *out, kl_error *error) {
    kl_status status = kl_pool_run(pool, t->columns, deal_column, t, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, t->count, add_tiles, t, error);
    if (status == KL_OK)
        finish(t, out);
    return status;
}

kl_status kl_kernel_sums_new(const kl_scaled *points, double steepness, unsigned deals,
                             uint64_t seed, kl_pool *pool, kl_kernel_sums *out, kl_error *error) {
    const kl_pooled *pooled = points->pooled;
    const size_t threads = kl_pool_threads(pool);
    tiles t = {.points = points,
               .kernels = kl_kernels_for(pool),
               .steepness = steepness,
               .count = (pooled->total + KL_TILE - 1) / KL_TILE,
               .columns = (size_t)deals / KL_CHOICES + 1,
               .deals = deals,
               .seed = seed,
               .small = pooled->n[1] < pooled->n[0]};
    memset(out, 0, sizeof *out);
    const size_t places = t.count * KL_TILE, lanes = t.columns * KL_CHOICES;
    t.row = out->row = kl_alloc_zero(pooled->total, sizeof *out->row);
    out->inside = kl_alloc_zero((size_t)deals + 1, sizeof *out->inside);
    out->touching = kl_alloc_zero((size_t)deals + 1, sizeof *out->touching);
    t.chosen = kl_alloc_zero(places, lanes * sizeof *t.chosen);
    t.part = kl_alloc_zero(t.count, lanes * sizeof *t.part);
    t.label = kl_alloc(threads, pooled->total);
    t.scratch = kl_alloc(threads * KL_TILE, (pooled->columns + KL_TILE) * sizeof *t.scratch);
    const int enough = out->row != NULL && out->inside != NULL && out->touching != NULL &&
                       t.chosen != NULL && t.part != NULL && t.label != NULL && t.scratch != NULL;
    kl_status status = enough ? run(&t, pool, out, error)
                              : kl_fail_memory(error, "sums over pairs of points",
                                               places * lanes * sizeof *t.chosen);
    kl_free(t.chosen);
    kl_free(t.part);
    kl_free(t.label);
    kl_free(t.scratch);
    if (status != KL_OK)
        kl_kernel_sums_clear(out);
    return status;
}

void kl_kernel_sums_clear(kl_kernel_sums *sums) {
    kl_free(sums->row);
    kl_free(sums->inside);
    kl_free(sums->touching);
    memset(sums, 0, sizeof *sums);
}
