/* SPDX-License-Identifier: Apache-2.0 */
/* The document as one page of HTML that needs nothing else. */
#include "report/write.h"

kl_status kl_write_html(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    kl_page_text(page, "<!doctype html>\n<html lang=\"en\"><title>kl</title>\n"
                       "<script type=\"application/json\" id=\"kullback\">");
    kl_status status = kl_write_json_in_html(sheet, page, error);
    kl_page_text(page, "</script></html>\n");
    return status;
}
