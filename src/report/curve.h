/* SPDX-License-Identifier: Apache-2.0 */
/* A curve as the writers draw it: its points gathered into columns, so that no spike can vanish. */
#ifndef KL_REPORT_CURVE_H
#define KL_REPORT_CURVE_H

#include "report/sheet.h"

/* The points of one stretch of x, in the asked unit. */
typedef struct kl_curve_column {
    size_t first, n; /* points of the curve */
    size_t points;   /* those of them that are no gaps; 0: the rest means nothing */
    double least, mean, greatest;
    size_t least_at, greatest_at;
    double low, high; /* the widest of their bands; NaN: none */
} kl_curve_column;

typedef struct kl_curve_view {
    const kl_report_curve *curve;
    kl_curve_column *columns;
    size_t count;
    double bottom, top;       /* of all that is finite, the band too; bottom > top: nothing is */
    size_t bottom_at, top_at; /* the points with the least and the greatest finite value */
    int has_values;           /* some value is finite */
} kl_curve_view;

/* `count` columns of equal width; 0: one for every point. */
kl_status kl_curve_view_init(kl_curve_view *view, const kl_sheet *sheet,
                             const kl_report_curve *curve, size_t count, kl_error *error);
void kl_curve_view_free(kl_curve_view *view);

/* Where y stands between bottom and top, 0 … 1; infinite ones at the edge. */
double kl_curve_height(const kl_curve_view *view, double y);
/* Where point i stands between the first x and the last, 0 … 1. */
double kl_curve_along(const kl_report_curve *curve, size_t i);
/* The last place that numbers of the y axis are shown to. */
int kl_curve_place(const kl_curve_view *view);
/* An x as text. */
void kl_curve_x(const kl_report_curve *curve, size_t i, char text[KL_NUMBER_TEXT]);

#endif
