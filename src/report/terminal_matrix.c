/* SPDX-License-Identifier: Apache-2.0 */
/* A matrix as a heat map: numbers on shades where they fit, shades alone where not. */
#include "report/terminal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDEST_SUBJECT = 8, WIDEST_NAME = 16, NARROWEST_NUMBER = 6 };

typedef struct heat {
    const kl_shown_matrix *shown;
    size_t subject, name, cell;
    int numbers;  /* cells hold numbers */
    int exponent; /* numbers are in units of 10^exponent */
    int decimals;
} heat;

/* ── Numbers of one scale ─────────────────────────────────────────────────────────────────────── */

/* Three digits for the largest: 0.123, 1.23, 12.3, 123; beyond that a power of a thousand. */
static void choose_scale(heat *h) {
    int e = kl_number_exponent(h->shown->largest, 3);
    h->exponent = 0;
    while (e - h->exponent > 2)
        h->exponent += 3;
    while (e - h->exponent < -1)
        h->exponent -= 3;
    int digits = e - h->exponent;
    h->decimals = digits < 0 ? 3 : 2 - digits;
}

static void cell_number(const heat *h, double value, char text[KL_NUMBER_TEXT]) {
    if (!isfinite(value) || value == 0) {
        kl_number_rounded(value, 0, text);
        return;
    }
    double scaled = value;
    for (int e = h->exponent; e < 0; e += 3)
        scaled *= 1000;
    for (int e = h->exponent; e > 0; e -= 3)
        scaled /= 1000;
    double unit = 1;
    for (int d = 0; d < h->decimals; d++)
        unit /= 10;
    /* All cells end at one place: what is smaller than it is named as such. */
    if (fabs(scaled) < unit / 2)
        strcpy(text, value < 0 ? "-0+" : "0+");
    else
        kl_number_rounded(scaled, -h->decimals, text);
}

/* ── Shades ───────────────────────────────────────────────────────────────────────────────────── */

static const char *shade(const heat *h, size_t cell) {
    static const char *const shades[] = {"·", "░", "▒", "▓", "█"};
    if (isnan(h->shown->values[cell]))
        return " ";
    if (kl_shown_matrix_is_open(h->shown, cell))
        return "?";
    if (h->shown->values[cell] == 0 || h->shown->is_chance[cell])
        return shades[0];
    return shades[1 + (size_t)(kl_shown_matrix_shade(h->shown, cell) * 3.999)];
}

/* 256-colour background from pale to dark blue, with a foreground that can be read on it. */
static void paint(kl_terminal *t, const heat *h, size_t cell) {
    static const char *const paints[] = {"38;5;16;48;5;255", "38;5;16;48;5;195", "38;5;16;48;5;153",
                                         "38;5;16;48;5;111", "38;5;16;48;5;69",  "38;5;231;48;5;27",
                                         "38;5;231;48;5;19"};
    kl_terminal_style(t, paints[(size_t)(kl_shown_matrix_shade(h->shown, cell) * 6.999)]);
}

static void write_cell(kl_terminal *t, const heat *h, size_t cell) {
    char text[KL_NUMBER_TEXT];
    const int colour = t->sheet->options.colour;
    const int is_marked = kl_shown_matrix_is_open(h->shown, cell) || h->shown->is_chance[cell];
    const char *mark = colour && !is_marked ? " " : shade(h, cell);
    if (colour)
        paint(t, h, cell);
    if (h->numbers) {
        cell_number(h, h->shown->values[cell], text);
        kl_terminal_cell(t, text, h->cell - 1, KL_ALIGN_RIGHT);
    }
    kl_page_repeat(t->page, mark, h->numbers ? 1 : h->cell);
    if (colour)
        kl_terminal_plain(t);
}

/* ── Layout ───────────────────────────────────────────────────────────────────────────────────── */

/* Columns of the rows' subjects. */
static size_t subject_columns(const kl_report_matrix *matrix) {
    size_t widest = 1;
    for (size_t i = 0; i < matrix->n; i++) {
        size_t columns = kl_glyph_width(matrix->subjects[i]);
        widest = columns > widest ? columns : widest;
    }
    return widest < WIDEST_SUBJECT ? widest : WIDEST_SUBJECT;
}

/* Names share the line with at least one column a cell, and lose to it. */
static heat layout(const kl_terminal *t, const kl_shown_matrix *shown) {
    heat h = {.shown = shown, .subject = subject_columns(shown->matrix)};
    size_t n = shown->matrix->n, widest = 1;
    for (size_t i = 0; i < n; i++) {
        size_t columns = kl_glyph_width(shown->matrix->labels[i]);
        widest = columns > widest ? columns : widest;
    }
    h.name = widest < WIDEST_NAME ? widest : WIDEST_NAME;
    size_t used = 2 + h.subject + 1 + 1; /* indent, subject, two gaps */
    size_t room = t->width > used ? t->width - used : 1;
    size_t least = room / 3 < 8 ? room / 3 : 8;
    if (h.name > least && h.name + n * NARROWEST_NUMBER > room &&
        n * NARROWEST_NUMBER + least <= room)
        h.name = room - n * NARROWEST_NUMBER;
    if (h.name + n > room)
        h.name = room > n + 1 ? room - n : 1;
    h.cell = room > h.name ? (room - h.name) / n : 0;
    h.numbers = h.cell >= NARROWEST_NUMBER;
    h.cell = h.numbers ? (h.cell > 8 ? 8 : h.cell) : h.cell > 2 ? 2 : h.cell;
    choose_scale(&h);
    return h;
}

static void begin_head(kl_terminal *t, const heat *h) {
    kl_terminal_style(t, KL_STYLE_DIM);
    kl_terminal_spaces(t, 2 + h->subject + 1 + h->name + 1);
}

static void end_head(kl_terminal *t) {
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

/* Glyph `line` of a subject that is read downwards; a blank where it has none of one column. */
static void write_glyph(kl_terminal *t, const char *subject, size_t line) {
    kl_glyph glyph = {.width = 0};
    int there = 1;
    for (size_t i = 0; there && i <= line; i++)
        there = kl_glyph_next(&subject, &glyph);
    kl_terminal_text(t, there && glyph.width == 1 ? glyph.text : " ");
}

/* Column heads are the rows' subjects, one character a line where a cell is narrow. */
static void write_head(kl_terminal *t, const heat *h) {
    const kl_report_matrix *matrix = h->shown->matrix;
    if (h->numbers) {
        begin_head(t, h);
        for (size_t i = 0; i < matrix->n; i++) {
            kl_terminal_cell(t, matrix->subjects[i], h->cell - 1, KL_ALIGN_RIGHT);
            kl_terminal_spaces(t, 1);
        }
        end_head(t);
        return;
    }
    for (size_t line = 0; line < h->subject; line++) {
        begin_head(t, h);
        for (size_t i = 0; i < matrix->n; i++) {
            write_glyph(t, matrix->subjects[i], line);
            kl_terminal_spaces(t, h->cell - 1);
        }
        end_head(t);
    }
}

static void write_rows(kl_terminal *t, const heat *h) {
    size_t n = h->shown->matrix->n;
    for (size_t i = 0; i < n; i++) {
        kl_terminal_spaces(t, 2);
        kl_terminal_style(t, KL_STYLE_DIM);
        kl_terminal_cell(t, h->shown->matrix->subjects[i], h->subject, KL_ALIGN_LEFT);
        kl_terminal_spaces(t, 1);
        kl_terminal_plain(t);
        kl_terminal_cell(t, h->shown->matrix->labels[i], h->name, KL_ALIGN_LEFT);
        kl_terminal_spaces(t, 1);
        for (size_t j = 0; j < n; j++)
            write_cell(t, h, i * n + j);
        kl_terminal_end(t);
    }
}

static void write_legend(kl_terminal *t, const heat *h) {
    char darkest[KL_NUMBER_TEXT];
    kl_number_rounded(h->shown->darkest, kl_number_exponent(h->shown->darkest, 3) - 2, darkest);
    kl_page line = {0};
    if (h->numbers && h->exponent) {
        char power[32];
        snprintf(power, sizeof power, "numbers are in 1e%d; ", h->exponent);
        kl_page_text(&line, power);
    }
    kl_page_text(&line, "row against column; darkest: ");
    if (h->shown->darkest > 0 || !h->shown->infinite)
        kl_page_text(&line, darkest);
    if (h->shown->infinite)
        kl_page_text(&line, h->shown->darkest > 0 ? " and ∞" : "∞");
    if (h->shown->chance)
        kl_page_text(&line, "; · could be chance");
    if (h->shown->open)
        kl_page_text(&line, "; ? has no interval");
    if (line.failed) {
        t->page->failed = 1;
    } else {
        kl_terminal_spaces(t, 2);
        kl_terminal_style(t, KL_STYLE_DIM);
        kl_glyph_fill(t->page, line.text, t->width, 2, 2);
        kl_terminal_plain(t);
        kl_terminal_end(t);
    }
    kl_page_free(&line);
}

/* More columns than the terminal has: no picture, but a word why. */
static void write_too_wide(kl_terminal *t, size_t n) {
    kl_page line = {0};
    kl_page_unsigned(&line, n);
    kl_page_text(&line, " columns do not fit on this terminal; JSON and HTML have them all.");
    kl_terminal_spaces(t, 2);
    if (line.failed)
        t->page->failed = 1;
    else
        kl_glyph_wrap(t->page, line.text, t->width, 2, 2);
    kl_page_free(&line);
}

kl_status kl_terminal_matrix(kl_terminal *t, const kl_report_matrix *matrix, kl_error *error) {
    kl_shown_matrix shown;
    if (!matrix->n)
        return KL_OK;
    kl_status status = kl_shown_matrix_init(&shown, t->sheet, matrix, error);
    if (status)
        return status;
    heat h = layout(t, &shown);
    kl_terminal_text(t, t->sheet->count || matrix != kl_report_matrices(t->sheet->document) ? "\n"
                                                                                            : "");
    kl_terminal_title(t, matrix->title, matrix->unit, matrix->per);
    if (h.cell) {
        write_head(t, &h);
        write_rows(t, &h);
        write_legend(t, &h);
    } else {
        write_too_wide(t, matrix->n);
    }
    if (shown.has_tree)
        status = kl_terminal_tree(t, &shown, error);
    kl_shown_matrix_free(&shown);
    return status;
}
