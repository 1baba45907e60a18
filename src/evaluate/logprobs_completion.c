/* SPDX-License-Identifier: Apache-2.0 */
/* {"tokens": […], "token_logprobs": […], "top_logprobs": [{"TOKEN": number, …}, …]} of completions. */
#include "evaluate/logprobs_passage.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>
#include <string.h>

#include "base/error.h"

static kl_status add_top(kl_passage *passage, json_t *top, kl_error *error) {
    if (top == NULL || json_is_null(top))
        return KL_OK;
    if (!json_is_object(top))
        return kl_fail(error, KL_ERROR_FORMAT, "its top_logprobs are no object");
    const char *name;
    json_t *number;
    kl_status status = KL_OK;
    json_object_foreach(top, name, number) {
        kl_listed listed = {.at = SIZE_MAX, .id = -1};
        kl_logprob_state state;
        status = kl_passage_logprob(number, &listed.logprob, &state, error);
        if (status == KL_OK && state == KL_LOGPROB_KNOWN)
            status = kl_passage_name(passage, name, strlen(name), &listed, NULL, error);
        if (status == KL_OK && state == KL_LOGPROB_KNOWN)
            status = kl_passage_add_listed(passage, &listed, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

static kl_status add_token(kl_passage *passage, json_t *name, json_t *number, json_t *top,
                           kl_error *error) {
    kl_logprob_token token = {.token = {.at = SIZE_MAX, .id = -1}};
    if (!json_is_string(name))
        return kl_fail(error, KL_ERROR_FORMAT, "it is no string in \"tokens\"");
    kl_status status = kl_passage_logprob(number, &token.token.logprob, &token.state, error);
    if (status == KL_OK)
        status = kl_passage_name(passage, json_string_value(name), json_string_length(name),
                                 &token.token, &token.has_bytes, error);
    if (status == KL_OK)
        status = kl_passage_add_token(passage, &token, error);
    if (status == KL_OK)
        status = add_top(passage, top, error);
    return status == KL_OK ? kl_passage_end_token(passage, error) : status;
}

/* A list that goes with the tokens: of the same length, or missing where it may be. */
static kl_status check_length(json_t *logprobs, const char *key, size_t n, int may_be_missing,
                              kl_error *error) {
    json_t *list = json_object_get(logprobs, key);
    if (may_be_missing && (list == NULL || json_is_null(list)))
        return KL_OK;
    if (!json_is_array(list))
        return kl_fail(error, KL_ERROR_FORMAT, "\"%s\" is no array", key);
    if (json_array_size(list) != n)
        return kl_fail(error, KL_ERROR_FORMAT, "\"%s\" has %zu entries for %zu tokens", key,
                       json_array_size(list), n);
    return KL_OK;
}

kl_status kl_passage_from_completion(kl_passage *passage, json_t *logprobs, kl_error *error) {
    json_t *tokens = json_object_get(logprobs, "tokens");
    json_t *numbers = json_object_get(logprobs, "token_logprobs");
    json_t *tops = json_object_get(logprobs, "top_logprobs");
    if (!json_is_array(tokens))
        return kl_fail(error, KL_ERROR_FORMAT, "\"tokens\" is no array");
    size_t n = json_array_size(tokens);
    kl_status status = check_length(logprobs, "token_logprobs", n, 0, error);
    if (status == KL_OK)
        status = check_length(logprobs, "top_logprobs", n, 1, error);
    if (status == KL_OK)
        status = check_length(logprobs, "text_offset", n, 1, error);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        status = add_token(passage, json_array_get(tokens, i), json_array_get(numbers, i),
                           json_array_get(tops, i), error);
        if (status != KL_OK)
            return kl_passage_fail_token(i, status, error);
    }
    if (status == KL_OK)
        kl_passage_find_tops(passage);
    return status;
}

#endif
