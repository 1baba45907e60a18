/* SPDX-License-Identifier: Apache-2.0 */
/* Writing counts as a state. The state writer remembers a failure, so a run of puts is checked at
 * its last call. */
#include <string.h>

#include "sample/state.h"
#include "sample/tags.h"

static kl_status write_meta(kl_state_writer *state, const kl_counts_meta *meta, kl_error *error) {
    kl_state_begin(state, KL_TAG_META, error);
    kl_state_put_u8(state, (uint8_t)meta->symbols, error);
    kl_state_put_u8(state, (uint8_t)meta->order, error);
    kl_state_put_u8(state, meta->independent_draws != 0, error);
    kl_state_put_u64(state, meta->total, error);
    kl_status status = kl_state_put_u64(state, meta->bad_bytes, error);
    for (unsigned b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = kl_state_put_varint(state, meta->bag_total[b], error);
    return status;
}

static kl_status write_symbols(kl_state_writer *state, const kl_alphabet *alphabet,
                               kl_error *error) {
    kl_status status = kl_state_begin(state, KL_TAG_SYMBOLS, error);
    for (size_t i = 0; status == KL_OK && i < alphabet->n; i++) {
        size_t length = (size_t)(alphabet->start[i + 1] - alphabet->start[i]);
        kl_state_put_varint(state, length, error);
        status = kl_state_put_bytes(state, alphabet->bytes + alphabet->start[i], length, error);
    }
    return status;
}

kl_status kl_counts_writer_begin(kl_counts_writer *writer, kl_sink sink, const kl_counts_meta *meta,
                                 const kl_alphabet *alphabet, kl_error *error) {
    *writer = (kl_counts_writer){.order = meta->order};
    kl_status status = kl_state_writer_new(sink, KL_STATE_COUNTS, &writer->state, error);
    if (status == KL_OK)
        status = write_meta(writer->state, meta, error);
    if (status == KL_OK)
        status = write_symbols(writer->state, alphabet, error);
    if (status == KL_OK)
        status = kl_state_begin(writer->state, KL_TAG_GRAMS, error);
    return status;
}

/* The n-gram as its difference from the one before. */
static void write_gram(kl_counts_writer *writer, const uint32_t *gram, kl_error *error) {
    int first = 0;
    uint64_t step = (uint64_t)gram[0] + 1;
    if (writer->started) {
        while (first < writer->order - 1 && gram[first] == writer->gram[first])
            first++;
        step = (uint64_t)gram[first] - writer->gram[first];
    }
    kl_state_put_u8(writer->state, (uint8_t)first, error);
    kl_state_put_varint(writer->state, step, error);
    for (int i = first + 1; i < writer->order; i++)
        kl_state_put_varint(writer->state, gram[i], error);
    memcpy(writer->gram, gram, (size_t)writer->order * sizeof *gram);
    writer->started = 1;
}

static kl_status write_record(void *context, const kl_gram_record *record, kl_error *error) {
    kl_counts_writer *writer = context;
    write_gram(writer, record->gram, error);
    kl_status status = kl_state_put_u8(writer->state, (uint8_t)(record->cells - 1), error);
    for (unsigned c = 0; c < record->cells; c++) {
        kl_state_put_u8(writer->state, record->bag[c], error);
        status = kl_state_put_varint(writer->state, record->count[c], error);
    }
    return status;
}

kl_gram_sink kl_counts_writer_grams(kl_counts_writer *writer) {
    return (kl_gram_sink){writer, write_record};
}

kl_status kl_counts_writer_finish(kl_counts_writer *writer, kl_error *error) {
    return kl_state_finish(writer->state, error);
}

void kl_counts_writer_free(kl_counts_writer *writer) {
    kl_state_writer_free(writer->state);
    writer->state = NULL;
}
