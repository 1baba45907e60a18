/* SPDX-License-Identifier: Apache-2.0 */
/* The scratch table of a tally, where tables are emptied in the middle of a block. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/tally.h"

enum { COMMON = 256, RARE = 1000 };

typedef struct emptied {
    kl_tally *tally;
    uint64_t counted; /* in the tables that were emptied */
    unsigned times;
} emptied;

static uint64_t count_of(const kl_tally *tally) {
    const size_t cells = kl_tally_cells(tally, 0, KL_BAGS);
    kl_cell *cell = malloc((cells + 1) * sizeof *cell);
    kl_tally_read(tally, 0, KL_BAGS, cell);
    uint64_t count = 0;
    for (size_t i = 0; i < cells; i++)
        count += cell[i].count;
    free(cell);
    return count;
}

/* What a drain does, once. */
static kl_status empty_once(void *context, size_t more, kl_error *error) {
    (void)more;
    emptied *to = context;
    if (to->times++ > 0)
        return KL_OK;
    const kl_status status = kl_tally_settle(to->tally, error);
    to->counted += count_of(to->tally);
    kl_tally_clear(to->tally, 0, KL_BAGS);
    return status;
}

/* A block of common symbols, some rare ones that make a table grow, and common ones again. */
static void nothing_is_lost_behind_a_rare_one(void **state) {
    (void)state;
    enum { N = 3 * RARE };
    uint32_t id[N + 2], usual[COMMON];
    for (uint32_t i = 0; i < COMMON; i++)
        usual[i] = i;
    for (uint32_t i = 0; i < N + 2; i++)
        id[i] = i >= RARE && i < 2 * RARE ? COMMON + i - RARE : i % 40;
    for (int order = 1; order <= 3; order++) {
        kl_tally tally;
        kl_error error = KL_ERROR_INIT;
        emptied to = {.tally = &tally};
        int ready;
        kl_tally_init(&tally, order);
        assert_int_equal(kl_tally_warm(&tally, usual, COMMON, COMMON, &ready, &error), KL_OK);
        assert_true(ready);
        tally.room = empty_once;
        tally.room_context = &to;
        assert_int_equal(kl_tally_add_warm(&tally, 5, id, N, &error), KL_OK);
        kl_tally_pour(&tally);
        assert_true(to.times > 0);
        assert_int_equal(kl_tally_settle(&tally, &error), KL_OK);
        assert_int_equal(to.counted + count_of(&tally), N);
        kl_tally_free(&tally);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_lost_behind_a_rare_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
