/* SPDX-License-Identifier: Apache-2.0 */
/* No pointer that a call needs may be missing: KL_ERROR_ARGUMENT, and nothing happens. */
#include "texts.h"

#include "../refused.h"

#include <math.h>

static const char *const names[] = {"a", "b"}, *const no_names[] = {"a", NULL};
static const double weights[] = {0.5, 0.5};

static void base_and_measure(void **state) {
    (void)state;
    double terms[2];
    kl_estimate estimate;
    const kl_array p = kl_f64(weights, 2), none = kl_f64(NULL, 2);
    REFUSED(kl_pool_new(NULL, NULL, &error));
    REFUSED(kl_pool_run(NULL, 1, NULL, NULL, &error));
    REFUSED(kl_measure_compute(KL_DIVERGENCE, none, p, NULL, &estimate, &error));
    REFUSED(kl_measure_compute(KL_DIVERGENCE, p, none, NULL, &estimate, &error));
    REFUSED(kl_measure_compute(KL_DIVERGENCE, p, p, NULL, NULL, &error));
    REFUSED(kl_measure_logits(KL_DIVERGENCE, none, p, NULL, &estimate, &error));
    REFUSED(kl_measure_logits(KL_DIVERGENCE, p, none, NULL, &estimate, &error));
    REFUSED(kl_measure_logits(KL_DIVERGENCE, p, p, NULL, NULL, &error));
    REFUSED(kl_measure_gradient(KL_DIVERGENCE, p, none, KL_GRADIENT_WEIGHTS, NULL, terms, &error));
    REFUSED(kl_measure_gradient(KL_DIVERGENCE, p, p, KL_GRADIENT_WEIGHTS, NULL, NULL, &error));
    REFUSED(kl_measure_at(KL_RENYI, 2.0, NULL, &error));
    REFUSED(kl_jensen_shannon_compute(NULL, 2, NULL, NULL, &estimate, &error));
    REFUSED(kl_jensen_shannon_compute(&p, 1, NULL, NULL, NULL, &error));
    REFUSED(kl_jensen_shannon_gradient(NULL, 2, NULL, 0, KL_GRADIENT_WEIGHTS, NULL, terms, &error));
    REFUSED(kl_jensen_shannon_gradient(&p, 1, NULL, 0, KL_GRADIENT_WEIGHTS, NULL, NULL, &error));
    REFUSED(kl_f_divergence(NULL, p, p, NULL, &estimate, &error));
    REFUSED(kl_variational_bound(KL_DIVERGENCE, NAN, p, p, 0.95, NULL, &error));
    REFUSED(kl_sample_mean(p, KL_UNIT_NATS, 0.95, NULL, &error));
    REFUSED(kl_measure_terms(KL_DIVERGENCE, none, p, NULL, terms, &error));
    REFUSED(kl_measure_terms(KL_DIVERGENCE, p, p, NULL, NULL, &error));
}

static void joint_distributions(void **state) {
    (void)state;
    static const size_t sizes[] = {2, 2};
    static const double table[] = {1, 2, 3, 4}, codes[] = {0, 1};
    const kl_array columns[] = {kl_f64(codes, 2), kl_f64(codes, 2)};
    kl_joint *joint = NULL, *none = NULL;
    kl_association association;
    kl_joint_result result;
    kl_g_test test;
    double out[4];
    REFUSED(kl_joint_from_table(kl_f64(NULL, 4), sizes, 2, &none, &error));
    REFUSED(kl_joint_from_table(kl_f64(table, 4), NULL, 2, &none, &error));
    REFUSED(kl_joint_from_table(kl_f64(table, 4), sizes, 2, NULL, &error));
    REFUSED(kl_joint_from_codes(NULL, 2, kl_rows_once(), NULL, &none, &error));
    REFUSED(kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, NULL, &error));
    assert_null(none);
    assert_int_equal(kl_joint_from_table(kl_f64(table, 4), sizes, 2, &joint, NULL), KL_OK);
    REFUSED(kl_joint_entropy(NULL, KL_X, 0, out, &error));
    REFUSED(kl_joint_entropy(joint, KL_X, 0, NULL, &error));
    REFUSED(kl_joint_mutual_information(NULL, KL_X, KL_Y, 0, out, &error));
    REFUSED(kl_joint_mutual_information(joint, KL_X, KL_Y, 0, NULL, &error));
    REFUSED(kl_joint_multi_information(NULL, KL_X, 0, out, &error));
    REFUSED(kl_joint_multi_information(joint, KL_X, 0, NULL, &error));
    REFUSED(kl_joint_pointwise(NULL, KL_X, KL_Y, 0, out, &error));
    REFUSED(kl_joint_pointwise(joint, KL_X, KL_Y, 0, NULL, &error));
    REFUSED(kl_joint_associate(NULL, KL_X, KL_Y, &association, &error));
    REFUSED(kl_joint_associate(joint, KL_X, KL_Y, NULL, &error));
    REFUSED(kl_joint_adjusted(NULL, KL_X, KL_Y, KL_NORMALISER_MIN, NULL, out, NULL, &error));
    REFUSED(kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_MIN, NULL, NULL, NULL, &error));
    REFUSED(kl_joint_g_test(NULL, KL_X, KL_Y, 0, &test, &error));
    REFUSED(kl_joint_g_test(joint, KL_X, KL_Y, 0, NULL, &error));
    REFUSED(kl_joint_estimate(NULL, KL_X, KL_Y, 0, NULL, &result, &error));
    REFUSED(kl_joint_estimate(joint, KL_X, KL_Y, 0, NULL, NULL, &error));
    REFUSED(kl_information_matrix(NULL, 2, NULL, out, NULL, &error));
    REFUSED(kl_information_matrix(columns, 2, NULL, NULL, NULL, &error));
    kl_joint_free(joint);
    assert_int_equal(kl_joint_size(NULL), 0);
    assert_int_equal(kl_joint_variables(NULL), 0);
}

static void counts_and_samples(void **state) {
    (void)state;
    static const uint64_t numbers[] = {30, 70};
    kl_counts *counts = NULL, *out = NULL;
    kl_counts_pair *pair = NULL;
    kl_counts_known *known = NULL;
    kl_estimate estimate;
    REFUSED(kl_counts_from_names(NULL, numbers, 2, 0, &out, &error));
    REFUSED(kl_counts_from_names(no_names, numbers, 2, 0, &out, &error));
    REFUSED(kl_counts_from_names(names, NULL, 2, 0, &out, &error));
    REFUSED(kl_counts_from_names(names, numbers, 2, 0, NULL, &error));
    assert_int_equal(kl_counts_from_names(names, numbers, 2, 0, &counts, NULL), KL_OK);
    const kl_counts *const parts[] = {counts, NULL};
    REFUSED(kl_counts_merge(NULL, 2, &out, &error));
    REFUSED(kl_counts_merge(parts, 2, &out, &error));
    REFUSED(kl_counts_merge(parts, 1, NULL, &error));
    REFUSED(kl_counts_save(NULL, "nowhere.kls", &error));
    REFUSED(kl_counts_save(counts, NULL, &error));
    REFUSED(kl_counts_load(NULL, &out, &error));
    REFUSED(kl_counts_load("nowhere.kls", NULL, &error));
    REFUSED(kl_counts_parse(NULL, 8, &out, &error));
    REFUSED(kl_counts_parse("abcdefgh", 8, NULL, &error));
    REFUSED(kl_counts_merge_files(NULL, 2, "nowhere.kls", &error));
    REFUSED(kl_counts_merge_files(no_names + 1, 1, "nowhere.kls", &error));
    REFUSED(kl_counts_merge_files(names, 2, NULL, &error));
    REFUSED(kl_counts_entropy(NULL, KL_METHOD_PLUGIN, NULL, &estimate, &error));
    REFUSED(kl_counts_entropy(counts, KL_METHOD_PLUGIN, NULL, NULL, &error));
    REFUSED(kl_counts_pair_new(NULL, counts, NULL, &pair, &error));
    REFUSED(kl_counts_pair_new(counts, NULL, NULL, &pair, &error));
    REFUSED(kl_counts_pair_new(counts, counts, NULL, NULL, &error));
    REFUSED(kl_counts_known_new(NULL, names, weights, 2, NULL, &known, &error));
    REFUSED(kl_counts_known_new(counts, NULL, weights, 2, NULL, &known, &error));
    REFUSED(kl_counts_known_new(counts, no_names, weights, 2, NULL, &known, &error));
    REFUSED(kl_counts_known_new(counts, names, NULL, 2, NULL, &known, &error));
    REFUSED(kl_counts_known_new(counts, names, weights, 2, NULL, NULL, &error));
    const kl_matrix points = {weights, 2, 1, 1, KL_F64}, nowhere = {NULL, 2, 1, 1, KL_F64};
    kl_two_sample_result result;
    REFUSED(kl_two_sample_compute(KL_TWO_SAMPLE_ENERGY, nowhere, points, NULL, &result, &error));
    REFUSED(kl_two_sample_compute(KL_TWO_SAMPLE_ENERGY, points, nowhere, NULL, &result, &error));
    REFUSED(kl_two_sample_compute(KL_TWO_SAMPLE_ENERGY, points, points, NULL, NULL, &error));
    assert_true(out == NULL && pair == NULL && known == NULL);
    kl_counts_free(counts);
}

static void files_and_coder(void **state) {
    (void)state;
    kl_bytes *bytes = NULL;
    kl_file *file = NULL;
    kl_weights *list = NULL;
    kl_tensor *tensor = NULL;
    kl_encoder *encoder = NULL;
    const uint8_t *code;
    size_t size;
    double number;
    uint32_t frequencies[2];
    REFUSED(kl_bytes_open(NULL, &bytes, &error));
    REFUSED(kl_bytes_open("nowhere", NULL, &error));
    REFUSED(kl_bytes_open_text(NULL, &bytes, &error));
    REFUSED(kl_bytes_open_text("nowhere", NULL, &error));
    REFUSED(kl_file_create(NULL, &file, &error));
    REFUSED(kl_file_create("nowhere", NULL, &error));
    REFUSED(kl_file_write(NULL, "a", 1, &error));
    REFUSED(kl_file_commit(NULL, &error));
    REFUSED(kl_weights_parse(NULL, 1, &list, &error));
    REFUSED(kl_weights_parse("a\t1\n", 4, NULL, &error));
    REFUSED(kl_number_parse(NULL, 1, &number, &error));
    REFUSED(kl_number_parse("1", 1, NULL, &error));
    REFUSED(kl_tensor_open(NULL, NULL, NULL, &tensor, &error));
    REFUSED(kl_tensor_open("nowhere", NULL, NULL, NULL, &error));
    REFUSED(kl_tensor_parse(NULL, 1, NULL, NULL, &tensor, &error));
    REFUSED(kl_tensor_parse("a", 1, NULL, NULL, NULL, &error));
    REFUSED(kl_npy_write_array(NULL, kl_f64(weights, 2), &error));
    REFUSED(kl_npy_write_array("nowhere.npy", kl_f64(NULL, 2), &error));
    REFUSED(kl_npy_write_matrix(NULL, (kl_matrix){weights, 1, 2, 2, KL_F64}, &error));
    REFUSED(kl_npy_write_matrix("nowhere.npy", (kl_matrix){NULL, 1, 2, 2, KL_F64}, &error));
    REFUSED(kl_code_quantise(NULL, 2, frequencies, &error));
    REFUSED(kl_code_quantise(weights, 2, NULL, &error));
    REFUSED(kl_encoder_new(NULL, &error));
    REFUSED(kl_encoder_put(NULL, 0, 1, &error));
    REFUSED(kl_encoder_finish(NULL, &code, &size, &error));
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
    REFUSED(kl_encoder_finish(encoder, NULL, &size, &error));
    REFUSED(kl_encoder_finish(encoder, &code, NULL, &error));
    REFUSED(kl_decoder_take(NULL, 0, 1, &error));
    kl_encoder_free(encoder);
}

static void evaluations(void **state) {
    (void)state;
    static const float rows[] = {1, 2};
    static const int32_t tokens[] = {0, 1, 0, 1};
    const kl_matrix matrix = {rows, 1, 2, 2, KL_F32};
    kl_logits *logits = NULL, *none = NULL;
    kl_vocabulary *vocabulary = NULL;
    kl_eval *eval = NULL;
    kl_document *document = NULL;
    kl_estimate estimate;
    char *text = NULL;
    double out[2];
    REFUSED(kl_logits_open(NULL, NULL, &none, &error));
    REFUSED(kl_logits_open("nowhere", NULL, NULL, &error));
    REFUSED(kl_logits_read(NULL, 0, out, &error));
    assert_int_equal(kl_logits_open("examples/stories/base.kld", NULL, &logits, NULL), KL_OK);
    REFUSED(kl_logits_read(logits, 0, NULL, &error));
    REFUSED(kl_llama_write(NULL, matrix, tokens, 4, 1, &error));
    REFUSED(kl_llama_write("nowhere", (kl_matrix){NULL, 1, 2, 2, KL_F32}, tokens, 4, 1, &error));
    REFUSED(kl_llama_write("nowhere", matrix, NULL, 4, 1, &error));
    REFUSED(kl_llama_report(NULL, logits, NULL, &text, &error));
    REFUSED(kl_llama_report(logits, NULL, NULL, &text, &error));
    REFUSED(kl_llama_report(logits, logits, NULL, NULL, &error));
    REFUSED(kl_vocabulary_open(NULL, 2, &vocabulary, &error));
    REFUSED(kl_vocabulary_open("nowhere", 2, NULL, &error));
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = 2;
    REFUSED(kl_eval_new(&options, NULL, &error));
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    REFUSED(kl_eval_files(NULL, logits, logits, NULL, 0, &error));
    REFUSED(kl_eval_files(eval, NULL, logits, NULL, 0, &error));
    REFUSED(kl_eval_files(eval, logits, NULL, NULL, 0, &error));
    const double two_logits[] = {0, 1};
    kl_eval_row row = {.base = kl_f64(two_logits, 2), .model = kl_f64(NULL, 2), .target = -1};
    REFUSED(kl_eval_feed(NULL, &row, &error));
    REFUSED(kl_eval_feed(eval, NULL, &error));
    REFUSED(kl_eval_feed(eval, &row, &error));
    REFUSED(kl_compact_write(NULL, logits, NULL, &error));
    REFUSED(kl_compact_write("nowhere.klc", NULL, NULL, &error));
    REFUSED(kl_eval_merge(NULL, eval, &error));
    REFUSED(kl_eval_merge(eval, NULL, &error));
    REFUSED(kl_eval_estimate(NULL, "divergence", "base|model", &estimate, &error));
    REFUSED(kl_eval_estimate(eval, NULL, "base|model", &estimate, &error));
    REFUSED(kl_eval_estimate(eval, "divergence", NULL, &estimate, &error));
    REFUSED(kl_eval_estimate(eval, "divergence", "base|model", NULL, &error));
    REFUSED(kl_evaluate(NULL, 2, NULL, &document, &error));
    REFUSED(kl_evaluate(no_names + 1, 1, NULL, &document, &error));
    REFUSED(kl_evaluate(names, 2, NULL, NULL, &error));
    REFUSED(kl_evaluate_save(NULL, 2, NULL, "nowhere.kls", &error));
    REFUSED(kl_evaluate_save(no_names + 1, 1, NULL, "nowhere.kls", &error));
    REFUSED(kl_evaluate_save(names, 2, NULL, NULL, &error));
    assert_int_equal(kl_evaluate_inputs(NULL), 0);
    REFUSED(kl_states_merge(NULL, 2, "nowhere.kls", &error));
    REFUSED(kl_states_merge(no_names + 1, 1, "nowhere.kls", &error));
    REFUSED(kl_states_merge(names, 2, NULL, &error));
    assert_true(none == NULL && vocabulary == NULL && document == NULL && text == NULL);
    kl_eval_free(eval);
    kl_logits_close(logits);
}

static void documents(void **state) {
    (void)state;
    kl_document *d = NULL;
    const kl_estimate value = kl_estimate_exact(1, KL_UNIT_ONE);
    const double square[] = {0, 1, 1, 0};
    kl_tolerance tolerance;
    char *text = NULL;
    REFUSED(kl_document_new(NULL, &d, &error));
    REFUSED(kl_document_new("compare", NULL, &error));
    REFUSED(kl_document_set_title(NULL, "a", &error));
    REFUSED(kl_document_set_noun(NULL, "a", &error));
    REFUSED(kl_document_add_input(NULL, "A", "a", "text", "", &error));
    REFUSED(kl_document_add_estimate(NULL, "a", "a", "A", NULL, &value, 0, &error));
    REFUSED(kl_document_add_sentence(NULL, KL_SENTENCE_NOTE, "a", &error));
    REFUSED(kl_document_add_span(NULL, "A", 0, 1, "a", NULL, 0, &error));
    REFUSED(kl_document_render(NULL, KL_FORMAT_JSON, NULL, &text, NULL, &error));
    REFUSED(kl_document_check(NULL, "a", NULL, 0, KL_UNIT_ONE, &tolerance, &error));
    assert_int_equal(kl_document_new("compare", &d, NULL), KL_OK);
    REFUSED(kl_document_add_input(d, "A", NULL, "text", "", &error));
    REFUSED(kl_document_add_estimate(d, NULL, "a", "A", NULL, &value, 0, &error));
    REFUSED(kl_document_add_estimate(d, "a", NULL, "A", NULL, &value, 0, &error));
    REFUSED(kl_document_add_estimate(d, "a", "a", "A", NULL, NULL, 0, &error));
    REFUSED(kl_document_add_series(d, "a", "a", "A", KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL, NULL,
                                   weights, 2, 0, 0, &error));
    REFUSED(kl_document_add_series(d, "a", "a", "A", KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL,
                                   no_names, weights, 2, 0, 0, &error));
    REFUSED(kl_document_add_series(d, "a", "a", "A", KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL, names,
                                   NULL, 2, 0, 0, &error));
    REFUSED(kl_document_add_moves(NULL, "a", "a", "A", square, square, square, square, square, 1,
                                  &error));
    REFUSED(kl_document_add_moves(d, NULL, "a", "A", square, square, square, square, square, 1,
                                  &error));
    REFUSED(kl_document_add_moves(d, "a", NULL, "A", square, square, square, square, square, 1,
                                  &error));
    REFUSED(
        kl_document_add_moves(d, "a", "a", "A", NULL, square, square, square, square, 1, &error));
    REFUSED(
        kl_document_add_moves(d, "a", "a", "A", square, NULL, square, square, square, 1, &error));
    REFUSED(
        kl_document_add_moves(d, "a", "a", "A", square, square, NULL, square, square, 1, &error));
    REFUSED(
        kl_document_add_moves(d, "a", "a", "A", square, square, square, NULL, square, 1, &error));
    REFUSED(
        kl_document_add_moves(d, "a", "a", "A", square, square, square, square, NULL, 1, &error));
    REFUSED(kl_document_add_curve(d, "a", "a", "A", KL_UNIT_ONE, NULL, "x", NULL, weights, NULL,
                                  NULL, 2, &error));
    REFUSED(kl_document_add_curve(d, "a", "a", "A", KL_UNIT_ONE, NULL, "x", square, NULL, NULL,
                                  NULL, 2, &error));
    REFUSED(kl_document_add_matrix(d, "a", "a", KL_UNIT_ONE, NULL, NULL, NULL, square, NULL, NULL,
                                   2, 0, &error));
    REFUSED(kl_document_add_matrix(d, "a", "a", KL_UNIT_ONE, NULL, NULL, names, NULL, NULL, NULL, 2,
                                   0, &error));
    REFUSED(kl_document_add_sentence(d, KL_SENTENCE_NOTE, NULL, &error));
    REFUSED(kl_document_render(d, KL_FORMAT_JSON, NULL, NULL, NULL, &error));
    REFUSED(kl_document_check(d, NULL, NULL, 0, KL_UNIT_ONE, &tolerance, &error));
    REFUSED(kl_document_check(d, "a", NULL, 0, KL_UNIT_ONE, NULL, &error));
    assert_null(text);
    kl_document_free(d);
}

static void comparisons(void **state) {
    (void)state;
    static const char weighed[] = "a\t1\nb\t3\n", *const paths[] = {"examples/unknown.txt"};
    kl_input *input = NULL, *more[2] = {NULL, NULL};
    kl_document *document = NULL;
    kl_counts *counts = count("aab", 3, KL_SYMBOLS_LETTERS, 1);
    uint8_t *bytes = NULL;
    size_t size = 0;
    char *text = NULL;
    REFUSED(kl_input_open(NULL, NULL, &input, &error));
    REFUSED(kl_input_open("nowhere", NULL, NULL, &error));
    REFUSED(kl_input_parse(NULL, weighed, sizeof weighed - 1, NULL, &input, &error));
    REFUSED(kl_input_parse("p", NULL, 1, NULL, &input, &error));
    REFUSED(kl_input_parse("p", weighed, sizeof weighed - 1, NULL, NULL, &error));
    REFUSED(kl_inputs_open(NULL, 2, NULL, more, &error));
    REFUSED(kl_inputs_open(no_names + 1, 1, NULL, more, &error));
    REFUSED(kl_inputs_open(paths, 1, NULL, NULL, &error));
    assert_int_equal(kl_input_parse("p", weighed, sizeof weighed - 1, NULL, &input, NULL), KL_OK);
    const kl_input *const one[] = {input, NULL}, *const both[] = {input, input};
    REFUSED(kl_compare(NULL, 2, NULL, &document, &error));
    REFUSED(kl_compare(one, 2, NULL, &document, &error));
    REFUSED(kl_compare(both, 2, NULL, NULL, &error));
    REFUSED(kl_code_encode(NULL, 1, counts, &bytes, &size, NULL, NULL, &error));
    REFUSED(kl_code_encode("a", 1, NULL, &bytes, &size, NULL, NULL, &error));
    REFUSED(kl_code_encode("a", 1, counts, NULL, &size, NULL, NULL, &error));
    REFUSED(kl_code_encode("a", 1, counts, &bytes, NULL, NULL, NULL, &error));
    REFUSED(kl_code_describe(NULL, "b", counts, 1, 1, 0, &document, &error));
    REFUSED(kl_code_describe("a", NULL, counts, 1, 1, 0, &document, &error));
    REFUSED(kl_code_describe("a", "b", NULL, 1, 1, 0, &document, &error));
    REFUSED(kl_code_describe("a", "b", counts, 1, 1, 0, NULL, &error));
    REFUSED(kl_code_decode(NULL, 1, counts, &text, &size, &error));
    REFUSED(kl_code_decode((const uint8_t *)"a", 1, NULL, &text, &size, &error));
    REFUSED(kl_code_decode((const uint8_t *)"a", 1, counts, NULL, &size, &error));
    REFUSED(kl_code_decode((const uint8_t *)"a", 1, counts, &text, NULL, &error));
    assert_true(document == NULL && bytes == NULL && text == NULL && more[0] == NULL);
    kl_counts_free(counts);
    kl_input_free(input);
}

static void transports(void **state) {
    (void)state;
    static const double numbers[] = {1, 2, 3, 5};
    const kl_cost cost = kl_cost_matrix((kl_matrix){numbers, 2, 2, 2, KL_F64});
    const kl_array x = kl_f64(numbers, 4), none = kl_uniform();
    kl_transport *out = NULL;
    kl_input *input = NULL;
    kl_document *document = NULL;
    double value;
    REFUSED(kl_transport_exact(NULL, none, none, NULL, &out, &error));
    REFUSED(kl_transport_exact(&cost, none, none, NULL, NULL, &error));
    REFUSED(kl_wasserstein_line(x, none, x, none, NULL, NULL, &error));
    REFUSED(
        kl_wasserstein_line((kl_array){NULL, 4, 1, KL_F64}, none, x, none, NULL, &value, &error));
    REFUSED(kl_transport_line(x, none, x, none, NULL, NULL, &error));
    REFUSED(kl_transport_line(x, none, (kl_array){NULL, 4, 1, KL_F64}, none, NULL, &out, &error));
    const kl_bins bins = {x, x, none}, lost = {{NULL, 4, 1, KL_F64}, x, none};
    REFUSED(kl_transport_bins(NULL, &bins, NULL, &out, &error));
    REFUSED(kl_transport_bins(&bins, NULL, NULL, &out, &error));
    REFUSED(kl_transport_bins(&bins, &lost, NULL, &out, &error));
    REFUSED(kl_transport_bins(&bins, &bins, NULL, NULL, &error));
    REFUSED(kl_transport_gradient(NULL, &cost, NULL, NULL, &error));
    assert_int_equal(kl_transport_exact(&cost, none, none, NULL, &out, NULL), KL_OK);
    REFUSED(kl_transport_gradient(out, NULL, NULL, NULL, &error));
    kl_transport_free(out);
    assert_int_equal(kl_input_parse("n", "1\n2\n", 4, NULL, &input, NULL), KL_OK);
    REFUSED(kl_ot_describe(NULL, input, NULL, &document, NULL, &error));
    REFUSED(kl_ot_describe(input, NULL, NULL, &document, NULL, &error));
    REFUSED(kl_ot_describe(input, input, NULL, NULL, NULL, &error));
    assert_null(document);
    kl_input_free(input);
    assert_null(kl_transport_get_result(NULL));
    assert_null(kl_transport_get_plan(NULL));
    assert_null(kl_transport_get_potential(NULL, 0));
}

static void other_transports(void **state) {
    (void)state;
    static const double numbers[] = {1, 2, 3, 5};
    const kl_matrix points = {numbers, 2, 2, 2, KL_F64}, nothing = {NULL, 2, 2, 2, KL_F64};
    const kl_cost cost = kl_cost_matrix(points), lost = kl_cost_matrix(nothing);
    const kl_array none = kl_uniform(), no_data = kl_f64(NULL, 2);
    kl_sinkhorn_result found;
    kl_estimate value;
    REFUSED(kl_sinkhorn_compute(NULL, none, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_compute(&lost, none, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_compute(&cost, no_data, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_compute(&cost, none, none, NULL, NULL, NULL, &error));
    REFUSED(kl_sinkhorn_divergence(NULL, &cost, &cost, none, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_divergence(&cost, NULL, &cost, none, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_divergence(&cost, &cost, NULL, none, none, NULL, NULL, &found, &error));
    REFUSED(kl_sinkhorn_divergence(&cost, &cost, &cost, none, none, NULL, NULL, NULL, &error));
    kl_wasserstein_result sample;
    REFUSED(kl_wasserstein_sample(nothing, points, NULL, NULL, &sample, &error));
    REFUSED(kl_wasserstein_sample(points, nothing, NULL, NULL, &sample, &error));
    REFUSED(kl_wasserstein_sample(points, points, NULL, NULL, NULL, &error));
    REFUSED(kl_sliced_wasserstein(nothing, none, points, none, NULL, &value, &error));
    REFUSED(kl_sliced_wasserstein(points, none, nothing, none, NULL, &value, &error));
    REFUSED(kl_sliced_wasserstein(points, no_data, points, none, NULL, &value, &error));
    REFUSED(kl_sliced_wasserstein(points, none, points, none, NULL, NULL, &error));
    double sliced;
    REFUSED(kl_sliced_gradient(nothing, none, points, none, NULL, &sliced, NULL, NULL, &error));
    REFUSED(kl_sliced_gradient(points, none, nothing, none, NULL, &sliced, NULL, NULL, &error));
    REFUSED(kl_sliced_gradient(points, none, points, none, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_max_sliced_wasserstein(nothing, none, points, none, NULL, NULL, &value, &error));
    REFUSED(kl_max_sliced_wasserstein(points, none, points, none, NULL, NULL, NULL, &error));
}

static void tables(void **state) {
    (void)state;
    kl_table *table = NULL;
    kl_document *document = NULL;
    assert_int_equal(kl_table_parse("t", "a,b\n1,2\n", 8, NULL, &table, NULL), KL_OK);
    REFUSED(kl_mi_rank(NULL, "a", NULL, &document, &error));
    REFUSED(kl_mi_rank(table, NULL, NULL, &document, &error));
    REFUSED(kl_mi_rank(table, "a", NULL, NULL, &error));
    REFUSED(kl_mi_pair(NULL, "a", "b", NULL, NULL, &document, &error));
    REFUSED(kl_mi_pair(table, NULL, "b", NULL, NULL, &document, &error));
    REFUSED(kl_mi_pair(table, "a", NULL, NULL, NULL, &document, &error));
    REFUSED(kl_mi_pair(table, "a", "b", NULL, NULL, NULL, &error));
    REFUSED(kl_mi_matrix(NULL, NULL, &document, &error));
    REFUSED(kl_mi_matrix(table, NULL, NULL, &error));
    kl_table_profile *profile = NULL, *none = NULL;
    kl_drift *drift = NULL;
    REFUSED(kl_table_profile_of(NULL, NULL, &profile, &error));
    REFUSED(kl_table_profile_of(table, NULL, NULL, &error));
    REFUSED(kl_table_profile_open(NULL, NULL, &profile, &error));
    REFUSED(kl_table_profile_open("t", NULL, NULL, &error));
    assert_int_equal(kl_table_profile_of(table, NULL, &profile, NULL), KL_OK);
    REFUSED(kl_table_profile_merge(NULL, 1, &none, &error));
    REFUSED(kl_table_profile_merge((const kl_table_profile *[]){profile, NULL}, 2, &none, &error));
    REFUSED(kl_table_profile_merge((const kl_table_profile *[]){profile}, 1, NULL, &error));
    REFUSED(kl_table_profile_save(NULL, "t.kls", &error));
    REFUSED(kl_table_profile_save(profile, NULL, &error));
    REFUSED(kl_table_profile_load(NULL, &none, &error));
    REFUSED(kl_table_profile_load("t.kls", NULL, &error));
    REFUSED(kl_table_profile_parse(NULL, 1, &none, &error));
    REFUSED(kl_table_profile_parse("", 0, NULL, &error));
    REFUSED(kl_table_profile_merge_files(NULL, 1, "t.kls", &error));
    REFUSED(kl_table_profile_merge_files((const char *[]){"t"}, 1, NULL, &error));
    REFUSED(kl_drift_new(NULL, profile, NULL, &drift, &error));
    REFUSED(kl_drift_new(profile, NULL, NULL, &drift, &error));
    REFUSED(kl_drift_new(profile, profile, NULL, NULL, &error));
    assert_int_equal(kl_drift_new(profile, profile, NULL, &drift, NULL), KL_OK);
    REFUSED(kl_drift_describe(NULL, "a", "b", KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_describe(drift, NULL, "b", KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_describe(drift, "a", NULL, KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_describe(drift, "a", "b", KL_UNIT_BITS, NULL, &error));
    char *text = NULL;
    size_t size = 0;
    REFUSED(kl_drift_junit(NULL, "a", "b", KL_UNIT_BITS, &text, &size, &error));
    REFUSED(kl_drift_junit(drift, NULL, "b", KL_UNIT_BITS, &text, &size, &error));
    REFUSED(kl_drift_junit(drift, "a", NULL, KL_UNIT_BITS, &text, &size, &error));
    REFUSED(kl_drift_junit(drift, "a", "b", KL_UNIT_BITS, NULL, &size, &error));
    REFUSED(kl_drift_junit(drift, "a", "b", KL_UNIT_BITS, &text, NULL, &error));
    REFUSED(kl_drift_outline(NULL, "a", "b", KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_outline(drift, NULL, "b", KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_outline(drift, "a", NULL, KL_UNIT_BITS, &document, &error));
    REFUSED(kl_drift_outline(drift, "a", "b", KL_UNIT_BITS, NULL, &error));
    kl_profile_groups *groups = NULL;
    const kl_drift *const drifts[] = {drift};
    const char *const group_names[] = {"g"};
    REFUSED(kl_profile_groups_open(NULL, "a", NULL, &groups, &error));
    REFUSED(kl_profile_groups_open("t", NULL, NULL, &groups, &error));
    REFUSED(kl_profile_groups_open("t", "a", NULL, NULL, &error));
    REFUSED(kl_drift_describe_line(NULL, group_names, 1, "a", "b", &document, &error));
    REFUSED(kl_drift_describe_line(drifts, NULL, 1, "a", "b", &document, &error));
    REFUSED(kl_drift_describe_line(drifts, group_names, 1, NULL, "b", &document, &error));
    REFUSED(kl_drift_describe_line(drifts, group_names, 1, "a", NULL, &document, &error));
    REFUSED(kl_drift_describe_line(drifts, group_names, 1, "a", "b", NULL, &error));
    assert_null(groups);
    assert_null(none);
    assert_null(document);
    kl_drift_free(drift);
    kl_table_profile_free(profile);
    kl_table_free(table);
}

int main(void) {
    error = (kl_error)KL_ERROR_INIT;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_and_measure),   cmocka_unit_test(joint_distributions),
        cmocka_unit_test(counts_and_samples), cmocka_unit_test(files_and_coder),
        cmocka_unit_test(evaluations),        cmocka_unit_test(documents),
        cmocka_unit_test(comparisons),        cmocka_unit_test(transports),
        cmocka_unit_test(other_transports),   cmocka_unit_test(tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
