/* SPDX-License-Identifier: Apache-2.0 */
/* .npz: a zip archive of .npy files. A stored member is looked at where it lies, a compressed one is
 * held in memory. */
#include "io/npz.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/byte_error.h"
#include "io/excerpt.h"
#include "io/inflate.h"
#include "io/npy.h"
#include "io/zip.h"

/* Deflate cannot do better (258 bytes from two bits, and the tables): zlib's technical notes. What
 * promises more is damaged, and no memory is asked for. */
enum { DEFLATE_RATIO_MAX = 1032 };

static const char suffix[] = ".npy";
enum { SUFFIX_SIZE = sizeof suffix - 1 };

static int is_array(const kl_zip_member *member) {
    return member->name_size > SUFFIX_SIZE &&
           memcmp(member->name + member->name_size - SUFFIX_SIZE, suffix, SUFFIX_SIZE) == 0;
}

static const char *show(const kl_zip_member *member, char shown[KL_EXCERPT_SIZE]) {
    return kl_excerpt(member->name, member->name_size, shown);
}

/* ── Which member ───────────────────────────────────────────────────────────────────────────── */

static kl_status list(kl_tensor *tensor, kl_zip zip, kl_error *error) {
    kl_zip_member member;
    int more = 1;
    uint64_t members = zip.left;
    for (;;) {
        kl_status status = kl_zip_next(&zip, &member, &more, error);
        if (status != KL_OK)
            return status;
        if (!more)
            break;
        if (is_array(&member)) {
            status = kl_tensor_name_add(tensor, member.name, member.name_size - SUFFIX_SIZE,
                                        member.entry, error);
        }
        if (status != KL_OK)
            return status;
    }
    if (tensor->count == 0) {
        return kl_fail_byte(error, zip.directory,
                            "this zip archive holds no array: none of its %llu members ends in %s",
                            (unsigned long long)members, suffix);
    }
    return KL_OK;
}

/* The directory was walked through before, so that it cannot fail. */
static kl_status find(const kl_tensor *tensor, kl_zip zip, kl_zip_member *member, kl_error *error) {
    int more = 1;
    for (size_t before = 0;; before += is_array(member)) {
        kl_status status = kl_zip_next(&zip, member, &more, error);
        if (status != KL_OK || (is_array(member) && before == tensor->chosen))
            return status;
    }
}

/* ── Its content ────────────────────────────────────────────────────────────────────────────── */

static kl_status check_crc(const kl_zip_member *member, const unsigned char *content, size_t size,
                           kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    uint32_t crc = 0;
    kl_status status = kl_crc32(content, size, &crc, error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, "the sum of a .npz member cannot be checked");
    if (crc != member->crc) {
        return kl_fail_byte(error, member->header,
                            "the member %s is damaged: its CRC-32 is %08x where %08x was expected",
                            show(member, shown), (unsigned)crc, (unsigned)member->crc);
    }
    return KL_OK;
}

static kl_status read_stored(kl_tensor *tensor, const kl_zip_member *member,
                             const unsigned char *content, uint64_t start,
                             const kl_tensor_options *options, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (member->packed != member->size) {
        return kl_fail_byte(error, member->entry,
                            "the member %s is not compressed and yet has two sizes, %llu and %llu",
                            show(member, shown), (unsigned long long)member->packed,
                            (unsigned long long)member->size);
    }
    size_t size = (size_t)member->size;
    kl_status status = options->check_sums ? check_crc(member, content, size, error) : KL_OK;
    return status == KL_OK ? kl_npy_read(content, size, start, &tensor->view, error) : status;
}

static kl_status reserve(kl_tensor *tensor, const kl_zip_member *member,
                         const kl_tensor_options *options, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (member->size / DEFLATE_RATIO_MAX > member->packed) {
        return kl_fail_byte(error, member->entry,
                            "the member %s is to have %llu bytes, more than its %llu compressed "
                            "ones can give",
                            show(member, shown), (unsigned long long)member->size,
                            (unsigned long long)member->packed);
    }
    if (options->memory_max > 0 && member->size > options->memory_max) {
        return kl_fail(error, KL_ERROR_MEMORY,
                       "the compressed member %s needs %llu bytes of memory, and %llu are allowed: "
                       "save with numpy.savez, which does not compress",
                       show(member, shown), (unsigned long long)member->size,
                       (unsigned long long)options->memory_max);
    }
    tensor->inflated = member->size <= SIZE_MAX ? kl_alloc((size_t)member->size, 1) : NULL;
    return tensor->inflated ? KL_OK
                            : kl_fail_memory(error, "a compressed array", (size_t)member->size);
}

static kl_status read_deflated(kl_tensor *tensor, const kl_zip_member *member,
                               const unsigned char *content, const kl_tensor_options *options,
                               kl_error *error) {
    char shown[KL_EXCERPT_SIZE], inside[KL_EXCERPT_SIZE + 64];
    kl_status status = reserve(tensor, member, options, error);
    if (status != KL_OK)
        return status;
    size_t size = (size_t)member->size;
    kl_error detail = KL_ERROR_INIT;
    status = kl_inflate(content, (size_t)member->packed, tensor->inflated, size, &detail);
    if (status == KL_ERROR_FORMAT) {
        return kl_fail_byte(error, member->header, "the member %s: %s", show(member, shown),
                            detail.message);
    }
    if (status != KL_OK) {
        kl_error_copy(error, &detail);
        return kl_fail_prefix(error, status, "a compressed .npz member cannot be read");
    }
    status = check_crc(member, tensor->inflated, size, error);
    if (status != KL_OK)
        return status;
    status = kl_npy_read(tensor->inflated, size, 0, &tensor->view, error);
    if (status == KL_OK)
        return KL_OK;
    kl_words(inside, sizeof inside, "in the decompressed member %s", show(member, shown));
    return kl_fail_prefix(error, status, inside);
}

kl_status kl_npz_read(kl_tensor *tensor, const unsigned char *data, size_t size, const char *name,
                      const kl_tensor_options *options, kl_error *error) {
    kl_zip zip;
    kl_zip_member member = {0};
    uint64_t start = 0;
    kl_status status = kl_zip_open(data, size, &zip, error);
    if (status == KL_OK)
        status = list(tensor, zip, error);
    if (status == KL_OK)
        status = kl_tensor_choose(tensor, name, error);
    if (status == KL_OK)
        status = find(tensor, zip, &member, error);
    if (status == KL_OK)
        status = kl_zip_content(&zip, &member, &start, error);
    if (status != KL_OK)
        return status;
    if (member.method == KL_ZIP_STORED)
        return read_stored(tensor, &member, data + start, start, options, error);
    if (member.method == KL_ZIP_DEFLATED)
        return read_deflated(tensor, &member, data + start, options, error);
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_byte(error, member.entry,
                        "the member %s is compressed by method %u; expected 0 (stored) or 8 "
                        "(deflated)",
                        show(&member, shown), member.method);
}
