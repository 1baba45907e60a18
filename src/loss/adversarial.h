/* SPDX-License-Identifier: Apache-2.0 */
/* The losses of discriminators and generators as a table. */
#ifndef KL_LOSS_ADVERSARIAL_ROWS_H
#define KL_LOSS_ADVERSARIAL_ROWS_H

#include <kullback/loss_adversarial.h>

/* A loss of one score, and its derivative. */
typedef struct kl_score_loss {
    double loss, slope;
} kl_score_loss;

typedef kl_score_loss kl_score_function(double score);

typedef struct kl_adversarial_row {
    const char *name;
    int measure; /* −1: none */
    kl_unit unit;
    double offset, scale;           /* the divergence is at least offset − scale·loss */
    kl_score_function *real, *fake; /* of the discriminator */
    kl_score_function *generator, *saturating; /* the latter may be NULL */
} kl_adversarial_row;

extern const kl_adversarial_row kl_adversarial_rows_of[KL_ADVERSARIAL_COUNT];

#endif
