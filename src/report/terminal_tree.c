/* SPDX-License-Identifier: Apache-2.0 */
/* A tree in box-drawing characters: a line for each leaf, joins to the right, as far as they are
 * high. */
#include "report/terminal.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

enum { UP = 1, RIGHT = 2, DOWN = 4, LEFT = 8, WIDEST_NAME = 20 };

/* Each cell holds the directions in which lines leave it. */
typedef struct canvas {
    unsigned char *cells;
    size_t rows, columns;
} canvas;

static void across(canvas *c, size_t row, size_t from, size_t to) {
    for (size_t x = from; x < to; x++) {
        c->cells[row * c->columns + x] |= RIGHT;
        c->cells[row * c->columns + x + 1] |= LEFT;
    }
}

static void down(canvas *c, size_t column, size_t from, size_t to) {
    for (size_t y = from; y < to; y++) {
        c->cells[y * c->columns + column] |= DOWN;
        c->cells[(y + 1) * c->columns + column] |= UP;
    }
}

/* Where a node's line begins. */
typedef struct spot {
    size_t row, column;
} spot;

static void draw(canvas *c, const kl_linkage *tree, const size_t *order, spot *spots) {
    double root = tree->joins[tree->n - 2].distance;
    for (size_t i = 0; i < tree->n; i++)
        spots[order[i]] = (spot){i, 0};
    for (size_t k = 0; k + 1 < tree->n; k++) {
        const kl_linkage_join *join = &tree->joins[k];
        spot a = spots[join->left], b = spots[join->right];
        double share = root > 0 ? join->distance / root : 1;
        size_t column = 1 + (size_t)(share * (double)(c->columns - 2) + 0.5);
        column = column < a.column ? a.column : column < b.column ? b.column : column;
        across(c, a.row, a.column, column);
        across(c, b.row, b.column, column);
        down(c, column, a.row, b.row);
        spots[tree->n + k] = (spot){a.row + (b.row - a.row) / 2, column};
    }
}

static void write_cells(kl_terminal *t, const canvas *c, size_t row) {
    static const char *const boxes[16] = {" ", "╵", "╶", "└", "╷", "│", "┌", "├",
                                          "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"};
    size_t end = c->columns;
    while (end && !c->cells[row * c->columns + end - 1])
        end--;
    for (size_t x = 0; x < end; x++)
        kl_terminal_text(t, boxes[c->cells[row * c->columns + x]]);
    kl_terminal_end(t);
}

static void write_tree(kl_terminal *t, const kl_shown_matrix *shown, const canvas *c,
                       const size_t *order, size_t name) {
    char at[KL_NUMBER_TEXT];
    double root = shown->tree.joins[shown->tree.n - 2].distance;
    kl_page line = {0};
    kl_number_rounded(root, kl_number_place(root, 3), at);
    kl_page_text(&line, shown->tree.is_averaged ? "tree by average distance" : "tree");
    kl_page_text(&line, "; the last join is at ");
    kl_page_text(&line, at);
    kl_terminal_text(t, "\n  ");
    if (line.failed)
        t->page->failed = 1;
    else
        kl_glyph_wrap(t->page, line.text, t->width, 2, 2);
    kl_page_free(&line);
    for (size_t i = 0; i < c->rows; i++) {
        kl_terminal_spaces(t, 2);
        kl_terminal_cell(t, shown->matrix->labels[order[i]], name, KL_ALIGN_LEFT);
        kl_terminal_spaces(t, 1);
        write_cells(t, c, i);
    }
}

static size_t name_columns(const kl_terminal *t, const kl_report_matrix *matrix) {
    size_t widest = 1, most = t->width / 3 < WIDEST_NAME ? t->width / 3 : WIDEST_NAME;
    for (size_t i = 0; i < matrix->n; i++) {
        size_t columns = kl_glyph_width(matrix->labels[i]);
        widest = columns > widest ? columns : widest;
    }
    return widest < most ? widest : most;
}

kl_status kl_terminal_tree(kl_terminal *t, const kl_shown_matrix *shown, kl_error *error) {
    size_t n = shown->matrix->n, name = name_columns(t, shown->matrix);
    canvas c = {.rows = n, .columns = t->width - name - 3};
    if (c.columns > 60)
        c.columns = 60;
    c.cells = kl_alloc_zero(c.rows * c.columns, 1);
    size_t *order = kl_alloc(n, sizeof *order);
    spot *spots = kl_alloc(2 * n, sizeof *spots);
    kl_status status =
        c.cells && order && spots ? KL_OK : kl_fail_memory(error, "a tree", c.rows * c.columns);
    if (!status) {
        kl_linkage_order(&shown->tree, order);
        draw(&c, &shown->tree, order, spots);
        write_tree(t, shown, &c, order, name);
    }
    kl_free(c.cells);
    kl_free(order);
    kl_free(spots);
    return status;
}
