/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of transport for AVX2 with FMA; nothing elsewhere. */
#if defined(__AVX2__) && defined(__FMA__)
#define KL_WIDTH 4
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/costs.inc.h"

const kl_cost_kernels *const kl_cost_kernels_avx2 = &table;
#else
#include "kernels/costs.h"

const kl_cost_kernels *const kl_cost_kernels_avx2 = NULL;
#endif
