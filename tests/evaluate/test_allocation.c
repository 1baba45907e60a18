/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a whole evaluation fails once: a status, nothing leaked (the sanitizer looks), no document. */
#include <kullback/evaluate.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "evaluate/evaluated.h"

#ifdef KL_ALLOC_TEST
#define STORIES "examples/stories/"

static kl_status evaluate(const char *const *paths, size_t n, const char *vocabulary) {
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    options.vocabulary = vocabulary;
    kl_document *document = NULL;
    kl_status status = kl_evaluate(paths, n, &options, &document, NULL);
    assert_true(status == KL_OK || document == NULL);
    kl_document_free(document);
    return status;
}

static kl_status one(void) {
    const char *const paths[] = {STORIES "base.kld"};
    return evaluate(paths, 1, STORIES "tok512.bin");
}

static kl_status two(void) {
    const char *const paths[] = {STORIES "base.kld", STORIES "q4.npy"};
    return evaluate(paths, 2, STORIES "tok512.bin");
}

static kl_status joined(void) {
    const char *const paths[] = {STORIES "base.kld," STORIES "base.kld"};
    return evaluate(paths, 1, NULL);
}

/* Two parts, merged and told. */
static kl_status in_parts(void) {
    const char *const paths[] = {STORIES "base.kld", STORIES "q4.npy"};
    char state[2][64];
    const char *const states[] = {state[0], state[1]};
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    kl_document *document = NULL;
    kl_status status = KL_OK;
    options.parts = 2;
    for (int i = 0; status == KL_OK && i < 2; i++) {
        snprintf(state[i], sizeof state[i], "/tmp/kl-test-%ld-%d.kls", (long)getpid(), i);
        options.part = (uint64_t)i + 1;
        status = kl_evaluate_save(paths, 2, &options, state[i], NULL);
    }
    if (status == KL_OK)
        status = kl_state_merge_files(&kl_evaluated_type, states, 2, state[0], NULL);
    if (status == KL_OK)
        status = kl_evaluate(states, 1, NULL, &document, NULL);
    for (int i = 0; i < 2; i++)
        unlink(state[i]);
    kl_document_free(document);
    return status;
}

static kl_status as_llama(void) {
    kl_logits *base = NULL, *model = NULL;
    char *text = NULL;
    kl_status status = kl_logits_open(STORIES "base.kld", NULL, &base, NULL);
    if (status == KL_OK)
        status = kl_logits_open(STORIES "q4.npy", NULL, &model, NULL);
    if (status == KL_OK)
        status = kl_llama_report(base, model, NULL, &text, NULL);
    kl_memory_free(text);
    kl_logits_close(base);
    kl_logits_close(model);
    return status;
}

/* Rows are many and allocate alike: from the 400th allocation on every 37th is tried. */
static void fails_everywhere(kl_status (*work)(void)) {
    unsigned long refused = 0;
    assert_int_equal(work(), KL_OK);
    for (unsigned long k = 1;; k += k < 400 ? 1 : 37) {
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
    fails_everywhere(one);
    fails_everywhere(two);
    fails_everywhere(joined);
    fails_everywhere(in_parts);
    fails_everywhere(as_llama);
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
