/* SPDX-License-Identifier: Apache-2.0 */
/*
 * [null, {"ID": {"logprob": number, "rank": integer, "decoded_token": "…"}, …}, …]: vLLM's prompt_logprobs.
 *
 * An entry holds the k most probable tokens, and the one that came. Which one that is the entry does not say:
 *  - the ids of the prompt do, where the response has them;
 *  - an only token is it, and so is the only one whose rank is above the number of tokens, or above k, which
 *    is the smaller one where entries have two sizes;
 *  - vLLM writes it first and the others by rank, which JSON promises to nobody. That order is believed if
 *    every entry of the response has it, and some entry shows that the keys were sorted neither by rank nor
 *    by id since.
 */
#include "evaluate/logprobs_passage.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "io/excerpt.h"

/* ── Which one came ───────────────────────────────────────────────────────────────────────────── */

/* 0: not known. */
static json_int_t rank_of(json_t *value) {
    json_t *rank = json_object_get(value, "rank");
    return json_is_integer(rank) && json_integer_value(rank) > 0 ? json_integer_value(rank) : 0;
}

/* What an entry shows by itself. */
typedef struct entry_order {
    const char *sure; /* the one that came, or NULL */
    const char *first;
    int by_rank;     /* ranks rise from the second on */
    int is_evidence; /* and the first was put there: not by rank, nor by id */
} entry_order;

/* k: a rank above it is outside; 0: not known. */
static entry_order look_at(json_t *entry, size_t k) {
    entry_order out = {.by_rank = 1};
    size_t n = json_object_size(entry), most = k > 0 && k < n ? k : n, at = 0, beyond = 0;
    int by_number = 1, by_text = 1;
    const char *key, *before = NULL, *outside = NULL;
    json_int_t rank_before = 0;
    json_t *value;
    json_object_foreach(entry, key, value) {
        json_int_t rank = rank_of(value);
        if (at == 0)
            out.first = key;
        if (rank == 0 || (at > 1 && rank <= rank_before))
            out.by_rank = 0;
        if (at == 1)
            out.is_evidence = rank < rank_before;
        if (before != NULL) {
            by_number &= strtoll(before, NULL, 10) < strtoll(key, NULL, 10);
            by_text &= strcmp(before, key) < 0;
        }
        if (rank > (json_int_t)most) {
            beyond++;
            outside = key;
        }
        rank_before = rank;
        before = key;
        at++;
    }
    out.is_evidence &= out.by_rank && !by_number && !by_text;
    out.sure = n == 1 ? out.first : beyond == 1 ? outside : NULL;
    return out;
}

/* The smaller of two sizes that entries have; 0: all have one size. */
static size_t find_k(json_t *prompt) {
    size_t fewest = SIZE_MAX, most = 0;
    for (size_t i = 0; i < json_array_size(prompt); i++) {
        size_t n = json_object_size(json_array_get(prompt, i));
        if (n == 0)
            continue;
        fewest = n < fewest ? n : fewest;
        most = n > most ? n : most;
    }
    return most == fewest + 1 ? fewest : 0;
}

/* 1 if the first of every entry is the one that came. */
static int first_came(json_t *prompt, size_t k) {
    int evidence = 0;
    for (size_t i = 0; i < json_array_size(prompt); i++) {
        json_t *entry = json_array_get(prompt, i);
        if (!json_is_object(entry) || json_object_size(entry) == 0)
            continue;
        entry_order order = look_at(entry, k);
        if (!order.by_rank && json_object_size(entry) > 1)
            return 0;
        if (order.sure != NULL && order.sure != order.first)
            return 0;
        evidence |= order.is_evidence;
    }
    return evidence;
}

/* What is known of a whole prompt. */
typedef struct prompt_order {
    size_t k;
    int is_first; /* the first of every entry is the one that came */
} prompt_order;

static kl_status find_token(json_t *entry, json_t *id, prompt_order prompt, const char **out,
                            kl_error *error) {
    if (id != NULL) {
        char key[32];
        snprintf(key, sizeof key, "%lld", (long long)json_integer_value(id));
        if (!json_is_integer(id) || json_object_get(entry, key) == NULL)
            return kl_fail(error, KL_ERROR_FORMAT,
                           "none of its tokens has the id that prompt_token_ids says: %s", key);
        const char *name;
        json_t *value;
        json_object_foreach(entry, name, value) {
            if (strcmp(name, key) == 0)
                *out = name;
        }
        return KL_OK;
    }
    entry_order order = look_at(entry, prompt.k);
    *out = order.sure != NULL ? order.sure : prompt.is_first ? order.first : NULL;
    if (*out == NULL)
        return kl_fail(
            error, KL_ERROR_FORMAT,
            "which of its %zu tokens stood in the prompt cannot be told, and the order of "
            "keys does not show it: ask for its ids (vLLM: \"return_token_ids\": true)",
            json_object_size(entry));
    return KL_OK;
}

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status read_listed(kl_passage *passage, const char *key, json_t *value, kl_listed *listed,
                             kl_logprob_state *state, int *has_bytes, kl_error *error) {
    char *end, shown[KL_EXCERPT_SIZE];
    listed->id = strtoll(key, &end, 10);
    if (key[0] < '0' || key[0] > '9' || *end != '\0')
        return kl_fail(error, KL_ERROR_FORMAT, "%s is no token id",
                       kl_excerpt(key, strlen(key), shown));
    json_t *number = json_object_get(value, "logprob");
    if (number == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "token %s has no \"logprob\"", key);
    kl_status status = kl_passage_logprob(number, &listed->logprob, state, error);
    json_t *text = json_object_get(value, "decoded_token");
    if (status == KL_OK && json_is_string(text)) {
        int64_t id = listed->id;
        status = kl_passage_name(passage, json_string_value(text), json_string_length(text), listed,
                                 has_bytes, error);
        listed->id = id;
    }
    return status;
}

static kl_status add_list(kl_passage *passage, json_t *entry, kl_error *error) {
    const char *key;
    json_t *value;
    json_object_foreach(entry, key, value) {
        kl_listed listed = {.at = SIZE_MAX, .id = -1};
        kl_logprob_state state;
        int has_bytes;
        kl_status status = read_listed(passage, key, value, &listed, &state, &has_bytes, error);
        if (status == KL_OK && state == KL_LOGPROB_KNOWN)
            status = kl_passage_add_listed(passage, &listed, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

static kl_status add_token(kl_passage *passage, json_t *entry, json_t *id, prompt_order prompt,
                           kl_error *error) {
    kl_logprob_token token = {.token = {.at = SIZE_MAX, .id = -1}, .state = KL_LOGPROB_MISSING};
    if (entry == NULL || json_is_null(entry)) {
        if (json_is_integer(id))
            token.token.id = json_integer_value(id);
        return kl_passage_add_token(passage, &token, error);
    }
    if (!json_is_object(entry) || json_object_size(entry) == 0)
        return kl_fail(error, KL_ERROR_FORMAT, "it is neither null nor an object of tokens");
    const char *came = NULL;
    kl_status status = find_token(entry, id, prompt, &came, error);
    if (status != KL_OK)
        return status;
    json_t *value = json_object_get(entry, came);
    status = read_listed(passage, came, value, &token.token, &token.state, &token.has_bytes, error);
    token.rank = (uint64_t)rank_of(value);
    if (status == KL_OK)
        status = kl_passage_add_token(passage, &token, error);
    if (status == KL_OK)
        status = add_list(passage, entry, error);
    return status == KL_OK ? kl_passage_end_token(passage, error) : status;
}

kl_status kl_passage_from_prompt(kl_passage *passage, json_t *prompt, json_t *ids,
                                 kl_error *error) {
    size_t n = json_array_size(prompt);
    if (ids != NULL && json_array_size(ids) != n)
        return kl_fail(error, KL_ERROR_FORMAT,
                       "prompt_logprobs have %zu entries, prompt_token_ids %zu", n,
                       json_array_size(ids));
    prompt_order order = {.k = find_k(prompt)};
    order.is_first = ids == NULL && first_came(prompt, order.k);
    for (size_t i = 0; i < n; i++) {
        kl_status status =
            add_token(passage, json_array_get(prompt, i), json_array_get(ids, i), order, error);
        if (status != KL_OK)
            return kl_passage_fail_token(i, status, error);
    }
    kl_passage_find_tops(passage);
    return KL_OK;
}

#endif
