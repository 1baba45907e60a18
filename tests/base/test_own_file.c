/* SPDX-License-Identifier: Apache-2.0 */
/* What begins like a file of ours is no text, and the error says what it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/own_file.h"

#define MAGIC(letter) "\x89KL" letter "\r\n\x1A\n"
#define REFUSAL(bytes) refusal(bytes, sizeof(bytes) - 1)

static const char *refusal(const void *data, size_t size) {
    static kl_error error;
    error = (kl_error)KL_ERROR_INIT;
    const kl_status status = kl_own_refuse_as_text(data, size, &error);
    assert_int_equal(status, error.code);
    if (status == KL_OK)
        return NULL;
    assert_int_equal(status, KL_ERROR_FORMAT);
    return error.message;
}

static void files_of_ours_are_told_apart(void **state) {
    (void)state;
    static const char merge[] = "a state, not a text: kl merge puts states together";
    assert_string_equal(REFUSAL(MAGIC("S")), merge);
    assert_string_equal(REFUSAL(MAGIC("S") "\1\0\1\0"), merge);
    assert_string_equal(REFUSAL(MAGIC("S") "\1\0\7\0"), merge);
    assert_non_null(strstr(REFUSAL(MAGIC("S") "\1\0\2\0"), "a coded text"));
    assert_non_null(strstr(REFUSAL(MAGIC("S") "\1\0\3\0"), "a profile of languages"));
    assert_non_null(strstr(REFUSAL(MAGIC("S") "\1\0\4\0"), "a profile for ciphers"));
    assert_non_null(strstr(REFUSAL(MAGIC("M")), "a language model, not a text"));
    assert_non_null(strstr(REFUSAL(MAGIC("Q")), "predictions of a language model"));
}

static void what_only_resembles_them_is_a_text(void **state) {
    (void)state;
    assert_null(REFUSAL(""));
    assert_null(REFUSAL("a text"));
    assert_null(REFUSAL("\x89KLM\r\n\x1A"));
    assert_null(REFUSAL(MAGIC("X")));
    assert_null(REFUSAL("\x89PNG\r\n\x1A\n"));
}

/* A pipe gives what it has: byte by byte, until it can be told. */
static void more_is_asked_for_while_it_matters(void **state) {
    (void)state;
    static const char begin[] = MAGIC("S") "\1\0\2\0";
    for (size_t size = 0; size < sizeof begin - 1; size++)
        assert_true(kl_own_may_be(begin, size));
    assert_false(kl_own_may_be(begin, sizeof begin - 1));
    assert_true(kl_own_may_be("\x89KLM", 4));
    assert_false(kl_own_may_be("\x89KX", 3));
    assert_false(kl_own_may_be("a", 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_ours_are_told_apart),
        cmocka_unit_test(what_only_resembles_them_is_a_text),
        cmocka_unit_test(more_is_asked_for_while_it_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
