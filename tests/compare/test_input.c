/* SPDX-License-Identifier: Apache-2.0 */
/* Reading inputs: kinds, names, and errors that say which file and what in it. */
#include "../older.h"
#include "texts.h"

#include <fcntl.h>
#include <unistd.h>

static kl_text_options text_of(kl_symbols symbols, int order) {
    kl_text_options text;
    kl_text_options_init(&text);
    text.symbols = symbols;
    text.order = order;
    return text;
}

static kl_input_options options_of(kl_kind kind, const kl_text_options *text) {
    kl_input_options options;
    kl_input_options_init(&options);
    options.kind = kind;
    options.text = text;
    return options;
}

static const kl_error no_error = KL_ERROR_INIT;

/* The status of reading `size` bytes under the name "x"; a success must have `kind`. */
static kl_status parse(const void *data, size_t size, const kl_input_options *options, kl_kind kind,
                       kl_error *error) {
    kl_input *input = NULL;
    *error = no_error;
    const kl_status status = kl_input_parse("x", data, size, options, &input, error);
    if (status == KL_OK) {
        assert_int_equal(kl_input_kind(input), kind);
        assert_string_equal(kl_input_name(input), "x");
        const int numbers =
            kind == KL_INPUT_SAMPLES || kind == KL_INPUT_POINTS || kind == KL_INPUT_IMAGE;
        assert_true((kl_input_counts(input) == NULL) == (kind == KL_INPUT_WEIGHTS || numbers));
        assert_true((kl_input_points(input).rows > 0) == numbers);
    } else {
        assert_null(input);
        assert_memory_equal(error->message, "x: ", 3);
        assert_int_equal(error->code, status);
    }
    kl_input_free(input);
    return status;
}

#define PARSE(literal, options, kind) parse(literal, sizeof literal - 1, options, kind, &error)
#define SAYS(part) assert_non_null(strstr(error.message, part))

static void test_kinds(void **state) {
    (void)state;
    kl_error error;
    kl_input_options counts = options_of(KL_INPUT_COUNTS, NULL);
    kl_input_options weights = options_of(KL_INPUT_WEIGHTS, NULL);
    kl_input_options text = options_of(KL_INPUT_TEXT, NULL);
    assert_int_equal(PARSE("free and equal", NULL, KL_INPUT_TEXT), KL_OK);
    assert_int_equal(PARSE("a\t0.5\nb\t0.5\n", NULL, KL_INPUT_WEIGHTS), KL_OK);
    assert_int_equal(PARSE("a,1\nb,2\n", NULL, KL_INPUT_WEIGHTS), KL_OK);
    assert_int_equal(PARSE("a\t5\nb\t7\n", &counts, KL_INPUT_COUNTS), KL_OK);
    assert_int_equal(PARSE("1\n2\n3\n", &weights, KL_INPUT_WEIGHTS), KL_OK);
    assert_int_equal(PARSE("1\n2\n3\n", &counts, KL_INPUT_COUNTS), KL_OK);
    assert_int_equal(PARSE("a\t5\nb\t7\n", &text, KL_INPUT_TEXT), KL_OK);
    assert_string_equal(kl_kind_name(KL_INPUT_STATE), "state");
}

static void test_weights_that_are_wrong(void **state) {
    (void)state;
    kl_error error;
    assert_true(PARSE("a\t0.5\nb\toops\n", NULL, KL_INPUT_WEIGHTS) != KL_OK);
    assert_int_equal(error.index, 2);
    SAYS("oops");
    assert_int_equal(PARSE("a\t0.5\nb\t-1\n", NULL, KL_INPUT_WEIGHTS), KL_ERROR_VALUE);
    assert_int_equal(error.index, 2);
    SAYS("-1");
    assert_int_equal(PARSE("a\t1\nb\tnan\nc\t1\n", NULL, KL_INPUT_WEIGHTS), KL_ERROR_VALUE);
    SAYS("nan");
    assert_true(PARSE("a\t1\na\t2\n", NULL, KL_INPUT_WEIGHTS) != KL_OK);
    SAYS("a");
    assert_int_equal(PARSE("a\t0\nb\t0\n", NULL, KL_INPUT_WEIGHTS), KL_ERROR_VALUE);
    SAYS("weights are 0");
    kl_input_options counts = options_of(KL_INPUT_COUNTS, NULL);
    assert_int_equal(PARSE("a\t5\nb\t0.25\n", &counts, KL_INPUT_COUNTS), KL_ERROR_VALUE);
    SAYS("0.25");
    SAYS("'b'");
    assert_int_equal(PARSE("a\t0\nb\t0\n", &counts, KL_INPUT_COUNTS), KL_ERROR_VALUE);
}

/* A .npy file of `shape` with three numbers, or integers, of 8 bytes behind it. */
static size_t write_array(char file[256], const char *type, const char *shape, const void *three) {
    memcpy(file, "\x93NUMPY\x01\x00v\x00", 10);
    const int size = snprintf(
        file + 10, 119, "{'descr': '<%s8', 'fortran_order': False, 'shape': %s}", type, shape);
    memset(file + 10 + size, ' ', (size_t)(118 - size));
    file[127] = '\n';
    memcpy(file + 128, three, 24);
    return 152;
}

static kl_input *array_of(kl_kind kind, const char *type, const void *three) {
    char file[256];
    kl_error error = KL_ERROR_INIT;
    kl_input *input = NULL;
    const kl_input_options options = options_of(kind, NULL);
    const size_t size = write_array(file, type, "(3,)", three);
    if (kl_input_parse("x", file, size, &options, &input, &error) != KL_OK)
        fail_msg("%s", error.message);
    return input;
}

/* An array of weights or counts is what its numbers are as lines. */
static void test_arrays_of_weights(void **state) {
    (void)state;
    static const double weights[] = {0.5, 0, 1.5};
    static const uint64_t counts[] = {5, 0, 15};
    const kl_input_options lines = options_of(KL_INPUT_WEIGHTS, NULL);
    kl_input *p = array_of(KL_INPUT_WEIGHTS, "f", weights), *q = NULL;
    kl_input *counted = array_of(KL_INPUT_COUNTS, "u", counts);
    kl_estimate d;
    kl_document *document = NULL;
    assert_int_equal(kl_input_parse("q", "1\n0\n3\n", 6, &lines, &q, NULL), KL_OK);
    assert_int_equal(kl_compare((const kl_input *[]){p, q}, 2, NULL, &document, NULL), KL_OK);
    d = *kl_document_find(document, "divergence", "A|B");
    assert_true(d.value == 0 && d.method == KL_METHOD_EXACT);
    assert_int_equal(kl_input_kind(counted), KL_INPUT_COUNTS);
    assert_int_equal(kl_counts_total(kl_input_counts(counted)), 20);
    assert_int_equal(kl_input_points(p).rows, 0);
    kl_document_free(document);
    kl_input_free(p);
    kl_input_free(q);
    kl_input_free(counted);
}

static void test_arrays_that_are_no_weights(void **state) {
    (void)state;
    static const double below[] = {1, -2, 3}, parts[] = {1, 0.5, 3}, none[] = {0, 0, 0};
    kl_error error;
    char file[256];
    kl_input_options weights = options_of(KL_INPUT_WEIGHTS, NULL);
    kl_input_options counts = options_of(KL_INPUT_COUNTS, NULL);
    size_t size = write_array(file, "f", "(3,)", below);
    assert_int_equal(parse(file, size, &weights, 0, &error), KL_ERROR_VALUE);
    SAYS("weight 2 is -2");
    assert_int_equal(error.index, 1);
    size = write_array(file, "f", "(3,)", parts);
    assert_int_equal(parse(file, size, &counts, 0, &error), KL_ERROR_VALUE);
    SAYS("0.5 of '2' is not a count");
    size = write_array(file, "f", "(3,)", none);
    assert_int_equal(parse(file, size, &weights, 0, &error), KL_ERROR_VALUE);
    SAYS("all 3 weights are 0");
    size = write_array(file, "f", "(1, 3)", parts);
    assert_int_equal(parse(file, size, &weights, 0, &error), KL_ERROR_MISMATCH);
    SAYS("points of 3 numbers");
}

/* Who wants a text of whatever is no state is asked of weights, which are read otherwise elsewhere. */
static void test_texts_only(void **state) {
    (void)state;
    kl_error error;
    kl_input_options texts = options_of(KL_INPUT_DETECT, NULL);
    texts.texts_only = 1;
    assert_int_equal(PARSE("a,b,c\n1,2,3\n4,5,6\n", &texts, KL_INPUT_TEXT), KL_OK);
    assert_int_equal(PARSE("a\t0.5\nb\t0.5\n", &texts, 0), KL_ERROR_ARGUMENT);
    SAYS("looks like weights");
    SAYS("--kind text");
    texts.kind = KL_INPUT_TEXT;
    assert_int_equal(PARSE("a\t0.5\nb\t0.5\n", &texts, KL_INPUT_TEXT), KL_OK);
}

static void test_what_is_refused_says_what_else(void **state) {
    (void)state;
    kl_error error;
    assert_int_equal(PARSE("_logits_\x80", NULL, 0), KL_ERROR_UNSUPPORTED);
    SAYS("kl eval");
    assert_int_equal(PARSE("PAR1....", NULL, 0), KL_ERROR_ARGUMENT);
    SAYS("Parquet");
    SAYS("--column");
    assert_int_equal(PARSE("{\"a\": 1}\n{\"a\": 2}\n", NULL, 0), KL_ERROR_ARGUMENT);
    SAYS("JSON lines");
    SAYS("--kind text");
    kl_input_options letters = options_of(KL_INPUT_TEXT, NULL);
    assert_int_equal(PARSE("{\"a\": 1}\n", &letters, KL_INPUT_TEXT), KL_OK);
    assert_int_equal(PARSE("x,y,z\n1,2,3\n4,5,6\n", NULL, 0), KL_ERROR_ARGUMENT);
    SAYS("--column");
    assert_int_equal(PARSE("\x89KLS\r\n\x1A\n\x01\x00\x02\x00", NULL, 0), KL_ERROR_UNSUPPORTED);
    SAYS("coded");
    assert_int_equal(PARSE("\x89KLM\r\n\x1A\n\x01\x00\x00\x00", NULL, 0), KL_ERROR_UNSUPPORTED);
    SAYS("a language model");
    /* Somebody who knows better may say so, but not of what we made. */
    const kl_text_options as_bytes = text_of(KL_SYMBOLS_BYTES, 1);
    kl_input_options bytes = options_of(KL_INPUT_TEXT, &as_bytes);
    assert_int_equal(PARSE("\x89KLM\r\n\x1A\n\x01\x00\x00\x00", &bytes, 0), KL_ERROR_FORMAT);
    SAYS("a language model, not a text");
    assert_int_equal(PARSE("\x89KLS\r\n\x1A\n\x01\x00\x01\x00", &bytes, 0), KL_ERROR_FORMAT);
    assert_int_equal(PARSE("\x93NUMPY\x01\x00v\x00", &bytes, KL_INPUT_TEXT), KL_OK);
}

static void test_binary(void **state) {
    (void)state;
    kl_error error;
    const kl_text_options as_bytes = text_of(KL_SYMBOLS_BYTES, 1);
    kl_input_options bytes = options_of(KL_INPUT_DETECT, &as_bytes);
    kl_input_options text = options_of(KL_INPUT_TEXT, NULL);
    assert_int_equal(PARSE("ab\0cd", NULL, 0), KL_ERROR_FORMAT);
    SAYS("binary data");
    SAYS("--symbols bytes");
    assert_int_equal(error.offset, 2);
    assert_int_equal(PARSE("ab\0cd", &text, 0), KL_ERROR_FORMAT);
    assert_int_equal(PARSE("ab\0cd", &bytes, KL_INPUT_TEXT), KL_OK);
    assert_int_equal(PARSE("\xFF\xD8\xFF\xE0\x90\x91", NULL, 0), KL_ERROR_FORMAT);
    assert_int_equal(PARSE("\xFF\xFEh\0i\0", NULL, 0), KL_ERROR_FORMAT);
    SAYS("UTF-16");
    assert_int_equal(PARSE("\xFF\xFEh\0i\0", &bytes, KL_INPUT_TEXT), KL_OK);
}

static void test_nothing_in_it(void **state) {
    (void)state;
    kl_error error;
    const kl_text_options as_words = text_of(KL_SYMBOLS_WORDS, 1);
    const kl_text_options of_three = text_of(KL_SYMBOLS_LETTERS, 3);
    kl_input_options words = options_of(KL_INPUT_TEXT, &as_words);
    kl_input_options weights = options_of(KL_INPUT_WEIGHTS, NULL);
    kl_input_options trigrams = options_of(KL_INPUT_DETECT, &of_three);
    assert_int_equal(PARSE("", NULL, 0), KL_ERROR_VALUE);
    SAYS("empty");
    assert_int_equal(PARSE("", &words, 0), KL_ERROR_VALUE);
    assert_int_equal(PARSE("", &weights, 0), KL_ERROR_VALUE);
    assert_int_equal(PARSE("!?\n ... --\n", NULL, 0), KL_ERROR_VALUE);
    SAYS("not a single letter");
    assert_int_equal(PARSE("?!", &words, 0), KL_ERROR_VALUE);
    SAYS("not a single word");
    assert_int_equal(PARSE("ab", &trigrams, 0), KL_ERROR_VALUE);
    SAYS("fewer than 3 letters");
    assert_int_equal(PARSE("abc", &trigrams, KL_INPUT_TEXT), KL_OK);
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

static void test_missing_and_directory(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_input *input = NULL;
    assert_int_equal(kl_input_open("examples/no-such-file", NULL, &input, &error), KL_ERROR_IO);
    SAYS("examples/no-such-file");
    assert_int_equal(kl_input_open("examples", NULL, &input, &error), KL_ERROR_IO);
    SAYS("examples");
    kl_input_options text = options_of(KL_INPUT_TEXT, NULL);
    assert_int_equal(kl_input_open("examples", &text, &input, &error), KL_ERROR_IO);
    assert_null(input);
}

/* A path that reads what was written into a pipe. */
static void fill_pipe(const char *content, size_t size, char path[32]) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], content, size), (ssize_t)size);
    close(ends[1]);
    snprintf(path, 32, "/dev/fd/%d", ends[0]);
}

static void test_pipes(void **state) {
    (void)state;
    const char content[] = "Everyone has the right to life, liberty and security of person.";
    kl_error error = KL_ERROR_INIT;
    kl_counts *expected = count(content, sizeof content - 1, KL_SYMBOLS_LETTERS, 1);
    const kl_kind kinds[] = {KL_INPUT_DETECT, KL_INPUT_TEXT}; /* read whole, streamed */
    for (int i = 0; i < 2; i++) {
        char path[32];
        fill_pipe(content, sizeof content - 1, path);
        kl_input_options options = options_of(kinds[i], NULL);
        kl_input *input = NULL;
        if (kl_input_open(path, &options, &input, &error) != KL_OK)
            fail_msg("%s", error.message);
        const kl_counts *counts = kl_input_counts(input);
        assert_int_equal(kl_counts_total(counts), kl_counts_total(expected));
        assert_int_equal(kl_counts_size(counts), kl_counts_size(expected));
        kl_input_free(input);
        close(atoi(path + strlen("/dev/fd/")));
    }
    kl_counts_free(expected);
}

static void test_state_is_what_was_counted(void **state) {
    (void)state;
    char path[] = "/tmp/kullback-test-XXXXXX";
    const int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts = count_file("examples/udhr/english.txt", KL_SYMBOLS_LETTERS, 2);
    assert_int_equal(kl_counts_save(counts, path, &error), KL_OK);
    kl_input *input = NULL;
    assert_int_equal(kl_input_open(path, NULL, &input, &error), KL_OK);
    assert_int_equal(kl_input_kind(input), KL_INPUT_STATE);
    assert_int_equal(kl_counts_total(kl_input_counts(input)), kl_counts_total(counts));
    assert_int_equal(kl_counts_order(kl_input_counts(input)), 2);
    kl_input_free(input);
    /* Cut, it is refused with the name and the byte. */
    assert_int_equal(truncate(path, 200), 0);
    assert_int_equal(kl_input_open(path, NULL, &input, &error), KL_ERROR_FORMAT);
    SAYS(path);
    assert_true(error.offset >= 0);
    unlink(path);
    kl_counts_free(counts);
}

static void test_arguments(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_input *input = NULL;
    assert_int_equal(kl_input_open(NULL, NULL, &input, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_input_open("x", NULL, NULL, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_input_parse("x", NULL, 3, NULL, &input, NULL), KL_ERROR_ARGUMENT);
    kl_input_options options = options_of((kl_kind)17, NULL);
    assert_int_equal(kl_input_parse("x", "abc", 3, &options, &input, &error), KL_ERROR_ARGUMENT);
    kl_input_free(NULL);
}

/* What options of older headers do not have, the outer and the inner ones, is as by default. */
static void test_shorter_options(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_input *input = NULL;
    const kl_text_options whole = text_of(KL_SYMBOLS_WORDS, 2);
    kl_text_options *text = older(&whole, offsetof(kl_text_options, order));
    const kl_input_options newest = options_of(KL_INPUT_TEXT, text);
    kl_input_options *options = older(&newest, offsetof(kl_input_options, fixed));
    assert_int_equal(kl_input_parse("x", "to be or not", 12, options, &input, &error), KL_OK);
    assert_int_equal(kl_counts_symbols(kl_input_counts(input)), KL_SYMBOLS_WORDS);
    assert_int_equal(kl_counts_order(kl_input_counts(input)), 1);
    kl_input_free(input);
    free(options);
    options = older(&newest, offsetof(kl_input_options, text));
    assert_int_equal(kl_input_parse("x", "to be or not", 12, options, &input, &error), KL_OK);
    assert_int_equal(kl_counts_symbols(kl_input_counts(input)), KL_SYMBOLS_LETTERS);
    kl_input_free(input);
    free(options);
    free(text);
    /* An inner one without a size is refused by its own name. */
    const kl_text_options unset = {.size = 0};
    const kl_input_options outer = options_of(KL_INPUT_TEXT, &unset);
    assert_int_equal(kl_input_parse("x", "to be or not", 12, &outer, &input, &error),
                     KL_ERROR_ARGUMENT);
    SAYS("kl_text_options_init");
}

/* Which of many inputs it was is a number, too. */
static void test_which_input(void **state) {
    (void)state;
    const char *const paths[] = {"examples/udhr/english.txt", "examples/udhr/german.txt",
                                 "examples/no-such-file"};
    kl_input *inputs[3];
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_inputs_open(paths, 3, NULL, inputs, &error), KL_ERROR_IO);
    assert_int_equal(error.input, 2);
    for (size_t i = 0; i < 3; i++)
        assert_null(inputs[i]);
    assert_int_equal(kl_input_open(paths[2], NULL, &inputs[0], &error), KL_ERROR_IO);
    assert_int_equal(error.input, -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_weights_that_are_wrong),
        cmocka_unit_test(test_arrays_of_weights),
        cmocka_unit_test(test_arrays_that_are_no_weights),
        cmocka_unit_test(test_texts_only),
        cmocka_unit_test(test_what_is_refused_says_what_else),
        cmocka_unit_test(test_binary),
        cmocka_unit_test(test_nothing_in_it),
        cmocka_unit_test(test_missing_and_directory),
        cmocka_unit_test(test_pipes),
        cmocka_unit_test(test_state_is_what_was_counted),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_shorter_options),
        cmocka_unit_test(test_which_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
