/* SPDX-License-Identifier: Apache-2.0 */
/* The products for AVX2 with FMA; nothing elsewhere. */
#if defined(__AVX2__) && defined(__FMA__)
#define KL_WIDTH 8
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/product.inc.h"

const kl_product_table *const kl_product_table_avx2 = &table;
#else
#include "kernels/product.h"

const kl_product_table *const kl_product_table_avx2 = NULL;
#endif
