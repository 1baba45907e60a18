/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops over rows of logits in single precision: one row, or two beside each other. Sixteen virtual lanes,
 * fixed trees, and what is fused is so everywhere (fused.inc.h): every instruction set gives the same bits.
 *
 * e = e^(x − exponent·ln 2), s = (y − x) + offset. An e and an e^s are good to 2 units of 2⁻²⁴, an s to 1, or where
 * y − x is not exact to 1 of |y − x|, terms of sums to 8; eight terms are added in f32, and then in f64. A sum of terms
 * that are not negative is good to 2⁻²⁰ of it, and mostly to 2⁻²³.
 */
#ifndef KL_KERNELS_SINGLE_H
#define KL_KERNELS_SINGLE_H

#include <kullback/base.h>

/* Loops run over whole groups; a block of both rows stays in the first cache. */
enum { KL_SINGLE_GROUP = 128, KL_SINGLE_BLOCK = 1024 };

/* |x| and |y| are at most this, */
#define KL_SINGLE_LARGEST 1024.0f
/* |x − exponent·ln 2| and |s| this. */
#define KL_SINGLE_REACH 87.0
/* The loop over tokens that hardly differ is good for s² up to this. */
#define KL_SINGLE_NEAR 2.25f

typedef struct kl_single_frame {
    int32_t exponent;
    float offset, offset_high,
        offset_low; /* the offset, and the same in multiples of 2⁻⁹ and what is left */
    float p_origin, q_origin; /* of the spreads */
    const void *ahead[2];     /* where what comes next lies, */
    size_t ahead_size[2];     /* so many bytes a number */
    float *e, *change; /* filled with e and e·(e^s − 1), by the loops that compare wholly */
} kl_single_frame;

/* What is added up, each in KL_SINGLE_LANES lanes: */
typedef enum kl_single_sum {
    KL_SINGLE_P,        /* Σ e */
    KL_SINGLE_FORWARD,  /* Σ e (e^s − 1 − s) */
    KL_SINGLE_CHANGE,   /* Σ e (e^s − 1) */
    KL_SINGLE_Q,        /* Σ e·e^s */
    KL_SINGLE_REVERSE,  /* Σ e (s e^s − e^s + 1) */
    KL_SINGLE_P_SPREAD, /* Σ e (x − p_origin) */
    KL_SINGLE_Q_SPREAD, /* Σ e·e^s (y − q_origin) */
    KL_SINGLE_SUMS
} kl_single_sum;

enum { KL_SINGLE_LANES = 16 };

typedef struct kl_single_sums {
    double lane[KL_SINGLE_SUMS][KL_SINGLE_LANES];
} kl_single_sums;

/* Adds to the sums, unless the loop is not good for these tokens; the largest s². */
typedef float kl_single_pair(const void *x, const void *y, size_t n, const kl_single_frame *frame,
                             kl_single_sums *sums);

typedef struct kl_single_kernels {
    /* To f32: f16, bf16, and scale·(level − 65535). */
    void (*widen_f16)(const void *x, size_t n, float *out);
    void (*widen_bf16)(const void *x, size_t n, float *out);
    void (*widen_levels)(const void *x, size_t n, float scale, float *out);
    /* The least and the largest of those that are not NaN; +∞ and −∞ of none. */
    void (*range)(const void *x, size_t n, float *least, float *largest);
    /* n is a multiple of KL_SINGLE_GROUP from here on. KL_SINGLE_P and _P_SPREAD of one row: */
    void (*one)(const void *x, size_t n, const kl_single_frame *frame, kl_single_sums *sums);
    /* By [1: s² is not above KL_SINGLE_NEAR][1: y − x is formed without its rounding error]; `divergence` makes the
     * first four sums, `whole` all. */
    kl_single_pair *divergence[2][2], *whole[2][2];
    /* Of what `whole` has stored, with d = change − lost·e and gain·d = q − e: adds Σ |d| and
     * 1/gain·Σ e ln(2e/(e + q)) + q ln(2q/(e + q)) to sums; `near` as above. */
    void (*distances)(const float *e, const float *change, size_t n, float lost, float gain,
                      int near, double sums[2]);
} kl_single_kernels;

/* The table for the instruction set of a pool (NULL: the best one). */
const kl_single_kernels *kl_single_kernels_for(const kl_pool *pool);

extern const kl_single_kernels kl_single_kernels_scalar;
/* NULL where the compiler was not asked for that instruction set. */
extern const kl_single_kernels *const kl_single_kernels_avx2;
extern const kl_single_kernels *const kl_single_kernels_avx512;

#endif
