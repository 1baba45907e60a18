/* SPDX-License-Identifier: Apache-2.0 */
/* Reading ARPA files. */
#include "text/lm_arpa.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"
#include "text/lexicon.h"
#include "text/lm.h"
#include "text/tokens.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct word {
    const char *bytes;
    size_t length;
} word;

enum { WORDS_MAX = KL_LM_ORDER_MAX + 3 };

typedef struct reader {
    const char *at, *end;
    int64_t line;          /* from 1: the one that was read last */
    word words[WORDS_MAX]; /* of that line */
    size_t n;              /* WORDS_MAX: that many or more */
    kl_lm_head head;
    kl_lexicon *names;
    kl_lm_unigram *unigrams;
    int met[KL_LM_END + 1]; /* whether <unk>, <s>, </s> are among them */
    kl_lm *lm;
} reader;

__attribute__((format(printf, 3, 4))) static kl_status refuse(const reader *r, kl_error *error,
                                                              const char *format, ...);

static kl_status refuse(const reader *r, kl_error *error, const char *format, ...) {
    char what[400];
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(what, sizeof what, format, arguments);
    va_end(arguments);
    return kl_fail_at(error, KL_ERROR_FORMAT, r->line, -1, "line %lld: %s", (long long)r->line,
                      what);
}

/* The next line, cut at white space; 0: there is none. */
static int next_line(reader *r) {
    if (r->at == r->end)
        return 0;
    const char *newline = memchr(r->at, '\n', (size_t)(r->end - r->at));
    const char *stop = newline == NULL ? r->end : newline;
    r->line++;
    r->n = 0;
    while (r->at < stop && r->n < WORDS_MAX) {
        const size_t left = (size_t)(stop - r->at);
        if (kl_token_space((unsigned char)*r->at)) {
            r->at++;
            continue;
        }
        const size_t length = kl_token_end((const unsigned char *)r->at, 0, left);
        r->words[r->n++] = (word){r->at, length};
        r->at += length;
    }
    r->at = newline == NULL ? r->end : newline + 1;
    return 1;
}

/* The next line with something in it. */
static int next_words(reader *r) {
    while (next_line(r))
        if (r->n > 0)
            return 1;
    return 0;
}

static int is(const reader *r, const char *text) {
    return r->n == 1 && r->words[0].length == strlen(text) &&
           memcmp(r->words[0].bytes, text, r->words[0].length) == 0;
}

static kl_status read_log10(const reader *r, size_t i, float *out, kl_error *error) {
    double value = 0;
    char shown[KL_EXCERPT_SIZE];
    const word *from = &r->words[i];
    if (kl_number_parse(from->bytes, from->length, &value, NULL) != KL_OK || !(value < INFINITY))
        return refuse(r, error, "%s is no logarithm of a %s",
                      kl_excerpt(from->bytes, from->length, shown),
                      i == 0 ? "probability" : "backoff");
    if (i == 0 && value > 1e-6)
        return refuse(r, error, "log10 p = %g is above 0", value);
    /* -99 and below are log10 0 by custom. */
    *out = value <= -99 ? -INFINITY : (float)(value * 2.302585092994045684);
    return KL_OK;
}

/* Digits, and what stands behind them. */
static int parse_whole(const char *digits, const char **end, uint64_t *out) {
    char *stop;
    if (*digits < '0' || *digits > '9')
        return 0;
    errno = 0;
    *out = strtoull(digits, &stop, 10);
    *end = stop;
    return errno == 0;
}

/* N and COUNT of "ngram N=COUNT", with blanks or without beside the sign; 0: it is something else. */
static int parse_count(const reader *r, uint64_t *n, uint64_t *count) {
    char text[64];
    const char *end;
    size_t size = 0;
    for (size_t i = 1; i < r->n; i++) {
        if (size + r->words[i].length >= sizeof text)
            return 0;
        memcpy(text + size, r->words[i].bytes, r->words[i].length);
        size += r->words[i].length;
    }
    text[size] = 0;
    return parse_whole(text, &end, n) && *end == '=' && parse_whole(end + 1, &end, count) &&
           end == text + size;
}

/* "ngram N=COUNT" lines, up to the first section. */
static kl_status read_counts(reader *r, kl_error *error) {
    while (next_words(r) && r->n > 1 && r->words[0].length == 5 &&
           memcmp(r->words[0].bytes, "ngram", 5) == 0) {
        uint64_t n = 0, count = 0;
        if (!parse_count(r, &n, &count) || n != r->head.order + 1)
            return refuse(r, error, "expected \"ngram %u=COUNT\"", r->head.order + 1);
        if (n > KL_LM_ORDER_MAX)
            return refuse(r, error, "n-grams of order %u; this Kullback reads up to %d",
                          (unsigned)n, KL_LM_ORDER_MAX);
        /* An n-gram takes four bytes at least: memory is not taken on the word of the file. */
        if (count > (uint64_t)(r->end - r->at) / 4)
            return refuse(r, error, "%llu n-grams of order %u do not fit in the rest of the file",
                          (unsigned long long)count, (unsigned)n);
        r->head.level[r->head.order++].count = count;
    }
    return r->head.order == 0 ? refuse(r, error, "expected \"ngram 1=COUNT\"") : KL_OK;
}

/* The line at hand begins the n-grams of order n. */
static kl_status expect_section(const reader *r, unsigned n, kl_error *error) {
    char title[32];
    snprintf(title, sizeof title, "\\%u-grams:", n);
    return is(r, title) ? KL_OK : refuse(r, error, "expected %s", title);
}

/* p, n words, and maybe a backoff. */
static kl_status expect_gram(const reader *r, unsigned n, uint64_t read, kl_error *error) {
    if (r->n == n + 1 || (r->n == n + 2 && n < r->head.order) ||
        (r->n == n + 2 && r->n != WORDS_MAX))
        return KL_OK;
    return refuse(r, error, "expected n-gram %llu of %llu of order %u: log10 p, %u symbol%s%s",
                  (unsigned long long)read + 1, (unsigned long long)r->head.level[n - 1].count, n,
                  n, n == 1 ? "" : "s", n < r->head.order ? ", log10 backoff" : "");
}

static kl_status add_name(reader *r, const char *bytes, size_t length, uint32_t *id,
                          kl_error *error) {
    const uint32_t before = r->names->size;
    char shown[KL_EXCERPT_SIZE];
    kl_status status = kl_lexicon_name(r->names, bytes, length, id, error);
    if (status != KL_OK)
        return status;
    if (*id > KL_LM_END ? *id < before : r->met[*id])
        return refuse(r, error, "%s was there before", kl_excerpt(bytes, length, shown));
    if (*id <= KL_LM_END)
        r->met[*id] = 1;
    return KL_OK;
}

static kl_status read_unigrams(reader *r, kl_error *error) {
    static const char *const special[] = {"<unk>", "<s>", "</s>"};
    const uint64_t count = r->head.level[0].count;
    uint32_t id;
    kl_status status = kl_lexicon_new(KL_SYMBOLS_TOKENS, &r->names, error);
    for (int i = 0; status == KL_OK && i < 3; i++)
        status = kl_lexicon_name(r->names, special[i], strlen(special[i]), &id, error);
    r->unigrams = count < SIZE_MAX - 3 ? kl_alloc((size_t)count + 3, sizeof *r->unigrams) : NULL;
    if (status == KL_OK && r->unigrams == NULL)
        status = kl_fail_memory(error, "symbols", ((size_t)count + 3) * sizeof *r->unigrams);
    for (int i = 0; status == KL_OK && i < 3; i++)
        r->unigrams[i] = (kl_lm_unigram){-INFINITY, NAN};
    for (uint64_t i = 0; status == KL_OK && i < count; i++) {
        kl_lm_unigram unigram = {0, NAN};
        status = next_words(r) ? expect_gram(r, 1, i, error) : refuse(r, error, "the file ends");
        if (status == KL_OK)
            status = read_log10(r, 0, &unigram.log_p, error);
        if (status == KL_OK && r->n == 3)
            status = read_log10(r, 2, &unigram.backoff, error);
        if (status == KL_OK)
            status = add_name(r, r->words[1].bytes, r->words[1].length, &id, error);
        if (status == KL_OK && id == KL_LM_BEGIN)
            unigram.log_p = -INFINITY; /* KenLM writes 0 there, others -99 */
        if (status == KL_OK)
            r->unigrams[id] = unigram;
    }
    return status;
}

static kl_status start_model(reader *r, kl_error *error) {
    r->head.level[0].count = r->names->size;
    r->head.symbols = KL_SYMBOLS_TOKENS;
    r->head.smoothing = KL_LM_BACKOFF;
    kl_status status =
        kl_lm_new(&r->head, (kl_lm_names){r->names->name, r->names->size}, NULL, 0, &r->lm, error);
    for (uint32_t w = 0; status == KL_OK && w < r->names->size; w++) {
        kl_lm_unigram *to = kl_lm_unigram_edit(r->lm, w);
        *to = r->unigrams[w];
        if (to->backoff == 0) /* says nothing: what follows decides whether it is a context */
            to->backoff = NAN;
    }
    return status;
}

static kl_status find_words(const reader *r, unsigned n, uint32_t *words, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    for (unsigned k = 0; k < n; k++) {
        const word *from = &r->words[k + 1];
        words[k] = kl_lm_symbol(r->lm, from->bytes, from->length);
        if (words[k] == KL_LM_UNKNOWN &&
            !(from->length == 5 && memcmp(from->bytes, "<unk>", 5) == 0))
            return refuse(r, error, "%s is not among the 1-grams",
                          kl_excerpt(from->bytes, from->length, shown));
    }
    return KL_OK;
}

/* The node of n symbols, or KL_LM_NONE. */
static uint32_t node_of(const kl_lm *lm, const uint32_t *words, unsigned n) {
    uint32_t node = n == 0 ? KL_LM_NONE : words[0];
    for (unsigned k = 1; k < n && node != KL_LM_NONE; k++)
        node = kl_lm_find(lm, k + 1, node, words[k]);
    return node;
}

/* The longest proper ending that is there. */
static uint32_t longest_ending(const kl_lm *lm, const uint32_t *words, unsigned n) {
    uint32_t node = KL_LM_NONE;
    for (unsigned first = 1; first < n && node == KL_LM_NONE; first++)
        node = node_of(lm, words + first, n - first);
    return node;
}

static kl_status put_gram(reader *r, unsigned n, kl_error *error) {
    uint32_t words[KL_LM_ORDER_MAX];
    kl_lm_slot read = {.backoff = NAN};
    kl_status status = read_log10(r, 0, &read.log_p, error);
    if (status == KL_OK && r->n == n + 2 && n < r->head.order)
        status = read_log10(r, n + 1, &read.backoff, error);
    if (status == KL_OK)
        status = find_words(r, n, words, error);
    if (status != KL_OK)
        return status;
    const uint32_t parent = node_of(r->lm, words, n - 1);
    if (parent == KL_LM_NONE)
        return refuse(r, error, "its first %u symbols are no n-gram of this file", n - 1);
    const uint32_t node = kl_lm_insert(r->lm, n, parent, words[n - 1]);
    if (node == KL_LM_NONE)
        return refuse(r, error, "this n-gram was there before");
    float *context = kl_lm_backoff_edit(r->lm, n - 1, parent);
    if (isnan(*context))
        *context = 0;
    kl_lm_slot *slot = kl_lm_edit(r->lm, n, node);
    slot->log_p = words[n - 1] == KL_LM_BEGIN ? -INFINITY : read.log_p; /* never predicted */
    slot->link = longest_ending(r->lm, words, n);
    if (n < r->head.order)
        slot->backoff = read.backoff == 0 ? NAN : read.backoff;
    return KL_OK;
}

static kl_status read_section(reader *r, unsigned n, kl_error *error) {
    kl_status status = KL_OK;
    for (uint64_t i = 0; status == KL_OK && i < r->head.level[n - 1].count; i++) {
        status = next_words(r) ? expect_gram(r, n, i, error) : refuse(r, error, "the file ends");
        if (status == KL_OK)
            status = put_gram(r, n, error);
    }
    return status;
}

static kl_status read_all(reader *r, kl_error *error) {
    kl_status status = KL_OK;
    if (r->end - r->at >= 3 && memcmp(r->at, "\xEF\xBB\xBF", 3) == 0)
        r->at += 3; /* a byte-order mark */
    while (next_words(r) && !is(r, "\\data\\"))
        if (r->line > 100 || r->words[0].length > 4096)
            break;
    if (!is(r, "\\data\\"))
        return kl_fail_at(error, KL_ERROR_FORMAT, 1, -1,
                          "%sneither a language model of Kullback nor an ARPA file, which has "
                          "\\data\\ in its first lines",
                          r->line == 0 ? "empty, " : "");
    status = read_counts(r, error);
    for (unsigned n = 1; status == KL_OK && n <= r->head.order; n++) {
        if (n > 1 && !next_words(r))
            status = refuse(r, error, "the file ends before \\%u-grams:", n);
        if (status == KL_OK)
            status = expect_section(r, n, error);
        if (status == KL_OK)
            status = n == 1 ? read_unigrams(r, error) : read_section(r, n, error);
        if (status == KL_OK && n == 1)
            status = start_model(r, error);
    }
    if (status == KL_OK && !(next_words(r) && is(r, "\\end\\")))
        status = refuse(r, error, "expected \\end\\");
    return status;
}

kl_status kl_lm_read_arpa(const char *data, size_t size, kl_lm **out, kl_error *error) {
    reader r = {.at = data, .end = data + size};
    kl_status status = read_all(&r, error);
    kl_lexicon_free(r.names);
    kl_free(r.unigrams);
    if (status == KL_OK)
        status = kl_lm_seal(r.lm, NULL, error);
    if (status != KL_OK) {
        kl_lm_free(r.lm);
        return status;
    }
    *out = r.lm;
    return KL_OK;
}
