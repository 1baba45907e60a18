/* SPDX-License-Identifier: Apache-2.0 */
/* Log-probabilities as JSON: a reader that keeps its promises or names the line, and a file beside itself
 * that hardly differs. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "evaluate/feed_logprobs.h"

enum { LINE_MAX_BYTES = 1 << 14 };

#ifdef KL_HAVE_JANSSON

static void check_listed(const kl_listed *listed) {
    CHECK(listed->logprob <= 0 && listed->logprob > KL_LOGPROB_SENTINEL);
    CHECK(listed->id >= -1);
    if (listed->text != NULL)
        CHECK(listed->text[listed->size] == '\0' &&
              strnlen(listed->text, listed->size) <= listed->size);
}

static void check_token(const kl_logprob_token *token, const kl_logprob_token *before) {
    CHECK(token->tops <= token->listed_n && token->cap <= 0 && token->line >= 1);
    for (size_t i = 0; i < token->listed_n; i++)
        check_listed(&token->listed[i]);
    if (token->state == KL_LOGPROB_KNOWN)
        check_listed(&token->token);
    if (before->line > 0 && token->unit == before->unit)
        CHECK(token->position == before->position + 1);
    else
        CHECK(token->position == 0);
}

static kl_status read_all(const uint8_t *data, size_t size) {
    kl_logprobs *logprobs = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_logprob_token before = {.line = 0};
    kl_status status = kl_logprobs_new(data, size, "lines", LINE_MAX_BYTES, &logprobs, &error);
    while (status == KL_OK) {
        const kl_logprob_token *token = NULL;
        status = kl_logprobs_next(logprobs, &token, &error);
        if (token == NULL)
            break;
        check_token(token, &before);
        before = *token;
    }
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(!strchr(error.message, '\n') && strstr(error.message, "lines: "));
        CHECK(error.index >= 1);
    }
    kl_logprobs_free(logprobs);
    return status;
}

static void beside_itself(const uint8_t *data, size_t size) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = 1;
    kl_eval *eval = NULL;
    kl_logprobs *side[2] = {NULL, NULL};
    kl_logprobs_counts counts;
    const char *const names[2] = {"base", "model"};
    CHECK(kl_eval_new(&options, &eval, NULL) == KL_OK);
    for (int s = 0; s < 2; s++)
        CHECK(kl_logprobs_new(data, size, names[s], LINE_MAX_BYTES, &side[s], NULL) == KL_OK);
    kl_error error = KL_ERROR_INIT;
    kl_status status =
        kl_eval_logprobs(eval, side[0], side[1], names, (kl_range){0, UINT64_MAX}, &counts, &error);
    if (status != KL_OK) {
        /* Sums above 1. */
        CHECK_ERROR(status, error);
        CHECK(status == KL_ERROR_VALUE);
    }
    kl_estimate estimate;
    if (status == KL_OK &&
        kl_eval_estimate(eval, "total_variation", "base|model", &estimate, NULL) == KL_OK)
        CHECK(estimate.low == 0 && estimate.high >= 0 && estimate.high <= 1.001);
    for (int s = 0; s < 2; s++)
        kl_logprobs_free(side[s]);
    kl_eval_free(eval);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_logprobs_is(data, size);
    if (read_all(data, size) == KL_OK)
        beside_itself(data, size);
    return 0;
}

#else

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kl_logprobs *logprobs = NULL;
    CHECK(kl_logprobs_new(data, size, "lines", LINE_MAX_BYTES, &logprobs, NULL) ==
          KL_ERROR_UNSUPPORTED);
    return 0;
}

#endif
