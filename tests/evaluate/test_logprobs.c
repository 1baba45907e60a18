/* SPDX-License-Identifier: Apache-2.0 */
/* Log-probabilities as JSON: every shape, what is refused and where, and the estimates. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/evaluate.h>

#include "base/alloc.h"
#include "evaluate/logprobs.h"

#ifdef KL_HAVE_JANSSON

static kl_logprobs *open_text(const char *text) {
    kl_logprobs *logprobs = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_logprobs_new(text, strlen(text), "some.jsonl", 0, &logprobs, &error) != KL_OK)
        fail_msg("%s", error.message);
    return logprobs;
}

static const kl_logprob_token *next(kl_logprobs *logprobs) {
    const kl_logprob_token *token = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_logprobs_next(logprobs, &token, &error) != KL_OK)
        fail_msg("%s", error.message);
    return token;
}

/* state 'k' known, 'm' missing, 's' at the sentinel. */
static const kl_logprob_token *expect(kl_logprobs *logprobs, const char *text, char state,
                                      double logprob, size_t listed, size_t tops) {
    const kl_logprob_token *token = next(logprobs);
    assert_non_null(token);
    if (text != NULL) {
        assert_int_equal(token->token.size, strlen(text));
        assert_memory_equal(token->token.text, text, strlen(text));
    }
    assert_int_equal(token->state, state == 'k'   ? KL_LOGPROB_KNOWN
                                   : state == 'm' ? KL_LOGPROB_MISSING
                                                  : KL_LOGPROB_AT_SENTINEL);
    if (state == 'k')
        assert_true(token->token.logprob == logprob);
    assert_int_equal(token->listed_n, listed);
    assert_int_equal(token->tops, tops);
    return token;
}

/* ── Shapes ───────────────────────────────────────────────────────────────────────────────────── */

static void test_completions(void **state) {
    (void)state;
    static const char text[] =
        "{\"choices\": [{\"text\": \"Once upon\", \"index\": 0, \"logprobs\": {"
        "\"tokens\": [\"Once\", \" upon\", \" a\", \"bytes:\\\\xe2\\\\x80\"],"
        "\"token_logprobs\": [null, -0.5, -3.0, -9999.0],"
        "\"top_logprobs\": [null, {\" upon\": -0.5, \" a\": -2.0}, {\" the\": -0.25, \" an\": -2.5,"
        " \" a\": -3.0}, {\" the\": -0.25, \"x\": -2.5}],"
        "\"text_offset\": [0, 4, 9, 11]}},"
        "{\"logprobs\": {\"tokens\": [\"b\"], \"token_logprobs\": [-1], \"top_logprobs\": "
        "null}}]}\n"
        "{\"tokens\": [\"c\"], \"token_logprobs\": [-2]}\n";
    kl_logprobs *logprobs = open_text(text);
    const kl_logprob_token *token = expect(logprobs, "Once", 'm', 0, 0, 0);
    assert_true(token->unit == 0 && token->position == 0 && token->line == 1);
    /* " a" is less probable than the one that came: the list has k = 2. */
    token = expect(logprobs, " upon", 'k', -0.5, 2, 2);
    assert_true(token->cap == -2);
    /* So this one, of three, came from outside of it. */
    token = expect(logprobs, " a", 'k', -3, 3, 2);
    assert_true(token->cap == -2.5);
    token = expect(logprobs, "\xe2\x80", 's', 0, 2, 2);
    assert_true(token->has_bytes && token->position == 3);
    token = expect(logprobs, "b", 'k', -1, 1, 0);
    assert_true(token->unit == 1 && token->position == 0 && token->cap == 0);
    token = expect(logprobs, "c", 'k', -2, 1, 0);
    assert_true(token->unit == 2 && token->line == 2);
    assert_null(next(logprobs));
    assert_null(next(logprobs));
    kl_logprobs_free(logprobs);
}

static void test_names_that_fall_together(void **state) {
    (void)state;
    kl_logprobs *logprobs = open_text("{\"tokens\": [\"\xEF\xBF\xBD\", \"x\", \"token_id:17\"],"
                                      "\"token_logprobs\": [-1.5, -1.0, -0.5], \"top_logprobs\": "
                                      "[{\"\xEF\xBF\xBD\": -0.5, \"q\": -3.0},"
                                      "{\"x\": -2.0, \"y\": -3.0}, {\"token_id:17\": -0.5, "
                                      "\"token_id:4\": -1.0, \"token_id:5\": -2.0}]}");
    const kl_logprob_token *token = expect(logprobs, "\xEF\xBF\xBD", 'k', -1.5, 3, 3);
    assert_true(!token->has_bytes && token->token.nameless);
    assert_true(token->listed[0].nameless && token->listed[2].nameless);
    /* The same string with another log-probability is another token. */
    token = expect(logprobs, "x", 'k', -1, 3, 3);
    assert_true(token->listed[0].nameless && !token->listed[1].nameless);
    token = expect(logprobs, NULL, 'k', -0.5, 3, 3);
    assert_true(token->token.id == 17 && token->listed[1].id == 4 && token->token.text == NULL);
    kl_logprobs_free(logprobs);
}

static void test_chat(void **state) {
    (void)state;
    /* One document over several lines. */
    kl_logprobs *logprobs = open_text(
        "{\"choices\": [{\"logprobs\": {\n \"content\": [\n"
        "{\"token\": \"A\", \"logprob\": -0.25, \"bytes\": [65], \"top_logprobs\": ["
        "{\"token\": \"A\", \"logprob\": -0.25, \"bytes\": [65]},"
        "{\"token\": \"\xEF\xBF\xBD\", \"logprob\": -2, \"bytes\": [226, 128]}]},\n"
        "{\"token\": \"<|end|>\", \"logprob\": -5, \"bytes\": null, \"top_logprobs\": ["
        "{\"token\": \"B\", \"logprob\": 0.0001, \"bytes\": [66]},"
        "{\"token\": \"C\", \"logprob\": -9999.0, \"bytes\": [67]}]},\n"
        "{\"token\": \"D\", \"logprob\": -0.125, \"bytes\": [68]}], \"refusal\": null}}]}\n");
    const kl_logprob_token *token = expect(logprobs, "A", 'k', -0.25, 2, 2);
    assert_true(token->cap == -2 && token->has_bytes && !token->listed[1].nameless);
    assert_memory_equal(token->listed[1].text, "\xe2\x80", 2);
    token = expect(logprobs, "<|end|>", 'k', -5, 2, 1);
    assert_true(token->listed[0].logprob == 0 && token->cap == 0);
    expect(logprobs, "D", 'k', -0.125, 1, 0);
    assert_null(next(logprobs));
    kl_logprobs_free(logprobs);
}

static void test_prompt_with_ids(void **state) {
    (void)state;
    kl_logprobs *logprobs =
        open_text("{\"id\": \"x\", \"choices\": [{\"prompt_token_ids\": [1, 9, 3], "
                  "\"prompt_logprobs\": [null,"
                  "{\"4\": {\"logprob\": -0.5, \"rank\": 1, \"decoded_token\": \" a\"},"
                  " \"9\": {\"logprob\": -1.5, \"rank\": 2, \"decoded_token\": \" b\"}},"
                  "{\"3\": {\"logprob\": -0.25, \"rank\": 1, \"decoded_token\": null}}]}]}");
    assert_int_equal(expect(logprobs, NULL, 'm', 0, 0, 0)->token.id, 1);
    const kl_logprob_token *token = expect(logprobs, " b", 'k', -1.5, 2, 1);
    assert_true(token->token.id == 9 && token->rank == 2);
    token = expect(logprobs, NULL, 'k', -0.25, 1, 1);
    assert_true(token->token.text == NULL && token->rank == 1);
    kl_logprobs_free(logprobs);
}

#define ENTRY(id, logprob, rank) "\"" #id "\": {\"logprob\": " #logprob ", \"rank\": " #rank "}"

static void test_prompt_without_ids(void **state) {
    (void)state;
    /* Of itself: an only token, or the one whose rank shows that it is none of the most probable. */
    kl_logprobs *logprobs = open_text("{\"prompt_logprobs\": [null, {" ENTRY(
        7, -1.5, 3) "}, {" ENTRY(3, -0.5, 1) ", " ENTRY(5, -7.5, 40) "}]}");
    expect(logprobs, NULL, 'm', 0, 0, 0);
    assert_int_equal(expect(logprobs, NULL, 'k', -1.5, 1, 1)->token.id, 7);
    assert_int_equal(expect(logprobs, NULL, 'k', -7.5, 2, 1)->token.id, 5);
    kl_logprobs_free(logprobs);
    /* Entries of one token and of two: in those it is the one that is not the most probable. */
    logprobs = open_text("{\"prompt_logprobs\": [{" ENTRY(3, -0.5, 1) "}, {" ENTRY(
        3, -0.5, 1) ", " ENTRY(5, -1.5, 2) "}]}");
    assert_int_equal(expect(logprobs, NULL, 'k', -0.5, 1, 1)->token.id, 3);
    assert_int_equal(expect(logprobs, NULL, 'k', -1.5, 2, 1)->token.id, 5);
    kl_logprobs_free(logprobs);
    /* By the order of the keys, where it shows itself. */
    logprobs =
        open_text("{\"prompt_logprobs\": [{" ENTRY(7, -1.5, 2) ", " ENTRY(3, -0.5, 1) ", " ENTRY(
            5, -2.5, 3) "}, {" ENTRY(3, -0.5, 1) ", " ENTRY(9, -1.5, 2) ", " ENTRY(4, -2.5,
                                                                                   3) "}]}");
    assert_int_equal(expect(logprobs, NULL, 'k', -1.5, 3, 3)->token.id, 7);
    assert_int_equal(expect(logprobs, NULL, 'k', -0.5, 3, 3)->token.id, 3);
    kl_logprobs_free(logprobs);
}

static void test_batch_and_arrays(void **state) {
    (void)state;
    kl_logprobs *logprobs =
        open_text("\xEF\xBB\xBF[{\"tokens\": [\"a\"], \"token_logprobs\": [-1]},"
                  " {\"custom_id\": \"q\", \"response\": {\"body\": {\"choices\": [{\"logprobs\": "
                  "{\"content\": ["
                  "{\"token\": \"b\", \"logprob\": -2}]}}]}}}]\n\n"
                  "{\"choices\": []}\n{\"tokens\": [], \"token_logprobs\": []}\n"
                  "{\"logprobs\": {\"tokens\": [\"c\"], \"token_logprobs\": [-3]}}");
    expect(logprobs, "a", 'k', -1, 1, 0);
    assert_int_equal(expect(logprobs, "b", 'k', -2, 1, 0)->unit, 1);
    assert_int_equal(expect(logprobs, "c", 'k', -3, 1, 0)->line, 5);
    assert_null(next(logprobs));
    kl_logprobs_free(logprobs);
}

/* ── What is refused ──────────────────────────────────────────────────────────────────────────── */

static void test_refusals(void **state) {
    (void)state;
    static const struct {
        const char *line, *words;
    } cases[] = {
        {"{\"choices\": }", "line 2, column 13"},
        {"17", "an object was expected"},
        {"{\"choices\": [{\"text\": \"x\"}]}", "choice 0: has no log-probabilities"},
        {"{\"choices\": [{\"logprobs\": null}]}", "must be asked for \"logprobs\""},
        {"{\"a\": 1}", "neither \"content\" (chat) nor \"token_logprobs\""},
        {"{\"content\": null}", "\"content\" is no array"},
        {"{\"content\": [{\"logprob\": -1}]}", "token 0: it has no string \"token\""},
        {"{\"content\": [{\"token\": \"a\"}]}", "token 0: it has no \"logprob\""},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": \"-1\"}]}", "neither a number nor null"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": 0.5}]}", "is 0.5: more than certain"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": NaN}]}", "invalid token"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": -Infinity}]}", "invalid token"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": -1, \"bytes\": [256]}]}",
         "none of 0 … 255"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": -1, \"bytes\": 3}]}",
         "\"bytes\" are no array"},
        {"{\"content\": [{\"token\": \"a\", \"logprob\": -1, \"top_logprobs\": {}}]}",
         "\"top_logprobs\" are no array"},
        {"{\"tokens\": 3, \"token_logprobs\": []}", "\"tokens\" is no array"},
        {"{\"tokens\": [\"a\"], \"token_logprobs\": [-1, -2]}", "has 2 entries for 1 tokens"},
        {"{\"tokens\": [\"a\"], \"token_logprobs\": [-1], \"top_logprobs\": []}",
         "\"top_logprobs\" has 0 entries"},
        {"{\"tokens\": [\"a\"], \"token_logprobs\": [-1], \"text_offset\": []}",
         "\"text_offset\" has 0"},
        {"{\"tokens\": [1], \"token_logprobs\": [-1]}", "it is no string in \"tokens\""},
        {"{\"tokens\": [\"a\"], \"token_logprobs\": [-1], \"top_logprobs\": [3]}", "no object"},
        {"{\"prompt_logprobs\": [3]}", "neither null nor an object of tokens"},
        {"{\"prompt_logprobs\": [{\"x\": {\"logprob\": -1}}]}", "\"x\" is no token id"},
        {"{\"prompt_logprobs\": [{\"x\\ny\": {\"logprob\": -1}}]}", "\"x\\x0ay\" is no token id"},
        {"{\"prompt_logprobs\": [{\"3\": {}}]}", "token 3 has no \"logprob\""},
        {"{\"prompt_logprobs\": [null], \"prompt_token_ids\": [1, 2]}", "prompt_token_ids 2"},
        {"{\"prompt_logprobs\": [{\"3\": {\"logprob\": -1}}], \"prompt_token_ids\": [1]}",
         "none of its tokens has the id that prompt_token_ids says: 1"},
        /* Sorted by id, by rank, and without ranks: the order says nothing. */
        {"{\"prompt_logprobs\": [{" ENTRY(3, -2, 2) ", " ENTRY(5, -1, 1) "}]}", "cannot be told"},
        {"{\"prompt_logprobs\": [{" ENTRY(5, -1, 1) ", " ENTRY(3, -2, 2) "}]}", "return_token_ids"},
        {"{\"prompt_logprobs\": [{" ENTRY(5, -1, null) ", " ENTRY(3, -2, null) "}]}",
         "which of its 2 tokens"},
        {"{\"prompt_logprobs\": [{" ENTRY(7, -1.5, 2) ", " ENTRY(5, -2.5, 3) ", " ENTRY(3, -0.5,
                                                                                        1) "}]}",
         "cannot be told"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1000];
        snprintf(text, sizeof text, "{\"tokens\": [], \"token_logprobs\": []}\n%s\n",
                 cases[i].line);
        kl_logprobs *logprobs = open_text(text);
        const kl_logprob_token *token;
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_logprobs_next(logprobs, &token, &error);
        if (status == KL_OK || !strstr(error.message, cases[i].words) ||
            strncmp(error.message, "some.jsonl: line 2", 18) != 0 || error.index != 2)
            fail_msg("%zu: %s", i, error.message);
        assert_null(token);
        kl_logprobs_free(logprobs);
    }
}

static void test_long_lines_and_documents(void **state) {
    (void)state;
    kl_logprobs *logprobs = NULL;
    kl_error error = KL_ERROR_INIT;
    const kl_logprob_token *token;
    static const char line[] =
        "{\"tokens\": [\"aaaaaaaaaaaaaaaaaaaaaaaa\"], \"token_logprobs\": [-1]}";
    assert_int_equal(kl_logprobs_new(line, sizeof line - 1, "some", 40, &logprobs, NULL), KL_OK);
    assert_int_equal(kl_logprobs_next(logprobs, &token, &error), KL_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "more than 40 bytes"));
    kl_logprobs_free(logprobs);
    static const char broken[] = "{\"tokens\": [\n\"a\"\n, }";
    assert_int_equal(kl_logprobs_new(broken, sizeof broken - 1, "some", 0, &logprobs, &error),
                     KL_ERROR_FORMAT);
    assert_null(logprobs);
    assert_non_null(strstr(error.message, "some: line 3"));
    assert_int_equal(kl_logprobs_new(broken, sizeof broken - 1, "some", 10, &logprobs, &error),
                     KL_ERROR_FORMAT);
}

static void test_what_looks_like_json(void **state) {
    (void)state;
    assert_true(kl_logprobs_is("{\"a\":1}", 7) && kl_logprobs_is(" \n[{", 4));
    assert_true(kl_logprobs_is("\xEF\xBB\xBF{", 4));
    assert_false(kl_logprobs_is("", 0) || kl_logprobs_is("\xEF\xBB\xBF", 3));
    /* A safetensors header of 123 bytes. */
    assert_false(kl_logprobs_is("{\0\0\0\0\0\0\0{\"a\":1}", 15));
    assert_false(kl_logprobs_is("\x93NUMPY", 6) || kl_logprobs_is("_logits_", 8));
}

/* ── Estimates ────────────────────────────────────────────────────────────────────────────────── */

static char folder[] = "/tmp/kl-logprobs-XXXXXX";

static const char *write_file(const char *name, const char *text) {
    static char paths[8][64];
    static int used;
    char *path = paths[used++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static kl_document *evaluate(const char *const *paths, size_t n) {
    kl_document *document = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_evaluate(paths, n, NULL, &document, &error) != KL_OK)
        fail_msg("%s", error.message);
    return document;
}

static double value(const kl_document *document, const char *id, const char *subject) {
    const kl_estimate *estimate = kl_document_find(document, id, subject);
    if (estimate == NULL)
        fail_msg("no %s of %s", id, subject);
    return estimate->value;
}

static int says(const kl_document *document, const char *words) {
    for (size_t i = 0; kl_document_sentence(document, i) != NULL; i++)
        if (strstr(kl_document_sentence(document, i)->text, words))
            return 1;
    return 0;
}

#define TOP(token, logprob) "{\"token\": \"" token "\", \"logprob\": " #logprob "}"
#define CHAT(token, logprob, tops)                                                                 \
    "{\"token\": \"" token "\", \"logprob\": " #logprob ", \"top_logprobs\": [" tops "]}"

static void test_one_model(void **state) {
    (void)state;
    /* Losses 0.5 and 3.5 are scored; 7 bytes of 2 + 5, 2 words. */
    const char *path = write_file(
        "one.jsonl",
        "{\"content\": [{\"token\": \"Ah\", \"logprob\": null}," CHAT(
            " a", -0.5,
            TOP(" a", -0.5) ", " TOP(" b", -1.5) ", " TOP(" c", -2) ", " TOP("d", -4) ", " TOP(
                "e",
                -5)) "," CHAT(" \xC3\xA9tc", -3.5,
                              TOP("q", -0.25) ", " TOP("r", -2.5) ", " TOP("s", -3) ", " TOP("t", -4) ", " TOP(
                                  "u", -5)) "," CHAT("never", -9999.0,
                                                     TOP("q", -0.25) ", " TOP("r", -2) ", " TOP(
                                                         "s",
                                                         -3) ", " TOP("t",
                                                                      -4) ", " TOP("u",
                                                                                   -5)) "]}\n");
    kl_document *document = evaluate(&path, 1);
    assert_true(value(document, "cross_entropy", "base") == 2);
    assert_true(fabs(value(document, "perplexity", "base") - exp(2)) < 1e-12);
    assert_true(fabs(value(document, "bits_per_byte", "base") - 4.0 / 7) < 1e-15);
    assert_true(fabs(value(document, "bits_per_character", "base") - 4.0 / 6) < 1e-15);
    assert_true(fabs(value(document, "word_perplexity", "base") - exp(2)) < 1e-12);
    /* The one at the sentinel was not among the most probable: that much is known. */
    assert_true(fabs(value(document, "top1", "base") - 1.0 / 3) < 1e-15);
    assert_true(fabs(value(document, "top5", "base") - 2.0 / 3) < 1e-15);
    const kl_estimate *loss = kl_document_find(document, "cross_entropy", "base");
    const kl_note *note = kl_estimate_get_note(loss, KL_FLAG_CLIPPED_TARGETS);
    assert_true(note != NULL && note->count == 1 && fabs(note->mass - 1.0 / 3) < 1e-15);
    assert_true(loss->n == 2);
    assert_true(says(document, "1 token of base is at -9999"));
    assert_true(says(document, "the true perplexity is higher"));
    assert_true(says(document, "1 token in 1 passage has no log-probability"));
    assert_null(kl_document_find(document, "entropy", "base"));
    kl_document_free(document);
}

static void test_bytes_that_are_not_known(void **state) {
    (void)state;
    const char *path = write_file(
        "torn.jsonl", "{\"tokens\": [\"a\", \"\xEF\xBF\xBD\"], \"token_logprobs\": [-1, -2]}\n");
    kl_document *document = evaluate(&path, 1);
    assert_true(value(document, "cross_entropy", "base") == 1.5);
    assert_null(kl_document_find(document, "bits_per_byte", "base"));
    assert_null(kl_document_find(document, "top1", "base"));
    assert_null(kl_document_find(document, "calibration_error", "base"));
    assert_true(says(document, "not all tokens have their bytes here"));
    kl_document_free(document);
}

/* Ten passages of two tokens, whose lists are the whole vocabulary of three. */
static void write_pair(double shift, const char *name, const char **path) {
    char text[20000] = "";
    for (int line = 0; line < 10; line++) {
        size_t used = strlen(text);
        double x = -0.5 - 0.03 * line - shift * (line % 3 + 1);
        double a = exp(x), b = (1 - a) / 4, c = 1 - a - b;
        snprintf(
            text + used, sizeof text - used,
            "{\"tokens\": [\"<s>\", \"a\", \"b\"], \"token_logprobs\": [null, %.17g, %.17g], "
            "\"top_logprobs\": [null, {\"a\": %.17g, \"b\": %.17g, \"c\": %.17g}, {\"a\": %.17g, "
            "\"b\": %.17g, \"c\": %.17g}]}\n",
            x, log(b), x, log(b), log(c), x, log(b), log(c));
    }
    *path = write_file(name, text);
}

static void test_two_models(void **state) {
    (void)state;
    const char *paths[2];
    write_pair(0, "base.jsonl", &paths[0]);
    write_pair(0.05, "model.jsonl", &paths[1]);
    kl_document *document = evaluate(paths, 2);
    double forward = 0, total_variation = 0, difference = 0, change = 0;
    for (int line = 0; line < 10; line++) {
        double p[3], q[3];
        p[0] = exp(-0.5 - 0.03 * line);
        q[0] = exp(-0.5 - 0.03 * line - 0.05 * (line % 3 + 1));
        p[1] = (1 - p[0]) / 4, q[1] = (1 - q[0]) / 4;
        p[2] = 1 - p[0] - p[1], q[2] = 1 - q[0] - q[1];
        for (int i = 0; i < 3; i++) {
            forward += p[i] * log(p[i] / q[i]) / 10;
            total_variation += fabs(p[i] - q[i]) / 20;
        }
        difference += (log(p[0] / q[0]) + log(p[1] / q[1])) / 20;
        change += (q[0] - p[0] + q[1] - p[1]) / 20;
    }
    const kl_estimate *d = kl_document_find(document, "divergence", "base|model");
    assert_true(d->method == KL_METHOD_BOUNDS && d->n == 20 && d->confidence == 1);
    /* Logarithms of 17 digits and the tolerated rest of 1e-12. */
    assert_true(fabs(d->low - forward) < 1e-10 && fabs(d->high - forward) < 1e-10);
    d = kl_document_find(document, "total_variation", "base|model");
    assert_true(fabs(d->low - total_variation) < 1e-10 && fabs(d->high - total_variation) < 1e-10);
    d = kl_document_find(document, "cross_entropy.difference", "base|model");
    assert_true(fabs(d->value - difference) < 1e-14 && d->method == KL_METHOD_CLUSTERED);
    assert_true(d->low < d->value && d->value < d->high);
    assert_true(fabs(value(document, "delta_p", "base|model") - change) < 1e-14);
    assert_true(value(document, "cross_entropy.difference.p_value", "base|model") < 1);
    assert_true(value(document, "same_top", "base|model") >= 0);
    kl_document_free(document);

    paths[1] = paths[0];
    document = evaluate(paths, 2);
    d = kl_document_find(document, "divergence", "base|model");
    assert_true(d->low == 0 && d->high < 1e-10);
    assert_true(value(document, "same_top", "base|model") == 1);
    kl_document_free(document);
}

static void expect_mismatch(const char *a, const char *b, const char *words) {
    const char *paths[2] = {write_file("left.jsonl", a), write_file("right.jsonl", b)};
    kl_document *document = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_evaluate(paths, 2, NULL, &document, &error), KL_ERROR_MISMATCH);
    assert_null(document);
    if (!strstr(error.message, words) || strchr(error.message, '\n'))
        fail_msg("%s", error.message);
}

static void test_other_tokens_are_refused(void **state) {
    (void)state;
#define LINE(tokens, logprobs) "{\"tokens\": [" tokens "], \"token_logprobs\": [" logprobs "]}\n"
    expect_mismatch(LINE("\"a\\n\", \"b\"", "-1, -1"), LINE("\"a\\n\", \"c\"", "-1, -1"),
                    "line 1, token 1 is \"b\" and \"c\"");
    expect_mismatch(LINE("\"a\", \"b\"", "-1, -1") LINE("\"c\"", "-1"),
                    LINE("\"a\"", "-1") LINE("\"c\"", "-1"), "no token 1 in its passage 1");
    expect_mismatch(LINE("\"a\"", "-1"), LINE("\"a\"", "-1") LINE("\"c\"", "-1"),
                    "no token 0 in its passage 2 (line 2 of ");
    expect_mismatch(LINE("\"a\"", "-1"), "\x93NUMPY\x01", "compare JSON with JSON");
    expect_mismatch("\x93NUMPY\x01", LINE("\"a\"", "-1"), "compare JSON with JSON");
}

static void test_what_does_not_go_together(void **state) {
    (void)state;
    const char *path = write_file("one.jsonl", LINE("\"a\"", "null"));
    kl_document *document = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_evaluate(&path, 1, NULL, &document, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "no token has a log-probability"));
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    options.vocabulary = path;
    assert_int_equal(kl_evaluate(&path, 1, &options, &document, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "a vocabulary is for logits"));
    kl_logits *logits = NULL;
    assert_int_equal(kl_logits_open(path, NULL, &logits, &error), KL_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "is JSON"));
}

#ifdef KL_ALLOC_TEST
static void test_each_allocation_may_fail(void **state) {
    (void)state;
    const char *paths[2];
    write_pair(0, "base.jsonl", &paths[0]);
    write_pair(0.05, "model.jsonl", &paths[1]);
    unsigned long k = 0;
    for (kl_status status = KL_ERROR_MEMORY; status != KL_OK;) {
        kl_document *document = NULL;
        kl_alloc_fail_at(++k);
        status = kl_evaluate(paths, 2, NULL, &document, NULL);
        kl_alloc_fail_at(0);
        assert_true(status == KL_ERROR_MEMORY || status == KL_OK);
        assert_true((status == KL_OK) == (document != NULL));
        kl_document_free(document);
    }
    assert_true(k > 20);
}
#endif

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"one.jsonl",   "torn.jsonl", "base.jsonl",
                                        "model.jsonl", "left.jsonl", "right.jsonl"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_completions),
        cmocka_unit_test(test_names_that_fall_together),
        cmocka_unit_test(test_chat),
        cmocka_unit_test(test_prompt_with_ids),
        cmocka_unit_test(test_prompt_without_ids),
        cmocka_unit_test(test_batch_and_arrays),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_long_lines_and_documents),
        cmocka_unit_test(test_what_looks_like_json),
        cmocka_unit_test(test_one_model),
        cmocka_unit_test(test_bytes_that_are_not_known),
        cmocka_unit_test(test_two_models),
        cmocka_unit_test(test_other_tokens_are_refused),
        cmocka_unit_test(test_what_does_not_go_together),
#ifdef KL_ALLOC_TEST
        cmocka_unit_test(test_each_allocation_may_fail),
#endif
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

#else

static void test_without_jansson_the_message_says_what_to_install(void **state) {
    (void)state;
    kl_logprobs *logprobs = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_logprobs_new("{}", 2, "some", 0, &logprobs, &error), KL_ERROR_UNSUPPORTED);
    assert_null(logprobs);
    assert_non_null(strstr(error.message, "libjansson-dev"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_jansson_the_message_says_what_to_install)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
