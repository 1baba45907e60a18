/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles of tables: written again they are the same bytes, merged with themselves they have twice the rows, and
 * compared with themselves no column has drifted. */
#include <string.h>

#include <kullback/table_drift.h>

#include "base/alloc.h"
#include "check.h"
#include "table/profile.h"

static void check_same_bytes(const kl_table_profile *profile, const uint8_t *data, size_t size) {
    kl_buffer bytes = {0};
    CHECK(kl_state_write(&kl_profile_type, profile, kl_sink_memory(&bytes), NULL) == KL_OK);
    CHECK(bytes.size == size && memcmp(bytes.data, data, size) == 0);
    kl_free(bytes.data);
}

static void check_merge(const kl_table_profile *profile) {
    const uint64_t rows = kl_table_profile_rows(profile);
    kl_table_profile *twice = NULL;
    const kl_status status =
        kl_table_profile_merge((const kl_table_profile *[]){profile, profile}, 2, &twice, NULL);
    if (rows > UINT64_MAX / 2) {
        CHECK(status == KL_ERROR_VALUE);
        return;
    }
    CHECK(status == KL_OK);
    CHECK(kl_table_profile_rows(twice) == 2 * rows);
    for (size_t i = 0; i < kl_table_profile_columns(profile); i++)
        CHECK(kl_table_profile_column(twice, i).different ==
              kl_table_profile_column(profile, i).different);
    kl_table_profile_free(twice);
}

/* Small ones: a drift takes its time. */
static void check_drift(const kl_table_profile *profile) {
    kl_drift *drift = NULL;
    if (kl_table_profile_columns(profile) > 8 ||
        kl_drift_new(profile, profile, NULL, &drift, NULL) != KL_OK)
        return;
    CHECK(kl_drift_exceeded(drift) == 0);
    kl_drift_free(drift);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_table_profile *profile = NULL;
    kl_error error = KL_ERROR_INIT;
    const kl_status status = kl_table_profile_parse(data, size, &profile, &error);
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        CHECK_ERROR(status, error);
        CHECK(!profile);
        return 0;
    }
    check_same_bytes(profile, data, size);
    check_merge(profile);
    check_drift(profile);
    kl_table_profile_free(profile);
    return 0;
}
