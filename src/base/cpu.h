/* SPDX-License-Identifier: Apache-2.0 */
/* Which instruction sets and how many processors this process may use. */
#ifndef KL_BASE_CPU_H
#define KL_BASE_CPU_H

#include <kullback/base.h>

/* The fastest variant that kl_isa_available. */
kl_isa kl_isa_best(void);
/* Processors this process may run on (its affinity mask), at least 1. */
unsigned kl_cpu_count(void);

#endif
