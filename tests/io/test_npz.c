/* SPDX-License-Identifier: Apache-2.0 */
/* .npz: what NumPy wrote (tests/io/golden), archives with 64-bit sizes made here, and damaged ones. */
#include "tensor_support.h"

#include "base/little_endian.h"

#ifdef KL_HAVE_ZLIB
enum { ZLIB = 1 };
#else
enum { ZLIB = 0 };
#endif

/* ── What NumPy wrote ───────────────────────────────────────────────────────────────────────── */

static void expect_pair(const char *file) {
    kl_tensor *tensor = open_golden(file, "logits");
    expect_golden(tensor, KL_F32, 12);
    expect_matrix(tensor, 3, 4);
    assert_string_equal(kl_tensor_format(tensor), "npz");
    assert_int_equal(kl_tensor_count(tensor), 2);
    assert_string_equal(kl_tensor_name(tensor, 0), "logits");
    assert_string_equal(kl_tensor_name(tensor, 1), "targets");
    assert_int_equal(kl_tensor_chosen(tensor), 0);
    kl_tensor_close(tensor);
    tensor = open_golden(file, "targets");
    expect_golden(tensor, KL_I32, 3);
    expect_matrix(tensor, 3, 1);
    assert_int_equal(kl_tensor_chosen(tensor), 1);
    kl_tensor_close(tensor);
}

static void stored_members(void **state) {
    (void)state;
    expect_pair("stored.npz");
    expect_pair("pipe.npz"); /* sizes behind the members */
}

static void deflated_members(void **state) {
    (void)state;
    if (!ZLIB) {
        bytes all = read_golden("single.npz");
        expect_refused_with(all.data, all.size, NULL, NULL, KL_ERROR_UNSUPPORTED, "zlib1g-dev");
        free(all.data);
        return;
    }
    expect_pair("deflated.npz");
    kl_tensor *tensor = open_golden("single.npz", NULL);
    expect_golden(tensor, KL_F16, 24);
    expect_shape(tensor, 3, (const size_t[]){2, 3, 4});
    kl_tensor_close(tensor);
}

static void which_array_is_meant(void **state) {
    (void)state;
    bytes all = read_golden("stored.npz");
    expect_refused_with(all.data, all.size, NULL, NULL, KL_ERROR_ARGUMENT,
                        "2 arrays, of which one must be named: \"logits\", \"targets\"");
    expect_refused_with(all.data, all.size, "logit", NULL, KL_ERROR_ARGUMENT,
                        "no array is named \"logit\"; there are \"logits\", \"targets\"");
    free(all.data);
}

/* ── Sums and memory ────────────────────────────────────────────────────────────────────────── */

static void sums_are_checked_on_demand(void **state) {
    (void)state;
    bytes all = read_golden("stored.npz");
    kl_tensor_options options;
    kl_tensor_options_init(&options);
    options.check_sums = 1;
    if (!ZLIB) {
        expect_refused_with(all.data, all.size, "logits", &options, KL_ERROR_UNSUPPORTED,
                            "zlib1g-dev");
        free(all.data);
        return;
    }
    kl_tensor *tensor = NULL;
    assert_int_equal(kl_tensor_parse(all.data, all.size, "logits", &options, &tensor, NULL), KL_OK);
    size_t number = (size_t)((const unsigned char *)kl_tensor_array(tensor).data - all.data);
    kl_tensor_close(tensor);
    all.data[number] ^= 1;
    tensor = NULL;
    assert_int_equal(kl_tensor_parse(all.data, all.size, "logits", NULL, &tensor, NULL), KL_OK);
    kl_tensor_close(tensor);
    expect_refused_with(all.data, all.size, "logits", &options, KL_ERROR_FORMAT, "its CRC-32 is");
    free(all.data);
}

static void memory_has_a_bound(void **state) {
    (void)state;
    bytes all = read_golden("deflated.npz");
    kl_tensor_options options;
    kl_tensor_options_init(&options);
    options.memory_max = 175; /* 128 + 12 · 4 are needed */
    expect_refused_with(all.data, all.size, "logits", &options, KL_ERROR_MEMORY,
                        "needs 176 bytes of memory, and 175 are allowed");
    options.memory_max = 176;
    kl_tensor *tensor = NULL;
    assert_int_equal(kl_tensor_parse(all.data, all.size, "logits", &options, &tensor, NULL),
                     ZLIB ? KL_OK : KL_ERROR_UNSUPPORTED);
    kl_tensor_close(tensor);
    free(all.data);
}

/* ── Damage ─────────────────────────────────────────────────────────────────────────────────── */

enum { ENTRY_FLAGS = 8, ENTRY_METHOD = 10, ENTRY_PACKED = 20, ENTRY_SIZE = 24, ENTRY_NAME = 28 };
enum { ENTRY_EXTRA = 30, ENTRY_HEADER = 42, ENTRY_TEXT = 46 };
enum { END_DISK = 4, END_HERE = 8, END_ENTRIES = 10, END_BYTES = 12, END_DIRECTORY = 16 };

/* The last place where the four bytes stand. */
static unsigned char *last(bytes all, const char *signature) {
    for (size_t at = all.size - 4; at > 0; at--)
        if (memcmp(all.data + at, signature, 4) == 0)
            return all.data + at;
    fail();
    return NULL;
}

/* The last entry is that of targets. */
static void refuse_entry(const char *file, size_t field, int width, uint32_t value,
                         const char *words) {
    bytes all = read_golden(file);
    unsigned char *at = last(all, "PK\x01\x02") + field;
    if (width == 2)
        kl_store_u16(at, (uint16_t)value);
    else
        kl_store_u32(at, value);
    expect_refused_with(all.data, all.size, "targets", NULL, KL_ERROR_FORMAT, words);
    free(all.data);
}

static void damaged_entries(void **state) {
    (void)state;
    refuse_entry("stored.npz", ENTRY_FLAGS, 2, 1, "encrypted");
    refuse_entry("stored.npz", ENTRY_METHOD, 2, 12, "compressed by method 12");
    refuse_entry("stored.npz", ENTRY_PACKED, 4, 139, "two sizes, 139 and 140");
    refuse_entry("stored.npz", ENTRY_PACKED, 4, 0x7FFFFFFF, "has not so many");
    refuse_entry("stored.npz", ENTRY_HEADER, 4, 1, "no member does");
    refuse_entry("stored.npz", ENTRY_HEADER, 4, 0xFFFFFFFE, "no member does");
    refuse_entry("stored.npz", ENTRY_HEADER, 4, 0, "has another name");
    refuse_entry("stored.npz", ENTRY_HEADER, 4, 0xFFFFFFFF, "extra fields");
    refuse_entry("stored.npz", ENTRY_NAME, 2, 0xFFFF, "longer than what is left");
    refuse_entry("stored.npz", ENTRY_NAME, 2, 10, "more than its entries need");
    refuse_entry("stored.npz", ENTRY_EXTRA, 2, 1, "longer than what is left");
    refuse_entry("stored.npz", 0, 4, 0, "expected an entry");
    refuse_entry("stored.npz", ENTRY_TEXT, 2, 0x4100, "a NUL in it");
    refuse_entry("deflated.npz", ENTRY_SIZE, 4, 0x7FFFFFFF, "more than its");
    if (!ZLIB)
        return;
    refuse_entry("deflated.npz", ENTRY_SIZE, 4, 139, "damaged, or are not the 139 bytes");
    refuse_entry("deflated.npz", ENTRY_SIZE, 4, 141, "damaged, or are not the 141 bytes");
    refuse_entry("deflated.npz", ENTRY_PACKED, 4, 10, "damaged");
    refuse_entry("deflated.npz", 16, 4, 0, "where 00000000 was expected"); /* the sum */
}

static void refuse_end(size_t field, uint16_t value, const char *words) {
    bytes all = read_golden("stored.npz");
    kl_store_u16(last(all, "PK\x05\x06") + field, value);
    expect_refused_with(all.data, all.size, "targets", NULL, KL_ERROR_FORMAT, words);
    free(all.data);
}

static void damaged_ends(void **state) {
    (void)state;
    refuse_end(END_DISK, 1, "several parts");
    refuse_end(END_HERE, 1, "several parts");
    refuse_end(END_ENTRIES, 3, "several parts");
    refuse_end(END_BYTES, 1, "not where this end record begins");
    refuse_end(END_DIRECTORY, 0xFFFF, "not where this end record begins");
    expect_refused("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "holds no array");
    expect_refused("PK\x03\x04", 4, "no end record");
}

static void a_name_that_occurs_twice(void **state) {
    (void)state;
    bytes all = read_golden("stored.npz");
    unsigned char *entry = last(all, "PK\x01\x02");
    bytes twice = {malloc(all.size + 64), 0};
    size_t entry_size = ENTRY_TEXT + 11;
    size_t until = (size_t)(entry - all.data) + entry_size;
    memcpy(twice.data, all.data, until);
    memcpy(twice.data + until, entry, entry_size);
    memcpy(twice.data + until + entry_size, all.data + until, all.size - until);
    twice.size = all.size + entry_size;
    unsigned char *end = last(twice, "PK\x05\x06");
    kl_store_u16(end + END_HERE, 3);
    kl_store_u16(end + END_ENTRIES, 3);
    kl_store_u32(end + END_BYTES, kl_load_u32(end + END_BYTES) + (uint32_t)entry_size);
    expect_refused_with(twice.data, twice.size, "targets", NULL, KL_ERROR_FORMAT,
                        "2 arrays are named \"targets\"");
    free(twice.data);
    free(all.data);
}

static void cut_and_altered(void **state) {
    (void)state;
    expect_cut_refused("stored.npz", "targets");
    expect_cut_refused("deflated.npz", "targets");
    try_altered("stored.npz", "targets");
    try_altered("pipe.npz", "logits");
    try_altered("deflated.npz", "logits");
}

/* ── 64-bit sizes ───────────────────────────────────────────────────────────────────────────── */

static unsigned char *put(unsigned char *to, const void *data, size_t size) {
    memcpy(to, data, size);
    return to + size;
}

/* One stored member "a.npy", all of whose sizes stand in 64-bit fields. Positions of its parts are left
 * in `at`: entry, its extra field, end64 record, locator. */
static bytes zip64(size_t at[4]) {
    bytes array = read_golden("f4.npy");
    unsigned char local[30] = "PK\x03\x04", entry[46] = "PK\x01\x02", extra[28] = {1, 0, 24, 0};
    unsigned char end64[56] = "PK\x06\x06", locator[20] = "PK\x06\x07", end[22] = "PK\x05\x06";
    const size_t directory = sizeof local + 5 + array.size;
    kl_store_u16(local + 26, 5);
    memset(entry + ENTRY_PACKED, 0xFF, 8);
    kl_store_u16(entry + ENTRY_NAME, 5);
    kl_store_u16(entry + ENTRY_EXTRA, sizeof extra);
    memset(entry + ENTRY_HEADER, 0xFF, 4);
    kl_store_u64(extra + 4, array.size);
    kl_store_u64(extra + 12, array.size);
    kl_store_u64(end64 + 24, 1);
    kl_store_u64(end64 + 32, 1);
    kl_store_u64(end64 + 40, sizeof entry + 5 + sizeof extra);
    kl_store_u64(end64 + 48, directory);
    kl_store_u64(locator + 8, directory + sizeof entry + 5 + sizeof extra);
    memset(end + END_HERE, 0xFF, 12);
    bytes all = {malloc(1000), 0};
    unsigned char *p = put(all.data, local, sizeof local);
    p = put(put(p, "a.npy", 5), array.data, array.size);
    at[0] = (size_t)(p - all.data);
    p = put(put(p, entry, sizeof entry), "a.npy", 5);
    at[1] = (size_t)(p - all.data);
    p = put(p, extra, sizeof extra);
    at[2] = (size_t)(p - all.data);
    p = put(p, end64, sizeof end64);
    at[3] = (size_t)(p - all.data);
    p = put(put(p, locator, sizeof locator), end, sizeof end);
    all.size = (size_t)(p - all.data);
    free(array.data);
    return all;
}

static void refuse_zip64(int part, size_t field, uint64_t value, const char *words) {
    size_t at[4];
    bytes all = zip64(at);
    kl_store_u64(all.data + at[part] + field, value);
    expect_refused(all.data, all.size, words);
    free(all.data);
}

static void sizes_of_64_bits(void **state) {
    (void)state;
    size_t at[4];
    bytes all = zip64(at);
    kl_tensor *tensor = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_tensor_parse(all.data, all.size, NULL, NULL, &tensor, &error) != KL_OK)
        fail_msg("%s", error.message);
    expect_golden(tensor, KL_F32, 12);
    assert_string_equal(kl_tensor_name(tensor, 0), "a");
    kl_tensor_close(tensor);
    for (size_t size = 0; size < all.size; size++)
        expect_refused(all.data, size, "byte");
    free(all.data);
    static const uint64_t large[] = {UINT64_MAX, UINT64_C(1) << 63, (UINT64_C(1) << 63) - 1, 1000};
    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
        refuse_zip64(1, 4, large[i], "two sizes");
        refuse_zip64(1, 12, large[i], "has not so many");
        refuse_zip64(1, 20, large[i], "no member does");
        refuse_zip64(2, 24, large[i], "several parts");
        refuse_zip64(2, 40, large[i], "not where this end record begins");
        refuse_zip64(2, 48, large[i], "not where this end record begins");
        refuse_zip64(3, 8, large[i], "locator");
    }
    refuse_zip64(1, 0, 16 << 16 | 1, "extra fields"); /* too few numbers in it */
    refuse_zip64(1, 0, 24 << 16 | 2, "extra fields"); /* another field */
    refuse_zip64(1, 0, 25 << 16 | 1, "extra fields"); /* longer than it can be */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stored_members),       cmocka_unit_test(deflated_members),
        cmocka_unit_test(which_array_is_meant), cmocka_unit_test(sums_are_checked_on_demand),
        cmocka_unit_test(memory_has_a_bound),   cmocka_unit_test(damaged_entries),
        cmocka_unit_test(damaged_ends),         cmocka_unit_test(a_name_that_occurs_twice),
        cmocka_unit_test(cut_and_altered),      cmocka_unit_test(sizes_of_64_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
