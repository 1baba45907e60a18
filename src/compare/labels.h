/* SPDX-License-Identifier: Apache-2.0 */
/* What sentences call the inputs. */
#ifndef KL_COMPARE_LABELS_H
#define KL_COMPARE_LABELS_H

#include "compare/input.h"
#include "report/phrase.h"

/* Short names of `n` inputs: the last part of a path where those are short and differ, otherwise their
 * subjects A, B, … */
void kl_labels_fill(const kl_input *const *inputs, size_t n, kl_phrase *labels);

/* "A", "B", …: the subject of an input. */
kl_phrase kl_labels_subject(size_t index);

#endif
