/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a profile, which is a state container, each held to its range. The reader remembers the first failure: what
 * comes after it is the least value, and the status is asked for where one is needed. */
#ifndef KL_TEXT_PROFILE_READER_H
#define KL_TEXT_PROFILE_READER_H

#include "base/state.h"

typedef struct kl_profile_reader {
    kl_state_reader *state;
    kl_error *error;
} kl_profile_reader;

uint64_t kl_profile_number(const kl_profile_reader *r, uint64_t least, uint64_t most,
                           const char *what);
double kl_profile_real(const kl_profile_reader *r, double least, double most, const char *what);

/* 1 to `most` bytes without a NUL, which ends them in `out`; how many there are. */
size_t kl_profile_text(const kl_profile_reader *r, char *out, size_t most);

/* The version of `what`: KL_ERROR_VERSION if it is above `newest`. */
kl_status kl_profile_version(const kl_profile_reader *r, unsigned newest, const char *what,
                             unsigned *version);

/* KL_OK, or the first failure. */
kl_status kl_profile_status(const kl_profile_reader *r);

#endif
