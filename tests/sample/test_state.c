/* SPDX-License-Identifier: Apache-2.0 */
/* State files: round trips, merging from disk to disk, and everything a damaged file may be. */
#include "help.h"

#include <sys/resource.h>
#include <unistd.h>

#include "sample/tags.h"

static void round_trip_keeps_everything(void **state) {
    (void)state;
    for (int order = 1; order <= KL_ORDER_MAX; order++) {
        kl_counts *counts = help_random(7, order, 12, 64, 700), *again = NULL;
        kl_buffer bytes = help_bytes(counts);
        assert_int_equal(kl_counts_parse(bytes.data, bytes.size, &again, NULL), KL_OK);
        help_same(counts, again);
        assert_int_equal(again->order, order);
        assert_int_equal(again->symbols, KL_SYMBOLS_WORDS);
        assert_int_equal(again->bad_bytes, 3);
        assert_int_equal(again->total, counts->total);
        assert_memory_equal(again->bag_total, counts->bag_total, sizeof counts->bag_total);
        assert_memory_equal(again->count, counts->count, counts->size * sizeof *counts->count);
        kl_free(bytes.data);
        kl_counts_free(counts);
        kl_counts_free(again);
    }
}

static void path_of(char *path, size_t size, const char *name) {
    snprintf(path, size, "%s/kullback-%ld-%s", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp",
             (long)getpid(), name);
}

static void files_merge_as_tables_do(void **state) {
    (void)state;
    char path[4][256], name[16];
    kl_counts *part[3], *expected = NULL, *got = NULL;
    for (int k = 0; k < 4; k++) {
        snprintf(name, sizeof name, "%d.kls", k);
        path_of(path[k], sizeof path[k], name);
    }
    for (int k = 0; k < 3; k++) {
        part[k] = help_random(20 + (uint64_t)k, 3, 20, 64, k == 1 ? 0 : 900);
        assert_int_equal(kl_counts_save(part[k], path[k], NULL), KL_OK);
    }
    const char *paths[3] = {path[2], path[0], path[1]};
    const kl_counts *tables[3] = {part[0], part[1], part[2]};
    assert_int_equal(kl_counts_merge_files(paths, 3, path[3], NULL), KL_OK);
    assert_int_equal(kl_counts_load(path[3], &got, NULL), KL_OK);
    assert_int_equal(kl_counts_merge(tables, 3, &expected, NULL), KL_OK);
    help_same(got, expected);

    /* A file may be merged into itself: the output appears when all is read. */
    kl_counts *twice = NULL;
    const char *self[2] = {path[3], path[0]};
    assert_int_equal(kl_counts_merge_files(self, 2, path[3], NULL), KL_OK);
    assert_int_equal(kl_counts_load(path[3], &twice, NULL), KL_OK);
    assert_int_equal(kl_counts_total(twice), kl_counts_total(got) + kl_counts_total(part[0]));

    /* But not twice. */
    kl_error error = KL_ERROR_INIT;
    const char *same[3] = {path[0], path[1], path[0]};
    assert_int_equal(kl_counts_merge_files(same, 3, path[3], &error), KL_ERROR_MISMATCH);
    assert_int_equal(error.index, 2);
    assert_non_null(strstr(error.message, path[0]));
    kl_counts *other = help_random(1, 2, 5, 4, 20);
    assert_int_equal(kl_counts_save(other, path[1], NULL), KL_OK);
    assert_int_equal(kl_counts_merge_files(paths, 3, path[3], &error), KL_ERROR_MISMATCH);
    assert_non_null(strstr(error.message, path[1]));
    assert_int_equal(truncate(path[0], 60), 0);
    assert_int_equal(kl_counts_merge_files(paths, 2, path[3], &error), KL_ERROR_FORMAT);
    assert_non_null(strstr(error.message, path[0]));
    kl_counts *refused = got;
    assert_int_equal(kl_counts_load(path[0], &refused, &error), KL_ERROR_FORMAT);
    assert_null(refused);
    kl_counts *kept = NULL; /* what a failed merge would have replaced is still there */
    assert_int_equal(kl_counts_load(path[3], &kept, NULL), KL_OK);
    help_same(kept, twice);
    kl_counts *made[] = {part[0], part[1], part[2], expected, twice, other, kept, got};
    for (size_t k = 0; k < sizeof made / sizeof *made; k++)
        kl_counts_free(made[k]);
    for (int k = 0; k < 4; k++)
        remove(path[k]);
}

/* More files than a process may have open at once. */
static void many_files_merge(void **state) {
    (void)state;
    enum { FILES = 300, OPEN = 80 };
    static char path[FILES][256];
    char out[256];
    const char *paths[FILES];
    kl_counts *one = help_random(5, 2, 9, 64, 50), *got = NULL;
    path_of(out, sizeof out, "many.kls");
    for (int k = 0; k < FILES; k++) {
        char name[16];
        snprintf(name, sizeof name, "%d.kls", k);
        path_of(path[k], sizeof path[k], name);
        paths[k] = path[k];
        assert_int_equal(kl_counts_save(one, path[k], NULL), KL_OK);
    }
    struct rlimit before, few;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = OPEN;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    assert_int_equal(kl_counts_merge_files(paths, FILES, out, NULL), KL_OK);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(kl_counts_load(out, &got, NULL), KL_OK);
    assert_int_equal(kl_counts_size(got), kl_counts_size(one));
    for (size_t g = 0; g < kl_counts_size(one); g++)
        assert_int_equal(kl_counts_count(got, g), FILES * kl_counts_count(one, g));
    assert_int_equal(kl_counts_bad_bytes(got), 3 * FILES);
    kl_counts_free(one);
    kl_counts_free(got);
    for (int k = 0; k < FILES; k++)
        remove(path[k]);
    remove(out);
}

static void every_truncation_is_refused(void **state) {
    (void)state;
    kl_counts *counts = help_random(3, 2, 4, 6, 12), *out;
    kl_buffer bytes = help_bytes(counts);
    for (size_t size = 0; size < bytes.size; size++) {
        kl_error error = KL_ERROR_INIT;
        uint8_t *copy = malloc(size + 1); /* exactly as long, so that a read beyond is seen */
        memcpy(copy, bytes.data, size);
        assert_int_equal(kl_counts_parse(copy, size, &out, &error), KL_ERROR_FORMAT);
        assert_null(out);
        assert_true(error.offset >= 0);
        free(copy);
    }
    kl_free(bytes.data);
    kl_counts_free(counts);
}

static void every_flipped_bit_is_refused(void **state) {
    (void)state;
    kl_counts *counts = help_random(3, 2, 4, 6, 12), *out;
    kl_buffer bytes = help_bytes(counts);
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        kl_status status = kl_counts_parse(bytes.data, bytes.size, &out, NULL);
        /* a higher version number is a newer file */
        assert_true(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        assert_null(out);
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    kl_free(bytes.data);
    kl_counts_free(counts);
}

/* A forged state: checksums are right, the content is not. Bytes of the three sections as given. */
typedef struct forged {
    const char *what;
    uint8_t symbols, order, drawn;
    uint64_t total, bag0;
    const char *names;
    size_t names_size;
    const char *grams;
    size_t grams_size;
    const char *message; /* NULL: accepted */
} forged;
#define BYTES(text) text, sizeof text - 1

static const forged forgeries[] = {
    {"fine", 2, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     NULL},
    {"kind", 5, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "kind 5"},
    {"order 0", 2, 0, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "order 0"},
    {"order 6", 2, 6, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "order 6"},
    {"drawn", 2, 1, 2, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "draws is 2"},
    {"drawn nothing", 2, 1, 1, 0, 0, BYTES(""), BYTES(""), "draws is 1"},
    {"total", 2, 1, 0, 4, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "the total says 4"},
    {"too few", 2, 1, 0, 4, 4, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "add up to 3"},
    {"too many", 2, 1, 0, 2, 2, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "does not fit"},
    {"zero", 2, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\0"
           "\0\1\0\0\3"),
     "does not fit"},
    {"bag", 2, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\100\1"
           "\0\1\0\0\2"),
     "bag 64"},
    {"bags down", 2, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\1\0\1\0\1"
           "\0\1\0\0\1"),
     "bag 0"},
    {"cells", 2, 1, 0, 3, 3, BYTES("\1a\1b"), BYTES("\0\1\100\0\1"), "65 cells"},
    {"symbols down", 2, 1, 0, 3, 3, BYTES("\1b\1a"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "not after"},
    {"symbol twice", 2, 1, 0, 3, 3, BYTES("\1a\1a"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "not after"},
    {"unused", 2, 1, 0, 3, 3, BYTES("\1a\1b\1c"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "symbol 2"},
    {"no such", 2, 1, 0, 3, 3, BYTES("\1a"),
     BYTES("\0\1\0\0\1"
           "\0\1\0\0\2"),
     "symbol number 1 of 1"},
    {"same gram", 2, 1, 0, 3, 3, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\1"
           "\0\0\0\0\2"),
     "not after"},
    {"first at 1", 2, 2, 0, 1, 1, BYTES("\1a"), BYTES("\1\1\0\0\1"), "place 1"},
    {"place 2", 2, 2, 0, 2, 2, BYTES("\1a\1b"),
     BYTES("\0\1\0\0\0\1"
           "\2\1\0\0\1"),
     "place 2"},
    {"cut gram", 2, 2, 0, 2, 2, BYTES("\1a\1b"), BYTES("\0\1\0\0\0"), ""},
    {"long name", 2, 1, 0, 3, 3, BYTES("\377\377\377\377\377\377\377\377\177a"), BYTES(""), ""},
    {"big step", 2, 1, 0, 3, 3, BYTES("\1a"),
     BYTES("\0\377\377\377\377\377\377\377\377\377\1\0\0\3"), "not after"},
    {"nothing", 2, 3, 0, 0, 0, BYTES(""), BYTES(""), NULL},
    {"empty name", 2, 1, 0, 3, 3, BYTES("\0"), BYTES("\0\1\0\0\3"), NULL},
};

static kl_buffer forge(const forged *f) {
    kl_buffer bytes = {0};
    kl_state_writer *writer = NULL;
    assert_int_equal(kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &writer, NULL),
                     KL_OK);
    kl_state_begin(writer, KL_TAG_META, NULL);
    kl_state_put_u8(writer, f->symbols, NULL);
    kl_state_put_u8(writer, f->order, NULL);
    kl_state_put_u8(writer, f->drawn, NULL);
    kl_state_put_u64(writer, f->total, NULL);
    kl_state_put_u64(writer, 0, NULL);
    for (int b = 0; b < KL_BAGS; b++)
        kl_state_put_varint(writer, b == 0 ? f->bag0 : 0, NULL);
    kl_state_begin(writer, KL_TAG_SYMBOLS, NULL);
    kl_state_put_bytes(writer, f->names, f->names_size, NULL);
    kl_state_begin(writer, KL_TAG_GRAMS, NULL);
    kl_state_put_bytes(writer, f->grams, f->grams_size, NULL);
    assert_int_equal(kl_state_finish(writer, NULL), KL_OK);
    kl_state_writer_free(writer);
    return bytes;
}

static void forgeries_are_refused_by_name(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
        kl_buffer bytes = forge(&forgeries[i]);
        kl_counts *out = NULL;
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_counts_parse(bytes.data, bytes.size, &out, &error);
        const char *expected = forgeries[i].message;
        if (expected == NULL) {
            assert_int_equal(status, KL_OK);
            help_same(out, out);
        } else if (status != KL_ERROR_FORMAT || strstr(error.message, expected) == NULL) {
            fail_msg("%s: status %d, \"%s\"", forgeries[i].what, status, error.message);
        }
        kl_counts_free(out);
        kl_free(bytes.data);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip_keeps_everything),
                                       cmocka_unit_test(files_merge_as_tables_do),
                                       cmocka_unit_test(many_files_merge),
                                       cmocka_unit_test(every_truncation_is_refused),
                                       cmocka_unit_test(every_flipped_bit_is_refused),
                                       cmocka_unit_test(forgeries_are_refused_by_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
