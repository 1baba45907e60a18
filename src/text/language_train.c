/* SPDX-License-Identifier: Apache-2.0 */
/* Texts to counts: options, words, the sample of pieces. */
#include "text/language_train.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "text/language_code.h"

/* Bits and order of the models of bytes: 256 and the three symbols that every script has take nine bits. */
enum { BYTE_BITS = 9, BYTE_ORDER = 4, LETTER_ORDER = 5 };
/* Bytes that an n-gram takes while a table grows. */
enum { GRAM_BYTES = 48 };
static const uint64_t LEAST_MEMORY = (uint64_t)1 << 22;

void kl_language_trainer_options_init(kl_language_trainer_options *options) {
    *options = (kl_language_trainer_options){.size = sizeof *options, .memory = (uint64_t)1 << 28};
}

static kl_status check(const kl_language_trainer_options *options, kl_error *error) {
    const size_t code = options->code ? strlen(options->code) : 0;
    const size_t name = options->name ? strlen(options->name) : code;
    if (code < 1 || code > KL_LANGUAGE_CODE_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the code of a language has %zu bytes: expected 1 to %d", code,
                       KL_LANGUAGE_CODE_MAX);
    const size_t wrong = kl_language_wrong_byte(options->code, 1);
    if (wrong < code)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "byte %zu of the code of a language is 0x%02X: expected UTF-8 without "
                       "controls, blanks, commas and equals signs",
                       wrong + 1, (unsigned char)options->code[wrong]);
    if (kl_language_is_none(options->code))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the code of a language is %s, which answers have where there is none",
                       options->code);
    if (name < 1 || name > KL_LANGUAGE_NAME_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the name of a language has %zu bytes: expected 1 to %d", name,
                       KL_LANGUAGE_NAME_MAX);
    const size_t off = options->name ? kl_language_wrong_byte(options->name, 0) : name;
    if (off < name)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "byte %zu of the name of a language is 0x%02X: expected UTF-8 without "
                       "controls",
                       off + 1, (unsigned char)options->name[off]);
    if (!(options->prior >= -1000 && options->prior <= 1000))
        return kl_fail(error, KL_ERROR_VALUE, "a prior of %g nats: expected -1000 to 1000",
                       options->prior);
    if (options->memory < LEAST_MEMORY)
        return kl_fail(error, KL_ERROR_ARGUMENT, "memory of %llu bytes: expected at least %llu",
                       (unsigned long long)options->memory, (unsigned long long)LEAST_MEMORY);
    return KL_OK;
}

/* ── What a letter is ─────────────────────────────────────────────────────────────────────────── */

/* A profile without a language where every byte but a line feed is a letter; the numbers are those that are built
 * in. */
static void make_bytes(kl_language_profile *profile) {
    for (size_t c = 0; c < KL_LANGUAGE_POINTS; c++) {
        const int letter = c < 256 && c != '\n';
        profile->points[c] =
            (kl_point){.kind = letter ? 0 : KL_POINT_BREAK,
                       .symbol = (uint16_t)(letter ? KL_LANGUAGE_FIRST_LETTER + c : 0)};
    }
    while (profile->script_count > 1) {
        kl_language_script *last = &profile->scripts[--profile->script_count];
        kl_free(last->slots);
        kl_free(last->filter);
        kl_free(last->block);
        *last = (kl_language_script){0};
    }
    kl_language_script *script = profile->scripts;
    memcpy(script->name, "byte", sizeof script->name);
    script->bits = BYTE_BITS;
    script->order = BYTE_ORDER;
    script->apostrophe = KL_LANGUAGE_UNKNOWN_LETTER;
    profile->bytes = 1;
    profile->composition_count = 0;
}

static kl_status open_letters(kl_language_trainer *trainer, int bytes, kl_error *error) {
    kl_status status = kl_language_profile_open(NULL, &trainer->letters, error);
    for (unsigned s = 0; status == KL_OK && s < trainer->letters->script_count; s++) {
        kl_language_script *script = &trainer->letters->scripts[s];
        const unsigned most = KL_LANGUAGE_KEY_BITS / script->bits;
        script->order = most < LETTER_ORDER ? most : LETTER_ORDER;
    }
    if (status == KL_OK && bytes)
        make_bytes(trainer->letters);
    return status;
}

/* ── Words ────────────────────────────────────────────────────────────────────────────────────── */

static kl_status begin_script(kl_language_trainer *trainer, unsigned number) {
    kl_language_trained *script = &trainer->scripts[number];
    const kl_language_script *letters = &trainer->letters->scripts[number];
    script->pieces = kl_alloc(KL_LANGUAGE_PIECES, sizeof *script->pieces);
    if (script->pieces == NULL)
        return kl_fail_memory(trainer->error, "pieces of a text",
                              KL_LANGUAGE_PIECES * sizeof *script->pieces);
    return kl_language_grams_new(letters->bits, letters->order,
                                 (size_t)(trainer->memory / GRAM_BYTES), &script->grams,
                                 trainer->error);
}

/* The open piece is whole: it takes the place of one in the sample with the probability that keeps all pieces equally
 * likely (algorithm R; Vitter 1985). */
static void end_piece(kl_language_trainer *trainer, kl_language_trained *script) {
    uint64_t place = script->piece_count++;
    if (place >= KL_LANGUAGE_PIECES)
        place = kl_random_below(&trainer->random, script->piece_count);
    if (place < KL_LANGUAGE_PIECES)
        script->pieces[place] = script->open;
    script->open.length = 0;
}

static void take_word(void *context, kl_language_detector *reader) {
    kl_language_trainer *trainer = context;
    if (trainer->status != KL_OK || reader->word_length == 0)
        return;
    kl_language_trained *script = &trainer->scripts[reader->script];
    if (script->pieces == NULL)
        trainer->status = begin_script(trainer, reader->script);
    if (trainer->status == KL_OK)
        trainer->status = kl_language_grams_add(&script->grams, reader->word, reader->word_length,
                                                trainer->error);
    if (trainer->status != KL_OK)
        return;
    kl_language_piece *piece = &script->open;
    memcpy(piece->symbols + piece->length, reader->word,
           reader->word_length * sizeof *piece->symbols);
    piece->length += reader->word_length;
    piece->symbols[piece->length++] = KL_LANGUAGE_BOUNDARY;
    if (piece->length >= KL_LANGUAGE_PIECE)
        end_piece(trainer, script);
}

/* ── The calls ────────────────────────────────────────────────────────────────────────────────── */

void kl_language_trainer_empty(kl_language_trainer *trainer) {
    for (unsigned s = 0; s < KL_LANGUAGE_SCRIPTS_MAX; s++) {
        kl_language_grams_clear(&trainer->scripts[s].grams);
        kl_free(trainer->scripts[s].pieces);
        trainer->scripts[s] = (kl_language_trained){0};
    }
    trainer->status = KL_OK;
    kl_random_init(&trainer->random, 0, 0);
}

void kl_language_trainer_free(kl_language_trainer *trainer) {
    if (trainer == NULL)
        return;
    kl_language_trainer_empty(trainer);
    kl_language_detector_free(trainer->reader);
    kl_language_profile_free(trainer->letters);
    kl_free(trainer);
}

kl_status kl_language_trainer_new(const kl_language_trainer_options *options,
                                  kl_language_trainer **out, kl_error *error) {
    kl_language_trainer_options known;
    kl_language_trainer_options_init(&known);
    if (options == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a trainer needs options with a code and a place for it");
    kl_status status =
        kl_options_read(&known, sizeof known, options, "kl_language_trainer_options", error);
    if (status == KL_OK)
        status = check(&known, error);
    if (status != KL_OK)
        return status;
    kl_language_trainer *trainer = kl_alloc_zero(1, sizeof *trainer);
    if (trainer == NULL)
        return kl_fail_memory(error, "a trainer", sizeof *trainer);
    strcpy(trainer->entry.code, kl_language_main_code(known.code));
    strcpy(trainer->entry.name, known.name ? known.name : known.code);
    trainer->prior = known.prior;
    trainer->memory = known.memory;
    kl_random_init(&trainer->random, 0, 0);
    status = open_letters(trainer, known.bytes, error);
    if (status == KL_OK)
        status = kl_language_detector_new(trainer->letters, NULL, &trainer->reader, error);
    if (status != KL_OK) {
        kl_language_trainer_free(trainer);
        return status;
    }
    trainer->reader->listener = (kl_language_listener){take_word, trainer};
    *out = trainer;
    return KL_OK;
}

kl_status kl_language_trainer_check(const kl_language_trainer *trainer, kl_error *error) {
    return trainer->status == KL_OK
               ? KL_OK
               : kl_fail(error, trainer->status, "a text before could not be added");
}

static kl_status take_block(void *context, const uint8_t *data, size_t size, kl_error *error) {
    kl_language_trainer *trainer = context;
    trainer->error = error;
    kl_language_scan(trainer->reader, data, size, size == 0);
    return trainer->status;
}

kl_status kl_language_trainer_add(kl_language_trainer *trainer, const void *data, size_t size,
                                  kl_error *error) {
    if (trainer == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "a trainer and a text are needed");
    kl_status status = kl_language_trainer_check(trainer, error);
    if (status != KL_OK)
        return status;
    if (size > 0)
        take_block(trainer, data, size, error);
    return take_block(trainer, NULL, 0, error);
}

kl_status kl_language_trainer_add_file(kl_language_trainer *trainer, const char *path,
                                       kl_error *error) {
    if (trainer == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a trainer and a path are needed");
    kl_status status = kl_language_trainer_check(trainer, error);
    return status == KL_OK ? kl_language_each_block(path, take_block, trainer, error) : status;
}
