/* SPDX-License-Identifier: Apache-2.0 */
#include "text/bad_bytes.h"

#include "report/phrase.h"
#include "report/say.h"

kl_status kl_note_bad_bytes(uint64_t n, const char *subject, const char *fate,
                            kl_document *document, kl_error *error) {
    return n == 0 ? KL_OK
                  : kl_say(document, KL_SENTENCE_NOTE, error, "%s has %s that %s not UTF-8%s.",
                           subject, kl_phrase_counted(n, "byte").text, n == 1 ? "is" : "are", fate);
}
