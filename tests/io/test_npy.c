/* SPDX-License-Identifier: Apache-2.0 */
/* .npy: what NumPy wrote (tests/io/golden, by tools/make_tensor_golden.py), what we write ourselves, and
 * what must be refused. */
#include "tensor_support.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/little_endian.h"

static char folder[] = "/tmp/kl-npy-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *in_folder(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* ── What NumPy wrote ───────────────────────────────────────────────────────────────────────── */

static void every_type_of_numpy(void **state) {
    (void)state;
    static const struct {
        const char *file;
        kl_dtype dtype;
    } cases[] = {{"f8.npy", KL_F64},       {"f4.npy", KL_F32}, {"f2.npy", KL_F16},
                 {"u1.npy", KL_U8},        {"u2.npy", KL_U16}, {"u4.npy", KL_U32},
                 {"u8.npy", KL_U64},       {"i1.npy", KL_I8},  {"i2.npy", KL_I16},
                 {"i4.npy", KL_I32},       {"i8.npy", KL_I64}, {"version-2.npy", KL_F32},
                 {"version-3.npy", KL_F32}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kl_tensor *tensor = open_golden(cases[i].file, NULL);
        expect_golden(tensor, cases[i].dtype, 12);
        expect_shape(tensor, 2, (const size_t[]){3, 4});
        expect_matrix(tensor, 3, 4);
        assert_string_equal(kl_tensor_format(tensor), "npy");
        assert_int_equal(kl_tensor_count(tensor), 1);
        assert_string_equal(kl_tensor_name(tensor, kl_tensor_chosen(tensor)), "");
        kl_tensor_close(tensor);
    }
}

static void every_shape(void **state) {
    (void)state;
    kl_tensor *tensor = open_golden("scalar.npy", NULL);
    expect_golden(tensor, KL_F64, 1);
    expect_shape(tensor, 0, NULL);
    expect_matrix(tensor, 1, 1);
    kl_tensor_close(tensor);
    tensor = open_golden("one-dimension.npy", "a name that is not looked at");
    expect_golden(tensor, KL_I64, 5);
    expect_shape(tensor, 1, (const size_t[]){5});
    expect_matrix(tensor, 5, 1);
    kl_tensor_close(tensor);
    tensor = open_golden("three-dimensions.npy", NULL);
    expect_golden(tensor, KL_F32, 24);
    expect_shape(tensor, 3, (const size_t[]){2, 3, 4});
    expect_matrix(tensor, 6, 4);
    kl_tensor_close(tensor);
    tensor = open_golden("empty.npy", NULL);
    expect_golden(tensor, KL_F32, 0);
    expect_matrix(tensor, 0, 4);
    kl_tensor_close(tensor);
}

static void what_is_not_read_says_what_is(void **state) {
    (void)state;
    static const struct {
        const char *file, *words;
    } cases[] = {
        {"fortran.npy", "Fortran order"},  {"big-endian.npy", "\">f4\"; big-endian"},
        {"objects.npy", "Python objects"}, {"records.npy", "several fields"},
        {"void.npy", "NumPy has no bf16"}, {"complex.npy", "\"<c8\"; expected f2, f4, f8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, GOLDEN "%s", cases[i].file);
        kl_tensor *tensor = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_tensor_open(path, NULL, NULL, &tensor, &error), KL_ERROR_FORMAT);
        assert_null(tensor);
        if (strncmp(error.message, path, strlen(path)) != 0 ||
            !strstr(error.message, cases[i].words))
            fail_msg("%s", error.message);
        assert_true(error.offset > 0);
    }
}

/* ── Headers ────────────────────────────────────────────────────────────────────────────────── */

/* A file with this header and `content` zero bytes behind it. */
static bytes with_header(const char *header, size_t content) {
    size_t length = strlen(header);
    bytes file = {calloc(10 + length + content, 1), 10 + length + content};
    memcpy(file.data, "\x93NUMPY\1", 8);
    kl_store_u16(file.data + 8, (uint16_t)length);
    memcpy(file.data + 10, header, length);
    return file;
}

static void refuse_header(const char *header, size_t content, const char *words) {
    bytes file = with_header(header, content);
    expect_refused(file.data, file.size, words);
    free(file.data);
}

static void take_header(const char *header, size_t content, size_t rows, size_t columns) {
    bytes file = with_header(header, content);
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_tensor_parse(file.data, file.size, NULL, NULL, &tensor, &error) != KL_OK)
        fail_msg("%s", error.message);
    expect_matrix(tensor, rows, columns);
    kl_tensor_close(tensor);
    free(file.data);
}

#define DESCR "'descr':'<f8'"
#define ORDER "'fortran_order':False"

static void headers_of_others(void **state) {
    (void)state;
    take_header("{" DESCR "," ORDER ",'shape':(2,3)}", 48, 2, 3);
    take_header(
        " {\"shape\" : ( 2 , 3 , ) , \"fortran_order\" : False , \"descr\" : \"<f8\" , } \n", 48, 2,
        3);
    take_header("{" DESCR "," ORDER ",'shape':()}", 8, 1, 1);
    take_header("{" DESCR ",'fortran_order':True,'shape':(3,)}", 24, 3, 1);
    take_header("{'descr':'<u1'," ORDER ",'shape':(0,9223372036854775807)}", 0, 0, PTRDIFF_MAX);
}

static void headers_that_are_none(void **state) {
    (void)state;
    refuse_header("", 0, "the end of the header where { was expected");
    refuse_header("{", 0, "expected");
    refuse_header("[]", 0, "where { was expected");
    refuse_header("{}", 0, "all of them");
    refuse_header("{" DESCR "," ORDER "}", 8, "all of them");
    refuse_header("{" DESCR "," DESCR "," ORDER ",'shape':()}", 8, "each once");
    refuse_header("{" DESCR "," ORDER ",'shape':(),'more':1}", 8, "each once");
    refuse_header("{" DESCR "," ORDER ",'shape':()} x", 8, "nothing more");
    refuse_header("{" DESCR " " ORDER ",'shape':()}", 8, "a comma or }");
    refuse_header("{'descr' '<f8'," ORDER ",'shape':()}", 8, "a colon");
    refuse_header("{'descr':8," ORDER ",'shape':()}", 8, "the element type");
    refuse_header("{'descr':'<f8," ORDER ",'shape':()}", 8, "expected");
    refuse_header("{'descr':'<f\\x38'," ORDER ",'shape':()}", 8, "the element type");
    refuse_header("{'descr':''," ORDER ",'shape':()}", 8, "elements of type \"\"");
    refuse_header("{'descr':'|f8'," ORDER ",'shape':()}", 8, "elements of type");
    refuse_header("{" DESCR ",'fortran_order':1,'shape':()}", 8, "True or False");
    refuse_header("{" DESCR "," ORDER ",'shape':3}", 24, "the shape");
    refuse_header("{" DESCR "," ORDER ",'shape':(3)}", 24, "a comma");
    refuse_header("{" DESCR "," ORDER ",'shape':(3 4)}", 96, "a comma");
    refuse_header("{" DESCR "," ORDER ",'shape':(,)}", 8, "a dimension");
    refuse_header("{" DESCR "," ORDER ",'shape':(3,", 24, "a dimension");
    refuse_header("{" DESCR "," ORDER ",'shape':(-3,)}", 24, "a dimension");
    refuse_header("{" DESCR "," ORDER ",'shape':(3.0,)}", 24, "a comma");
    refuse_header("{" DESCR "," ORDER ",'shape':(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
                  "1,1,1,1,1,1,1,1)}",
                  8, "32 dimensions");
}

static void sizes_that_do_not_fit(void **state) {
    (void)state;
    refuse_header("{" DESCR "," ORDER ",'shape':(9223372036854775808,2)}", 0, "below 2^63");
    refuse_header("{" DESCR "," ORDER ",'shape':(99999999999999999999999,)}", 0, "below 2^63");
    refuse_header("{" DESCR "," ORDER ",'shape':(4294967296,4294967296)}", 0, "2^63 bytes");
    refuse_header("{" DESCR "," ORDER ",'shape':(1152921504606846976,)}", 0, "2^63 bytes");
    /* A dimension of 0 does not hide one that overflows. */
    refuse_header("{" DESCR "," ORDER ",'shape':(4294967296,0,4294967296)}", 0, "2^63 bytes");
    refuse_header("{" DESCR "," ORDER ",'shape':(3,)}", 23, "24 bytes of numbers were expected");
    refuse_header("{" DESCR "," ORDER ",'shape':(3,)}", 25, "and 25 follow");
    refuse_header("{" DESCR "," ORDER ",'shape':(0,)}", 1, "and 1 follow");
    expect_refused("\x93NUMPY\4\0\0\0\0\0", 12, "version 4.0");
    expect_refused("\x93NUMPY\1\1\0\0\0\0", 12, "version 1.1");
    expect_refused("\x93NUMPY\2\0\xFF\xFF\xFF\xFF{}", 14, "4294967295 bytes, and 2 follow");
    expect_refused("\x93NUMPX\1\0", 8, "expected .npy, .npz or safetensors");
    expect_refused("", 0, "expected .npy, .npz or safetensors");
}

static void cut_and_altered(void **state) {
    (void)state;
    expect_cut_refused("f2.npy", NULL);
    expect_cut_refused("version-3.npy", NULL);
    try_altered("f2.npy", NULL);
    try_altered("version-2.npy", NULL);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static void pipes(void **state) {
    (void)state;
    bytes file = read_golden("f4.npy");
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], file.data, file.size), file.size);
    close(ends[1]);
    char path[32];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    kl_tensor *tensor = NULL;
    assert_int_equal(kl_tensor_open(path, NULL, NULL, &tensor, NULL), KL_OK);
    expect_golden(tensor, KL_F32, 12);
    kl_tensor_close(tensor);
    close(ends[0]);
    free(file.data);
}

static void more_than_four_gibibytes(void **state) {
    (void)state;
    /* A hole but for its ends. */
    const size_t rows = 700000000, columns = 4;
    bytes head = with_header("{'descr':'<i2','fortran_order':False,'shape':(700000000, 4)}", 0);
    const char *path = in_folder("large.npy");
    int file = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    assert_true(file >= 0);
    size_t size = head.size + rows * columns * 2;
    const unsigned char last[] = {0x39, 0x30};
    int made = pwrite(file, head.data, head.size, 0) == (ssize_t)head.size &&
               pwrite(file, last, 2, (off_t)size - 2) == 2;
    assert_int_equal(close(file), 0);
    free(head.data);
    if (!made)
        skip(); /* a file system that cannot hold it */
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_tensor_open(path, NULL, NULL, &tensor, &error) != KL_OK)
        fail_msg("%s", error.message);
    expect_matrix(tensor, rows, columns);
    double value = 0;
    kl_array_read(kl_matrix_row(kl_tensor_matrix(tensor), rows - 1), columns - 1, 1, &value);
    assert_true(value == 12345);
    kl_tensor_close(tensor);
    assert_int_equal(unlink(path), 0);
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_tensor_open(NULL, NULL, NULL, &tensor, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_tensor_open("x", NULL, NULL, NULL, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_tensor_parse(NULL, 1, NULL, NULL, &tensor, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_tensor_open(in_folder("missing"), NULL, NULL, &tensor, &error),
                     KL_ERROR_IO);
    assert_non_null(strstr(error.message, "missing"));
    kl_tensor_options unset = {0};
    assert_int_equal(kl_tensor_parse("", 0, NULL, &unset, &tensor, NULL), KL_ERROR_ARGUMENT);
    assert_null(tensor);
    kl_tensor_close(NULL);
}

/* ── Our own ────────────────────────────────────────────────────────────────────────────────── */

static void expect_same_file(const char *path, const char *golden) {
    bytes expected = read_golden(golden);
    kl_bytes *written = NULL;
    assert_int_equal(kl_bytes_open(path, &written, NULL), KL_OK);
    assert_int_equal(kl_bytes_size(written), expected.size);
    assert_memory_equal(kl_bytes_data(written), expected.data, expected.size);
    kl_bytes_close(written);
    free(expected.data);
}

/* Each array of NumPy's is read and written again: the same bytes. */
static void written_as_numpy_does(void **state) {
    (void)state;
    static const char *const matrices[] = {"f8.npy", "f4.npy", "f2.npy", "u1.npy",
                                           "u2.npy", "u4.npy", "u8.npy", "i1.npy",
                                           "i2.npy", "i4.npy", "i8.npy", "empty.npy"};
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++) {
        kl_tensor *tensor = open_golden(matrices[i], NULL);
        assert_int_equal(kl_npy_write_matrix(in_folder("out"), kl_tensor_matrix(tensor), NULL),
                         KL_OK);
        expect_same_file(in_folder("out"), matrices[i]);
        kl_tensor_close(tensor);
    }
    kl_tensor *tensor = open_golden("one-dimension.npy", NULL);
    assert_int_equal(kl_npy_write_array(in_folder("out"), kl_tensor_array(tensor), NULL), KL_OK);
    expect_same_file(in_folder("out"), "one-dimension.npy");
    kl_tensor_close(tensor);
}

static void strides_are_followed(void **state) {
    (void)state;
    /* The golden numbers with gaps between the rows, and every third of them from the end. */
    float wide[3][7];
    int64_t sparse[15];
    memset(wide, 0x55, sizeof wide);
    for (size_t k = 0; k < 12; k++)
        wide[k / 4][k % 4] = (float)golden_element(KL_F32, k);
    for (size_t k = 0; k < 5; k++)
        sparse[12 - 3 * k] = (int64_t)golden_element(KL_I64, k);
    const char *path = in_folder("out");
    assert_int_equal(kl_npy_write_matrix(path, (kl_matrix){wide, 3, 4, 7, KL_F32}, NULL), KL_OK);
    expect_same_file(path, "f4.npy");
    kl_array array = {sparse + 12, 5, -3, KL_I64};
    assert_int_equal(kl_npy_write_array(path, array, NULL), KL_OK);
    expect_same_file(path, "one-dimension.npy");
}

static void what_cannot_be_written(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const uint16_t half[2] = {0, 0};
    const char *path = in_folder("none");
    assert_int_equal(kl_npy_write_array(path, (kl_array){half, 2, 1, KL_BF16}, &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "bf16"));
    assert_int_equal(kl_npy_write_array(path, (kl_array){NULL, 2, 1, KL_F64}, NULL),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_npy_write_matrix(NULL, (kl_matrix){half, 1, 2, 2, KL_F16}, NULL),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_npy_write_matrix(path, (kl_matrix){half, SIZE_MAX, 2, 2, KL_F16}, NULL),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(
        kl_npy_write_array(in_folder("no/such/folder"), (kl_array){half, 2, 1, KL_F16}, NULL),
        KL_ERROR_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_of_numpy),
        cmocka_unit_test(every_shape),
        cmocka_unit_test(what_is_not_read_says_what_is),
        cmocka_unit_test(headers_of_others),
        cmocka_unit_test(headers_that_are_none),
        cmocka_unit_test(sizes_that_do_not_fit),
        cmocka_unit_test(cut_and_altered),
        cmocka_unit_test(pipes),
        cmocka_unit_test(more_than_four_gibibytes),
        cmocka_unit_test(calls_that_are_wrong),
        cmocka_unit_test(written_as_numpy_does),
        cmocka_unit_test(strides_are_followed),
        cmocka_unit_test(what_cannot_be_written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
