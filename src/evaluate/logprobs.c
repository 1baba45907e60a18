/* SPDX-License-Identifier: Apache-2.0 */
/* From JSON to passages: values, the responses in them, the choices of those. */
#include "evaluate/logprobs.h"

#include <ctype.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/logprobs_passage.h"
#include "io/json.h"
#include "io/json_lines.h"

int kl_logprobs_is(const void *data, size_t size) {
    enum { LOOK = 64 };
    const unsigned char *text = data;
    size_t i = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < size && isspace(text[i]))
        i++;
    /* A safetensors file may begin with '{' too: as a length, whose upper bytes are 0. */
    size_t look = size - i < LOOK ? size - i : LOOK;
    return look > 0 && (text[i] == '{' || text[i] == '[') && memchr(text + i, 0, look) == NULL;
}

#ifdef KL_HAVE_JANSSON

#include <jansson.h>

struct kl_logprobs {
    const char *name;
    kl_view view;
    kl_json_lines *lines; /* NULL: one document */
    json_t *value;        /* of the line */
    int64_t line;
    size_t response; /* of the value, the next one */
    size_t choice;   /* of the response, the next one */
    kl_passage passage;
    uint64_t passages;
    size_t next; /* token of the passage */
};

/* ── Values ───────────────────────────────────────────────────────────────────────────────────── */

/* 1 if a bracket of the first line is still open at its end: the document goes on. */
static int goes_on(const char *text, size_t size) {
    long depth = 0;
    int quoted = 0, any = 0;
    for (size_t i = 0; i < size && !(any && text[i] == '\n'); i++) {
        char c = text[i];
        any |= !isspace((unsigned char)c);
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    }
    return depth > 0 && !quoted;
}

static kl_status open_value(kl_logprobs *logprobs, size_t line_max, kl_error *error) {
    const char *text = (const char *)logprobs->view.data;
    size_t size = logprobs->view.size;
    if (!goes_on(text, size) || memchr(text, '\n', size) == NULL)
        return kl_json_lines_new(kl_source_memory(&logprobs->view), logprobs->name, line_max,
                                 &logprobs->lines, error);
    if (size > line_max)
        return kl_fail_at(error, KL_ERROR_FORMAT, 1, 0,
                          "%s: is one JSON document of more than %zu bytes", logprobs->name,
                          line_max);
    size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    logprobs->line = 1;
    kl_status status =
        kl_json_parse(text + mark, size - mark, KL_JSON_ANY, 1, mark, &logprobs->value, error);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, logprobs->name);
}

kl_status kl_logprobs_new(const void *data, size_t size, const char *name, size_t line_max,
                          kl_logprobs **out, kl_error *error) {
    *out = NULL;
    kl_logprobs *logprobs = kl_alloc_zero(1, sizeof *logprobs);
    if (logprobs == NULL)
        return kl_fail_memory(error, "a reader of log-probabilities", sizeof *logprobs);
    logprobs->name = name;
    logprobs->view = (kl_view){data, size, 0};
    kl_status status = open_value(logprobs, line_max ? line_max : KL_LOGPROBS_LINE_MAX, error);
    if (status == KL_OK)
        *out = logprobs;
    else
        kl_logprobs_free(logprobs);
    return status;
}

void kl_logprobs_free(kl_logprobs *logprobs) {
    if (logprobs == NULL)
        return;
    json_decref(logprobs->value);
    kl_json_lines_close(logprobs->lines);
    kl_passage_free(&logprobs->passage);
    kl_free(logprobs);
}

static kl_status next_value(kl_logprobs *logprobs, kl_error *error) {
    json_decref(logprobs->value);
    logprobs->value = NULL;
    logprobs->response = logprobs->choice = 0;
    if (logprobs->lines == NULL)
        return KL_OK;
    kl_status status = kl_json_lines_next(logprobs->lines, &logprobs->value, error);
    logprobs->line = kl_json_lines_number(logprobs->lines);
    return status;
}

/* ── Units ────────────────────────────────────────────────────────────────────────────────────── */

static kl_status from_logprobs(kl_passage *passage, json_t *logprobs, kl_error *error) {
    if (json_object_get(logprobs, "content") != NULL)
        return kl_passage_from_chat(passage, logprobs, error);
    if (json_object_get(logprobs, "token_logprobs") != NULL)
        return kl_passage_from_completion(passage, logprobs, error);
    return kl_fail(error, KL_ERROR_FORMAT,
                   "its \"logprobs\" have neither \"content\" (chat) nor \"token_logprobs\" "
                   "(completions)");
}

static json_t *array_or_null(json_t *object, const char *key) {
    json_t *array = json_object_get(object, key);
    return json_is_array(array) ? array : NULL;
}

/* A choice, or a response without choices. */
static kl_status from_choice(kl_passage *passage, json_t *choice, json_t *response,
                             kl_error *error) {
    json_t *prompt = array_or_null(choice, "prompt_logprobs");
    json_t *ids = array_or_null(choice, "prompt_token_ids");
    json_t *logprobs = json_object_get(choice, "logprobs");
    if (prompt != NULL)
        return kl_passage_from_prompt(
            passage, prompt, ids != NULL ? ids : array_or_null(response, "prompt_token_ids"),
            error);
    if (json_is_object(logprobs))
        return from_logprobs(passage, logprobs, error);
    return kl_fail(error, KL_ERROR_FORMAT,
                   "has no log-probabilities: the engine must be asked for \"logprobs\"");
}

/* The next passage of a response. *more = 0: it has no other. */
static kl_status from_response(kl_logprobs *logprobs, json_t *response, int *more,
                               kl_error *error) {
    json_t *body = json_object_get(json_object_get(response, "response"), "body");
    response = body != NULL ? body : response;
    json_t *choices = json_object_get(response, "choices");
    int is_whole = array_or_null(response, "prompt_logprobs") != NULL ||
                   json_object_get(response, "logprobs") != NULL;
    size_t n = json_is_array(choices) && !is_whole ? json_array_size(choices) : 1;
    size_t index = logprobs->choice++;
    *more = index < n;
    if (!*more)
        return KL_OK;
    if (!json_is_object(response))
        return kl_fail(error, KL_ERROR_FORMAT, "an object was expected");
    if (is_whole)
        return from_choice(&logprobs->passage, response, response, error);
    if (!json_is_array(choices))
        return from_logprobs(&logprobs->passage, response, error);
    kl_status status =
        from_choice(&logprobs->passage, json_array_get(choices, index), response, error);
    if (status == KL_OK)
        return KL_OK;
    char prefix[40];
    snprintf(prefix, sizeof prefix, "choice %zu", index);
    return kl_fail_prefix(error, status, prefix);
}

static kl_status fail_in_line(const kl_logprobs *logprobs, const kl_error *detail,
                              kl_error *error) {
    return kl_fail_at(error, detail->code, logprobs->line, -1, "%s: line %lld: %s", logprobs->name,
                      (long long)logprobs->line, detail->message);
}

/* The next passage of the value. *more = 0: it has no other. */
static kl_status next_of_value(kl_logprobs *logprobs, int *more, kl_error *error) {
    json_t *value = logprobs->value;
    size_t n = json_is_array(value) ? json_array_size(value) : 1;
    kl_status status = KL_OK;
    for (*more = 0; status == KL_OK && !*more && logprobs->response < n;) {
        kl_error detail = KL_ERROR_INIT;
        json_t *response = json_is_array(value) ? json_array_get(value, logprobs->response) : value;
        kl_passage_clear(&logprobs->passage);
        status = from_response(logprobs, response, more, &detail);
        if (status != KL_OK)
            return fail_in_line(logprobs, &detail, error);
        if (!*more) {
            logprobs->response++;
            logprobs->choice = 0;
        }
    }
    return status;
}

static kl_status next_passage(kl_logprobs *logprobs, int *more, kl_error *error) {
    *more = 0;
    for (int first = 1; !*more; first = 0) {
        kl_status status = KL_OK;
        if (!first || logprobs->value == NULL)
            status = next_value(logprobs, error);
        if (status != KL_OK || logprobs->value == NULL)
            return status;
        status = next_of_value(logprobs, more, error);
        if (status != KL_OK)
            return status;
    }
    kl_passage_finish(&logprobs->passage);
    for (size_t i = 0; i < logprobs->passage.n; i++) {
        logprobs->passage.tokens[i].unit = logprobs->passages;
        logprobs->passage.tokens[i].line = logprobs->line;
    }
    logprobs->passages++;
    logprobs->next = 0;
    return KL_OK;
}

kl_status kl_logprobs_next(kl_logprobs *logprobs, const kl_logprob_token **token, kl_error *error) {
    *token = NULL;
    while (logprobs->next == logprobs->passage.n) {
        int more;
        kl_status status = next_passage(logprobs, &more, error);
        if (status != KL_OK || !more) {
            kl_passage_clear(&logprobs->passage);
            logprobs->next = 0;
            return status;
        }
    }
    *token = &logprobs->passage.tokens[logprobs->next++];
    return KL_OK;
}

#else

kl_status kl_logprobs_new(const void *data, size_t size, const char *name, size_t line_max,
                          kl_logprobs **out, kl_error *error) {
    (void)data, (void)size, (void)line_max;
    *out = NULL;
    return kl_fail_prefix(error, kl_json_available(error), name);
}

void kl_logprobs_free(kl_logprobs *logprobs) {
    (void)logprobs;
}

kl_status kl_logprobs_next(kl_logprobs *logprobs, const kl_logprob_token **token, kl_error *error) {
    (void)logprobs;
    *token = NULL;
    return kl_json_available(error);
}

#endif
