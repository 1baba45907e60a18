/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products of matrices of which one is narrow: C = A·B. Sums contract where the machine can; each element is one sum in
 * the order of the steps, so that its bits depend on no other row or column and on no thread.
 */
#ifndef KL_KERNELS_PRODUCT_H
#define KL_KERNELS_PRODUCT_H

#include <kullback/base.h>

/* Elements are f32 or f64, all of one type; strides count them. */
typedef struct kl_product {
    const void *a;      /* rows × steps: contiguous rows, or as `pack_rows` leaves them */
    ptrdiff_t a_stride; /* between rows */
    int a_is_packed;
    const void *b; /* steps × columns, as `pack_columns` leaves them */
    void *c;       /* rows × columns */
    ptrdiff_t c_row, c_column;
    const void *start;           /* of each row, what its sums begin with; NULL: 0 */
    size_t rows, columns, steps; /* each at least 1 */
    /* What is needed soon, asked for in the meantime: rows, how many elements each has, and how far they are apart. */
    const void *ask;
    size_t ask_rows, ask_columns;
    ptrdiff_t ask_stride;
    int add; /* to what C has, instead of over it */
} kl_product;

/* Groups one behind the other, each step after step; what is missing in the last one is 0. */
typedef void kl_product_pack(const void *from, ptrdiff_t step, ptrdiff_t element, size_t steps,
                             size_t elements, void *out);

typedef struct kl_product_kernels {
    size_t rows, columns; /* of a group */
    kl_product_pack *pack_rows, *pack_columns;
    void (*multiply)(const kl_product *product);
    /* Of f32: n numbers of f16 or bf16 as such. NULL: of f64. */
    void (*widen)(kl_dtype dtype, const void *from, size_t n, float *out);
} kl_product_kernels;

/* Groups of n lines, the last one perhaps not whole; and the lines that they have if it were. */
static inline size_t kl_product_groups(size_t n, size_t group) {
    return (n + group - 1) / group;
}
static inline size_t kl_product_padded(size_t n, size_t group) {
    return kl_product_groups(n, group) * group;
}

/* For the instruction set of a pool (NULL: the best one), of f32 or f64. */
const kl_product_kernels *kl_product_kernels_for(const kl_pool *pool, kl_dtype dtype);

typedef struct kl_product_table {
    kl_product_kernels f32, f64;
} kl_product_table;

extern const kl_product_table kl_product_table_scalar;
/* NULL where the compiler was not asked for that instruction set. */
extern const kl_product_table *const kl_product_table_avx2;
extern const kl_product_table *const kl_product_table_avx512;

#endif
