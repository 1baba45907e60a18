/* SPDX-License-Identifier: Apache-2.0 */
/* Laying out the image of a language model and filling its tables. */
#include "text/lm.h"

#include "base/alloc.h"
#include "base/crc64.h"
#include "base/error.h"
#include "base/own_file.h"

#include <string.h>

static const uint8_t magic[8] = KL_OWN_MAGIC(KL_OWN_MODEL);

static uint64_t take(uint64_t *at, uint64_t size) {
    const uint64_t here = *at;
    *at += (size + 7) / 8 * 8;
    return here;
}

/* Where everything is; two thirds of a table are used. */
static kl_status lay_out(kl_lm_head *head, kl_lm_names names, kl_error *error) {
    memcpy(head->magic, magic, sizeof head->magic);
    head->version = KL_LM_VERSION;
    uint64_t at = sizeof *head, node = 0;
    head->names_size = 0;
    for (size_t i = 0; i < names.n; i++)
        head->names_size += names.name[i].length;
    head->finder_slots = 2 * (uint64_t)names.n + 1;
    head->names_at = take(&at, head->names_size);
    head->starts_at = take(&at, 8 * ((uint64_t)names.n + 1));
    head->finder_at = take(&at, 4 * head->finder_slots);
    for (unsigned n = 1; n <= head->order; n++) {
        kl_lm_table *table = &head->level[n - 1];
        table->slots = n == 1 ? table->count : table->count + table->count / 2 + 1;
        table->first = node;
        node += table->slots;
        table->at =
            take(&at, table->slots * (n == 1 ? sizeof(kl_lm_unigram) : kl_lm_slot_size(head, n)));
    }
    head->size = at + 8;
    if (node >= KL_LM_NONE)
        return kl_fail(
            error, KL_ERROR_MEMORY, "%llu n-grams need %llu places; a model holds 4294967294",
            (unsigned long long)head->level[head->order - 1].count, (unsigned long long)node);
    return KL_OK;
}

static void put_names(kl_lm *lm, kl_lm_names names) {
    unsigned char *image = lm->scratch.data;
    const kl_lm_head *head = lm->head;
    uint64_t *start = (uint64_t *)(void *)(image + head->starts_at);
    uint32_t *finder = (uint32_t *)(void *)(image + head->finder_at);
    memset(finder, 0xFF, 4 * (size_t)head->finder_slots);
    start[0] = 0;
    for (size_t i = 0; i < names.n; i++) {
        const kl_symbol_name *name = &names.name[i];
        memcpy(image + head->names_at + start[i], name->bytes, name->length);
        start[i + 1] = start[i] + name->length;
        uint64_t slot = kl_lm_hash(name->bytes, name->length) % head->finder_slots;
        while (finder[slot] != KL_LM_FREE)
            slot = slot + 1 == head->finder_slots ? 0 : slot + 1;
        finder[slot] = (uint32_t)i;
    }
}

static void empty_tables(kl_lm *lm) {
    const kl_lm_head *head = lm->head;
    for (uint32_t w = 0; w < head->level[0].count; w++)
        *kl_lm_unigram_edit(lm, w) = (kl_lm_unigram){-INFINITY, NAN};
    for (unsigned n = 2; n <= head->order; n++)
        for (uint64_t i = 0; i < head->level[n - 1].slots; i++) {
            kl_lm_slot *slot = kl_lm_edit(lm, n, (uint32_t)(head->level[n - 1].first + i));
            const kl_lm_slot free = {0, KL_LM_FREE, 0, KL_LM_NONE, NAN};
            memcpy(slot, &free, kl_lm_slot_size(head, n));
        }
}

kl_status kl_lm_new(const kl_lm_head *given, kl_lm_names names, const char *spill, uint64_t memory,
                    kl_lm **out, kl_error *error) {
    kl_lm_head head = *given;
    kl_status status = lay_out(&head, names, error);
    if (status != KL_OK)
        return status;
    const size_t size = (size_t)head.size;
    kl_lm *lm = size == head.size ? kl_alloc_zero(1, sizeof *lm) : NULL;
    if (lm == NULL)
        return kl_fail_memory(error, "a language model", size);
    status = kl_scratch_new(spill, memory, size, &lm->scratch, error);
    if (status != KL_OK) {
        kl_free(lm);
        return status;
    }
    lm->image = lm->scratch.data;
    memcpy(lm->scratch.data, &head, sizeof head);
    lm->head = lm->scratch.data;
    put_names(lm, names);
    empty_tables(lm);
    *out = lm;
    return KL_OK;
}

uint32_t kl_lm_insert(kl_lm *lm, unsigned n, uint32_t parent, uint32_t word) {
    const kl_lm_table *table = &lm->head->level[n - 1];
    uint64_t i = kl_lm_place(table->slots, parent, word);
    for (;;) {
        const uint32_t node = (uint32_t)(table->first + i);
        kl_lm_slot *slot = kl_lm_edit(lm, n, node);
        if (slot->word == KL_LM_FREE) {
            slot->parent = parent;
            slot->word = word;
            return node;
        }
        if (slot->word == word && slot->parent == parent)
            return KL_LM_NONE;
        i = i + 1 == table->slots ? 0 : i + 1;
    }
}

/* A node that is no state leads on to where its own link leads, which is right already: orders go up. */
static uint32_t to_state(const kl_lm *lm, uint32_t node) {
    if (node == KL_LM_NONE)
        return KL_LM_NONE;
    const unsigned n = kl_lm_node_order(lm, node);
    if (n == 1)
        return isnan(kl_lm_unigrams(lm)[node].backoff) ? KL_LM_NONE : node;
    const kl_lm_slot *slot = kl_lm_node(lm, n, node);
    return isnan(slot->backoff) ? slot->link : node;
}

enum { PLACES = 1 << 16 }; /* of a table that one task looks at */

/* Tables up to the order at hand, whose lower ones are done. */
typedef struct sealing {
    kl_lm *lm;
    unsigned n;
} sealing;

static kl_status link_places(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    (void)error;
    const sealing *s = context;
    const kl_lm_table *table = &s->lm->head->level[s->n - 1];
    const uint64_t begin = (uint64_t)index * PLACES, left = table->slots - begin;
    for (uint64_t i = begin; i < begin + (left < PLACES ? left : PLACES); i++) {
        kl_lm_slot *slot = kl_lm_edit(s->lm, s->n, (uint32_t)(table->first + i));
        if (slot->word != KL_LM_FREE)
            slot->link = to_state(s->lm, slot->link);
    }
    return KL_OK;
}

kl_status kl_lm_seal(kl_lm *lm, kl_pool *pool, kl_error *error) {
    const kl_lm_head *head = lm->head;
    kl_status status = KL_OK;
    for (unsigned n = 2; status == KL_OK && n <= head->order; n++) {
        sealing s = {lm, n};
        const size_t tasks = (size_t)((head->level[n - 1].slots + PLACES - 1) / PLACES);
        status = kl_pool_run(pool, tasks, link_places, &s, error);
    }
    const uint64_t checksum = kl_crc64(0, lm->image, (size_t)head->size - 8);
    memcpy((unsigned char *)lm->scratch.data + head->size - 8, &checksum, 8);
    return status;
}
