/* SPDX-License-Identifier: Apache-2.0 */
/* The loss kernels for AVX-512 (F, DQ, VL, BW); nothing elsewhere. */
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__) && defined(__AVX512BW__)
#define KL_WIDTH 16
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/loss.inc.h"

const kl_loss_kernels *const kl_loss_kernels_avx512 = table;
#else
#include "kernels/loss.h"

const kl_loss_kernels *const kl_loss_kernels_avx512 = NULL;
#endif
