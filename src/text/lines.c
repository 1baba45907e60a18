/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning lines: ranges of bytes in parallel, each worker with its own lexicon; then their numbers in order. */
#include "text/lines.h"

#include "base/alloc.h"
#include "base/error.h"
#include "text/counter.h"

#include <string.h>

enum { RANGE = 1 << 20, TASKS_A_THREAD = 4 };

typedef struct desk {
    kl_lexicon *lexicon; /* NULL: nothing scanned yet */
    uint32_t *number;    /* of its symbols; KL_LINE_END: not asked for yet */
    size_t numbers;
} desk;

typedef struct range {
    kl_scan scan;
    unsigned worker;
    uint64_t *end; /* of its lines, in the text */
    size_t ends, end_capacity;
} range;

struct kl_lines {
    kl_symbols symbols;
    kl_pool *pool;
    kl_lines_user user;
    desk *desks;
    unsigned workers;
    range *ranges;
    size_t tasks;
    uint64_t bad;
    kl_window window; /* the text at hand */
    size_t low;       /* where the ranges at hand begin */
};

kl_status kl_lines_new(kl_symbols symbols, kl_pool *pool, kl_lines_user user, kl_lines **out,
                       kl_error *error) {
    kl_status status = kl_symbols_check(symbols, error);
    if (status != KL_OK)
        return status;
    const unsigned workers = kl_pool_threads(pool);
    const size_t tasks = (size_t)workers * TASKS_A_THREAD;
    kl_lines *lines = kl_alloc_zero(1, sizeof *lines);
    if (lines == NULL)
        return kl_fail_memory(error, "a reader of lines", sizeof *lines);
    *lines = (kl_lines){.symbols = symbols,
                        .pool = pool,
                        .user = user,
                        .workers = workers,
                        .tasks = tasks,
                        .desks = kl_alloc_zero(workers, sizeof(desk)),
                        .ranges = kl_alloc_zero(tasks, sizeof(range))};
    if (lines->desks == NULL || lines->ranges == NULL) {
        kl_lines_free(lines);
        return kl_fail_memory(error, "a reader of lines", tasks * sizeof(range));
    }
    *out = lines;
    return KL_OK;
}

void kl_lines_free(kl_lines *lines) {
    if (lines == NULL)
        return;
    for (unsigned w = 0; lines->desks != NULL && w < lines->workers; w++) {
        kl_lexicon_free(lines->desks[w].lexicon);
        kl_free(lines->desks[w].number);
    }
    for (size_t t = 0; lines->ranges != NULL && t < lines->tasks; t++) {
        kl_free(lines->ranges[t].scan.id);
        kl_free(lines->ranges[t].end);
    }
    kl_free(lines->desks);
    kl_free(lines->ranges);
    kl_free(lines);
}

uint64_t kl_lines_bad(const kl_lines *lines) {
    return lines->bad;
}

static kl_status end_line(range *at, uint64_t offset, kl_error *error) {
    if (at->ends == at->end_capacity) {
        const size_t capacity = at->end_capacity == 0 ? 1024 : 2 * at->end_capacity;
        uint64_t *end = kl_realloc(at->end, capacity, sizeof *end);
        if (end == NULL)
            return kl_fail_memory(error, "the ends of lines", capacity * sizeof *end);
        at->end = end;
        at->end_capacity = capacity;
    }
    at->end[at->ends++] = offset;
    kl_status status = kl_scan_reserve(&at->scan, 1, error);
    if (status == KL_OK)
        at->scan.id[at->scan.n++] = KL_LINE_END;
    return status;
}

static kl_status scan_range(range *at, const kl_window *window, size_t low, size_t high,
                            kl_error *error) {
    at->ends = 0;
    at->scan.bad = 0;
    kl_scan *scan = &at->scan;
    kl_status status = kl_scan_begin(scan, window, low, error);
    /* A mark at the begin of a line belongs to nothing before it. */
    if (status == KL_OK && low > 0 && window->data[low - 1] == '\n')
        scan->position = low;
    while (status == KL_OK && scan->position < high) {
        const unsigned char *newline =
            memchr(window->data + scan->position, '\n', high - scan->position);
        const size_t limit = newline == NULL ? high : (size_t)(newline - window->data);
        status = kl_scan_run(scan, limit, error);
        if (status == KL_OK && newline != NULL) {
            scan->position = limit + 1;
            status = end_line(at, window->base + limit + 1, error);
        }
    }
    /* The last line may lack its newline. */
    if (status == KL_OK && high == window->size && window->data[high - 1] != '\n')
        status = end_line(at, window->base + high, error);
    return status;
}

static kl_status scan_task(void *context, size_t index, unsigned worker, kl_error *error) {
    kl_lines *lines = context;
    desk *mine = &lines->desks[worker];
    range *at = &lines->ranges[index];
    const size_t low = lines->low + index * RANGE, left = lines->window.size - low;
    kl_status status = KL_OK;
    if (mine->lexicon == NULL)
        status = kl_lexicon_new(lines->symbols, &mine->lexicon, error);
    at->scan.lexicon = mine->lexicon;
    at->worker = worker;
    return status == KL_OK
               ? scan_range(at, &lines->window, low, low + (left < RANGE ? left : RANGE), error)
               : status;
}

/* Room for the numbers of all symbols that a lexicon has by now. */
static kl_status prepare(desk *of, kl_error *error) {
    const size_t size = of->lexicon->size;
    if (size <= of->numbers)
        return KL_OK;
    const size_t capacity = size + size / 2;
    uint32_t *number = kl_realloc(of->number, capacity, sizeof *number);
    if (number == NULL)
        return kl_fail_memory(error, "the numbers of symbols", capacity * sizeof *number);
    for (size_t i = of->numbers; i < capacity; i++)
        number[i] = KL_LINE_END;
    of->number = number;
    of->numbers = capacity;
    return KL_OK;
}

static kl_status renumber(kl_lines *lines, range *at, kl_error *error) {
    desk *of = &lines->desks[at->worker];
    uint32_t *id = at->scan.id;
    size_t kept = 0;
    kl_status status = prepare(of, error);
    for (size_t i = 0; status == KL_OK && i < at->scan.n; i++) {
        uint32_t number = KL_LINE_END;
        if (id[i] != KL_LINE_END) {
            const kl_symbol_name *name = &of->lexicon->name[id[i]];
            uint32_t *known = &of->number[id[i]];
            if (*known == KL_LINE_END)
                status = lines->user.number(lines->user.context, name->bytes, name->length, known,
                                            error);
            number = *known;
        }
        id[kept] = number;
        kept += number != KL_LINE_SKIP;
    }
    lines->bad += at->scan.bad;
    return status == KL_OK ? lines->user.take(lines->user.context, id, kept, at->end, error)
                           : status;
}

kl_status kl_lines_read(kl_lines *lines, const unsigned char *data, kl_range bytes,
                        kl_progress *progress, void *progress_context, kl_error *error) {
    const size_t size = (size_t)(bytes.high - bytes.low);
    if (size == 0)
        return KL_OK;
    lines->window = (kl_window){data + bytes.low, size, bytes.low, 0, 1};
    kl_status status = KL_OK;
    for (size_t low = 0; status == KL_OK && low < size;) {
        const size_t left = size - low, all = lines->tasks * RANGE;
        const size_t tasks = left < all ? (left + RANGE - 1) / RANGE : lines->tasks;
        lines->low = low;
        status = kl_pool_run(lines->pool, tasks, scan_task, lines, error);
        for (size_t t = 0; status == KL_OK && t < tasks; t++)
            status = renumber(lines, &lines->ranges[t], error);
        low += left < all ? left : all;
        if (status == KL_OK && progress != NULL && progress(progress_context, low, size) != 0)
            status =
                kl_fail(error, KL_ERROR_CANCELLED, "cancelled after %zu of %zu bytes", low, size);
    }
    return status;
}

/* Where the first line begins that does not begin before `at`. */
static uint64_t first_line(const unsigned char *data, size_t size, uint64_t at) {
    if (at == 0 || at >= size)
        return at;
    const unsigned char *newline = memchr(data + at - 1, '\n', size - (size_t)at + 1);
    return newline == NULL ? size : (uint64_t)(newline - data) + 1;
}

kl_range kl_lines_of(const void *data, size_t size, kl_range owned) {
    return (kl_range){first_line(data, size, owned.low), first_line(data, size, owned.high)};
}
