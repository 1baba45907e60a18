/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file information.h
 * @brief Coding: what a bit is. A range coder that turns probabilities into file size.
 *
 * Coding data from P with a code made for Q costs H(P, Q) = H(P) + KL(P‖Q) per symbol; this coder comes
 * within 0.1 % of that and 64 bits, where Q is what the integer frequencies say: −Σ log2(f / 2^30). They may be others
 * for every symbol, as a model predicts them, if the decoder can predict the same: examples/story/gpt.c.
 */
#ifndef KULLBACK_INFORMATION_H
#define KULLBACK_INFORMATION_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Frequencies of a code add up to this. */
#define KL_CODE_TOTAL (1u << 30)

/** Integer frequencies, all ≥ 1 and with sum KL_CODE_TOTAL, nearest to the given probabilities.
 *  n ≤ 2^24; a probability of 0 is KL_ERROR_VALUE (such a symbol has no code). Source: Niemeyer and Niemeyer 2008
 *  (largest remainders). */
KL_API kl_status kl_code_quantise(const double *probabilities, size_t n, uint32_t *frequencies,
                                  kl_error *error);

/** Range encoder (Martin 1979; carries resolved, so that no bound on their run is needed). */
typedef struct kl_encoder kl_encoder;
KL_API kl_status kl_encoder_new(kl_encoder **out, kl_error *error);
KL_API void kl_encoder_free(kl_encoder *encoder);
/** Code the symbol that occupies [start, start + frequency) of KL_CODE_TOTAL. */
KL_API kl_status kl_encoder_put(kl_encoder *encoder, uint32_t start, uint32_t frequency,
                                kl_error *error);
/** Flush; the bytes stay the encoder's. */
KL_API kl_status kl_encoder_finish(kl_encoder *encoder, const uint8_t **bytes, size_t *size,
                                   kl_error *error);

/** Range decoder over bytes that stay the caller's. Plain data. */
typedef struct kl_decoder {
    const uint8_t *bytes;
    size_t size, position;
    uint64_t range, code;
} kl_decoder;
KL_API void kl_decoder_init(kl_decoder *decoder, const uint8_t *bytes, size_t size);
/** The point of KL_CODE_TOTAL that the next symbol's interval contains. */
KL_API uint32_t kl_decoder_peek(kl_decoder *decoder);
/** Move past the symbol that occupies [start, start + frequency). Reading past the end by more than
 *  the flush is KL_ERROR_FORMAT with the offset. */
KL_API kl_status kl_decoder_take(kl_decoder *decoder, uint32_t start, uint32_t frequency,
                                 kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
