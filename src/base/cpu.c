/* SPDX-License-Identifier: Apache-2.0 */
/* Which instruction sets and how many processors this process may use. */
#include "base/cpu.h"

#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif
#ifdef __linux__
#include <sched.h>
#endif

#if defined(__x86_64__) && defined(KL_VECTOR_ISA) /* the build compiles the variants */
/* Not every compiler's builtin knows it. To ask the processor itself costs 6 µs in a virtual machine, where
 * the instruction is left to the host. */
static int has_f16c(void) {
#if defined(__clang__) || __GNUC__ < 11
    unsigned eax, ebx, ecx = 0, edx;
    return __get_cpuid(1, &eax, &ebx, &ecx, &edx) && (ecx & bit_F16C) != 0;
#else
    return __builtin_cpu_supports("f16c");
#endif
}

/* The builtin also asks whether the operating system saves the wide registers (XGETBV). */
static int has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && has_f16c();
}

static int has_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && has_avx2();
}
#else
static int has_avx2(void) {
    return 0;
}
static int has_avx512(void) {
    return 0;
}
#endif

int kl_isa_available(kl_isa isa) {
    switch (isa) {
    case KL_ISA_BEST:
    case KL_ISA_SCALAR:
        return 1;
    case KL_ISA_AVX2:
        return has_avx2();
    case KL_ISA_AVX512:
        return has_avx512();
    }
    return 0;
}

kl_isa kl_isa_best(void) {
    if (has_avx512())
        return KL_ISA_AVX512;
    return has_avx2() ? KL_ISA_AVX2 : KL_ISA_SCALAR;
}

unsigned kl_cpu_count(void) {
#ifdef __linux__
    cpu_set_t sets[16]; /* room for 16384 processors; the kernel's own limit is 8192 */
    if (sched_getaffinity(0, sizeof sets, sets) == 0) {
        int count = CPU_COUNT_S(sizeof sets, sets);
        if (count > 0)
            return (unsigned)count;
    }
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}
