/* SPDX-License-Identifier: Apache-2.0 */
/* A tokenizer writes its tokens as pieces of text; these are the bytes they stand for. */
#ifndef KL_EVALUATE_PIECES_H
#define KL_EVALUATE_PIECES_H

#include "base/state.h"

typedef enum kl_piece_style {
    KL_PIECE_SENTENCE, /* SentencePiece: "▁" is a blank, "<0x0A>" a byte */
    KL_PIECE_BYTES     /* byte-level BPE: every byte is a printable character, "Ġ" the blank */
} kl_piece_style;

/* Append what [piece, piece + size) stands for. */
kl_status kl_piece_decode(const char *piece, size_t size, kl_piece_style style, kl_buffer *out,
                          kl_error *error);

#endif
