/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a profile. */
#ifndef KL_TABLE_PROFILE_H
#define KL_TABLE_PROFILE_H

#include <kullback/table_profile.h>

#include "io/state_type.h"
#include "sample/counts.h"
#include "table/cells.h"
#include "table/name_counts.h"
#include "table/source.h"

/* What is counted in a row: a value, nothing, or an infinite number, which is none. */
typedef enum kl_presence { KL_PRESENT = 0, KL_MISSING, KL_INFINITE, KL_PRESENCES } kl_presence;

typedef struct kl_column_profile {
    char *name;
    kl_profile_sort sort; /* KL_PROFILE_CATEGORIES also of booleans, which are seen in the end */
    kl_cells cells;       /* of numbers and times */
    kl_name_counts
        names; /* of categories; of texts their letters, always in bags: by the cluster, or by the text */
    uint64_t rows[KL_PRESENCES][KL_BAGS]; /* without clusters all in bag 0 */
} kl_column_profile;

struct kl_table_profile {
    char *cluster; /* NULL: none */
    uint64_t rows;
    size_t columns;
    kl_column_profile *column;
};

/* 1, or with clusters KL_BAGS. */
static inline unsigned kl_profile_bags(const kl_table_profile *profile) {
    return profile->cluster != NULL ? (unsigned)KL_BAGS : 1;
}

/* An empty profile with so many columns, whose names are still to be set. */
kl_status kl_profile_new(const char *cluster, size_t columns, kl_table_profile **out,
                         kl_error *error);
/* One column more. */
kl_status kl_profile_grow(kl_table_profile *profile, kl_error *error);
kl_status kl_profile_name(kl_table_profile *profile, size_t column, const char *name, size_t length,
                          kl_error *error);
/* An empty one with the same cluster and columns. */
kl_status kl_profile_like(const kl_table_profile *profile, kl_table_profile **out, kl_error *error);

/* Columns of a source that are none of its profile: the one of clusters and the one of groups, by their numbers;
 * SIZE_MAX: there is none. */
typedef struct kl_profile_apart {
    size_t cluster, by;
} kl_profile_apart;

/* An empty profile of the other columns. */
kl_status kl_profile_of_source(const kl_table_source *source, const kl_profile_options *options,
                               const kl_profile_apart *apart, kl_table_profile **out,
                               kl_error *error);
/* Rows [begin, end) of a batch into such a profile. */
kl_status kl_profile_add(kl_table_profile *profile, const kl_table_source *source,
                         const kl_batch *batch, size_t begin, size_t end,
                         const kl_profile_apart *apart, kl_error *error);
/* All of another one, whose columns may stand in another order. */
kl_status kl_profile_join(kl_table_profile *profile, const kl_table_profile *other,
                          kl_error *error);
kl_status kl_column_profile_join(kl_column_profile *to, const kl_column_profile *from,
                                 kl_error *error);
/* From here on values of this sort come; KL_ERROR_MISMATCH where they are of another. */
kl_status kl_column_profile_turn(kl_column_profile *column, kl_profile_sort sort, kl_error *error);
/* A text of a column of texts, so often. `bag` is that of its cluster; NULL: its own. */
kl_status kl_column_profile_add_text(kl_column_profile *column, kl_symbol_name text,
                                     const unsigned *bag, uint64_t count, kl_error *error);

kl_status kl_profile_options_read(const kl_profile_options *given, kl_profile_options *out,
                                  kl_error *error);
/* The number of a column; KL_ERROR_ARGUMENT: there is none of that name. */
kl_status kl_source_find(const kl_table_source *source, const char *name, size_t *index,
                         kl_error *error);
/* All rows of a source. */
kl_status kl_profile_read(kl_table_source *source, const kl_profile_options *options,
                          kl_table_profile **out, kl_error *error);
/* As a state, which is loaded, saved and merged like any other. */
extern const kl_state_type kl_profile_type;

/* How many rows of a column are so, in all bags. */
uint64_t kl_column_profile_rows(const kl_column_profile *column, kl_presence presence);
/* What users are told of its sort. */
kl_profile_sort kl_column_profile_seen(const kl_column_profile *column);
/* The column of a name, or NULL. */
const kl_column_profile *kl_profile_find(const kl_table_profile *profile, const char *name);

#endif
