/* SPDX-License-Identifier: Apache-2.0 */
/* The worst tokens of logits in words: which row, what came before, the target. */
#include "evaluate/worst_labels.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

enum { CONTEXT_TOKENS = 8, CONTEXT_CHARACTERS = 16, LABEL = 320 };

static void append_token(const kl_vocabulary *vocabulary, int64_t token, char *text, size_t room) {
    size_t used = strlen(text), size = 0;
    const char *piece = "";
    if (vocabulary != NULL)
        piece = kl_vocabulary_text(vocabulary, token, &size);
    if (size > 0)
        snprintf(text + used, room - used, "%.*s", (int)size, piece);
    else
        snprintf(text + used, room - used, " <%lld>", (long long)token);
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

/* "1074 …day, the▸ cat": the row, what came before, the target. */
static void write_label(const kl_logits *logits, const kl_vocabulary *vocabulary,
                        const kl_worst *token, char label[LABEL]) {
    uint64_t unit_rows = kl_logits_get_shape(logits)->unit_rows;
    uint64_t within = unit_rows ? token->index % unit_rows : token->index;
    uint64_t before = within < CONTEXT_TOKENS ? within : CONTEXT_TOKENS;
    char context[200] = "", target[100] = "";
    for (uint64_t k = before; k > 0; k--)
        append_token(vocabulary, kl_logits_target(logits, token->index - k), context,
                     sizeof context);
    append_token(vocabulary, token->target, target, sizeof target);
    snprintf(label, LABEL, "%llu …%s▸%s", (unsigned long long)token->index,
             last_characters(context, CONTEXT_CHARACTERS), target);
    for (char *at = label; *at; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
}

kl_status kl_worst_label(kl_evaluated_pair *pair, const kl_logits *logits,
                         const kl_vocabulary *vocabulary, kl_error *error) {
    const kl_eval *eval = pair->eval;
    pair->label = kl_alloc_zero(eval->worst_size, sizeof *pair->label);
    if (pair->label == NULL)
        return kl_fail_memory(error, "labels", eval->worst_size * sizeof *pair->label);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < eval->worst_size; i++) {
        char label[LABEL];
        write_label(logits, vocabulary, &eval->worst[i], label);
        status = kl_copy_text(label, &pair->label[i], error);
    }
    return status;
}
