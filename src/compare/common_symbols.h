/* SPDX-License-Identifier: Apache-2.0 */
/* Two lists of known weights on one list of symbols. */
#ifndef KL_COMPARE_COMMON_SYMBOLS_H
#define KL_COMPARE_COMMON_SYMBOLS_H

#include <kullback/io.h>

/* Symbols of either in the order of their bytes; a symbol that one of them does not name has
 * weight zero there. */
typedef struct kl_common {
    size_t n;
    char **text;      /* NUL-terminated, for people */
    double *value[2]; /* weights of A and B */
    int exponent[2];  /* the total is total × 2^exponent: a sum of 1e308s must not overflow */
    double total[2];
    char *characters;
} kl_common;

/* `named`: also those that have zero in both, until kl_common_replace. */
kl_status kl_common_new(const kl_weights *a, const kl_weights *b, int named, kl_common *out,
                        kl_error *error);
/* Other weights, those of A and then those of B; what has zero in both is left out from now on. */
void kl_common_replace(kl_common *common, const double *weights);
/* Share of symbol `index` in input `side` (0: A). */
double kl_common_share(const kl_common *common, int side, size_t index);
void kl_common_clear(kl_common *common);

#endif
