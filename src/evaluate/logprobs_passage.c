/* SPDX-License-Identifier: Apache-2.0 */
/* Putting a passage together: names, tokens and their lists. */
#include "evaluate/logprobs_passage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

#ifdef KL_HAVE_JANSSON
#include <jansson.h>

kl_status kl_passage_logprob(json_t *number, double *logprob, kl_logprob_state *state,
                             kl_error *error) {
    *logprob = 0;
    *state = KL_LOGPROB_MISSING;
    if (json_is_null(number))
        return KL_OK;
    if (!json_is_number(number))
        return kl_fail(error, KL_ERROR_FORMAT, "its log-probability is neither a number nor null");
    double value = json_number_value(number);
    if (value > KL_LOGPROB_SLACK)
        return kl_fail(error, KL_ERROR_VALUE, "its log-probability is %g: more than certain",
                       value);
    *state = value <= KL_LOGPROB_SENTINEL ? KL_LOGPROB_AT_SENTINEL : KL_LOGPROB_KNOWN;
    *logprob = value < 0 ? value : 0;
    return KL_OK;
}
#endif

kl_status kl_passage_fail_token(size_t index, kl_status status, kl_error *error) {
    char prefix[40];
    snprintf(prefix, sizeof prefix, "token %zu", index);
    return kl_fail_prefix(error, status, prefix);
}

/* ── Names ────────────────────────────────────────────────────────────────────────────────────── */

#define REPLACEMENT                                                                                \
    "\xEF\xBF\xBD" /* U+FFFD, for bytes that are no UTF-8 alone: several tokens look so */

kl_status kl_passage_bytes(kl_passage *passage, const void *data, size_t size, kl_listed *listed,
                           kl_error *error) {
    listed->at = passage->text.size;
    listed->size = size;
    listed->nameless = size == 0 && listed->id < 0;
    /* One more, so that there is something to point to. */
    kl_status status = kl_buffer_append(&passage->text, data, size, error);
    return status == KL_OK ? kl_buffer_append(&passage->text, "", 1, error) : status;
}

static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What follows "bytes:": \xNN is a byte, all else itself. */
static kl_status escaped_bytes(kl_passage *passage, const char *text, size_t size,
                               kl_listed *listed, kl_error *error) {
    listed->at = passage->text.size;
    listed->nameless = 0;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < size;) {
        char byte = text[i++];
        if (byte == '\\' && size - i >= 3 && text[i] == 'x' && digit(text[i + 1]) >= 0 &&
            digit(text[i + 2]) >= 0) {
            byte = (char)(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 3;
        }
        status = kl_buffer_append(&passage->text, &byte, 1, error);
    }
    listed->size = passage->text.size - listed->at;
    return status == KL_OK ? kl_buffer_append(&passage->text, "", 1, error) : status;
}

/* "token_id:17": the id, or −1. */
static int64_t id_in(const char *text, size_t size) {
    static const char prefix[] = "token_id:";
    size_t skip = sizeof prefix - 1;
    if (size <= skip || size > skip + 18 || memcmp(text, prefix, skip) != 0)
        return -1;
    int64_t id = 0;
    for (size_t i = skip; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        id = id * 10 + (text[i] - '0');
    }
    return id;
}

kl_status kl_passage_name(kl_passage *passage, const char *text, size_t size, kl_listed *listed,
                          int *has_bytes, kl_error *error) {
    static const char escaped[] = "bytes:\\x";
    int is_escaped = size >= sizeof escaped - 1 && memcmp(text, escaped, sizeof escaped - 1) == 0;
    int64_t id = id_in(text, size);
    int is_torn = memmem(text, size, REPLACEMENT, sizeof REPLACEMENT - 1) != NULL;
    if (has_bytes != NULL)
        *has_bytes = id < 0 && !is_torn;
    if (id >= 0) {
        listed->id = id;
        return KL_OK;
    }
    if (is_escaped)
        return escaped_bytes(passage, text + 6, size - 6, listed, error);
    kl_status status = kl_passage_bytes(passage, text, size, listed, error);
    listed->nameless |= is_torn && listed->id < 0;
    return status;
}

/* ── Tokens and lists ─────────────────────────────────────────────────────────────────────────── */

kl_status kl_passage_add_token(kl_passage *passage, const kl_logprob_token *token,
                               kl_error *error) {
    if (passage->n == passage->capacity) {
        size_t capacity = passage->capacity + passage->capacity / 2 + 64;
        kl_logprob_token *tokens = kl_realloc(passage->tokens, capacity, sizeof *tokens);
        if (tokens == NULL)
            return kl_fail_memory(error, "tokens", capacity * sizeof *tokens);
        passage->tokens = tokens;
        passage->capacity = capacity;
    }
    passage->tokens[passage->n] = *token;
    passage->tokens[passage->n].position = passage->n;
    passage->tokens[passage->n++].listed_n = 0;
    return KL_OK;
}

kl_status kl_passage_add_listed(kl_passage *passage, const kl_listed *listed, kl_error *error) {
    if (passage->listed_n == passage->listed_capacity) {
        size_t capacity = passage->listed_capacity + passage->listed_capacity / 2 + 256;
        kl_listed *larger = kl_realloc(passage->listed, capacity, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "lists of tokens", capacity * sizeof *larger);
        passage->listed = larger;
        passage->listed_capacity = capacity;
    }
    passage->listed[passage->listed_n++] = *listed;
    passage->tokens[passage->n - 1].listed_n++;
    return KL_OK;
}

static int same_name(const kl_passage *passage, const kl_listed *a, const kl_listed *b) {
    if (a->id >= 0 || b->id >= 0)
        return a->id == b->id;
    return a->at != SIZE_MAX && b->at != SIZE_MAX && a->size == b->size &&
           memcmp(passage->text.data + a->at, passage->text.data + b->at, a->size) == 0;
}

kl_status kl_passage_end_token(kl_passage *passage, kl_error *error) {
    kl_logprob_token *token = &passage->tokens[passage->n - 1];
    if (token->state != KL_LOGPROB_KNOWN)
        return KL_OK;
    for (size_t i = passage->listed_n - token->listed_n; i < passage->listed_n; i++) {
        kl_listed *listed = &passage->listed[i];
        if (!same_name(passage, listed, &token->token))
            continue;
        if (fabs(listed->logprob - token->token.logprob) <= KL_LOGPROB_SLACK)
            return KL_OK;
        /* Two tokens of one name: the list kept the other one. */
        listed->nameless = token->token.nameless = 1;
    }
    return kl_passage_add_listed(passage, &token->token, error);
}

/* ── What is listed for certain ───────────────────────────────────────────────────────────────── */

typedef struct list_ends {
    double least, least_other; /* of all, and of all but the token that came; 0: there is none */
} list_ends;

/* The list begins at *first, and the next one where *first is afterwards. */
static list_ends ends_of(const kl_passage *passage, const kl_logprob_token *token, size_t *first) {
    list_ends ends = {0, 0};
    int seen = token->state != KL_LOGPROB_KNOWN;
    for (size_t i = 0; i < token->listed_n; i++) {
        double logprob = passage->listed[(*first)++].logprob;
        ends.least = fmin(ends.least, logprob);
        if (!seen && logprob == token->token.logprob)
            seen = 1; /* an equal one stands for it */
        else
            ends.least_other = fmin(ends.least_other, logprob);
    }
    return ends;
}

/* Where another token is less probable than the one that came, that one is among the k: the list has k. */
static size_t find_k(const kl_passage *passage) {
    size_t k = 0, most = 0, first = 0;
    for (size_t i = 0; i < passage->n; i++) {
        const kl_logprob_token *token = &passage->tokens[i];
        size_t n = token->listed_n;
        list_ends ends = ends_of(passage, token, &first);
        if (n == 0 || token->state != KL_LOGPROB_KNOWN)
            continue;
        if (ends.least_other < token->token.logprob)
            k = n > k ? n : k;
        most = n > most ? n : most;
    }
    /* Else either some lists have one more, or nobody knows and this is the careful choice. */
    return k == 0 && most > 0 ? most - 1 : k;
}

void kl_passage_find_tops(kl_passage *passage) {
    size_t k = find_k(passage), first = 0;
    for (size_t i = 0; i < passage->n; i++) {
        kl_logprob_token *token = &passage->tokens[i];
        list_ends ends = ends_of(passage, token, &first);
        token->tops = token->listed_n >= k ? k : 0; /* fewer: names fell together */
        if (token->tops > 0)
            token->cap = token->listed_n > k ? ends.least_other : ends.least;
    }
}

/* ── The passage ─────────────────────────────────────────────────────────────────────────────────── */

void kl_passage_finish(kl_passage *passage) {
    const char *text = (const char *)passage->text.data;
    for (size_t i = 0; i < passage->listed_n; i++)
        passage->listed[i].text =
            passage->listed[i].at == SIZE_MAX ? NULL : text + passage->listed[i].at;
    size_t first = 0;
    for (size_t i = 0; i < passage->n; i++) {
        kl_logprob_token *token = &passage->tokens[i];
        token->token.text = token->token.at == SIZE_MAX ? NULL : text + token->token.at;
        token->listed = token->listed_n > 0 ? &passage->listed[first] : NULL;
        first += token->listed_n;
    }
}

void kl_passage_clear(kl_passage *passage) {
    passage->n = passage->listed_n = passage->text.size = 0;
}

void kl_passage_free(kl_passage *passage) {
    kl_free(passage->tokens);
    kl_free(passage->listed);
    kl_free(passage->text.data);
}
