/* SPDX-License-Identifier: Apache-2.0 */
/* Deflated data and CRC-32, by zlib where the build found it. */
#include "io/inflate.h"

#include "base/error.h"

#ifdef KL_HAVE_ZLIB

#define ZLIB_CONST
#include <zlib.h>

#include <limits.h>

#include "base/alloc.h"

static void *allocate(void *context, unsigned n, unsigned size) {
    (void)context;
    return kl_alloc(n, size);
}

static void release(void *context, void *block) {
    (void)context;
    kl_free(block);
}

/* zlib counts in unsigned int: at most this much of what is left at a time. */
static unsigned piece(size_t left) {
    return left < UINT_MAX ? (unsigned)left : UINT_MAX;
}

/* The last state of zlib; *packed_left and *left are what was not used. */
static int inflate_all(z_stream *stream, size_t *packed_left, size_t *left) {
    int state = Z_OK;
    while (state == Z_OK) {
        unsigned in = piece(*packed_left), out = piece(*left);
        stream->avail_in = in;
        stream->avail_out = out;
        state = inflate(stream, Z_NO_FLUSH);
        *packed_left -= in - stream->avail_in;
        *left -= out - stream->avail_out;
    }
    return state;
}

kl_status kl_inflate(const unsigned char *packed, size_t packed_size, unsigned char *out,
                     size_t size, kl_error *error) {
    z_stream stream = {.zalloc = allocate, .zfree = release, .next_in = packed, .next_out = out};
    size_t packed_left = packed_size, left = size;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return kl_fail_memory(error, "what zlib works with", sizeof stream);
    int state = inflate_all(&stream, &packed_left, &left);
    inflateEnd(&stream);
    if (state == Z_MEM_ERROR)
        return kl_fail_memory(error, "what zlib works with", sizeof stream);
    if (state != Z_STREAM_END || packed_left != 0 || left != 0) {
        return kl_fail(error, KL_ERROR_FORMAT,
                       "the compressed data are damaged, or are not the %zu bytes they are to be",
                       size);
    }
    return KL_OK;
}

kl_status kl_crc32(const unsigned char *data, size_t size, uint32_t *crc, kl_error *error) {
    (void)error;
    *crc = (uint32_t)crc32_z(0, data, size);
    return KL_OK;
}

#else

static kl_status fail_without(kl_error *error) {
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "built without zlib: install zlib1g-dev and configure again");
}

kl_status kl_inflate(const unsigned char *packed, size_t packed_size, unsigned char *out,
                     size_t size, kl_error *error) {
    (void)packed;
    (void)packed_size;
    (void)out;
    (void)size;
    return fail_without(error);
}

kl_status kl_crc32(const unsigned char *data, size_t size, uint32_t *crc, kl_error *error) {
    (void)data;
    (void)size;
    (void)crc;
    return fail_without(error);
}

#endif
