/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for AVX-512 (F, DQ, VL, BW); nothing elsewhere. */
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && defined(__AVX512BW__)
#define KL_WIDTH 8
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/kernels.inc.h"

const kl_kernels *const kl_kernels_avx512 = &table;
#else
#include "kernels/kernels.h"

const kl_kernels *const kl_kernels_avx512 = NULL;
#endif
