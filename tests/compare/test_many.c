/* SPDX-License-Identifier: Apache-2.0 */
/* More than two inputs: matrices, and which is closest. */
#include "documents.h"

#include "../all_cases.h"

#define DATA "examples/udhr/"

static kl_document *all(const char *const *names, size_t n, int order,
                        const kl_compare_options *options) {
    kl_input *inputs[16];
    assert_true(n <= 16);
    for (size_t i = 0; i < n; i++) {
        char path[64];
        snprintf(path, sizeof path, i == 0 ? "examples/%s.txt" : DATA "%s.txt", names[i]);
        inputs[i] = file_of(path, order);
    }
    return compare(inputs, n, options);
}

static void test_the_unknown_text_is_german(void **state) {
    (void)state;
    const char *const names[] = {"unknown", "english", "german",  "dutch",
                                 "french",  "finnish", "russian", "greek"};
    for (int order = 1; order <= (int)cases_of(3); order++) {
        kl_document *d = all(names, all_cases() ? 8 : 4, order, NULL);
        says(d, "unknown.txt is closest to german.txt, whose code costs it");
        says(d, "next is dutch.txt");
        says(d, "german.txt's code saves unknown.txt");
        says(d, "this is no noise");
        says(d, "What speaks most for german.txt, and against dutch.txt, is how unknown.txt uses");
        char *json = written(d, KL_FORMAT_JSON);
        assert_non_null(strstr(json, "\"jensen_shannon.distance\""));
        kl_memory_free(json);
        kl_document_free(d);
    }
}

/* None of its letters was seen in any of the others: which costs least is a matter of smoothing. */
static void test_a_script_of_its_own_is_like_none(void **state) {
    (void)state;
    kl_input *inputs[3] = {file_of(DATA "greek.txt", 1), file_of(DATA "german.txt", 1),
                           file_of(DATA "russian.txt", 1)};
    kl_document *d = compare(inputs, 3, NULL);
    says(d,
         "By what their codes cost it greek.txt is like none of the others: 33 letters (100 % of "
         "it) never occur in german.txt, whose code costs it least, and their price is a guess.");
    says(d, "is not settled");
    does_not_say(d, "is closest to");
    does_not_say(d, "What speaks most for");
    does_not_say(d, "code saves");
    char *json = written(d, KL_FORMAT_JSON);
    assert_non_null(strstr(json, "is like none of the others"));
    assert_null(strstr(json, "is closest to"));
    kl_memory_free(json);
    kl_document_free(d);
}

/* One letter in a thousand does not make it alike, one in a hundred is something to go by. */
static void test_nearly_all_unseen(void **state) {
    (void)state;
    static const struct {
        const char *p;
        int is_like_none;
    } cases[] = {{"a\t999\nb\t1\n", 1}, {"a\t990\nb\t10\n", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_input *inputs[3] = {input_of("p", cases[i].p, KL_INPUT_COUNTS, 1),
                               input_of("q", "b\t500\nc\t500\n", KL_INPUT_COUNTS, 1),
                               input_of("r", "c\t500\nd\t500\n", KL_INPUT_COUNTS, 1)};
        kl_document *d = compare(inputs, 3, NULL);
        (cases[i].is_like_none ? says : does_not_say)(d,
                                                      "like none of the others: 1 symbol (100 %");
        (cases[i].is_like_none ? does_not_say : says)(d, "p is closest to q");
        kl_document_free(d);
    }
}

/* A cell of the matrix is what two inputs alone give. */
static void test_cells_are_pairs(void **state) {
    (void)state;
    const char *const names[] = {"unknown", "english", "german"};
    kl_document *d = all(names, 3, 1, NULL);
    kl_document *pair =
        compare_two(file_of("examples/unknown.txt", 1), file_of(DATA "english.txt", 1), NULL);
    assert_true(value_of(d, "divergence", "A|B") == value_of(pair, "divergence", "A|B"));
    char *json = written(d, KL_FORMAT_JSON);
    kl_render_options options;
    kl_render_options_init(&options);
    const char *const ids[] = {"divergence", "divergence.reverse", "jensen_shannon.distance"};
    for (size_t i = 0; i < 3; i++) {
        kl_estimate e = find(pair, ids[i], "A|B");
        e = kl_estimate_convert(e, e.unit == KL_UNIT_NATS ? KL_UNIT_BITS : KL_UNIT_ROOT_BITS);
        char number[32];
        kl_number_format(e.value, number);
        if (strstr(json, number) == NULL)
            fail_msg("%s %s is not in the matrices", ids[i], number);
    }
    kl_memory_free(json);
    kl_document_free(pair);
    kl_document_free(d);
}

/* As many numbers on each side. */
static kl_document *numbers(size_t n) {
    static char text[20000];
    kl_input *inputs[2];
    for (int s = 0; s < 2; s++) {
        size_t at = 0;
        for (size_t i = 0; i < n; i++)
            at +=
                (size_t)snprintf(text + at, sizeof text - at, "%zu\n", (i * i) % 1000 + (size_t)s);
        inputs[s] = input_of("numbers", text, KL_INPUT_DETECT, 1);
    }
    return compare_two(inputs[0], inputs[1], NULL);
}

static int holds(const kl_document *document, const char *id) {
    kl_tolerance tolerance;
    return kl_document_check(document, id, NULL, INFINITY, KL_UNIT_BITS, &tolerance, NULL) == KL_OK;
}

/* Of known weights, each with a zero of its own. */
static kl_document *dealt(size_t n) {
    static const char *const weights[] = {"a\t4\nb\t4\n", "a\t4\nb\t2\nc\t2\n",
                                          "a\t2\nc\t3\nd\t3\n"};
    kl_input *inputs[3];
    for (size_t i = 0; i < n; i++)
        inputs[i] = input_of("weights", weights[i], KL_INPUT_WEIGHTS, 1);
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.zeros = KL_ZEROS_KT;
    return compare(inputs, n, &options);
}

/* A cell of each matrix is what two inputs alone give; which share of the row the column has not, by hand. */
static void test_zeros(void **state) {
    (void)state;
    static const double lone[9] = {0, 0, 0.5, 0.25, 0, 0.25, 0.75, 0.375, 0};
    kl_document *d = dealt(3), *pair = dealt(2);
    assert_int_equal(kl_document_matrix_count(d), 4);
    const kl_report_matrix *mass = kl_document_matrix(d, 3);
    assert_string_equal(mass->id, "zero_mass");
    assert_memory_equal(mass->values, lone, sizeof lone);
    assert_true(kl_document_matrix(d, 0)->values[1] == value_of(pair, "divergence", "A|B"));
    assert_true(kl_document_matrix(d, 0)->values[3] == value_of(pair, "divergence.reverse", "A|B"));
    assert_int_equal(find(d, "divergence", "A|B").flags, KL_FLAG_ZEROS);
    says(d, "Measured with one half added to every weight, in each pair by itself: the last matrix "
            "tells how much that was.");
    kl_document_free(d);
    kl_document_free(pair);
}

/* What can be asked of a comparison is what some comparison holds, of two inputs and of more. */
static void test_ids(void **state) {
    (void)state;
    const char *const names[] = {"unknown", "english", "german"};
    kl_document *few = numbers(20), *many = numbers(1100);
    for (size_t n = 2; n <= 3; n++) {
        kl_document *d = all(names, n, 1, NULL), *known = dealt(n);
        size_t ids = 0;
        for (const char *id; (id = kl_compare_id(n, ids)) != NULL; ids++) {
            assert_true(holds(d, id) || holds(known, id) ||
                        (n == 2 && (holds(few, id) || holds(many, id))));
            for (size_t k = 0; k < ids; k++)
                assert_string_not_equal(kl_compare_id(n, k), id);
        }
        for (size_t i = 0; i < kl_document_estimate_count(d); i++) {
            size_t k = 0;
            while (k < ids && strcmp(kl_compare_id(n, k), kl_document_estimate(d, i)->id) != 0)
                k++;
            assert_true(k < ids);
        }
        assert_int_equal(kl_document_matrix_count(known), n == 2 ? 0 : ids);
        kl_document_free(d);
        kl_document_free(known);
    }
    kl_document_free(few);
    kl_document_free(many);
}

/* Threads change nothing. */
static void test_threads(void **state) {
    (void)state;
    const char *const names[] = {"unknown", "english", "german", "dutch", "italian"};
    char *one = NULL;
    for (unsigned threads = 1; threads <= 3; threads += all_cases() ? 1 : 2) {
        kl_pool_options pool_options;
        kl_pool_options_init(&pool_options);
        pool_options.threads = threads;
        kl_compare_options options;
        kl_compare_options_init(&options);
        kl_sample_options sample;
        kl_sample_options_init(&sample);
        options.sample = &sample;
        assert_int_equal(kl_pool_new(&pool_options, &sample.pool, NULL), KL_OK);
        kl_document *d = all(names, all_cases() ? 5 : 3, 2, &options);
        char *json = written(d, KL_FORMAT_JSON);
        if (one == NULL) {
            one = json;
        } else {
            assert_string_equal(json, one);
            kl_memory_free(json);
        }
        kl_document_free(d);
        kl_pool_free(sample.pool);
    }
    kl_memory_free(one);
}

static void test_known_ones(void **state) {
    (void)state;
    kl_input *inputs[3] = {input_of("p", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1),
                           input_of("q", "a\t1\nb\t3\n", KL_INPUT_WEIGHTS, 1),
                           input_of("r", "a\t1\nb\t2\n", KL_INPUT_WEIGHTS, 1)};
    kl_document *d = compare(inputs, 3, NULL);
    says(d, "p is closest to r, whose code costs it 0.084963 extra bits per symbol; next is q");
    says(d, "the numbers are exact, nothing here is noise");
    kl_document_free(d);
}

static void test_all_impossible(void **state) {
    (void)state;
    kl_input *inputs[3] = {input_of("p", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1),
                           input_of("q", "a\t1\n", KL_INPUT_WEIGHTS, 1),
                           input_of("r", "b\t1\n", KL_INPUT_WEIGHTS, 1)};
    kl_document *d = compare(inputs, 3, NULL);
    says(d, "p uses symbols that are impossible under each of the others");
    kl_document_free(d);
    kl_input *apart[3] = {input_of("p", "a\t1\n", KL_INPUT_WEIGHTS, 1),
                          input_of("q", "b\t1\n", KL_INPUT_WEIGHTS, 1),
                          input_of("r", "c\t1\n", KL_INPUT_WEIGHTS, 1)};
    d = compare(apart, 3, NULL);
    says(d, "darkest: ∞\n");
    kl_document_free(d);
}

/* What some of the others may only not have shown is not impossible. */
static void test_all_unseen(void **state) {
    (void)state;
    kl_input *inputs[3] = {input_of("p", "a\t10\nb\t10\n", KL_INPUT_COUNTS, 1),
                           input_of("q", "a\t10\n", KL_INPUT_COUNTS, 1),
                           input_of("r", "b\t10\n", KL_INPUT_COUNTS, 1)};
    kl_compare_options options;
    kl_sample_options sample;
    kl_compare_options_init(&options);
    kl_sample_options_init(&sample);
    sample.smoothing = KL_SMOOTH_NONE;
    options.sample = &sample;
    kl_document *d = compare(inputs, 3, &options);
    says(d, "Each of the others lacks a symbol that p uses: without smoothing");
    does_not_say(d, "impossible");
    does_not_say(d, "code saves");
    says(d, "darkest: 1.00 and ∞\n");
    kl_document_free(d);
}

/* So many draws from one law of eight symbols. */
static kl_input *draws(kl_random *random, const char *name, unsigned n) {
    static const unsigned law[8] = {30, 20, 15, 12, 10, 6, 4, 3};
    unsigned count[8] = {0};
    char text[128] = "";
    for (unsigned i = 0; i < n; i++) {
        uint64_t at = kl_random_below(random, 100);
        size_t s = 0;
        while (at >= law[s])
            at -= law[s++];
        count[s]++;
    }
    for (size_t s = 0, at = 0; s < 8; s++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%zu\t%u\n", s, count[s]);
    return input_of(name, text, KL_INPUT_COUNTS, 1);
}

/* Of one source, all that codes differ in is noise, however much there is of the text. */
static void test_one_source_is_noise(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    kl_random random;
    kl_random_init(&random, 1, 0);
    int real = 0;
    for (int round = 0; round < 12; round++) {
        kl_input *inputs[3] = {draws(&random, "a", 20000), draws(&random, "b", 200),
                               draws(&random, "c", 200)};
        kl_document *d = compare(inputs, 3, NULL);
        char *text = written(d, KL_FORMAT_TERMINAL);
        real += strstr(text, "no noise") != NULL;
        kl_memory_free(text);
        kl_document_free(d);
    }
    /* Five of a hundred would be honest: of twelve, more than three in 2 of 1,000 runs. */
    assert_true(real <= 3);
}

/* The closest by what its code costs is the one whose code saves something. */
static void test_no_code_saves_less_than_nothing(void **state) {
    (void)state;
    kl_input *inputs[3] = {
        input_of("a", "0\t329\n1\t50\n2\t156\n3\t289\n4\t89\n5\t0\n6\t75\n7\t12\n", KL_INPUT_COUNTS,
                 1),
        input_of("b", "0\t16\n1\t0\n2\t30\n3\t14\n4\t7\n5\t1\n6\t19\n7\t13\n", KL_INPUT_COUNTS, 1),
        input_of("c", "0\t2\n1\t1\n2\t7\n3\t1\n4\t6\n5\t0\n6\t3\n7\t0\n", KL_INPUT_COUNTS, 1)};
    kl_document *d = compare(inputs, 3, NULL);
    says(d, "a is closest to c");
    says(d, "c's code saves a 0.0");
    says(d, "this may be noise");
    kl_document_free(d);
}

static void test_mismatch_is_named(void **state) {
    (void)state;
    kl_input *inputs[3] = {file_of(DATA "english.txt", 1), file_of(DATA "german.txt", 1),
                           file_of(DATA "dutch.txt", 2)};
    kl_error error = KL_ERROR_INIT;
    kl_document *d = NULL;
    assert_int_equal(kl_compare((const kl_input *const *)inputs, 3, NULL, &d, &error),
                     KL_ERROR_MISMATCH);
    assert_non_null(strstr(error.message, "dutch.txt"));
    for (int i = 0; i < 3; i++)
        kl_input_free(inputs[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_unknown_text_is_german),
        cmocka_unit_test(test_a_script_of_its_own_is_like_none),
        cmocka_unit_test(test_nearly_all_unseen),
        cmocka_unit_test(test_cells_are_pairs),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_known_ones),
        cmocka_unit_test(test_all_impossible),
        cmocka_unit_test(test_all_unseen),
        cmocka_unit_test(test_one_source_is_noise),
        cmocka_unit_test(test_no_code_saves_less_than_nothing),
        cmocka_unit_test(test_mismatch_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
