/* SPDX-License-Identifier: Apache-2.0 */
/* What an input is, by its content. */
#include "compare/detect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SEEN(literal) kl_detect(literal, sizeof literal - 1, 1)

static void test_text(void **state) {
    (void)state;
    assert_int_equal(SEEN("All human beings are born free.\n"), KL_SEEN_TEXT);
    assert_int_equal(SEEN("no line end"), KL_SEEN_TEXT);
    assert_int_equal(SEEN("\n\n \n"), KL_SEEN_TEXT);
    assert_int_equal(SEEN("\xEF\xBB\xBFTous les \xC3\xAAtres humains"), KL_SEEN_TEXT);
    /* A tab or a comma does not make a list. */
    assert_int_equal(SEEN("one\ttwo\nthree\tfour\n"), KL_SEEN_TEXT);
    assert_int_equal(SEEN("In 1948, in Paris,\nit was adopted, so to say,\nby many.\n"),
                     KL_SEEN_TEXT);
    /* Chapters have numbers. */
    assert_int_equal(SEEN("1\nIn the beginning\nwas a word\n2\nThen there were two\nwords\n"),
                     KL_SEEN_TEXT);
    assert_int_equal(SEEN("# only a comment\n"), KL_SEEN_TEXT);
}

static void test_old_encoding_is_text(void **state) {
    (void)state;
    /* ISO 8859-1: some bytes are bad, and that is reported later. */
    assert_int_equal(SEEN("W\xFCrde der Men\xDF"
                          "chen und Fr\xE4ulein\n"),
                     KL_SEEN_TEXT);
}

static void test_weights(void **state) {
    (void)state;
    assert_int_equal(SEEN("a\t0.5\nb\t0.5\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("a\t1"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("a\t1\r\nb\t2\r\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("\xEF\xBB\xBF"
                          "a\t1\nb\t2\n"),
                     KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("# letters\n\na\t1e-3\nb\t.5\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("symbol,weight\na,0.5\nb,0.5\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("\"a,b\",0.5\nc,0.5\n"), KL_SEEN_WEIGHTS);
    /* With a bad number it is weights too: the parser then names the line. */
    assert_int_equal(SEEN("a\t0.5\nb\toops\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("a\t-1\nb\tnan\nc\t0,5\n"), KL_SEEN_WEIGHTS);
    assert_int_equal(SEEN("a\t1\nb 2\n"), KL_SEEN_WEIGHTS);
}

static void test_numbers(void **state) {
    (void)state;
    assert_int_equal(SEEN("0.1\n0.25\n-3e5\n"), KL_SEEN_NUMBERS);
    assert_int_equal(SEEN("7"), KL_SEEN_NUMBERS);
    assert_int_equal(SEEN("1\n2\nthree\n"), KL_SEEN_NUMBERS);
}

static void test_table(void **state) {
    (void)state;
    assert_int_equal(SEEN("x,y,z\n1,2,3\n4,5,6\n"), KL_SEEN_TABLE);
    assert_int_equal(SEEN("a\t1\tx\nb\t2\ty\nc\t3\tz\n"), KL_SEEN_TABLE);
}

static void test_magic(void **state) {
    (void)state;
    assert_int_equal(SEEN("\x89KLS\r\n\x1A\n\x01\x00\x01\x00"), KL_SEEN_STATE);
    assert_int_equal(SEEN("\x89KLS\r\n\x1A\n\x01\x00\x02\x00"), KL_SEEN_CODE);
    assert_int_equal(SEEN("\x89KLM\r\n\x1A\n\x01\x00\x00\x00"), KL_SEEN_MODEL);
    assert_int_equal(SEEN("\x89KLQ\r\n\x1A\n\x01\x00"), KL_SEEN_LOGITS);
    assert_int_equal(SEEN("\x93NUMPY\x01\x00"), KL_SEEN_NPY);
    assert_int_equal(SEEN("PAR1\x15\x04"), KL_SEEN_PARQUET);
    assert_int_equal(SEEN("_logits_\x80\x00"), KL_SEEN_LOGITS);
    assert_int_equal(SEEN("SQLite format 3\0\x10"), KL_SEEN_DATABASE);
    assert_int_equal(SEEN("\x40\0\0\0\0\0\0\0{\"x\":"), KL_SEEN_SAFETENSORS);
    assert_int_equal(SEEN("\xFF\xFEh\0i\0"), KL_SEEN_UTF16);
    assert_int_equal(
        SEEN("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x07\0\0\0arr.npy"),
        KL_SEEN_NPZ);
    /* Another archive, and one that is cut in its name, are just binary. */
    assert_int_equal(
        SEEN("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x07\0\0\0doc.xml"),
        KL_SEEN_BINARY);
    assert_int_equal(
        SEEN("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\0\0\0arr.npy"),
        KL_SEEN_BINARY);
}

static void test_binary(void **state) {
    (void)state;
    assert_int_equal(SEEN("a\0b"), KL_SEEN_BINARY);
    assert_int_equal(SEEN("\xFF\xD8\xFF\xE0\x80\x81\x82"), KL_SEEN_BINARY);
    assert_int_equal(kl_detect("", 0, 1), KL_SEEN_EMPTY);
}

/* Only the head is seen of a big input: its last line and last character may be cut. */
static void test_cut_head(void **state) {
    (void)state;
    const char weights[] = "a\t1\nb\t2\nc\t";
    assert_int_equal(kl_detect(weights, sizeof weights - 1, 0), KL_SEEN_WEIGHTS);
    const char text[] = "ab\xE3\x81";
    assert_int_equal(kl_detect(text, sizeof text - 1, 0), KL_SEEN_TEXT);
    const char one_line[] = "a\t1";
    assert_int_equal(kl_detect(one_line, sizeof one_line - 1, 0), KL_SEEN_TEXT);
}

/* Whatever the bytes and wherever they end, nothing outside of them is read (under the sanitizers) and
 * an answer comes back. */
static void test_every_prefix(void **state) {
    (void)state;
    static const char seeds[] =
        "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x07\0\0\0a.npy"
        ",\n,1\n\"\",\n\t1\n\t\n#\n.\n-\n+.\nnan\n\xEF\xBB\xBF\xF0\x9F";
    for (size_t from = 0; from < sizeof seeds; from++) {
        for (size_t size = 0; from + size < sizeof seeds; size++) {
            char copy[sizeof seeds];
            memcpy(copy + sizeof seeds - size, seeds + from, size);
            for (int whole = 0; whole < 2; whole++) {
                const int seen = (int)kl_detect(copy + sizeof seeds - size, size, whole);
                assert_in_range(seen, KL_SEEN_EMPTY, KL_SEEN_DATABASE);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),         cmocka_unit_test(test_old_encoding_is_text),
        cmocka_unit_test(test_weights),      cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_table),        cmocka_unit_test(test_magic),
        cmocka_unit_test(test_binary),       cmocka_unit_test(test_cut_head),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
