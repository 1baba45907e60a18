/* SPDX-License-Identifier: Apache-2.0 */
/* The worst tokens of logits in words: which row, what came before, the target. */
#include "evaluate/worst_labels.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/logits.h"

enum {
    CONTEXT_TOKENS = 8,
    CONTEXT_CHARACTERS = 16,
    CONTEXT_BYTES = 4 * CONTEXT_CHARACTERS,
    TARGET = 100,
    LABEL = 320
};

/* The token's text, or its number. */
static size_t write_token(const kl_vocabulary *vocabulary, int64_t token, char text[TARGET]) {
    size_t size = 0;
    const char *piece = vocabulary == NULL ? "" : kl_vocabulary_text(vocabulary, token, &size);
    if (size > 0)
        snprintf(text, TARGET, "%.*s", (int)(size < TARGET ? size : TARGET), piece);
    else
        snprintf(text, TARGET, " <%lld>", (long long)token);
    return strlen(text);
}

/* The last characters of a text, whole ones. */
static const char *last_characters(const char *text, int most) {
    const char *at = text + strlen(text);
    while (at > text && most > 0) {
        at--;
        most -= ((unsigned char)*at & 0xC0) != 0x80;
    }
    return at;
}

/* What came before a row, as far back as `begin`: from its end, so that what was last is there. */
static const char *write_context(const kl_logits *logits, const kl_vocabulary *vocabulary,
                                 uint64_t row, uint64_t begin, char room[CONTEXT_BYTES + 1]) {
    char *at = room + CONTEXT_BYTES;
    *at = '\0';
    for (uint64_t k = 1; k <= CONTEXT_TOKENS && k <= row - begin && at > room; k++) {
        char text[TARGET];
        size_t size = write_token(vocabulary, kl_logits_target(logits, row - k), text);
        size_t fits = size < (size_t)(at - room) ? size : (size_t)(at - room);
        at -= fits;
        memcpy(at, text + size - fits, fits);
    }
    return last_characters(at, CONTEXT_CHARACTERS);
}

/* "1074 …day, the▸ cat": the row, what came before in its chunk or document, the target. */
static void write_label(const kl_logits *logits, const kl_logits *chunked,
                        const kl_vocabulary *vocabulary, const kl_worst *token, char label[LABEL]) {
    const uint64_t begin =
        kl_logits_has_units(chunked) ? kl_logits_unit_begin(chunked, (size_t)token->unit) : 0;
    char room[CONTEXT_BYTES + 1], target[TARGET];
    write_token(vocabulary, token->target, target);
    snprintf(label, LABEL, "%llu …%s▸%s", (unsigned long long)token->index,
             write_context(logits, vocabulary, token->index, begin, room), target);
    for (char *at = label; *at; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
}

kl_status kl_worst_label(kl_evaluated_pair *pair, const kl_logits *logits, const kl_logits *chunked,
                         const kl_vocabulary *vocabulary, kl_error *error) {
    const kl_eval *eval = pair->eval;
    pair->label = kl_alloc_zero(eval->worst_size, sizeof *pair->label);
    if (pair->label == NULL)
        return kl_fail_memory(error, "labels", eval->worst_size * sizeof *pair->label);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < eval->worst_size; i++) {
        char label[LABEL];
        write_label(logits, chunked, vocabulary, &eval->worst[i], label);
        status = kl_copy_text(label, &pair->label[i], error);
    }
    return status;
}
