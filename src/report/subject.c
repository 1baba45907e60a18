/* SPDX-License-Identifier: Apache-2.0 */
/* What the inputs of a document are called in its rows. */
#include "report/subject.h"

#include "base/format.h"
#include "report/document.h"

#include <string.h>

size_t kl_subject_letter(size_t index, char *text, size_t size) {
    char letters[KL_SUBJECT_LETTER];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    do {
        letters[--at] = (char)('A' + index % 26);
        index /= 26;
    } while (index-- > 0);
    return kl_words(text, size, "%s", letters + at);
}

void kl_subject_pair(const char *first, const char *second, char text[KL_SUBJECT_PAIR]) {
    kl_words(text, KL_SUBJECT_PAIR, "%s|%s", first, second);
}

const kl_report_input *kl_subject_input(const kl_document *document, const char *subject) {
    const kl_report_input *inputs = kl_report_inputs(document);
    for (size_t i = 0; i < document->inputs.count; i++)
        if (!strcmp(inputs[i].subject, subject))
            return &inputs[i];
    return NULL;
}
