/* SPDX-License-Identifier: Apache-2.0 */
/* The first bytes of the project's own files, as detection needs them. */
#ifndef KL_COMPARE_MAGIC_H
#define KL_COMPARE_MAGIC_H

#define KL_STATE_MAGIC "KLSTATE"
#define KL_STATE_MAGIC_SIZE 7

/* Like PNG: a byte that is no text, and line ends that a careless transfer would change. */
#define KL_CODE_MAGIC "\x8BKLC\r\n\x1A\n"
#define KL_CODE_MAGIC_SIZE 8

#endif
