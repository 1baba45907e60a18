/* SPDX-License-Identifier: Apache-2.0 */
#include "text/profile_reader.h"

#include <string.h>

#include "base/error.h"

uint64_t kl_profile_number(const kl_profile_reader *r, uint64_t least, uint64_t most,
                           const char *what) {
    uint64_t value = 0;
    if (kl_state_get_varint(r->state, &value, r->error) != KL_OK)
        return least;
    if (value >= least && value <= most)
        return value;
    kl_state_refuse(r->state, r->error, "%s is %llu, expected %llu to %llu", what,
                    (unsigned long long)value, (unsigned long long)least, (unsigned long long)most);
    return least;
}

double kl_profile_real(const kl_profile_reader *r, double least, double most, const char *what) {
    double value = least;
    if (kl_state_get_f64(r->state, &value, r->error) == KL_OK && value >= least && value <= most)
        return value;
    kl_state_refuse(r->state, r->error, "%s is out of its range", what);
    return least;
}

size_t kl_profile_text(const kl_profile_reader *r, char *out, size_t most) {
    size_t length = (size_t)kl_profile_number(r, 1, most, "the length of a text");
    if (kl_state_get_bytes(r->state, out, length, r->error) == KL_OK && memchr(out, 0, length))
        kl_state_refuse(r->state, r->error, "a NUL in a text");
    out[length] = '\0';
    return length;
}

kl_status kl_profile_version(const kl_profile_reader *r, unsigned newest, const char *what,
                             unsigned *version) {
    *version = (unsigned)kl_profile_number(r, 1, UINT32_MAX, "the version");
    if (kl_profile_status(r) == KL_OK && *version > newest)
        return kl_fail(r->error, KL_ERROR_VERSION, "%s of version %u; this library reads up to %u",
                       what, *version, newest);
    return kl_profile_status(r);
}

kl_status kl_profile_status(const kl_profile_reader *r) {
    int more;
    return kl_state_more(r->state, &more, r->error);
}
