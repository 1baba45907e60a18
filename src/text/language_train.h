/* SPDX-License-Identifier: Apache-2.0 */
/* A language on its way to a profile: words become counts and a few of the pieces of text that they stand in
 * (language_train.c), and these a profile (language_train_finish.c). */
#ifndef KL_TEXT_LANGUAGE_TRAIN_H
#define KL_TEXT_LANGUAGE_TRAIN_H

#include "text/language_detector.h"
#include "text/language_grams.h"

enum {
    KL_LANGUAGE_PIECE = 60,      /* symbols from which on a piece is whole */
    KL_LANGUAGE_PIECE_MAX = 128, /* and that it has at most: a word more */
    KL_LANGUAGE_PIECES = 1024,   /* that are kept */
    KL_LANGUAGE_LEAST = 500      /* symbols that a text must have */
};

/* Words that follow each other in a text, each with its end. */
typedef struct kl_language_piece {
    uint16_t symbols[KL_LANGUAGE_PIECE_MAX];
    size_t length;
} kl_language_piece;

/* What was met of a script. */
typedef struct kl_language_trained {
    kl_language_grams grams;
    kl_language_piece *pieces; /* a sample of all, each as likely to be in it */
    kl_language_piece open;
    uint64_t piece_count; /* of all */
} kl_language_trained;

struct kl_language_trainer {
    kl_language_profile *letters; /* says what a letter is */
    kl_language_detector *reader;
    kl_language_trained scripts[KL_LANGUAGE_SCRIPTS_MAX];
    kl_language_entry entry;
    double prior;
    uint64_t memory;
    kl_random random;
    kl_status status; /* of the first failure among words */
    kl_error *error;  /* of the call that is on */
};

/* KL_OK, or that a text before could not be added. */
kl_status kl_language_trainer_check(const kl_language_trainer *trainer, kl_error *error);

/* Forget what was added. */
void kl_language_trainer_empty(kl_language_trainer *trainer);

#endif
