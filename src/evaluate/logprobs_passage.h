/* SPDX-License-Identifier: Apache-2.0 */
/* A passage of log-probabilities while it is put together out of JSON, whatever its shape. */
#ifndef KL_EVALUATE_LOGPROBS_PASSAGE_H
#define KL_EVALUATE_LOGPROBS_PASSAGE_H

#include "base/state.h"
#include "evaluate/logprobs.h"

struct json_t; /* jansson's */

/* Tokens with their lists one behind the other. Pointers are set when nothing moves any more. */
typedef struct kl_passage {
    kl_logprob_token *tokens;
    size_t n, capacity;
    kl_listed *listed;
    size_t listed_n, listed_capacity;
    kl_buffer text;
} kl_passage;

void kl_passage_clear(kl_passage *passage);
void kl_passage_free(kl_passage *passage);

/* ── Shapes: each adds all tokens of one passage; messages begin with the place inside it ─────────── */

kl_status kl_passage_from_completion(kl_passage *passage, struct json_t *logprobs, kl_error *error);
kl_status kl_passage_from_chat(kl_passage *passage, struct json_t *logprobs, kl_error *error);
/* `ids` may be NULL: which token came is then found out, or KL_ERROR_FORMAT. */
kl_status kl_passage_from_prompt(kl_passage *passage, struct json_t *prompt, struct json_t *ids,
                                 kl_error *error);

/* ── What they are made with ──────────────────────────────────────────────────────────────────── */

/* Put "token INDEX: " before the message that is there. */
kl_status kl_passage_fail_token(size_t index, kl_status status, kl_error *error);

/* A number or null. KL_ERROR_VALUE above 0. */
kl_status kl_passage_logprob(struct json_t *number, double *logprob, kl_logprob_state *state,
                             kl_error *error);

/* A token; its list is what is added next, and then it is ended, which puts the token itself into it. */
kl_status kl_passage_add_token(kl_passage *passage, const kl_logprob_token *token, kl_error *error);
kl_status kl_passage_add_listed(kl_passage *passage, const kl_listed *listed, kl_error *error);
kl_status kl_passage_end_token(kl_passage *passage, kl_error *error);

/* A name as engines write it: "token_id:17" is an id, "bytes:\xe2\x80" bytes, all else the text. Text that
 * holds U+FFFD, or none, is nameless; *has_bytes (may be NULL) is 1 where the text is the very bytes. */
kl_status kl_passage_name(kl_passage *passage, const char *text, size_t size, kl_listed *listed,
                          int *has_bytes, kl_error *error);
/* Bytes, of which `text` becomes the name. */
kl_status kl_passage_bytes(kl_passage *passage, const void *data, size_t size, kl_listed *listed,
                           kl_error *error);

/* Lists of k tokens, and of k + 1 where the one that came is none of the k most probable: see what k is,
 * and set tops and cap of all tokens. Where it cannot be told they stay 0. */
void kl_passage_find_tops(kl_passage *passage);

/* Nothing is added any more: texts and lists get their pointers. */
void kl_passage_finish(kl_passage *passage);

#endif
