/* SPDX-License-Identifier: Apache-2.0 */
/* No pointer that a call about texts needs may be missing: KL_ERROR_ARGUMENT, and nothing happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/text.h>
#include <kullback/text_cipher.h>
#include <kullback/text_language.h>

#include "../refused.h"

static kl_status visit(void *context, const char *text, size_t size, uint64_t at, kl_error *why) {
    (void)context, (void)text, (void)size, (void)at, (void)why;
    return KL_OK;
}

static void texts(void **state) {
    (void)state;
    kl_text_counter *counter = NULL;
    kl_counts *out = NULL;
    REFUSED(kl_text_counter_new(NULL, NULL, &error));
    REFUSED(kl_text_counter_add(NULL, "a", 1, &error));
    REFUSED(kl_text_counter_add_file(NULL, "nowhere", &error));
    REFUSED(kl_text_counter_finish(NULL, &out, &error));
    REFUSED(kl_text_counter_save(NULL, "nowhere.kls", &error));
    assert_int_equal(kl_text_counter_new(NULL, &counter, NULL), KL_OK);
    REFUSED(kl_text_counter_add(counter, NULL, 1, &error));
    REFUSED(kl_text_counter_add_file(counter, NULL, &error));
    REFUSED(kl_text_counter_finish(counter, NULL, &error));
    REFUSED(kl_text_counter_save(counter, NULL, &error));
    REFUSED(kl_text_visit(NULL, 1, KL_SYMBOLS_LETTERS, visit, NULL, NULL, &error));
    REFUSED(kl_text_visit("a", 1, KL_SYMBOLS_LETTERS, NULL, NULL, NULL, &error));
    kl_text_counter_free(counter);
}

static kl_status meet_line(void *context, const kl_language_detector *detector,
                           const kl_language_answer *answer, uint64_t line, kl_error *why) {
    (void)context, (void)detector, (void)answer, (void)line, (void)why;
    return KL_OK;
}

static kl_status meet_span(void *context, const kl_language_span *span, kl_error *why) {
    (void)context, (void)span, (void)why;
    return KL_OK;
}

static void languages(void **state) {
    (void)state;
    kl_language_profile *profile = NULL;
    kl_language_detector *detector = NULL;
    kl_language_answer answer;
    kl_document *document = NULL;
    REFUSED(kl_language_profile_open(NULL, NULL, &error));
    REFUSED(kl_language_profile_parse(NULL, 8, &profile, &error));
    REFUSED(kl_language_profile_parse("abcdefgh", 8, NULL, &error));
    REFUSED(kl_language_detector_new(NULL, NULL, &detector, &error));
    REFUSED(kl_language_detector_add(NULL, "a", 1, &error));
    REFUSED(kl_language_detector_add_file(NULL, "nowhere", &error));
    REFUSED(kl_language_detector_finish(NULL, &answer, &error));
    REFUSED(kl_language_detector_lines(NULL, "nowhere", meet_line, NULL, &error));
    assert_int_equal(kl_language_profile_open(NULL, &profile, NULL), KL_OK);
    assert_int_equal(kl_document_new("lang", &document, NULL), KL_OK);
    REFUSED(kl_language_detector_new(profile, NULL, NULL, &error));
    assert_int_equal(kl_language_detector_new(profile, NULL, &detector, NULL), KL_OK);
    REFUSED(kl_language_detector_add(detector, NULL, 1, &error));
    REFUSED(kl_language_detector_add_file(detector, NULL, &error));
    REFUSED(kl_language_detector_finish(detector, NULL, &error));
    REFUSED(kl_language_detector_lines(detector, NULL, meet_line, NULL, &error));
    REFUSED(kl_language_detector_lines(detector, "nowhere", NULL, NULL, &error));
    assert_int_equal(kl_language_detector_finish(detector, &answer, NULL), KL_OK);
    REFUSED(kl_language_detector_spans(NULL, "a", 1, meet_span, NULL, &error));
    REFUSED(kl_language_detector_spans(detector, NULL, 1, meet_span, NULL, &error));
    REFUSED(kl_language_detector_spans(detector, "a", 1, NULL, NULL, &error));
    REFUSED(kl_language_detector_spans_file(NULL, "nowhere", meet_span, NULL, &error));
    REFUSED(kl_language_detector_spans_file(detector, NULL, meet_span, NULL, &error));
    REFUSED(kl_language_detector_spans_file(detector, "nowhere", NULL, NULL, &error));
    const kl_language_profile *none[] = {NULL};
    kl_language_profile *joined = NULL;
    REFUSED(kl_language_profile_save(NULL, "nowhere", &error));
    REFUSED(kl_language_profile_save(profile, NULL, &error));
    REFUSED(kl_language_profile_join(NULL, 1, &joined, &error));
    REFUSED(kl_language_profile_join(none, 0, &joined, &error));
    REFUSED(kl_language_profile_join(none, 1, NULL, &error));
    REFUSED(kl_language_profile_join(none, 1, &joined, &error));
    kl_language_trainer_options how;
    kl_language_trainer *trainer = NULL;
    kl_language_trainer_options_init(&how);
    REFUSED(kl_language_trainer_new(NULL, &trainer, &error));
    REFUSED(kl_language_trainer_new(&how, &trainer, &error));
    how.code = "xx";
    REFUSED(kl_language_trainer_new(&how, NULL, &error));
    REFUSED(kl_language_trainer_add(NULL, "a", 1, &error));
    REFUSED(kl_language_trainer_add_file(NULL, "nowhere", &error));
    REFUSED(kl_language_trainer_finish(NULL, &joined, &error));
    assert_int_equal(kl_language_trainer_new(&how, &trainer, NULL), KL_OK);
    REFUSED(kl_language_trainer_add(trainer, NULL, 1, &error));
    REFUSED(kl_language_trainer_add_file(trainer, NULL, &error));
    REFUSED(kl_language_trainer_finish(trainer, NULL, &error));
    kl_language_trainer_free(trainer);
    kl_language_trainer_free(NULL);
    const size_t first = 0;
    double there[1];
    REFUSED(kl_language_divergences(NULL, &first, 1, there, there, &error));
    REFUSED(kl_language_divergences(profile, NULL, 1, there, there, &error));
    REFUSED(kl_language_divergences(profile, &first, 0, there, there, &error));
    REFUSED(kl_language_divergences(profile, &first, 1, NULL, there, &error));
    REFUSED(kl_language_divergences(profile, &first, 1, there, NULL, &error));
    REFUSED(kl_language_describe_divergences(NULL, &first, 1, document, &error));
    REFUSED(kl_language_describe_divergences(profile, NULL, 1, document, &error));
    REFUSED(kl_language_describe_divergences(profile, &first, 1, NULL, &error));
    const kl_language_span span = {.end = 1, .posterior = 1};
    REFUSED(kl_language_describe_spans(NULL, &span, 1, "A", document, &error));
    REFUSED(kl_language_describe_spans(profile, NULL, 1, "A", document, &error));
    REFUSED(kl_language_describe_spans(profile, &span, 1, NULL, document, &error));
    REFUSED(kl_language_describe_spans(profile, &span, 1, "A", NULL, &error));
    REFUSED(kl_language_describe(NULL, &answer, "A", 1, document, &error));
    REFUSED(kl_language_describe(detector, NULL, "A", 1, document, &error));
    REFUSED(kl_language_describe(detector, &answer, NULL, 1, document, &error));
    REFUSED(kl_language_describe(detector, &answer, "A", 1, NULL, &error));
    REFUSED(kl_language_describe(detector, &answer, "A", 0, document, &error));
    kl_document_free(document);
    kl_language_detector_free(detector);
    kl_language_profile_free(profile);
}

static kl_status ask(void *context, const kl_lm_token *token, kl_error *why) {
    (void)context, (void)token, (void)why;
    return KL_OK;
}

static void ciphers(void **state) {
    (void)state;
    kl_cipher_profile *profile = NULL;
    kl_cipher_solver *solver = NULL;
    kl_cipher_answer *answer = NULL;
    kl_document *document = NULL;
    REFUSED(kl_cipher_profile_open(NULL, NULL, &error));
    REFUSED(kl_cipher_profile_parse(NULL, 8, &profile, &error));
    REFUSED(kl_cipher_profile_parse("abcdefgh", 8, NULL, &error));
    REFUSED(kl_cipher_solver_new(NULL, NULL, &solver, &error));
    assert_int_equal(kl_cipher_profile_open(NULL, &profile, NULL), KL_OK);
    assert_int_equal(kl_document_new("lang", &document, NULL), KL_OK);
    REFUSED(kl_cipher_solver_new(profile, NULL, NULL, &error));
    assert_int_equal(kl_cipher_solver_new(profile, NULL, &solver, NULL), KL_OK);
    REFUSED(kl_cipher_solver_solve(NULL, "a", 1, NULL, &answer, &error));
    REFUSED(kl_cipher_solver_solve(solver, NULL, 1, NULL, &answer, &error));
    REFUSED(kl_cipher_solver_solve(solver, "a", 1, NULL, NULL, &error));
    assert_int_equal(kl_cipher_solver_solve(solver, "", 0, NULL, &answer, NULL), KL_OK);
    REFUSED(kl_cipher_describe(NULL, "A", 1, document, &error));
    REFUSED(kl_cipher_describe(answer, NULL, 1, document, &error));
    REFUSED(kl_cipher_describe(answer, "A", 1, NULL, &error));
    REFUSED(kl_cipher_describe(answer, "A", 0, document, &error));
    kl_cipher_answer_free(answer);
    kl_cipher_solver_free(solver);
    kl_cipher_profile_free(profile);
    kl_document_free(document);
    kl_cipher_answer_free(NULL);
    kl_cipher_solver_free(NULL);
    kl_cipher_profile_free(NULL);
}

static void language_models(void **state) {
    (void)state;
    kl_lm_trainer *trainer = NULL;
    kl_lm_counted counted;
    kl_lm *lm = NULL;
    kl_lm_score score;
    kl_lm_mixture mixture;
    kl_lm_sampler *sampler = NULL;
    kl_document *out = NULL;
    kl_random random;
    const kl_lm *none[1] = {NULL};
    const char *const model_names[1] = {"m"};
    double p[8];
    char *text = NULL;
    size_t size = 0;
    kl_random_init(&random, 1, 0);
    REFUSED(kl_lm_trainer_new(NULL, NULL, &error));
    REFUSED(kl_lm_trainer_add(NULL, "a", 1, &error));
    REFUSED(kl_lm_trainer_add_file(NULL, "nowhere", &error));
    REFUSED(kl_lm_trainer_finish(NULL, &lm, &error));
    REFUSED(kl_lm_trainer_about(NULL, &counted, &error));
    REFUSED(kl_lm_trainer_about("nowhere", NULL, &error));
    assert_int_equal(kl_lm_trainer_new(NULL, &trainer, NULL), KL_OK);
    REFUSED(kl_lm_trainer_add(trainer, NULL, 1, &error));
    REFUSED(kl_lm_trainer_add_file(trainer, NULL, &error));
    assert_int_equal(kl_lm_trainer_add(trainer, "a\n", 2, NULL), KL_OK);
    REFUSED(kl_lm_trainer_finish(trainer, NULL, &error));
    assert_int_equal(kl_lm_trainer_finish(trainer, &lm, NULL), KL_OK);
    kl_lm_trainer_free(trainer);
    REFUSED(kl_lm_open(NULL, &lm, &error));
    REFUSED(kl_lm_open("nowhere", NULL, &error));
    REFUSED(kl_lm_parse(NULL, 1, &lm, &error));
    REFUSED(kl_lm_parse("a", 1, NULL, &error));
    REFUSED(kl_lm_save(NULL, "nowhere", &error));
    REFUSED(kl_lm_save(lm, NULL, &error));
    REFUSED(kl_lm_write_arpa(NULL, "nowhere", &error));
    REFUSED(kl_lm_write_arpa(lm, NULL, &error));
    REFUSED(kl_lm_distribution(NULL, 0, p, &error));
    REFUSED(kl_lm_distribution(lm, 0, NULL, &error));
    REFUSED(kl_lm_score_text(NULL, "a", 1, NULL, &score, &error));
    REFUSED(kl_lm_score_text(lm, NULL, 1, NULL, &score, &error));
    REFUSED(kl_lm_score_text(lm, "a", 1, NULL, NULL, &error));
    REFUSED(kl_lm_describe(NULL, "m", "t", "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_describe(lm, NULL, "t", "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_describe(lm, "m", NULL, "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_describe(lm, "m", "t", NULL, 1, NULL, &out, &error));
    REFUSED(kl_lm_describe(lm, "m", "t", "a", 1, NULL, NULL, &error));
    REFUSED(kl_lm_visit(NULL, "a", 1, ask, NULL, &error));
    REFUSED(kl_lm_visit(lm, NULL, 1, ask, NULL, &error));
    REFUSED(kl_lm_visit(lm, "a", 1, NULL, NULL, &error));
    REFUSED(kl_lm_sampler_new(NULL, &sampler, &error));
    REFUSED(kl_lm_sampler_new(lm, NULL, &error));
    assert_int_equal(kl_lm_sampler_new(lm, &sampler, NULL), KL_OK);
    REFUSED(kl_lm_sampler_draw(NULL, &random, 1, &text, &size, NULL, &error));
    REFUSED(kl_lm_sampler_draw(sampler, NULL, 1, &text, &size, NULL, &error));
    REFUSED(kl_lm_sampler_draw(sampler, &random, 1, NULL, &size, NULL, &error));
    REFUSED(kl_lm_sampler_draw(sampler, &random, 1, &text, NULL, NULL, &error));
    kl_lm_sampler_free(sampler);
    REFUSED(kl_lm_interpolate(NULL, 1, "a", 1, NULL, p, NULL, &mixture, &error));
    REFUSED(kl_lm_interpolate(none, 1, "a", 1, NULL, p, NULL, &mixture, &error));
    none[0] = lm;
    REFUSED(kl_lm_interpolate(none, 0, "a", 1, NULL, p, NULL, &mixture, &error));
    REFUSED(kl_lm_interpolate(none, 1, NULL, 1, NULL, p, NULL, &mixture, &error));
    REFUSED(kl_lm_interpolate(none, 1, "a", 1, NULL, NULL, NULL, &mixture, &error));
    REFUSED(kl_lm_interpolate(none, 1, "a", 1, NULL, p, NULL, NULL, &error));
    REFUSED(kl_lm_interpolate_describe(NULL, model_names, 1, "t", "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_interpolate_describe(none, NULL, 1, "t", "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_interpolate_describe(none, model_names, 1, NULL, "a", 1, NULL, &out, &error));
    REFUSED(kl_lm_interpolate_describe(none, model_names, 1, "t", NULL, 1, NULL, &out, &error));
    REFUSED(kl_lm_interpolate_describe(none, model_names, 1, "t", "a", 1, NULL, NULL, &error));
    REFUSED(kl_lm_score_save(NULL, "m", "t", "a", 1, NULL, "nowhere.kls", &error));
    REFUSED(kl_lm_score_save(lm, NULL, "t", "a", 1, NULL, "nowhere.kls", &error));
    REFUSED(kl_lm_score_save(lm, "m", NULL, "a", 1, NULL, "nowhere.kls", &error));
    REFUSED(kl_lm_score_save(lm, "m", "t", NULL, 1, NULL, "nowhere.kls", &error));
    REFUSED(kl_lm_score_save(lm, "m", "t", "a", 1, NULL, NULL, &error));
    REFUSED(kl_lm_score_describe(NULL, NULL, &out, &error));
    REFUSED(kl_lm_score_describe("nowhere.kls", NULL, NULL, &error));
    REFUSED(kl_lm_trainer_save(NULL, "nowhere.kls", &error));
    assert_int_equal(kl_lm_trainer_new(NULL, &trainer, NULL), KL_OK);
    REFUSED(kl_lm_trainer_save(trainer, NULL, &error));
    REFUSED(kl_lm_trainer_open(NULL, NULL, &trainer, &error));
    REFUSED(kl_lm_trainer_open("nowhere.kls", NULL, NULL, &error));
    assert_int_equal(kl_lm_trainer_seen(NULL) + kl_lm_score_seen(NULL), 0);
    kl_lm_trainer_free(trainer);
    kl_lm_free(lm);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts), cmocka_unit_test(languages),
                                       cmocka_unit_test(ciphers),
                                       cmocka_unit_test(language_models)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
