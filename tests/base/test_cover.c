/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of ranges, beside a set of bits: one form for one set, and nothing twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/cover.h"

enum { SIZE = 60 };

static void check(const kl_cover *cover, const int *bit) {
    uint64_t size = 0;
    int here[SIZE] = {0};
    for (size_t i = 0; i < cover->n; i++) {
        assert_true(cover->range[i].low < cover->range[i].high);
        assert_true(i == 0 || cover->range[i - 1].high < cover->range[i].low);
        for (uint64_t k = cover->range[i].low; k < cover->range[i].high; k++)
            here[k] = 1;
    }
    for (int k = 0; k < SIZE; k++) {
        assert_int_equal(here[k], bit[k]);
        size += (uint64_t)bit[k];
    }
    assert_int_equal(kl_cover_size(cover), size);
}

static void adds_like_bits(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 300; seed++) {
        kl_random dice;
        kl_cover cover = {NULL, 0};
        int bit[SIZE] = {0};
        kl_random_init(&dice, seed, 0);
        for (int step = 0; step < 20; step++) {
            const uint64_t low = kl_random_below(&dice, SIZE);
            const kl_range range = {low, low + kl_random_below(&dice, SIZE - low + 1)};
            int taken = 0;
            for (uint64_t k = range.low; k < range.high; k++)
                taken |= bit[k];
            assert_int_equal(kl_cover_add(&cover, range, NULL), taken ? KL_ERROR_MISMATCH : KL_OK);
            for (uint64_t k = range.low; !taken && k < range.high; k++)
                bit[k] = 1;
            check(&cover, bit);
        }
        kl_cover_free(&cover);
    }
}

static void parts_are_the_whole(void **state) {
    (void)state;
    const uint64_t sizes[] = {0, 1, 7, 60, UINT64_MAX};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (uint64_t parts = 1; parts < 12; parts++) {
            kl_cover cover = {NULL, 0};
            /* Backwards, to be put before what is there. */
            for (uint64_t part = parts; part >= 1; part--)
                assert_int_equal(kl_cover_add(&cover, kl_range_part(sizes[s], part, parts), NULL),
                                 KL_OK);
            assert_int_equal(cover.n, sizes[s] > 0);
            assert_true(kl_cover_size(&cover) == sizes[s]);
            kl_cover_free(&cover);
        }
}

static void read_back(const uint64_t *numbers, size_t n, uint64_t size, kl_status expected) {
    kl_buffer bytes = {NULL, 0, 0};
    kl_state_writer *writer = NULL;
    kl_state_reader *reader = NULL;
    kl_cover cover = {NULL, 0};
    assert_int_equal(
        kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_EVALUATION, &writer, NULL), KL_OK);
    kl_state_begin(writer, KL_STATE_TAG('T', 'E', 'S', 'T'), NULL);
    for (size_t i = 0; i < n; i++)
        kl_state_put_varint(writer, numbers[i], NULL);
    assert_int_equal(kl_state_finish(writer, NULL), KL_OK);
    kl_view view = {bytes.data, bytes.size, 0};
    assert_int_equal(
        kl_state_reader_new(kl_source_memory(&view), KL_STATE_EVALUATION, &reader, NULL), KL_OK);
    kl_state_expect(reader, KL_STATE_TAG('T', 'E', 'S', 'T'), NULL);
    assert_int_equal(kl_cover_get(&cover, size, reader, NULL), expected);
    kl_cover_free(&cover);
    kl_state_reader_free(reader);
    kl_state_writer_free(writer);
    kl_free(bytes.data);
}

static void what_is_no_cover_is_refused(void **state) {
    (void)state;
    read_back((const uint64_t[]){2, 0, 3, 1, 4}, 5, 8, KL_OK);
    read_back((const uint64_t[]){2, 0, 3, 1, 4}, 5, 7, KL_ERROR_FORMAT); /* beyond the end */
    read_back((const uint64_t[]){2, 0, 3, 0, 4}, 5, 8, KL_ERROR_FORMAT); /* no gap */
    read_back((const uint64_t[]){1, 0, 0}, 3, 8, KL_ERROR_FORMAT);       /* empty */
    read_back((const uint64_t[]){1, UINT64_MAX, 2}, 3, 8, KL_ERROR_FORMAT);
    read_back((const uint64_t[]){1, 2, UINT64_MAX}, 3, 8, KL_ERROR_FORMAT);
    read_back((const uint64_t[]){3, 0, 1}, 3, 8, KL_ERROR_FORMAT); /* it ends too early */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(adds_like_bits),
                                       cmocka_unit_test(parts_are_the_whole),
                                       cmocka_unit_test(what_is_no_cover_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
