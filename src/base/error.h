/* SPDX-License-Identifier: Apache-2.0 */
/* Filling in the error detail. */
#ifndef KL_BASE_ERROR_H
#define KL_BASE_ERROR_H

#include <kullback/base.h>

/* Fill `error` (NULL is fine) and return `code`, so that a failure is one line: return kl_fail(…).
 */
__attribute__((format(printf, 3, 4))) kl_status kl_fail(kl_error *error, kl_status code,
                                                        const char *format, ...);
/* With the place: `index` (element or line, -1: none) and `offset` (byte, -1: none). */
__attribute__((format(printf, 5, 6))) kl_status
kl_fail_at(kl_error *error, kl_status code, int64_t index, int64_t offset, const char *format, ...);
/* Which input of the call is at fault, said after kl_fail; returns `code`. */
kl_status kl_fail_input(kl_error *error, kl_status code, size_t input);
/* What errno was, said after kl_fail, and where in the message the path is that the system refused. */
void kl_fail_system(kl_error *error, int number, size_t at, size_t size);
/* "not enough memory for WHAT (n bytes)". */
kl_status kl_fail_memory(kl_error *error, const char *what, size_t bytes);
/* Put "PREFIX: " before the message that is there: a path, a section. Returns error's code or
 * `code`. */
kl_status kl_fail_prefix(kl_error *error, kl_status code, const char *prefix);
/* Hand on a failure kept elsewhere (by a worker, a sticky writer); `from` is of this version's
 * size, `to` may be NULL or smaller. Returns from->code. */
kl_status kl_error_copy(kl_error *to, const kl_error *from);

#endif
