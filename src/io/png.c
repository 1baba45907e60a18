/* SPDX-License-Identifier: Apache-2.0 */
/* Greys of PNG images. */
#include "io/png.h"

#include "base/alloc.h"
#include "base/error.h"

void kl_greys_free(kl_greys *greys) {
    kl_free(greys->pixels);
    *greys = (kl_greys){0};
}

#ifdef KL_HAVE_PNG

#include <png.h>
#include <string.h>

#define PIXELS_MOST ((size_t)1 << 28)

static kl_status refuse(png_image *image, kl_error *error) {
    kl_status status = kl_fail(error, KL_ERROR_FORMAT, "a damaged PNG image: %s", image->message);
    png_image_free(image);
    return status;
}

kl_status kl_png_read(const void *data, size_t size, kl_greys *out, kl_error *error) {
    png_image image;
    const png_color black = {0, 0, 0};
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    *out = (kl_greys){0};
    if (!png_image_begin_read_from_memory(&image, data, size))
        return refuse(&image, error);
    image.format = PNG_FORMAT_GRAY;
    image.flags |=
        PNG_IMAGE_FLAG_16BIT_sRGB; /* no other scale than of 8 bits, where none is said */
    out->rows = image.height;
    out->columns = image.width;
    const size_t pixels = out->rows * out->columns;
    if (pixels <= PIXELS_MOST)
        out->pixels = kl_alloc(pixels, 1);
    if (out->pixels == NULL) {
        png_image_free(&image);
        return kl_fail_memory(error, "an image", pixels);
    }
    if (!png_image_finish_read(&image, &black, out->pixels, 0, NULL))
        return refuse(&image, error);
    return KL_OK;
}

#else

kl_status kl_png_read(const void *data, size_t size, kl_greys *out, kl_error *error) {
    (void)data, (void)size;
    *out = (kl_greys){0};
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "this build reads no images: install libpng-dev (Debian) and build it again");
}

#endif
