/* SPDX-License-Identifier: Apache-2.0 */
/* States that fit into memory: a room fills in a row, and has its states loaded, saved and merged by it. */
#ifndef KL_IO_STATE_TYPE_H
#define KL_IO_STATE_TYPE_H

#include "io/state_file.h"

typedef struct kl_state_type {
    kl_state_kind kind;
    /* All sections; the end of the file is looked for behind them. After a failure *out is NULL. */
    kl_status (*read)(kl_state_reader *reader, void **out, kl_error *error);
    /* Associative and commutative, to the bit of what `write` writes. After a failure `state` can only be freed. */
    kl_status (*merge)(void *state, const void *other, kl_error *error);
    kl_status (*write)(const void *state, kl_state_writer *writer, kl_error *error);
    void (*free)(void *state);
} kl_state_type;

kl_status kl_state_read(const kl_state_type *type, kl_source source, void **out, kl_error *error);
kl_status kl_state_load(const kl_state_type *type, const char *path, void **out, kl_error *error);
kl_status kl_state_write(const kl_state_type *type, const void *state, kl_sink sink,
                         kl_error *error);
kl_status kl_state_save(const kl_state_type *type, const void *state, const char *path,
                        kl_error *error);
/* n ≥ 1 files into one, which may be one of them; two states are in memory at a time. */
kl_status kl_state_merge_files(const kl_state_type *type, const char *const *paths, size_t n,
                               const char *out_path, kl_error *error);

/* The kind that a regular file's first bytes say it is; 0: it is no state, or cannot be looked at. */
unsigned kl_state_kind_of(const char *path);

#endif
