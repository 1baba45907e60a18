/* SPDX-License-Identifier: Apache-2.0 */
/* Writing ARPA files. */
#include "text/lm.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/state.h"

enum { PIECE = 1 << 16 };

typedef struct writer {
    const kl_lm *lm;
    kl_file *file;
    kl_buffer text; /* not written yet */
} writer;

static kl_status put(writer *w, const void *bytes, size_t size, kl_error *error) {
    kl_status status = kl_buffer_append(&w->text, bytes, size, error);
    if (status == KL_OK && w->text.size >= PIECE) {
        status = kl_file_write(w->file, w->text.data, w->text.size, error);
        w->text.size = 0;
    }
    return status;
}

/* ln to log10; eight digits are more than a float has. */
static kl_status put_log10(writer *w, double log_p, kl_error *error) {
    char text[64];
    const size_t n =
        isinf(log_p) ? kl_words(text, sizeof text, "-99")
                     : kl_words(text, sizeof text, "%.8g", log_p * 0.43429448190325182765 + 0.0);
    return put(w, text, n, error);
}

static kl_status put_name(writer *w, uint32_t symbol, char before, kl_error *error) {
    size_t length;
    const char *name = kl_lm_name(w->lm, symbol, &length);
    const kl_status status = put(w, &before, 1, error);
    return status == KL_OK ? put(w, name, length, error) : status;
}

static kl_status put_backoff(writer *w, float backoff, kl_error *error) {
    kl_status status = KL_OK;
    if (!isnan(backoff)) {
        status = put(w, "\t", 1, error);
        if (status == KL_OK)
            status = put_log10(w, (double)backoff, error);
    }
    return status == KL_OK ? put(w, "\n", 1, error) : status;
}

static kl_status put_unigrams(writer *w, kl_error *error) {
    const kl_lm_unigram *unigram = kl_lm_unigrams(w->lm);
    kl_status status = KL_OK;
    for (uint32_t i = 0; status == KL_OK && i < w->lm->head->level[0].count; i++) {
        status = put_log10(w, (double)unigram[i].log_p, error);
        if (status == KL_OK)
            status = put_name(w, i, '\t', error);
        if (status == KL_OK)
            status = put_backoff(w, unigram[i].backoff, error);
    }
    return status;
}

/* The symbols of a node, from its parents; 0: one of them is not there. */
static int symbols_of(const kl_lm *lm, unsigned n, const kl_lm_slot *slot, uint32_t *symbols) {
    for (; n > 1; n--) {
        if (slot->word == KL_LM_FREE)
            return 0;
        symbols[n - 1] = slot->word;
        if (n > 2)
            slot = kl_lm_node(lm, n - 1, slot->parent);
    }
    symbols[0] = slot->parent;
    return 1;
}

static kl_status put_gram(writer *w, unsigned n, const kl_lm_slot *slot, kl_error *error) {
    uint32_t symbols[KL_LM_ORDER_MAX];
    if (!symbols_of(w->lm, n, slot, symbols))
        return kl_fail(error, KL_ERROR_FORMAT,
                       "the language model has an n-gram of order %u that begins with none", n);
    kl_status status = put_log10(w, (double)slot->log_p, error);
    for (unsigned k = 0; status == KL_OK && k < n; k++)
        status = put_name(w, symbols[k], k == 0 ? '\t' : ' ', error);
    return status == KL_OK ? put_backoff(w, n < w->lm->head->order ? slot->backoff : NAN, error)
                           : status;
}

static kl_status put_level(writer *w, unsigned n, kl_error *error) {
    char title[32];
    kl_status status = put(w, title, kl_words(title, sizeof title, "\n\\%u-grams:\n", n), error);
    if (status != KL_OK || n == 1)
        return status == KL_OK ? put_unigrams(w, error) : status;
    for (uint64_t i = 0; status == KL_OK && i < w->lm->head->level[n - 1].slots; i++) {
        const kl_lm_slot *slot = kl_lm_at(w->lm, n, i);
        if (slot->word != KL_LM_FREE)
            status = put_gram(w, n, slot, error);
    }
    return status;
}

static kl_status put_all(writer *w, kl_error *error) {
    const kl_lm_head *head = w->lm->head;
    kl_status status = put(w, "\\data\\\n", 7, error);
    for (unsigned n = 1; status == KL_OK && n <= head->order; n++) {
        char line[64];
        status = put(w, line,
                     kl_words(line, sizeof line, "ngram %u=%llu\n", n,
                              (unsigned long long)head->level[n - 1].count),
                     error);
    }
    for (unsigned n = 1; status == KL_OK && n <= head->order; n++)
        status = put_level(w, n, error);
    if (status == KL_OK)
        status = put(w, "\n\\end\\\n", 7, error);
    return status == KL_OK ? kl_file_write(w->file, w->text.data, w->text.size, error) : status;
}

kl_status kl_lm_write_arpa(const kl_lm *lm, const char *path, kl_error *error) {
    if (lm == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_write_arpa: lm or path is NULL");
    if (kl_lm_symbols(lm) != KL_SYMBOLS_TOKENS)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "ARPA files are of tokens, as white space parts them, and this model is of "
                       "%s",
                       kl_symbols_name(kl_lm_symbols(lm)));
    writer w = {.lm = lm};
    kl_status status = kl_file_create(path, &w.file, error);
    if (status == KL_OK)
        status = put_all(&w, error);
    if (status == KL_OK)
        status = kl_file_commit(w.file, error);
    kl_file_close(w.file);
    kl_free(w.text.data);
    return status;
}
