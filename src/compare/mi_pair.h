/* SPDX-License-Identifier: Apache-2.0 */
/* Two columns, a third given or not, and what is said of them. */
#ifndef KL_COMPARE_MI_PAIR_H
#define KL_COMPARE_MI_PAIR_H

#include "compare/mi.h"

typedef struct kl_mi_two {
    const kl_mi *mi;
    const kl_mi_variable *variable[3]; /* the last: given, or NULL */
    kl_mi_link plain, given;
    kl_association shares; /* of counts */
} kl_mi_two;

/* The estimates; the pointwise picture of counts; the sentences. */
kl_status kl_mi_pair_rows(const kl_mi_two *two, kl_document *document, kl_error *error);
kl_status kl_mi_pair_where(const kl_mi_two *two, kl_document *document, kl_error *error);
kl_status kl_mi_pair_sentences(const kl_mi_two *two, kl_document *document, kl_error *error);

#endif
