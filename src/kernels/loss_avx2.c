/* SPDX-License-Identifier: Apache-2.0 */
/* The loss kernels for AVX2 with FMA; nothing elsewhere. */
#if defined(__AVX2__) && defined(__FMA__)
#define KL_WIDTH 8
#define KL_TABLE table
#define KL_TABLE_LINKAGE static
#include "kernels/loss.inc.h"

const kl_loss_kernels *const kl_loss_kernels_avx2 = table;
#else
#include "kernels/loss.h"

const kl_loss_kernels *const kl_loss_kernels_avx2 = NULL;
#endif
