/* SPDX-License-Identifier: Apache-2.0 */
/* What kl_fit_describe reads and says. */
#ifndef KL_FAMILY_FIT_FILE_H
#define KL_FAMILY_FIT_FILE_H

#include "family/fit.h"

#include <kullback/report.h>

/* Numbers of a file: points, and weights where it has them. */
typedef struct kl_fit_data {
    size_t n, d;
    double *x;       /* n × d; in ascending order where it has weights */
    double *weights; /* NULL: draws */
    double *volumes; /* NULL: cells of one width */
    size_t *lines;   /* in which each of the weighted stood */
    size_t room;     /* points that there is memory for */
} kl_fit_data;

/* What a file holds; the caller frees it also after a failure. */
kl_status kl_fit_data_parse(kl_fit_data *data, const char *bytes, size_t size, kl_error *error);
/* The same from its path, which every message names. */
kl_status kl_fit_data_read(kl_fit_data *data, const char *path, kl_error *error);
void kl_fit_data_free(kl_fit_data *data);

kl_fit_target kl_fit_data_target(const kl_fit_data *data);

/* The modes of a target on a line, and which the model covers: those whose stretch has more than half of
 * its mass inside the model's region. What `draws` of them, counted in cells of one width, may show by chance is no
 * mode; INFINITY: it is known. */
typedef struct kl_fit_modes {
    size_t count, covered;
} kl_fit_modes;
kl_status kl_fit_count_modes(const kl_fit *fit, const unsigned char *inside, double draws,
                             kl_fit_modes *out, kl_error *error);

/* The target and the model over each other. */
kl_status kl_fit_draw(kl_document *document, const kl_fit *fit, kl_error *error);

#endif
