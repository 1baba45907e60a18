/* SPDX-License-Identifier: Apache-2.0 */
/* Telling the files of our own making by their first bytes. */
#include "base/own_file.h"

#include "base/state_format.h"

enum { MAGIC = 8, LETTER_AT = 3 };

int kl_own_is(const void *data, size_t size, kl_own_letter letter) {
    const uint8_t magic[MAGIC] = KL_OWN_MAGIC((uint8_t)letter);
    return size >= MAGIC && memcmp(data, magic, MAGIC) == 0;
}

int kl_own_may_be(const void *data, size_t size) {
    const uint8_t *bytes = data, magic[MAGIC] = KL_OWN_MAGIC(0);
    for (size_t i = 0; i < size && i < MAGIC; i++)
        if (i != LETTER_AT && bytes[i] != magic[i])
            return 0;
    return size < KL_STATE_HEADER_SIZE;
}

static const char *state_phrase(const uint8_t *header, size_t size) {
    switch (size < KL_STATE_HEADER_SIZE ? 0 : kl_load_u16(header + KL_STATE_KIND_AT)) {
    case KL_STATE_CODE:
        return "a coded text: kl code --decode gives it back";
    case KL_STATE_LANGUAGES:
        return "a profile of languages, not a text: kl lang --profile takes it";
    case KL_STATE_CIPHERS:
        return "a profile for ciphers, not a text: kl lang --cipher --profile takes it";
    default:
        return "a state, not a text: kl merge puts states together";
    }
}

kl_status kl_own_refuse_as_text(const void *data, size_t size, kl_error *error) {
    const char *phrase = NULL;
    if (kl_own_is(data, size, KL_OWN_STATE))
        phrase = state_phrase(data, size);
    else if (kl_own_is(data, size, KL_OWN_MODEL))
        phrase = "a language model, not a text: kl lm score MODEL TEXT asks it of one";
    else if (kl_own_is(data, size, KL_OWN_LOGITS))
        phrase = "predictions of a language model, not a text: kl eval reads them";
    return phrase == NULL ? KL_OK : kl_fail(error, KL_ERROR_FORMAT, "%s", phrase);
}
