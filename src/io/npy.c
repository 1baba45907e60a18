/* SPDX-License-Identifier: Apache-2.0 */
/* .npy (NEP 1): magic, version, length of the header, header, and then nothing but the numbers. */
#include "io/npy.h"

#include <string.h>

#include "base/little_endian.h"
#include "io/byte_error.h"
#include "io/npy_header.h"

const unsigned char kl_npy_magic[KL_NPY_MAGIC_SIZE] = {0x93, 'N', 'U', 'M', 'P', 'Y'};

/* Where the version stands, and behind it the length: 2 bytes in version 1, 4 in 2 and 3. */
enum { VERSION_AT = KL_NPY_MAGIC_SIZE, LENGTH_AT = VERSION_AT + 2 };

/* Where the text of the header begins and ends. */
static kl_status find_header(const unsigned char *data, size_t size, uint64_t start, size_t *begin,
                             size_t *end, kl_error *error) {
    if (size < KL_NPY_MAGIC_SIZE || memcmp(data, kl_npy_magic, KL_NPY_MAGIC_SIZE) != 0) {
        return kl_fail_byte(error, start,
                            "a .npy file was expected, and this does not begin like one");
    }
    if (size < LENGTH_AT + 2)
        return kl_fail_byte(error, start + size, "the .npy file ends inside its header");
    unsigned major = data[VERSION_AT], minor = data[VERSION_AT + 1];
    if (major < 1 || major > 3 || minor != 0) {
        return kl_fail_byte(error, start + VERSION_AT,
                            "the .npy file has version %u.%u; expected 1.0, 2.0 or 3.0", major,
                            minor);
    }
    *begin = LENGTH_AT + (major == 1 ? 2 : 4);
    if (size < *begin)
        return kl_fail_byte(error, start + size, "the .npy file ends inside its header");
    size_t length = major == 1 ? kl_load_u16(data + LENGTH_AT) : kl_load_u32(data + LENGTH_AT);
    if (length > size - *begin) {
        return kl_fail_byte(error, start + LENGTH_AT,
                            "the .npy header is to have %zu bytes, and %zu follow", length,
                            size - *begin);
    }
    *end = *begin + length;
    return KL_OK;
}

kl_status kl_npy_read(const unsigned char *data, size_t size, uint64_t start, kl_tensor_view *out,
                      kl_error *error) {
    size_t begin = 0, end = 0, bytes;
    kl_status status = find_header(data, size, start, &begin, &end, error);
    if (status != KL_OK)
        return status;
    const char *text = (const char *)data + begin;
    status = kl_npy_header_read(text, end - begin, start + begin, out, error);
    if (status != KL_OK)
        return status;
    if (!kl_view_bytes(out, &bytes)) {
        return kl_fail_byte(error, start + begin,
                            "the shape in the .npy header is of 2^63 bytes or more");
    }
    if (bytes != size - end) {
        return kl_fail_byte(error, start + end,
                            "%zu bytes of numbers were expected by the shape in the .npy header, "
                            "and %zu follow",
                            bytes, size - end);
    }
    out->data = data + end;
    return KL_OK;
}
