/* SPDX-License-Identifier: Apache-2.0 */
/* {"content": [{"token": "…", "logprob": number, "bytes": […], "top_logprobs": [likewise, …]}, …]} of chats. */
#include "evaluate/logprobs_passage.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

static kl_status read_bytes(kl_passage *passage, json_t *bytes, kl_listed *listed,
                            kl_error *error) {
    size_t n = json_array_size(bytes);
    unsigned char *data = kl_alloc(n, 1);
    if (data == NULL)
        return kl_fail_memory(error, "the bytes of a token", n);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        json_t *byte = json_array_get(bytes, i);
        if (!json_is_integer(byte) || json_integer_value(byte) < 0 ||
            json_integer_value(byte) > 255)
            status = kl_fail(error, KL_ERROR_FORMAT, "byte %zu of it is none of 0 … 255", i);
        else
            data[i] = (unsigned char)json_integer_value(byte);
    }
    if (status == KL_OK)
        status = kl_passage_bytes(passage, data, n, listed, error);
    kl_free(data);
    return status;
}

/* The part that a token and the entries of its list share. */
static kl_status read_entry(kl_passage *passage, json_t *entry, kl_listed *listed,
                            kl_logprob_state *state, int *has_bytes, kl_error *error) {
    json_t *name = json_object_get(entry, "token"), *bytes = json_object_get(entry, "bytes");
    if (!json_is_string(name))
        return kl_fail(error, KL_ERROR_FORMAT, "it has no string \"token\"");
    json_t *number = json_object_get(entry, "logprob");
    if (number == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "it has no \"logprob\"");
    if (bytes != NULL && !json_is_null(bytes) && !json_is_array(bytes))
        return kl_fail(error, KL_ERROR_FORMAT, "its \"bytes\" are no array");
    kl_status status = kl_passage_logprob(number, &listed->logprob, state, error);
    if (status == KL_OK)
        status = kl_passage_name(passage, json_string_value(name), json_string_length(name), listed,
                                 has_bytes, error);
    /* A special token has no bytes; its name stands for it. */
    if (status == KL_OK && json_array_size(bytes) > 0) {
        *has_bytes = 1;
        status = read_bytes(passage, bytes, listed, error);
    }
    return status;
}

static kl_status add_tops(kl_passage *passage, json_t *tops, kl_error *error) {
    if (tops == NULL || json_is_null(tops))
        return KL_OK;
    if (!json_is_array(tops))
        return kl_fail(error, KL_ERROR_FORMAT, "its \"top_logprobs\" are no array");
    double cap = 0;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < json_array_size(tops); i++) {
        kl_listed listed = {.at = SIZE_MAX, .id = -1};
        kl_logprob_state state = KL_LOGPROB_KNOWN;
        int has_bytes;
        status = read_entry(passage, json_array_get(tops, i), &listed, &state, &has_bytes, error);
        if (status == KL_OK && state == KL_LOGPROB_KNOWN) {
            cap = fmin(cap, listed.logprob);
            status = kl_passage_add_listed(passage, &listed, error);
        }
    }
    kl_logprob_token *token = &passage->tokens[passage->n - 1];
    token->tops = token->listed_n;
    token->cap = cap;
    return status;
}

static kl_status add_token(kl_passage *passage, json_t *entry, kl_error *error) {
    kl_logprob_token token = {.token = {.at = SIZE_MAX, .id = -1}};
    kl_status status =
        read_entry(passage, entry, &token.token, &token.state, &token.has_bytes, error);
    if (status == KL_OK)
        status = kl_passage_add_token(passage, &token, error);
    if (status == KL_OK)
        status = add_tops(passage, json_object_get(entry, "top_logprobs"), error);
    return status == KL_OK ? kl_passage_end_token(passage, error) : status;
}

kl_status kl_passage_from_chat(kl_passage *passage, json_t *logprobs, kl_error *error) {
    json_t *content = json_object_get(logprobs, "content");
    if (!json_is_array(content))
        return kl_fail(error, KL_ERROR_FORMAT, "\"content\" is no array");
    for (size_t i = 0; i < json_array_size(content); i++) {
        kl_status status = add_token(passage, json_array_get(content, i), error);
        if (status != KL_OK)
            return kl_passage_fail_token(i, status, error);
    }
    return KL_OK;
}

#endif
