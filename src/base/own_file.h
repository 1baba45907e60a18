/* SPDX-License-Identifier: Apache-2.0 */
/* The files of our own making that are no texts: each begins with a magic of one form. */
#ifndef KL_BASE_OWN_FILE_H
#define KL_BASE_OWN_FILE_H

#include "base/error.h"

/* As in PNG: a byte that is no ASCII, line ends that a text transfer would change, a DOS end of
 * file. Letters are for ever; a room that adds one says in own_file.c what it is. */
#define KL_OWN_MAGIC(letter)                                                                       \
    { 0x89, 'K', 'L', letter, '\r', '\n', 0x1A, '\n' }

typedef enum kl_own_letter {
    KL_OWN_STATE = 'S', /* base/state.h */
    KL_OWN_MODEL = 'M', /* an n-gram language model */
    KL_OWN_LOGITS = 'Q' /* predictions of a language model */
} kl_own_letter;

/* 1 if these first bytes of a file are those of a file of ours. */
int kl_own_is(const void *data, size_t size, kl_own_letter letter);
/* 1 if more bytes have to be seen to tell. */
int kl_own_may_be(const void *data, size_t size);
/* KL_ERROR_FORMAT, which says what they are, if they are: what is wanted is a text. */
kl_status kl_own_refuse_as_text(const void *data, size_t size, kl_error *error);

#endif
