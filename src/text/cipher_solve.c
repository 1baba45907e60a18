/* SPDX-License-Identifier: Apache-2.0 */
/* Solvers: the searches of all kinds under all languages that a text may be in, cheap ones first. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "text/cipher_solver.h"
#include "text/language_code.h"

/* A cheap kind that gains so many nats and is as texts are leaves no need for a costly one. */
#define SETTLED_GAIN 12.0
#define SETTLED_ATYPICAL 2.5
enum { RESTARTS = 32, RESTARTS_MAX = 100000 };

/* ── The solver ───────────────────────────────────────────────────────────────────────────────── */

void kl_cipher_options_init(kl_cipher_options *options) {
    *options = (kl_cipher_options){.size = sizeof *options, .restarts = RESTARTS};
}

static kl_status choose(kl_cipher_solver *solver, const kl_cipher_options *options,
                        kl_error *error) {
    const kl_cipher_profile *profile = solver->profile;
    memset(solver->possible, options->only == NULL, profile->language_count);
    for (size_t i = 0; options->only && i < options->only_count; i++) {
        const char *code = options->only[i] ? kl_language_main_code(options->only[i]) : "NULL";
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
    return text->letters > 0 && !kl_cipher_is_elsewhere(text, text->letters + text->kept);
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

kl_status kl_cipher_table_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
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

kl_status kl_cipher_job_of(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
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
    kl_status status = kl_cipher_table_of(c, candidate, c->mode, error);
    if (status == KL_OK)
        status = kl_cipher_job_of(c, candidate, c->mode, &job, error);
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
        status = kl_cipher_find_costly(&c, pool, error);
    if (status == KL_OK)
        status = kl_cipher_answer_make(&c, text, size, out, error);
    release(&c);
    return status;
}
