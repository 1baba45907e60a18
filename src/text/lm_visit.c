/* SPDX-License-Identifier: Apache-2.0 */
/* A text under a model, one symbol at a time. */
#include "base/alloc.h"
#include "base/error.h"
#include "text/lines.h"
#include "text/lm.h"

#include <string.h>

typedef struct walker {
    const kl_lm *lm;
    kl_lm_visitor *visit;
    void *context;
    kl_lexicon *names; /* of the text */
    uint32_t *symbol;  /* of the model, by the name's number */
    size_t capacity;
    kl_lm_state state;
} walker;

static kl_status number(void *context, const char *name, size_t length, uint32_t *id,
                        kl_error *error) {
    walker *w = context;
    kl_status status = kl_lexicon_name(w->names, name, length, id, error);
    if (status == KL_OK && *id >= w->capacity) {
        const size_t capacity = 2 * (size_t)*id + 256;
        uint32_t *symbol = kl_realloc(w->symbol, capacity, sizeof *symbol);
        if (symbol == NULL)
            return kl_fail_memory(error, "the symbols of a text", capacity * sizeof *symbol);
        w->symbol = symbol;
        w->capacity = capacity;
    }
    if (status == KL_OK)
        w->symbol[*id] = kl_lm_text_symbol(w->lm, name, length);
    return status;
}

static kl_status take(void *context, const uint32_t *id, size_t n, const uint64_t *end,
                      kl_error *error) {
    (void)end;
    walker *w = context;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        kl_lm_token token = {"</s>", 4, KL_LM_END, 0};
        const int ends = id[i] == KL_LINE_END;
        if (!ends) {
            const kl_symbol_name *name = &w->names->name[id[i]];
            token = (kl_lm_token){name->bytes, name->length, w->symbol[id[i]], 0};
        }
        token.log_p = kl_lm_advance(w->lm, &w->state, token.symbol);
        if (ends)
            w->state = kl_lm_begin(w->lm);
        status = w->visit(w->context, &token, error);
    }
    return status;
}

kl_status kl_lm_visit(const kl_lm *lm, const void *data, size_t size, kl_lm_visitor *visit,
                      void *context, kl_error *error) {
    if (lm == NULL || (data == NULL && size > 0) || visit == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_visit: lm, data or visit is NULL");
    walker w = {.lm = lm, .visit = visit, .context = context, .state = kl_lm_begin(lm)};
    kl_lines *lines = NULL;
    kl_status status = kl_lexicon_new(KL_SYMBOLS_TOKENS, &w.names, error);
    if (status == KL_OK)
        status =
            kl_lines_new(kl_lm_symbols(lm), NULL, (kl_lines_user){number, take, &w}, &lines, error);
    if (status == KL_OK)
        status = kl_lines_read(lines, data, (kl_range){0, size}, NULL, NULL, error);
    kl_lines_free(lines);
    kl_lexicon_free(w.names);
    kl_free(w.symbol);
    return status;
}
