/* SPDX-License-Identifier: Apache-2.0 */
/* The members of a zip archive. Numbers in comments are sections of PKWARE's APPNOTE.TXT 6.3.10. */
#include "io/zip.h"

#include <string.h>

#include "base/error.h"
#include "base/little_endian.h"
#include "io/byte_error.h"
#include "io/excerpt.h"

/* Sizes of the fixed parts: 4.3.16, 4.3.15, 4.3.14, 4.3.12, 4.3.7. */
enum { END_SIZE = 22, LOCATOR_SIZE = 20, END64_SIZE = 56, ENTRY_SIZE = 46, LOCAL_SIZE = 30 };
enum { COMMENT_MAX = 65535, FLAG_ENCRYPTED = 1, EXTRA_ZIP64 = 1 };

static int begins(const unsigned char *data, const char signature[4]) {
    return memcmp(data, signature, 4) == 0;
}

int kl_zip_is(const unsigned char *data, size_t size) {
    return size >= 4 && (begins(data, "PK\x03\x04") || begins(data, "PK\x05\x06"));
}

/* ── The end ────────────────────────────────────────────────────────────────────────────────── */

/* The last record, behind which nothing stands but its comment. */
static int find_end(const kl_zip *zip, uint64_t *end) {
    if (zip->size < END_SIZE)
        return 0;
    uint64_t last = zip->size - END_SIZE;
    for (uint64_t comment = 0; comment <= COMMENT_MAX && comment <= last; comment++) {
        const unsigned char *record = zip->data + (last - comment);
        if (begins(record, "PK\x05\x06") && kl_load_u16(record + 20) == comment) {
            *end = last - comment;
            return 1;
        }
    }
    return 0;
}

/* The record for what 16 and 32 bits cannot hold stands in front of a locator (4.3.15), which stands
 * in front of the last record. *found = 0 where there is none. */
static kl_status find_end64(const kl_zip *zip, uint64_t end, uint64_t *end64, int *found,
                            kl_error *error) {
    *found = end >= LOCATOR_SIZE && begins(zip->data + end - LOCATOR_SIZE, "PK\x06\x07");
    if (!*found)
        return KL_OK;
    uint64_t locator = end - LOCATOR_SIZE;
    *end64 = kl_load_u64(zip->data + locator + 8);
    if (locator < END64_SIZE || *end64 > locator - END64_SIZE ||
        !begins(zip->data + *end64, "PK\x06\x06")) {
        return kl_fail_byte(error, locator,
                            "the zip archive's locator does not lead to its zip64 end record");
    }
    return KL_OK;
}

kl_status kl_zip_open(const unsigned char *data, size_t size, kl_zip *zip, kl_error *error) {
    *zip = (kl_zip){.data = data, .size = size};
    uint64_t end = 0, end64 = 0;
    int is_64 = 0;
    if (!find_end(zip, &end)) {
        return kl_fail_byte(error, size,
                            "the zip archive has no end record: it is cut off or damaged");
    }
    kl_status status = find_end64(zip, end, &end64, &is_64, error);
    if (status != KL_OK)
        return status;
    const unsigned char *record = data + (is_64 ? end64 : end);
    uint64_t bytes, here, disk, entries_here;
    if (is_64) {
        disk = kl_load_u32(record + 16) | kl_load_u32(record + 20);
        entries_here = kl_load_u64(record + 24);
        zip->left = kl_load_u64(record + 32);
        bytes = kl_load_u64(record + 40);
        zip->directory = kl_load_u64(record + 48);
        here = end64;
    } else {
        disk = kl_load_u16(record + 4) | (uint64_t)kl_load_u16(record + 6);
        entries_here = kl_load_u16(record + 8);
        zip->left = kl_load_u16(record + 10);
        bytes = kl_load_u32(record + 12);
        zip->directory = kl_load_u32(record + 16);
        here = end;
    }
    if (disk != 0 || entries_here != zip->left)
        return kl_fail_byte(error, here, "the zip archive is one of several parts");
    if (zip->directory > here || bytes != here - zip->directory) {
        return kl_fail_byte(error, here,
                            "the zip archive's directory is to have %llu bytes from byte %llu on, "
                            "which is not where this end record begins",
                            (unsigned long long)bytes, (unsigned long long)zip->directory);
    }
    zip->directory_end = here;
    zip->next = zip->directory;
    return KL_OK;
}

/* ── Entries ────────────────────────────────────────────────────────────────────────────────── */

/* 4.5.3: what does not fit into 32 bits of the entry stands in an extra field, in this order and only
 * what is missing. */
static int read_zip64(const unsigned char *extra, size_t size, kl_zip_member *member) {
    uint64_t *const fields[] = {&member->size, &member->packed, &member->header};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (*fields[i] != UINT32_MAX)
            continue;
        if (size < 8)
            return 0;
        *fields[i] = kl_load_u64(extra);
        extra += 8;
        size -= 8;
    }
    return 1;
}

static int read_extra(const unsigned char *extra, size_t size, kl_zip_member *member) {
    while (size >= 4) {
        size_t length = kl_load_u16(extra + 2);
        if (length > size - 4)
            return 0;
        if (kl_load_u16(extra) == EXTRA_ZIP64)
            return read_zip64(extra + 4, length, member);
        extra += 4 + length;
        size -= 4 + length;
    }
    return read_zip64(extra, 0, member); /* nothing may be missing then */
}

kl_status kl_zip_next(kl_zip *zip, kl_zip_member *member, int *more, kl_error *error) {
    uint64_t at = zip->next, room = zip->directory_end - at;
    *more = zip->left > 0;
    if (!*more) {
        return room == 0 ? KL_OK
                         : kl_fail_byte(error, at,
                                        "the zip archive's directory has %llu bytes more than its "
                                        "entries need",
                                        (unsigned long long)room);
    }
    const unsigned char *entry = zip->data + at;
    if (room < ENTRY_SIZE || !begins(entry, "PK\x01\x02"))
        return kl_fail_byte(error, at, "expected an entry of the zip archive's directory");
    size_t name = kl_load_u16(entry + 28), extra = kl_load_u16(entry + 30);
    size_t comment = kl_load_u16(entry + 32);
    if (name + extra + comment > room - ENTRY_SIZE) {
        return kl_fail_byte(error, at,
                            "this entry of the zip archive's directory is longer than what is left "
                            "of it");
    }
    *member = (kl_zip_member){
        .name = (const char *)entry + ENTRY_SIZE,
        .name_size = name,
        .entry = at,
        .header = kl_load_u32(entry + 42),
        .packed = kl_load_u32(entry + 20),
        .size = kl_load_u32(entry + 24),
        .crc = kl_load_u32(entry + 16),
        .method = kl_load_u16(entry + 10),
        .flags = kl_load_u16(entry + 8),
    };
    if (!read_extra(entry + ENTRY_SIZE + name, extra, member)) {
        return kl_fail_byte(error, at + ENTRY_SIZE + name,
                            "the extra fields of this entry of the zip archive's directory are "
                            "damaged");
    }
    zip->next = at + ENTRY_SIZE + name + extra + comment;
    zip->left--;
    return KL_OK;
}

/* ── Content ────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_zip_content(const kl_zip *zip, const kl_zip_member *member, uint64_t *content,
                         kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    const char *name = kl_excerpt(member->name, member->name_size, shown);
    if (member->flags & FLAG_ENCRYPTED)
        return kl_fail_byte(error, member->entry, "the member %s is encrypted", name);
    uint64_t room = zip->directory, at = member->header;
    if (at > room || room - at < LOCAL_SIZE || !begins(zip->data + at, "PK\x03\x04")) {
        return kl_fail_byte(error, member->entry,
                            "the member %s is to begin at byte %llu, and no member does", name,
                            (unsigned long long)at);
    }
    const unsigned char *header = zip->data + at;
    uint64_t name_size = kl_load_u16(header + 26), extra = kl_load_u16(header + 28);
    room -= at + LOCAL_SIZE;
    if (name_size + extra > room || member->packed > room - name_size - extra) {
        return kl_fail_byte(error, member->entry,
                            "the member %s is to have %llu bytes, and its archive has not so many",
                            name, (unsigned long long)member->packed);
    }
    if (name_size != member->name_size ||
        memcmp(header + LOCAL_SIZE, member->name, member->name_size) != 0) {
        return kl_fail_byte(error, at,
                            "the member %s has another name in the zip archive's directory", name);
    }
    *content = at + LOCAL_SIZE + name_size + extra;
    return KL_OK;
}
