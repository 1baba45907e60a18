/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Anderson's acceleration of a fixed-point iteration x → G(x): the next x is the combination of earlier images whose
 * residuals G(x) − x nearly cancel (Walker and Ni 2011).
 */
#ifndef KL_TRANSPORT_MIXING_H
#define KL_TRANSPORT_MIXING_H

#include <kullback/base.h>

enum { KL_MIXING_MOST = 32 };

typedef struct kl_mixing {
    size_t n;
    unsigned memory, count;
    uint64_t seen;              /* since the last restart */
    const double *weight;       /* of the squares of residuals */
    double *images, *residuals; /* differences of two that follow one another, `memory` of each */
    double *last_image, *last_residual;
    double gram[KL_MIXING_MOST][KL_MIXING_MOST];
} kl_mixing;

kl_status kl_mixing_new(kl_mixing *mixing, size_t n, unsigned memory, const double *weight,
                        kl_error *error);
void kl_mixing_free(kl_mixing *mixing);

/* Forget what was seen. */
void kl_mixing_restart(kl_mixing *mixing);
/* From x and its image to the next x, in place. */
void kl_mixing_step(kl_mixing *mixing, double *x, const double *image);

#endif
