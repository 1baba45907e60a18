/* SPDX-License-Identifier: Apache-2.0 */
/* Steps of kernels are inlined everywhere; where a build asks for size, or for sanitizers, they are functions: a fifth
 * of the bytes and of the compiler's time, and the same bits. */
#ifndef KL_KERNELS_INLINE_H
#define KL_KERNELS_INLINE_H

#if defined(__OPTIMIZE_SIZE__) || defined(KL_SANITIZED)
#define INLINE static __attribute__((unused))
#else
#define INLINE static inline __attribute__((always_inline, unused))
#endif

#endif
