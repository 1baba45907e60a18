/* SPDX-License-Identifier: Apache-2.0 */
/* Weight files: what was read is a list of distinct symbols with finite weights, and written as CSV it
 * reads as the same list. */
#include <math.h>
#include <string.h>

#include <kullback/io.h>

#include "base/utf8.h"
#include "check.h"

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_distinct(const kl_weights *weights) {
    size_t n = kl_weights_size(weights);
    const char **names = malloc(n * sizeof *names);
    CHECK(names);
    for (size_t i = 0; i < n; i++)
        names[i] = kl_weights_name(weights, i);
    qsort(names, n, sizeof *names, compare_names);
    for (size_t i = 1; i < n; i++)
        CHECK(strcmp(names[i - 1], names[i]) != 0);
    free(names);
}

static void check_values(const kl_weights *weights) {
    const double *values = kl_weights_values(weights);
    int some = 0, counts = 1;
    for (size_t i = 0; i < kl_weights_size(weights); i++) {
        CHECK(isfinite(values[i]) && !signbit(values[i]));
        some |= values[i] > 0;
        counts &= values[i] < 0x1p53 && values[i] == (double)(uint64_t)values[i];
        const char *name = kl_weights_name(weights, i);
        CHECK(kl_utf8_bad_bytes((const unsigned char *)name, strlen(name)) == 0);
        CHECK(name[0] != '\0');
    }
    CHECK(some);
    CHECK(counts == kl_weights_are_counts(weights));
}

/* "name",value lines; at most 2 bytes for one of the name. The header says that it is CSV: a first line
 * with a quote and a TAB in it could be either. */
static char *write_csv(const kl_weights *weights, size_t *size) {
    static const char header[] = "symbol,weight\n";
    size_t n = kl_weights_size(weights), room = sizeof header;
    for (size_t i = 0; i < n; i++)
        room += 2 * strlen(kl_weights_name(weights, i)) + 40;
    char *text = malloc(room), *p = text + sizeof header - 1;
    CHECK(text);
    memcpy(text, header, sizeof header);
    for (size_t i = 0; i < n; i++) {
        *p++ = '"';
        for (const char *name = kl_weights_name(weights, i); *name; name++) {
            *p++ = *name;
            if (*name == '"')
                *p++ = '"';
        }
        *p++ = '"';
        *p++ = ',';
        p += kl_number_format(kl_weights_values(weights)[i], p);
        *p++ = '\n';
    }
    *size = (size_t)(p - text);
    return text;
}

static void check_same(const kl_weights *a, const kl_weights *b) {
    CHECK(kl_weights_size(a) == kl_weights_size(b));
    for (size_t i = 0; i < kl_weights_size(a); i++) {
        CHECK(strcmp(kl_weights_name(a, i), kl_weights_name(b, i)) == 0);
        CHECK(kl_weights_values(a)[i] == kl_weights_values(b)[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_weights *weights = NULL, *again = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_weights_parse(data, size, &weights, &error);
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_VALUE || status == KL_ERROR_FORMAT);
        CHECK_ERROR(status, error);
        CHECK(!weights);
        return 0;
    }
    CHECK(kl_weights_size(weights) > 0);
    check_values(weights);
    check_distinct(weights);
    size_t csv_size;
    char *csv = write_csv(weights, &csv_size);
    CHECK(kl_weights_parse(csv, csv_size, &again, NULL) == KL_OK);
    check_same(weights, again);
    free(csv);
    kl_weights_free(weights);
    kl_weights_free(again);
    return 0;
}
