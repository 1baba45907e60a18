/* SPDX-License-Identifier: Apache-2.0 */
/* The key of a columnar transposition: the best orders of columns by pairs of letters are improved under the costs of
 * four letters in a row, then under those of the chain whose blanks are hidden, by exchanging two columns or two
 * neighbouring blocks of them as long as that helps. */
#include <math.h>
#include <string.h>

#include "text/cipher_columns.h"

/* With columns [i, k) behind [k, m), or with i and k exchanged. */
static kl_cipher_order with_blocks(const kl_cipher_order *o, unsigned i, unsigned k, unsigned m) {
    kl_cipher_order out = *o;
    memcpy(out.from + i, o->from + k, m - k);
    memcpy(out.from + i + m - k, o->from + i, k - i);
    return out;
}

static kl_cipher_order with_exchange(const kl_cipher_order *o, unsigned i, unsigned k) {
    kl_cipher_order out = *o;
    out.from[i] = o->from[k];
    out.from[k] = o->from[i];
    return out;
}

/* An order that is being improved. */
typedef struct climb {
    const kl_cipher_job *job;
    const kl_cipher_chain *chain; /* NULL: four letters in a row */
    kl_cipher_order order;
    kl_cipher_found found;
    uint32_t nearest; /* the least that another order costs, of those tried last */
    int better;
} climb;

static uint32_t cost_of(const climb *c, const kl_cipher_order *o, kl_cipher_key *key) {
    *key = (kl_cipher_key){.kind = KL_CIPHER_TRANSPOSITION, .period = o->columns};
    for (unsigned at = 0; at < o->columns; at++)
        key->values[o->from[at]] = (uint8_t)at;
    kl_cipher_apply(c->job->text, key, c->job->plain);
    return c->chain ? kl_cipher_chain_cost(c->chain, c->job->plain, c->job->text->n)
                    : kl_cipher_cost(c->job->table, c->job->plain, c->job->text->n);
}

static void try_order(climb *c, const kl_cipher_order *other) {
    kl_cipher_key key;
    const uint32_t cost = cost_of(c, other, &key);
    if (cost < c->found.cost) {
        c->order = *other;
        c->found.key = key;
        c->found.cost = cost;
        c->better = 1;
    } else if (cost < c->nearest) {
        c->nearest = cost;
    }
}

static void improve(climb *c) {
    const unsigned n = c->order.columns;
    c->found.cost = cost_of(c, &c->order, &c->found.key);
    do {
        c->better = 0;
        c->nearest = UINT32_MAX;
        for (unsigned i = 0; i < n; i++)
            for (unsigned k = i + 1; k < n; k++) {
                kl_cipher_order other = with_exchange(&c->order, i, k);
                if (k > i + 1)
                    try_order(c, &other);
                for (unsigned m = k + 1; m <= n; m++) {
                    other = with_blocks(&c->order, i, k, m);
                    try_order(c, &other);
                }
            }
    } while (c->better);
    c->found.key_cost = kl_cipher_key_cost(c->job->text, &c->found.key);
    c->found.apart = KL_CIPHER_COST * ((double)c->nearest - (double)c->found.cost);
}

static int same_order(const kl_cipher_order *a, const kl_cipher_order *b) {
    return a->columns == b->columns && memcmp(a->from, b->from, a->columns) == 0;
}

/* The better of two, and how far apart they are. */
static void settle(climb *best, const climb *other) {
    const double more = kl_cipher_nats(&other->found) - kl_cipher_nats(&best->found);
    if (same_order(&best->order, &other->order))
        return;
    if (more < 0)
        *best = *other;
    if (fabs(more) < best->found.apart)
        best->found.apart = fabs(more);
}

/* All orders as far as they go under four letters in a row; each once. */
static void improve_all(const kl_cipher_job *job, kl_cipher_orders *orders) {
    unsigned kept = 0;
    for (unsigned i = 0; i < orders->count; i++) {
        climb c = {.job = job, .order = orders->best[i]};
        unsigned same = 0;
        improve(&c);
        while (same < kept && !same_order(&orders->best[same], &c.order))
            same++;
        orders->best[same] = c.order;
        kept += same == kept;
    }
    orders->count = kept;
}

static void choose_best(const kl_cipher_job *job, const kl_cipher_orders *orders,
                        kl_cipher_found *out) {
    kl_cipher_chain chain;
    climb best = {0};
    kl_cipher_chain_init(job->table, &chain);
    for (unsigned i = 0; i < orders->count; i++) {
        climb c = {.job = job, .chain = &chain, .order = orders->best[i]};
        improve(&c);
        if (i == 0)
            best = c;
        else
            settle(&best, &c);
    }
    if (orders->count > 0)
        *out = best.found;
}

kl_status kl_cipher_find_transposition(const kl_cipher_job *job, kl_cipher_found *out,
                                       kl_error *error) {
    kl_cipher_orders orders;
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    const kl_status status = kl_cipher_find_orders(job, &orders, error);
    if (status != KL_OK)
        return status;
    improve_all(job, &orders);
    choose_best(job, &orders, out);
    return KL_OK;
}
