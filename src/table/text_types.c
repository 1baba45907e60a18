/* SPDX-License-Identifier: Apache-2.0 */
#include "table/text_types.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"
#include "table/time.h"

#include <string.h>

/* ── Blocks ── */

kl_status kl_text_block(kl_text_blocks *blocks, kl_csv *part, uint64_t *first, size_t *rows,
                        kl_error *error) {
    kl_status status = KL_OK;
    *rows = 0;
    pthread_mutex_lock(&blocks->lock);
    if (!blocks->has_failed) {
        const kl_csv begin = blocks->csv;
        status = kl_bytes_check(blocks->bytes, error);
        if (status == KL_OK)
            status = kl_csv_skip(&blocks->csv, KL_BATCH_ROWS, rows, error);
        *part = kl_csv_part(&begin, blocks->csv.next);
        *first = blocks->row;
        blocks->row += *rows;
        blocks->has_failed = status != KL_OK;
    }
    pthread_mutex_unlock(&blocks->lock);
    return status;
}

static void stop(kl_text_blocks *blocks) {
    pthread_mutex_lock(&blocks->lock);
    blocks->has_failed = 1;
    pthread_mutex_unlock(&blocks->lock);
}

kl_status kl_text_refuse_width(const kl_csv *csv, size_t fields, int more, size_t expected,
                               kl_error *error) {
    return kl_fail_at(error, KL_ERROR_FORMAT, csv->line, -1,
                      "line %lld has %s%zu columns, the first has %zu", (long long)csv->line,
                      more ? "more than " : "", fields, expected);
}

/* ── What was seen of a column ── */

enum { WORD = 8 }; /* "false" and its end, and more than that */

typedef struct sight {
    int has_value, has_no_number,
        has_no_time; /* a value, one that is no number, one that is no time */
    size_t words;    /* how many different names there are; above 2: more */
    char word[2][WORD];
} sight;

static void note_word(sight *s, const char *text, size_t size) {
    if (s->words > 2)
        return;
    for (size_t i = 0; i < s->words; i++)
        if (strlen(s->word[i]) == size && memcmp(s->word[i], text, size) == 0)
            return;
    if (s->words == 2 || size >= WORD) {
        s->words = 3;
        return;
    }
    memcpy(s->word[s->words], text, size);
    s->word[s->words++][size] = '\0';
}

static void join(sight *to, const sight *from) {
    to->has_value |= from->has_value;
    to->has_no_number |= from->has_no_number;
    to->has_no_time |= from->has_no_time;
    for (size_t i = 0; i < 2 && i < from->words; i++)
        note_word(to, from->word[i], strlen(from->word[i]));
    to->words = from->words > 2 ? from->words : to->words;
}

static kl_column_type type_of(const sight *s, const kl_column_store *column) {
    const kl_symbol_name a = {s->word[0], strlen(s->word[0])}, b = {s->word[1], strlen(s->word[1])};
    if (column->seen.type == KL_COLUMN_NUMBER) { /* the caller says so, or nobody anything */
        if (column->is_set || (s->has_value && !s->has_no_number))
            return KL_COLUMN_NUMBER;
        if (s->has_value && !s->has_no_time)
            return KL_COLUMN_TIME;
    }
    return s->words == 2 && kl_names_are_boolean(a, b) ? KL_COLUMN_BOOLEAN : KL_COLUMN_CATEGORY;
}

/* ── Looking ── */

typedef struct looker {
    sight *sight; /* of each column */
    kl_error why;
    kl_status status;
} looker;

typedef struct looking {
    const kl_table *head;
    kl_text_blocks *blocks;
    looker *looker; /* a thread each */
} looking;

static kl_status look_at(const kl_column_store *column, const kl_csv *csv,
                         const kl_csv_field *field, sight *s, kl_error *error) {
    double number = 0;
    char called[KL_EXCERPT_SIZE], shown[KL_EXCERPT_SIZE];
    if (column->is_skipped || kl_column_is_missing(field->text, field->size))
        return KL_OK;
    s->has_value = 1;
    if (!s->has_no_number)
        s->has_no_number = !kl_column_number(field->text, field->size, &number);
    if (!s->has_no_time)
        s->has_no_time = !kl_time_parse(field->text, field->size, &number);
    if (s->has_no_number && column->is_set && column->seen.type == KL_COLUMN_NUMBER)
        return kl_fail_at(error, KL_ERROR_VALUE, csv->line, -1,
                          "line %lld, column %s: %s is no number", (long long)csv->line,
                          kl_excerpt(column->name, strlen(column->name), called),
                          kl_excerpt(field->text, field->size, shown));
    note_word(s, field->text, field->size);
    return KL_OK;
}

static kl_status look_at_record(const kl_table *head, kl_csv *csv, sight *s, kl_error *error) {
    kl_csv_field field = {.last = 0};
    size_t i = 0;
    for (; !field.last; i++) {
        kl_status status = kl_csv_read(csv, &field, error);
        if (status == KL_OK && i == head->columns)
            status = kl_text_refuse_width(csv, i, 1, i, error);
        if (status == KL_OK)
            status = look_at(&head->column[i], csv, &field, &s[i], error);
        if (status != KL_OK)
            return status;
    }
    return i == head->columns ? KL_OK : kl_text_refuse_width(csv, i, 0, head->columns, error);
}

static kl_status look_at_block(const kl_table *head, kl_csv *csv, size_t rows, sight *s,
                               kl_error *error) {
    int found = 0;
    kl_status status = KL_OK;
    for (size_t r = 0; status == KL_OK && r < rows; r++) {
        status = kl_csv_record(csv, &found, error);
        if (status == KL_OK)
            status = look_at_record(head, csv, s, error);
    }
    return status;
}

/* All blocks that this thread gets. Its failure is kept: that of another thread may come before it in the text. */
static kl_status look(void *context, size_t index, unsigned worker, kl_error *error) {
    const looking *job = context;
    looker *l = &job->looker[index];
    (void)worker;
    (void)error;
    for (size_t rows = 1; l->status == KL_OK && rows > 0;) {
        kl_csv part;
        uint64_t first = 0;
        l->status = kl_text_block(job->blocks, &part, &first, &rows, &l->why);
        if (rows == 0)
            break;
        const kl_status status = look_at_block(job->head, &part, rows, l->sight, &l->why);
        l->status = status != KL_OK ? status : l->status;
        kl_csv_free(&part);
    }
    if (l->status != KL_OK)
        stop(job->blocks);
    return KL_OK;
}

static kl_status make_lookers(looker *lookers, unsigned threads, size_t columns, kl_error *error) {
    for (unsigned t = 0; t < threads; t++) {
        lookers[t].why = (kl_error)KL_ERROR_INIT;
        lookers[t].sight = kl_alloc_zero(columns, sizeof *lookers[t].sight);
        if (lookers[t].sight == NULL)
            return kl_fail_memory(error, "the columns of a table",
                                  columns * sizeof *lookers[t].sight);
    }
    return KL_OK;
}

/* The failure that comes first in the text; one without a line is none of the text's and comes before all. */
static kl_status first_failure(const looker *lookers, unsigned threads, kl_error *error) {
    const looker *first = NULL;
    for (unsigned t = 0; t < threads; t++)
        if (lookers[t].status != KL_OK &&
            (first == NULL || lookers[t].why.index < first->why.index))
            first = &lookers[t];
    return first != NULL ? kl_error_copy(error, &first->why) : KL_OK;
}

static void judge(kl_table *head, looker *lookers, unsigned threads) {
    for (size_t i = 0; i < head->columns; i++) {
        for (unsigned t = 1; t < threads; t++)
            join(&lookers[0].sight[i], &lookers[t].sight[i]);
        head->column[i].seen.type = type_of(&lookers[0].sight[i], &head->column[i]);
    }
}

kl_status kl_text_find_types(kl_table *head, kl_text_blocks *blocks, kl_pool *pool, uint64_t *rows,
                             kl_error *error) {
    const unsigned threads = kl_pool_threads(pool);
    looker *lookers = kl_alloc_zero(threads, sizeof *lookers);
    if (lookers == NULL)
        return kl_fail_memory(error, "the columns of a table", threads * sizeof *lookers);
    looking job = {head, blocks, lookers};
    kl_status status = make_lookers(lookers, threads, head->columns, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, threads, look, &job, error);
    if (status == KL_OK)
        status = first_failure(lookers, threads, error);
    if (status == KL_OK)
        judge(head, lookers, threads);
    *rows = blocks->row;
    for (unsigned t = 0; t < threads; t++)
        kl_free(lookers[t].sight);
    kl_free(lookers);
    return status;
}
