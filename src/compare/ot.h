/* SPDX-License-Identifier: Apache-2.0 */
/* Two inputs as masses at places, and the transport between them. */
#ifndef KL_COMPARE_OT_H
#define KL_COMPARE_OT_H

#include "compare/input.h"
#include "report/phrase.h"

typedef struct kl_ot_side {
    kl_matrix points;
    kl_array masses;
    double *place; /* of weights whose names are numbers; owned */
} kl_ot_side;

typedef struct kl_ot {
    const kl_input *input[2];
    kl_phrase label[2];
    kl_ot_options options;
    kl_ot_side side[2];
    int are_samples; /* 0: both are known distributions */
    const char *noun;
    kl_transport *plan;
} kl_ot;

/* Where what lies. KL_ERROR_MISMATCH: points of different dimensions; an input that has no places. */
kl_status kl_ot_read(kl_ot *ot, kl_error *error);
void kl_ot_clear(kl_ot *ot);

#endif
