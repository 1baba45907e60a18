/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of ids, and what of a row they need. */
#include "evaluate/asked.h"

#include <string.h>

#include "base/error.h"
#include "evaluate/statistics.h"

int kl_asked_has(const char *ids, const char *id) {
    if (ids == NULL)
        return 1;
    for (size_t size; *ids != '\0'; ids += size + (ids[size] == ',')) {
        size = strcspn(ids, ",");
        if (strlen(id) == size && memcmp(ids, id, size) == 0)
            return 1;
    }
    return 0;
}

static uint64_t bits_of_two(kl_stat stat) {
    return kl_stat_bit((int)stat) | kl_stat_bit((int)stat + 1);
}

/* What costs more than a look at the target and at the most probable tokens. */
static uint64_t costly(void) {
    uint64_t bits = kl_stat_bit(KL_STAT_REVERSE) | kl_stat_bit(KL_STAT_JENSEN_SHANNON) |
                    kl_stat_bit(KL_STAT_TOTAL_VARIATION) | bits_of_two(KL_STAT_ENTROPY);
    for (int low = KL_STAT_FORWARD_LOW; low < KL_STAT_COUNT; low++)
        bits |= kl_stat_bit(low);
    return bits;
}

static int is_known(const char *id, size_t size) {
    const char *known;
    for (size_t i = 0; (known = kl_evaluate_id(2, i)) != NULL; i++)
        if (strlen(known) == size && memcmp(known, id, size) == 0)
            return 1;
    return 0;
}

kl_status kl_asked_stats(const char *ids, uint64_t *stats, kl_error *error) {
    *stats = UINT64_MAX;
    if (ids == NULL)
        return KL_OK;
    *stats = ~costly();
    const char *at = ids;
    do { /* an empty list has an id of nothing, too */
        size_t size = strcspn(at, ",");
        if (size == 0)
            return kl_fail(error, KL_ERROR_ARGUMENT, "measures: an id is missing in \"%.60s\"",
                           ids);
        if (!is_known(at, size))
            return kl_fail(error, KL_ERROR_ARGUMENT, "measures: nothing is called \"%.*s\"",
                           (int)(size < 60 ? size : 60), at);
        at += size;
    } while (*at++ == ',');
    size_t count;
    const kl_statistic *rows = kl_statistics(&count);
    for (size_t i = 0; i < count; i++) {
        if (!kl_asked_has(ids, rows[i].id))
            continue;
        *stats |= rows[i].sides ? bits_of_two(rows[i].stat) : kl_stat_bit((int)rows[i].stat);
        if (rows[i].kind == KL_STATISTIC_BOUNDS)
            *stats |= bits_of_two(rows[i].low);
    }
    return KL_OK;
}

int kl_asked_whole(uint64_t stats) {
    return (stats & (kl_stat_bit(KL_STAT_REVERSE) | kl_stat_bit(KL_STAT_JENSEN_SHANNON) |
                     kl_stat_bit(KL_STAT_TOTAL_VARIATION) | bits_of_two(KL_STAT_ENTROPY))) != 0;
}
