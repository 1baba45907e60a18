/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a comparison and of coding fails once: a status, and under the sanitizers nothing
 * leaked. */
#include "texts.h"

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
static const char german[] = "Jeder hat das Recht auf Leben, Freiheit und Sicherheit der Person.";
static const char english[] = "Everyone has the right to life, liberty and security of person.";
static const char list[] = "e\t0.5\nt\t0.25\nq\t0.25\n";

static kl_status open_input(const char *text, kl_kind kind, kl_input **input) {
    kl_input_options options;
    kl_input_options_init(&options);
    options.kind = kind;
    return kl_input_parse("x", text, strlen(text), &options, input, NULL);
}

static kl_status compare_dealt(const char *const *texts, size_t n, kl_zeros zeros) {
    kl_input *inputs[3] = {NULL, NULL, NULL};
    kl_document *document = NULL;
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.permutations = 9;
    options.sample = &sample;
    options.zeros = zeros;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n; i++)
        status = open_input(texts[i], KL_INPUT_DETECT, &inputs[i]);
    if (status == KL_OK)
        status = kl_compare((const kl_input *const *)inputs, n, &options, &document, NULL);
    for (size_t i = 0; i < n; i++)
        kl_input_free(inputs[i]);
    kl_document_free(document);
    return status;
}

static kl_status compare_texts(const char *const *texts, size_t n) {
    return compare_dealt(texts, n, KL_ZEROS_EXACT);
}

static kl_status two_texts(void) {
    const char *const texts[] = {german, english};
    return compare_texts(texts, 2);
}

static kl_status three_texts(void) {
    const char *const texts[] = {german, english, "Liberty!"};
    return compare_texts(texts, 3);
}

static kl_status text_and_weights(void) {
    const char *const texts[] = {english, list};
    return compare_texts(texts, 2);
}

static kl_status two_weights(void) {
    const char *const texts[] = {list, "e\t1\nx\t1\n"};
    return compare_texts(texts, 2);
}

static const char *const three_weights[] = {list, "e\t1\nx\t1\n", "e\t1\nt\t0\n"};

static kl_status common_weights(void) {
    return compare_dealt(three_weights, 2, KL_ZEROS_COMMON);
}

static kl_status smoothed_weights(void) {
    return compare_dealt(three_weights, 3, KL_ZEROS_KT);
}

static kl_status two_numbers(void) {
    const char *const texts[] = {"1\n2\n3\n4\n5\n6\n", "2.5\n3.5\n4.5\n5.5\n6.25\n"};
    return compare_texts(texts, 2);
}

static kl_status with_itself(const void *data, size_t size, const char *column) {
    kl_input *input = NULL;
    kl_document *document = NULL;
    kl_input_options reading;
    kl_input_options_init(&reading);
    reading.column = column;
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.permutations = 9;
    options.sample = &sample;
    kl_status status = kl_input_parse("x", data, size, &reading, &input, NULL);
    const kl_input *const both[] = {input, input};
    if (status == KL_OK)
        status = kl_compare(both, 2, &options, &document, NULL);
    kl_input_free(input);
    kl_document_free(document);
    return status;
}

static kl_status quoted_column(void) {
    static const char table[] = "a,\"b \"\"c\"\"\"\n1,\"2\"\n3,\"4\"\n";
    return with_itself(table, sizeof table - 1, "b \"c\"");
}

/* Two points of two numbers, 0 to 3, as a .npy file. */
static kl_status two_points(void) {
    char file[128 + 4 * sizeof(double)];
    memset(file, ' ', sizeof file);
    memcpy(file, "\x93NUMPY\x01\x00\x76\x00", 10);
    static const char header[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
    memcpy(file + 10, header, sizeof header - 1);
    file[127] = '\n';
    for (int i = 0; i < 4; i++) {
        const double number = i;
        memcpy(file + 128 + (size_t)i * sizeof number, &number, sizeof number);
    }
    return with_itself(file, sizeof file, NULL);
}

static kl_status counted_names(void) {
    kl_input *input = NULL;
    const kl_status status = open_input("a\t3\nb\t4\n", KL_INPUT_COUNTS, &input);
    kl_input_free(input);
    return status;
}

static const char columns[] =
    "n,c,x,y\n1,a,0.5,2\n2,b,,7\n1,a,1.5,3.5\n2,a,2.25,4\n1,b,3,9\n2,a,4,1\n"
    "1,b,9,8.5\n2,b,7,3\n1,a,6,5.5\n2,b,5,0\n";

static kl_status tell_columns(kl_status (*ask)(const kl_table *, const kl_mi_options *,
                                               kl_document **)) {
    kl_table *table = NULL;
    kl_document *document = NULL;
    kl_mi_options options;
    kl_mi_options_init(&options);
    options.permutations = 9;
    kl_status status = kl_table_parse("t", columns, sizeof columns - 1, NULL, &table, NULL);
    if (status == KL_OK)
        status = ask(table, &options, &document);
    kl_document_free(document);
    kl_table_free(table);
    return status;
}

static kl_status ask_ranking(const kl_table *table, const kl_mi_options *options,
                             kl_document **document) {
    return kl_mi_rank(table, "c", options, document, NULL);
}

static kl_status ask_pair(const kl_table *table, const kl_mi_options *options,
                          kl_document **document) {
    return kl_mi_pair(table, "n", "c", NULL, options, document, NULL);
}

static kl_status ask_given(const kl_table *table, const kl_mi_options *options,
                           kl_document **document) {
    return kl_mi_pair(table, "x", "y", "c", options, document, NULL);
}

static kl_status ask_matrix(const kl_table *table, const kl_mi_options *options,
                            kl_document **document) {
    return kl_mi_matrix(table, options, document, NULL);
}

static kl_status ranked_columns(void) {
    return tell_columns(ask_ranking);
}

static kl_status two_columns(void) {
    return tell_columns(ask_pair);
}

static kl_status given_column(void) {
    return tell_columns(ask_given);
}

static kl_status all_columns(void) {
    return tell_columns(ask_matrix);
}

static kl_counts *with;

static kl_status there_and_back(void) {
    uint8_t *bytes = NULL;
    char *back = NULL;
    size_t size = 0, back_size;
    uint64_t symbols, header;
    kl_document *document = NULL;
    kl_status status =
        kl_code_encode(german, sizeof german - 1, with, &bytes, &size, &symbols, &header, NULL);
    if (status == KL_OK)
        status = kl_code_describe("x", "y", with, symbols, size, header, &document, NULL);
    kl_document_free(document);
    if (status == KL_OK)
        status = kl_code_decode(bytes, size, with, &back, &back_size, NULL);
    kl_memory_free(bytes);
    kl_memory_free(back);
    return status;
}

/* A failure that only gives memory back later (a table that could not be made smaller) may be passed
 * over; any other is the status. */
static void fails_everywhere(kl_status (*work)(void)) {
    unsigned long refused = 0, passed_over = 0;
    assert_int_equal(work(), KL_OK);
    for (unsigned long k = 1;; k++) {
        kl_alloc_fail_at(k);
        const kl_status status = work();
        if (kl_alloc_fail_at(0) < k) {
            assert_int_equal(status, KL_OK);
            break;
        }
        if (status != KL_OK && status != KL_ERROR_MEMORY)
            fail_msg("allocation %lu failed and the status is %s", k, kl_status_name(status));
        refused += status == KL_ERROR_MEMORY;
        passed_over += status == KL_OK;
    }
    assert_true(refused > 5);
    assert_true(passed_over <= refused / 4);
}

static void test_every_allocation(void **state) {
    (void)state;
    fails_everywhere(two_texts);
    fails_everywhere(three_texts);
    fails_everywhere(text_and_weights);
    fails_everywhere(two_weights);
    fails_everywhere(common_weights);
    fails_everywhere(smoothed_weights);
    fails_everywhere(counted_names);
    fails_everywhere(two_numbers);
    fails_everywhere(quoted_column);
    fails_everywhere(two_points);
    fails_everywhere(ranked_columns);
    fails_everywhere(two_columns);
    fails_everywhere(given_column);
    fails_everywhere(all_columns);
    with = count(english, sizeof english - 1, KL_SYMBOLS_LETTERS, 2);
    fails_everywhere(there_and_back);
    kl_counts_free(with);
}
#else
static void test_every_allocation(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
