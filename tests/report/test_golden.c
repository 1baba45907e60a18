/* SPDX-License-Identifier: Apache-2.0 */
/* Every format of every sample document, to the byte, against tests/report/golden. Python reads the same
 * files (test_written.py). KL_GOLDEN_WRITE=1 writes them anew: look at the difference before it stays. */
#include "documents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct form {
    const char *suffix;
    kl_format format;
    int width, colour;
    kl_unit unit;
} form;

static const form forms[] = {
    {"80.txt", KL_FORMAT_TERMINAL, 80, 0, KL_UNIT_BITS},
    {"40.txt", KL_FORMAT_TERMINAL, 40, 0, KL_UNIT_BITS},
    {"colour.txt", KL_FORMAT_TERMINAL, 80, 1, KL_UNIT_NATS},
    {"json", KL_FORMAT_JSON, 80, 0, KL_UNIT_BITS},
    {"nats.json", KL_FORMAT_JSON, 80, 0, KL_UNIT_NATS},
    {"html", KL_FORMAT_HTML, 80, 0, KL_UNIT_BITS},
    {"md", KL_FORMAT_MARKDOWN, 80, 0, KL_UNIT_BITS},
};
enum { FORMS = sizeof forms / sizeof *forms };

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t capacity = (size_t)4 << 20;
    char *data = malloc(capacity);
    *size = data ? fread(data, 1, capacity, file) : 0;
    fclose(file);
    return data;
}

static void write_file(const char *path, const char *text, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void compare_with_file(const char *path, const char *text, size_t size) {
    size_t expected_size = 0, line = 1;
    char *expected = read_file(path, &expected_size);
    if (!expected)
        fail_msg("%s is missing", path);
    for (size_t i = 0; i < size && i < expected_size; i++) {
        if (text[i] != expected[i])
            fail_msg("%s differs in line %zu: \"%.*s\"", path, line, (int)strcspn(text + i, "\n"),
                     text + i);
        line += text[i] == '\n';
    }
    assert_int_equal(size, expected_size);
    free(expected);
}

static void test_sample(void **state) {
    const sample_document *sample = *state;
    kl_error error = KL_ERROR_INIT;
    kl_status status;
    kl_document *document = sample_new(sample, &status, &error);
    assert_int_equal(status, KL_OK);
    /* The large matrix is there for the terminal; its other forms are the small one's, at length. */
    int count = strcmp(sample->name, "matrix-40") ? FORMS : 3;
    for (int i = 0; i < count; i++) {
        char path[256], *text;
        size_t size;
        kl_render_options options;
        kl_render_options_init(&options);
        options.unit = forms[i].unit;
        options.width = forms[i].width;
        options.colour = forms[i].colour;
        status = kl_document_render(document, forms[i].format, &options, &text, &size, &error);
        assert_int_equal(status, KL_OK);
        assert_int_equal(strlen(text), size);
        assert_int_equal(text[size - 1], '\n');
        snprintf(path, sizeof path, "tests/report/golden/%s.%s", sample->name, forms[i].suffix);
        if (getenv("KL_GOLDEN_WRITE"))
            write_file(path, text, size);
        else
            compare_with_file(path, text, size);
        kl_memory_free(text);
    }
    kl_document_free(document);
}

int main(void) {
    struct CMUnitTest tests[SAMPLES];
    for (int i = 0; i < SAMPLES; i++)
        tests[i] = (struct CMUnitTest){samples[i].name, test_sample, NULL, NULL,
                                       (void *)(uintptr_t)&samples[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
