/* SPDX-License-Identifier: Apache-2.0 */
/* PNG images: a small one, each shorter beginning of it, each of its bytes changed, and one that says it is huge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/png.h"

#include <kullback/io.h>

/* 3 × 2 greys, made by Python's zlib: 0 9 255, 30 0 0. */
static const uint8_t image[] =
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\0\0\0\0\xB8\x1F\x39\xC6\0\0\0\x10IDAT"
    "\x78\x9C\x63\x60\xE0\xFC\xCF\x20\xC7\xC0\0\0\x05\x93\x01\x27\x1F\xF6\x32\x50\0\0\0\0IEND\xAE"
    "\x42\x60\x82";
enum { SIZE = sizeof image - 1, WIDTH_AT = 16 };

static kl_status reading(const uint8_t *data, size_t size, kl_error *error) {
    kl_greys greys;
    *error = (kl_error)KL_ERROR_INIT;
    const kl_status status = kl_png_read(data, size, &greys, error);
    kl_greys_free(&greys);
    if (status != KL_OK)
        assert_true(error->message[0] != '\0' && strchr(error->message, '\n') == NULL);
    return status;
}

#ifdef KL_HAVE_PNG

static void greys(void **state) {
    (void)state;
    static const uint8_t expected[] = {0, 9, 255, 30, 0, 0};
    kl_greys found;
    assert_int_equal(SIZE, 73);
    assert_int_equal(kl_png_read(image, SIZE, &found, NULL), KL_OK);
    assert_true(found.rows == 2 && found.columns == 3);
    assert_memory_equal(found.pixels, expected, sizeof expected);
    kl_greys_free(&found);
}

/* All of it up to the sum of its data is needed, and every byte of that counts: chunks carry their sums. */
static void damaged(void **state) {
    (void)state;
    kl_error error;
    uint8_t copy[SIZE];
    for (size_t size = 0; size < SIZE - 16; size++)
        assert_int_equal(reading(image, size, &error), KL_ERROR_FORMAT);
    for (size_t at = 0; at < SIZE - 16; at++) {
        memcpy(copy, image, SIZE);
        copy[at] ^= 0x40;
        assert_int_equal(reading(copy, SIZE, &error), KL_ERROR_FORMAT);
    }
}

static void huge(void **state) {
    (void)state;
    kl_error error;
    uint8_t copy[SIZE];
    memcpy(copy, image, SIZE);
    copy[WIDTH_AT] = 0x7F;
    assert_true(reading(copy, SIZE, &error) != KL_OK);
}

#else

static void greys(void **state) {
    (void)state;
    kl_error error;
    assert_int_equal(reading(image, SIZE, &error), KL_ERROR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "libpng"));
}

static void damaged(void **state) {
    (void)state;
    skip(); /* needs libpng */
}

static void huge(void **state) {
    (void)state;
    skip();
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(greys), cmocka_unit_test(damaged),
                                       cmocka_unit_test(huge)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
