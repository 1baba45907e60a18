/* SPDX-License-Identifier: Apache-2.0 */
/* The products for AVX-512; nothing elsewhere. */
#if defined(__AVX512F__)
#define KL_WIDTH 16
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/product.inc.h"

const kl_product_table *const kl_product_table_avx512 = &table;
#else
#include "kernels/product.h"

const kl_product_table *const kl_product_table_avx512 = NULL;
#endif
