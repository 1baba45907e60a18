/* SPDX-License-Identifier: Apache-2.0 */
/* The cheapest orders of columns by pairs of letters.
 *
 * For each number of columns and each choice of those that are longer by one, the ciphertext falls into columns, and
 * what it costs to have one column right of another is a sum of costs of pairs. The cheapest order of all is found by
 * dynamic programming over sets of columns (Held and Karp 1962), the way from the end of a row to the begin of the next
 * included. Twelve columns at most have 4096 sets, so that the whole search takes some 300 KB for any text. */
#include "text/cipher_columns.h"
#include "base/alloc.h"
#include "base/error.h"

enum {
    COLUMNS = KL_CIPHER_COLUMNS_MAX,
    SHIFTS = COLUMNS / 2 + 1, /* places where a column may begin */
    SETS = 1 << COLUMNS
};

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
    kl_cipher_orders *out;
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
static void keep(kl_cipher_orders *out, const kl_cipher_order *found) {
    unsigned at = out->count < KL_CIPHER_ORDERS ? out->count++ : KL_CIPHER_ORDERS;
    for (; at > 0 && out->best[at - 1].nats > found->nats; at--)
        if (at < KL_CIPHER_ORDERS)
            out->best[at] = out->best[at - 1];
    if (at < KL_CIPHER_ORDERS)
        out->best[at] = *found;
}

/* The order that ends at a column, from the right. */
static kl_cipher_order trace(const finder *f, unsigned last, uint32_t cost) {
    const kl_cipher_key key = {.kind = KL_CIPHER_TRANSPOSITION, .period = f->columns};
    kl_cipher_order out = {.columns = f->columns};
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
    kl_cipher_order best = {0};
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
    keep(f->out, &best);
}

static void find_columns(finder *f, unsigned columns) {
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

kl_status kl_cipher_find_orders(const kl_cipher_job *job, kl_cipher_orders *out, kl_error *error) {
    finder *f = kl_alloc_zero(1, sizeof *f);
    out->count = 0;
    if (f == NULL)
        return kl_fail_memory(error, "the search for an order of columns", sizeof *f);
    f->job = job;
    f->out = out;
    f->letters = kl_alloc(job->text->n, 1);
    const kl_status status = f->letters ? KL_OK : kl_fail_memory(error, "letters", job->text->n);
    for (size_t i = 0; status == KL_OK && i < job->text->n; i++)
        f->letters[i] = kl_cipher_plain(job->text, job->text->symbols[i]);
    for (unsigned columns = 2; status == KL_OK && columns <= COLUMNS && 2 * columns <= job->text->n;
         columns++)
        find_columns(f, columns);
    kl_free(f->letters);
    kl_free(f);
    return status;
}
