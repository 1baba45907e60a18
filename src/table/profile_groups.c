/* SPDX-License-Identifier: Apache-2.0 */
/* A table cut by the values of a column: run after run of rows goes into the profile of its value. */
#include "table/profile.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/alphabet.h"
#include "table/time.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <kullback/io.h>

enum { DAY = 86400 };

typedef struct group {
    double value; /* of numbers and times, of which it is the day; else 0 */
    char *name;
    kl_table_profile *profile;
} group;

struct kl_profile_groups {
    size_t n;
    group *group;
    kl_strings index; /* from names to places, while they are in the order in which they came */
};

typedef struct cutting {
    kl_table_source *source;
    const kl_profile_options *options;
    kl_profile_apart apart;
    kl_profile_groups *groups;
} cutting;

void kl_profile_groups_free(kl_profile_groups *groups) {
    if (groups == NULL)
        return;
    for (size_t i = 0; i < groups->n; i++) {
        kl_free(groups->group[i].name);
        kl_table_profile_free(groups->group[i].profile);
    }
    kl_strings_free(&groups->index);
    kl_free(groups->group);
    kl_free(groups);
}

/* What a row's group is called, or NULL; a number's name is made in `room`. */
static kl_symbol_name name_of(const cutting *job, const kl_batch_column *column, size_t row,
                              double *value, char room[40]) {
    *value = 0;
    if (column->numbers == NULL)
        return column->names[row];
    const int is_time = job->source->field[job->apart.by].type == KL_COLUMN_TIME;
    const double number = column->numbers[row];
    if (!isfinite(number))
        return (kl_symbol_name){NULL, 0};
    *value = is_time ? floor(number / DAY) * DAY : number == 0 ? 0 : number;
    if (!is_time)
        return (kl_symbol_name){room, kl_number_format(*value, room)};
    kl_time_format(*value, room, 40);
    return (kl_symbol_name){room, strlen(room)};
}

static kl_status add_group(const cutting *job, uint64_t hash, kl_symbol_name name, double value,
                           kl_error *error) {
    kl_profile_groups *groups = job->groups;
    if (groups->n == KL_PROFILE_GROUPS)
        return kl_fail(error, KL_ERROR_VALUE, "column %s has more than %zu values",
                       job->source->field[job->apart.by].name, KL_PROFILE_GROUPS);
    group *one = &groups->group[groups->n];
    *one = (group){.value = value, .name = kl_alloc(name.length + 1, 1)};
    if (one->name == NULL)
        return kl_fail_memory(error, "a group", name.length + 1);
    memcpy(one->name, name.bytes, name.length);
    one->name[name.length] = '\0';
    groups->n++;
    if (!kl_strings_add(&groups->index, hash, one->name, name.length, (uint32_t)(groups->n - 1)))
        return kl_fail_memory(error, "groups", groups->n * sizeof *one);
    return kl_profile_of_source(job->source, job->options, &job->apart, &one->profile, error);
}

static int is_same(kl_symbol_name a, kl_symbol_name b) {
    return a.bytes != NULL && b.bytes != NULL && a.length == b.length &&
           memcmp(a.bytes, b.bytes, a.length) == 0;
}

static kl_status add_run(const cutting *job, const kl_batch *batch, size_t begin, size_t end,
                         kl_symbol_name name, double value, kl_error *error) {
    const uint64_t hash = kl_string_hash(name.bytes, name.length);
    uint32_t at = kl_strings_find(&job->groups->index, hash, name.bytes, name.length);
    if (at == KL_STRINGS_NONE) {
        at = (uint32_t)job->groups->n;
        const kl_status status = add_group(job, hash, name, value, error);
        if (status != KL_OK)
            return status;
    }
    return kl_profile_add(job->groups->group[at].profile, job->source, batch, begin, end,
                          &job->apart, error);
}

static kl_status add_batch(const cutting *job, const kl_batch *batch, kl_error *error) {
    const kl_batch_column *column = &batch->column[job->apart.by];
    kl_status status = KL_OK;
    for (size_t begin = 0, end; status == KL_OK && begin < batch->rows; begin = end) {
        char room[40], other_room[40];
        double value, other;
        const kl_symbol_name name = name_of(job, column, begin, &value, room);
        end = begin + 1;
        while (end < batch->rows && is_same(name, name_of(job, column, end, &other, other_room)))
            end++;
        if (name.bytes != NULL)
            status = add_run(job, batch, begin, end, name, value, error);
    }
    return status;
}

static int compare(const void *a, const void *b) {
    const group *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return kl_symbol_compare(x->name, strlen(x->name), y->name, strlen(y->name));
}

static kl_status read_all(cutting *job, const char *by, kl_error *error) {
    kl_batch batch = {.rows = 0};
    uint64_t rows = 0;
    kl_status status = kl_source_find(job->source, by, &job->apart.by, error);
    if (status == KL_OK && job->options->cluster != NULL)
        status = kl_source_find(job->source, job->options->cluster, &job->apart.cluster, error);
    for (int has_ended = 0; status == KL_OK && !has_ended;) {
        status = kl_table_source_read(job->source, &batch, error);
        if (status != KL_OK)
            kl_fail_prefix(error, status, job->source->name);
        has_ended = batch.rows == 0;
        if (status == KL_OK)
            status = add_batch(job, &batch, error);
        rows += batch.rows;
        if (status == KL_OK && job->options->progress != NULL &&
            job->options->progress(job->options->progress_context, rows, job->source->rows) != 0)
            status = kl_fail(error, KL_ERROR_CANCELLED, "stopped by the caller after %llu rows",
                             (unsigned long long)rows);
    }
    kl_batch_clear(&batch);
    if (status == KL_OK && job->groups->n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "column %s has no value", by);
    qsort(job->groups->group, job->groups->n, sizeof *job->groups->group, compare);
    return status;
}

kl_status kl_profile_groups_open(const char *path, const char *by, const kl_profile_options *given,
                                 kl_profile_groups **out, kl_error *error) {
    if (path == NULL || by == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_profile_groups_open: path, by or out is NULL");
    *out = NULL;
    kl_profile_options options;
    cutting job = {.options = &options, .apart = {SIZE_MAX, SIZE_MAX}};
    kl_status status = kl_profile_options_read(given, &options, error);
    if (status != KL_OK)
        return status;
    job.groups = kl_alloc_zero(1, sizeof *job.groups);
    if (job.groups == NULL)
        return kl_fail_memory(error, "groups", sizeof *job.groups);
    job.groups->group = kl_alloc(KL_PROFILE_GROUPS, sizeof *job.groups->group);
    if (job.groups->group == NULL)
        status = kl_fail_memory(error, "groups", KL_PROFILE_GROUPS * sizeof *job.groups->group);
    if (status == KL_OK)
        status = kl_table_source_open(path, options.table, &job.source, error);
    if (status == KL_OK)
        status = read_all(&job, by, error);
    kl_table_source_close(job.source);
    if (status == KL_OK)
        *out = job.groups;
    else
        kl_profile_groups_free(job.groups);
    return status;
}

size_t kl_profile_groups_count(const kl_profile_groups *groups) {
    return groups != NULL ? groups->n : 0;
}

const char *kl_profile_groups_name(const kl_profile_groups *groups, size_t index) {
    return index < kl_profile_groups_count(groups) ? groups->group[index].name : NULL;
}

const kl_table_profile *kl_profile_groups_profile(const kl_profile_groups *groups, size_t index) {
    return index < kl_profile_groups_count(groups) ? groups->group[index].profile : NULL;
}
