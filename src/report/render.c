/* SPDX-License-Identifier: Apache-2.0 */
/* A document in, text out: options checked, the writer chosen, ownership handed over. */
#include "base/error.h"
#include "base/options.h"
#include "report/write.h"

/* Below this a bar and a number no longer stand beside each other. */
enum { NARROWEST = 20, WIDEST = 1000 };

void kl_render_options_init(kl_render_options *options) {
    *options = (kl_render_options){
        .size = sizeof *options, .unit = KL_UNIT_BITS, .width = 80, .colour = 0, .most = 12};
}

static kl_status read_options(kl_render_options *known, const kl_render_options *given,
                              kl_error *error) {
    kl_render_options_init(known);
    kl_status status = kl_options_read(known, sizeof *known, given, "kl_render_options", error);
    if (status)
        return status;
    if (known->unit != KL_UNIT_BITS && known->unit != KL_UNIT_NATS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "render: the unit is %d, neither nats nor bits",
                       (int)known->unit);
    known->width = known->width < NARROWEST ? NARROWEST : known->width;
    known->width = known->width > WIDEST ? WIDEST : known->width;
    return KL_OK;
}

static kl_status write_as(kl_format format, const kl_sheet *sheet, kl_page *page, kl_error *error) {
    switch (format) {
    case KL_FORMAT_TERMINAL:
        return kl_write_terminal(sheet, page, error);
    case KL_FORMAT_JSON:
        return kl_write_json(sheet, page, error);
    case KL_FORMAT_HTML:
        return kl_write_html(sheet, page, error);
    case KL_FORMAT_MARKDOWN:
        return kl_write_markdown(sheet, page, error);
    }
    return kl_fail(error, KL_ERROR_ARGUMENT, "render: there is no format %d", (int)format);
}

kl_status kl_document_render(const kl_document *document, kl_format format,
                             const kl_render_options *given, char **text, size_t *size,
                             kl_error *error) {
    kl_render_options options;
    kl_sheet sheet;
    kl_page page = {0};
    if (!document || !text)
        return kl_fail(error, KL_ERROR_ARGUMENT, "render: document or text is NULL");
    *text = NULL;
    if (size)
        *size = 0;
    kl_status status = read_options(&options, given, error);
    if (!status)
        status = kl_sheet_init(&sheet, document, &options, error);
    if (status)
        return status;
    status = write_as(format, &sheet, &page, error);
    kl_sheet_free(&sheet);
    if (!status && page.failed)
        status = kl_fail_memory(error, "a rendered document", page.capacity);
    if (status) {
        kl_page_free(&page);
        return status;
    }
    *text = page.text;
    if (size)
        *size = page.size;
    return KL_OK;
}
