/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file table_profile.h
 * @brief The profile of a table: what its columns hold, in memory that does not grow with its rows.
 *
 *     kl_table_profile *profile = NULL;
 *     if (kl_table_profile_open("january.csv", NULL, &profile, &error) == KL_OK)
 *         kl_table_profile_save(profile, "january.kls", &error);
 *     kl_table_profile_free(profile);
 *
 * A profile is a function of the rows as a set: the same bytes for any order of them, any number of threads, and any
 * partition into parts whose profiles are merged. Where two tables are compared, it stands for its table.
 *
 *  - Numbers and points in time: how often each came, cut to its first d significant binary digits (towards 0), d the
 *    most for which there are no more than KL_PROFILE_CELLS different ones. So it is exact (d = 53) of up to so many
 *    different numbers, of what is spread evenly over one order of magnitude good to 2⁻¹⁴ of it, and never worse than
 *    a factor of two. What is infinite is counted apart.
 *  - Categories and booleans: how often each name came; all of them, so that memory grows with how many there are: of
 *    each its bytes and 30 to 60 more, with clusters 512 more. While a table is read each thread has its own.
 *  - Texts: a column of names becomes one of texts as soon as one is longer than KL_PROFILE_TEXT bytes; of all its
 *    values the letters are counted (as kl_text_counter does), and whole values are not kept.
 */
#ifndef KULLBACK_TABLE_PROFILE_H
#define KULLBACK_TABLE_PROFILE_H

#include <kullback/table.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KL_PROFILE_CELLS ((size_t)1 << 14)
#define KL_PROFILE_TEXT ((size_t)128)

typedef struct kl_table_profile kl_table_profile;

typedef struct kl_profile_options {
    size_t size;
    /** The column that says which rows belong together (a customer, a day); NULL: rows are independent draws. What is
     *  counted is then kept apart in 64 bags, a cluster in one of them by a hash of its value. */
    const char *cluster;
    /** Only part `part` (from 1) of `parts` of the rows, which are dealt out in blocks of 2048: the merged profiles of
     *  all parts are that of the table. 0 and 0 (default): all. */
    uint64_t part, parts;
    const kl_table_options *table; /**< how the table is read; NULL: the defaults */
    kl_pool *pool;
    kl_progress *progress; /**< told rows */
    void *progress_context;
} kl_profile_options;

KL_API void kl_profile_options_init(kl_profile_options *options);

/** The profile of whatever kl_table_open reads, or one that was saved: that has the cluster that is asked for already,
 *  and the types of what columns it has, or it is a KL_ERROR_MISMATCH. KL_ERROR_ARGUMENT: no such column. */
KL_API kl_status kl_table_profile_open(const char *path, const kl_profile_options *options,
                                       kl_table_profile **out, kl_error *error);
/** That of a table in memory. */
KL_API kl_status kl_table_profile_of(const kl_table *table, const kl_profile_options *options,
                                     kl_table_profile **out, kl_error *error);
KL_API void kl_table_profile_free(kl_table_profile *profile);

/**
 * That of all rows of several. Columns go by their names, and are those of the first; one without any value goes with
 * every type. KL_ERROR_MISMATCH (`input`): other columns, another cluster, or numbers where the parts before have
 * names.
 */
KL_API kl_status kl_table_profile_merge(const kl_table_profile *const *parts, size_t n,
                                        kl_table_profile **out, kl_error *error);

/** State files (.kls). Equal profiles give equal bytes. */
KL_API kl_status kl_table_profile_save(const kl_table_profile *profile, const char *path,
                                       kl_error *error);
KL_API kl_status kl_table_profile_load(const char *path, kl_table_profile **out, kl_error *error);
/** The same from memory. */
KL_API kl_status kl_table_profile_parse(const void *data, size_t size, kl_table_profile **out,
                                        kl_error *error);
/** Merge files into one. KL_ERROR_MISMATCH: of other columns or settings, or a file twice; a copy of a file counts
 *  again. */
KL_API kl_status kl_table_profile_merge_files(const char *const *paths, size_t n,
                                              const char *out_path, kl_error *error);
/** 1 if this file is a saved profile (its first bytes say so); 0: something else, or it cannot be read. */
KL_API int kl_table_profile_seen(const char *path);

/** What a column of a profile holds. */
typedef enum kl_profile_sort {
    KL_PROFILE_NOTHING = 0, /**< no value is there */
    KL_PROFILE_NUMBERS,
    KL_PROFILE_TIMES,
    KL_PROFILE_CATEGORIES,
    KL_PROFILE_BOOLEANS, /**< categories that are true and false, or yes and no, in any case */
    KL_PROFILE_TEXTS
} kl_profile_sort;

/** "nothing", "number", "time", "category", "boolean", "text". */
KL_API const char *kl_profile_sort_name(kl_profile_sort sort);

/** A column of a profile, of its lifetime. */
typedef struct kl_profile_column {
    const char *name;
    kl_profile_sort sort;
    uint64_t missing;   /**< rows in which nothing is there */
    uint64_t infinite;  /**< rows in which the number is infinite */
    uint64_t different; /**< numbers (as far as they are kept), names, or letters */
    unsigned digits;    /**< of numbers and times: how many binary ones are kept, 1 … 53; else 0 */
} kl_profile_column;

/* ── A time line ── */

/** The rows of each value of a column by themselves: a profile each, without that column. */
typedef struct kl_profile_groups kl_profile_groups;

#define KL_PROFILE_GROUPS ((size_t)1000)

/** Groups are in ascending order of the values of column `by`, of times a day each (UTC); rows without a value are in
 *  none. KL_ERROR_ARGUMENT: no such column; KL_ERROR_VALUE: no value, or more than KL_PROFILE_GROUPS. One thread. */
KL_API kl_status kl_profile_groups_open(const char *path, const char *by,
                                        const kl_profile_options *options, kl_profile_groups **out,
                                        kl_error *error);
KL_API void kl_profile_groups_free(kl_profile_groups *groups);
KL_API size_t kl_profile_groups_count(const kl_profile_groups *groups);
/** NULL behind the last. */
KL_API const char *kl_profile_groups_name(const kl_profile_groups *groups, size_t index);
KL_API const kl_table_profile *kl_profile_groups_profile(const kl_profile_groups *groups,
                                                         size_t index);

/* ── What is in a profile ── */

KL_API uint64_t kl_table_profile_rows(const kl_table_profile *profile);
KL_API size_t kl_table_profile_columns(const kl_table_profile *profile);
/** All zero behind the last. */
KL_API kl_profile_column kl_table_profile_column(const kl_table_profile *profile, size_t index);
/** NULL: rows are independent draws. */
KL_API const char *kl_table_profile_cluster(const kl_table_profile *profile);

#ifdef __cplusplus
}
#endif
#endif
