/* SPDX-License-Identifier: Apache-2.0 */
/* N-grams for people: letters joined, words with a space between, bytes as they print. What is no
 * printable text comes as \xNN, a backslash in front of it doubled, so the text is UTF-8 always. */
#include "base/alloc.h"
#include "base/error.h"
#include "io/printable.h"
#include "sample/counts.h"
#include "sample/pair.h"

/* Write one n-gram with its NUL. */
static size_t write_gram(const kl_aligned *aligned, size_t gram, char *out) {
    const kl_alphabet *alphabet = &aligned->alphabet;
    size_t written = 0;
    for (int k = 0; k < aligned->order; k++) {
        uint32_t symbol = aligned->gram[gram * (size_t)aligned->order + (size_t)k];
        if (k > 0 && kl_symbols_spaced(aligned->symbols)) {
            if (out != NULL)
                out[written] = ' ';
            written++;
        }
        uint64_t start = alphabet->start[symbol];
        written += kl_printable(
            (const char *)alphabet->bytes + start, (size_t)(alphabet->start[symbol + 1] - start),
            aligned->symbols == KL_SYMBOLS_BYTES, out == NULL ? NULL : out + written);
    }
    if (out != NULL)
        out[written] = '\0';
    return written + 1;
}

kl_status kl_gram_texts(const kl_aligned *aligned, char **text, size_t **start, kl_error *error) {
    size_t bytes = 0;
    *text = NULL;
    *start = kl_alloc(aligned->size, sizeof **start);
    if (*start == NULL)
        return kl_fail_memory(error, "the names of n-grams", aligned->size * sizeof **start);
    for (size_t i = 0; i < aligned->size; i++) {
        (*start)[i] = bytes;
        bytes += write_gram(aligned, i, NULL);
    }
    *text = kl_alloc(bytes, 1);
    if (*text == NULL)
        return kl_fail_memory(error, "the names of n-grams", bytes);
    for (size_t i = 0; i < aligned->size; i++)
        write_gram(aligned, i, *text + (*start)[i]);
    return KL_OK;
}
