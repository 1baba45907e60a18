/* SPDX-License-Identifier: Apache-2.0 */
/* The members of a zip archive (PKWARE APPNOTE.TXT 6.3.10), with sizes of 64 bits. The central
 * directory at the end is what is believed; archives in several parts, encrypted members and bytes
 * before the archive are refused. */
#ifndef KL_IO_ZIP_H
#define KL_IO_ZIP_H

#include <kullback/base.h>

enum { KL_ZIP_STORED = 0, KL_ZIP_DEFLATED = 8 };

/* A walk through the central directory. */
typedef struct kl_zip {
    const unsigned char *data;
    uint64_t size;
    uint64_t directory, directory_end; /* bytes of the central directory */
    uint64_t next;                     /* its entry that comes next */
    uint64_t left;                     /* entries from there on */
} kl_zip;

typedef struct kl_zip_member {
    const char *name; /* not terminated */
    size_t name_size;
    uint64_t entry;  /* byte of its entry in the central directory */
    uint64_t header; /* byte of its local header */
    uint64_t packed, size;
    uint32_t crc;
    unsigned method, flags;
} kl_zip_member;

/* Whether the bytes begin like an archive. */
int kl_zip_is(const unsigned char *data, size_t size);

/* Find the central directory; the walk stands before its first entry. */
kl_status kl_zip_open(const unsigned char *data, size_t size, kl_zip *zip, kl_error *error);

/* The next member, or *more = 0. */
kl_status kl_zip_next(kl_zip *zip, kl_zip_member *member, int *more, kl_error *error);

/* Where the member's `packed` bytes begin, all of them in front of the central directory. */
kl_status kl_zip_content(const kl_zip *zip, const kl_zip_member *member, uint64_t *content,
                         kl_error *error);

#endif
