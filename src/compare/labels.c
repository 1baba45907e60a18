/* SPDX-License-Identifier: Apache-2.0 */
/* What sentences call the inputs. */
#include "compare/labels.h"

#include "base/format.h"

#include <kullback/report.h>
#include <string.h>

/* A longer file name makes a sentence unreadable; its subject stands for it then. */
#define LABEL_BYTES 28

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

static int is_distinct(const kl_input *const *inputs, size_t n, size_t i) {
    const char *name = base_name(inputs[i]->name);
    for (size_t j = 0; j < n; j++)
        if (j != i && strcmp(name, base_name(inputs[j]->name)) == 0)
            return 0;
    return 1;
}

kl_phrase kl_labels_subject(size_t index) {
    kl_phrase out;
    kl_subject_letter(index, out.text, sizeof out.text);
    return out;
}

void kl_labels_fill(const kl_input *const *inputs, size_t n, kl_phrase *labels) {
    for (size_t i = 0; i < n; i++) {
        const char *name = base_name(inputs[i]->name);
        labels[i] = kl_labels_subject(i);
        if (strlen(name) <= LABEL_BYTES && is_distinct(inputs, n, i))
            kl_words(labels[i].text, sizeof labels[i].text, "%s", name);
    }
}
