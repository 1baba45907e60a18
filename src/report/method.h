/* SPDX-License-Identifier: Apache-2.0 */
/* Methods in the words of people. */
#ifndef KL_REPORT_METHOD_H
#define KL_REPORT_METHOD_H

#include <kullback/base.h>

/* "Krichevsky–Trofimov": its name. */
const char *kl_method_title(kl_method method);
/* How a value of this method was made, as a footnote; NULL for what is exact. */
const char *kl_method_note(kl_method method);

#endif
