/* SPDX-License-Identifier: Apache-2.0 */
/* What goes where, on a page: a line for each move, a ring where it begins and a dot where it ends. */
#include "report/html.h"

#include <math.h>

/* The square that is drawn to, with a margin for rings and dots. */
enum { SIDE = 100, MARGIN = 3 };

typedef struct frame {
    double left, bottom, across; /* the same scale both ways */
    double most;                 /* of a mass */
} frame;

static void reach(double value, double *low, double *high) {
    *low = fmin(*low, value / 2); /* halves, so that the distance of two huge numbers is finite */
    *high = fmax(*high, value / 2);
}

static frame frame_of(const kl_report_moves *moves) {
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    frame f = {.most = 0};
    for (size_t i = 0; i < moves->n; i++) {
        reach(moves->from_x[i], &low[0], &high[0]);
        reach(moves->to_x[i], &low[0], &high[0]);
        reach(moves->from_y[i], &low[1], &high[1]);
        reach(moves->to_y[i], &low[1], &high[1]);
        f.most = fmax(f.most, moves->mass[i]);
    }
    f.across = fmax(high[0] - low[0], high[1] - low[1]);
    f.left = (low[0] + high[0] - f.across) / 2;
    f.bottom = (low[1] + high[1] - f.across) / 2;
    return f;
}

static double place(double value, double begin, double across) {
    const double share = across > 0 ? (value / 2 - begin) / across : 0.5;
    return MARGIN + (SIDE - 2 * MARGIN) * share;
}

static void put_attribute(kl_html *h, const char *name, double value) {
    kl_html_raw(h, name);
    kl_html_coordinate(h, value);
}

static void put_circle(kl_html *h, const frame *f, const char *kind, double x, double y) {
    kl_html_raw(h, "<circle class=\"");
    kl_html_raw(h, kind);
    put_attribute(h, "\" r=\"1\" cx=\"", place(x, f->left, f->across));
    put_attribute(h, "\" cy=\"", SIDE - place(y, f->bottom, f->across));
    kl_html_raw(h, "\"/>\n");
}

static void put_line(kl_html *h, const frame *f, const kl_report_moves *m, size_t i) {
    put_attribute(h, "<line x1=\"", place(m->from_x[i], f->left, f->across));
    put_attribute(h, "\" y1=\"", SIDE - place(m->from_y[i], f->bottom, f->across));
    put_attribute(h, "\" x2=\"", place(m->to_x[i], f->left, f->across));
    put_attribute(h, "\" y2=\"", SIDE - place(m->to_y[i], f->bottom, f->across));
    put_attribute(h, "\" stroke-opacity=\"", f->most > 0 ? fmax(m->mass[i] / f->most, 0.05) : 1);
    kl_html_raw(h, "\"/>\n");
}

static void put_moves(kl_html *h, const kl_report_moves *moves) {
    const frame f = frame_of(moves);
    kl_html_raw(h, "<figure class=\"moves\">\n<figcaption>");
    kl_html_text(h, moves->title);
    kl_html_raw(h, " <span class=\"of\">");
    kl_html_text(h, moves->subject);
    kl_html_raw(h, "</span></figcaption>\n<svg viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"");
    kl_html_text(h, moves->title);
    kl_html_raw(h, "\">\n");
    for (size_t i = 0; i < moves->n; i++)
        put_line(h, &f, moves, i);
    for (size_t i = 0; i < moves->n; i++)
        put_circle(h, &f, "begin", moves->from_x[i], moves->from_y[i]);
    for (size_t i = 0; i < moves->n; i++)
        put_circle(h, &f, "end", moves->to_x[i], moves->to_y[i]);
    kl_html_raw(h, "</svg>\n<p class=\"rest\">a ring is where mass lies, a dot where it goes; the "
                   "more, the darker its line</p>\n</figure>\n");
}

void kl_html_moves(kl_html *h) {
    const kl_document *d = h->sheet->document;
    for (size_t i = 0; i < d->moves.count; i++)
        if (kl_report_all_moves(d)[i].n > 0)
            put_moves(h, &kl_report_all_moves(d)[i]);
}
