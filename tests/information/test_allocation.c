/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the room fails once: a status, nothing leaked, and a coder that goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information.h>

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
enum { SYMBOLS = 20000 };

static uint32_t start_of(uint32_t i) {
    return i * UINT32_C(2654435761) >> 2 & ~UINT32_C(1023);
}

/* With retries: a put that failed has changed nothing. */
static void encode(kl_encoder *encoder, unsigned *failures) {
    kl_error error = KL_ERROR_INIT;
    for (uint32_t i = 0; i < SYMBOLS; i++) {
        while (kl_encoder_put(encoder, start_of(i), 1024, &error) != KL_OK) {
            assert_int_equal(error.code, KL_ERROR_MEMORY);
            (*failures)++;
        }
    }
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    kl_alloc_fail_at(1);
    kl_encoder *encoder = NULL;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_ERROR_MEMORY);
    assert_null(encoder);
    kl_alloc_fail_at(0);

    for (unsigned long k = 1;; k++) {
        assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
        kl_alloc_fail_at(k);
        unsigned failures = 0;
        encode(encoder, &failures);
        kl_alloc_fail_at(0);
        const uint8_t *bytes;
        size_t size;
        assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
        kl_decoder decoder;
        kl_decoder_init(&decoder, bytes, size);
        for (uint32_t i = 0; i < SYMBOLS; i++) {
            assert_int_equal(kl_decoder_peek(&decoder) & ~UINT32_C(1023), start_of(i));
            assert_int_equal(kl_decoder_take(&decoder, start_of(i), 1024, NULL), KL_OK);
        }
        kl_encoder_free(encoder);
        if (failures == 0) {
            assert_true(k > 3); /* the buffer grew more than once */
            break;
        }
        assert_int_equal(failures, 1);
    }
}
#else
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
