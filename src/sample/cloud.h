/* SPDX-License-Identifier: Apache-2.0 */
/* Points as the caller gave them, checked and brought to a range where squares do not overflow. */
#ifndef KL_SAMPLE_CLOUD_H
#define KL_SAMPLE_CLOUD_H

#include <kullback/sample.h>

typedef struct kl_cloud {
    double *rows; /* n × dimension: the coordinates times 2^−exponent */
    size_t n, dimension;
    int exponent;
} kl_cloud;

/* Check `count` inputs of one dimension, each at least `least[i]` rows, and read them with one exponent, jittered if
 * the options say so. Names of inputs in messages: x, y. Refused: no data, more than 64 columns, unequal columns,
 * too few or 2^32 rows and more (KL_ERROR_ARGUMENT or KL_ERROR_VALUE); what is not finite, with row and column, and
 * a column of one value only (KL_ERROR_VALUE). Clouds are to be freed also after a failure. */
kl_status kl_clouds_read(const kl_matrix *inputs, const size_t *least, size_t count,
                         const kl_points_options *options, kl_cloud *clouds, kl_error *error);
void kl_cloud_free(kl_cloud *cloud);

/* The steps of that, for inputs that go together otherwise; input 2 is called z. The last one brings all of them to one
 * exponent. */
kl_status kl_cloud_check_shape(kl_matrix matrix, size_t input, size_t least, kl_error *error);
kl_status kl_cloud_read(kl_matrix matrix, size_t input, kl_cloud *cloud, kl_error *error);
void kl_clouds_scale(kl_cloud *clouds, size_t count, kl_norm norm);

#endif
