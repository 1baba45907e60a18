/* SPDX-License-Identifier: Apache-2.0 */
/* Exact sums in a state: the same bytes whatever the order of their terms, and checked. */
#include "state_example.h"

#include "base/exact_sum.h"

static kl_buffer save_sum(const kl_exact_sum *sum) {
    kl_buffer bytes = {0};
    kl_state_writer *w;
    kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
    kl_state_begin(w, tag_one, NULL);
    kl_state_put_exact_sum(w, sum, NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    return bytes;
}

static kl_status load_sum(const kl_buffer *bytes, kl_exact_sum *sum, kl_error *error) {
    kl_view view = {bytes->data, bytes->size, 0};
    kl_state_reader *r;
    kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL);
    kl_state_expect(r, tag_one, NULL);
    kl_state_get_exact_sum(r, sum, NULL);
    kl_status status = kl_state_end(r, error);
    kl_state_reader_free(r);
    return status;
}

static void test_exact_sum_comes_back(void **state) {
    (void)state;
    double terms[] = {0.1, -1e300, 1e300, 0x1p-1074, -7, 0x1.8p1000, 3e-300};
    enum { TERMS = sizeof terms / sizeof terms[0] };
    for (int used = 0; used <= TERMS; used++) {
        kl_exact_sum forward, backward, loaded;
        kl_exact_sum_init(&forward);
        kl_exact_sum_init(&backward);
        for (int i = 0; i < used; i++) {
            kl_exact_sum_add(&forward, terms[i]);
            kl_exact_sum_add(&backward, terms[used - 1 - i]);
        }
        kl_buffer one = save_sum(&forward), two = save_sum(&backward);
        assert_int_equal(one.size, two.size);
        assert_memory_equal(one.data, two.data, one.size);
        assert_int_equal(load_sum(&one, &loaded, NULL), KL_OK);
        assert_true(kl_exact_sum_round(&loaded) == kl_exact_sum_round(&forward));
        kl_exact_sum_normalize(&forward);
        assert_memory_equal(&loaded, &forward, sizeof loaded);
        kl_free(one.data);
        kl_free(two.data);
    }
}

/* What a forged file may claim about a sum. */
static void test_exact_sum_is_checked(void **state) {
    (void)state;
    static const struct {
        uint8_t specials;
        int64_t top;
        uint8_t first, count;
        uint32_t chunk[3];
    } forged[] = {{8, 0, 0, 0, {0}},      {0, INT64_MAX, 0, 0, {0}}, {0, INT64_MIN, 0, 0, {0}},
                  {0, 0, 66, 1, {1}},     {0, 0, 65, 2, {1, 1}},     {0, 0, 255, 255, {1}},
                  {0, 0, 3, 0, {0}},      {0, 0, 3, 2, {0, 1}},      {0, 0, 3, 2, {1, 0}},
                  {0, 0, 3, 3, {1, 0, 1}}}; /* the last one is right */
    for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
        kl_buffer bytes = {0};
        kl_state_writer *w;
        kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
        kl_state_begin(w, tag_one, NULL);
        kl_state_put_u8(w, forged[i].specials, NULL);
        kl_state_put_u64(w, (uint64_t)forged[i].top, NULL);
        kl_state_put_u8(w, forged[i].first, NULL);
        kl_state_put_u8(w, forged[i].count, NULL);
        for (int j = 0; j < forged[i].count && j < 3; j++)
            kl_state_put_u32(w, forged[i].chunk[j], NULL);
        kl_state_finish(w, NULL);
        kl_state_writer_free(w);
        kl_exact_sum sum;
        int last = i + 1 == sizeof forged / sizeof forged[0];
        assert_int_equal(load_sum(&bytes, &sum, NULL), last ? KL_OK : KL_ERROR_FORMAT);
        kl_free(bytes.data);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_sum_comes_back),
        cmocka_unit_test(test_exact_sum_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
