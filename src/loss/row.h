/* SPDX-License-Identifier: Apache-2.0 */
/* A row of logits: its softmax without forming it, and what becomes of it. */
#ifndef KL_LOSS_ROW_H
#define KL_LOSS_ROW_H

#include <math.h>

#include <kullback/loss.h>

#include "kernels/kernels.h"
#include "kernels/loss.h"
#include "kernels/scalar.h"

/* Differences of larger ones might overflow. */
#define KL_LOGIT_LARGEST 1e300

/* How rows are read: logits of 16 or 32 bits as they are by the kernels of losses, others through f64. */
typedef struct kl_logit_reader {
    kl_dtype dtype;
    size_t width, columns;       /* bytes of a logit; logits of a row */
    double softcap, temperature; /* 0: none; 1 */
    const kl_kernels *kernels;
    const kl_loss_kernels *narrow; /* NULL: through f64 */
    kl_loss_temperature narrow_temperature;
    kl_pool *pool; /* shares the chunks of a row; NULL (as it is set): one thread */
} kl_logit_reader;

/* NULL: 1. */
static inline const kl_loss_temperature *kl_narrow_temperature(const kl_logit_reader *reader) {
    return reader->temperature == 1 ? NULL : &reader->narrow_temperature;
}

kl_logit_reader kl_logit_reader_of(kl_matrix logits, double softcap, double temperature,
                                   const kl_pool *pool);

/* What becomes of a row is put together from chunks of it, in their order: the same for any number of threads. There
 * are at most KL_CHUNKS, of so many logits but for the last. */
enum { KL_CHUNKS = 64 };
size_t kl_chunk_size(size_t columns);
size_t kl_chunk_count(size_t columns);

/* The one at `index`. */
typedef struct kl_row_chunk {
    size_t first, n;
} kl_row_chunk;
kl_row_chunk kl_row_chunk_at(size_t columns, size_t index);

/* For each chunk of the row. */
kl_status kl_each_chunk(const kl_logit_reader *reader, kl_task *task, void *context,
                        kl_error *error);

/* z of one logit. */
double kl_logit_read(const kl_logit_reader *reader, const void *row, size_t column);

/* Σ over all but the first of the largest, which is e^0: nothing is lost where it takes nearly all. */
typedef struct kl_row_softmax {
    double largest;
    size_t argmax;
    double rest;    /* Σ e^(z − largest) */
    double spread;  /* Σ e^(z − largest)·(z − largest), where it was asked for */
    double log_sum; /* ln(1 + rest) ≥ 0: log-sum-exp less the largest */
    float lowest;   /* of a narrow row: no x is less; −∞ where that is not known */
} kl_row_softmax;

/* The largest is now another one, which is not in the sums; `largest` in units of x: z is that over T. */
void kl_row_softmax_raise(kl_row_softmax *softmax, double largest, size_t argmax,
                          double temperature);

/* Of a rest that is less, what the kernels of f32 take for 0, below 2⁻¹²⁵ each, may be more than 2⁻²⁵: it is summed
 * through f64. */
static inline double kl_faint_rest(size_t columns) {
    return 0x1p-100 * (double)columns;
}

/* 0 if the row has NaN, a larger one than KL_LOGIT_LARGEST, or −∞ only. */
int kl_row_softmax_set(kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                       int with_spread);
/* What is wrong with such a row, which is the row-th of the logits that messages call `name`. */
kl_status kl_row_refuse(const kl_logit_reader *reader, const void *x, size_t row, const char *name,
                        kl_error *error);
/* Neither NaN nor infinite, and not too large. */
static inline int kl_row_softmax_is_good(const kl_row_softmax *softmax) {
    return softmax->largest > -INFINITY && softmax->largest <= KL_LOGIT_LARGEST &&
           softmax->rest < INFINITY;
}

/* e^down of a logit that is less than the largest by −down: 0 from −700 down, as exp_shifted of the kernels has it, so
 * that 1 over what is not 0 is a double. */
static inline double kl_row_exponential(double down) {
    return down <= -700 ? 0 : kl_exp(down);
}

double kl_row_softmax_entropy(const kl_row_softmax *softmax);

/* By-products; softmax NULL: of a row that is ignored. */
void kl_row_keep(const kl_loss_rows *rows, size_t row, double loss, const kl_row_softmax *softmax);

/* Weights of classes in both types that the loops want, or NULL: all 1. */
typedef struct kl_class_weights {
    double *wide;
    float *narrow;
    double total;
} kl_class_weights;

/* Weights are at most that, so that those of f32 are finite. What is not 0 stays so: it makes a masked class cost. */
#define KL_WEIGHT_LARGEST 1e30
static inline float kl_narrow_weight(double weight) {
    const float narrow = (float)weight;
    return weight > 0 && narrow == 0 ? 0x1p-149f : narrow;
}

/* Σ_c w_c (largest − z_c) ≥ 0. */
double kl_row_gap(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                  const kl_class_weights *weights);

/* out_j = (slope·p_j − pull·w_j)·dz_j/dx_j, and at `target` (no column: nowhere) what is given instead of the
 * bracket. `out` may be the row. */
typedef struct kl_row_pull {
    double slope, pull;
    size_t target;
    double at_target;
} kl_row_pull;

/* The loops of f32 have factors of such a size, or 0: neither they nor what they are multiplied by, weights that add up
 * to `total`, leave it. */
#define KL_PULL_LARGEST 0x1p100
static inline int kl_pull_is_narrow(double slope, double pull, double total) {
    const double size = fabs(pull);
    return (fabs(slope) <= KL_PULL_LARGEST) & (size <= KL_PULL_LARGEST) &
           (size * total <= KL_PULL_LARGEST) & ((size == 0) | (size >= 1 / KL_PULL_LARGEST));
}

/* Numbers as f64, f32, f16 or bf16, to nearest, ties to even; and one. */
void kl_numbers_store(kl_dtype dtype, void *out, size_t first, size_t n, const double *values);
void kl_number_store(kl_dtype dtype, void *out, size_t at, double value);

void kl_row_gradient(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                     const kl_class_weights *weights, const kl_row_pull *how, void *out);

#endif
