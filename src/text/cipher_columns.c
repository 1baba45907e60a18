/* SPDX-License-Identifier: Apache-2.0 */
/* The key of a columnar transposition.
 *
 * For each number of columns and each choice of those that are longer by one, the ciphertext falls into columns, and
 * what it costs to have one column right of another is a sum of costs of pairs. The cheapest order of all is found by
 * dynamic programming over sets of columns (Held and Karp 1962), the way from the end of a row to the begin of the next
 * included. The best of these orders are improved under the costs of four letters in a row, then under those of the chain
 * whose blanks are hidden, by exchanging two columns or two neighbouring blocks of them as long as that helps. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/cipher_search.h"

enum {
    COLUMNS = KL_CIPHER_COLUMNS_MAX,
    SHIFTS = COLUMNS / 2 + 1, /* places where a column may begin */
    SETS = 1 << COLUMNS,
    IMPROVED = 16 /* orders that are improved */
};

/* An order of columns from left to right: the how manyth of the ciphertext each is. */
typedef struct order {
    unsigned columns;
    uint8_t from[COLUMNS];
    double nats; /* by pairs */
} order;

typedef struct finder {
    const kl_cipher_job *job;
    uint8_t *letters;
    unsigned columns, longer;
    unsigned leading; /* columns before which no other stands: the longer ones, or all */
    size_t rows;      /* that are full */
    /* Of column a of the ciphertext that begins at its i-th place and b at its j-th: what pairs cost in rows, and from
     * the end of a row to the begin of the next. */
    uint32_t beside[COLUMNS * SHIFTS][COLUMNS * SHIFTS];
    uint32_t across[COLUMNS * SHIFTS][COLUMNS * SHIFTS];
    /* For one choice: columns that are longer come first. */
    unsigned column[COLUMNS], place[COLUMNS];
    size_t begin[COLUMNS];
    uint32_t step[COLUMNS][COLUMNS];
    /* The cheapest way through a set that ends at one of its columns, and the column before it. */
    uint32_t cost[SETS][COLUMNS];
    uint8_t before[SETS][COLUMNS];
    order best[IMPROVED];
    unsigned found;
} finder;

/* ── What two columns cost beside each other ──────────────────────────────────────────────────── */

/* The least number of longer columns before column a of the ciphertext, and the most. */
static unsigned least_before(const finder *f, unsigned a) {
    return a + f->longer > f->columns ? a + f->longer - f->columns : 0;
}

static unsigned most_before(const finder *f, unsigned a) {
    return a < f->longer ? a : f->longer;
}

static size_t begin_of(const finder *f, unsigned a, unsigned longer_before) {
    return a * f->rows + longer_before;
}

static uint32_t pair(const finder *f, size_t a, size_t b) {
    return f->job->table->pairs[f->letters[a] * f->job->table->size + f->letters[b]];
}

static void fill_costs(finder *f) {
    for (unsigned a = 0; a < f->columns; a++)
        for (unsigned i = least_before(f, a); i <= most_before(f, a); i++)
            for (unsigned b = 0; b < f->columns; b++)
                for (unsigned k = least_before(f, b); k <= most_before(f, b) && b != a; k++) {
                    const size_t x = begin_of(f, a, i), y = begin_of(f, b, k);
                    const unsigned at = a * SHIFTS + i - least_before(f, a);
                    const unsigned to = b * SHIFTS + k - least_before(f, b);
                    f->beside[at][to] = f->across[at][to] = 0;
                    for (size_t row = 0; row < f->rows; row++) {
                        f->beside[at][to] += pair(f, x + row, y + row);
                        if (row + 1 < f->rows)
                            f->across[at][to] += pair(f, x + row, y + row + 1);
                    }
                }
}

/* ── The cheapest order for one choice of longer columns ──────────────────────────────────────── */

/* `longer`: a bit for each column of the ciphertext. */
static void choose(finder *f, unsigned longer) {
    unsigned first = 0, second = f->longer, before = 0;
    for (unsigned a = 0; a < f->columns; a++) {
        const unsigned at = longer >> a & 1 ? first++ : second++;
        f->column[at] = a;
        f->place[at] = a * SHIFTS + before - least_before(f, a);
        f->begin[at] = begin_of(f, a, before);
        before += longer >> a & 1;
    }
    for (unsigned a = 0; a < f->columns; a++)
        for (unsigned b = 0; b < f->columns; b++) {
            f->step[a][b] = f->beside[f->place[a]][f->place[b]];
            if (a != b && a < f->longer && b < f->longer)
                f->step[a][b] += pair(f, f->begin[a] + f->rows, f->begin[b] + f->rows);
        }
}

/* From the last column to the first. */
static uint32_t back(const finder *f, unsigned last, unsigned first) {
    uint32_t cost = f->across[f->place[last]][f->place[first]];
    if (f->longer > 0)
        cost += pair(f, f->begin[last] + f->rows - 1, f->begin[first] + f->rows);
    return cost;
}

/* The ways through a set that end at b. */
static void extend(finder *f, unsigned set, unsigned b) {
    const unsigned rest = set & ~(1u << b);
    uint32_t least = UINT32_MAX;
    for (unsigned a = 0; a < f->columns; a++)
        if (rest >> a & 1 && f->cost[rest][a] < UINT32_MAX &&
            f->cost[rest][a] + f->step[a][b] < least) {
            least = f->cost[rest][a] + f->step[a][b];
            f->before[set][b] = (uint8_t)a;
        }
    f->cost[set][b] = least;
}

/* A set that holds the first column; of the shorter ones it has some only if it has all that are longer. */
static void fill_set(finder *f, unsigned set, unsigned first) {
    const int ended = set >> f->leading != 0;
    for (unsigned left = set; left; left &= left - 1) {
        const unsigned b = (unsigned)__builtin_ctz(left);
        if (set == 1u << first)
            f->cost[set][b] = 0;
        else if (b == first || (ended && b < f->leading))
            f->cost[set][b] = UINT32_MAX;
        else
            extend(f, set, b);
    }
}

static void fill_sets(finder *f, unsigned first) {
    const unsigned longer = (1u << f->leading) - 1;
    for (unsigned set = 1u << first; set <= longer; set++)
        if (set >> first & 1)
            fill_set(f, set, first);
    for (unsigned shorter = 1; shorter < 1u << (f->columns - f->leading); shorter++)
        fill_set(f, longer | shorter << f->leading, first);
}

/* Keep an order if it is one of the best. */
static void keep(finder *f, const order *found) {
    unsigned at = f->found < IMPROVED ? f->found++ : IMPROVED;
    for (; at > 0 && f->best[at - 1].nats > found->nats; at--)
        if (at < IMPROVED)
            f->best[at] = f->best[at - 1];
    if (at < IMPROVED)
        f->best[at] = *found;
}

/* The order that ends at a column, from the right. */
static order trace(const finder *f, unsigned last, uint32_t cost) {
    const kl_cipher_key key = {.kind = KL_CIPHER_TRANSPOSITION, .period = f->columns};
    order out = {.columns = f->columns};
    unsigned set = (1u << f->columns) - 1, b = last;
    out.nats = KL_CIPHER_COST * cost + kl_cipher_key_cost(f->job->text, &key);
    for (unsigned at = f->columns; at-- > 0;) {
        const unsigned a = f->before[set][b];
        out.from[at] = (uint8_t)f->column[b];
        set &= ~(1u << b);
        b = a;
    }
    return out;
}

static void find_order(finder *f, unsigned longer) {
    const unsigned all = (1u << f->columns) - 1;
    uint32_t least = UINT32_MAX;
    order best = {0};
    choose(f, longer);
    for (unsigned first = 0; first < f->leading; first++) {
        fill_sets(f, first);
        for (unsigned last = 0; last < f->columns; last++)
            if (f->cost[all][last] < UINT32_MAX &&
                f->cost[all][last] + back(f, last, first) < least) {
                least = f->cost[all][last] + back(f, last, first);
                best = trace(f, last, least);
            }
    }
    keep(f, &best);
}

static void find_orders(finder *f, unsigned columns) {
    const size_t n = f->job->text->n;
    f->columns = columns;
    f->rows = n / columns;
    f->longer = (unsigned)(n % columns);
    f->leading = f->longer ? f->longer : columns;
    fill_costs(f);
    for (unsigned longer = 0; longer < 1u << columns; longer++)
        if ((unsigned)__builtin_popcount(longer) == f->longer)
            find_order(f, longer);
}

/* ── Whole texts ──────────────────────────────────────────────────────────────────────────────── */

/* With columns [i, k) behind [k, m), or with i and k exchanged. */
static order with_blocks(const order *o, unsigned i, unsigned k, unsigned m) {
    order out = *o;
    memcpy(out.from + i, o->from + k, m - k);
    memcpy(out.from + i + m - k, o->from + i, k - i);
    return out;
}

static order with_exchange(const order *o, unsigned i, unsigned k) {
    order out = *o;
    out.from[i] = o->from[k];
    out.from[k] = o->from[i];
    return out;
}

/* An order that is being improved, under the costs of four letters in a row, or of the chain whose blanks are hidden. */
typedef struct climb {
    const kl_cipher_job *job;
    const kl_cipher_chain *chain; /* NULL: four letters */
    order order;
    kl_cipher_found found;
    uint32_t nearest; /* the least that another order costs, of those tried last */
    int better;
} climb;

static uint32_t cost_of(const climb *c, const order *o, kl_cipher_key *key) {
    *key = (kl_cipher_key){.kind = KL_CIPHER_TRANSPOSITION, .period = o->columns};
    for (unsigned at = 0; at < o->columns; at++)
        key->values[o->from[at]] = (uint8_t)at;
    kl_cipher_apply(c->job->text, key, c->job->plain);
    return c->chain ? kl_cipher_chain_cost(c->chain, c->job->plain, c->job->text->n)
                    : kl_cipher_cost(c->job->table, c->job->plain, c->job->text->n);
}

static void try_order(climb *c, const order *other) {
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
                order other = with_exchange(&c->order, i, k);
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

static int same_order(const order *a, const order *b) {
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

/* The best orders, as far as they go under four letters in a row; each once. */
static void improve_all(finder *f) {
    unsigned kept = 0;
    for (unsigned i = 0; i < f->found; i++) {
        climb c = {.job = f->job, .order = f->best[i]};
        unsigned same = 0;
        improve(&c);
        while (same < kept && !same_order(&f->best[same], &c.order))
            same++;
        f->best[same] = c.order;
        kept += same == kept;
    }
    f->found = kept;
}

static void choose_best(const finder *f, kl_cipher_found *out) {
    kl_cipher_chain chain;
    climb best = {0};
    kl_cipher_chain_init(f->job->table, &chain);
    for (unsigned i = 0; i < f->found; i++) {
        climb c = {.job = f->job, .chain = &chain, .order = f->best[i]};
        improve(&c);
        if (i == 0)
            best = c;
        else
            settle(&best, &c);
    }
    if (f->found > 0)
        *out = best.found;
}

kl_status kl_cipher_find_transposition(const kl_cipher_job *job, kl_cipher_found *out,
                                       kl_error *error) {
    finder *f = kl_alloc_zero(1, sizeof *f);
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    if (f == NULL)
        return kl_fail_memory(error, "the search for an order of columns", sizeof *f);
    f->job = job;
    f->letters = kl_alloc(job->text->n, 1);
    kl_status status = f->letters ? KL_OK : kl_fail_memory(error, "letters", job->text->n);
    for (size_t i = 0; status == KL_OK && i < job->text->n; i++)
        f->letters[i] = kl_cipher_plain(job->text, job->text->symbols[i]);
    for (unsigned columns = 2; status == KL_OK && columns <= COLUMNS && 2 * columns <= job->text->n;
         columns++)
        find_orders(f, columns);
    if (status == KL_OK) {
        improve_all(f);
        choose_best(f, out);
    }
    kl_free(f->letters);
    kl_free(f);
    return status;
}
