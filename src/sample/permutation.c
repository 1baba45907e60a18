/* SPDX-License-Identifier: Apache-2.0 */
/* The permutation test over bags. */
#include "sample/permutation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"
#include "sample/jackknife.h"
#include "sample/unequal.h"

#define KL_GROUPS (2 * KL_BAGS)
/* Work in cells that a test may cost, two seconds of one thread; at least KL_DEALS_MIN deals. */
#define KL_DEAL_BUDGET 1e9
#define KL_DEALS_MIN 99
/* What a row costs beside its cells: two logarithms. */
#define KL_ROW_COST 8

/* Rows are n-grams. All those that occur in one single bag are one row of that bag: joining symbols
 * whose ratio of shares is equal changes no divergence, whoever gets the bag. */
typedef struct card_deck {
    size_t groups; /* bags of both sides that are not empty */
    double group_total[KL_GROUPS];
    size_t rows;
    size_t *row_start; /* rows + 1 */
    uint8_t *cell_group;
    double *cell_count;
    double side_total[2];
} card_deck;

static void deck_free(card_deck *deck) {
    kl_free(deck->row_start);
    kl_free(deck->cell_group);
    kl_free(deck->cell_count);
}

/* Number the bags that are not empty; those of side 0 first. */
static void number_groups(const kl_aligned *aligned, card_deck *out, uint8_t number[2][KL_BAGS]) {
    for (int s = 0; s < 2; s++) {
        out->side_total[s] = (double)aligned->side[s].total;
        for (unsigned b = 0; b < KL_BAGS; b++) {
            if (aligned->side[s].bag_total[b] > 0) {
                out->group_total[out->groups] = (double)aligned->side[s].bag_total[b];
                number[s][b] = (uint8_t)out->groups++;
            }
        }
    }
}

/* In how many groups each n-gram occurs. */
static void count_groups(const kl_aligned *aligned, uint8_t *spread) {
    memset(spread, 0, aligned->size);
    for (int s = 0; s < 2; s++) {
        const kl_bag_cells *cells = &aligned->side[s].cells;
        for (size_t c = 0; c < cells->start[KL_BAGS]; c++)
            spread[cells->gram[c]]++;
    }
}

/* The row of each n-gram that occurs in several groups, and where its cells start. */
static kl_status number_rows(const kl_aligned *aligned, const uint8_t *spread, card_deck *out,
                             uint32_t *row, kl_error *error) {
    size_t cells = 0;
    for (size_t i = 0; i < aligned->size; i++) {
        cells += spread[i] > 1 ? spread[i] : 0;
        row[i] = (uint32_t)(spread[i] > 1 ? out->rows++ : 0);
    }
    size_t rows = out->rows + out->groups;
    out->row_start = kl_alloc(rows + 1, sizeof *out->row_start);
    out->cell_group = kl_alloc(cells + out->groups, 1);
    out->cell_count = kl_alloc_zero(cells + out->groups, sizeof *out->cell_count);
    if (out->row_start == NULL || out->cell_group == NULL || out->cell_count == NULL)
        return kl_fail_memory(error, "the permutation test", (cells + rows) * 9);
    size_t start = 0, at = 0;
    for (size_t i = 0; i < aligned->size; i++) {
        if (spread[i] > 1) {
            out->row_start[at++] = start;
            start += spread[i];
        }
    }
    for (size_t g = 0; g < out->groups; g++) {
        out->row_start[at++] = start;
        out->cell_group[start++] = (uint8_t)g;
    }
    out->row_start[at] = start;
    return KL_OK;
}

static kl_status fill_rows(const kl_aligned *aligned, const uint8_t *spread, const uint32_t *row,
                           const uint8_t number[2][KL_BAGS], card_deck *out, kl_error *error) {
    size_t *next = kl_alloc(out->rows, sizeof *next);
    if (next == NULL)
        return kl_fail_memory(error, "the permutation test", out->rows * sizeof *next);
    memcpy(next, out->row_start, out->rows * sizeof *next);
    for (int s = 0; s < 2; s++) {
        const kl_bag_cells *cells = &aligned->side[s].cells;
        for (unsigned b = 0; b < KL_BAGS; b++) {
            for (size_t c = cells->start[b]; c < cells->start[b + 1]; c++) {
                uint32_t i = cells->gram[c];
                size_t single = out->row_start[out->rows + number[s][b]];
                size_t at = spread[i] > 1 ? next[row[i]]++ : single;
                out->cell_group[at] = number[s][b];
                out->cell_count[at] += cells->count[c];
            }
        }
    }
    out->rows += out->groups;
    kl_free(next);
    return KL_OK;
}

static kl_status deck_new(const kl_aligned *aligned, card_deck *out, kl_error *error) {
    *out = (card_deck){.groups = 0};
    uint8_t number[2][KL_BAGS] = {{0}};
    number_groups(aligned, out, number);
    uint8_t *spread = kl_alloc(aligned->size, 1);
    uint32_t *row = kl_alloc(aligned->size, sizeof *row);
    kl_status status = KL_OK;
    if (spread == NULL || row == NULL)
        status = kl_fail_memory(error, "the permutation test", aligned->size * 5);
    if (status == KL_OK) {
        count_groups(aligned, spread);
        status = number_rows(aligned, spread, out, row, error);
    }
    if (status == KL_OK)
        status = fill_rows(aligned, spread, row, (const uint8_t(*)[KL_BAGS])number, out, error);
    kl_free(spread);
    kl_free(row);
    return status;
}

typedef struct bag_test {
    const card_deck *cards;
    const kl_kernels *kernels;
    uint64_t seed;
    double *counts;    /* per worker: two columns, rows + 2 each */
    double *statistic; /* per deal; the last is what was observed */
    unsigned deals;
} bag_test;

/* JSD · nm/(n + m) of the groups that are `in` against the others. */
static kl_status statistic(const bag_test *test, const double in[KL_GROUPS], double *counts,
                           double *out, kl_error *error) {
    const card_deck *cards = test->cards;
    double *left = counts, *right = counts + cards->rows + 2, n = 0, m = 0;
    for (size_t g = 0; g < cards->groups; g++) {
        n += in[g] * cards->group_total[g];
        m += (1 - in[g]) * cards->group_total[g];
    }
    size_t shared = 0;
    double alone[2] = {0, 0}; /* what only one side has: one symbol a side, for the reason above */
    for (size_t r = 0; r < cards->rows; r++) {
        double all = 0, part = 0;
        for (size_t c = cards->row_start[r]; c < cards->row_start[r + 1]; c++) {
            all += cards->cell_count[c];
            part += in[cards->cell_group[c]] * cards->cell_count[c];
        }
        left[shared] = part;
        right[shared] = all - part;
        int both = part > 0 && part < all;
        alone[0] += both ? 0 : part;
        alone[1] += both ? 0 : all - part;
        shared += (size_t)both;
    }
    left[shared] = alone[0];
    right[shared] = 0;
    left[shared + 1] = 0;
    right[shared + 1] = alone[1];
    double jsd = 0;
    kl_status status =
        kl_measure_value(test->kernels, KL_JENSEN_SHANNON, left, right, shared + 2, &jsd, error);
    *out = jsd * (n * (m / (n + m)));
    return status;
}

/* Which groups go to the first side in deal `index`. */
static void deal(const card_deck *cards, uint64_t seed, uint64_t index, double in[KL_GROUPS]) {
    size_t order[KL_GROUPS];
    kl_random random;
    kl_random_init(&random, seed, index);
    for (size_t g = 0; g < cards->groups; g++) {
        order[g] = g;
        in[g] = 0;
    }
    for (size_t g = cards->groups - 1; g > 0; g--) {
        size_t other = (size_t)kl_random_below(&random, g + 1), swap = order[g];
        order[g] = order[other];
        order[other] = swap;
    }
    double total = 0;
    for (size_t g = 0; g + 1 < cards->groups; g++) {
        double with = total + cards->group_total[order[g]];
        if (g > 0 && fabs(with - cards->side_total[0]) > fabs(total - cards->side_total[0]))
            break;
        in[order[g]] = 1;
        total = with;
    }
}

static kl_status run_deal(void *context, size_t index, unsigned worker, kl_error *error) {
    bag_test *test = context;
    double in[KL_GROUPS];
    if (index < test->deals) {
        deal(test->cards, test->seed, index, in);
    } else {
        double total = 0; /* the observed sides: groups of side 0 come first */
        for (size_t g = 0; g < test->cards->groups; g++) {
            in[g] = total < test->cards->side_total[0];
            total += test->cards->group_total[g];
        }
    }
    return statistic(test, in, test->counts + 2 * worker * (test->cards->rows + 2),
                     &test->statistic[index], error);
}

static int compare_doubles(const void *a, const void *b) {
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void conclude(bag_test *test, double confidence, kl_permutation *out) {
    unsigned beaten = 0;
    double observed = test->statistic[test->deals];
    for (unsigned i = 0; i < test->deals; i++)
        beaten += test->statistic[i] >= observed;
    out->n = test->deals;
    out->p = (1.0 + beaten) / (1.0 + test->deals);
    qsort(test->statistic, test->deals, sizeof *test->statistic, compare_doubles);
    size_t rank = (size_t)(confidence * (1.0 + test->deals));
    rank = rank >= test->deals ? test->deals - 1 : rank;
    double n = test->cards->side_total[0], m = test->cards->side_total[1];
    out->critical = test->statistic[rank] / (n * (m / (n + m)));
}

/* A deal is out by half a bag at most; more than a quarter of the smaller side is another experiment. */
static int sizes_can_be_dealt(const kl_aligned *aligned) {
    uint64_t small = aligned->side[0].total < aligned->side[1].total ? aligned->side[0].total
                                                                     : aligned->side[1].total;
    uint64_t largest = 0;
    for (int s = 0; s < 2; s++) {
        for (unsigned b = 0; b < KL_BAGS; b++) {
            uint64_t total = aligned->side[s].bag_total[b];
            largest = total > largest ? total : largest;
        }
    }
    return largest <= small / 2;
}

kl_status kl_permutation_test(const kl_aligned *aligned, const kl_sample_options *options,
                              kl_permutation *out, kl_error *error) {
    *out = (kl_permutation){NAN, 0, 0};
    int few = aligned->side[0].bags < KL_BAGS_MIN || aligned->side[1].bags < KL_BAGS_MIN;
    if (options->permutations == 0 || few)
        return KL_OK;
    if (!sizes_can_be_dealt(aligned))
        return kl_unequal_test(aligned, options, out, error);
    card_deck cards;
    kl_status status = deck_new(aligned, &cards, error);
    bag_test test = {&cards, kl_kernels_for(options->pool), options->seed, NULL,
                     NULL,   options->permutations};
    if (status == KL_OK) {
        double cost = (double)cards.row_start[cards.rows] + KL_ROW_COST * (double)cards.rows;
        double most = KL_DEAL_BUDGET / cost < KL_DEALS_MIN ? KL_DEALS_MIN : KL_DEAL_BUDGET / cost;
        test.deals = test.deals > most ? (unsigned)most : test.deals;
        unsigned threads = kl_pool_threads(options->pool);
        test.counts = kl_alloc(2 * (size_t)threads, (cards.rows + 2) * sizeof *test.counts);
        test.statistic = kl_alloc((size_t)test.deals + 1, sizeof *test.statistic);
        if (test.counts == NULL || test.statistic == NULL)
            status = kl_fail_memory(error, "the permutation test", cards.rows * 16);
    }
    if (status == KL_OK)
        status = kl_pool_run(options->pool, (size_t)test.deals + 1, run_deal, &test, error);
    if (status == KL_OK)
        conclude(&test, options->confidence, out);
    kl_free(test.counts);
    kl_free(test.statistic);
    deck_free(&cards);
    return status;
}
