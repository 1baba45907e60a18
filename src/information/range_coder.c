/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Range coder (Martin 1979, "Range encoding: an algorithm for removing redundancy from a digitised
 * message"; carries as in Schindler 1998). What is left of the unit interval is [low, low + range)
 * in units of 2^-(64 + 8·bytes written); range stays at or above 2^56, so a byte is settled
 * whenever it falls below. A symbol at [start, start + frequency) of 2^30 takes the part from
 * ⌊range·start/2^30⌋ to ⌊range·(start + frequency)/2^30⌋: these parts tile the range without a gap,
 * so what is lost to rounding is below 2^-25 bits for a symbol of frequency 1 and below 2^-55 for
 * one that fills nearly everything.
 */
#include <kullback/information.h>

#include "base/alloc.h"
#include "base/error.h"

enum { TOTAL_BITS = 30, WINDOW_BYTES = 8, FIRST_CAPACITY = 4096 };

#define RANGE_MIN (UINT64_C(1) << 56)

struct kl_encoder {
    uint64_t low, range;
    uint8_t *bytes;
    size_t size, capacity;
    int finished;
};

/* ⌊range · point / 2^30⌋ without a wider type: point ≤ 2^30. */
static uint64_t scale(uint64_t range, uint32_t point) {
    uint64_t high = range >> TOTAL_BITS, low = range & (KL_CODE_TOTAL - 1);
    return high * point + ((low * point) >> TOTAL_BITS);
}

static int is_interval(uint32_t start, uint32_t frequency) {
    return frequency >= 1 && frequency <= KL_CODE_TOTAL && start <= KL_CODE_TOTAL - frequency;
}

static kl_status refuse_interval(kl_error *error, uint32_t start, uint32_t frequency) {
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "a symbol at %lu with frequency %lu is not inside [0, 2^30) or is empty",
                   (unsigned long)start, (unsigned long)frequency);
}

/* ── Encoder ────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_encoder_new(kl_encoder **out, kl_error *error) {
    if (!out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_encoder_new: out must not be NULL");
    kl_encoder *encoder = kl_alloc_zero(1, sizeof *encoder);
    if (!encoder)
        return kl_fail_memory(error, "a range encoder", sizeof *encoder);
    encoder->range = UINT64_MAX;
    *out = encoder;
    return KL_OK;
}

void kl_encoder_free(kl_encoder *encoder) {
    if (encoder) {
        kl_free(encoder->bytes);
        kl_free(encoder);
    }
}

static kl_status reserve(kl_encoder *encoder, size_t bytes, kl_error *error) {
    if (encoder->capacity - encoder->size >= bytes)
        return KL_OK;
    size_t capacity = encoder->capacity ? encoder->capacity * 2 : FIRST_CAPACITY;
    uint8_t *larger = kl_realloc(encoder->bytes, capacity, 1);
    if (!larger)
        return kl_fail_memory(error, "a code", capacity);
    encoder->bytes = larger;
    encoder->capacity = capacity;
    return KL_OK;
}

/* Add 1 to the number that the bytes written so far are. There always is a byte below 255: the code
 * as a whole is less than 1. Each byte that overflows becomes 0, so all carries together cost less
 * than the bytes. */
static void carry(kl_encoder *encoder) {
    size_t i = encoder->size;
    while (++encoder->bytes[--i] == 0) {
    }
}

static void shift(kl_encoder *encoder) {
    encoder->bytes[encoder->size++] = (uint8_t)(encoder->low >> 56);
    encoder->low <<= 8;
    encoder->range <<= 8;
}

kl_status kl_encoder_put(kl_encoder *encoder, uint32_t start, uint32_t frequency, kl_error *error) {
    if (!encoder)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_encoder_put: encoder must not be NULL");
    if (!is_interval(start, frequency))
        return refuse_interval(error, start, frequency);
    if (encoder->finished)
        return kl_fail(error, KL_ERROR_ARGUMENT, "this code is finished; nothing can be added");
    /* First the only thing that can fail, so that a failure changes nothing. */
    kl_status status = reserve(encoder, WINDOW_BYTES, error);
    if (status != KL_OK)
        return status;
    uint64_t from = scale(encoder->range, start);
    uint64_t low = encoder->low + from;
    if (low < from)
        carry(encoder);
    encoder->low = low;
    encoder->range = scale(encoder->range, start + frequency) - from;
    while (encoder->range < RANGE_MIN)
        shift(encoder);
    return KL_OK;
}

/* One byte more is enough: the range holds a multiple of 2^56, and the decoder reads zeros after
 * the end. */
kl_status kl_encoder_finish(kl_encoder *encoder, const uint8_t **bytes, size_t *size,
                            kl_error *error) {
    if (!encoder || !bytes || !size) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_encoder_finish: encoder, bytes and size must not be NULL");
    }
    if (!encoder->finished) {
        kl_status status = reserve(encoder, 1, error);
        if (status != KL_OK)
            return status;
        uint64_t low = encoder->low + (RANGE_MIN - 1);
        if (low < encoder->low)
            carry(encoder);
        encoder->low = low;
        shift(encoder);
        encoder->finished = 1;
    }
    *bytes = encoder->bytes;
    *size = encoder->size;
    return KL_OK;
}

/* ── Decoder ────────────────────────────────────────────────────────────────────────────────── */

/* `code` is the window of the input minus the encoder's low: a place in [0, range). */
static void read_byte(kl_decoder *decoder) {
    uint8_t byte = decoder->position < decoder->size ? decoder->bytes[decoder->position] : 0;
    decoder->code = decoder->code << 8 | byte;
    decoder->position++;
}

void kl_decoder_init(kl_decoder *decoder, const uint8_t *bytes, size_t size) {
    *decoder = (kl_decoder){.bytes = bytes, .size = size, .range = UINT64_MAX};
    for (int i = 0; i < WINDOW_BYTES; i++)
        read_byte(decoder);
}

/* The largest point with scale(range, point) ≤ code. The first guess is never too small, and too
 * large by 2^-26 of itself at most; a step of overshoot / (width of a point, rounded up) never goes
 * too far. */
uint32_t kl_decoder_peek(kl_decoder *decoder) {
    uint64_t width = decoder->range >> TOTAL_BITS;
    uint64_t guess = decoder->code / width;
    uint32_t point = guess < KL_CODE_TOTAL ? (uint32_t)guess : KL_CODE_TOTAL - 1;
    uint64_t at = scale(decoder->range, point);
    while (at > decoder->code) {
        uint64_t step = (at - decoder->code) / (width + 1);
        point -= step > 1 ? (uint32_t)step : 1;
        at = scale(decoder->range, point);
    }
    return point;
}

kl_status kl_decoder_take(kl_decoder *decoder, uint32_t start, uint32_t frequency,
                          kl_error *error) {
    if (!decoder)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_decoder_take: decoder must not be NULL");
    if (!is_interval(start, frequency))
        return refuse_interval(error, start, frequency);
    uint64_t from = scale(decoder->range, start);
    uint64_t to = scale(decoder->range, start + frequency);
    if (decoder->code < from || decoder->code >= to) {
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)decoder->position,
                          "damaged code near byte %zu: it points at no symbol", decoder->position);
    }
    decoder->code -= from;
    decoder->range = to - from;
    while (decoder->range < RANGE_MIN) {
        decoder->range <<= 8;
        read_byte(decoder);
    }
    /* The encoder's last byte stands for a whole window: its other bytes are zeros that nobody
     * wrote. */
    if (decoder->position > decoder->size + (WINDOW_BYTES - 1)) {
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)decoder->size,
                          "the code ends at byte %zu in the middle of a symbol", decoder->size);
    }
    return KL_OK;
}
