/* SPDX-License-Identifier: Apache-2.0 */
/* A language model in a file: nothing is believed that was not checked. */
#include "text/lm.h"

#include "base/alloc.h"
#include "base/crc64.h"
#include "base/error.h"
#include "base/own_file.h"
#include "io/descriptor.h"
#include "text/lm_arpa.h"

#include <string.h>

static kl_status refuse(kl_error *error, size_t offset, const char *expected) {
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)offset, "byte %zu: %s", offset,
                      expected);
}

/* [at, at + n × size) lies between the head and the checksum, where its elements may lie. */
static int lies(const kl_lm_head *head, uint64_t at, uint64_t n, uint64_t size) {
    uint64_t bytes, end;
    return at % 8 == 0 && at >= sizeof *head && !__builtin_mul_overflow(n, size, &bytes) &&
           !__builtin_add_overflow(at, bytes, &end) && end <= head->size - 8;
}

static int levels_lie(const kl_lm_head *head) {
    uint64_t node = 0;
    for (unsigned n = 1; n <= head->order; n++) {
        const kl_lm_table *table = &head->level[n - 1];
        const size_t size = n == 1 ? sizeof(kl_lm_unigram) : kl_lm_slot_size(head, n);
        if (table->first != node || table->count > table->slots || table->slots == 0 ||
            table->slots >= KL_LM_NONE || !lies(head, table->at, table->slots, size))
            return 0;
        node += table->slots;
    }
    return node < KL_LM_NONE && head->level[0].slots == head->level[0].count &&
           head->level[0].count > KL_LM_END;
}

static int names_lie(const kl_lm_head *head, const unsigned char *image) {
    const uint64_t n = head->level[0].count;
    if (!lies(head, head->names_at, head->names_size, 1) ||
        !lies(head, head->starts_at, n + 1, 8) || head->finder_slots == 0 ||
        !lies(head, head->finder_at, head->finder_slots, 4))
        return 0;
    const uint64_t *start = (const uint64_t *)(const void *)(image + head->starts_at);
    for (uint64_t i = 0; i < n; i++)
        if (start[i] > start[i + 1])
            return 0;
    return start[n] <= head->names_size;
}

/* Parents one order below, links to lower orders or nowhere, symbols that exist: in the order of the file, so that this
 * takes no longer than the checksum. Whether a node is there that another one speaks of is seen when it is looked
 * at. */
static int slot_lies(const kl_lm *lm, unsigned n, const kl_lm_slot *slot) {
    const kl_lm_table *parents = &lm->head->level[n - 2];
    if (slot->word == KL_LM_FREE)
        return slot->link == KL_LM_NONE;
    return slot->word < lm->head->level[0].count && slot->parent >= parents->first &&
           slot->parent - parents->first < parents->slots &&
           (slot->link == KL_LM_NONE || slot->link < lm->head->level[n - 1].first) &&
           !isnan(slot->log_p);
}

static int nodes_lie(const kl_lm *lm) {
    for (uint64_t w = 0; w < lm->head->level[0].count; w++)
        if (isnan(kl_lm_unigrams(lm)[w].log_p))
            return 0;
    for (unsigned n = 2; n <= lm->head->order; n++)
        for (uint64_t i = 0; i < lm->head->level[n - 1].slots; i++)
            if (!slot_lies(lm, n, kl_lm_at(lm, n, i)))
                return 0;
    return 1;
}

static kl_status check(const unsigned char *image, size_t size, kl_error *error) {
    kl_lm_head head;
    if (size < sizeof head + 8)
        return refuse(error, size, "the file ends inside the head of a language model");
    memcpy(&head, image, sizeof head);
    if (head.version != KL_LM_VERSION)
        return kl_fail_at(error, head.version > KL_LM_VERSION ? KL_ERROR_VERSION : KL_ERROR_FORMAT,
                          -1, 8, "a language model of version %u; this Kullback reads version %d",
                          head.version, KL_LM_VERSION);
    if (head.size != size)
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)size,
                          "the file has %zu bytes and says it has %llu", size,
                          (unsigned long long)head.size);
    uint64_t stored;
    memcpy(&stored, image + size - 8, 8);
    if (stored != kl_crc64(0, image, size - 8))
        return refuse(error, size - 8, "the checksum does not agree: the file is damaged");
    if (head.symbols < KL_SYMBOLS_BYTES || head.symbols > KL_SYMBOLS_TOKENS || head.order < 1 ||
        head.order > KL_LM_ORDER_MAX || head.smoothing > KL_LM_BACKOFF || !levels_lie(&head) ||
        !names_lie(&head, image))
        return refuse(error, 8, "the head of the language model makes no sense");
    return KL_OK;
}

/* Where it lies; a copy, where its numbers would not be aligned. */
static kl_status place(kl_lm *lm, const unsigned char *image, size_t size, kl_error *error) {
    lm->image = image;
    if ((uintptr_t)image % 8 != 0) {
        kl_status status = kl_scratch_new(NULL, 0, size, &lm->scratch, error);
        if (status != KL_OK)
            return status;
        lm->image = memcpy(lm->scratch.data, image, size);
    }
    lm->head = (const kl_lm_head *)(const void *)lm->image;
    return check(lm->image, size, error);
}

static kl_status parse_image(const unsigned char *image, size_t size, kl_lm **out,
                             kl_error *error) {
    kl_lm *lm = kl_alloc_zero(1, sizeof *lm);
    if (lm == NULL)
        return kl_fail_memory(error, "a language model", sizeof *lm);
    kl_status status = place(lm, image, size, error);
    if (status == KL_OK && !nodes_lie(lm))
        status = refuse(error, 8, "the n-grams of the language model make no sense");
    if (status != KL_OK) {
        kl_lm_free(lm);
        return status;
    }
    *out = lm;
    return KL_OK;
}

kl_status kl_lm_parse(const void *data, size_t size, kl_lm **out, kl_error *error) {
    if ((data == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_parse: data or out is NULL");
    if (kl_own_is(data, size, KL_OWN_MODEL))
        return parse_image(data, size, out, error);
    return kl_lm_read_arpa(data, size, out, error);
}

kl_status kl_lm_open(const char *path, kl_lm **out, kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_open: path or out is NULL");
    kl_bytes *file = NULL;
    kl_status status = kl_bytes_open(path, &file, error);
    if (status != KL_OK)
        return status;
    status = kl_lm_parse(kl_bytes_data(file), kl_bytes_size(file), out, error);
    if (status != KL_OK) {
        kl_bytes_close(file);
        return kl_fail_prefix(error, status, kl_descriptor_name(path));
    }
    if ((*out)->scratch.data == NULL)
        (*out)->file = file;
    else
        kl_bytes_close(file);
    return KL_OK;
}

void kl_lm_free(kl_lm *lm) {
    if (lm == NULL)
        return;
    kl_bytes_close(lm->file);
    kl_scratch_free(&lm->scratch);
    kl_free(lm);
}

kl_status kl_lm_save(const kl_lm *lm, const char *path, kl_error *error) {
    if (lm == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_save: lm or path is NULL");
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_file_write(file, lm->image, (size_t)lm->head->size, error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}
