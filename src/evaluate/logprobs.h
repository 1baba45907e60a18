/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Log-probabilities as JSON: what engines answer when they are asked for them. JSON lines, or one JSON document
 * over many lines; a value is a response, an array of responses, or a `logprobs` object alone:
 *
 *     completions   choices[].logprobs {tokens, token_logprobs, top_logprobs}
 *     chat          choices[].logprobs {content: [{token, logprob, bytes, top_logprobs}]}
 *     vLLM          prompt_logprobs [null, {"ID": {logprob, rank, decoded_token}, …}, …] of a choice or response
 *     batch         {response: {body: RESPONSE}}
 *
 * A response that has prompt_logprobs is scored on its prompt; what was generated after it is not read.
 * Every choice is a passage, and a unit: its tokens depend on each other.
 */
#ifndef KL_EVALUATE_LOGPROBS_H
#define KL_EVALUATE_LOGPROBS_H

#include <kullback/base.h>

/* A log-probability at or below it is a sentinel: "not among those I looked at", or −∞ where JSON has none. */
#define KL_LOGPROB_SENTINEL (-9999.0)

/* By so much a log-probability may be above 0, and the probabilities of a list above 1: roundings of engines
 * that print few digits. More is refused. */
#define KL_LOGPROB_SLACK 1e-3

/* A line has at most so many bytes. */
#define KL_LOGPROBS_LINE_MAX ((size_t)1 << 29)

/* A token that a list names. */
typedef struct kl_listed {
    const char *text; /* `size` bytes, NULL: not known */
    size_t size, at;  /* `at`: where they lie while a passage grows */
    int64_t id;       /* −1: not known */
    int nameless;     /* 1: its text may be that of another token as well, which has no id either */
    double logprob;   /* ≤ 0 */
} kl_listed;

typedef enum kl_logprob_state {
    KL_LOGPROB_KNOWN,
    KL_LOGPROB_MISSING, /* null: the first token of a text has none */
    KL_LOGPROB_AT_SENTINEL
} kl_logprob_state;

/* A token that came, and what was predicted for its place. */
typedef struct kl_logprob_token {
    kl_listed token;
    kl_logprob_state state;
    int has_bytes; /* 1: the text is the very bytes, not a replacement of what is no UTF-8 alone */
    uint64_t rank; /* 1: the most probable; 0: not known */
    const kl_listed *listed; /* the token itself among them, if known; in the order of the file */
    size_t listed_n;
    size_t tops; /* certainly the so many most probable ones are among them */
    double cap;  /* no token that is not listed has a higher log-probability; 0: nothing is known */
    uint64_t unit;     /* of the choice in the file, from 0 */
    uint64_t position; /* of the token in it, from 0 */
    int64_t line;      /* where its response begins, from 1 */
} kl_logprob_token;

typedef struct kl_logprobs kl_logprobs;

/* 1 if these bytes of a file look like JSON. */
int kl_logprobs_is(const void *data, size_t size);

/* Over bytes that must outlive it; `name` is what failures call them, likewise. line_max 0:
 * KL_LOGPROBS_LINE_MAX. KL_ERROR_UNSUPPORTED without jansson. */
kl_status kl_logprobs_new(const void *data, size_t size, const char *name, size_t line_max,
                          kl_logprobs **out, kl_error *error);
void kl_logprobs_free(kl_logprobs *logprobs);

/* The next token, good until the next call; NULL at the end. KL_ERROR_FORMAT or KL_ERROR_VALUE name the file,
 * the line (also in `index`), the choice and the token. */
kl_status kl_logprobs_next(kl_logprobs *logprobs, const kl_logprob_token **token, kl_error *error);

#endif
