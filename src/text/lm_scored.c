/* SPDX-License-Identifier: Apache-2.0 */
/* Sums of a scored text: merged, written, read.
 *
 *   META  names of model and text; u64 identities of both; u8 symbols, u32 order, u64 vocabulary; u64 size, cover;
 *         u64 bad bytes; where the model has an excess varint of contexts, f64 its sum, text its place
 *   BAGS  of each bag varints of lines, symbols, unknown and impossible ones, bytes, characters, words; two exact
 *   sums */
#include "text/lm_scored.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

static const uint32_t tag_meta = KL_STATE_TAG('M', 'E', 'T', 'A');
static const uint32_t tag_bags = KL_STATE_TAG('B', 'A', 'G', 'S');

kl_lm_scored *kl_lm_scored_new(void) {
    kl_lm_scored *scored = kl_alloc_zero(1, sizeof *scored);
    for (unsigned b = 0; scored != NULL && b < KL_BAGS; b++) {
        kl_exact_sum_init(&scored->bag[b].loss);
        kl_exact_sum_init(&scored->bag[b].known);
    }
    return scored;
}

void kl_lm_scored_free(kl_lm_scored *scored) {
    if (scored == NULL)
        return;
    kl_free(scored->model);
    kl_free(scored->text);
    kl_cover_free(&scored->cover);
    kl_free(scored);
}

void kl_lm_bag_add(kl_lm_bag *to, const kl_lm_bag *from) {
    kl_exact_sum_merge(&to->loss, &from->loss);
    kl_exact_sum_merge(&to->known, &from->known);
    to->lines += from->lines;
    to->symbols += from->symbols;
    to->unknown += from->unknown;
    to->impossible += from->impossible;
    to->text.bytes += from->text.bytes;
    to->text.characters += from->text.characters;
    to->text.words += from->text.words;
}

/* The least name of one content, whatever came first. */
static kl_status merge_name(char **name, const char *other, kl_error *error) {
    char *copy = NULL;
    if (strcmp(other, *name) >= 0)
        return KL_OK;
    kl_status status = kl_copy_text(other, &copy, error);
    if (status == KL_OK) {
        kl_free(*name);
        *name = copy;
    }
    return status;
}

static kl_status merge(void *state, const void *from, kl_error *error) {
    kl_lm_scored *scored = state;
    const kl_lm_scored *other = from;
    if (scored->model_id != other->model_id || scored->symbols != other->symbols)
        return kl_fail(error, KL_ERROR_MISMATCH, "this is of another model: %s", other->model);
    if (scored->text_id != other->text_id || scored->size != other->size)
        return kl_fail(error, KL_ERROR_MISMATCH, "this is of another text: %s", other->text);
    kl_status status = kl_cover_merge(&scored->cover, &other->cover, error);
    if (status == KL_OK)
        status = merge_name(&scored->model, other->model, error);
    if (status == KL_OK)
        status = merge_name(&scored->text, other->text, error);
    scored->bad_bytes += other->bad_bytes;
    for (unsigned b = 0; status == KL_OK && b < KL_BAGS; b++)
        kl_lm_bag_add(&scored->bag[b], &other->bag[b]);
    return status;
}

static void put_bag(const kl_lm_bag *bag, kl_state_writer *writer) {
    const uint64_t numbers[] = {bag->lines,      bag->symbols,    bag->unknown,
                                bag->impossible, bag->text.bytes, bag->text.characters,
                                bag->text.words};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        kl_state_put_varint(writer, numbers[i], NULL);
    kl_state_put_exact_sum(writer, &bag->loss, NULL);
    kl_state_put_exact_sum(writer, &bag->known, NULL);
}

static void put_excess(const kl_lm_excess *excess, kl_state_writer *writer) {
    kl_state_put_varint(writer, excess->contexts, NULL);
    kl_state_put_f64(writer, excess->sum, NULL);
    kl_state_put_text(writer, excess->place, NULL);
}

static kl_status write(const void *state, kl_state_writer *writer, kl_error *error) {
    const kl_lm_scored *scored = state;
    kl_state_begin(writer, tag_meta, NULL);
    kl_state_put_text(writer, scored->model, NULL);
    kl_state_put_text(writer, scored->text, NULL);
    kl_state_put_u64(writer, scored->model_id, NULL);
    kl_state_put_u64(writer, scored->text_id, NULL);
    kl_state_put_u8(writer, (uint8_t)scored->symbols, NULL);
    kl_state_put_u32(writer, scored->order, NULL);
    kl_state_put_u64(writer, scored->vocabulary, NULL);
    kl_state_put_u64(writer, scored->size, NULL);
    kl_cover_put(&scored->cover, writer, NULL);
    kl_state_put_u64(writer, scored->bad_bytes, NULL);
    if (scored->excess.contexts > 0)
        put_excess(&scored->excess, writer);
    kl_status status = kl_state_begin(writer, tag_bags, error);
    for (unsigned b = 0; b < KL_BAGS; b++)
        put_bag(&scored->bag[b], writer);
    return status;
}

static kl_status get_bag(kl_state_reader *reader, kl_lm_bag *bag, kl_error *error) {
    uint64_t *const numbers[] = {&bag->lines,      &bag->symbols,    &bag->unknown,
                                 &bag->impossible, &bag->text.bytes, &bag->text.characters,
                                 &bag->text.words};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        kl_state_get_varint(reader, numbers[i], error);
    kl_state_get_exact_sum(reader, &bag->loss, error);
    kl_status status = kl_state_get_exact_sum(reader, &bag->known, error);
    if (status == KL_OK && (bag->unknown > bag->symbols || bag->lines > UINT64_MAX / KL_BAGS ||
                            bag->symbols > UINT64_MAX / KL_BAGS))
        return kl_state_refuse(reader, error, "%llu unknown of %llu symbols",
                               (unsigned long long)bag->unknown, (unsigned long long)bag->symbols);
    return status;
}

static kl_status get_excess(kl_state_reader *reader, kl_lm_excess *excess, kl_error *error) {
    int more = 0;
    char *place = NULL;
    kl_status status = kl_state_more(reader, &more, error);
    if (status != KL_OK || !more)
        return status;
    kl_state_get_varint(reader, &excess->contexts, error);
    kl_state_get_f64(reader, &excess->sum, error);
    status = kl_state_get_text(reader, &place, error);
    if (status == KL_OK && strlen(place) >= sizeof excess->place)
        status = kl_state_refuse(reader, error, "a place of %zu bytes", strlen(place));
    if (status == KL_OK)
        memcpy(excess->place, place, strlen(place) + 1);
    kl_free(place);
    return status;
}

static kl_status read(kl_state_reader *reader, void **out, kl_error *error) {
    uint8_t symbols = 0;
    kl_lm_scored *scored = *out = kl_lm_scored_new();
    if (scored == NULL)
        return kl_fail_memory(error, "a score", sizeof *scored);
    kl_state_expect(reader, tag_meta, error);
    kl_state_get_text(reader, &scored->model, error);
    kl_status status = kl_state_get_text(reader, &scored->text, error);
    kl_state_get_u64(reader, &scored->model_id, error);
    kl_state_get_u64(reader, &scored->text_id, error);
    kl_state_get_u8(reader, &symbols, error);
    kl_state_get_u32(reader, &scored->order, error);
    kl_state_get_u64(reader, &scored->vocabulary, error);
    kl_state_get_u64(reader, &scored->size, error);
    if (status == KL_OK && symbols > KL_SYMBOLS_TOKENS)
        status = kl_state_refuse(reader, error, "symbols of kind %u", symbols);
    scored->symbols = (kl_symbols)symbols;
    if (status == KL_OK)
        status = kl_cover_get(&scored->cover, scored->size, reader, error);
    if (status == KL_OK)
        status = kl_state_get_u64(reader, &scored->bad_bytes, error);
    if (status == KL_OK && scored->bad_bytes > scored->size)
        status = kl_state_refuse(reader, error, "%llu bad ones of %llu bytes",
                                 (unsigned long long)scored->bad_bytes,
                                 (unsigned long long)scored->size);
    if (status == KL_OK)
        status = get_excess(reader, &scored->excess, error);
    if (status == KL_OK)
        status = kl_state_expect(reader, tag_bags, error);
    for (unsigned b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = get_bag(reader, &scored->bag[b], error);
    return status;
}

static void free_state(void *state) {
    kl_lm_scored_free(state);
}

const kl_state_type kl_lm_scored_type = {KL_STATE_SCORE, read, merge, write, free_state};
