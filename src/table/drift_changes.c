/* SPDX-License-Identifier: Apache-2.0 */
/* What changed most in a column: categories, letters, or ranges of numbers by name. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/printable.h"
#include "table/time.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <kullback/io.h>

typedef struct change {
    size_t place;
    uint64_t count[2];
    double moved; /* |difference of the shares| */
} change;

static int compare(const void *a, const void *b) {
    const change *x = a, *y = b;
    if (x->moved != y->moved)
        return x->moved > y->moved ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* ── Names ── */

static void put_edge(double edge, int is_time, char *text, size_t size) {
    if (is_time)
        kl_time_format(edge, text, size);
    else
        kl_words(text, size, "%.6g", edge);
}

static void name_bin(const double *edges, size_t bins, size_t place, int is_time, char *text) {
    char low[40] = "", high[40] = "";
    if (place > 0)
        put_edge(edges[place - 1], is_time, low, sizeof low);
    if (place + 1 < bins)
        put_edge(edges[place], is_time, high, sizeof high);
    if (bins == 1)
        kl_words(text, KL_DRIFT_NAME, "all");
    else if (place == 0)
        kl_words(text, KL_DRIFT_NAME, "below %s", high);
    else if (place + 1 == bins)
        kl_words(text, KL_DRIFT_NAME, "%s and above", low);
    else
        kl_words(text, KL_DRIFT_NAME, "%s to %s", low, high);
}

static void name_of(const kl_sides *sides, size_t place, char *text) {
    enum { MOST = 60 };
    char shown[4 * MOST + 1];
    const kl_symbol_name name = sides->name[place];
    if (place + 1 == sides->n && sides->joined > 0) {
        kl_words(text, KL_DRIFT_NAME, "%llu rare ones together", (unsigned long long)sides->joined);
        return;
    }
    shown[kl_printable(name.bytes, name.length < MOST ? name.length : MOST, 0, shown)] = '\0';
    kl_words(text, KL_DRIFT_NAME, "%s%s", shown, name.length > MOST ? "…" : "");
}

/* ── The largest ── */

kl_status kl_drift_add_changes(const kl_sides *sides, const double *edges, int is_time,
                               kl_drift_item *item, kl_error *error) {
    change *all = kl_alloc(sides->n, sizeof *all);
    if (all == NULL)
        return kl_fail_memory(error, "what changed", sides->n * sizeof *all);
    for (size_t i = 0; i < sides->n; i++) {
        all[i] = (change){i, {kl_sides_count(sides, 0, i), kl_sides_count(sides, 1, i)}, 0};
        all[i].moved = fabs((double)all[i].count[0] / (double)sides->total[0] -
                            (double)all[i].count[1] / (double)sides->total[1]);
    }
    qsort(all, sides->n, sizeof *all, compare);
    for (size_t i = 0; i < sides->n && i < KL_DRIFT_CHANGES && all[i].moved > 0; i++) {
        if (sides->name != NULL)
            name_of(sides, all[i].place, item->change_name[i]);
        else
            name_bin(edges, sides->n, all[i].place, is_time, item->change_name[i]);
        item->change[i] = (kl_drift_change){NULL, all[i].count[0], all[i].count[1]};
        item->changes = i + 1;
    }
    kl_free(all);
    return KL_OK;
}
