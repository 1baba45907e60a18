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
/* A text is like those of a language if it is above their mean by less standard deviations. */
#define TYPICAL 1.0
/* Languages whose letters fit the best under a transposition, and how far they may be behind the first. */
enum { TRANSPOSED = 6 };
#define TRANSPOSED_NATS 20.0
/* So many nats a letter, and in all, may letters cost more than those of the language before they are other ones. */
#define MOVED_NATS 0.4
#define MOVED_MORE 12.0
/* The order of letters that saves so many nats, in a text that is as texts are, leaves no need for a substitution. */
#define SETTLED_GAIN 30.0
#define SETTLED_ATYPICAL 2.5
/* Searches of a round, and how many must end at the same key. */
enum { ROUND = 4, ENOUGH_HITS = 3 };

/* Searches for a substitution that run side by side: which candidate, and which stream. */
typedef struct search {
    size_t candidate;
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
    kl_status status = kl_cipher_job_of(s->c, candidate, s->c->mode, &job, error);
    if (status != KL_OK)
        return status;
    const uint64_t stream = (uint64_t)candidate->language << 32 | one->stream;
    status = kl_cipher_find_substitution(&job, s->c->solver->seed, stream, &one->found, error);
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

/* Keep what was found if it is the best of its candidate, the first of equals. */
static void keep(kl_cipher_candidate *candidate, const kl_cipher_found *found) {
    kl_cipher_found *best = &candidate->found[KL_CIPHER_SUBSTITUTION];
    candidate->hits = found->cost < best->cost ? 1 : candidate->hits + (found->cost == best->cost);
    keep_other(candidate, found);
    if (found->cost < best->cost)
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
            status = add_search(s, (search){.candidate = i, .stream = k}, error);
    return status == KL_OK ? run_searches(s, pool, error) : status;
}

static void drop_hopeless(const kl_cipher_case *c, uint8_t *worth) {
    double least = INFINITY;
    for (size_t i = 0; i < c->count; i++)
        if (c->candidates[i].divergence < least)
            least = c->candidates[i].divergence;
    for (size_t i = 0; i < c->count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[i];
        worth[i] = (candidate->divergence - least) * (double)candidate->texts[c->mode].letters <
                   HOPELESS_NATS;
    }
}

/* Whether a further round may change what is found: a language that is far behind one whose texts are like that loses
 * it, and one whose best key was found again and again has it. */
static int keep_close(const kl_cipher_case *c, uint8_t *worth) {
    uint32_t least = UINT32_MAX;
    int any = 0;
    for (size_t i = 0; i < c->count; i++) {
        kl_cipher_reading reading;
        if (kl_cipher_weigh(c, &c->candidates[i], KL_CIPHER_SUBSTITUTION, &reading) &&
            reading.atypical < TYPICAL &&
            c->candidates[i].found[KL_CIPHER_SUBSTITUTION].cost < least)
            least = c->candidates[i].found[KL_CIPHER_SUBSTITUTION].cost;
    }
    for (size_t i = 0; i < c->count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[i];
        const double more = KL_CIPHER_COST *
                            ((double)candidate->found[KL_CIPHER_SUBSTITUTION].cost - (double)least);
        worth[i] &= candidate->hits < ENOUGH_HITS &&
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

static kl_status find_substitution(kl_cipher_case *c, kl_pool *pool, kl_error *error) {
    searches s = {.c = c};
    uint8_t worth[KL_CIPHER_LANGUAGES_MAX];
    unsigned restarts = c->solver->restarts, done = 0;
    if (is_too_short(c) && restarts > ROUND)
        restarts = ROUND;
    kl_status status = KL_OK;
    drop_hopeless(c, worth);
    do {
        unsigned next = done + ROUND < restarts ? done + ROUND : restarts;
        status = substitute(&s, worth, done, next, pool, error);
        done = next;
    } while (status == KL_OK && done < restarts && keep_close(c, worth));
    kl_free(s.list);
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

/* Candidates whose letters are moved, the best first. */
typedef struct moved {
    kl_cipher_case *c;
    size_t candidates[TRANSPOSED], count;
} moved;

static void find_moved(moved *m) {
    double nats[TRANSPOSED];
    for (size_t i = 0; i < m->c->count; i++) {
        const double now = kl_cipher_cost_of_letters(m->c, &m->c->candidates[i]);
        if (!may_be_moved(m->c, &m->c->candidates[i]))
            continue;
        size_t at = m->count < TRANSPOSED ? m->count++ : TRANSPOSED;
        for (; at > 0 && nats[at - 1] > now; at--)
            if (at < TRANSPOSED) {
                m->candidates[at] = m->candidates[at - 1];
                nats[at] = nats[at - 1];
            }
        if (at < TRANSPOSED) {
            m->candidates[at] = i;
            nats[at] = now;
        }
    }
    while (m->count > 0 && nats[m->count - 1] > nats[0] + TRANSPOSED_NATS)
        m->count--;
}

static kl_status move_back(void *context, size_t index, unsigned worker, kl_error *error) {
    const moved *m = context;
    kl_cipher_candidate *candidate = &m->c->candidates[m->candidates[index]];
    kl_cipher_job job;
    (void)worker;
    kl_status status = kl_cipher_table_of(m->c, candidate, KL_CIPHER_RUNNING, error);
    if (status == KL_OK)
        status = kl_cipher_job_of(m->c, candidate, KL_CIPHER_RUNNING, &job, error);
    if (status != KL_OK)
        return status;
    status = kl_cipher_find_transposition(&job, &candidate->found[KL_CIPHER_TRANSPOSITION], error);
    kl_free(job.plain);
    return status;
}

/* `settled`: the letters in some order are so much a text that they cannot be other ones. */
static kl_status find_transposition(kl_cipher_case *c, kl_pool *pool, int *settled,
                                    kl_error *error) {
    moved m = {.c = c};
    find_moved(&m);
    kl_status status = kl_pool_run(pool, m.count, move_back, &m, error);
    for (size_t i = 0; status == KL_OK && i < m.count; i++) {
        const kl_cipher_candidate *candidate = &c->candidates[m.candidates[i]];
        kl_cipher_reading reading;
        *settled |= kl_cipher_weigh(c, candidate, KL_CIPHER_TRANSPOSITION, &reading) &&
                    reading.atypical < SETTLED_ATYPICAL &&
                    kl_cipher_gain_of_order(c, candidate) > SETTLED_GAIN;
    }
    return status;
}

kl_status kl_cipher_find_costly(kl_cipher_case *c, kl_pool *pool, kl_error *error) {
    kl_status status = KL_OK;
    int settled = 0;
    if (c->solver->kinds >> KL_CIPHER_TRANSPOSITION & 1)
        status = find_transposition(c, pool, &settled, error);
    if (status != KL_OK || settled)
        return status;
    if (c->solver->kinds >> KL_CIPHER_SUBSTITUTION & 1)
        status = find_substitution(c, pool, error);
    if (status == KL_OK && c->mode == KL_CIPHER_RUNNING)
        status = kl_pool_run(pool, c->count, polish, c, error);
    return status;
}
