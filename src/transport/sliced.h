/* SPDX-License-Identifier: Apache-2.0 */
/* Points in many dimensions, and how far they are apart along one line. */
#ifndef KL_TRANSPORT_SLICED_H
#define KL_TRANSPORT_SLICED_H

#include <kullback/transport_sliced.h>

#include "kernels/kernels.h"
#include "sample/sort.h"
#include "transport/line.h"

/* Points stand side by side, so many at a time. */
enum { KL_SLICES_LANES = 8 };

static inline size_t kl_slices_room_of(size_t n) {
    return (n + KL_SLICES_LANES - 1) / KL_SLICES_LANES * KL_SLICES_LANES;
}

typedef struct kl_slices {
    kl_sliced_options options;
    const kl_kernels *kernels;
    size_t n[2], columns;
    double *points[2]; /* side by side, as the loops want them; coordinates are below 1 */
    int exponent;      /* they are 2^exponent times that */
    int is_uniform;    /* masses on both sides */
    kl_masses masses;
} kl_slices;

/* Checked. To be cleared also after a failure. */
kl_status kl_slices_read(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                         const kl_sliced_options *options, kl_slices *out, kl_error *error);
void kl_slices_clear(kl_slices *slices);

/* Directions from `first` on of the seed, each uniform on the sphere. */
void kl_slices_draw(const kl_slices *slices, size_t first, size_t n, double *direction);

/* What one thread needs: numbers of both sides along KL_DIRECTIONS lines, and in order with their masses, where these
 * differ, and with where they stood, if asked. To be freed also after a failure. */
typedef struct kl_slices_room {
    double *value[2];
    kl_indexed *items; /* twice the larger side */
    int64_t *mass[2];
    size_t *index[2];
} kl_slices_room;
kl_status kl_slices_room_new(const kl_slices *slices, int with_index, kl_slices_room *out,
                             kl_error *error);
void kl_slices_room_free(kl_slices_room *room);

/* W_p^p along the first `n` of KL_DIRECTIONS directions, in the units of `points`. */
kl_status kl_slices_measure(const kl_slices *slices, const double *direction, size_t n,
                            kl_slices_room *room, double *power, kl_error *error);

/* W_p^p along one, and its gradient by the direction; the room is one with index. */
kl_status kl_slices_slope(const kl_slices *slices, const double *direction, kl_slices_room *room,
                          double *power, double *gradient, kl_error *error);

/* Along the first `n` of them, W_p^p and, added to what is in `gradient`, its gradients by the points of both sides,
 * row by row; the room is one with index. */
kl_status kl_slices_pull(const kl_slices *slices, const double *direction, size_t n,
                         kl_slices_room *room, double *power, double *gradient[2], kl_error *error);

/* KL_ERROR_VALUE for a mean of W_p^p that the doubles do not hold. */
kl_status kl_slices_check(const kl_slices *slices, double power, kl_error *error);
/* (mean of W_p^p)^(1/p), in the unit of the points. */
double kl_slices_root(const kl_slices *slices, double power);

#endif
