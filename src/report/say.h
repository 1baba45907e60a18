/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence for a document, put together like printf. */
#ifndef KL_REPORT_SAY_H
#define KL_REPORT_SAY_H

#include <kullback/report.h>

/* At most 1,023 bytes, with a decimal point whatever the locale. */
__attribute__((format(printf, 4, 5))) kl_status kl_say(kl_document *document, kl_sentence_role role,
                                                       kl_error *error, const char *format, ...);

#endif
