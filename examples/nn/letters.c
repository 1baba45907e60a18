/* SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"
#include "nn.h"

#include <kullback/io.h>
#include <kullback/text.h>

#include <string.h>

/* A letter without its accent, or 0. The text room hands them in lower case. */
static char base_of(const char *symbol, size_t length) {
    static const char *const accents[] = {"aàáâãäåąă", "cçćč", "eèéêëęě",  "gğ",    "iìíîïıi̇",
                                          "lł",        "nñńň", "oòóôõöøő", "sšśşș", "tţț",
                                          "uùúûüůű",   "yýÿ",  "zźżž"};
    if (length == 1)
        return *symbol >= 'a' && *symbol <= 'z' ? *symbol : 0;
    char whole[16] = "";
    if (length >= sizeof whole)
        return 0;
    memcpy(whole, symbol, length);
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (strstr(accents[i], whole))
            return accents[i][0];
    return 0;
}

static kl_status note(void *context, const char *symbol, size_t length, uint64_t offset,
                      kl_error *why) {
    letters *text = context;
    const char letter = base_of(symbol, length);
    (void)offset, (void)why;
    if (letter)
        text->a[text->n++] = letter;
    return KL_OK;
}

letters letters_read(const char *path) {
    kl_bytes *bytes = NULL;
    nn_call(kl_bytes_open(path, &bytes, &nn_error));
    letters text = {nn_memory(kl_bytes_size(bytes), 1), 0};
    nn_call(kl_text_visit(kl_bytes_data(bytes), kl_bytes_size(bytes), KL_SYMBOLS_LETTERS, note,
                          &text, NULL, &nn_error));
    kl_bytes_close(bytes);
    return text;
}

void letters_encipher(const char *plain, size_t n, kl_random *random, char *out) {
    char key[LETTERS];
    for (size_t i = 0; i < LETTERS; i++) {
        const size_t at = kl_random_below(random, i + 1);
        key[i] = key[at];
        key[at] = (char)('a' + i);
    }
    for (size_t i = 0; i < n; i++)
        out[i] = key[plain[i] - 'a'];
}
