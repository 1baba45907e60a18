/* SPDX-License-Identifier: Apache-2.0 */
/* How many columns of a terminal a code point takes. */
#ifndef KL_REPORT_WIDTH_H
#define KL_REPORT_WIDTH_H

#include <stdint.h>

/* 0, 1 or 2. Control characters are the caller's business. */
int kl_codepoint_width(uint32_t codepoint);

#endif
