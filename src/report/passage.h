/* SPDX-License-Identifier: Apache-2.0 */
/* What the writers of KL_SERIES_PASSAGE share. */
#ifndef KL_REPORT_PASSAGE_H
#define KL_REPORT_PASSAGE_H

#include "report/sheet.h"

enum { KL_PASSAGE_LEVELS = 8 };

/* A label without the blank or newline it ends in (0: in none of them). The copy is the caller's. */
typedef struct kl_passage_symbol {
    char *shown;
    char after;
} kl_passage_symbol;

kl_status kl_passage_split(const char *label, kl_passage_symbol *out, kl_error *error);

/* What is drawn of it: a sign where it is a blank or the end of a line and nothing else. */
const char *kl_passage_shown(const kl_passage_symbol *symbol);

/* The largest value that is finite, as it is shown. */
double kl_passage_largest(const kl_sheet *sheet, const kl_report_series *series);
/* 0 … KL_PASSAGE_LEVELS − 1. */
unsigned kl_passage_level(double value, double largest);

#endif
