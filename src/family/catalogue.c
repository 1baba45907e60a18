/* SPDX-License-Identifier: Apache-2.0 */
/* The table: which rows there are. */
#include "base/ascii.h"
#include "family/row.h"

#include <string.h>

static const kl_family_row *const rows[] = {
#define ROW(id, name) [id] = &kl_row_##name,
    KL_FAMILIES(ROW)
#undef ROW
};

enum { ROWS = sizeof rows / sizeof *rows };

int kl_family_count(void) {
    return ROWS;
}

const kl_family_row *kl_family_row_get(kl_family_id id) {
    return (unsigned)id < ROWS ? rows[id] : NULL;
}

const kl_family *kl_family_get(kl_family_id id) {
    const kl_family_row *row = kl_family_row_get(id);
    return row != NULL ? &row->family : NULL;
}

const kl_family *kl_family_find(const char *name) {
    for (int id = 0; name != NULL && id < ROWS; id++)
        if (kl_ascii_same(rows[id]->family.name, name, SIZE_MAX))
            return &rows[id]->family;
    return NULL;
}
