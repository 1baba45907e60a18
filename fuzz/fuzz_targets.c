/* SPDX-License-Identifier: Apache-2.0 */
/* Token ids from a file of their own: the first two bytes are how many tokens and rows there are. What is read is one
 * id of the vocabulary, or none, for each row. */
#include <string.h>

#include "check.h"
#include "evaluate/targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    if (size < 2)
        return 0;
    char path[] = "logits";
    kl_logits logits = {.shape = {.vocabulary = (uint64_t)data[0] + 1, .rows = data[1]},
                        .path = path};
    const kl_status status = kl_targets_parse(&logits, "targets", data + 2, size - 2, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(strstr(error.message, "targets") != NULL && strchr(error.message, '\n') == NULL);
    }
    for (uint64_t row = 0; status == KL_OK && row < logits.shape.rows; row++)
        CHECK(kl_targets_at(logits.given, row) >= -1 &&
              kl_targets_at(logits.given, row) <= data[0]);
    kl_targets_free(logits.given);
    return 0;
}
