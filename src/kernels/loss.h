/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops of losses: blocks of a row of logits in f32, f16 or bf16, widened in registers to lanes of f32.
 * Products and sums may contract, so that the same bits come out on one machine for any number of threads, and
 * on another instruction set within the bounds that stand here.
 */
#ifndef KL_KERNELS_LOSS_H
#define KL_KERNELS_LOSS_H

#include <kullback/base.h>

/* A block of logits stays in the first cache between the loops over it. */
enum { KL_LOSS_BLOCK = 2048 };

typedef enum kl_loss_type {
    KL_LOSS_F32 = 0,
    KL_LOSS_F16,
    KL_LOSS_BF16,
    KL_LOSS_TYPES
} kl_loss_type;

/* T, 1/T, log2(e)/T, and T ln 2 = ln2_high + ln2_low, of which the first times an integer below 2¹¹ is exact. */
typedef struct kl_loss_temperature {
    double temperature;
    float inverse, log2_e, ln2_high, ln2_low;
} kl_loss_temperature;

/* T in [KL_LOSS_COLDEST, KL_LOSS_HOTTEST]. */
#define KL_LOSS_COLDEST 0x1p-60
#define KL_LOSS_HOTTEST 0x1p60
kl_loss_temperature kl_loss_temperature_of(double temperature);

/*
 * What exponentials are relative to: e^(x/T) = 2^exponent·e^((x − shift)/T − exponent·ln 2)·e^(shift/T), x at most the
 * largest. The shift is 0, or where |largest|/T > KL_LOSS_SHIFT the largest itself: then x − shift is exact wherever
 * its exponential is not 0, and no error comes of a difference. Logits less than the largest by 88 T or more count as
 * 0.
 */
typedef struct kl_loss_base {
    float shift, exponent;
    const kl_loss_temperature *temperature; /* NULL: 1 */
} kl_loss_base;

#define KL_LOSS_SHIFT 1024.0f

/* Where no logit is less than exponent·ln 2 by more, the shift is 0 and T = 1, none is to become 0: a cheaper loop
 * serves. */
#define KL_LOSS_REACH 43.6f

kl_loss_base kl_loss_base_of(float largest, const kl_loss_temperature *temperature);
/* ln of what an exponential of these loops is multiplied by to be e^((x − largest)/T). */
double kl_loss_base_log(kl_loss_base base, float largest);

typedef struct kl_loss_range {
    float largest, lowest;
} kl_loss_range;

/* exponentials: Σ 2^−exponent·e^((x − shift)/T); spread: Σ of them times (x − largest)/T, −∞ adding nothing; the
 * largest is finite there. NaN where an x is. Each exponential is good to 2 units in its last place, each sum to 2⁻²⁰
 * of it. */
typedef struct kl_loss_sums {
    double exponentials, spread;
} kl_loss_sums;

/* Rows of few classes go through the lanes side by side, a lane a row. */
enum { KL_FEW_CLASSES = 32, KL_FEW_ROWS = 64 };

/* Of so many rows, each number to 2⁻²⁰ of it: logits and unit·e = e^((x − largest)/T), by classes; and of a row the
 * first of its largest logits, Σ e^((x − largest)/T) and, if asked for, the sum of these times (x − largest)/T over
 * all others, and ln(1 + Σ). With a NaN in the row the rest is NaN; the largest may be infinite. */
typedef struct kl_few {
    float x[KL_FEW_CLASSES][KL_FEW_ROWS], e[KL_FEW_CLASSES][KL_FEW_ROWS];
    float unit[KL_FEW_ROWS];
    float largest[KL_FEW_ROWS], rest[KL_FEW_ROWS], spread[KL_FEW_ROWS], log_sum[KL_FEW_ROWS];
    int32_t argmax[KL_FEW_ROWS];
} kl_few;

/* Of each row the gradient is slope·e − pull·w, but in column `target`, if there is one, at_target. */
typedef struct kl_few_pull {
    float slope[KL_FEW_ROWS], pull[KL_FEW_ROWS], at_target[KL_FEW_ROWS];
    int32_t target[KL_FEW_ROWS];
    int has_target;
} kl_few_pull;

/* Of two rows Σ e^(x/T), Σ e^(y/T) and Σ e^(x/T)·(x − y), where these are numbers of f32: the largest logits say so.
 * Not finite where a logit is not. */
typedef struct kl_loss_cross {
    double p, q, gap;
    float x_largest, y_largest;
} kl_loss_cross;

/* Two rows with what their exponentials are multiplied by to be p and q, and
 * ln q − ln p = ((y − x) − shift − shift_low)/T. With a temperature (NULL: 1) the bases are 0. */
typedef struct kl_loss_pair {
    const kl_loss_temperature *temperature;
    kl_loss_base x_base, y_base;
    float p_scale, q_scale, shift, shift_low;
} kl_loss_pair;

/* KL(P‖Q), each term good to 2⁻²⁰ of it, and Σ(q − p). */
typedef struct kl_loss_pair_sums {
    double divergence, rest;
} kl_loss_pair_sums;

/* p_factor·p(ln p − ln q − p_mean) and q_factor·(q − p), in the type of the logits and over these or elsewhere, or
 * NULL, but not both. */
typedef struct kl_loss_pair_slopes {
    float p_factor, q_factor, p_mean;
    void *p_out, *q_out;
} kl_loss_pair_slopes;

typedef struct kl_loss_kernels {
    /* Of n ≥ 1 logits; anything where one is NaN. */
    kl_loss_range (*range)(const void *x, size_t n);
    /* The first index of `value`, n if there is none. */
    size_t (*find)(const void *x, size_t n, float value);
    /* Of at most KL_LOSS_BLOCK logits, without the one at `skip` (n: with all). None is less than `lowest`, unless one
     * is NaN. */
    double (*sum)(const void *x, size_t n, size_t skip, kl_loss_base base, float lowest);
    kl_loss_sums (*sum_spread)(const void *x, size_t n, size_t skip, kl_loss_base base,
                               float largest);
    /* Σ w·(largest − x) over at most KL_LOSS_BLOCK; w NULL: 1. What has w = 0 adds nothing. */
    double (*gap)(const void *x, const float *w, size_t n, float largest);
    /* out = scale·2^−exponent·e^((x − shift)/T) − offset·w, in the type of x and rounded to nearest; it may be x. What
     * is NaN is the NAN of C. None is less than `lowest`, unless one is NaN; −∞ where that is not known. What is to be
     * rounded to 16 bits is good to 2⁻²⁰. */
    void (*gradient)(const void *x, const float *w, size_t n, kl_loss_base base, float lowest,
                     float scale, float offset, void *out);
    /* Rows are `stride` elements apart; no temperature: 1. */
    void (*few_softmax)(const void *x, ptrdiff_t stride, size_t columns, size_t rows,
                        const kl_loss_temperature *temperature, int with_spread, kl_few *out);
    /* Σ w·(largest − x) of each row, w by classes; NULL: 1. What has w = 0 adds nothing. */
    void (*few_gap)(const kl_few *few, const float (*w)[KL_FEW_ROWS], size_t columns, size_t rows,
                    float *gap);
    /* In the type of x and rounded to nearest; `out` may be x. */
    void (*few_gradient)(const kl_few *few, const float (*w)[KL_FEW_ROWS], size_t columns,
                         size_t rows, const kl_few_pull *how, void *out, ptrdiff_t stride);
    /* Of two rows of one type. */
    kl_loss_cross (*cross)(const void *x, const void *y, size_t n,
                           const kl_loss_temperature *temperature);
    kl_loss_pair_sums (*pair_sums)(const void *x, const void *y, size_t n,
                                   const kl_loss_pair *pair);
    void (*pair_gradient)(const void *x, const void *y, size_t n, const kl_loss_pair *pair,
                          const kl_loss_pair_slopes *how);
} kl_loss_kernels;

/* By kl_loss_type, for the instruction set of a pool (NULL: the best one). */
const kl_loss_kernels *kl_loss_kernels_for(const kl_pool *pool, kl_loss_type type);

extern const kl_loss_kernels kl_loss_kernels_scalar[KL_LOSS_TYPES];
/* NULL where the compiler was not asked for that instruction set. */
extern const kl_loss_kernels *const kl_loss_kernels_avx2;
extern const kl_loss_kernels *const kl_loss_kernels_avx512;

#endif
