/* SPDX-License-Identifier: Apache-2.0 */
/* A call that lacks a pointer: KL_ERROR_ARGUMENT with a message, and nothing happens. A house test asks for one of
 * each public call. */
#ifndef TESTS_REFUSED_H
#define TESTS_REFUSED_H

#include <kullback/base.h>

static kl_error error = KL_ERROR_INIT;

static inline void refused(kl_status status, const char *call) {
    if (status != KL_ERROR_ARGUMENT || error.code != KL_ERROR_ARGUMENT || !error.message[0])
        fail_msg("%s: status %s, message \"%s\"", call, kl_status_name(status), error.message);
    error = (kl_error)KL_ERROR_INIT;
}
#define REFUSED(call) refused(call, #call)

#endif
