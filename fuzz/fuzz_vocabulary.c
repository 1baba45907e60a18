/* SPDX-License-Identifier: Apache-2.0 */
/* The text of tokens in all its formats: the first byte is how many there are. A hash reads all of it, and is that of
 * what is read again. */
#include <string.h>

#include "check.h"
#include "evaluate/vocabulary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_vocabulary *vocabulary = NULL;
    kl_error error = KL_ERROR_INIT;
    if (size == 0)
        return 0;
    const uint64_t n = data[0];
    const kl_status status = kl_vocabulary_parse(data + 1, size - 1, n, &vocabulary, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(vocabulary == NULL && strchr(error.message, '\n') == NULL);
        return 0;
    }
    for (int64_t token = -1; token <= (int64_t)n; token++) {
        size_t length = 0;
        const char *text = kl_vocabulary_text(vocabulary, token, &length);
        CHECK(text != NULL && length <= size * 4);
        CHECK((token >= 0 && token < (int64_t)n) || length == 0);
    }
    kl_vocabulary *again = NULL;
    CHECK(kl_vocabulary_parse(data + 1, size - 1, n, &again, NULL) == KL_OK);
    CHECK(kl_vocabulary_hash(vocabulary, n) == kl_vocabulary_hash(again, n));
    kl_vocabulary_free(again);
    kl_vocabulary_free(vocabulary);
    return 0;
}
