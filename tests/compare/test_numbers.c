/* SPDX-License-Identifier: Apache-2.0 */
/* Samples and points: how they are read, what is compared, and what is said of it. */
#include "documents.h"

#include "compare/numbers.h"

static const kl_error no_error = KL_ERROR_INIT;
static kl_error why;

static kl_status parse(const char *text, size_t size, kl_kind kind, const char *column,
                       kl_input **out) {
    kl_input_options options;
    kl_input_options_init(&options);
    options.kind = kind;
    options.column = column;
    why = no_error;
    return kl_input_parse("x", text, size, &options, out, &why);
}

/* The numbers of an input, "1 2.5 3"; for a failure its message. */
static const char *numbers_of(const char *text, const char *column) {
    static char out[300];
    kl_input *input = NULL;
    if (parse(text, strlen(text), KL_INPUT_DETECT, column, &input) != KL_OK)
        return why.message;
    const kl_matrix m = kl_input_points(input);
    size_t at = 0;
    assert_int_equal(m.columns, 1);
    assert_int_equal(kl_input_kind(input), KL_INPUT_SAMPLES);
    for (size_t i = 0; i < m.rows; i++)
        at += (size_t)snprintf(out + at, sizeof out - at, "%s%g", i ? " " : "",
                               ((const double *)m.data)[i]);
    kl_input_free(input);
    return out;
}

static void lines(void **state) {
    (void)state;
    assert_string_equal(numbers_of("1\n2.5\n-3e2\n", NULL), "1 2.5 -300");
    assert_string_equal(numbers_of("# c\n\n 1 \r\n2\r\n7", NULL), "1 2 7");
    assert_string_equal(numbers_of("\xEF\xBB\xBF"
                                   "1\n2\n",
                                   NULL),
                        "1 2");
    assert_string_equal(numbers_of("speed\n1\n2\n3\n", NULL), "1 2 3");
    assert_string_equal(numbers_of("1\n2\nthree\n4\n", NULL), "x: line 3: \"three\" is no number");
    assert_int_equal(why.index, 3);
    assert_string_equal(numbers_of("1\n2\n0,5\n3\n4\n5\n", NULL),
                        "x: line 3: \"0,5\" is no number");
    assert_string_equal(numbers_of("1\nnan\n2\n", NULL), "x: line 2: \"nan\" is not finite");
    assert_string_equal(numbers_of("1\n2\n-inf\n", NULL), "x: line 3: \"-inf\" is not finite");
    assert_string_equal(numbers_of("7\n", NULL),
                        "7"); /* which kl_compare refuses, kl_ot_describe not */
}

static void columns(void **state) {
    (void)state;
    static const char table[] = "name,height,age\n\"a,1\",1.5,30\nb,2.5,40\nc,\"3.5\",50\n";
    assert_string_equal(numbers_of(table, "height"), "1.5 2.5 3.5");
    assert_string_equal(numbers_of(table, "3"), "30 40 50");
    assert_string_equal(numbers_of("1\t2\n3\t4\n", "2"), "2 4");
    assert_string_equal(numbers_of("1;2\n3;4\n", "1"), "1 3");
    assert_string_equal(numbers_of(table, "weight"),
                        "x: no column is called \"weight\"; did you mean \"height\"?");
    assert_int_equal(why.code, KL_ERROR_ARGUMENT);
    assert_string_equal(numbers_of(table, "4"),
                        "x: no column is called \"4\"; there are: name, height, age");
    assert_string_equal(numbers_of(table, "1"), "x: row 1, column \"name\": \"a,1\" is no number");
    assert_string_equal(numbers_of("x,y\n1,2\n3,\n", "y"),
                        "x: row 2, column \"y\": nothing is there");
    assert_string_equal(numbers_of("x,y\n1,2\n\"3,4\n", "y"),
                        "x: line 3: a quote that nothing closes");
}

/* A .npy file of version 1.0 in memory. */
static size_t npy(const char *shape, const double *data, size_t n, char out[1024]) {
    memset(out, ' ', 128);
    memcpy(out, "\x93NUMPY\x01\x00\x76\x00", 10);
    char header[119];
    const int length = snprintf(header, sizeof header,
                                "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }", shape);
    memcpy(out + 10, header, (size_t)length);
    out[127] = '\n';
    memcpy(out + 128, data, n * sizeof *data);
    return 128 + n * sizeof *data;
}

static void arrays(void **state) {
    (void)state;
    static const double data[] = {1, 2, 3, 4, 5, 6}, broken[] = {1, 2, 3, INFINITY};
    char file[1024];
    kl_input *input = NULL;
    size_t size = npy("(6,)", data, 6, file);
    assert_int_equal(parse(file, size, KL_INPUT_DETECT, NULL, &input), KL_OK);
    assert_int_equal(kl_input_kind(input), KL_INPUT_SAMPLES);
    assert_int_equal(kl_input_points(input).rows, 6);
    kl_input_free(input);
    size = npy("(3, 2)", data, 6, file);
    assert_int_equal(parse(file, size, KL_INPUT_DETECT, NULL, &input), KL_OK);
    assert_int_equal(kl_input_kind(input), KL_INPUT_POINTS);
    assert_int_equal(kl_input_points(input).rows, 3);
    assert_int_equal(kl_input_points(input).columns, 2);
    assert_null(kl_input_counts(input));
    kl_input_free(input);
    assert_int_equal(parse(file, size, KL_INPUT_SAMPLES, "2", &input), KL_OK);
    assert_true(((const double *)kl_input_points(input).data)[1] == 4);
    kl_input_free(input);
    assert_int_equal(parse(file, size, KL_INPUT_SAMPLES, NULL, &input), KL_ERROR_MISMATCH);
    assert_non_null(strstr(why.message, "--column"));
    assert_int_equal(parse(file, size, KL_INPUT_POINTS, "3", &input), KL_ERROR_ARGUMENT);
    size = npy("(1, 3, 2)", data, 6, file);
    assert_int_equal(parse(file, size, KL_INPUT_DETECT, NULL, &input), KL_ERROR_MISMATCH);
    size = npy("(2, 2)", broken, 4, file);
    assert_int_equal(parse(file, size, KL_INPUT_DETECT, NULL, &input), KL_ERROR_VALUE);
    assert_string_equal(why.message, "x: row 2, column 2 is inf, not finite");
    size = npy("(1, 2)", data, 2, file);
    assert_int_equal(parse(file, size, KL_INPUT_DETECT, NULL, &input), KL_OK);
    assert_int_equal(kl_input_points(input).rows, 1);
    kl_input_free(input);
    assert_int_equal(parse(file, size - 1, KL_INPUT_DETECT, NULL, &input), KL_ERROR_FORMAT);
    assert_null(input);
}

/* ── The document ─────────────────────────────────────────────────────────────────────────────── */

static kl_input *speeds(const char *series) {
    char path[80];
    snprintf(path, sizeof path, "examples/michelson/%s.txt", series);
    return file_of(path, 1);
}

static void same_estimate(const kl_estimate *a, const kl_estimate *b) {
    assert_memory_equal(&a->value, &b->value, sizeof a->value);
    assert_memory_equal(&a->low, &b->low, sizeof a->low);
    assert_memory_equal(&a->high, &b->high, sizeof a->high);
    assert_int_equal(a->n, b->n);
}

/* What the document says is what the library gives. */
static void estimates(void **state) {
    (void)state;
    kl_input *a = speeds("first"), *b = speeds("fifth");
    static const kl_two_sample_id ids[] = {KL_TWO_SAMPLE_ENERGY, KL_TWO_SAMPLE_MMD,
                                           KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV};
    kl_two_sample_result expected[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(kl_two_sample_compute(ids[i], kl_input_points(a), kl_input_points(b), NULL,
                                               &expected[i], NULL),
                         KL_OK);
    kl_document *d = compare_two(a, b, NULL);
    for (int i = 0; i < 3; i++) {
        const kl_estimate found = find(d, kl_two_sample_get(ids[i])->name, "A|B");
        same_estimate(&found, &expected[i].value);
    }
    kl_estimate p = find(d, "p_value", "A|B");
    same_estimate(&p, &expected[0].p_value);
    p = find(d, "kolmogorov_smirnov.p_value", "A|B");
    same_estimate(&p, &expected[2].p_value);
    assert_int_equal(find(d, "energy", NULL).unit, KL_UNIT_DATA);
    /* All that it holds may be asked for. */
    for (size_t i = 0; i < kl_document_estimate_count(d); i++) {
        const char *id = NULL;
        size_t k = 0;
        while ((id = kl_compare_id(2, k++)) != NULL &&
               strcmp(id, kl_document_estimate(d, i)->id) != 0)
            ;
        assert_non_null(id);
    }
    kl_document_free(d);
}

static void ids_are_distinct(void **state) {
    (void)state;
    for (size_t inputs = 2; inputs <= 3; inputs++)
        for (size_t i = 0; kl_compare_id(inputs, i) != NULL; i++)
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(kl_compare_id(inputs, i), kl_compare_id(inputs, j));
}

/* The share of numbers in every bin, of either side, is 1 together; the differences 0. */
static void series(void **state) {
    (void)state;
    kl_document *d = compare_two(speeds("first"), speeds("second"), NULL);
    assert_int_equal(kl_document_series_count(d), 3);
    for (size_t s = 0; s < 3; s++) {
        const kl_report_series *r = kl_document_series(d, s);
        double sum = 0;
        for (size_t i = 0; i < r->n; i++)
            sum += r->values[i];
        assert_true(fabs(sum - (s < 2 ? 1 : 0)) < 1e-12);
        assert_true(r->n >= 5 && r->n <= KL_RANGES_MAX);
    }
    kl_document_free(d);
}

static void ranges_of(const double *numbers, size_t n, int tenths, kl_ranges *out) {
    kl_pooled pooled;
    const kl_matrix m = {numbers, n, 1, 1, KL_F64};
    assert_int_equal(kl_pooled_new(m, m, NULL, &pooled, NULL), KL_OK);
    (tenths ? kl_ranges_tenths : kl_ranges_even)(&pooled, out);
    double sum = 0;
    assert_true(out->n >= 1 && out->n <= KL_RANGES_MAX);
    for (size_t r = 0; r < out->n; r++) {
        assert_true(out->edge[r] < out->edge[r + 1] && out->label[r][0] != '\0');
        sum += out->share[0][r];
    }
    assert_true(fabs(sum - 1) < 1e-12);
    kl_pooled_clear(&pooled);
}

static void ranges(void **state) {
    (void)state;
    static double x[4000];
    kl_ranges r;
    for (size_t i = 0; i < 4000; i++)
        x[i] = (double)i / 1000;
    ranges_of(x, 4000, 0, &r);
    assert_string_equal(r.label[0], "0 to 0.5");
    ranges_of(x, 4000, 1, &r);
    assert_int_equal(r.n, 10);
    for (size_t i = 0; i < 10; i++)
        assert_true(r.share[0][i] == 0.1);
    /* A few values; one value; far and near ones; ends of the doubles. */
    for (size_t i = 0; i < 4000; i++)
        x[i] = (double)(i % 3);
    ranges_of(x, 4000, 0, &r);
    assert_int_equal(r.n, 3);
    assert_string_equal(r.label[2], "2");
    ranges_of(x, 4000, 1, &r);
    ranges_of(x, 1 + 1, 0, &r);
    for (int style = 0; style < 5; style++) {
        for (size_t i = 0; i < 4000; i++) {
            const double u = (double)i / 4000;
            x[i] = style == 0   ? 3
                   : style == 1 ? ldexp(1, (int)(i % 2000) - 1000)
                   : style == 2 ? 1.7e308 * (u - 0.5) * 2
                   : style == 3 ? 1e15 + (double)(i % 50)
                                : 5e-324 * (double)(i % 100);
        }
        ranges_of(x, 4000, 0, &r);
        ranges_of(x, 4000, 1, &r);
    }
}

static void refused(const char *left, const char *right, kl_status expected, const char *words) {
    kl_input *in[2] = {input_of("a", left, KL_INPUT_DETECT, 1),
                       input_of("b", right, KL_INPUT_DETECT, 1)};
    kl_document *d = NULL;
    why = no_error;
    assert_int_equal(kl_compare((const kl_input *const *)in, 2, NULL, &d, &why), expected);
    assert_non_null(strstr(why.message, words));
    assert_null(d);
    kl_input_free(in[0]);
    kl_input_free(in[1]);
}

static void mismatches(void **state) {
    (void)state;
    refused("1\n2\n", "a text", KL_ERROR_MISMATCH, "a holds numbers (samples), b symbols (text)");
    refused("a\t1\nb\t2\n", "1\n2\n", KL_ERROR_MISMATCH, "cannot be compared");
    kl_input *in = input_of("a", "1\n2\n", KL_INPUT_DETECT, 1);
    const kl_input *const three[] = {in, in, in};
    kl_document *d = NULL;
    assert_int_equal(kl_compare(three, 3, NULL, &d, NULL), KL_ERROR_UNSUPPORTED);
    kl_input_free(in);
}

static int speaks(const kl_document *d, const char *words) {
    for (size_t i = 0; i < kl_document_sentence_count(d); i++)
        if (strstr(kl_document_sentence(d, i)->text, words) != NULL)
            return 1;
    return 0;
}

static void sentences(void **state) {
    (void)state;
    kl_document *d = compare_two(speeds("first"), speeds("fifth"), NULL);
    assert_true(speaks(d, "This is no noise"));
    assert_true(speaks(d, "A limit at 870 tells them apart best: 30 % of first.txt and 85 % of "
                          "fifth.txt are not above it."));
    assert_true(speaks(d, "They differ most in the range 810 to 840"));
    kl_document_free(d);
    d = compare_two(speeds("fourth"), speeds("fifth"), NULL);
    assert_true(speaks(d, "could be more of the same"));
    assert_false(speaks(d, "A limit at") || speaks(d, "They differ most"));
    kl_document_free(d);
    kl_compare_options options;
    kl_sample_options sample;
    kl_compare_options_init(&options);
    kl_sample_options_init(&sample);
    sample.permutations = 0;
    options.sample = &sample;
    d = compare_two(speeds("first"), speeds("fifth"), &options);
    assert_true(speaks(d, "the whole interval of the energy distance is above zero"));
    assert_null(kl_document_find(d, "p_value", NULL));
    kl_document_free(d);
    d = compare_two(input_of("a", "1\n2\n", KL_INPUT_DETECT, 1),
                    input_of("b", "1\n3\n", KL_INPUT_DETECT, 1), &options);
    assert_true(speaks(d, "there are too few numbers"));
    kl_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(columns),
        cmocka_unit_test(arrays),
        cmocka_unit_test(estimates),
        cmocka_unit_test(ids_are_distinct),
        cmocka_unit_test(series),
        cmocka_unit_test(ranges),
        cmocka_unit_test(mismatches),
        cmocka_unit_test(sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
