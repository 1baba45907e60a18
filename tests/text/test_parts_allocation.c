/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of language models in parts fails once: a status, nothing leaked (the sanitizer looks). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "text/lm_grams.h"
#include "text/lm_scored.h"

#ifdef KL_ALLOC_TEST
static const char text[] = "a rose is\na rose is a rose\nthat is that\n";

typedef char name[64];

static void name_states(name state[2]) {
    for (int i = 0; i < 2; i++)
        snprintf(state[i], sizeof state[i], "/tmp/kl-test-%ld-%d.kls", (long)getpid(), i);
}

static void unlink_states(name state[2]) {
    for (int i = 0; i < 2; i++)
        unlink(state[i]);
}

static kl_status count(uint64_t part, const char *path) {
    kl_lm_options options;
    kl_lm_trainer *trainer = NULL;
    kl_lm_options_init(&options);
    options.order = 2;
    options.memory = 1 << 16;
    options.spill = "/tmp";
    options.part = part;
    options.parts = 2;
    kl_status status = kl_lm_trainer_new(&options, &trainer, NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_add(trainer, text, sizeof text - 1, NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_save(trainer, path, NULL);
    kl_lm_trainer_free(trainer);
    return status;
}

static kl_status train(void) {
    name state[2];
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL;
    name_states(state);
    const char *const states[] = {state[1], state[0]};
    kl_status status = count(1, state[0]);
    if (status == KL_OK)
        status = count(2, state[1]);
    if (status == KL_OK)
        status = kl_lm_grams_merge_files(states, 2, state[0], NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_open(state[0], NULL, &trainer, NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_finish(trainer, &lm, NULL);
    assert_true((status == KL_OK) == (lm != NULL));
    kl_lm_free(lm);
    kl_lm_trainer_free(trainer);
    unlink_states(state);
    return status;
}

static kl_lm *model;

static kl_status score(void) {
    name state[2];
    kl_document *document = NULL;
    kl_lm_score_options options;
    kl_status status = KL_OK;
    kl_lm_score_options_init(&options);
    options.parts = 2;
    name_states(state);
    const char *const states[] = {state[1], state[0]};
    for (int i = 0; status == KL_OK && i < 2; i++) {
        options.part = (uint64_t)i + 1;
        status = kl_lm_score_save(model, i ? "m" : "a model", i ? "t" : "a text", text,
                                  sizeof text - 1, &options, state[i], NULL);
    }
    if (status == KL_OK)
        status = kl_state_merge_files(&kl_lm_scored_type, states, 2, state[0], NULL);
    if (status == KL_OK)
        status = kl_lm_score_describe(state[0], NULL, &document, NULL);
    kl_document_free(document);
    unlink_states(state);
    return status;
}

static void fails_everywhere(kl_status (*work)(void)) {
    unsigned long refused = 0;
    assert_int_equal(work(), KL_OK);
    for (unsigned long k = 1;; k++) {
        kl_alloc_fail_at(k);
        const kl_status status = work();
        if (kl_alloc_fail_at(0) < k) {
            assert_int_equal(status, KL_OK);
            break;
        }
        assert_int_equal(status, KL_ERROR_MEMORY);
        refused++;
    }
    assert_true(refused > 5);
}

static void test_every_allocation(void **state) {
    (void)state;
    kl_lm_trainer *trainer = NULL;
    fails_everywhere(train);
    assert_int_equal(kl_lm_trainer_new(NULL, &trainer, NULL), KL_OK);
    assert_int_equal(kl_lm_trainer_add(trainer, text, sizeof text - 1, NULL), KL_OK);
    assert_int_equal(kl_lm_trainer_finish(trainer, &model, NULL), KL_OK);
    kl_lm_trainer_free(trainer);
    fails_everywhere(score);
    kl_lm_free(model);
}
#else
static void test_every_allocation(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
