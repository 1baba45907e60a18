/* SPDX-License-Identifier: Apache-2.0 */
/* Curves on a terminal: a column of characters for a stretch of x, from its least value to its
 * greatest. */
#include "report/curve.h"
#include "report/terminal.h"

#include <math.h>
#include <string.h>

enum { ROWS = 9, MARGIN = 2 };

typedef struct picture {
    kl_curve_view view;
    size_t label; /* columns of the numbers at the y axis */
    char top[KL_NUMBER_TEXT], bottom[KL_NUMBER_TEXT];
} picture;

static size_t row_of(const picture *p, double y) {
    return (size_t)((1 - kl_curve_height(&p->view, y)) * (ROWS - 1) + 0.5);
}

static const char *character(const picture *p, const kl_curve_column *column, size_t row) {
    if (column->points > 0) {
        if (row == row_of(p, column->mean))
            return "•";
        if (row >= row_of(p, column->greatest) && row <= row_of(p, column->least))
            return "│";
    }
    if (!isnan(column->low) && !isnan(column->high) && row >= row_of(p, column->high) &&
        row <= row_of(p, column->low))
        return "░";
    return " ";
}

static void write_row(kl_terminal *t, const picture *p, size_t row) {
    const char *number = row == 0 ? p->top : row == ROWS - 1 ? p->bottom : "";
    kl_terminal_spaces(t, MARGIN);
    kl_terminal_cell(t, number, p->label, KL_ALIGN_RIGHT);
    kl_terminal_text(t, *number ? " ┤" : " │");
    kl_terminal_style(t, KL_STYLE_BLUE);
    for (size_t c = 0; c < p->view.count; c++)
        kl_terminal_text(t, character(p, &p->view.columns[c], row));
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

/* The axis, with the first and the last x below its ends. */
static void write_axis(kl_terminal *t, const picture *p) {
    const kl_report_curve *curve = p->view.curve;
    char first[KL_NUMBER_TEXT], last[KL_NUMBER_TEXT];
    const size_t before = MARGIN + p->label + 2, columns = p->view.count;
    kl_curve_x(curve, 0, first);
    kl_curve_x(curve, curve->n - 1, last);
    kl_terminal_spaces(t, MARGIN + p->label);
    kl_terminal_text(t, " └");
    kl_page_repeat(t->page, "─", columns);
    kl_terminal_text(t, "\n");
    kl_terminal_spaces(t, before);
    const size_t used = strlen(first) + strlen(last), room = columns > used ? columns - used : 1;
    kl_terminal_text(t, first);
    if (curve->n > 1 && strcmp(first, last) != 0) {
        kl_terminal_spaces(t, room);
        kl_terminal_text(t, last);
    }
    kl_terminal_text(t, "\n");
}

/* What the x axis is, and what the characters are where they are more than points. */
static void write_legend(kl_terminal *t, const picture *p) {
    const kl_report_curve *curve = p->view.curve;
    kl_page line = {0};
    int gathered = 0;
    for (size_t c = 0; c < p->view.count; c++)
        gathered |= p->view.columns[c].points > 1;
    kl_page_text(&line, *curve->x_title ? "over " : "");
    kl_page_text(&line, curve->x_title);
    if (gathered)
        kl_page_text(&line, *curve->x_title ? "; • mean, │ least to greatest of each column"
                                            : "• mean, │ least to greatest of each column");
    if (curve->low)
        kl_page_text(&line, *curve->x_title || gathered ? "; ░ interval" : "░ interval");
    if (line.failed) {
        t->page->failed = 1;
    } else if (line.size) {
        kl_terminal_spaces(t, MARGIN);
        kl_terminal_style(t, KL_STYLE_DIM);
        kl_glyph_fill(t->page, line.text, t->width, MARGIN, MARGIN);
        kl_terminal_plain(t);
        kl_terminal_text(t, "\n");
    }
    kl_page_free(&line);
}

static void name_ends(picture *p) {
    const int place = kl_curve_place(&p->view);
    kl_number_rounded(p->view.top, place, p->top);
    kl_number_rounded(p->view.bottom, place, p->bottom);
    const size_t top = strlen(p->top), bottom = strlen(p->bottom);
    p->label = top > bottom ? top : bottom;
}

static kl_status write_curve(kl_terminal *t, const kl_report_curve *curve, kl_error *error) {
    picture p = {.label = 0};
    kl_status status = kl_curve_view_init(&p.view, t->sheet, curve, 1, error);
    if (status)
        return status;
    const int drawable = p.view.bottom <= p.view.top;
    if (drawable)
        name_ends(&p);
    kl_curve_view_free(&p.view);
    if (!drawable) {
        kl_terminal_spaces(t, MARGIN);
        kl_glyph_wrap(t->page, "nothing of it is a finite number", t->width, MARGIN, MARGIN);
        return KL_OK;
    }
    const size_t used = MARGIN + p.label + 2, room = t->width > used ? t->width - used : 1;
    status = kl_curve_view_init(&p.view, t->sheet, curve, room, error);
    for (size_t row = 0; !status && row < ROWS; row++)
        write_row(t, &p, row);
    if (!status) {
        write_axis(t, &p);
        write_legend(t, &p);
    }
    kl_curve_view_free(&p.view);
    return status;
}

kl_status kl_terminal_curves(kl_terminal *t, kl_error *error) {
    const kl_document *document = t->sheet->document;
    for (size_t i = 0; i < document->curves.count; i++) {
        const kl_report_curve *curve = &kl_report_curves(document)[i];
        if (!curve->n)
            continue;
        kl_terminal_text(t, "\n");
        kl_terminal_title(t, curve->title, curve->unit, curve->per);
        kl_status status = write_curve(t, curve, error);
        if (status)
            return status;
    }
    return KL_OK;
}
