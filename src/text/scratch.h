/* SPDX-License-Identifier: Apache-2.0 */
/* Memory and files for what is thrown away: below the spill directory under no name, so that nothing is left
 * whatever happens. */
#ifndef KL_TEXT_SCRATCH_H
#define KL_TEXT_SCRATCH_H

#include <kullback/base.h>

#include "base/state.h"

/* Zeroed bytes: plain memory up to `memory` of them, and for any number where there is no `spill` (NULL); more are
 * mapped from a file below `spill`, which the system writes back when memory is short. */
typedef struct kl_scratch {
    void *data;
    size_t size;
    int mapped;
} kl_scratch;

kl_status kl_scratch_new(const char *spill, uint64_t memory, size_t size, kl_scratch *out,
                         kl_error *error);
void kl_scratch_free(kl_scratch *scratch);

/* A file without a name below `spill`. */
kl_status kl_scratch_open(const char *spill, int *descriptor, kl_error *error);
/* All of [data, data + size) at `offset`. */
kl_status kl_scratch_write(int descriptor, const char *spill, const void *data, size_t size,
                           uint64_t offset, kl_error *error);
kl_status kl_scratch_read(int descriptor, const char *spill, void *data, size_t size,
                          uint64_t offset, kl_error *error);

/* A file without a name that grows at its end. */
typedef struct kl_scratch_file {
    const char *spill;
    int descriptor; /* -1: there is none yet */
    uint64_t size;
} kl_scratch_file;

void kl_scratch_file_init(kl_scratch_file *file, const char *spill);
/* Forget what it holds. */
void kl_scratch_file_clear(kl_scratch_file *file);
/* Append to `file`, which must outlive the sink. */
kl_sink kl_scratch_sink(kl_scratch_file *file);

/* What stands in [next, end) of a file, for one reader. */
typedef struct kl_scratch_part {
    const kl_scratch_file *file;
    uint64_t next, end;
} kl_scratch_part;

kl_source kl_scratch_source(kl_scratch_part *part);

#endif
