/* SPDX-License-Identifier: Apache-2.0 */
/* The loops in single precision for AVX2 with FMA; nothing elsewhere. */
#if defined(__AVX2__) && defined(__FMA__)
#define KL_WIDTH 8
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/single.inc.h"

const kl_single_kernels *const kl_single_kernels_avx2 = &table;
#else
#include "kernels/single.h"

const kl_single_kernels *const kl_single_kernels_avx2 = NULL;
#endif
