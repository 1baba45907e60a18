/* SPDX-License-Identifier: Apache-2.0 */
/* Memory and files for what is thrown away: below the spill directory under no name, so that nothing is left
 * whatever happens. */
#ifndef KL_TEXT_SCRATCH_H
#define KL_TEXT_SCRATCH_H

#include <kullback/base.h>

/* Zeroed bytes: plain memory up to `memory` of them, and for any number where there is no `spill` (NULL); more are mapped
 * from a file below `spill`, which the system writes back when memory is short. */
typedef struct kl_scratch {
    void *data;
    size_t size;
    int mapped;
} kl_scratch;

kl_status kl_scratch_new(const char *spill, uint64_t memory, size_t size, kl_scratch *out,
                         kl_error *error);
void kl_scratch_free(kl_scratch *scratch);

/* What mkstemp and mkdtemp make a name below `spill` of, with `room` bytes behind it; NULL: no memory. */
char *kl_scratch_pattern(const char *spill, size_t room, kl_error *error);
/* A file without a name below `spill`. */
kl_status kl_scratch_open(const char *spill, int *descriptor, kl_error *error);
/* All of [data, data + size) at `offset`. */
kl_status kl_scratch_write(int descriptor, const char *spill, const void *data, size_t size,
                           uint64_t offset, kl_error *error);
kl_status kl_scratch_read(int descriptor, const char *spill, void *data, size_t size,
                          uint64_t offset, kl_error *error);

#endif
