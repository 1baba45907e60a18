/* SPDX-License-Identifier: Apache-2.0 */
/* kl lm train: a model of texts, or of what was counted of them. */
#include "lm.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void print_levels(const kl_lm *lm) {
    for (int n = 1; n <= kl_lm_order(lm); n++) {
        const kl_lm_level level = kl_lm_get_level(lm, n);
        fprintf(stderr, "order %d: %llu n-grams", n, (unsigned long long)level.count);
        if (kl_lm_get_smoothing(lm) == KL_LM_KNESER_NEY)
            fprintf(stderr, ", discounts %.4f %.4f %.4f%s", level.discount[0], level.discount[1],
                    level.discount[2],
                    level.fallback ? " (stand-ins: the counts of counts give none)" : "");
        fputc('\n', stderr);
    }
}

/* A trainer to which the texts were added, or the state. */
static kl_status new_trainer(const struct settings *settings, kl_pool *pool, kl_lm_trainer **out,
                             kl_error *error) {
    kl_text_options text;
    kl_lm_options how;
    settings_text(settings, pool, &text);
    kl_lm_options_init(&how);
    how.symbols = settings->symbols;
    how.order = settings->order;
    how.smoothing = settings->discount;
    how.memory = settings->memory;
    how.spill = text.spill;
    how.pool = pool;
    how.progress = text.progress;
    how.progress_context = text.progress_context;
    how.part = settings->part;
    how.parts = settings->parts;
    if (settings->file_count == 2 && kl_lm_trainer_seen(settings->files[1]))
        return kl_lm_trainer_open(settings->files[1], &how, out, error);
    kl_status status = kl_lm_trainer_new(&how, out, error);
    for (size_t i = 1; status == KL_OK && i < settings->file_count; i++)
        status = kl_lm_trainer_add_file(*out, settings->files[i], error);
    return status;
}

/* A file that cannot be made is said before the work is done; a pipe is opened once, when there is something for it. */
static kl_status try_output(const char *path, kl_error *error) {
    struct stat found;
    kl_file *file = NULL;
    if (strcmp(path, "-") == 0 || (stat(path, &found) == 0 && !S_ISREG(found.st_mode)))
        return KL_OK;
    const kl_status status = kl_file_create(path, &file, error);
    kl_file_close(file);
    return status;
}

kl_status lm_train_part(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_lm_trainer *trainer = NULL;
    kl_status status = try_output(settings->output, error);
    if (status == KL_OK)
        status = new_trainer(settings, pool, &trainer, error);
    if (status == KL_OK)
        status = kl_lm_trainer_save(trainer, settings->output, error);
    kl_lm_trainer_free(trainer);
    return status;
}

const char *lm_trained_on(const struct settings *settings) {
    return settings->file_count == 2 ? settings->files[1] : "the texts";
}

static kl_status make_model(const struct settings *settings, const char *on, kl_pool *pool,
                            kl_error *error) {
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL;
    kl_status status = try_output(settings->output, error);
    if (status == KL_OK)
        status = new_trainer(settings, pool, &trainer, error);
    if (status == KL_OK)
        status = lm_name_content(kl_lm_trainer_finish(trainer, &lm, error), on, error);
    if (status == KL_OK)
        status = lm_is(settings->layout, "arpa") ? kl_lm_write_arpa(lm, settings->output, error)
                                                 : kl_lm_save(lm, settings->output, error);
    if (status == KL_OK)
        print_levels(lm);
    kl_lm_free(lm);
    kl_lm_trainer_free(trainer);
    return status;
}

int lm_train(const struct settings *settings, const char *on, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    return make_model(settings, on, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

static int refuse_as_arpa(const struct settings *settings, kl_symbols symbols) {
    return lm_is(settings->layout, "arpa") && symbols != KL_SYMBOLS_TOKENS
               ? complain_usage("ARPA files are of tokens, as white space parts them, and this "
                                "model would be of %s",
                                kl_symbols_name(symbols))
               : EXIT_WITHIN;
}

int lm_check_train(const struct settings *settings) {
    if (settings->file_count < 2)
        return complain_usage("nothing to train on: kl lm train TEXTS -o MODEL (see kl help lm)");
    if (!settings->output)
        return complain_usage("where to? kl lm train TEXTS -o MODEL");
    if (lm_is(settings->layout, "kenlm"))
        return complain_usage("--format kenlm is for kl lm score; a model is written as arpa");
    return refuse_as_arpa(settings, settings->symbols);
}

static int train_of_state(const struct settings *settings, kl_pool *pool) {
    static const option_id estimating[] = {OPTION_DISCOUNT, OPTION_OUTPUT, OPTION_FORMAT,
                                           OPTION_MEMORY};
    const char *state = settings->files[1];
    kl_error error = KL_ERROR_INIT;
    kl_lm_counted of;
    if (options_refuse(settings, "kl lm train STATE", estimating, 4))
        return EXIT_ERROR;
    if (kl_lm_trainer_about(state, &of, &error) != KL_OK)
        return complain(&error);
    if (refuse_as_arpa(settings, of.symbols) || lm_train(settings, state, pool) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (of.taken < of.bytes)
        fprintf(stderr,
                "kl: %s is a part: the lines that begin in %llu of %llu bytes; kl merge puts parts "
                "together\n",
                state, (unsigned long long)of.taken, (unsigned long long)of.bytes);
    return EXIT_WITHIN;
}

static int train_part(const struct settings *settings, kl_pool *pool) {
    static const option_id counting[] = {OPTION_PART, OPTION_OUTPUT, OPTION_SYMBOLS, OPTION_ORDER,
                                         OPTION_MEMORY};
    kl_error error = KL_ERROR_INIT;
    if (options_refuse(settings, "kl lm train --part", counting, 5))
        return EXIT_ERROR;
    return lm_train_part(settings, pool, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}

int lm_run_train(const struct settings *settings, kl_pool *pool) {
    if (lm_check_train(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (settings->file_count == 2 && kl_lm_trainer_seen(settings->files[1]))
        return train_of_state(settings, pool);
    if (settings->given[OPTION_PART])
        return train_part(settings, pool);
    return lm_train(settings, lm_trained_on(settings), pool);
}
