/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers: what is read is what strtod reads, and its shortest text reads back as the same double. */
#include <math.h>
#include <string.h>

#include <kullback/io.h>

#include "check.h"

/* strtod may give a NaN a sign. */
static int same(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* In the C locale, which a program has until it asks for another. */
static double by_strtod(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1), *end;
    CHECK(text);
    memcpy(text, data, size);
    text[size] = '\0';
    double value = strtod(text, &end);
    CHECK(end == text + size);
    free(text);
    return value;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    double value = 0, again = 1;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_number_parse((const char *)data, size, &value, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        return 0;
    }
    CHECK(same(value, by_strtod(data, size)));
    char text[32];
    size_t length = kl_number_format(value, text);
    CHECK(length < sizeof text && length == strlen(text));
    CHECK(kl_number_parse(text, length, &again, NULL) == KL_OK);
    CHECK(same(value, again));
    return 0;
}
