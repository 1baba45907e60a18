/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of bytes that are not UTF-8. */
#ifndef KL_TEXT_BAD_BYTES_H
#define KL_TEXT_BAD_BYTES_H

#include <kullback/report.h>

/* What they are taken for, as the end of the sentence. */
#define KL_BAD_ENDS_WORD ": each ends a word"
#define KL_BAD_PASSED_OVER " and passed over"

/* A note that `subject` has n of them, if it has any. */
kl_status kl_note_bad_bytes(uint64_t n, const char *subject, const char *fate,
                            kl_document *document, kl_error *error);

#endif
