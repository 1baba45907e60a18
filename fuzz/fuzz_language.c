/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles of languages, and texts under those that are read: answers are of the profile's languages, and a text in
 * pieces is the text, and profiles join. The first half of an input that is no profile is a text for the built-in
 * one. */
#include <math.h>
#include <string.h>

#include <kullback/text_language.h>

#include "check.h"

static kl_language_answer answer_of(kl_language_detector *detector, const uint8_t *data,
                                    size_t size, size_t piece) {
    kl_language_answer answer;
    for (size_t at = 0; at < size; at += piece)
        CHECK(kl_language_detector_add(detector, data + at, size - at < piece ? size - at : piece,
                                       NULL) == KL_OK);
    CHECK(kl_language_detector_finish(detector, &answer, NULL) == KL_OK);
    return answer;
}

static void check_text(const kl_language_profile *profile, const uint8_t *data, size_t size) {
    kl_language_detector *detector = NULL;
    double total = 0;
    CHECK(kl_language_detector_new(profile, NULL, &detector, NULL) == KL_OK);
    kl_language_answer whole = answer_of(detector, data, size, size + 1);
    kl_language_answer pieces = answer_of(detector, data, size, 1 + size % 5);
    CHECK(whole.best == pieces.best && whole.symbols == pieces.symbols &&
          whole.status == pieces.status && whole.posterior == pieces.posterior);
    for (size_t i = 0; i < kl_language_count(profile); i++)
        total += kl_language_detector_posterior(detector)[i];
    CHECK(kl_language_code(profile, whole.best) != NULL);
    if (whole.best == KL_LANGUAGE_NONE)
        CHECK(total == 0 && whole.status == KL_LANGUAGE_UNKNOWN);
    else
        CHECK(fabs(total - 1) < 1e-9 && whole.posterior > 0 && whole.symbols > 0);
    kl_language_detector_free(detector);
}

/* What is read can be joined with the languages that are built in, or is of bytes or has their codes. */
static void check_join(const kl_language_profile *built_in, const kl_language_profile *profile) {
    const kl_language_profile *both[] = {built_in, profile};
    kl_language_profile *joined = NULL;
    kl_error error = KL_ERROR_INIT;
    const kl_status status = kl_language_profile_join(both, 2, &joined, &error);
    if (status == KL_OK)
        check_text(joined, (const uint8_t *)"Wer reitet so", 13);
    else
        CHECK(status == KL_ERROR_ARGUMENT || status == KL_ERROR_MISMATCH ||
              status == KL_ERROR_UNSUPPORTED);
    kl_language_profile_free(joined);
}

/* A profile that is cut anywhere is damaged. */
static void check_cut(const uint8_t *data, size_t size) {
    kl_language_profile *profile = NULL;
    for (size_t cut = 0; cut < size; cut += 1 + size / 16)
        CHECK(kl_language_profile_parse(data, cut, &profile, NULL) == KL_ERROR_FORMAT && !profile);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static kl_language_profile *built_in;
    kl_language_profile *profile = NULL;
    kl_error error = KL_ERROR_INIT;
    if (!built_in)
        CHECK(kl_language_profile_open(NULL, &built_in, NULL) == KL_OK);
    kl_status status = size ? kl_language_profile_parse(data, size, &profile, &error) : KL_OK;
    if (status != KL_OK) {
        CHECK(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        CHECK_ERROR(status, error);
        CHECK(!profile);
        check_text(built_in, data, size / 2);
    } else if (profile) {
        check_cut(data, size);
        check_text(profile, data, size);
        check_join(built_in, profile);
        kl_language_profile_free(profile);
    }
    return 0;
}
