/* SPDX-License-Identifier: Apache-2.0 */
/* The modes of a target on a line. */
#include "base/alloc.h"
#include "base/error.h"
#include "family/fit_file.h"

#include <math.h>

/* A mode is a stretch between two valleys that are less than half as high as what lies on either side of
 * them, with at least this share of the target. */
static const double least_share = 0.01, deep = 0.5;
/* So that about one in twenty samples of a uniform distribution, whose cells differ by chance alone, shows two. */
static const double deviations = 2.5;

static void count_stretch(const kl_fit *fit, const unsigned char *inside, size_t begin, size_t end,
                          kl_fit_modes *out) {
    double mass = 0, covered = 0;
    for (size_t i = begin; i < end; i++) {
        mass += fit->points.p[i];
        covered += inside[i] ? fit->points.p[i] : 0;
    }
    if (mass < least_share)
        return;
    out->count++;
    out->covered += covered > mass / 2;
}

/* Whether a valley lies below a peak by more than so many deviations of the difference of two counts, too. */
static int is_valley(double low, double peak, double draws) {
    const double apart = peak - low;
    return low <= deep * peak && apart * apart * draws > deviations * deviations * (peak + low);
}

kl_status kl_fit_count_modes(const kl_fit *fit, const unsigned char *inside, double draws,
                             kl_fit_modes *out, kl_error *error) {
    const kl_points *points = &fit->points;
    size_t begin = 0, valley = 0;
    double peak = 0, low = INFINITY;
    *out = (kl_fit_modes){0, 0};
    if (points->d != 1 || !points->grid)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "modes are counted in the cells of a line");
    for (size_t i = 0; i < points->n; i++) {
        const double height = kl_exp(points->log_p[i] - (points->log_v ? points->log_v[i] : 0));
        if (!is_valley(low, peak, draws)) { /* before the peak, or on its slope */
            if (height >= peak)
                peak = height, low = INFINITY;
            else if (height < low)
                low = height, valley = i;
        } else if (height < low) {
            low = height, valley = i;
        } else if (is_valley(low, height, draws)) { /* beyond the valley */
            count_stretch(fit, inside, begin, valley, out);
            begin = valley;
            peak = height, low = INFINITY;
        }
    }
    count_stretch(fit, inside, begin, points->n, out);
    return KL_OK;
}
