/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer may be sure of, and what not. */
#include "cipher_support.h"

static kl_cipher_answer *solve(const char *only, const char *text) {
    kl_error error = KL_ERROR_INIT;
    kl_cipher_solver *solver = NULL;
    kl_cipher_answer *answer = NULL;
    kl_cipher_options options;
    kl_cipher_options_init(&options);
    options.only = &only;
    options.only_count = 1;
    assert_ok(kl_cipher_solver_new(profile, &options, &solver, &error), error);
    assert_ok(kl_cipher_solver_solve(solver, text, strlen(text), NULL, &answer, &error), error);
    kl_cipher_solver_free(solver);
    return answer;
}

static void assert_said(const char *only, const char *text, kl_cipher_kind kind,
                        kl_cipher_status status) {
    kl_cipher_answer *answer = solve(only, text);
    const kl_cipher_summary summary = kl_cipher_answer_summary(answer);
    assert_true(summary.posterior > 0.99);
    assert_string_equal(kl_cipher_kind_name(kl_cipher_answer_reading(answer, 0)->kind),
                        kl_cipher_kind_name(kind));
    assert_string_equal(kl_cipher_status_name(summary.status), kl_cipher_status_name(status));
    kl_cipher_answer_free(answer);
}

/* Chokwe, from the Declaration of Human Rights. Under one of 26! keys it is just like Croatian; but where a
 * substitution has replaced letters they make less sense as they are than these do. */
static void a_language_without_a_model(void **state) {
    (void)state;
    kl_cipher_answer *answer = solve(
        "hr",
        "Ha kulemesa hawano manyonga a mbunga akutala hakutela nyi kusokoka ce cilemu kuhi ana "
        "hanga cipwe kulinga nyi kutela nyi ceseko.");
    const kl_cipher_reading *reading = kl_cipher_answer_reading(answer, 0);
    assert_int_equal(reading->kind, KL_CIPHER_SUBSTITUTION);
    assert_true(reading->gain > 14 && reading->atypical < 2.5);
    assert_int_equal(kl_cipher_answer_summary(answer).status, KL_CIPHER_UNSURE);
    kl_cipher_answer_free(answer);
    assert_said("en",
                "Ekbi ji pkb xwtcyb wf ktdgi blbipy jp qbxwdby ibxbyygcs fwc wib ubwumb pw "
                "ojyywmlb pkb uwmjpjxgm qgioy ekjxk kglb xwiibxpbo pkbd ejpk giwpkbc",
                KL_CIPHER_SUBSTITUTION, KL_CIPHER_SURE);
}

/* Afrikaans, from there too, is like Dutch, but not as Dutch is. */
static void a_close_relative(void **state) {
    (void)state;
    assert_said("nl",
                "Elkeen het die reg tot effektiewe kompensasie deur bevoegde nasionale tribunale "
                "vir dade wat hul fundamentele reg skaad wat deur die wet of grondwet aan hulle "
                "gegee is.",
                KL_CIPHER_NONE, KL_CIPHER_UNSURE);
}

/* Any key is as good for what repeats itself, however often it does; a text that is said twice is read all the same. */
static void repetitions(void **state) {
    (void)state;
    char text[512] = "";
    for (unsigned i = 0; i < 100; i++)
        strcat(text, "ab");
    assert_said("pt", text, KL_CIPHER_VIGENERE, KL_CIPHER_UNDETERMINED);
    *text = '\0';
    for (unsigned i = 0; i < 30; i++)
        strcat(text, "la la la ");
    assert_said("de", text, KL_CIPHER_VIGENERE, KL_CIPHER_UNDETERMINED);
    *text = '\0';
    for (unsigned i = 0; i < 4; i++)
        strcat(text, "When in the course of human events it becomes necessary for one people ");
    assert_said("en", text, KL_CIPHER_NONE, KL_CIPHER_SURE);
}

/* Under the key AAAAAAAAAAAAAAAAAAAB, and under such a one of LEMON four times but for its last letter: a key of twenty
 * letters is dearer than what it would save. */
static void a_key_with_one_other_letter(void **state) {
    (void)state;
    static const char *const keys[] = {"AAAAAAAAAAAAAAAAAAAB", "LEMONLEMONLEMONLEMOM"};
    static const char plain[] =
        "wheninthecourseofhumaneventsitbecomesnecessaryforonepeopletodissolvethepoliticalbandswhich"
        "haveconnectedthemwithanotherandtoassumeamongthepowersoftheea";
    char text[sizeof plain];
    for (unsigned which = 0; which < 4; which++) {
        const char *key = keys[which % 2];
        const unsigned period = which < 2 ? 20 : 5;
        for (size_t i = 0; i < sizeof plain; i++)
            text[i] = plain[i] ? (char)((plain[i] - 'a' + key[i % period] - 'A') % 26 + 'a') : '\0';
        assert_said("en", text, which % 2 ? KL_CIPHER_VIGENERE : KL_CIPHER_NONE,
                    which < 2 ? KL_CIPHER_UNSURE : KL_CIPHER_SURE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_without_a_model), cmocka_unit_test(a_close_relative),
        cmocka_unit_test(repetitions), cmocka_unit_test(a_key_with_one_other_letter)};
    return cmocka_run_group_tests(tests, open_profile, free_profile);
}
