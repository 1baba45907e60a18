/* SPDX-License-Identifier: Apache-2.0 */
/* safetensors: files made from the format's description (tests/io/golden), and what must be refused. */
#include "tensor_support.h"

#include "base/little_endian.h"

/* A file with this header and `content` zero bytes behind it. */
static bytes with_header(const char *header, size_t content) {
    size_t length = strlen(header);
    bytes file = {calloc(8 + length + content, 1), 8 + length + content};
    kl_store_u64(file.data, length);
    memcpy(file.data + 8, header, length);
    return file;
}

static void refuse_as(const char *header, size_t content, const char *name, kl_status status,
                      const char *words) {
    bytes file = with_header(header, content);
    expect_refused_with(file.data, file.size, name, NULL, status, words);
    free(file.data);
}

#ifdef KL_HAVE_JANSSON

static void refuse(const char *header, size_t content, const char *words) {
    refuse_as(header, content, NULL, KL_ERROR_FORMAT, words);
}

static void every_type(void **state) {
    (void)state;
    static const struct {
        const char *name;
        kl_dtype dtype;
    } cases[] = {{"F64", KL_F64}, {"F32", KL_F32}, {"F16", KL_F16}, {"BF16", KL_BF16},
                 {"U8", KL_U8},   {"U16", KL_U16}, {"U32", KL_U32}, {"U64", KL_U64},
                 {"I8", KL_I8},   {"I16", KL_I16}, {"I32", KL_I32}, {"I64", KL_I64}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kl_tensor *tensor = open_golden("every.safetensors", cases[i].name);
        expect_golden(tensor, cases[i].dtype, 12);
        expect_matrix(tensor, 3, 4);
        assert_string_equal(kl_tensor_format(tensor), "safetensors");
        assert_int_equal(kl_tensor_count(tensor), 13);
        assert_string_equal(kl_tensor_name(tensor, kl_tensor_chosen(tensor)), cases[i].name);
        kl_tensor_close(tensor);
    }
    bytes all = read_golden("every.safetensors");
    expect_refused_with(all.data, all.size, "F8_E4M3", NULL, KL_ERROR_UNSUPPORTED,
                        "elements of type \"F8_E4M3\"; expected F64, F32");
    expect_refused_with(all.data, all.size, NULL, NULL, KL_ERROR_ARGUMENT,
                        "13 arrays, of which one must be named: \"F64\", \"F32\"");
    free(all.data);
}

static void without_a_name(void **state) {
    (void)state;
    kl_tensor *tensor = open_golden("pair.safetensors", NULL);
    assert_string_equal(kl_tensor_name(tensor, kl_tensor_chosen(tensor)), "logits");
    expect_golden(tensor, KL_F32, 12);
    expect_shape(tensor, 3, (const size_t[]){1, 3, 4});
    kl_tensor_close(tensor);
    tensor = open_golden("pair.safetensors", "targets");
    expect_golden(tensor, KL_I64, 3);
    kl_tensor_close(tensor);
    tensor = open_golden("single.safetensors", NULL);
    expect_golden(tensor, KL_F16, 5);
    expect_matrix(tensor, 5, 1);
    kl_tensor_close(tensor);
}

#define U8(shape, begin, end)                                                                      \
    "{\"dtype\":\"U8\",\"shape\":" shape ",\"data_offsets\":[" begin "," end "]}"

static void headers_that_are_none(void **state) {
    (void)state;
    refuse("{", 0, "line 1, column 1");
    refuse("{}", 0, "holds no tensor");
    refuse("{\"__metadata__\":{}}", 0, "holds no tensor");
    refuse("{\"__metadata__\":1}", 0, "is no object");
    refuse("{\"a\":1}", 0, "\"a\" is no object");
    refuse("{\"a\":{}}", 0, "no shape");
    refuse("{\"a\":{\"shape\":[1.0]}}", 0, "no shape");
    refuse("{\"a\":{\"shape\":[-1]}}", 0, "no shape");
    refuse("{\"a\":{\"shape\":[1],\"dtype\":1}}", 0, "no dtype");
    refuse("{\"a\":{\"shape\":[1],\"dtype\":\"U8\"}}", 0, "no data_offsets");
    refuse("{\"a\":{\"shape\":[1],\"dtype\":\"U8\",\"data_offsets\":[0]}}", 1, "no data_offsets");
    refuse("{\"a\":" U8("[1]", "0", "1") ",\"a\":" U8("[1]", "0", "1") "}", 1, "duplicate");
    refuse("{\"a\":" U8("[1]", "0", "1") "} x", 1, "end of file expected");
    refuse("{\"a\":" U8("[9223372036854775808]", "0", "1") "}", 1, "too big integer");
    refuse("{\"a\":" U8("[1]", "-1", "0") "}", 1, "no data_offsets");
    refuse("{\"a\xFF\":" U8("[1]", "0", "1") "}", 1, "unable to decode byte 0xff");
    refuse("{\"a\":" U8("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "0",
                        "1") "}",
           1, "32 dimensions");
}

static void offsets_that_do_not_fit(void **state) {
    (void)state;
    refuse("{\"a\":" U8("[2]", "0", "2") "}", 1, "outside of the file");
    refuse("{\"a\":" U8("[2]", "2", "0") "}", 2, "outside of the file");
    refuse("{\"a\":" U8("[2]", "0", "1") "}", 1, "as its shape needs");
    refuse("{\"a\":" U8("[1]", "0", "2") "}", 2, "as its shape needs");
    refuse("{\"a\":" U8("[4294967296,4294967296]", "0", "0") "}", 0, "as its shape needs");
    refuse("{\"a\":" U8("[9223372036854775807,2]", "0", "0") "}", 0, "as its shape needs");
    refuse("{\"a\":" U8("[9223372036854775807,2,0]", "0", "0") "}", 0, "as its shape needs");
    refuse("{\"a\":" U8("[2]", "0", "2") ",\"b\":" U8("[2]", "1", "3") "}", 3,
           "\"b\" has data_offsets "
           "that overlap");
    refuse("{\"a\":" U8("[2]", "0", "2") ",\"b\":" U8("[2]", "0", "2") "}", 2, "overlap");
    refuse("{\"a\":" U8("[2]", "1", "3") "}", 3, "hole before it");
    refuse("{\"a\":" U8("[2]", "3", "5") ",\"b\":" U8("[2]", "0", "2") "}", 5, "hole before it");
    refuse("{\"a\":" U8("[2]", "0", "2") "}", 3, "and 1 bytes follow");
    /* Nothing is known of how large these elements are, but they must lie somewhere too. */
    refuse("{\"a\":{\"dtype\":\"Z9\",\"shape\":[2],\"data_offsets\":[0,9]}}", 8, "outside");
    refuse_as("{\"a\":{\"dtype\":\"Z9\",\"shape\":[2],\"data_offsets\":[0,9]}}", 9, NULL,
              KL_ERROR_UNSUPPORTED, "elements of type \"Z9\"");
}

static void lengths_that_do_not_fit(void **state) {
    (void)state;
    bytes file = with_header("{\"a\":" U8("[1]", "0", "1") "}", 1);
    static const uint64_t lengths[] = {UINT64_C(1) << 63, UINT64_MAX, UINT64_MAX - 7, 100000001,
                                       1000};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        kl_store_u64(file.data, lengths[i]);
        expect_refused(file.data, file.size, "at most 100,000,000 are read");
    }
    kl_store_u64(file.data, 0);
    expect_refused(file.data, file.size, "JSON");
    free(file.data);
}

static void order_does_not_matter(void **state) {
    (void)state;
    bytes file = with_header("{\"b\":" U8("[2]", "3", "5") ",\"none\":" U8(
                                 "[0]", "3", "3") ",\"a\":" U8("[1,3]", "0", "3") "}  ",
                             5);
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_tensor_parse(file.data, file.size, "b", NULL, &tensor, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_ptr_equal(kl_tensor_array(tensor).data, file.data + file.size - 2);
    assert_int_equal(kl_tensor_chosen(tensor), 0);
    assert_string_equal(kl_tensor_name(tensor, 2), "a");
    kl_tensor_close(tensor);
    free(file.data);
}

/* The list of names is cut where a message ends. */
static void many_names(void **state) {
    (void)state;
    static char header[100000];
    size_t used = (size_t)sprintf(header, "{");
    for (int i = 0; i < 1000; i++)
        used += (size_t)sprintf(header + used, "%s\"model.layers.%d\":" U8("[0,1]", "0", "0"),
                                i ? "," : "", i);
    sprintf(header + used, "}");
    refuse_as(header, 0, NULL, KL_ERROR_ARGUMENT, "\"model.layers.0\", \"model.layers.1\", ");
    refuse_as(header, 0, NULL, KL_ERROR_ARGUMENT, " more");
    refuse_as(header, 0, "x", KL_ERROR_ARGUMENT, "no array is named \"x\"; there are");
}

static void cut_and_altered(void **state) {
    (void)state;
    expect_cut_refused("pair.safetensors", NULL);
    try_altered("pair.safetensors", NULL);
    try_altered("single.safetensors", "weights");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type),
        cmocka_unit_test(without_a_name),
        cmocka_unit_test(headers_that_are_none),
        cmocka_unit_test(offsets_that_do_not_fit),
        cmocka_unit_test(lengths_that_do_not_fit),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(many_names),
        cmocka_unit_test(cut_and_altered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void without_jansson_the_message_says_what_to_install(void **state) {
    (void)state;
    refuse_as("{}", 0, NULL, KL_ERROR_UNSUPPORTED, "libjansson-dev");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_jansson_the_message_says_what_to_install)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
