/* SPDX-License-Identifier: Apache-2.0 */
/* A text on a terminal, its symbols coloured by a value; without colour the values stand in brackets. */
#include "report/passage.h"
#include "report/terminal_bars.h"

#include "base/alloc.h"
#include "base/format.h"

/* Where the line at hand ends, in columns. */
typedef struct place {
    size_t column;
    int blank; /* one is due before what comes next on this line */
} place;

static void new_line(kl_terminal *t, place *at) {
    kl_terminal_text(t, "\n  ");
    *at = (place){2, 0};
}

/* On a line of its own where the one at hand has no room; what is wider than a line is cut. */
static void write_symbol(kl_terminal *t, place *at, const kl_passage_symbol *symbol, double value,
                         double largest) {
    static const char *const paints[KL_PASSAGE_LEVELS] = {NULL,
                                                          "38;5;16;48;5;195",
                                                          "38;5;16;48;5;153",
                                                          "38;5;16;48;5;111",
                                                          "38;5;16;48;5;69",
                                                          "38;5;231;48;5;27",
                                                          "38;5;231;48;5;20",
                                                          "38;5;231;48;5;18"};
    const int colour = t->sheet->options.colour;
    const char *paint = colour ? paints[kl_passage_level(value, largest)] : NULL;
    const char *shown = kl_passage_shown(symbol);
    char number[KL_NUMBER_TEXT + 2] = "";
    if (!colour) {
        char text[KL_NUMBER_TEXT];
        kl_number_rounded(value, kl_number_exponent(largest, 3) - 2, text);
        kl_words(number, sizeof number, "[%s]", text);
    }
    const size_t room = t->width - 2 - kl_glyph_width(number);
    const size_t wide = kl_glyph_width(shown) < room ? kl_glyph_width(shown) : room;
    const size_t width = wide + kl_glyph_width(number);
    if (at->column > 2 && at->column + (size_t)at->blank + width > t->width)
        new_line(t, at);
    kl_terminal_spaces(t, (size_t)at->blank);
    if (paint)
        kl_terminal_style(t, paint);
    kl_glyph_cell(t->page, shown, wide, KL_ALIGN_LEFT);
    if (paint)
        kl_terminal_plain(t);
    kl_terminal_text(t, number);
    at->column += (size_t)at->blank + width;
    at->blank = symbol->after == ' ';
}

/* Of a text whose values are all 0 there is nothing to colour: lines as they are. */
static void write_plain(kl_terminal *t, const char *shown) {
    kl_terminal_spaces(t, 2);
    kl_glyph_wrap(t->page, shown, t->width, 2, 2);
}

kl_status kl_terminal_passage(kl_terminal *t, const kl_report_series *series, kl_error *error) {
    const double largest = kl_passage_largest(t->sheet, series);
    const int plain = largest == 0;
    place at = {2, 0};
    kl_status status = KL_OK;
    if (!plain)
        kl_terminal_spaces(t, 2);
    for (size_t i = 0; !status && i < series->n; i++) {
        kl_passage_symbol symbol;
        status = kl_passage_split(series->labels[i], &symbol, error);
        if (status)
            break;
        if (plain)
            write_plain(t, symbol.shown);
        else
            write_symbol(t, &at, &symbol, kl_sheet_value(t->sheet, series->values[i], series->unit),
                         largest);
        if (!plain && symbol.after == '\n' && i + 1 < series->n)
            new_line(t, &at);
        kl_free(symbol.shown);
    }
    if (!plain)
        kl_terminal_end(t);
    if (series->left_out)
        kl_bar_rest(t, series->left_out, "", "");
    return status;
}
