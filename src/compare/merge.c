/* SPDX-License-Identifier: Apache-2.0 */
/* Merging states of any kind: a room's kind is a row here. */
#include <kullback/compare.h>

#include "base/error.h"
#include "evaluate/evaluated.h"
#include "table/profile.h"
#include "text/lm_grams.h"
#include "text/lm_scored.h"

static kl_status merge(unsigned kind, const char *const *paths, size_t n, const char *out_path,
                       kl_error *error) {
    static const kl_state_type *const types[] = {&kl_evaluated_type, &kl_lm_scored_type,
                                                 &kl_profile_type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if ((unsigned)types[i]->kind == kind)
            return kl_state_merge_files(types[i], paths, n, out_path, error);
    /* What may not fit into memory goes from disk to disk. */
    return kind == KL_STATE_GRAMS ? kl_lm_grams_merge_files(paths, n, out_path, error)
                                  : kl_counts_merge_files(paths, n, out_path, error);
}

kl_status kl_states_merge(const char *const *paths, size_t n, const char *out_path,
                          kl_error *error) {
    if (out_path == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_states_merge: paths and out_path must not be NULL");
    unsigned kind = 0;
    for (size_t i = 0; i < n; i++) {
        if (paths[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "path %zu is NULL", i);
        kind = kind != 0 ? kind : kl_state_kind_of(paths[i]);
    }
    return merge(kind, paths, n, out_path, error);
}
