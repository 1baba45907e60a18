/* SPDX-License-Identifier: Apache-2.0 */
/* A text on a terminal, its symbols coloured by a value; without colour the values stand in brackets. */
#include "report/passage.h"
#include "report/terminal_bars.h"

#include "base/alloc.h"

static void write_symbol(kl_terminal *t, const kl_passage_symbol *symbol, double value,
                         double largest) {
    static const char *const paints[KL_PASSAGE_LEVELS] = {NULL,
                                                          "38;5;16;48;5;195",
                                                          "38;5;16;48;5;153",
                                                          "38;5;16;48;5;111",
                                                          "38;5;16;48;5;69",
                                                          "38;5;231;48;5;27",
                                                          "38;5;231;48;5;20",
                                                          "38;5;231;48;5;18"};
    const char *paint = paints[kl_passage_level(value, largest)];
    char text[KL_NUMBER_TEXT];
    if (t->sheet->options.colour && paint)
        kl_terminal_style(t, paint);
    kl_glyph_show(t->page, *symbol->shown ? symbol->shown : "↵");
    if (t->sheet->options.colour && paint)
        kl_terminal_plain(t);
    if (!t->sheet->options.colour) {
        kl_number_rounded(value, kl_number_exponent(largest, 3) - 2, text);
        kl_terminal_text(t, "[");
        kl_terminal_text(t, text);
        kl_terminal_text(t, "]");
    }
    kl_terminal_text(t, symbol->after == '\n' ? "\n  " : symbol->after ? " " : "");
}

kl_status kl_terminal_passage(kl_terminal *t, const kl_report_series *series, kl_error *error) {
    const double largest = kl_passage_largest(t->sheet, series);
    kl_status status = KL_OK;
    kl_terminal_spaces(t, 2);
    for (size_t i = 0; !status && i < series->n; i++) {
        kl_passage_symbol symbol;
        status = kl_passage_split(series->labels[i], &symbol, error);
        if (status)
            break;
        write_symbol(t, &symbol, kl_sheet_value(t->sheet, series->values[i], series->unit),
                     largest);
        kl_free(symbol.shown);
    }
    kl_terminal_end(t);
    if (series->left_out)
        kl_bar_rest(t, series->left_out, "", "");
    return status;
}
