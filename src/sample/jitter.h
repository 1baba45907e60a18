/* SPDX-License-Identifier: Apache-2.0 */
/* Noise for numbers that were rounded. */
#ifndef KL_SAMPLE_JITTER_H
#define KL_SAMPLE_JITTER_H

#include "sample/cloud.h"

/* Add to every coordinate uniform noise of ± half of `resolution`; 0: of half the smallest gap between different
 * values of that column, in all clouds together. Cloud i draws stream i of `seed`, row by row. */
kl_status kl_jitter(kl_cloud *clouds, size_t count, double resolution, uint64_t seed,
                    kl_error *error);

#endif
