/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an input: what it is is seen, and then it can be read and compared with itself, or an
 * error says in one line why not. */
#include <string.h>

#include <kullback/compare.h>

#include "check.h"

static void compare_with_itself(const kl_input *input) {
    const kl_input *both[] = {input, input};
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.permutations = 0; /* the slow part, and no reader */
    options.sample = &sample;
    kl_document *document = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_compare(both, 2, &options, &document, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(!document);
    }
    kl_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_input *input = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_input_parse("input", data, size, NULL, &input, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(!strchr(error.message, '\n'));
        CHECK(!input);
        return 0;
    }
    CHECK(kl_input_kind(input) != KL_INPUT_DETECT);
    const int numbers = kl_input_points(input).rows > 0;
    CHECK(numbers ==
          (kl_input_kind(input) == KL_INPUT_SAMPLES || kl_input_kind(input) == KL_INPUT_POINTS ||
           kl_input_kind(input) == KL_INPUT_IMAGE));
    CHECK((numbers || kl_input_kind(input) == KL_INPUT_WEIGHTS) == !kl_input_counts(input));
    compare_with_itself(input);
    kl_input_free(input);
    return 0;
}
