/* SPDX-License-Identifier: Apache-2.0 */
/* Greys of PNG images (ISO/IEC 15948), by libpng where the build found it. */
#ifndef KL_IO_PNG_H
#define KL_IO_PNG_H

#include <kullback/base.h>

typedef struct kl_greys {
    size_t rows, columns;
    uint8_t *pixels; /* row by row: 0 black, 255 white, as sRGB has them; transparent is black */
} kl_greys;

/* KL_ERROR_FORMAT: a damaged image. KL_ERROR_UNSUPPORTED: without libpng. KL_ERROR_MEMORY: one of more than 2^28
 * pixels. To be freed also after a failure. */
kl_status kl_png_read(const void *data, size_t size, kl_greys *out, kl_error *error);
void kl_greys_free(kl_greys *greys);

#endif
