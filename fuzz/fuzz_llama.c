/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a llama.cpp logits file: refused in one line, or every row can be read, scored and compared with
 * itself. */
#include <string.h>

#include "check.h"
#include "evaluate/logits.h"

#define MOST 100000 /* numbers in all: large rows are tested elsewhere */

static void evaluate(kl_logits *logits) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = logits->shape.vocabulary;
    options.bad_rows = KL_BAD_ROW_SKIP;
    kl_eval *eval = NULL;
    CHECK(kl_eval_new(&options, &eval, NULL) == KL_OK);
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_eval_files(eval, logits, logits, NULL, 0, &error);
    if (status != KL_OK)
        CHECK_ERROR(status, error);
    kl_estimate estimate;
    if (status == KL_OK && kl_eval_get_counts(eval).rows > 0) {
        CHECK(kl_eval_estimate(eval, "divergence", "base|model", &estimate, NULL) == KL_OK);
        CHECK(estimate.value == 0);
        CHECK(kl_eval_estimate(eval, "perplexity", "base", &estimate, NULL) == KL_OK);
        CHECK(estimate.value >= 0);
    }
    kl_eval_free(eval);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_logits logits = {.path = (char *)(uintptr_t) "input"};
    kl_error error = KL_ERROR_INIT;
    if (!kl_llama_is(data, size))
        return 0;
    kl_status status = kl_llama_open(&logits, data, size, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(!strchr(error.message, '\n'));
        return 0;
    }
    if (logits.shape.rows <= MOST / logits.shape.vocabulary)
        evaluate(&logits);
    return 0;
}
