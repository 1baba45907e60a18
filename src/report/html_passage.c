/* SPDX-License-Identifier: Apache-2.0 */
/* A text whose symbols are coloured by a value. */
#include "report/html.h"

#include "base/alloc.h"
#include "base/error.h"
#include "report/passage.h"

#include <stdio.h>

static kl_status put_symbol(kl_html *h, const kl_report_series *series, size_t index, size_t i,
                            double largest, kl_error *error) {
    const double value = kl_sheet_value(h->sheet, series->values[i], series->unit);
    char open[32], text[KL_NUMBER_TEXT];
    kl_passage_symbol symbol;
    kl_status status = kl_passage_split(series->labels[i], &symbol, error);
    if (status)
        return status;
    kl_number_rounded(value, kl_number_exponent(largest, 3) - 2, text);
    snprintf(open, sizeof open, "<span class=\"h%u\"", kl_passage_level(value, largest));
    kl_html_raw(h, open);
    kl_html_reference(h, value, "series/%zu/values/%zu", index, i);
    kl_html_raw(h, " title=\"");
    kl_html_text(h, text);
    kl_html_raw(h, "\">");
    kl_html_text(h, kl_passage_shown(&symbol));
    kl_html_raw(h, "</span>");
    kl_html_raw(h, symbol.after == '\n' ? "</p>\n<p>" : symbol.after ? " " : "");
    kl_free(symbol.shown);
    return KL_OK;
}

kl_status kl_html_passage(kl_html *h, const kl_report_series *series, size_t index,
                          kl_error *error) {
    const double largest = kl_passage_largest(h->sheet, series);
    kl_status status = KL_OK;
    kl_html_raw(h, "<div class=\"passage\" dir=\"auto\"><p>");
    for (size_t i = 0; !status && i < series->n; i++)
        status = put_symbol(h, series, index, i, largest, error);
    kl_html_raw(h, "</p></div>\n");
    return status;
}
