/* SPDX-License-Identifier: Apache-2.0 */
/* How the sliced Wasserstein distance changes with the points. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/power.h"
#include "transport/sliced.h"

/* Directions are dealt to so many sums, which are added in their order: threads change no bit. */
enum { SUMS = 8 };

typedef struct pulling {
    const kl_slices *slices;
    double *power;          /* of each direction */
    double *gradient[SUMS]; /* of x, and behind it of y */
} pulling;

static kl_status pull_some(void *context, size_t sum, unsigned worker, kl_error *error) {
    (void)worker;
    const pulling *p = context;
    const kl_slices *slices = p->slices;
    const size_t d = slices->columns, all = slices->options.projections;
    double *direction = kl_alloc(KL_DIRECTIONS, d * sizeof *direction);
    double *gradient[2] = {p->gradient[sum], p->gradient[sum] + slices->n[0] * d};
    kl_slices_room room;
    kl_status status = kl_slices_room_new(slices, 1, &room, error);
    if (status == KL_OK && direction == NULL)
        status = kl_fail_memory(error, "directions", KL_DIRECTIONS * d * sizeof *direction);
    for (size_t first = sum * KL_DIRECTIONS; first < all && status == KL_OK;
         first += SUMS * KL_DIRECTIONS) {
        const size_t n = all - first < KL_DIRECTIONS ? all - first : KL_DIRECTIONS;
        kl_slices_draw(slices, first, KL_DIRECTIONS, direction);
        status = kl_slices_pull(slices, direction, n, &room, p->power + first, gradient, error);
    }
    kl_slices_room_free(&room);
    kl_free(direction);
    return status;
}

/* Coordinates are 2^exponent times what was looked at. */
static void gather(const pulling *p, size_t first, size_t n, double *out) {
    const kl_slices *slices = p->slices;
    const double exponent = slices->exponent * (slices->options.power - 1);
    for (size_t k = 0; k < n && out != NULL; k++) {
        double sum = 0;
        for (size_t s = 0; s < SUMS; s++)
            sum += p->gradient[s][first + k];
        out[k] = kl_power_shift(sum / slices->options.projections, exponent);
    }
}

static kl_status pull(const kl_slices *slices, double *power, double *x_gradient,
                      double *y_gradient, kl_error *error) {
    const size_t d = slices->columns, nx = slices->n[0] * d, ny = slices->n[1] * d;
    const size_t directions = slices->options.projections;
    double *room = kl_alloc_zero(SUMS * (nx + ny) + directions, sizeof *room);
    pulling p = {.slices = slices, .power = room};
    if (room == NULL)
        return kl_fail_memory(error, "gradients", SUMS * (nx + ny) * sizeof *room);
    for (size_t s = 0; s < SUMS; s++)
        p.gradient[s] = room + directions + s * (nx + ny);
    kl_status status = kl_pool_run(slices->options.pool, SUMS, pull_some, &p, error);
    double mean = 0;
    for (size_t k = 0; k < directions && status == KL_OK; k++)
        mean += p.power[k] / (double)directions;
    if (status == KL_OK)
        status = kl_slices_check(slices, mean, error);
    if (status == KL_OK) {
        *power = kl_power_shift(mean, slices->exponent * slices->options.power);
        gather(&p, 0, nx, x_gradient);
        gather(&p, nx, ny, y_gradient);
    }
    kl_free(room);
    return status;
}

kl_status kl_sliced_gradient(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                             const kl_sliced_options *options, double *power, double *x_gradient,
                             double *y_gradient, kl_error *error) {
    if (power == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_sliced_gradient: power must not be NULL");
    kl_slices slices;
    kl_status status = kl_slices_read(x, a, y, b, options, &slices, error);
    if (status == KL_OK && slices.columns == 1)
        slices.options.projections = 1;
    if (status == KL_OK)
        status = pull(&slices, power, x_gradient, y_gradient, error);
    kl_slices_clear(&slices);
    return status;
}
