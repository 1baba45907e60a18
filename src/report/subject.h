/* SPDX-License-Identifier: Apache-2.0 */
/* What the inputs of a document are called in its rows: "A", "A|B", "model:2". */
#ifndef KL_REPORT_SUBJECT_H
#define KL_REPORT_SUBJECT_H

#include <kullback/report.h>

/* Room for the letters of any index. */
enum { KL_SUBJECT_LETTER = 16, KL_SUBJECT_PAIR = 128 };

/* The share of false discoveries that documents go by: with a larger q_value what was found could be chance. */
#define KL_DISCOVERY 0.05

/* "A|C" of a row and a column. */
void kl_subject_pair(const char *first, const char *second, char text[KL_SUBJECT_PAIR]);

/* The input with this subject, or NULL. */
const kl_report_input *kl_subject_input(const kl_document *document, const char *subject);

#endif
