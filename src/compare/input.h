/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of kl_input: a name, and counts, known weights or numbers. */
#ifndef KL_COMPARE_INPUT_H
#define KL_COMPARE_INPUT_H

#include <kullback/compare.h>
#include <kullback/io.h>

struct kl_input {
    kl_kind kind;
    char *name;
    kl_counts *counts;   /* of what was counted */
    kl_weights *weights; /* of known weights */
    double *numbers;     /* of samples, points and images: rows × columns */
    double *masses;      /* of images: of each row, 1 in all */
    size_t rows, columns;
};

/* Options as the library knows them: what `given` sets over the defaults, and `text` to point to. */
kl_status kl_input_options_read(const kl_input_options *given, kl_input_options *options,
                                kl_text_options *text, kl_error *error);

#endif
