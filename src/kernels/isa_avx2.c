/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for AVX2 with FMA; nothing elsewhere. */
#if defined(__AVX2__) && defined(__FMA__)
#define KL_WIDTH 4
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/kernels.inc.h"

const kl_kernels *const kl_kernels_avx2 = &table;
#else
#include "kernels/kernels.h"

const kl_kernels *const kl_kernels_avx2 = NULL;
#endif
