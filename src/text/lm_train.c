/* SPDX-License-Identifier: Apache-2.0 */
/* The trainer of language models: texts in, a model out. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/options.h"
#include "base/own_file.h"
#include "io/descriptor.h"
#include "io/state_type.h"
#include "text/lines.h"
#include "text/lm_estimate.h"
#include "text/lm_grams.h"

#include <string.h>

struct kl_lm_trainer {
    kl_lm_options options;
    char *spill; /* our copy */
    kl_lines *lines;
    kl_lexicon *names; /* symbols by their numbers */
    kl_lm_counter counter;
    kl_lm_grams grams; /* what was added */
    int opened;        /* that of a state */
    int finished;
};

static const char *const special_names[KL_LM_SPECIAL] = {"<unk>", "<s>", "</s>"};

void kl_lm_options_init(kl_lm_options *options) {
    *options = (kl_lm_options){.size = sizeof *options,
                               .symbols = KL_SYMBOLS_TOKENS,
                               .order = 5,
                               .smoothing = KL_LM_KNESER_NEY,
                               .memory = UINT64_C(1) << 30,
                               .part = 1,
                               .parts = 1};
}

static kl_status number(void *context, const char *name, size_t length, uint32_t *id,
                        kl_error *error) {
    kl_lm_trainer *trainer = context;
    kl_status status = kl_lexicon_name(trainer->names, name, length, id, error);
    if (status == KL_OK && *id < KL_LM_SPECIAL)
        *id = KL_LINE_SKIP;
    return status;
}

static kl_status take(void *context, const uint32_t *id, size_t n, const uint64_t *end,
                      kl_error *error) {
    (void)end;
    kl_lm_trainer *trainer = context;
    return kl_lm_counter_take(&trainer->counter, id, n, trainer->names->size, error);
}

/* A lexicon of plain names; the special ones come first. */
static kl_status new_names(kl_lexicon **out, kl_error *error) {
    uint32_t id;
    kl_status status = kl_lexicon_new(KL_SYMBOLS_TOKENS, out, error);
    for (size_t i = 0; status == KL_OK && i < KL_LM_SPECIAL; i++)
        status = kl_lexicon_name(*out, special_names[i], strlen(special_names[i]), &id, error);
    return status;
}

static kl_status check_options(const kl_lm_options *options, kl_error *error) {
    if (options->order < 1 || options->order > KL_LM_ORDER_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "order %d of a language model, expected 1 to %d",
                       options->order, KL_LM_ORDER_MAX);
    if (options->smoothing != KL_LM_KNESER_NEY && options->smoothing != KL_LM_WITTEN_BELL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a model is smoothed by Kneser-Ney or Witten-Bell, not by %d",
                       (int)options->smoothing);
    if (options->part < 1 || options->part > options->parts)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no part %llu of %llu",
                       (unsigned long long)options->part, (unsigned long long)options->parts);
    return KL_OK;
}

static kl_status fill_new(kl_lm_trainer *trainer, kl_error *error) {
    kl_status status = KL_OK;
    if (trainer->options.spill != NULL) {
        trainer->spill = kl_alloc(strlen(trainer->options.spill) + 1, 1);
        if (trainer->spill == NULL)
            return kl_fail_memory(error, "the name of a directory", strlen(trainer->options.spill));
        strcpy(trainer->spill, trainer->options.spill);
        trainer->options.spill = trainer->spill;
    }
    status = kl_lines_new(trainer->options.symbols, trainer->options.pool,
                          (kl_lines_user){number, take, trainer}, &trainer->lines, error);
    if (status == KL_OK)
        status = new_names(&trainer->names, error);
    return status == KL_OK ? kl_lm_counter_init(&trainer->counter, &trainer->options, error)
                           : status;
}

kl_status kl_lm_trainer_new(const kl_lm_options *given, kl_lm_trainer **out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_new: out is NULL");
    kl_lm_options options;
    kl_lm_options_init(&options);
    kl_status status = kl_options_read(&options, sizeof options, given, "kl_lm_options", error);
    if (status == KL_OK)
        status = check_options(&options, error);
    if (status != KL_OK)
        return status;
    kl_lm_trainer *trainer = kl_alloc_zero(1, sizeof *trainer);
    if (trainer == NULL)
        return kl_fail_memory(error, "a trainer", sizeof *trainer);
    trainer->options = options;
    trainer->grams = (kl_lm_grams){.symbols = options.symbols, .order = options.order};
    trainer->counter.sorter.file = -1;
    status = fill_new(trainer, error);
    if (status != KL_OK) {
        kl_lm_trainer_free(trainer);
        return status;
    }
    *out = trainer;
    return KL_OK;
}

void kl_lm_trainer_free(kl_lm_trainer *trainer) {
    if (trainer == NULL)
        return;
    kl_lines_free(trainer->lines);
    kl_lexicon_free(trainer->names);
    kl_lm_counter_clear(&trainer->counter);
    kl_lm_grams_free(&trainer->grams);
    kl_free(trainer->spill);
    kl_free(trainer);
}

static kl_status refuse_finished(const kl_lm_trainer *trainer, kl_error *error) {
    return trainer->finished ? kl_fail(error, KL_ERROR_ARGUMENT,
                                       "this trainer is finished, or failed on a text before")
                             : KL_OK;
}

/* The lines that begin in our part of a text, and how many symbols appear there first. */
static kl_status add_part(kl_lm_trainer *trainer, const unsigned char *data, size_t size,
                          kl_error *error) {
    const kl_lm_options *options = &trainer->options;
    const kl_range owned = kl_range_part(size, options->part, options->parts);
    const kl_range bytes = kl_lines_of(data, size, owned);
    const uint32_t before = trainer->names->size;
    kl_lm_source source = {.fingerprint = kl_fingerprint(data, size), .size = size};
    kl_status status = kl_cover_add(&source.cover, owned, error);
    source.first = kl_alloc_zero(source.cover.n, sizeof *source.first);
    if (status == KL_OK)
        status = kl_own_refuse_as_text(data, size, error);
    if (status == KL_OK && source.first == NULL)
        status = kl_fail_memory(error, "a text", sizeof *source.first);
    if (status == KL_OK)
        status = kl_lines_read(trainer->lines, data, bytes, options->progress,
                               options->progress_context, error);
    if (status == KL_OK && source.cover.n > 0)
        source.first[0] = trainer->names->size - before;
    if (status == KL_OK)
        status = kl_lm_grams_add(&trainer->grams, &source, error);
    if (status != KL_OK) {
        kl_cover_free(&source.cover);
        kl_free(source.first);
    }
    return status;
}

kl_status kl_lm_trainer_add(kl_lm_trainer *trainer, const void *data, size_t size,
                            kl_error *error) {
    if (trainer == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_add: trainer or data is NULL");
    kl_status status = refuse_finished(trainer, error);
    if (status == KL_OK && trainer->opened)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "this trainer has what a state holds, to which nothing can be added");
    if (status != KL_OK)
        return status;
    status = add_part(trainer, data, size, error);
    trainer->finished = status != KL_OK;
    return status;
}

kl_status kl_lm_trainer_add_file(kl_lm_trainer *trainer, const char *path, kl_error *error) {
    if (trainer == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_add_file: trainer or path is NULL");
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_lm_trainer_add(trainer, kl_bytes_data(bytes), kl_bytes_size(bytes), error);
    kl_bytes_close(bytes);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, kl_descriptor_name(path));
}

kl_status kl_lm_trainer_finish(kl_lm_trainer *trainer, kl_lm **out, kl_error *error) {
    if (trainer == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_finish: trainer or out is NULL");
    const kl_lm_options *options = &trainer->options;
    kl_lm_adjusted adjusted;
    kl_status status = refuse_finished(trainer, error);
    if (status != KL_OK)
        return status;
    trainer->finished = 1;
    if (trainer->counter.lines == 0)
        return kl_fail(error, KL_ERROR_VALUE, "there is no line to train a language model on");
    if (trainer->names->size == KL_LM_SPECIAL)
        return kl_fail(
            error, KL_ERROR_VALUE, "%llu line%s and no symbol to train a language model on",
            (unsigned long long)trainer->counter.lines, trainer->counter.lines == 1 ? "" : "s");
    status = kl_lm_counter_finish(&trainer->counter, error);
    if (status == KL_OK)
        status = kl_lm_adjust(&trainer->counter, options->smoothing == KL_LM_KNESER_NEY, &adjusted,
                              error);
    if (status != KL_OK)
        return status;
    kl_gram_sorter_clear(&trainer->counter.sorter);
    status = kl_lm_estimate(&adjusted, options->symbols, options->smoothing,
                            (kl_lm_names){trainer->names->name, trainer->names->size},
                            options->spill, options->memory, options->pool, out, error);
    kl_lm_adjusted_clear(&adjusted);
    return status;
}

/* ── States ───────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_lm_trainer_save(kl_lm_trainer *trainer, const char *path, kl_error *error) {
    if (trainer == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_save: trainer or path is NULL");
    kl_status status = refuse_finished(trainer, error);
    if (status != KL_OK)
        return status;
    trainer->finished = 1;
    trainer->grams.lines = trainer->counter.lines;
    status = kl_lm_counter_finish(&trainer->counter, error);
    return status == KL_OK
               ? kl_lm_grams_write(&trainer->grams, trainer->names->name, trainer->names->size,
                                   &trainer->counter.sorter, path, error)
               : status;
}

static kl_status take_names(kl_lm_trainer *trainer, kl_lm_grams_reader *reader, kl_error *error) {
    int more = 1;
    kl_status status = KL_OK;
    while (status == KL_OK && (status = kl_lm_grams_next_name(reader, &more, error)) == KL_OK &&
           more) {
        uint32_t id = 0;
        status = kl_lexicon_name(trainer->names, (const char *)reader->name.data, reader->name.size,
                                 &id, error);
        if (status == KL_OK && id != reader->names - 1)
            return kl_fail(error, KL_ERROR_FORMAT, "%s: symbol %u is there twice", reader->path,
                           reader->names - 1);
    }
    return status;
}

/* The texts that were counted, and what of them. */
static void take_meta(kl_lm_trainer *trainer, kl_lm_grams_reader *reader) {
    trainer->grams = reader->meta;
    reader->meta = (kl_lm_grams){.sources = 0};
    trainer->counter.lines = trainer->grams.lines;
    trainer->counter.symbols = trainer->names->size;
    trainer->opened = 1;
}

/* N-grams that are in order already: a block is a run. */
static kl_status take_grams(kl_lm_trainer *trainer, kl_lm_grams_reader *reader, kl_error *error) {
    kl_lm_counter *counter = &trainer->counter;
    const size_t width = kl_gram_width(counter->order);
    int more = 1;
    kl_status status = KL_OK;
    while (status == KL_OK && more) {
        size_t n = 0;
        while (n < counter->capacity &&
               (status = kl_lm_grams_next(reader, counter->records + n * width, &more, error)) ==
                   KL_OK &&
               more)
            n++;
        if (status == KL_OK)
            status = kl_gram_sorter_add(&counter->sorter, counter->records, n, error);
    }
    return status;
}

kl_status kl_lm_trainer_open(const char *path, const kl_lm_options *given, kl_lm_trainer **out,
                             kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_open: path or out is NULL");
    kl_lm_options options;
    kl_lm_grams_reader reader;
    kl_lm_trainer *trainer = NULL;
    kl_lm_options_init(&options);
    *out = NULL;
    kl_status status = kl_options_read(&options, sizeof options, given, "kl_lm_options", error);
    if (status == KL_OK && options.parts != 1)
        status =
            kl_fail(error, KL_ERROR_ARGUMENT, "part %llu of %llu of a state, which has no parts",
                    (unsigned long long)options.part, (unsigned long long)options.parts);
    if (status != KL_OK)
        return status;
    status = kl_lm_grams_open(&reader, path, error);
    options.symbols = reader.meta.symbols;
    options.order = reader.meta.order;
    if (status == KL_OK)
        status = kl_lm_trainer_new(&options, &trainer, error);
    if (status == KL_OK)
        status = take_names(trainer, &reader, error);
    if (status == KL_OK)
        status = take_grams(trainer, &reader, error);
    if (status == KL_OK)
        take_meta(trainer, &reader);
    kl_lm_grams_close(&reader);
    if (status == KL_OK)
        *out = trainer;
    else
        kl_lm_trainer_free(trainer);
    return status;
}

kl_status kl_lm_trainer_about(const char *path, kl_lm_counted *out, kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_trainer_about: path or out is NULL");
    kl_lm_grams_reader reader;
    kl_status status = kl_lm_grams_open(&reader, path, error);
    if (status == KL_OK) {
        const kl_lm_grams *meta = &reader.meta;
        *out =
            (kl_lm_counted){.symbols = meta->symbols, .order = meta->order, .lines = meta->lines};
        for (size_t i = 0; i < meta->sources; i++) {
            out->taken += kl_cover_size(&meta->source[i].cover);
            out->bytes += meta->source[i].size;
        }
    }
    kl_lm_grams_close(&reader);
    return status;
}

int kl_lm_trainer_seen(const char *path) {
    return path != NULL && kl_state_kind_of(path) == KL_STATE_GRAMS;
}
