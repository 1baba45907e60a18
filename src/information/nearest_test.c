/* SPDX-License-Identifier: Apache-2.0 */
/* The test of independence: x is dealt anew to the rows; where there is a z, among rows that are alike in it. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest_alike.h"
#include "sample/interval.h"
#include "sample/relabel.h"

typedef struct job {
    const kl_question *question;
    const kl_cloud *cloud;
    kl_alike alike;
    double observed;
    unsigned char *at_least; /* of each deal: is its value as large as the observed one? */
} job;

/* ── Deals ── */

static void shuffle(uint32_t *items, size_t n, kl_random *random) {
    for (size_t i = n; i > 1; i--) {
        const size_t other = (size_t)kl_random_below(random, i);
        const uint32_t kept = items[i - 1];
        items[i - 1] = items[other];
        items[other] = kept;
    }
}

/* Rows of one z change places with each other. */
static void deal_strata(const kl_alike *alike, kl_random *random, uint32_t *scratch,
                        uint32_t *from) {
    for (size_t s = 0; s < alike->strata; s++) {
        const size_t *row = alike->by_z + alike->stratum[s].first, n = alike->stratum[s].n;
        for (size_t i = 0; i < n; i++)
            scratch[i] = (uint32_t)row[i];
        shuffle(scratch, n, random);
        for (size_t i = 0; i < n; i++)
            from[row[i]] = scratch[i];
    }
}

/* In random order each other row takes the first of its neighbours, shuffled, that nobody has; else the last of them
 * (Runge 2018, algorithm 1). */
static kl_status deal_alike(const kl_alike *alike, size_t n, kl_random *random, uint32_t *from,
                            kl_error *error) {
    uint32_t *order = kl_alloc(n, sizeof *order), *choice = kl_alloc(alike->local, sizeof *choice);
    unsigned char *taken = kl_alloc_zero(n, 1);
    kl_status status = KL_OK;
    if (order == NULL || choice == NULL || taken == NULL)
        status = kl_fail_memory(error, "a deal", n * sizeof *order);
    if (status == KL_OK) {
        deal_strata(alike, random, order, from);
        for (size_t i = 0; i < n; i++)
            order[i] = (uint32_t)i;
        shuffle(order, n, random);
    }
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        if (alike->in_stratum[order[i]])
            continue;
        memcpy(choice, alike->near + order[i] * alike->local, alike->local * sizeof *choice);
        shuffle(choice, alike->local, random);
        size_t at = 0;
        while (at + 1 < alike->local && taken[choice[at]])
            at++;
        taken[choice[at]] = 1;
        from[order[i]] = choice[at];
    }
    kl_free(order);
    kl_free(choice);
    kl_free(taken);
    return status;
}

static kl_status deal(const job *j, size_t index, uint32_t *from, kl_error *error) {
    kl_random random;
    kl_random_init(&random, j->question->options.seed, index);
    if (j->question->z > 0)
        return deal_alike(&j->alike, j->cloud->n, &random, from, error);
    for (size_t i = 0; i < j->cloud->n; i++)
        from[i] = (uint32_t)i;
    shuffle(from, j->cloud->n, &random);
    return KL_OK;
}

static void give(const job *j, const uint32_t *from, double *rows) {
    const size_t dimension = j->cloud->dimension, x = j->question->x;
    memcpy(rows, j->cloud->rows, j->cloud->n * dimension * sizeof *rows);
    for (size_t i = 0; i < j->cloud->n; i++)
        memcpy(rows + i * dimension, j->cloud->rows + from[i] * dimension, x * sizeof *rows);
}

static kl_status run_deal(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const job *j = context;
    const size_t n = j->cloud->n;
    kl_cloud dealt = *j->cloud;
    kl_found found;
    uint32_t *from = kl_alloc(n, sizeof *from);
    dealt.rows = kl_alloc(n, dealt.dimension * sizeof *dealt.rows);
    kl_status status = KL_OK;
    if (from == NULL || dealt.rows == NULL)
        status = kl_fail_memory(error, "a deal", n * dealt.dimension * sizeof *dealt.rows);
    if (status == KL_OK)
        status = deal(j, index, from, error);
    if (status == KL_OK) {
        give(j, from, dealt.rows);
        status = j->question->answer(j->question, &dealt, NULL, &found, error);
    }
    if (status == KL_OK)
        j->at_least[index] = found.value >= j->observed;
    kl_cloud_free(&dealt);
    kl_free(from);
    return status;
}

kl_status kl_question_test(const kl_question *question, const kl_cloud *cloud, double observed,
                           kl_estimate *out, kl_error *error) {
    const unsigned deals = question->options.permutations;
    *out = kl_estimate_bare(1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, deals);
    if (deals == 0)
        return KL_OK;
    job j = {.question = question, .cloud = cloud, .observed = observed};
    j.at_least = kl_alloc(deals, 1);
    kl_status status = KL_OK;
    if (j.at_least == NULL)
        status = kl_fail_memory(error, "a test", deals);
    if (status == KL_OK && question->z > 0)
        status = kl_alike_find(question, cloud, &j.alike, error);
    const kl_dealing dealing = {run_deal, &j, j.at_least, deals, question->options.enough};
    if (status == KL_OK)
        status = kl_relabel_test(&dealing, question->options.pool, out, error);
    kl_alike_free(&j.alike);
    kl_free(j.at_least);
    return status;
}
