/* SPDX-License-Identifier: Apache-2.0 */
/* The searches that take time: substitutions in rounds, transpositions of the languages whose letters fit. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/cipher_solver.h"

/* Languages whose sorted frequencies are less likely by so many nats than the best one's are not searched. */
#define HOPELESS_NATS 60.0
/* After a round of searches, languages within so many nats and this share of a nat a letter have another one. */
#define CLOSE_NATS 18.0
#define CLOSE_SHARE 0.08
/* Languages whose letters fit the best under a transposition. */
enum { TRANSPOSED = 4, TRANSPOSED_AGAIN = 3 };
/* So many nats a letter, and in all, may letters cost more than those of the language before they are other ones. */
#define MOVED_NATS 0.4
#define MOVED_MORE 12.0
/* Searches of a round, and how many must end at the same key. */
enum { ROUND = 4, ENOUGH_HITS = 3 };

/* Searches that run side by side: which candidate, of a transposition how many columns, and which stream. */
typedef struct search {
    size_t candidate;
    kl_cipher_kind kind;
    unsigned columns;
    uint64_t stream;
    kl_cipher_found found;
} search;

typedef struct searches {
    kl_cipher_case *c;
    search *list;
    size_t count, room;
} searches;

static kl_status add_search(searches *s, search one, kl_error *error) {
    if (s->count == s->room) {
        size_t room = s->room ? 2 * s->room : 64;
        search *list = kl_realloc(s->list, room, sizeof *list);
        if (list == NULL)
            return kl_fail_memory(error, "searches", room * sizeof *list);
        s->list = list;
        s->room = room;
    }
    s->list[s->count++] = one;
    return KL_OK;
}

static kl_status run_search(void *context, size_t index, unsigned worker, kl_error *error) {
    searches *s = context;
    search *one = &s->list[index];
    const kl_cipher_candidate *candidate = &s->c->candidates[one->candidate];
    kl_cipher_job job;
    (void)worker;
    kl_status status =
        kl_cipher_job_of(s->c, candidate, kl_cipher_mode_of(s->c, one->kind), &job, error);
    if (status != KL_OK)
        return status;
    const uint64_t stream = (uint64_t)candidate->language << 32 | one->stream;
    if (one->kind == KL_CIPHER_SUBSTITUTION)
        status = kl_cipher_find_substitution(&job, s->c->solver->seed, stream, &one->found, error);
    else
        kl_cipher_find_transposition(&job, one->columns, s->c->solver->seed, stream, &one->found);
    kl_free(job.plain);
    return status;
}

/* Among the substitutions that are cheapest. */
static void keep_other(kl_cipher_candidate *candidate, const kl_cipher_found *found) {
    unsigned at = candidate->other_count;
    for (unsigned i = 0; i < candidate->other_count; i++)
        if (candidate->others[i].cost == found->cost)
            return;
    if (at < KL_CIPHER_OTHERS)
        candidate->other_count++;
    for (; at > 0 && candidate->others[at - 1].cost > found->cost; at--)
        if (at < KL_CIPHER_OTHERS)
            candidate->others[at] = candidate->others[at - 1];
    if (at < KL_CIPHER_OTHERS)
        candidate->others[at] = *found;
}

/* Keep what was found if it is the best of its candidate and kind, the first of equals. */
static void keep(kl_cipher_candidate *candidate, const kl_cipher_found *found) {
    const kl_cipher_kind kind = found->key.kind;
    kl_cipher_found *best = &candidate->found[kind];
    const double nats = kl_cipher_nats(found);
    const double before = best->cost == UINT32_MAX ? INFINITY : kl_cipher_nats(best);
    candidate->hits[kind] = nats < before ? 1 : candidate->hits[kind] + (nats == before);
    if (kind == KL_CIPHER_SUBSTITUTION)
        keep_other(candidate, found);
    if (nats < before)
        *best = *found;
}

static kl_status run_searches(searches *s, kl_pool *pool, kl_error *error) {
    kl_status status = kl_pool_run(pool, s->count, run_search, s, error);
    for (size_t i = 0; status == KL_OK && i < s->count; i++)
        keep(&s->c->candidates[s->list[i].candidate], &s->list[i].found);
    s->count = 0;
    return status;
}

/* Restarts [first, last) of the search for a substitution, of candidates that a round is worth. */
static kl_status substitute(searches *s, const uint8_t *worth, unsigned first, unsigned last,
                            kl_pool *pool, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < s->c->count; i++)
        for (unsigned k = first; status == KL_OK && worth[i] && k < last; k++)
            status = add_search(
                s, (search){.candidate = i, .kind = KL_CIPHER_SUBSTITUTION, .stream = k}, error);
    return status == KL_OK ? run_searches(s, pool, error) : status;
}

static void drop_hopeless(const kl_cipher_case *c, uint8_t *worth) {
    double least = 1e300;
    for (size_t i = 0; i < c->count; i++)
        if (c->candidates[i].divergence < least)
            least = c->candidates[i].divergence;
    for (size_t i = 0; i < c->count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[i];
        worth[i] = (candidate->divergence - least) * (double)candidate->texts[c->mode].letters <
                   HOPELESS_NATS;
    }
}

/* Whether a further round may change what is found: a language that is far behind loses it, and one whose best key was
 * found again and again has it. */
static int keep_close(const kl_cipher_case *c, uint8_t *worth) {
    uint32_t least = UINT32_MAX;
    int any = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->candidates[i].found[KL_CIPHER_SUBSTITUTION].cost < least)
            least = c->candidates[i].found[KL_CIPHER_SUBSTITUTION].cost;
    for (size_t i = 0; i < c->count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[i];
        const double more = KL_CIPHER_COST *
                            ((double)candidate->found[KL_CIPHER_SUBSTITUTION].cost - (double)least);
        worth[i] &= candidate->hits[KL_CIPHER_SUBSTITUTION] < ENOUGH_HITS &&
                    more < CLOSE_NATS + CLOSE_SHARE * (double)candidate->texts[c->mode].n;
        any |= worth[i];
    }
    return any;
}

/* Below the unicity distance of all languages no search tells which key is right. */
static int is_too_short(const kl_cipher_case *c) {
    for (size_t i = 0; i < c->count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[i];
        const kl_cipher_language *language = &c->solver->profile->languages[candidate->language];
        if ((double)candidate->texts[c->mode].letters >=
            kl_cipher_unicity(language, KL_CIPHER_SUBSTITUTION, 0))
            return 0;
    }
    return 1;
}

static kl_status find_substitution(searches *s, kl_pool *pool, kl_error *error) {
    uint8_t worth[KL_CIPHER_LANGUAGES_MAX];
    unsigned restarts = s->c->solver->restarts, done = 0;
    if (is_too_short(s->c) && restarts > ROUND)
        restarts = ROUND;
    kl_status status = KL_OK;
    drop_hopeless(s->c, worth);
    do {
        unsigned next = done + ROUND < restarts ? done + ROUND : restarts;
        status = substitute(s, worth, done, next, pool, error);
        done = next;
    } while (status == KL_OK && done < restarts && keep_close(s->c, worth));
    return status;
}

/* Of the substitutions of a language the one that is best where blanks are, though hidden. */
static kl_status polish(void *context, size_t index, unsigned worker, kl_error *error) {
    kl_cipher_case *c = context;
    kl_cipher_candidate *candidate = &c->candidates[index];
    kl_cipher_job job;
    (void)worker;
    if (candidate->other_count == 0 || candidate->texts[c->mode].n < 4)
        return KL_OK;
    kl_status status = kl_cipher_job_of(c, candidate, c->mode, &job, error);
    if (status != KL_OK)
        return status;
    candidate->found[KL_CIPHER_SUBSTITUTION].cost = UINT32_MAX;
    for (unsigned i = 0; i < candidate->other_count; i++) {
        kl_cipher_polish(&job, &candidate->others[i]);
        if (candidate->others[i].cost < candidate->found[KL_CIPHER_SUBSTITUTION].cost)
            candidate->found[KL_CIPHER_SUBSTITUTION] = candidate->others[i];
    }
    kl_free(job.plain);
    return KL_OK;
}

/* Letters that are moved are the language's own; those that are replaced are far from it. */
static int may_be_moved(const kl_cipher_case *c, const kl_cipher_candidate *candidate) {
    const double n = (double)candidate->texts[KL_CIPHER_RUNNING].letters;
    return kl_cipher_cost_of_letters(c, candidate) <
           n * (kl_cipher_entropy_of_letters(c, candidate) + MOVED_NATS) + MOVED_MORE;
}

static kl_status find_transposition(searches *s, kl_pool *pool, kl_error *error) {
    kl_cipher_case *c = s->c;
    uint8_t taken[KL_CIPHER_LANGUAGES_MAX] = {0};
    kl_status status = KL_OK;
    for (unsigned round = 0; round < TRANSPOSED && round < c->count; round++) {
        size_t best = c->count;
        for (size_t i = 0; i < c->count; i++)
            if (!taken[i] &&
                (best == c->count || kl_cipher_cost_of_letters(c, &c->candidates[i]) <
                                         kl_cipher_cost_of_letters(c, &c->candidates[best])))
                best = i;
        taken[best] = 1;
        const kl_cipher_candidate *candidate = &c->candidates[best];
        if (!may_be_moved(c, candidate))
            continue;
        status = kl_cipher_table_of(c, candidate, KL_CIPHER_RUNNING, error);
        for (unsigned columns = 2; columns <= KL_CIPHER_COLUMNS_MAX; columns++)
            for (unsigned k = 0; status == KL_OK && k < TRANSPOSED_AGAIN &&
                                 2 * columns <= candidate->texts[KL_CIPHER_RUNNING].n;
                 k++)
                status = add_search(s,
                                    (search){.candidate = best,
                                             .kind = KL_CIPHER_TRANSPOSITION,
                                             .columns = columns,
                                             .stream = (uint64_t)columns << 24 | k},
                                    error);
    }
    return status == KL_OK ? run_searches(s, pool, error) : status;
}

kl_status kl_cipher_find_costly(kl_cipher_case *c, kl_pool *pool, kl_error *error) {
    searches s = {.c = c};
    kl_status status = KL_OK;
    if (c->solver->kinds >> KL_CIPHER_TRANSPOSITION & 1)
        status = find_transposition(&s, pool, error);
    if (status == KL_OK && c->solver->kinds >> KL_CIPHER_SUBSTITUTION & 1)
        status = find_substitution(&s, pool, error);
    if (status == KL_OK && c->mode == KL_CIPHER_RUNNING)
        status = kl_pool_run(pool, c->count, polish, c, error);
    kl_free(s.list);
    return status;
}
