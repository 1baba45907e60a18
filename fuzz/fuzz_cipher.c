/* SPDX-License-Identifier: Apache-2.0 */
/* Letter models, and ciphertexts under those that are read: posteriors sum to 1, and a text keeps its length in
 * letters. The first half of an input that is no profile is a text for English as it is built in. */
#include <math.h>
#include <string.h>

#include <kullback/text_cipher.h>

#include "check.h"

#include "../tests/all_cases.h"

static void check_text(const kl_cipher_profile *profile, const char *only, const uint8_t *data,
                       size_t size) {
    kl_cipher_solver *solver = NULL;
    kl_cipher_answer *answer = NULL;
    kl_cipher_options options;
    const kl_cipher_reading *reading;
    double total = 0;
    static unsigned calls; /* a search is long where it is emulated */
    if (!all_cases() && calls++ % 8 != 0)
        return;
    kl_cipher_options_init(&options);
    options.only = only ? &only : NULL;
    options.only_count = only != NULL;
    options.restarts = 1;
    CHECK(kl_cipher_solver_new(profile, &options, &solver, NULL) == KL_OK);
    CHECK(kl_cipher_solver_solve(solver, data, size, NULL, &answer, NULL) == KL_OK);
    for (size_t i = 0; (reading = kl_cipher_answer_reading(answer, i)) != NULL; i++) {
        total += reading->posterior;
        CHECK(isfinite(reading->gain) && reading->cross_entropy >= 0 && reading->key != NULL);
        CHECK(strlen(reading->text) <= reading->text_size);
    }
    kl_cipher_summary summary = kl_cipher_answer_summary(answer);
    CHECK(total == 0 ? summary.status == KL_CIPHER_UNDETERMINED : fabs(total - 1) < 1e-9);
    kl_cipher_answer_free(answer);
    kl_cipher_solver_free(solver);
}

/* Letter models that are cut anywhere are damaged. */
static void check_cut(const uint8_t *data, size_t size) {
    kl_cipher_profile *profile = NULL;
    for (size_t cut = 0; cut < size; cut += 1 + size / 16)
        CHECK(kl_cipher_profile_parse(data, cut, &profile, NULL) == KL_ERROR_FORMAT && !profile);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static kl_cipher_profile *built_in;
    kl_cipher_profile *profile = NULL;
    kl_error error = KL_ERROR_INIT;
    if (!built_in)
        CHECK(kl_cipher_profile_open(NULL, &built_in, NULL) == KL_OK);
    kl_status status = size ? kl_cipher_profile_parse(data, size, &profile, &error) : KL_OK;
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        CHECK_ERROR(status, error);
        CHECK(!profile);
        check_text(built_in, "en", data, size / 2);
    } else if (profile) {
        check_cut(data, size);
        check_text(profile, NULL, data, size);
        kl_cipher_profile_free(profile);
    }
    return 0;
}
