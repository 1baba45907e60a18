/* SPDX-License-Identifier: Apache-2.0 */
/* A sentence for a document, put together like printf. */
#include "report/say.h"

#include "base/format.h"

kl_status kl_say(kl_document *document, kl_sentence_role role, kl_error *error, const char *format,
                 ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(text, sizeof text, format, arguments);
    va_end(arguments);
    return kl_document_add_sentence(document, role, text, error);
}
