/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles as states: saved, loaded and merged as states of any kind are. */
#include "base/error.h"
#include "table/profile_state.h"

static kl_status merge(void *state, const void *other, kl_error *error) {
    return kl_profile_join(state, other, error);
}

static void free_state(void *state) {
    kl_table_profile_free(state);
}

const kl_state_type kl_profile_type = {KL_STATE_PROFILE, kl_profile_parse, merge, kl_profile_write,
                                       free_state};

kl_status kl_table_profile_save(const kl_table_profile *profile, const char *path,
                                kl_error *error) {
    return profile != NULL && path != NULL
               ? kl_state_save(&kl_profile_type, profile, path, error)
               : kl_fail(error, KL_ERROR_ARGUMENT,
                         "kl_table_profile_save: profile or path is NULL");
}

kl_status kl_table_profile_load(const char *path, kl_table_profile **out, kl_error *error) {
    void *state = NULL;
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_profile_load: path or out is NULL");
    const kl_status status = kl_state_load(&kl_profile_type, path, &state, error);
    *out = state;
    return status;
}

kl_status kl_table_profile_parse(const void *data, size_t size, kl_table_profile **out,
                                 kl_error *error) {
    void *state = NULL;
    if (out == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_profile_parse: data or out is NULL");
    kl_view view = {data, size, 0};
    const kl_status status =
        kl_state_read(&kl_profile_type, kl_source_memory(&view), &state, error);
    *out = state;
    return status;
}

kl_status kl_table_profile_merge_files(const char *const *paths, size_t n, const char *out_path,
                                       kl_error *error) {
    if (out_path == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_table_profile_merge_files: paths and out_path must not be NULL");
    return n > 0 ? kl_state_merge_files(&kl_profile_type, paths, n, out_path, error)
                 : kl_fail(error, KL_ERROR_ARGUMENT, "nothing to merge");
}

int kl_table_profile_seen(const char *path) {
    return path != NULL && kl_state_kind_of(path) == KL_STATE_PROFILE;
}
