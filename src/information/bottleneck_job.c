/* SPDX-License-Identifier: Apache-2.0 */
/* What the soft bottleneck works in: the table in tiles, and room for its steps. */
#include "base/alloc.h"
#include "base/error.h"
#include "information/bottleneck_block.h"
#include "kernels/scalar.h"

kl_span kl_block_of(size_t index, size_t n) {
    const size_t first = index * KL_BOTTLENECK_BLOCK, left = n - first;
    return (kl_span){first, left < KL_BOTTLENECK_BLOCK ? left : KL_BOTTLENECK_BLOCK};
}

size_t kl_bottleneck_packed(const kl_bottleneck_job *job) {
    return kl_product_padded(job->clusters, job->product->columns) * KL_BOTTLENECK_BLOCK;
}

double *kl_tile(const kl_tiles *tiles, size_t block, size_t step_block) {
    const size_t across = (tiles->steps + KL_BOTTLENECK_BLOCK - 1) / KL_BOTTLENECK_BLOCK;
    return tiles->cell + (block * across + step_block) * tiles->size;
}

/* ── The table in tiles ── */

typedef struct packing {
    const kl_bottleneck_job *job;
    kl_tiles *tiles;
    ptrdiff_t step, element; /* how far steps and rows of the tiles are apart in the table */
} packing;

static kl_status pack_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const packing *p = context;
    const kl_span rows = kl_block_of(index, p->tiles->rows);
    for (size_t s = 0; s * KL_BOTTLENECK_BLOCK < p->tiles->steps; s++) {
        const kl_span steps = kl_block_of(s, p->tiles->steps);
        const double *from = p->job->table->cell + (ptrdiff_t)rows.first * p->element +
                             (ptrdiff_t)steps.first * p->step;
        p->job->product->pack_rows(from, p->step, p->element, steps.n, rows.n,
                                   kl_tile(p->tiles, index, s));
    }
    return KL_OK;
}

static kl_status make_tiles(const kl_bottleneck_job *job, int with_rows, kl_tiles *tiles,
                            kl_error *error) {
    const kl_shares_table *table = job->table;
    tiles->rows = with_rows ? table->rows : table->columns;
    tiles->steps = with_rows ? table->columns : table->rows;
    const size_t most = tiles->rows < KL_BOTTLENECK_BLOCK ? tiles->rows : KL_BOTTLENECK_BLOCK;
    tiles->size = kl_product_padded(most, job->product->rows) *
                  (tiles->steps < KL_BOTTLENECK_BLOCK ? tiles->steps : KL_BOTTLENECK_BLOCK);
    const size_t count = job->row_blocks * job->column_blocks;
    tiles->cell = kl_alloc(count, tiles->size * sizeof *tiles->cell);
    if (tiles->cell == NULL)
        return kl_fail_memory(error, "tiles of a table", count * tiles->size * sizeof(double));
    packing how = {job, tiles, 1, (ptrdiff_t)table->columns};
    if (!with_rows)
        how.step = how.element, how.element = 1;
    return kl_pool_run(job->pool, with_rows ? job->row_blocks : job->column_blocks, pack_task, &how,
                       error);
}

/* ── Room ── */

static kl_status take_room(kl_bottleneck_job *job, kl_error *error) {
    const size_t rows = job->table->rows, columns = job->table->columns, k = job->clusters;
    const size_t packed = kl_bottleneck_packed(job), workers = kl_pool_threads(job->pool);
    const size_t blocks =
        job->row_blocks > job->column_blocks ? job->row_blocks : job->column_blocks;
    const struct part {
        double **at;
        size_t n, each;
    } parts[] = {{&job->known, rows, 1},
                 {&job->log_mass, columns, k},
                 {&job->log_prior, k, 1},
                 {&job->encoder, rows, k},
                 {&job->prior, k, 1},
                 {&job->mass, columns, k},
                 {&job->packed_encoder, job->row_blocks, packed},
                 {&job->packed_logs, job->column_blocks, packed},
                 {&job->block_prior, job->column_blocks, k},
                 {&job->block_value, blocks, 1},
                 {&job->block_moved, blocks, 1},
                 {&job->room, workers * KL_BOTTLENECK_BLOCK, k},
                 {&job->earlier, columns, k},
                 {&job->last, columns, k}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        *parts[i].at = kl_alloc(parts[i].n, parts[i].each * sizeof(double));
        if (*parts[i].at == NULL)
            return kl_fail_memory(error, "an encoder", parts[i].n * parts[i].each * sizeof(double));
    }
    return KL_OK;
}

static void know_rows(kl_bottleneck_job *job) {
    const kl_shares_table *table = job->table;
    for (size_t i = 0; i < table->rows; i++) {
        const double *cell = table->cell + i * table->columns;
        double sum = 0;
        for (size_t j = 0; j < table->columns; j++)
            if (cell[j] > 0)
                sum += cell[j] / table->row[i] * kl_log(cell[j] / table->row[i]);
        job->known[i] = sum;
    }
}

kl_status kl_bottleneck_job_new(const kl_shares_table *table, size_t clusters, kl_pool *pool,
                                kl_bottleneck_job *job, kl_error *error) {
    *job = (kl_bottleneck_job){.table = table,
                               .kernels = kl_kernels_for(pool),
                               .product = kl_product_kernels_for(pool, KL_F64),
                               .pool = pool,
                               .clusters = clusters,
                               .row_blocks = (table->rows - 1) / KL_BOTTLENECK_BLOCK + 1,
                               .column_blocks = (table->columns - 1) / KL_BOTTLENECK_BLOCK + 1};
    if (job->row_blocks == 1 && job->column_blocks == 1)
        job->pool = NULL; /* there is nothing to share out */
    kl_status status = take_room(job, error);
    if (status == KL_OK)
        status = make_tiles(job, 1, &job->by_row, error);
    if (status == KL_OK)
        status = make_tiles(job, 0, &job->by_column, error);
    if (status == KL_OK)
        know_rows(job);
    return status;
}

void kl_bottleneck_job_free(kl_bottleneck_job *job) {
    double *const parts[] = {
        job->by_row.cell,    job->by_column.cell, job->known,       job->log_mass,
        job->log_prior,      job->encoder,        job->prior,       job->mass,
        job->packed_encoder, job->packed_logs,    job->block_prior, job->block_value,
        job->block_moved,    job->room,           job->earlier,     job->last};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        kl_free(parts[i]);
    *job = (kl_bottleneck_job){0};
}
