/* SPDX-License-Identifier: Apache-2.0 */
/* Bars of block characters, and the labels beside them. */
#ifndef KL_REPORT_TERMINAL_BARS_H
#define KL_REPORT_TERMINAL_BARS_H

#include "report/terminal.h"

enum { KL_BAR_NARROWEST = 3 };

/* A bar to the right in eighths of a column; at most `columns` wide. */
void kl_bar_right(kl_terminal *t, double share, size_t columns);
/* A bar that grows to the left, always `columns` wide. */
void kl_bar_left(kl_terminal *t, double share, size_t columns);

/* Columns that the labels of the rows in `order` want, at most a third of the line. */
size_t kl_bar_label_columns(const kl_report_series *series, const size_t *order, size_t n,
                            size_t width);
/* What is left for the label beside `others` columns, at least one. */
size_t kl_bar_fit_label(size_t label, size_t width, size_t others);

/* "… and 15 more", with what they are `together`, where anything was left out. */
void kl_bar_rest(kl_terminal *t, uint64_t count, const char *together, const char *text);

/* A magnitude against the largest finite one: infinite ones fill the bar. */
double kl_bar_share(double value, double largest);
double kl_bar_largest(const double *values, size_t n);

/* One or two series drawn over each other, where either is large first. */
kl_status kl_terminal_distribution(kl_terminal *t, const kl_report_series *series,
                                   const double *const *values, size_t count, kl_error *error);

#endif
