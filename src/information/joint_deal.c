/* SPDX-License-Identifier: Apache-2.0 */
/* Tables with the margins of one that was seen. */
#include "information/joint_deal.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/hypergeometric.h"
#include "sample/interval.h"

/* What a cell costs beside a row that is shuffled, and by how many standard deviations' worth of steps it costs one
 * more. */
#define CELL_COST 10
#define STEPS_PER_ROW 4
/* Logarithms kept of counts below it. */
enum { LOGS = 1 << 16 };
/* Of the statistic, as share of n: less than this is rounding. */
#define SLACK 0x1p-36

/* The margins of one part, stratum by stratum. */
typedef struct side {
    uint64_t *count; /* of each group */
    size_t *start;   /* where the groups of a stratum begin; strata + 1 */
    size_t most;     /* groups of a stratum */
} side;

typedef struct dealing {
    size_t strata, n;
    side x, y;
    double *logs; /* c ln c */
    size_t log_count;
    int shuffles;
    uint64_t seed;
    uint64_t *left;  /* per worker: what is left of each column */
    uint32_t *value; /* of y, of every row of a stratum after the other, where rows are shuffled */
    uint32_t *row;   /* per worker: the same, shuffled */
    double observed; /* the statistic, less what is rounding */
    uint8_t *at_least; /* of each deal: is its statistic as large? */
} dealing;

/* ── Margins ── */

static void side_free(side *of) {
    kl_free(of->count);
    kl_free(of->start);
}

static kl_status side_new(const kl_joint *joint, const kl_parts *parts, unsigned part, side *out,
                          kl_error *error) {
    const kl_margin *margin = &parts->part[part];
    const size_t strata = parts->given.groups;
    uint32_t *stratum = kl_alloc(margin->groups, sizeof *stratum);
    double *count = kl_alloc(margin->groups, sizeof *count);
    *out = (side){kl_alloc(margin->groups, sizeof *out->count),
                  kl_alloc_zero(strata + 2, sizeof *out->start), 0};
    if (stratum == NULL || count == NULL || out->count == NULL || out->start == NULL) {
        kl_free(stratum);
        kl_free(count);
        return kl_fail_memory(error, "margins", margin->groups * 20);
    }
    for (size_t g = 0; g < parts->all.groups; g++)
        stratum[kl_parts_of(parts, part, g)] = kl_parts_stratum(parts, g);
    kl_margin_counts(joint, margin, count);
    for (size_t g = 0; g < margin->groups; g++)
        out->start[stratum[g] + 2]++;
    for (size_t s = 0; s < strata; s++) {
        out->most = out->start[s + 2] > out->most ? out->start[s + 2] : out->most;
        out->start[s + 2] += out->start[s + 1];
    }
    for (size_t g = 0; g < margin->groups; g++)
        out->count[out->start[stratum[g] + 1]++] = (uint64_t)count[g];
    kl_free(stratum);
    kl_free(count);
    return KL_OK;
}

/* ── Σ c ln c ── */

static kl_status logs_new(dealing *of, kl_error *error) {
    uint64_t most = 0;
    for (size_t g = 0; g < of->y.start[of->strata]; g++)
        most = of->y.count[g] > most ? of->y.count[g] : most;
    of->log_count = most < LOGS ? (size_t)most + 1 : LOGS;
    of->logs = kl_alloc(of->log_count, sizeof *of->logs);
    if (of->logs == NULL)
        return kl_fail_memory(error, "logarithms", of->log_count * sizeof *of->logs);
    for (size_t c = 0; c < of->log_count; c++)
        of->logs[c] = c > 0 ? (double)c * kl_log((double)c) : 0;
    return KL_OK;
}

static double count_log(const dealing *of, uint64_t count) {
    return count < of->log_count ? of->logs[count] : (double)count * kl_log((double)count);
}

/* ── A table, cell by cell ── */

/* One row of a stratum, from what is left of each of its columns, in all `left_all`. */
static double deal_row(const dealing *of, kl_random *random, uint64_t row, uint64_t left_all,
                       uint64_t *left, size_t columns) {
    double sum = 0;
    for (size_t j = 0; j < columns && row > 0; j++) {
        const uint64_t drawn = kl_hypergeometric(random, left[j], left_all - left[j], row);
        left_all -= left[j];
        left[j] -= drawn;
        row -= drawn;
        sum += count_log(of, drawn);
    }
    return sum;
}

static double deal_table(const dealing *of, kl_random *random, uint64_t *left) {
    double sum = 0;
    for (size_t s = 0; s < of->strata; s++) {
        const size_t columns = of->y.start[s + 1] - of->y.start[s];
        uint64_t all = 0;
        memcpy(left, of->y.count + of->y.start[s], columns * sizeof *left);
        for (size_t j = 0; j < columns; j++)
            all += left[j];
        for (size_t i = of->x.start[s]; i < of->x.start[s + 1]; i++) {
            sum += deal_row(of, random, of->x.count[i], all, left, columns);
            all -= of->x.count[i];
        }
    }
    return sum;
}

/* ── Rows, shuffled ── */

/* How many rows are in groups of two or more: of a group of one no deal changes c ln c = 0. */
static size_t rows_to_deal(const side *of, size_t groups) {
    size_t rows = 0;
    for (size_t i = 0; i < groups; i++)
        rows += of->count[i] > 1 ? (size_t)of->count[i] : 0;
    return rows;
}

/* Rows are dealt to the groups of x, the side on which fewer have to be. */
static void choose_side(dealing *of) {
    const side x = of->x, y = of->y;
    if (rows_to_deal(&y, y.start[of->strata]) >= rows_to_deal(&x, x.start[of->strata]))
        return;
    of->x = y;
    of->y = x;
}

static void fill_values(dealing *of) {
    size_t n = 0;
    for (size_t s = 0; s < of->strata; s++)
        for (size_t j = of->y.start[s]; j < of->y.start[s + 1]; j++)
            for (uint64_t c = 0; c < of->y.count[j]; c++)
                of->value[n++] = (uint32_t)(j - of->y.start[s]);
}

/* A group of x gets rows at random out of those from `at` to `end` that are left (Durstenfeld 1964). `count` is of
 * every value of y, 0 before and after. */
static double deal_group(const dealing *of, kl_random *random, uint32_t *row, size_t at, size_t end,
                         size_t group, uint64_t *count) {
    double sum = 0;
    for (size_t i = at; i < at + group; i++) {
        const size_t other = i + (size_t)kl_random_below(random, end - i);
        const uint32_t drawn = row[other];
        row[other] = row[i];
        row[i] = drawn;
        count[drawn]++;
    }
    for (size_t i = at; i < at + group; i++) {
        sum += count_log(of, count[row[i]]);
        count[row[i]] = 0;
    }
    return sum;
}

static double deal_rows(const dealing *of, kl_random *random, uint32_t *row, uint64_t *count) {
    double sum = 0;
    size_t at = 0, end = 0;
    memset(count, 0, of->y.most * sizeof *count);
    memcpy(row, of->value, of->n * sizeof *row);
    for (size_t s = 0; s < of->strata; s++, at = end) {
        for (size_t i = of->x.start[s]; i < of->x.start[s + 1]; i++)
            end += (size_t)of->x.count[i];
        for (size_t i = of->x.start[s]; i < of->x.start[s + 1]; i++) {
            if (of->x.count[i] == 1)
                continue;
            sum += deal_group(of, random, row, at, end, (size_t)of->x.count[i], count);
            at += (size_t)of->x.count[i];
        }
    }
    return sum;
}

static kl_status deal(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const dealing *of = context;
    uint64_t *left = of->left + worker * of->y.most;
    kl_random random;
    kl_random_init(&random, of->seed, index);
    const double statistic = of->shuffles ? deal_rows(of, &random, of->row + worker * of->n, left)
                                          : deal_table(of, &random, left);
    of->at_least[index] = statistic >= of->observed;
    return KL_OK;
}

/* ── The test ── */

/* In rows that are shuffled: a table costs something for each cell, and for each of its standard deviations. */
static double table_work(const dealing *of) {
    double work = 0;
    for (size_t s = 0; s < of->strata; s++) {
        double roots[2] = {0, 0}, n = 0;
        for (size_t i = of->x.start[s]; i < of->x.start[s + 1]; i++) {
            roots[0] += sqrt((double)of->x.count[i]);
            n += (double)of->x.count[i];
        }
        for (size_t j = of->y.start[s]; j < of->y.start[s + 1]; j++)
            roots[1] += sqrt((double)of->y.count[j]);
        work += CELL_COST * (double)(of->x.start[s + 1] - of->x.start[s]) *
                    (double)(of->y.start[s + 1] - of->y.start[s]) +
                roots[0] * roots[1] / sqrt(n) / STEPS_PER_ROW;
    }
    return work;
}

static double observed(const dealing *of, const kl_joint *joint, const kl_parts *parts) {
    double sum = 0;
    for (size_t g = 0; g < parts->all.groups; g++)
        sum += count_log(of, (uint64_t)(parts->all.weight[g].hi / joint->unit));
    return sum - SLACK * (double)of->n;
}

static kl_status room(dealing *of, unsigned deals, unsigned threads, kl_error *error) {
    const size_t rows = of->shuffles ? of->n : 0;
    of->left = kl_alloc(threads, of->y.most * sizeof *of->left);
    of->value = kl_alloc(rows, sizeof *of->value);
    of->row = kl_alloc(threads, rows * sizeof *of->row);
    of->at_least = kl_alloc(deals, 1);
    if (of->left == NULL || of->value == NULL || of->row == NULL || of->at_least == NULL)
        return kl_fail_memory(error, "the permutation test",
                              threads * (of->y.most * 8 + rows * 4) + rows * 4 + deals);
    return KL_OK;
}

static kl_status run(dealing *of, const kl_joint *joint, const kl_parts *parts,
                     const kl_joint_options *options, kl_estimate *out, kl_error *error) {
    const double tables = table_work(of), n = (double)of->n;
    of->shuffles = n < tables;
    if (of->shuffles)
        choose_side(of);
    const unsigned deals = kl_relabel_deals(options->permutations, of->shuffles ? n : tables);
    kl_status status = room(of, deals, kl_pool_threads(options->pool), error);
    if (status == KL_OK)
        status = logs_new(of, error);
    if (status != KL_OK)
        return status;
    if (of->shuffles)
        fill_values(of);
    of->observed = observed(of, joint, parts);
    const kl_dealing test = {deal, of, of->at_least, deals, options->enough};
    return kl_relabel_test(&test, options->pool, out, error);
}

kl_status kl_deal_test(const kl_joint *joint, const kl_parts *parts,
                       const kl_joint_options *options, kl_estimate *out, kl_error *error) {
    *out = kl_estimate_bare(1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, 0);
    if (options->permutations == 0)
        return KL_OK;
    dealing of = {
        .strata = parts->given.groups, .n = (size_t)joint->total.hi, .seed = options->seed};
    kl_status status = side_new(joint, parts, 0, &of.x, error);
    if (status == KL_OK)
        status = side_new(joint, parts, 1, &of.y, error);
    if (status == KL_OK)
        status = run(&of, joint, parts, options, out, error);
    side_free(&of.x);
    side_free(&of.y);
    kl_free(of.logs);
    kl_free(of.left);
    kl_free(of.value);
    kl_free(of.row);
    kl_free(of.at_least);
    return status;
}
