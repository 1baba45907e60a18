/* SPDX-License-Identifier: Apache-2.0 */
/* Texts for the tests of this room: the files of examples (the tests run at the project's root). */
#ifndef TESTS_COMPARE_TEXTS_H
#define TESTS_COMPARE_TEXTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/kullback.h>

static inline void *read_whole(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *data = malloc(*size + 1);
    assert_non_null(data);
    assert_int_equal(fread(data, 1, *size, file), *size);
    data[*size] = '\0';
    fclose(file);
    return data;
}

static inline kl_counts *count(const void *data, size_t size, kl_symbols symbols, int order) {
    kl_error error = KL_ERROR_INIT;
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols;
    options.order = order;
    kl_text_counter *counter = NULL;
    kl_counts *counts = NULL;
    assert_int_equal(kl_text_counter_new(&options, &counter, &error), KL_OK);
    assert_int_equal(kl_text_counter_add(counter, data, size, &error), KL_OK);
    assert_int_equal(kl_text_counter_finish(counter, &counts, &error), KL_OK);
    kl_text_counter_free(counter);
    return counts;
}

static inline kl_counts *count_file(const char *path, kl_symbols symbols, int order) {
    size_t size;
    void *data = read_whole(path, &size);
    kl_counts *counts = count(data, size, symbols, order);
    free(data);
    return counts;
}

#endif
