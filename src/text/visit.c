/* SPDX-License-Identifier: Apache-2.0 */
/* The symbols of a text in order, for coders and models. */
#include "text/counter.h"

#include "base/alloc.h"
#include "base/error.h"

/* A step of one byte takes exactly the symbols that begin at that byte, so all of them have its
 * offset. */
static kl_status visit_all(kl_scan *scan, kl_symbol_visitor *visit, void *context,
                           kl_error *error) {
    kl_status status = KL_OK;
    while (status == KL_OK && scan->position < scan->window->size) {
        uint64_t offset = scan->window->base + scan->position;
        scan->n = 0;
        status = kl_scan_run(scan, scan->position + 1, error);
        for (size_t i = 0; i < scan->n && status == KL_OK; i++) {
            const kl_symbol_name *name = &scan->lexicon->name[scan->id[i]];
            status = visit(context, name->bytes, name->length, offset, error);
        }
    }
    return status;
}

kl_status kl_text_visit(const void *data, size_t size, kl_symbols symbols, kl_symbol_visitor *visit,
                        void *context, uint64_t *bad_bytes, kl_error *error) {
    if ((data == NULL && size > 0) || visit == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_text_visit: data or visit is NULL");
    kl_status status = kl_symbols_check(symbols, error);
    kl_window window = {data, size, 0, 0, 1};
    kl_scan scan = {.window = &window};
    if (status == KL_OK)
        status = kl_lexicon_new(symbols, &scan.lexicon, error);
    if (status == KL_OK)
        status = kl_scan_begin(&scan, &window, 0, error);
    if (status == KL_OK)
        status = visit_all(&scan, visit, context, error);
    kl_lexicon_free(scan.lexicon);
    kl_free(scan.id);
    if (bad_bytes != NULL)
        *bad_bytes = scan.bad;
    return status;
}
