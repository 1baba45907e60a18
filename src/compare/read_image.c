/* SPDX-License-Identifier: Apache-2.0 */
/* Reading images: light at the places of pixels. */
#include "compare/kinds.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/png.h"

/* Pixels that are not black, at (column, row) from the left and from the top; their greys are their masses. */
static kl_status take_pixels(kl_input *input, const kl_greys *greys, kl_error *error) {
    const size_t all = greys->rows * greys->columns;
    size_t n = 0, at = 0;
    for (size_t k = 0; k < all; k++)
        n += greys->pixels[k] > 0;
    if (n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "an image that is all black has no mass");
    input->numbers = kl_alloc(n, 2 * sizeof *input->numbers);
    input->masses = kl_alloc(n, sizeof *input->masses);
    if (input->numbers == NULL || input->masses == NULL)
        return kl_fail_memory(error, "pixels", n * 3 * sizeof *input->masses);
    double total = 0;
    for (size_t k = 0; k < all; k++)
        total += greys->pixels[k];
    for (size_t k = 0; k < all; k++) {
        if (greys->pixels[k] == 0)
            continue;
        const size_t row = k / greys->columns;
        input->numbers[2 * at] = (double)(k % greys->columns);
        input->numbers[2 * at + 1] = (double)row;
        input->masses[at++] = greys->pixels[k] / total;
    }
    input->rows = n;
    input->columns = 2;
    return KL_OK;
}

kl_status kl_read_image(kl_input *input, const kl_source *from, const kl_input_options *options,
                        kl_error *error) {
    (void)options;
    kl_greys greys;
    kl_status status = kl_png_read(from->data, from->size, &greys, error);
    if (status == KL_OK)
        status = take_pixels(input, &greys, error);
    kl_greys_free(&greys);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}
