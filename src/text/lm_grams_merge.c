/* SPDX-License-Identifier: Apache-2.0 */
/* Merging states of n-grams: the union of the symbols is numbered, then the n-grams are sorted by its numbers. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"
#include "io/same_file.h"
#include "text/lexicon.h"
#include "text/lm_grams.h"

enum { BLOCK = 1 << 18 }; /* n-grams that are sorted at once */
#define SORTER_MEMORY ((uint64_t)1 << 30)

/* Where a symbol appears first: the text, the range of it that some state has, and its place among the symbols that do
 * so there. Ranges of one text do not meet, so that their begins order them. */
typedef struct place {
    uint64_t text, low, rank;
} place;

typedef struct symbol {
    place first;
    uint32_t id; /* in the lexicon of the union, in which it came */
} symbol;

typedef struct merging {
    kl_lm_grams whole;
    kl_lexicon *names; /* of all states, in the order in which they were met */
    symbol *symbol;    /* of each of them */
    size_t capacity;
    uint32_t *number; /* of each of them in the result */
    uint32_t **map;   /* of each state: numbers there to those of the lexicon */
    uint32_t *mapped; /* of each state: how many */
    size_t n;
    kl_gram_sorter sorter;
} merging;

static int compare_places(const place *a, const place *b) {
    if (a->text != b->text)
        return a->text < b->text ? -1 : 1;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

static int by_place(const void *a, const void *b) {
    return compare_places(&((const symbol *)a)->first, &((const symbol *)b)->first);
}

/* ── Symbols ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status note_symbol(merging *m, uint32_t id, const place *first, kl_error *error) {
    if (id >= m->capacity) {
        const size_t capacity = 2 * (size_t)id + 256;
        symbol *grown = kl_realloc(m->symbol, capacity, sizeof *grown);
        if (grown == NULL)
            return kl_fail_memory(error, "symbols", capacity * sizeof *grown);
        for (size_t i = m->capacity; i < capacity; i++)
            grown[i] = (symbol){{UINT64_MAX, UINT64_MAX, UINT64_MAX}, (uint32_t)i};
        m->symbol = grown;
        m->capacity = capacity;
    }
    if (compare_places(first, &m->symbol[id].first) < 0)
        m->symbol[id].first = *first;
    return KL_OK;
}

/* Where the next name of a state appears first, as META says it range by range. */
static void next_place(const kl_lm_grams *meta, size_t *range, place *at) {
    at->rank++;
    while (at->text < meta->sources) {
        const kl_lm_source *source = &meta->source[at->text];
        if (*range < source->cover.n && at->rank < source->first[*range]) {
            at->low = source->cover.range[*range].low;
            return;
        }
        at->rank = 0;
        if (*range < source->cover.n)
            ++*range;
        else
            *range = 0, at->text++;
    }
}

static kl_status take_names(merging *m, size_t index, kl_lm_grams_reader *reader, kl_error *error) {
    place at = {0, 0, UINT64_MAX};
    size_t range = 0, room = 0;
    int more = 1;
    kl_status status = KL_OK;
    while (status == KL_OK && (status = kl_lm_grams_next_name(reader, &more, error)) == KL_OK &&
           more) {
        const uint32_t number = reader->names - 1;
        uint32_t id = 0;
        if (number >= room) {
            room = 2 * (size_t)number + 256;
            uint32_t *grown = kl_realloc(m->map[index], room, sizeof *grown);
            if (grown == NULL)
                return kl_fail_memory(error, "symbols", room * sizeof *grown);
            m->map[index] = grown;
        }
        next_place(&reader->meta, &range, &at);
        status = kl_lexicon_name(m->names, (const char *)reader->name.data, reader->name.size, &id,
                                 error);
        if (status == KL_OK)
            status = note_symbol(m, id, &at, error);
        if (status == KL_OK)
            m->map[index][number] = id;
    }
    m->mapped[index] = reader->names;
    return status;
}

static kl_status check_alike(const merging *m, const kl_lm_grams_reader *reader, kl_error *error) {
    const kl_lm_grams *a = &m->whole, *b = &reader->meta;
    if (a->symbols != b->symbols || a->order != b->order)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%s counts %s of order %d, the files before it %s of order %d", reader->path,
                       kl_symbols_name(b->symbols), b->order, kl_symbols_name(a->symbols),
                       a->order);
    if (a->sources != b->sources)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s: this is of %zu texts, what is there of %zu",
                       reader->path, b->sources, a->sources);
    for (size_t i = 0; i < a->sources; i++)
        if (a->source[i].fingerprint != b->source[i].fingerprint ||
            a->source[i].size != b->source[i].size)
            return kl_fail(error, KL_ERROR_MISMATCH,
                           "%s: text %zu of %zu is another one than what is there was counted of",
                           reader->path, i + 1, a->sources);
    return KL_OK;
}

/* The texts of a state, without what was counted of them. */
static kl_status begin_whole(merging *m, const kl_lm_grams *meta, kl_error *error) {
    m->whole.symbols = meta->symbols;
    m->whole.order = meta->order;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < meta->sources; i++) {
        const kl_lm_source source = {
            meta->source[i].fingerprint, meta->source[i].size, {NULL, 0}, NULL};
        status = kl_lm_grams_add(&m->whole, &source, error);
    }
    return status;
}

static kl_status take_meta(merging *m, size_t index, const kl_lm_grams_reader *reader,
                           kl_error *error) {
    const kl_lm_grams *meta = &reader->meta;
    kl_status status = index == 0 ? begin_whole(m, meta, error) : check_alike(m, reader, error);
    for (size_t i = 0; status == KL_OK && i < meta->sources; i++) {
        status = kl_cover_merge(&m->whole.source[i].cover, &meta->source[i].cover, error);
        if (status != KL_OK)
            kl_fail_prefix(error, status, kl_descriptor_name(reader->path));
    }
    if (status == KL_OK && __builtin_add_overflow(m->whole.lines, meta->lines, &m->whole.lines))
        return kl_fail(error, KL_ERROR_VALUE, "%s: the number of lines leaves 64 bits",
                       reader->path);
    return status;
}

static kl_status take_symbols(merging *m, const char *const *paths, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < m->n; i++) {
        kl_lm_grams_reader reader;
        status = kl_lm_grams_open(&reader, paths[i], error);
        if (status == KL_OK)
            status = take_meta(m, i, &reader, error);
        if (status == KL_OK)
            status = take_names(m, i, &reader, error);
        kl_lm_grams_close(&reader);
    }
    return status;
}

/* ── Numbers ──────────────────────────────────────────────────────────────────────────────────── */

/* How many symbols appear first in each range of the whole. */
static kl_status count_first(merging *m, kl_error *error) {
    const uint32_t names = m->names->size;
    uint32_t i = 0;
    for (size_t t = 0; t < m->whole.sources; t++) {
        kl_lm_source *source = &m->whole.source[t];
        source->first = kl_alloc_zero(source->cover.n, sizeof *source->first);
        if (source->first == NULL)
            return kl_fail_memory(error, "ranges", source->cover.n * sizeof *source->first);
        for (size_t r = 0; r < source->cover.n; r++)
            for (; i < names && m->symbol[i].first.text == t &&
                   m->symbol[i].first.low < source->cover.range[r].high;
                 i++)
                source->first[r]++;
    }
    return KL_OK;
}

/* Symbols in the order in which the texts have them. */
static kl_status number_symbols(merging *m, kl_error *error) {
    const uint32_t names = m->names->size;
    m->number = kl_alloc(names + KL_LM_SPECIAL, sizeof *m->number);
    if (m->number == NULL)
        return kl_fail_memory(error, "symbols", names * sizeof *m->number);
    if (names > 0)
        qsort(m->symbol, names, sizeof *m->symbol, by_place);
    for (uint32_t i = 0; i < names; i++)
        m->number[m->symbol[i].id] = KL_LM_SPECIAL + i;
    return count_first(m, error);
}

/* ── N-grams ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct block {
    uint32_t *records, *scratch;
    size_t size;
} block;

static kl_status flush(merging *m, block *of, kl_error *error) {
    const int n = m->whole.order;
    const size_t size = kl_gram_arrange(of->records, of->scratch, of->size, n, KL_GRAM_BY_LAST,
                                        kl_gram_bits(m->names->size + KL_LM_SPECIAL));
    of->size = 0;
    return kl_gram_sorter_add(&m->sorter, of->records, size, error);
}

static kl_status take_state(merging *m, size_t index, const char *path, block *of,
                            kl_error *error) {
    const int n = m->whole.order;
    kl_lm_grams_reader reader;
    int more = 1;
    kl_status status = kl_lm_grams_open(&reader, path, error);
    while (status == KL_OK && more)
        status = kl_lm_grams_next_name(&reader, &more, error);
    if (status == KL_OK && reader.names != m->mapped[index])
        status = kl_fail(error, KL_ERROR_IO, "%s: changed while it was read", path);
    for (more = 1; status == KL_OK && more;) {
        uint32_t *record = of->records + of->size * kl_gram_width(n);
        status = kl_lm_grams_next(&reader, record, &more, error);
        if (status != KL_OK || !more)
            break;
        for (int k = 0; k < n; k++)
            if (record[k] >= KL_LM_SPECIAL)
                record[k] = m->number[m->map[index][record[k]]];
        if (++of->size == BLOCK)
            status = flush(m, of, error);
    }
    kl_lm_grams_close(&reader);
    return status;
}

static kl_status take_grams(merging *m, const char *const *paths, kl_error *error) {
    const size_t bytes = kl_gram_width(m->whole.order) * sizeof(uint32_t);
    block of = {kl_alloc(BLOCK, bytes), kl_alloc(BLOCK, bytes), 0};
    kl_status status = of.records && of.scratch
                           ? KL_OK
                           : kl_fail_memory(error, "a block of n-grams", BLOCK * bytes);
    for (size_t i = 0; status == KL_OK && i < m->n; i++)
        status = take_state(m, i, paths[i], &of, error);
    if (status == KL_OK)
        status = flush(m, &of, error);
    kl_free(of.records);
    kl_free(of.scratch);
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static kl_status write_whole(const merging *m, const char *out_path, kl_error *error) {
    const uint32_t names = m->names->size;
    kl_symbol_name *name = kl_alloc(names + KL_LM_SPECIAL, sizeof *name);
    if (name == NULL)
        return kl_fail_memory(error, "symbols", names * sizeof *name);
    for (uint32_t i = 0; i < names; i++)
        name[m->number[i]] = m->names->name[i];
    kl_status status =
        kl_lm_grams_write(&m->whole, name, names + KL_LM_SPECIAL, &m->sorter, out_path, error);
    kl_free(name);
    return status;
}

/* The folder that a file is in; kl_free when done. */
static kl_status folder_of(const char *path, char **out, kl_error *error) {
    const char *slash = strrchr(path, '/');
    kl_status status = kl_copy_text(slash ? path : ".", out, error);
    if (status == KL_OK && slash)
        (*out)[slash == path ? 1 : slash - path] = '\0';
    return status;
}

static kl_status merge(merging *m, const char *const *paths, const char *out_path,
                       kl_error *error) {
    char *folder = NULL;
    kl_status status = folder_of(out_path, &folder, error);
    if (status == KL_OK)
        status = take_symbols(m, paths, error);
    if (status == KL_OK)
        status = number_symbols(m, error);
    kl_gram_sorter_init(&m->sorter, m->whole.order, KL_GRAM_BY_LAST, SORTER_MEMORY, folder);
    if (status == KL_OK)
        status = take_grams(m, paths, error);
    if (status == KL_OK)
        status = write_whole(m, out_path, error);
    kl_gram_sorter_clear(&m->sorter);
    kl_free(folder);
    return status;
}

kl_status kl_lm_grams_merge_files(const char *const *paths, size_t n, const char *out_path,
                                  kl_error *error) {
    kl_status status = kl_same_file_refuse(paths, n, error);
    if (status != KL_OK)
        return status;
    merging m = {.n = n,
                 .map = kl_alloc_zero(n, sizeof *m.map),
                 .mapped = kl_alloc_zero(n, sizeof *m.mapped)};
    status = m.map && m.mapped ? kl_lexicon_new(KL_SYMBOLS_TOKENS, &m.names, error)
                               : kl_fail_memory(error, "merging", n * sizeof *m.map);
    if (status == KL_OK)
        status = merge(&m, paths, out_path, error);
    for (size_t i = 0; m.map != NULL && i < n; i++)
        kl_free(m.map[i]);
    kl_free(m.map);
    kl_free(m.mapped);
    kl_free(m.symbol);
    kl_free(m.number);
    kl_lexicon_free(m.names);
    kl_lm_grams_free(&m.whole);
    return status;
}
