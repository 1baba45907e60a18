/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a source into a profile, by several threads: each has one of its own, and in the end they are joined. */
#include "table/arrow.h"
#include "table/profile.h"
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "io/excerpt.h"
#include "io/state_file.h"

#include <string.h>

/* So many values, or one batch, a thread reads between two looks at how far all are. */
enum { VALUES = 1 << 20 };

typedef struct reader {
    kl_table_profile *profile;
    kl_batch batch;
    int has_ended;
} reader;

typedef struct reading {
    kl_table_source *source;
    const kl_profile_options *options;
    kl_profile_apart apart;
    reader *reader; /* a thread each */
    unsigned threads;
} reading;

/* The rows of a batch that are of this part: runs within blocks of the table. */
static kl_status add_part(const reading *job, kl_table_profile *profile, const kl_batch *batch,
                          kl_error *error) {
    const kl_profile_options *options = job->options;
    if (options->parts <= 1)
        return kl_profile_add(profile, job->source, batch, 0, batch->rows, &job->apart, error);
    kl_status status = KL_OK;
    for (size_t at = 0, end; status == KL_OK && at < batch->rows; at = end) {
        const uint64_t block = (batch->first + at) / KL_BATCH_ROWS;
        const uint64_t left = (block + 1) * KL_BATCH_ROWS - (batch->first + at);
        end = left < batch->rows - at ? at + (size_t)left : batch->rows;
        if (block % options->parts == options->part - 1)
            status = kl_profile_add(profile, job->source, batch, at, end, &job->apart, error);
    }
    return status;
}

static kl_status read_some(void *context, size_t index, unsigned worker, kl_error *error) {
    const reading *job = context;
    reader *r = &job->reader[index];
    kl_status status = KL_OK;
    (void)worker;
    for (size_t left = VALUES; status == KL_OK && !r->has_ended && left > 0;) {
        status = kl_table_source_read(job->source, &r->batch, error);
        const size_t values = r->batch.rows * job->source->columns;
        left -= values < left ? values : left;
        r->has_ended = r->batch.rows == 0;
        if (status == KL_OK)
            status = add_part(job, r->profile, &r->batch, error);
    }
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, job->source->name);
}

/* *more: there may be rows left. */
static kl_status show_progress(const reading *job, int *more, kl_error *error) {
    const kl_profile_options *options = job->options;
    uint64_t rows = 0;
    *more = 0;
    for (unsigned t = 0; t < job->threads; t++) {
        rows += job->reader[t].profile->rows;
        *more |= !job->reader[t].has_ended;
    }
    if (options->progress == NULL ||
        options->progress(options->progress_context, rows, job->source->rows) == 0)
        return KL_OK;
    return kl_fail(error, KL_ERROR_CANCELLED, "stopped by the caller after %llu rows",
                   (unsigned long long)rows);
}

kl_status kl_profile_of_source(const kl_table_source *source, const kl_profile_options *options,
                               const kl_profile_apart *apart, kl_table_profile **out,
                               kl_error *error) {
    size_t columns = 0;
    for (size_t i = 0; i < source->columns; i++)
        columns += i != apart->cluster && i != apart->by;
    kl_status status = kl_profile_new(options->cluster, columns, out, error);
    for (size_t i = 0, at = 0; status == KL_OK && i < source->columns; i++)
        if (i != apart->cluster && i != apart->by)
            status = kl_profile_name(*out, at++, source->field[i].name,
                                     strlen(source->field[i].name), error);
    return status;
}

static kl_status read_all(reading *job, kl_error *error) {
    kl_status status = KL_OK;
    for (unsigned t = 0; status == KL_OK && t < job->threads; t++)
        status = kl_profile_of_source(job->source, job->options, &job->apart,
                                      &job->reader[t].profile, error);
    for (int more = 1; status == KL_OK && more;) {
        status = kl_pool_run(job->options->pool, job->threads, read_some, job, error);
        if (status == KL_OK)
            status = show_progress(job, &more, error);
    }
    for (unsigned t = 1; status == KL_OK && t < job->threads; t++) {
        status = kl_profile_join(job->reader[0].profile, job->reader[t].profile, error);
        kl_table_profile_free(job->reader[t].profile);
        job->reader[t].profile = NULL;
    }
    return status;
}

kl_status kl_source_find(const kl_table_source *source, const char *name, size_t *index,
                         kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    for (size_t i = 0; i < source->columns; i++)
        if (strcmp(source->field[i].name, name) == 0) {
            *index = i;
            return KL_OK;
        }
    kl_fail(error, KL_ERROR_ARGUMENT, "no column is called %s",
            kl_excerpt(name, strlen(name), shown));
    return kl_fail_prefix(error, KL_ERROR_ARGUMENT, source->name);
}

kl_status kl_profile_read(kl_table_source *source, const kl_profile_options *options,
                          kl_table_profile **out, kl_error *error) {
    reading job = {source, options, {SIZE_MAX, SIZE_MAX}, NULL, kl_pool_threads(options->pool)};
    kl_status status = KL_OK;
    *out = NULL;
    if (options->cluster != NULL)
        status = kl_source_find(source, options->cluster, &job.apart.cluster, error);
    if (status != KL_OK)
        return status;
    job.reader = kl_alloc_zero(job.threads, sizeof *job.reader);
    if (job.reader == NULL)
        return kl_fail_memory(error, "a profile", job.threads * sizeof *job.reader);
    status = read_all(&job, error);
    if (status == KL_OK) {
        *out = job.reader[0].profile;
        job.reader[0].profile = NULL;
    }
    for (unsigned t = 0; t < job.threads; t++) {
        kl_table_profile_free(job.reader[t].profile);
        kl_batch_clear(&job.reader[t].batch);
    }
    kl_free(job.reader);
    return status;
}

/* ── What users call ── */

kl_status kl_profile_options_read(const kl_profile_options *given, kl_profile_options *out,
                                  kl_error *error) {
    kl_profile_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_profile_options", error);
    if (status == KL_OK &&
        (out->parts > 0 ? out->part < 1 || out->part > out->parts : out->part > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "part %llu of %llu", (unsigned long long)out->part,
                       (unsigned long long)out->parts);
    return status;
}

kl_status kl_table_profile_of(const kl_table *table, const kl_profile_options *given,
                              kl_table_profile **out, kl_error *error) {
    kl_profile_options options;
    kl_table_source *source = NULL;
    if (table == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_profile_of: table or out is NULL");
    *out = NULL;
    kl_status status = kl_profile_options_read(given, &options, error);
    if (status == KL_OK)
        status = kl_table_source_of(table, &source, error);
    if (status == KL_OK)
        status = kl_profile_read(source, &options, out, error);
    kl_table_source_close(source);
    return status;
}

/* What was counted is of one type for good. A column that is not there may be that of the clusters, or that of the
 * groups of the table beside it. */
static kl_status check_setting(const kl_table_profile *saved, const kl_column_setting *setting,
                               kl_error *error) {
    const kl_column_profile *column = kl_profile_find(saved, setting->column);
    const int are_numbers = setting->type == KL_COLUMN_NUMBER;
    if (column == NULL || column->sort == KL_PROFILE_NOTHING ||
        (are_numbers && column->sort == KL_PROFILE_NUMBERS) ||
        (!are_numbers &&
         (column->sort == KL_PROFILE_CATEGORIES || column->sort == KL_PROFILE_TEXTS)))
        return KL_OK;
    return kl_fail(error, KL_ERROR_MISMATCH,
                   "column %s was taken as %s, not as %s; take the profile anew with that type",
                   setting->column, kl_profile_sort_name(kl_column_profile_seen(column)),
                   kl_column_type_name(setting->type));
}

/* A saved profile is what it is: what is asked for has to be so already. */
static kl_status check_saved(const kl_table_profile *saved, const kl_profile_options *options,
                             kl_error *error) {
    const char *asked = options->cluster;
    kl_table_options table;
    if (asked != NULL && (saved->cluster == NULL || strcmp(saved->cluster, asked) != 0))
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "a profile that was not taken with the clusters of %s", asked);
    kl_status status = kl_table_options_read(options->table, &table, error);
    for (size_t i = 0; status == KL_OK && i < table.setting_count; i++)
        status = check_setting(saved, &table.settings[i], error);
    return status;
}

static kl_status open_saved(const char *path, const kl_profile_options *options,
                            kl_table_profile **out, kl_error *error) {
    if (options->parts > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: a profile has no parts; a table has", path);
    kl_status status = kl_table_profile_load(path, out, error);
    if (status != KL_OK)
        return status;
    status = check_saved(*out, options, error);
    if (status == KL_OK)
        return KL_OK;
    kl_table_profile_free(*out);
    *out = NULL;
    return kl_fail_prefix(error, status, path);
}

kl_status kl_table_profile_open(const char *path, const kl_profile_options *given,
                                kl_table_profile **out, kl_error *error) {
    kl_profile_options options;
    kl_table_source *source = NULL;
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_profile_open: path or out is NULL");
    *out = NULL;
    kl_status status = kl_profile_options_read(given, &options, error);
    if (status == KL_OK && kl_table_profile_seen(path))
        return open_saved(path, &options, out, error);
    if (status == KL_OK)
        status = kl_table_source_open(path, options.table, &source, error);
    if (status == KL_OK)
        status = kl_profile_read(source, &options, out, error);
    kl_table_source_close(source);
    return status;
}

kl_status kl_table_profile_from_arrow(const char *name, struct ArrowArrayStream *stream,
                                      const kl_profile_options *given, kl_table_profile **out,
                                      kl_error *error) {
    kl_profile_options options;
    kl_table_options table;
    kl_table_source *source = NULL;
    if (name == NULL || stream == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_table_profile_from_arrow: name, stream or out is NULL");
    *out = NULL;
    if (stream->release == NULL)
        return kl_arrow_refuse_released(name, error);
    kl_status status = kl_profile_options_read(given, &options, error);
    if (status == KL_OK)
        status = kl_table_options_read(options.table, &table, error);
    if (status != KL_OK) {
        stream->release(stream);
        return status;
    }
    status = kl_table_source_arrow(name, stream, &table, &source, error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, name);
    status = kl_profile_read(source, &options, out, error);
    kl_table_source_close(source);
    return status;
}
