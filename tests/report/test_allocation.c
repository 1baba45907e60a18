/* SPDX-License-Identifier: Apache-2.0 */
/* Each allocation fails once, in building and in rendering: the status says so and nothing is lost. */
#include "documents.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef KL_ALLOC_TEST

static kl_status run(const sample_document *sample, kl_format format, kl_error *error) {
    kl_status status;
    char *text = NULL;
    size_t size;
    kl_document *document = sample_new(sample, &status, error);
    if (!document)
        return status;
    status = kl_document_render(document, format, NULL, &text, &size, error);
    if (status)
        assert_null(text);
    kl_memory_free(text);
    kl_document_free(document);
    return status;
}

static void test_each_allocation(void **state) {
    (void)state;
    /* The large and the hostile document walk the same calls more often; two cover every call. */
    static const int chosen[] = {0, 3};
    for (size_t s = 0; s < 2; s++)
        for (int format = KL_FORMAT_TERMINAL; format <= KL_FORMAT_MARKDOWN; format++) {
            kl_error error = KL_ERROR_INIT;
            kl_alloc_fail_at(0);
            assert_int_equal(run(&samples[chosen[s]], (kl_format)format, &error), KL_OK);
            unsigned long count = kl_alloc_fail_at(0);
            assert_true(count > 50);
            for (unsigned long k = 1; k <= count; k++) {
                kl_error failure = KL_ERROR_INIT;
                kl_alloc_fail_at(k);
                kl_status status = run(&samples[chosen[s]], (kl_format)format, &failure);
                if (status != KL_ERROR_MEMORY)
                    fail_msg("%s, format %d, allocation %lu of %lu: status %d",
                             samples[chosen[s]].name, format, k, count, (int)status);
                assert_int_equal(failure.code, KL_ERROR_MEMORY);
                assert_true(failure.message[0] != '\0');
            }
        }
    kl_alloc_fail_at(0);
}

#else

static void test_each_allocation(void **state) {
    (void)state;
    skip();
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
