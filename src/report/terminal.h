/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the terminal writer share. */
#ifndef KL_REPORT_TERMINAL_H
#define KL_REPORT_TERMINAL_H

#include "report/glyph.h"
#include "report/write.h"

typedef struct kl_terminal {
    const kl_sheet *sheet;
    kl_page *page;
    size_t width;
} kl_terminal;

/* ANSI styles, written only when colour is asked for. */
#define KL_STYLE_BOLD "1"
#define KL_STYLE_DIM "2"
#define KL_STYLE_BLUE "38;5;33"
#define KL_STYLE_ORANGE "38;5;208"
void kl_terminal_style(kl_terminal *t, const char *style);
void kl_terminal_plain(kl_terminal *t);

static inline void kl_terminal_text(kl_terminal *t, const char *text) {
    kl_page_text(t->page, text);
}
static inline void kl_terminal_spaces(kl_terminal *t, size_t n) {
    kl_page_repeat(t->page, " ", n);
}
static inline void kl_terminal_cell(kl_terminal *t, const char *text, size_t n, kl_align align) {
    kl_glyph_cell(t->page, text, n, align);
}

/* End a line, without the spaces that pad its last cell. */
static inline void kl_terminal_end(kl_terminal *t) {
    kl_page_end_line(t->page);
}

/* A heading of one of the four parts. */
void kl_terminal_heading(kl_terminal *t, const char *text);
/* A line of a chart's or table's title with its unit, wrapped, indented by two. */
void kl_terminal_title(kl_terminal *t, const char *text, kl_unit unit, const char *per);

void kl_terminal_table(kl_terminal *t);
/* The footnote marks of a row. */
void kl_terminal_marks(kl_terminal *t, const kl_sheet_row *row);
kl_status kl_terminal_series(kl_terminal *t, kl_error *error);
kl_status kl_terminal_passage(kl_terminal *t, const kl_report_series *series, kl_error *error);
kl_status kl_terminal_curves(kl_terminal *t, kl_error *error);
kl_status kl_terminal_matrix(kl_terminal *t, const kl_report_matrix *matrix, kl_error *error);
kl_status kl_terminal_tree(kl_terminal *t, const kl_shown_matrix *shown, kl_error *error);

#endif
