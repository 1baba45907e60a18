/* SPDX-License-Identifier: Apache-2.0 */
/* Solvers: the searches of all kinds under all languages that a text may be in, cheap ones first. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "text/cipher_solver.h"

/* A text with more letters than this share outside an alphabet is not written in it. */
#define FOREIGN_SHARE 0.05
/* A cheap kind that gains so many nats and is as texts are leaves no need for a costly one. */
#define SETTLED_GAIN 12.0
#define SETTLED_ATYPICAL 2.5
/* Languages whose sorted frequencies are less likely by so many nats than the best one's are not searched. */
#define HOPELESS_NATS 60.0
/* After a round of searches, languages within so many nats and this share of a nat a letter have another one. */
#define CLOSE_NATS 18.0
#define CLOSE_SHARE 0.08
/* Languages whose letters fit the best under a transposition. */
enum { TRANSPOSED = 4, TRANSPOSED_TWICE = 2 };
/* Searches of a round, at most in all, and how many must end at the same key. */
enum { ROUND = 4, RESTARTS = 32, RESTARTS_MAX = 100000, ENOUGH_HITS = 3 };

/* ── The solver ───────────────────────────────────────────────────────────────────────────────── */

void kl_cipher_options_init(kl_cipher_options *options) {
    *options = (kl_cipher_options){.size = sizeof *options, .restarts = RESTARTS};
}

static kl_status choose(kl_cipher_solver *solver, const kl_cipher_options *options,
                        kl_error *error) {
    const kl_cipher_profile *profile = solver->profile;
    memset(solver->possible, options->only == NULL, profile->language_count);
    for (size_t i = 0; options->only && i < options->only_count; i++) {
        const char *code = options->only[i] ? options->only[i] : "NULL";
        size_t at = 0;
        while (at < profile->language_count && strcmp(profile->languages[at].code, code) != 0)
            at++;
        if (at == profile->language_count)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "there is no model to read ciphers in %s with", code);
        solver->possible[at] = 1;
    }
    if (options->restarts < 1 || options->restarts > RESTARTS_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%u restarts: expected 1 to %d", options->restarts,
                       RESTARTS_MAX);
    if (options->kinds >> KL_CIPHER_KINDS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kinds %#x: there are %d", options->kinds,
                       KL_CIPHER_KINDS);
    return KL_OK;
}

kl_status kl_cipher_solver_new(const kl_cipher_profile *profile, const kl_cipher_options *options,
                               kl_cipher_solver **out, kl_error *error) {
    kl_cipher_options known;
    kl_cipher_options_init(&known);
    if (profile == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a solver needs letter models and a place for it");
    kl_status status = kl_options_read(&known, sizeof known, options, "kl_cipher_options", error);
    if (status != KL_OK)
        return status;
    kl_cipher_solver *solver = kl_alloc_zero(1, sizeof *solver);
    if (solver == NULL)
        return kl_fail_memory(error, "a solver", sizeof *solver);
    *solver = (kl_cipher_solver){.profile = profile, .restarts = known.restarts};
    solver->seed = known.seed;
    solver->kinds = known.kinds ? known.kinds : (1u << KL_CIPHER_KINDS) - 1;
    solver->possible = kl_alloc_zero(profile->language_count, sizeof *solver->possible);
    solver->tables = kl_alloc_zero(profile->language_count, sizeof *solver->tables);
    if (solver->possible == NULL || solver->tables == NULL)
        status = kl_fail_memory(error, "a solver", sizeof *solver->tables);
    else
        status = choose(solver, &known, error);
    if (status != KL_OK) {
        kl_cipher_solver_free(solver);
        return status;
    }
    *out = solver;
    return KL_OK;
}

void kl_cipher_solver_free(kl_cipher_solver *solver) {
    if (solver == NULL)
        return;
    for (size_t i = 0; solver->tables && i < solver->profile->language_count; i++)
        for (unsigned mode = 0; mode < KL_CIPHER_MODES; mode++)
            kl_cipher_table_free(&solver->tables[i][mode]);
    kl_free(solver->tables);
    kl_free(solver->possible);
    kl_free(solver);
}

/* ── Candidates, and what is cheap ────────────────────────────────────────────────────────────── */

static int may_be_in(const kl_cipher_text *text) {
    const double all = (double)(text->letters + text->kept + text->foreign);
    return text->letters > 0 && text->foreign <= FOREIGN_SHARE * all;
}

static kl_status collect(kl_cipher_case *c, const uint8_t *data, size_t size, kl_error *error) {
    const kl_cipher_profile *profile = c->solver->profile;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < profile->language_count; i++) {
        if (!c->solver->possible[i])
            continue;
        kl_cipher_candidate *candidate = &c->candidates[c->count++];
        candidate->language = i;
        for (unsigned kind = 0; kind < KL_CIPHER_KINDS; kind++)
            candidate->found[kind].cost = UINT32_MAX;
        for (unsigned mode = 0; status == KL_OK && mode < KL_CIPHER_MODES; mode++)
            status = kl_cipher_text_read(profile, &profile->languages[i], mode, data, size,
                                         KL_CIPHER_SEARCHED, &candidate->texts[mode], error);
        if (status == KL_OK && !may_be_in(&candidate->texts[c->mode])) {
            kl_cipher_text_free(&candidate->texts[KL_CIPHER_WORDS]);
            kl_cipher_text_free(&candidate->texts[KL_CIPHER_RUNNING]);
            c->count--;
        }
    }
    return status;
}

static kl_status table_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                          kl_cipher_mode mode, kl_error *error) {
    kl_cipher_table *table = &c->solver->tables[candidate->language][mode];
    if (table->cost)
        return KL_OK;
    kl_status status = kl_cipher_table_make(&c->solver->profile->languages[candidate->language],
                                            mode, table, error);
    if (status != KL_OK)
        kl_cipher_table_free(table);
    return status;
}

/* What a search needs; its room is to be freed. */
static kl_status job_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                        kl_cipher_mode mode, kl_cipher_job *out, kl_error *error) {
    *out = (kl_cipher_job){.text = &candidate->texts[mode],
                           .table = &c->solver->tables[candidate->language][mode]};
    out->plain = kl_alloc(out->text->n, 1);
    return out->plain ? KL_OK : kl_fail_memory(error, "a plain text", out->text->n);
}

static kl_status find_cheap(void *context, size_t index, unsigned worker, kl_error *error) {
    static void (*const finders[])(const kl_cipher_job *, kl_cipher_found *) = {
        [KL_CIPHER_NONE] = kl_cipher_find_none,
        [KL_CIPHER_SHIFT] = kl_cipher_find_shift,
        [KL_CIPHER_AFFINE] = kl_cipher_find_affine,
        [KL_CIPHER_VIGENERE] = kl_cipher_find_vigenere};
    kl_cipher_case *c = context;
    kl_cipher_candidate *candidate = &c->candidates[index];
    kl_cipher_job job;
    (void)worker;
    kl_status status = table_of(c, candidate, c->mode, error);
    if (status == KL_OK)
        status = job_of(c, candidate, c->mode, &job, error);
    if (status != KL_OK)
        return status;
    for (unsigned kind = 0; kind < sizeof finders / sizeof *finders; kind++)
        if (c->solver->kinds >> kind & 1)
            finders[kind](&job, &candidate->found[kind]);
    candidate->divergence = kl_cipher_sorted_divergence(job.text, job.table);
    kl_free(job.plain);
    return KL_OK;
}

static int is_settled(const kl_cipher_case *c) {
    for (size_t i = 0; i < c->count; i++)
        for (unsigned kind = 0; kind <= KL_CIPHER_VIGENERE; kind++) {
            kl_cipher_reading reading;
            if (kl_cipher_weigh(c, &c->candidates[i], kind, &reading) &&
                reading.gain > SETTLED_GAIN && reading.atypical < SETTLED_ATYPICAL)
                return 1;
        }
    return 0;
}

/* ── What is costly ───────────────────────────────────────────────────────────────────────────── */

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
    kl_status status = job_of(s->c, candidate, kl_cipher_mode_of(s->c, one->kind), &job, error);
    if (status != KL_OK)
        return status;
    const uint64_t stream = (uint64_t)candidate->language << 32 | one->stream;
    if (one->kind == KL_CIPHER_SUBSTITUTION)
        status = kl_cipher_find_substitution(&job, s->c->solver->seed, stream, &one->found, error);
    else
        status = kl_cipher_find_transposition(&job, one->columns, s->c->solver->seed, stream,
                                              &one->found, error);
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
    kl_cipher_found *best = &candidate->found[found->key.kind];
    const double nats = KL_CIPHER_COST * found->cost + found->key_cost;
    const double before =
        best->cost == UINT32_MAX ? INFINITY : KL_CIPHER_COST * best->cost + best->key_cost;
    if (found->key.kind == KL_CIPHER_SUBSTITUTION) {
        candidate->hits = nats < before ? 1 : candidate->hits + (nats == before);
        keep_other(candidate, found);
    }
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
    kl_status status = job_of(c, candidate, c->mode, &job, error);
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

/* Nats that the letters themselves take, whatever their order. */
static uint32_t cost_of_letters(const kl_cipher_case *c, const kl_cipher_candidate *candidate) {
    const double *share = c->solver->tables[candidate->language][c->mode].share;
    double nats = 0;
    for (unsigned i = 1; i < candidate->texts[KL_CIPHER_RUNNING].size; i++)
        nats += candidate->texts[KL_CIPHER_RUNNING].counts[i] / (share[i] + 1e-4);
    return (uint32_t)nats;
}

static kl_status find_transposition(searches *s, kl_pool *pool, kl_error *error) {
    kl_cipher_case *c = s->c;
    uint8_t taken[KL_CIPHER_LANGUAGES_MAX] = {0};
    kl_status status = KL_OK;
    for (unsigned round = 0; round < TRANSPOSED && round < c->count; round++) {
        size_t best = c->count;
        for (size_t i = 0; i < c->count; i++)
            if (!taken[i] && (best == c->count || cost_of_letters(c, &c->candidates[i]) <
                                                      cost_of_letters(c, &c->candidates[best])))
                best = i;
        taken[best] = 1;
        const kl_cipher_candidate *candidate = &c->candidates[best];
        status = table_of(c, candidate, KL_CIPHER_RUNNING, error);
        for (unsigned columns = 2; columns <= KL_CIPHER_COLUMNS_MAX; columns++)
            for (unsigned k = 0; status == KL_OK && k < TRANSPOSED_TWICE &&
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

static kl_status find_costly(kl_cipher_case *c, kl_pool *pool, kl_error *error) {
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

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static void release(kl_cipher_case *c) {
    for (size_t i = 0; c->candidates && i < c->solver->profile->language_count; i++)
        for (unsigned mode = 0; mode < KL_CIPHER_MODES; mode++)
            kl_cipher_text_free(&c->candidates[i].texts[mode]);
    kl_free(c->candidates);
}

kl_status kl_cipher_solver_solve(kl_cipher_solver *solver, const void *text, size_t size,
                                 kl_pool *pool, kl_cipher_answer **out, kl_error *error) {
    if (solver == NULL || (text == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a solver, a text and a place for the answer are needed");
    if (size > (size_t)1 << 31)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a text of %zu bytes: expected at most 2^31",
                       size);
    kl_cipher_case c = {.solver = solver};
    c.mode = kl_cipher_has_words(solver->profile, text, size) ? KL_CIPHER_WORDS : KL_CIPHER_RUNNING;
    c.candidates = kl_alloc_zero(solver->profile->language_count, sizeof *c.candidates);
    if (c.candidates == NULL)
        return kl_fail_memory(error, "candidates",
                              solver->profile->language_count * sizeof *c.candidates);
    kl_status status = collect(&c, text, size, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, c.count, find_cheap, &c, error);
    if (status == KL_OK && !is_settled(&c))
        status = find_costly(&c, pool, error);
    if (status == KL_OK)
        status = kl_cipher_answer_make(&c, text, size, out, error);
    release(&c);
    return status;
}
