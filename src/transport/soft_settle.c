/* SPDX-License-Identifier: Apache-2.0 */
/* Passes until the marginals are met. */
#include <math.h>
#include <string.h>

#include "transport/mixing.h"
#include "transport/soft.h"

/* A mixed step that makes the error this much larger than the least so far is taken back. */
#define GROWTH_MOST 4.0

static kl_status go_on(kl_soft *problem, double tolerance, uint64_t most, kl_mixing *mixing,
                       kl_error *error) {
    const size_t size = problem->columns * sizeof(double);
    double least = INFINITY;
    for (;;) {
        const kl_status status = kl_soft_pass(problem, error);
        if (status != KL_OK)
            return status;
        if (problem->error <= tolerance || problem->passes >= most)
            return KL_OK;
        if (mixing->seen > 1 && !(problem->error <= GROWTH_MOST * least)) {
            /* Back to a plain step from where it began, or on with one from here. */
            memcpy(problem->g, mixing->last_image, size);
            kl_mixing_restart(mixing);
            least = INFINITY;
            continue;
        }
        least = fmin(least, problem->error);
        kl_mixing_step(mixing, problem->g, problem->image);
    }
}

kl_status kl_soft_settle(kl_soft *problem, double tolerance, uint64_t most, unsigned memory,
                         kl_error *error) {
    kl_mixing mixing;
    kl_status status = kl_mixing_new(&mixing, problem->columns, memory, problem->b, error);
    if (status == KL_OK)
        status = go_on(problem, tolerance, most, &mixing, error);
    kl_mixing_free(&mixing);
    return status;
}
